import type { Demo } from "../demo.js";

const picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
const toggle = `toggle() { this.setData({ show: !this.data.show }); },`;
const opener = `<button size="mini" onTap="toggle">Open</button>`;

/** Components that mini-antui and its successor mini-ali-ui have in common. */
export const shared: readonly Demo[] = [
  {
    name: "am-checkbox",
    uses: "am-checkbox am-icon badge",
    axml: `<view class="pad row"><am-checkbox id="agree" onChange="agreed" /><label for="agree">Agree</label></view>
<view class="pad row"><am-icon type="success" size="{{30}}" /><badge text="{{count}}" overflowCount="{{9}}"><view slot="inner" class="box" onTap="more" /></badge></view>`,
    data: "{ count: 8 }",
    acss: ".box { width: 40px; height: 40px; background: #ccd; }",
    script: "more() { this.setData({ count: this.data.count + 1 }); },",
    async drive(page) {
      await page.tap("text=Agree");
      await page.heard("agreed");
      await page.tap(".box");
      await page.sees("9");
      await page.tap(".box");
      await page.shows(".am-badge-text, .am-badge");
    },
  },
  {
    name: "amount-input",
    uses: "amount-input input-item",
    axml: `<amount-input title="Amount" extra="at most 500" placeholder="0.00" value="{{amount}}" btnText="All" onInput="typed" onButtonClick="all" onClear="none" />
<view class="pad" /><input-item value="{{name}}" placeholder="Its name" data-field="name" onInput="named" onFocus="focused" onConfirm="done">Boat</input-item>`,
    data: `{ amount: "", name: "" }`,
    script: `typed(e) { this.setData({ amount: e && e.detail ? e.detail.value : e }); },`,
    async drive(page) {
      await page.type("input", "42");
      await page.tap("text=All");
      await page.heard("all");
      await page.type("input >> nth=1", "Fram");
      await page.heard("focused");
      await page.press("Enter");
      await page.heard("done");
    },
  },
  {
    name: "calendar",
    uses: "calendar",
    axml: `<calendar type="single" tagData="{{tags}}" onSelect="day" onMonthChange="month" />`,
    data: `{ tags: [] }`,
    async drive(page) {
      await page.tap('.am-calendar-date:text-is("15")');
      await page.heard("day");
    },
  },
  {
    name: "card",
    uses: "card footer",
    axml: `<card thumb="${picture}" title="Botanical garden" subTitle="Open until sunset" action="Route" onClick="opened" onCardClick="opened" onActionClick="planned" info="garden" />
<footer copyright="2026" content="The end" />`,
    async drive(page) {
      await page.tap("text=Botanical garden");
      await page.heard("opened");
    },
  },
  {
    name: "collapse",
    uses: "collapse collapse/collapse-item",
    axml: `<collapse activeKey="{{['one']}}" collapseKey="faq" accordion="{{true}}" onChange="folded">
  <collapse-item header="When" itemKey="one" collapseKey="faq"><view class="pad">Every hour.</view></collapse-item>
  <collapse-item header="Where" itemKey="two" collapseKey="faq"><view class="pad">At pier 4.</view></collapse-item>
</collapse>`,
    async drive(page) {
      await page.tap("text=Where");
      await page.heard("folded");
      await page.sees("At pier 4.");
    },
  },
  {
    name: "filter",
    uses: "filter filter/filter-item",
    axml: `${opener}<filter show="{{show}}" max="{{2}}" onChange="filtered"><filter-item a:for="{{['Sun deck', 'Car deck']}}" value="{{item}}" id="{{index}}" /></filter>`,
    data: `{ show: "" }`,
    script: `toggle() { this.setData({ show: true }); },`,
    async drive(page) {
      await page.tap("text=Open");
      await page.tap("text=Car deck");
      await page.tap(".am-filter-btn >> nth=-1");
      await page.heard("filtered");
    },
  },
  {
    name: "flex",
    uses: "flex flex/flex-item",
    axml: `<flex justify="between"><flex-item><view class="cell" onTap="first">One</view></flex-item><flex-item><view class="cell">Two</view></flex-item></flex>`,
    acss: ".cell { margin: 8px; padding: 12px; background: #ccd; }",
    async drive(page) {
      await page.tap("text=One");
      await page.heard("first");
      const one = await page.at("text=One").boundingBox();
      const two = await page.at("text=Two").boundingBox();
      if (one?.y !== two?.y) throw new Error("the cells do not stand side by side");
    },
  },
  {
    name: "grid",
    uses: "grid pagination",
    axml: `<grid columnNum="{{3}}" list="{{list}}" onGridItemClick="cell" /><pagination total="{{5}}" current="{{current}}" onChange="turned" />`,
    data: `{ current: 2, list: ["Pier", "Light", "Crane", "Buoy"].map((text) => ({ icon: "${picture}", text })) }`,
    async drive(page) {
      await page.tap("text=Crane");
      await page.heard("cell");
    },
  },
  {
    name: "list",
    uses: "list list/list-item swipe-action",
    axml: `<list><view slot="header">Boats</view>
  <list-item a:for="{{boats}}" index="{{index}}" arrow="{{true}}" thumb="${picture}" onClick="opened">{{item}}<view slot="extra">1892</view></list-item>
</list>
<swipe-action index="{{0}}" height="{{52}}" right="{{right}}" onRightItemClick="button"><list-item>Swipe me</list-item></swipe-action>`,
    data: `{ boats: ["Gjøa", "Fram"], right: [{ type: "delete", text: "Delete" }] }`,
    async drive(page) {
      await page.tap("text=Fram");
      await page.heard("opened");
      await page.swipe("text=Swipe me", -120);
      await page.tap("text=Delete");
      await page.heard("button");
    },
  },
  {
    name: "message",
    uses: "message notice page-result",
    axml: `<notice mode="closable" show="{{notice}}" onClick="closed">The ferry leaves at 18:40.</notice>
<message title="Paid" subTitle="The receipt is on its way" type="success" mainButton="{{main}}" onTapMain="again" />
<page-result type="empty" local="{{true}}" title="Nothing here" brief="Come back later" />`,
    data: `{ notice: true, main: { buttonText: "Again" } }`,
    script: "closed() { this.setData({ notice: false }); },",
    async drive(page) {
      await page.tap("text=Again");
      await page.heard("again");
      await page.sees("Come back later");
      await page.tap(".am-notice-operation > * >> nth=-1");
      await page.hides("text=The ferry leaves");
    },
  },
  {
    name: "modal",
    uses: "modal",
    axml: `${opener}<modal show="{{show}}" showClose="{{true}}" onModalClick="toggle" onModalClose="toggle">
  <view slot="header">Leave the harbour?</view>The tank is full.<view slot="footer">Leave</view>
</modal>`,
    script: toggle,
    data: "{ show: false }",
    async drive(page) {
      await page.tap("text=Open");
      await page.sees("Leave the harbour?");
      await page.tap('text="Leave"');
      await page.hides("text=The tank is full.");
    },
  },
  {
    name: "picker-item",
    uses: "picker-item search-bar",
    axml: `<search-bar value="{{word}}" placeholder="Search" onInput="search" onCancel="cancelled" onSubmit="submitted" />
<picker-item value="{{city}}" placeholder="Choose" onPickerTap="choose">City</picker-item>`,
    data: `{ word: "", city: "" }`,
    script: `search(word) { this.setData({ word }); }, choose() { console.log("heard chosen"); this.setData({ city: "Oslo" }); },`,
    async drive(page) {
      await page.tap("text=Choose");
      await page.heard("chosen");
      await page.type("input", "tide");
      await page.press("Enter");
      await page.heard("submitted", "tide");
    },
  },
  {
    name: "popover",
    uses: "popover popover/popover-item",
    axml: `<view style="padding: 60px 40px"><popover position="bottomRight" show="{{show}}" showMask="{{true}}" onMaskClick="toggle">
  <view onTap="toggle">Menu</view>
  <view slot="items"><popover-item onItemClick="copy">Copy</popover-item><popover-item onItemClick="share">Share</popover-item></view>
</popover></view>`,
    data: "{ show: false }",
    script: toggle,
    async drive(page) {
      await page.tap("text=Menu");
      await page.tap("text=Share");
      await page.heard("share");
    },
  },
  {
    name: "popup",
    uses: "popup",
    axml: `${opener}<popup show="{{show}}" position="bottom" onClose="toggle"><view class="pad" style="height: 200px; background: #fff">From below</view></popup>`,
    data: "{ show: false }",
    script: toggle,
    async drive(page) {
      await page.tap("text=Open");
      await page.sees("From below");
      await page.tap(".am-popup-mask");
      await page.hides(".am-popup-show");
    },
  },
  {
    name: "stepper",
    uses: "stepper steps",
    axml: `<view class="pad"><stepper value="{{3}}" min="{{0}}" max="{{5}}" showNumber="{{true}}" onChange="changed" /></view>
<steps activeIndex="{{2}}" items="{{items}}" /><steps direction="vertical" activeIndex="{{2}}" items="{{items}}" />`,
    data: `{ items: [{ title: "Paid", description: "at ten" }, { title: "Sent", description: "at noon" }, { title: "Arrived" }] }`,
    async drive(page) {
      await page.tap(".am-stepper-add");
      await page.heard("changed", 4);
      await page.sees("Sent");
    },
  },
  {
    name: "tabs",
    uses: "tabs tabs/tab-content",
    axml: `<tabs tabs="{{tabs}}" activeTab="{{active}}" tabsName="sea" swipeable="{{true}}" onTabClick="go" onChange="go">
  <block a:for="{{tabs}}"><tab-content key="{{index}}" tabId="{{index}}" activeTab="{{active}}"><view class="pad">Content {{item.title}}</view></tab-content></block>
</tabs>`,
    data: `{ active: 0, tabs: [{ title: "Sea" }, { title: "Land" }, { title: "Air" }] }`,
    script: `go({ index }) { console.log("heard go", JSON.stringify([index])); this.setData({ active: index }); },`,
    async drive(page) {
      await page.sees("Content Sea");
      await page.tap('text="Land"');
      await page.heard("go", 1);
      await page.swipe("text=Content Land", -150);
      await page.heard("go", 2);
    },
  },
  {
    name: "tips",
    uses: "tips/tips-dialog tips/tips-plain",
    axml: `<tips-dialog show="{{show}}" type="rectangle" onCloseTap="toggle"><view slot="content">A word about it</view><view slot="operation" onTap="act">Do it</view></tips-dialog>
<tips-plain onClose="closed" time="{{60000}}">Passing by</tips-plain>`,
    data: "{ show: true }",
    script: toggle,
    async drive(page) {
      await page.tap("text=Do it");
      await page.heard("act");
      await page.tap("text=Passing by");
      await page.heard("closed");
      await page.tap(".am-tips-dialog-close");
      await page.hides("text=A word about it");
    },
  },
  {
    name: "vtabs",
    uses: "vtabs vtabs/vtab-content",
    axml: `<vtabs tabs="{{tabs}}" activeTab="{{active}}" onTabClick="go" onChange="go"><vtab-content a:for="{{tabs}}" anchor="{{item.anchor}}"><view style="height: 300px" class="pad">Content {{item.title}}</view></vtab-content></vtabs>`,
    data: `{ active: 0, tabs: [{ title: "Sea", anchor: "a" }, { title: "Land", anchor: "b" }, { title: "Air", anchor: "c" }] }`,
    script: `go(active) { console.log("heard go", JSON.stringify([active])); this.setData({ active }); },`,
    async drive(page) {
      await page.sees("Content Sea");
      await page.tap('text="Land"');
      await page.heard("go", 1);
    },
  },
];
