import type { DemoPage } from "./demo-page.js";

/** One page of a library's demo program: some components, shown with sensible props, and what a user does with them. */
export interface Demo {
  /** Name of the page, and its title. */
  name: string;
  /** Components the page shows, as folders of the library ("Form/FormInput"). The tag is the last part ("form-input") unless "=tag" follows. */
  uses: string;
  /** Put before the tags of this page in place of the library's prefix. */
  prefix?: string;
  /** Markup of the page. A handler without a member of that name in `script` writes its arguments to the console. */
  axml: string;
  /** Data of the page, as a JavaScript expression. */
  data?: string;
  /** More members of the page, as they stand in an object literal. */
  script?: string;
  /** Lines before `Page(...)`. */
  head?: string;
  acss?: string;
  /** Page json besides `usingComponents`. */
  json?: Record<string, unknown>;
  /** What the library itself does wrong on this page, as Berth says it. */
  complains?: RegExp;
  /** What a user does, and what comes of it. */
  drive(page: DemoPage): Promise<void>;
}

/** A component library and our demo pages for it. */
export interface DemoLibrary {
  /** Name of the npm package. */
  name: string;
  /** Folder of the components in the package. */
  root: string;
  /** Put before tags, so that a library's `button` does not hide the built-in one. */
  prefix: string;
  /** Styles of app.acss. */
  acss?: string;
  demos: readonly Demo[];
}
