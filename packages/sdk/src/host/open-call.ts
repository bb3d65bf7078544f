import type { ApiResult } from "../jsapi/definition.js";

/**
 * A call that is being answered. Its signal is made when somebody asks for it: most handlers never look, and a controller
 * with a listener costs more than all else the host does for a short call.
 */
export class OpenCall {
  readonly #api: string;
  #controller: AbortController | null = null;
  #aborted = false;
  #leave: ((result: ApiResult) => void) | null = null;

  constructor(api: string) {
    this.#api = api;
  }

  /** Aborts when the call's page is gone, the app ends or the program takes the call back. */
  get signal(): AbortSignal {
    if (this.#controller === null) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  /** Aborts the signal and ends the wait of `orLeft`. */
  abort(): void {
    this.#aborted = true;
    this.#controller?.abort();
    this.#leave?.({ error: 1, errorMessage: `${this.#api}: the page was left before the call ended` });
  }

  /** What `work` gives, or a failure when the call is aborted before that (H-JS-8). */
  orLeft(work: ApiResult | Promise<ApiResult>): Promise<ApiResult> {
    return new Promise((resolve, reject) => {
      this.#leave = resolve;
      Promise.resolve(work).then(resolve, reject);
    });
  }
}
