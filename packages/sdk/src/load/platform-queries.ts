import { type Random, uuid } from "@berth/core";
import type { BerthConfig } from "../host-types.js";
import { sdkVersion } from "../sdk-version.js";
import type { PlatformKeys } from "./platform-keys.js";
import { type QueryAnswer, type QueryOutcome, queryReleases } from "./release-query.js";

/** What the platform is asked with. */
export interface QueryParts {
  config: BerthConfig;
  keys: PlatformKeys;
  fetch: typeof fetch;
  random: Random;
  installationId: string;
  locale: string;
  userId(): string;
  /** Hears every verified answer: terms of collection, gateway. */
  onAnswer(answer: QueryAnswer): void;
}

/** Queries of one host for the user of now (P-UPD-1). */
export class PlatformQueries {
  readonly #parts: QueryParts;

  constructor(parts: QueryParts) {
    this.#parts = parts;
  }

  /** Asks about these apps; what is answered counts only if it is signed and answers this very query. */
  async ask(apps: { appId: string; releaseVersion?: string }[], signal: AbortSignal): Promise<QueryOutcome> {
    const { config, keys, installationId, locale, random } = this.#parts;
    const userId = this.#parts.userId();
    const request = {
      apps,
      ...(userId === "" ? {} : { userId }),
      installationId,
      sdkVersion,
      os: "web",
      locale,
      nonce: uuid(random),
    };
    const outcome = await queryReleases(config, keys, request, this.#parts.fetch, signal);
    if (outcome.kind === "answer") this.#parts.onAnswer(outcome.answer);
    return outcome;
  }

  /** A query without apps: renews terms of collection and the gateway's token. */
  async refreshTerms(signal: AbortSignal): Promise<void> {
    await this.ask([], signal);
  }
}
