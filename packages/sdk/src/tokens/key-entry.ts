import type { Cancel } from "@berth/core";
import { sha256Hex } from "@berth/core/events";
import {
  afterFailure,
  type CodeState,
  codeIsYoung,
  codeUsableMs,
  EMPTY_TOKENS,
  endsSession,
  type HeldCode,
  type HeldRefresh,
  type HeldToken,
  type Instant,
  LONGEST_LIFE_MS,
  lifeOf,
  marginMs,
  nextCodeState,
  remainingMs,
  type TokenKey,
  type TokenNeed,
  type TokenState,
  tokenNeed,
} from "@berth/core/tokens";
import { boundedCall } from "./bounded-call.js";
import type { EntryHost } from "./entry-host.js";
import { publicToken } from "./public-token.js";
import { refreshOf } from "./refresh-of.js";
import { SharedRecord } from "./shared-record.js";
import { SharedRequest } from "./shared-request.js";
import { BAD_ANSWER, type CallContext, type EndpointAnswer } from "./token-endpoint.js";
import { TokenError } from "./token-error.js";
import type { AccessToken } from "./token-manager.js";

/** Life of a used code's hash (T-STO-5). */
const USED_HASH_MS = 24 * 3_600_000;
/** Code and tokens of one key, with at most one request under way (T-INV-9). */
export class KeyEntry {
  readonly key: TokenKey;
  readonly hash: string;
  readonly #host: EntryHost;
  readonly #shared: SharedRecord;
  readonly #request: SharedRequest;
  /** This context's own: it changes whenever what is under way must not count. */
  #epoch = 0;
  #code: CodeState = { kind: "none" };
  #tokens: TokenState = EMPTY_TOKENS;
  #asked = false;
  #used = false;
  #codeTimer: Cancel | null = null;
  #refreshTimer: Cancel | null = null;

  constructor(host: EntryHost, key: TokenKey, hash: string) {
    this.#host = host;
    this.key = key;
    this.hash = hash;
    const { userId, appId } = key;
    this.#shared = new SharedRecord(host.storage, { name: hash, userId, appId }, () =>
      host.tell("warning", this, "STORAGE_TAMPERED"),
    );
    this.#request = new SharedRequest(host.clock, (cause) =>
      cause instanceof TokenError ? cause : this.#error("STORAGE_UNAVAILABLE"),
    );
  }

  get generation(): number {
    return this.#shared.generation;
  }

  get holdsCode(): boolean {
    return this.#code.kind === "held";
  }

  offer(code: HeldCode): void {
    this.#code = nextCodeState(this.#code, { type: "offer", code });
    this.#request.forgetFailure();
    this.#asked = false;
    this.#watchCode();
  }

  /** The token at hand, or the answer of the one request that brings it. `forced`: this token was refused by a server. */
  get(minLifeMs: number, forced?: string): Promise<AccessToken> {
    this.#used = true;
    const need = this.#need(minLifeMs, forced);
    if (need.kind === "serve" && !this.#shared.unsaved) return Promise.resolve(publicToken(need.access));
    return this.#request.join(minLifeMs, forced, () => this.get(minLifeMs, forced)) ?? this.#start(minLifeMs, forced);
  }

  /** Wipes code and tokens at once; what is under way ends with ENDED (T-TOK-S17). Returns the former access token. */
  wipe(code: string): string | null {
    const access = this.#tokens.access?.value ?? null;
    this.#shared.forget(this.generation + 1);
    this.#end(code);
    return access;
  }

  /** Another context refreshed or ended this key (T-CTX-6). */
  changedElsewhere(generation: number, ended: boolean): void {
    if (ended || generation > this.generation) {
      this.#shared.forget(Math.max(generation, this.generation));
      this.#end("elsewhere");
    } else if (generation === this.generation && !this.#request.underWay) {
      // Read again before it is used. A flight has read it under the lock.
      this.#tokens = EMPTY_TOKENS;
      this.#shared.forget();
      this.#request.forgetFailure();
    }
  }

  /** Writes the wiped state under the raised generation. */
  storeWiped(): Promise<void> {
    return this.#shared.wipe();
  }

  dispose(): void {
    this.#epoch++;
    this.#clear();
    this.#request.end(this.#error("DISPOSED"));
  }

  #need(minLifeMs: number, forced: string | undefined): TokenNeed {
    const force = forced !== undefined && this.#tokens.access?.value === forced;
    return tokenNeed(this.#tokens, this.#now(), minLifeMs, force);
  }

  #start(minLifeMs: number, forced: string | undefined): Promise<AccessToken> {
    return this.#request.start(minLifeMs, (signal) => this.#fly(minLifeMs, forced, signal));
  }

  #fly(minLifeMs: number, forced: string | undefined, signal: AbortSignal): Promise<AccessToken> {
    const epoch = this.#epoch;
    return this.#host.exclusively(this, signal, async () => {
      this.#same(epoch);
      const change = await this.#shared.read(this.#tokens, () => this.#now());
      this.#same(epoch);
      if (change.kind === "ended") {
        this.#end("elsewhere");
        throw this.#error("ENDED");
      }
      if (change.kind === "changed") {
        // Failures and doubts belong to the refresh token they befell.
        const same = change.refresh?.value === this.#tokens.refresh?.value;
        this.#tokens = { ...(same ? this.#tokens : EMPTY_TOKENS), access: change.access, refresh: change.refresh };
        // A session that another context began ends like one of our own: its end is told (T-TOK-S2).
        if (change.access !== null) this.#asked = false;
      }
      if (this.#shared.unsaved) await this.#store(epoch);
      const need = this.#need(minLifeMs, forced);
      if (need.kind === "serve") return publicToken(need.access);
      if (need.kind === "wait") {
        if (need.refusedCode !== null) throw this.#error("REFUSED", { platformCode: need.refusedCode });
        throw this.#error("RETRY_LATER", { retryAfterMs: need.retryAfterMs });
      }
      const access =
        need.kind === "refresh"
          ? await this.#refresh(need.refresh, epoch, signal)
          : await this.#exchange(epoch, signal);
      const least = Math.max(marginMs(access.lifeMs), minLifeMs);
      if (access.lifeMs <= least) throw this.#error("LIFETIME_INVALID");
      // The device slept or its clock was set while the answer was on its way.
      if (remainingMs(access, this.#now()) <= least) throw this.#error("RETRY_LATER", { retryAfterMs: 0 });
      return publicToken(access);
    });
  }

  async #exchange(epoch: number, signal: AbortSignal): Promise<HeldToken> {
    const { endpoint, storage } = this.#host;
    this.#tokens = EMPTY_TOKENS;
    this.#code = nextCodeState(this.#code, { type: "take", now: this.#now() });
    if (this.#code.kind === "expired") {
      this.#code = nextCodeState(this.#code, { type: "told" });
      this.#ask();
      throw this.#error("CODE_EXPIRED");
    }
    if (this.#code.kind !== "marked") {
      if (this.#host.hasRelatedCode(this)) throw this.#error("CODE_MISMATCH");
      this.#ask();
      throw this.#error("AUTH_REQUIRED");
    }
    const { code } = this.#code;
    const hash = sha256Hex(code.authCode);
    // Marked before it is sent, where a crash cannot undo it (T-INV-1).
    if (storage !== null && !(await storage.markUsed(hash, this.#now().wall + USED_HASH_MS))) {
      this.#code = nextCodeState(this.#code, { type: "drop" });
      this.#ask();
      throw this.#error("CODE_USED");
    }
    this.#same(epoch);
    const sent = this.#now();
    // The device may have slept while the mark was written (T-INV-2).
    if (!codeIsYoung(code, sent)) {
      this.#code = nextCodeState(this.#code, { type: "drop" });
      this.#ask();
      throw this.#error("CODE_EXPIRED");
    }
    const { authCode, verifier } = code;
    const request = { authCode, key: this.key, ...(verifier === undefined ? {} : { verifier }) };
    const answer = await this.#send((context) => endpoint.exchange(request, context), signal);
    this.#same(epoch);
    this.#code = nextCodeState(this.#code, { type: "answer", kind: answer.kind, now: this.#now() });
    if (this.#code.kind === "held") {
      await storage?.unmarkUsed(hash);
      this.#watchCode();
    } else if (answer.kind !== "issued") this.#ask();
    switch (answer.kind) {
      case "issued":
        return this.#keep(answer, sent, epoch);
      case "refused":
        throw this.#error("REFUSED", { platformCode: answer.code });
      case "busy":
        throw this.#error("RETRY_LATER", { retryAfterMs: answer.retryAfterMs ?? 1_000 });
      case "notSent":
        throw this.#error("OFFLINE");
      case "unknown":
        throw this.#error("OUTCOME_UNKNOWN");
    }
  }

  #refresh(refresh: HeldRefresh, epoch: number, signal: AbortSignal): Promise<HeldToken> {
    return this.#host.alone(refresh, async ({ value, graceMs }) => {
      const { endpoint } = this.#host;
      this.#same(epoch);
      const request = { refreshToken: value, key: this.key };
      const first = this.#now();
      let sent = first;
      let answer = await this.#send((context) => endpoint.refresh(request, context), signal);
      this.#same(epoch);
      // Inside a declared window the issuer gives the same pair again (T-TOK-S12), otherwise one more try costs the family.
      if (answer.kind === "unknown" && remainingMs({ sent: first, lifeMs: graceMs }, this.#now()) > 0) {
        sent = this.#now();
        answer = await this.#send((context) => endpoint.refresh(request, context), signal);
        this.#same(epoch);
      }
      if (answer.kind === "issued") {
        const access = await this.#keep(answer, sent, epoch);
        if (this.#tokens.refresh !== null) this.#host.succeeded(value, this.#tokens.refresh);
        return access;
      }
      // After a lost answer any refusal means that the token is spent (T-TOK-S13).
      if (answer.kind === "refused" && (endsSession(answer.code) || this.#tokens.suspect)) {
        this.#tokens = EMPTY_TOKENS;
        await this.#store(epoch);
        if (this.#code.kind === "held") return this.#exchange(epoch, signal);
        this.#ask();
        throw this.#error("AUTH_REQUIRED");
      }
      const now = this.#now();
      this.#tokens = afterFailure(this.#tokens, now, answer, this.#host.fraction());
      switch (answer.kind) {
        case "refused":
          throw this.#error("REFUSED", { platformCode: answer.code });
        case "notSent":
          throw this.#error("OFFLINE");
        default:
          throw this.#error("RETRY_LATER", { retryAfterMs: this.#tokens.retryAt - now.mono });
      }
    });
  }

  async #send(call: (context: CallContext) => Promise<EndpointAnswer>, signal: AbortSignal): Promise<EndpointAnswer> {
    const answer = await boundedCall(call, signal, this.#host.clock);
    if (answer.kind === "unknown" && answer.cause === BAD_ANSWER) this.#host.tell("warning", this, BAD_ANSWER);
    return answer;
  }

  /** Takes an answer over: stored first, then handed out (T-STO-4). */
  async #keep(answer: EndpointAnswer & { kind: "issued" }, sent: Instant, epoch: number): Promise<HeldToken> {
    const life = lifeOf(answer, sent);
    if (life === null) {
      this.#tokens = EMPTY_TOKENS;
      await this.#store(epoch);
      this.#ask();
      throw this.#error("LIFETIME_INVALID");
    }
    if (life.lifeMs >= LONGEST_LIFE_MS)
      this.#host.tell("warning", this, life.clamped ? "LIFETIME_CLAMPED" : "ACCESS_TOKEN_LIFETIME_LONG");
    const access: HeldToken = { value: answer.accessToken, sent, lifeMs: life.lifeMs };
    this.#tokens = { ...EMPTY_TOKENS, access, refresh: refreshOf(answer, sent) };
    await this.#store(epoch);
    this.#request.forgetFailure();
    this.#asked = false;
    this.#watchToken(access);
    this.#host.tell("refreshed", this);
    this.#host.announce(this);
    return access;
  }

  async #store(epoch: number): Promise<void> {
    const written = await this.#shared.save(this.#tokens);
    this.#same(epoch);
    if (written) return;
    this.#tokens = EMPTY_TOKENS;
    throw this.#error("ENDED");
  }

  #watchCode(): void {
    this.#codeTimer?.();
    this.#codeTimer = null;
    if (this.#code.kind !== "held") return;
    const ms = Math.max(0, codeUsableMs(this.#code.code, this.#now()));
    this.#codeTimer = this.#host.clock.setTimer(ms, () => {
      this.#code = nextCodeState(this.#code, { type: "age", now: this.#now() });
    });
  }

  /** Refresh in background between 75 and 90 % of the life, if the token was used in it (T-TOK-S6). */
  #watchToken(access: HeldToken): void {
    this.#refreshTimer?.();
    this.#used = false;
    this.#refreshTimer = this.#host.clock.setTimer(access.lifeMs * (0.75 + this.#host.fraction() * 0.15), () => {
      this.#refreshTimer = null;
      if (!this.#used || !this.#host.isActive() || this.#request.underWay || this.#tokens.refresh === null) return;
      if (this.#tokens.access !== access) return;
      void this.#start(0, access.value);
    });
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#host.tell("authorizationRequired", this);
  }

  #same(epoch: number): void {
    if (epoch !== this.#epoch) throw this.#error("ENDED");
  }

  /** Everything held goes; whoever waits gets ENDED. */
  #end(code: string): void {
    const { access, refresh } = this.#tokens;
    const held = access !== null || refresh !== null || this.#code.kind !== "none" || this.#request.underWay;
    this.#epoch++;
    this.#clear();
    this.#request.end(this.#error("ENDED"));
    this.#request.forgetFailure();
    if (!held) return;
    this.#asked = false;
    this.#host.tell("ended", this, code);
  }

  #clear(): void {
    this.#codeTimer?.();
    this.#refreshTimer?.();
    this.#codeTimer = null;
    this.#refreshTimer = null;
    this.#code = nextCodeState(this.#code, { type: "drop" });
    this.#tokens = EMPTY_TOKENS;
  }

  #error(code: TokenError["code"], facts: { retryAfterMs?: number; platformCode?: string } = {}): TokenError {
    return new TokenError(code, this.hash, facts);
  }

  #now(): Instant {
    return { wall: this.#host.clock.now(), mono: this.#host.clock.monotonic() };
  }
}
