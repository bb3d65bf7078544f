import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

/** Some free port of the loopback interface. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** Resolves with the first match in what a process writes; rejects when it ends without one. */
function said(child: ChildProcess, stream: "stdout" | "stderr", pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child[stream]?.on("data", (chunk: Buffer) => {
      text += String(chunk);
      const match = pattern.exec(text);
      if (match !== null) resolve(match[1] ?? "");
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`it ended with ${code}: ${text}`)));
  });
}

/** A display that nobody sees; Xvfb takes a free number by itself. */
export async function startDisplay(): Promise<{ name: string; stop(): void }> {
  const child = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "1000x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const number = await said(child, "stdout", /(\d+)\n/);
  return { name: `:${number}`, stop: () => child.kill() };
}

/** One browser behind the WebDriver protocol, with the few commands that tests need. */
export class WebDriver {
  readonly #child: ChildProcess;
  readonly #base: string;
  #session = "";
  browserVersion = "";

  private constructor(child: ChildProcess, base: string) {
    this.#child = child;
    this.#base = base;
  }

  /** Starts a driver program and one session with it. */
  static async start(
    command: readonly [string, ...string[]],
    browserOptions: object,
    env: NodeJS.ProcessEnv,
  ): Promise<WebDriver> {
    const port = await freePort();
    const [program, ...args] = command;
    const child = spawn(program, [...args, `--port=${port}`, "--host=127.0.0.1"], { env, stdio: "ignore" });
    const driver = new WebDriver(child, `http://127.0.0.1:${port}`);
    try {
      await driver.#ready();
      const made = (await driver.#send("POST", "/session", {
        capabilities: { alwaysMatch: { pageLoadStrategy: "normal", "webkitgtk:browserOptions": browserOptions } },
      })) as { sessionId: string; capabilities: { browserVersion: string } };
      driver.#session = `/session/${made.sessionId}`;
      driver.browserVersion = made.capabilities.browserVersion;
      await driver.command("POST", "/timeouts", { script: 110_000, pageLoad: 60_000 });
      return driver;
    } catch (error) {
      child.kill();
      throw error;
    }
  }

  /** Sends one command of the session and gives its value. */
  command(method: "GET" | "POST" | "DELETE", path: string, body?: object): Promise<unknown> {
    return this.#send(method, this.#session + path, body);
  }

  /** Ends session and driver. */
  async stop(): Promise<void> {
    await this.command("DELETE", "").catch(() => {});
    this.#child.kill();
  }

  async #ready(): Promise<void> {
    // The driver says nothing when it listens; its status is the only sign.
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.#send("GET", "/status");
        return;
      } catch (error) {
        if (attempt === 200 || this.#child.exitCode !== null) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  async #send(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#base + path, {
      method,
      ...(method === "POST" ? { body: JSON.stringify(body ?? {}) } : {}),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (!response.ok) {
      const { error, message } = value as { error: string; message: string };
      throw new Error(`${error}: ${message}`);
    }
    return value;
  }
}
