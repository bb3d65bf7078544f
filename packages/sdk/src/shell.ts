/**
 * The sandbox shell for servers: its document, its headers (section 2 of the sandbox specification) and a fetch
 * handler that serves both, with forms of it for Node, Vite and servers of files. Works in Node, workers and pages; imports nothing of a page.
 *
 * @module @berth/sdk/shell
 */
export {
  type ScriptPermit,
  type ShellHeaderOptions,
  type ShellHtmlOptions,
  type ShellResponseOptions,
  shellHeaders,
  shellHtml,
  shellResponse,
  shellScriptHash,
} from "./sandbox/shell-document.js";
export { headersFile, nginxShell, type ShellFile, type ShellFileOptions, shellFile } from "./sandbox/shell-file.js";
export {
  type NodeRequest,
  type NodeResponse,
  type ShellListenerOptions,
  shellListener,
} from "./sandbox/shell-listener.js";
export {
  type ShellPlugin,
  type ShellPluginOptions,
  type ShellPluginServer,
  shellPlugin,
} from "./sandbox/shell-plugin.js";
