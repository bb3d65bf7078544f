import type { Code } from "./code.js";
import type { Attribute } from "./node.js";
import type { CompiledValue } from "./value-compiler.js";

/** Name in the dataset of a `data-*` attribute: hyphens become camel case, capitals lower case (F-EVT-5). */
export function datasetName(attribute: string): string {
  return attribute
    .slice("data-".length)
    .toLowerCase()
    .replace(/-+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether an attribute belongs to the dataset. */
export function isDataset(attribute: Attribute): boolean {
  return attribute.name.startsWith("data-") && attribute.name.length > "data-".length;
}

/** The dataset of an element as one expression. */
export function datasetCode(entries: readonly { name: string; value: CompiledValue }[]): Code {
  return [
    "s=>({",
    entries.map(({ name, value }, at): Code => {
      const key = `${at === 0 ? "" : ","}[${JSON.stringify(name)}]:`;
      return [key, "constant" in value ? JSON.stringify(value.constant) : ["(", value.code, ")(s)"]];
    }),
    "})",
  ];
}
