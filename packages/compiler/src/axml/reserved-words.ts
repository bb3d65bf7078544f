import type { Expression as AstExpression, Node as AstNode } from "acorn";

/** Words of JavaScript that its expressions do not need: names of data members in a template (grammar of section 5.1). */
const words =
  "break|case|catch|class|const|continue|debugger|default|do|else|enum|export|extends|finally|for|function|if|import|new|" +
  "return|switch|throw|try|var|while|with";
/** Stands for the first letter of such a word; a letter to the parser, and in no program. */
const STAND_IN = "\u01c3";
/** Texts are left as they are, so are members, and what looks like a statement or a call. */
const free = new RegExp(
  `(["'\`])(?:\\\\[^]|(?!\\1)[^\\\\])*\\1|(?<![\\w$]|(?<!\\.\\.)\\.)(?:${words})(?![\\w$]|\\s*\\()`,
  "g",
);

/** The content with reserved words as names of the same length that a parser takes. */
export function withFreedWords(content: string): string {
  return content.replace(free, (found, quote?: string) => (quote === undefined ? STAND_IN + found.slice(1) : found));
}

const original = new Map(words.split("|").map((word) => [STAND_IN + word.slice(1), word]));

/** The same expression with the words as they were written. */
export function giveWordsBack(expression: AstExpression): AstExpression {
  const open: unknown[] = [expression];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (typeof node !== "object" || node === null) continue;
    const { type, name } = node as AstNode & { name?: string };
    if (type === "Identifier" && name !== undefined) (node as { name: string }).name = original.get(name) ?? name;
    open.push(...Object.values(node));
  }
  return expression;
}
