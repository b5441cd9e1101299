/** `node scripts/supported.mjs`: writes docs/supported.md from the engine's tables and what is known to agree with PyTorch. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./install.mjs";

const folder = mkdtempSync(join(tmpdir(), "gradlens-supported-"));
try {
  const bundle = join(folder, "supported.mjs");
  await build({
    entryPoints: [join(root, "scripts", "supportedText.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: bundle,
    banner: {
      js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
    },
    logLevel: "error",
  });
  const { evidenceOf, loadParser, supportedText } = await import(pathToFileURL(bundle).href);
  const packages = join(root, "node_modules");
  await loadParser({
    runtimeWasm: readFileSync(join(packages, "web-tree-sitter", "web-tree-sitter.wasm")),
    pythonWasm: readFileSync(join(packages, "tree-sitter-python", "tree-sitter-python.wasm")),
  });
  const goldens = join(root, "test", "oracle", "goldens", "ops");
  const recorded = readdirSync(goldens)
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(goldens, name), "utf8")));
  const passing = JSON.parse(readFileSync(join(root, "test", "torch", "passing.json"), "utf8"));
  writeFileSync(join(root, "docs", "supported.md"), await supportedText(evidenceOf(recorded, passing)));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
