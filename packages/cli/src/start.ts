import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BerthError } from "@berth/core";
import { seeded } from "@berth/platform";
import { createPlatformClient, type PlatformClient } from "@berth/platform/client";
import { serveGateway, servePlatform } from "@berth/platform/node";
import { loadGuestRuntime } from "./guest-runtime.js";
import { answerShell } from "./server/shell-route.js";
import { simulatorFolder } from "./server/simulator-folder.js";
import { type SimulatorServer, serveSimulator } from "./server/simulator-server.js";
import type { BerthOptions, RunningBerth } from "./start/berth-options.js";
import { accepted, readSamples, releaseSample } from "./start/samples.js";
import { quietTerminal } from "./terminal.js";

const environment = "development";

async function login(platformUrl: string, email: string): Promise<PlatformClient> {
  const client = createPlatformClient({ baseUrl: platformUrl });
  accepted(await client.login(email, seeded.password), `login of ${email}`);
  return client;
}

/**
 * Starts platform, egress gateway and simulator on this machine, and the sample merchant with the sample programs when
 * given. Everything is ended by `close()`; a failure on the way ends what was started.
 *
 * @throws BerthError `PLATFORM_REFUSED`, `COMPILE_FAILED`, `SIMULATOR_NOT_BUILT`.
 */
export async function startBerth(options: BerthOptions = {}): Promise<RunningBerth> {
  const terminal = options.terminal ?? quietTerminal();
  const runtime = options.runtime ?? (await loadGuestRuntime());
  const log = (line: string): void => terminal.say(`  ${line}`);
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), "berth-")));
  const closing: (() => Promise<void>)[] = [];
  if (options.dataDir === undefined) closing.push(() => rm(dataDir, { recursive: true, force: true }));
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  try {
    const served = await terminal.step("platform", () =>
      servePlatform({
        dataDir,
        fresh: options.fresh ?? false,
        store: options.dataDir === undefined ? "memory" : "auto",
        log,
      }),
    );
    closing.push(served.close);
    const { platform, url: platformUrl } = served;

    const { samples } = options;
    const credentials = {
      clientId: seeded.merchantClientId,
      privateKey: platform.keys.clients[seeded.merchantClientId]?.privateKey ?? "",
    };
    const merchant = samples
      ? await terminal.step("sample merchant", () =>
          samples.serveMerchant({ platformUrl, credentials, now: () => platform.now() }),
        )
      : null;
    if (merchant) closing.push(merchant.close);

    const gateway = await terminal.step("egress gateway", () =>
      serveGateway({
        policyFor: async (releaseId) => platform.policyFor(releaseId),
        verifyToken: (token) => platform.verifyGatewayToken(token),
        log,
        dangerouslyMapHosts:
          samples && merchant ? { [samples.merchantHost]: `127.0.0.1:${new URL(merchant.url).port}` } : {},
      }),
    );
    closing.push(gateway.close);
    platform.setGatewayUrl(gateway.url);

    const [tenantClient, merchantClient] = await Promise.all([
      login(platformUrl, "wa@tenant.test"),
      login(platformUrl, "da@merchant.test"),
    ]);
    const programs: Record<string, string> = {};
    if (samples) {
      const actors = {
        merchant: merchantClient,
        tenant: tenantClient,
        targetAppId: seeded.targetAppId,
        environment,
        values: { merchantUrl: merchant?.url ?? "" },
      } as const;
      for (const sample of await readSamples(samples.dir)) {
        programs[sample.folder] = await terminal.step(`sample ${sample.name}`, () =>
          releaseSample(samples.dir, sample, actors, terminal),
        );
      }
    }
    const previewAppId = options.preview ? await previewApp(options.preview.name, merchantClient, tenantClient) : null;

    const config = await hostConfiguration(platformUrl);
    const root = options.simulatorRoot ?? (await simulatorFolder());
    const server: SimulatorServer = await terminal.step("simulator", () =>
      serveSimulator({
        root,
        port: options.port ?? 0,
        runtime,
        shell: answerShell(runtime.view),
        preview: () => options.preview?.package ?? null,
        config: () => ({
          platformUrl,
          gatewayUrl: gateway.url,
          shellUrl: server.shellUrl,
          ...(merchant ? { merchantUrl: merchant.url } : {}),
          config,
          programs: [],
          accounts: seeded.members.map(({ email }) => ({ email, password: seeded.password })),
          ...(previewAppId && options.preview
            ? {
                preview: {
                  appId: previewAppId,
                  name: options.preview.name,
                  packageUrl: "/preview/program.zip",
                  ownerKind: "merchant",
                },
              }
            : {}),
        }),
      }),
    );
    closing.push(server.close);
    return {
      url: server.url,
      platformUrl,
      gatewayUrl: gateway.url,
      merchantUrl: merchant?.url ?? null,
      programs,
      previewAppId,
      keys: platform.keys,
      broadcast: server.broadcast,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The configuration file of the target app (H-INIT-1). */
async function hostConfiguration(platformUrl: string): Promise<unknown> {
  const query = new URLSearchParams({ targetAppId: seeded.targetAppId, environment });
  const answer = await fetch(`${platformUrl}/sdk/v1/config?${query}`);
  if (!answer.ok)
    throw new BerthError("PLATFORM_REFUSED", `configuration of the target app: HTTP ${answer.status}`, {
      fault: "platform",
    });
  return answer.json();
}

/** A mini program on the platform for a folder under work, so that its live global lists can be edited (P-CFG-14). */
async function previewApp(name: string, owner: PlatformClient, tenant: PlatformClient): Promise<string> {
  const title = name.slice(0, 30);
  const apps = accepted(await owner.apps(), "list of mini programs");
  const appId =
    apps.find((app) => app.name === title)?.appId ??
    accepted(await owner.createApp({ name: title }), `creation of ${title}`).appId;
  accepted(await tenant.setGrant(appId, true), `grant for ${title}`);
  return appId;
}
