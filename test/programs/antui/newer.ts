import type { Demo } from "../demo.js";
import { picture } from "../picture.js";
import { setButton } from "../set-button.js";

/** Components that only mini-ali-ui has, or that it draws in its own way. */
export const newer: readonly Demo[] = [
  {
    name: "am-radio",
    axml: `<radio-group onChange="size"><view class="pad row" a:for="{{['Small', 'Large']}}" a:key="*this"><my-am-radio id="r{{item}}" value="{{item}}" checked="{{index === 0}}" /><label for="r{{item}}">{{item}}</label></view></radio-group>
<view class="pad"><my-am-switch checked="{{false}}" onChange="switched" /></view>`,
    drive: {
      async "am-radio"(page) {
        await page.tap("text=Large");
        await page.heard("size");
        await page.shows("radio#rLarge[aria-checked=true]");
      },
      async "am-switch"(page) {
        await page.tap(".am-switch");
        await page.heard("switched");
        await page.shows(".am-switch[aria-checked=true]");
      },
    },
  },
  {
    name: "avatar",
    axml: `<view class="pad"><my-avatar src="${picture}" size="{{size}}" name="{{name}}" desc="On watch" /></view>
<view class="pad row"><my-tag type="{{type}}">Fresh</my-tag><my-loading size="{{load}}" height="40px" /></view>
<view class="pad"><my-pagination current="{{at}}" total="{{5}}" /></view>
${setButton("Grow", "{ size: 'lg', name: 'Ada Lovelace' }")}${setButton("Warn", "{ type: 'warning' }")}${setButton("Slow", "{ load: '80px' }")}${setButton("Turn", "{ at: 4 }")}${setButton("Open", "{ show: true }")}
<my-mask show="{{show}}" type="product" onMaskTap="away" />`,
    data: `{ size: "sm", name: "Ada", type: "success", load: "32px", at: 2, show: false }`,
    script: "away() { this.setData({ show: false }); },",
    drive: {
      async avatar(page) {
        const { width } = await page.box(".am-avatar-img");
        await page.tap("text=Grow");
        await page.sees("Ada Lovelace");
        await page.lies(".am-avatar-img", (box) => box.width > width);
      },
      async tag(page) {
        await page.tap("text=Warn");
        await page.shows(".am-tag-bg-warning >> text=Fresh");
      },
      async loading(page) {
        await page.tap("text=Slow");
        await page.lies(".am-loading-wrap", ({ width }) => width === 80);
      },
      async pagination(page) {
        await page.tap("text=Turn");
        await page.shows(".am-pager > :nth-child(4).am-pager-current");
      },
      async mask(page) {
        await page.tap("text=Open");
        await page.shows(".am-mask");
        await page.tap(".am-mask");
        await page.hides(".am-mask");
      },
    },
  },
  {
    name: "button",
    axml: `<my-container type="line" title="{{day}}" icon="close" onActionTap="next"><view class="pad"><my-button type="primary" onTap="primary">Primary</my-button></view></my-container>
<my-title hasLine="{{true}}" type="arrow" onActionTap="more">Departures</my-title>
<view class="pad"><my-button shape="capsule" capsuleSize="small" type="ghost" onTap="small">Small</my-button><my-button type="default" subtitle="second line">Default</my-button><my-button type="primary" showLoading="{{true}}">Loading</my-button></view>`,
    data: `{ day: "Today" }`,
    script: `next() { this.setData({ day: "Tomorrow" }); },`,
    drive: {
      async button(page) {
        await page.tap("text=Primary");
        await page.heard("primary");
        await page.tap("text=Small");
        await page.heard("small");
      },
      async container(page) {
        await page.at(".am-container >> text=Today").waitFor();
        await page.tap(".am-container .am-title-operation");
        await page.shows(".am-container >> text=Tomorrow");
      },
      async title(page) {
        await page.tap(".am-title-operation >> nth=-1");
        await page.heard("more");
      },
    },
  },
  {
    name: "coupon",
    also: "list list/list-item",
    axml: `<my-coupon thumb="${picture}" title="One free crossing" subtitle="Until autumn" onCouponClick="used"><view slot="detail">Not on holidays</view></my-coupon>
<my-list><my-list-item>Fram<my-list-secondary slot="extra" title="1892" subtitle="{{port}}" /></my-list-item></my-list>${setButton("Move", "{ port: 'Oslo' }")}
<my-auto-size-img src="${picture}" size="{{size}}" />${setButton("Grow", "{ size: '90px' }")}`,
    data: `{ port: "Larvik", size: "40px" }`,
    drive: {
      async coupon(page) {
        await page.tap("text=One free crossing");
        await page.heard("used");
      },
      async "list/list-secondary"(page) {
        await page.at("text=Larvik").waitFor();
        await page.tap("text=Move");
        await page.shows(".am-list-secondary-subtitle >> text=Oslo");
      },
      async "list/auto-size-img"(page) {
        await page.lies(".am-auto-sizer-container", ({ width }) => width === 40);
        await page.tap("text=Grow");
        await page.lies(".am-auto-sizer-container", ({ width }) => width === 90);
      },
    },
  },
  {
    name: "guide",
    axml: `${setButton("Open", "{ show: true }")}<my-guide show="{{show}}" hasJump="{{true}}" guideList="{{steps}}" onGuideOver="over" />`,
    data: `{ show: false, steps: [{ url: "${picture}", x: "40px", y: "100px", width: "100px", height: "60px" }, { url: "${picture}", x: "40px", y: "200px", width: "100px", height: "60px" }] }`,
    script: `over() { console.log("heard over"); this.setData({ show: false }); },`,
    drive: {
      async guide(page) {
        await page.tap("text=Open");
        await page.tap("text=下一步");
        await page.tap(".am-guide-btn button");
        await page.heard("over");
        await page.hides(".am-guide");
      },
    },
  },
  {
    name: "alphabet",
    axml: `<my-alphabet alphabet="{{['A', 'B', 'C']}}" onClick="letter"><view slot="prefix">#</view></my-alphabet>`,
    drive: {
      async "list/alphabet"(page) {
        await page.tap("text=B");
        await page.heard("letter");
      },
    },
  },
  {
    name: "long-password",
    axml: `<my-long-password placeholder="Secret" value="{{secret}}" onInput="typed" />
<my-multi-liner placeholder="Story" value="{{story}}" maxlength="{{60}}" autoHeight="{{true}}" onInput="told" />
<my-verify-code label="Code" placeholder="Six digits" value="{{code}}" countDown="{{10}}" onInput="coded" onSend="sent" />
<view class="pad">{{story}}.</view>`,
    data: `{ secret: "", story: "", code: "" }`,
    script: `typed(e) { this.setData({ secret: e.detail.value }); }, told(e) { this.setData({ story: e.detail.value }); }, coded(e) { this.setData({ code: e.detail.value }); },`,
    drive: {
      async "long-password"(page) {
        await page.type('[placeholder="Secret"]', "abc");
        await page.shows('input[type="password"]');
        await page.tap(".am-long-password-eye");
        await page.hides('input[type="password"]');
        await page.holds('[placeholder="Secret"]', "abc");
      },
      async "multi-liner"(page) {
        await page.type("textarea", "Long ago");
        await page.sees("Long ago.");
      },
      async "verify-code"(page) {
        await page.tap(".am-verify-code-action");
        await page.heard("sent");
        await page.shows(".am-verify-code-action.inactive");
      },
    },
  },
  {
    name: "terms",
    axml: `<my-terms related="{{true}}" agreeBtn="{{agree}}" onSelect="agreed"><text slot="header">I read the conditions</text></my-terms>`,
    data: `{ agree: { title: "Agree", checked: true, data: 1 } }`,
    drive: {
      async terms(page) {
        await page.tap("text=Agree");
        await page.heard("agreed");
      },
    },
  },
];
