import type { Demo, DemoLibrary } from "./demo.js";

const kebab = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();

/** Tag of a component on a page. */
export function tagOf(library: DemoLibrary, demo: Demo, component: string): string {
  return (demo.prefix ?? library.prefix) + kebab(component.split("/").at(-1) ?? component);
}

/** Tag and module of each component of a page. */
function usingComponents(library: DemoLibrary, demo: Demo): Record<string, string> {
  const components = [...Object.keys(demo.drive), ...(demo.also?.split(" ") ?? [])];
  return Object.fromEntries(
    components.map((path) => [tagOf(library, demo, path), `${library.name}/${library.root}/${path}/index`]),
  );
}

/** Handlers of the markup that the script lacks. */
function missingHandlers({ axml, script = "" }: Demo): string[] {
  const named = [...axml.matchAll(/\s(?:on|catch)[A-Z]\w*="(\w+)"/g)].map((match) => match[1] ?? "");
  return [...new Set(named)].filter((name) => name !== "set" && !new RegExp(`\\b${name}\\(`).test(script));
}

/** Events are left out of what a handler writes: they carry times and places. */
const head = `const plain = (value) => value && value.type && value.timeStamp ? undefined : value;
const heard = (name) => function (...given) { console.log("heard", name, JSON.stringify(given.map(plain).filter((value) => value !== undefined))); };
`;

function pageScript(demo: Demo): string {
  const handlers = missingHandlers(demo).map((name) => `  ${name}: heard("${name}"),\n`);
  const script = demo.script === undefined ? "" : `${demo.script.trim()}\n`;
  return `${demo.head ?? ""}\n${head}Page({
  data: ${demo.data ?? "{}"},
  set(e) { this.setData(e.currentTarget.dataset.to); },
${handlers.join("")}${script}});\n`;
}

/** The files of a library's demo program: a list of all demos, and a page for each. */
export function demoProgram(library: DemoLibrary): Record<string, string> {
  const files: Record<string, string> = {
    "app.json": JSON.stringify({
      pages: ["home", ...library.demos.map((demo) => demo.name)],
      window: { defaultTitle: library.name, backgroundColor: "#f5f5f5" },
    }),
    "app.js": "App({});",
    "app.acss": ".pad { padding: 12px; } .row { display: flex; align-items: center; gap: 12px; }",
    "mini.project.json": JSON.stringify({ format: 2, compileType: "mini", compileOptions: { component2: true } }),
    "package.json": JSON.stringify({ name: `${library.name}-demo`, private: true }),
    "home.json": "{}",
    "home.axml": library.demos
      .map((demo) => `<navigator class="pad" url="/${demo.name}">${demo.name}</navigator>`)
      .join("\n"),
    "home.js": "Page({});",
  };
  for (const demo of library.demos) {
    files[`${demo.name}.json`] = JSON.stringify({
      defaultTitle: demo.name,
      usingComponents: usingComponents(library, demo),
    });
    files[`${demo.name}.axml`] = demo.axml;
    files[`${demo.name}.js`] = pageScript(demo);
    if (demo.acss !== undefined) files[`${demo.name}.acss`] = demo.acss;
  }
  return files;
}
