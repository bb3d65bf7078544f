import type { UrlParser } from "@berth/core/policy";
import { URL } from "whatwg-url";

/**
 * The pinned second back end of the URL policy, for Node only: server, gateway, tool and conformance tests (U-CAN-P2).
 * A page takes its own `URL`.
 */
export const whatwgUrlParser: UrlParser = {
  parse(raw, base) {
    try {
      return base === undefined ? new URL(raw) : new URL(raw, base);
    } catch {
      return null;
    }
  },
};
