/**
 * `npm test`: everything that decides whether this tree is good, on a fresh machine too. In order: formatting, lint and
 * types; the tests that need no editor; build and package; the tests in a real VS Code; the graph panel in a browser.
 * A tier that fails does not keep the next from running. The last line is the sum.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { dist } from "./build.mjs";
import { ensureInstalled, root } from "./install.mjs";

const total = { passed: 0, failed: 0 };

/**
 * Runs one tier and adds what it counted. A tier that throws counts as one failure: it could not even be run.
 * @param {string} name
 * @param {() => Promise<{passed: number, failed: number}>} body
 */
async function tier(name, body) {
  console.log(`\n── ${name}`);
  const begun = performance.now();
  let counted;
  try {
    counted = await body();
  } catch (error) {
    console.error(error);
    counted = { passed: 0, failed: 1 };
  }
  total.passed += counted.passed;
  total.failed += counted.failed;
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`── ${name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`);
}

/** Runs Node or npm with the output shown, and gives the exit code and the last line of the output. */
function runShown(command, args, env = {}) {
  return new Promise((resolve, reject) => {
    const shell = process.platform === "win32";
    const child = spawn(command, args, {
      cwd: root,
      shell,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, lastLine: output.trimEnd().split("\n").at(-1) ?? "" }));
  });
}

async function check() {
  const { code } = await runShown("npm", ["run", "--silent", "check"]);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

async function unit() {
  const report = join(dist, "test", "unit.json");
  rmSync(report, { force: true });
  const vitest = join("node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=dot", "--reporter=json", `--outputFile.json=${report}`];
  const { code } = await runShown(process.execPath, [vitest, "run", ...reporters]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
  // A file that could not be loaded has no tests to count, but it is a failure.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

let vsix;

async function buildAndPack() {
  const { packageExtension } = await import("./package.mjs");
  vsix = await packageExtension();
  return { passed: 1, failed: 0 };
}

async function editor() {
  if (!vsix) throw new Error("There is no package to test.");
  const { runEditorTests } = await import("./editorTests.mjs");
  return runEditorTests(vsix);
}

async function webview() {
  const { findBrowser } = await import("./host/vscodeHost.mjs");
  const env = { CHROME_PATH: await findBrowser() };
  const { code, lastLine } = await runShown(process.execPath, [join("test", "webview", "browser", "run.mjs")], env);
  const match = /^(\d+) passed, (\d+) failed$/.exec(lastLine.trim());
  if (!match) return { passed: 0, failed: 1 };
  const failed = Number(match[2]);
  return { passed: Number(match[1]), failed: failed === 0 && code !== 0 ? 1 : failed };
}

await ensureInstalled();
await tier("check: format, lint, types", check);
// Built first: some of the tests without an editor run the bundles as users do.
await tier("build and package", buildAndPack);
await tier("unit", unit);
await tier("real VS Code", editor);
await tier("graph panel in a browser", webview);
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
