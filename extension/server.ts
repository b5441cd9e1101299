/**
 * The connection to the language server as the rest of the extension sees it: started when first needed, one at a time,
 * requests typed by server/protocol. The two entries (Node and browser) say how the server's process is made.
 */
import * as vscode from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type {
  CellStatusParams,
  CellStatusResult,
  GraphChangedParams,
  GraphParams,
  GraphResult,
  IdleParams,
  InsideParams,
  InsideResult,
  KernelExecuteParams,
  KernelExecuteResult,
  KernelParams,
  NodesAtParams,
  NodesAtResult,
  OverlayParams,
  OverlayResult,
} from "../server/protocol/requests.ts";
import {
  cellStatusRequest,
  graphChangedNotification,
  graphRequest,
  idleNotification,
  insideRequest,
  kernelExecuteRequest,
  kernelInterruptRequest,
  kernelRestartRequest,
  nodesAtRequest,
  overlayRequest,
} from "../server/protocol/requests.ts";

/** Makes a client, not yet started. `setLogging` switches the log of messages without touching the user's settings. */
export type ClientFactory = (options: LanguageClientOptions) => Promise<{
  readonly client: BaseLanguageClient;
  readonly setLogging: (on: boolean) => Promise<void>;
}>;

/** Requests of the language server beyond the standard ones, with what they take and give. */
interface Requests {
  [graphRequest]: [GraphParams, GraphResult];
  [nodesAtRequest]: [NodesAtParams, NodesAtResult];
  [cellStatusRequest]: [CellStatusParams, CellStatusResult];
  [overlayRequest]: [OverlayParams, OverlayResult];
  [kernelExecuteRequest]: [KernelExecuteParams, KernelExecuteResult];
  [kernelInterruptRequest]: [KernelParams, null];
  [kernelRestartRequest]: [KernelParams, null];
  [insideRequest]: [InsideParams, InsideResult];
}

export class Server implements vscode.Disposable {
  private readonly factory: ClientFactory;
  private readonly options: () => Promise<LanguageClientOptions>;
  private readonly idleEmitter = new vscode.EventEmitter<IdleParams>();
  private readonly graphChangedEmitter = new vscode.EventEmitter<GraphChangedParams>();
  private readonly stopEmitter = new vscode.EventEmitter<void>();
  private running: Promise<Awaited<ReturnType<ClientFactory>>> | undefined;

  /** True after a start that failed: only what the user asks for explicitly tries again. */
  hasFailed = false;
  /** Fires when the newest run of a document has ended. */
  readonly onIdle = this.idleEmitter.event;
  /** Fires when the graph of a document is no longer what was last given. */
  readonly onGraphChanged = this.graphChangedEmitter.event;
  /** Fires when the server was stopped: what it said of documents no longer holds. */
  readonly onStop = this.stopEmitter.event;

  constructor(factory: ClientFactory, options: () => Promise<LanguageClientOptions>) {
    this.factory = factory;
    this.options = options;
  }

  get isStarted(): boolean {
    return this.running !== undefined;
  }

  /** Starts the server unless it runs. Rejects with why it could not start; a later call tries again. */
  start(): Promise<Awaited<ReturnType<ClientFactory>>> {
    if (this.running === undefined) {
      const starting = this.connect();
      this.running = starting;
      this.hasFailed = false;
      starting.catch(() => {
        this.hasFailed = true;
        if (this.running === starting) this.running = undefined;
      });
    }
    return this.running;
  }

  private async connect() {
    const made = await this.factory(await this.options());
    made.client.onNotification(idleNotification, (params: IdleParams) => this.idleEmitter.fire(params));
    made.client.onNotification(graphChangedNotification, (params: GraphChangedParams) =>
      this.graphChangedEmitter.fire(params),
    );
    await made.client.start();
    void vscode.commands.executeCommand("setContext", "gradlens.running", true);
    return made;
  }

  /** Starts the server when needed and asks it. Rejects when the server does, with its message. */
  async request<M extends keyof Requests>(
    method: M,
    params: Requests[M][0],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M][1]> {
    const { client } = await this.start();
    return client.sendRequest(method, params, token);
  }

  /** Asks only a server that runs already: for views that must not be the reason to start one. */
  async requestIfStarted<M extends keyof Requests>(
    method: M,
    params: Requests[M][0],
    token?: vscode.CancellationToken,
  ): Promise<Requests[M][1] | undefined> {
    return this.isStarted ? this.request(method, params, token) : undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  private async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    this.stopEmitter.fire();
    // A server that never came up has nothing to stop; its own failure was reported when it was started.
    const made = await running?.catch(() => undefined);
    await made?.client.stop().catch(() => undefined);
    await made?.client.dispose().catch(() => undefined);
  }

  async dispose(): Promise<void> {
    await this.stop();
    this.idleEmitter.dispose();
    this.graphChangedEmitter.dispose();
    this.stopEmitter.dispose();
  }
}

/** The URI under which a document's run is known: the notebook's for a cell. */
export function runUri(document: vscode.TextDocument): string {
  const notebook = notebookOf(document);
  return (notebook?.uri ?? document.uri).toString();
}

/** The notebook that a document is a cell of. */
export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  if (document.uri.scheme !== "vscode-notebook-cell") return undefined;
  return vscode.workspace.notebookDocuments.find((notebook) =>
    notebook.getCells().some((cell) => cell.document === document),
  );
}
