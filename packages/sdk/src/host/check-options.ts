import { BerthError } from "@berth/core";
import type { HostOptions } from "../host-types.js";
import type { HostServices } from "../services.js";

const environments = new Set(["production", "sandbox", "test", "development"]);
const services = {
  oauth: ["getAuthCode"],
  member: ["getMemberInfo"],
  payment: ["pay"],
  code: ["scan"],
  devices: [],
  maps: [],
  contacts: [],
  program: [],
} as const satisfies Record<keyof HostServices, readonly string[]>;

/** Error of a bad option or argument: 90002, and `details.field` names what is wrong (H-INIT-4). */
export function badOption(field: string, message: string): BerthError {
  return new BerthError("GRV_CONTAINER_API_ERROR_PARAM", message, { details: { number: 90002, field } });
}

/** H-INIT-4: the first field that is wrong, by its path, with what to write instead. No network is needed for it. */
export function checkOptions(options: HostOptions): void {
  const { config, assets, shell } = options ?? {};
  if (typeof config !== "object" || config === null) {
    throw badOption("config", "config is missing: pass the configuration file that the platform exports");
  }
  for (const field of ["platformUrl", "workspaceId", "targetAppId"] as const) {
    if (typeof config[field] !== "string") {
      throw badOption(`config.${field}`, `config.${field} is missing: take it from the platform's configuration file`);
    }
  }
  if (config.platformUrl !== "" && !/^https?:\/\/[^/]+(\/.*[^/])?$/.test(config.platformUrl)) {
    throw badOption(
      "config.platformUrl",
      'config.platformUrl must be an http(s) address without a slash at its end, or "" for this page\'s own origin',
    );
  }
  if (!environments.has(config.environment)) {
    const known = [...environments].join(", ");
    throw badOption(
      "config.environment",
      `config.environment is "${config.environment}" and must be one of ${known} (P-TGT-9)`,
    );
  }
  if (!Array.isArray(config.platformKeys)) {
    throw badOption(
      "config.platformKeys",
      'config.platformKeys is missing: a list of "<keyId>:<base64 of the Ed25519 key>"',
    );
  }
  if (!Number.isInteger(config.configVersion)) {
    throw badOption("config.configVersion", "config.configVersion must be a whole number");
  }
  for (const [name, file] of [
    ["worker", "worker.js"],
    ["workerExtra", "worker-extra.js"],
    ["viewExtra", "view-extra.js"],
  ] as const) {
    if (assets?.[name] === undefined) {
      throw badOption(`assets.${name}`, `assets.${name} is missing: { url: "/runtime/${file}" } or its text`);
    }
  }
  if (shell !== "inline" && typeof shell?.url !== "string") {
    throw badOption("shell", 'shell is missing: { url: "/shell" }, or "inline" where no server can send headers');
  }
  if (shell === "inline" && assets.view === undefined) {
    throw badOption("assets.view", 'assets.view is missing: shell "inline" has no server that puts it into the shell');
  }
  for (const host of options.resourceHosts ?? []) {
    if (!/^(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/i.test(host)) {
      throw badOption("resourceHosts", `resourceHosts: "${host}" is no host, write cdn.example.com or *.example.com`);
    }
  }
  for (const [name, value] of Object.entries(options.limits ?? {})) {
    if (typeof value !== "number" || !(value > 0)) {
      throw badOption(`limits.${name}`, `limits.${name} must be a number above 0`);
    }
  }
  if (options.domainErrorCode !== undefined && options.domainErrorCode !== 4 && options.domainErrorCode !== 11) {
    throw badOption("domainErrorCode", "domainErrorCode must be 4 or 11 (F-NET-E8)");
  }
  for (const [name, service] of Object.entries(options.services ?? {})) {
    if (!Object.hasOwn(services, name)) throw badOption(`services.${name}`, `services.${name} is no service`);
    for (const member of services[name as keyof typeof services]) {
      if (typeof (Object(service) as Record<string, unknown>)[member] !== "function") {
        throw badOption(`services.${name}.${member}`, `services.${name}.${member} must be a function`);
      }
    }
  }
}
