/**
 * The host's side of a worker that evaluates. One {@link InspectWorker} is one document's (or one kernel's): it starts
 * its worker when first asked, keeps at most one run under way, and replaces a worker that died or does not answer.
 */

import type { GraphState } from "../protocol/graph.ts";
import type { KernelExecuteResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import type { Snippet } from "../snippet/snippet.ts";
import type { Trace } from "../trace/trace.ts";
import type {
  BackwardResult,
  FromWorker,
  GraphQuestion,
  ProgramEnd,
  ProgramPart,
  Reduction,
  RunOptions,
  ToWorker,
  WasmSource,
} from "./messages.ts";

/** Why a worker is gone. */
export interface WorkerEnd {
  readonly kind: "memory" | "crash";
  readonly message: string;
}

/** What Node's and a browser's workers have in common. */
export interface WorkerPort {
  post(message: ToWorker): void;
  onMessage(listener: (message: FromWorker) => void): void;
  onEnd(listener: (end: WorkerEnd) => void): void;
  terminate(): void;
  /** A flag that the worker reads while it runs; null where memory can't be shared: then a stop is a termination. */
  readonly cancelFlag: Int32Array | null;
}

export interface InspectWorkerOptions {
  readonly createPort: () => WorkerPort;
  readonly wasm: WasmSource;
  /** Milliseconds beyond the budget after which a worker counts as stuck. */
  readonly grace?: number;
}

interface Pending {
  readonly id: number;
  readonly resolve: (message: FromWorker) => void;
  readonly reject: (error: Error) => void;
}

/** The worker is gone, or the request was given up. */
export class WorkerGone extends Error {
  readonly end: WorkerEnd | null;
  constructor(end: WorkerEnd | null) {
    super(end === null ? "stopped" : end.message);
    this.end = end;
  }
}

export class InspectWorker {
  readonly #options: InspectWorkerOptions;
  #port: WorkerPort | null = null;
  #nextId = 1;
  readonly #pending = new Map<number, Pending>();
  /** Id of the run or execution under way. */
  #running: number | null = null;
  #superseded = new Set<number>();
  #isDisposed = false;
  #print: ((stream: "stdout" | "stderr", text: string) => void) | null = null;

  constructor(options: InspectWorkerOptions) {
    this.#options = options;
  }

  /**
   * Evaluates a snippet. A run under way is stopped and answers null. Rejects for a defect of the engine. A worker that
   * dies or does not stop gives a trace that says so.
   */
  async run(snippet: Snippet, options: RunOptions): Promise<Trace | null> {
    this.#supersede();
    const { id, answer } = this.#send((id) => ({ kind: "run", id, snippet, options }), options.budget.time);
    try {
      const message = await answer;
      if (this.#superseded.delete(id)) return null;
      return message.kind === "ran" ? message.trace : null;
    } catch (error) {
      if (this.#superseded.delete(id)) return null;
      if (error instanceof WorkerGone && error.end !== null)
        return stoppedTrace(snippet, error.end.message, options.budget.time);
      if (error instanceof WorkerGone) return null;
      throw error;
    }
  }

  async graph(question: GraphQuestion): Promise<GraphState> {
    try {
      const message = await this.#send((id) => ({ kind: "graph", id, question }), 20_000).answer;
      if (message.kind === "graph") return message.state;
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
    }
    return { kind: "stopped", reason: "the run that this graph belongs to was stopped", graph: null };
  }

  async backward(root: string, reduce: Reduction | undefined): Promise<BackwardResult> {
    try {
      const message = await this.#send((id) => ({ kind: "backward", id, root, reduce }), 60_000).answer;
      if (message.kind === "differentiated") return message.result;
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
    }
    return { ok: false, reason: "the run was stopped", cut: null };
  }

  /** Runs a cell in a namespace that lasts as long as this worker does. */
  async execute(cell: string, name: string, source: string, limits: BudgetLimits): Promise<KernelExecuteResult> {
    try {
      const message = await this.#send(
        (id) => ({ kind: "execute", id, cell, name, source, budget: limits }),
        limits.time,
      ).answer;
      if (message.kind === "executed") return message.result;
      return kernelError("RuntimeError", "the kernel gave no answer");
    } catch (error) {
      if (!(error instanceof WorkerGone)) throw error;
      // The namespace went with the worker.
      return error.end === null
        ? kernelError("KeyboardInterrupt", "the kernel was stopped; its variables are gone")
        : kernelError("MemoryError", `${error.end.message}; the kernel was restarted and its variables are gone`);
    }
  }

  /** Runs a whole program in a fresh interpreter. Rejects with {@link WorkerGone} when it had to be killed. */
  async program(
    parts: readonly ProgramPart[],
    limits: BudgetLimits,
    print: (stream: "stdout" | "stderr", text: string) => void,
  ): Promise<ProgramEnd> {
    this.#print = print;
    try {
      const message = await this.#send((id) => ({ kind: "program", id, parts, budget: limits }), limits.time).answer;
      if (message.kind === "ended") return message.end;
      throw new Error("the worker gave no answer");
    } finally {
      this.#print = null;
    }
  }

  /** Stops what is running; it answers with what there is up to there. */
  interrupt(): void {
    const port = this.#port;
    if (port === null || this.#running === null) return;
    if (port.cancelFlag !== null) Atomics.store(port.cancelFlag, 0, this.#running);
    else this.#end(null);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#end(null);
  }

  #supersede(): void {
    if (this.#running === null) return;
    this.#superseded.add(this.#running);
    this.interrupt();
  }

  #send(make: (id: number) => ToWorker, time: number): { readonly id: number; readonly answer: Promise<FromWorker> } {
    const port = this.#start();
    const id = this.#nextId++;
    const message = make(id);
    const isRun = message.kind === "run" || message.kind === "execute" || message.kind === "program";
    const answer = new Promise<FromWorker>((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | null = null;
      const settle = (): void => {
        if (timer !== null) clearTimeout(timer);
        this.#pending.delete(id);
        if (this.#running === id) this.#running = null;
      };
      this.#pending.set(id, {
        id,
        resolve: (answered) => {
          settle();
          if (answered.kind === "failed") reject(new Error(answered.message));
          else resolve(answered);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      const limit = time + (this.#options.grace ?? 5_000);
      if (Number.isFinite(limit)) {
        timer = setTimeout(() => {
          this.#end({ kind: "crash", message: `stopped: no answer within ${Math.round(limit / 1000)} s` });
        }, limit);
      }
    });
    if (isRun) this.#running = id;
    port.post(message);
    return { id, answer };
  }

  #start(): WorkerPort {
    if (this.#port !== null) return this.#port;
    if (this.#isDisposed) throw new WorkerGone(null);
    const port = this.#options.createPort();
    this.#port = port;
    port.onMessage((message) => {
      if (message.kind === "started" || this.#port !== port) return;
      if (message.kind === "printed") {
        this.#print?.(message.stream, message.text);
        return;
      }
      this.#pending.get(message.id)?.resolve(message);
    });
    port.onEnd((end) => {
      if (this.#port === port) this.#end(end);
    });
    port.post({ kind: "start", id: 0, wasm: this.#options.wasm });
    return port;
  }

  /** Gives up the worker; the next request starts another. */
  #end(end: WorkerEnd | null): void {
    const port = this.#port;
    this.#port = null;
    this.#running = null;
    port?.terminate();
    for (const pending of [...this.#pending.values()]) pending.reject(new WorkerGone(end));
  }
}

/** The trace of a run whose worker was lost: nothing is known but why. */
export function stoppedTrace(snippet: Snippet, reason: string, elapsed: number): Trace {
  const first = snippet.codes[0];
  return {
    version: snippet.version,
    codes: snippet.codes.map(({ key, name }) => ({ key, name })),
    sites: [],
    backwardRuns: [],
    roots: [],
    outputs: [],
    problems:
      first === undefined
        ? []
        : [
            {
              kind: "stopped",
              name: "stopped",
              message: reason,
              range: { code: 0, start: firstText(first.source), end: lineEnd(first.source) },
              related: [],
              traceback: null,
            },
          ],
    elapsed,
    stopped: reason,
  };
}

function firstText(source: string): number {
  return Math.max(0, source.search(/\S/));
}
function lineEnd(source: string): number {
  const start = firstText(source);
  const end = source.indexOf("\n", start);
  return end < 0 ? source.length : end;
}

export function kernelError(name: string, value: string): KernelExecuteResult {
  return {
    ok: false,
    outputs: [{ kind: "error", name, value, traceback: [`${name}: ${value}`], location: null }],
  };
}
