import { decode } from "@jridgewell/sourcemap-codec";
import type { MapSegment, WrittenCode } from "../axml/code.js";
import type { Findings, SourceText } from "../diagnostic.js";
import { parseJson } from "../json/parse-json.js";
import { compileLimits } from "../limits.js";
import { extensionOf } from "../path.js";
import { findRequires } from "./find-requires.js";
import type { ScriptMessage, ScriptTransform } from "./script-transform.js";
import { readSjs, type SjsModule } from "./sjs-module.js";

/** A script as a CommonJS module, and the names it requires. */
export interface CompiledScript {
  written: WrittenCode;
  requires: string[];
  /** Only for SJS. */
  sjs?: SjsModule;
}

/**
 * Compiles a script, SJS file or JSON module. One that cannot be read becomes a module that throws the reason when it
 * is loaded, so that other pages still run.
 */
export async function compileScript(
  source: SourceText,
  transform: ScriptTransform,
  findings: Findings,
): Promise<CompiledScript> {
  const extension = extensionOf(source.file);
  if (extension === ".json") return jsonModule(source, findings);
  const language = extension === ".ts" ? "ts" : "js";
  const deep = deepBracket(source.text);
  if (deep >= 0) {
    const message = `More than ${compileLimits.scriptDepth} brackets inside one another.`;
    findings.error("SCRIPT_TOO_DEEP", message, source, deep);
    return throwing(source, `${source.file}: ${message}`);
  }
  const output = await transform({ file: source.file, code: source.text, language });
  if (!output.ok) {
    for (const error of output.errors) findings.error("SCRIPT_SYNTAX", error.text, source, offsetOf(source, error));
    const [first] = output.errors;
    return throwing(source, `${source.file}:${first?.line ?? 1}: ${first?.text ?? "syntax error"}`);
  }
  const requires = findRequires(output.code);
  if (requires?.with) {
    const message = '"with" cannot be used; name the object instead.';
    const at = Math.max(source.text.search(/\bwith\s*\(/), 0);
    findings.error("SCRIPT_WITH", message, source, at);
    return throwing(source, `${source.file}:${source.position(at).line}: ${message}`);
  }
  if (requires && requires.computed.length > 0)
    findings.warn(
      "SCRIPT_COMPUTED_REQUIRE",
      "require() with a computed name finds only modules that something else requires by name.",
      source,
      Math.max(source.text.search(/require\s*\(\s*[^"'\s]/), 0),
    );
  // `new Function("return this")`, which webpack writes into every bundle, is answered with an empty object.
  const evaluated = /(?<![\w$.])(?:eval\s*\(|new\s+Function\s*\((?!\s*(["'])return this;?\1\s*\)))/.exec(source.text);
  if (evaluated)
    findings.warn(
      "SCRIPT_EVAL",
      "Code made from text is refused when the program runs (F-GEN-2).",
      source,
      evaluated.index,
    );
  const sjs = extension === ".sjs" ? readSjs(source.text) : null;
  if (extension === ".sjs" && sjs === null) {
    // Names that cannot be read cannot be hidden (F-SJS-4).
    findings.error("SCRIPT_SYNTAX", "This is no JavaScript that SJS can be read as.", source, 0);
    return throwing(source, `${source.file}: no SJS`);
  }
  return {
    written: { text: output.code, lines: mapLines(output.map), sources: [source] },
    requires: requires?.names.map((r) => r.name) ?? [],
    ...(sjs ? { sjs } : {}),
  };
}

/** Where brackets are too deep for any transform, or -1. Brackets in strings count too, which does no harm. */
function deepBracket(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 123 || char === 40 || char === 91) {
      if (++depth > compileLimits.scriptDepth) return at;
    } else if ((char === 125 || char === 41 || char === 93) && depth > 0) depth--;
  }
  return -1;
}

function mapLines(map: string): MapSegment[][] {
  const { mappings } = JSON.parse(map) as { mappings: string };
  return decode(mappings).map((line) =>
    line.flatMap((s): MapSegment[] => (s.length === 1 ? [] : [[s[0], 0, s[2], s[3]]])),
  );
}

/** esbuild counts columns in UTF-16 units from 0 and lines from 1. */
function offsetOf(source: SourceText, { line, column }: ScriptMessage): number {
  let offset = 0;
  for (let n = 1; n < line; n++) {
    const next = source.text.indexOf("\n", offset);
    if (next < 0) break;
    offset = next + 1;
  }
  return Math.min(offset + column, source.text.length);
}

function jsonModule(source: SourceText, findings: Findings): CompiledScript {
  const { value, error } = parseJson(source.text);
  if (error) {
    findings.error("JSON_SYNTAX", error.message, source, error.offset);
    return throwing(source, `${source.file}: ${error.message}`);
  }
  // As text, so that "__proto__" is an ordinary member.
  const text = JSON.stringify(JSON.stringify(value ?? null));
  return { written: { text: `module.exports=JSON.parse(${text});\n`, lines: [], sources: [source] }, requires: [] };
}

/** A module that throws when it is loaded. */
export function throwing(source: SourceText | null, message: string): CompiledScript {
  const text = `throw new Error(${JSON.stringify(message)});\n`;
  return { written: { text, lines: source ? [[[0, 0, 0, 0]]] : [], sources: source ? [source] : [] }, requires: [] };
}
