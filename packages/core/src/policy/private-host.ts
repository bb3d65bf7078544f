/**
 * Whether a host is on the device's or the operator's own network (U-NET-3): names such as `localhost`, and private
 * IPv4 and IPv6 addresses, also those that carry an IPv4 address. Takes a URL's host or an address that a resolver
 * returned (U-NET-4); a trailing dot does not hide anything.
 *
 * @example
 * ```ts
 * import { isPrivateHost } from "@berth/core/policy";
 * console.log(isPrivateHost("192.168.1.1"), isPrivateHost("[::ffff:7f00:1]"), isPrivateHost("203.0.113.5")); // true true false
 * ```
 */
export function isPrivateHost(host: string): boolean {
  const name = host.toLowerCase().replace(/\.+$/, "");
  if (name.includes(":")) return isPrivateV6(name.replace(/^\[|\]$|%.*$/g, ""));
  if (/^\d+(?:\.\d+){3}$/.test(name)) return isPrivateV4(name.split(".").map(Number));
  return /(?:^|\.)(?:localhost|home\.arpa)$|\.(?:local|internal)$/.test(name);
}

function isPrivateV4([a = 0, b = 0]: number[]): boolean {
  return (
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 100 && b >> 6 === 1) ||
    (a === 169 && b === 254) ||
    (a === 172 && b >> 4 === 1) ||
    (a === 192 && b === 168)
  );
}

function isPrivateV6(text: string): boolean {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  const hex = (high: string | undefined, low: string | undefined) => ((Number(high) << 8) | Number(low)).toString(16);
  const plain = dotted ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}` : text;
  const [head = "", tail = ""] = plain.split("::");
  const words = (part: string) => (part === "" ? [] : part.split(":").map((word) => Number.parseInt(word, 16)));
  const front = words(head);
  const back = words(tail);
  const w = [...front, ...Array<number>(Math.max(0, 8 - front.length - back.length)).fill(0), ...back];
  const first = w[0] ?? 0;
  const carried = (high = 0, low = 0) => isPrivateV4([high >> 8, high & 255, low >> 8, low & 255]);
  const zero = (from: number, to: number) => w.slice(from, to).every((word) => word === 0);
  return (
    (zero(0, 7) && (w[7] ?? 0) <= 1) ||
    (first & 0xfe00) === 0xfc00 ||
    (first & 0xffc0) === 0xfe80 ||
    first >> 8 === 0xff ||
    (zero(0, 5) && w[5] === 0xffff && carried(w[6], w[7])) ||
    (first === 0x64 && w[1] === 0xff9b && zero(2, 6) && carried(w[6], w[7])) ||
    (first === 0x2002 && carried(w[1], w[2]))
  );
}
