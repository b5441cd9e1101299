/** A worker's memory: the last run with its live graph, backward runs that were asked for, and a kernel's namespace. */

import type { GraphState } from "../protocol/graph.ts";
import type { KernelExecuteResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import { budget } from "../python/budget.ts";
import type { Snippet } from "../snippet/snippet.ts";
import type { KeptBackward } from "../trace/backwardRecorder.ts";
import { type LiveRoot, sealBackward } from "../trace/seal.ts";
import type { Trace } from "../trace/trace.ts";
import { differentiate, NotDifferentiable } from "./backward.ts";
import { makeGraph } from "./graph.ts";
import { Kernel } from "./kernel.ts";
import { type BackwardResult, commandBudget, type GraphQuestion, type Reduction, type RunOptions } from "./messages.ts";
import { type FinishedRun, runSnippet } from "./session.ts";

export class Engine {
  #run: FinishedRun | null = null;
  readonly #requested = new Map<string, KeptBackward>();
  #nextRunId = 0;
  readonly #kernel = new Kernel();

  async run(snippet: Snippet, options: RunOptions, isCancelled: () => boolean = () => false): Promise<Trace> {
    this.#run = null;
    this.#requested.clear();
    const run = await runSnippet(snippet, options, isCancelled);
    this.#run = run;
    this.#nextRunId = run.trace.backwardRuns.length;
    return run.trace;
  }

  graph(question: GraphQuestion): GraphState {
    const run = this.#run;
    if (run === null) return { kind: "empty", reason: "nothing has been evaluated yet" };
    const root = question.root === undefined ? run.roots.at(-1) : run.roots.find((r) => r.key === question.root);
    if (root === undefined) {
      const reason =
        run.roots.length === 0
          ? "Nothing here requires grad: there is no graph to show."
          : "The statement that made this root is gone.";
      return run.trace.stopped === null
        ? { kind: "empty", reason }
        : { kind: "stopped", reason: run.trace.stopped, graph: null };
    }
    const graph = makeGraph(
      {
        uri: run.snippet.uri,
        version: run.snippet.version,
        roots: run.roots,
        recorder: run.recorder,
        locate: run.locate,
        locateRange: run.locateRange,
      },
      root,
      this.#gradientsFor(run, root, question),
    );
    if (run.trace.stopped !== null) return { kind: "stopped", reason: run.trace.stopped, graph };
    return { kind: "data", graph, isStale: false };
  }

  /** The pass whose gradients a graph shows: the one asked for, the program's own, or one made on the spot. */
  #gradientsFor(run: FinishedRun, root: LiveRoot, question: GraphQuestion): KeptBackward | null {
    const requested = question.shownRun === undefined ? undefined : this.#requested.get(question.shownRun);
    if (requested !== undefined && requested.rootEdge === root.edge) return requested;
    const own = run.recorder.backward.runs().findLast((r) => r.rootEdge === root.edge);
    if (own !== undefined) return own;
    if (!root.isScalar) return null;
    try {
      return this.#differentiate(run, root, undefined);
    } catch (error) {
      if (error instanceof NotDifferentiable) return null;
      throw error;
    }
  }

  backward(key: string, reduce: Reduction | undefined): BackwardResult {
    const run = this.#run;
    if (run === null) return { ok: false, reason: "nothing has been evaluated yet", cut: null };
    const root = run.roots.find((r) => r.key === key);
    if (root === undefined) return { ok: false, reason: "the statement that made this root is gone", cut: null };
    try {
      const kept = this.#differentiate(run, root, reduce);
      this.#requested.set(key, kept);
      const sealed = sealBackward(kept, this.#nextRunId++, root.name, "request");
      return { ok: true, run: { ...sealed, range: root.range } };
    } catch (error) {
      if (error instanceof NotDifferentiable) return { ok: false, reason: error.message, cut: null };
      throw error;
    }
  }

  /** Hooks and custom functions run the program's code: they have a budget of their own. */
  #differentiate(run: FinishedRun, root: LiveRoot, reduce: Reduction | undefined): KeptBackward {
    budget.begin(commandBudget);
    return differentiate(root.tensor, reduce, (t) => run.recorder.identify(t));
  }

  execute(
    cell: string,
    name: string,
    source: string,
    limits: BudgetLimits,
    isCancelled: () => boolean,
  ): Promise<KernelExecuteResult> {
    return this.#kernel.execute(cell, name, source, limits, isCancelled);
  }
}
