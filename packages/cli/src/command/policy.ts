import { readFile } from "node:fs/promises";
import { BerthError } from "@berth/core";
import { runPolicyCases } from "../policy-cases.js";
import type { Terminal } from "../terminal.js";

/**
 * `berth policy --cases FILE`: a verdict for each case of an allowlist test.
 *
 * @returns exit code: 0, or 1 when an `expect` differs from its verdict.
 * @throws BerthError `CASES_UNREADABLE` when the file is missing or no JSON, `CASES_INVALID` when its form is wrong.
 */
export async function policyCommand(options: { cases: string; json: boolean }, terminal: Terminal): Promise<number> {
  let input: unknown;
  try {
    input = JSON.parse(await readFile(options.cases, "utf8"));
  } catch (cause) {
    throw new BerthError("CASES_UNREADABLE", `${options.cases} could not be read as JSON: ${String(cause)}`, {
      fault: "program",
      cause,
    });
  }
  const { results, differing } = await runPolicyCases(input);
  if (options.json) {
    terminal.print(JSON.stringify({ results }));
  } else {
    const { green, red, dim } = terminal.colors;
    for (const [index, result] of results.entries()) {
      const mark = differing.includes(index) ? red("differs") : result.allow ? green("allow") : dim("deny");
      terminal.print(
        `${String(index).padStart(4)}  ${mark}  ${result.code}${result.canonical ? `  ${result.canonical}` : ""}`,
      );
    }
    terminal.say(`${results.length} cases, ${differing.length} differ from what they expect`);
  }
  return differing.length > 0 ? 1 : 0;
}
