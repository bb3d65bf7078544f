import type { Json } from "@berth/core/wire";
import { type Diagnostic, type Findings, SourceText } from "./diagnostic.js";
import type { ProjectFiles } from "./files.js";
import { asObject, Config } from "./json/config.js";
import { parseJson } from "./json/parse-json.js";
import { compileLimits } from "./limits.js";
import { folderOf, joinPath, withoutExtension } from "./path.js";
import type { PluginPart } from "./plugins.js";
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
  /** Plugins whose components may be named. */
  plugins: ReadonlyMap<string, PluginPart> = new Map();
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
    const bytes = await this.#files.read(path);
    if (bytes === null) return null;
    if (bytes.length > compileLimits.configBytes) {
      this.#findings.about("error", "FILE_TOO_LARGE", `Larger than ${compileLimits.configBytes} bytes.`, path);
      return null;
    }
    const text = (await this.#files.text(path)) ?? "";
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
    const entries = Object.entries(json.object("usingComponents") ?? {});
    if (entries.length > compileLimits.usingComponents) {
      const message = `More than ${compileLimits.usingComponents} components in one json.`;
      json.error("JSON_COMPONENTS", message, "usingComponents");
      entries.length = compileLimits.usingComponents;
    }
    await Promise.all(
      entries.map(async ([tag, value]) => {
        const place = `usingComponents/${tag}`;
        if (typeof value !== "string" || value === "") return;
        if (value.length > compileLimits.pathLength) {
          json.error("JSON_COMPONENTS", `The path of <${tag}> is too long.`, place);
          return;
        }
        if (/^[\w-]*plugin[\w-]*:/.test(value)) {
          const path = this.#pluginComponent(json, tag, value, place);
          if (path === null) return;
          owner.components.set(tag, path);
          await this.add(path);
          return;
        }
        if (/^\.{0,2}\//.test(value) && joinPath(folderOf(json.source.file), value) === null) {
          json.error("PATH_OUTSIDE", `"${value}" of <${tag}> leads out of the project (F-FILE-5).`, place);
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

  /** Path of a component that a plugin offers (F-PLG-1); what it does not offer is an error. */
  #pluginComponent(json: Config, tag: string, value: string, place: string): string | null {
    const [, dynamic = "", name = "", component = ""] = /^(dynamic-)?plugin:\/\/([^/]+)\/(.+)$/.exec(value) ?? [];
    if (name === "") {
      json.error(
        "PLUGIN_ADDRESS",
        `"${value}" of <${tag}> is no address of a component; write plugin://<name>/<component> (F-PLG-1).`,
        place,
      );
      return null;
    }
    const plugin = this.plugins.get(name);
    if (!plugin || plugin.dynamic !== (dynamic !== "")) {
      const where = dynamic === "" ? '"plugins" of app.json' : "useDynamicPlugins with a folder for it";
      json.error("PLUGIN_MISSING", `<${tag}> comes from the plugin "${name}", which is not in ${where}.`, place);
      return null;
    }
    const path = plugin.components.get(component);
    if (path !== undefined) return path;
    const offered = [...plugin.components.keys()].join(", ") || "none";
    json.error(
      "PLUGIN_PRIVATE",
      `"${component}" is no public component of the plugin "${name}" (it offers: ${offered}); ` +
        "add it to publicComponents of its plugin.json.",
      place,
    );
    return null;
  }
}
