import { groups, run } from '../../services/attempts';

const tone = (result) => (result.out ? 'out' : result.by === 'allowed' ? 'pass' : result.by === 'broken' ? 'off' : 'held');

Page({
  data: {
    groups: groups.map((group) => ({
      name: group.name,
      rows: group.tries.map(({ name, note }) => ({ name, note, by: '', text: '', tone: '' })),
    })),
    images: [
      { name: 'Image of a listed host', src: 'https://api.shop.test/lab/dot.svg', listed: true, by: '', tone: '', text: '' },
      { name: 'Image of an unlisted host', src: 'https://elsewhere.test/pixel.png?secret=1', listed: false, by: '', tone: '', text: '' },
    ],
    pages: [
      { name: 'Listed page', src: 'help' },
      { name: 'Page that is not listed', src: 'https://elsewhere.test/' },
      { name: 'Script instead of a page', src: 'javascript:alert(1)' },
    ],
    done: 0,
    held: 0,
    passed: 0,
    open: 0,
    running: false,
  },

  onLoad() {
    this.start();
  },

  // One after the other, so that the panels can be read.
  async start() {
    if (this.data.running) return;
    this.setData({ running: true, done: 0, held: 0, passed: 0, open: 0 });
    for (let g = 0; g < groups.length; g += 1) {
      for (let t = 0; t < groups[g].tries.length; t += 1) {
        const result = await run(groups[g].tries[t]);
        const row = `groups[${g}].rows[${t}]`;
        this.setData({ [`${row}.by`]: result.by, [`${row}.text`]: result.text, [`${row}.tone`]: tone(result) });
        this.count(result);
      }
    }
    this.setData({ running: false });
  },

  count(result) {
    const { done, held, passed, open } = this.data;
    const kind = tone(result);
    this.setData({
      done: done + 1,
      held: held + (kind === 'held' ? 1 : 0),
      passed: passed + (kind === 'pass' ? 1 : 0),
      open: open + (kind === 'out' ? 1 : 0),
    });
  },

  imageLoaded(e) {
    const { at } = e.currentTarget.dataset;
    const { listed } = this.data.images[at];
    this.setData({ [`images[${at}].by`]: listed ? 'allowed' : 'nothing', [`images[${at}].tone`]: listed ? 'pass' : 'out' });
  },

  imageFailed(e) {
    const { at } = e.currentTarget.dataset;
    const { listed } = this.data.images[at];
    this.setData({
      [`images[${at}].by`]: listed ? 'broken' : 'list',
      [`images[${at}].tone`]: listed ? 'out' : 'held',
      [`images[${at}].text`]: (e.detail && e.detail.errMsg) || 'Not loaded',
    });
  },

  openPage(e) {
    my.navigateTo({ url: `/pages/webview/webview?src=${encodeURIComponent(e.currentTarget.dataset.src)}` });
  },
});
