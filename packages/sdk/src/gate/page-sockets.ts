import { urlText } from "@berth/core/policy";
import type { SocketEvents, SocketExecutor, SocketLine, SocketRequest } from "./socket-line.js";

/** Sockets of the host page's own `WebSocket`, which follows no redirect and sends no header of a program. */
export function pageSockets(Socket: typeof WebSocket): SocketExecutor {
  return {
    name: "fetch",
    carriesCookies: true,
    open(request: SocketRequest, events: SocketEvents): SocketLine {
      const socket = new Socket(urlText(request.url), [...request.protocols]);
      socket.binaryType = "arraybuffer";
      socket.onopen = () => events.opened();
      socket.onmessage = ({ data }) => events.message(data as string | ArrayBuffer);
      // An error says nothing and is always followed by this.
      socket.onclose = ({ code, reason }) => events.closed(code, reason);
      return {
        get waiting() {
          return socket.bufferedAmount;
        },
        send: (data) => socket.send(data),
        close: (code, reason) => socket.close(code, reason),
      };
    },
  };
}
