import type { Demo } from "../demo.js";

const fruit = `[{ label: "Apple", value: "apple" }, { label: "Pear", value: "pear" }]`;
const sizes = `[{ text: "Small", value: "s" }, { text: "Large", value: "l" }]`;

/** The form of antd-mini: fields announce themselves by `ref`, values live in a `Form` outside of the components. */
export const form: readonly Demo[] = [
  {
    name: "form",
    uses: "Form/FormInput Form/FormTextarea Form/FormStepper Form/FormSwitch Form/FormRate Form/FormItem Button",
    head: `import { Form } from "antd-mini/es/Form/form";`,
    axml: `<ant-form-input label="Boat" name="boat" placeholder="Its name" required message="Every boat has a name" ref="field" />
<ant-form-textarea label="Story" name="story" placeholder="Its story" ref="field" />
<ant-form-stepper label="Masts" name="masts" min="{{1}}" max="{{3}}" ref="field" />
<ant-form-switch label="Engine" name="engine" ref="field" />
<ant-form-rate label="Beauty" name="beauty" ref="field" />
<ant-form-item label="Captain" position="horizontal"><view>Ada</view></ant-form-item>
<view class="pad"><ant-button type="primary" onTap="send">Send</ant-button></view>`,
    script: `
  onLoad() { this.form = new Form({ initialValues: { masts: 1, beauty: 2 }, rules: { boat: [{ required: true, message: "Every boat has a name" }] } }); },
  field(field) { this.form.addItem(field); },
  async send() {
    try { console.log("heard sent", JSON.stringify([await this.form.submit()])); }
    catch (error) { console.log("heard refused"); }
  },`,
    async drive(page) {
      await page.tap("text=Send");
      await page.heard("refused");
      await page.sees("Every boat has a name");
      await page.type('[placeholder="Its name"]', "Fram");
      await page.tap(".ant-stepper-button-up");
      await page.tap(".ant-switch");
      await page.tap(".ant-rate-star >> nth=4");
      await page.tap("text=Send");
      await page.heard("sent", { boat: "Fram", story: undefined, masts: 2, engine: true, beauty: 5 });
    },
  },
  {
    name: "form-choices",
    uses: "Form/FormCheckboxGroup Form/FormRadioGroup Form/FormSelector Form/FormSlider Form/FormImageUpload Form/FormPicker Form/FormCascaderPicker Form/FormDatePicker Form/FormRangePicker Button",
    head: `import { Form } from "antd-mini/es/Form/form";`,
    axml: `<ant-form-checkbox-group label="Fruit" name="fruit" options="{{fruit}}" ref="field" />
<ant-form-radio-group label="One" name="one" options="{{fruit}}" ref="field" />
<ant-form-selector label="Size" name="size" options="{{sizes}}" ref="field" />
<ant-form-slider label="Depth" name="depth" ref="field" />
<ant-form-picker label="Port" name="port" options="{{ports}}" placeholder="Which" ref="field" />
<ant-form-cascader-picker label="Street" name="street" options="{{tree}}" placeholder="Where" ref="field" />
<ant-form-date-picker label="Day" name="day" placeholder="When" ref="field" />
<ant-form-range-picker label="Days" name="days" placeholder="From to" ref="field" />
<ant-form-image-upload label="Picture" name="picture" ref="field" />
<view class="pad"><ant-button type="primary" onTap="send">Send</ant-button></view>`,
    data: `{ fruit: ${fruit}, sizes: ${sizes}, ports: ["Oslo", "Bergen"], tree: [{ label: "Oslo", value: "o", children: [{ label: "Kirkegata", value: "k" }] }] }`,
    script: `
  onLoad() { this.form = new Form({ initialValues: { fruit: ["pear"], depth: 30 } }); },
  field(field) { this.form.addItem(field); },
  async send() { const { fruit, one, size, depth } = await this.form.submit(); console.log("heard sent", JSON.stringify([{ fruit, one, size, depth }])); },`,
    async drive(page) {
      await page.tap("text=Apple >> nth=0");
      await page.tap("text=Pear >> nth=1");
      await page.tap("text=Large");
      await page.tap("text=Send");
      await page.heard("sent", { fruit: ["pear", "apple"], one: "pear", size: "l", depth: 30 });
      await page.tap("text=Which");
      await page.sees("Bergen");
    },
  },
];
