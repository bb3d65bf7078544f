import { Hono } from "hono";
import { helpPage, shippingPage } from "./help-page.js";
import { categories, products } from "./products.js";
import { type MerchantCredentials, type OpenApiAnswer, signedCall } from "./signed-call.js";

/** Everything the sample merchant back end depends on. */
export interface MerchantOptions {
  platformUrl: string;
  credentials: MerchantCredentials;
  /** Address of the page the mini program opens in its web-view. */
  helpUrl: string;
  /** Default: the engine's fetch. */
  fetch?: typeof globalThis.fetch;
  /** Epoch milliseconds; default: the system's clock. */
  now?: () => number;
}

interface Session {
  userId: string;
  nickName: string;
}

interface OrderLine {
  id: string;
  name: string;
  option: string;
  price: number;
  count: number;
}

interface Order {
  orderId: string;
  tradeNO: string;
  userId: string | null;
  lines: OrderLine[];
  /** Cents. */
  amount: number;
  status: "OPEN" | "PAID";
}

const token = (): string => crypto.randomUUID().replaceAll("-", "");

/**
 * The sample shop's back end as a fetch handler: products, sign-in by authCode, orders, and the help page.
 *
 * Sign-in is the part worth reading: the mini program sends only the authCode; the exchange (`applyToken`) and the
 * question who that is (`inquiryUserInfo`) are signed calls from here, and the access token never leaves this process
 * (P-TOK-1). Everything is in memory and forgotten at the end.
 */
export function createMerchant(o: MerchantOptions): Hono {
  const platform = {
    platformUrl: o.platformUrl,
    credentials: o.credentials,
    fetch: o.fetch ?? globalThis.fetch,
    now: o.now ?? Date.now,
  };
  const sessions = new Map<string, Session>();
  const orders: Order[] = [];
  const app = new Hono();
  const sessionOf = (authorization: string | undefined): Session | undefined =>
    sessions.get((authorization ?? "").replace(/^Bearer /, ""));

  app.get("/v1/settings", (c) => c.json({ helpUrl: o.helpUrl }));

  app.get("/v1/products", (c) => {
    const category = c.req.query("category");
    return c.json({ categories, products: category ? products.filter((it) => it.category === category) : products });
  });

  app.get("/v1/products/:id", (c) => {
    const product = products.find((it) => it.id === c.req.param("id"));
    return product ? c.json(product) : c.json({ message: "We do not sell that." }, 404);
  });

  app.post("/v1/session", async (c) => {
    const body: { authCode?: unknown; appId?: unknown } = await c.req.json().catch(() => ({}));
    if (typeof body.authCode !== "string") return c.json({ message: "authCode is missing." }, 400);
    const refused = (answer: OpenApiAnswer) =>
      c.json({ message: answer.result.resultMessage, code: answer.result.resultCode }, 403);
    const grant = await signedCall(platform, "/v1/authorizations/applyToken", {
      grantType: "AUTHORIZATION_CODE",
      authCode: body.authCode,
    });
    if (grant.result.resultStatus !== "S") return refused(grant);
    const info = await signedCall(platform, "/v1/users/inquiryUserInfo", { accessToken: grant["accessToken"] });
    if (info.result.resultStatus !== "S") return refused(info);
    const who = info["userInfo"] as { userId: string; nickName?: string };
    const session: Session = { userId: who.userId, nickName: who.nickName ?? "Customer" };
    const key = token();
    sessions.set(key, session);
    return c.json({ token: key, user: session });
  });

  app.post("/v1/orders", async (c) => {
    const body: { lines?: { id?: unknown; option?: unknown; count?: unknown }[] } = await c.req
      .json()
      .catch(() => ({}));
    const lines: OrderLine[] = [];
    for (const line of Array.isArray(body.lines) ? body.lines : []) {
      const product = products.find((it) => it.id === line.id);
      const count = Number(line.count);
      if (!product || !Number.isInteger(count) || count < 1 || count > 99)
        return c.json({ message: "This order cannot be placed." }, 400);
      lines.push({ id: product.id, name: product.name, option: String(line.option), price: product.price, count });
    }
    if (lines.length === 0) return c.json({ message: "The order is empty." }, 400);
    const order: Order = {
      orderId: token().slice(0, 10).toUpperCase(),
      tradeNO: token(),
      userId: sessionOf(c.req.header("authorization"))?.userId ?? null,
      lines,
      amount: lines.reduce((sum, line) => sum + line.price * line.count, 0),
      status: "OPEN",
    };
    orders.push(order);
    return c.json(order);
  });

  app.get("/v1/orders", (c) => {
    const session = sessionOf(c.req.header("authorization"));
    if (!session) return c.json({ message: "Please sign in again." }, 401);
    return c.json({ orders: orders.filter((it) => it.userId === session.userId).reverse() });
  });

  app.get("/v1/orders/:id", (c) => {
    const id = c.req.param("id");
    const order = id === "latest" ? orders.at(-1) : orders.find((it) => it.orderId === id);
    return order ? c.json(order) : c.json({ message: "There is no such order." }, 404);
  });

  app.post("/v1/orders/:id/payment", async (c) => {
    const body: { resultCode?: unknown } = await c.req.json().catch(() => ({}));
    const order = orders.find((it) => it.orderId === c.req.param("id"));
    if (!order) return c.json({ message: "There is no such order." }, 404);
    if (String(body.resultCode) === "9000") order.status = "PAID";
    return c.json(order);
  });

  // Places for the policy lab to be stopped at.
  app.get("/lab/hop-inside", (c) => c.redirect("/v1/settings", 302));
  app.get("/lab/hop-outside", (c) => c.redirect("https://elsewhere.test/collect", 302));
  app.get("/lab/hop-private", (c) => c.redirect("https://127.0.0.1/", 302));
  app.get("/lab/dot.svg", (c) =>
    c.body(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4" fill="#0f766e"/></svg>',
      200,
      { "Content-Type": "image/svg+xml" },
    ),
  );

  app.get("/help", (c) => c.html(helpPage));
  app.get("/help/shipping", (c) => c.html(shippingPage));
  app.notFound((c) => c.json({ message: "Not here." }, 404));
  return app;
}
