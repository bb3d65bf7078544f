import { join } from "node:path";
import { checkProgram } from "../check/check-program.js";
import type { PageReport } from "../check/report.js";
import { loadGuestRuntime } from "../guest-runtime.js";
import { packageFolder } from "../package-folder.js";
import type { Terminal } from "../terminal.js";
import { compileFolder } from "./compile-folder.js";
import { type ProjectOptions, readPlugins } from "./project-options.js";
import { runScripts } from "./project-scripts.js";

/**
 * `berth check DIR`: opens every page in headless Chromium.
 *
 * @returns exit code: 0 when every page opened without an error, else 1.
 */
export async function checkCommand(
  dir: string,
  options: { json: boolean; screenshots?: string; page?: string[] } & ProjectOptions,
  terminal: Terminal,
): Promise<number> {
  if (options.scripts) await runScripts(dir, ["beforeCompile"], terminal);
  const { plugins } = await readPlugins(options.plugin);
  const compile = () => compileFolder(dir, terminal, { plugins, development: true });
  const compiled = await terminal.step(`compile ${dir}`, compile);
  const runtime = await loadGuestRuntime();
  const pages = options.page?.length ? options.page : compiled.manifest.app.pages;
  terminal.say(`  open ${pages.length} page${pages.length === 1 ? "" : "s"} in Chromium`);
  const report = await checkProgram({
    program: compiled.name,
    package: compiled.zip,
    pages,
    runtime,
    pageRoot: join(packageFolder(), "dist/check"),
    ...(options.screenshots === undefined ? {} : { screenshots: options.screenshots }),
    onPage: (page) => describe(page, terminal),
  });
  if (options.json) terminal.print(JSON.stringify(report));
  const good = report.pages.filter((page) => page.opened && page.errors.length === 0).length;
  terminal.say(`${report.program}: ${good} of ${report.pages.length} pages opened without an error`);
  return report.ok ? 0 : 1;
}

function describe(page: PageReport, { say, colors }: Terminal): void {
  const good = page.opened && page.errors.length === 0;
  say(
    `  ${good ? colors.green("✓") : colors.red("✗")} ${page.page} ${colors.dim(`${page.elementCount} elements, ${page.textLength} characters`)}`,
  );
  for (const error of page.errors)
    say(`      ${colors.red(error.message)}${error.file ? `  ${error.file}:${error.line}` : ""}`);
  if (page.missingApis.length > 0)
    say(colors.yellow(`      not supported: ${page.missingApis.map((api) => `my.${api}`).join(", ")}`));
  if (page.missingComponents.length > 0)
    say(colors.yellow(`      unknown components: ${page.missingComponents.join(", ")}`));
  for (const warning of page.warnings) say(colors.yellow(`      ${warning}`));
}
