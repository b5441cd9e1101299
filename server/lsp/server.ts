/**
 * The language server, whatever carries its messages: which documents are open, when they are run, and every request
 * answered from the newest result. It evaluates nothing itself and knows no editor.
 */
import {
  type ClientCapabilities,
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  NotebookDocuments,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { defaultSettings, type Settings } from "../features/settings.ts";
import { commands, graphChangedNotification, type IdleParams, idleNotification } from "../protocol/requests.ts";
import type { SourceDocument, SourceNotebook } from "../snippet/snippet.ts";
import { trackedTextDocuments } from "./edits.ts";
import { Guard } from "./guard.ts";
import { type Change, Inspection } from "./inspection.ts";
import type { ServerHost } from "./inspector.ts";
import { Kernels } from "./kernels.ts";
import { publishDiagnostics } from "./publish.ts";
import { registerCommands } from "./serveCommands.ts";
import { registerFeatures } from "./serveFeatures.ts";
import { registerOwnRequests } from "./serveOwnRequests.ts";
import { type ClientTraits, requestSettings, settingsFromObject } from "./userSettings.ts";

/** Languages that may have snippets; `quarto` and `rmd` are Markdown with other names. */
const markdownLanguages = new Set(["markdown", "quarto", "rmd", "rmarkdown", "mdx"]);

/** Longest wait for a client's settings before the defaults count. */
const settingsLimit = 3000;

/** An open file or notebook. */
export interface OpenDocument {
  readonly inspection: Inspection;
  /** Resolves when its settings are known and its first run is scheduled. */
  readonly opening: Promise<void>;
}

/** What the parts of the server share. */
export interface Server {
  readonly connection: Connection;
  readonly host: ServerHost;
  readonly guard: Guard;
  readonly kernels: Kernels;
  readonly capabilities: () => ClientCapabilities;
  /** The open document that a text document (a file, or a cell) or a notebook belongs to. */
  readonly of: (uri: string) => OpenDocument | undefined;
  readonly find: (uri: string) => TextDocument | undefined;
  /** Every text document of an owner: its cells, or itself. */
  readonly textDocuments: (owner: string) => TextDocument[];
  /** Takes the text anew, after something but the text has changed. */
  readonly reconsider: (inspection: Inspection) => void;
  readonly refreshViews: () => void;
}

export function startServer(connection: Connection, host: ServerHost): void {
  const guard = new Guard(connection);
  const texts = new TextDocuments<TextDocument>(trackedTextDocuments);
  const cells = new TextDocuments<TextDocument>(trackedTextDocuments);
  const notebooks = new NotebookDocuments<TextDocument>(cells);
  const kernels = new Kernels(() => host.createInspector());
  const open = new Map<string, OpenDocument>();
  let capabilities: ClientCapabilities = {};
  let traits: ClientTraits = { commandLinks: false, drawsOverlay: false };
  /** What the client sent along or pushed, for clients that can't be asked. */
  let pushed: unknown;

  const find = (uri: string): TextDocument | undefined => texts.get(uri) ?? cells.get(uri);

  const ownerOf = (uri: string): string =>
    texts.get(uri) === undefined ? (notebooks.findNotebookDocumentForCell(uri)?.uri ?? uri) : uri;

  const notebookCells = (owner: string): TextDocument[] =>
    notebooks.getNotebookDocument(owner)?.cells.flatMap((cell) => cells.get(cell.document) ?? []) ?? [];

  function documentOf(owner: string): SourceDocument | SourceNotebook | null {
    const text = texts.get(owner);
    if (text !== undefined) {
      const kind = markdownLanguages.has(text.languageId) ? "markdown" : text.languageId === "python" ? "python" : null;
      return kind === null ? null : { uri: owner, version: text.version, kind, text: text.getText() };
    }
    const notebook = notebooks.getNotebookDocument(owner);
    if (notebook === undefined) return null;
    return {
      uri: owner,
      version: notebook.version,
      kind: "notebook",
      cells: notebook.cells.flatMap((cell) => {
        const document = cells.get(cell.document);
        if (document === undefined) return [];
        const isCode = cell.kind === 2;
        return [
          {
            uri: cell.document,
            kind: isCode ? ("code" as const) : ("markdown" as const),
            language: document.languageId,
            text: document.getText(),
          },
        ];
      }),
    };
  }

  const textDocuments = (owner: string): TextDocument[] => {
    const text = texts.get(owner);
    return text === undefined ? notebookCells(owner) : [text];
  };

  // -------------------------------------------------------------- documents

  async function settingsFor(uri: string): Promise<Settings> {
    if (capabilities.workspace?.configuration !== true) return settingsFromObject(pushed, traits);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Settings>((resolve) => {
      timer = setTimeout(() => resolve({ ...defaultSettings, ...traits }), settingsLimit);
    });
    try {
      return await Promise.race([requestSettings(connection, uri, traits), late]);
    } catch (error) {
      guard.report("settings", error);
      return { ...defaultSettings, ...traits };
    } finally {
      clearTimeout(timer);
    }
  }

  function reconsider(inspection: Inspection): void {
    const document = documentOf(inspection.owner);
    if (document === null) return;
    inspection.changed(
      document,
      textDocuments(inspection.owner).map(({ uri }) => uri),
      !inspection.hasReported,
    );
  }

  function opened(owner: string): void {
    if (open.has(owner) || documentOf(owner) === null) return;
    const inspection = new Inspection(owner, { ...defaultSettings, ...traits }, inspectionHost);
    const opening = settingsFor(owner).then((settings) => {
      if (open.get(owner)?.inspection !== inspection) return;
      inspection.settings = settings;
      guard.run("open", () => reconsider(inspection));
    });
    open.set(owner, { inspection, opening });
  }

  function edited(owner: string): void {
    const entry = open.get(owner);
    if (entry === undefined) opened(owner);
    else void entry.opening.then(() => guard.run("edit", () => reconsider(entry.inspection)));
  }

  function closed(owner: string): void {
    const entry = open.get(owner);
    if (entry === undefined) return;
    open.delete(owner);
    entry.inspection.dispose();
  }

  // The manager reports an opened document as changed, too: only that event is listened to.
  texts.onDidChangeContent(({ document }) => edited(document.uri));
  texts.onDidClose(({ document }) => {
    closed(document.uri);
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });
  notebooks.onDidOpen((notebook) => opened(notebook.uri));
  notebooks.onDidChange(({ notebookDocument, cells: change }) => {
    for (const removed of change?.removed ?? []) {
      void connection.sendDiagnostics({ uri: removed.document, diagnostics: [] });
    }
    edited(notebookDocument.uri);
  });
  notebooks.onDidClose((notebook) => {
    closed(notebook.uri);
    for (const cell of notebook.cells) void connection.sendDiagnostics({ uri: cell.document, diagnostics: [] });
  });

  // -------------------------------------------------------------- results

  const refreshViews = (): void => {
    const { workspace } = capabilities;
    const ignore = (): void => {
      // A client that shuts down while it is asked has nothing to refresh.
    };
    if (workspace?.inlayHint?.refreshSupport === true) connection.languages.inlayHint.refresh().catch(ignore);
    if (workspace?.codeLens?.refreshSupport === true) {
      connection.sendRequest("workspace/codeLens/refresh").catch(ignore);
    }
  };

  const inspectionHost = {
    createInspector: () => host.createInspector(),
    find,
    failed: (what: string, error: unknown) => guard.report(what, error),
    settled(inspection: Inspection, change: Change): void {
      guard.run("diagnostics", () => publishDiagnostics(server, inspection));
      // An edit of one cell changes what is seen in the others, and nobody asks for those by himself.
      const others = textDocuments(inspection.owner).length > 1;
      if (change === "choice" || inspection.needsRefresh || (change !== "same" && others)) {
        inspection.needsRefresh = false;
        refreshViews();
      }
      if (change !== "same") {
        inspection.shownGraph = null;
        void connection.sendNotification(graphChangedNotification, { uri: inspection.owner });
      }
      if (change === "off" && !inspection.hasReported) return;
      inspection.hasReported = true;
      const { trace, snippet } = inspection;
      const idle: IdleParams = {
        uri: inspection.owner,
        version: snippet?.version ?? 0,
        elapsed: trace?.elapsed ?? 0,
        stopped: change === "failed" ? "stopped: the engine failed" : (trace?.stopped ?? null),
        problems: trace?.problems.length ?? 0,
      };
      if (change !== "choice") void connection.sendNotification(idleNotification, idle);
    },
  };

  const server: Server = {
    connection,
    host,
    guard,
    kernels,
    capabilities: () => capabilities,
    of: (uri) => open.get(ownerOf(uri)),
    find,
    textDocuments,
    reconsider,
    refreshViews,
  };

  // -------------------------------------------------------------- life

  connection.onInitialize((params: InitializeParams): InitializeResult => {
    capabilities = params.capabilities;
    const options: unknown = params.initializationOptions;
    host.configure?.(options);
    pushed = member(options, "settings");
    // Clients built on VS Code's library name its Markdown renderer: they follow links that the extension trusts.
    const isVsCode = params.capabilities.general?.markdown?.parser === "marked";
    const flag = (name: string): boolean => {
      const given = member(options, name);
      return typeof given === "boolean" ? given : isVsCode;
    };
    traits = { commandLinks: flag("commandLinks"), drawsOverlay: flag("drawsOverlay") };
    return {
      serverInfo: { name: "GradLens" },
      capabilities: {
        positionEncoding: "utf-16",
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
        notebookDocumentSync: {
          notebookSelector: [{ notebook: "*", cells: [{ language: "python" }] }],
        },
        hoverProvider: true,
        inlayHintProvider: true,
        codeLensProvider: { resolveProvider: false },
        codeActionProvider: { codeActionKinds: ["quickfix", "source"] },
        completionProvider: { triggerCharacters: [":"] },
        executeCommandProvider: { commands: Object.values(commands), workDoneProgress: true },
      },
    };
  });

  connection.onInitialized(() => {
    if (capabilities.workspace?.didChangeConfiguration?.dynamicRegistration === true) {
      void connection.client.register(DidChangeConfigurationNotification.type, { section: "gradlens" });
    }
  });

  connection.onDidChangeConfiguration(({ settings }) => {
    pushed = member(settings, "gradlens") ?? pushed;
    for (const { inspection, opening } of open.values()) {
      guard.run("settings", async () => {
        await opening;
        inspection.settings = await settingsFor(inspection.owner);
        inspection.needsRefresh = true;
        reconsider(inspection);
      });
    }
  });

  connection.onShutdown(() => {
    for (const owner of [...open.keys()]) closed(owner);
    kernels.dispose();
  });

  registerFeatures(server);
  registerCommands(server);
  registerOwnRequests(server);
  texts.listen(connection);
  notebooks.listen(connection);
  connection.listen();
}

function member(object: unknown, name: string): unknown {
  if (typeof object !== "object" || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, unknown>)[name]; // Plain JSON from the client, looked at once more by whoever asks.
}
