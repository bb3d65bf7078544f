import { homeTenant } from "../access/app-access.js";
import type { Metadata } from "../client/views.js";
import { ConsoleRefusal } from "../console/refusal.js";
import type { AppRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";

const limits = { name: [1, 30], slogan: [0, 60], introduction: [0, 500] } as const;

/** A neutral square, so that a new mini program can be released before anybody drew an icon. */
export const placeholderIcon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='180' height='180'%3E%3Crect width='180' height='180' rx='40' fill='%23679'/%3E%3C/svg%3E";

/** The form a name is compared in (P-META-6). */
function comparable(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}

/** The draft after a change (P-META-1, P-META-4); throws PARAM_ILLEGAL with the field that is wrong. */
export function changeMetadata(current: Metadata, change: Partial<Record<keyof Metadata, unknown>>): Metadata {
  const illegal = (field: string, message: string): never => {
    throw new ConsoleRefusal("PARAM_ILLEGAL", message, { field });
  };
  const next: Metadata = { ...current };
  for (const [field, [least, most]] of Object.entries(limits) as [keyof typeof limits, readonly [number, number]][]) {
    const value = change[field] ?? current[field];
    if (typeof value !== "string" || [...value].length < least || [...value].length > most)
      return illegal(field, `${field} has ${least} to ${most} characters (P-META-1)`);
    next[field] = value;
  }
  const icon = change.iconUrl ?? current.iconUrl;
  if (typeof icon !== "string" || icon.length > 8192) return illegal("icon", "iconUrl is an address");
  next.iconUrl = icon;
  const categories = change.categories ?? current.categories;
  const fits = (one: unknown): boolean =>
    typeof one === "object" && one !== null && "identifier" in one && "name" in one;
  if (!Array.isArray(categories) || categories.length > 3 || !categories.every(fits))
    return illegal("categories", "at most three categories of identifier and name");
  next.categories = categories.map(({ identifier, name }) => ({ identifier: String(identifier), name: String(name) }));
  return next;
}

/** The name is unique within the home tenant (P-META-6). */
export function requireUniqueName(tx: StoreTransaction, app: AppRow): void {
  const tenantId = homeTenant(tx, app);
  const clash = tx
    .list("app")
    .find(
      (one) =>
        one.appId !== app.appId &&
        homeTenant(tx, one) === tenantId &&
        comparable(one.metadata.name) === comparable(app.metadata.name),
    );
  if (clash !== undefined)
    throw new ConsoleRefusal("CONFLICT", `the name is taken within this super app (P-META-6)`, { field: "name" });
}
