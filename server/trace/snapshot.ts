/**
 * Tensors as they were: a snapshot keeps the strided window and the very array that held the elements, and marks the
 * storage as shared, so that the next in-place write copies. Nothing is copied or formatted while the program runs.
 */
import { AccumulateGrad, type Node } from "../autograd/node.ts";
import type { Tensor } from "../autograd/tensor.ts";
import type { TypedArray } from "../tensor/dtype.ts";
import { Storage, Strided } from "../tensor/strided.ts";

/** A strided tensor frozen at one moment. */
export class DataSnapshot {
  readonly impl: Strided;
  readonly data: TypedArray;
  constructor(impl: Strided) {
    this.impl = impl;
    this.data = impl.storage.data;
    impl.storage.isShared = true;
  }

  /** The elements as they were. Reading only: the array may belong to other snapshots too. */
  strided(): Strided {
    const { impl } = this;
    if (impl.storage.data === this.data) return impl;
    const storage = new Storage(this.data, impl.dtype);
    storage.isShared = true;
    return new Strided(storage, impl.shape, impl.strides, impl.offset);
  }

  /** True when this is what `impl` holds now. */
  isOf(impl: Strided): boolean {
    return this.impl === impl && this.data === impl.storage.data;
  }

  get bytes(): number {
    return this.data.byteLength;
  }
}

/** What {@link TensorSnapshot} knows of the grad_fn, without keeping the graph alive. */
export interface NodeName {
  readonly name: string;
  readonly key: string;
}

export class TensorSnapshot extends DataSnapshot {
  readonly cls: unknown;
  readonly identity: number;
  readonly version: number;
  readonly requiresGrad: boolean;
  readonly isView: boolean;
  readonly retainsGrad: boolean;
  /** The name of the grad_fn, or null for a leaf. */
  readonly gradFn: string | null;
  /** `sequenceNr` of the grad_fn; -1 for a leaf. */
  readonly sequenceNr: number;
  readonly outputNr: number;
  readonly grad: DataSnapshot | null;

  constructor(t: Tensor, identity: number) {
    super(t.impl);
    const node = peekGradFn(t);
    this.cls = t.cls;
    this.identity = identity;
    this.version = t.counter.version;
    this.isView = t.view !== null;
    this.retainsGrad = t.retainsGrad;
    this.gradFn = node === null ? null : node === staleView ? "AsStridedBackward0" : node.name;
    this.sequenceNr = node === null || node === staleView ? -1 : node.sequenceNr;
    this.outputNr = t.outputNr;
    this.requiresGrad = t.leafRequiresGrad || node !== null;
    this.grad = t.grad === null ? null : new DataSnapshot(t.grad.impl);
  }

  /** Key of this tensor's gradient (see {@link edgeKey}); null when it is not tracked or its grad_fn is yet to be made. */
  get edge(): string | null {
    if (this.sequenceNr >= 0) return `${this.sequenceNr}:${this.outputNr}`;
    return this.gradFn === null && this.requiresGrad ? `leaf${this.identity}:0` : null;
  }
}

export const staleView = Symbol("a view whose grad_fn PyTorch would make anew when asked");

/**
 * The grad_fn without side effects. Asking a view of a base that was written in place would make a new node (and take
 * a sequence number, or raise): watching a program must not do that.
 */
export function peekGradFn(t: Tensor): Node | null | typeof staleView {
  const { view } = t;
  if (view === null || view.attrVersion === t.counter.version) return t.gradFnField;
  if (t.gradFnField === null && !(view.base.leafRequiresGrad || view.base.gradFnField !== null)) return null;
  return staleView;
}

/** Names an output of a node within one run: where a gradient can be. */
export function edgeKey(node: Node, nr: number, identify: (t: Tensor) => number): string {
  return node instanceof AccumulateGrad ? `leaf${identify(node.variable)}:0` : `${node.sequenceNr}:${nr}`;
}
