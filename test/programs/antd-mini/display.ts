import type { Demo } from "../demo.js";
import { picture } from "../picture.js";
import { setButton } from "../set-button.js";

/** What shows things. */
export const display: readonly Demo[] = [
  {
    name: "avatar",
    axml: `<view class="pad"><ant-avatar src="${picture}" size="{{size}}" />${setButton("Larger", "{ size: 'large' }")}</view>
<view class="pad"><ant-badge type="number" text="{{count}}"><view class="box" onTap="more" /></ant-badge></view>
<view class="pad"><ant-badge type="bubble" text="new" position="top-right"><view class="box" /></ant-badge></view>
<view class="pad row"><ant-tag type="fill" color="{{color}}">Fresh</ant-tag><ant-tag icon="GiftOutline">Gift</ant-tag>${setButton("Paint", "{ color: 'danger' }")}</view>
<view class="pad"><ant-icon type="{{star}}" onTap="starred" /></view>
<view class="pad row"><ant-image-icon image="{{image}}" className="pic" />${setButton("Name it", "{ image: 'HeartFill' }")}</view>`,
    data: `{ size: "small", count: 98, color: "success", star: "StarOutline", image: "${picture}" }`,
    acss: ".box { width: 40px; height: 40px; background: #ccd; }",
    script: `more() { this.setData({ count: this.data.count + 1 }); },
starred() { console.log("heard star"); this.setData({ star: "StarFill" }); },`,
    drive: {
      async Avatar(page) {
        const before = await page.box(".ant-avatar-image");
        await page.tap("text=Larger");
        await page.lies(".ant-avatar-image", ({ width }) => width > before.width * 2);
      },
      async Badge(page) {
        await page.tap(".box");
        await page.sees("99");
        await page.tap(".box");
        await page.sees("99+");
      },
      async Tag(page) {
        await page.tap("text=Paint");
        await page.shows(".ant-tag-danger >> text=Fresh");
      },
      async Icon(page) {
        await page.tap(".ant-icon-StarOutline");
        await page.heard("star");
        await page.shows(".ant-icon-StarFill");
      },
      async ImageIcon(page) {
        await page.at("image.pic-image").waitFor();
        await page.tap("text=Name it");
        await page.shows(".ant-icon-HeartFill.pic-icon");
        await page.counts("image.pic-image", 0);
      },
    },
  },
  {
    name: "divider",
    axml: `<view class="pad"><ant-divider text="{{word}}" direction="{{direction}}" lineType="dashed" /></view>
<view class="pad"><ant-space size="{{gap}}"><view class="cell one">One</view><view class="cell two">Two</view></ant-space></view>
<view class="pad"><ant-safe-area position="{{edge}}" /></view>
<ant-container title="{{title}}" headerInBox="{{inside}}"><view class="pad">Content of the container</view></ant-container>
${setButton("Name", "{ word: 'between' }")}${setButton("Upright", "{ direction: 'vertical' }")}${setButton("Apart", "{ gap: 100 }")}${setButton("Top", "{ edge: 'top' }")}${setButton("Outside", "{ title: 'Cargo', inside: false }")}`,
    data: `{ word: "", direction: "horizontal", gap: 20, edge: "bottom", title: "Container", inside: true }`,
    acss: ".cell { width: 60px; background: #ccd; }",
    drive: {
      async Divider(page) {
        await page.tap("text=Name");
        await page.shows(".ant-divider-horizontal-text >> text=between");
        await page.looks(".ant-divider-horizontal-left", "border-bottom-style", "dashed");
        await page.tap("text=Upright");
        await page.looks(".ant-divider-vertical", "border-right-style", "dashed");
        await page.counts(".ant-divider-horizontal", 0);
      },
      async Space(page) {
        const { x } = await page.box(".two");
        await page.tap("text=Apart");
        await page.lies(".two", (box) => box.x > x + 10);
      },
      async SafeArea(page) {
        await page.tap("text=Top");
        await page.counts(".ant-safe-area-top", 1);
        await page.counts(".ant-safe-area-bottom", 0);
      },
      async Container(page) {
        await page.at(".ant-container-headerInBox").waitFor();
        await page.tap("text=Outside");
        await page.shows(".ant-container-headerNotInBox .ant-container-header-title >> text=Cargo");
        await page.sees("Content of the container");
      },
    },
  },
  {
    name: "auto-resize",
    also: "Button",
    axml: `<view class="pad" style="width: 120px"><ant-auto-resize text="{{text}}" minFontSize="13" maxFontSize="40" className="fit"><text>{{text}}</text></ant-auto-resize></view>
${setButton("Longer", "{ text: 'A longer word' }")}
<ant-config-provider a:if="{{vars}}" themeVars="{{vars}}"><view class="pad"><ant-button type="primary">Themed</ant-button></view></ant-config-provider>
${setButton("Theme", "{ vars: { buttonPrimaryBackgroundColor: 'rgb(31, 138, 109)' } }")}
<view class="pad"><ant-countdown a:if="{{time}}" time="{{time}}" onCountdownFinish="over" />${setButton("Start", "{ time: 1 }")}</view>`,
    data: `{ text: "Word" }`,
    drive: {
      async AutoResize(page) {
        await page.tap("text=Longer");
        await page.shows(".fit .ant-autoresize-slot >> text=A longer word");
        await page.lies(".fit .ant-autoresize-slot", ({ width }) => width <= 120);
      },
      async ConfigProvider(page) {
        await page.tap("text=Theme");
        await page.looks(".ant-config-provider .ant-button-primary", "background-color", "rgb(31, 138, 109)");
      },
      async Countdown(page) {
        await page.tap("text=Start");
        await page.sees("：");
        await page.heard("over");
      },
    },
  },
  {
    name: "card",
    axml: `<ant-card title="Card" needFold onFoldChange="folded"><view class="pad">Content of the card</view></ant-card>
<ant-sticky sticky="{{sticky}}" check onStickyChange="stuck"><view class="pad" style="background: #fff" onTap="loosen">Sticks</view></ant-sticky>
<view style="height: 1500px" class="pad">Far</view>`,
    data: "{ sticky: true }",
    script: "loosen() { this.setData({ sticky: false }); },",
    drive: {
      async Card(page) {
        const before = await page.box("text=Far");
        await page.tap(".ant-card-header-right-link");
        await page.heard("folded");
        await page.shows(".ant-card-header-right-link >> text=展开");
        await page.lies("text=Far", ({ y }) => y < before.y);
      },
      async Sticky(page) {
        const sticks = await page.box("text=Sticks");
        const far = await page.box("text=Far");
        await page.wheel("text=Far", 0, 600);
        await page.heard("stuck", true);
        await page.lies("text=Far", ({ y }) => y < far.y - 500);
        await page.lies("text=Sticks", ({ y }) => y > sticks.y - 300 && y >= 0);
        await page.tap("text=Sticks");
        await page.lies("text=Sticks", ({ y }) => y < 0);
      },
    },
  },
  {
    name: "collapse",
    axml: `<ant-collapse items="{{items}}" defaultCurrent="{{[0]}}" accordion onChange="changed" />`,
    data: `{ items: [{ title: "When", content: "Every hour." }, { title: "Where", content: "At pier 4." }, { title: "Never", content: "x", disabled: true }] }`,
    drive: {
      async Collapse(page) {
        await page.tap("text=Where");
        await page.heard("changed", [1]);
        await page.sees("At pier 4.");
      },
    },
  },
  {
    name: "empty",
    complains: /SETDATA_VALUE: .* in onActionTap/,
    axml: `<ant-empty title="Nothing" message="Come back later" image="${picture}" buttonInfo="{{buttons}}" onClickButton="again" />
<ant-result type="{{type}}" title="{{title}}" message="The receipt is on its way" />${setButton("Fail", "{ type: 'error', title: 'Not paid' }")}
<ant-page-container title="Lost" message="No net" image="{{image}}" actionText="Retry" onActionTap="retry"><view>Found again</view></ant-page-container>`,
    data: `{ image: "${picture}", type: "success", title: "Paid", buttons: { layout: "vertical", list: [{ text: "Again", type: "primary" }] } }`,
    script: `retry() { console.log("heard retry"); this.setData({ image: "" }); },`,
    drive: {
      async Empty(page) {
        await page.tap("text=Again");
        await page.heard("again", { text: "Again", type: "primary" });
      },
      async Result(page) {
        await page.at(".ant-result-image-success").waitFor();
        await page.tap("text=Fail");
        await page.shows(".ant-result-image-error");
        await page.shows(".ant-result-title >> text=Not paid");
      },
      async PageContainer(page) {
        await page.tap("text=Retry");
        await page.heard("retry");
        await page.sees("Found again");
        await page.hides("text=No net");
      },
    },
  },
  {
    name: "footer",
    axml: `<ant-footer label="The end" content="Made at sea" links="{{links}}" chips="{{chips}}" onLinkTap="link" onChipTap="chip" />
<ant-terms type="check" terms="{{terms}}" termPrefix="I read " buttons="{{buttons}}" onTermTap="term" onCheckChange="checked" onButtonTap="agreed" />`,
    data: `{ links: [{ text: "Imprint", key: "i" }, { text: "Terms", key: "t" }], chips: [{ text: "Help", key: "h" }], terms: [{ name: "the conditions", key: "c" }], buttons: [{ text: "Agree", key: "a" }] }`,
    drive: {
      async Footer(page) {
        await page.tap("text=Imprint");
        await page.heard("link", { text: "Imprint", key: "i" });
        await page.tap("text=Help");
        await page.heard("chip", { text: "Help", key: "h" });
      },
      async Terms(page) {
        await page.tap("text=the conditions");
        await page.heard("term");
        await page.tap(".ant-terms-checkbox-tips >> checkbox");
        await page.heard("checked", true);
        await page.tap("text=Agree");
        await page.heard("agreed");
      },
    },
  },
  {
    name: "grid",
    axml: `<ant-grid columns="{{3}}" items="{{items}}" iconSize="{{40}}" onTap="cell" /><view class="pad" />
<ant-grid mode="scroll" items="{{items}}" />`,
    data: `{ items: ["Pier", "Light", "Crane", "Buoy", "Rope"].map((title) => ({ title, icon: "${picture}" })) }`,
    drive: {
      async Grid(page) {
        await page.tap("text=Crane");
        await page.heard("cell", { title: "Crane", icon: picture });
      },
    },
  },
  {
    name: "list",
    axml: `<ant-list header="Boats" radius="{{radius}}">
  <ant-list-item onTap="opened" arrow="right" extra="1932">Fram</ant-list-item>
  <ant-list-item title="Gjøa" brief="a sloop" image="${picture}" />
  <ant-swipe-action rightButtons="{{buttons}}" onButtonTap="button" onSwipeStart="touched" onSwipeEnd="opens"><ant-list-item>Swipe me</ant-list-item></ant-swipe-action>
</ant-list>${setButton("Round", "{ radius: true }")}`,
    data: `{ radius: false, buttons: [{ text: "Delete", bgColor: "#FF2B00", color: "#fff" }] }`,
    drive: {
      async List(page) {
        await page.tap("text=Round");
        await page.shows(".ant-list-radius .ant-list-header >> text=Boats");
      },
      async "List/ListItem"(page) {
        await page.tap("text=Fram");
        await page.heard("opened");
      },
      async SwipeAction(page) {
        await page.swipe("text=Swipe me", -160);
        await page.heard("touched");
        await page.heard("opens", { direction: "right", swiped: true });
        await page.tap("text=Delete");
        await page.heard("button", { direction: "right", btnIdx: 0 });
      },
    },
  },
  {
    name: "skeleton",
    axml: `<view class="pad"><ant-skeleton loading="{{loading}}" avatar title paragraph="{{ {rows: 3} }}"><text>Loaded</text></ant-skeleton></view>
<view class="pad">
  <ant-avatar shape="{{shape}}" size="{{size}}" className="avatar" />
  <ant-title animate="{{animate}}" className="title" loading="{{titled}}">A title</ant-title>
  <ant-paragraph rows="{{rows}}" className="paragraph" />
  <ant-input style="{{style}}" className="input" />
  <ant-button size="{{size}}" className="button" />
</view>
${setButton("Done", "{ loading: false }")}${setButton("Round", "{ shape: 'circle' }")}${setButton("Titled", "{ titled: false }")}${setButton("Longer", "{ rows: 5 }")}${setButton("Wide", "{ style: 'width: 300px' }")}${setButton("Small", "{ size: 'small' }")}`,
    data: `{ loading: true, shape: "square", size: "large", animate: true, titled: true, rows: 2, style: "" }`,
    drive: {
      async Skeleton(page) {
        await page.at(".ant-skeleton .ant-skeleton-paragraph-row >> nth=2").waitFor();
        await page.tap("text=Done");
        await page.sees("Loaded");
        await page.counts(".ant-skeleton", 0);
      },
      async "Skeleton/Avatar"(page) {
        await page.looks(".avatar", "border-radius", /^\d{1,2}(\.\d+)?px$/);
        await page.tap("text=Round");
        await page.shows(".avatar.ant-skeleton-avatar-circle");
      },
      async "Skeleton/Title"(page) {
        await page.at(".title.ant-skeleton-title-animate").waitFor();
        await page.tap("text=Titled");
        await page.sees("A title");
        await page.counts(".title", 0);
      },
      async "Skeleton/Paragraph"(page) {
        await page.tap("text=Longer");
        await page.counts(".paragraph .ant-skeleton-paragraph-row", 5);
      },
      async "Skeleton/Input"(page) {
        await page.tap("text=Wide");
        await page.lies(".input", ({ width }) => width === 300);
      },
      async "Skeleton/Button"(page) {
        const before = await page.box(".button");
        await page.tap("text=Small");
        await page.lies(".button", ({ height }) => height < before.height);
      },
    },
  },
  {
    name: "notice-bar",
    axml: `<ant-notice-bar mode="closeable" enableMarquee onTap="closed">The ferry leaves late today, and the ferry of tomorrow will not leave at all.</ant-notice-bar>
<view class="pad row"><ant-loading type="{{type}}" size="{{size}}" className="load" />${setButton("Dots", "{ type: 'mini' }")}${setButton("Larger", "{ size: 'x-large' }")}</view>
<view class="pad"><ant-progress percent="{{percent}}" /></view><view class="pad"><ant-progress type="circle" percent="{{percent}}" width="{{80}}" /></view>${setButton("Further", "{ percent: 70 }")}
<view class="pad"><ant-typography icon="RightOutline" iconPosition="right" underline="{{!read}}" onTap="more">{{read ? "It was read" : "Read more"}}</ant-typography></view>`,
    data: `{ percent: 30, type: "spin", size: "small", read: false }`,
    script: "more() { console.log('heard more'); this.setData({ read: true }); },",
    drive: {
      async Loading(page) {
        const { width } = await page.box(".load");
        await page.tap("text=Larger");
        await page.lies(".load", (box) => box.width > width * 3);
        await page.tap("text=Dots");
        await page.counts(".load .ant-loading-mini-item", 3);
      },
      async Progress(page) {
        const { width } = await page.box(".ant-progress-inner");
        await page.tap("text=Further");
        await page.sees("70%");
        await page.lies(".ant-progress-inner", (box) => box.width > width * 2);
      },
      async Typography(page) {
        await page.looks(".ant-typography-text", "text-decoration-line", "underline");
        await page.tap("text=Read more");
        await page.heard("more");
        await page.sees("It was read");
        await page.looks(".ant-typography-text", "text-decoration-line", "none");
      },
      async NoticeBar(page) {
        await page.at("text=The ferry leaves").waitFor();
        await page.tap(".ant-notice-bar-operation-icon");
        await page.hides("text=The ferry leaves");
      },
    },
  },
  {
    name: "steps",
    axml: `<ant-steps current="{{step}}" items="{{items}}" /><ant-steps direction="vertical" current="{{step}}" items="{{items}}" />${setButton("Next", "{ step: 1 }")}`,
    data: `{ step: 0, items: [{ title: "Paid", description: "at ten" }, { title: "Sent", description: "at noon" }, { title: "Arrived", description: "soon" }] }`,
    drive: {
      async Steps(page) {
        await page.tap("text=Next");
        await page.shows(".ant-steps-item-active >> text=Sent");
        await page.shows(".ant-steps-vertical .ant-steps-item-finish >> text=Paid");
      },
    },
  },
  {
    name: "table",
    axml: `<ant-table columns="{{columns}}" dataSource="{{rows}}" displayType="FULL" />${setButton("More", `{ rows: [{ key: "2", boat: "Fram", year: 1892 }, { key: "3", boat: "Maud", year: 1916 }] }`)}`,
    data: `{ columns: [{ title: "Boat", key: "boat", dataIndex: "boat" }, { title: "Year", key: "year", dataIndex: "year" }], rows: [{ key: "1", boat: "Gjøa", year: 1872 }, { key: "2", boat: "Fram", year: 1892 }] }`,
    drive: {
      async Table(page) {
        await page.at("text=Gjøa").waitFor();
        await page.tap("text=More");
        await page.sees("1916");
        await page.hides("text=Gjøa");
        const boat = await page.box("text=Maud");
        await page.lies("text=1916", ({ x, y }) => x > boat.x + 100 && y === boat.y);
      },
    },
  },
  {
    name: "voucher",
    axml: `<ant-voucher dataSource="{{items}}" onVoucherTap="voucher" onBtnTap="button" />`,
    data: `{ items: [{ title: "Free crossing", desc: "until May", money: "10", moneyUnit: "kr", threshold: "over 50", actionAreaInfo: { text: "Use" } }] }`,
    drive: {
      async Voucher(page) {
        await page.tap("text=Free crossing");
        await page.heard("voucher");
        await page.tap("text=Use");
        await page.heard("button");
      },
    },
  },
];
