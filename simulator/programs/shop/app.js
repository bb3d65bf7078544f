import { readCart } from './services/cart';

App({
  globalData: {
    user: null,
    token: '',
  },

  onLaunch(options) {
    console.info('Quayside starts at', options.path, options.query);
    const saved = my.getStorageSync({ key: 'session' }).data;
    if (saved) {
      this.globalData.user = saved.user;
      this.globalData.token = saved.token;
    }
  },

  onShow() {
    this.showBagBadge();
  },

  onError(error) {
    console.error('Quayside failed:', error);
  },

  // The number beside the bag in the tab bar.
  showBagBadge() {
    const count = readCart().reduce((sum, line) => sum + line.count, 0);
    if (count > 0) {
      my.setTabBarBadge({ index: 1, text: String(count), fail() {} });
    } else {
      my.removeTabBarBadge({ index: 1, fail() {} });
    }
  },

  signIn(user, token) {
    this.globalData.user = user;
    this.globalData.token = token;
    my.setStorageSync({ key: 'session', data: { user, token } });
  },

  signOut() {
    this.globalData.user = null;
    this.globalData.token = '';
    my.removeStorageSync({ key: 'session' });
  },
});
