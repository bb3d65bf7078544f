import { type Diagnostic, Findings, SourceText } from "../diagnostic.js";
import type { ProjectFiles } from "../files.js";
import { compileLimits } from "../limits.js";
import { folderOf, joinPath, rootOf } from "../path.js";
import { sjsLookUp } from "../script/module-graph.js";
import type { LookUp, Resolver } from "../script/resolve-module.js";
import { type CompiledTemplate, compileTemplate } from "./compile-template.js";
import { elementsNamed, type Node, staticText } from "./node.js";
import { parseAxml } from "./parse-axml.js";
import type { ParsedAxml } from "./template-input.js";
import { modulePath, type TemplateUser } from "./template-user.js";

const axmlLookUp: LookUp = { extensions: [".axml"], mainFields: [] };

interface CachedParse extends ParsedAxml {
  /** What its elements name. */
  references: Reference[];
  text: string;
  diagnostics: Diagnostic[];
}

interface CachedTemplate {
  /** What the compilation was made from besides the texts: resolved names and overridden tags. */
  signature: string;
  texts: Map<string, string>;
  addresses: { file: string; reference: string; result: string }[];
  template: CompiledTemplate;
  diagnostics: Diagnostic[];
}

/** Templates of earlier runs, used again while nothing they were made from has changed. */
export class TemplateCache {
  readonly parses = new Map<string, CachedParse>();
  readonly templates = new Map<string, CachedTemplate>();
}

/** A compiled template, and the package files it names. */
export interface LoadedTemplate {
  /** Of its module. */
  path: string;
  template: CompiledTemplate;
  assets: string[];
  diagnostics: Diagnostic[];
}

/** Reads AXML files with what they include, resolves what they name, and compiles them. */
export class TemplateLoader {
  readonly #files: ProjectFiles;
  readonly #resolver: Resolver;
  readonly #cache: TemplateCache;
  readonly #known: ReadonlySet<string>;
  readonly #users: ReadonlyMap<string, TemplateUser>;
  readonly #development: boolean;
  /** Templates compiled so far, those used again left out. */
  readonly compiled: string[] = [];

  /** `known`: every file of the project, to tell what a bare address means; `users`: owners of templates, by the file's path. */
  constructor(
    files: ProjectFiles,
    resolver: Resolver,
    cache: TemplateCache,
    known: ReadonlySet<string>,
    users: ReadonlyMap<string, TemplateUser>,
    development: boolean,
  ) {
    this.#users = users;
    this.#development = development;
    this.#files = files;
    this.#resolver = resolver;
    this.#cache = cache;
    this.#known = known;
  }

  /** The template of a file as its user has it; null when there is no such file. */
  async load(path: string, user: TemplateUser): Promise<LoadedTemplate | null> {
    const main = await this.#parse(path);
    if (!main) return null;
    const included = new Map<string, CachedParse>();
    const resolved = new Map<string, string | null>();
    await this.#link(main, included, resolved, 0);
    const parses = [main, ...included.values()];
    const module = this.module(path, user);
    const signature = JSON.stringify([[...user.overrides], [...resolved], user.scope]);
    let cached = this.#cache.templates.get(module);
    const modules = cached?.template.imports.every((i) => this.module(i.file, user) === i.module);
    if (!cached || !modules || !this.#isCurrent(cached, signature, parses)) {
      cached = this.#compile(path, main, included, resolved, user, signature);
      this.compiled.push(path);
      this.#cache.templates.set(module, cached);
    }
    const assets = cached.addresses.filter((a) => a.result.startsWith("/")).map((a) => a.result.slice(1));
    return {
      path: module,
      template: cached.template,
      assets,
      diagnostics: [...parses.flatMap((parse) => parse.diagnostics), ...cached.diagnostics],
    };
  }

  /** Path of the module that a file is compiled to for a user. */
  module(path: string, user: TemplateUser): string {
    return modulePath(path, user, this.#users);
  }

  #isCurrent(cached: CachedTemplate, signature: string, parses: readonly CachedParse[]): boolean {
    return (
      cached.signature === signature &&
      cached.texts.size === parses.length &&
      parses.every((parse) => cached.texts.get(parse.source.file) === parse.text) &&
      cached.addresses.every((a) => this.#address(a.file, a.reference) === a.result)
    );
  }

  #compile(
    path: string,
    main: CachedParse,
    included: ReadonlyMap<string, CachedParse>,
    resolved: ReadonlyMap<string, string | null>,
    user: TemplateUser,
    signature: string,
  ): CachedTemplate {
    const findings = new Findings();
    const addresses: CachedTemplate["addresses"] = [];
    const template = compileTemplate(
      {
        path,
        main,
        overrides: user.overrides,
        scope: user.scope,
        development: this.#development,
        moduleOf: (file) => this.module(file, user),
        files: included,
        resolve: (file, reference) => resolved.get(`${file}\n${reference}`) ?? null,
        address: (file, reference) => {
          const result = this.#address(file, reference);
          addresses.push({ file, reference, result });
          return result;
        },
      },
      findings,
    );
    const texts = new Map([main, ...included.values()].map((parse) => [parse.source.file, parse.text]));
    return { signature, texts, addresses, template, diagnostics: findings.list };
  }

  async #parse(path: string): Promise<CachedParse | null> {
    const text = await this.#files.text(path);
    if (text === null) return null;
    const known = this.#cache.parses.get(path);
    if (known?.text === text) return known;
    const findings = new Findings();
    const source = new SourceText(path, text);
    const { templateBytes } = compileLimits;
    const isLarge = text.length > templateBytes;
    if (isLarge) findings.about("error", "FILE_TOO_LARGE", `A template has at most ${templateBytes} characters.`, path);
    const nodes = isLarge ? [] : parseAxml(source, findings);
    const parse = { text, source, nodes, references: references(nodes), diagnostics: findings.list };
    this.#cache.parses.set(path, parse);
    return parse;
  }

  /** Resolves everything a file names, and reads what it includes. */
  async #link(
    file: CachedParse,
    included: Map<string, CachedParse>,
    resolved: Map<string, string | null>,
    depth: number,
  ): Promise<void> {
    const from = file.source.file;
    for (const { tag, reference } of file.references) {
      const key = `${from}\n${reference}`;
      if (!resolved.has(key))
        resolved.set(
          key,
          await this.#resolver.resolve(from, reference, tag === "import-sjs" ? sjsLookUp : axmlLookUp, false),
        );
      const path = resolved.get(key) ?? null;
      if (tag !== "include" || path === null || included.has(path) || depth >= compileLimits.includeDepth) continue;
      const inner = await this.#parse(path);
      if (!inner) continue;
      included.set(path, inner);
      await this.#link(inner, included, resolved, depth + 1);
    }
  }

  /** An address as an absolute package path; other kinds of addresses stay as they are. */
  #address(file: string, reference: string): string {
    if (reference === "" || reference.startsWith("//") || /^[a-z][a-z0-9+.-]*:/i.test(reference)) return reference;
    const root = rootOf(file);
    if (reference.startsWith("/")) return root === "" ? reference : `/${root}${reference}`;
    const beside = joinPath(folderOf(file), reference);
    const explicit = reference.startsWith("./") || reference.startsWith("../");
    if (!explicit && (beside === null || !this.#known.has(plain(beside)))) {
      const fromRoot = joinPath(root, reference);
      if (fromRoot !== null && this.#known.has(plain(fromRoot))) return `/${fromRoot}`;
    }
    return beside === null ? reference : `/${beside}`;
  }
}

function plain(path: string): string {
  return path.replace(/[?#].*$/s, "");
}

/** A file that an element names. */
interface Reference {
  tag: string;
  reference: string;
}

function references(nodes: readonly Node[]): Reference[] {
  return ["import", "include", "import-sjs"].flatMap((tag) =>
    elementsNamed(nodes, tag).flatMap((element) => {
      const attribute =
        element.attributes.find((a) => a.name === (tag === "import-sjs" ? "from" : "src")) ??
        element.attributes.find((a) => a.name === "src");
      const reference = attribute ? staticText(attribute.value)?.trim() : undefined;
      return reference ? [{ tag, reference }] : [];
    }),
  );
}
