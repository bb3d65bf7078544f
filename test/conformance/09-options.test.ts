import { describe, expect } from "vitest";
import { component } from "../support/program-run.js";
import { start } from "./component-program.js";
import { rule } from "./rule.js";

describe("switched on by options (F-CMP-11)", () => {
  rule(
    "F-CMP-11",
    async () => {
      const names = ["created", "attached", "ready", "moved", "detached"];
      const script = (name: string, options: string) => `Component({ ${options} props: { v: 0 },
        onInit() { console.log("${name}.onInit") }, didMount() { console.log("${name}.didMount") }, didUnmount() { console.log("${name}.didUnmount") },
        lifetimes: { ${names.map((hook) => `${hook}() { console.log("${name}.${hook}") }`).join(", ")} } })`;
      const axml = `<o-o a:for="{{list}}" a:key="*this"/>`;
      const run = await start(axml, "Page({ data: { list: [1] }, onReady() { console.log('ready') } })", ["o-o"], {
        ...component("o-o", "<i-i/>", script("o", "options: { lifetimes: true },"), { "i-i": "./i-i" }),
        ...component("i-i", "", script("i", "options: { lifetimes: true },")),
      });
      expect(run.news()).toEqual([
        ...["o.created", "o.onInit", "o.attached", "i.created", "i.onInit", "i.attached"],
        ...["i.didMount", "o.didMount", "i.ready", "o.ready", "ready"],
      ]);
      await run.setData({ list: [2, 1] });
      run.news();
      await run.setData({ list: [1, 2] });
      expect(run.news()).toEqual(["o.moved", "i.moved"]);
      await run.setData({ list: [1] });
      expect(run.news()).toEqual(["i.didUnmount", "i.detached", "o.didUnmount", "o.detached"]);
      const off = await start("<i-i/>", "Page({})", ["i-i"], component("i-i", "", script("i", "")));
      expect(off.news()).toEqual(["i.onInit", "i.didMount"]);
      expect(off.warnings()).toEqual([expect.stringMatching(/OPTION_OFF: i-i: lifetimes/)]);
    },
    "lifetimes",
  );

  rule(
    "F-CMP-11",
    async () => {
      const relation = (name: string, key: string, type: string) =>
        `relations: { "${key}": { type: "${type}", ${["linked", "linkChanged", "unlinked"]
          .map((hook) => `${hook}(other) { console.log("${name}.${hook}", other.is, other.props.n ?? "") }`)
          .join(", ")} } }`;
      const options = "options: { relations: true }";
      const run = await start(
        `<l-l id="l"><view a:for="{{list}}" a:key="*this"><e-e n="{{item}}"/></view></l-l><e-e n="alone"/>`,
        "Page({ data: { list: [1, 2] } })",
        ["l-l", "e-e"],
        {
          ...component(
            "l-l",
            "<view><slot/></view>",
            `Component({ ${options}, ${relation("list", "./e-e", "child")} })`,
          ),
          ...component(
            "e-e",
            "",
            `Component({ ${options}, ${relation("item", "./l-l", "parent")}, didMount() { console.log("mount", this.props.n) } })`,
          ),
        },
      );
      expect(run.news()).toEqual([
        ...["list.linked e-e 1", "item.linked l-l ", "mount 1"],
        ...["list.linked e-e 2", "item.linked l-l ", "mount 2", "mount alone"],
      ]);
      const nodes = run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as { props: { n: number } }[];
      expect(nodes.map(({ props }) => props.n)).toEqual([1, 2]);
      await run.setData({ list: [2, 1] });
      expect(run.news()).toEqual(["list.linkChanged e-e 2", "item.linkChanged l-l "]);
      const now = run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as { props: { n: number } }[];
      expect(now.map(({ props }) => props.n)).toEqual([2, 1]);
      await run.setData({ list: [1] });
      expect(run.news()).toEqual(["list.unlinked e-e 2", "item.unlinked l-l "]);
      expect((run.page.$selectComponent("#l")["getRelationNodes"]!("./e-e") as unknown[]).length).toBe(1);
    },
    "relations: parent and child",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(`<f-f><m-m><x-x/></m-m></f-f>`, "Page({})", ["f-f", "m-m", "x-x"], {
        "field.js": "export default Mixin({})",
        ...component(
          "f-f",
          "<slot/>",
          `import field from "./field"; Component({ options: { relations: true }, relations: { fields: { type: "descendant", target: field, linked(it) { console.log("form got", it.is) } } } })`,
        ),
        ...component("m-m", "<slot/>"),
        ...component(
          "x-x",
          "",
          `import field from "./field"; Component({ mixins: [field], options: { relations: true }, relations: { "/f-f": { type: "ancestor", linked(it) { console.log("field got", it.is) } } } })`,
        ),
      });
      expect(run.news()).toEqual(["form got x-x", "field got f-f"]);
    },
    "relations: ancestor, and by mixin",
  );

  rule(
    "F-CMP-11",
    async () => {
      const run = await start(
        `<c-c id="a" my-class="red {{more}}" other-class="x"/><c-c/>`,
        "Page({ data: { more: 'big' } })",
        ["c-c"],
        component(
          "c-c",
          `<view class="own my-class"><text a:if="{{true}}" class="{{k}} other-class">t</text><view class="plain"/></view>`,
          `Component({ options: { externalClasses: true }, externalClasses: ["my-class", "other-class"], data: { k: "dyn" } })`,
        ),
      );
      const classes = () => [...run.view.view.text().matchAll(/class="([^"]*)"/g)].map(([, names]) => names!.trim());
      expect(classes()).toEqual(["own red big", "dyn x", "plain", "own", "dyn", "plain"]);
      await run.setData({ more: "" });
      run.page.$selectComponent("#a").setData({ k: "other" });
      await run.settle();
      expect(classes().slice(0, 3)).toEqual(["own red", "other x", "plain"]);
    },
    "externalClasses",
  );

  rule(
    "F-CMP-11",
    async () => {
      for (const virtualHost of [true, false]) {
        const run = await start(`<view><c-c className="given"/></view>`, "Page({})", ["c-c"], {
          ...component(
            "c-c",
            `<text class="{{className}}">t</text>`,
            `Component({ options: { virtualHost: ${virtualHost} } })`,
          ),
        });
        expect(run.view.view.text()).toBe('<view>\n  <text class="given">\n    "t"');
      }
    },
    "virtualHost: a component has no node of its own; what is given as class is a prop",
  );

  rule(
    "F-CMP-11",
    async () => {
      const names = [
        "onLoad",
        "onShow",
        "onReady",
        "onHide",
        "onUnload",
        "onPullDownRefresh",
        "onKeyboardHeight",
        "onTitleClick",
        "onPageScroll",
      ];
      const script = `Component({ pageEvents: { ${names.map((name) => `${name}(e) { console.log("${name}", this.is, JSON.stringify(e ?? null)) }`).join(", ")} } })`;
      const run = await start(
        "<c-c/>",
        "Page({ onShow() { console.log('page shows') } })",
        ["c-c"],
        component("c-c", "", script),
      );
      expect(run.news()).toEqual(["page shows", "onLoad c-c {}", "onShow c-c null", "onReady c-c null"]);
      const { shownPage } = run.view.view;
      run.view.send(["page", shownPage, "pullDownRefresh", {}]);
      run.view.send(["page", shownPage, "keyboardHeight", { height: 300 }]);
      run.send(["event", "titleClick", {}]);
      run.send(["event", "hide", {}]);
      expect(run.view.made.map(({ node, method, args }) => [node, method, args])).toEqual([
        [shownPage, "listen", ["pageScroll"]],
      ]);
      await run.settle();
      expect(run.news()).toEqual([
        'onPullDownRefresh c-c {"from":"manual"}',
        'onKeyboardHeight c-c {"height":300}',
        "onTitleClick c-c {}",
        "onHide c-c null",
      ]);
    },
    "pageEvents",
  );
});
