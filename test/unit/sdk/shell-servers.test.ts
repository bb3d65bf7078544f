import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  headersFile,
  type NodeRequest,
  nginxShell,
  shellFile,
  shellHeaders,
  shellListener,
  shellPlugin,
  shellScriptHash,
} from "@berth/sdk/shell";
import { describe, expect, test } from "vitest";

const view = 'console.log("</script>")';
const hostOrigin = "https://wallet.example";

describe("the shell as a file (S-HDR-2)", () => {
  test("is permitted by the hash of the script as it stands in the document", async () => {
    const { html, headers } = await shellFile({ view, hostOrigin });
    const script = /<script>([\s\S]*)<\/script><\/body>/.exec(html)?.[1] ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(script));
    const hash = Buffer.from(digest).toString("base64");
    expect(await shellScriptHash(view)).toBe(hash);
    expect(headers["Content-Security-Policy"]).toContain(`script-src 'sha256-${hash}' blob:;`);
    expect(headers["Cache-Control"]).toContain("immutable");
  });

  test("nginx gets every header, in one block, with quotes escaped", async () => {
    const { headers } = await shellFile({ view, hostOrigin, resourceSources: ["https://img.example"] });
    const text = nginxShell("/shell.html", headers);
    for (const [name, value] of Object.entries(headers)) {
      if (name === "Content-Type") continue;
      expect(text).toContain(`  add_header ${name} "${value.replaceAll('"', '\\"')}" always;\n`);
    }
    expect(text).toContain('Connection-Allowlist "(\\"https://img.example\\")"');
    expect(text.match(/^location = \/shell\.html \{\n/)).not.toBeNull();
    expect(text.endsWith("\n}\n")).toBe(true);
    expect(() => nginxShell("/a b", headers)).toThrow(TypeError);
    expect(() => nginxShell("/shell.html", { X: "$host" })).toThrow(TypeError);
  });

  test("a static host gets every header under the path", async () => {
    const { headers } = await shellFile({ view, hostOrigin });
    const lines = headersFile("/shell.html", headers).split("\n");
    expect(lines[0]).toBe("/shell.html");
    expect(lines.slice(1, -1)).toEqual(Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`));
    expect(() => headersFile("/shell.html\n/*", headers)).toThrow(TypeError);
  });
});

describe("the shell from a server", () => {
  test("Node answers with the headers of section 2 and a new nonce each time", async () => {
    const server = createServer(shellListener({ view, hostOrigin }));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/shell`;
    try {
      const nonces = await Promise.all(
        [1, 2].map(async () => {
          const answer = await fetch(address);
          const nonce = /'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1] ?? "";
          for (const [name, value] of Object.entries(shellHeaders({ hostOrigin, nonce }))) {
            expect(answer.headers.get(name)).toBe(value);
          }
          expect(await answer.text()).toContain(`nonce="${nonce}"`);
          return nonce;
        }),
      );
      expect(nonces[0]).not.toBe(nonces[1]);
      expect((await fetch(address, { method: "POST" })).status).toBe(405);
    } finally {
      server.close();
    }
  });

  test("Vite serves it for its own page, leaves other addresses alone, and writes both files of a build", async () => {
    const plugin = shellPlugin({ view, hostOrigin });
    let handle: (request: NodeRequest, response: never, next: () => void) => void = () => {};
    plugin.configureServer({
      middlewares: {
        use: (given) => {
          handle = given as typeof handle;
        },
      },
    });
    const asked = (url: string, host: string): Promise<string> =>
      new Promise((resolve) => {
        let policy = "";
        const response = {
          writeHead: (_status: number, headers: Record<string, string>) => {
            policy = headers["content-security-policy"] ?? "";
          },
          end: () => resolve(policy),
        };
        handle({ method: "GET", url, headers: { host } }, response as never, () => resolve("next"));
      });
    expect(await asked("/shell?policy=open", "localhost:5173")).toContain("frame-ancestors http://localhost:5173;");
    expect(await asked("/other", "localhost:5173")).toBe("next");
    expect(await asked("/shell", "a; script-src *")).toBe("next");
    const files: string[] = [];
    await plugin.generateBundle.call({ emitFile: ({ fileName }) => files.push(fileName) });
    expect(files).toEqual(["shell.html", "_headers"]);
  });
});
