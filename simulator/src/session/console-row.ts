import type { InspectEvent } from "@berth/sdk";
import { text } from "../text/text.js";
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
  const t = text.peek().console;
  switch (event.type) {
    case "console":
      return line(event.level, event.args.map(oneLine).join(" "), {
        source: event.source,
        details: event.args.map((value, i) => ({ label: String(i + 1), value })),
      });
    case "error": {
      const at = event.at ? `${event.at.file}:${event.at.line}:${event.at.column}` : event.pagePath;
      const message = `${event.name}: ${event.message}`;
      return line("error", event.kind === "rejection" ? t.rejection(message) : message, {
        source: "program",
        at,
        details: [{ label: t.stack, value: event.stack }],
      });
    }
    case "warning":
      return line("warn", event.message, { at: event.pagePath, details: [{ label: t.code, value: event.code }] });
    case "refusal":
      // A warning of the page that wanted the picture says the same with the place.
      if (event.policy === "resource") return null;
      return line("error", event.sentence, {
        at: event.api === "" ? "" : `my.${event.api}`,
        details: [
          { label: t.policy, value: event.policy },
          { label: t.origin, value: event.origin },
          { label: t.code, value: event.code },
          ...(event.suggestion ? [{ label: t.cure, value: event.suggestion }] : []),
        ],
      });
    case "launch":
      if (event.stage === "rendered") return line("debug", t.rendered(Math.round(event.sinceMs)));
      if (event.stage !== "failed") return null;
      return line("error", t.launchFailed(event.message ?? t.noReason), {
        at: event.code === undefined ? "" : String(event.code),
        details: [{ label: t.facts, value: event.detail ?? null }],
      });
    case "blank":
      return line("error", t.blank(event.checkedAfterMs), { at: event.pagePath });
    case "dropped":
      return line("debug", t.droppedMessages(event.count, event.what));
    case "unresponsive":
      return line("error", t.unresponsive(Math.round(event.sinceMs / 1000)));
    case "responsive":
      return line("info", t.responsive);
    default:
      return null;
  }
}

/** Whether two lines would look the same, details included. */
export function sameRow(a: ConsoleRow, b: ConsoleRow): boolean {
  return a.text === b.text && a.level === b.level && a.source === b.source && a.at === b.at;
}
