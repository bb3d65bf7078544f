import { createCompiler } from "@berth/compiler";
import { beforeEach, describe, expect, it } from "vitest";

/** A project that can be edited, and what each run compiled. */
function editable(first: Record<string, string>) {
  const files = { ...first };
  const bytes = new Map<string, Uint8Array>();
  const compiler = createCompiler({
    name: "project",
    list: async () => Object.keys(files),
    read: async (path) => {
      const text = files[path];
      if (text === undefined) return null;
      const known = bytes.get(path) ?? new TextEncoder().encode(text);
      bytes.set(path, known);
      return known;
    },
  });
  return {
    compile: async () => (await compiler.compile()).compiled,
    async change(path: string, text: string | null): Promise<string[]> {
      if (text === null) delete files[path];
      else files[path] = text;
      bytes.delete(path);
      const result = await compiler.update([path]);
      code = new TextDecoder().decode(result.files.get("unit/main/code.js"));
      return result.compiled;
    },
  };
}

let code = "";
let project: ReturnType<typeof editable>;

const page = (name: string, axml: string) => ({
  [`${name}.js`]: "import './lib'; Page({})",
  [`${name}.json`]: '{"usingComponents":{"x-c":"./c"}}',
  [`${name}.axml`]: axml,
  [`${name}.acss`]: '@import "./s.acss"; .a{top:0}',
});

describe("a change recompiles", () => {
  beforeEach(async () => {
    project = editable({
      "app.json": '{"pages":["a","b","d"]}',
      "app.js": "App({})",
      "app.acss": ".app{top:0}",
      "lib.js": "export default 1",
      "s.acss": ".s{top:0}",
      "m.sjs": "import n from './n.sjs'; export default n",
      "n.sjs": "export default 1",
      "part.axml": "<text>part</text>",
      "t.axml": "<template name='t'>t</template>",
      ...page("a", "<include src='./part.axml'/><import-sjs name='m' from='./m.sjs'/>{{m}}"),
      ...page("b", "<import src='./t.axml'/><template is='t'/>"),
      ...page("d", "<x-c/>"),
      "c.js": "Component({})",
      "c.json": '{"component":true}',
      "c.axml": "<view/>",
    });
    // Sheets that two pages import are rewritten once for all.
    expect(await project.compile()).toEqual(
      "a.acss a.axml a.js app.acss app.js b.acss b.axml b.js c.axml c.js d.acss d.axml d.js lib.js m.sjs n.sjs s.acss t.axml".split(
        " ",
      ),
    );
  });

  it.each([
    ["a.js", "Page({ data: { x: 1 } })", ["a.js"]],
    ["a.axml", "<view>new</view>", ["a.axml"]],
    ["a.acss", ".new{top:0}", ["a.acss"]],
    ["s.acss", ".new{top:0}", ["s.acss"]],
    ["lib.js", "export default 'new'", ["lib.js"]],
    ["n.sjs", "export default 'new'", ["n.sjs"]],
    ["t.axml", "<template name='t'>new</template>", ["t.axml"]],
    ["part.axml", "<text>new</text>", ["a.axml"]],
    ["c.axml", "<view>new</view>", ["c.axml"]],
    ["app.acss", ".new{top:0}", ["app.acss"]],
    ["a.json", '{"defaultTitle":"new"}', []],
    ["a.js", "import './lib'; Page({})", []],
  ])("%s: what was made from it, and no more", async (path, text, compiled) => {
    expect(await project.change(path, text)).toEqual(compiled);
  });

  it("a file that appears or goes is seen", async () => {
    expect(await project.change("e.axml", "<text/>")).toEqual([]);
    expect(await project.change("b.axml", "<include src='./e'/>")).toEqual(["b.axml"]);
    expect(await project.change("e.axml", "<text>again</text>")).toEqual(["b.axml"]);
    expect(code).toContain("again");
    expect(await project.change("e.axml", null)).toEqual(["b.axml"]);
    expect(code).not.toContain("again");
  });
});
