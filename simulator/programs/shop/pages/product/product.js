import { getProduct, sentence } from '../../services/api';
import { addToCart } from '../../services/cart';
import { pay } from '../../services/pay';

Page({
  data: {
    product: null,
    option: '',
    count: 1,
    problem: '',
  },

  onLoad({ id = 'lantern' }) {
    getProduct(id).then(
      (product) => {
        this.setData({ product, option: product.options[0] });
        my.setNavigationBar({ title: product.name });
      },
      (err) => this.setData({ problem: sentence(err) }),
    );
  },

  preview() {
    my.previewImage({ urls: [`/assets/products/${this.data.product.image}.svg`], fail() {} });
  },

  chooseOption(e) {
    this.setData({ option: e.currentTarget.dataset.option });
  },

  setCount(count) {
    this.setData({ count });
  },

  add() {
    const { product, option, count } = this.data;
    addToCart(product, option, count);
    my.showToast({ type: 'success', content: 'In your bag', duration: 1200 });
  },

  buy() {
    const { product, option, count } = this.data;
    pay([{ id: product.id, option, count }]).then((order) => {
      if (order) my.navigateTo({ url: `/pages/order/order?id=${order.orderId}` });
    });
  },

  onShareAppMessage() {
    const { product } = this.data;
    return { title: product ? product.name : 'Quayside', path: `pages/product/product?id=${product ? product.id : ''}` };
  },
});
