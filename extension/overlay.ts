/**
 * The overlay of a chosen backward run: after every line that contributed, the gradient of the root with respect to
 * what the line made. Drawn by the editor, so that it has a colour of its own and can't be mistaken for a value.
 */
import * as vscode from "vscode";
import { type OverlayLine, overlayRequest } from "../server/protocol/requests.ts";
import { runUri, type Server } from "./server.ts";

export class Overlay implements vscode.Disposable {
  private readonly server: Server;
  private readonly shown = new Map<string, readonly OverlayLine[]>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly decoration = vscode.window.createTextEditorDecorationType({
    after: {
      margin: "0 0 0 1.5em",
      color: new vscode.ThemeColor("gradlens.gradientForeground"),
      backgroundColor: new vscode.ThemeColor("gradlens.gradientBackground"),
    },
    // Text typed at the end of the line stands before the overlay.
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  private readonly subscriptions: vscode.Disposable;

  constructor(server: Server) {
    this.server = server;
    this.subscriptions = vscode.Disposable.from(
      this.decoration,
      this.changed,
      server.onIdle(({ uri }) => this.refresh(uri)),
      server.onGraphChanged(({ uri }) => this.refresh(uri)),
      vscode.window.onDidChangeVisibleTextEditors((editors) => {
        for (const editor of editors) this.draw(editor);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.shown.delete(document.uri.toString())),
    );
  }

  /** @param uri of a text document: a file or a cell */
  lines(uri: string): readonly OverlayLine[] {
    return this.shown.get(uri) ?? [];
  }

  when(uri: string, condition: (lines: readonly OverlayLine[]) => boolean): Promise<void> {
    if (condition(this.lines(uri))) return Promise.resolve();
    return new Promise((resolve) => {
      const subscription = this.changed.event(() => {
        if (!condition(this.lines(uri))) return;
        subscription.dispose();
        resolve();
      });
    });
  }

  /** Asks for the overlay of the documents of a run: the file, or the cells that are on screen. */
  private async refresh(run: string): Promise<void> {
    const editors = vscode.window.visibleTextEditors.filter(({ document }) => runUri(document) === run);
    for (const document of new Set(editors.map((editor) => editor.document))) {
      const { version } = document;
      const lines = await this.server.requestIfStarted(overlayRequest, { uri: document.uri.toString() });
      // The text went on meanwhile: its own run asks again, and until then the old overlay moves along with the text.
      if (lines === undefined || document.version !== version) continue;
      this.shown.set(document.uri.toString(), lines);
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) this.draw(editor);
    }
    this.changed.fire();
  }

  private draw(editor: vscode.TextEditor): void {
    const lines = this.lines(editor.document.uri.toString());
    editor.setDecorations(
      this.decoration,
      lines.flatMap(({ range, text }) => {
        if (range.end.line >= editor.document.lineCount) return [];
        const end = editor.document.lineAt(range.end.line).range.end;
        return [{ range: new vscode.Range(end, end), renderOptions: { after: { contentText: text } } }];
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
