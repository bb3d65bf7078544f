import { type ShellResponseOptions, shellResponse } from "./shell-document.js";

/** What is used of a Node request: `node:http`, Express, Connect and Vite all give it. */
export interface NodeRequest {
  method?: string | undefined;
  url?: string | undefined;
  headers: { host?: string | undefined };
}

/** What is used of a Node response. */
export interface NodeResponse {
  /** Sends status and headers. */
  writeHead(status: number, headers: Record<string, string>): unknown;
  /** Sends the body, if any, and ends the answer. */
  end(body?: string): unknown;
}

/** Options of {@link shellListener}. */
export interface ShellListenerOptions extends Omit<ShellResponseOptions, "hostOrigin"> {
  /** Origin of the page that embeds the SDK. */
  hostOrigin: string;
}

/** A request listener for Node that answers with the shell, a new nonce each time; mount it at the shell's address. */
export function shellListener(options: ShellListenerOptions): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    const url = new URL(request.url ?? "/", "http://shell.invalid");
    const answer = shellResponse(new Request(url, { method: request.method ?? "GET" }), options);
    void answer.text().then((body) => {
      // Names as written in section 2: a fetch answer has them in lower case, which is the same to every browser.
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(body);
    });
  };
}
