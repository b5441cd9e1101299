/**
 * The panel's side of the conversation with its host: VS Code's webview API, or the same thing played by an ordinary
 * page. What is stored here survives hiding and reload.
 */
import type { HostToPanel, PanelToHost } from "../server/protocol/panel.ts";
import type { FoldChoices } from "./fold.ts";
import type { Direction } from "./layout/drawing.ts";

/** Everything a reader arranged. Fields may be missing in what an older version stored. */
export interface StoredState {
  readonly direction: Direction;
  readonly choices: FoldChoices;
  /** Key of the selected node, as `GraphIndex.keys` has it. */
  readonly selection: string | null;
  readonly isSynced: boolean;
  readonly speed: number;
  readonly showsDetails: boolean;
  readonly showsMinimap: boolean;
  /** Zoom factor, and the drawing's point in the middle of the stage. */
  readonly view: { readonly scale: number; readonly x: number; readonly y: number } | null;
}

export interface Host {
  post(message: PanelToHost): void;
  onMessage(listener: (message: HostToPanel) => void): void;
  load(): Partial<StoredState>;
  store(state: StoredState): void;
}

interface WebviewApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: (() => WebviewApi) | undefined;

export function connectHost(): Host {
  const api: WebviewApi =
    typeof acquireVsCodeApi === "function"
      ? acquireVsCodeApi()
      : { postMessage: () => undefined, getState: () => undefined, setState: () => undefined };
  return {
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      window.addEventListener("message", (event: MessageEvent<unknown>) => {
        const { data } = event;
        // Webviews also receive messages of the editor's own; only those of the contract carry a kind.
        if (typeof data === "object" && data !== null && "kind" in data) listener(data as HostToPanel);
      });
    },
    load: () => {
      const state = api.getState();
      // Written by `store` below, possibly by an older version: every reader supplies defaults.
      return typeof state === "object" && state !== null ? (state as Partial<StoredState>) : {};
    },
    store: (state) => api.setState(state),
  };
}
