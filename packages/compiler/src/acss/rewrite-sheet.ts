import { type CssNode, List, type ListItem, walk } from "css-tree";
import { droppedAddress, onScreen, type RewriteAddress, rewriteRaw } from "./rewrite-raw.js";

/**
 * Rewrites a parsed sheet in place: `rpx` becomes `vw` (F-CSS-1), or half a `px` when `inPx` (F-WIN-10), the selector
 * `page` the host of the page's shadow root (F-CSS-7), and addresses what `address` says (F-CSS-8).
 */
export function rewriteSheet(sheet: CssNode, inPx: boolean, address: RewriteAddress): void {
  walk(sheet, {
    enter(node: CssNode, item: ListItem<CssNode>, list: List<CssNode>) {
      switch (node.type) {
        case "Dimension":
          if (node.unit.toLowerCase() === "rpx") Object.assign(node, onScreen(node.value, inPx));
          break;
        case "Url":
          item.data = quotedUrl(address(node.value) ?? droppedAddress);
          break;
        case "Raw":
          node.value = rewriteRaw(node.value, inPx, address);
          break;
        case "Selector":
          rewritePage(node.children);
          break;
        case "Comment":
          if (list && item) list.remove(item);
          break;
        case "Atrule":
          // What is left of them cannot take effect in a shadow root and would only name other servers.
          if (/^(charset|namespace|import|document)$/i.test(node.name) && list && item) list.remove(item);
          break;
      }
    },
  });
}

/** `url("...")`, always in quotes, so that whoever reads sheets needs one form only. */
function quotedUrl(value: string): CssNode {
  return { type: "Function", name: "url", children: new List<CssNode>().appendData({ type: "String", value }) };
}

/** `page.dark view` becomes `:host(.dark) view`. */
function rewritePage(selector: List<CssNode>): void {
  selector.forEach((node, item) => {
    const isPage = node.type === "TypeSelector" && node.name === "page";
    const isRoot = node.type === "PseudoClassSelector" && node.name === "root";
    if (!isPage && !isRoot) return;
    const compound = new List<CssNode>();
    for (let next = item.next; next !== null && isQualifier(next.data); next = item.next) {
      compound.appendData(next.data);
      selector.remove(next);
    }
    const inner = compound.isEmpty ? null : new List<CssNode>().appendData({ type: "Selector", children: compound });
    item.data = { type: "PseudoClassSelector", name: "host", children: inner };
  });
}

function isQualifier(node: CssNode): boolean {
  return (
    node.type === "ClassSelector" ||
    node.type === "IdSelector" ||
    node.type === "AttributeSelector" ||
    (node.type === "PseudoClassSelector" && !/^(before|after|first-line|first-letter)$/i.test(node.name))
  );
}
