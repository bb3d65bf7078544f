import { createEventLog } from "@berth/sdk/log";
import { OTLPLogExporter } from "@opentelemetry/exporter-logs-otlp-http";
import { BatchLogRecordProcessor, LoggerProvider } from "@opentelemetry/sdk-logs";

const log = createEventLog({
  ...{
    platformUrl: location.origin,
    workspaceId: "w",
    targetAppId: "t",
    environment: "production",
    installationId: "i",
  },
  ...{ os: "Linux", osVersion: "6", sdkVersion: "0", libVersion: "0", locale: "en", allowed: true },
});
log.setTenant({ collect: true, token: "tok", userSalt: "u", deviceSalt: "d" });
const app = log.openSession({ appId: "a1" });
app.openRequested({ startType: "cold", source: "id", packageState: "local", updateMethod: "none" });
app.launched({ infoMs: 0, downloadMs: 0, unpackMs: 0, runtimeMs: 0, renderMs: 1, pagePath: "p" });

const exporter = new OTLPLogExporter({ url: `${location.origin}/v1/logs` });
const provider = new LoggerProvider({
  processors: [new BatchLogRecordProcessor({ exporter, maxQueueSize: 8_192 })],
});
const logger = provider.getLogger("bench");

/** The same event with the same fields; ms of the whole burst. */
const enqueue = {
  berth(count: number): number {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      app.emit("jsapi.call", {
        ...{ callId: String(i), api: "getStorage", kind: "builtin", channel: "jsapi" },
        ...{ outcome: "success", durationMs: 3 },
      });
    }
    return performance.now() - start;
  },
  otel(count: number): number {
    const start = performance.now();
    for (let i = 0; i < count; i++) {
      const attributes = {
        ...{ callId: String(i), api: "getStorage", kind: "builtin", channel: "jsapi" },
        ...{ outcome: "success", durationMs: 3 },
      };
      logger.emit({ eventName: "jsapi.call", severityNumber: 9, attributes });
    }
    return performance.now() - start;
  },
};
(globalThis as { enqueue?: typeof enqueue }).enqueue = enqueue;
