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

/** The gradient at one output of a node. */
export class KeptGradient {
  readonly node: Node;
  readonly nr: number;
  /** In order of arrival. */
  readonly addends: DataSnapshot[] = [];
  /** What the node received in all: null until it ran. */
  sum: DataSnapshot | null = null;
  accumulated: { readonly before: DataSnapshot | null; readonly after: DataSnapshot } | null = null;
  constructor(node: Node, nr: number) {
    this.node = node;
    this.nr = nr;
  }
}

/** What one pass did at a node. */
interface KeptNode {
  /** By output of the node. */
  readonly received: (KeptGradient | undefined)[];
  /** What went out along the edges, by position in `next`; null until the node ran. */
  sent: readonly (DataSnapshot | null)[] | null;
  /** Position in the order of execution; -1 until the node ran. */
  order: number;
}

/** One pass. While it runs, everything is kept by node; the tables that readers want are made when they are asked for. */
export class KeptBackward {
  readonly rootEdge: string;
  readonly root: Tensor;
  readonly #identify: (t: Tensor) => number;
  readonly #nodes = new Map<Node, KeptNode>();
  /** In order of arrival. */
  readonly #received: KeptGradient[] = [];
  #byEdge: Map<string, KeptGradient> | null = null;
  #sent = 0;
  #accumulated: KeptGradient["accumulated"] = null;
  site: Site | null = null;
  pass = 0;
  constructor(root: Tensor, rootEdge: string, identify: (t: Tensor) => number) {
    this.root = root;
    this.rootEdge = rootEdge;
    this.#identify = identify;
  }

  /** By edge (see {@link edgeKey}), in order of arrival. */
  get gradients(): ReadonlyMap<string, KeptGradient> {
    this.#byEdge ??= new Map(this.#received.map((kept) => [edgeKey(kept.node, kept.nr, this.#identify), kept]));
    return this.#byEdge;
  }

  /** What went out along the edges of a node, by position in `next`. */
  flowed(node: Node): readonly (DataSnapshot | null)[] | null {
    return this.#nodes.get(node)?.sent ?? null;
  }

  /** Position of a node in the order of execution; null when it did not run. */
  orderOf(node: Node): number | null {
    const order = this.#nodes.get(node)?.order ?? -1;
    return order < 0 ? null : order;
  }

  #at(node: Node): KeptNode {
    let kept = this.#nodes.get(node);
    if (kept === undefined) {
      kept = { received: [], sent: null, order: -1 };
      this.#nodes.set(node, kept);
    }
    return kept;
  }

  /** The gradient at an output of a node; null when enough are kept already. */
  #gradient(at: KeptNode, node: Node, nr: number): KeptGradient | null {
    const known = at.received[nr];
    if (known !== undefined) return known;
    if (this.#received.length >= keptEdges) return null;
    while (at.received.length < nr) at.received.push(undefined);
    const kept = new KeptGradient(node, nr);
    at.received[nr] = kept;
    this.#received.push(kept);
    this.#byEdge = null;
    return kept;
  }

  arrived(node: Node, nr: number, incoming: Tensor): void {
    this.#gradient(this.#at(node), node, nr)?.addends.push(new DataSnapshot(incoming.impl));
  }

  ran(
    node: Node,
    order: number,
    gradOutputs: readonly (Tensor | null)[],
    gradInputs: readonly (Tensor | null)[],
  ): void {
    const at = this.#at(node);
    at.order = order;
    if (gradInputs.length > 0 && this.#sent < keptEdges) {
      if (at.sent === null) this.#sent++;
      const sent: (DataSnapshot | null)[] = [];
      for (let i = 0; i < gradInputs.length; i++) {
        const g = gradInputs[i] ?? null;
        sent.push(g === null ? null : new DataSnapshot(g.impl));
      }
      at.sent = sent;
    }
    for (let nr = 0; nr < gradOutputs.length; nr++) {
      const grad = gradOutputs[nr] ?? null;
      if (grad === null) continue;
      const kept = this.#gradient(at, node, nr);
      if (kept === null) continue;
      // The usual case: one gradient arrived, and it is what the node gets.
      const only = kept.addends.length === 1 ? kept.addends[0]! : null;
      kept.sum = only?.isOf(grad.impl) === true ? only : new DataSnapshot(grad.impl);
      if (this.#accumulated !== null && node instanceof AccumulateGrad) kept.accumulated = this.#accumulated;
    }
    this.#accumulated = null;
  }

  /** A leaf got its gradient: told just before its node is said to have run. */
  accumulated(before: Strided | null, after: Tensor): void {
    this.#accumulated = {
      before: before === null ? null : new DataSnapshot(before),
      after: new DataSnapshot(after.impl),
    };
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
    this.#stack.push(new KeptBackward(root, key, this.#identify));
  }

  arrived(node: Node, nr: number, incoming: Tensor): void {
    this.#stack.at(-1)?.arrived(node, nr, incoming);
  }

  ran(
    node: Node,
    order: number,
    gradOutputs: readonly (Tensor | null)[],
    gradInputs: readonly (Tensor | null)[],
  ): void {
    this.#stack.at(-1)?.ran(node, order, gradOutputs, gradInputs);
  }

  accumulated(_leaf: Tensor, before: Strided | null, _incoming: Tensor, after: Tensor): void {
    this.#stack.at(-1)?.accumulated(before, after);
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
