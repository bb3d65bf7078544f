import { describe, expect, it } from "vitest";
import { sheetAddress, valueAddress } from "../../../packages/runtime/src/view/style/address-rules.js";
import { filterStyle, type StylePart } from "../../../packages/runtime/src/view/style/css-filter.js";
import { styleAddress } from "../../../packages/runtime/src/view/style/style-address.js";

const flat = (parts: readonly StylePart[]): string =>
  parts.map((part) => (typeof part === "string" ? part : `<${part.use} ${part.address}>`)).join("");
const sheet = (text: string): string => flat(filterStyle(text, sheetAddress, false).parts);
const value = (text: string): string => flat(filterStyle(text, valueAddress, true).parts);

describe("sheets (S-VIEW-5)", () => {
  it.each([
    ["a resource", 'a{background:url("berth-resource:/a.png")}', "a{background:<image /a.png>}"],
    [
      "inline pictures",
      "a{background:url(data:image/png;base64,AA==)}",
      'a{background:url("data:image/png;base64,AA==")}',
    ],
    ["an address", "a{background:url(https://b.example/x)}", "a{background:none}"],
    ["an escaped name", "a{background:u\\72 l(https://b.example/x)}", "a{background:none}"],
    ["capitals", "a{background:URL('//b.example/x')}", "a{background:none}"],
    ["a quote in the address", "a{background:url('https://b.example/)x')}", "a{background:none}"],
    ["image-set", "a{background:image-set('https://b.example/x' 1x, url(y) 2x)} b{c:d}", "a{background:none} b{c:d}"],
    ["src()", "a{background:src('https://b.example')}", "a{background:none}"],
    ["custom properties", "a{--x:url(https://b.example/x)}", "a{--x:none}"],
    ["import", "@import 'https://b.example/x;y';a{}", "a{}"],
    ["import with url", "@import url(https://b.example/x;y) screen;a{}", "a{}"],
    ["escaped import", "@\\69mport 'x';a{}", "a{}"],
    ["namespace", "@namespace svg url(http://www.w3.org/2000/svg);a{}", "a{}"],
    ["behavior", "a{behavior:url(x.htc);color:red}", "a{;color:red}"],
    ["expression", "a{width:expression(alert(1))}", "a{width:none}"],
    ["comments", "a{/* url(x) */color:red}", "a{ color:red}"],
    ["an open comment", "a{color:red}/* url(", "a{color:red} "],
    ["strings", 'a::before{content:"url(x) @import"}', 'a::before{content:"url(x) @import"}'],
    ["escaped icons", 'a::before{content:"\\e600"}', 'a::before{content:"\\e600"}'],
    ["escaped class names", ".a\\:b{color:red}", ".a\\:b{color:red}"],
    ["rpx is the compiler's", "a{width:1rpx}", "a{width:1rpx}"],
    [
      "media and keyframes",
      "@media (width>1px){@keyframes k{to{left:0}}}",
      "@media (width>1px){@keyframes k{to{left:0}}}",
    ],
  ])("%s", (_name, text, expected) => {
    expect(sheet(text)).toBe(expected);
  });

  it("sets font faces apart, since they have no effect in a shadow tree", () => {
    const filtered = filterStyle(
      'a{b:c}@font-face{font-family:x;src:url("berth-resource:/f.woff2") format("woff2"),url(https://b.example/f)}d{e:f}',
      sheetAddress,
      false,
    );
    expect(flat(filtered.parts)).toBe("a{b:c}d{e:f}");
    expect(filtered.fonts.map(flat)).toEqual(['@font-face{font-family:x;src:<font /f.woff2> format("woff2"),none}']);
    expect(filtered.dropped).toEqual(["url(https://b.example/f)"]);
  });
});

describe("style values (F-CSS-1, F-CSS-8)", () => {
  it.each([
    ["rpx", "width:750rpx;margin:-7.5rpx .75rpx 0", "width:100vw;margin:-1vw 0.1vw 0"],
    ["rpx in calc", "width:calc(100% - 75rpx)", "width:calc(100% - 10vw)"],
    ["no rpx in names and colours", "animation:a75rpx;color:#75e1ff", "animation:a75rpx;color:#75e1ff"],
    ["package files", "background:url(/a.png)", "background:<image /a.png>"],
    ["addresses as resources", "background:url('https://b.example/x')", "background:<image https://b.example/x>"],
    ["script", "background:url(javascript:alert(1))", "background:none)"],
    ["a page as data", "background:url('data:text/html,x')", "background:none"],
  ])("%s", (_name, text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it("writes addresses that cannot leave their string", () => {
    expect(styleAddress('x");a{b:c}')).toBe('url("x\\22 );a{b:c}")');
  });
});
