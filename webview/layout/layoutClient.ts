/**
 * Runs layouts in the worker, one at a time, the latest wins. A layout that takes too long is stopped by ending its
 * worker, and the plain layout stands in, so that there is always a drawing.
 */
import type { Layout, LayoutAnswer, LayoutInput, LayoutRequest } from "./drawing.ts";
import { plainLayout } from "./plainLayout.ts";
import { toDot } from "./toDot.ts";

export interface LayoutResult {
  readonly layout: Layout;
  /** Why the plain layout stands in; null when Graphviz drew it. */
  readonly note: string | null;
  readonly milliseconds: number;
}

interface Pending {
  readonly input: LayoutInput;
  readonly resolve: (result: LayoutResult | null) => void;
  readonly started: number;
}

/** Loading Graphviz the first time is not charged to the layout, but it has an end too. */
const LOADING_LIMIT = 15_000;

export class LayoutClient {
  readonly #address: string | null;
  readonly #limit: number;
  #worker: Promise<Worker> | null = null;
  #broken: string | null = null;
  #current: { id: number; pending: Pending; timer: number } | null = null;
  #waiting: Pending | null = null;
  #lastId = 0;

  /** @param address of the worker's script; null where there is none @param limit milliseconds for one layout */
  constructor(address: string | null, limit: number) {
    this.#address = address;
    this.#limit = limit;
    if (address === null) this.#broken = "the page names no layout worker";
    else this.#startWorker().catch(() => undefined);
  }

  /** Resolves with null when a later request replaced this one. Never rejects. */
  layout(input: LayoutInput): Promise<LayoutResult | null> {
    return new Promise((resolve) => {
      const pending: Pending = { input, resolve, started: performance.now() };
      if (this.#current === null) void this.#run(pending);
      else {
        this.#waiting?.resolve(null);
        this.#waiting = pending;
      }
    });
  }

  async #run(pending: Pending): Promise<void> {
    const id = ++this.#lastId;
    this.#current = { id, pending, timer: 0 };
    if (this.#broken !== null) {
      this.#finish(id, null, `Graphviz could not be loaded (${this.#broken}); this is a simpler layout.`);
      return;
    }
    try {
      const worker = await this.#startWorker();
      if (this.#current?.id !== id) return;
      const request: LayoutRequest = { id, ...toDot(pending.input) };
      this.#current.timer = self.setTimeout(() => {
        this.#stopWorker();
        this.#finish(
          id,
          null,
          `The layout took more than ${this.#limit / 1000} s and was stopped; this is a simpler one. Fold more to get the better one.`,
        );
      }, this.#limit);
      worker.postMessage(request);
    } catch (error) {
      this.#broken = error instanceof Error ? error.message : String(error);
      this.#finish(id, null, `Graphviz could not be loaded (${this.#broken}); this is a simpler layout.`);
    }
  }

  #finish(id: number, layout: Layout | null, note: string | null): void {
    if (this.#current?.id !== id) return;
    const { pending, timer } = this.#current;
    clearTimeout(timer);
    this.#current = null;
    const milliseconds = performance.now() - pending.started;
    pending.resolve({ layout: layout ?? plainLayout(pending.input), note, milliseconds });
    const next = this.#waiting;
    this.#waiting = null;
    if (next !== null) void this.#run(next);
  }

  #stopWorker(): void {
    this.#worker?.then((worker) => worker.terminate()).catch(() => undefined);
    this.#worker = null;
  }

  #startWorker(): Promise<Worker> {
    this.#worker ??= this.#load();
    return this.#worker;
  }

  /** A webview may not start a worker from its own resources' address: the script is fetched and started from a blob. */
  async #load(): Promise<Worker> {
    const response = await fetch(this.#address ?? "");
    if (!response.ok) throw new Error(`HTTP ${response.status} for the layout worker`);
    const blob = new Blob([await response.text()], { type: "text/javascript" });
    const address = URL.createObjectURL(blob);
    const worker = new Worker(address);
    await new Promise<void>((resolve, reject) => {
      const timer = self.setTimeout(() => reject(new Error("it did not start in time")), LOADING_LIMIT);
      worker.addEventListener("error", (event) => reject(new Error(event.message || "the worker failed")), {
        once: true,
      });
      worker.addEventListener("message", (event: MessageEvent<LayoutAnswer>) => {
        const answer = event.data;
        if (answer.id !== 0) {
          this.#finish(
            answer.id,
            "layout" in answer ? answer.layout : null,
            "error" in answer ? `Graphviz gave up: ${answer.error}` : null,
          );
          return;
        }
        clearTimeout(timer);
        if ("error" in answer) reject(new Error(answer.error));
        else resolve();
      });
    });
    URL.revokeObjectURL(address);
    return worker;
  }
}
