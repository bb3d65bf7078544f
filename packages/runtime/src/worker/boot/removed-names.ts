/** Names taken from the global scope and its prototypes before any code of the program runs (S-BOOT-4). */
export const removedNames: readonly string[] = [
  "fetch",
  "fetchLater",
  "XMLHttpRequest",
  "WebSocket",
  "WebSocketStream",
  "WebSocketError",
  "EventSource",
  "WebTransport",
  "Worker",
  "SharedWorker",
  "importScripts",
  "indexedDB",
  "caches",
  "BroadcastChannel",
  "MessageChannel",
  "MessageEvent",
  "MessagePort",
  "Notification",
  "FontFace",
  "fonts",
  "postMessage",
  "close",
  "onmessage",
  "onmessageerror",
  "addEventListener",
  "removeEventListener",
  "dispatchEvent",
  "createImageBitmap",
  "requestAnimationFrame",
  "cancelAnimationFrame",
];

/** Deletes the names from an object and everything it inherits from; a name that stays is covered with undefined. */
export function removeNames(scope: object, names: readonly string[] = removedNames): void {
  for (const name of names) {
    for (let at: object | null = scope; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      Reflect.deleteProperty(at, name);
    }
    if (!(name in scope)) continue;
    const covered = Reflect.defineProperty(scope, name, { value: undefined, writable: true, configurable: true });
    // What cannot be redefined as such may still take another value.
    if (!covered) Reflect.defineProperty(scope, name, { value: undefined });
  }
}
