/**
 * Backward on request: differentiates a root of the recorded graph as pure inspection. No `.grad` changes, nothing is
 * freed, and graphs whose buffers the program's own backward has freed are fine: the saved values are still there.
 */

import { runBackward } from "../autograd/engine.ts";
import { backwardObserver, modes } from "../autograd/modes.ts";
import { AccumulateGrad, type Edge, inspection, type Node } from "../autograd/node.ts";
import { Tensor } from "../autograd/tensor.ts";
import { Raise } from "../python/objects/errors.ts";
import { str } from "../python/objects/text.ts";
import { typeOf } from "../python/objects/type.ts";
import { fromData } from "../tensor/strided.ts";
import { BackwardRecorder, type KeptBackward } from "../trace/backwardRecorder.ts";
import type { Reduction } from "./messages.ts";

/** A root cannot be differentiated: the reason is a sentence for people. */
export class NotDifferentiable extends Error {}

/**
 * Differentiates `root`. `identify` must be the run's, so that keys of gradients are the trace's.
 * @throws NotDifferentiable
 */
export function differentiate(
  root: Tensor,
  reduce: Reduction | undefined,
  identify: (t: Tensor) => number,
): KeptBackward {
  const node = root.gradFn;
  if (node === null) throw new NotDifferentiable("it does not require grad: no gradient flows from here");
  const seed = seedGradient(root, reduce);
  const leaves = leafEdges(node);
  const recorder = new BackwardRecorder(identify);
  const before = { observer: backwardObserver.current, ignores: inspection.ignoresRelease, anomaly: modes.anomaly };
  const retained = withoutRetaining(node);
  backwardObserver.current = recorder;
  inspection.ignoresRelease = true;
  modes.anomaly = false;
  try {
    recorder.begin([root]);
    // Asking for the leaves' gradients instead of accumulating them leaves every `.grad` alone.
    runBackward([{ node, nr: root.outputNr }], [seed], { keepGraph: true, createGraph: false, inputs: leaves });
  } catch (error) {
    throw new NotDifferentiable(reasonOf(error));
  } finally {
    recorder.end();
    backwardObserver.current = before.observer;
    inspection.ignoresRelease = before.ignores;
    modes.anomaly = before.anomaly;
    for (const [n, targets] of retained) n.retainTargets = targets;
  }
  const run = recorder.runs()[0];
  if (run === undefined) throw new NotDifferentiable("no gradient was computed");
  return run;
}

/** What failed in a backward pass, as PyTorch or the program's own code said it. */
function reasonOf(error: unknown): string {
  if (error instanceof Raise) return `${typeOf(error.exc).name}: ${str(error.exc)}`;
  if (error instanceof Error) return error.message;
  throw error;
}

function seedGradient(root: Tensor, reduce: Reduction | undefined): Tensor {
  const { dtype, shape, numel } = root;
  if (dtype.category === "complex")
    throw new NotDifferentiable(`a gradient needs a real root, and this is ${dtype.text}`);
  if (numel !== 1 && reduce === undefined) {
    throw new NotDifferentiable("it is not a scalar: choose its sum, its mean or one element");
  }
  const data = dtype.allocate(numel);
  if (reduce === undefined || reduce === "sum") data.fill(1);
  else if (reduce === "mean") data.fill(dtype.cast(1 / numel));
  else {
    let at = 0;
    for (let d = 0; d < shape.length; d++) {
      const i = reduce.element[d] ?? 0;
      if (i < 0 || i >= shape[d]!) throw new NotDifferentiable(`there is no element [${reduce.element.join(", ")}]`);
      at = at * shape[d]! + i;
    }
    data[at] = 1;
  }
  return new Tensor(fromData(data, shape, dtype));
}

/** The leaves below a node. Iterative: chains are long. */
function leafEdges(root: Node): Edge[] {
  const found: Edge[] = [];
  visitNodes(root, (node) => {
    if (node instanceof AccumulateGrad) found.push({ node, nr: 0 });
  });
  return found;
}

function withoutRetaining(root: Node): Map<Node, Map<number, Tensor>> {
  const kept = new Map<Node, Map<number, Tensor>>();
  visitNodes(root, (node) => {
    if (node.retainTargets === null) return;
    kept.set(node, node.retainTargets);
    node.retainTargets = null;
  });
  return kept;
}

/** Every node that can be reached, once, in no particular order. */
export function visitNodes(root: Node, visit: (node: Node) => void): void {
  const seen = new Set<Node>([root]);
  const stack = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    visit(node);
    for (const edge of node.next) {
      if (edge === null || seen.has(edge.node)) continue;
      seen.add(edge.node);
      stack.push(edge.node);
    }
  }
}
