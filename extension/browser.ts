/** Entry of the extension in a browser without any host. */
import type * as vscode from "vscode";
import { activateExtension, type TestSurface } from "./extension.ts";

export function activate(context: vscode.ExtensionContext): TestSurface {
  return activateExtension(
    context,
    async (options) => {
      const { browserClientFactory } = await import("./browserClient.ts");
      return browserClientFactory(context)(options);
    },
    () => performance.now(),
  );
}
