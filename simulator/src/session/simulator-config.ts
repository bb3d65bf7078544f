import type { BerthConfig, DomainPolicy, ReleaseInfo } from "@berth/sdk";

/** A program to list before the platform's catalogue answered, with what only the server knows. */
export interface ConfiguredProgram {
  appId: string;
  name: string;
  slogan?: string;
  iconUrl?: string;
}

/** A console login of the seeded data. */
export interface Account {
  email: string;
  password: string;
}

/** A package that is opened as a preview instead of a release (`berth dev`). */
export interface PreviewConfig {
  appId: string;
  name?: string;
  packageUrl: string;
  releaseVersion?: string;
  ownerKind?: ReleaseInfo["ownerKind"];
  /** Absent: the live global list of the program, if the platform knows it, else allow-all (P-CFG-14). */
  serverDomains?: DomainPolicy;
  wapUrls?: DomainPolicy;
  environmentVariables?: Record<string, unknown>;
}

/** Answer of /berth-config.json: everything the page has to know of the server that serves it. */
export interface SimulatorConfig {
  platformUrl: string;
  gatewayUrl?: string;
  merchantUrl?: string;
  /** Address of the sandbox shell; default "/shell" of this origin. */
  shellUrl?: string;
  config: BerthConfig;
  programs: ConfiguredProgram[];
  /** Logins tried in order; roles decide which one does what. */
  accounts: Account[] | Record<string, Account>;
  /** The person who holds the device. */
  user?: { userId: string; nickName?: string; avatar?: string; gender?: string };
  preview?: PreviewConfig;
}

/** Fetches the configuration of this page. @throws TypeError when there is none. */
export async function loadConfig(): Promise<SimulatorConfig> {
  const answer = await fetch("/berth-config.json", { cache: "no-store" });
  if (!answer.ok) throw new TypeError(`/berth-config.json answered ${answer.status}`);
  return (await answer.json()) as SimulatorConfig;
}
