import type { SourceText } from "../diagnostic.js";
import type { ElementScope } from "../style-isolation.js";
import type { Node } from "./node.js";

/** An AXML file that has been read. */
export interface ParsedAxml {
  source: SourceText;
  nodes: Node[];
}

/** A file and everything its compilation needs, all resolved: compiling itself asks nobody. */
export interface TemplateInput {
  /** Path of the file, with extension. */
  path: string;
  main: ParsedAxml;
  /** Registered names that hide built-in components. */
  overrides: ReadonlySet<string>;
  /** Mark of every element, when the component does not share its style. */
  scope: ElementScope | null;
  /** Path of the module that an imported file is compiled to for the same user. */
  moduleOf(file: string): string;
  /** Lists carry their place (F-DIR-4). */
  development: boolean;
  /** Included files by path. */
  files: ReadonlyMap<string, ParsedAxml>;
  /** The file that `src` or `from` of an element in `file` means, or null. */
  resolve(file: string, reference: string): string | null;
  /** Package path of an address written in `file`: absolute for package files, unchanged for anything else. */
  address(file: string, reference: string): string;
}

/** A place where a tag was used that is no built-in component. */
export interface TagUse {
  tag: string;
  source: SourceText;
  offset: number;
}
