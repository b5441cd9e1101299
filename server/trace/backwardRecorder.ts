/**
 * Listens to backward passes and keeps what flowed along every edge. Gradients are fresh tensors of the walk, kept as
 * snapshots; what is shown of them is made when the run is sealed.
 */
import type { BackwardObserver } from "../autograd/modes.ts";
import { AccumulateGrad, type Node } from "../autograd/node.ts";
import type { Tensor } from "../autograd/tensor.ts";
import type { Site } from "../python/evaluation/observer.ts";
import type { Strided } from "../tensor/strided.ts";
import { DataSnapshot, edgeKey } from "./snapshot.ts";

/** Backward passes kept of one calling place, besides the first and the last. */
const keptRuns = 16;
/** Gradients kept of one pass. */
const keptEdges = 4000;

export interface KeptGradient {
  /** In order of arrival. */
  readonly addends: DataSnapshot[];
  /** What the node received in all: null until it ran. */
  sum: DataSnapshot | null;
  accumulated: { readonly before: DataSnapshot | null; readonly after: DataSnapshot } | null;
}

export class KeptBackward {
  readonly rootEdge: string;
  readonly root: Tensor;
  readonly gradients = new Map<string, KeptGradient>();
  /** What went out along the edges of a node, by position in `next`. */
  readonly flowed = new Map<Node, readonly (DataSnapshot | null)[]>();
  /** Position of a node in the order of execution. */
  readonly order = new Map<Node, number>();
  site: Site | null = null;
  pass = 0;
  constructor(root: Tensor, rootEdge: string) {
    this.root = root;
    this.rootEdge = rootEdge;
  }
}

interface SiteRuns {
  count: number;
  stride: number;
  runs: KeptBackward[];
  last: KeptBackward | null;
}

export class BackwardRecorder implements BackwardObserver {
  readonly #identify: (t: Tensor) => number;
  readonly #bySite = new Map<Site, SiteRuns>();
  readonly #stack: KeptBackward[] = [];
  #finished: KeptBackward[] = [];

  /** The root of the pass that began last, whether or not it came to an end. */
  lastRoot: Tensor | null = null;

  constructor(identify: (t: Tensor) => number) {
    this.#identify = identify;
  }

  /** True when a pass has ended and the expression that called for it has not yet been seen. */
  get isPending(): boolean {
    return this.#finished.length > 0;
  }
  /** True inside a pass: hooks of the program may give values meanwhile. */
  get isUnderWay(): boolean {
    return this.#stack.length > 0;
  }

  begin(roots: readonly Tensor[]): void {
    const root = roots[0];
    if (root === undefined) return;
    this.lastRoot = root;
    const node = root.gradFn;
    const key = node === null ? `leaf${this.#identify(root)}:0` : edgeKey(node, root.outputNr, this.#identify);
    this.#stack.push(new KeptBackward(root, key));
  }

  arrived(node: Node, nr: number, incoming: Tensor): void {
    const run = this.#stack.at(-1);
    if (run === undefined) return;
    const key = edgeKey(node, nr, this.#identify);
    let kept = run.gradients.get(key);
    if (kept === undefined) {
      if (run.gradients.size >= keptEdges) return;
      kept = { addends: [], sum: null, accumulated: null };
      run.gradients.set(key, kept);
    }
    kept.addends.push(new DataSnapshot(incoming.impl));
  }

  ran(
    node: Node,
    order: number,
    gradOutputs: readonly (Tensor | null)[],
    gradInputs: readonly (Tensor | null)[],
  ): void {
    const run = this.#stack.at(-1);
    if (run === undefined) return;
    run.order.set(node, order);
    if (run.flowed.size < keptEdges && gradInputs.length > 0) {
      run.flowed.set(
        node,
        gradInputs.map((g) => (g === null ? null : new DataSnapshot(g.impl))),
      );
    }
    for (let nr = 0; nr < gradOutputs.length; nr++) {
      const grad = gradOutputs[nr];
      if (grad === null || grad === undefined) continue;
      const key = edgeKey(node, nr, this.#identify);
      const kept = run.gradients.get(key);
      if (kept !== undefined) kept.sum = new DataSnapshot(grad.impl);
      else if (run.gradients.size < keptEdges) {
        run.gradients.set(key, { addends: [], sum: new DataSnapshot(grad.impl), accumulated: null });
      }
    }
  }

  accumulated(leaf: Tensor, before: Strided | null, incoming: Tensor, after: Tensor): void {
    const run = this.#stack.at(-1);
    if (run === undefined) return;
    const key = `leaf${this.#identify(leaf)}:0`;
    let kept = run.gradients.get(key);
    if (kept === undefined) {
      if (run.gradients.size >= keptEdges) return;
      kept = { addends: [], sum: null, accumulated: null };
      run.gradients.set(key, kept);
    }
    kept.sum = new DataSnapshot(incoming.impl);
    kept.accumulated = {
      before: before === null ? null : new DataSnapshot(before),
      after: new DataSnapshot(after.impl),
    };
    if (leaf.accumulator instanceof AccumulateGrad && !run.order.has(leaf.accumulator)) {
      run.order.set(leaf.accumulator, run.order.size);
    }
  }

  end(): void {
    const run = this.#stack.pop();
    if (run === undefined) return;
    this.#finished.push(run);
    // A loop inside one call (jacobian, gradcheck) makes many: the first and the last ones are enough.
    if (this.#finished.length > 2 * keptRuns) this.#finished.splice(keptRuns, 1);
  }

  /** The expression that called for the finished passes was `site`, in its `pass`th evaluation. */
  attribute(site: Site, pass: number): void {
    const finished = this.#finished;
    this.#finished = [];
    let kept = this.#bySite.get(site);
    if (kept === undefined) {
      kept = { count: 0, stride: 1, runs: [], last: null };
      this.#bySite.set(site, kept);
    }
    for (const run of finished) {
      run.site = site;
      run.pass = pass;
      kept.last = run;
      if (kept.count++ % kept.stride !== 0) continue;
      kept.runs.push(run);
      if (kept.runs.length < keptRuns) continue;
      kept.stride *= 2;
      kept.runs = kept.runs.filter((_, i) => i % 2 === 0);
    }
  }

  /** Every pass that was kept, by place and then in order. Those whose expression never ended come last. */
  runs(): KeptBackward[] {
    const all: KeptBackward[] = [];
    for (const { runs, last } of this.#bySite.values()) {
      all.push(...runs);
      if (last !== null && !runs.includes(last)) all.push(last);
    }
    return [...all, ...this.#finished];
  }
}
