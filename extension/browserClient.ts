/** The language client of the browser (vscode.dev and the like): the server is a web worker. */
import * as vscode from "vscode";
import { LanguageClient, Trace } from "vscode-languageclient/browser";
import type { ClientFactory } from "./server.ts";

export function browserClientFactory(context: vscode.ExtensionContext): ClientFactory {
  return async (options) => {
    const dist = vscode.Uri.joinPath(context.extensionUri, "dist").toString(true);
    const worker = new Worker(`${dist}/server.browser.js`);
    const initializationOptions = { ...options.initializationOptions, dist };
    const client = new LanguageClient("gradlens", "GradLens", { ...options, initializationOptions }, worker);
    return { client, setLogging: (on) => client.setTrace(on ? Trace.Verbose : Trace.Off) };
  };
}
