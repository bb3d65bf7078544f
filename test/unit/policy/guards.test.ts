import { compilePolicy, decide, isPrivateHost, type PrivateNetwork } from "@berth/core/policy";
import { expect, test } from "vitest";

test.each([
  ["localhost", true],
  ["LOCALHOST.", true],
  ["a.localhost", true],
  ["printer.local", true],
  ["x.internal", true],
  ["home.arpa", true],
  ["nas.home.arpa", true],
  ["0.1.2.3", true],
  ["10.0.0.1", true],
  ["100.64.0.1", true],
  ["100.63.0.1", false],
  ["100.128.0.1", false],
  ["127.255.0.1", true],
  ["169.254.169.254", true],
  ["169.253.0.1", false],
  ["172.15.0.1", false],
  ["172.16.0.1", true],
  ["172.31.0.1", true],
  ["172.32.0.1", false],
  ["192.168.0.1", true],
  ["192.167.0.1", false],
  ["224.0.0.1", true],
  ["255.255.255.255", true],
  ["223.255.255.255", false],
  ["203.0.113.5", false],
  ["192.0.2.1", false],
  ["[::]", true],
  ["[::1]", true],
  ["[::2]", false],
  ["[fc00::1]", true],
  ["[fdff::]", true],
  ["[fe80::1]", true],
  ["fe80::1%eth0", true],
  ["[febf::1]", true],
  ["[fec0::1]", false],
  ["[ff02::1]", true],
  ["[::ffff:7f00:1]", true],
  ["::ffff:192.168.1.1", true],
  ["[::ffff:cb00:7105]", false],
  ["[64:ff9b::a00:1]", true],
  ["[64:ff9b::cb00:7105]", false],
  ["[2002:c0a8:101::1]", true],
  ["[2002:cb00:7105::1]", false],
  ["[2001:db8::5]", false],
  ["localhost.example.com", false],
  ["notlocalhost", false],
  ["local", false],
  ["10.example.com", false],
])("U-NET-3: %s private: %s", (host, expected) => {
  expect(isPrivateHost(host)).toBe(expected);
});

const code = async (entries: string[] | null, privateNetwork: PrivateNetwork, url: string) =>
  decide(await compilePolicy(entries ? { mode: "list", entries } : { mode: "allow-all" }, { privateNetwork }), url)
    .code;

test("U-NET-1: `named` passes only literals that an entry without wildcard names", async () => {
  const url = "https://192.168.1.1/";
  expect(await code([".*"], "named", url)).toBe("PRIVATE_ADDRESS");
  expect(await code(null, "named", url)).toBe("PRIVATE_ADDRESS");
  expect(await code(["https://192\\.168\\.1\\.1/.*"], "named", url)).toBe("PRIVATE_ADDRESS");
  expect(await code(["192.168.1.1"], "named", url)).toBe("ALLOWED_BY_ENTRY");
  expect(await code([".*", "https://192.168.1.1"], "named", url)).toBe("ALLOWED_BY_ENTRY");
  expect(await code(["*.localhost"], "named", "https://a.localhost/")).toBe("PRIVATE_ADDRESS");
  expect(await code(["localhost"], "named", "https://localhost/")).toBe("ALLOWED_BY_ENTRY");
  expect(await code([".*", "localhost"], "named", "https://localhost./")).toBe("PRIVATE_ADDRESS");
  expect(await code([".*"], "named", "https://203.0.113.5/")).toBe("ALLOWED_BY_ENTRY");
  expect(await code([".*"], "named", "https://0x7f.1:9/")).toBe("PRIVATE_ADDRESS");
});

test("U-NET-1: `deny` passes no private destination, `allow` every one", async () => {
  expect(await code(["192.168.1.1"], "deny", "https://192.168.1.1/")).toBe("PRIVATE_ADDRESS");
  expect(await code([".*"], "allow", "https://192.168.1.1/")).toBe("ALLOWED_BY_ENTRY");
  expect(decide(await compilePolicy({ mode: "allow-all" }), "https://localhost/").code).toBe("ALLOWED_BY_DEFAULT");
});

test("guards come after the list and can only refuse", async () => {
  expect(await code(["a.com"], "deny", "https://192.168.1.1/")).toBe("NOT_LISTED");
  expect(await code([], "named", "https://localhost/")).toBe("LIST_EMPTY");
});

test("U-NET-5: a web-view does not open the host's own origins; requests are not concerned", async () => {
  const hostOrigins = ["https://app.example", "https://shell.example:8443/x"];
  const policy = await compilePolicy({ mode: "list", entries: [".*"] }, { hostOrigins });
  const web = (url: string) => decide(policy, url, "webview").code;
  for (let i = 0; i < 3; i++) {
    expect(web("https://app.example/x#y")).toBe("HOST_ORIGIN");
    expect(web("https://APP.example.:443/")).toBe("HOST_ORIGIN");
    expect(web("https://shell.example:8443/")).toBe("HOST_ORIGIN");
    expect(web("https://shell.example/")).toBe("ALLOWED_BY_ENTRY");
    expect(web("https://app.example.evil.test/")).toBe("ALLOWED_BY_ENTRY");
    expect(decide(policy, "https://app.example/x", "request").allow).toBe(true);
  }
});

test("a host origin that is no address is a mistake of the host", async () => {
  await expect(compilePolicy({ mode: "allow-all" }, { hostOrigins: ["app.example"] })).rejects.toMatchObject({
    code: "OPTION_INVALID",
  });
});
