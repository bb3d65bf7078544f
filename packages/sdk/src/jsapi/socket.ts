import { jsapiOptions } from "@berth/core/jsapi";
import { appendQuery, cleanHeaders, encodeQuery } from "../gate/request-body.js";
import { base64Bytes } from "../load/platform-keys.js";
import { type ApiDefinition, type ApiResult, failure } from "./definition.js";

const answer = (outcome: { error: number; message?: string; code?: string }): ApiResult =>
  outcome.error === 0
    ? {}
    : failure(outcome.error, outcome.message ?? "", outcome.code === undefined ? {} : { code: outcome.code });

const taskOf = (params: Record<string, unknown>): number | undefined => params["taskId"] as number | undefined;

/** A code a program may close with, and a reason of at most 123 bytes: what WebSocket takes. */
function closeFault(code: number, reason: string): string | null {
  if (code !== 1000 && !(Number.isInteger(code) && code >= 3000 && code <= 4999))
    return `closeSocket: code ${code} is neither 1000 nor 3000 to 4999`;
  return new TextEncoder().encode(reason).length > 123 ? "closeSocket: the reason has more than 123 bytes" : null;
}

/** Sockets (F-NET-23, F-NET-24). `taskId` is the worker's number for a SocketTask. */
export const socketApis: readonly ApiDefinition[] = [
  {
    name: "connectSocket",
    rules: `${jsapiOptions["connectSocket"]} taskId:number`,
    outlivesPage: true,
    async handler({ params, run, id }) {
      const { data } = params;
      const query = typeof data === "object" && data !== null ? encodeQuery(data as Record<string, unknown>) : "";
      const given = (params["header"] ?? params["headers"] ?? {}) as Record<string, unknown>;
      const protocols = Object.entries(given)
        .filter(([name]) => name.toLowerCase() === "sec-websocket-protocol")
        .map(([, value]) => String(value))
        .join();
      const headers = cleanHeaders(given, false);
      const names = [...new Set(protocols.split(",").map((name) => name.trim()))].filter((name) => name !== "");
      if (names.some((name) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name)))
        return failure(2, "connectSocket: sec-websocket-protocol holds what is no name");
      const sockets = await run.sockets();
      const url = appendQuery(params["url"] as string, query);
      return answer(await sockets.connect(taskOf(params), id, { url, protocols: names, headers }));
    },
  },
  {
    name: "sendSocketMessage",
    rules: `${jsapiOptions["sendSocketMessage"]} taskId:number`,
    outlivesPage: true,
    async handler({ params, run }) {
      const { data } = params;
      let message: string | ArrayBuffer;
      if (data instanceof ArrayBuffer) message = data;
      else if (params["isBuffer"] === true) {
        const bytes = typeof data === "string" ? base64Bytes(data) : null;
        if (bytes === null) return failure(2, 'sendSocketMessage: parameter "data" must be base64');
        message = bytes.buffer;
      } else message = typeof data === "string" ? data : JSON.stringify(data);
      return answer((await run.sockets()).send(taskOf(params), message));
    },
  },
  {
    name: "closeSocket",
    rules: `${jsapiOptions["closeSocket"]} taskId:number`,
    outlivesPage: true,
    async handler({ params, run }) {
      const code = (params["code"] as number | undefined) ?? 1000;
      const reason = (params["reason"] as string | undefined) ?? "";
      const fault = closeFault(code, reason);
      if (fault !== null) return failure(2, fault);
      return answer((await run.sockets()).close(taskOf(params), code, reason));
    },
  },
];
