import type { DemoPage } from "./demo-page.js";

/** What a user does with one component, and what comes of it. */
export type Drive = (page: DemoPage) => Promise<void>;

/** One page of a library's demo program: some components, shown with sensible props, and what a user does with each. */
export interface Demo {
  /** Name of the page, and its title. */
  name: string;
  /** Markup of the page. A handler without a member of that name in `script` writes its arguments to the console; `set` is in every page. */
  axml: string;
  /** Data of the page, as a JavaScript expression. */
  data?: string;
  /** More members of the page, as they stand in an object literal. */
  script?: string;
  /** Lines before `Page(...)`. */
  head?: string;
  acss?: string;
  /** Put before the tags of this page in place of the library's prefix. */
  prefix?: string;
  /** Components that only help on this page: folders of the library, with spaces between. */
  also?: string;
  /** What the library itself does wrong on this page, as Berth says it. */
  complains?: RegExp;
  /** The page's subjects by their folders ("Form/FormInput", whose tag is "form-input"), in the order in which they are driven. */
  drive: Readonly<Record<string, Drive>>;
}

/** A component library and our demo pages for it. */
export interface DemoLibrary {
  /** Name of the npm package. */
  name: string;
  /** Folder of the components in the package. */
  root: string;
  /** Put before tags, so that a library's `button` does not hide the built-in one. */
  prefix: string;
  /** What the library itself does wrong after a page has gone, so that it may be said on any later one. */
  complains?: RegExp;
  /** Folders at the root without a component, and what they have instead. */
  without: Readonly<Record<string, string>>;
  demos: readonly Demo[];
}
