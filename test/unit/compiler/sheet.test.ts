import { compileProject, memorySource } from "@berth/compiler";
import { describe, expect, it } from "vitest";

async function compile(files: Record<string, string>) {
  const result = await compileProject(
    memorySource({
      "app.json": '{"pages":["pages/a/a"]}',
      "app.js": "App({})",
      "pages/a/a.js": "Page({})",
      "pages/a/a.json": "{}",
      "pages/a/a.axml": "",
      ...files,
    }),
  );
  const styles = JSON.parse(new TextDecoder().decode(result.files.get("unit/main/styles.json"))) as {
    sheets: Record<string, string>;
    pages: Record<string, string[]>;
  };
  return { result, styles, codes: result.diagnostics.map((d) => `${d.severity[0]} ${d.code} ${d.line}`) };
}

async function sheet(css: string, files: Record<string, string> = {}): Promise<string> {
  const { styles } = await compile({ "pages/a/a.acss": css, ...files });
  return styles.sheets["pages/a/a"] ?? "";
}

describe("sheets", () => {
  it.each([
    [
      "F-CSS-1",
      ".a{width:750rpx;margin:-1.5RPX 0 calc(10rpx + 1px)}",
      ".a{width:100vw;margin:-0.2vw 0 calc(1.333333vw + 1px)}",
    ],
    ["F-CSS-1", ".a{--w:75rpx;width:var(--w)}", ".a{--w:10vw;width:var(--w)}"],
    ["F-CSS-1", "@media (max-width:375rpx){.a{top:0}}", "@media (max-width:50vw){.a{top:0}}"],
    ["F-CSS-1", "@keyframes k{from{left:7.5rpx}to{left:0}}", "@keyframes k{from{left:1vw}to{left:0}}"],
    ["F-CSS-7", "page{color:red}page view,.x page>text{top:0}", ":host{color:red}:host view,.x :host>text{top:0}"],
    ["F-CSS-7", "page.dark:not(.x)::after{top:0}", ":host(.dark:not(.x))::after{top:0}"],
    ["F-CSS-7", ":root{--a:1}.page,pages{top:0}", ":host{--a:1}.page,pages{top:0}"],
    ["F-CSS-5", "[data-a='b'] swiper-item{top:0}", '[data-a="b"] swiper-item{top:0}'],
    ["F-CSS-8", ".a{background:url(./x.png)}", '.a{background:url("berth-resource:/pages/a/x.png")}'],
    ["F-CSS-8", ".a{background:url('/i/x.png')}", '.a{background:url("berth-resource:/i/x.png")}'],
    ["F-CSS-8", ".a{background:url(//h.com/x.png)}", '.a{background:url("berth-resource:https://h.com/x.png")}'],
    ["F-CSS-8", ".a{background:url(data:image/png;base64,AA==)}", '.a{background:url("data:image/png;base64,AA==")}'],
    ["F-CSS-8", ".a{background:url(http://h/x.png)}", '.a{background:url("berth-resource:")}'],
    [
      "F-CSS-8",
      "@font-face{font-family:f;src:url('f.eot?#iefix') format('x')}",
      '@font-face{font-family:f;src:url("berth-resource:/pages/a/f.eot") format("x")}',
    ],
  ])("%s: %s", async (_rule, css, expected) => {
    expect(await sheet(css)).toBe(expected);
  });

  it("F-CSS-2: imports are taken in, relative, absolute, from packages and from less, with addresses of their own place", async () => {
    const css = await sheet(
      '@import "./b";\n@import url("/lib/c.acss") screen;@import "pkg/d.acss";@import "./e.less";.z{top:0}',
      {
        "pages/a/b.acss": '@import "./a.acss";.b{background:url(b.png)}',
        "lib/c.acss": ".c{background:url(c.png)}",
        "node_modules/pkg/d.acss": ".d{width:75rpx}",
        "pages/a/e.less": "@import './f'; @w: 10rpx; .e { .in { width: @w * 2; background: url(e.png) } }",
        "pages/a/f.less": ".f { color: fade(#000, 50%) }",
      },
    );
    expect(css).toBe(
      '.b{background:url("berth-resource:/pages/a/b.png")}@media screen{.c{background:url("berth-resource:/lib/c.png")}}' +
        '.d{width:10vw}.f{color:rgba(0,0,0,0.5)}.e .in{width:2.666667vw;background:url("berth-resource:/pages/a/e.png")}.z{top:0}',
    );
  });

  it("F-CSS-3, F-CSS-6: app, components from the inside out, page", async () => {
    const component = (name: string, using = "{}") => ({
      [`c/${name}.js`]: "Component({})",
      [`c/${name}.json`]: `{"component":true,"usingComponents":${using}}`,
      [`c/${name}.axml`]: "<view/>",
      [`c/${name}.acss`]: `.${name}{top:0}`,
    });
    const { styles } = await compile({
      "app.acss": ".app{top:0}",
      "pages/a/a.less": ".page{top:0}",
      "pages/a/a.json": '{"usingComponents":{"x-b":"/c/b"}}',
      ...component("b", '{"x-c":"./c","x-b":"./b"}'),
      ...component("c"),
    });
    expect(styles.pages).toEqual({ "pages/a/a": ["app", "c/c", "c/b", "pages/a/a"] });
    expect(Object.keys(styles.sheets).sort()).toEqual(["app", "c/b", "c/c", "pages/a/a"]);
  });

  it("reports what it cannot use with its place, and keeps the rest", async () => {
    const { styles, codes } = await compile({
      "pages/a/a.acss":
        '@import "./gone";\n// a note\n.a{top:0;x:;left:0}\n.am-x{top:0}\n.b{background:url(javascript:x)}\n@import "https://h/x.css";',
    });
    expect(codes).toEqual([
      "w ACSS_IMPORT 1",
      "w ACSS_COMMENT 2",
      "w ACSS_RESERVED 4",
      "w ACSS_ADDRESS 5",
      "w ACSS_IMPORT 6",
    ]);
    expect(styles.sheets["pages/a/a"]).toContain(".a{top:0");
    expect(styles.sheets["pages/a/a"]).not.toContain("javascript");
  });

  it("what cannot be read does not reach into the sheet after it", async () => {
    const css = await sheet('@import "./b";@import "./c";.z{top:0}', {
      "pages/a/b.acss": '.b{top:0;content:"open}\n.x{left:0}',
      "pages/a/c.acss": ".c{top:0}\n.d{width:var(1px --x,2px);}\n}}.e>{top:0}\n.f{left:calc(",
    });
    expect(css).toContain(".c{top:0}");
    expect(css.endsWith(".z{top:0}")).toBe(true);
    expect(css.replace(/"[^"]*"/g, "").split("{").length).toBe(css.replace(/"[^"]*"/g, "").split("}").length);
  });

  it("less that fails is an error of the sheet alone", async () => {
    const { result, codes } = await compile({ "pages/a/a.less": ".a {\n  width: @nope;\n}" });
    expect(codes).toEqual(["e ACSS_LESS 2"]);
    expect(result.manifest).not.toBeNull();
  });
});

it("a sheet is read the same whatever was read before it; with css-tree alone this one never ends", async () => {
  const css = "a()}b(c{d(";
  await sheet(`${";".repeat(css.length)}{}`);
  expect(await sheet(css)).toBe("");
});
