import type { ConsoleAnswer } from "./answer.js";
import type {
  ApprovalView,
  AppSummary,
  AppView,
  AuditView,
  ConfigurationField,
  Environment,
  Faults,
  MemberView,
  Metadata,
  OutboxView,
  PipelineView,
  RealtimeView,
  ReleaseEventName,
  ReleaseView,
  TenantSettings,
  TokenFamilyView,
  VersionView,
} from "./views.js";

/** What {@link createPlatformClient} needs. */
export interface PlatformClientOptions {
  /** Address of the platform, e.g. `http://127.0.0.1:7100`. */
  baseUrl: string;
  /** Default: the engine's `fetch`. Pass a platform's own `fetch` to skip the network. */
  fetch?: (request: Request) => Promise<Response>;
  /** Session token of an earlier login. */
  token?: string;
}

/** A version brought to a target in one call, see {@link PlatformClient.deploy}. */
export interface DeployRequest {
  appId: string;
  version: string;
  zip: Uint8Array;
  targetAppId: string;
  environment: Environment;
}

/** One method for each console operation; every answer is a value (P-GEN-6). */
export interface PlatformClient {
  /** Session token, once logged in. */
  readonly token: string | undefined;
  /** Logs in and keeps the session for the calls that follow. */
  login(email: string, password: string): Promise<ConsoleAnswer<{ token: string; member: MemberView }>>;
  /** Who is logged in. */
  me(): Promise<ConsoleAnswer<MemberView>>;
  /** Mini programs that the member may view. */
  apps(): Promise<ConsoleAnswer<AppSummary[]>>;
  /** Creates a mini program; `appId` (16 digits) may be chosen on the mock only. */
  createApp(input: Partial<Metadata> & { name: string; appId?: string }): Promise<ConsoleAnswer<AppView>>;
  /** Details of a mini program with versions and releases. */
  app(appId: string): Promise<ConsoleAnswer<AppView>>;
  /** Saves the metadata draft (P-META-4). */
  updateMetadata(appId: string, metadata: Partial<Metadata>): Promise<ConsoleAnswer<AppView>>;
  /** Uploads a package zip; the build task in the answer is READY or FAILED with a reason (P-VER-4). */
  uploadVersion(appId: string, version: string, zip: Uint8Array): Promise<ConsoleAnswer<VersionView>>;
  /** Sets a field of the global or of a release's configuration (P-CFG-1, P-CFG-2). */
  setConfiguration(
    target: { appId: string } | { releaseId: string },
    field: ConfigurationField,
    value: unknown,
    confirm?: string[],
  ): Promise<ConsoleAnswer<AppView | ReleaseView>>;
  /** Returns a field to "not set" (P-CFG-5). */
  resetConfiguration(
    target: { appId: string } | { releaseId: string },
    field: ConfigurationField,
  ): Promise<ConsoleAnswer<AppView | ReleaseView>>;
  /** Switches editing of the two lists (P-GRANT-3). */
  setGrant(appId: string, granted: boolean): Promise<ConsoleAnswer<{ appId: string; granted: boolean }>>;
  /** Makes a release of a version for a target and environment (P-REL). */
  createRelease(
    appId: string,
    target: { version: string; targetAppId: string; environment: Environment },
  ): Promise<ConsoleAnswer<ReleaseView>>;
  /** A release with its history. */
  release(releaseId: string): Promise<ConsoleAnswer<ReleaseView>>;
  /** Drives the release state machine; `data` is null after `discard`. */
  releaseEvent(
    releaseId: string,
    event: ReleaseEventName,
    input?: { comment?: string; percent?: number },
  ): Promise<ConsoleAnswer<ReleaseView | null>>;
  /** Upload, create, apply. Stops at the first refusal and answers it; production stays UNDER_REVIEW (P-APR-1). */
  deploy(request: DeployRequest): Promise<ConsoleAnswer<ReleaseView>>;
  /** Requests that wait for the member, and those the member made. */
  approvals(): Promise<ConsoleAnswer<{ assigned: ApprovalView[]; submitted: ApprovalView[] }>>;
  /** Today's figures of a mini program on a target. */
  realtime(
    appId: string,
    target: { targetAppId: string; environment: Environment },
  ): Promise<ConsoleAnswer<RealtimeView>>;
  /** Codes and tokens of a mini program, without secrets. */
  tokens(appId: string): Promise<ConsoleAnswer<TokenFamilyView[]>>;
  /** Offset of the mock's clock to the real one, in milliseconds. */
  clock(): Promise<ConsoleAnswer<{ offsetMs: number; now: string }>>;
  /** Moves the mock's clock; `offsetMs` is a whole number. */
  setClock(offsetMs: number): Promise<ConsoleAnswer<{ offsetMs: number; now: string }>>;
  /** The audit log. */
  audit(): Promise<ConsoleAnswer<AuditView[]>>;
  /** Messages the platform would have sent. */
  outbox(): Promise<ConsoleAnswer<OutboxView[]>>;
  /** Figures of the ingest. */
  pipeline(): Promise<ConsoleAnswer<PipelineView>>;
  /** Faults the mock plays. */
  faults(): Promise<ConsoleAnswer<Faults>>;
  /** Switches faults on and off. */
  setFaults(faults: Partial<Faults>): Promise<ConsoleAnswer<Faults>>;
  /** Settings of the tenant. */
  settings(): Promise<ConsoleAnswer<TenantSettings>>;
  /** Changes settings of the tenant. */
  setSettings(settings: Partial<TenantSettings>): Promise<ConsoleAnswer<TenantSettings>>;
}

/** Form of the device fingerprint that the login page's script computes (P-RISK-4); any 32 hex digits. */
const fingerprint = "00112233445566778899aabbccddeeff";

/** A client of the console at `baseUrl`. */
export function createPlatformClient(options: PlatformClientOptions): PlatformClient {
  const send = options.fetch ?? ((request: Request) => fetch(request));
  const base = `${options.baseUrl.replace(/\/$/, "")}/console/v1/`;
  let token = options.token;

  async function call<T>(method: string, path: string, body?: unknown, zip?: Uint8Array): Promise<ConsoleAnswer<T>> {
    const headers = new Headers({ accept: "application/json" });
    if (token !== undefined) headers.set("authorization", `Bearer ${token}`);
    const init: RequestInit = { method, headers };
    if (zip !== undefined) {
      headers.set("content-type", "application/zip");
      init.body = new Blob([zip as Uint8Array<ArrayBuffer>]);
    } else if (body !== undefined) {
      headers.set("content-type", "application/json");
      init.body = JSON.stringify(body);
    }
    const answer = await send(new Request(base + path, init));
    return (await answer.json()) as ConsoleAnswer<T>;
  }

  const query = (values: Record<string, string>): string => new URLSearchParams(values).toString();
  const configurationPath = (target: { appId: string } | { releaseId: string }, field: ConfigurationField): string =>
    "appId" in target
      ? `apps/${target.appId}/configuration/${field}`
      : `releases/${target.releaseId}/configuration/${field}`;

  const client: PlatformClient = {
    get token() {
      return token;
    },
    async login(email, password) {
      const answer = await call<{ token: string; member: MemberView }>("POST", "login", {
        email,
        password,
        fingerprint,
      });
      if (answer.ok) token = answer.data.token;
      return answer;
    },
    me: () => call("GET", "me"),
    apps: () => call("GET", "apps"),
    createApp: (input) => call("POST", "apps", input),
    app: (appId) => call("GET", `apps/${appId}`),
    updateMetadata: (appId, metadata) => call("PUT", `apps/${appId}/metadata`, metadata),
    uploadVersion: (appId, version, zip) =>
      call("POST", `apps/${appId}/versions?${query({ version })}`, undefined, zip),
    setConfiguration: (target, field, value, confirm) =>
      call("PUT", configurationPath(target, field), confirm === undefined ? { value } : { value, confirm }),
    resetConfiguration: (target, field) => call("DELETE", configurationPath(target, field)),
    setGrant: (appId, granted) => call("PUT", `grants/${appId}`, { granted }),
    createRelease: (appId, target) => call("POST", `apps/${appId}/releases`, target),
    release: (releaseId) => call("GET", `releases/${releaseId}`),
    releaseEvent: (releaseId, event, input) => call("POST", `releases/${releaseId}/${event}`, input ?? {}),
    async deploy({ appId, version, zip, targetAppId, environment }) {
      const upload = await client.uploadVersion(appId, version, zip);
      if (!upload.ok) return upload;
      if (upload.data.state !== "READY") {
        const message = upload.data.reason ?? "the build task failed";
        return { ok: false, code: "PARAM_ILLEGAL", message, field: "package", traceId: "" };
      }
      const release = await client.createRelease(appId, { version, targetAppId, environment });
      if (!release.ok) return release;
      return (await client.releaseEvent(release.data.releaseId, "apply")) as ConsoleAnswer<ReleaseView>;
    },
    approvals: () => call("GET", "approvals"),
    realtime: (appId, target) => call("GET", `apps/${appId}/realtime?${query(target)}`),
    tokens: (appId) => call("GET", `apps/${appId}/tokens`),
    clock: () => call("GET", "clock"),
    setClock: (offsetMs) => call("PUT", "clock", { offsetMs }),
    audit: () => call("GET", "audit"),
    outbox: () => call("GET", "outbox"),
    pipeline: () => call("GET", "pipeline"),
    faults: () => call("GET", "faults"),
    setFaults: (faults) => call("PUT", "faults", faults),
    settings: () => call("GET", "settings"),
    setSettings: (settings) => call("PUT", "settings", settings),
  };
  return client;
}
