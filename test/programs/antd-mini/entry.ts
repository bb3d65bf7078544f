import type { Demo } from "../demo.js";
import { picture } from "../picture.js";

const fruit = `[{ label: "Apple", value: "apple" }, { label: "Pear", value: "pear" }, { label: "Fig", value: "fig", disabled: true }]`;
const sizes = `[{ text: "Small", value: "s" }, { text: "Large", value: "l", subText: "2 litres" }, { text: "None", value: "n", disabled: true }]`;

/** What a user enters or chooses. */
export const entry: readonly Demo[] = [
  {
    name: "button",
    axml: `<view class="pad">
  <ant-button type="primary" onTap="primary" data-boat="sloop">Primary</ant-button><view class="gap" />
  <ant-button subText="with a second line" onTap="plain">Default</ant-button><view class="gap" />
  <ant-button danger>Danger</ant-button><view class="gap" />
  <ant-button loading type="primary">Loading</ant-button><view class="gap" />
  <ant-button disabled onTap="never" onDisabledTap="refused">Disabled</ant-button><view class="gap" />
  <ant-button inline size="small" icon="AddOutline" onTap="small">Small</ant-button>
</view>`,
    acss: ".gap { height: 12px; }",
    drive: {
      async Button(page) {
        await page.tap("text=Primary");
        await page.heard("primary");
        await page.tap("text=Disabled");
        await page.heard("refused");
        await page.tap("text=Small");
        await page.heard("small");
      },
    },
  },
  {
    name: "checkbox",
    axml: `<view class="pad"><ant-checkbox onChange="one">Agree</ant-checkbox></view>
<ant-checkbox-group options="{{options}}" defaultValue="{{['pear']}}" onChange="many" />`,
    data: `{ options: ${fruit} }`,
    drive: {
      async Checkbox(page) {
        await page.tap("text=Agree");
        await page.heard("one", true);
        await page.shows(".ant-checkbox-item:has-text('Agree') .ant-icon-CheckOutline");
      },
      async "Checkbox/CheckboxGroup"(page) {
        await page.tap("text=Apple");
        await page.heard("many", ["pear", "apple"]);
        await page.tap("text=Pear");
        await page.heard("many", ["apple"]);
      },
    },
  },
  {
    name: "radio",
    axml: `<view class="pad"><ant-radio onChange="one">Alone</ant-radio></view>
<ant-radio-group options="{{options}}" defaultValue="pear" onChange="picked" />`,
    data: `{ options: ${fruit} }`,
    drive: {
      async Radio(page) {
        await page.tap("text=Alone");
        await page.heard("one", true);
      },
      async "Radio/RadioGroup"(page) {
        await page.tap("text=Apple");
        await page.heard("picked", "apple");
      },
    },
  },
  {
    name: "checklist",
    axml: `<ant-checklist options="{{options}}" multiple defaultValue="{{['a']}}" onChange="ticked" /><view class="pad" />
<ant-checklist-item item="{{options[1]}}" checked onChange="alone"><view slot="content">By itself</view></ant-checklist-item>`,
    data: `{ options: [{ title: "Anchor", value: "a", description: "at the bow" }, { title: "Bell", value: "b" }] }`,
    drive: {
      async Checklist(page) {
        await page.tap("text=Bell");
        await page.heard("ticked", ["a", "b"]);
      },
      async "Checklist/ChecklistItem"(page) {
        await page.tap("text=By itself");
        await page.heard("alone");
      },
    },
  },
  {
    name: "input",
    axml: `<view class="pad">
  <ant-input placeholder="Name" allowClear onChange="named" onFocus="focused" onBlur="left" /><view class="pad" />
  <ant-input-blur placeholder="Later" onBlur="later" /><view class="pad" />
  <ant-textarea placeholder="Story" autoHeight showCount maxLength="{{20}}" onChange="told" />
</view>`,
    drive: {
      async Input(page) {
        await page.type('[placeholder="Name"]', "Ada");
        await page.heard("focused");
        await page.heard("named", "Ada");
        await page.tap(".ant-input-clear");
        await page.heard("named", "");
        await page.holds('[placeholder="Name"]', "");
      },
      async "Input/InputBlur"(page) {
        await page.type('[placeholder="Later"]', "abc");
        await page.tap('[placeholder="Name"]');
        await page.heard("later", "abc");
      },
      async "Input/Textarea"(page) {
        const { height } = await page.box("textarea");
        await page.type("textarea", "Long ago");
        await page.heard("told", "Long ago");
        for (let line = 2; line <= 5; line++) await page.press("Enter");
        await page.lies("textarea", (box) => box.height > height);
      },
    },
  },
  {
    name: "number-input",
    axml: `<ant-number-input title="Amount" prefix="¥" placeholder="0.00" quickAmounts="{{['50', '100']}}" linkText="Why?" onChange="amount" onLinkTap="why" />
<view class="pad" /><ant-postscript title="A word" placeholder="Say it" maxLength="{{20}}" quickInputs="{{['Thanks', 'Hello']}}" onChange="word" />`,
    drive: {
      async NumberInput(page) {
        await page.tap("text=¥50");
        await page.heard("amount", "50");
        await page.tap("text=Why?");
        await page.heard("why");
      },
      async Postscript(page) {
        await page.tap("text=Thanks");
        await page.heard("word", "Thanks");
      },
    },
  },
  {
    name: "number-keyboard",
    axml: `<view class="pad">{{value}}</view><ant-number-keyboard visible closeable point confirmText="Pay" value="{{value}}" onChange="change" onConfirm="confirmed" onClose="closed" />`,
    data: `{ value: "" }`,
    script: "change(value) { this.setData({ value }); },",
    drive: {
      async NumberKeyboard(page) {
        for (const key of ["4", "2", ".", "5"]) await page.tap(`.ant-number-keyboard-kb_number:text-is("${key}")`);
        await page.sees("42.5");
        await page.tap("text=Pay");
        await page.heard("confirmed");
      },
    },
  },
  {
    // Its font comes from the network; here it is said to be there.
    name: "rare-words-keyboard",
    complains: /"catchAppearModal"/,
    head: "my.loadFontFace = ({ success }) => success();",
    axml: `<ant-rare-words-keyboard visible showMask="{{false}}" onChange="word" onClose="closed" />`,
    drive: {
      async RareWordsKeyboard(page) {
        await page.sees("请输入生僻字对应的拼音");
        for (const key of ["Y", "A", "N"]) await page.tap(`.ant-rare-words-keyboard_pinyin_key_text:text-is("${key}")`);
        await page.tap(".ant-rare-words-keyboard-match_words_item");
        await page.heard("word");
      },
    },
  },
  {
    name: "rate",
    axml: `<view class="pad"><ant-rate defaultValue="{{2}}" onChange="rated" /></view><view class="pad"><ant-rate allowHalf defaultValue="{{2.5}}" readonly /></view>`,
    drive: {
      async Rate(page) {
        await page.tap(".ant-rate-star >> nth=3");
        await page.heard("rated", 4);
        await page.swipe(".ant-rate-star >> nth=3", -200);
        await page.heard("rated", 0);
      },
    },
  },
  {
    name: "selector",
    axml: `<view class="pad"><ant-selector options="{{options}}" multiple defaultValue="{{['s']}}" onChange="chosen" /></view>`,
    data: `{ options: ${sizes} }`,
    drive: {
      async Selector(page) {
        await page.tap("text=Large");
        await page.heard("chosen", ["s", "l"]);
        await page.shows(".ant-selector-item-badge-active >> nth=1");
      },
    },
  },
  {
    name: "slider",
    axml: `<view class="pad"><ant-slider defaultValue="{{20}}" showNumber showTicks step="{{10}}" showTooltip onChange="changing" onAfterChange="changed" /></view>
<view class="pad"><ant-slider range defaultValue="{{[20, 60]}}" /></view>`,
    drive: {
      async Slider(page) {
        await page.swipe(".ant-slider-handler", 100);
        await page.heard("changed", 50);
      },
    },
  },
  {
    name: "stepper",
    axml: `<view class="pad"><ant-stepper defaultValue="{{3}}" min="{{0}}" max="{{5}}" onChange="changed" /></view>`,
    drive: {
      async Stepper(page) {
        await page.tap(".ant-stepper-button-up");
        await page.heard("changed", 4);
        await page.tap(".ant-stepper-button-up");
        await page.heard("changed", 5);
        await page.tap(".ant-stepper-button-down");
        await page.holds(".ant-stepper input", "4");
      },
    },
  },
  {
    name: "switch",
    axml: `<view class="pad"><ant-switch onChange="changed" checkedText="on" uncheckedText="off" /></view><view class="pad"><ant-switch loading checked color="#1f8a6d" /></view>`,
    drive: {
      async Switch(page) {
        await page.tap(".ant-switch");
        await page.heard("changed", true);
        await page.shows(".ant-switch-checked >> text=on");
      },
    },
  },
  {
    name: "picker",
    axml: `<view class="pad"><ant-picker options="{{ports}}" placeholder="Choose a port" title="Port" okText="OK" cancelText="Cancel" onChange="turned" onOk="picked" /></view>
<view class="pad"><ant-cascader-picker options="{{tree}}" placeholder="Choose a street" okText="Done" cancelText="Cancel" onOk="street" /></view>`,
    data: `{ ports: ["Oslo", "Bergen", "Molde"], tree: [{ label: "Oslo", value: "o", children: [{ label: "Kirkegata", value: "k" }] }, { label: "Bergen", value: "b", children: [{ label: "Bryggen", value: "br" }] }] }`,
    drive: {
      async Picker(page) {
        await page.tap("text=Choose a port");
        await page.swipe("picker-view-column", 0, -200);
        await page.heard("turned", "Molde");
        await page.tap("text=OK");
        await page.heard("picked", "Molde");
        await page.hides(".ant-popup-mask");
        await page.shows(".ant-picker-value >> text=Molde");
      },
      async "Picker/CascaderPicker"(page) {
        await page.tap("text=Choose a street");
        await page.at("text=Kirkegata").waitFor();
        await page.swipe("picker-view-column", 0, -60);
        await page.sees("Bryggen");
        await page.tap("text=Done");
        await page.heard("street", ["b", "br"]);
        await page.hides(".ant-popup-mask");
        await page.shows(".ant-picker-value >> text=BergenBryggen");
      },
    },
  },
  {
    name: "date-picker",
    axml: `<view class="pad"><ant-date-picker defaultValue="{{day}}" min="{{min}}" max="{{max}}" okText="OK" cancelText="Cancel" onPickerChange="turned" onOk="picked" /></view>
<view class="pad"><ant-range-picker placeholder="From to" okText="Done" cancelText="Cancel" min="{{min}}" max="{{max}}" onPickerChange="turnedRange" onOk="range" /></view>`,
    head: `const day = new Date(2024, 4, 17);`,
    data: `{ day, min: new Date(2024, 0, 1), max: new Date(2024, 11, 31) }`,
    drive: {
      async DatePicker(page) {
        await page.tap("text=2024/05/17");
        await page.swipe("picker-view-column >> nth=-1", 0, -60);
        await page.heard("turned");
        await page.tap("text=OK");
        await page.heard("picked");
        await page.hides(".ant-popup-mask");
        await page.sees(/2024\/05\/(1[89]|2\d|3[01])/);
      },
      async "DatePicker/RangePicker"(page) {
        await page.tap("text=From to");
        await page.swipe("picker-view-column >> nth=-1", 0, -60);
        await page.heard("turnedRange", "start");
        await page.tap(".ant-range-picker-selector-item >> nth=1");
        await page.swipe("picker-view-column >> nth=-1", 0, -60);
        await page.heard("turnedRange", "end");
        await page.tap("text=Done");
        await page.heard("range");
        await page.hides(".ant-popup-mask");
        await page.sees(/2024\/\d\d\/0[2-9]-2024\/\d\d\/0[3-9]/);
      },
    },
  },
  {
    name: "calendar",
    axml: `<ant-calendar defaultValue="{{day}}" monthRange="{{months}}" onChange="chosen" style="height: 500px" />`,
    head: `const day = new Date(2024, 4, 17).getTime();`,
    data: `{ day, months: [new Date(2024, 4, 1).getTime(), new Date(2024, 6, 31).getTime()] }`,
    drive: {
      async Calendar(page) {
        await page.tap('.ant-calendar-cell-center:text-is("20")');
        await page.heard("chosen");
        // Its SJS handler moves the title of the month while the months scroll under it.
        await page.wheel(".ant-calendar-body", 0, 120);
        await page.shows('.ant-calendar-sticky-title[style*="transform"]');
      },
    },
  },
  {
    name: "image-upload",
    axml: `<view class="pad"><ant-image-upload defaultFileList="{{files}}" maxCount="{{3}}" onRemove="removed" onChange="changed" /></view>`,
    data: `{ files: [{ uid: "1", url: "${picture}", status: "done" }] }`,
    script: "removed() { console.log('heard removed'); return true; },",
    drive: {
      async ImageUpload(page) {
        await page.tap(".ant-image-upload-close");
        await page.heard("removed");
        await page.counts(".ant-image-upload-show", 0);
      },
    },
  },
];
