Page({
  data: {
    tabs: [
      { title: 'Morning', text: 'Fog until nine, then sun.' },
      { title: 'Noon', text: 'A light breeze from the west.' },
      { title: 'Evening', text: 'Calm water, red sky.' },
    ],
    active: 0,
    step: 2,
    steps: [
      { title: 'Ordered', description: 'Monday' },
      { title: 'Packed', description: 'Tuesday' },
      { title: 'On board', description: 'Wednesday' },
      { title: 'Arrived', description: '' },
    ],
    filter: false,
    decks: [],
  },
  choose({ index }) {
    this.setData({ active: index });
  },
  next() {
    this.setData({ step: (this.data.step % 4) + 1 });
  },
  folded() {},
  openFilter() {
    this.setData({ filter: true });
  },
  filtered(items) {
    this.setData({ filter: false, decks: (items || []).map((it) => it.value) });
  },
});
