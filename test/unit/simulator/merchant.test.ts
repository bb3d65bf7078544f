import { createVerify, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { createMerchant } from "../../../simulator/merchant/create-merchant.js";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const now = Date.parse("2026-01-02T03:04:05.000Z");

interface Seen {
  path: string;
  body: Record<string, unknown>;
  signed: boolean;
}

/** A platform that checks the signature of P-TOK-11 and knows one code. */
function platform(seen: Seen[]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const path = new URL(request.url).pathname;
    const body = await request.text();
    const clientId = request.headers.get("Client-Id") ?? "";
    const time = request.headers.get("Request-Time") ?? "";
    const signature = /^algorithm=RSA256, keyVersion=1, signature=(.+)$/.exec(request.headers.get("Signature") ?? "");
    const signed = createVerify("RSA-SHA256")
      .update(`POST ${path}\n${clientId}.${time}.${body}`)
      .verify(publicKey, decodeURIComponent(signature?.[1] ?? ""), "base64");
    const fields = JSON.parse(body) as Record<string, unknown>;
    seen.push({ path, body: fields, signed });
    const ok = { resultCode: "SUCCESS", resultStatus: "S", resultMessage: "Success" };
    if (path.endsWith("applyToken")) {
      return Response.json(
        fields["authCode"] === "good"
          ? { result: ok, accessToken: "secret-access" }
          : { result: { resultCode: "INVALID_CODE", resultStatus: "F", resultMessage: "no such code" } },
      );
    }
    return Response.json({ result: ok, userInfo: { userId: "u1", nickName: "Ada" } });
  };
}

function merchant(seen: Seen[] = []): (path: string, init?: RequestInit) => Promise<Response> {
  const app = createMerchant({
    platformUrl: "https://platform.test",
    credentials: { clientId: "client-1", privateKey: pem },
    helpUrl: "http://localhost:1/help",
    fetch: platform(seen),
    now: () => now,
  });
  return async (path, init) => app.request(`https://api.shop.test${path}`, init);
}

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});

test("the authCode is exchanged by signed calls, and no token leaves the back end (P-TOK-1, P-TOK-11)", async () => {
  const seen: Seen[] = [];
  const call = merchant(seen);
  const answer = await call("/v1/session", post({ authCode: "good" }));
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ user: { userId: "u1", nickName: "Ada" } });
  expect(text).not.toContain("secret-access");
  expect(seen.map((it) => [it.path, it.signed])).toEqual([
    ["/v1/authorizations/applyToken", true],
    ["/v1/users/inquiryUserInfo", true],
  ]);
  expect(seen[1]?.body).toEqual({ accessToken: "secret-access" });
});

test("a refused code gives no session and says why", async () => {
  const answer = await merchant()("/v1/session", post({ authCode: "bad" }));
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ code: "INVALID_CODE" });
});

test("prices come from the shop, and an order is paid once the payment succeeded", async () => {
  const call = merchant();
  const order = (await (
    await call("/v1/orders", post({ lines: [{ id: "mug", option: "Ink", count: 2, price: 1 }] }))
  ).json()) as {
    orderId: string;
    amount: number;
    status: string;
    tradeNO: string;
  };
  expect(order).toMatchObject({ amount: 3700, status: "OPEN" });
  expect(order.tradeNO.length).toBeLessThanOrEqual(64);
  await call(`/v1/orders/${order.orderId}/payment`, post({ resultCode: "6001" }));
  expect(await (await call(`/v1/orders/${order.orderId}`)).json()).toMatchObject({ status: "OPEN" });
  await call(`/v1/orders/${order.orderId}/payment`, post({ resultCode: "9000" }));
  expect(await (await call(`/v1/orders/${order.orderId}`)).json()).toMatchObject({ status: "PAID" });
  expect((await call("/v1/orders", post({ lines: [{ id: "mug", count: 0 }] }))).status).toBe(400);
});

test("orders of a customer need the session", async () => {
  const call = merchant();
  expect((await call("/v1/orders")).status).toBe(401);
  const { token } = (await (await call("/v1/session", post({ authCode: "good" }))).json()) as { token: string };
  const signedIn = { authorization: `Bearer ${token}` };
  await call("/v1/orders", post({ lines: [{ id: "soap", option: "Seaweed", count: 1 }] }, signedIn));
  const listed = (await (await call("/v1/orders", { headers: signedIn })).json()) as {
    orders: { lines: { id: string }[] }[];
  };
  expect(listed.orders.map((it) => it.lines[0]?.id)).toEqual(["soap"]);
});
