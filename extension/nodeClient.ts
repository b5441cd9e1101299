/** The language client of the desktop and of remote hosts: the server is a process of the editor's own Node. */
import * as vscode from "vscode";
import { LanguageClient, Trace, TransportKind } from "vscode-languageclient/node";
import type { ClientFactory } from "./server.ts";

export function nodeClientFactory(context: vscode.ExtensionContext): ClientFactory {
  return async (options) => {
    const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
    const client = new LanguageClient(
      "gradlens",
      "GradLens",
      {
        run: { module, transport: TransportKind.ipc },
        debug: { module, transport: TransportKind.ipc, options: { execArgv: ["--nolazy", "--inspect=6010"] } },
      },
      options,
    );
    return { client, setLogging: (on) => client.setTrace(on ? Trace.Verbose : Trace.Off) };
  };
}
