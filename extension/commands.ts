/**
 * The commands of the palette and the keyboard. What they do to a run is the server's; here is only what an editor adds:
 * which document and which root is meant, where the cursor is, the clipboard.
 */
import * as vscode from "vscode";
import type { GraphState, RootChoice } from "../server/protocol/graph.ts";
import {
  type ClearArgs,
  clientCommands,
  commands,
  graphRequest,
  type InspectArgs,
  type RunBackwardArgs,
} from "../server/protocol/requests.ts";
import type { GraphPanels } from "./graphPanel.ts";
import { runUri, type Server } from "./server.ts";
import type { StatusItem } from "./statusItem.ts";

interface Parts {
  readonly server: Server;
  readonly panels: GraphPanels;
  readonly status: StatusItem;
  readonly log: vscode.OutputChannel;
  readonly protocolLog: vscode.OutputChannel;
}

export function registerCommands({ server, panels, status, log, protocolLog }: Parts): vscode.Disposable {
  /** Runs a command of the server through the command that the language client registered for it. */
  async function runOnServer(command: string, args: unknown): Promise<unknown> {
    await server.start();
    return vscode.commands.executeCommand(command, args);
  }

  async function runBackward(): Promise<unknown> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const uri = runUri(editor.document);
    const root = nearestRoot(rootsOf(await server.request(graphRequest, { uri })), editor);
    if (!root) {
      void vscode.window.showInformationMessage(
        "GradLens: no statement here makes a tensor that requires grad, so there is nothing to differentiate.",
      );
      return;
    }
    const args: RunBackwardArgs = { uri, root: root.key };
    return runOnServer(commands.runBackward, args);
  }

  async function clearBackward(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    const args: ClearArgs = { uri: runUri(editor.document) };
    await runOnServer(commands.clearBackward, args);
  }

  async function showGraph(uri?: string, root?: string, node?: number): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    const shown = uri ?? (document ? runUri(document) : notebook?.uri.toString());
    if (shown !== undefined) await panels.show(shown, root, node);
  }

  async function inspectFile(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) return;
    const args: InspectArgs = { uri: document.uri.toString(), on: true };
    await runOnServer(commands.inspectFile, args);
  }

  return vscode.Disposable.from(
    vscode.commands.registerCommand("gradlens.runBackward", runBackward),
    vscode.commands.registerCommand("gradlens.clearBackward", clearBackward),
    vscode.commands.registerCommand(clientCommands.showGraph, showGraph),
    vscode.commands.registerCommand("gradlens.inspectFile", inspectFile),
    vscode.commands.registerCommand(clientCommands.annotateFile, annotateFile),
    vscode.commands.registerCommand(clientCommands.copyValue, (text: string) => vscode.env.clipboard.writeText(text)),
    vscode.commands.registerCommand("gradlens.restartServer", () => server.restart()),
    vscode.commands.registerCommand("gradlens.showStatus", () => status.show()),
    vscode.commands.registerCommand("gradlens.showLog", () => log.show()),
    vscode.commands.registerCommand("gradlens.showProtocolLog", async () => {
      const { setLogging } = await server.start();
      await setLogging(true);
      protocolLog.show();
    }),
  );
}

/** Puts the directive on top, below what Python wants first: an interpreter line and an encoding. */
async function annotateFile(uri?: string): Promise<void> {
  const document = uri
    ? await vscode.workspace.openTextDocument(vscode.Uri.parse(uri))
    : vscode.window.activeTextEditor?.document;
  if (!document) return;
  let line = 0;
  while (line < Math.min(2, document.lineCount - 1) && /^#!|^#.*coding[:=]/.test(document.lineAt(line).text)) line++;
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(line, 0), "# gradlens: on\n");
  await vscode.workspace.applyEdit(edit);
}

function rootsOf(state: GraphState): readonly RootChoice[] {
  return state.kind === "data" || state.kind === "stopped" ? (state.graph?.roots ?? []) : [];
}

/** The root at the cursor, else the last one above it, else the first of the document. */
function nearestRoot(roots: readonly RootChoice[], { document, selection }: vscode.TextEditor): RootChoice | undefined {
  const here = roots.filter(({ location }) => location?.uri === document.uri.toString());
  const cursor = selection.active.line;
  return (
    here.find(({ location: at }) => at && at.range.start.line <= cursor && cursor <= at.range.end.line) ??
    here.findLast(({ location: at }) => at && at.range.start.line <= cursor) ??
    here[0] ??
    roots.at(-1)
  );
}
