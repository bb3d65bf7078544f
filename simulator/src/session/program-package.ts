import { manifestName, type PackageManifest } from "@berth/core/manifest";
import { unzipSync } from "fflate";
import type { Session } from "./session.js";

const known = new Map<string, PackageManifest>();

/** The manifest inside a package zip. @throws Error when there is none. */
export function manifestOf(zip: Uint8Array): PackageManifest {
  const file = unzipSync(zip, { filter: (it) => it.name === manifestName })[manifestName];
  if (!file) throw new Error("the package has no manifest");
  return JSON.parse(new TextDecoder().decode(file)) as PackageManifest;
}

/** The manifest of a program's newest package, or null when that cannot be had. */
export async function newestManifest(session: Session, appId: string): Promise<PackageManifest | null> {
  const zip = await packageOf(session, appId).catch(() => null);
  if (!zip) return null;
  const manifest = known.get(zip.id) ?? manifestOf(zip.bytes);
  known.set(zip.id, manifest);
  return manifest;
}

/** The newest package of a program with the version it was uploaded as. */
export async function packageOf(
  session: Session,
  appId: string,
): Promise<{ id: string; version: string; bytes: Uint8Array } | null> {
  const preview = session.config.preview;
  if (preview?.appId === appId) {
    const answer = await fetch(preview.packageUrl, { cache: "no-store" });
    if (!answer.ok) return null;
    return { id: `preview ${Date.now()}`, version: "", bytes: new Uint8Array(await answer.arrayBuffer()) };
  }
  const client = await session.console.owner(appId);
  const app = client ? await client.app(appId) : null;
  if (!app?.ok) return null;
  const ready = app.data.versions.filter((it) => it.state === "READY" && it.sha256);
  const version = ready.sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0];
  if (!version?.sha256) return null;
  const answer = await fetch(`${session.config.platformUrl}/sdk/v1/packages/${version.sha256}.zip`);
  if (!answer.ok) return null;
  return { id: version.sha256, version: version.version, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
