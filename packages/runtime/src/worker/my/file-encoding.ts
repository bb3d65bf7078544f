import { arrayBufferToBase64, base64ToArrayBuffer } from "./base64.js";

/** One unit of a text in an encoding where each stands for some bytes. */
function units(bytes: Uint8Array, size: 1 | 2): string {
  let text = "";
  for (let i = 0; i + size <= bytes.length; i += size) {
    text += String.fromCharCode((bytes[i] ?? 0) | (size === 2 ? (bytes[i + 1] ?? 0) << 8 : 0));
  }
  return text;
}

/** Text of bytes in an encoding of FileSystemManager; null for encodings that are none. */
export function textOfBytes(bytes: Uint8Array<ArrayBuffer>, encoding: string): string | null {
  switch (encoding.toLowerCase().replace(/[-_]/g, "")) {
    case "utf8":
      return new TextDecoder().decode(bytes);
    case "base64":
      return arrayBufferToBase64(bytes.slice().buffer);
    case "hex":
      return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    case "ascii":
      return units(
        bytes.map((byte) => byte & 127),
        1,
      );
    case "binary":
    case "latin1":
      return units(bytes, 1);
    case "ucs2":
    case "utf16le":
      return units(bytes, 2);
    default:
      return null;
  }
}

/** Bytes of a text or buffer that a program writes; null where they cannot be had. */
export function bytesOfText(data: unknown, encoding: string): Uint8Array<ArrayBuffer> | null {
  if (data instanceof ArrayBuffer) return new Uint8Array(data.slice(0));
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  if (typeof data !== "string") return null;
  switch (encoding.toLowerCase().replace(/[-_]/g, "")) {
    case "utf8":
      return new TextEncoder().encode(data);
    case "base64":
      return new Uint8Array(base64ToArrayBuffer(data));
    case "hex":
      return Uint8Array.from(data.match(/[0-9a-f]{2}/gi) ?? [], (pair) => Number.parseInt(pair, 16));
    case "ascii":
    case "binary":
    case "latin1":
      return Uint8Array.from(data, (letter) => letter.charCodeAt(0));
    case "ucs2":
    case "utf16le": {
      const bytes = new Uint8Array(2 * data.length);
      for (let i = 0; i < data.length; i++) {
        bytes[2 * i] = data.charCodeAt(i) & 255;
        bytes[2 * i + 1] = data.charCodeAt(i) >> 8;
      }
      return bytes;
    }
    default:
      return null;
  }
}
