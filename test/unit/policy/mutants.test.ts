import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type DomainPolicy,
  loadExpressions,
  type PolicyApi,
  type PolicyOptions,
  type Verdict,
} from "@berth/core/policy";
import { build, type Plugin } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { urlFixture } from "./fixture.js";
import { domains, vectors } from "./vectors.js";

const sources = join(import.meta.dirname, "../../../packages/core/src");
const { cases } = JSON.parse(urlFixture("policy-cases.json")) as {
  cases: { id: string; entries: string[]; url: string; expect: "allow" | "deny" }[];
};

interface Engine {
  compilePolicy(policy: DomainPolicy, options?: PolicyOptions): Promise<never>;
  decide(policy: never, raw: string, api?: PolicyApi): Verdict;
}

/** A naive form of one rule: `from` stands exactly once in the file of `packages/core/src/policy`. */
interface Mutant {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const acceptable = "if (acceptable.test(raw)) return null;";
const naiveRaw = (change: string): Pick<Mutant, "file" | "from" | "to"> => ({
  file: "raw-check",
  from: acceptable,
  to: `if (acceptable.test(raw${change})) return null;`,
});

const mutants: Mutant[] = [
  { rule: "U-RAW-3: tabs and line ends are dropped as parsers do", ...naiveRaw(`.replace(/[\\t\\n\\r ]/g, "")`) },
  {
    rule: "U-RAW-5: no scheme gate",
    file: "raw-check",
    from: `return "SCHEME_NOT_NETWORK";`,
    to: "return null;",
  },
  { rule: "U-RAW-6: no backslash check", ...naiveRaw(`.replaceAll("\\\\", "/")`) },
  { rule: "U-RAW-7: missing slashes are added", ...naiveRaw(`.replace(/^(\\w+:)\\/*/, "$1//")`) },
  {
    rule: "U-RAW-8: user info is dropped",
    file: "decide",
    from: "const code = checkRaw(raw);",
    to: `raw = String(raw).replace(/\\/\\/[^/]*@/, "//"); const code = checkRaw(raw);`,
  },
  { rule: "U-RAW-9: escapes in the host are left to the parser", ...naiveRaw(`.replace(/%[0-9a-f]{2}/gi, "a")`) },
  { rule: "U-CAN-1: the raw string is matched unparsed", file: "decide", from: "parser.parse(raw)?.href", to: "raw" },
  { rule: "U-CAN-3: the fragment is sent", file: "decide", from: "hash < 0 ? href : href.slice(0, hash)", to: "href" },
  { rule: "U-SCH-7: any scheme for any API", file: "decide", from: "& at.scheme) === 0", to: "& at.scheme) < 0" },
  {
    rule: "U-MAT-2: a host entry admits http",
    file: "compile-policy",
    from: "schemeBits.https | schemeBits.wss",
    to: "15",
  },
  { rule: "U-MAT-2: no port", file: "host-table", from: "rule.port === at.port && ", to: "" },
  {
    rule: "U-MAT-3: endsWith without dot",
    file: "host-table",
    from: "    const slots = this.#slots;\n    const records",
    to: `    const host = text.slice(hostStart, hostEnd);
    for (const { end, first } of this.#records) if (host.endsWith(end.replace(/^[.]/, ""))) return first.ref;
    const slots = this.#slots;\n    const records`,
  },
  {
    rule: "U-MAT-3: a wildcard admits the name itself",
    file: "host-table",
    from: "    const known = this.#byEntry",
    to: "    if (below) this.add(name, false, rule);\n    const known = this.#byEntry",
  },
  {
    rule: "U-MAT-3: a wildcard admits one label only",
    file: "host-table",
    from: "if (i <= start) found",
    to: "if (i <= start && text.lastIndexOf('.', i - 1) < hostStart) found",
  },
  { rule: "U-MAT-4: no scheme", file: "host-table", from: "(rule.schemes & at.scheme) !== 0", to: "true" },
  {
    rule: "U-MAT-5: path by prefix",
    file: "host-table",
    from: `if (after < end && !path.endsWith("/") && text.charCodeAt(after) !== 47) return false;`,
    to: "",
  },
  {
    rule: "U-MAT-5: path in any case",
    file: "host-table",
    from: "if (!text.startsWith(path, start)) return false;",
    to: "if (!text.toLowerCase().startsWith(path.toLowerCase(), start)) return false;",
  },
  {
    rule: "U-MAT-7: hidden separators",
    file: "host-table",
    from: "return !/%2f|%5c/i.test(text.slice(start, end));",
    to: "return true;",
  },
  {
    rule: "U-MAT-8: search instead of full match",
    file: "decide",
    from: ".matches(canonical)",
    to: ".finds(canonical)",
  },
  {
    rule: "U-MAT-10: a trailing dot is dropped",
    file: "host-table",
    from: "at.hostEnd = named ? i : pathStart;",
    to: "at.hostEnd = named ? i : pathStart; if (text[at.hostEnd - 1] === '.') at.hostEnd--;",
  },
  {
    rule: "U-PRE-3: an empty list admits everything",
    file: "decide",
    from: `return refuse("LIST_EMPTY", api, listVersion, canonical);`,
    to: "return judge({ ...policy, mode: 'allow-all' }, raw, api);",
  },
  { rule: "U-NET-1: no guard", file: "decide", from: "if (isPrivateHost(host) && !(", to: "if (false && !(" },
];

/** The engine built from its sources, after the change. Expressions come from outside, so that builds stay small. */
async function engineWith(change?: Mutant): Promise<Engine> {
  let changed = 0;
  const mutate: Plugin = {
    name: "mutate",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /re2-engine/ }, () => ({ path: "re2-engine", external: true }));
      if (!change) return;
      onLoad({ filter: new RegExp(`policy/${change.file}\\.ts$`) }, ({ path }) => {
        const text = readFileSync(path, "utf8");
        const parts = text.split(change.from);
        changed += parts.length - 1;
        return { contents: parts.join(change.to), loader: "ts" };
      });
    },
  };
  const { outputFiles } = await build({
    entryPoints: [join(sources, "policy.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "policy",
    target: "es2022",
    plugins: [mutate],
    logLevel: "error",
  });
  if (change) expect(changed, `places of ${change.from}`).toBe(1);
  return new Function(`${outputFiles[0]!.text}; return policy;`)() as Engine;
}

/** Ids of the cases and vectors that an engine answers in another way than they say. */
async function wrongAnswers(engine: Engine): Promise<string[]> {
  const wrong: string[] = [];
  const ask = async (id: string, right: (verdict: Verdict) => boolean, ...[entries, url, api, options]: Question) => {
    try {
      const policy = await engine.compilePolicy(
        { mode: "list", entries },
        { expressions: loadExpressions, ...options },
      );
      if (!right(engine.decide(policy, url, api))) wrong.push(id);
    } catch {
      wrong.push(id);
    }
  };
  for (const { id, entries, url, expect: wanted } of cases) {
    await ask(id, ({ allow }) => allow === (wanted === "allow"), entries, url);
  }
  for (const { id, entries, url, code, canonical, options } of vectors) {
    const right = (verdict: Verdict) =>
      verdict.code === code && (canonical === undefined || String(verdict.canonical) === canonical);
    await ask(id, right, entries, url, undefined, options);
  }
  for (const [id, entries, url, allow, api = "request"] of domains) {
    await ask(id, (verdict) => verdict.allow === allow, entries, url, api);
  }
  return wrong;
}

type Question = [entries: string[], url: string, api?: PolicyApi | undefined, options?: PolicyOptions | undefined];

describe("U-TST-9: cases and vectors refuse every naive form of a rule", () => {
  beforeAll(loadExpressions);

  test("the engine itself passes them", async () => {
    expect(await wrongAnswers(await engineWith())).toEqual([]);
  });

  test.each(mutants)("$rule", async (mutant) => {
    const wrong = await wrongAnswers(await engineWith(mutant));
    expect(wrong).not.toEqual([]);
  });
});
