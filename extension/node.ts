/** Entry of the extension on the desktop and on remote hosts. */
import type * as vscode from "vscode";
import { activateExtension, type TestSurface } from "./extension.ts";

export function activate(context: vscode.ExtensionContext): TestSurface {
  return activateExtension(
    context,
    async (options) => {
      // Loaded when a server is needed: the client library is most of this bundle, and most files need none.
      const { nodeClientFactory } = await import("./nodeClient.ts");
      return nodeClientFactory(context)(options);
    },
    processorTime,
  );
}

/** Time on the processor: what activation costs, however busy the machine is with other things. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
