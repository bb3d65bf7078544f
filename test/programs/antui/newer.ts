import type { Demo } from "../demo.js";

const picture = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

/** Components that only mini-ali-ui has. */
export const newer: readonly Demo[] = [
  {
    name: "am-radio",
    uses: "am-radio am-switch",
    axml: `<radio-group onChange="size"><view class="pad row" a:for="{{['Small', 'Large']}}"><my-am-radio id="r{{item}}" value="{{item}}" checked="{{index === 0}}" /><label for="r{{item}}">{{item}}</label></view></radio-group>
<view class="pad"><my-am-switch checked="{{false}}" onChange="switched" /></view>`,
    async drive(page) {
      await page.tap("text=Large");
      await page.heard("size");
      await page.tap(".am-switch");
      await page.heard("switched");
    },
  },
  {
    name: "avatar",
    uses: "avatar tag loading mask",
    axml: `<view class="pad row"><my-avatar src="${picture}" size="lg" name="Ada" desc="On watch" /><my-tag type="success">Fresh</my-tag><my-loading size="32px" height="40px" /></view>
<button size="mini" onTap="toggle">Open</button><my-mask show="{{show}}" type="product" onMaskTap="toggle" />`,
    data: "{ show: false }",
    script: "toggle() { this.setData({ show: !this.data.show }); },",
    async drive(page) {
      await page.sees("Ada");
      await page.sees("Fresh");
      await page.tap("text=Open");
      await page.tap(".am-mask");
      await page.hides(".am-mask");
    },
  },
  {
    name: "button",
    uses: "button container title",
    axml: `<my-container type="line" title="Today"><view class="pad"><my-button type="primary" onTap="primary">Primary</my-button></view></my-container>
<my-title hasLine="{{true}}" type="arrow" onActionTap="more">Departures</my-title>
<view class="pad"><my-button shape="capsule" capsuleSize="small" type="ghost" onTap="small">Small</my-button><my-button type="default" subtitle="second line">Default</my-button><my-button type="primary" showLoading="{{true}}">Loading</my-button></view>`,
    async drive(page) {
      await page.tap("text=Primary");
      await page.heard("primary");
      await page.tap("text=Small");
      await page.heard("small");
      await page.tap(".am-title-operation");
      await page.heard("more");
    },
  },
  {
    name: "coupon",
    uses: "coupon list/list-secondary list/auto-size-img list list/list-item",
    axml: `<my-coupon thumb="${picture}" title="One free crossing" subtitle="Until autumn" onCouponClick="used"><view slot="detail">Not on holidays</view></my-coupon>
<my-list><my-list-item>Fram<my-list-secondary slot="extra" title="1892" subtitle="Larvik" /></my-list-item></my-list><my-auto-size-img src="${picture}" size="40px" />`,
    async drive(page) {
      await page.tap("text=One free crossing");
      await page.heard("used");
      await page.sees("Larvik");
    },
  },
  {
    name: "guide",
    uses: "guide",
    axml: `<button size="mini" onTap="open">Open</button><my-guide show="{{show}}" hasJump="{{true}}" guideList="{{steps}}" onGuideOver="over" />`,
    data: `{ show: false, steps: [{ url: "${picture}", x: "40px", y: "100px", width: "100px", height: "60px" }, { url: "${picture}", x: "40px", y: "200px", width: "100px", height: "60px" }] }`,
    script: `open() { this.setData({ show: true }); }, over() { console.log("heard over"); this.setData({ show: false }); },`,
    async drive(page) {
      await page.tap("text=Open");
      await page.tap("text=下一步");
      await page.tap(".am-guide-btn button");
      await page.heard("over");
      await page.hides(".am-guide");
    },
  },
  {
    name: "alphabet",
    uses: "list/alphabet",
    axml: `<my-alphabet alphabet="{{['A', 'B', 'C']}}" onClick="letter"><view slot="prefix">#</view></my-alphabet>`,
    async drive(page) {
      await page.tap("text=B");
      await page.heard("letter");
    },
  },
  {
    name: "long-password",
    uses: "long-password multi-liner verify-code",
    axml: `<my-long-password placeholder="Secret" value="{{secret}}" onInput="typed" />
<my-multi-liner placeholder="Story" value="{{story}}" maxlength="{{60}}" autoHeight="{{true}}" onInput="told" />
<my-verify-code label="Code" placeholder="Six digits" value="{{code}}" countDown="{{10}}" onInput="coded" onSend="sent" />`,
    data: `{ secret: "", story: "", code: "" }`,
    script: `typed(e) { this.setData({ secret: e.detail.value }); }, told(e) { this.setData({ story: e.detail.value }); }, coded(e) { this.setData({ code: e.detail.value }); },`,
    async drive(page) {
      await page.type('[placeholder="Secret"]', "abc");
      await page.shows('input[type="password"]');
      await page.tap(".am-long-password-eye");
      await page.hides('input[type="password"]');
      await page.type("textarea", "Long ago");
      await page.tap(".am-verify-code-action");
      await page.heard("sent");
    },
  },
  {
    name: "terms",
    uses: "terms",
    axml: `<my-terms related="{{true}}" agreeBtn="{{agree}}" onSelect="agreed"><text slot="header">I read the conditions</text></my-terms>`,
    data: `{ agree: { title: "Agree", checked: true, data: 1 } }`,
    async drive(page) {
      await page.sees("I read the conditions");
      await page.tap("text=Agree");
      await page.heard("agreed");
    },
  },
];
