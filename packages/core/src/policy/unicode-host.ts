/** A label in its Unicode form; the label itself if it is no A-label or does not decode (RFC 3492). */
function decodeLabel(label: string): string {
  if (!label.startsWith("xn--")) return label;
  const body = label.slice(4);
  const split = body.lastIndexOf("-");
  const output = split > 0 ? [...body.slice(0, split)] : [];
  let code = 128;
  let bias = 72;
  let index = 0;
  let at = split > 0 ? split + 1 : 0;
  while (at < body.length) {
    const start = index;
    for (let weight = 1, k = 36; ; k += 36) {
      const unit = body.charCodeAt(at++);
      const digit = unit >= 97 && unit <= 122 ? unit - 97 : unit >= 48 && unit <= 57 ? unit - 22 : -1;
      if (digit < 0) return label;
      index += digit * weight;
      const threshold = Math.min(26, Math.max(1, k - bias));
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const count = output.length + 1;
    let delta = start === 0 ? Math.floor((index - start) / 700) : (index - start) >> 1;
    delta += Math.floor(delta / count);
    let k = 0;
    for (; delta > 455; k += 36) delta = Math.floor(delta / 35);
    bias = k + Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(index / count);
    index %= count;
    if (code > 0x10ffff) return label;
    output.splice(index++, 0, String.fromCodePoint(code));
  }
  return output.join("");
}

// Scripts that are written together count as one (Japanese, Korean, Chinese with Bopomofo).
const scripts = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Devanagari}/u,
];

/** The labels of a host in Unicode, with those that mix scripts (U-LNT-10). */
export function readHost(host: string): { readonly unicode: string; readonly mixed: readonly string[] } {
  const labels = host.split(".").map((label) => ({ label, text: decodeLabel(label) }));
  const mixed = labels.filter(({ text }) => scripts.filter((script) => script.test(text)).length > 1);
  return { unicode: labels.map(({ text }) => text).join("."), mixed: mixed.map(({ label }) => label) };
}

/** A host for a sentence: A-labels, the Unicode form beside them unless scripts are mixed in a label (U-VER-3). */
export function showHost(host: string): string {
  const { unicode, mixed } = readHost(host);
  return unicode === host || mixed.length > 0 ? host : `${host} (${unicode})`;
}
