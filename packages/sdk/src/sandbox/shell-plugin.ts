import { headersFile, shellFile } from "./shell-file.js";
import { type NodeRequest, type NodeResponse, shellListener } from "./shell-listener.js";

/** Options of {@link shellPlugin}. */
export interface ShellPluginOptions {
  /** Text of the view runtime. */
  view: string;
  /** Address of the shell on the development server. Default `/shell`. */
  path?: string;
  /** Origin of the deployed page; with it a build also writes `shell.html` and `_headers`. */
  hostOrigin?: string;
}

type Next = () => void;

interface Middlewares {
  middlewares: { use(handle: (request: NodeRequest, response: NodeResponse, next: Next) => void): unknown };
}

/** What Vite calls of a plugin; no type of Vite's is needed for it. */
export interface ShellPlugin {
  name: string;
  configureServer(server: Middlewares): void;
  configurePreviewServer(server: Middlewares): void;
  generateBundle(this: { emitFile(file: { type: "asset"; fileName: string; source: string }): unknown }): Promise<void>;
}

/** A Vite plugin: serves the shell while developing and previewing, and writes it as files when building. */
export function shellPlugin({ view, path = "/shell", hostOrigin }: ShellPluginOptions): ShellPlugin {
  const serve = ({ middlewares }: Middlewares): void => {
    middlewares.use((request, response, next) => {
      const asked = (request.url ?? "").split("?")[0];
      const { host } = request.headers;
      // The page that a development server shows is its own; a name that is no host is no origin either.
      if (asked !== path || host === undefined || !/^[\w.:[\]-]+$/.test(host)) next();
      else shellListener({ view, hostOrigin: `http://${host}` })(request, response);
    });
  };
  return {
    name: "berth-shell",
    configureServer: serve,
    configurePreviewServer: serve,
    async generateBundle() {
      if (hostOrigin === undefined) return;
      const { html, headers } = await shellFile({ view, hostOrigin });
      this.emitFile({ type: "asset", fileName: "shell.html", source: html });
      this.emitFile({ type: "asset", fileName: "_headers", source: headersFile("/shell.html", headers) });
    },
  };
}
