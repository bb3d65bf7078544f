import { type ApiDefinition, failure } from "./definition.js";

const text = (value: unknown, fallback = ""): string => (typeof value === "string" ? value : fallback);

/** Dialogs, toast, loading and action sheet (F-CAT-D). */
export const feedbackApis: readonly ApiDefinition[] = [
  {
    name: "alert",
    async handler({ params, run, signal }) {
      if (run.answer("alert") !== null) return {};
      await run.foreground();
      const buttonText = text(params["buttonText"], run.surface.words.ok);
      await run.surface.dialogs.alert(
        { title: text(params["title"]), content: text(params["content"]), buttonText },
        signal,
      );
      return {};
    },
  },
  ...(["confirm", "showModal"] as const).map(
    (name): ApiDefinition => ({
      name,
      async handler({ params, run, signal }) {
        const scripted = run.answer(name);
        if (scripted !== null) {
          const yes = typeof scripted === "object" ? scripted.value === true : scripted === "approve";
          return name === "confirm" ? { confirm: yes } : { confirm: yes, cancel: !yes };
        }
        await run.foreground();
        const { words } = run.surface;
        const confirm = await run.surface.dialogs.confirm(
          {
            title: text(params["title"]),
            content: text(params["content"]),
            confirmText: text(params["confirmButtonText"] ?? params["confirmText"], words.ok),
            cancelText:
              params["showCancel"] === false
                ? null
                : text(params["cancelButtonText"] ?? params["cancelText"], words.cancel),
          },
          signal,
        );
        return name === "confirm" ? { confirm } : { confirm, cancel: !confirm };
      },
    }),
  ),
  {
    name: "prompt",
    async handler({ params, run, signal }) {
      const scripted = run.answer("prompt");
      if (scripted !== null) {
        if (scripted === "cancel") return { ok: false, inputValue: "" };
        return { ok: true, inputValue: scripted === "approve" ? "" : String(scripted.value) };
      }
      await run.foreground();
      const { words } = run.surface;
      const inputValue = await run.surface.dialogs.prompt(
        {
          title: text(params["title"]),
          content: text(params["message"]),
          placeholder: text(params["placeholder"]),
          confirmText: text(params["okButtonText"], words.ok),
          cancelText: text(params["cancelButtonText"], words.cancel),
        },
        signal,
      );
      return { ok: inputValue !== null, inputValue: inputValue ?? "" };
    },
  },
  {
    name: "showToast",
    handler({ params, run }) {
      const type = text(params["type"], "none");
      const content = text(params["content"]);
      if (type === "exception" && content === "") return failure(2, 'showToast: type "exception" needs "content"');
      const known = ["none", "success", "fail", "exception"].includes(type) ? type : "none";
      const duration = typeof params["duration"] === "number" ? params["duration"] : 2_000;
      run.surface.feedback.toast(content, known as "none", duration);
      return {};
    },
  },
  {
    name: "hideToast",
    handler({ run }) {
      run.surface.feedback.hideToast();
      return {};
    },
  },
  {
    name: "showLoading",
    handler({ params, run }) {
      run.surface.feedback.loading(text(params["content"]), typeof params["delay"] === "number" ? params["delay"] : 0);
      return {};
    },
  },
  {
    name: "hideLoading",
    handler({ run }) {
      run.surface.feedback.hideLoading();
      return {};
    },
  },
  {
    name: "showActionSheet",
    async handler({ params, run, signal }) {
      const items = (params["items"] as unknown[]).map(String);
      const scripted = run.answer("showActionSheet");
      if (scripted !== null) {
        if (scripted === "cancel") return { index: -1 };
        return { index: scripted === "approve" ? 0 : Number(scripted.value) };
      }
      await run.foreground();
      const index = await run.surface.dialogs.actionSheet(
        {
          title: text(params["title"]),
          items,
          cancelText: text(params["cancelButtonText"], run.surface.words.cancel),
          destructiveIndex: typeof params["destructiveBtnIndex"] === "number" ? params["destructiveBtnIndex"] : -1,
        },
        signal,
      );
      return { index };
    },
  },
];
