import { type CssNode, find, type List, type ListItem, tokenize, tokenTypes, type WalkContext, walk } from "css-tree";

/**
 * Takes out of a parsed sheet what could not be read and would reach beyond itself: rules without a selector, stray
 * text, and values with an open quote or bracket, which would swallow the sheet that follows. Values a browser may
 * know better stay.
 */
export function dropBroken(sheet: CssNode): void {
  walk(sheet, {
    enter(this: WalkContext, node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      if (!item || !list) return;
      const stray =
        node.type === "Raw" &&
        (this.stylesheet !== null || this.block !== null) &&
        !this.declaration &&
        !this.atrulePrelude;
      const rule = node.type === "Rule" && node.prelude.type === "Raw";
      const value =
        node.type === "Declaration" &&
        (find(node.value, isOpen) !== null ||
          // Rules that a missing semicolon made part of a value.
          (node.value.type === "Raw" && node.value.value.includes("{") && !node.property.startsWith("--")));
      const prelude = node.type === "Atrule" && node.prelude !== null && find(node.prelude, isOpen) !== null;
      if (stray || rule || value || prelude) list.remove(item);
    },
  });
}

function isOpen(node: CssNode): boolean {
  return node.type === "Raw" && (!isClosed(node.value) || hasBadToken(node.value));
}

/** Strings and addresses that a tokenizer gives up on: no browser takes what they stand in. */
function hasBadToken(text: string): boolean {
  let bad = false;
  if (/url\(|["']/i.test(text))
    tokenize(text, (type) => {
      if (type === tokenTypes.BadUrl || type === tokenTypes.BadString) bad = true;
    });
  return bad;
}

/** Whether every quote and bracket of a piece of CSS is closed in it. */
export function isClosed(text: string): boolean {
  const open: string[] = [];
  const pairs: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\\") at++;
    else if (char === '"' || char === "'") {
      at++;
      // A line's end breaks a string off, and what it was to hold is open.
      while (at < text.length && text[at] !== char && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
      if (text[at] !== char) return false;
    } else if (text.startsWith("/*", at)) {
      at = text.indexOf("*/", at + 2);
      if (at < 0) return false;
      at++;
    } else if (pairs[char] !== undefined) open.push(pairs[char]);
    else if ((char === ")" || char === "]" || char === "}") && open.pop() !== char) return false;
  }
  return open.length === 0;
}
