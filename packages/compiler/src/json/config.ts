import type { Json } from "@berth/core/wire";
import type { Findings, SourceText } from "../diagnostic.js";

/** A configuration file that has been read: its members, and where they stand. */
export class Config {
  readonly source: SourceText;
  readonly members: Readonly<Record<string, Json>>;
  readonly #places: ReadonlyMap<string, number>;
  readonly #findings: Findings;

  constructor(
    source: SourceText,
    members: Record<string, Json>,
    places: ReadonlyMap<string, number>,
    findings: Findings,
  ) {
    this.source = source;
    this.members = members;
    this.#places = places;
    this.#findings = findings;
  }

  /** A member when it is an object. */
  object(name: string): Record<string, Json> | null {
    return asObject(this.members[name]);
  }

  /** The value at a path like "subPackages/0/pages". */
  at(path: string): Json | undefined {
    let value: Json | undefined = this.members as Record<string, Json>;
    for (const part of path.split("/")) {
      const inside: unknown = typeof value === "object" && value !== null && Object.hasOwn(value, part) ? value : null;
      value = (inside as Record<string, Json> | null)?.[part];
    }
    return value;
  }

  /** Warns about the member at a path like "pages/0". */
  warn(code: string, message: string, path: string): void {
    this.#findings.warn(code, message, this.source, this.#places.get(path) ?? 0);
  }

  /** Reports an error about the member at a path like "pages/0". */
  error(code: string, message: string, path: string): void {
    this.#findings.error(code, message, this.source, this.#places.get(path) ?? 0);
  }
}

/** A JSON value when it is an object and no array. */
export function asObject(value: Json | undefined): Record<string, Json> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
}

/** A JSON value when it is a string. */
export function asString(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}

/** The strings of a JSON array. */
export function asStrings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}
