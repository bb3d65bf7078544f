import { inspect } from "node:util";
import type { TokenKey } from "@berth/core/tokens";
import type * as Tokens from "@berth/sdk/tokens";
import { MovingClock, seededRandom, turns } from "../moving-clock.js";
import { PlannedIssuer } from "./planned-issuer.js";
import { SharedPlace } from "./shared-place.js";
import { type Context, KEYS, type Plan, type Refresh, type Sharing } from "./token-facts.js";

/**
 * Contexts with managers, an issuer as they see it, clocks and faults; every invariant of tokens.md section 10 is watched
 * where it shows and its breach noted under its number.
 */
export class TokenWorld {
  readonly clock = new MovingClock(() => turns(8));
  readonly problems: { invariant: number; text: string }[] = [];
  readonly place = new SharedPlace(() => this.clock.now());
  readonly contexts: Context[] = [];
  readonly #sdk: typeof Tokens;
  readonly #sharing: Sharing;
  readonly issuer = new PlannedIssuer(this.clock);
  readonly #epochs = KEYS.map(() => 0);

  constructor(sdk: typeof Tokens, sharing: Sharing, count: number) {
    this.#sdk = sdk;
    this.#sharing = sharing;
    for (let i = 0; i < (sharing === "alone" ? 1 : count); i++) this.contexts.push(this.#make());
  }

  #make(): Context {
    const n = this.issuer.number();
    const context: Context = {
      id: `c${n}`,
      alive: true,
      manager: null as never, // set below: the endpoint needs the context
      busy: KEYS.map(() => 0),
      asked: KEYS.map(() => 0),
      forced: new Set(),
      got: new Set(),
      open: 0,
    };
    const { place } = this;
    // Every other one refreshes in background; in the rest tokens grow old.
    const active = n % 2 === 1;
    const shared = { storage: place.storage(context), channel: place.channel(context) };
    context.manager = this.#sdk.createTokenManager({
      clock: this.clock.of(context.id),
      random: seededRandom(n + 1),
      isActive: () => active,
      endpoint: {
        exchange: (r, c) => this.#exchange(context, r, c.signal),
        refresh: (r, c) => this.#refresh(context, r, c.signal),
        revoke: async () => ({ kind: "unknown", cause: 0 }),
      },
      ...(this.#sharing === "alone" ? {} : shared),
      ...(this.#sharing === "locks" ? { locks: place.locks(context) } : {}),
    });
    for (const name of ["authorizationRequired", "refreshed", "ended", "warning"] as const) {
      context.manager.on(name, (event) => this.#heard(context, event));
    }
    return context;
  }

  #heard(context: Context, event: Tokens.TokenEvent): void {
    this.#secretsIn(event);
    const at = KEYS.findIndex((k) => k.userId === event.userId);
    // A session that one context brings is a session of all, and its end is told by all.
    const concerned = event.type === "refreshed" && this.#sharing !== "alone" ? this.contexts : [context];
    for (const i of KEYS.keys())
      if (event.type !== "authorizationRequired" && KEYS[i]?.userId === event.userId)
        for (const each of concerned) each.asked[i] = 0;
    if (event.type !== "authorizationRequired") return;
    // By user: the event names no scopes. No more than one for each key of the user.
    context.asked[at] = (context.asked[at] ?? 0) + 1;
    const keys = KEYS.filter((k) => k.userId === event.userId).length;
    this.#check(12, (context.asked[at] ?? 0) <= keys, "asked again and again");
  }

  // Commands.

  offer(c: number, at: number): void {
    const context = this.#at(c);
    const n = this.issuer.number();
    const authCode = `SECRETcode${n}`;
    const code = {
      key: at,
      wall: this.clock.wall,
      mono: this.clock.mono,
      sent: 0,
      withdrawn: 0,
      verifier: `SECRETv${n}`,
    };
    this.issuer.codes.set(authCode, code);
    for (const each of this.contexts) each.asked.fill(0);
    const key = KEYS[at] as TokenKey;
    context.manager.offerCode({ authCode, key, verifier: code.verifier });
    try {
      context.manager.offerCode({ authCode, key, verifier: code.verifier });
      this.#check(1, false, "a known code was taken again");
    } catch (error) {
      this.#failure(error);
    }
    // Another tab was given the same code.
    if (n % 3 === 0)
      for (const other of this.contexts)
        if (other !== context) other.manager.offerCode({ authCode, key, verifier: code.verifier });
  }

  /** Three callers at once, one of whom gives up; waits for the answer as long as anything may last. */
  async get(c: number, at: number): Promise<void> {
    const context = this.#at(c);
    const key = KEYS[at] as TokenKey;
    const abort = new AbortController();
    const good = this.#good(context, at);
    const asked = [{}, {}, {}].map(() => this.#ask(context, at, {}));
    const quitter = this.#ask(context, at, { signal: abort.signal });
    abort.abort();
    let over = false;
    const all = Promise.all([...asked, quitter]).finally(() => {
      over = true;
    });
    await turns(8);
    // A hanging request ends by its deadline of 10 s, a waiting context after 10 s; then once more inside a window.
    for (let i = 0; i < 45 && !over; i++) await this.clock.tick(1_000);
    this.#check(20, over, `getToken ${key.userId} never settles`);
    if (!over) return;
    const answers = await all;
    this.#check(9, new Set(answers.slice(0, 3)).size === 1, `one request, answers ${answers.join()}`);
    this.#check(12, good === null || answers[0] === good, `${answers[0]} instead of a token that is good`);
  }

  /** The token that a context alone was given last and that nothing has ended. */
  #good(context: Context, at: number): string | null {
    if (this.#sharing !== "alone" || context.busy[at] !== 0) return null;
    const [value, token] = [...this.issuer.access].filter(([, t]) => t.key === at).at(-1) ?? [];
    if (value === undefined || token === undefined || token.ended || !context.got.has(value)) return null;
    const refresh = this.issuer.refreshes.get(token.refresh);
    if (refresh?.succeeded !== false || refresh.dead) return null;
    const { wall, mono } = this.clock;
    const left = token.lifeMs - Math.max(wall - token.wall, mono - token.mono);
    return wall >= token.wall - 1_000 && left > Math.min(30_000, token.lifeMs / 10) ? value : null;
  }

  start(c: number, at: number): void {
    // The third stands for all at once.
    for (const context of c === 2 ? this.contexts : [this.#at(c)]) void this.#ask(context, at, {});
  }

  /** A call that the server refuses as not authorised `times` times. */
  async call(c: number, at: number, times: number, idempotent: boolean): Promise<void> {
    const context = this.#at(c);
    let calls = 0;
    const run = context.manager.withToken(
      KEYS[at] as TokenKey,
      async (token) => {
        calls++;
        this.#handedOut(context, at, token, null);
        if (calls > times) return { status: 200 };
        context.forced.add(token);
        return { status: 401 };
      },
      { idempotent },
    );
    context.open++;
    void run.catch((error: unknown) => this.#failure(error)).finally(() => context.open--);
    for (let i = 0; i < 25; i++) await this.clock.tick(1_000);
    this.#check(13, calls <= (idempotent ? 2 : 1), `called ${calls} times`);
  }

  async end(c: number, how: "revoke" | "switch" | "forget", at: number): Promise<void> {
    const { manager } = this.#at(c);
    const key = KEYS[at] as TokenKey;
    const concerned = KEYS.flatMap((k, i) =>
      (how === "revoke" && i === at) || (how === "switch" && k.userId !== key.userId) || how === "forget" ? [i] : [],
    );
    // A storage that fails is told to the caller, who repeats.
    for (let told: unknown = null; told === null || told === "STORAGE_UNAVAILABLE"; ) {
      const done =
        how === "revoke"
          ? manager.revoke(key)
          : how === "switch"
            ? manager.switchUser(key.userId)
            : manager.forgetApp(key.appId);
      told = await done.then(
        () => "done",
        (error: unknown) => this.#failure(error),
      );
    }
    // Other contexts have been told by now.
    for (const i of concerned) this.#epochs[i] = (this.#epochs[i] ?? 0) + 1;
    for (const token of this.issuer.access.values()) if (concerned.includes(token.key)) token.ended = true;
    for (const code of this.issuer.codes.values()) if (concerned.includes(code.key)) code.sent += 10;
  }

  /** The page is killed wherever it is, and opened again. */
  reload(c: number): void {
    const context = this.#at(c);
    this.place.kill(context);
    this.clock.kill(context.id);
    for (const held of this.issuer.refreshes.values())
      if (context.busy.some((n) => n > 0) && held.busy) held.busy = false;
    this.contexts[c % this.contexts.length] = this.#make();
  }

  async finish(): Promise<void> {
    this.place.failures = 0;
    for (const { manager } of this.contexts) await manager.dispose();
    await turns(20);
    this.#check(18, this.clock.timers === 0, `${this.clock.timers} timers left`);
    this.#check(18, this.place.leftovers === 0, `${this.place.leftovers} locks or listeners left`);
    const living = this.contexts.reduce((sum, { open }) => sum + open, 0);
    this.#check(20, living === 0, `${living} calls never settled`);
    for (const message of this.place.messages) this.#secretsIn(message);
    for (const { manager } of this.contexts) this.#secretsIn(manager);
  }

  // The issuer.

  async #exchange(
    context: Context,
    r: { authCode: string; key: TokenKey; verifier?: string },
    signal: AbortSignal,
  ): Promise<Tokens.EndpointAnswer> {
    const at = this.#keyOf(r.key);
    const code = this.issuer.codes.get(r.authCode);
    if (code === undefined) throw new Error("unknown code");
    const { wall, mono } = this.clock;
    this.#check(4, code.key === at && r.verifier === code.verifier, "code of another key");
    this.#check(code.sent >= 10 ? 14 : 1, code.sent === 0, "code sent twice, or after its end");
    this.#check(3, code.sent !== 1, "code sent again though it may have been taken");
    const age = Math.max(wall - code.wall, mono - code.mono);
    this.#check(2, age < 570_000 && wall >= code.wall - 1_000, `code sent at ${age}`);
    const plan = this.issuer.plan.shift() ?? "issued";
    if (plan === "notSent") this.#check(3, ++code.withdrawn <= 2, "sent a third time");
    else code.sent++;
    return this.#request(context, at, signal, plan, null);
  }

  async #refresh(
    context: Context,
    r: { refreshToken: string; key: TokenKey },
    signal: AbortSignal,
  ): Promise<Tokens.EndpointAnswer> {
    const at = this.#keyOf(r.key);
    const held = this.issuer.refreshes.get(r.refreshToken);
    if (held === undefined) throw new Error("unknown refresh token");
    const { wall, mono } = this.clock;
    this.#check(15, held.key === at, "refresh token of another key");
    for (const invariant of [10, 11]) this.#check(invariant, !held.busy, "refresh token in two requests at once");
    this.#check(11, !held.succeeded, "spent refresh token sent again");
    this.#check(12, !held.dead, "refused refresh token sent again");
    for (const [value, token] of this.issuer.access) {
      if (token.refresh !== r.refreshToken || token.ended || context.forced.has(value)) continue;
      const gone = Math.max(wall - token.wall, token.by === context ? mono - token.mono : 0);
      // T-CLK-5: a clock set back makes it old at once.
      if (wall < token.wall - 1_000 || token.lifeMs < 1_000) continue;
      // Who refreshes what another context brought a while ago breaks T-INV-10.
      this.#check(
        token.by === context ? 18 : 10,
        gone >= token.lifeMs * 0.75 - 1,
        `refresh at ${gone} of ${token.lifeMs}`,
      );
    }
    held.busy = true;
    signal.addEventListener("abort", () => {
      held.busy = false;
    });
    try {
      return await this.#request(context, at, signal, this.issuer.plan.shift() ?? "issued", held);
    } finally {
      held.busy = false;
    }
  }

  async #request(
    context: Context,
    at: number,
    signal: AbortSignal,
    plan: Plan | "issued",
    held: Refresh | null,
  ): Promise<Tokens.EndpointAnswer> {
    this.#check(9, context.busy[at] === 0, "two requests of one key in one context");
    context.busy[at] = 1;
    let counted = true;
    const leave = (): void => {
      if (counted) context.busy[at] = 0;
      counted = false;
    };
    // What was aborted is thrown away and counts no more (T-CODE-S9).
    signal.addEventListener("abort", leave);
    const { wall, mono } = this.clock;
    const epoch = this.#epochs[at];
    try {
      if (plan === "hang") {
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        if (held !== null) held.suspect = held.graceUntil === 0;
        return { kind: "unknown", cause: "hang" };
      }
      await turns(3);
      const answer = this.issuer.answer(context, at, plan, held, wall, mono, epoch !== this.#epochs[at]);
      // A page that died meanwhile never sees it.
      if (!context.alive) return await new Promise(() => {});
      if (held !== null && !signal.aborted) {
        if (answer.kind === "issued") held.succeeded = true;
        const doubted = held.suspect && this.#sharing === "alone";
        if (answer.kind === "refused" && (doubted || answer.code === "USED_REFRESH_TOKEN")) held.dead = true;
        if (answer.kind === "unknown") held.suspect = held.graceUntil === 0;
      }
      return answer;
    } finally {
      leave();
    }
  }

  // Watching.

  #ask(context: Context, at: number, options: { signal?: AbortSignal }): Promise<string> {
    context.open++;
    return context.manager
      .getToken(KEYS[at] as TokenKey, options)
      .then(
        (token) => {
          this.#handedOut(context, at, token.value, token.expiresAt);
          return token.value;
        },
        (error: unknown) => this.#failure(error),
      )
      .finally(() => context.open--);
  }

  #handedOut(context: Context, at: number, value: string, expiresAt: number | null): void {
    if (!context.alive) return;
    const token = this.issuer.access.get(value);
    this.#check(8, token !== undefined, "a token whose life is no number was handed out");
    if (token === undefined) return;
    const { wall, mono } = this.clock;
    context.got.add(value);
    this.#check(15, token.key === at, "token of another key");
    this.#check(14, !token.ended, "ended token handed out");
    const margin = Math.min(30_000, token.lifeMs / 10);
    const left = token.lifeMs - (wall - token.wall);
    this.#check(5, left > margin, `${left} left of ${token.lifeMs}`);
    // The monotonic clocks of two contexts have nothing in common.
    const other = token.by === context ? token.lifeMs - (mono - token.mono) : left;
    this.#check(7, other > margin && wall >= token.wall - 1_000, `${other} left by the monotonic clock, or set back`);
    if (expiresAt !== null)
      this.#check(token.odd ? 8 : 6, expiresAt <= token.wall + token.lifeMs, "expiry later than the life allows");
    if (this.#sharing !== "alone") this.#check(11, this.place.saved.has(value), "handed out before it was stored");
  }

  #failure(error: unknown): string {
    this.#check(20, error instanceof this.#sdk.TokenError, `not of section 9: ${String(error)}`);
    this.#secretsIn(error);
    return error instanceof this.#sdk.TokenError ? error.code : "?";
  }

  #secretsIn(thing: unknown): void {
    const text = `${inspect(thing, { depth: 6 })}${JSON.stringify(thing) ?? ""}${String(thing)}`;
    this.#check(16, !text.includes("SECRET"), `a secret in ${text.slice(0, 80)}`);
  }

  #at(c: number): Context {
    return this.contexts[c % this.contexts.length] as Context;
  }

  #keyOf(key: TokenKey): number {
    return KEYS.findIndex(
      (k) => k.userId === key.userId && k.clientId === key.clientId && String(k.scopes) === String(key.scopes),
    );
  }

  #check(invariant: number, ok: boolean, text: string): void {
    if (!ok) this.problems.push({ invariant, text });
  }
}
