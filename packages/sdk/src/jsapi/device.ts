import { type ApiDefinition, failure } from "./definition.js";

/** Device functions: the host's service if it has one, else the browser (F-CAT-K). */
export const deviceApis: readonly ApiDefinition[] = [
  {
    name: "getClipboard",
    async handler({ run }) {
      const scripted = run.answer("getClipboard");
      if (scripted !== null && typeof scripted === "object") return { text: String(scripted.value) };
      const read = run.services.devices?.readClipboard;
      try {
        const text = read !== undefined ? await read() : scripted !== null ? "" : await navigator.clipboard.readText();
        return { text };
      } catch (cause) {
        return failure(3, `getClipboard: ${(cause as Error).message}`);
      }
    },
  },
  ...["setClipboard", "setClipboardData"].map(
    (name): ApiDefinition => ({
      name,
      async handler({ params, run }) {
        const text = params["text"] ?? params["data"];
        if (typeof text !== "string") return failure(2, `${name}: parameter "text" is missing`);
        const write = run.services.devices?.writeClipboard;
        try {
          if (write !== undefined) await write(text);
          else if (run.answer(name) === null) await navigator.clipboard.writeText(text);
          return { success: true };
        } catch (cause) {
          return failure(3, `${name}: ${(cause as Error).message}`);
        }
      },
    }),
  ),
  ...(
    [
      ["vibrate", 400],
      ["vibrateLong", 400],
      ["vibrateShort", 40],
    ] as const
  ).map(
    ([name, ms]): ApiDefinition => ({
      name,
      handler({ run }) {
        const { devices } = run.services;
        if (devices?.vibrate !== undefined) devices.vibrate(ms);
        else navigator.vibrate?.(ms);
        return { success: true };
      },
    }),
  ),
  {
    name: "makePhoneCall",
    async handler({ params, run, signal }) {
      const number = String(params["number"]);
      if (!/^[0-9+*#(),.; -]{1,32}$/.test(number)) return failure(2, 'makePhoneCall: "number" is no telephone number');
      const scripted = run.answer("makePhoneCall");
      if (scripted === "cancel") return failure(11, "the user cancelled");
      if (scripted === null) {
        await run.foreground();
        const { words, dialogs } = run.surface;
        const yes = await dialogs.confirm(
          { title: "", content: number, confirmText: words.call, cancelText: words.cancel },
          signal,
        );
        if (!yes) return failure(11, "the user cancelled");
      }
      await run.services.devices?.call?.(number);
      return { success: true };
    },
  },
  { name: "getServerTime", handler: ({ run }) => ({ time: Math.round(run.clock.now() + run.serverOffsetMs()) }) },
  { name: "getSystemInfo", handler: ({ run }) => run.systemInfo() },
  { name: "$getSystemInfo", handler: ({ run }) => run.systemInfo() },
  { name: "isScreenReaderEnabled", handler: () => ({ screenReaderEnabled: false }) },
  {
    name: "getRunScene",
    handler: ({ run }) => {
      const { releaseState } = run.app.release;
      const versions = { full: "release", gray: "gray", pilot: "trial", preview: "develop" } as const;
      return { envVersion: versions[releaseState] };
    },
  },
  { name: "checkSession", handler: () => ({}) },
];
