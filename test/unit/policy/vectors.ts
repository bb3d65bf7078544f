import type { PolicyApi, PolicyOptions } from "@berth/core/policy";

/** One of the vectors of section 14 of the URL policy: no API given. */
export interface Vector {
  id: string;
  entries: string[];
  url: string;
  code: string;
  canonical?: string;
  near?: string;
  suggestion?: string;
  /** U-V-14. */
  options?: PolicyOptions;
  /** U-V-16: code of the one report. */
  report?: string;
}

/** U-V-1 to U-V-16; U-V-17 is about sources, not about an address. */
export const vectors: Vector[] = [
  {
    id: "U-V-1",
    entries: ["api.example.com"],
    url: "https://API.example.com:443/v1#x",
    code: "ALLOWED_BY_ENTRY",
    canonical: "https://api.example.com/v1",
  },
  { id: "U-V-2", entries: ["api.example.com"], url: "http://api.example.com/", code: "NOT_LISTED", near: "scheme" },
  {
    id: "U-V-3",
    entries: ["api.example.com"],
    url: "https://api.example.com./",
    code: "NOT_LISTED",
    near: "trailingDot",
  },
  {
    id: "U-V-4",
    entries: ["*.example.com"],
    url: "https://example.com/",
    code: "NOT_LISTED",
    near: "apex",
    suggestion: "example.com",
  },
  {
    id: "U-V-5",
    entries: ["https://example.com/shop"],
    url: "https://example.com/shop/%2e%2e/admin",
    code: "NOT_LISTED",
    canonical: "https://example.com/admin",
  },
  {
    id: "U-V-6",
    entries: ["https://example.com/shop"],
    url: "https://example.com/shop/a%2Fb",
    code: "NOT_LISTED",
    near: "encodedSeparator",
  },
  {
    id: "U-V-7",
    entries: ["(a|b)\\.example\\.com"],
    url: "https://b.example.com/",
    code: "NOT_LISTED",
    near: "notWholeUrl",
  },
  {
    id: "U-V-8",
    entries: ["https://(a|b)\\.example\\.com/.*"],
    url: "https://b.example.com/",
    code: "ALLOWED_BY_ENTRY",
  },
  { id: "U-V-9", entries: [".*"], url: "javascript:alert(1)", code: "SCHEME_NOT_NETWORK" },
  { id: "U-V-10", entries: [".*"], url: "https:/example.com/", code: "URL_AMBIGUOUS" },
  { id: "U-V-11", entries: [".*"], url: "https://u@example.com/", code: "URL_CREDENTIALS" },
  { id: "U-V-12", entries: [".*"], url: "https://example.com\\@evil.test/", code: "URL_AMBIGUOUS" },
  {
    id: "U-V-13",
    entries: ["https://203.0.113.5"],
    url: "https://0xcb007105/",
    code: "ALLOWED_BY_ENTRY",
    canonical: "https://203.0.113.5/",
  },
  {
    id: "U-V-14",
    entries: [".*"],
    options: { privateNetwork: "named" },
    url: "https://192.168.1.1/",
    code: "PRIVATE_ADDRESS",
  },
  { id: "U-V-15", entries: [], url: "https://example.com/", code: "LIST_EMPTY" },
  {
    id: "U-V-16",
    entries: ["(", "a.example.com"],
    url: "https://a.example.com/",
    code: "ALLOWED_BY_ENTRY",
    report: "REGEX_SYNTAX",
  },
  // Ours: without these three, a naive form of the rule survives cases and vectors (U-TST-9).
  { id: "U-RAW-9", entries: [".*"], url: "https://ex%61mple.com/", code: "URL_AMBIGUOUS" },
  {
    id: "U-MAT-2",
    entries: ["api.example.com"],
    url: "http://api.example.com:443/",
    code: "NOT_LISTED",
    near: "scheme",
  },
  {
    id: "U-MAT-5",
    entries: ["https://example.com/shop"],
    url: "https://example.com/Shop",
    code: "NOT_LISTED",
    near: "case",
  },
];

/** The vectors of platform.md; the API is request unless one is named. */
export const domains: [id: string, entries: string[], url: string, allow: boolean, api?: PolicyApi][] = [
  ["P-DOM-V1", ["api.example.com"], "https://api.example.com/v1", true],
  ["P-DOM-V2", ["api.example.com"], "https://api.example.com:8443/", false],
  ["P-DOM-V3", ["api.example.com"], "https://x.api.example.com/", false],
  ["P-DOM-V4", ["API.Example.com"], "https://api.example.com./", false],
  ["P-DOM-V5a", ["*.example.com"], "https://a.b.example.com/", true],
  ["P-DOM-V5b", ["https://*.example.com"], "https://a.b.example.com/", true],
  ["P-DOM-V6a", ["*.example.com"], "https://example.com/", false],
  ["P-DOM-V6b", ["https://*.example.com"], "https://example.com/", false],
  ["P-DOM-V7a", ["(a|b)\\.example\\.com"], "https://b.example.com/", false],
  ["P-DOM-V7b", ["https://(a|b)\\.example\\.com/.*"], "https://b.example.com/", true],
  ["P-DOM-V8", [".*\\.example\\.com"], "https://evil.test/x.example.com", true],
  ["P-DOM-V9", ["https://example.com"], "wss://example.com/", false, "connectSocket"],
  ["P-DOM-V10", ["https://m.example.com/shop"], "https://m.example.com/shopping", false, "webview"],
  ["P-DOM-V11", ["https://m.example.com/shop"], "https://m.example.com/shop?x=1", true, "webview"],
  ["P-DOM-V12", [".*"], "http://example.com/", false],
  ["P-DOM-V13", ["example.com"], "https://u:p@example.com/", false],
  ["P-CFG-V3", ["api.example.com"], "https://other.example.com/", false],
  ["P-CFG-V5", [], "https://api.example.com/", false],
  ["P-CFG-V6", [".*"], "https://anything.example/", true],
];
