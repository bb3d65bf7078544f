Page({
  data: { src: '' },

  onLoad({ src = 'help' }) {
    if (src !== 'help') {
      this.setData({ src });
      return;
    }
    // Only the back end knows at which port it serves the listed page.
    my.request({
      url: 'https://api.shop.test/v1/settings',
      success: ({ data }) => this.setData({ src: data.helpUrl }),
      fail: (err) => my.alert({ title: 'No listed page', content: err.errorMessage }),
    });
  },

  loaded(e) {
    console.info('loaded', e.detail);
  },

  failed(e) {
    console.warn('refused', e.detail);
  },
});
