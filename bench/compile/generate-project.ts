const words =
  "basket order ticket booking route station wallet voucher member review gallery search filter price".split(" ");

/** The files of a program with so many pages, about 3.1 kB of source each, as hand-written programs have them. */
export function generateProject(pages: number): Record<string, string> {
  const paths = Array.from({ length: pages }, (_, n) => `pages/${words[n % words.length]}-${n}/index`);
  const files: Record<string, string> = {
    "app.json": JSON.stringify({
      pages: paths,
      window: { defaultTitle: "Generated" },
      usingComponents: { "list-row": "/components/list-row/index" },
    }),
    "app.js": "import { start } from './lib/state';\nApp({ onLaunch() { start(); } });\n",
    "app.acss": "page { background: #f5f5f5; color: #333; font-size: 28rpx; }\n.row { display: flex; }\n",
    "lib/state.js":
      "const state = { started: false };\nexport function start() { state.started = true; }\nexport default state;\n",
    "lib/format.sjs":
      "function money(cents) { return (cents / 100).toFixed(2); }\nfunction short(text, n) { return text && text.length > n ? text.slice(0, n) + '…' : text; }\nexport default { money, short };\n",
    "components/list-row/index.json": '{"component":true}',
    "components/list-row/index.js":
      "Component({ props: { row: {}, onPick() {} }, methods: { pick() { this.props.onPick(this.props.row); } } });\n",
    "components/list-row/index.axml": '<view class="list-row" onTap="pick"><text>{{row.name}}</text><slot/></view>\n',
    "components/list-row/index.acss": ".list-row { padding: 24rpx; border-bottom: 1rpx solid #eee; }\n",
  };
  paths.forEach((path, n) => {
    files[`${path}.json`] = JSON.stringify({ defaultTitle: `Page ${n}`, pullRefresh: n % 3 === 0 });
    files[`${path}.axml`] = template(n);
    files[`${path}.acss`] = sheet(n);
    files[`${path}.js`] = script(n);
  });
  return files;
}

function template(n: number): string {
  const word = words[n % words.length] ?? "";
  const part = (k: number): string => `
  <view class="section section-${k} {{open[${k}] ? 'open' : ''}}" data-section="${k}" onTap="toggle">
    <text class="section__title">{{titles[${k}] || '${word} ${k}'}}</text>
    <view a:if="{{open[${k}]}}" class="section__body">
      <block a:for="{{groups[${k}].rows}}" a:key="id">
        <list-row row="{{item}}" onPick="pick"><text slot="more">{{f.money(item.price * item.count)}} · {{index + 1}}</text></list-row>
      </block>
    </view>
    <view a:elif="{{loading}}" class="section__wait">Loading {{percent}}%</view>
    <view a:else hidden="{{!hint}}" style="width: {{width}}rpx">{{f.short(hint, 12)}}</view>
  </view>`;
  return `<import-sjs name="f" from="/lib/format.sjs"/>
<view class="page page--${word}">
  <!-- ${word} -->
  <image class="banner" src="{{banner}}" mode="aspectFill" onTap="open"/>${[0, 1].map(part).join("")}
  <input value="{{query}}" placeholder="Search ${word}" onInput="search" maxlength="{{40}}"/>
  <button type="primary" disabled="{{!query.length || busy}}" onTap="send">Send {{count > 0 ? '(' + count + ')' : ''}}</button>
</view>
`;
}

function sheet(n: number): string {
  return `.page--${words[n % words.length]} { min-height: 100vh; padding: 24rpx 32rpx; box-sizing: border-box; }
.banner { width: 100%; height: ${200 + (n % 40)}rpx; border-radius: 16rpx; }
.section { margin-top: 24rpx; background: #fff; transition: opacity 0.2s; }
.section.open .section__title::after { content: "−"; color: rgba(0, 0, 0, 0.4); }
.section__title { font-size: 32rpx; font-weight: 600; line-height: calc(1.4em + 2rpx); }
.section__body, .section__wait { padding: 16rpx 0 0; }
@media (min-width: 900rpx) { .section { max-width: 720rpx; margin: 24rpx auto; } }
`;
}

function script(n: number): string {
  return `import state from '../../lib/state';

const limit = ${20 + (n % 30)};

Page({
  data: { open: [true, false], groups: [{ rows: [] }, { rows: [] }], query: '', count: 0, busy: false, titles: {}, percent: 0 },
  onLoad({ id = ${n} }) {
    this.id = Number(id);
    this.load().catch((error) => console.error(error));
  },
  async load() {
    const rows = Array.from({ length: limit }, (_, k) => ({ id: k, name: \`${words[n % words.length]} \${k}\`, price: k * 150, count: k % 4 }));
    this.setData({ groups: [{ rows }, { rows: rows.slice(0, 3) }], started: state?.started ?? false });
  },
  toggle({ currentTarget: { dataset } }) {
    this.setData({ [\`open[\${dataset.section}]\`]: !this.data.open[dataset.section] });
  },
  search(e) { this.setData({ query: e.detail.value }); },
  pick(row) { this.setData({ count: this.data.count + row.count }); },
  send() { my.navigateTo({ url: '/pages/${words[(n + 1) % words.length]}-${n + 1}/index?from=' + this.id }); },
});
`;
}
