import { type ApiDefinition, failure } from "./definition.js";

const cancelled = () => failure(11, "the user cancelled");

/** Cities for programs that let the user choose one without a service of the host. */
const cities: readonly { city: string; adCode: string; spell: string }[] = [
  { city: "Beijing", adCode: "110100", spell: "beijing" },
  { city: "Chengdu", adCode: "510100", spell: "chengdu" },
  { city: "Guangzhou", adCode: "440100", spell: "guangzhou" },
  { city: "Hangzhou", adCode: "330100", spell: "hangzhou" },
  { city: "Shanghai", adCode: "310100", spell: "shanghai" },
  { city: "Shenzhen", adCode: "440300", spell: "shenzhen" },
];

/** Pickers (F-CAT-E8, E9, M5). */
export const pickerApis: readonly ApiDefinition[] = [
  {
    name: "datePicker",
    async handler({ params, run, signal }) {
      const format = String(params["format"] ?? "yyyy-MM-dd");
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
  {
    name: "chooseCity",
    async handler({ params, run, signal }) {
      const own = params["cities"] as typeof cities | undefined;
      const list = own !== undefined && own.length > 0 ? own : cities;
      const scripted = run.answer("chooseCity");
      if (scripted === "cancel") return cancelled();
      const index =
        scripted !== null
          ? 0
          : await run.surface.dialogs.actionSheet(
              {
                title: "",
                items: list.map(({ city }) => city),
                cancelText: run.surface.words.cancel,
                destructiveIndex: -1,
              },
              signal,
            );
      const chosen = list[index];
      return chosen === undefined ? cancelled() : { city: chosen.city, adCode: chosen.adCode };
    },
  },
  {
    name: "choosePhoneContact",
    handler({ run }) {
      const scripted = run.answer("choosePhoneContact");
      if (scripted === null) return failure(1, "choosePhoneContact: this host has no contacts");
      if (scripted === "cancel") return cancelled();
      return { name: "Ada", mobile: "000", ...(typeof scripted === "object" ? (scripted.value as object) : {}) };
    },
  },
];
