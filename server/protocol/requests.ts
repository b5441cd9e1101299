/**
 * The language server's own requests and notifications, beyond the protocol's standard ones. Any editor can use them;
 * the extension is one client. Names only and plain types: no LSP library is imported here.
 */
import type { GraphState } from "./graph.ts";
import type { Location, Range } from "./place.ts";

/**
 * Notification, server → client. Sent when the newest run of a document has ended and its views (hints, lenses,
 * diagnostics) have been offered; sent again for each newer version. Tests wait for it.
 */
export const idleNotification = "gradlens/idle";
export interface IdleParams {
  /** The file's URI, or the notebook's for cells. */
  readonly uri: string;
  /** The version of the text that the run saw. For notebooks, the notebook document's version. */
  readonly version: number;
  /** Milliseconds the run took. */
  readonly elapsed: number;
  /** Why it ended early (`stopped after 2000 ms in line 9`), or null. */
  readonly stopped: string | null;
  /** Number of problems found. */
  readonly problems: number;
}

/** Request. The graph of a root; without one, of the document's chosen or last root. */
export const graphRequest = "gradlens/graph";
export interface GraphParams {
  readonly uri: string;
  readonly root?: string;
}
export type GraphResult = GraphState;

/** Request. Which nodes of the last sent graph were made by the innermost expression around a position. */
export const nodesAtRequest = "gradlens/nodesAt";
export interface NodesAtParams {
  /** The text document's (cell's) URI. */
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}
export type NodesAtResult = readonly number[];

/** Notification, server → client. The graph of this document changed: a panel that shows it asks again. */
export const graphChangedNotification = "gradlens/graphChanged";
export interface GraphChangedParams {
  readonly uri: string;
}

/** Request. What a notebook cell's status bar offers: the same actions as the lenses of a file. */
export const cellStatusRequest = "gradlens/cellStatus";
export interface CellStatusParams {
  readonly uri: string;
}
export interface CellStatusItem {
  readonly text: string;
  readonly tooltip: string;
  /** A server command with its arguments; absent for plain text. */
  readonly command?: { readonly command: string; readonly arguments: readonly unknown[] };
}
export type CellStatusResult = readonly CellStatusItem[];

/** Request. End-of-line overlays of the chosen backward run: `∂loss/∂w = tensor([2., 4.])`. */
export const overlayRequest = "gradlens/overlay";
export interface OverlayParams {
  readonly uri: string;
}
export interface OverlayLine {
  readonly range: Range;
  readonly text: string;
}
export type OverlayResult = readonly OverlayLine[];

/** Request. Run one cell in the kernel session of its notebook; cells run in the order of these requests. */
export const kernelExecuteRequest = "gradlens/kernel/execute";
export interface KernelExecuteParams {
  /** The notebook's URI: one namespace each. */
  readonly notebook: string;
  /** The cell document's URI: tracebacks and hovers refer to it. */
  readonly cell: string;
  readonly source: string;
  readonly executionCount: number;
}
export type KernelOutput =
  | { readonly kind: "stream"; readonly name: "stdout" | "stderr"; readonly text: string }
  | { readonly kind: "result"; readonly text: string; readonly svg?: string }
  | { readonly kind: "display"; readonly text: string; readonly svg?: string }
  | {
      readonly kind: "error";
      readonly name: string;
      readonly value: string;
      /** Lines as Jupyter stores them. */
      readonly traceback: readonly string[];
      readonly location: Location | null;
    };
export interface KernelExecuteResult {
  readonly ok: boolean;
  readonly outputs: readonly KernelOutput[];
}
/** Request. Stop what the kernel of this notebook is running; the execute request then answers with an error. */
export const kernelInterruptRequest = "gradlens/kernel/interrupt";
/** Request. Forget the namespace of this notebook. */
export const kernelRestartRequest = "gradlens/kernel/restart";
export interface KernelParams {
  readonly notebook: string;
}

/** Request. See-inside views: the text to show in a read-only editor. */
export const insideRequest = "gradlens/inside";
export interface InsideParams {
  readonly uri: string;
  readonly what: "syntaxTree" | "trace";
}
export interface InsideResult {
  readonly text: string;
}

/**
 * Server commands (`workspace/executeCommand`). Lenses, hovers and code actions carry them with their arguments.
 * The result of `runBackward` tells the client what was chosen; views are refreshed by the server.
 */
export const commands = {
  /** Arguments: {@link RunBackwardArgs}. Result: {@link RunBackwardResult}. */
  runBackward: "gradlens.server.runBackward",
  /** Arguments: {@link ClearArgs}. */
  clearBackward: "gradlens.server.clearBackward",
  /** Arguments: {@link StepPassArgs}: which pass of a loop the hovers show. */
  stepPass: "gradlens.server.stepPass",
  /** Arguments: {@link InspectArgs}: evaluate a file without annotation, for this session. */
  inspectFile: "gradlens.server.inspectFile",
  /** Arguments: {@link RunOnArgs}: evaluate again with the long budget, with progress and cancel. */
  runOn: "gradlens.server.runOn",
  /** Arguments: {@link ChooseExampleArgs}: which of a def's examples is evaluated. */
  chooseExample: "gradlens.server.chooseExample",
} as const;

export interface RunBackwardArgs {
  readonly uri: string;
  /** A RootChoice key. */
  readonly root: string;
  /** For a root that is not a scalar: how to make it one. */
  readonly reduce?: "sum" | "mean" | { readonly element: readonly number[] };
}
export type RunBackwardResult =
  | { readonly ok: true; readonly gradients: number; readonly norm: number }
  | { readonly ok: false; readonly reason: string; readonly location: Location | null };
export interface ClearArgs {
  readonly uri: string;
}
export interface StepPassArgs {
  readonly uri: string;
  readonly line: number;
  readonly pass: number;
}
export interface RunOnArgs {
  readonly uri: string;
}
export interface ChooseExampleArgs {
  readonly uri: string;
  /** The def's qualified name. */
  readonly name: string;
  /** Index among its examples. */
  readonly example: number;
}
export interface InspectArgs {
  readonly uri: string;
  readonly on: boolean;
}
/** Client commands that lenses and hovers name; an editor without them ignores those links. */
export const clientCommands = {
  /** Arguments: the document URI and a RootChoice key (optional), and a node id to select (optional). */
  showGraph: "gradlens.showGraph",
  /** Arguments: the text. */
  copyValue: "gradlens.copyValue",
  /** Arguments: title, text: opens the full value in a read-only editor. */
  showValue: "gradlens.showValue",
  annotateFile: "gradlens.annotateFile",
} as const;
