/**
 * Hosts the graph panel. The panel is a projection: it gets a full snapshot when it is ready and whenever the graph
 * changes, and keeps nothing that the extension would need back. One panel at a time; it follows the document in which
 * the user works, unless its own switch turns following off.
 */
import * as vscode from "vscode";
import type { GraphData, GraphState } from "../server/protocol/graph.ts";
import type { HostToPanel, PanelToHost } from "../server/protocol/panel.ts";
import { graphRequest, nodesAtRequest } from "../server/protocol/requests.ts";
import { panelPage } from "../webview/page.ts";
import type { RunReports } from "./runReports.ts";
import { runUri, type Server } from "./server.ts";

const viewType = "gradlens.graph";

/** What the tests see of the panel. */
export interface GraphPanelProbe {
  readonly isReady: boolean;
  readonly state: GraphState;
  readonly title: string;
  /** The last messages of each kind that were sent, newest last. */
  readonly sent: readonly HostToPanel[];
  readonly failures: readonly string[];
  /** Acts as if the page had sent this. */
  readonly receive: (message: PanelToHost) => void;
  /** Resolves once a message that satisfies the condition was sent, or was sent already. */
  readonly whenSent: (condition: (message: HostToPanel) => boolean) => Promise<HostToPanel>;
  readonly whenReady: Promise<void>;
}

export class GraphPanels implements vscode.Disposable {
  private readonly extensionUri: vscode.Uri;
  private readonly server: Server;
  private readonly reports: RunReports;
  private readonly log: vscode.OutputChannel;
  private readonly registration: vscode.Disposable;
  private current: GraphPanel | undefined;

  constructor(extensionUri: vscode.Uri, server: Server, reports: RunReports, log: vscode.OutputChannel) {
    this.extensionUri = extensionUri;
    this.server = server;
    this.reports = reports;
    this.log = log;
    this.registration = vscode.window.registerWebviewPanelSerializer(viewType, {
      // After a reload of the window: the page comes back, its document is the one in which the user works.
      deserializeWebviewPanel: async (panel: vscode.WebviewPanel) => {
        const document = vscode.window.activeTextEditor?.document ?? vscode.window.visibleTextEditors[0]?.document;
        if (!document) {
          panel.dispose();
          return;
        }
        this.adopt(panel, runUri(document));
        await this.show(runUri(document), undefined, undefined);
      },
    });
  }

  /** Shows a document's graph beside the editor, of one root and with one node selected if they are given. */
  async show(uri: string, root: string | undefined, node: number | undefined): Promise<void> {
    if (!this.current) {
      const panel = vscode.window.createWebviewPanel(
        viewType,
        "Graph",
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        {},
      );
      this.adopt(panel, uri);
    }
    await this.current?.show(uri, root, node);
  }

  private adopt(webviewPanel: vscode.WebviewPanel, uri: string): void {
    const panel = new GraphPanel(webviewPanel, uri, this.extensionUri, this.server, this.reports, this.log);
    this.current = panel;
    webviewPanel.onDidDispose(() => {
      if (this.current === panel) this.current = undefined;
    });
  }

  probe(): GraphPanelProbe | undefined {
    return this.current?.probe();
  }

  dispose(): void {
    this.registration.dispose();
  }
}

class GraphPanel {
  private readonly panel: vscode.WebviewPanel;
  private readonly server: Server;
  private readonly log: vscode.OutputChannel;
  private readonly nodeDecoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor("gradlens.nodeHighlightBackground"),
    border: "1px solid",
    borderColor: new vscode.ThemeColor("gradlens.nodeHighlightBorder"),
    overviewRulerColor: new vscode.ThemeColor("gradlens.nodeHighlightBorder"),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  private uri: string;
  private root: string | undefined;
  private state: GraphState = { kind: "loading" };
  /** Counts requests for the graph, so that an answer that a newer request overtook is dropped. */
  private requests = 0;
  private followsCursor = true;
  /** The root and the node to select once the graph that has them is sent. */
  private wantedNode: number | undefined;
  private readonly sent: HostToPanel[] = [];
  private readonly failures: string[] = [];
  private readonly sentEmitter = new vscode.EventEmitter<HostToPanel>();
  private isReady = false;
  private markReady: () => void = () => {};
  private readonly whenReady = new Promise<void>((resolve) => {
    this.markReady = resolve;
  });

  constructor(
    panel: vscode.WebviewPanel,
    uri: string,
    extensionUri: vscode.Uri,
    server: Server,
    reports: RunReports,
    log: vscode.OutputChannel,
  ) {
    this.panel = panel;
    this.uri = uri;
    this.server = server;
    this.log = log;
    const dist = vscode.Uri.joinPath(extensionUri, "dist");
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.png");
    const { webview } = panel;
    const subscriptions = vscode.Disposable.from(
      this.nodeDecoration,
      this.sentEmitter,
      webview.onDidReceiveMessage((message: PanelToHost) => this.receive(message)),
      server.onGraphChanged((changed) => {
        if (changed.uri === this.uri) void this.refresh();
      }),
      reports.onDidChange((report) => {
        if (report.uri === this.uri) void this.refresh();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && runUri(document) === this.uri) this.markStale();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.follow(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        const isEvaluated = editor !== undefined && reports.of(editor.document) !== undefined;
        if (isEvaluated && this.followsCursor && runUri(editor.document) !== this.uri) {
          void this.show(runUri(editor.document), undefined, undefined);
        }
      }),
    );
    panel.onDidDispose(() => subscriptions.dispose());
    webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const resource = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
    webview.html = panelPage({
      script: resource("panel.js"),
      style: resource("panel.css"),
      layoutWorker: resource("layoutWorker.js"),
      nonce: randomNonce(),
      source: webview.cspSource,
    });
  }

  async show(uri: string, root: string | undefined, node: number | undefined): Promise<void> {
    if (uri !== this.uri) {
      this.uri = uri;
      this.state = { kind: "loading" };
    }
    this.root = root;
    this.wantedNode = node;
    this.panel.title = `Graph: ${decodeURIComponent(uri.split("/").at(-1) ?? "")}`;
    this.panel.reveal(undefined, true);
    await this.refresh();
  }

  private async refresh(): Promise<void> {
    const request = ++this.requests;
    const { uri, root } = this;
    let state: GraphState;
    try {
      state = await this.server.request(graphRequest, root === undefined ? { uri } : { uri, root });
    } catch (error) {
      state = { kind: "error", message: error instanceof Error ? error.message : String(error), location: null };
    }
    if (request !== this.requests) return;
    // The graph on screen stays there, marked stale, until the run under way has ended and says so.
    if (state.kind === "loading" && this.state.kind === "data" && this.state.graph.uri === uri) return;
    this.state = state;
    this.sendState();
  }

  /** The text went on: what is on screen is still the graph of the text before. */
  private markStale(): void {
    if (this.state.kind !== "data" || this.state.isStale) return;
    this.state = { ...this.state, isStale: true };
    this.sendState();
  }

  private sendState(): void {
    if (!this.isReady) return;
    this.send({ kind: "state", state: this.state, title: this.panel.title });
    const node = this.wantedNode;
    if (node === undefined || !this.graph()?.nodes[node]) return;
    this.wantedNode = undefined;
    this.send({ kind: "select", node });
  }

  private send(message: HostToPanel): void {
    this.sent.push(message);
    // Enough for the tests; a day's work must not pile up here.
    if (this.sent.length > 50) this.sent.shift();
    void this.panel.webview.postMessage(message);
    this.sentEmitter.fire(message);
  }

  private graph(): GraphData | null {
    return this.state.kind === "data" || this.state.kind === "stopped" ? this.state.graph : null;
  }

  private receive(message: PanelToHost): void {
    switch (message.kind) {
      case "ready":
        // Comes again when VS Code loads the page anew, because the panel was hidden meanwhile.
        this.isReady = true;
        this.markReady();
        this.sendState();
        break;
      case "reveal":
        void this.reveal(message.node);
        break;
      case "chooseRoot":
        this.root = message.root;
        void this.refresh();
        break;
      case "sync":
        this.followsCursor = message.on;
        break;
      case "export":
        void this.save(message.format, message.content);
        break;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        break;
      case "failure":
        this.failures.push(message.message);
        this.log.appendLine(`Graph panel: ${message.message}`);
        break;
    }
  }

  /** The cursor moved: highlights what the expression there made. */
  private async follow({ document, selection }: vscode.TextEditor): Promise<void> {
    if (!this.followsCursor || !this.isReady || runUri(document) !== this.uri || !this.graph()) return;
    const { line, character } = selection.active;
    const nodes = await this.server.request(nodesAtRequest, { uri: document.uri.toString(), line, character });
    // Revealing a node never moves the cursor, so every move is the user's own.
    this.send({ kind: "highlight", nodes, origin: null });
  }

  /** Marks the source of a node, scrolls to it only when it is out of view, and leaves focus and cursor alone. */
  private async reveal(id: number): Promise<void> {
    const location = this.graph()?.nodes[id]?.location;
    if (!location) return;
    const uri = vscode.Uri.parse(location.uri);
    const { start, end } = location.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const editor = await editorFor(uri, range);
    if (!editor) return;
    for (const other of vscode.window.visibleTextEditors) other.setDecorations(this.nodeDecoration, []);
    editor.setDecorations(this.nodeDecoration, [range]);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  private async save(format: string, content: string): Promise<void> {
    const extension = format === "mermaid" ? "mmd" : format;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    const name = `${this.panel.title.replace(/^Graph: /, "").replace(/\.\w+$/, "")}-graph.${extension}`;
    const target = await vscode.window.showSaveDialog({
      ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
      filters: { [format.toUpperCase()]: [extension] },
    });
    if (target) {
      const bytes =
        format === "png"
          ? Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
          : new TextEncoder().encode(content);
      await vscode.workspace.fs.writeFile(target, bytes);
    }
    this.send({ kind: "exported", ok: target !== undefined });
  }

  probe(): GraphPanelProbe {
    return {
      isReady: this.isReady,
      state: this.state,
      title: this.panel.title,
      sent: this.sent,
      failures: this.failures,
      receive: (message) => this.receive(message),
      whenReady: this.whenReady,
      whenSent: (condition) => {
        const known = this.sent.findLast(condition);
        if (known) return Promise.resolve(known);
        return new Promise((resolve) => {
          const subscription = this.sentEmitter.event((message) => {
            if (!condition(message)) return;
            subscription.dispose();
            resolve(message);
          });
        });
      },
    };
  }
}

/** The editor that shows a document, brought on screen without the focus; a cell's after its notebook scrolled to it. */
async function editorFor(uri: vscode.Uri, range: vscode.Range): Promise<vscode.TextEditor | undefined> {
  const find = () =>
    vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
  const visible = find();
  if (visible) return visible;
  if (uri.scheme === "vscode-notebook-cell") {
    for (const editor of vscode.window.visibleNotebookEditors) {
      const cell = editor.notebook.getCells().find((one) => one.document.uri.toString() === uri.toString());
      if (!cell) continue;
      const cells = new vscode.NotebookRange(cell.index, cell.index + 1);
      editor.revealRange(cells, vscode.NotebookEditorRevealType.InCenterIfOutsideViewport);
    }
    return find();
  }
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
    viewColumn: vscode.ViewColumn.One,
    preserveFocus: true,
    selection: range,
  });
}

function randomNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  return btoa(String.fromCharCode(...bytes));
}
