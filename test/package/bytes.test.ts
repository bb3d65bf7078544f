import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { embedScript, guestBytes, moduleBytes } from "../support/loaded-bytes.js";

/** Rows of the table in docs/explain/loading.md: what loads, and its KB. */
const rows = [...readFileSync("docs/explain/loading.md", "utf8").matchAll(/^\| (.+?) \| (\d+\.\d) \|$/gm)].map(
  (row) => [row[1] ?? "", Number(row[2])] as const,
);

async function bytesOf(what: string): Promise<number> {
  const name = /^`(.+)`$/.exec(what)?.[1];
  if (name === undefined) return (await moduleBytes(embedScript())).start;
  const guest = /^@berth\/runtime\/(.+)\.js$/.exec(name)?.[1];
  if (guest !== undefined) return (await guestBytes(guest)).bytes;
  return (await moduleBytes(`import * as entry from "${name}"; console.log(entry);`)).start;
}

test("the documentation has a table of bytes", () => {
  expect(rows.length).toBeGreaterThan(10);
});

test.each(rows)("%s loads %d KB, as documented, within five per cent or 0.3 KB", async (what, documented) => {
  const bytes = await bytesOf(what);
  expect(Math.abs(bytes - documented * 1000)).toBeLessThanOrEqual(Math.max(documented * 50, 300));
});
