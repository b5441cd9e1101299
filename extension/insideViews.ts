/** Read-only editors: the see-inside views of a run, and whole values that a hover could only begin. */
import * as vscode from "vscode";
import { type InsideParams, insideRequest } from "../server/protocol/requests.ts";
import type { Server } from "./server.ts";

/** The scheme of these documents; their path ends in what the tab shows. */
const scheme = "gradlens";

export function registerInsideViews(server: Server): vscode.Disposable {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();

  async function show(name: string, text: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${name}` });
    texts.set(uri.toString(), text);
    changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.Beside,
      preserveFocus: true,
      preview: true,
    });
  }

  async function showInside(what: InsideParams["what"], suffix: string): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const uri = document.uri.toString();
    const { text } = await server.request(insideRequest, { uri, what });
    await show(`${document.uri.path.split("/").at(-1)}.${suffix}`, text);
  }

  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? "",
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    vscode.commands.registerCommand("gradlens.showTrace", () => showInside("trace", "trace.txt")),
    vscode.commands.registerCommand("gradlens.showSyntaxTree", () => showInside("syntaxTree", "tree.txt")),
    // A slash in an expression would be a folder of the tab's path.
    vscode.commands.registerCommand("gradlens.showValue", (title: string, text: string) =>
      show(`${title.replaceAll("/", "∕")}.txt`, text),
    ),
  );
}
