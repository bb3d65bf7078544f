/** First bytes of kinds of files, hexadecimal. */
const kinds: readonly (readonly [start: RegExp, type: string, extension: string])[] = [
  [/^89504e470d0a1a0a/, "image/png", "png"],
  [/^ffd8ff/, "image/jpeg", "jpg"],
  [/^474946383[79]61/, "image/gif", "gif"],
  [/^52494646.{8}57454250/, "image/webp", "webp"],
  [/^424d.{8}00000000/, "image/bmp", "bmp"],
  [/^.{8}66747970617669/, "image/avif", "avif"],
  [/^.{8}6674797071742020/, "video/quicktime", "mov"],
  [/^.{8}667479704d3441/, "audio/mp4", "m4a"],
  [/^.{8}66747970/, "video/mp4", "mp4"],
  [/^1a45dfa3/, "video/webm", "webm"],
  [/^52494646.{8}57415645/, "audio/wav", "wav"],
  [/^(?:494433|fff[b32])/, "audio/mpeg", "mp3"],
  [/^4f676753/, "audio/ogg", "ogg"],
  [/^664c6143/, "audio/flac", "flac"],
  [/^fff[19]/, "audio/aac", "aac"],
  [/^255044462d/, "application/pdf", "pdf"],
  [/^504b0304.{52}776f72642f/, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"],
  [/^504b0304.{52}786c2f/, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"],
  [/^504b0304.{52}7070742f/, "application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"],
  [/^504b(?:0304|0506)/, "application/zip", "zip"],
  [/^1f8b/, "application/gzip", "gz"],
  [/^d0cf11e0a1b11ae1/, "application/msword", "doc"],
  [/^(?:efbbbf)?3c737667/, "image/svg+xml", "svg"],
];

/** What a file is by its first bytes, whatever its name says; null when none of the kinds known. */
export async function fileKind(blob: Blob): Promise<{ type: string; extension: string } | null> {
  const bytes = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const found = kinds.find(([start]) => start.test(text));
  if (found !== undefined) return { type: found[1], extension: found[2] };
  try {
    // The last character may be cut.
    const whole = new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return bytes.length > 0 && !whole.includes("\0") ? { type: "text/plain", extension: "txt" } : null;
  } catch {
    return null;
  }
}
