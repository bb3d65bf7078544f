Page({
  data: {
    cells: ['Pier', 'Garden', 'Museum', 'Market', 'Library', 'Bakery', 'Cinema', 'Bath'].map((text) => ({
      icon: '/assets/leaf.svg',
      text,
    })),
  },
  cell(e) {
    const { index } = e.detail;
    my.showToast({ content: this.data.cells[index].text });
  },
  open() {
    my.showToast({ content: 'Opened' });
  },
});
