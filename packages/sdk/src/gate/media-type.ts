const types: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  svg: "image/svg+xml",
  webp: "image/webp",
  avif: "image/avif",
  woff: "font/woff",
  woff2: "font/woff2",
  ttf: "font/ttf",
  otf: "font/otf",
  eot: "application/vnd.ms-fontobject",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  json: "application/json",
  txt: "text/plain",
};

/** Media type of a file by its extension; `application/octet-stream` for others. */
export function mediaType(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  return types[extension] ?? "application/octet-stream";
}

/** Extension for a media type, with its dot; "" for others. */
export function extensionFor(type: string): string {
  const plain = type.split(";")[0]?.trim() ?? "";
  const found = Object.entries(types).find(([, value]) => value === plain);
  return found === undefined ? "" : `.${found[0]}`;
}
