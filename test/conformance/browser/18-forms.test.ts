import { expect } from "vitest";
import { rule } from "../rule.js";
import {
  attribute,
  caret,
  checked,
  focused,
  keys,
  next,
  open,
  run,
  said,
  start,
  useFormPage,
  value,
  view,
} from "./form-page.js";

useFormPage();

rule(
  "F-TAG-3",
  async () => {
    await open(
      `<input id="plain" value="{{a}}"/><input id="bound" value="{{b}}" controlled="{{true}}"/>
       <input id="upper" value="{{c}}" controlled onInput="upper"/><switch id="s" controlled="{{true}}" checked="{{on}}" onChange="on"/>`,
      { a: "x", b: "y", c: "", on: false },
      [{ a: "data" }, { on: true }],
      "upper(e) { this.setData({ c: e.detail.value.toUpperCase() }); }",
    );
    await view.locator("#plain").fill("typed");
    await view.locator("#bound").pressSequentially("never");
    await view.locator("#upper").pressSequentially("abc");
    expect([await value("#plain"), await value("#bound")]).toEqual(["typed", "y"]);
    await expect.poll(() => value("#upper")).toBe("ABC");
    await view.locator("#s").click();
    await said('s.change {"value":true}');
    expect(await checked()).toEqual([]);
    await next();
    expect(await value("#plain")).toBe("data");
    await next();
    expect(await checked()).toEqual(["s"]);
  },
  "plain controls keep what the user did until data change it; controlled ones show data",
);

rule(
  "F-TAG-3",
  async () => {
    // Every handler keeps the worker busy, some for 300 ms; handlers differ in what they make of the text.
    const busy = "const until = Date.now() + (Math.random() < 0.1 ? 300 : 30); while (Date.now() < until);";
    await open(
      `<input id="echo" value="{{a}}" onInput="echo"/><input id="upper" value="{{b}}" controlled onInput="upper"/>
       <input id="digits" value="{{c}}" controlled onInput="digits"/><textarea id="area" value="{{d}}" controlled onInput="area"/>`,
      { a: "", b: "", c: "", d: "" },
      [],
      `echo(e) { ${busy} this.setData({ a: e.detail.value }); },
       upper(e) { ${busy} this.setData({ b: e.detail.value.toUpperCase() }); },
       digits(e) { ${busy} this.setData({ c: e.detail.value.replace(/[^0-9]/g, "") }); },
       async area(e) { ${busy} await null; this.setData({ d: e.detail.value }); },`,
    );
    const text = Array.from({ length: 24 }, () => "abc123 d4"[Math.floor(Math.random() * 9)]).join("");
    const wanted = { "#echo": text, "#upper": text.toUpperCase(), "#digits": text.replace(/\D/g, ""), "#area": text };
    for (const id of Object.keys(wanted)) await view.locator(id).pressSequentially(text, { delay: 5 });
    // In the middle of the text the caret stays between the letters where the user has it.
    await view.locator("#upper").focus();
    for (let i = 0; i < 4; i++) await keys().press("ArrowLeft");
    await keys().type("xyz", { delay: 5 });
    await expect.poll(() => value("#echo"), { timeout: 30_000 }).toBe(wanted["#echo"]);
    await expect.poll(() => value("#digits"), { timeout: 30_000 }).toBe(wanted["#digits"]);
    const upper = `${text.slice(0, 20)}xyz${text.slice(20)}`.toUpperCase();
    await expect.poll(() => value("#upper"), { timeout: 30_000 }).toBe(upper);
    expect(await caret("#upper")).toEqual([23, 23]);
    expect(await value("#area")).toBe(text);
  },
  "no keystroke is lost, doubled or moved while the worker is busy",
);

rule(
  "F-TAG-3",
  async () => {
    // Half of what is typed is in the middle of the text, and the worker falls behind by seconds.
    const seed = Date.now() % 100_000;
    let state = seed;
    const below = (n: number): number => {
      state = (state * 48_271 + 11) % 2_147_483_647;
      return state % n;
    };
    await run.host({ openView: true, limits: { pingEveryMs: 1_000, unresponsiveAfterMs: 4_000 } });
    await open(
      `<input id="upper" value="{{a}}" cursor="{{at}}" focus="{{on}}" maxlength="-1" controlled onInput="upper" onFocus="came" onBlur="went"/>
       <textarea id="echo" value="{{b}}" maxlength="-1" onInput="echo"/>`,
      { a: "", b: "", at: -1, on: false },
      [],
      `heard: [], busy() { const until = Date.now() + 150 + Math.random() * 200; while (Date.now() < until); },
       upper(e) { this.busy(); this.heard.push(e.detail.value); this.setData({ a: e.detail.value.toUpperCase(), at: e.detail.cursor }); },
       echo(e) { this.busy(); this.heard.push(e.detail.value); this.setData({ b: e.detail.value }); },
       came() { this.busy(); this.setData({ on: true }); }, went() { this.busy(); this.setData({ on: false }); },`,
    );
    for (const id of ["upper", "echo"]) {
      let text = "";
      let at = 0;
      await view.locator(`#${id}`).focus();
      for (let step = 0; step < 60; step++) {
        const what = below(10);
        if (what < 6) {
          const letter = "abcdefghij"[below(10)] ?? "";
          await keys().press(letter);
          text = text.slice(0, at) + letter + text.slice(at++);
        } else if (what < 8) {
          await keys().press("ArrowLeft");
          at = Math.max(0, at - 1);
        } else if (what < 9) {
          await keys().press("ArrowRight");
          at = Math.min(text.length, at + 1);
        } else {
          await keys().press("Backspace");
          text = text.slice(0, Math.max(0, at - 1)) + text.slice(at);
          at = Math.max(0, at - 1);
        }
        if (step === 30) {
          // Away and back: the program hears of both long after.
          await view.locator(`#${id}`).evaluate((element, place) => {
            (element as HTMLInputElement).blur();
            (element as HTMLInputElement).focus();
            (element as HTMLInputElement).setSelectionRange(place, place);
          }, at);
        }
        const shown = [(await value(`#${id}`)).toLowerCase(), await caret(`#${id}`), await focused()];
        expect(shown, `seed ${seed}, step ${step}`).toEqual([text, [at, at], id]);
      }
      await expect.poll(() => value(`#${id}`), { timeout: 60_000 }).toBe(id === "upper" ? text.toUpperCase() : text);
      expect([await caret(`#${id}`), await focused()], `seed ${seed}`).toEqual([[at, at], id]);
    }
    const told = await run.page.evaluate(() => globalThis.bench.events.map((event: { type: string }) => event.type));
    expect(told).not.toContain("unresponsive");
  },
  "text, caret and focus stay with a user who is seconds ahead of the program",
);

rule(
  "F-TAG-3",
  async () => {
    await open(
      `<input id="i" value="{{a}}" controlled onInput="upper"/>`,
      { a: "" },
      [],
      `upper(e) { console.log(e.detail.value); this.setData({ a: "[" + e.detail.value + "]" }); },`,
    );
    await view.locator("#i").focus();
    const cdp = await run.page.context().newCDPSession(run.page);
    await cdp.send("Input.imeSetComposition", { text: "n", selectionStart: 1, selectionEnd: 1 });
    await cdp.send("Input.imeSetComposition", { text: "ni", selectionStart: 2, selectionEnd: 2 });
    await said("n", "ni");
    expect(await value("#i")).toBe("ni");
    await cdp.send("Input.insertText", { text: "你" });
    await said("你");
    await expect.poll(() => value("#i")).toBe("[你]");
    await cdp.detach();
  },
  "a composition is not broken by data",
);

const FORM = `
  <form id="f" report-submit="{{report}}" onSubmit="submit" onReset="on">
    <input name="who" value="Ada"/><textarea name="words" value="{{words}}"/><view><x-field/></view>
    <checkbox-group name="likes"><checkbox value="tea" checked/><checkbox id="milk" value="milk"/></checkbox-group>
    <radio-group name="size"><radio value="s" checked/><radio id="large" value="l"/></radio-group>
    <switch id="on" name="on"/><slider id="loud" name="loud" value="40"/><picker name="town" range="{{['Oslo','Bergen']}}" value="1">t</picker>
    <picker-view id="day" name="day" value="{{[1]}}"><picker-view-column><view>Mon</view><view>Tue</view></picker-view-column></picker-view>
    <input value="nameless"/>
    <button id="send" form-type="submit" data-way="fast">send</button><button id="undo" form-type="reset">undo</button>
  </form>`;

rule("F-TAG-22", async () => {
  await start({
    axml: FORM,
    js: `data: { report: true, words: "w" },
      submit(e) { const { value, buttonTarget, formId } = e.detail; log("submit", [value, buttonTarget, typeof formId]); },
      on(e) { log("reset", e.detail); }`,
    files: {
      "pages/a/a.json": '{"usingComponents":{"x-field":"/x/x"}}',
      "x/x.json": '{"component":true}',
      "x/x.axml": "<view><input name='nested' value='deep'/></view>",
      "x/x.js": "Component({});",
    },
  });
  const first = {
    who: "Ada",
    words: "w",
    nested: "deep",
    likes: ["tea"],
    size: "s",
    on: false,
    loud: 40,
    town: 1,
    day: [1],
  };
  const target = { id: "send", tagName: "button", dataset: { way: "fast" }, targetDataset: { way: "fast" } };
  const submit = (values: object): string => `submit:${JSON.stringify([values, target, "string"])}`;
  await view.locator("#send").click();
  await said(submit(first));
  await view.locator("input").first().fill("Grace");
  await view.locator("textarea").fill("more");
  await view.locator("input").nth(1).fill("deeper");
  await view.locator("#milk").click();
  await view.locator("#large").click();
  await view.locator("#on").click();
  await view.locator("#loud").press("End");
  await view.locator("#send").click();
  const changed = { ...first, who: "Grace", words: "more", nested: "deeper", likes: ["tea", "milk"], size: "l" };
  await said(submit({ ...changed, on: true, loud: 100 }));
  await view.locator("#undo").click();
  await said("reset:{}");
  await view.locator("#send").click();
  await said(submit(first));
});

rule("F-TAG-23", async () => {
  await open(
    `<label id="l1" onTap="tapped"><text>tea</text><checkbox id="c" onChange="on"/></label>
     <label for="far"><text id="t2">far</text></label><radio id="far" onChange="on"/>
     <label for="i"><text id="t3">name</text></label><input id="i" onFocus="on"/>
     <label><text id="t4">press</text><button id="b" onTap="tapped">b</button><switch id="never"/></label>
     <label><text id="t5">off</text><checkbox id="off" disabled="{{true}}" onChange="on"/></label>`,
    {},
    [],
    `tapped(e) { console.log(e.currentTarget.id + " tapped"); },`,
  );
  await view.getByText("tea").click();
  await said("l1 tapped", 'c.change {"value":true}');
  await view.locator("#c").click();
  await said("l1 tapped", 'c.change {"value":false}');
  await view.locator("#t2").click();
  await said('far.change {"value":true}');
  await view.locator("#t3").click();
  await said('i.focus {"value":""}');
  await view.locator("#t4").click();
  await said("b tapped");
  await view.locator("#t5").click();
  expect(await checked()).toEqual(["far"]);
  // A label is the name of its control.
  expect(await view.getByRole("checkbox", { name: "tea" }).count()).toBe(1);
  expect(await view.getByRole("radio", { name: "far" }).count()).toBe(1);
  expect(await view.getByRole("textbox", { name: "name" }).count()).toBe(1);
});

rule("F-TAG-24", async () => {
  await open(
    `<input id="i" value="{{v}}" placeholder="p" placeholder-style="color:rgb(1,2,3)" placeholder-class="ph" focus="{{focus}}"
       cursor="{{cursor}}" selection-start="{{from}}" selection-end="{{to}}" disabled="{{off}}" password="{{secret}}"
       onInput="on" onConfirm="on" onFocus="on" onBlur="on"/>
     <input id="hold" confirm-hold confirm-type="search" onConfirm="on"/><input id="few" maxlength="3"/><input id="many" maxlength="-1"/>
     <input class="kind" type="text"/><input class="kind" type="number"/><input class="kind" type="digit"/><input class="kind" type="idcard"/>
     <input class="kind" type="numberpad"/><input class="kind" type="digitpad"/><input class="kind" type="idcardpad"/>`,
    { v: "hello", focus: true, cursor: 2, from: -1, to: -1, off: false, secret: false },
    [{ focus: false }, { from: 1, to: 3, focus: true }, { secret: true }, { off: true }],
    "",
    ".ph { font-size: 11px; }",
  );
  await said('i.focus {"value":"hello"}');
  expect([await focused(), await caret("#i")]).toEqual(["i", [2, 2]]);
  await keys().type("X");
  await said('i.input {"value":"heXllo","cursor":3}');
  await keys().press("Enter");
  await said('i.confirm {"value":"heXllo"}', 'i.blur {"value":"heXllo"}');
  await view.locator("#i").focus();
  await said('i.focus {"value":"heXllo"}');
  await next('i.blur {"value":"heXllo"}');
  await next('i.focus {"value":"heXllo"}');
  expect(await caret("#i")).toEqual([1, 3]);
  await next();
  expect(await attribute("#i", "type")).toBe("password");
  await view.locator("#next").evaluate((element) => (element as HTMLElement).click());
  await said("next", 'i.blur {"value":"heXllo"}');
  expect(await view.locator("#i").isDisabled()).toBe(true);
  const placeholder = await view.locator("#i").evaluate((element) => {
    const { color, fontSize } = getComputedStyle(element, "::placeholder");
    return [color, fontSize];
  });
  expect(placeholder).toEqual(["rgb(1, 2, 3)", "11px"]);
  await view.locator("#hold").fill("q");
  await keys().press("Enter");
  await said('hold.confirm {"value":"q"}');
  expect(await focused()).toBe("hold");
  expect(await attribute("#hold", "enterkeyhint")).toBe("search");
  await view.locator("#few").pressSequentially("12345");
  expect(await value("#few")).toBe("123");
  expect([await attribute("#i", "maxlength"), await attribute("#many", "maxlength")]).toEqual(["140", null]);
  const modes = await view.locator(".kind").evaluateAll((all) => all.map((each) => each.getAttribute("inputmode")));
  expect(modes).toEqual(["text", "numeric", "decimal", "text", "numeric", "decimal", "text"]);
});

rule("F-TAG-25", async () => {
  await open(
    `<textarea id="a" style="background:#fff" value="{{v}}" onInput="on" onConfirm="on" onFocus="on" onBlur="on" focus="{{focus}}"/>
     <textarea id="grow" auto-height value="{{text}}"/><textarea id="quiet" show-count="{{false}}" maxlength="2"/><textarea id="off" disabled/>`,
    { v: "a", focus: false, text: "1" },
    [{ focus: true }, { text: "1\n2\n3\n4\n5\n6" }],
  );
  const count = (id: string): Promise<string> =>
    view.locator(id).evaluate((element) => getComputedStyle(element).backgroundImage);
  const height = (): Promise<number> =>
    view.locator("#grow").evaluate((element) => (element as HTMLElement).offsetHeight);
  await next('a.focus {"value":"a"}');
  await keys().press("End");
  await keys().press("Enter");
  await said('a.input {"value":"a\\n","cursor":2}');
  expect(await count("#a")).toContain(">2/140<");
  // Once, whatever the program says of its background.
  expect(await view.locator("#a").evaluate((element) => getComputedStyle(element).backgroundRepeat)).toBe("no-repeat");
  await keys().press("Control+Enter");
  await said('a.confirm {"value":"a\\n"}', 'a.blur {"value":"a\\n"}');
  const before = await height();
  await next();
  expect(await height()).toBeGreaterThan(before + 40);
  expect(await count("#quiet")).toBe("none");
  await view.locator("#quiet").pressSequentially("long");
  expect(await value("#quiet")).toBe("lo");
  expect(await view.locator("#off").isDisabled()).toBe(true);
});
