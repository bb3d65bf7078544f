/** A page address taken apart. */
export interface PageAddress {
  /** Without leading slash and query. */
  path: string;
  query: Record<string, string>;
  hasQuery: boolean;
}

/** `/pages/a/a?x=1`, or relative to the current page (F-NAV-6); the last of repeated names counts (F-PAGE-5). */
export function resolveUrl(url: string, current: string, decode: boolean): PageAddress {
  const mark = url.indexOf("?");
  const rawPath = mark < 0 ? url : url.slice(0, mark);
  const text = mark < 0 ? "" : (url.slice(mark + 1).split("#")[0] ?? "");
  return { path: resolvePath(rawPath.trim(), current), query: parseQuery(text, decode), hasQuery: text !== "" };
}

function resolvePath(path: string, current: string): string {
  const relative = !path.startsWith("/");
  const parts = relative ? current.split("/").slice(0, -1) : [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/").replace(/\.(?:html|axml)$/, "");
}

function parseQuery(text: string, decode: boolean): Record<string, string> {
  const query: Record<string, string> = {};
  for (const pair of text.split("&")) {
    if (pair === "") continue;
    const mark = pair.indexOf("=");
    const name = decoded(mark < 0 ? pair : pair.slice(0, mark), true);
    if (name !== "__proto__") query[name] = decoded(mark < 0 ? "" : pair.slice(mark + 1), decode);
  }
  return query;
}

function decoded(text: string, decode: boolean): string {
  if (!decode) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
