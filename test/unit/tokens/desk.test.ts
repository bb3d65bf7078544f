import { createCodeDesk, type ServiceCode } from "@berth/sdk/tokens";
import { describe, expect, it } from "vitest";
import { TokenClock } from "./token-bench.js";

const code = (authCode: string, more: Partial<ServiceCode> = {}): ServiceCode => ({
  authCode,
  authSuccessScopes: ["auth_base"],
  authErrorScopes: {},
  ...more,
});

describe("code desk", () => {
  it("T-CODE-1, P-TOK-5: delivers a code once, with its scopes", async () => {
    const desk = createCodeDesk({ clock: new TokenClock() });
    expect(await desk.deliver({ ask: async () => code("abc") })).toMatchObject({ kind: "delivered", authCode: "abc" });
    expect(await desk.deliver({ ask: async () => code("abc") })).toMatchObject({ kind: "failed", error: 3 });
  });
  it("T-CODE-1: two calls that were given the same code: one gets it", async () => {
    const desk = createCodeDesk({ clock: new TokenClock() });
    const answers = await Promise.all([1, 2].map(() => desk.deliver({ ask: async () => code("abc") })));
    expect(answers.map((a) => a.kind).sort()).toEqual(["delivered", "failed"]);
  });
  it.each(["a b", "", "x".repeat(33), "äöü"])("P-TOK-7: refuses the form %j", async (text) => {
    const desk = createCodeDesk({ clock: new TokenClock() });
    expect(await desk.deliver({ ask: async () => code(text) })).toMatchObject({ kind: "failed", error: 3 });
  });
  it("T-CODE-2: a code that slept too long is asked for once more, then the call fails with 10", async () => {
    const clock = new TokenClock();
    const desk = createCodeDesk({ clock });
    let asked = 0;
    const ask = async (): Promise<ServiceCode> => code(`c${++asked}`);
    const sleep = (times: number) => async (): Promise<void> => {
      if (asked <= times) clock.wall += 540_000;
    };
    expect(await desk.deliver({ ask, deliverable: sleep(1) })).toMatchObject({ kind: "delivered", authCode: "c2" });
    asked = 10;
    expect(await desk.deliver({ ask, deliverable: sleep(99) })).toMatchObject({ kind: "failed", error: 10 });
    expect(asked).toBe(12);
  });
  it("T-CODE-1: nobody is told when the call is gone", async () => {
    const controller = new AbortController();
    const desk = createCodeDesk({ clock: new TokenClock() });
    const ask = async (): Promise<ServiceCode> => {
      controller.abort();
      return code("abc");
    };
    expect(await desk.deliver({ ask, signal: controller.signal })).toEqual({ kind: "dropped" });
  });
  it("P-TOK-5: no scope granted fails and says which were refused", async () => {
    const desk = createCodeDesk({ clock: new TokenClock() });
    const refused = code("abc", { authSuccessScopes: [], authErrorScopes: { USER_NAME: "10001" } });
    expect(await desk.deliver({ ask: async () => refused })).toMatchObject({
      kind: "failed",
      error: 11,
      authErrorScopes: { USER_NAME: "10001" },
    });
  });
});
