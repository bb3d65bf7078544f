/** Checked parameters, or the sentence of error 2, which names the field. */
export type ParamOutcome = { ok: true; params: Record<string, unknown> } | { ok: false; message: string };

/**
 * Checks parameters against the rules of a member (F-API-9): `field:kind`, with `!` when it must be given,
 * then `=a|b` for the texts it may be, or `<=n` for the most it may be or the most characters it may have. null and
 * undefined count as not given; what has no rule is passed on. `text` makes text of numbers and booleans, as programs pass
 * prices and counts to dialogs; `numeric` takes a text of a number, too, and makes a number of it.
 */
export function checkParams(api: string, raw: unknown, rules: string | undefined): ParamOutcome {
  const params: Record<string, unknown> = typeof raw === "object" && !Array.isArray(raw) ? { ...raw } : {};
  for (const rule of rules?.split(" ") ?? []) {
    const [field = "", wanted = ""] = rule.split(":");
    const [, kind = "", needed, list, most] = /^(\w+)(!?)(?:=(.+)|<=(\d+))?$/.exec(wanted) ?? [];
    let value = params[field] ?? undefined;
    if (kind === "text" && /^(?:number|boolean)$/.test(typeof value)) value = String(value);
    if (kind === "numeric" && typeof value === "string" && value !== "") value = Number(value);
    const expected = kind === "text" ? "string" : kind === "numeric" ? "number" : kind;
    const type = Array.isArray(value) ? "array" : typeof value;
    if (value === undefined) {
      if (needed) return { ok: false, message: `${api}: parameter "${field}" is missing` };
      delete params[field];
    } else if (expected !== "any" && (type !== expected || (type === "number" && !Number.isFinite(value)))) {
      return { ok: false, message: `${api}: parameter "${field}" must be a ${expected}` };
    } else if (list !== undefined && !list.split("|").includes(value as string)) {
      return { ok: false, message: `${api}: parameter "${field}" must be one of ${list.replaceAll("|", ", ")}` };
    } else if (most !== undefined && Number((value as string).length ?? value) > Number(most)) {
      return { ok: false, message: `${api}: parameter "${field}" must be at most ${most}` };
    } else params[field] = value;
  }
  return { ok: true, params };
}
