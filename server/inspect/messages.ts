/**
 * What crosses to the worker that evaluates, and back. One worker serves one document (or one notebook's kernel); one
 * run is under way in it at a time. Everything here is cloneable.
 */

import type { GraphState } from "../protocol/graph.ts";
import type { KernelExecuteResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import type { Snippet } from "../snippet/snippet.ts";
import type { BackwardRun, Trace, TraceRange } from "../trace/trace.ts";

export interface RunOptions {
  readonly budget: BudgetLimits;
  /** True in an editor: statements that do not parse or are not supported are skipped and the others still run. */
  readonly isTolerant: boolean;
  /** Which example of a def is evaluated, by the def's qualified name; the first when absent. */
  readonly examples: Readonly<Record<string, number>>;
}

/** How a root that is not a scalar is made one. */
export type Reduction = "sum" | "mean" | { readonly element: readonly number[] };

export type BackwardResult =
  | { readonly ok: true; readonly run: BackwardRun }
  /** `cut`: the place that cut the path to the leaves, where one is known. */
  | { readonly ok: false; readonly reason: string; readonly cut: TraceRange | null };

export interface GraphQuestion {
  /** A Root's key; the last root of the run when absent. */
  readonly root?: string | undefined;
  /** Key of the root whose requested backward run is shown, when one is. */
  readonly shownRun?: string | undefined;
}

/** To the worker. `id` comes back with the answer. */
export type ToWorker =
  /** Must be the first message, once: where the parser's WebAssembly comes from. */
  | { readonly kind: "start"; readonly id: number; readonly wasm: WasmSource }
  /** Evaluates a snippet and forgets the run before. Answered by `ran`. */
  | { readonly kind: "run"; readonly id: number; readonly snippet: Snippet; readonly options: RunOptions }
  /** About the last run. Answered by `graph`. */
  | { readonly kind: "graph"; readonly id: number; readonly question: GraphQuestion }
  /** About the last run; changes nothing in it. Answered by `differentiated`. */
  | { readonly kind: "backward"; readonly id: number; readonly root: string; readonly reduce: Reduction | undefined }
  /** Runs one cell in the worker's persistent namespace. Answered by `executed`. */
  | {
      readonly kind: "execute";
      readonly id: number;
      readonly cell: string;
      readonly name: string;
      readonly source: string;
      readonly budget: BudgetLimits;
    }
  /**
   * Runs a whole program that nobody watches, in a fresh interpreter. Answered by any number of `printed` and then
   * `ended`.
   */
  | {
      readonly kind: "program";
      readonly id: number;
      readonly parts: readonly ProgramPart[];
      readonly budget: BudgetLimits;
    };

/** One source of a program that is run to its end, as `python FILE` would. */
export interface ProgramPart {
  /** What tracebacks call it. */
  readonly name: string;
  readonly source: string;
  /** An exception ends this part only; the result of its last expression is printed. Notebook cells. */
  readonly isCell: boolean;
  readonly allowsMagics: boolean;
  /** False begins a new namespace. */
  readonly continues: boolean;
}

export interface ProgramEnd {
  /** The last uncaught exception: its whole traceback as Python prints it, and the last line. Null when there was none. */
  readonly error: { readonly traceback: string; readonly lastLine: string } | null;
  /** What `sys.exit` asked for; null when it was not called. */
  readonly exitCode: number | null;
}

/** Where `web-tree-sitter.wasm` and `tree-sitter-python.wasm` are read from: bytes, or addresses a browser can fetch. */
export interface WasmSource {
  readonly runtime: Uint8Array | string;
  readonly python: Uint8Array | string;
}

/** From the worker. Exactly one for every message sent, in order, `printed` aside. */
export type FromWorker =
  | { readonly kind: "started"; readonly id: number }
  | { readonly kind: "ran"; readonly id: number; readonly trace: Trace }
  | { readonly kind: "graph"; readonly id: number; readonly state: GraphState }
  | { readonly kind: "differentiated"; readonly id: number; readonly result: BackwardResult }
  | { readonly kind: "executed"; readonly id: number; readonly result: KernelExecuteResult }
  | { readonly kind: "printed"; readonly id: number; readonly stream: "stdout" | "stderr"; readonly text: string }
  | { readonly kind: "ended"; readonly id: number; readonly end: ProgramEnd }
  /** A defect of GradLens: the request failed, the worker lives on. `message` has no source text in it. */
  | { readonly kind: "failed"; readonly id: number; readonly message: string };

/** Typing: an answer while the hand is still near the key. */
export const typingBudget: BudgetLimits = { steps: 2e8, time: 2_000, memory: 2 ** 28, output: 200_000 };
/** A lens, a kernel cell, the command line. */
export const commandBudget: BudgetLimits = { steps: Infinity, time: 60_000, memory: 2 ** 30, output: 20_000_000 };
