import { getSettings, sentence } from '../../services/api';

Page({
  data: { src: '', problem: '' },

  onLoad() {
    // The page's address must be in WAP URLs; the back end knows where it serves it.
    getSettings().then(
      ({ helpUrl }) => this.setData({ src: helpUrl }),
      (err) => this.setData({ problem: sentence(err) }),
    );
  },

  heard(e) {
    console.info('The help page says', e.detail);
  },

  failed(e) {
    console.warn('The help page was not opened', e.detail);
  },
});
