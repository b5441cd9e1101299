/**
 * The machinery under every elementwise operation: it brings operands to one shape, chooses the order of iteration and
 * the strides of the result as PyTorch's TensorIterator does (a result keeps the memory order of its operands, so that
 * `x.t() * 2` is not contiguous), and calls an inner loop for each run along the innermost dimension.
 *
 * Inner loops write plain numbers; a typed array rounds and wraps by itself, and {@link settle} does it for the dtypes
 * whose array is wider than they are.
 */
import { bool, type DType, float32, float64, int32, type TypedArray } from "./dtype.ts";
import { broadcastShapes, broadcastStrides, contiguousStrides, empty, Storage, Strided, sameShape } from "./strided.ts";

/** `out[o…]` (dense) from `n` elements of `a` starting at `ia` with stride `sa`. Offsets count elements. */
export type UnaryLoop = (out: TypedArray, o: number, a: TypedArray, ia: number, sa: number, n: number) => void;
export type BinaryLoop = (
  out: TypedArray,
  o: number,
  a: TypedArray,
  ia: number,
  sa: number,
  b: TypedArray,
  ib: number,
  sb: number,
  n: number,
) => void;
/** Any number of operands: `at` and `step` hold each one's start and stride. */
export type ManyLoop = (
  out: TypedArray,
  o: number,
  operands: readonly TypedArray[],
  at: readonly number[],
  step: readonly number[],
  n: number,
) => void;

/**
 * A loop from a function of numbers. All loops made here share one compiled body, so `f` is an indirect call: the
 * hottest operations have loops of their own instead.
 */
export function mapLoop(f: (x: number) => number): UnaryLoop {
  return (out, o, a, ia, sa, n) => {
    for (let i = 0; i < n; i++, ia += sa) out[o + i] = f(a[ia]!);
  };
}
export function zipLoop(f: (x: number, y: number) => number): BinaryLoop {
  return (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = f(a[ia]!, b[ib]!);
  };
}

/** Makes `n` freshly computed entries representable where the array type does not do it. */
export function settle(out: TypedArray, dtype: DType): void {
  if (out instanceof Float32Array ? dtype === float32 || dtype.lanes === 2 : dtype === float64 || dtype.lanes === 2)
    return;
  if (out instanceof Float64Array || out instanceof Float32Array) {
    const { cast } = dtype;
    for (let i = 0; i < out.length; i++) out[i] = cast(out[i]!);
  }
}

/** Dimensions from slowest to fastest, coalesced, with each operand's strides; and the strides of the dense result. */
interface Order {
  readonly sizes: number[];
  readonly steps: number[][];
  readonly outStrides: number[];
}

/**
 * PyTorch's reorder_dimensions: dimensions are sorted by the first operand that tells two of them apart (a stride of 0,
 * from broadcasting, does not); ties keep row-major order.
 */
export function memoryOrder(shape: readonly number[], strides: readonly (readonly number[])[]): number[] {
  const rank = shape.length;
  const perm: number[] = [];
  for (let d = rank - 1; d >= 0; d--) perm.push(d);
  const compare = (d0: number, d1: number): number => {
    for (const s of strides) {
      const s0 = s[d0]!;
      const s1 = s[d1]!;
      if (s0 === 0 || s1 === 0) continue;
      if (s0 < s1) return -1;
      if (s0 > s1) return 1;
      if (shape[d0]! > shape[d1]!) return 1;
    }
    return 0;
  };
  for (let i = 1; i < rank; i++) {
    let d1 = i;
    for (let d0 = i - 1; d0 >= 0; d0--) {
      const c = compare(perm[d0]!, perm[d1]!);
      if (c > 0) {
        [perm[d0], perm[d1]] = [perm[d1]!, perm[d0]!];
        d1 = d0;
      } else if (c < 0) break;
    }
  }
  return perm; // fastest first
}

/** Dense strides for `shape` in the memory order `perm` (fastest first). */
export function stridesInOrder(shape: readonly number[], perm: readonly number[]): number[] {
  const out = new Array<number>(shape.length);
  let s = 1;
  for (const d of perm) {
    out[d] = s;
    s *= Math.max(shape[d]!, 1);
  }
  return out;
}

function orderOf(shape: readonly number[], strides: readonly (readonly number[])[]): Order {
  const perm = memoryOrder(shape, strides);
  const sizes: number[] = [];
  const steps: number[][] = strides.map(() => []);
  for (let k = perm.length - 1; k >= 0; k--) {
    const d = perm[k]!;
    if (shape[d] === 1) continue;
    const last = sizes.length - 1;
    // The dimension outside this one continues it when every operand's stride says so.
    let merges = last >= 0;
    for (let j = 0; merges && j < strides.length; j++) merges = steps[j]![last] === strides[j]![d]! * shape[d]!;
    if (merges) {
      sizes[last] = sizes[last]! * shape[d]!;
      for (let j = 0; j < strides.length; j++) steps[j]![last] = strides[j]![d]!;
    } else {
      sizes.push(shape[d]!);
      for (let j = 0; j < strides.length; j++) steps[j]!.push(strides[j]![d]!);
    }
  }
  return { sizes, steps, outStrides: stridesInOrder(shape, perm) };
}

/** Calls `row` for each run along the innermost dimension, with the position in the dense result and the offsets. */
function walk(order: Order, offsets: number[], row: (o: number, n: number) => void): void {
  const { sizes, steps } = order;
  const last = sizes.length - 1;
  if (last < 0) {
    row(0, 1);
    return;
  }
  const n = sizes[last]!;
  let rows = 1;
  for (let d = 0; d < last; d++) rows *= sizes[d]!;
  const index = new Array<number>(last).fill(0);
  for (let r = 0; r < rows; r++) {
    row(r * n, n);
    for (let d = last - 1; d >= 0; d--) {
      for (let j = 0; j < offsets.length; j++) offsets[j]! += steps[j]![d]!;
      if (++index[d]! < sizes[d]!) break;
      for (let j = 0; j < offsets.length; j++) offsets[j]! -= steps[j]![d]! * sizes[d]!;
      index[d] = 0;
    }
  }
}

/** `loop` over one operand; the result is dense in the operand's memory order. */
export function runUnary(loop: UnaryLoop, a: Strided, dtype: DType): Strided {
  if (a.isContiguous) {
    const out = empty(a.shape, dtype);
    const data = out.storage.data;
    loop(data, 0, a.storage.data, a.offset, 1, a.numel);
    settle(data, dtype);
    return out;
  }
  const order = orderOf(a.shape, [a.strides]);
  const out = empty(a.shape, dtype);
  const data = out.storage.data;
  const offsets = [a.offset];
  const source = a.storage.data;
  const step = order.steps[0]!.at(-1) ?? 0;
  if (a.numel > 0) walk(order, offsets, (o, n) => loop(data, o, source, offsets[0]!, step, n));
  settle(data, dtype);
  return restride(out, order.outStrides);
}

/** `loop` over two operands that are broadcast to each other. */
export function runBinary(loop: BinaryLoop, a: Strided, b: Strided, dtype: DType): Strided {
  const isSame = sameShape(a.shape, b.shape);
  if (isSame && a.isContiguous && b.isContiguous) {
    const out = empty(a.shape, dtype);
    const data = out.storage.data;
    loop(data, 0, a.storage.data, a.offset, 1, b.storage.data, b.offset, 1, a.numel);
    settle(data, dtype);
    return out;
  }
  if (b.shape.length === 0 && a.isContiguous) {
    const out = empty(a.shape, dtype);
    const data = out.storage.data;
    loop(data, 0, a.storage.data, a.offset, 1, b.storage.data, b.offset, 0, a.numel);
    settle(data, dtype);
    return out;
  }
  if (a.shape.length === 0 && b.isContiguous) {
    const out = empty(b.shape, dtype);
    const data = out.storage.data;
    loop(data, 0, a.storage.data, a.offset, 0, b.storage.data, b.offset, 1, b.numel);
    settle(data, dtype);
    return out;
  }
  const shape = isSame ? a.shape : broadcastShapes(a.shape, b.shape);
  const order = orderOf(shape, [broadcastStrides(a, shape), broadcastStrides(b, shape)]);
  const out = empty(shape, dtype);
  const data = out.storage.data;
  const offsets = [a.offset, b.offset];
  const da = a.storage.data;
  const db = b.storage.data;
  const sa = order.steps[0]!.at(-1) ?? 0;
  const sb = order.steps[1]!.at(-1) ?? 0;
  if (out.numel > 0) walk(order, offsets, (o, n) => loop(data, o, da, offsets[0]!, sa, db, offsets[1]!, sb, n));
  settle(data, dtype);
  return restride(out, order.outStrides);
}

/** `loop` over any number of operands that are broadcast together. */
export function runMany(loop: ManyLoop, operands: readonly Strided[], dtype: DType): Strided {
  let shape: readonly number[] = operands[0]!.shape;
  for (let k = 1; k < operands.length; k++) shape = broadcastShapes(shape, operands[k]!.shape);
  const order = orderOf(
    shape,
    operands.map((t) => broadcastStrides(t, shape)),
  );
  const out = empty(shape, dtype);
  const data = out.storage.data;
  const offsets = operands.map((t) => t.offset);
  const arrays = operands.map((t) => t.storage.data);
  const step = order.steps.map((s) => s.at(-1) ?? 0);
  if (out.numel > 0) walk(order, offsets, (o, n) => loop(data, o, arrays, offsets, step, n));
  settle(data, dtype);
  return restride(
    out,
    operands.every((t) => t.isContiguous && sameShape(t.shape, shape)) ? out.strides : order.outStrides,
  );
}

function restride(t: Strided, strides: readonly number[]): Strided {
  return new Strided(t.storage, t.shape, strides, 0);
}

const NO_DIMENSIONS: readonly number[] = [];
/** A tensor of shape [] holding `value`, which the array of `dtype` must be able to round by itself, or be rounded. */
export function scalarResult(value: number, dtype: DType): Strided {
  let data: TypedArray;
  if (dtype === float32) data = new Float32Array(1);
  else if (dtype === float64) data = new Float64Array(1);
  else if (dtype === bool) data = new Uint8Array(1);
  else if (dtype === int32) data = new Int32Array(1);
  else {
    data = dtype.allocate(1);
    value = dtype.cast(value);
  }
  data[0] = value;
  return new Strided(new Storage(data, dtype), NO_DIMENSIONS, NO_DIMENSIONS, 0);
}

/** For operands without overlap or gaps: the strides a `preserve_format` copy keeps. */
export function preservedStrides(t: Strided): number[] {
  return t.isContiguous ? contiguousStrides(t.shape) : orderOf(t.shape, [t.strides]).outStrides;
}
