import { EVENT_ROWS, type EventName, type FieldType } from "./catalogue.js";

/** One field of the catalogue, made ready for loops over it. */
export interface Field {
  readonly key: string;
  readonly base: "int" | "bool" | "text" | "message" | "stack" | "path" | "origin" | "code" | "enum";
  readonly optional: boolean;
  readonly values: ReadonlySet<string> | null;
  /** Attribute on the wire; null for origins, which take three (L-EV-7). */
  readonly wire: string | null;
}

const EVERYWHERE: Readonly<Record<string, string>> = {
  pagePath: "app.screen.name",
  pageId: "app.screen.id",
  errorCode: "error.type",
};

const snake = (key: string): string => `berth.${key.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`)}`;

function field(key: string, type: FieldType, wire: Readonly<Record<string, string>>): Field {
  const common = { key, wire: wire[key] ?? EVERYWHERE[key] ?? snake(key) };
  if (typeof type === "string") {
    const base = type.replace("?", "") as Exclude<Field["base"], "enum">;
    const attribute = base === "origin" ? null : common.wire;
    return { key, wire: attribute, base, optional: type.endsWith("?"), values: null };
  }
  const optional = "optional" in type;
  return { ...common, base: "enum", optional, values: new Set(optional ? type.optional : type) };
}

const byName: ReadonlyMap<string, readonly Field[]> = new Map(
  EVENT_ROWS.map(([name, row]) => [
    name,
    Object.entries(row.fields).map(([key, type]) => field(key, type, row.wire ?? {})),
  ]),
);

/** Fields of an event in the order of the catalogue. */
export function fieldsOf(name: EventName): readonly Field[] {
  return byName.get(name) ?? [];
}
