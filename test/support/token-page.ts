import { bundleScript } from "./workspace-bundle.js";

/** What a page of token tests offers. */
export interface TokenTab {
  /** Makes the manager; `locks` false: leases instead of Web Locks. */
  start(options: { locks?: boolean }): void;
  offer(code: string): void;
  /** The token, or the code of the error. */
  token(): Promise<string>;
  /** Asks without waiting; `answer` gives what came of it. */
  ask(): void;
  answer(): Promise<string>;
  /** Types of the manager's events so far. */
  events: string[];
  /** Both clocks go on. */
  pass(ms: number): void;
  logOut(): Promise<void>;
  /** Requests that wait for a lock. */
  waiting(): Promise<number>;
  /** All that any script of the origin can read of its storages, as text. */
  dump(): Promise<string>;
  /** Whether the key of the storage refuses to be read out. */
  keyIsLocked(): Promise<boolean>;
}

declare global {
  var tab: TokenTab;
}

const PAGE = `
import { createEncryptedTokenStorage, createTokenChannel, createTokenManager } from "@berth/sdk/tokens";
const key = { tenant: "w", userId: "ann", appId: "shop", environment: "production", clientId: "c1", scopes: ["auth_base"] };
let ahead = 0;
let manager;
let asked;
const clock = {
  now: () => Date.now() + ahead,
  monotonic: () => performance.now() + ahead,
  setTimer(ms: number, fn: () => void) { const handle = setTimeout(fn, ms); return () => clearTimeout(handle); },
};
const post = async (path, body, { signal }) => {
  try { return await (await fetch(path, { method: "POST", body, signal })).json(); }
  catch (cause) { return { kind: "unknown", cause }; }
};
const endpoint = {
  exchange: (r, c) => post("/exchange", r.authCode, c),
  refresh: (r, c) => post("/refresh", r.refreshToken, c),
  revoke: (r, c) => post("/revoke", r.accessToken, c),
};
const end = (promise) => promise.then((token) => token.value, (error) => error.code);
const request = (r) => new Promise((resolve, reject) => { r.onsuccess = () => resolve(r.result); r.onerror = () => reject(r.error); });
async function rows() {
  const found = [];
  for (const { name } of await indexedDB.databases()) {
    const db = await request(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const tx = db.transaction(store);
      found.push({ store, keys: await request(tx.objectStore(store).getAllKeys()), values: await request(tx.objectStore(store).getAll()) });
    }
    db.close();
  }
  return found;
}
function text(value) {
  if (ArrayBuffer.isView(value)) value = value.buffer;
  if (value instanceof ArrayBuffer) return String.fromCharCode(...new Uint8Array(value));
  if (value instanceof CryptoKey) return "key " + value.extractable;
  return typeof value === "object" && value !== null ? Object.entries(value).map(([k, v]) => k + "=" + text(v)).join(" ") : String(value);
}
globalThis.tab = {
  events: [],
  start({ locks = true }) {
    manager = createTokenManager({
      endpoint, clock, storage: createEncryptedTokenStorage(), channel: createTokenChannel(),
      isActive: () => false,
      ...(locks ? { locks: navigator.locks } : {}),
    });
    for (const type of ["authorizationRequired", "refreshed", "ended", "warning"]) manager.on(type, () => tab.events.push(type));
  },
  offer: (authCode) => manager.offerCode({ authCode, key }),
  token: () => end(manager.getToken(key)),
  ask() { asked = end(manager.getToken(key)); },
  answer: () => asked,
  pass(ms) { ahead += ms; },
  logOut: () => manager.switchUser(null),
  waiting: async () => (await navigator.locks.query()).pending.length,
  async dump() {
    const databases = (await rows()).map(({ store, keys, values }) => store + ": " + keys.map(text) + values.map(text)).join("\\n");
    return [databases, JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, window.name, location.href].join("\\n");
  },
  async keyIsLocked() {
    const [cryptoKey] = (await rows()).find(({ store }) => store === "keys").values;
    return crypto.subtle.exportKey("raw", cryptoKey).then(() => false, () => !cryptoKey.extractable);
  },
};
`;

/** Script of a page with a token manager over the encrypted storage, Web Locks and a channel, driven by `tab`. */
export const tokenPage = (): Promise<string> => bundleScript(PAGE);
