import type { JsapiDefinition } from "../extension.js";

/** JSAPIs that the host registered (section 4 of the host specification). */
export class CustomApis {
  readonly #definitions = new Map<string, JsapiDefinition>();

  /** @throws BerthError `GRV_CONTAINER_API_ERROR_PARAM` for a name that is taken, fixed or malformed; nothing is registered then. */
  async register(definitions: readonly JsapiDefinition[]): Promise<void> {
    // The names of all built-in APIs are not for hosts that register none.
    const { checkJsapis } = await import("./check-jsapi.js");
    checkJsapis(definitions, this.names());
    for (const definition of definitions) this.#definitions.set(definition.name, definition);
  }

  get(name: string): JsapiDefinition | undefined {
    return this.#definitions.get(name);
  }

  names(): string[] {
    return [...this.#definitions.keys()];
  }
}
