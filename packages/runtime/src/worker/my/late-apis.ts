import { pluginFolder } from "@berth/core/wire";
import type { ProgramFunction } from "../owner/owner.js";
import { type ApiHandler, failWith, succeed } from "./async-api.js";
import { arrayBufferToBase64, base64ToArrayBuffer } from "./base64.js";
import { canIUse } from "./can-iuse.js";
import { preloadPictures } from "./canvas-file.js";
import { lateInformation } from "./late-information.js";
import type { MyParts } from "./my-parts.js";
import { programApis } from "./program-apis.js";

/** Members of `my` that the worker answers and few programs use. */
export interface LateApis {
  sync: Record<string, ProgramFunction>;
  local: Record<string, ApiHandler>;
}

/**
 * Members that come with the second script. The host sends it before code that names one of them (docs/decisions/0009).
 *
 * @param offered members that the first script or the host answers
 */
export function lateApis(parts: MyParts, offered: ReadonlySet<string>): LateApis {
  const { realm, units, view } = parts;
  const program = programApis(parts);
  const apis: LateApis = {
    sync: {
      ...lateInformation(parts),
      canIUse: (query) => canIUse(query, there, realm.entries.component2),
      arrayBufferToBase64,
      base64ToArrayBuffer,
      ...program.sync,
    },
    local: {
      getExtConfig: (_params, done) => done(succeed(apis.sync["getExtConfigSync"]?.())),
      preloadCanvasImage: preloadPictures(realm, view),
      ...dressing(parts),
      ...program.local,
      loadFontFace: ({ family, source, desc }, done) =>
        view.page(realm.reporter.currentPage(), "font", [family, source, desc ?? {}], (ok, value) =>
          done(ok ? succeed() : failWith(3, String(value))),
        ),
      loadPlugin: ({ plugin }, done) => {
        const name = String(plugin).split("@")[0] ?? "";
        void units.load(`${pluginFolder}/${name}`).then((ok) => {
          done(ok ? succeed({ plugin }) : failWith(7004, `loadPlugin: there is no plugin "${name}" to load`));
        });
      },
    },
  };
  const there = (name: string): boolean =>
    offered.has(name) || Object.hasOwn(apis.sync, name) || Object.hasOwn(apis.local, name);
  return apis;
}

/** Members that change an open page in the view (F-CAT-E1, E7). */
function dressing({ realm, view }: MyParts): Record<string, ApiHandler> {
  const members = ["setCanPullDown", "setBackgroundColor", "setBackgroundTextStyle", "hideKeyboard"];
  return Object.fromEntries(
    members.map((name): [string, ApiHandler] => [
      name,
      (params, done) =>
        view.page(realm.reporter.currentPage(), "dress", [name, params], (ok, value) =>
          done(ok ? succeed({ success: true }) : failWith(3, String(value))),
        ),
    ]),
  );
}
