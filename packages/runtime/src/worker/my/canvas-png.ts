import { arrayBufferToBase64 } from "./base64.js";

/**
 * The drawing on a node as a PNG in a data address, made here because programs ask for it without waiting and the
 * engine's encoder answers later. Pixels are stored, not compressed.
 */
export function pngAddress(canvas: OffscreenCanvas): string {
  const { width, height } = canvas;
  const copy = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const pen = copy.getContext("2d")!;
  pen.drawImage(canvas, 0, 0);
  const { data } = pen.getImageData(0, 0, copy.width, copy.height);
  const line = copy.width * 4;
  // Each line begins with the number of its filter: 0, none.
  const raw = new Uint8Array((line + 1) * copy.height);
  for (let y = 0; y < copy.height; y++) raw.set(data.subarray(y * line, (y + 1) * line), y * (line + 1) + 1);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, copy.width);
  view.setUint32(4, copy.height);
  header.set([8, 6], 8);
  const parts = [
    Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10),
    chunk("IHDR", header),
    chunk("IDAT", stored(raw)),
    chunk("IEND", new Uint8Array(0)),
  ];
  return `data:image/png;base64,${arrayBufferToBase64(join(parts).buffer)}`;
}

/** A zlib stream of stored blocks. */
function stored(raw: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 1)];
  for (let at = 0; at < raw.length || at === 0; at += 65_535) {
    const block = raw.subarray(at, at + 65_535);
    const n = block.length;
    const last = at + n >= raw.length ? 1 : 0;
    parts.push(Uint8Array.of(last, n & 255, n >> 8, ~n & 255, (~n >> 8) & 255), block);
  }
  let a = 1;
  let b = 0;
  for (const byte of raw) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  parts.push(Uint8Array.of(b >> 8, b & 255, a >> 8, a & 255));
  return join(parts);
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const all = new Uint8Array(body.length + 12);
  const view = new DataView(all.buffer);
  view.setUint32(0, body.length);
  all.set(
    Array.from(name, (letter) => letter.charCodeAt(0)),
    4,
  );
  all.set(body, 8);
  let sum = -1;
  for (const byte of all.subarray(4, body.length + 8)) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  view.setUint32(body.length + 8, ~sum >>> 0);
  return all;
}

function join(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
