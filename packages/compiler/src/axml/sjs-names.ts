import type { Findings } from "../diagnostic.js";
import { eventAttribute } from "./builtins.js";
import { elementsNamed, type Node, staticText } from "./node.js";
import type { TemplateInput } from "./template-input.js";

/** One constant of a template module that holds a member of an SJS module, or the module itself. */
export interface SjsBinding {
  constant: string;
  path: string;
  /** Exported name; null: default export or the whole module. */
  member: string | null;
}

/** Whether an expression of an event attribute speaks of an SJS name. */
export function sjsHandles(nodes: readonly Node[], names: ReadonlyMap<string, string>): boolean {
  if (names.size === 0) return false;
  return nodes.some(
    (node) =>
      node.kind === "element" &&
      (node.attributes.some(
        ({ name, value }) =>
          eventAttribute(name) !== null &&
          value?.some((part) => "code" in part && part.code.match(/[\w$]+/g)?.some((word) => names.has(word))),
      ) ||
        sjsHandles(node.children, names)),
  );
}

/** The SJS names of a file (F-SJS-2): what the `<import-sjs>` elements of that file itself bind. */
export function bindSjs(
  input: TemplateInput,
  findings: Findings,
): { bindings: SjsBinding[]; names: Map<string, string> } {
  const bindings: SjsBinding[] = [];
  const names = new Map<string, string>();
  const source = input.main.source;
  const bind = (name: string, path: string, member: string | null): void => {
    if (names.has(name)) return;
    const constant = `m_${name}`;
    names.set(name, constant);
    bindings.push({ constant, path, member });
  };
  for (const element of elementsNamed(input.main.nodes, "import-sjs")) {
    const read = (attribute: string): string | null => {
      const found = element.attributes.find((a) => a.name === attribute);
      if (!found?.value) return null;
      // `name="{{a, b}}"` occurs beside `name="{a, b}"`.
      return staticText(found.value)?.trim() ?? found.value.map((p) => ("code" in p ? `{${p.code}}` : p.text)).join("");
    };
    const name = read("name");
    const from = read("from") ?? read("src");
    if (!name || !from) {
      findings.error("AXML_IMPORT_SJS", '<import-sjs> needs "name" and "from".', source, element.start);
      continue;
    }
    const path = input.resolve(source.file, from);
    if (path === null) {
      findings.error("AXML_IMPORT_SJS", `Cannot find the SJS file ${JSON.stringify(from)}.`, source, element.start);
      continue;
    }
    const braces = /^\{(.*)\}$/s.exec(name);
    if (!braces) {
      if (/^[A-Za-z_$][\w$]*$/.test(name)) bind(name, path, null);
      else findings.error("AXML_IMPORT_SJS", `${JSON.stringify(name)} is no name.`, source, element.start);
      continue;
    }
    for (const member of (braces[1] ?? "").split(",")) {
      const match = /^\s*([A-Za-z_$][\w$]*)\s*(?::\s*([A-Za-z_$][\w$]*)\s*)?$/.exec(member);
      if (match) bind(match[2] ?? match[1] ?? "", path, match[1] ?? null);
      else if (member.trim() !== "")
        findings.error("AXML_IMPORT_SJS", `${JSON.stringify(member.trim())} is no name.`, source, element.start);
    }
  }
  return { bindings, names };
}
