/**
 * Rules of parameters: a kind, with `!` when it must be given. `text` takes numbers and booleans too and makes text of
 * them, as programs pass prices and counts to dialogs.
 */
export type ParamRule = `${"string" | "text" | "number" | "boolean" | "array" | "object" | "any"}${"" | "!"}`;

/** Rules by field. */
export type ParamTable = Readonly<Record<string, ParamRule>>;

/** Checked parameters, or the sentence of error 2, which names the field. */
export type ParamOutcome = { ok: true; params: Record<string, unknown> } | { ok: false; message: string };

const isKind: Record<string, (value: unknown) => boolean> = {
  string: (v) => typeof v === "string",
  text: (v) => typeof v === "string" || typeof v === "number" || typeof v === "boolean",
  number: (v) => typeof v === "number" && Number.isFinite(v),
  boolean: (v) => typeof v === "boolean",
  array: (v) => Array.isArray(v),
  object: (v) => typeof v === "object" && v !== null && !Array.isArray(v),
  any: () => true,
};

/** Checks parameters against a table (F-API-9). null and undefined count as not given. */
export function checkParams(api: string, raw: unknown, table: ParamTable = {}): ParamOutcome {
  const given = typeof raw === "object" && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : {};
  const params: Record<string, unknown> = { ...given };
  for (const [field, rule] of Object.entries(table)) {
    const value = given[field];
    const kind = rule.replace("!", "");
    if (value === undefined || value === null) {
      if (rule.endsWith("!")) return { ok: false, message: `${api}: parameter "${field}" is missing` };
      delete params[field];
      continue;
    }
    if (isKind[kind]?.(value) !== true) {
      return { ok: false, message: `${api}: parameter "${field}" must be a ${kind === "text" ? "string" : kind}` };
    }
    if (kind === "text") params[field] = String(value);
  }
  return { ok: true, params };
}
