import { request as sendPlain } from "node:http";
import { request as sendSecure } from "node:https";
import { isIP } from "node:net";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Connect, type ConnectOutcome, urlText } from "@berth/core/policy";

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** Reads up to the limit; null when there is more. */
async function readLimited(stream: Readable, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > limit) return null;
    chunks.push(chunk);
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

/**
 * One exchange by Node's own client: a connection of its own to the pinned address, the name kept for Host and TLS
 * (U-NET-4), no redirect followed; answers are unpacked, and cut off at the limit.
 */
export const nodeConnect: Connect = (request) =>
  new Promise((resolve) => {
    const url = new URL(urlText(request.url));
    const { host } = url;
    const { address, signal } = request;
    const fail = (cause: Error): void =>
      resolve({ ok: false, reason: signal.aborted ? "timeout" : "network", message: cause.message });
    if (request.plainPort !== undefined) {
      url.protocol = "http:";
      url.port = String(request.plainPort);
    }
    const family = isIP(address) === 6 ? 6 : 4;
    const send = url.protocol === "https:" ? sendSecure : sendPlain;
    const sent = send(
      url,
      {
        method: request.method,
        headers: { ...request.headers, host, "accept-encoding": "gzip, deflate, br" },
        agent: false,
        signal,
        lookup: (_name, options, done) => {
          if (options.all === true) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      (answer) => {
        const headers: Record<string, string> = {};
        for (const [name, value] of Object.entries(answer.headers))
          if (value !== undefined && name !== "set-cookie")
            headers[name] = Array.isArray(value) ? value.join(", ") : value;
        const unpack =
          request.method === "HEAD" ? undefined : unpackers[headers["content-encoding"]?.toLowerCase() ?? ""];
        let stream: Readable = answer;
        if (unpack !== undefined) {
          const unpacker = unpack();
          // Errors of the source reach the reader through the unpacker, which pipeline destroys.
          pipeline(answer, unpacker, () => {});
          stream = unpacker;
          delete headers["content-encoding"];
          delete headers["content-length"];
        }
        readLimited(stream, request.maxResponseBytes).then((body) => {
          const outcome: ConnectOutcome =
            body === null
              ? { ok: false, reason: "tooLarge", message: `the answer has more than ${request.maxResponseBytes} bytes` }
              : {
                  ok: true,
                  status: answer.statusCode ?? 0,
                  headers,
                  setCookies: answer.headers["set-cookie"] ?? [],
                  body,
                };
          resolve(outcome);
          sent.destroy();
        }, fail);
      },
    );
    sent.on("error", fail);
    sent.end(request.body ?? undefined);
  });
