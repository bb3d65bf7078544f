import type { Hono } from "hono";
import { takeTokenFault } from "../console/faults.js";
import type { RouteVariables } from "../console/operation.js";
import type { PlatformContext } from "../context.js";
import { applyToken, inquiryUserInfo, revokeToken } from "./open-api.js";
import { closeRequest, failed, type OpenApiRequest, type OpenApiResult, openRequest } from "./open-api-frame.js";

type Run = (context: PlatformContext, request: OpenApiRequest) => OpenApiResult;

const apis: Readonly<Record<string, Run>> = {
  "/v1/authorizations/applyToken": (context, request) => applyToken(context, request, "v1"),
  "/v2/authorizations/applyToken": (context, request) => applyToken(context, request, "v2"),
  "/v1/authorizations/cancelToken": (context, request) => revokeToken(context, request, "v1"),
  "/v2/authorizations/revoke": (context, request) => revokeToken(context, request, "v2"),
  "/v1/users/inquiryUserInfo": (context, request) => inquiryUserInfo(context, request, "v1"),
  "/v2/users/inquiryUserInfo": (context, request) => inquiryUserInfo(context, request, "v2"),
};

/** Longer than the 10 s a client waits (T-ONE-4). */
const faultDelayMs = 12_000;

/** A body that breaks off: the answer was made, and is lost on its way (P-TOK-39). */
function lostAnswer(): Response {
  const body = new ReadableStream({
    start: (controller) => controller.error(new Error("tokenFault lost_answer is on")),
  });
  return new Response(body, { status: 200, headers: { "content-type": "application/json" } });
}

/** The server open APIs (section 16), with the mock's faults. All but `lost_answer` consume nothing. */
export function openApiRoutes(app: Hono<RouteVariables>, context: PlatformContext): void {
  for (const prefix of ["/v1/*", "/v2/*"])
    app.post(prefix, async (c) => {
      const request = await openRequest(context, c);
      const path = new URL(c.req.url).pathname;
      if ("status" in request) return closeRequest(context, c, path, request);
      const run = Object.hasOwn(apis, path) ? apis[path] : undefined;
      if (run === undefined) return closeRequest(context, c, path, failed("INVALID_API", `no API ${path}`));
      const fault = context.store.transaction((tx) => takeTokenFault(tx));
      switch (fault) {
        case "http500":
          return c.json({ message: "tokenFault http500 is on" }, 500);
        case "timeout_before":
          await new Promise<void>((resolve) => context.clock.setTimer(faultDelayMs, resolve));
          return c.json({ message: "tokenFault timeout_before is on" }, 504);
        case "unknown":
          return closeRequest(context, c, path, { code: "UNKNOWN_EXCEPTION", status: "U" });
        case "rate_limit":
          return closeRequest(context, c, path, { code: "REQUEST_TRAFFIC_EXCEED_LIMIT", status: "U" });
        case "lost_answer":
          run(context, request);
          return lostAnswer();
        case "none":
          return closeRequest(context, c, path, run(context, request));
      }
    });
}
