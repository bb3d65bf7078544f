import { shellHeaders, shellHtml, shellResponse } from "@berth/sdk/shell";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

const nonce = "AAAAAAAAAAAAAAAAAAAAAA==";
const hostOrigin = "https://host.example";

const expected = `Content-Type: text/html; charset=utf-8
Content-Security-Policy: default-src 'none'; script-src 'nonce-${nonce}' blob:; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; media-src data: blob:; font-src data: blob:; connect-src 'none'; frame-src 'none'; object-src 'none'; manifest-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors https://host.example; sandbox allow-scripts
Connection-Allowlist: ()
X-DNS-Prefetch-Control: off
Referrer-Policy: no-referrer
Permissions-Policy: accelerometer=(), bluetooth=(), camera=(), clipboard-read=(), clipboard-write=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), xr-spatial-tracking=()
X-Content-Type-Options: nosniff
Cross-Origin-Resource-Policy: cross-origin
Cache-Control: no-store`;

const text = (headers: Record<string, string>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join("\n");

describe("headers of the shell (S-TST-6)", () => {
  test("are those of section 2, byte for byte", () => {
    expect(text(shellHeaders({ hostOrigin, nonce }))).toBe(expected);
  });

  test("with https: the Connection-Allowlist is left out (S-HDR-3)", () => {
    const headers = shellHeaders({ hostOrigin, nonce, resourceSources: ["https:"] });
    expect(headers["Connection-Allowlist"]).toBeUndefined();
    expect(headers["Content-Security-Policy"]).toContain("img-src data: blob: https:;");
  });

  test("a static file takes a hash and may be kept (S-HDR-2)", () => {
    const headers = shellHeaders({ hostOrigin, hash: "abcdefghijklmnopqrstuvwxyz0123456789+/abcde=" });
    expect(headers["Content-Security-Policy"]).toContain(
      "script-src 'sha256-abcdefghijklmnopqrstuvwxyz0123456789+/abcde=' blob:;",
    );
    expect(headers["Cache-Control"]).toContain("immutable");
  });

  test("no source text ever adds a directive (S-HDR-6, U-CSP-9)", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (sources) => {
        const policy = shellHeaders({ hostOrigin, nonce, resourceSources: sources })["Content-Security-Policy"] ?? "";
        expect(policy.split(";").map((part) => part.trim().split(" ")[0])).toEqual([
          "default-src",
          "script-src",
          "worker-src",
          "style-src",
          "img-src",
          "media-src",
          "font-src",
          "connect-src",
          "frame-src",
          "object-src",
          "manifest-src",
          "form-action",
          "base-uri",
          "frame-ancestors",
          "sandbox",
        ]);
      }),
    );
  });

  test.each(["https://host.example; script-src *", "*", "null", "javascript:1"])("%s is no host origin", (origin) => {
    expect(() => shellHeaders({ hostOrigin: origin, nonce })).toThrow(TypeError);
  });

  test("an unknown policy id gets the strict header, a known one its own", async () => {
    const answer = (query: string): string =>
      shellResponse(new Request(`https://shell.example/${query}`), { view: "1", hostOrigin }).headers.get(
        "content-security-policy",
      ) ?? "";
    expect(answer("?policy=https%3A")).toContain("img-src data: blob:;");
    expect(answer("?policy=constructor")).toContain("img-src data: blob:;");
    expect(answer("?policy=open")).toContain("img-src data: blob: https:;");
    expect(answer("")).not.toBe(answer(""));
  });
});

describe("document of the shell", () => {
  test("script text cannot end its element", () => {
    const html = shellHtml({ view: 'a("</script><img src=x>", "<!--")', nonce });
    expect(html.match(/<\/script/g)).toHaveLength(1);
    expect(html).not.toContain("<!--");
  });

  test("the meta policy stands first in head and leaves out what meta ignores (S-FB-1)", () => {
    const html = shellHtml({ view: "1", nonce, metaPolicy: true });
    expect(html).toMatch(
      /^<!doctype html><html><head><meta http-equiv="Content-Security-Policy" content="default-src 'none';/,
    );
    expect(html).not.toContain("frame-ancestors");
    expect(html).not.toContain("sandbox");
  });
});
