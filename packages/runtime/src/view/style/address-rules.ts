import type { AddressRule } from "./css-filter.js";

/** What compiled sheets write before an address that is a resource. */
export const RESOURCE_PREFIX = "berth-resource:";

/** Pictures and fonts inside the text itself need no decision (S-RES-9). */
const INLINE = /^data:(?:image\/|font\/|application\/(?:x-)?(?:font|octet-stream|vnd\.ms-fontobject))/i;

/** S-VIEW-5 for compiled sheets: `berth-resource:` names a resource, data pictures and fonts stay, the rest goes. */
export const sheetAddress: AddressRule = (address) => {
  if (address.startsWith(RESOURCE_PREFIX)) return { resource: address.slice(RESOURCE_PREFIX.length) };
  return INLINE.test(address) ? { keep: address } : null;
};

/** S-VIEW-5 and F-CSS-8 for style values: package files and addresses are resources. */
export const valueAddress: AddressRule = (address) => {
  if (address === "") return null;
  if (address.startsWith(RESOURCE_PREFIX)) return { resource: address.slice(RESOURCE_PREFIX.length) };
  if (/^data:/i.test(address)) return INLINE.test(address) ? { keep: address } : null;
  if (/^[a-z][-+.a-z0-9]*:/i.test(address)) {
    return /^(?:https?|berth-file):/i.test(address) ? { resource: address } : null;
  }
  return { resource: address };
};
