import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const readme = readFileSync("README.md", "utf8");

test("README links every guide and explanation, under its title, and names the folder of decisions", () => {
  const pages = ["guides", "explain"].flatMap((folder) =>
    readdirSync(`docs/${folder}`)
      .filter((name) => name.endsWith(".md"))
      .map((name) => `docs/${folder}/${name}`),
  );
  expect(pages.length).toBeGreaterThan(10);
  const links = pages.map((page) => `[${/^title: (.*)$/m.exec(readFileSync(page, "utf8"))?.[1]}](${page})`);
  expect(links.filter((link) => !readme.includes(link))).toEqual([]);
  expect(readme).toContain("`docs/decisions`");
});
