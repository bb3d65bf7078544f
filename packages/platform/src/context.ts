import type { Clock, Random } from "@berth/core";
import type { UrlParser } from "@berth/core/policy";
import type { PlatformKeySet } from "./signing/keys.js";
import type { Signer } from "./signing/signer.js";
import type { Store } from "./store/store.js";

/** The platform's clock: the injected one plus the offset set at the console (T-ISS-8). */
export interface OffsetClock extends Clock {
  readonly offsetMs: number;
  setOffset(offsetMs: number): void;
}

/** What every part of the platform works with. */
export interface PlatformContext {
  readonly store: Store;
  readonly clock: OffsetClock;
  readonly random: Random;
  readonly keys: PlatformKeySet;
  readonly signer: Signer;
  /** Address under which devices reach the platform; undefined: that of each request. */
  readonly baseUrl: string | undefined;
  /** Address of the egress gateway, delivered with app information. */
  gatewayUrl: string | undefined;
  /** Back end of the URL policy for checking and canonical forms (U-CAN-5). */
  readonly parser: UrlParser;
  /** false switches the signature check of the open APIs off for all clients (P-TOK-11). */
  readonly signatureCheck: boolean;
  /** Own numbers of result codes (P-TOK-21). */
  readonly resultCodeMap: Readonly<Record<string, string>>;
}

/** A clock that runs `offsetMs` ahead of another. */
export function offsetClock(base: Clock, offsetMs: number): OffsetClock {
  let offset = offsetMs;
  return {
    now: () => base.now() + offset,
    monotonic: () => base.monotonic(),
    setTimer: (ms, fn) => base.setTimer(ms, fn),
    get offsetMs() {
      return offset;
    },
    setOffset(next) {
      offset = next;
    },
  };
}
