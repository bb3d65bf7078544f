/** SHA-256 of bytes in lower-case hexadecimal. */
export type Digest = (bytes: Uint8Array) => Promise<string>;

/** The digest of the running engine. The only place of the compiler that touches a global of the platform. */
export function systemDigest(): Digest {
  return async (bytes) => {
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>));
    return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  };
}

/** A digest that remembers: files that did not change are the same bytes in the next run. */
export function remembered(digest: Digest): Digest {
  const known = new WeakMap<Uint8Array, Promise<string>>();
  return (bytes) => {
    const pending = known.get(bytes) ?? digest(bytes);
    known.set(bytes, pending);
    return pending;
  };
}
