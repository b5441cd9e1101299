/**
 * Tests of the graph panel in a real Chromium with a fake host: `node test/webview/browser/run.mjs [parts of names …]`.
 * Builds the panel and its layout worker into a temporary folder, serves them under the policy a webview has, and
 * ends with `N passed, N failed`. GRADLENS_SCREENSHOTS names a folder that keeps the pictures of the themes.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../..");

const BROWSERS = [
  process.env.CHROME_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

const browser = BROWSERS.find((path) => path !== undefined && existsSync(path));
if (browser === undefined) {
  console.log("skipped: no Chromium or Chrome on this machine (CHROME_PATH names one)");
  console.log("0 passed, 0 failed");
  process.exit(0);
}

const out = mkdtempSync(join(tmpdir(), "gradlens-panel-"));
const common = { absWorkingDir: root, bundle: true, target: "es2022", logLevel: "warning" };
try {
  await Promise.all([
    build({
      ...common,
      entryPoints: ["webview/main.ts"],
      outfile: join(out, "panel.js"),
      platform: "browser",
      format: "iife",
    }),
    build({
      ...common,
      entryPoints: ["webview/layout/worker.ts"],
      outfile: join(out, "layoutWorker.js"),
      platform: "browser",
      format: "iife",
    }),
    build({
      ...common,
      entryPoints: ["test/webview/browser/suite.ts"],
      outfile: join(out, "suite.mjs"),
      platform: "node",
      format: "esm",
      plugins: [
        {
          name: "leave-packages",
          // Packages are loaded from where they are: the bundle is in a temporary folder, out of their reach.
          setup: (setup) =>
            setup.onResolve({ filter: /^(playwright-core|@hpcc-js\/wasm-graphviz)$/ }, ({ path }) => ({
              path: import.meta.resolve(path),
              external: true,
            })),
        },
      ],
    }),
  ]);
  const { runSuite } = await import(pathToFileURL(join(out, "suite.mjs")).href);
  const failed = await runSuite({
    browser,
    built: out,
    fakeHost: join(here, "fakeHost.js"),
    axe: fileURLToPath(import.meta.resolve("axe-core")),
    only: process.argv.slice(2),
    screenshots: process.env.GRADLENS_SCREENSHOTS ?? join(out, "screenshots"),
  });
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  rmSync(out, { recursive: true, force: true });
}
