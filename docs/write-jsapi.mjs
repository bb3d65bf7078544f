// node docs/write-jsapi.mjs: writes what follows from the declarations of `my.*` (packages/core/src/jsapi/members).
import { writeFileSync } from "node:fs";
import { build } from "esbuild";

const { outputFiles } = await build({
  entryPoints: ["packages/core/src/jsapi/writers/written-files.ts"],
  bundle: true,
  write: false,
  format: "esm",
  platform: "node",
  logLevel: "error",
});
const { writtenFiles } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);
for (const [path, text] of Object.entries(writtenFiles())) writeFileSync(path, text);
