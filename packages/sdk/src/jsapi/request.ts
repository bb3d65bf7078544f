import { encodeRequest } from "../gate/request-body.js";
import type { GateOutcome } from "../gate/request-gate.js";
import { base64Text } from "../load/platform-keys.js";
import { type ApiCall, type ApiDefinition, type ApiResult, failure } from "./definition.js";

const methods = new Set(["GET", "POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE", "PATCH"]);
/** Largest answer of `my.request`: it has to fit into one message (S-MSG-2). */
const maxAnswerBytes = 24 * 1024 * 1024;

/** Failure of a transfer that brought no answer (F-NET-E). */
export function transferFailure(
  outcome: Exclude<GateOutcome, { kind: "response" }>,
  domainErrorCode: number,
): ApiResult {
  switch (outcome.kind) {
    case "denied":
      return failure(outcome.error, outcome.message, { code: outcome.code });
    case "refused":
      return failure(domainErrorCode, outcome.message, { code: outcome.code });
    case "failed":
      if (outcome.reason === "aborted") return failure(20, outcome.message, { aborted: true });
      if (outcome.reason === "timeout") return failure(13, outcome.message);
      if (outcome.reason === "redirectLimit") return failure(19, outcome.message, { code: "REDIRECT_LIMIT" });
      return failure(12, outcome.message);
  }
}

/** The decoder for what the server says its text is written in; UTF-8 when it says nothing or an unknown name. */
function decoderOf(contentType = ""): TextDecoder {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    return new TextDecoder("utf-8", { fatal: true });
  }
}

function decode(
  body: Uint8Array<ArrayBuffer>,
  dataType: string,
  contentType: string | undefined,
): { ok: true; data: unknown } | { ok: false } {
  if (dataType === "base64") return { ok: true, data: base64Text(body) };
  if (dataType === "arraybuffer") return { ok: true, data: body.buffer };
  try {
    const text = decoderOf(contentType).decode(body);
    return { ok: true, data: dataType === "json" ? JSON.parse(text) : text };
  } catch {
    return { ok: false };
  }
}

async function send(call: ApiCall, defaultType: string): Promise<ApiResult> {
  const { params, run, api, id, signal } = call;
  const method = String(params["method"] ?? "GET").toUpperCase();
  if (!methods.has(method)) return failure(2, `${api}: method ${method} is not supported`);
  const dataType = String(params["dataType"] ?? "json").toLowerCase();
  const enableCookie = params["enableCookie"] === true;
  const encoded = encodeRequest({
    url: params["url"] as string,
    method,
    headers: params["headers"] ?? params["header"],
    data: params["data"],
    defaultType,
    enableCookie,
  });
  const timeout = params["timeout"];
  const outcome = await run.requests.send({
    api: "request",
    shownApi: api === "httpRequest" ? "httpRequest" : "request",
    callId: id,
    method,
    ...encoded,
    timeoutMs: typeof timeout === "number" && timeout > 0 ? timeout : 30_000,
    enableCookie,
    maxBytes: maxAnswerBytes,
    signal,
  });
  if (outcome.kind !== "response") return transferFailure(outcome, run.requests.domainErrorCode);
  const { status, headers } = outcome;
  const decoded = decode(outcome.body, dataType, headers["content-type"]);
  const shown = { status, statusCode: status, headers, header: headers };
  if (status < 200 || status > 299) {
    const data = decoded.ok ? decoded.data : new TextDecoder().decode(outcome.body);
    return failure(19, `the server answered ${status}`, { ...shown, data });
  }
  if (!decoded.ok) {
    const what = dataType === "json" ? "JSON" : "text";
    return failure(14, `the answer is no ${what}${outcome.body.length === 0 ? " (it is empty)" : ""}`, shown);
  }
  return { data: decoded.data, ...shown };
}

/** Requests (section 13.1 of the framework specification). */
export const requestApis: readonly ApiDefinition[] = [
  { name: "request", outlivesPage: true, handler: (call) => send(call, "application/json") },
  {
    name: "httpRequest",

    outlivesPage: true,
    handler: (call) => send(call, "application/x-www-form-urlencoded"),
  },
];
