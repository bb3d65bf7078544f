import type { Demo } from "../demo.js";
import { picture } from "../picture.js";
import { setButton } from "../set-button.js";

const toggle = `toggle() { this.setData({ show: !this.data.show }); },`;
const opener = setButton("Open", "{ show: true }");

/** Components that mini-antui and its successor mini-ali-ui have in common. */
export const shared: readonly Demo[] = [
  {
    name: "am-checkbox",
    axml: `<view class="pad row"><am-checkbox id="agree" onChange="agreed" /><label for="agree">Agree</label></view>
<view class="pad row"><am-icon type="success" size="{{size}}" className="mark" />${setButton("Larger", "{ size: 60 }")}</view>
<view class="pad"><badge text="{{count}}" overflowCount="{{9}}"><view slot="inner" class="box" onTap="more" /></badge></view>`,
    data: "{ count: 8, size: 30 }",
    acss: ".box { width: 40px; height: 40px; background: #ccd; }",
    script: "more() { this.setData({ count: this.data.count + 1 }); },",
    drive: {
      async "am-checkbox"(page) {
        await page.tap("text=Agree");
        await page.heard("agreed");
        await page.shows("checkbox[aria-checked=true]");
      },
      async "am-icon"(page) {
        await page.looks(".mark", "font-size", "30px");
        await page.tap("text=Larger");
        await page.looks(".mark", "font-size", "60px");
      },
      async badge(page) {
        await page.tap(".box");
        await page.sees("9");
        await page.tap(".box");
        // "9+" in mini-antui.
        await page.sees(/^(9\+|···)$/);
      },
    },
  },
  {
    name: "amount-input",
    axml: `<amount-input title="Amount" extra="at most 500" placeholder="0.00" value="{{amount}}" btnText="All" onInput="typed" onButtonClick="all" onClear="none" />
<view class="pad" /><input-item value="{{name}}" placeholder="Its name" data-field="name" onInput="named" onFocus="focused" onConfirm="done">Boat</input-item>`,
    data: `{ amount: "", name: "" }`,
    script: `
  typed(e) { this.setData({ amount: e && e.detail ? e.detail.value : e }); },
  all() { console.log("heard all"); this.setData({ amount: "500" }); },`,
    drive: {
      async "amount-input"(page) {
        await page.type("input", "42");
        await page.holds("input", "42");
        await page.tap("text=All");
        await page.heard("all");
        await page.holds("input", "500");
      },
      async "input-item"(page) {
        await page.type('[placeholder="Its name"]', "Fram");
        await page.heard("focused");
        await page.holds('[placeholder="Its name"]', "Fram");
        await page.press("Enter");
        await page.heard("done");
      },
    },
  },
  {
    name: "calendar",
    axml: `<calendar type="single" tagData="{{tags}}" onSelect="day" onMonthChange="month" />`,
    data: `{ tags: [] }`,
    drive: {
      async calendar(page) {
        await page.tap('.am-calendar-date:text-is("15")');
        await page.heard("day");
        await page.shows('.am-calendar-selected .am-calendar-date:text-is("15")');
      },
    },
  },
  {
    name: "card",
    axml: `<card thumb="${picture}" title="Botanical garden" subTitle="Open until sunset" action="Route" onClick="opened" onCardClick="opened" onActionClick="planned" info="garden" />
<footer copyright="{{made}}" />${setButton("Next year", "{ made: 'Made in 2027' }")}`,
    data: `{ made: "Made in 2026" }`,
    drive: {
      async card(page) {
        await page.tap("text=Botanical garden");
        await page.heard("opened");
      },
      async footer(page) {
        await page.at("text=Made in 2026").waitFor();
        await page.tap("text=Next year");
        await page.shows(".am-footer >> text=Made in 2027");
      },
    },
  },
  {
    name: "collapse",
    axml: `<collapse activeKey="{{['one']}}" collapseKey="faq" accordion="{{true}}" onChange="folded">
  <collapse-item header="When" itemKey="one" collapseKey="faq"><view class="pad">Every hour.</view></collapse-item>
  <collapse-item header="Where" itemKey="two" collapseKey="faq"><view class="pad">At pier 4.</view></collapse-item>
</collapse>`,
    drive: {
      // One opens, the other makes room.
      async collapse(page) {
        const { y } = await page.box("text=Where");
        await page.tap("text=Where");
        await page.heard("folded");
        await page.lies("text=Where", (box) => box.y < y);
      },
      async "collapse/collapse-item"(page) {
        const { y } = await page.box("text=Where");
        await page.tap("text=When");
        await page.lies("text=Where", (box) => box.y > y);
      },
    },
  },
  {
    name: "filter",
    axml: `${opener}<filter show="{{show}}" max="{{2}}" onChange="filtered"><filter-item a:for="{{['Sun deck', 'Car deck']}}" a:key="*this" value="{{item}}" id="{{index}}" /></filter>`,
    data: `{ show: "" }`,
    drive: {
      async "filter/filter-item"(page) {
        await page.tap("text=Open");
        await page.tap("text=Car deck");
        await page.shows(".am-filter-click >> text=Car deck");
      },
      async filter(page) {
        await page.tap(".am-filter-btn >> nth=-1");
        await page.heard("filtered", [{ id: 1, value: "Car deck" }]);
      },
    },
  },
  {
    name: "flex",
    axml: `<flex direction="{{direction}}"><flex-item><view class="cell">One</view></flex-item><flex-item><view class="cell">Two</view></flex-item><flex-item a:if="{{third}}"><view class="cell">Three</view></flex-item></flex>
${setButton("More", "{ third: true }")}${setButton("Down", "{ direction: 'column' }")}`,
    acss: ".cell { margin: 8px; padding: 12px; background: #ccd; }",
    data: `{ direction: "row", third: false }`,
    drive: {
      async "flex/flex-item"(page) {
        const two = await page.box("text=Two");
        await page.tap("text=More");
        await page.lies("text=Two", ({ x, y, width }) => x < two.x && y === two.y && width < two.width);
      },
      async flex(page) {
        const { y } = await page.box("text=Two");
        await page.tap("text=Down");
        await page.lies("text=Two", (box) => box.y > y + 20);
      },
    },
  },
  {
    name: "grid",
    axml: `<grid columnNum="{{3}}" list="{{list}}" onGridItemClick="cell" />`,
    data: `{ list: ["Pier", "Light", "Crane", "Buoy"].map((text) => ({ icon: "${picture}", text })) }`,
    drive: {
      async grid(page) {
        await page.tap("text=Crane");
        await page.heard("cell");
      },
    },
  },
  {
    name: "list",
    axml: `<list loadMore="{{more}}" loadContent="{{['Looking', 'All are here']}}"><view slot="header">Boats</view>
  <list-item a:for="{{boats}}" a:key="*this" index="{{index}}" arrow="{{true}}" thumb="${picture}" onClick="opened">{{item}}<view slot="extra">1892</view></list-item>
</list>${setButton("All", "{ more: 'over' }")}
<swipe-action index="{{0}}" height="{{52}}" right="{{right}}" onRightItemClick="button"><list-item>Swipe me</list-item></swipe-action>`,
    data: `{ more: "load", boats: ["Gjøa", "Fram"], right: [{ type: "delete", text: "Delete" }] }`,
    drive: {
      async list(page) {
        await page.at("text=Looking").waitFor();
        await page.tap("text=All");
        await page.shows(".am-list-load-over >> text=All are here");
      },
      async "list/list-item"(page) {
        await page.tap("text=Fram");
        await page.heard("opened");
      },
      async "swipe-action"(page) {
        await page.swipe("text=Swipe me", -120);
        await page.tap("text=Delete");
        await page.heard("button");
      },
    },
  },
  {
    name: "message",
    axml: `<notice mode="closable" show="{{notice}}" onClick="closed">The ferry leaves at 18:40.</notice>
<message title="Paid" subTitle="The receipt is on its way" type="success" mainButton="{{main}}" onTapMain="again" />
<page-result type="{{type}}" local="{{true}}" title="Nothing here" brief="{{brief}}" />${setButton("Fill", "{ type: 'busy', brief: 'Too many of you' }")}`,
    data: `{ notice: true, main: { buttonText: "Again" }, type: "empty", brief: "Come back later" }`,
    script: "closed() { this.setData({ notice: false }); },",
    drive: {
      async message(page) {
        await page.tap("text=Again");
        await page.heard("again");
      },
      async notice(page) {
        await page.at("text=The ferry leaves").waitFor();
        await page.tap(".am-notice-operation > * >> nth=-1");
        await page.hides("text=The ferry leaves");
      },
      async "page-result"(page) {
        await page.at(".page-empty").waitFor();
        await page.tap("text=Fill");
        await page.shows(".page-busy");
        await page.sees("Too many of you");
      },
    },
  },
  {
    name: "modal",
    axml: `${opener}<modal show="{{show}}" showClose="{{true}}" onModalClick="toggle" onModalClose="toggle">
  <view slot="header">Leave the harbour?</view>The tank is full.<view slot="footer">Leave</view>
</modal>`,
    script: toggle,
    data: "{ show: false }",
    drive: {
      async modal(page) {
        await page.tap("text=Open");
        await page.sees("Leave the harbour?");
        await page.tap('text="Leave"');
        await page.hides("text=The tank is full.");
      },
    },
  },
  {
    name: "picker-item",
    axml: `<search-bar value="{{word}}" placeholder="Search" onInput="search" onCancel="cancelled" onSubmit="submitted" />
<picker-item value="{{city}}" placeholder="Choose" onPickerTap="choose">City</picker-item>`,
    data: `{ word: "", city: "" }`,
    script: `search(word) { this.setData({ word }); }, choose() { console.log("heard chosen"); this.setData({ city: "Oslo" }); },`,
    drive: {
      async "picker-item"(page) {
        await page.tap("text=Choose");
        await page.heard("chosen");
        await page.sees("Oslo");
      },
      async "search-bar"(page) {
        await page.type("input", "tide");
        await page.press("Enter");
        await page.heard("submitted", "tide");
      },
    },
  },
  {
    name: "popover",
    axml: `<view style="padding: 60px 40px"><popover position="bottomRight" show="{{show}}" showMask="{{true}}" onMaskClick="toggle">
  <view onTap="toggle">Menu</view>
  <view slot="items"><popover-item onItemClick="copy">Copy</popover-item><popover-item onItemClick="share">Share</popover-item></view>
</popover></view>`,
    data: "{ show: false }",
    script: toggle,
    drive: {
      async popover(page) {
        await page.tap("text=Menu");
        await page.sees("Copy");
      },
      async "popover/popover-item"(page) {
        await page.tap("text=Share");
        await page.heard("share");
      },
    },
  },
  {
    name: "popup",
    axml: `${opener}<popup show="{{show}}" position="bottom" onClose="toggle"><view class="pad" style="height: 200px; background: #fff">From below</view></popup>`,
    data: "{ show: false }",
    script: toggle,
    drive: {
      async popup(page) {
        await page.tap("text=Open");
        await page.shows(".am-popup-show >> text=From below");
        await page.tap(".am-popup-mask");
        await page.hides(".am-popup-show");
      },
    },
  },
  {
    name: "stepper",
    axml: `<view class="pad"><stepper value="{{3}}" min="{{0}}" max="{{5}}" showNumber="{{true}}" onChange="changed" /></view>
<steps activeIndex="{{step}}" items="{{items}}" /><steps direction="vertical" activeIndex="{{step}}" items="{{items}}" />${setButton("Next", "{ step: 3 }")}`,
    data: `{ step: 1, items: [{ title: "Paid", description: "at ten" }, { title: "Sent", description: "at noon" }, { title: "Arrived" }] }`,
    drive: {
      async stepper(page) {
        await page.tap(".am-stepper-add");
        await page.heard("changed", 4);
        await page.holds("input", "4");
      },
      async steps(page) {
        await page.tap("text=Next");
        await page.counts(".am-hor-step-icon.is-active", 3);
        await page.counts(".am-vertical-step-icon.is-active", 3);
      },
    },
  },
  {
    name: "tabs",
    axml: `<tabs tabs="{{tabs}}" activeTab="{{active}}" tabsName="sea" swipeable="{{true}}" onTabClick="go" onChange="go">
  <block a:for="{{tabs}}" a:key="title"><tab-content key="{{index}}" tabId="{{index}}" activeTab="{{active}}"><view class="pad">Content {{item.title}}</view></tab-content></block>
</tabs>`,
    data: `{ active: 0, tabs: [{ title: "Sea" }, { title: "Land" }, { title: "Air" }] }`,
    script: `go({ index }) { console.log("heard go", JSON.stringify([index])); this.setData({ active: index }); },`,
    drive: {
      async tabs(page) {
        await page.tap('text="Land"');
        await page.heard("go", 1);
      },
      async "tabs/tab-content"(page) {
        const { x } = await page.box("text=Content Land");
        await page.swipe("text=Content Land", -150);
        await page.heard("go", 2);
        await page.lies("text=Content Air", (box) => Math.abs(box.x - x) < 2);
      },
    },
  },
  {
    name: "tips",
    axml: `<tips-dialog show="{{show}}" type="rectangle" onCloseTap="toggle"><view slot="content">A word about it</view><view slot="operation" onTap="act">Do it</view></tips-dialog>
<tips-plain onClose="closed" time="{{60000}}">Passing by</tips-plain>`,
    data: "{ show: true }",
    script: toggle,
    drive: {
      async "tips/tips-plain"(page) {
        await page.tap("text=Passing by");
        await page.heard("closed");
      },
      async "tips/tips-dialog"(page) {
        await page.tap("text=Do it");
        await page.heard("act");
        await page.tap(".am-tips-dialog-close");
        await page.hides("text=A word about it");
      },
    },
  },
  {
    name: "vtabs",
    axml: `<vtabs tabs="{{tabs}}" activeTab="{{active}}" onTabClick="go" onChange="go"><vtab-content a:for="{{tabs}}" a:key="title" anchor="{{item.anchor}}"><view style="height: 700px" class="pad">Content {{item.title}}</view></vtab-content></vtabs>`,
    data: `{ active: 0, tabs: [{ title: "Sea", anchor: "a" }, { title: "Land", anchor: "b" }, { title: "Air", anchor: "c" }] }`,
    script: `go(active) { console.log("heard go", JSON.stringify([active])); this.setData({ active }); },`,
    drive: {
      async vtabs(page) {
        const { y } = await page.box("text=Content Sea");
        await page.tap('text="Land"');
        await page.heard("go", 1);
        await page.lies("text=Content Land", (box) => Math.abs(box.y - y) < 2);
      },
      async "vtabs/vtab-content"(page) {
        await page.wheelUntilHeard(".am-vtabs-slides", 370, "go", 2);
      },
    },
  },
];
