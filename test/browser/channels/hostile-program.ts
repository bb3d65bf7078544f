/**
 * A mini program that tries to get out by its script and by all that is drawn for it: templates, attributes, styles,
 * rich text, SJS, resources, web-view, and the APIs that take an address (S-TST-2, setting a). `address(id)` is where a
 * contact of that probe is counted; `script` runs first.
 */
export function hostileProgram(script: string, address: (id: string) => string): Record<string, string> {
  const a = address;
  const data = {
    s: `background:url('${a("style-data")}')`,
    v: `--x:url(${a("custom-property")});background:var(--x)`,
    i: a("image-data"),
    r: a("sjs"),
    n:
      `<img src='${a("rich-img")}'><iframe src='${a("rich-frame")}'></iframe><link rel='preload' href='${a("rich-link")}'>` +
      `<svg><image href='${a("rich-svg")}'/></svg><a href='${a("rich-a")}'>x</a><div style='background:url(${a("rich-style")})'>x</div>`,
    nodes: [{ name: "img", attrs: { src: a("node-img"), onerror: "x" } }],
    markers: [{ id: 1, latitude: 1, longitude: 1, iconPath: a("marker") }],
  };
  return {
    "app.json": JSON.stringify({
      pages: ["a"],
      tabBar: { items: [{ pagePath: "a", name: "A", icon: a("tab-icon"), activeIcon: a("tab-active") }] },
      window: { titleImage: a("title-image"), backgroundImageUrl: a("background-image") },
    }),
    "app.js": `${script};\nApp({});`,
    "a.json": "{}",
    "a.sjs": "export default { leak: function (u) { try { fetch(u) } catch (e) {} return u; } }",
    "a.acss":
      `@import url("${a("css-import")}"); @font-face { font-family: f; src: url("${a("css-font")}") }` +
      `.b { background: url("${a("css-url")}"); width: 10px; height: 10px; font-family: f; cursor: url("${a("css-cursor")}"), auto }` +
      `.b::after { content: url("${a("css-content")}") } .c { background: image-set(url("${a("css-set")}") 1x) }`,
    "a.axml":
      '<import-sjs name="m" from="./a.sjs"/>' +
      `<view class="b c" style="background-image:url(${a("style")})">x</view><view style="{{s}}">y</view><view style="{{v}}">y</view>` +
      `<view style="background:url({{m.leak(r)}})">{{m.leak(r)}}</view>` +
      `<image src="${a("image")}" default-source="${a("default-source")}"/><image src="{{i}}"/><video src="${a("video")}" poster="${a("poster")}"/>` +
      `<rich-text nodes="{{n}}"/><rich-text nodes="{{nodes}}"/><canvas id="c"/><map latitude="1" longitude="1" markers="{{markers}}"/>` +
      `<view onerror="x" href="${a("href")}" srcdoc="x">z</view><web-view src="${a("web-view")}"/>`,
    "a.js": `Page({ data: ${JSON.stringify(data)}, onReady() {
      const tried = (run) => { try { run(); } catch {} };
      tried(() => { const c = my.createCanvasContext("c"); c.drawImage("${a("canvas")}", 0, 0, 9, 9); c.draw(); });
      tried(() => my.getImageInfo({ src: "${a("image-info")}" }));
      tried(() => my.previewImage({ urls: ["${a("preview")}"] }));
      tried(() => my.saveImage({ url: "${a("save")}" }));
      tried(() => my.request({ url: "${a("request")}" }));
      tried(() => my.downloadFile({ url: "${a("download")}" }));
      tried(() => my.connectSocket({ url: "${a("socket").replace("http", "ws")}" }));
      tried(() => my.loadFontFace({ family: "g", source: "url('${a("font-face")}')" }));
      tried(() => my.setNavigationBar({ image: "${a("bar")}" }));
      setTimeout(() => console.log("drawn:"), 0);
    } });`,
  };
}
