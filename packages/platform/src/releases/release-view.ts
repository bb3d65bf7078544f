import type { Configuration, EnvironmentVariable, ReleaseView } from "../client/views.js";
import { servedSnapshot } from "../configuration/effective.js";
import { settingsOf } from "../configuration/settings.js";
import type { ReleaseRow } from "../store/rows.js";
import type { StoreTransaction } from "../store/store.js";

/** Secret variables as console reads show them (P-CFG-9). */
function masked(variables: Record<string, EnvironmentVariable>): Record<string, EnvironmentVariable> {
  return Object.fromEntries(
    Object.entries(variables).map(([name, one]) => [
      name,
      one.secret === true ? { value: "******", secret: true } : one,
    ]),
  );
}

/** A configuration with its secrets masked. */
export function maskedConfiguration(configuration: Configuration): Configuration {
  const { environmentVariables } = configuration;
  return environmentVariables === undefined
    ? configuration
    : { ...configuration, environmentVariables: masked(environmentVariables) };
}

/** A release as the console shows it. */
export function releaseView(tx: StoreTransaction, release: ReleaseRow): ReleaseView {
  const app = tx.get("app", release.appId);
  if (app === undefined) throw new Error(`release ${release.releaseId} has no mini program`);
  const tenantId = tx.get("targetApp", release.targetAppId)?.workspaceId ?? "";
  const effective = servedSnapshot(app, release, settingsOf(tx, tenantId).configurationTiming);
  const { snapshot, createdAt, configuration, ...rest } = release;
  return {
    ...rest,
    configuration: maskedConfiguration(configuration),
    effective: { ...effective, environmentVariables: masked(effective.environmentVariables) },
    frozen: snapshot !== undefined,
    createdAt: new Date(createdAt).toISOString(),
  };
}
