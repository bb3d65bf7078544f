/** What the worker half of the self-test touches; the entry hands over the realm's own. */
export interface SelfTestRealm {
  fetch?: unknown;
  indexedDB?: { open(name: string): unknown };
  origin?: string;
  RTCPeerConnection?: unknown;
  eval?: (code: string) => unknown;
  Function: new (code: string) => unknown;
  blobAddress(): string;
}

/** Runs steps T1 to T5 of S-SELF: id to "ok", or what went wrong. It needs no network. */
export async function selfTest(realm: SelfTestRealm): Promise<Record<string, string>> {
  const results: Record<string, string> = {};
  const { fetch } = realm;
  results["S-SELF-T1"] = await rejects(fetch, "data:,x");
  results["S-SELF-T2"] = await rejects(fetch, realm.blobAddress());
  results["S-SELF-T3"] = throws(() => realm.indexedDB?.open("berth"), "SecurityError", realm.indexedDB === undefined);
  const direct = throws(() => realm.eval?.("1"), "EvalError", false);
  const built = throws(() => new realm.Function("return 1"), "EvalError", false);
  results["S-SELF-T4"] = direct === "ok" ? built : direct;
  results["S-SELF-T5"] =
    realm.origin !== "null"
      ? `origin is ${String(realm.origin)}`
      : realm.RTCPeerConnection === undefined
        ? "ok"
        : "RTCPeerConnection exists";
  return results;
}

async function rejects(fetch: unknown, address: string): Promise<string> {
  if (typeof fetch !== "function") return "ok";
  try {
    await (fetch as (address: string) => Promise<unknown>)(address);
    return `fetch of ${address.split(":")[0] ?? ""}: was answered`;
  } catch {
    return "ok";
  }
}

function throws(run: () => unknown, name: string, absent: boolean): string {
  if (absent) return "ok";
  try {
    run();
    return "was allowed";
  } catch (error) {
    const actual = (error as { name?: unknown } | null)?.name;
    return actual === name ? "ok" : `threw ${String(actual)}`;
  }
}
