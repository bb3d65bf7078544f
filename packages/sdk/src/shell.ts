/**
 * The sandbox shell for servers: its document, its headers (section 2 of the sandbox specification) and a fetch
 * handler that serves both. Works in Node, workers and pages; imports nothing of a page.
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
} from "./sandbox/shell-document.js";
