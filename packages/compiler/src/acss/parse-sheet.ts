import { type CssNode, parse, type SyntaxParseError } from "css-tree";

/** Characters of the longest text parsed so far. */
let longest = 0;

/**
 * A sheet as a tree with positions; what cannot be read is told to `onError` and stays as raw text.
 *
 * css-tree 3.2.1 keeps one token table for all texts. Where a bracket closes that nothing opened, it reads the entry at
 * the index that is the text's length; what an earlier, longer text left there can make it loop without end. So no text
 * is shorter than those before it: blanks at the end make up for the rest.
 */
export function parseSheet(css: string, onError: (error: SyntaxParseError) => void): CssNode {
  longest = Math.max(longest, css.length);
  return parse(css.padEnd(longest), { positions: true, parseCustomProperty: true, onParseError: onError });
}
