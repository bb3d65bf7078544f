import { readCart, total, writeCart } from '../../services/cart';
import { pay } from '../../services/pay';

Page({
  data: {
    lines: [],
    total: 0,
  },

  onShow() {
    this.show(readCart());
  },

  show(lines) {
    this.setData({
      lines: lines.map((line) => ({ ...line, key: `${line.id}/${line.option}` })),
      total: total(lines),
    });
  },

  change(lines) {
    writeCart(lines);
    this.show(lines);
  },

  toggle(e) {
    const { at } = e.currentTarget.dataset;
    this.change(this.data.lines.map((line, i) => (i === at ? { ...line, chosen: !line.chosen } : line)));
  },

  setCount(count, key) {
    this.change(this.data.lines.map((line) => (line.key === key ? { ...line, count } : line)));
  },

  remove(e) {
    const { at } = e.currentTarget.dataset;
    my.confirm({
      title: 'Take it out?',
      content: this.data.lines[at].name,
      confirmButtonText: 'Take out',
      cancelButtonText: 'Keep',
      success: ({ confirm }) => {
        if (confirm) this.change(this.data.lines.filter((_, i) => i !== at));
      },
    });
  },

  checkout() {
    const chosen = this.data.lines.filter((line) => line.chosen);
    if (chosen.length === 0) return;
    pay(chosen).then((order) => {
      if (!order) return;
      if (order.status === 'PAID') this.change(this.data.lines.filter((line) => !line.chosen));
      my.navigateTo({ url: `/pages/order/order?id=${order.orderId}` });
    });
  },

  shop() {
    my.switchTab({ url: '/pages/home/home' });
  },
});
