import { type ApiDefinition, failure } from "./definition.js";

const cancelled = () => failure(11, "the user cancelled");

/** What `my.datePicker` writes; they hold what separates rules of parameters. */
const formats: ReadonlySet<string> = new Set([
  "yyyy-MM-dd",
  "HH:mm",
  "HH:mm:ss",
  "yyyy-MM-dd HH:mm",
  "yyyy-MM-dd HH:mm:ss",
  "yyyy-MM",
  "yyyy",
]);

/** Pickers (F-CAT-E8, E9, M5). */
export const pickerApis: readonly ApiDefinition[] = [
  {
    name: "datePicker",
    async handler({ params, run, signal }) {
      const format = String(params["format"] ?? "yyyy-MM-dd");
      if (!formats.has(format)) {
        return failure(2, `datePicker: parameter "format" must be one of ${[...formats].join(", ")}`);
      }
      const scripted = run.answer("datePicker");
      if (scripted === "cancel") return cancelled();
      const current = typeof params["currentDate"] === "string" ? params["currentDate"] : "";
      if (scripted !== null)
        return { date: typeof scripted === "object" ? String(scripted.value) : current || "2026-01-01" };
      await run.foreground();
      const kind =
        format === "HH:mm" || format === "HH:mm:ss"
          ? "time"
          : format === "yyyy-MM"
            ? "month"
            : format.includes("HH")
              ? "datetime-local"
              : "date";
      const value = await run.surface.dialogs.date(
        { kind, value: current, min: String(params["startDate"] ?? ""), max: String(params["endDate"] ?? "") },
        signal,
      );
      if (value === null) return cancelled();
      return { date: format === "yyyy" ? value.slice(0, 4) : value.replace("T", " ") };
    },
  },
  {
    name: "optionsSelect",
    async handler({ params, run, signal }) {
      const columns = [params["optionsOne"], params["optionsTwo"]]
        .filter((list): list is unknown[] => Array.isArray(list) && list.length > 0)
        .map((list) => list.map(String));
      const scripted = run.answer("optionsSelect");
      if (scripted === "cancel") return cancelled();
      const picked =
        scripted !== null
          ? columns.map(() => 0)
          : await run.surface.dialogs.columns({ title: String(params["title"] ?? ""), columns }, signal);
      if (picked === null) return cancelled();
      const [one = 0, two = 0] = picked;
      return {
        selectedOneIndex: one,
        selectedOneOption: columns[0]?.[one] ?? "",
        selectedTwoIndex: columns.length > 1 ? two : "",
        selectedTwoOption: columns[1]?.[two] ?? "",
      };
    },
  },
  {
    name: "multiLevelSelect",
    async handler({ params, run, signal }) {
      const scripted = run.answer("multiLevelSelect");
      if (scripted === "cancel") return cancelled();
      if (scripted === null) await run.foreground();
      const result: { name: string }[] = [];
      let level = params["list"] as { name?: unknown; subList?: unknown }[];
      while (Array.isArray(level) && level.length > 0) {
        const items = level.map((entry) => String(entry?.name ?? ""));
        const index =
          scripted !== null
            ? 0
            : await run.surface.dialogs.actionSheet(
                {
                  title: String(params["title"] ?? ""),
                  items,
                  cancelText: run.surface.words.cancel,
                  destructiveIndex: -1,
                },
                signal,
              );
        if (index < 0) return cancelled();
        result.push({ name: items[index] ?? "" });
        level = level[index]?.subList as typeof level;
      }
      return { success: true, result };
    },
  },
];
