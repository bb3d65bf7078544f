import { getOrder, sentence } from '../../services/api';

Page({
  data: { order: null, problem: '' },

  onLoad({ id }) {
    getOrder(id || 'latest').then(
      (order) => this.setData({ order }),
      (err) => this.setData({ problem: sentence(err) }),
    );
  },

  shop() {
    my.switchTab({ url: '/pages/home/home' });
  },
});
