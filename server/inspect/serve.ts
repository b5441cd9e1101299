/** The worker's side: one message at a time, in order, each with exactly one answer. Knows neither Node nor a browser. */
import type { GraphState } from "../protocol/graph.ts";
import { loadParser } from "../python/syntax/parse.ts";
import { memoryGuard } from "./memoryGuard.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

export interface ServePort {
  post(message: FromWorker): void;
  /** Whether the host wants this run to end. */
  isCancelled(id: number): boolean;
  /** Whether tensors have taken all the memory that this worker may use. */
  isExhausted?(): boolean;
}

/** Takes messages; answers come through `port`. */
export function serveInspect(port: ServePort): (message: ToWorker) => void {
  const worker = new InspectServer(port);
  let last: Promise<void> = Promise.resolve();
  return (message) => {
    last = last.then(() => worker.answer(message));
  };
}

class InspectServer {
  readonly #port: ServePort;
  #engine: import("./engine.ts").Engine | null = null;
  #isReady: Promise<void> = Promise.reject(new Error("the worker was not started"));

  constructor(port: ServePort) {
    this.#port = port;
    // The rejection is seen by the request that comes too early.
    this.#isReady.catch(() => undefined);
    if (port.isExhausted !== undefined) memoryGuard.isExhausted = () => port.isExhausted?.() ?? false;
  }

  async answer(message: ToWorker): Promise<void> {
    const { id } = message;
    try {
      this.#port.post(await this.#handle(message));
    } catch (error) {
      this.#port.post({ kind: "failed", id, message: describe(error) });
    }
  }

  async #handle(message: ToWorker): Promise<FromWorker> {
    const { id } = message;
    if (message.kind === "start") {
      this.#isReady = loadParser({ runtimeWasm: message.wasm.runtime, pythonWasm: message.wasm.python });
      this.#isReady.catch(() => undefined);
      return { kind: "started", id };
    }
    await this.#isReady;
    const isCancelled = (): boolean => this.#port.isCancelled(id);
    switch (message.kind) {
      case "program": {
        const { runProgram } = await import("./program.ts");
        const print = printer((stream, text) => this.#port.post({ kind: "printed", id, stream, text }));
        const end = await runProgram(message.parts, message.budget, print.write, isCancelled);
        print.flush();
        return { kind: "ended", id, end };
      }
      case "run":
        return {
          kind: "ran",
          id,
          trace: await (await this.#load()).run(message.snippet, message.options, isCancelled),
        };
      case "graph": {
        const state: GraphState = (await this.#load()).graph(message.question);
        return { kind: "graph", id, state };
      }
      case "backward":
        return { kind: "differentiated", id, result: (await this.#load()).backward(message.root, message.reduce) };
      case "execute": {
        const engine = await this.#load();
        const result = await engine.execute(message.cell, message.name, message.source, message.budget, isCancelled);
        return { kind: "executed", id, result };
      }
    }
  }

  /** What watches runs is loaded when the first run is to be watched. */
  async #load(): Promise<import("./engine.ts").Engine> {
    if (this.#engine === null) {
      const { Engine } = await import("./engine.ts");
      this.#engine = new Engine();
    }
    return this.#engine;
  }
}

/** Joins what a program prints into pieces of some size: a message for each character would be slow. */
function printer(post: (stream: "stdout" | "stderr", text: string) => void): {
  readonly write: (stream: "stdout" | "stderr", text: string) => void;
  readonly flush: () => void;
} {
  let stream: "stdout" | "stderr" = "stdout";
  let text = "";
  let since = 0;
  const flush = (): void => {
    if (text !== "") post(stream, text);
    text = "";
  };
  return {
    flush,
    write(to, more) {
      if (to !== stream) flush();
      stream = to;
      if (text === "") since = performance.now();
      text += more;
      if (text.length > 8192 || performance.now() - since > 50) flush();
    },
  };
}

function describe(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}\n${(error.stack ?? "").split("\n").slice(1, 6).join("\n")}`
    : String(error);
}
