/** The status bar item: how long the last run of the active document took, and why it stopped where it did. */
import * as vscode from "vscode";
import type { RunReport, RunReports } from "./runReports.ts";

export class StatusItem implements vscode.Disposable {
  private readonly reports: RunReports;
  private readonly item: vscode.StatusBarItem;
  private readonly subscriptions: vscode.Disposable;

  constructor(reports: RunReports) {
    this.reports = reports;
    this.item = vscode.window.createStatusBarItem("gradlens.status", vscode.StatusBarAlignment.Right, 90);
    this.item.name = "GradLens";
    this.item.command = "gradlens.showStatus";
    this.subscriptions = vscode.Disposable.from(
      this.item,
      reports.onDidChange(() => this.update()),
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.window.onDidChangeActiveNotebookEditor(() => this.update()),
    );
  }

  /** What is on screen; undefined while the item is hidden. */
  get text(): string | undefined {
    return this.reports.active() ? this.item.text : undefined;
  }

  private update(): void {
    const report = this.reports.active();
    if (!report) {
      this.item.hide();
      return;
    }
    const time = readableTime(report.elapsed);
    this.item.text = report.stopped ? `$(warning) GradLens ${time}` : `$(telescope) GradLens ${time}`;
    this.item.tooltip = describe(report);
    this.item.show();
  }

  /** Says the same as the tooltip, for keyboards and screen readers, and offers what to do next. */
  async show(): Promise<void> {
    const report = this.reports.active();
    const log = "Show log";
    const text = report ? describe(report) : "GradLens evaluates nothing in this document.";
    const chosen = await vscode.window.showInformationMessage(text, log);
    if (chosen === log) await vscode.commands.executeCommand("gradlens.showLog");
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

function describe({ elapsed, stopped, problems }: RunReport): string {
  const found = problems === 0 ? "no problems" : problems === 1 ? "1 problem" : `${problems} problems`;
  const end = stopped ? ` ${stopped[0]?.toUpperCase()}${stopped.slice(1)}.` : "";
  return `GradLens: the last run took ${readableTime(elapsed)}, ${found}.${end}`;
}

function readableTime(milliseconds: number): string {
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return milliseconds >= 10 ? `${Math.round(milliseconds)} ms` : `${milliseconds.toFixed(1)} ms`;
}
