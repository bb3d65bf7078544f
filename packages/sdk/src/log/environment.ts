import type { PageLifecycle, PageSignal, TabChannel } from "./options.js";

/** The page this code runs in (L-EXIT-1); outside a document one that is always visible and silent. */
export function systemPage(): PageLifecycle {
  if (typeof document === "undefined") return { visible: () => true, listen: () => () => {} };
  return {
    visible: () => document.visibilityState !== "hidden",
    listen(fn) {
      const visibility = (): void => fn(document.visibilityState === "hidden" ? "hidden" : "visible");
      const signal = (event: Event): void => fn(event.type as PageSignal);
      // pagehide does not reach the document; unload and beforeunload would cost the back/forward cache.
      document.addEventListener("visibilitychange", visibility);
      document.addEventListener("freeze", signal);
      for (const type of ["pagehide", "pageshow", "online"]) window.addEventListener(type, signal);
      return () => {
        document.removeEventListener("visibilitychange", visibility);
        document.removeEventListener("freeze", signal);
        for (const type of ["pagehide", "pageshow", "online"]) window.removeEventListener(type, signal);
      };
    },
  };
}

/** IndexedDB of the engine, or null; some private modes throw on the mere look (L-IDB-1). */
export function systemIndexedDb(): IDBFactory | null {
  try {
    return globalThis.indexedDB ?? null;
  } catch {
    return null;
  }
}

/** Web Locks of the engine, or null. */
export function systemLocks(): Pick<LockManager, "request"> | null {
  return typeof navigator === "undefined" ? null : (navigator.locks ?? null);
}

/** A broadcast channel of the engine, or null. */
export function systemChannel(): ((name: string, onMessage: (message: unknown) => void) => TabChannel) | null {
  if (typeof BroadcastChannel === "undefined" || typeof document === "undefined") return null;
  return (name, onMessage) => {
    const channel = new BroadcastChannel(name);
    channel.onmessage = (event) => onMessage(event.data);
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  };
}

/** Compression of the engine, or null (L-WIRE-1). */
export function systemGzip(): ((text: string) => Promise<Uint8Array>) | null {
  if (typeof CompressionStream === "undefined") return null;
  return async (text) => {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
}
