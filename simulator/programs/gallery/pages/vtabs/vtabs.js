Page({
  data: {
    active: 0,
    tabs: [
      { title: 'Bread', anchor: 'a', things: ['Rye', 'Sourdough', 'Spelt', 'Flat bread', 'Baguette', 'Roll'] },
      { title: 'Cheese', anchor: 'b', things: ['Gouda', 'Feta', 'Comté', 'Manchego', 'Ricotta', 'Brie'] },
      { title: 'Fruit', anchor: 'c', badgeType: 'dot', things: ['Fig', 'Quince', 'Plum', 'Cherry', 'Apple', 'Pear'] },
      { title: 'Drinks', anchor: 'd', things: ['Cider', 'Tea', 'Coffee', 'Lemonade', 'Water', 'Milk'] },
    ],
  },
  choose(index) {
    this.setData({ active: typeof index === 'number' ? index : index.index || 0 });
  },
});
