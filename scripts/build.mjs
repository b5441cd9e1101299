/**
 * Bundles everything that runs into `dist/`: `node scripts/build.mjs [--minify] [--watch]`.
 * Minified for the package, with source maps while developing.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, root } from "./install.mjs";

/**
 * Bundles of CommonJS packages need `require` for Node's own modules, which an ES module does not have.
 * The name is private so that it can't collide with an import of the bundled code.
 */
const requireBanner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

const node = { platform: "node", target: "node20" };
const nodeModule = { ...node, format: "esm", banner: { js: requireBanner } };
const browser = { platform: "browser", target: "es2022" };

/** What is built, from which entry: the output's name is what `package.json` and the code refer to. */
const bundles = [
  { out: "extension.cjs", entry: "extension/node.ts", ...node, format: "cjs", external: ["vscode"] },
  { out: "extension.browser.cjs", entry: "extension/browser.ts", ...browser, format: "cjs", external: ["vscode"] },
  { out: "server.js", entry: "server/lsp/node/main.ts", ...nodeModule },
  // Minified and split always: half of the command line's start is reading this bundle, and what a program without torch
  // does not need stays on disk.
  { out: "worker.js", entry: "server/inspect/node/worker.ts", ...nodeModule, minify: true, splitting: true },
  {
    out: "cli.js",
    entry: "server/cli/main.ts",
    ...nodeModule,
    banner: { js: `#!/usr/bin/env node\n${requireBanner}` },
  },
  { out: "server.browser.js", entry: "server/lsp/browser/main.ts", ...browser, format: "iife" },
  { out: "worker.browser.js", entry: "server/inspect/browser/worker.ts", ...browser, format: "iife" },
  { out: "panel.js", entry: "webview/main.ts", ...browser, format: "iife" },
  { out: "layoutWorker.js", entry: "webview/layout/worker.ts", ...browser, format: "iife" },
];

/** Files that are copied as they are. */
const assets = [
  ["node_modules/web-tree-sitter/web-tree-sitter.wasm", "web-tree-sitter.wasm"],
  ["node_modules/tree-sitter-python/tree-sitter-python.wasm", "tree-sitter-python.wasm"],
];

const licences = "third-party-licences.txt";

/** The folder of all results. */
export const dist = join(root, "dist");

/**
 * @param {{minify?: boolean, watch?: boolean}} [options]
 * @returns {Promise<void>} rejects when a bundle does not build; with `watch`, settles after the first build
 */
export async function build({ minify = false, watch = false } = {}) {
  await ensureInstalled();
  const esbuild = await import("esbuild");
  mkdirSync(dist, { recursive: true });
  removeLeftOvers();
  for (const [from, to] of assets) copyFileSync(join(root, from), join(dist, to));
  const version = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version;
  const present = bundles.filter(({ out, entry }) => {
    const exists = existsSync(join(root, entry));
    if (!exists) console.log(`  left out ${out}: ${entry} is not there`);
    return exists;
  });
  const inputs = await Promise.all(
    present.map(async ({ out, entry, ...options }) => {
      const settings = {
        ...options,
        absWorkingDir: root,
        entryPoints: [entry],
        ...(options.splitting === true
          ? { outdir: dist, entryNames: out.replace(/\.js$/, ""), chunkNames: out.replace(/js$/, "[name].[hash]") }
          : { outfile: join(dist, out) }),
        bundle: true,
        minify: minify || options.minify === true,
        // Names of functions and classes appear in messages that people read in the log.
        keepNames: false,
        sourcemap: minify ? false : "linked",
        legalComments: "none",
        logLevel: "warning",
        metafile: true,
        loader: { ".wasm": "binary", ".svg": "text" },
        define: { "process.env.GRADLENS_VERSION": JSON.stringify(version) },
      };
      if (!watch) {
        const { metafile } = await esbuild.build(settings);
        return Object.keys(metafile.inputs);
      }
      const context = await esbuild.context({ ...settings, logLevel: "info" });
      const { metafile } = await context.rebuild();
      await context.watch();
      return Object.keys(metafile.inputs);
    }),
  );
  writeLicences([...inputs.flat(), ...assets.map(([from]) => from)]);
  const cli = join(dist, "cli.js");
  if (existsSync(cli)) chmodSync(cli, 0o755);
  printSizes([...present.map(({ out }) => out), "panel.css", ...assets.map(([, to]) => to)]);
}

/**
 * Writes the licences of all packages that are part of a bundle: written at each build from what was really bundled, so
 * that it can't be out of date.
 * @param {string[]} files what was bundled or copied, relative to the root
 */
function writeLicences(files) {
  const folders = new Set(files.flatMap((file) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []));
  const parts = [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : "";
    return `${name} ${version} (${license})\n\n${text}`.trim();
  });
  const rule = `\n\n${"-".repeat(80)}\n\n`;
  writeFileSync(join(dist, licences), `GradLens contains the following packages.${rule}${parts.sort().join(rule)}\n`);
}

/** Removes what an earlier build left and this one does not make, so that it can't be run or packed by mistake. */
function removeLeftOvers() {
  const made = new Set([...bundles.map(({ out }) => out), "panel.css", ...assets.map(([, to]) => to)]);
  for (const name of readdirSync(dist)) {
    if (!made.has(name.replace(/\.map$/, "")) && /\.(c?js|css|map|wasm)$/.test(name)) rmSync(join(dist, name));
  }
}

/** @param {string[]} names files of `dist/`, those that exist are listed with their size */
function printSizes(names) {
  for (const name of names) {
    const file = join(dist, name);
    if (!existsSync(file)) continue;
    const kilobytes = (statSync(file).size / 1024).toFixed(0).padStart(6);
    console.log(`  ${kilobytes} kB  ${relative(root, file)}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const watch = process.argv.includes("--watch");
  try {
    await build({ minify: process.argv.includes("--minify"), watch });
    if (watch) console.log("Watching; stop with Ctrl+C.");
  } catch (error) {
    // esbuild has printed its own errors, with their places.
    if (!error.errors) console.error(error);
    process.exit(1);
  }
}
