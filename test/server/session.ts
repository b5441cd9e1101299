/**
 * A client of the language server, for tests: opens documents, edits them, asks, and waits on signals, never on time.
 * The server is either in this process with an inspector of the test's own, or the built one, spoken to over stdio.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-jsonrpc/node";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  Hover,
  InitializeResult,
  InlayHint,
  Position,
  Range,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { ServerHost } from "../../server/lsp/inspector.ts";
import { startServer } from "../../server/lsp/server.ts";
import {
  type GraphChangedParams,
  graphChangedNotification,
  type IdleParams,
  idleNotification,
} from "../../server/protocol/requests.ts";

export interface SessionOptions {
  /** By full name: `gradlens.inlayHints`. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly initializationOptions?: unknown;
  /** A client that knows nothing beyond the protocol's first version. */
  readonly isPlain?: boolean;
}

export class Session {
  readonly idles: IdleParams[] = [];
  readonly graphChanges: GraphChangedParams[] = [];
  readonly log: string[] = [];
  /** Kinds of refresh that were asked for. */
  readonly refreshes: string[] = [];
  readonly progress: string[] = [];
  settings: Record<string, unknown>;
  initialized!: InitializeResult;
  private readonly connection: MessageConnection;
  private readonly child: ChildProcess | null;
  private readonly documents = new Map<string, TextDocument>();
  private readonly published = new Map<string, { version: number | undefined; diagnostics: Diagnostic[] }>();
  private notebookVersions = new Map<string, number>();
  private listeners: (() => void)[] = [];

  private constructor(
    connection: MessageConnection,
    child: ChildProcess | null,
    settings: Readonly<Record<string, unknown>>,
  ) {
    this.connection = connection;
    this.child = child;
    this.settings = { ...settings };
  }

  /** A server in this process. */
  static async inProcess(host: ServerHost, options: SessionOptions = {}): Promise<Session> {
    const [up, down] = [new PassThrough(), new PassThrough()];
    startServer(
      createConnection(ProposedFeatures.all, new StreamMessageReader(up), new StreamMessageWriter(down)),
      host,
    );
    const connection = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    return Session.start(connection, null, options);
  }

  /** A built server, as any editor starts it. */
  static async overStdio(script: string, options: SessionOptions = {}): Promise<Session> {
    const child = spawn(process.execPath, [script, "--stdio"], { stdio: ["pipe", "pipe", "pipe"] });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    const session = await Session.start(connection, child, options);
    child.stderr.on("data", (data: Buffer) => session.log.push(data.toString()));
    return session;
  }

  private static async start(
    connection: MessageConnection,
    child: ChildProcess | null,
    options: SessionOptions,
  ): Promise<Session> {
    const session = new Session(connection, child, options.settings ?? {});
    session.listen();
    connection.listen();
    session.initialized = await connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      capabilities: options.isPlain === true ? {} : capabilities,
      initializationOptions: options.initializationOptions,
    });
    await connection.sendNotification("initialized", {});
    return session;
  }

  private listen(): void {
    const { connection } = this;
    const heard = () => {
      const { listeners } = this;
      this.listeners = [];
      for (const listener of listeners) listener();
    };
    connection.onNotification(idleNotification, (params: IdleParams) => {
      this.idles.push(params);
      heard();
    });
    connection.onNotification(graphChangedNotification, (params: GraphChangedParams) => {
      this.graphChanges.push(params);
      heard();
    });
    connection.onNotification(
      "textDocument/publishDiagnostics",
      (params: { uri: string; version?: number; diagnostics: Diagnostic[] }) => {
        this.published.set(params.uri, { version: params.version, diagnostics: params.diagnostics });
        heard();
      },
    );
    connection.onNotification("window/logMessage", ({ message }: { message: string }) => this.log.push(message));
    connection.onNotification("$/progress", ({ value }: { value: { kind: string } }) => this.progress.push(value.kind));
    connection.onRequest("workspace/configuration", ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => this.settings[section] ?? null),
    );
    for (const kind of ["codeLens", "inlayHint", "diagnostic"]) {
      connection.onRequest(`workspace/${kind}/refresh`, () => {
        this.refreshes.push(kind);
        heard();
        return null;
      });
    }
    connection.onRequest("client/registerCapability", () => null);
    connection.onRequest("window/workDoneProgress/create", () => null);
  }

  /** Resolves once `holds` does; looked at again whenever the server says something. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((resolve) => this.listeners.push(resolve));
  }

  // -------------------------------------------------------------- documents

  open(uri: string, text: string, languageId = "python"): void {
    this.documents.set(uri, TextDocument.create(uri, languageId, 1, text));
    void this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  /** Opens and waits for the first run. */
  async opened(uri: string, text: string, languageId = "python"): Promise<IdleParams> {
    this.open(uri, text, languageId);
    return this.idle(uri, 1);
  }

  /** Replaces the first occurrence of a text; `inserted` behind it when nothing is replaced. */
  edit(uri: string, old: string, text: string): number {
    const document = this.document(uri);
    const start = document.getText().indexOf(old);
    if (start < 0) throw new Error(`no ${old} in ${uri}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
    return this.change(uri, [{ range, text }]);
  }

  /** Any change, ranged or whole. The new version is the result. */
  change(uri: string, changes: ({ range: Range; text: string } | { text: string })[]): number {
    const version = this.document(uri).version + 1;
    this.documents.set(uri, TextDocument.update(this.document(uri), changes, version));
    void this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: changes,
    });
    return version;
  }

  close(uri: string): void {
    this.documents.delete(uri);
    void this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  document(uri: string): TextDocument {
    const document = this.documents.get(uri);
    if (document === undefined) throw new Error(`${uri} is not open`);
    return document;
  }

  /** Opens a notebook of Python cells, whose URIs are the notebook's with `#0`, `#1`, … */
  openNotebook(uri: string, sources: readonly string[]): string[] {
    const cells = sources.map((text, i) => ({ uri: `${uri}#${i}`, languageId: "python", version: 1, text }));
    for (const cell of cells) this.documents.set(cell.uri, TextDocument.create(cell.uri, "python", 1, cell.text));
    this.notebookVersions.set(uri, 1);
    void this.connection.sendNotification("notebookDocument/didOpen", {
      notebookDocument: {
        uri,
        notebookType: "jupyter-notebook",
        version: 1,
        cells: cells.map((cell) => ({ kind: 2, document: cell.uri })),
      },
      cellTextDocuments: cells,
    });
    return cells.map((cell) => cell.uri);
  }

  editCell(notebook: string, cell: string, old: string, text: string): number {
    const document = this.document(cell);
    const start = document.getText().indexOf(old);
    const range = { start: document.positionAt(start), end: document.positionAt(start + old.length) };
    const version = document.version + 1;
    this.documents.set(cell, TextDocument.update(document, [{ range, text }], version));
    return this.changeNotebook(notebook, {
      textContent: [{ document: { uri: cell, version }, changes: [{ range, text }] }],
    });
  }

  /** Inserts a cell at `index`; its URI is the result. */
  insertCell(notebook: string, index: number, uri: string, text: string): number {
    this.documents.set(uri, TextDocument.create(uri, "python", 1, text));
    return this.changeNotebook(notebook, {
      structure: {
        array: { start: index, deleteCount: 0, cells: [{ kind: 2, document: uri }] },
        didOpen: [{ uri, languageId: "python", version: 1, text }],
      },
    });
  }

  removeCell(notebook: string, index: number, uri: string): number {
    this.documents.delete(uri);
    return this.changeNotebook(notebook, {
      structure: { array: { start: index, deleteCount: 1 }, didClose: [{ uri }] },
    });
  }

  private changeNotebook(uri: string, cells: unknown): number {
    const version = this.notebookVersions.get(uri)! + 1;
    this.notebookVersions.set(uri, version);
    void this.connection.sendNotification("notebookDocument/didChange", {
      notebookDocument: { uri, version },
      change: { cells },
    });
    return version;
  }

  // -------------------------------------------------------------- questions

  /** The newest run of at least this version. */
  async idle(uri: string, version: number): Promise<IdleParams> {
    const found = () => this.idles.filter((idle) => idle.uri === uri && idle.version >= version).at(-1);
    await this.until(() => found() !== undefined);
    return found()!;
  }

  request<R>(method: string, params: unknown): Promise<R> {
    return this.connection.sendRequest<R>(method, params);
  }

  notify(method: string, params: unknown): Promise<void> {
    return this.connection.sendNotification(method, params);
  }

  position(uri: string, marked: string): Position {
    const document = this.document(uri);
    const start = document.getText().indexOf(marked.replace("$0", ""));
    if (start < 0) throw new Error(`no ${marked} in ${uri}`);
    return document.positionAt(start + Math.max(0, marked.indexOf("$0")));
  }

  async hover(uri: string, marked: string): Promise<string | null> {
    const position = this.position(uri, marked);
    const hover = await this.request<Hover | null>("textDocument/hover", { textDocument: { uri }, position });
    return hover === null ? null : (hover.contents as { value: string }).value;
  }

  /** `line: text` of every hint, lines from 1. */
  async hints(uri: string): Promise<string[]> {
    const range = { start: { line: 0, character: 0 }, end: { line: this.document(uri).lineCount, character: 0 } };
    const hints = await this.request<InlayHint[]>("textDocument/inlayHint", { textDocument: { uri }, range });
    return hints.map(({ position, label }) => `${position.line + 1}: ${label as string}`);
  }

  /** `line: title` of every lens, lines from 1. */
  async lenses(uri: string): Promise<string[]> {
    return (await this.lensItems(uri)).map(({ range, command }) => `${range.start.line + 1}: ${command!.title}`);
  }

  lensItems(uri: string): Promise<CodeLens[]> {
    return this.request<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  }

  actions(uri: string, marked: string, only?: string[]): Promise<CodeAction[]> {
    const position = this.position(uri, marked);
    return this.request<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range: { start: position, end: position },
      context: { diagnostics: [], ...(only === undefined ? {} : { only }) },
    });
  }

  completions(uri: string, marked: string): Promise<CompletionItem[]> {
    return this.request<CompletionItem[]>("textDocument/completion", {
      textDocument: { uri },
      position: this.position(uri, marked),
    });
  }

  execute<R = unknown>(command: string, ...args: unknown[]): Promise<R> {
    return this.request<R>("workspace/executeCommand", { command, arguments: args });
  }

  /** The first lens with such a title is followed. */
  async follow<R = unknown>(uri: string, title: string): Promise<R> {
    const lens = (await this.lensItems(uri)).find(({ command }) => command!.title.includes(title));
    if (lens === undefined) throw new Error(`no lens ${title}`);
    return this.execute<R>(lens.command!.command, ...(lens.command!.arguments ?? []));
  }

  /** `line: severity code: message` as they were last published, lines from 1. */
  diagnostics(uri: string): string[] {
    return (this.published.get(uri)?.diagnostics ?? []).map(
      ({ range, severity, message }) =>
        `${range.start.line + 1}: ${["", "error", "warning", "information", "hint"][severity ?? 0]} ${message}`,
    );
  }

  diagnosticItems(uri: string): Diagnostic[] {
    return this.published.get(uri)?.diagnostics ?? [];
  }

  async end(): Promise<void> {
    const ended = this.child === null ? null : new Promise((resolve) => this.child!.once("exit", resolve));
    await this.connection.sendRequest("shutdown");
    if (this.child !== null) await this.connection.sendNotification("exit");
    await ended;
    this.connection.dispose();
  }

  /** Exit code of a spawned server that was ended. */
  get exitCode(): number | null {
    return this.child?.exitCode ?? null;
  }
}

/** What an editor like VS Code says of itself. */
const capabilities = {
  general: { markdown: { parser: "marked", version: "1.1.0" }, positionEncodings: ["utf-16"] },
  workspace: {
    configuration: true,
    didChangeConfiguration: { dynamicRegistration: true },
    codeLens: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
  },
  window: { workDoneProgress: true },
  notebookDocument: { synchronization: { dynamicRegistration: true } },
  textDocument: {
    hover: { contentFormat: ["markdown"] },
    completion: { completionItem: { snippetSupport: true } },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source"] } } },
    publishDiagnostics: { relatedInformation: true, versionSupport: true },
  },
};
