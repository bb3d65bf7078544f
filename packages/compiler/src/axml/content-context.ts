import type { Fragment } from "@berth/core/wire";
import type { Findings } from "../diagnostic.js";
import type { TagUse, TemplateInput } from "./template-input.js";

/** What the compilation of one module shares. */
export interface ContentContext {
  input: TemplateInput;
  findings: Findings;
  sjs: ReadonlyMap<string, string>;
  /** SJS functions handle events of this file: elements with a class are addressed, so that they are found (F-SJS-3). */
  sjsHandles: boolean;
  /** Fragments of the module; blocks refer to them by index. */
  fragments: Fragment[];
  tags: TagUse[];
}
