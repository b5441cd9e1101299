/** What the language client is told: which documents, how hovers may link, and the few things an editor adds to a view. */
import * as vscode from "vscode";
import {
  type BaseLanguageClient,
  type LanguageClientOptions,
  type Middleware,
  RevealOutputChannelOn,
} from "vscode-languageclient";
import { clientCommands, commands, type RunBackwardResult } from "../server/protocol/requests.ts";
import { editedSchemes } from "./detect.ts";

/** Commands that a link in a hover may run; any other link of a snippet's value stays dead text. */
const linkedCommands = [...Object.values(commands), ...Object.values(clientCommands)];

export function clientOptions(log: vscode.OutputChannel, protocolLog: vscode.OutputChannel): LanguageClientOptions {
  return {
    documentSelector: editedSchemes.flatMap((scheme) => [
      { scheme, language: "python" },
      { scheme, language: "markdown" },
    ]),
    diagnosticCollectionName: "gradlens",
    outputChannel: log,
    traceOutputChannel: protocolLog,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    markdown: { isTrusted: { enabledCommands: linkedCommands }, supportHtml: true },
    // What this editor does that others may not: it follows command links, and draws the gradients of a chosen run.
    initializationOptions: { commandLinks: true, drawsOverlay: true },
    middleware,
  };
}

const middleware: Middleware = {
  async provideInlayHints(document, range, token, next) {
    const hints = await next(document, range, token);
    const activeLineOnly = vscode.workspace.getConfiguration("gradlens", document).get<boolean>("hints.activeLineOnly");
    if (!activeLineOnly || !hints) return hints;
    const line = vscode.window.visibleTextEditors.find((editor) => editor.document === document)?.selection.active.line;
    return hints.filter((hint) => hint.position.line === line);
  },

  async executeCommand(command, args, next) {
    if (command !== commands.runBackward) return next(command, args);
    const result: RunBackwardResult | null | undefined = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: "GradLens: running backward" },
      async () => next(command, args),
    );
    if (result?.ok === false) void explainFailure(result);
    return result;
  },
};

/** A backward run that can't be made: says why, and leads to the line that is the cause. */
async function explainFailure({ reason, location }: Extract<RunBackwardResult, { ok: false }>): Promise<void> {
  const show = "Show line";
  const chosen = await vscode.window.showInformationMessage(`GradLens: ${reason}`, ...(location ? [show] : []));
  if (chosen !== show || !location) return;
  const { start, end } = location.range;
  await vscode.window.showTextDocument(vscode.Uri.parse(location.uri), {
    selection: new vscode.Range(start.line, start.character, end.line, end.character),
  });
}

/** Asks the editor to fetch the hints of a document again, for a change that only the editor knows of. */
export function refreshHints(client: BaseLanguageClient, document: vscode.TextDocument): void {
  client.getFeature("textDocument/inlayHint").getProvider(document)?.onDidChangeInlayHints.fire();
}
