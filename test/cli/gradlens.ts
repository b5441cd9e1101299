/** Builds the command line into a cache folder once per test run, and runs it as a user would. */
import { spawn } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const banner = 'import { createRequire as __r } from "node:module"; const require = __r(import.meta.url);';
let built: Promise<string> | null = null;

/** The folder that holds `cli.js`, built as scripts/build.mjs builds it. */
export function buildCli(): Promise<string> {
  built ??= (async () => {
    // One folder for each test process: they run beside each other.
    const out = join(process.cwd(), ".cache", `test-cli-${process.env["VITEST_POOL_ID"] ?? "0"}`);
    mkdirSync(out, { recursive: true });
    for (const [name, entry] of [
      ["cli.js", "server/cli/main.ts"],
      ["worker.js", "server/inspect/node/worker.ts"],
    ] as const) {
      await build({
        entryPoints: [entry],
        outfile: join(out, name),
        bundle: true,
        platform: "node",
        target: "node20",
        format: "esm",
        banner: { js: banner },
        logLevel: "warning",
      });
    }
    copyFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm", join(out, "web-tree-sitter.wasm"));
    copyFileSync("node_modules/tree-sitter-python/tree-sitter-python.wasm", join(out, "tree-sitter-python.wasm"));
    return out;
  })();
  return built;
}

export interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
}

export async function gradlens(...args: string[]): Promise<Ended> {
  const out = await buildCli();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(out, "cli.js"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.on("close", (code) => resolve({ stdout, stderr, code }));
  });
}

const folder = mkdtempSync(join(tmpdir(), "gradlens-"));

/** Writes a file for one test and gives its path. */
export function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A notebook of code cells: sources, each with stored outputs. */
export function notebook(cells: readonly { readonly source: string; readonly outputs?: readonly object[] }[]): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: { language_info: { name: "python" } },
    cells: cells.map(({ source, outputs = [] }) => ({
      cell_type: "code",
      source,
      outputs,
      execution_count: 1,
      metadata: {},
    })),
  });
}
