import { tokenize, tokenTypes } from "css-tree";

/** What becomes of an address in a sheet: the text to write, or null to drop it. */
export type RewriteAddress = (address: string) => string | null;

/** A length in rpx as a number of vw: 750rpx are the width of the window (F-CSS-1). */
export function viewportWidth(rpx: string): string {
  return String(Number(((Number(rpx) * 100) / 750).toFixed(6)));
}

/** An address where a sheet had one that may not be used. */
export const droppedAddress = "berth-resource:";

/** Values css-tree leaves as text, such as custom properties it cannot read: token by token, strings and names stay. */
export function rewriteRaw(text: string, address: RewriteAddress): string {
  let out = "";
  let inUrl = false;
  tokenize(text, (type, start, end) => {
    const token = text.slice(start, end);
    if (type === tokenTypes.Dimension && /rpx$/i.test(token)) out += `${viewportWidth(token.slice(0, -3))}vw`;
    else if (type === tokenTypes.Url) {
      const inner = token.replace(/^url\(\s*|\s*\)$/gi, "");
      out += `url("${plain(address(inner) ?? droppedAddress)}")`;
    } else if (inUrl && type === tokenTypes.String) out += `"${plain(address(token.slice(1, -1)) ?? droppedAddress)}"`;
    else out += token;
    if (type !== tokenTypes.WhiteSpace) inUrl = type === tokenTypes.Function && /^url\($/i.test(token);
  });
  return out;
}

function plain(address: string): string {
  return address.replace(/["\\\n]/g, "");
}
