/**
 * What the language server needs of the floor that evaluates: one inspector for each open document that is on, one for
 * each notebook kernel. The server's own thread never evaluates anything.
 */

import type { BackwardResult, GraphQuestion, Reduction, RunOptions } from "../inspect/messages.ts";
import type { GraphState } from "../protocol/graph.ts";
import type { KernelExecuteResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import type { Snippet } from "../snippet/snippet.ts";
import type { Trace } from "../trace/trace.ts";

export interface Inspector {
  /**
   * Evaluates a snippet. A run that is under way when the next one is asked for is stopped; its promise answers null, as
   * it does when {@link interrupt} stopped it before there was anything to show. Rejects for a defect of the engine.
   */
  run(snippet: Snippet, options: RunOptions): Promise<Trace | null>;
  /** About the newest finished run. */
  graph(question: GraphQuestion): Promise<GraphState>;
  /** About the newest finished run; changes nothing in it. */
  backward(root: string, reduce: Reduction | undefined): Promise<BackwardResult>;
  /** Runs a cell in a namespace that lasts as long as this inspector. */
  execute(cell: string, name: string, source: string, budget: BudgetLimits): Promise<KernelExecuteResult>;
  /** Stops what is running. */
  interrupt(): void;
  dispose(): void;
}

/** What differs between the places a server runs in: a process, a web worker, a test. */
export interface ServerHost {
  createInspector(): Inspector;
  /** Called once, with the client's start options, before anything else. */
  readonly configure?: (options: unknown) => void;
  /** The syntax tree of a source as text, for the see-inside view; null where the host can't make one. */
  readonly syntaxTree?: (source: string) => Promise<string | null>;
}
