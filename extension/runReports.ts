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
        this.updateContext(vscode.window.activeTextEditor);
      }),
      server.onStop(() => this.newest.clear()),
      // A reopened document counts its versions from 1 again.
      vscode.workspace.onDidCloseTextDocument((document) => this.newest.delete(document.uri.toString())),
      vscode.workspace.onDidCloseNotebookDocument((notebook) => this.newest.delete(notebook.uri.toString())),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.updateContext(editor)),
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

  private updateContext(editor: vscode.TextEditor | undefined): void {
    const isEvaluated = editor !== undefined && this.of(editor.document) !== undefined;
    void vscode.commands.executeCommand("setContext", "gradlens.activeDocument", isEvaluated);
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
