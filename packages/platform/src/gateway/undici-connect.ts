import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import type { Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Connect, type ConnectOutcome, urlText } from "@berth/core/policy";
import { Agent, request as send } from "undici";

const unpackers: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/** All addresses of a name by the system's resolver; an address is itself. */
export async function resolveAll(hostname: string): Promise<string[]> {
  if (isIP(hostname) !== 0) return [hostname];
  return (await lookup(hostname, { all: true })).map((one) => one.address);
}

/** An agent that connects to one address, whatever name it is asked for (U-NET-4). */
function pinnedAgent(address: string): Agent {
  const family = isIP(address) === 6 ? 6 : 4;
  return new Agent({
    pipelining: 0,
    connect: {
      lookup: (_hostname, lookupOptions, callback) => {
        if (lookupOptions.all === true) callback(null, [{ address, family }]);
        else callback(null, address, family);
      },
    },
  });
}

async function readLimited(stream: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
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

/** Sends with undici to the pinned address; answers are unpacked, and cut off at the limit. */
export const undiciConnect: Connect = async (request): Promise<ConnectOutcome> => {
  const url = new URL(urlText(request.url));
  const { host } = url;
  if (request.plainPort !== undefined) {
    url.protocol = "http:";
    url.port = String(request.plainPort);
  }
  const agent = pinnedAgent(request.address);
  try {
    const response = await send(url, {
      dispatcher: agent,
      method: request.method as "GET",
      headers: { ...request.headers, host, "accept-encoding": "gzip, deflate, br" },
      body: request.body,
      signal: request.signal,
    });
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(response.headers))
      if (value !== undefined && name !== "set-cookie") headers[name] = Array.isArray(value) ? value.join(", ") : value;
    const cookies = response.headers["set-cookie"] ?? [];
    const encoding = headers["content-encoding"]?.toLowerCase() ?? "";
    const unpack = request.method === "HEAD" ? undefined : unpackers[encoding];
    let stream: AsyncIterable<Uint8Array> = response.body;
    if (unpack !== undefined) {
      const unpacked = unpack();
      // The unpacker hears of a broken source through destroy; pipe alone would leave it waiting.
      response.body.on("error", (cause) => unpacked.destroy(cause));
      stream = response.body.pipe(unpacked);
      delete headers["content-encoding"];
      delete headers["content-length"];
    }
    const body = await readLimited(stream, request.maxResponseBytes);
    if (body === null)
      return { ok: false, reason: "tooLarge", message: `the answer has more than ${request.maxResponseBytes} bytes` };
    return {
      ok: true,
      status: response.statusCode,
      headers,
      setCookies: Array.isArray(cookies) ? cookies : [cookies],
      body,
    };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return { ok: false, reason: request.signal.aborted ? "timeout" : "network", message };
  } finally {
    // Destroyed, not closed: a body that was cut off would keep it waiting.
    await agent.destroy();
  }
};
