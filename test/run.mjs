// npm test: a browser if there is none, what the tests need built, every test, and one line that says how it went.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";

const run = (command, args, options = {}) => spawnSync(command, args, { stdio: "inherit", ...options }).status ?? 1;

/** Browsers that the tests need; WebKitGTK runs where it is, and says when it is not. */
const browsers = [
  { name: "Chromium", debian: "chromium", variable: "BERTH_CHROMIUM", path: "/usr/bin/chromium" },
  { name: "Firefox", debian: "firefox-esr", variable: "BERTH_FIREFOX", path: "/usr/bin/firefox-esr" },
];
const missing = browsers.filter(({ variable, path }) => {
  const chosen = process.env[variable] ?? path;
  return chosen !== "0" && !existsSync(chosen);
});

if (missing.length > 0) {
  const isRoot = process.getuid?.() === 0;
  const names = missing.map(({ debian }) => debian);
  if (!isRoot || !existsSync("/usr/bin/apt-get")) {
    const variables = missing.map(({ variable }) => variable).join(" and ");
    console.error(
      `Browser tests need ${missing.map(({ name }) => name).join(" and ")}: install with \`sudo apt-get install ${names.join(" ")}\`, or set ${variables}.`,
    );
    process.exit(1);
  }
  console.log(`Installing Debian's ${names.join(" and ")} for the browser tests ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  if (
    run("apt-get", ["update", "-qq"], { env }) !== 0 ||
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...names], { env }) !== 0
  ) {
    console.error(`apt could not install ${names.join(" ")}; see its output above.`);
    process.exit(1);
  }
}

if (!process.env.BERTH_SKIP_BUILD && run("npm", ["run", "--silent", "build"]) !== 0) process.exit(1);

const report = "test/.artifacts/results.json";
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
rmSync(report, { force: true });
const status = run("npx", ["vitest", "run", ...reporters, ...process.argv.slice(2)]);
const { numPassedTests: passed, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
// A file that could not even be loaded has no failed test of its own, but is a failure all the same.
const broken = testResults.filter(
  (file) => file.status === "failed" && file.assertionResults.every((test) => test.status !== "failed"),
).length;
const failed = numFailedTests + broken + (status !== 0 && numFailedTests + broken === 0 ? 1 : 0);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
