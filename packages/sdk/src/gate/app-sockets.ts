import type { Cancel, Clock } from "@berth/core";
import { refusalError } from "@berth/core/policy";
import type { InspectBody } from "../inspect/events.js";
import { base64Text } from "../load/platform-keys.js";
import type { AppPolicies } from "./app-policies.js";
import { originOf } from "./request-gate.js";
import type { SocketEvents, SocketExecutor, SocketLine } from "./socket-line.js";

/** Limits of the sockets of one app: open at once, time to connect, one message, and what may wait to be sent. */
export const socketLimits = {
  open: 10,
  connectMs: 30_000,
  messageBytes: 8 * 1024 * 1024,
  waitingBytes: 16 * 1024 * 1024,
};

/** What became of opening a socket; `error` is the number the program sees (F-NET-24). */
export type SocketOutcome = { error: 0 } | { error: number; message: string; code?: string };

/** What the sockets of one app work with. */
export interface AppSocketsParts {
  policies: AppPolicies;
  clock: Clock;
  executor(): Promise<SocketExecutor>;
  /** Origins of host page and shell, to which a page's sockets would carry the user's cookies. */
  hostOrigins: readonly string[];
  domainErrorCode: 4 | 11;
  emit(event: string, data: unknown): void;
  refused(origin: string, errorCode: number, code: string): void;
  inspect(event: InspectBody): void;
}

interface Socket {
  line: SocketLine | null;
  open: boolean;
  /** Ends it for the program: tells the caller or the listeners, and no more after that. */
  end(code: number, reason: string, error?: number): void;
}

/** The place of the one socket of classic programs; tasks have the numbers the worker gave them. */
const classic = 0;

/** The sockets of one app: one classic at a time, and tasks beside it (F-NET-23, F-NET-24). */
export class AppSockets {
  readonly #parts: AppSocketsParts;
  readonly #sockets = new Map<number, Socket>();
  #requestId = 0;

  constructor(parts: AppSocketsParts) {
    this.#parts = parts;
  }

  /** Decides and connects; settles when the socket is open or will not be. */
  async connect(
    taskId: number | undefined,
    callId: number,
    request: { url: string; protocols: readonly string[]; headers: Record<string, string> },
  ): Promise<SocketOutcome> {
    const { policies, clock, inspect } = this.#parts;
    const place = taskId ?? classic;
    const verdict = policies.decide("connectSocket", request.url);
    const told = await policies.explain("connectSocket", request.url);
    // One number for the tool, beside those of requests, which count from 1.
    this.#requestId -= 1;
    const shown = {
      type: "network",
      requestId: this.#requestId,
      callId,
      api: "connectSocket",
      method: "GET",
      url: request.url.slice(0, 2_048),
      verdict: told,
    } as const;
    if (!verdict.allow) {
      const error = refusalError(verdict, this.#parts.domainErrorCode);
      inspect({ ...shown, phase: "decided", allow: false, executor: "none", errorCode: error });
      return this.#deny(originOf(told.canonical), error, verdict.code, told.sentence);
    }
    const executor = await this.#parts.executor();
    const { host } = new URL(String(verdict.canonical));
    if (executor.carriesCookies && this.#parts.hostOrigins.some((origin) => new URL(origin).host === host)) {
      const sentence = `${host} belongs to the super app: a socket of a page would carry its cookies`;
      const error = this.#parts.domainErrorCode;
      inspect({ ...shown, phase: "decided", allow: false, executor: "none", errorCode: error, message: sentence });
      return this.#deny(originOf(told.canonical), error, "HOST_ORIGIN", sentence);
    }
    if (place === classic) this.#sockets.get(classic)?.end(1000, "another socket was opened");
    if (this.#sockets.size >= socketLimits.open || this.#sockets.has(place)) {
      return { error: 20, message: `connectSocket: ${socketLimits.open} sockets are open` };
    }
    inspect({ ...shown, phase: "decided", allow: true, executor: executor.name });
    const started = clock.monotonic();
    return new Promise((resolve) => {
      const tell = (name: string, data: Record<string, unknown>): void =>
        taskId === undefined
          ? this.#parts.emit(`socket${name}`, data)
          : this.#parts.emit(`socketTask${name}`, { ...data, taskId });
      let cancel: Cancel = () => {};
      const socket: Socket = {
        line: null,
        open: false,
        end: (code, reason, error = code === 1000 ? 20 : 12) => {
          if (!live()) return;
          this.#sockets.delete(place);
          cancel();
          const durationMs = Math.round(clock.monotonic() - started);
          const message = `${code}${reason === "" ? "" : ` ${reason}`}`;
          inspect({ ...shown, phase: "end", allow: true, executor: executor.name, durationMs, message });
          if (!socket.open) {
            const errorMessage = `connectSocket: no connection to ${host}${reason === "" ? "" : `, ${reason}`}`;
            resolve({ error, message: errorMessage });
            if (code !== 1000) tell("Error", { error, errorMessage });
          }
          if (socket.open || code === 1000) tell("Close", { code, reason });
          // Codes of the protocol itself may not be sent; closing what is closed does nothing.
          socket.line?.close(code >= 3000 ? code : 1000, "");
        },
      };
      const live = (): boolean => this.#sockets.get(place) === socket;
      this.#sockets.set(place, socket);
      cancel = clock.setTimer(socketLimits.connectMs, () => socket.end(1006, "it did not answer in time", 13));
      const events: SocketEvents = {
        opened: () => {
          if (!live()) return;
          cancel();
          socket.open = true;
          tell("Open", {});
          resolve({ error: 0 });
        },
        message: (data) => {
          if (!live()) return;
          const length = typeof data === "string" ? data.length : data.byteLength;
          if (length > socketLimits.messageBytes) return socket.end(1009, "the message is too large");
          const isBuffer = typeof data !== "string";
          tell("Message", { data: isBuffer ? base64Text(new Uint8Array(data)) : data, isBuffer });
        },
        closed: (code, reason) => socket.end(code, reason),
      };
      try {
        const { protocols, headers } = request;
        socket.line = executor.open({ url: verdict.canonical, protocols, headers }, events);
      } catch (cause) {
        // As browsers do for ws from a page of https.
        socket.end(1006, (cause as Error).message);
      }
    });
  }

  /** Sends, or says why not: the socket is not open, or the server takes nothing more. */
  send(taskId: number | undefined, data: string | ArrayBuffer): SocketOutcome {
    const socket = this.#sockets.get(taskId ?? classic);
    if (socket?.line == null || !socket.open) return { error: 20, message: "sendSocketMessage: no socket is open" };
    if (socket.line.waiting > socketLimits.waitingBytes)
      return { error: 20, message: "sendSocketMessage: the server does not take what was sent before" };
    socket.line.send(data);
    return { error: 0 };
  }

  /** Begins to close; the close event comes when the server has agreed. */
  close(taskId: number | undefined, code: number, reason: string): SocketOutcome {
    const socket = this.#sockets.get(taskId ?? classic);
    if (socket === undefined) return { error: 20, message: "closeSocket: no socket is open" };
    if (socket.open) socket.line?.close(code, reason);
    else socket.end(1000, "the socket was closed");
    return { error: 0 };
  }

  /** Closes all; nobody is told. */
  dispose(): void {
    for (const { line } of this.#sockets.values()) line?.close(1000, "");
    this.#sockets.clear();
  }

  #deny(origin: string, error: number, code: string, sentence: string): SocketOutcome {
    const { domainErrorCode, inspect, refused } = this.#parts;
    const policy = error === domainErrorCode ? "serverDomain" : "address";
    if (policy === "serverDomain") refused(origin, error, code);
    inspect({
      type: "refusal",
      policy,
      api: "connectSocket",
      origin: policy === "address" ? "" : origin,
      code,
      sentence,
    });
    return { error, message: sentence, code };
  }
}
