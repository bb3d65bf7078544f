import { createSession, listOrders, sentence } from '../../services/api';

Page({
  data: {
    user: null,
    initial: '',
    orders: [],
  },

  onShow() {
    this.refresh();
  },

  refresh() {
    const { user } = getApp().globalData;
    this.setData({ user, initial: user ? user.nickName.slice(0, 1) : '', orders: [] });
    if (user) {
      listOrders().then(
        ({ orders }) => this.setData({ orders }),
        (err) => {
          // The back end has forgotten us, after a restart for example.
          if (err.error === 19 && err.status === 401) {
            getApp().signOut();
            this.refresh();
          }
        },
      );
    }
  },

  // The code goes to the back end, which exchanges it: no token ever comes here.
  signIn() {
    my.getAuthCode({
      scopes: ['auth_user'],
      success: ({ authCode }) => {
        my.showLoading({ content: 'Signing in' });
        createSession(authCode).then(
          ({ token, user }) => {
            my.hideLoading();
            getApp().signIn(user, token);
            this.refresh();
          },
          (err) => {
            my.hideLoading();
            my.alert({ title: 'Sign-in failed', content: sentence(err) });
          },
        );
      },
      fail: (err) => {
        if (err.error !== 11) my.alert({ title: 'Sign-in failed', content: sentence(err) });
      },
    });
  },

  signOut() {
    getApp().signOut();
    this.refresh();
  },

  openOrder(e) {
    my.navigateTo({ url: `/pages/order/order?id=${e.currentTarget.dataset.id}` });
  },

  help() {
    my.navigateTo({ url: '/pages/help/help' });
  },

  about() {
    const info = my.getSystemInfoSync();
    my.alert({
      title: 'About this device',
      content: `${info.model || 'Device'}, ${info.windowWidth} × ${info.windowHeight}, library ${my.SDKVersion}`,
    });
  },

  forget() {
    my.showActionSheet({
      title: 'Bag and sign-in are deleted from this device.',
      items: ['Forget everything'],
      destructiveBtnIndex: 0,
      success: ({ index }) => {
        if (index !== 0) return;
        my.clearStorageSync();
        getApp().signOut();
        getApp().showBagBadge();
        this.refresh();
        my.showToast({ content: 'Forgotten' });
      },
    });
  },
});
