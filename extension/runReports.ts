/** What is known of the newest run of each document: its time, why it stopped, and which text it saw. */
import * as vscode from "vscode";
import type { IdleParams } from "../server/protocol/requests.ts";
import { runUri, type Server } from "./server.ts";

export type RunReport = IdleParams;

export class RunReports implements vscode.Disposable {
  private readonly newest = new Map<string, RunReport>();
  private readonly changed = new vscode.EventEmitter<RunReport>();
  private readonly subscriptions: vscode.Disposable[];

  /** Fires when a run ended, and never for a run of a text older than the newest report. */
  readonly onDidChange = this.changed.event;

  constructor(server: Server) {
    this.subscriptions = [
      this.changed,
      server.onIdle((report) => {
        const before = this.newest.get(report.uri);
        if (before && before.version > report.version) return;
        this.newest.set(report.uri, report);
        this.changed.fire(report);
        this.updateContext();
      }),
      server.onStop(() => this.newest.clear()),
      // A reopened document counts its versions from 1 again.
      vscode.workspace.onDidCloseTextDocument((document) => this.newest.delete(document.uri.toString())),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.newest.delete(notebook.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor(() => this.updateContext()),
      vscode.window.onDidChangeActiveNotebookEditor(() => this.updateContext()),
    ];
  }

  /** The newest run that a document takes part in; a cell takes part in its notebook's. */
  of(document: vscode.TextDocument): RunReport | undefined {
    return this.newest.get(runUri(document));
  }

  whenIdle(uri: string, version: number): Promise<RunReport> {
    const known = this.newest.get(uri);
    if (known && known.version >= version) return Promise.resolve(known);
    return new Promise((resolve) => {
      const subscription = this.onDidChange((report) => {
        if (report.uri !== uri || report.version < version) return;
        subscription.dispose();
        resolve(report);
      });
    });
  }

  /** The newest run of what the user works in: the active editor's, or the active notebook's with no cell in edit. */
  active(): RunReport | undefined {
    const document = vscode.window.activeTextEditor?.document;
    const notebook = vscode.window.activeNotebookEditor?.notebook;
    return (document && this.of(document)) ?? (notebook && this.newest.get(notebook.uri.toString()));
  }

  private updateContext(): void {
    const isEvaluated = this.active() !== undefined;
    void vscode.commands.executeCommand("setContext", "gradlens.activeDocument", isEvaluated);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
