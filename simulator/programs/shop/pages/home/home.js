import { listProducts, sentence } from '../../services/api';
import { addToCart } from '../../services/cart';

const BANNERS = [
  { id: 'lantern', kicker: 'New', title: 'Light for long evenings', image: 'lantern', tone: 'sea' },
  { id: 'tote', kicker: 'Back again', title: 'Carries a whole market', image: 'tote', tone: 'sand' },
  { id: 'blanket', kicker: 'Slow wool', title: 'Warm since 1962', image: 'blanket', tone: 'dusk' },
];

Page({
  data: {
    banners: BANNERS,
    categories: [{ id: 'all', name: 'Everything' }],
    category: 'all',
    word: '',
    products: [],
    shown: [],
    state: 'loading',
    problem: '',
  },

  onLoad(query) {
    if (query.category) this.setData({ category: query.category });
    this.load();
  },

  onPullDownRefresh() {
    this.load().then(() => my.stopPullDownRefresh());
  },

  onTabItemTap() {
    my.pageScrollTo({ scrollTop: 0, duration: 200 });
  },

  load() {
    this.setData({ state: 'loading' });
    return listProducts(this.data.category).then(
      ({ categories, products }) => {
        this.setData({ categories, products, state: 'ready' });
        this.filter();
      },
      (err) => this.setData({ state: 'failed', problem: sentence(err) }),
    );
  },

  choose(e) {
    this.setData({ category: e.currentTarget.dataset.id });
    this.load();
  },

  search(e) {
    this.setData({ word: e.detail.value });
    this.filter();
  },

  filter() {
    const word = this.data.word.trim().toLowerCase();
    const shown = this.data.products.filter((it) => `${it.name} ${it.line}`.toLowerCase().includes(word));
    this.setData({ shown });
  },

  openBanner(e) {
    this.openProduct(e.currentTarget.dataset.id);
  },

  openProduct(id) {
    my.navigateTo({ url: `/pages/product/product?id=${id}` });
  },

  addProduct(product) {
    addToCart(product, product.options[0], 1);
    my.showToast({ type: 'success', content: 'In your bag', duration: 1200 });
  },

  onShareAppMessage() {
    return { title: 'Quayside', desc: 'Good things for the house', path: 'pages/home/home' };
  },
});
