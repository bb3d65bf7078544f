/** What one context tells the others: hashes and numbers only, never a secret (T-CTX-6). */
export type TokenMessage =
  /** A key was refreshed, or ended under a new `generation`. */
  | { keyHash: string; generation: number; ended: boolean }
  /** The lease of a key was given back (T-CTX-5). */
  | { freed: string }
  /** All keys end but those of the user with this SHA-256 (T-INV-14). */
  | { keptUser: string }
  /** All keys end of the app with this SHA-256. */
  | { endedApp: string };

/** A channel to the other contexts of a shared storage (T-CTX-6). */
export interface TokenChannel {
  /** Tells the other contexts. */
  post(message: TokenMessage): void;
  /** Calls `fn` for messages of other contexts; the result stops it. */
  listen(fn: (message: TokenMessage) => void): () => void;
}

/** A channel over the engine's `BroadcastChannel`, to all tabs of the origin; open while somebody listens. */
export function createTokenChannel(name = "berth-tokens"): TokenChannel {
  let channel: BroadcastChannel | null = null;
  const listeners = new Set<(message: TokenMessage) => void>();
  return {
    post: (message) => channel?.postMessage(message),
    listen(fn) {
      channel ??= new BroadcastChannel(name);
      channel.onmessage = ({ data }) => {
        if (typeof data === "object" && data !== null) for (const each of listeners) each(data as TokenMessage);
      };
      listeners.add(fn);
      return () => {
        listeners.delete(fn);
        if (listeners.size > 0) return;
        channel?.close();
        channel = null;
      };
    },
  };
}
