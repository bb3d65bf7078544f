import { defaultIssuerSettings } from "@berth/core/issuer";
import type { TenantSettings } from "../client/views.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { StoreTransaction } from "../store/store.js";

/** P-WS-9 and P-TOK-30. */
export const defaultTenantSettings: TenantSettings = {
  timeZone: "UTC",
  sandboxApproval: false,
  configurationTiming: "release",
  allowSelfApproval: true,
  reuseVersionAfterOffline: true,
  eventLogCollection: false,
  allowIpHosts: false,
  allowInsecureUrls: false,
  maxDomainEntries: 30,
  testerList: false,
  ...defaultIssuerSettings,
};

/** Settings of a tenant. */
export function settingsOf(tx: StoreTransaction, tenantId: string): TenantSettings {
  const { workspaceId: _, ...settings } = tx.get("setting", tenantId) ?? { workspaceId: tenantId };
  return { ...defaultTenantSettings, ...settings };
}

const lifetimes = ["authCodeLifetimeSeconds", "accessTokenLifetimeSeconds", "refreshTokenLifetimeSeconds"] as const;

function knownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** The settings after a change, with warnings; throws PARAM_ILLEGAL for a value of the wrong form. */
export function changeSettings(
  current: TenantSettings,
  change: Record<string, unknown>,
): { settings: TenantSettings; warnings: string[] } {
  const illegal = (field: string, message: string): never => {
    throw new ConsoleRefusal("PARAM_ILLEGAL", message, { field });
  };
  for (const [field, value] of Object.entries(change)) {
    if (!Object.hasOwn(defaultTenantSettings, field)) illegal(field, `there is no setting ${field}`);
    const expected = typeof defaultTenantSettings[field as keyof TenantSettings];
    if (typeof value !== expected) illegal(field, `${field} is a ${expected}`);
  }
  const settings = { ...current, ...change } as TenantSettings;
  for (const field of lifetimes)
    if (!Number.isInteger(settings[field]) || settings[field] < 1) illegal(field, `${field} is a whole number from 1`);
  if (
    !Number.isInteger(settings.refreshGraceSeconds) ||
    settings.refreshGraceSeconds < 0 ||
    settings.refreshGraceSeconds > 60
  )
    illegal("refreshGraceSeconds", "refreshGraceSeconds is 0 to 60 (P-TOK-37)");
  if (!Number.isInteger(settings.maxDomainEntries) || settings.maxDomainEntries < 1 || settings.maxDomainEntries > 1000)
    illegal("maxDomainEntries", "maxDomainEntries is 1 to 1000 (P-DOM-5)");
  if (settings.configurationTiming !== "release" && settings.configurationTiming !== "immediate")
    illegal("configurationTiming", "configurationTiming is release or immediate");
  if (!knownZone(settings.timeZone)) illegal("timeZone", "timeZone is a zone of the IANA data base");
  const warnings = settings.accessTokenLifetimeSeconds >= 86_400 ? ["ACCESS_TOKEN_LIFETIME_LONG"] : [];
  return { settings, warnings };
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar date of a time in a zone, yyyy-mm-dd (P-GEN-4). */
export function dayIn(timeZone: string, time: number): string {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
    formats.set(timeZone, format);
  }
  return format.format(time);
}
