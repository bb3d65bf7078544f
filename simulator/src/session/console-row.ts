import type { InspectEvent } from "@berth/sdk";
import { oneLine } from "../ui/one-line.js";

/** One line of the console. */
export interface ConsoleRow {
  key: number;
  time: number;
  level: "log" | "info" | "warn" | "error" | "debug";
  source: "program" | "berth";
  /** The line itself, cut to what fits a row. */
  text: string;
  /** Shown when the row is opened. */
  details: { label: string; value: unknown }[];
  /** Place in a source of the program. */
  at: string;
  /** Equal lines in a row. */
  count: number;
}

/** The console line of an event, or null when it says nothing to a reader. */
export function consoleRow(event: InspectEvent, key: number): ConsoleRow | null {
  const line = (
    level: ConsoleRow["level"],
    text: string,
    more: Partial<Pick<ConsoleRow, "source" | "details" | "at">> = {},
  ): ConsoleRow => ({
    key,
    time: event.time,
    level,
    source: more.source ?? "berth",
    text,
    details: more.details ?? [],
    at: more.at ?? "",
    count: 1,
  });
  switch (event.type) {
    case "console":
      return line(event.level, event.args.map(oneLine).join(" "), {
        source: event.source,
        details: event.args.map((value, i) => ({ label: String(i + 1), value })),
      });
    case "error": {
      const at = event.at ? `${event.at.file}:${event.at.line}:${event.at.column}` : event.pagePath;
      const kind = event.kind === "rejection" ? "Unhandled rejection: " : "";
      return line("error", `${kind}${event.name}: ${event.message}`, {
        source: "program",
        at,
        details: [{ label: "Stack", value: event.stack }],
      });
    }
    case "warning":
      return line("warn", event.message, { at: event.pagePath, details: [{ label: "Code", value: event.code }] });
    case "refusal":
      return line("error", event.sentence, {
        at: event.api === "" ? "" : `my.${event.api}`,
        details: [
          { label: "Policy", value: event.policy },
          { label: "Origin", value: event.origin },
          { label: "Code", value: event.code },
          ...(event.suggestion ? [{ label: "Entry that would allow it", value: event.suggestion }] : []),
        ],
      });
    case "launch":
      if (event.stage === "rendered") return line("debug", `First page after ${Math.round(event.sinceMs)} ms`);
      if (event.stage !== "failed") return null;
      return line("error", `Launch failed: ${event.message ?? "no reason given"}`, {
        at: event.code === undefined ? "" : String(event.code),
        details: [{ label: "Details", value: event.detail ?? null }],
      });
    case "blank":
      return line("error", `Blank screen: nothing was drawn in ${event.checkedAfterMs} ms`, { at: event.pagePath });
    case "dropped":
      return line("warn", `${event.count} × ${event.what} dropped: the program says too much`);
    case "unresponsive":
      return line("error", `The program has not answered for ${Math.round(event.sinceMs / 1000)} s`);
    default:
      return null;
  }
}

/** Whether two lines would look the same, details included. */
export function sameRow(a: ConsoleRow, b: ConsoleRow): boolean {
  return a.text === b.text && a.level === b.level && a.source === b.source && a.at === b.at;
}
