/** The suites of test/editor in a desktop VS Code that `@vscode/test-electron` downloads, on the packaged extension. */
import { spawnSync } from "node:child_process";
import { downloadAndUnzipVSCode, resolveCliArgsFromVSCodeExecutablePath, runTests } from "@vscode/test-electron";
import { buildEditorTests, prepareWorkspace } from "./editorTests.mjs";
import { packageExtension } from "./package.mjs";

const vsix = await packageExtension();
const extensionTestsPath = await buildEditorTests();
const { workspace, developmentPath, env, read, remove } = await prepareWorkspace();
const vscodeExecutablePath = await downloadAndUnzipVSCode();
const [cli, ...cliArgs] = resolveCliArgsFromVSCodeExecutablePath(vscodeExecutablePath);
const installed = spawnSync(cli, [...cliArgs, "--install-extension", vsix], {
  stdio: "inherit",
  shell: process.platform === "win32",
});
if (installed.status !== 0) throw new Error("The package could not be installed.");
await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: developmentPath,
  extensionTestsPath,
  launchArgs: [workspace, "--disable-workspace-trust"],
  extensionTestsEnv: env,
}).catch((error) => console.error(error.message));
const { passed, failed } = await read();
await remove();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
