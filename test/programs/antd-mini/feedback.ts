import type { Demo } from "../demo.js";
import { setButton } from "../set-button.js";

const open = setButton("Open", "{ show: true }");
const closing = `close() { console.log("heard close"); this.setData({ show: false }); },`;
const list = `[{ text: "Mail", icon: "MailOutline", id: "mail" }, { text: "Phone", icon: "PhoneOutline", id: "phone", showBadge: true }]`;

/** What comes up over a page. */
export const feedback: readonly Demo[] = [
  {
    name: "popup",
    axml: `${open}
<ant-popup visible="{{show}}" position="bottom" height="{{240}}" title="From below" showClose onClose="close">
  <view class="pad">Inside</view>
</ant-popup>`,
    script: closing,
    drive: {
      async Popup(page) {
        await page.tap("text=Open");
        await page.sees("Inside");
        await page.tap(".ant-popup-content-header-icon-close");
        await page.heard("close");
        await page.hides("text=Inside");
      },
    },
  },
  {
    name: "action-sheet",
    axml: `${open}
<ant-action-sheet visible="{{show}}" title="What to do with the boat" actions="{{actions}}" cancelText="Nothing" onAction="chosen" onClose="close" />`,
    data: `{ actions: [{ text: "Paint" }, { text: "Sell", description: "to the highest bidder" }, { text: "Sink", danger: true }] }`,
    script: closing,
    drive: {
      async ActionSheet(page) {
        await page.tap("text=Open");
        await page.tap("text=Sell");
        await page.heard("chosen", { text: "Sell", description: "to the highest bidder" }, 1);
      },
    },
  },
  {
    name: "dialog",
    axml: `${open}
<ant-dialog visible="{{show}}" title="Leave the harbour?" content="The tank is full." footer="{{footer}}" closable onButtonTap="answer" onClose="close" />`,
    data: `{ footer: { layout: "horizontal", buttons: [{ id: "no", text: "Stay", type: "default" }, { id: "yes", text: "Leave" }] } }`,
    script: closing,
    drive: {
      async Dialog(page) {
        await page.tap("text=Open");
        await page.tap('text="Leave"');
        await page.heard("answer", { id: "yes", text: "Leave" });
      },
    },
  },
  {
    name: "modal",
    axml: `${open}
<ant-modal visible="{{show}}" title="Leave the harbour?" content="The tank is full." primaryButtonText="Leave" cancelButtonText="Stay" onPrimaryButtonTap="leave" onCancelButtonTap="close" onClose="close" />`,
    script: closing,
    drive: {
      async Modal(page) {
        await page.tap("text=Open");
        await page.tap(".ant-modal-body-footer-horizontal-primary");
        await page.heard("leave");
        await page.tap("text=Stay");
        await page.hides("text=The tank is full.");
      },
    },
  },
  {
    name: "toast",
    axml: `${open}<ant-toast visible="{{show}}" type="success" content="Saved" duration="{{1500}}" onClose="close" />`,
    script: closing,
    drive: {
      async Toast(page) {
        await page.tap("text=Open");
        await page.sees("Saved");
        await page.heard("close");
        await page.hides("text=Saved");
      },
    },
  },
  {
    name: "mask",
    axml: `${open}<ant-mask show="{{show}}" onMaskTap="close" />`,
    data: "{ show: false }",
    script: closing,
    drive: {
      async Mask(page) {
        await page.tap("text=Open");
        await page.shows(".ant-mask");
        await page.tap(".ant-mask");
        await page.hides(".ant-mask");
      },
    },
  },
  {
    name: "popover",
    axml: `<view style="padding: 120px 60px">
  <ant-popover content="A word about it" placement="bottom" showCloseIcon onVisibleChange="shown"><text>Ask</text></ant-popover>
</view>`,
    drive: {
      async Popover(page) {
        await page.tap("text=Ask");
        await page.heard("shown", true);
        await page.sees("A word about it");
        await page.tap(".ant-popover-close");
        await page.hides("text=A word about it");
      },
    },
  },
  {
    name: "popover-list",
    axml: `<view style="padding: 120px 60px">
  <ant-popover-list list="{{list}}" placement="bottom-left" onTapItem="chosen"><text>Menu</text></ant-popover-list>
</view>`,
    data: `{ list: ${list} }`,
    drive: {
      async PopoverList(page) {
        await page.tap("text=Menu");
        await page.tap("text=Phone");
        await page.heard("chosen", { text: "Phone", icon: "PhoneOutline", id: "phone", showBadge: true });
      },
    },
  },
  {
    name: "feedback",
    axml: `<view style="padding: 20px">
  <ant-feedback type="card" title="What is wrong?" list="{{list}}" onTapFeedItem="chosen" />
  <view style="margin-left: 130px"><ant-feedback type="popover" title="Rate it" visible="{{visible}}" placement="bottom" list="{{list}}" onVisibleChange="change"><text>Rate</text></ant-feedback></view>
</view>`,
    data: `{ list: ${list}, visible: false }`,
    script: `change(visible) { this.setData({ visible }); },`,
    drive: {
      async Feedback(page) {
        await page.tap("text=Mail");
        await page.heard("chosen");
        await page.tap("text=Rate");
        await page.sees("Rate it");
      },
    },
  },
  {
    name: "guide-tour",
    axml: `${open}<ant-guide-tour visible="{{show}}" items="{{items}}" onChange="step" onCancel="close"><view slot="step" slot-scope="s" style="color: #fff">Step {{s.index}}</view></ant-guide-tour>`,
    data: `{ items: [{ top: "100", left: "40" }, { top: "200", left: "80" }] }`,
    script: closing,
    drive: {
      async GuideTour(page) {
        await page.tap("text=Open");
        await page.sees("Step 0");
        await page.tap(".ant-guide-tour-button .ant-button >> nth=1");
        await page.heard("step", 1);
        await page.sees("Step 1");
      },
    },
  },
];
