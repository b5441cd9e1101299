/**
 * The language client of the browser (vscode.dev and the like): the server is a web worker, and starts workers itself.
 * Extensions run under an address of another origin than their files, from which no worker may be started and little may
 * be fetched; so the files are read through the editor, and the scripts become blobs of the extension host's own origin.
 */
import * as vscode from "vscode";
import { LanguageClient, Trace } from "vscode-languageclient/browser";
import type { ClientFactory } from "./server.ts";

export function browserClientFactory(context: vscode.ExtensionContext): ClientFactory {
  const read = (name: string) => vscode.workspace.fs.readFile(vscode.Uri.joinPath(context.extensionUri, "dist", name));
  const script = async (name: string) =>
    URL.createObjectURL(new Blob([new Uint8Array(await read(name))], { type: "text/javascript" }));
  return async (options) => {
    const [server, worker, runtime, python] = await Promise.all([
      script("server.browser.js"),
      script("worker.browser.js"),
      read("web-tree-sitter.wasm"),
      read("tree-sitter-python.wasm"),
    ]);
    // Messages to a worker are cloned, so the parser's bytes can travel among the start options.
    const initializationOptions = { ...options.initializationOptions, resources: { worker, runtime, python } };
    const client = new LanguageClient(
      "gradlens",
      "GradLens",
      { ...options, initializationOptions },
      new Worker(server),
    );
    return { client, setLogging: (on) => client.setTrace(on ? Trace.Verbose : Trace.Off) };
  };
}
