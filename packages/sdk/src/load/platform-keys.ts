import { BerthError } from "@berth/core";

/** Verifies signatures of the platform with the keys of the configuration. */
export interface PlatformKeys {
  /** Whether `signature` (base64) over `data` was made with the key `keyId`, or with any known key when null. */
  verify(keyId: string | null, signature: string, data: Uint8Array<ArrayBuffer>): Promise<boolean>;
}

/** Bytes of base64 text, or null when it is none. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text.trim()), (c) => c.charCodeAt(0));
  } catch {
    return null;
  }
}

/** Base64 text of bytes. */
export function base64Text(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}

/**
 * Parses `platformKeys` of a configuration.
 *
 * @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` for an entry that is no `<keyId>:<base64 of 32 bytes>`.
 */
export function platformKeys(entries: readonly string[]): PlatformKeys {
  const raw = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const entry of entries) {
    const colon = entry.indexOf(":");
    const bytes = colon > 0 ? base64Bytes(entry.slice(colon + 1)) : null;
    if (bytes?.length !== 32) {
      throw new BerthError("GRV_CONTAINER_API_ERROR_PARAM", "platformKeys holds an entry that is no Ed25519 key", {
        details: { number: 90002, field: "platformKeys" },
      });
    }
    raw.set(entry.slice(0, colon), bytes);
  }
  const imported = new Map<string, Promise<CryptoKey>>();
  const keyOf = (id: string): Promise<CryptoKey> | null => {
    const bytes = raw.get(id);
    if (bytes === undefined) return null;
    let key = imported.get(id);
    if (key === undefined) {
      key = crypto.subtle.importKey("raw", bytes, "Ed25519", false, ["verify"]);
      imported.set(id, key);
    }
    return key;
  };
  return {
    async verify(keyId, signature, data) {
      const bytes = base64Bytes(signature);
      if (bytes?.length !== 64) return false;
      for (const id of keyId === null ? raw.keys() : [keyId]) {
        const key = keyOf(id);
        if (key !== null && (await crypto.subtle.verify("Ed25519", await key, bytes, data))) return true;
      }
      return false;
    },
  };
}
