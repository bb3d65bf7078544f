import { describe, expect, it } from "vitest";
import { type ResourceOutcome, Resources } from "../../../packages/runtime/src/view/resource/resources.js";

function make() {
  const asked: [number, string, string][] = [];
  const made: string[] = [];
  const revoked: string[] = [];
  const resources = new Resources((id, address, use) => asked.push([id, address, use]), {
    createObjectURL: () => {
      made.push(`blob:${made.length}`);
      return made.at(-1)!;
    },
    revokeObjectURL: (url) => revoked.push(url),
  });
  return { resources, asked, revoked };
}

describe("resources (S-VIEW-4, S-RES)", () => {
  it("asks once for an address and answers everybody", () => {
    const { resources, asked } = make();
    const got: ResourceOutcome[] = [];
    resources.want("/a.png", "image", (o) => got.push(o));
    resources.want("/a.png", "image", (o) => got.push(o));
    expect(asked).toEqual([[1, "/a.png", "image"]]);
    resources.answer(1, { blob: new Blob(["x"]) });
    resources.answer(1, { blob: new Blob(["y"]) });
    expect(got).toEqual([{ url: "blob:0" }, { url: "blob:0" }]);
    expect(resources.known("/a.png")).toEqual({ url: "blob:0" });
  });

  it("asks again after a refusal, and never for data:", () => {
    const { resources, asked } = make();
    const got: ResourceOutcome[] = [];
    resources.want("https://b.example/x", "image", (o) => got.push(o));
    resources.answer(1, { refused: "DOMAIN_NOT_ALLOWED", message: "no" });
    resources.want("https://b.example/x", "image", (o) => got.push(o));
    resources.want("data:image/png;base64,AA", "image", (o) => got.push(o));
    expect(got).toEqual([{ refused: "DOMAIN_NOT_ALLOWED", message: "no" }, { url: "data:image/png;base64,AA" }]);
    expect(asked.length).toBe(2);
  });

  it("takes no address but https, http and data from the host", () => {
    const { resources } = make();
    const got: ResourceOutcome[] = [];
    resources.want("/a", "image", (o) => got.push(o));
    resources.answer(1, { address: "javascript:alert(1)" });
    expect(got[0]).toHaveProperty("refused", "RESOURCE_INVALID");
  });

  it("revokes what was used longest ago beyond its room, and everything at the end", () => {
    const { resources, revoked } = make();
    const big = (): Blob => new Blob([new Uint8Array(12 * 1024 * 1024)]);
    for (const [i, address] of ["/1", "/2"].entries()) {
      resources.want(address, "image", () => undefined);
      resources.answer(i + 1, { blob: big() });
    }
    resources.known("/1");
    resources.want("/3", "image", () => undefined);
    resources.answer(3, { blob: big() });
    expect(revoked).toEqual(["blob:1"]);
    resources.dispose();
    expect(revoked.sort()).toEqual(["blob:0", "blob:1", "blob:2"]);
  });
});
