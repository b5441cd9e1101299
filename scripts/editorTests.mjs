/**
 * The tests in a real VS Code, on the packaged extension: `node scripts/editorTests.mjs [--vsix FILE]`.
 * First the suites that run inside the extension host (test/editor/suite), then those that look at the screen
 * (test/editor/screen). The first are the same module that `npm run test:electron` runs in a desktop VS Code.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { dist } from "./build.mjs";
import { ensureInstalled, root } from "./install.mjs";
import { packageExtension } from "./package.mjs";

const folder = join(root, "test", "editor");

/** Bundles the suites into one CommonJS module, which is what an extension host loads. */
export async function buildEditorTests() {
  const { build } = await import("esbuild");
  const outfile = join(dist, "test", "editor.cjs");
  await build({
    absWorkingDir: root,
    entryPoints: ["test/editor/index.ts"],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
  return outfile;
}

/** A copy of the tests' workspace, so that tests may write; and the place of the suites' results. */
export async function prepareWorkspace() {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), "gradlens-editor-")));
  const workspace = join(scratch, "workspace");
  await cp(join(folder, "workspace"), workspace, { recursive: true });
  const results = join(scratch, "results.json");
  return {
    workspace,
    results,
    developmentPath: join(folder, "extension"),
    env: { GRADLENS_TEST_RESULTS: results },
    /** @returns {Promise<{passed: number, failed: number}>} a suite that reported nothing counts as one failure */
    read: async () => JSON.parse(await readFile(results, "utf8").catch(() => '{"passed": 0, "failed": 1}')),
    remove: () => rm(scratch, { recursive: true, force: true }),
  };
}

/**
 * @param {string} vsix
 * @returns {Promise<{passed: number, failed: number}>}
 */
export async function runEditorTests(vsix) {
  const testsPath = await buildEditorTests();
  const host = await runSuites(vsix, testsPath);
  const screen = await runScreenTests(vsix);
  return { passed: host.passed + screen.passed, failed: host.failed + screen.failed };
}

async function runSuites(vsix, testsPath) {
  const { runTestsInPage, startHost } = await import("./host/vscodeHost.mjs");
  const { workspace, developmentPath, env, read, remove } = await prepareWorkspace();
  const host = await startHost({ workspace, vsix, developmentPath, testsPath, env });
  try {
    const log = join(dist, "test", "editor.log");
    const picture = join(dist, "test", "editor-failed.png");
    const code = await runTestsInPage(host.url, { log, picture });
    if (code !== 0) console.log(`The editor's log: ${log}\nThe window at the end: ${picture}`);
  } finally {
    await host.stop();
  }
  const results = await read();
  await remove();
  return results;
}

/**
 * Each file of test/editor/screen exports `tests`: what is checked in words → a function of the page; and, if it wants
 * another window than one with the package installed, `host`: options for `startHost`.
 */
async function runScreenTests(vsix) {
  const count = { passed: 0, failed: 0 };
  const files = (await readdir(join(folder, "screen"))).filter((name) => name.endsWith(".test.mjs")).sort();
  const modules = await Promise.all(files.map((name) => import(pathToFileURL(join(folder, "screen", name)).href)));
  const shared = modules.filter(({ host }) => !host).map(({ tests }) => tests);
  const sets = [{ host: { vsix }, tests: Object.assign({}, ...shared) }, ...modules.filter(({ host }) => host)];
  for (const { host, tests } of sets) {
    const counted = await runInWindow(
      host,
      Object.entries(tests).filter(([name]) => isWanted(name)),
    );
    count.passed += counted.passed;
    count.failed += counted.failed;
  }
  return count;
}

function isWanted(name) {
  const only = process.env.GRADLENS_TEST_ONLY;
  return !only || name.includes(only);
}

async function runInWindow(options, tests) {
  const count = { passed: 0, failed: 0 };
  if (tests.length === 0) return count;
  const { openPage, startHost } = await import("./host/vscodeHost.mjs");
  const pictures = join(dist, "test");
  await mkdir(pictures, { recursive: true });
  const { workspace, remove } = await prepareWorkspace();
  const host = await startHost({ workspace, ...options });
  const { browser, page } = await openPage(host.url);
  page.setDefaultTimeout(60_000);
  try {
    for (const [name, body] of tests) {
      const begun = performance.now();
      try {
        await body(page);
        count.passed++;
        console.log(`  ok      ${name} (${Math.round(performance.now() - begun)} ms)`);
      } catch (error) {
        count.failed++;
        const picture = join(pictures, `${name.replaceAll(/\W+/g, "-")}.png`);
        await page.screenshot({ path: picture });
        console.log(`  FAILED  ${name}\n${error.stack}\nScreenshot: ${picture}`);
      }
    }
  } finally {
    await browser.close();
    await host.stop();
    await remove();
  }
  return count;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureInstalled();
  const given = process.argv.indexOf("--vsix");
  const { passed, failed } = await runEditorTests(given > 0 ? process.argv[given + 1] : await packageExtension());
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}
