import type { NetworkState } from "../device-parts.js";

type Connection = { effectiveType?: string; type?: string };

/** What the browser says about the network, in the platform's words (F-CAT-J3). */
export function networkState(): NetworkState {
  const { onLine } = navigator;
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  if (!onLine) return { networkAvailable: false, networkType: "NOTREACHABLE" };
  const cellular = connection?.type === "cellular";
  const kind = cellular ? (connection?.effectiveType ?? "4g").replace("slow-", "").toUpperCase() : "WIFI";
  return { networkAvailable: true, networkType: kind };
}
