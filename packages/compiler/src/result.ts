import type { PackageManifest } from "@berth/core/manifest";
import type { Diagnostic } from "./diagnostic.js";

/** What came out of a project. */
export interface CompileResult {
  /** No error was found; warnings may be. Only such a result should be shipped. */
  ok: boolean;
  /** Manifest of the package; null when app.json cannot be used at all. */
  manifest: PackageManifest | null;
  /** Everything in the zip by its name there, `manifest.json` included; empty when there is no manifest. */
  files: Map<string, Uint8Array>;
  /** All findings, by file and place. */
  diagnostics: Diagnostic[];
  /** Every page of app.json. */
  pages: CompiledPage[];
  /** Paths of the components that were packed, without extension. */
  components: string[];
  /** Project files that were read, so that a watcher knows what matters. */
  sources: string[];
  /** Scripts, templates and sheets compiled in this run, sorted; those that had not changed since the last are not here. */
  compiled: string[];
}

/** One page of the project. */
export interface CompiledPage {
  /** Path without extension. */
  path: string;
  /** Root of its subpackage, "" for the main package. */
  root: string;
  /** No error was found in the page's own files. */
  ok: boolean;
}
