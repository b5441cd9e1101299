/**
 * The backward walk. Iterative; nodes run when all gradients that will reach them have, later-made nodes first
 * (PyTorch's order, torch/csrc/autograd/engine.cpp), leaves at once. Broadcasting and casts are undone here, in one place.
 */

import { clone } from "../tensor/copy.ts";
import { fail, TorchError } from "../tensor/errors.ts";
import { denseData, sameShape } from "../tensor/strided.ts";
import { anomaly, backwardObserver, complexHooks, modes, warnings, withGrad } from "./modes.ts";
import { AccumulateGrad, type Edge, type Grads, type InputMetadata, type Node, type WalkState } from "./node.ts";
import { add } from "./rules/arithmetic.ts";
import { copy, isExpandableTo, sumTo, toCopy, zerosLike } from "./rules/base.ts";
import { gradientEdge, Tensor } from "./tensor.ts";

export interface BackwardOptions {
  /** Keep saved values for another pass. */
  readonly keepGraph: boolean;
  /** Record the walk itself, so that gradients can be differentiated. */
  readonly createGraph: boolean;
  /** Only these gradients are wanted (`autograd.grad`, `backward(inputs=…)`); undefined: accumulate into all leaves. */
  readonly inputs?: readonly Edge[];
  /** With `inputs`: accumulate into them (`backward(inputs=…)`) instead of returning. */
  readonly accumulate?: boolean;
}

/**
 * Walks from `roots` with their gradients. Returns, per entry of `options.inputs`, the gradient or null when no path
 * led there; an empty list without `inputs`.
 */
export function runBackward(
  roots: readonly Edge[],
  grads: readonly Tensor[],
  options: BackwardOptions,
): (Tensor | null)[] {
  return withGrad(options.createGraph, () => new Walk(roots, grads, options).run());
}

/**
 * One walk. What it knows of a node (gradients that arrived, how many are still to come) is kept on the node itself, in
 * `node.walk`; a walk started by a hook inside another may meet the same nodes, so each keeps what it found there.
 */
class Walk {
  readonly #options: BackwardOptions;
  readonly #ready = new NodeHeap();
  readonly #captures: Map<Node, Map<number, number[]>> | null;
  readonly #captured: (Tensor | null)[];
  /** With `inputs`: the nodes from which a wanted one can be reached; null means all. */
  readonly #needed: Set<Node> | null;
  readonly #touched: Node[] = [];
  readonly #observer = backwardObserver.current;
  #order = 0;

  constructor(roots: readonly Edge[], grads: readonly Tensor[], options: BackwardOptions) {
    this.#options = options;
    this.#captured = (options.inputs ?? []).map(() => null);
    this.#captures = options.inputs === undefined ? null : captureTable(options.inputs);
    this.#discover(roots);
    this.#needed = this.#captures === null ? null : findNeeded(roots, this.#captures);
    roots.forEach((edge, i) => {
      this.#deliver(edge, conform(grads[i]!, edge.node.inputMeta[edge.nr], null, i));
    });
    for (const { node } of roots) {
      const state = node.walk!;
      if (state.pending === 0 && !state.queued) {
        state.queued = true;
        this.#ready.push(node);
      }
    }
  }

  run(): (Tensor | null)[] {
    try {
      for (let node = this.#ready.pop(); node !== null; node = this.#ready.pop()) this.#runNode(node);
    } finally {
      for (const node of this.#touched) if (node.walk?.owner === this) node.walk = node.walk.outer;
    }
    return this.#captured;
  }

  /** Meets every node that can be reached, and counts the gradients each will get. */
  #discover(roots: readonly Edge[]): void {
    const stack: Node[] = [];
    const meet = (node: Node): WalkState => {
      const known = node.walk;
      if (known !== null && known.owner === this) return known;
      this.#touched.push(node);
      stack.push(node);
      const state: WalkState = { owner: this, pending: 0, queued: false, buffer: null, outer: known };
      node.walk = state;
      return state;
    };
    for (const { node } of roots) meet(node);
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      const { next } = node;
      for (let i = 0; i < next.length; i++) {
        const edge = next[i];
        if (edge !== null && edge !== undefined) meet(edge.node).pending++;
      }
    }
  }

  #deliver(edge: Edge, grad: Tensor): void {
    const { node, nr } = edge;
    if (this.#observer !== null) this.#observer.arrived(node, nr, grad);
    const state = node.walk!;
    const buffer = (state.buffer ??= node.inputMeta.length === 1 ? [null] : node.inputMeta.map(() => null));
    const before = buffer[nr] ?? null;
    buffer[nr] = before === null ? grad : add(before, grad);
  }

  #runNode(node: Node): void {
    const state = node.walk!;
    let grads: Grads = state.buffer ?? node.inputMeta.map(() => null);
    state.buffer = null;
    grads = runPreHooks(node, grads);
    const captures = this.#captures?.get(node);
    if (captures !== undefined) {
      for (const [nr, slots] of captures) for (const slot of slots) this.#captured[slot] = grads[nr] ?? null;
    }
    if (node instanceof AccumulateGrad) {
      const wanted =
        this.#options.inputs === undefined || (captures !== undefined && this.#options.accumulate === true);
      const grad = grads[0] ?? null;
      if (wanted && grad !== null) accumulate(node.variable, grad);
      this.#observer?.ran(node, this.#order++, grads, []);
      return;
    }
    const needed = this.#needed;
    if (needed === null || node.next.some((e) => e !== null && needed.has(e.node))) this.#applyNode(node, grads);
  }

  #applyNode(node: Node, gradOutputs: Grads): void {
    const { next } = node;
    const needed = this.#needed;
    const need: boolean[] = [];
    for (let i = 0; i < next.length; i++) {
      const edge = next[i]!;
      need.push(edge !== null && (needed === null || needed.has(edge.node)));
    }
    let out: Grads;
    try {
      out = hasAny(gradOutputs) || node.runsWithoutGradients ? node.apply(gradOutputs, need) : next.map(() => null);
    } catch (e) {
      if (modes.anomaly) anomaly.report(node);
      throw e;
    }
    if (!this.#options.keepGraph) node.release();
    out = checkCount(node, out);
    for (let i = 0; i < next.length; i++) {
      const edge = next[i];
      const grad = out[i] ?? null;
      if (edge === null || edge === undefined || grad === null) continue;
      out[i] = conform(grad, edge.node.inputMeta[edge.nr], node, i);
    }
    if (modes.anomaly && modes.anomalyCheckNan) checkNan(node, out);
    if (node.postHooks !== null) {
      for (const hook of node.postHooks.values()) out = hook(out, gradOutputs) ?? out;
    }
    if (this.#observer !== null) this.#observer.ran(node, this.#order++, gradOutputs, out);
    for (let i = 0; i < next.length; i++) {
      const edge = next[i];
      if (edge === null || edge === undefined) continue;
      const state = edge.node.walk!;
      state.pending--;
      const grad = out[i] ?? null;
      const wanted = needed === null || needed.has(edge.node);
      if (grad !== null && wanted) this.#deliver(edge, grad);
      if (state.pending === 0 && wanted && !state.queued) {
        state.queued = true;
        this.#ready.push(edge.node);
      }
    }
  }
}

function hasAny(grads: Grads): boolean {
  for (let i = 0; i < grads.length; i++) if (grads[i] !== null && grads[i] !== undefined) return true;
  return false;
}

/** Which results go into which slots, by node and output. */
function captureTable(inputs: readonly Edge[]): Map<Node, Map<number, number[]>> {
  const table = new Map<Node, Map<number, number[]>>();
  inputs.forEach((edge, i) => {
    let at = table.get(edge.node);
    if (at === undefined) table.set(edge.node, (at = new Map()));
    const list = at.get(edge.nr);
    if (list === undefined) at.set(edge.nr, [i]);
    else list.push(i);
  });
  return table;
}

/** Marks what lies on a path to a wanted input: depth-first in post-order, without recursion. */
function findNeeded(roots: readonly Edge[], wanted: ReadonlyMap<Node, unknown>): Set<Node> {
  const needed = new Set<Node>();
  const done = new Set<Node>();
  const stack: { node: Node; i: number }[] = roots.map(({ node }) => ({ node, i: 0 }));
  while (stack.length > 0) {
    const top = stack.at(-1)!;
    if (done.has(top.node)) {
      stack.pop();
      continue;
    }
    if (top.i < top.node.next.length) {
      const edge = top.node.next[top.i++];
      if (edge !== null && edge !== undefined && !done.has(edge.node)) stack.push({ node: edge.node, i: 0 });
      continue;
    }
    done.add(top.node);
    if (wanted.has(top.node) || top.node.next.some((e) => e !== null && needed.has(e.node))) needed.add(top.node);
    stack.pop();
  }
  return needed;
}

/** Hooks of the tensors that the node made, then the node's own, then `retain_grad`. */
function runPreHooks(node: Node, grads: Grads): Grads {
  if (
    node.tensorHooks === null &&
    node.preHooks === null &&
    node.retainTargets === null &&
    !(node instanceof AccumulateGrad && node.variable.hooks !== null)
  ) {
    return grads;
  }
  let out = grads;
  const perOutput = node.tensorHooks;
  if (perOutput !== null) {
    for (const [nr, hooks] of perOutput) {
      for (const hook of hooks.values()) {
        const g = out[nr] ?? null;
        if (g === null) continue;
        const changed = hook(g);
        if (changed !== null) {
          if (out === grads) out = [...grads];
          out[nr] = changed;
        }
      }
    }
  }
  if (node instanceof AccumulateGrad && node.variable.hooks !== null) {
    for (const hook of node.variable.hooks.values()) {
      const g = out[0] ?? null;
      if (g === null) continue;
      const changed = hook(g);
      if (changed !== null) out = [changed];
    }
  }
  if (node.preHooks !== null) for (const hook of node.preHooks.values()) out = hook(out) ?? out;
  if (node.retainTargets !== null) {
    for (const [nr, t] of node.retainTargets) {
      const g = out[nr] ?? null;
      if (g !== null) t.grad = t.grad === null ? g : add(t.grad, g);
    }
  }
  return out;
}

/** Adds to a leaf's `.grad`. Outside create_graph an existing gradient is changed in place, as in PyTorch. */
function accumulate(leaf: Tensor, grad: Tensor): void {
  const before = leaf.grad;
  const observer = backwardObserver.current;
  if (before === null) {
    // Under create_graph PyTorch copies into memory of its own, as an operation of the graph.
    const own = modes.grad ? copy.inplace(zerosLike(grad), grad) : ownCopy(grad);
    leaf.grad = own;
    observer?.accumulated(leaf, null, grad, own);
  } else if (modes.grad) {
    leaf.grad = add(before, grad);
    observer?.accumulated(leaf, before.impl, grad, leaf.grad);
  } else {
    const snapshot = observer === null ? null : clone(before.impl);
    add.inplace(before, grad);
    observer?.accumulated(leaf, snapshot, grad, before);
  }
  if (leaf.postAccumulateHooks !== null) for (const hook of leaf.postAccumulateHooks.values()) hook(leaf);
}

/** A gradient that is nobody else's: later accumulation writes into it. */
function ownCopy(grad: Tensor): Tensor {
  const copy = grad.shell();
  copy.impl = clone(grad.impl);
  copy.counter = copy.impl.storage;
  return copy;
}

/** Makes a gradient look like what it is the gradient of; raises like PyTorch's validate_outputs. */
function conform(grad: Tensor, meta: InputMetadata | undefined, from: Node | null, index: number): Tensor {
  if (meta === undefined) return grad;
  let g = grad;
  if (!sameShape(g.shape, meta.shape)) {
    if (from === null || !isExpandableTo(meta.shape, g.shape)) {
      const name = from?.name.replace(/Backward(\d+)$/, "Backward$1") ?? "root";
      fail(
        `Function ${name} returned an invalid gradient at index ${index} - got [${g.shape.join(", ")}] but expected shape compatible with [${meta.shape.join(", ")}]`,
      );
    }
    g = sumTo(g, meta.shape);
  }
  if (g.dtype !== meta.dtype) {
    if (g.dtype.category === "complex" && meta.dtype.category !== "complex") return toCopy(realPart(g), meta.dtype);
    g = toCopy(g, meta.dtype);
  }
  return g;
}

function realPart(t: Tensor): Tensor {
  if (complexHooks.real === null) throw new TorchError("NotImplementedError", "gradients through complex numbers");
  return complexHooks.real(t);
}

function checkCount(node: Node, out: Grads): Grads {
  const expected = node.next.length;
  if (out.length === expected) return out;
  if (out.length > expected && out.slice(expected).every((g) => g === null)) return out.slice(0, expected);
  return fail(
    `function ${node.name} returned an incorrect number of gradients (expected ${expected}, got ${out.length})`,
  );
}

function checkNan(node: Node, out: Grads): void {
  out.forEach((g, i) => {
    if (g !== null && denseData(g.impl).some((x) => Number.isNaN(x))) {
      anomaly.report(node);
      fail(`Function '${node.name}' returned nan values in its ${i}th output.`);
    }
  });
}

/** Max-heap by sequence number; equal ones (leaves) first in, first out. */
class NodeHeap {
  readonly #items: { node: Node; tie: number }[] = [];
  #count = 0;
  push(node: Node): void {
    const items = this.#items;
    items.push({ node, tie: this.#count++ });
    let i = items.length - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(items[i]!, items[parent]!)) break;
      [items[i], items[parent]] = [items[parent]!, items[i]!];
      i = parent;
    }
  }
  pop(): Node | null {
    const items = this.#items;
    const top = items[0];
    if (top === undefined) return null;
    const last = items.pop()!;
    if (items.length > 0) {
      items[0] = last;
      let i = 0;
      for (;;) {
        const left = 2 * i + 1;
        if (left >= items.length) break;
        const right = left + 1;
        const child = right < items.length && before(items[right]!, items[left]!) ? right : left;
        if (!before(items[child]!, items[i]!)) break;
        [items[i], items[child]] = [items[child]!, items[i]!];
        i = child;
      }
    }
    return top.node;
  }
}
function before(a: { node: Node; tie: number }, b: { node: Node; tie: number }): boolean {
  return a.node.sequenceNr !== b.node.sequenceNr ? a.node.sequenceNr > b.node.sequenceNr : a.tie < b.tie;
}

// ---------------------------------------------------------------- what users call

const createGraphWarning =
  "Using backward() with create_graph=True will create a reference cycle between the parameter and its gradient which can cause a memory leak. We recommend using autograd.grad when creating the graph to avoid this. If you have to use this function, make sure to reset the .grad fields of your parameters to None after use to break the cycle and avoid the leak.";

/** Checks and completes the gradients given for `outputs` (PyTorch's `_make_grads`). */
export function makeGrads(
  outputs: readonly Tensor[],
  given: readonly (Tensor | null)[],
  onesLike: (t: Tensor) => Tensor,
): Tensor[] {
  return outputs.map((out, i) => {
    const g = given[i] ?? null;
    if (g !== null) {
      if (!sameShape(g.shape, out.shape)) {
        fail(
          `Mismatch in shape: grad_output[${i}] has a shape of torch.Size([${g.shape.join(", ")}]) and output[${i}] has a shape of torch.Size([${out.shape.join(", ")}]).`,
        );
      }
      return g;
    }
    if (out.requiresGrad && out.numel !== 1) fail("grad can be implicitly created only for scalar outputs");
    if (out.requiresGrad && out.dtype.category === "complex") {
      fail(`grad can be implicitly created only for real scalar outputs but got ${out.dtype.text}`);
    }
    return onesLike(out);
  });
}

function rootEdges(outputs: readonly Tensor[]): Edge[] {
  return outputs.map((t, i) => {
    const edge = gradientEdge(t);
    if (edge === null) return fail(`element ${i} of tensors does not require grad and does not have a grad_fn`);
    return edge;
  });
}

/** `torch.autograd.backward(tensors, grad_tensors, retain_graph, create_graph, inputs)`. */
export function backward(
  outputs: readonly Tensor[],
  grads: readonly Tensor[],
  options: { readonly keepGraph: boolean; readonly createGraph: boolean; readonly inputs?: readonly Tensor[] },
): void {
  const roots = rootEdges(outputs);
  if (options.createGraph) warnings.sink("UserWarning", createGraphWarning);
  const observer = backwardObserver.current;
  observer?.begin(outputs);
  try {
    const inputs = options.inputs?.map((t) => {
      const edge = gradientEdge(t);
      if (edge === null) return fail("can't retain_grad on Tensor that has requires_grad=False");
      return edge;
    });
    const got = runBackward(roots, grads, {
      keepGraph: options.keepGraph,
      createGraph: options.createGraph,
      ...(inputs === undefined ? {} : { inputs, accumulate: true }),
    });
    options.inputs?.forEach((t, i) => {
      const g = got[i] ?? null;
      if (g !== null && !t.isLeaf) t.grad = t.grad === null ? g : add(t.grad, g);
    });
  } finally {
    observer?.end();
  }
}

/** `torch.autograd.grad`: gradients of `outputs` with respect to `inputs`, null where unused (and allowed). */
export function gradOf(
  outputs: readonly Tensor[],
  inputs: readonly (Tensor | Edge)[],
  grads: readonly Tensor[],
  options: { readonly keepGraph: boolean; readonly createGraph: boolean; readonly allowUnused: boolean },
): (Tensor | null)[] {
  const roots = rootEdges(outputs);
  const edges = inputs.map(
    (t) =>
      (t instanceof Tensor ? gradientEdge(t) : t) ?? fail("One of the differentiated Tensors does not require grad"),
  );
  const observer = backwardObserver.current;
  observer?.begin(outputs);
  let got: (Tensor | null)[];
  try {
    got = runBackward(roots, grads, { keepGraph: options.keepGraph, createGraph: options.createGraph, inputs: edges });
  } finally {
    observer?.end();
  }
  if (!options.allowUnused) {
    got.forEach((g, i) => {
      if (g === null) {
        fail(
          `The differentiated Tensor at index ${i} appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior.`,
        );
      }
    });
  }
  return got;
}
