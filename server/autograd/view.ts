/**
 * Views and in-place writes: which writes PyTorch forbids, and how the graph is rewritten by those it allows.
 * Behaviour: torch/csrc/autograd (VariableTypeUtils check_inplace, handle_view_on_rebase, CopySlices).
 */
import { fail } from "../tensor/errors.ts";
import { emptyStrided, type Strided } from "../tensor/strided.ts";
import { modes } from "./modes.ts";
import { type Edge, type Grads, Node, type SavedFields } from "./node.ts";
import { asStrided, clone, copy, zerosLike } from "./rules/base.ts";
import { gradientEdge, Tensor, type ViewCreation, type ViewInfo } from "./tensor.ts";

/** Makes `view` (a fresh tensor on `source`'s storage) a view of `source` for autograd. */
export function markView(view: Tensor, source: Tensor, creation: ViewCreation): void {
  const above = source.view;
  view.counter = source.counter;
  view.view = {
    base: above === null ? source : above.base,
    creation: above !== null && above.creation !== "default" && creation === "default" ? above.creation : creation,
    attrVersion: source.counter.version,
  };
  view.isInference = source.isInference;
}

/** The base was written in place since this view's grad_fn was made: it now comes from the base by as_strided. */
export function regenerateViewGradFn(t: Tensor, view: ViewInfo): void {
  if (t.gradFnField === null && !view.base.requiresGrad) return;
  if (view.creation !== "default") raiseForbiddenView(t, view, false);
  const { shape, strides, offset } = t.impl;
  const node = asStrided.makeNode(view.base, shape, strides, offset, t.impl);
  t.gradFnField = node;
  t.outputNr = 0;
  view.attrVersion = t.counter.version;
}

const reasons: Readonly<Record<Exclude<ViewCreation, "default">, string>> = {
  multiOutput:
    "This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
  noGrad:
    "Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).",
  inference:
    "Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the inference_mode block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked).",
  custom:
    "This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function.",
};

function raiseForbiddenView(t: Tensor, view: ViewInfo, isWrite: boolean): void {
  if (view.creation === "default") return;
  const modified = `${isWrite ? "is being" : "its base or another view of its base has been"} modified inplace`;
  const maker = t.gradFnField;
  let subject: string;
  if (maker !== null) {
    subject = `Output ${t.outputNr} of ${maker.name.replace(/Backward\d*$/, "")} is a view and ${modified}.`;
  } else if (view.creation === "inference") subject = `A view was created in inference mode and ${modified}.`;
  else subject = `A view was created in no_grad mode and ${modified} with grad mode enabled.`;
  fail(`${subject} ${reasons[view.creation]}`);
}

/** Raises when PyTorch would not let `t` be written in place now. */
export function checkInplace(t: Tensor, willTrack: boolean): void {
  const { shape, strides } = t.impl;
  for (let d = 0; d < shape.length; d++) {
    if (strides[d] === 0 && shape[d]! > 1) {
      fail(
        "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
      );
    }
  }
  if (t.isInference && !modes.inference) {
    fail(
      "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details.",
    );
  }
  if (!modes.grad || !willTrack) return;
  const view = t.view;
  if (view !== null) {
    if (view.creation !== "default") raiseForbiddenView(t, view, true);
    if (t.requiresGrad && view.base.isLeaf) {
      fail("a view of a leaf Variable that requires grad is being used in an in-place operation.");
    }
  }
  // Also a view whose base has moved on since: it is a leaf until its grad_fn is asked for.
  if (t.requiresGrad && t.isLeaf) {
    fail("a leaf Variable that requires grad is being used in an in-place operation.");
  }
}

/** After an in-place write that `node` describes: `t` (and, for a view, its base) now comes from it. */
export function rebaseHistory(t: Tensor, node: Node): void {
  node.inputMeta.push({ shape: t.shape, dtype: t.dtype });
  const view = t.view;
  if (view === null) {
    const before = t.gradFnField;
    const nr = t.outputNr;
    t.setGradFn(node, 0);
    if (t.retainsGrad) retainAt(t, before, nr, node);
    return;
  }
  const { base } = view;
  const slices = new CopySlices(base, t.impl, node);
  slices.addOutput(base);
  // Other views of the base notice by their attrVersion; this one at once.
  view.attrVersion = -1;
  regenerateViewGradFn(t, view);
}

/** A tensor that retains its grad does so at its new grad_fn, and no longer at the old one. */
function retainAt(t: Tensor, before: Node | null, nr: number, node: Node): void {
  before?.retainTargets?.delete(nr);
  node.retainTargets ??= new Map();
  node.retainTargets.set(0, t);
}

/** The base after a slice of it was overwritten by the output of `fn`. */
class CopySlices extends Node {
  readonly name = "CopySlices";
  readonly fn: Node;
  readonly #base: Strided;
  readonly #view: Strided;
  constructor(base: Tensor, view: Strided, fn: Node) {
    super();
    this.fn = fn;
    this.#base = base.impl;
    this.#view = view;
    const edges: (Edge | null)[] = [gradientEdge(base), ...fn.next.slice(1)];
    this.next = edges;
  }
  override saved(): SavedFields {
    return this.fn.saved();
  }
  override release(): void {
    super.release();
    this.fn.release();
  }
  apply(gradOutputs: Grads, need: readonly boolean[]): Grads {
    const grad = gradOutputs[0] ?? null;
    if (grad === null) return this.next.map(() => null);
    // The gradient laid out in memory as the base is: the slice is then found where the view lies in the base.
    const result = new Tensor(emptyStrided(this.#base.shape, this.#base.strides, grad.dtype));
    copy.inplace(result, grad);
    const slice = asStrided(result, this.#view.shape, this.#view.strides, this.#view.offset - this.#base.offset);
    const out = this.fn.apply([clone(slice)], need);
    const first = out[0] ?? null;
    if (first === null) copy.inplace(slice, zerosLike(slice));
    else copy.inplace(slice, first);
    return this.next.map((_, i) => (i === 0 ? result : (out[i] ?? null)));
  }
}
