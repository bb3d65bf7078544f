Page({
  data: {
    name: '',
    word: '',
    fruits: [{ id: 'apple', name: 'Apple', on: true }, { id: 'pear', name: 'Pear', on: false }],
    sizes: ['Small', 'Medium', 'Large'],
    glasses: 2,
    remind: true,
    amount: '',
    city: '',
  },
  setName(e) {
    this.setData({ name: e.detail.value });
  },
  clearName() {
    this.setData({ name: '' });
  },
  search(value) {
    this.setData({ word: value });
  },
  clear() {
    this.setData({ word: '' });
  },
  send() {
    my.showToast({ content: 'Code sent' });
  },
  pick(e) {
    console.log('checkbox', e.detail.value);
  },
  size(e) {
    console.log('size', e.detail.value);
  },
  pour(value) {
    this.setData({ glasses: value });
  },
  remind(e) {
    this.setData({ remind: e.detail.value });
  },
  money(e) {
    this.setData({ amount: e.detail.value });
  },
  noMoney() {
    this.setData({ amount: '' });
  },
  allMoney() {
    this.setData({ amount: '500' });
  },
  chooseCity() {
    const items = ['Bergen', 'Porto', 'Lübeck', 'Split'];
    my.showActionSheet({ title: 'City', items, success: ({ index }) => index >= 0 && this.setData({ city: items[index] }) });
  },
});
