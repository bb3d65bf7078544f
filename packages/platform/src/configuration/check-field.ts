import { loadExpressions, type UrlParser } from "@berth/core/policy";
import { checkEntries, describeEntry } from "@berth/core/policy-tools";
import { getPublicSuffix } from "tldts";
import type { EntryFinding } from "../client/answer.js";
import type { Configuration, ConfigurationField, EnvironmentVariable, TenantSettings } from "../client/views.js";
import { ConsoleRefusal } from "../console/refusal.js";

/** A field's value in the form in which it is saved, with the linter's remarks. */
export interface CheckedField {
  change: Configuration;
  warnings: string[];
  findings: EntryFinding[];
}

function illegal(field: string, message: string, findings?: EntryFinding[]): ConsoleRefusal {
  return new ConsoleRefusal("PARAM_ILLEGAL", message, findings === undefined ? { field } : { field, findings });
}

/** Trimmed entries without empty ones and without repetitions; a form sends one entry per line (P-DOM-4). */
function readEntries(field: string, value: unknown, parser: UrlParser): string[] {
  const lines: unknown[] | null =
    typeof value === "string" ? value.split(/\r?\n/) : Array.isArray(value) ? value : null;
  if (lines === null || lines.some((line) => typeof line !== "string"))
    throw illegal(field, `${field} is an array of texts`);
  const seen = new Set<string>();
  const entries: string[] = [];
  for (const line of lines as string[]) {
    const entry = line.trim();
    const canonical = describeEntry(entry, parser)?.canonical ?? entry;
    if (entry === "" || seen.has(canonical)) continue;
    seen.add(canonical);
    entries.push(entry);
  }
  return entries;
}

/** What the tenant's settings refuse beyond the grammar (P-DOM-7). */
function settingFindings(entries: readonly string[], settings: TenantSettings, parser: UrlParser): EntryFinding[] {
  return entries.flatMap((entry, index): EntryFinding[] => {
    const described = describeEntry(entry, parser);
    if (described?.insecure === true && !settings.allowInsecureUrls)
      return [{ index, severity: "error", code: "SCHEME", message: "http and ws need the tenant's allowInsecureUrls" }];
    if (described?.ip === true && !settings.allowIpHosts)
      return [{ index, severity: "error", code: "HOST", message: "IP addresses need the tenant's allowIpHosts" }];
    return [];
  });
}

const sentence = (field: string, one: EntryFinding): string =>
  `${field}[${one.index}] ${one.code}: ${one.message}${one.suggestion === undefined ? "" : ` (try ${one.suggestion})`}`;

async function checkList(
  field: "serverDomains" | "wapUrls",
  value: unknown,
  confirm: readonly string[],
  settings: TenantSettings,
  parser: UrlParser,
): Promise<CheckedField> {
  const entries = readEntries(field, value, parser);
  if (entries.length > settings.maxDomainEntries)
    throw new ConsoleRefusal("LIMIT_EXCEEDED", `at most ${settings.maxDomainEntries} entries (P-DOM-5)`, { field });
  await loadExpressions();
  const publicSuffix = (host: string): boolean => getPublicSuffix(host, { allowPrivateDomains: true }) === host;
  const insecure = settings.allowInsecureUrls;
  const findings: EntryFinding[] = [
    ...checkEntries(entries, { list: field, insecure, publicSuffix, parser }),
    ...settingFindings(entries, settings, parser),
  ];
  const errors = findings.filter((one) => one.severity === "error");
  if (errors[0] !== undefined)
    throw illegal(`${field}[${errors[0].index}]`, errors.map((one) => sentence(field, one)).join("; "), findings);
  const open = findings.filter((one) => one.severity === "confirm" && !confirm.includes(`${field}[${one.index}]`));
  if (open[0] !== undefined)
    throw illegal(
      `${field}[${open[0].index}]`,
      `${open.map((one) => sentence(field, one)).join("; ")}; save it with confirm if that is meant (P-DOM-12)`,
      findings,
    );
  return { change: { [field]: entries }, warnings: findings.map((one) => sentence(field, one)), findings };
}

function checkVariables(value: unknown): Record<string, EnvironmentVariable> {
  const field = "environmentVariables";
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw illegal(field, `${field} is a map`);
  const entries = Object.entries(value as Record<string, unknown>);
  if (entries.length > 50) throw new ConsoleRefusal("LIMIT_EXCEEDED", "at most 50 variables", { field });
  return Object.fromEntries(
    entries.map(([name, raw]): [string, EnvironmentVariable] => {
      const variable = (typeof raw === "string" ? { value: raw } : raw) as EnvironmentVariable | null;
      if (!/^[A-Z_][A-Z0-9_]{0,63}$/.test(name)) throw illegal(`${field}.${name}`, "a name is [A-Z_][A-Z0-9_]{0,63}");
      if (typeof variable?.value !== "string" || variable.value.length > 1024)
        throw illegal(`${field}.${name}`, "a value is a text of at most 1024 characters");
      return [name, variable.secret === true ? { value: variable.value, secret: true } : { value: variable.value }];
    }),
  );
}

/** Checks a value by P-CFG-F1 to P-CFG-F6; throws the refusal of P-DOM-5, P-DOM-7 or P-DOM-12. */
export async function checkField(
  field: ConfigurationField,
  value: unknown,
  confirm: readonly string[],
  settings: TenantSettings,
  parser: UrlParser,
): Promise<CheckedField> {
  const plain = (change: Configuration, warnings: string[] = []): CheckedField => ({ change, warnings, findings: [] });
  switch (field) {
    case "serverDomains":
    case "wapUrls":
      return checkList(field, value, confirm, settings, parser);
    case "clientId":
    case "merchantId": {
      const limit = field === "clientId" ? 128 : 64;
      if (typeof value !== "string" || value === "" || value.length > limit)
        throw illegal(field, `${field} is a text of 1 to ${limit} characters`);
      return plain({ [field]: value });
    }
    case "testers": {
      if (!Array.isArray(value) || value.some((one) => typeof one !== "string" || one === ""))
        throw illegal(field, "testers is an array of user ids");
      if (value.length > 100) throw new ConsoleRefusal("LIMIT_EXCEEDED", "at most 100 testers (P-PILOT-4)", { field });
      return plain({ testers: [...new Set(value as string[])] });
    }
    case "environmentVariables": {
      const variables = checkVariables(value);
      const secret = Object.values(variables).some((one) => one.secret === true);
      return plain(
        { environmentVariables: variables },
        secret ? ["secret variables are delivered to devices, and nothing on a device is secret (P-CFG-9)"] : [],
      );
    }
  }
}
