/**
 * Makes sure that `node_modules` holds what `package-lock.json` says, installing it when it does not.
 * Every other script calls this first, so it may use Node's own modules only.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where downloads live that are too large for `node_modules`: inside the repository unless the environment names a shared folder. */
export const cacheFolder = process.env.GRADLENS_CACHE || join(root, ".cache");

/**
 * Runs a command to its end and shows what it prints.
 * @param {string} command
 * @param {string[]} args
 * @param {import("node:child_process").SpawnOptions & {quiet?: boolean}} [options] `quiet` shows the output only when the command fails.
 * @returns {Promise<void>} rejects with the command line when the exit code is not 0
 */
export function run(command, args, options = {}) {
  const { quiet, ...rest } = options;
  return new Promise((resolve, reject) => {
    // npm is a .cmd file on Windows, which only a shell can start.
    const shell = process.platform === "win32" && command === "npm";
    const child = spawn(command, args, { cwd: root, shell, stdio: quiet ? "pipe" : "inherit", ...rest });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.stderr?.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code === 0) {
        resolve();
        return;
      }
      if (quiet) process.stderr.write(output);
      reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? code}`));
    });
  });
}

/**
 * Whether every required package of the lock file is installed in the locked version.
 * npm keeps what it installed in `node_modules/.package-lock.json`; comparing the two files needs no stamp of our own,
 * and notices a lock file that changed with a `git pull`.
 */
function isInstalled() {
  const installedFile = join(root, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || entry.devOptional || installed[path]?.version === entry.version,
  );
}

/** Installs the root package's dependencies from the lock file when they are not there. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split(".")[0]);
  if (major < 20) throw new Error(`GradLens is built with Node 20 or later; this is ${process.version}.`);
  if (isInstalled()) return;
  console.log("Installing the dependencies of package-lock.json …");
  // No package's install script is needed: esbuild's and biome's binaries come as optional packages.
  await run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}
