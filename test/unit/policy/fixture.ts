import { readFileSync } from "node:fs";

/** Text of a file below test/fixtures/url. */
export function urlFixture(path: string): string {
  return readFileSync(new URL(`../../fixtures/url/${path}`, import.meta.url), "utf8");
}
