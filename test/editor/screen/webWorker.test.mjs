/** Without any server behind the editor, as on vscode.dev: extension, language server and runs are web workers. */

import * as workbench from "../../../scripts/host/workbench.mjs";
import { root } from "../../../scripts/install.mjs";

export const host = { developmentPath: root, developmentKind: "web" };

export const tests = {
  async "in a browser alone, values and backward runs are shown as on the desktop"(page) {
    await workbench.openFile(page, "screen.py");
    await workbench.hints(page).filter({ hasText: "3." }).first().waitFor();
    await workbench.clickLens(page, "Run backward");
    await workbench.waitForOverlay(page, "∂loss/∂w");
  },
};
