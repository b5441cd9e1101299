/**
 * A tensor as autograd sees it: data, and its place in the graph. PyTorch's Variable.
 *
 * A leaf has no `gradFn`; it requires grad when asked to. Any other tensor that requires grad was made by `gradFn`.
 */
import type { DType } from "../tensor/dtype.ts";
import type { Strided } from "../tensor/strided.ts";
import { modes } from "./modes.ts";
import { AccumulateGrad, type Edge, type Node, sequence } from "./node.ts";
import { regenerateViewGradFn } from "./view.ts";

/** Counts in-place writes. Tensors that share data share it; `.data` starts one of its own. */
export interface VersionCounter {
  version: number;
}

/**
 * How a view came to be, which decides whether it may be written in place (PyTorch's CreationMeta).
 * `multiOutput`: one of several views of one operation (`unbind`, `split`); `noGrad`: made while grad mode was off;
 * `inference`: made in inference mode; `custom`: returned by a custom Function.
 */
export type ViewCreation = "default" | "multiOutput" | "noGrad" | "inference" | "custom";

export interface ViewInfo {
  /** The tensor that owns the data: never itself a view. */
  readonly base: Tensor;
  creation: ViewCreation;
  /** The counter's value when gradFn was last in step with the base. */
  attrVersion: number;
}

/** `None` means "leave the gradient as it is". */
export type TensorHook = (grad: Tensor) => Tensor | null;
export type PostAccumulateHook = (leaf: Tensor) => void;

export class Tensor {
  /** The Python class of a new tensor; the torch floor sets it. Opaque here. */
  static defaultClass: unknown = null;

  impl: Strided;
  counter: VersionCounter;
  /** The Python class and instance dictionary: carried for the torch floor, never looked at here. */
  cls: unknown = Tensor.defaultClass;
  attrs: Map<string, never> | null = null;

  /** Set by the user on leaves; derived for others. Use {@link requiresGrad}. */
  leafRequiresGrad = false;
  /** Use {@link gradFn}, which knows about views of changed bases. */
  gradFnField: Node | null = null;
  outputNr = 0;
  grad: Tensor | null = null;
  view: ViewInfo | null = null;
  /** `retain_grad()` was called on this non-leaf. */
  retainsGrad = false;
  /** Made in inference mode. */
  isInference = modes.inference;
  accumulator: AccumulateGrad | null = null;
  /** What the recorder of a run knows of this tensor. Opaque here. */
  recorded: unknown = null;
  /** Hooks on a leaf or non-leaf tensor, by registration id. Created on demand. */
  hooks: Map<number, TensorHook> | null = null;
  postAccumulateHooks: Map<number, PostAccumulateHook> | null = null;

  constructor(impl: Strided, counter: VersionCounter = impl.storage) {
    this.impl = impl;
    this.counter = counter;
  }

  get shape(): readonly number[] {
    return this.impl.shape;
  }
  get dtype(): DType {
    return this.impl.dtype;
  }
  get dim(): number {
    return this.impl.shape.length;
  }
  get numel(): number {
    return this.impl.numel;
  }

  get gradFn(): Node | null {
    const view = this.view;
    if (view !== null && view.attrVersion !== this.counter.version) regenerateViewGradFn(this, view);
    return this.gradFnField;
  }
  /** A view of a tensor that requires grad does so too, also one made in no_grad: but that one has no gradFn. */
  get requiresGrad(): boolean {
    return this.leafRequiresGrad || this.gradFnField !== null || (this.view?.base.requiresGrad ?? false);
  }
  /** As PyTorch, this does not look whether a view's base has moved on: asking for `gradFn` does. */
  get isLeaf(): boolean {
    return this.gradFnField === null;
  }
  get version(): number {
    return this.counter.version;
  }

  setGradFn(node: Node | null, outputNr: number): void {
    this.gradFnField = node;
    this.outputNr = outputNr;
    if (this.view !== null) this.view.attrVersion = this.counter.version;
  }

  /** The same data outside the graph; shares storage and version counter (`detach()`, without being a view). */
  shell(): Tensor {
    return new Tensor(this.impl, this.counter);
  }
}

/** Where a gradient of `t` has to go: its grad_fn's output, its accumulator, or nowhere. */
export function gradientEdge(t: Tensor | null): Edge | null {
  if (t === null) return null;
  const node = t.gradFn;
  if (node !== null) return { node, nr: t.outputNr };
  if (!t.leafRequiresGrad) return null;
  t.accumulator ??= new AccumulateGrad(t, sequence.forLeaf());
  return { node: t.accumulator, nr: 0 };
}
