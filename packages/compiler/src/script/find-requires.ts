import { type AnyNode, parse } from "acorn";

/** What a script asks for: names in `require(...)`, and places where the name is computed. */
export interface Requires {
  names: { name: string; start: number }[];
  computed: number[];
  /** Whether there is a `with` statement. */
  with: boolean;
}

/**
 * The modules a CommonJS script requires. Null when the script is no JavaScript of this year; its parser has said so
 * already.
 */
export function findRequires(code: string): Requires | null {
  const found: Requires = { names: [], computed: [], with: false };
  const suspect = /\bwith\s*\(/.test(code);
  if (!suspect && !code.includes("require")) return found;
  const header = suspect ? null : headerRequires(code);
  if (header) return { ...found, names: header };
  let program: AnyNode;
  try {
    program = parse(code, {
      ecmaVersion: "latest",
      allowReturnOutsideFunction: true,
      allowHashBang: true,
      allowSuperOutsideMethod: true,
    });
  } catch {
    return null;
  }
  found.with = suspect && hasWith(program);
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) pending.push(value[at]);
      continue;
    }
    if (typeof value !== "object" || value === null || typeof (value as AnyNode).type !== "string") continue;
    const node = value as AnyNode;
    if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "require") {
      const [argument] = node.arguments;
      if (argument?.type === "Literal" && typeof argument.value === "string")
        found.names.push({ name: argument.value, start: argument.start });
      else if (argument?.type === "TemplateLiteral" && argument.expressions.length === 0)
        found.names.push({ name: argument.quasis[0]?.value.cooked ?? "", start: argument.start });
      else found.computed.push(node.start);
    }
    // Bundles made by other tools carry their own `require` as a parameter; what they ask for is inside them.
    if (
      "params" in node &&
      Array.isArray(node.params) &&
      node.params.some((p) => p.type === "Identifier" && p.name === "require")
    )
      continue;
    const members = Object.values(node);
    for (let at = members.length - 1; at >= 0; at--) pending.push(members[at]);
  }
  return found;
}

function hasWith(program: AnyNode): boolean {
  const pending: unknown[] = [program];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value !== "object" || value === null) continue;
    if ((value as Partial<AnyNode>).type === "WithStatement") return true;
    pending.push(...Object.values(value));
  }
  return false;
}

const headerLine = /^(?:var [\w$]+ = (?:__toESM\()?)?require\("([^"\\]+)"\)(?:, 1\))?\)?;$/;

/**
 * The requires of a script whose imports esbuild has put at its top, one on a line, when there are no others; null when
 * only a parser can tell. Most scripts are of this kind.
 */
function headerRequires(code: string): Requires["names"] | null {
  const names: Requires["names"] = [];
  const end = code.indexOf("\n", code.lastIndexOf("require"));
  const header = end < 0 ? code : code.slice(0, end);
  // In a template literal or a comment such a line would mean nothing.
  if (header.includes("`") || header.includes("/*")) return null;
  let start = 0;
  for (const line of header.split("\n")) {
    if (line.includes("require")) {
      const name = headerLine.exec(line)?.[1];
      if (name === undefined) return null;
      names.push({ name, start });
    }
    start += line.length + 1;
  }
  return names;
}
