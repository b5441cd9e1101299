/**
 * The data of a tensor: a storage, and a strided window onto it. Views share the storage. No autograd here.
 */
import type { DType, TypedArray } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";

/** Bytes one storage may take; a run's budget lowers it. */
export const allocation = { limit: 2 ** 31 };

/**
 * A block of elements. `data` may be replaced: before an in-place write call {@link Storage.writable}, which copies
 * first when a recorded snapshot still looks at the present array.
 */
export class Storage {
  data: TypedArray;
  readonly dtype: DType;
  /** True while a snapshot holds `data`: it must not be written any more. */
  isShared = false;
  /** The in-place version that tensors on this storage share (`Tensor._version`), unless a tensor has its own counter. */
  version = 0;
  constructor(data: TypedArray, dtype: DType) {
    this.data = data;
    this.dtype = dtype;
  }
  /** The array to write into, safe for snapshots. */
  writable(): TypedArray {
    if (this.isShared) {
      this.data = this.data.slice();
      this.isShared = false;
    }
    return this.data;
  }
}

export class Strided {
  readonly storage: Storage;
  readonly dtype: DType;
  readonly shape: readonly number[];
  /** In elements (not array entries: a complex element has two). */
  readonly strides: readonly number[];
  /** In elements. */
  readonly offset: number;
  readonly numel: number;
  /** A Python scalar that was wrapped to take part in an operation: it does not widen a tensor of its category. */
  isWrappedNumber = false;
  /** A lazily conjugated or negated view (`.conj()`, `.neg_view`) is materialised here: false always; kept for `is_conj`. */

  /** `dtype` differs from the storage's only for the real parts of complex elements (`view_as_real` and back). */
  constructor(
    storage: Storage,
    shape: readonly number[],
    strides: readonly number[],
    offset: number,
    dtype: DType = storage.dtype,
  ) {
    this.storage = storage;
    this.dtype = dtype;
    this.shape = shape;
    this.strides = strides;
    this.offset = offset;
    let n = 1;
    for (let i = 0; i < shape.length; i++) n *= shape[i]!;
    this.numel = n;
  }

  get dim(): number {
    return this.shape.length;
  }

  /** Row-major without gaps; dimensions of size 1 may have any stride, as in PyTorch. */
  get isContiguous(): boolean {
    let expected = 1;
    for (let i = this.shape.length - 1; i >= 0; i--) {
      const n = this.shape[i]!;
      if (n === 0) return true;
      if (n !== 1) {
        if (this.strides[i] !== expected) return false;
        expected *= n;
      }
    }
    return true;
  }

  /** The array for reading. Entry of element `k`: `k * dtype.lanes`. */
  get data(): TypedArray {
    return this.storage.data;
  }
}

export function numelOf(shape: readonly number[]): number {
  let n = 1;
  for (let i = 0; i < shape.length; i++) n *= shape[i]!;
  return n;
}

/** Strides of a dense row-major tensor. Zero-sized dimensions count as 1, as PyTorch does. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let s = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = s;
    s *= Math.max(shape[i]!, 1);
  }
  return strides;
}

function checkSize(entries: number, dtype: DType, shape: readonly number[]): void {
  for (const n of shape) {
    if (n < 0) {
      throw new TorchError(
        "RuntimeError",
        `Trying to create tensor with negative dimension ${n}: [${shape.join(", ")}]`,
      );
    }
  }
  const bytes = (entries / dtype.lanes) * dtype.itemsize;
  if (bytes > allocation.limit) {
    throw new Unsupported(`a tensor of ${bytes} bytes (shape [${shape.join(", ")}]); the limit is ${allocation.limit}`);
  }
}

/** A new zero-filled dense tensor. */
export function empty(shape: readonly number[], dtype: DType): Strided {
  const n = numelOf(shape) * dtype.lanes;
  checkSize(n, dtype, shape);
  return new Strided(new Storage(dtype.allocate(n), dtype), shape, contiguousStrides(shape), 0);
}

/** Zero-filled, with these strides: `torch.empty_strided`. */
export function emptyStrided(shape: readonly number[], strides: readonly number[], dtype: DType): Strided {
  const last = shape.includes(0) ? 0 : shape.reduce((at, n, i) => at + (n - 1) * strides[i]!, 1);
  checkSize(last * dtype.lanes, dtype, shape);
  return new Strided(new Storage(dtype.allocate(last * dtype.lanes), dtype), shape, strides, 0);
}

/** Wraps entries that are already representable in `dtype`; the array is taken, not copied. */
export function fromData(data: TypedArray, shape: readonly number[], dtype: DType): Strided {
  return new Strided(new Storage(data, dtype), shape, contiguousStrides(shape), 0);
}

/** A one-element tensor of shape []. `value` is cast. */
export function scalar(value: number, dtype: DType): Strided {
  const t = empty([], dtype);
  t.storage.data[0] = dtype.cast(value);
  return t;
}

/** Another window onto the same storage. */
export function viewOf(t: Strided, shape: readonly number[], strides: readonly number[], offset = t.offset): Strided {
  return new Strided(t.storage, shape, strides, offset, t.dtype);
}

/** The elements' offsets into storage (in elements), row-major. For slow paths and tests; kernels use nested loops. */
export function elementOffsets(t: Strided): Float64Array | Int32Array {
  const out = new Int32Array(t.numel);
  const { shape, strides } = t;
  const rank = shape.length;
  if (rank === 0) {
    out[0] = t.offset;
    return out;
  }
  const index = new Int32Array(rank);
  let at = t.offset;
  for (let i = 0; i < out.length; i++) {
    out[i] = at;
    for (let d = rank - 1; d >= 0; d--) {
      at += strides[d]!;
      if (++index[d]! < shape[d]!) break;
      at -= strides[d]! * shape[d]!;
      index[d] = 0;
    }
  }
  return out;
}

/** The entries in row-major order as a fresh array, or the storage's own array when that is exactly them. */
export function denseData(t: Strided): TypedArray {
  const lanes = t.dtype.lanes;
  const { data } = t;
  if (t.isContiguous) {
    const from = t.offset * lanes;
    const to = from + t.numel * lanes;
    return from === 0 && to === data.length ? data : data.subarray(from, to);
  }
  const out = t.dtype.allocate(t.numel * lanes);
  const offsets = elementOffsets(t);
  if (lanes === 1) for (let i = 0; i < offsets.length; i++) out[i] = data[offsets[i]!]!;
  else {
    for (let i = 0; i < offsets.length; i++) {
      out[2 * i] = data[2 * offsets[i]!]!;
      out[2 * i + 1] = data[2 * offsets[i]! + 1]!;
    }
  }
  return out;
}

/** A dense tensor with the same elements: itself when it already is one. */
export function contiguous(t: Strided): Strided {
  return t.isContiguous ? t : fromData(denseData(t), t.shape, t.dtype);
}

/** Writes row-major `entries` (already cast) into the elements of `t`. */
export function writeDense(t: Strided, entries: ArrayLike<number>): void {
  const data = t.storage.writable();
  const lanes = t.dtype.lanes;
  if (t.isContiguous) {
    const from = t.offset * lanes;
    for (let i = 0; i < t.numel * lanes; i++) data[from + i] = entries[i]!;
    return;
  }
  const offsets = elementOffsets(t);
  if (lanes === 1) for (let i = 0; i < offsets.length; i++) data[offsets[i]!] = entries[i]!;
  else {
    for (let i = 0; i < offsets.length; i++) {
      data[2 * offsets[i]!] = entries[2 * i]!;
      data[2 * offsets[i]! + 1] = entries[2 * i + 1]!;
    }
  }
}

/** `torch.broadcast_shapes`, with PyTorch's message for two operands that do not fit. */
export function broadcastShapes(a: readonly number[], b: readonly number[]): readonly number[] {
  if (a.length === b.length) {
    let same = true;
    for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) same = false;
    if (same) return a;
  }
  const rank = Math.max(a.length, b.length);
  const out = new Array<number>(rank);
  for (let i = rank - 1; i >= 0; i--) {
    const x = a[a.length - rank + i] ?? 1;
    const y = b[b.length - rank + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1) {
      throw new TorchError(
        "RuntimeError",
        `The size of tensor a (${x}) must match the size of tensor b (${y}) at non-singleton dimension ${i}`,
      );
    }
    out[i] = x === 1 ? y : x;
  }
  return out;
}

/** Strides that present `t` as `shape` (to which it must broadcast): 0 along repeated dimensions. */
export function broadcastStrides(t: Strided, shape: readonly number[]): number[] {
  const lead = shape.length - t.shape.length;
  const out = new Array<number>(shape.length);
  for (let i = 0; i < shape.length; i++) {
    const j = i - lead;
    out[i] = j < 0 || (t.shape[j] === 1 && shape[i] !== 1) ? 0 : t.strides[j]!;
  }
  return out;
}

/** Whether each element has a place of its own and there are no gaps between them, in whatever order. */
function isDenseInSomeOrder(t: Strided): boolean {
  const order = t.shape.map((_, d) => d).filter((d) => t.shape[d] !== 1);
  order.sort((a, b) => t.strides[a]! - t.strides[b]!);
  let expected = 1;
  for (const d of order) {
    if (t.strides[d] !== expected) return false;
    expected *= t.shape[d]!;
  }
  return true;
}

/**
 * Whether two windows onto one storage share some elements without being the same (at::get_overlap_status). Windows with
 * gaps are not looked at, as in PyTorch.
 */
export function overlapsPartly(a: Strided, b: Strided): boolean {
  if (a === b || a.numel === 0 || b.numel === 0 || !isDenseInSomeOrder(a) || !isDenseInSomeOrder(b)) return false;
  if (a.offset === b.offset && a.numel === b.numel) return !sameShape(a.strides, b.strides);
  return a.offset < b.offset + b.numel && b.offset < a.offset + a.numel;
}

export function sameShape(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** Turns a dimension that may be negative into 0…rank-1, or raises PyTorch's IndexError. */
export function wrapDim(dim: number, rank: number): number {
  const n = Math.max(rank, 1);
  if (dim < -n || dim >= n) {
    throw new TorchError(
      "IndexError",
      `Dimension out of range (expected to be in range of [${-n}, ${n - 1}], but got ${dim})`,
    );
  }
  return dim < 0 ? dim + n : dim;
}
