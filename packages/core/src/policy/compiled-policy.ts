import type { DomainPolicy, PrivateNetwork } from "./domain-policy.js";
import type { Expression, ExpressionEngine } from "./expressions.js";
import type { HostTable } from "./host-table.js";
import type { HostEntry } from "./parse-entry.js";
import type { UrlParser } from "./url-parser.js";
import type { EntryRef, EntryReport, Verdict } from "./verdict.js";
import type { VerdictCache } from "./verdict-cache.js";

/** A valid entry with its canonical parts; `parts` only for HOST and URL. */
export interface CompiledEntry {
  readonly ref: EntryRef;
  readonly parts: HostEntry | null;
}

/**
 * One list version, ready to decide (U-GEN-1). Made by `compilePolicy`; it has no state but caches. Members other than
 * those documented here belong to the engine.
 */
export interface CompiledPolicy {
  /** First 16 hex digits of SHA-256 over the JSON text of the delivered policy (U-PRE-7). */
  readonly listVersion: string;
  /** Whether every address of an API's schemes is allowed: allow-all, or a list with `.*` (U-RED-E1, S-RES-5). */
  readonly admitsAll: boolean;
  /** Whether http and ws are open to entries that say so (U-SCH-6). */
  readonly insecure: boolean;
  /** Entries that were dropped, once each (U-CFG-2). */
  readonly reports: readonly EntryReport[];
  /** "allow-all", a list, or a value that was no policy and refuses everything (U-CFG-3). */
  readonly mode: DomainPolicy["mode"] | "invalid";
  /** Valid entries in the order of the list. */
  readonly entries: readonly CompiledEntry[];
  /** @internal */
  readonly engine: EngineState;
}

/** What `decide` reads besides the list. */
export interface EngineState {
  readonly parser: UrlParser;
  readonly fastPath: boolean;
  /** One for each API, the first for none. */
  readonly caches: (VerdictCache<Verdict> | undefined)[] | null;
  /** The entry `.*`, if the list has it. */
  readonly all: EntryRef | null;
  readonly table: HostTable;
  /** Sources of the REGEX entries; null once joined. */
  readonly expressions: readonly string[];
  /** null if the engine was needed and did not load (U-VER-C13). */
  readonly regex: ExpressionEngine | null;
  /** The joined expressions, made by the first decision that gets that far (U-ENG-3). */
  joined: readonly Expression[] | null;
  /** Whether a guard of section 7 is on. */
  readonly guarded: boolean;
  readonly privateNetwork: PrivateNetwork;
  /** Serialised origins, trailing dots stripped. */
  readonly hostOrigins: readonly string[];
}
