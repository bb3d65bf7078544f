import { type JsapiMember, jsapiMembers } from "../jsapi-members.js";

/** Lines that begin with a word and hold names, broken before they are long. */
function named(groups: ReadonlyMap<string, readonly string[]>): string {
  const lines: string[] = [];
  for (const [word, names] of groups) {
    let line = word;
    for (const name of names) {
      if (line.length + name.length > 118) {
        lines.push(line);
        line = word;
      }
      line += ` ${name}`;
    }
    lines.push(line);
  }
  return lines.join("\n");
}

const grouped = (members: readonly JsapiMember[], by: (member: JsapiMember) => string): Map<string, string[]> => {
  const groups = new Map<string, string[]>();
  for (const member of members) groups.set(by(member), [...(groups.get(by(member)) ?? []), member.name]);
  return groups;
};

const words = (members: readonly JsapiMember[], of: (member: JsapiMember) => string[]): string =>
  members
    .filter((member) => of(member).length > 0)
    .map((member) => `${member.name} ${of(member).join(" ")}`)
    .join("\n");

/** Files with what runs need of the declarations, and no sentence of them; by name. */
export function packedFiles(): Record<string, string> {
  // What nobody answers needs no checks, and `my.canIUse` says no to all of it.
  const offered = jsapiMembers.filter(({ state }) => state !== "unsupported");
  const missing = jsapiMembers.filter(({ state }) => state === "unsupported");
  const parts: [name: string, about: string, lines: string][] = [
    ["names", "Names by convention.", named(grouped(jsapiMembers, ({ convention }) => convention))],
    ["extensions", "Names by the host extension that they need.", named(grouped(missing, ({ needs }) => needs))],
    [
      "late",
      "Names that need the worker's second script.",
      named(new Map([["late", jsapiMembers.filter(({ late }) => late).map(({ name }) => name)]])),
    ],
    [
      "options",
      "Rules of parameters.",
      words(offered, ({ options }) =>
        options.map(({ name, kind, required, limit }) => `${name}:${kind}${required ? "!" : ""}${limit}`),
      ),
    ],
    ["results", "Fields of results.", words(offered, ({ result }) => result.map(({ name }) => name))],
  ];
  const origin = "// Written by `node docs/write-jsapi.mjs` from ../members; a test compares.";
  return Object.fromEntries(
    parts.map(([name, about, lines]) => {
      const constant = `packed${name.charAt(0).toUpperCase()}${name.slice(1)}`;
      return [name, `${origin}\n\n/** ${about} */\nexport const ${constant} = \`\n${lines}\n\`;\n`];
    }),
  );
}
