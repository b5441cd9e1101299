/** The server and its worker, bundled as the package has them, into a folder of their own. */
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const banner =
  'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);';

export interface BuiltServer {
  readonly script: string;
  readonly remove: () => void;
}

export async function buildServer(): Promise<BuiltServer> {
  const folder = mkdtempSync(join(tmpdir(), "gradlens-server-"));
  const bundle = (entry: string, out: string) =>
    build({
      entryPoints: [entry],
      outfile: join(folder, out),
      bundle: true,
      platform: "node",
      target: "node20",
      format: "esm",
      banner: { js: banner },
      logLevel: "silent",
    });
  await Promise.all([
    bundle("server/lsp/node/main.ts", "server.js"),
    bundle("server/inspect/node/worker.ts", "worker.js"),
  ]);
  // As in the package: without this, Node reads `.js` as CommonJS.
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const name of ["web-tree-sitter", "tree-sitter-python"]) {
    copyFileSync(`node_modules/${name}/${name}.wasm`, join(folder, `${name}.wasm`));
  }
  return { script: join(folder, "server.js"), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
