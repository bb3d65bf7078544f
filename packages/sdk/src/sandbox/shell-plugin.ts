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

/** What is used of Vite's servers. */
export interface ShellPluginServer {
  /** The server's chain of handlers. */
  middlewares: {
    /** Adds a handler. */
    use(handle: (request: NodeRequest, response: NodeResponse, next: () => void) => void): unknown;
  };
}

/** What Vite calls of a plugin; no type of Vite's is needed for it. */
export interface ShellPlugin {
  name: string;
  /** Serves the shell while developing. */
  configureServer(server: ShellPluginServer): void;
  /** Serves the shell while previewing a build. */
  configurePreviewServer(server: ShellPluginServer): void;
  /** Writes the shell and its headers beside a build. */
  generateBundle(this: { emitFile(file: { type: "asset"; fileName: string; source: string }): unknown }): Promise<void>;
}

/** A Vite plugin: serves the shell while developing and previewing, and writes it as files when building. */
export function shellPlugin({ view, path = "/shell", hostOrigin }: ShellPluginOptions): ShellPlugin {
  const serve = ({ middlewares }: ShellPluginServer): void => {
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
