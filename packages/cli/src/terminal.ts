import picocolors from "picocolors";

/** What a command writes to. Colours and progress lines only on terminals. */
export interface Terminal {
  /** A line of result, on standard output. */
  print(line: string): void;
  /** A line about what is going on, on standard error, so that `--json` output stays clean. */
  say(line: string): void;
  /** Runs one step of long work and says how long it took. */
  step<T>(label: string, work: () => Promise<T>): Promise<T>;
  readonly colors: ReturnType<typeof picocolors.createColors>;
}

/** The terminal of this process. */
export function processTerminal(now: () => number = () => performance.now()): Terminal {
  const colors = picocolors.createColors(Boolean(process.stderr.isTTY) && process.env["NO_COLOR"] === undefined);
  const terminal: Terminal = {
    colors,
    print: (line) => void process.stdout.write(`${line}\n`),
    say: (line) => void process.stderr.write(`${line}\n`),
    async step(label, work) {
      if (process.stderr.isTTY) process.stderr.write(`  ${colors.dim("…")} ${label}`);
      const start = now();
      try {
        const result = await work();
        const took = colors.dim(`${((now() - start) / 1000).toFixed(1)} s`);
        process.stderr.write(
          process.stderr.isTTY ? `\r  ${colors.green("✓")} ${label} ${took}\n` : `  ${label} ${took}\n`,
        );
        return result;
      } catch (error) {
        process.stderr.write(process.stderr.isTTY ? `\r  ${colors.red("✗")} ${label}\n` : `  ${label}: failed\n`);
        throw error;
      }
    },
  };
  return terminal;
}

/** A terminal that says nothing and keeps what was printed; for programs that call commands. */
export function quietTerminal(): Terminal & { readonly lines: string[] } {
  const lines: string[] = [];
  return {
    lines,
    colors: picocolors.createColors(false),
    print: (line) => void lines.push(line),
    say: () => undefined,
    step: (_label, work) => work(),
  };
}
