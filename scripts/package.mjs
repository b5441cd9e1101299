/** Builds and packs the extension into `gradlens-<version>.vsix`: what users install, and what the editor tests test. */
import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { root } from "./install.mjs";

/** Larger than this means that something was packed that should not be, or a dependency grew past its worth. */
const sizeLimit = 3 * 1024 * 1024;

/** @returns {Promise<string>} the path of the `.vsix` */
export async function packageExtension() {
  await build({ minify: true });
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const packagePath = join(root, `gradlens-${version}.vsix`);
  rmSync(packagePath, { force: true });
  const { createVSIX } = await import("@vscode/vsce");
  // Everything at run time is bundled, so no dependency is packed; pictures of the README are part of the repository.
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(packagePath);
  console.log(`  ${(size / 1024).toFixed(0).padStart(6)} kB  ${packagePath}`);
  if (size > sizeLimit) throw new Error(`The package is larger than ${sizeLimit / 1024} kB.`);
  return packagePath;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await packageExtension();
