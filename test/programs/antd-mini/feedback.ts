import type { Demo } from "../demo.js";

const open = (name: string) => `<button size="mini" onTap="toggle" data-name="${name}">Open ${name}</button>`;
const toggle = `toggle(e) { const { name } = e.currentTarget.dataset; this.setData({ [name]: !this.data[name] }); },`;
const list = `[{ text: "Mail", icon: "MailOutline", id: "mail" }, { text: "Phone", icon: "PhoneOutline", id: "phone", showBadge: true }]`;

/** What comes up over a page. */
export const feedback: readonly Demo[] = [
  {
    name: "popup",
    uses: "Popup Button",
    axml: `${open("sheet")}
<ant-popup visible="{{sheet}}" position="bottom" height="{{240}}" title="From below" showClose onClose="close">
  <view class="pad">Inside</view>
</ant-popup>`,
    script: `${toggle} close() { console.log("heard close"); this.setData({ sheet: false }); },`,
    async drive(page) {
      await page.tap("text=Open sheet");
      await page.sees("Inside");
      await page.tap(".ant-popup-content-header-icon-close");
      await page.heard("close");
      await page.hides("text=Inside");
    },
  },
  {
    name: "action-sheet",
    uses: "ActionSheet",
    axml: `${open("sheet")}
<ant-action-sheet visible="{{sheet}}" title="What to do with the boat" actions="{{actions}}" cancelText="Nothing" onAction="chosen" onClose="toggle" />`,
    data: `{ actions: [{ text: "Paint" }, { text: "Sell", description: "to the highest bidder" }, { text: "Sink", danger: true }] }`,
    script: `${toggle}`,
    async drive(page) {
      await page.tap("text=Open sheet");
      await page.tap("text=Sell");
      await page.heard("chosen", { text: "Sell", description: "to the highest bidder" }, 1);
    },
  },
  {
    name: "dialog",
    uses: "Dialog",
    axml: `${open("ask")}
<ant-dialog visible="{{ask}}" title="Leave the harbour?" content="The tank is full." footer="{{footer}}" closable onButtonTap="answer" onClose="toggle" />`,
    data: `{ footer: { layout: "horizontal", buttons: [{ id: "no", text: "Stay", type: "default" }, { id: "yes", text: "Leave" }] } }`,
    script: toggle,
    async drive(page) {
      await page.tap("text=Open ask");
      await page.tap('text="Leave"');
      await page.heard("answer", { id: "yes", text: "Leave" });
    },
  },
  {
    name: "modal",
    uses: "Modal",
    axml: `${open("ask")}
<ant-modal visible="{{ask}}" title="Leave the harbour?" content="The tank is full." primaryButtonText="Leave" cancelButtonText="Stay" onPrimaryButtonTap="leave" onCancelButtonTap="toggleAsk" onClose="toggleAsk" />`,
    script: `${toggle} toggleAsk() { this.setData({ ask: !this.data.ask }); },`,
    async drive(page) {
      await page.tap("text=Open ask");
      await page.tap(".ant-modal-body-footer-horizontal-primary");
      await page.heard("leave");
      await page.tap("text=Stay");
      await page.hides("text=The tank is full.");
    },
  },
  {
    name: "toast",
    uses: "Toast",
    axml: `${open("toast")}<ant-toast visible="{{toast}}" type="success" content="Saved" duration="{{1500}}" onClose="closed" />`,
    script: toggle,
    async drive(page) {
      await page.tap("text=Open toast");
      await page.sees("Saved");
      await page.heard("closed");
      await page.hides("text=Saved");
    },
  },
  {
    name: "mask",
    uses: "Mask",
    axml: `${open("mask")}<ant-mask show="{{mask}}" onMaskTap="away" />`,
    data: "{ mask: false }",
    script: `${toggle} away() { this.setData({ mask: false }); },`,
    async drive(page) {
      await page.tap("text=Open mask");
      await page.tap(".ant-mask");
      await page.hides(".ant-mask");
    },
  },
  {
    name: "popover",
    uses: "Popover Icon",
    axml: `<view style="padding: 120px 60px">
  <ant-popover content="A word about it" placement="bottom" showCloseIcon onVisibleChange="shown"><text>Ask</text></ant-popover>
</view>`,
    async drive(page) {
      await page.tap("text=Ask");
      await page.heard("shown", true);
      await page.sees("A word about it");
      await page.tap(".ant-popover-close");
      await page.hides("text=A word about it");
    },
  },
  {
    name: "popover-list",
    uses: "PopoverList",
    axml: `<view style="padding: 120px 60px">
  <ant-popover-list list="{{list}}" placement="bottom-left" onTapItem="chosen"><text>Menu</text></ant-popover-list>
</view>`,
    data: `{ list: ${list} }`,
    async drive(page) {
      await page.tap("text=Menu");
      await page.tap("text=Phone");
      await page.heard("chosen", { text: "Phone", icon: "PhoneOutline", id: "phone", showBadge: true });
    },
  },
  {
    name: "feedback",
    uses: "Feedback",
    axml: `<view style="padding: 20px">
  <ant-feedback type="card" title="What is wrong?" list="{{list}}" onTapFeedItem="chosen" />
  <view style="margin-left: 130px"><ant-feedback type="popover" title="Rate it" visible="{{visible}}" placement="bottom" list="{{list}}" onVisibleChange="change"><text>Rate</text></ant-feedback></view>
</view>`,
    data: `{ list: ${list}, visible: false }`,
    script: `change(visible) { this.setData({ visible }); },`,
    async drive(page) {
      await page.tap("text=Mail");
      await page.heard("chosen");
      await page.tap("text=Rate");
      await page.sees("Rate it");
    },
  },
  {
    name: "guide-tour",
    uses: "GuideTour",
    axml: `${open("tour")}<ant-guide-tour visible="{{tour}}" items="{{items}}" onChange="step" onCancel="toggleTour"><view slot="step" slot-scope="s" style="color: #fff">Step {{s.index}}</view></ant-guide-tour>`,
    data: `{ items: [{ top: "100", left: "40" }, { top: "200", left: "80" }] }`,
    script: `${toggle} toggleTour() { this.setData({ tour: false }); },`,
    async drive(page) {
      await page.tap("text=Open tour");
      await page.sees("Step 0");
      await page.tap(".ant-guide-tour-button .ant-button >> nth=1");
      await page.heard("step", 1);
      await page.sees("Step 1");
    },
  },
];
