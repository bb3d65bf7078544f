import type { HostToView, ViewToHost } from "@berth/core/wire";
import type { SandboxLimits } from "../host-types.js";
import { readViewMessage } from "./view-message.js";

/** The host's end of the view's port: checked messages in, posts out. */
export class ViewLink {
  readonly #port: MessagePort;
  #closed = false;

  constructor(port: MessagePort, limits: SandboxLimits, receive: (message: ViewToHost) => void, dropped: () => void) {
    this.#port = port;
    port.onmessage = (event) => {
      if (this.#closed) return;
      const message = readViewMessage(event.data, limits);
      if (message === null) dropped();
      else receive(message);
    };
    port.onmessageerror = () => dropped();
  }

  send(message: HostToView): void {
    if (!this.#closed) this.#port.postMessage(message);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.onmessage = null;
    this.#port.close();
  }
}
