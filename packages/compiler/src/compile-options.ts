import type { Digest } from "./environment.js";
import type { ProjectSource } from "./project.js";
import type { ScriptTransform } from "./script/script-transform.js";

/** What a compiler may be given by its surroundings. */
export interface CompileOptions {
  /** Turns scripts into CommonJS; default: esbuild. */
  transform?: ScriptTransform;
  /** SHA-256; default: the one of the running engine. */
  digest?: Digest;
  /** Code of plugins by the name that `plugins` of app.json gives them (F-PLG-1); each with plugin.json at its root. */
  plugins?: Readonly<Record<string, ProjectSource>>;
  /** Lists carry their place, so that keys that come twice are warned of when the program runs (F-DIR-4). Default false. */
  development?: boolean;
}
