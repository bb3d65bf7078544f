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

/** The rules for one host, or for everything below it. */
interface HostRecord {
  /** The host, or the host with a dot before it: what an address's host equals or ends in. */
  readonly end: string;
  readonly rules: HostRule[];
  /** The first rule, where most searches are over: each further object on the way would be one more miss of memory. */
  readonly first: HostRule;
  /** Beyond some rules, those of each path: paths are then looked up instead of tried in turn. */
  paths: Map<string, HostRule[]> | null;
}

const scanLimit = 8;

/**
 * HOST and URL entries by host (U-ENG-1). A host is hashed from its last character to its first, without substrings, so
 * that every suffix at a dot is looked up on the way: a decision costs the same for 1 and for 1,000 entries.
 */
export class HostTable {
  readonly #byEntry = new Map<string, HostRecord>();
  #records: HostRecord[] = [];
  /** Hash and place in `#records` (from 1, 0 for none) in turn. */
  #slots = new Int32Array(2);
  #longest = 0;
  #shortest = 0x3fffffff;

  /** Adds a rule for the host itself, or for everything below it. */
  add(name: string, below: boolean, rule: HostRule): void {
    const entry = below ? `*.${name}` : name;
    const known = this.#byEntry.get(entry);
    if (known) known.rules.push(rule);
    else this.#byEntry.set(entry, { end: below ? `.${name}` : name, rules: [rule], first: rule, paths: null });
  }

  /** Arranges what was added; called once, before the first search. */
  seal(): void {
    this.#records = [...this.#byEntry.values()];
    let size = 8;
    while (size < this.#records.length * 8) size *= 2;
    const slots = new Int32Array(size);
    this.#slots = slots;
    this.#records.forEach((record, index) => {
      const { end, rules } = record;
      this.#longest = Math.max(this.#longest, end.length);
      this.#shortest = Math.min(this.#shortest, end.length);
      let hash = 0;
      for (let i = end.length - 1; i >= 0; i--) hash = mix(hash, end.charCodeAt(i));
      let slot = (hash << 1) & (size - 1);
      while (slots[slot + 1] !== 0) slot = (slot + 2) & (size - 1);
      slots[slot] = hash;
      slots[slot + 1] = index + 1;
      if (rules.length <= scanLimit) return;
      record.paths = new Map();
      for (const rule of rules) {
        const same = record.paths.get(rule.path);
        if (same) same.push(rule);
        else record.paths.set(rule.path, [rule]);
      }
    });
  }

  /** Whether an entry without wildcard names this host (U-NET-1). */
  names(host: string): boolean {
    return this.#byEntry.has(host);
  }

  /** The entry that admits the address, or null. An entry for the host itself goes before `*.`, a longer name first. */
  find(text: string, at: Location): EntryRef | null {
    const { hostStart, hostEnd } = at;
    const slots = this.#slots;
    const records = this.#records;
    const stop = Math.max(hostStart, hostEnd - this.#longest);
    const start = hostEnd - this.#shortest;
    let found: EntryRef | null = null;
    let hash = 0;
    let i = hostEnd - 1;
    for (; i >= stop; i--) {
      const unit = text.charCodeAt(i);
      hash = mix(hash, unit);
      if (unit === 46) {
        // An empty label: names of entries have none, and `*` stands for none (U-MAT-3).
        if (i === hostStart || text.charCodeAt(i - 1) === 46) return null;
        if (i <= start) found = seek(slots, records, hash, text, i, at) ?? found;
      }
    }
    if (stop === hostStart) return seek(slots, records, hash, text, hostStart, at) ?? found;
    if (found === null) return null;
    for (; i >= hostStart; i--) {
      if (text.charCodeAt(i) === 46 && (i === hostStart || text.charCodeAt(i - 1) === 46)) return null;
    }
    return found;
  }
}

/** What the record for the host's end from `start` on admits; a function, as a private method costs a check each call. */
function seek(
  slots: Int32Array,
  records: readonly HostRecord[],
  hash: number,
  text: string,
  start: number,
  at: Location,
): EntryRef | null {
  const mask = slots.length - 1;
  for (let slot = (hash << 1) & mask; slots[slot + 1] !== 0; slot = (slot + 2) & mask) {
    if (slots[slot] !== hash) continue;
    const record = records[slots[slot + 1]! - 1]!;
    // With equal hashes this finds it at once; `startsWith` and comparing by character take twice the time.
    if (record.end.length === at.hostEnd - start && text.indexOf(record.end, start) === start) {
      if (admits(record.first, text, at)) return record.first.ref;
      if (record.paths !== null) return byPath(record.paths, text, at);
      return record.rules.length === 1 ? null : firstOf(record.rules, text, at);
    }
  }
  return null;
}

function admits(rule: HostRule, text: string, at: Location): boolean {
  return (rule.schemes & at.scheme) !== 0 && rule.port === at.port && liesUnder(text, at.pathStart, rule.path);
}

function firstOf(rules: readonly HostRule[], text: string, at: Location): EntryRef | null {
  return rules.find((rule) => admits(rule, text, at))?.ref ?? null;
}

/** Asks the rules whose path is the address's path or one of its prefixes by whole segments. */
function byPath(paths: Map<string, HostRule[]>, text: string, at: Location): EntryRef | null {
  const path = text.slice(at.pathStart, pathEnd(text, at.pathStart));
  // No entry is longer than U-LIM-2, but percent-encoding can make its path nine times as long.
  for (let end = 0; end <= path.length && end <= 9216; end++) {
    if (end < path.length && path[end] !== "/" && path[end - 1] !== "/") continue;
    const rules = paths.get(path.slice(0, end));
    const found = rules ? firstOf(rules, text, at) : null;
    if (found !== null) return found;
  }
  return null;
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
  return Math.imul(hash ^ unit, 0x01000193);
}
