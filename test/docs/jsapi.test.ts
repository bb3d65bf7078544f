import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { writtenFiles } from "../../packages/core/src/jsapi/writers/written-files.js";

const root = resolve(import.meta.dirname, "../..");

test.each(Object.entries(writtenFiles()))(
  "%s is as the declarations of my.* say (node docs/write-jsapi.mjs)",
  (path, text) => {
    expect(readFileSync(join(root, path), "utf8")).toBe(text);
  },
);
