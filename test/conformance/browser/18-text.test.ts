import { expect } from "vitest";
import { wideFont } from "../../support/wide-font.js";
import { rule } from "../rule.js";
import { CLOSED, RED, run, useMediaPage } from "./media-page.js";

useMediaPage();

rule("F-TAG-16", async () => {
  const view = await run.open({
    axml: `<text id="plain">a  b\\n&lt;c <text id="in">inner</text></text>
      <text id="decoded" decode>{{t}}&nbsp;&gt;&amp;&apos;&ensp;&emsp;</text>
      <text id="spaced" space="emsp">a b</text>
      <text id="two" number-of-lines="2" style="width:60px">one two three four five six seven eight nine ten</text>
      <text id="sel" selectable onTap="tap">{{t}}</text>`,
    js: `data: { t: "x&lt;y" }, tap() { log("tap", true); }`,
  });
  expect(await view.locator("#decoded").textContent()).toBe("x<y\u00a0>&'\u2002\u2003");
  expect(await view.locator("#spaced").textContent()).toBe("a\u2003b");
  expect(await view.locator("#sel").textContent()).toBe("x&lt;y");
  expect(await view.locator("#plain > text").textContent()).toBe("inner");
  const [select, plain, lines] = await view.locator("#sel, #plain, #two").evaluateAll((all) => {
    const [p, two, sel] = all as unknown as [Element, Element, Element]; // three, by the selector
    const rows = two.clientHeight / Number.parseFloat(getComputedStyle(two).lineHeight);
    return [getComputedStyle(sel).userSelect, getComputedStyle(p).userSelect, Math.round(rows)];
  });
  expect([select, plain, lines]).toEqual(["text", "none", 2]);
  await view.locator("#sel").click();
  expect(await run.logged("tap")).toBe(true);
});

/** What must not survive in rich text (S-VIEW-6), each with the mark of an attack. */
const HOSTILE = [
  "<script>window.hit = 1</script>",
  "<img src='x' onerror='window.hit = 1'>",
  "<img src='javascript:window.hit=1' srcset='https://evil.test/s.png 2x'>",
  "<a href='javascript:window.hit=1' target='_top' ping='https://evil.test/ping'>a</a>",
  "<p style='background:url(https://evil.test/bg.png);behavior:url(#x);color:red'>p</p>",
  "<p style='background:u\\72l(https://evil.test/esc.png)'>q</p>",
  "<svg onload='window.hit=1'><image href='https://evil.test/svg.png'/><foreignObject><p>f</p></foreignObject></svg>",
  "<math><mtext><img src='https://evil.test/math.png' onerror='window.hit=1'></mtext></math>",
  "<iframe src='data:text/html,<script>top.hit=1</script>'></iframe><object data='x'></object><embed src='x'>",
  "<form action='https://evil.test/f'><input name='i' autofocus onfocus='window.hit=1'><button formaction='x'>b</button></form>",
  "<link rel='stylesheet' href='https://evil.test/l.css'><style>@import 'https://evil.test/i.css'</style><base href='https://evil.test/'>",
  "<meta http-equiv='refresh' content='0;url=https://evil.test/meta'><video src='https://evil.test/v.mp4' poster='x'></video>",
  "<template><img src='https://evil.test/t.png'></template><noscript><p title='</noscript><img src=x onerror=window.hit=1>'></noscript>",
  "<img src='data:text/html,<script>1</script>'><picture><source srcset='https://evil.test/p.png'><img></picture>",
  "<div is='x-y' slot='s' id='stolen' part='p' nonce='n' contenteditable tabindex='1'>kept</div>",
  "<b><i>broken</b></i><table><tr><td>cell</table><li>open",
].join("\n");

rule(
  "F-TAG-17",
  async () => {
    run.bench.contacts.length = 0;
    const view = await run.open(
      {
        axml: `<rich-text id="html" nodes="{{html}}" onTap="tap"/><rich-text id="list" nodes="{{list}}" space="nbsp"/><rich-text id="evil" nodes="{{evil}}"/>`,
        acss: ".big{font-size:30px}",
        js: `data: {
          html: "<div class='big' style='color:#f00;width:75rpx'>A &amp; B&nbsp;&copy; <b>bold</b> <img src='/red.png' width='40'></div>",
          list: [{ name: "p", attrs: { class: "big", style: "color: red" }, children: [{ type: "text", text: "x  &lt;y" }, { name: "br" }, { name: "unknown", children: [{ type: "text", text: "z" }] }] }, { type: "text", text: " lead" }],
          evil: ${JSON.stringify(HOSTILE)}
        }, tap(e) { log("tap", e.target.id); }`,
        files: { "red.png": Buffer.from(RED, "base64") },
      },
      CLOSED,
    );
    const html = view.locator("#html");
    expect(await html.textContent()).toBe("A & B\u00a0© bold ");
    expect(
      await html.locator("div").evaluate((e) => [getComputedStyle(e).color, getComputedStyle(e).fontSize]),
    ).toEqual(["rgb(255, 0, 0)", "30px"]);
    await expect
      .poll(() => html.locator("img").evaluate((e: HTMLImageElement) => [e.naturalWidth, e.width]))
      .toEqual([4, 40]);
    await html.locator("b").click();
    expect(await run.logged("tap")).toBe("html");
    expect(await view.locator("#list").innerHTML()).toBe(
      '<p class="big" style="color: red;">x\u00a0\u00a0&lt;y<br>z</p>\u00a0lead'.replaceAll("\u00a0", "&nbsp;"),
    );
  },
  "list and text, entities, styles, pictures",
);

rule(
  "F-TAG-17",
  async () => {
    const view = await run.view();
    const evil = await view.locator("#evil").evaluate((root) => ({
      tags: [...new Set([...root.querySelectorAll("*")].map((e) => e.localName))].sort(),
      attributes: [
        ...new Set([...root.querySelectorAll("*")].flatMap((e) => [...e.attributes].map((a) => a.name))),
      ].sort(),
      styles: [...root.querySelectorAll("p")].map((e) => [
        getComputedStyle(e).backgroundImage,
        getComputedStyle(e).color,
      ]),
      sources: [...root.querySelectorAll("img")].map((e) => e.getAttribute("src")),
      text: root.textContent?.replace(/\s+/g, " ").trim(),
      hit: Reflect.get(window, "hit"),
    }));
    expect(evil).toEqual({
      tags: ["a", "b", "div", "i", "img", "li", "p", "table", "tbody", "td", "tr"],
      attributes: ["style", "title"],
      styles: [
        ["none", "rgb(255, 0, 0)"],
        ["none", "rgb(0, 0, 0)"],
        ["none", "rgb(0, 0, 0)"],
      ],
      sources: [null, null, null, null],
      text: "a p q kept brokencellopen",
      hit: undefined,
    });
  },
  "hostile text leaves nothing but its words",
);

rule("F-TAG-39", async () => {
  const view = await run.open({
    axml: `<template name="t"><text>{{x}}</text></template><view id="all"><block><text>a</text></block><block a:if="{{true}}"><text>b</text></block><template is="t" data="{{x: 'c'}}"/></view>`,
  });
  expect(await view.locator("#all").evaluate((e) => [...e.children].map((c) => c.outerHTML))).toEqual([
    "<text>a</text>",
    "<text>b</text>",
    "<text>c</text>",
  ]);
});

rule(
  "F-TAG-6",
  async () => {
    const view = await run.open({
      axml: `<text id="t" style="font:10px Wide,serif">{{text}}</text><text id="d" style="font:10px Data">ab</text>`,
      js: `data: { text: "ab" }, onReady() {
        my.loadFontFace({ family: "Wide", source: 'url("../../wide.ttf")', success: () => log("wide", 1) });
        my.loadFontFace({ family: "Data", source: "data:font/ttf;base64,${wideFont}" }).then(() => log("data", 1));
        my.loadFontFace({ family: "Else", source: "url('https://fonts.example/x.ttf')", fail: (e) => log("else", e.error) });
        my.loadFontFace({ family: "Bad", source: "url(/bad.ttf)", fail: (e) => log("bad", e.error) });
        my.loadFontFace({ source: "url(/wide.ttf)", fail: (e) => log("none", e.error) });
      }`,
      files: { "wide.ttf": Buffer.from(wideFont, "base64"), "bad.ttf": "no font" },
    });
    for (const name of ["wide", "data"]) expect(await run.logged(name)).toBe(1);
    expect([await run.logged("else"), await run.logged("bad"), await run.logged("none")]).toEqual([3, 3, 2]);
    const width = async (id: string): Promise<number> => (await view.locator(id).boundingBox())!.width;
    expect([await width("#t"), await width("#d")]).toEqual([60, 60]);
  },
  "my.loadFontFace",
);
