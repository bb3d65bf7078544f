import { type ProgramRun, page } from "../support/program-run.js";

/** Hooks of a page in the order of its life. */
export const hooks = ["onLoad", "onShow", "onReady", "onHide", "onUnload"];

/** A page that logs its hooks. */
export const hooked = (name: string, axml: string = name, more = ""): Record<string, string> =>
  page(
    name,
    axml,
    `Page({ ${hooks.map((hook) => `${hook}() { console.log("${name}.${hook}") }`).join(", ")}, ${more} })`,
  );

/** Calls an API of the program; gives what that made it log. */
export const go = async (run: ProgramRun, api: string, params: unknown = {}): Promise<string[]> => {
  run.my[api]!(params);
  await run.settle();
  return run.news();
};

/** Two tabs: the pages t and u. */
export const tabBar = {
  items: [
    { pagePath: "t", name: "T" },
    { pagePath: "u", name: "U" },
  ],
};

/** What a hooked page logs when it opens. */
export const opened = (name: string): string[] => [`${name}.onLoad`, `${name}.onShow`, `${name}.onReady`];
