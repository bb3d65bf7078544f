import type { Demo } from "../demo.js";
import { picture } from "../picture.js";
import { setButton } from "../set-button.js";

const fruit = `[{ label: "Apple", value: "apple" }, { label: "Pear", value: "pear" }]`;
const sizes = `[{ text: "Small", value: "s" }, { text: "Large", value: "l" }]`;
const head = `import { Form } from "antd-mini/es/Form/form";`;

/** A form outside of the components, whose fields announce themselves by `ref`; it says what it holds whenever a field changes. */
const formOf = (options: string): string => `
  onLoad() {
    this.form = new Form(${options});
    this.form.onValuesChange((changed) => console.log("heard changed", JSON.stringify([changed])));
  },
  field(field) { this.form.addItem(field); },
  async send() {
    try { console.log("heard sent", JSON.stringify([await this.form.submit()])); }
    catch (error) { console.log("heard refused"); }
  },`;

/** Fields of antd-mini's forms. */
export const form: readonly Demo[] = [
  {
    name: "form",
    also: "Button",
    head,
    axml: `<ant-form-input label="Boat" name="boat" placeholder="Its name" required message="Every boat has a name" ref="field" />
<ant-form-textarea label="Story" name="story" placeholder="Its story" ref="field" />
<ant-form-stepper label="Masts" name="masts" min="{{1}}" max="{{3}}" ref="field" />
<ant-form-switch label="Engine" name="engine" ref="field" />
<ant-form-rate label="Beauty" name="beauty" ref="field" />
<ant-form-item label="Captain" position="{{position}}" help="{{help}}"><view>Ada</view></ant-form-item>${setButton("Below", "{ position: 'vertical', help: 'She is at sea' }")}
<view class="pad"><ant-button type="primary" onTap="send">Send</ant-button></view>`,
    data: `{ position: "horizontal", help: "" }`,
    script: formOf(
      `{ initialValues: { masts: 1, beauty: 2 }, rules: { boat: [{ required: true, message: "Every boat has a name" }] } }`,
    ),
    drive: {
      async "Form/FormInput"(page) {
        await page.tap("text=Send");
        await page.heard("refused");
        await page.sees("Every boat has a name");
        await page.type('[placeholder="Its name"]', "Fram");
        await page.heard("changed", { boat: "Fram" });
        await page.hides("text=Every boat has a name");
      },
      async "Form/FormTextarea"(page) {
        await page.type('[placeholder="Its story"]', "Ice");
        await page.heard("changed", { story: "Ice" });
      },
      async "Form/FormStepper"(page) {
        await page.tap(".ant-stepper-button-up");
        await page.heard("changed", { masts: 2 });
        await page.holds(".ant-stepper input", "2");
      },
      async "Form/FormSwitch"(page) {
        await page.tap(".ant-switch");
        await page.heard("changed", { engine: true });
        await page.shows(".ant-switch-checked");
      },
      async "Form/FormRate"(page) {
        await page.tap(".ant-rate-star >> nth=4");
        await page.heard("changed", { beauty: 5 });
        await page.tap("text=Send");
        await page.heard("sent", { boat: "Fram", story: "Ice", masts: 2, engine: true, beauty: 5 });
      },
      async "Form/FormItem"(page) {
        const label = await page.box("text=Captain");
        await page.lies("text=Ada", ({ x }) => x > label.x + label.width);
        await page.tap("text=Below");
        await page.sees("She is at sea");
        await page.lies("text=Ada", ({ y }) => y >= label.y + label.height);
      },
    },
  },
  {
    name: "form-choices",
    head,
    axml: `<ant-form-checkbox-group label="Fruit" name="fruit" options="{{fruit}}" ref="field" />
<ant-form-radio-group label="One" name="one" options="{{fruit}}" ref="field" />
<ant-form-selector label="Size" name="size" options="{{sizes}}" ref="field" />
<ant-form-slider label="Depth" name="depth" ref="field" />
<ant-form-image-upload label="Picture" name="picture" ref="field" onUpload="upload" />`,
    data: `{ fruit: ${fruit}, sizes: ${sizes} }`,
    script: `upload() { return "${picture}"; },
${formOf(`{ initialValues: { fruit: ["pear"], depth: 30, picture: [{ uid: "1", url: "${picture}", status: "done" }] } }`)}`,
    drive: {
      async "Form/FormCheckboxGroup"(page) {
        await page.tap("text=Apple >> nth=0");
        await page.heard("changed", { fruit: ["pear", "apple"] });
      },
      async "Form/FormRadioGroup"(page) {
        await page.tap("text=Pear >> nth=1");
        await page.heard("changed", { one: "pear" });
      },
      async "Form/FormSelector"(page) {
        await page.tap("text=Large");
        await page.heard("changed", { size: "l" });
        await page.shows(".ant-selector-item-badge-active");
      },
      async "Form/FormSlider"(page) {
        const { x } = await page.box(".ant-slider-handler");
        await page.swipe(".ant-slider-handler", 170);
        await page.heard("changed", { depth: 100 });
        await page.lies(".ant-slider-handler", (box) => box.x > x + 80);
      },
      async "Form/FormImageUpload"(page) {
        await page.tap(".ant-image-upload-close");
        await page.heard("changed", { picture: [] });
        await page.counts(".ant-image-upload-show", 0);
      },
    },
  },
  {
    name: "form-pickers",
    head,
    axml: `<ant-form-picker label="Port" name="port" options="{{ports}}" placeholder="Which" okText="Moor" onChange="turned" ref="field" />
<ant-form-cascader-picker label="Street" name="street" options="{{tree}}" placeholder="Where" okText="Go" ref="field" />
<ant-form-date-picker label="Day" name="day" placeholder="When" min="{{min}}" max="{{max}}" okText="Mark" onPickerChange="turned" ref="field" />
<ant-form-range-picker label="Days" name="days" placeholder="From to" min="{{min}}" max="{{max}}" okText="Stay" onPickerChange="turned" ref="field" />`,
    data: `{ min: new Date(2024, 4, 1), max: new Date(2024, 4, 31), ports: ["Oslo", "Bergen"], tree: [{ label: "Oslo", value: "o", children: [{ label: "Kirkegata", value: "k" }] }] }`,
    script: formOf("{}"),
    drive: {
      async "Form/FormPicker"(page) {
        await page.tap("text=Which");
        await page.swipe("picker-view-column", 0, -60);
        await page.heard("turned");
        await page.tap("text=Moor");
        await page.heard("changed", { port: "Bergen" });
        await page.hides(".ant-popup-mask");
        await page.shows(".ant-picker-value >> text=Bergen");
      },
      async "Form/FormCascaderPicker"(page) {
        await page.tap("text=Where");
        await page.tap("text=Go");
        await page.heard("changed", { street: ["o", "k"] });
        await page.hides(".ant-popup-mask");
        await page.sees("OsloKirkegata");
      },
      async "Form/FormDatePicker"(page) {
        await page.tap("text=When");
        await page.swipe("picker-view-column >> nth=2", 0, -60);
        await page.heard("turned");
        await page.tap("text=Mark");
        await page.heard("changed");
        await page.hides(".ant-popup-mask");
        await page.sees(/2024\/05\/(0[2-9]|[123]\d)/);
      },
      async "Form/FormRangePicker"(page) {
        await page.tap("text=From to");
        await page.tap(".ant-range-picker-selector-item >> nth=1");
        await page.swipe("picker-view-column >> nth=-1", 0, -60);
        await page.heard("turned");
        await page.tap("text=Stay");
        await page.heard("changed");
        await page.hides(".ant-popup-mask");
        await page.sees(/2024\/05\/01-2024\/05\/(0[2-9]|[123]\d)/);
      },
    },
  },
];
