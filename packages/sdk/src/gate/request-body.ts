import { isContainerHeader } from "@berth/core/policy";

/** What `data` and `headers` of a request turn into (F-NET-3, F-NET-4). */
export interface EncodedRequest {
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | null;
}

/** Parameters as `a=1&b=2`; objects and arrays as JSON text. */
export function encodeQuery(data: Record<string, unknown>): string {
  return Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => {
      const text = typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
      return `${encodeURIComponent(key)}=${encodeURIComponent(text)}`;
    })
    .join("&");
}

/** The address with a query added, before its fragment. */
export function appendQuery(url: string, query: string): string {
  if (query === "") return url;
  const hash = url.indexOf("#");
  const base = hash < 0 ? url : url.slice(0, hash);
  const joiner = base.includes("?") ? (base.endsWith("?") || base.endsWith("&") ? "" : "&") : "?";
  return base + joiner + query + (hash < 0 ? "" : url.slice(hash));
}

/** Header names in lower case, without those the container sets; values are text. */
export function cleanHeaders(headers: unknown, enableCookie: boolean): Record<string, string> {
  const result: Record<string, string> = {};
  if (typeof headers !== "object" || headers === null) return result;
  for (const [name, value] of Object.entries(headers)) {
    const lower = name.toLowerCase();
    if (isContainerHeader(lower) || (lower === "cookie" && !enableCookie) || value === undefined || value === null)
      continue;
    if (!/^[a-z0-9!#$%&'*+.^_`|~-]+$/.test(lower) || /[\r\n\0]/.test(String(value))) continue;
    result[lower] = String(value);
  }
  return result;
}

/** Encodes a request. For GET the query is part of the address before anything decides about it (U-GEN-5). */
export function encodeRequest(input: {
  url: string;
  method: string;
  headers: unknown;
  data: unknown;
  defaultType: string;
  enableCookie: boolean;
}): EncodedRequest {
  const headers = cleanHeaders(input.headers, input.enableCookie);
  headers["content-type"] ??= input.defaultType;
  const { data } = input;
  if (data === undefined || data === null) return { url: input.url, headers, body: null };
  if (input.method === "GET" || input.method === "HEAD") {
    const query = typeof data === "object" ? encodeQuery(data as Record<string, unknown>) : String(data);
    return { url: appendQuery(input.url, query), headers, body: null };
  }
  if (data instanceof ArrayBuffer) return { url: input.url, headers, body: new Uint8Array(data) };
  if (typeof data !== "object") return { url: input.url, headers, body: String(data) };
  const form = headers["content-type"].toLowerCase().includes("application/x-www-form-urlencoded");
  return { url: input.url, headers, body: form ? encodeQuery(data as Record<string, unknown>) : JSON.stringify(data) };
}
