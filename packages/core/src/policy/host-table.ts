import type { EntryRef } from "./verdict.js";

/** One HOST or URL entry in the form in which it is compared. */
export interface HostRule {
  readonly ref: EntryRef;
  /** Sum of the bits of `https` (1), `wss` (2), `http` (4) and `ws` (8). */
  readonly schemes: number;
  readonly port: number;
  /** "" for the whole origin. */
  readonly path: string;
}

/** Bits of the four schemes, so that a rule and an API can each name a set of them. */
export const schemeBits = { https: 1, wss: 2, http: 4, ws: 8 } as const;

interface HostRecord {
  readonly name: string;
  readonly hash: number;
  readonly exact: HostRule[];
  readonly below: HostRule[];
}

/** Where the parts of a canonical address stand in it; filled while looking the host up, used before the next decision. */
export interface Location {
  scheme: number;
  hostStart: number;
  hostEnd: number;
  port: number;
  pathStart: number;
}

/**
 * Finds scheme, host, port and path of a canonical address by counting characters: reading the properties of a parsed
 * URL costs as much as parsing it (U-PRF-6), and so the text that is compared is the text that is sent.
 *
 * Returns false for anything that is not a canonical address without user info (U-CAN-2).
 */
export function locate(text: string, at: Location): boolean {
  // h-ttp or w-s; then the length of the scheme, with or without its s.
  const web = text.charCodeAt(0) === 104;
  const bare = web ? 4 : 2;
  const secure = text.charCodeAt(bare) === 115;
  const hostStart = bare + (secure ? 4 : 3);
  if (text.charCodeAt(hostStart - 3) !== 58 || text.charCodeAt(hostStart - 1) !== 47) return false;
  const pathStart = text.indexOf("/", hostStart);
  if (pathStart <= hostStart) return false;
  at.scheme = web ? (secure ? 1 : 4) : secure ? 2 : 8;
  at.hostStart = hostStart;
  at.pathStart = pathStart;
  let i = pathStart - 1;
  let port = 0;
  for (let unit = 1; ; i--, unit *= 10) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    port += digit * unit;
  }
  const named = text.charCodeAt(i) === 58 && i < pathStart - 1;
  at.port = named ? port : secure ? 443 : 80;
  at.hostEnd = named ? i : pathStart;
  return at.hostEnd > hostStart;
}

/** Beyond this many rules for one host, paths are looked up instead of tried in turn. */
const scanLimit = 8;

/**
 * HOST and URL entries by host (U-ENG-1). A host is hashed from its last character to its first, without substrings, so
 * that every suffix below a dot is looked up on the way: a decision costs the same for 1 and for 1,000 entries.
 */
export class HostTable {
  readonly #records = new Map<string, HostRecord>();
  readonly #byPath = new Map<HostRule[], Map<string, HostRule[]>>();
  #slots = new Int32Array(4);
  #list: HostRecord[] = [];

  /** Adds a rule for the host itself, or for everything below it. */
  add(name: string, below: boolean, rule: HostRule): void {
    let record = this.#records.get(name);
    if (!record) {
      let hash = 0;
      for (let i = name.length - 1; i >= 0; i--) hash = mix(hash, name.charCodeAt(i));
      record = { name, hash, exact: [], below: [] };
      this.#records.set(name, record);
    }
    (below ? record.below : record.exact).push(rule);
  }

  /** Arranges what was added; called once, before the first search. */
  seal(): void {
    this.#list = [...this.#records.values()];
    let size = 4;
    while (size < this.#list.length * 4) size *= 2;
    this.#slots = new Int32Array(size);
    this.#list.forEach((record, index) => {
      let slot = record.hash & (size - 1);
      while (this.#slots[slot] !== 0) slot = (slot + 1) & (size - 1);
      this.#slots[slot] = index + 1;
      for (const rules of [record.exact, record.below]) if (rules.length > scanLimit) this.#indexPaths(rules);
    });
  }

  /** Whether an entry without wildcard names this host (U-NET-1). */
  names(host: string): boolean {
    return (this.#records.get(host)?.exact.length ?? 0) > 0;
  }

  /** The entry that admits the address, or null. An entry for the host itself goes before `*.`, a longer name first. */
  find(text: string, at: Location): EntryRef | null {
    const { hostStart, hostEnd } = at;
    const slots = this.#slots;
    const mask = slots.length - 1;
    let below: EntryRef | null = null;
    let hash = 0;
    let previous = 46;
    let filled = true;
    for (let i = hostEnd - 1; i >= hostStart; i--) {
      const unit = text.charCodeAt(i);
      if (unit === 46) {
        // An empty label; the names of entries have none, so it can only stand where `*` does (U-MAT-3).
        if (previous === 46) filled = false;
        if (slots[hash & mask] !== 0) {
          const record = this.#record(text, i + 1, hostEnd, hash);
          if (record !== null && record.below.length > 0) below = this.#admits(record.below, text, at) ?? below;
        }
      }
      previous = unit;
      hash = mix(hash, unit);
    }
    if (slots[hash & mask] !== 0) {
      const record = this.#record(text, hostStart, hostEnd, hash);
      const exact = record === null ? null : this.#admits(record.exact, text, at);
      if (exact !== null) return exact;
    }
    return filled && previous !== 46 ? below : null;
  }

  #record(text: string, start: number, end: number, hash: number): HostRecord | null {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const index = this.#slots[slot]!;
      if (index === 0) return null;
      const record = this.#list[index - 1]!;
      if (record.hash === hash && record.name.length === end - start && text.startsWith(record.name, start)) {
        return record;
      }
    }
  }

  #admits(rules: HostRule[], text: string, at: Location): EntryRef | null {
    const candidates = rules.length > scanLimit ? this.#candidates(rules, text, at) : rules;
    for (let i = 0; i < candidates.length; i++) {
      const rule = candidates[i]!;
      if ((rule.schemes & at.scheme) !== 0 && rule.port === at.port && liesUnder(text, at.pathStart, rule.path)) {
        return rule.ref;
      }
    }
    return null;
  }

  #indexPaths(rules: HostRule[]): void {
    const paths = new Map<string, HostRule[]>();
    for (const rule of rules) {
      const same = paths.get(rule.path);
      if (same) same.push(rule);
      else paths.set(rule.path, [rule]);
    }
    this.#byPath.set(rules, paths);
  }

  /** Rules whose path is the address's path or one of its prefixes by whole segments. */
  #candidates(rules: HostRule[], text: string, at: Location): HostRule[] {
    const paths = this.#byPath.get(rules)!;
    const path = text.slice(at.pathStart, pathEnd(text, at.pathStart));
    const found = [...(paths.get("") ?? [])];
    // No entry is longer than U-LIM-2, but percent-encoding can make its path nine times as long.
    for (let end = 1; end <= path.length && end <= 9216; end++) {
      if (end < path.length && path[end] !== "/" && path[end - 1] !== "/") continue;
      found.push(...(paths.get(path.slice(0, end)) ?? []));
    }
    return found;
  }
}

/** Whether the path of `text` lies under an entry's path (U-MAT-4 to U-MAT-7). */
export function liesUnder(text: string, start: number, path: string): boolean {
  if (path === "") return true;
  if (!text.startsWith(path, start)) return false;
  const end = pathEnd(text, start);
  const after = start + path.length;
  if (after > end) return false;
  if (after < end && !path.endsWith("/") && text.charCodeAt(after) !== 47) return false;
  return !/%2f|%5c/i.test(text.slice(start, end));
}

function pathEnd(text: string, start: number): number {
  const query = text.indexOf("?", start);
  return query < 0 ? text.length : query;
}

function mix(hash: number, unit: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ unit, 0x01000193);
}
