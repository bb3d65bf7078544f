import { build } from "esbuild";
import type { KillClient } from "../../test/support/kill-rig.js";

/** Emits and tells as Berth's page does; `emit` is what differs. */
const LOOP = `
let n = 0;
if (new URLSearchParams(location.search).get("run") === "emit") {
  setInterval(() => emit(n++), 20);
  setInterval(() => fetch("/told", { method: "POST", body: JSON.stringify({ committed: [], emitted: n }) }), 13);
}
`;

const OTEL = `
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
const exporter = new OTLPLogExporter({ url: location.origin + "/v1/logs" });
const provider = new LoggerProvider({ processors: [new BatchLogRecordProcessor({ exporter })] });
const logger = provider.getLogger("kill");
const emit = (n) => logger.emit({ eventName: "page.view", attributes: { n: "n" + n, pagePath: "p", reason: "load" } });
${LOOP}`;

const SENTRY = `
import * as Sentry from "@sentry/browser";
Sentry.init({
  dsn: location.origin.replace("//", "//key@") + "/1",
  enableLogs: true,
  defaultIntegrations: false,
  transport: Sentry.makeBrowserOfflineTransport(Sentry.makeFetchTransport),
  transportOptions: { flushAtStartup: true, maxQueueSize: 1000 },
});
const emit = (n) => Sentry.logger.info("page.view", { n: "n" + n, pagePath: "p", reason: "load" });
${LOOP}`;

async function script(contents: string): Promise<string> {
  const result = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
  });
  return result.outputFiles[0]?.text ?? "";
}

/** Whatever the form of the body: every event has a text of its own. */
const idsOf = (body: string): string[] => [...body.matchAll(/"(n\d+)"/g)].map(([, id = ""]) => id);

/** OpenTelemetry's logs SDK with its defaults. */
export async function otelKillClient(): Promise<KillClient> {
  return { script: await script(OTEL), path: "/v1/logs", idsOf, answer: {} };
}

/** Sentry's structured logs behind its offline transport. */
export async function sentryKillClient(): Promise<KillClient> {
  return { script: await script(SENTRY), path: "/api/1/envelope/", idsOf, answer: {} };
}
