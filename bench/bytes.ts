import { embedScript, guestBytes, type ModuleBytes, moduleBytes } from "../test/support/loaded-bytes.js";

/** Everything a page, a shell or a worker loads. Texts of the guest are one script each; the rest are ES modules. */
const guest = ["worker", "view", "worker-extra", "view-extra"] as const;
const entries = {
  /** What a host that follows the guide loads at its start (design.md, section 5). */
  host: embedScript,
  sdk: () => 'export * from "@berth/sdk";',
  sdkLog: () => 'export * from "@berth/sdk/log";',
  sdkTokens: () => 'export * from "@berth/sdk/tokens";',
  sdkShell: () => 'export * from "@berth/sdk/shell";',
  policy: () => 'export * from "@berth/core/policy";',
} as const;

/** Bytes of every entry, minified and gzipped, from the sources as they are; nothing is run. */
export async function runBytesSuite(): Promise<Record<string, unknown>> {
  const sizes = await Promise.all(guest.map(guestBytes));
  const [worker = 0, view = 0, workerExtra = 0, viewExtra = 0] = sizes.map(({ bytes }) => bytes);
  const modules: Record<string, Omit<ModuleBytes, "inputs">> = {};
  for (const [name, source] of Object.entries(entries)) {
    const { start, later } = await moduleBytes(source());
    modules[name] = { start, later };
  }
  return {
    method: "esbuild, minified, es2022, gzip level 9; parts that several later ones share are counted in each",
    guest: { start: worker + view, worker, view, workerExtra, viewExtra, all: worker + view + workerExtra + viewExtra },
    ...modules,
  };
}
