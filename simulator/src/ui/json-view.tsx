import type { JSX } from "preact";
import "./json-view.css";

/** A JSON value as indented text; text that holds JSON is indented, too. */
export function JsonView({ value }: { value: unknown }): JSX.Element {
  return <pre class="json mono">{pretty(value)}</pre>;
}

function pretty(value: unknown): string {
  if (value === undefined) return "–";
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  const start = value.trimStart()[0];
  if (start !== "{" && start !== "[") return value;
  try {
    return JSON.stringify(JSON.parse(value), null, 2);
  } catch {
    return value;
  }
}
