/** What a notebook cell offers in its status bar: the actions that are lenses in a file, in the server's words. */
import * as vscode from "vscode";
import { cellStatusRequest } from "../server/protocol/requests.ts";
import { jupyterNotebook } from "./kernel.ts";
import type { Server } from "./server.ts";

export class CellStatus implements vscode.NotebookCellStatusBarItemProvider, vscode.Disposable {
  private readonly server: Server;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChangeCellStatusBarItems = this.changed.event;

  constructor(server: Server) {
    this.server = server;
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.notebooks.registerNotebookCellStatusBarItemProvider(jupyterNotebook, this),
      server.onIdle(() => this.changed.fire()),
      server.onGraphChanged(() => this.changed.fire()),
    );
  }

  async provideCellStatusBarItems(
    cell: vscode.NotebookCell,
    token: vscode.CancellationToken,
  ): Promise<vscode.NotebookCellStatusBarItem[]> {
    if (cell.document.languageId !== "python") return [];
    const items = await this.server.requestIfStarted(cellStatusRequest, { uri: cell.document.uri.toString() }, token);
    return (items ?? []).map(({ text, tooltip, command }) => {
      const item = new vscode.NotebookCellStatusBarItem(text, vscode.NotebookCellStatusBarAlignment.Right);
      item.tooltip = tooltip;
      if (command) item.command = { title: text, command: command.command, arguments: [...command.arguments] };
      return item;
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
