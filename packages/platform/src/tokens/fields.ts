import { failed, type OpenApiResult } from "./open-api-frame.js";

/** Fields of a request by name: longest allowed length, and whether it has to be there. */
export type FieldRules = Readonly<Record<string, { most: number; required: boolean }>>;

/** `@ # ?` and their like never stand in ids and tokens (P-TOK-13). */
const idForm = /^[0-9A-Za-z_.:/+=-]*$/;
const freeFields = new Set(["extendInfo", "customerBelongsTo", "grantType"]);

/** The fields as texts, or PARAM_ILLEGAL naming the one that is wrong. */
export function readFields(body: string, rules: FieldRules): Record<string, string> | OpenApiResult {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return failed("PARAM_ILLEGAL", "the body is not JSON");
  }
  if (typeof json !== "object" || json === null || Array.isArray(json))
    return failed("PARAM_ILLEGAL", "the body is a JSON object");
  const fields: Record<string, string> = {};
  for (const [name, { most, required }] of Object.entries(rules)) {
    const value = (json as Record<string, unknown>)[name];
    if (value === undefined || value === null || value === "") {
      if (required) return failed("PARAM_ILLEGAL", `${name} is required`);
      continue;
    }
    if (typeof value !== "string" || value.length > most)
      return failed("PARAM_ILLEGAL", `${name} is a text of at most ${most} characters`);
    if (!freeFields.has(name) && !idForm.test(value))
      return failed("PARAM_ILLEGAL", `${name} holds a character that ids and tokens must not contain (P-TOK-13)`);
    fields[name] = value;
  }
  return fields;
}

/** Whether reading ended with a result instead of fields. */
export function isResult(value: Record<string, string> | OpenApiResult): value is OpenApiResult {
  return typeof (value as OpenApiResult).status === "string" && typeof (value as OpenApiResult).code === "string";
}
