import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BerthError } from "@berth/core";
import type { AppView, ConsoleAnswer, Environment, PlatformClient } from "@berth/platform/client";
import * as z from "zod/mini";
import { compileFolder } from "../command/compile-folder.js";
import type { Terminal } from "../terminal.js";

const sampleSchema = z.object({
  folder: z.string(),
  name: z.string(),
  slogan: z.string(),
  introduction: z.string(),
  icon: z.string(),
  category: z.string(),
  ownerKind: z.enum(["tenant", "merchant"]),
  serverDomains: z.array(z.string()),
  wapUrls: z.array(z.string()),
});

/** A sample program as `programs.json` describes it. */
export type Sample = z.infer<typeof sampleSchema>;

/** Reads `programs.json` of a samples folder. @throws BerthError `SAMPLES_INVALID` */
export async function readSamples(dir: string): Promise<Sample[]> {
  const parsed = z.array(sampleSchema).safeParse(JSON.parse(await readFile(join(dir, "programs.json"), "utf8")));
  if (!parsed.success) throw new BerthError("SAMPLES_INVALID", `programs.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Data of an answer. @throws BerthError `PLATFORM_REFUSED` with what was tried. */
export function accepted<T>(answer: ConsoleAnswer<T>, doing: string): T {
  if (answer.ok) return answer.data;
  throw new BerthError("PLATFORM_REFUSED", `${doing}: ${answer.code} ${answer.message}`, {
    fault: "platform",
    details: { code: answer.code, field: answer.field, traceId: answer.traceId },
  });
}

/** Who does what while samples are brought to the platform. */
export interface SampleActors {
  /** Developer Admin of the merchant. */
  merchant: PlatformClient;
  /** Workspace Admin of the tenant: grants the lists. */
  tenant: PlatformClient;
  targetAppId: string;
  environment: Environment;
  /** Values for `${name}` in lists. */
  values: Record<string, string>;
}

/**
 * Compiles a sample and brings it to the target if what is released there differs from it, as a developer would: create,
 * lists under the grant, upload, release. Development releases are approved automatically (P-APR-1).
 *
 * @returns the program's appId.
 */
export async function releaseSample(
  dir: string,
  sample: Sample,
  actors: SampleActors,
  terminal: Terminal,
): Promise<string> {
  const { zip } = await compileFolder(join(dir, sample.folder), terminal, { quiet: true });
  const fill = (entry: string): string =>
    entry.replace(/\$\{(\w+)\}/g, (_all, name: string) => actors.values[name] ?? "");
  const lists = { serverDomains: sample.serverDomains.map(fill), wapUrls: sample.wapUrls.map(fill) };
  const owner = sample.ownerKind === "tenant" ? actors.tenant : actors.merchant;
  const app = await findOrCreate(dir, sample, owner);
  accepted(await actors.tenant.setGrant(app.appId, true), `grant for ${sample.name}`);
  let listsChanged = false;
  for (const field of ["serverDomains", "wapUrls"] as const) {
    if (JSON.stringify(app.configuration[field]) === JSON.stringify(lists[field])) continue;
    accepted(await owner.setConfiguration({ appId: app.appId }, field, lists[field]), `${field} of ${sample.name}`);
    listsChanged = true;
  }
  const sha256 = await digest(zip);
  const live = app.releases.find(
    (release) => release.state === "FULL_RELEASE" && release.environment === actors.environment,
  );
  const liveVersion = app.versions.find((version) => version.version === live?.version);
  // Lists are frozen when a release is applied for (P-CFG-10), so changed lists need a release of their own.
  if (live && !listsChanged && liveVersion?.sha256 === sha256) return app.appId;
  const deployed = await owner.deploy({
    appId: app.appId,
    version: nextVersion(app),
    zip,
    targetAppId: actors.targetAppId,
    environment: actors.environment,
  });
  accepted(deployed, `release of ${sample.name}`);
  return app.appId;
}

async function findOrCreate(dir: string, sample: Sample, owner: PlatformClient): Promise<AppView> {
  const apps = accepted(await owner.apps(), "list of mini programs");
  const found = apps.find((app) => app.name === sample.name);
  if (found) return accepted(await owner.app(found.appId), `details of ${sample.name}`);
  const icon = await readFile(join(dir, sample.icon), "utf8");
  const created = await owner.createApp({
    name: sample.name,
    slogan: sample.slogan,
    introduction: sample.introduction,
    iconUrl: `data:image/svg+xml;base64,${Buffer.from(icon).toString("base64")}`,
    categories: [{ identifier: sample.category.toLowerCase(), name: sample.category }],
  });
  return accepted(created, `creation of ${sample.name}`);
}

function nextVersion(app: AppView): string {
  const newest = app.versions
    .map(({ version }) => version.split(".").map(Number))
    .sort((a, b) => (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0) || (b[2] ?? 0) - (a[2] ?? 0))[0];
  return newest ? `${newest[0]}.${newest[1]}.${(newest[2] ?? 0) + 1}` : "1.0.0";
}

async function digest(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))).toString("hex");
}
