import type { Demo } from "../demo.js";

const picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** What shows things. */
export const display: readonly Demo[] = [
  {
    name: "avatar",
    uses: "Avatar Badge Tag Icon ImageIcon Divider Space",
    axml: `<view class="pad"><ant-space>
  <ant-avatar src="${picture}" size="large" /><ant-avatar size="small" />
  <ant-badge type="number" text="{{count}}"><view class="box" onTap="more" /></ant-badge>
  <ant-badge type="bubble" text="new" position="top-right"><view class="box" /></ant-badge>
</ant-space>
<ant-divider text="between" />
<ant-space size="small"><ant-tag type="fill" color="success">Fresh</ant-tag><ant-tag icon="GiftOutline">Gift</ant-tag></ant-space>
<ant-divider lineType="dashed" />
<ant-icon type="StarFill" onTap="star" /><ant-image-icon image="${picture}" className="box" /></view>`,
    data: "{ count: 98 }",
    acss: ".box { width: 40px; height: 40px; background: #ccd; }",
    script: "more() { this.setData({ count: this.data.count + 1 }); },",
    async drive(page) {
      await page.tap(".box");
      await page.sees("99");
      await page.tap(".box");
      await page.sees("99+");
      await page.tap(".ant-icon >> nth=-1");
      await page.heard("star");
      await page.sees("Fresh");
      await page.sees("between");
    },
  },
  {
    name: "auto-resize",
    uses: "AutoResize Countdown ConfigProvider Button",
    axml: `<ant-config-provider theme="dark" themeVars="{{vars}}"><view class="pad"><ant-button type="primary" onTap="longer">Themed</ant-button></view></ant-config-provider>
<view class="pad" style="width: 120px"><ant-auto-resize text="{{text}}" minFontSize="13" maxFontSize="40"><text class="word">{{text}}</text></ant-auto-resize></view>
<view class="pad"><ant-countdown time="{{2}}" onCountdownFinish="over" /></view>`,
    data: `{ text: "Word", vars: { "--button-primary-bg": "#c2562d" } }`,
    script: `longer() { this.setData({ text: "A longer word" }); },`,
    async drive(page) {
      await page.tap("text=Themed");
      await page.sees("A longer word");
      await page.heard("over");
    },
  },
  {
    name: "card",
    uses: "Card Container Sticky",
    axml: `<ant-card title="Card" needFold onFoldChange="folded"><view class="pad">Content of the card</view></ant-card>
<ant-container title="Container"><view class="pad">Content of the container</view></ant-container>
<ant-sticky sticky check onStickyChange="stuck"><view class="pad" style="background: #fff">Sticks</view></ant-sticky>
<view style="height: 1500px" class="pad">Far</view>`,
    async drive(page) {
      await page.tap(".ant-card-header-right-link");
      await page.heard("folded");
      await page.shows(".ant-card-header-right-link >> text=展开");
      await page.sees("Content of the container");
      await page.wheel("text=Far", 0, 600);
      await page.shows("text=Sticks");
      await page.heard("stuck", true);
    },
  },
  {
    name: "collapse",
    uses: "Collapse",
    axml: `<ant-collapse items="{{items}}" defaultCurrent="{{[0]}}" accordion onChange="changed" />`,
    data: `{ items: [{ title: "When", content: "Every hour." }, { title: "Where", content: "At pier 4." }, { title: "Never", content: "x", disabled: true }] }`,
    async drive(page) {
      await page.tap("text=Where");
      await page.heard("changed", [1]);
      await page.sees("At pier 4.");
    },
  },
  {
    name: "empty",
    uses: "Empty Result PageContainer",
    complains: /SETDATA_VALUE: .* in onActionTap/,
    axml: `<ant-empty title="Nothing" message="Come back later" image="${picture}" buttonInfo="{{buttons}}" onClickButton="again" />
<ant-result type="success" title="Paid" message="The receipt is on its way" />
<ant-page-container title="Lost" message="No net" image="${picture}" actionText="Retry" onActionTap="retry" />`,
    data: `{ buttons: { layout: "vertical", list: [{ text: "Again", type: "primary" }] } }`,
    async drive(page) {
      await page.tap("text=Again");
      await page.heard("again");
      await page.sees("Paid");
      await page.tap("text=Retry");
      await page.heard("retry");
    },
  },
  {
    name: "footer",
    uses: "Footer Terms SafeArea",
    axml: `<ant-footer label="The end" content="Made at sea" links="{{links}}" chips="{{chips}}" onLinkTap="link" onChipTap="chip" />
<ant-terms type="check" terms="{{terms}}" termPrefix="I read " buttons="{{buttons}}" onTermTap="term" onCheckChange="checked" onButtonTap="agreed" />
<ant-safe-area position="bottom" />`,
    data: `{ links: [{ text: "Imprint", key: "i" }, { text: "Terms", key: "t" }], chips: [{ text: "Help", key: "h" }], terms: [{ name: "the conditions", key: "c" }], buttons: [{ text: "Agree", key: "a" }] }`,
    async drive(page) {
      await page.tap("text=Imprint");
      await page.heard("link");
      await page.tap("text=Help");
      await page.heard("chip");
      await page.tap("text=the conditions");
      await page.heard("term");
      await page.tap(".ant-terms-checkbox-tips >> checkbox");
      await page.heard("checked", true);
      await page.tap("text=Agree");
      await page.heard("agreed");
    },
  },
  {
    name: "grid",
    uses: "Grid",
    axml: `<ant-grid columns="{{3}}" items="{{items}}" iconSize="{{40}}" onTap="cell" /><view class="pad" />
<ant-grid mode="scroll" items="{{items}}" />`,
    data: `{ items: ["Pier", "Light", "Crane", "Buoy", "Rope"].map((title) => ({ title, icon: "${picture}" })) }`,
    async drive(page) {
      await page.tap("text=Crane");
      await page.heard("cell");
    },
  },
  {
    name: "list",
    uses: "List List/ListItem SwipeAction",
    axml: `<ant-list header="Boats" radius>
  <ant-list-item onTap="opened" arrow="right" extra="1932">Fram</ant-list-item>
  <ant-list-item title="Gjøa" brief="a sloop" image="${picture}" />
  <ant-swipe-action rightButtons="{{buttons}}" onButtonTap="button" onSwipeStart="touched" onSwipeEnd="opens"><ant-list-item>Swipe me</ant-list-item></ant-swipe-action>
</ant-list>`,
    data: `{ buttons: [{ text: "Delete", bgColor: "#FF2B00", color: "#fff" }] }`,
    async drive(page) {
      await page.tap("text=Fram");
      await page.heard("opened");
      await page.swipe("text=Swipe me", -160);
      await page.heard("touched");
      await page.heard("opens", { direction: "right", swiped: true });
      await page.tap("text=Delete");
      await page.heard("button", { direction: "right", btnIdx: 0 });
    },
  },
  {
    name: "loading",
    uses: "Loading Skeleton Skeleton/Avatar=skeleton-avatar Skeleton/Button=skeleton-button Skeleton/Input=skeleton-input Skeleton/Paragraph=skeleton-paragraph Skeleton/Title=skeleton-title",
    axml: `<view class="pad row"><ant-loading type="spin" size="medium" /><ant-loading type="mini" /></view>
<view class="pad"><ant-skeleton loading="{{loading}}" avatar title paragraph="{{ {rows: 3} }}"><text>Loaded</text></ant-skeleton></view>
<view class="pad"><ant-skeleton-avatar animate /><ant-skeleton-title /><ant-skeleton-paragraph rows="{{2}}" /><ant-skeleton-input /><ant-skeleton-button /></view>
<button size="mini" onTap="done">Done</button>`,
    data: "{ loading: true }",
    script: "done() { this.setData({ loading: false }); },",
    async drive(page) {
      await page.shows(".ant-skeleton");
      await page.tap("text=Done");
      await page.sees("Loaded");
    },
  },
  {
    name: "notice-bar",
    uses: "NoticeBar Progress Typography",
    axml: `<ant-notice-bar mode="closeable" enableMarquee onTap="closed">The ferry leaves late today, and the ferry of tomorrow will not leave at all.</ant-notice-bar>
<view class="pad"><ant-progress percent="{{percent}}" /></view><view class="pad"><ant-progress type="circle" percent="{{percent}}" width="{{80}}" /></view>
<view class="pad"><ant-typography icon="RightOutline" iconPosition="right" underline onTap="more">Read more</ant-typography></view>`,
    data: "{ percent: 30 }",
    script: "more() { console.log('heard more'); this.setData({ percent: 70 }); },",
    async drive(page) {
      await page.tap("text=Read more");
      await page.heard("more");
      await page.sees("70%");
      await page.tap(".ant-notice-bar-operation-icon");
      await page.hides("text=The ferry leaves");
    },
  },
  {
    name: "steps",
    uses: "Steps",
    axml: `<ant-steps current="{{step}}" items="{{items}}" /><ant-steps direction="vertical" current="{{step}}" items="{{items}}" /><button size="mini" onTap="next">Next</button>`,
    data: `{ step: 0, items: [{ title: "Paid", description: "at ten" }, { title: "Sent", description: "at noon" }, { title: "Arrived", description: "soon" }] }`,
    script: "next() { this.setData({ step: this.data.step + 1 }); },",
    async drive(page) {
      await page.tap("text=Next");
      await page.shows(".ant-steps-item-active >> text=Sent");
    },
  },
  {
    name: "table",
    uses: "Table",
    axml: `<ant-table columns="{{columns}}" dataSource="{{rows}}" displayType="FULL" />`,
    data: `{ columns: [{ title: "Boat", key: "boat", dataIndex: "boat" }, { title: "Year", key: "year", dataIndex: "year" }], rows: [{ key: "1", boat: "Gjøa", year: 1872 }, { key: "2", boat: "Fram", year: 1892 }] }`,
    async drive(page) {
      await page.sees("Gjøa");
      await page.swipe("text=Fram", 30);
      await page.sees("1892");
    },
  },
  {
    name: "voucher",
    uses: "Voucher",
    axml: `<ant-voucher dataSource="{{items}}" onVoucherTap="voucher" onBtnTap="button" />`,
    data: `{ items: [{ title: "Free crossing", desc: "until May", money: "10", moneyUnit: "kr", threshold: "over 50", actionAreaInfo: { text: "Use" } }] }`,
    async drive(page) {
      await page.tap("text=Free crossing");
      await page.heard("voucher");
      await page.tap("text=Use");
      await page.heard("button");
    },
  },
];
