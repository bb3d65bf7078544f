import { createHash } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** A WebSocket server that sends back what it gets: text as text, bytes as bytes. */
export interface EchoSocket {
  port: number;
  /** Handshakes so far. */
  handshakes: IncomingMessage[];
  close(): Promise<void>;
}

function frame(opcode: number, body: Buffer): Buffer {
  const head =
    body.length < 126
      ? Buffer.from([0x80 | opcode, body.length])
      : Buffer.from([0x80 | opcode, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}

/** Reads the frames of a client, which come masked and, in these tests, whole and below 64 KiB. */
function* frames(chunk: Buffer): Generator<{ opcode: number; body: Buffer }> {
  for (let at = 0; at + 2 <= chunk.length; ) {
    const opcode = (chunk[at] ?? 0) & 15;
    let length = (chunk[at + 1] ?? 0) & 127;
    at += 2;
    if (length === 126) {
      length = chunk.readUInt16BE(at);
      at += 2;
    }
    const mask = chunk.subarray(at, at + 4);
    at += 4;
    yield { opcode, body: Buffer.from(chunk.subarray(at, at + length).map((byte, i) => byte ^ (mask[i % 4] ?? 0))) };
    at += length;
  }
}

/**
 * Starts the server on the loopback interface. `/refuse` answers 403, `/redirect` 302; the message `bye` makes the
 * server close with 4001 "done"; a message from `/hello` comes at once.
 */
export async function startEchoSocket(): Promise<EchoSocket> {
  const handshakes: IncomingMessage[] = [];
  const open = new Set<Duplex>();
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on("upgrade", (request, socket) => {
    handshakes.push(request);
    open.add(socket);
    socket.on("close", () => open.delete(socket)).on("error", () => {});
    if (request.url === "/refuse") return void socket.end("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n");
    if (request.url === "/redirect")
      return void socket.end("HTTP/1.1 302 Found\r\nlocation: /\r\ncontent-length: 0\r\n\r\n");
    if (request.url === "/silent") return;
    const accept = createHash("sha1")
      .update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
      .digest("base64");
    const [protocol] = (request.headers["sec-websocket-protocol"] ?? "").split(",");
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-accept: ${accept}\r\n${
        protocol ? `sec-websocket-protocol: ${protocol.trim()}\r\n` : ""
      }\r\n`,
    );
    if (request.url === "/hello") socket.write(frame(1, Buffer.from("hello")));
    let closing = false;
    socket.on("data", (chunk: Buffer) => {
      for (const { opcode, body } of frames(chunk)) {
        if (opcode === 8) return void (closing ? socket.end() : socket.end(frame(8, body)));
        if (opcode !== 1 && opcode !== 2) continue;
        closing ||= body.toString() === "bye";
        if (closing) socket.write(frame(8, Buffer.from([4001 >> 8, 4001 & 255, ...Buffer.from("done")])));
        else socket.write(frame(opcode, body));
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    handshakes,
    async close() {
      for (const socket of open) socket.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
