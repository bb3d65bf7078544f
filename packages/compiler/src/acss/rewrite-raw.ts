import { tokenize, tokenTypes } from "css-tree";

/** What becomes of an address in a sheet: the text to write, or null to drop it. */
export type RewriteAddress = (address: string) => string | null;

/** A length in rpx: 750rpx are the width of the window (F-CSS-1); `inPx`, 2rpx are 1px (F-WIN-10). */
export function onScreen(rpx: string, inPx: boolean): { value: string; unit: "vw" | "px" } {
  const value = inPx ? Number(rpx) / 2 : (Number(rpx) * 100) / 750;
  return { value: String(Number(value.toFixed(6))), unit: inPx ? "px" : "vw" };
}

/** An address where a sheet had one that may not be used. */
export const droppedAddress = "berth-resource:";

/** Values css-tree leaves as text, such as custom properties it cannot read: token by token, strings and names stay. */
export function rewriteRaw(text: string, inPx: boolean, address: RewriteAddress): string {
  let out = "";
  let inUrl = false;
  tokenize(text, (type, start, end) => {
    const token = text.slice(start, end);
    if (type === tokenTypes.Dimension && /rpx$/i.test(token)) {
      const { value, unit } = onScreen(token.slice(0, -3), inPx);
      out += value + unit;
    } else if (type === tokenTypes.Url) {
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
