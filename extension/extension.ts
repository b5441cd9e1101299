/**
 * The extension, the same on the desktop and in the browser. Activation decides only whether an open document concerns
 * GradLens; the language server is started by the first that does, or by a command.
 */
import * as vscode from "vscode";
import type { OverlayLine } from "../server/protocol/requests.ts";
import { CellStatus } from "./cellStatus.ts";
import { registerCommands } from "./commands.ts";
import { concernsGradLens, couldConcernGradLens, editedSchemes } from "./detect.ts";
import { type GraphPanelProbe, GraphPanels } from "./graphPanel.ts";
import { registerInsideViews } from "./insideViews.ts";
import { createKernel } from "./kernel.ts";
import { Overlay } from "./overlay.ts";
import { type RunReport, RunReports } from "./runReports.ts";
import { type ClientFactory, Server } from "./server.ts";
import { StatusItem } from "./statusItem.ts";

/** What `activate` returns: how the editor tests wait for results, and see what no editor API shows. */
export interface TestSurface {
  /** Milliseconds of the clock that the entry gave that `activate` took. */
  readonly activationTime: number;
  readonly isServerStarted: () => boolean;
  /** Resolves with the newest run of this document once it has seen `version` of the text or a later one. */
  readonly whenIdle: (uri: vscode.Uri, version: number) => Promise<RunReport>;
  /** The overlay on screen for a document, empty when there is none. */
  readonly overlay: (uri: vscode.Uri) => readonly OverlayLine[];
  /** Resolves once the overlay of a document satisfies the condition. */
  readonly whenOverlay: (uri: vscode.Uri, condition: (lines: readonly OverlayLine[]) => boolean) => Promise<void>;
  readonly statusText: () => string | undefined;
  readonly graphPanel: () => GraphPanelProbe | undefined;
}

/** @param clock in milliseconds: how the entry measures what activation costs */
export function activateExtension(
  context: vscode.ExtensionContext,
  factory: ClientFactory,
  clock: () => number,
): TestSurface {
  const begun = clock();
  const log = vscode.window.createOutputChannel("GradLens");
  const protocolLog = vscode.window.createOutputChannel("GradLens Protocol");
  const server = new Server(factory, async () => {
    const { clientOptions } = await import("./clientOptions.ts");
    return clientOptions(log, protocolLog);
  });
  const reports = new RunReports(server);
  const panels = new GraphPanels(context.extensionUri, server, reports, log);
  const overlay = new Overlay(server);
  const status = new StatusItem(reports);
  context.subscriptions.push(
    log,
    protocolLog,
    server,
    reports,
    panels,
    overlay,
    status,
    new CellStatus(server),
    createKernel(server),
    registerInsideViews(server),
    registerCommands({ server, panels, status, log, protocolLog }),
    vscode.workspace.onDidOpenTextDocument((document) => startIfConcerned(server, document, log)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (server.isStarted || server.hasFailed) return;
      const touched = contentChanges.some(
        ({ range, text }) =>
          couldConcernGradLens(text) ||
          (range.start.line < document.lineCount && couldConcernGradLens(document.lineAt(range.start.line).text)),
      );
      if (touched) startIfConcerned(server, document, log);
    }),
    activeLineHints(server),
  );
  for (const document of vscode.workspace.textDocuments) startIfConcerned(server, document, log);
  return {
    activationTime: clock() - begun,
    isServerStarted: () => server.isStarted,
    whenIdle: (uri, version) => reports.whenIdle(uri.toString(), version),
    overlay: (uri) => overlay.lines(uri.toString()),
    whenOverlay: (uri, condition) => overlay.when(uri.toString(), condition),
    statusText: () => status.text,
    graphPanel: () => panels.probe(),
  };
}

function startIfConcerned(server: Server, document: vscode.TextDocument, log: vscode.OutputChannel): void {
  if (server.isStarted || server.hasFailed || !editedSchemes.some((scheme) => scheme === document.uri.scheme)) return;
  if (!concernsGradLens(document.languageId, document.getText())) return;
  server.start().catch((error: unknown) => log.appendLine(`The language server did not start: ${error}`));
}

/** With `gradlens.hints.activeLineOnly`, the hints follow the cursor from line to line. */
function activeLineHints(server: Server): vscode.Disposable {
  const lastLine = new WeakMap<vscode.TextDocument, number>();
  return vscode.window.onDidChangeTextEditorSelection(async ({ textEditor: { document, selection } }) => {
    if (!server.isStarted || lastLine.get(document) === selection.active.line) return;
    lastLine.set(document, selection.active.line);
    if (!vscode.workspace.getConfiguration("gradlens", document).get<boolean>("hints.activeLineOnly")) return;
    const [{ refreshHints }, { client }] = await Promise.all([import("./clientOptions.ts"), server.start()]);
    refreshHints(client, document);
  });
}
