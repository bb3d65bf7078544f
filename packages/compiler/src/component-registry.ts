import type { Json } from "@berth/core/wire";
import { type Diagnostic, type Findings, SourceText } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import { asObject, Config } from "./json/config.js";
import { parseJson } from "./json/parse-json.js";
import { withoutExtension } from "./path.js";
import type { LookUp, Resolver } from "./script/resolve-module.js";

const componentLookUp: LookUp = { extensions: [".json", ".axml", ".js", ".ts"], mainFields: ["miniprogram", "main"] };

/** A page or component: its json and the components its json registers. */
export interface Owner {
  /** Without extension. */
  path: string;
  json: Config | null;
  /** Tag to component path, of its own json only. */
  components: Map<string, string>;
  /** Registered tags whose component does not exist, by tag. */
  missing: Map<string, string>;
}

/** Reads json files and follows `usingComponents` from owner to owner. */
export class ComponentRegistry {
  readonly owners = new Map<string, Owner>();
  readonly #files: ProjectFiles;
  readonly #resolver: Resolver;
  readonly #findings: Findings;

  constructor(files: ProjectFiles, resolver: Resolver, findings: Findings) {
    this.#files = files;
    this.#resolver = resolver;
    this.#findings = findings;
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#findings.list;
  }

  /** A json file of the project; null when there is none. A broken one reads as empty with an error. */
  async json(path: string): Promise<Config | null> {
    const text = await this.#files.text(path);
    if (text === null) return null;
    const source = new SourceText(path, text);
    const { value, error, places } = parseJson(text);
    if (error) this.#findings.error("JSON_SYNTAX", error.message, source, error.offset);
    else if (!asObject(value)) this.#findings.error("JSON_SYNTAX", "An object was expected.", source, 0);
    return new Config(source, (asObject(value) ?? {}) as Record<string, Json>, places, this.#findings);
  }

  /** Adds a page or component and every component it reaches. */
  async add(path: string): Promise<Owner> {
    const known = this.owners.get(path);
    if (known) return known;
    const owner: Owner = { path, json: null, components: new Map(), missing: new Map() };
    this.owners.set(path, owner);
    owner.json = await this.json(`${path}.json`);
    if (owner.json) await this.register(owner, owner.json);
    return owner;
  }

  /** Resolves the `usingComponents` of a json for an owner, and adds the components found. */
  async register(owner: Owner, json: Config): Promise<void> {
    const using = json.object("usingComponents");
    if (!using) return;
    await Promise.all(
      Object.entries(using).map(async ([tag, value]) => {
        const place = `usingComponents/${tag}`;
        if (typeof value !== "string" || value === "") return;
        if (/^(dynamic-)?plugin:/.test(value)) {
          json.warn("JSON_PLUGINS", `<${tag}> comes from a plugin, which is not supported yet.`, place);
          return;
        }
        const file = await this.#resolver.resolve(json.source.file, value, componentLookUp, false);
        if (file === null) owner.missing.set(tag, value);
        else {
          const path = withoutExtension(file);
          owner.components.set(tag, path);
          await this.add(path);
        }
      }),
    );
  }
}
