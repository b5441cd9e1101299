/**
 * `npm start`: builds and packs GradLens and opens VS Code with it on `examples/`. The desktop's VS Code where its
 * `code` command is found, else the one from the npm registry in a browser.
 * `npm start -- --check`: the same without a window, until the first gradient is on screen; saves a screenshot.
 * `npm start -- --hosted [--port N]`: the npm-hosted VS Code even where `code` is found.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build, dist } from "./build.mjs";
import { ensureInstalled, root, run } from "./install.mjs";
import { packageExtension } from "./package.mjs";

const examples = join(root, "examples");
const firstExample = join(examples, "gradients.py");

/** What every hint of a gradient begins with, whether it is the last run's or a chosen one's. */
const gradientHint = /∇|∂/;

const isCheck = process.argv.includes("--check");
const isHosted = process.argv.includes("--hosted");
const port = Number(process.argv[process.argv.indexOf("--port") + 1]) || 0;

await ensureInstalled();
if (isCheck) await check();
else if (!isHosted && hasDesktop()) await openDesktop();
else await openHosted();

function hasDesktop() {
  const shell = process.platform === "win32";
  return spawnSync("code", ["--version"], { shell, stdio: "ignore" }).status === 0;
}

async function openDesktop() {
  await build();
  await run("code", [`--extensionDevelopmentPath=${root}`, examples, firstExample], {
    shell: process.platform === "win32",
  });
  console.log("VS Code opens with GradLens on examples/.");
}

async function openHosted() {
  const { startHost } = await import("./host/vscodeHost.mjs");
  const vsix = await packageExtension();
  const host = await startHost({ workspace: examples, vsix, open: firstExample, port });
  console.log(`\nVS Code with GradLens on examples/:\n\n  ${host.url}\n\nOpen it in a browser; stop with Ctrl+C.`);
  await new Promise((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await host.stop();
}

async function check() {
  const { openPage, startHost } = await import("./host/vscodeHost.mjs");
  const vsix = await packageExtension();
  const host = await startHost({ workspace: examples, vsix, open: firstExample });
  let browser;
  try {
    const opened = await openPage(host.url);
    browser = opened.browser;
    const { page } = opened;
    const picture = join(dist, "start-check.png");
    try {
      // Inlay hints are drawn as text of the line, in spans whose class VS Code makes up.
      await page
        .locator(".view-line span[class*='dyn-rule']")
        .filter({ hasText: gradientHint })
        .first()
        .waitFor({ timeout: 90_000 });
    } finally {
      await page.screenshot({ path: picture });
      console.log(`Screenshot: ${picture}`);
    }
    console.log("A gradient is on screen.");
  } finally {
    await browser?.close();
    await host.stop();
  }
}
