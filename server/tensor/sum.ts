/**
 * Sums in PyTorch's order. Floating addition is not associative, so to print the digits that PyTorch prints a sum has to
 * add in the same order: vectors of 8 floats (4 doubles), four of them at a time, and a cascade of partial sums over
 * blocks, as its CPU kernel does on one thread. The arrays that hold the partial sums round by themselves.
 */

import { convert } from "./copy.ts";
import { bool, type DType, float32, float64, int64, type TypedArray } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { settle } from "./loops.ts";
import { isReduced } from "./promotion.ts";
import { contiguousStrides, denseData, empty, fromData, type Strided, viewOf, wrapDim } from "./strided.ts";

/** Which dimensions a reduction removes: undefined or an empty list means all of them. */
export type Dims = number | readonly number[] | undefined;

/** Normalised dimensions, one flag each. Raises IndexError out of range and RuntimeError for a repeated one. */
export function dimMask(dims: Dims, rank: number): boolean[] {
  if (rank > 64) throw new TorchError("RuntimeError", "only tensors with up to 64 dims are supported");
  const mask = new Array<boolean>(rank).fill(false);
  if (dims === undefined || (typeof dims !== "number" && dims.length === 0)) return mask.fill(true);
  for (const dim of typeof dims === "number" ? [dims] : dims) {
    const d = wrapDim(dim, rank);
    if (rank === 0) continue;
    if (mask[d]) throw new TorchError("RuntimeError", `dim ${d} appears multiple times in the list of dims`);
    mask[d] = true;
  }
  return mask;
}

/** The shape that is left, with or without the reduced dimensions as 1. */
export function reducedShape(shape: readonly number[], mask: readonly boolean[], keepdim: boolean): number[] {
  const out: number[] = [];
  for (let d = 0; d < shape.length; d++) {
    if (!mask[d]) out.push(shape[d]!);
    else if (keepdim) out.push(1);
  }
  return out;
}

/** Strides of a dense result laid along the operand's dimensions: 0 where reduced. */
export function reducedStrides(shape: readonly number[], mask: readonly boolean[]): number[] {
  const kept = contiguousStrides(shape.map((n, d) => (mask[d] ? 1 : n)));
  return kept.map((s, d) => (mask[d] ? 0 : s));
}

interface Nest {
  readonly sizes: number[];
  readonly input: number[];
  readonly output: number[];
}

/** The loop nest PyTorch runs a reduction in: reduced dimensions innermost, then by stride; neighbours merged. */
export function reductionNest(a: Strided, mask: readonly boolean[]): Nest {
  const { shape, strides } = a;
  const outStrides = reducedStrides(shape, mask);
  const perm: number[] = [];
  for (let d = shape.length - 1; d >= 0; d--) perm.push(d);
  const compare = (d0: number, d1: number): number => {
    const o0 = outStrides[d0]!;
    const o1 = outStrides[d1]!;
    if ((o0 === 0) !== (o1 === 0)) return o1 === 0 ? 1 : -1;
    for (const [s0, s1] of [
      [o0, o1],
      [strides[d0]!, strides[d1]!],
    ] as const) {
      if (s0 === 0 || s1 === 0) continue;
      if (s0 < s1) return -1;
      if (s0 > s1) return 1;
      if (shape[d0]! > shape[d1]!) return 1;
    }
    return 0;
  };
  for (let i = 1; i < perm.length; i++) {
    let d1 = i;
    for (let d0 = i - 1; d0 >= 0; d0--) {
      const c = compare(perm[d0]!, perm[d1]!);
      if (c > 0) {
        [perm[d0], perm[d1]] = [perm[d1]!, perm[d0]!];
        d1 = d0;
      } else if (c < 0) break;
    }
  }
  const nest: Nest = { sizes: [], input: [], output: [] };
  for (const d of perm) {
    const n = shape[d]!;
    const last = nest.sizes.length - 1;
    if (last >= 0) {
      const size = nest.sizes[last]!;
      const continues = size * nest.input[last]! === strides[d]! && size * nest.output[last]! === outStrides[d]!;
      if (size === 1 || n === 1 || continues) {
        if (size === 1) {
          nest.input[last] = strides[d]!;
          nest.output[last] = outStrides[d]!;
        }
        nest.sizes[last] = size * n;
        continue;
      }
    }
    nest.sizes.push(n);
    nest.input.push(strides[d]!);
    nest.output.push(outStrides[d]!);
  }
  return nest;
}

const LEVELS = 4;

/**
 * Adds `size` rows of `columns` entries into `acc` (its first `columns` entries are the result). Row `i`, group `g`,
 * lane `l` is at `base + i*rowStep + g*groupStep + l`. Every `2**k` rows the partial sums move up a level.
 */
function cascade(
  acc: TypedArray,
  data: TypedArray,
  base: number,
  rowStep: number,
  groupStep: number,
  groups: number,
  lanes: number,
  size: number,
): void {
  const columns = groups * lanes;
  const power = Math.max(4, Math.floor(ceilLog2(size) / LEVELS));
  const step = 2 ** power;
  acc.fill(0, 0, LEVELS * columns);
  let i = 0;
  while (i + step <= size) {
    for (let j = 0; j < step; j++, i++) addRow(acc, data, base + i * rowStep, groupStep, groups, lanes);
    for (let level = 1; level < LEVELS; level++) {
      const to = level * columns;
      const from = to - columns;
      for (let k = 0; k < columns; k++) {
        acc[to + k]! += acc[from + k]!;
        acc[from + k] = 0;
      }
      if ((i & ((step - 1) * 2 ** (level * power))) !== 0) break;
    }
  }
  for (; i < size; i++) addRow(acc, data, base + i * rowStep, groupStep, groups, lanes);
  for (let level = 1; level < LEVELS; level++) {
    for (let k = 0; k < columns; k++) acc[k]! += acc[level * columns + k]!;
  }
}

function addRow(acc: TypedArray, data: TypedArray, at: number, groupStep: number, groups: number, lanes: number): void {
  for (let g = 0, k = 0; g < groups; g++, at += groupStep) {
    for (let l = 0; l < lanes; l++, k++) acc[k]! += data[at + l]!;
  }
}

function ceilLog2(n: number): number {
  return n <= 2 ? 1 : 32 - Math.clz32(n - 1);
}

const GROUPS = 4;

/** One row summed four elements (or vectors) abreast; the result is in the first `lanes` entries of `acc`. */
function rowSum(acc: TypedArray, data: TypedArray, base: number, step: number, lanes: number, size: number): void {
  const quarter = Math.floor(size / GROUPS);
  cascade(acc, data, base, step * GROUPS, step, GROUPS, lanes, quarter);
  for (let i = quarter * GROUPS; i < size; i++) {
    for (let l = 0; l < lanes; l++) acc[l]! += data[base + i * step + l]!;
  }
  for (let g = 1; g < GROUPS; g++) for (let l = 0; l < lanes; l++) acc[l]! += acc[g * lanes + l]!;
}

/** Room for partial sums: a sum never runs inside another. */
const partialSingles = new Float32Array(LEVELS * GROUPS * 8);
const partialDoubles = new Float64Array(LEVELS * GROUPS * 4);
const totalSingle = new Float32Array(1);
const totalDouble = new Float64Array(1);

/**
 * Sums of a float32 or float64 tensor over the masked dimensions, added to `out` (zeros), in PyTorch's order.
 */
function orderedSum(a: Strided, mask: readonly boolean[], out: TypedArray): void {
  const data = a.storage.data;
  const vector = a.dtype === float64 ? 4 : 8;
  const acc = a.dtype === float64 ? partialDoubles : partialSingles;
  const one: TypedArray = a.dtype === float64 ? totalDouble : totalSingle;
  if (out.length === 1 && a.numel < vector && a.isContiguous) {
    rowSum(acc, data, a.offset, 1, 1, a.numel);
    out[0] = acc[0]!;
    return;
  }
  const nest = reductionNest(a, mask);
  const block = (ia: number, io: number): void => {
    let size0 = nest.sizes[0] ?? 1;
    let size1 = nest.sizes[1] ?? 1;
    let in0 = nest.input[0] ?? 0;
    let in1 = nest.input[1] ?? 0;
    let out0 = nest.output[0] ?? 0;
    let out1 = nest.output[1] ?? 0;
    if (out0 !== 0 && out1 === 0) {
      [size0, size1, in0, in1, out0, out1] = [size1, size0, in1, in0, out1, out0];
    }
    if (out0 !== 0) {
      for (let j = 0; j < size1; j++)
        for (let i = 0; i < size0; i++) out[io + j * out1 + i * out0]! += data[ia + j * in1 + i * in0]!;
      return;
    }
    if (in0 === 1 && size0 >= vector) {
      const vectors = Math.floor(size0 / vector);
      for (let j = 0; j < size1; j++) {
        const row = ia + j * in1;
        rowSum(acc, data, row, vector, vector, vectors);
        one[0] = 0;
        for (let k = vectors * vector; k < size0; k++) one[0]! += data[row + k]!;
        for (let k = 0; k < vector; k++) one[0]! += acc[k]!;
        out[io + j * out1]! += one[0]!;
      }
    } else if (in1 === 1 && size1 >= vector) {
      let j = 0;
      for (; j + GROUPS * vector <= size1; j += GROUPS * vector) {
        cascade(acc, data, ia + j, in0, vector, GROUPS, vector, size0);
        for (let k = 0; k < GROUPS * vector; k++) out[io + (j + k) * out1]! += acc[k]!;
      }
      for (; j + vector <= size1; j += vector) {
        rowSum(acc, data, ia + j, in0, vector, size0);
        for (let k = 0; k < vector; k++) out[io + (j + k) * out1]! += acc[k]!;
      }
      for (; j < size1; j++) {
        rowSum(acc, data, ia + j, in0, 1, size0);
        out[io + j * out1]! += acc[0]!;
      }
    } else if (in0 < in1) {
      for (let j = 0; j < size1; j++) {
        rowSum(acc, data, ia + j * in1, in0, 1, size0);
        out[io + j * out1]! += acc[0]!;
      }
    } else {
      let j = 0;
      for (; j + GROUPS <= size1; j += GROUPS) {
        cascade(acc, data, ia + j * in1, in0, in1, GROUPS, 1, size0);
        for (let k = 0; k < GROUPS; k++) out[io + (j + k) * out1]! += acc[k]!;
      }
      for (; j < size1; j++) {
        rowSum(acc, data, ia + j * in1, in0, 1, size0);
        out[io + j * out1]! += acc[0]!;
      }
    }
  };
  eachBlock(nest, a.offset, block);
}

/** Calls `block` for every position of the loops outside the innermost two. */
export function eachBlock(nest: Nest, offset: number, block: (ia: number, io: number) => void): void {
  const index = new Array<number>(Math.max(nest.sizes.length - 2, 0)).fill(0);
  let ia = offset;
  let io = 0;
  for (;;) {
    block(ia, io);
    let d = 2;
    for (; d < nest.sizes.length; d++) {
      ia += nest.input[d]!;
      io += nest.output[d]!;
      if (++index[d - 2]! < nest.sizes[d]!) break;
      ia -= nest.input[d]! * nest.sizes[d]!;
      io -= nest.output[d]! * nest.sizes[d]!;
      index[d - 2] = 0;
    }
    if (d >= nest.sizes.length) return;
  }
}

/**
 * Sums entries of any dtype in row-major order with a wide accumulator: for integers (exact), complex and half types.
 */
function wideSum(a: Strided, mask: readonly boolean[], out: Strided): void {
  const strides = reducedStrides(a.shape, mask);
  const entries = denseData(a);
  const lanes = a.dtype.lanes;
  const acc = new Float64Array(out.numel * lanes);
  const positions = outputPositions(a.shape, strides);
  for (let i = 0; i < positions.length; i++) {
    const p = positions[i]! * lanes;
    for (let l = 0; l < lanes; l++) acc[p + l]! += entries[i * lanes + l]!;
  }
  const data = out.storage.data;
  for (let i = 0; i < acc.length; i++) data[i] = acc[i]!;
  settle(data, out.dtype);
}

/** For every element in row-major order, the index of the result it belongs to. */
export function outputPositions(shape: readonly number[], strides: readonly number[]): Int32Array {
  let n = 1;
  for (const s of shape) n *= s;
  const out = new Int32Array(n);
  const index = new Array<number>(shape.length).fill(0);
  let at = 0;
  for (let i = 0; i < n; i++) {
    out[i] = at;
    for (let d = shape.length - 1; d >= 0; d--) {
      at += strides[d]!;
      if (++index[d]! < shape[d]!) break;
      at -= strides[d]! * shape[d]!;
      index[d] = 0;
    }
  }
  return out;
}

/** `torch.sum(a, dim, keepdim, dtype=…)`. Integers and bool sum to int64. */
export function sum(a: Strided, dims?: Dims, keepdim = false, dtype?: DType): Strided {
  const target = dtype ?? (a.dtype.category === "int" || a.dtype === bool ? int64 : a.dtype);
  const mask = dimMask(dims, a.shape.length);
  const out = empty(reducedShape(a.shape, mask, keepdim), target);
  if (a.numel === 0) return out;
  const x = a.dtype === target ? a : convert(a, target);
  if (target === float32 || target === float64) orderedSum(x, mask, out.storage.data);
  else if (isReduced(target)) {
    // Accumulated in float32, rounded once.
    const single = new Float32Array(out.numel);
    orderedSum(viewAsFloat(x), mask, single);
    out.storage.data.set(single);
    settle(out.storage.data, target);
  } else wideSum(x, mask, out);
  return out;
}

/** Half types are kept in float32 arrays: the same memory seen as float32. */
function viewAsFloat(t: Strided): Strided {
  const copy = convert(t, float32);
  return copy === t ? viewOf(t, t.shape, t.strides) : copy;
}

/** `torch.mean`: the sum divided by the count, each rounded. Only floating and complex dtypes, or an explicit one. */
export function mean(a: Strided, dims?: Dims, keepdim = false, dtype?: DType): Strided {
  const target = dtype ?? a.dtype;
  if (target.category !== "float" && target.category !== "complex") {
    const what = dtype === undefined ? "could not infer output dtype. Input dtype" : "Optional dtype";
    throw new TorchError(
      "RuntimeError",
      dtype === undefined
        ? `mean(): ${what} must be either a floating point or complex dtype. Got: ${a.dtype.scalarName}`
        : `mean(): could not infer output dtype. ${what} must be either a floating point or complex dtype. Got: ${target.scalarName}`,
    );
  }
  const mask = dimMask(dims, a.shape.length);
  // Half types are summed and divided in float32 and rounded once.
  if (isReduced(target)) return convert(mean(a, dims, keepdim, float32), target);
  const out = sum(a, dims, keepdim, target);
  let count = 1;
  for (let d = 0; d < mask.length; d++) if (mask[d]) count *= a.shape[d]!;
  const data = out.storage.data;
  for (let i = 0; i < data.length; i++) data[i] = data[i]! / count;
  settle(data, target);
  return out;
}

/** `torch.nansum`: NaN counts as 0. Complex tensors are refused. */
export function nansum(a: Strided, dims?: Dims, keepdim = false, dtype?: DType): Strided {
  if (a.dtype.lanes === 2) throw new TorchError("RuntimeError", "nansum on CPU does not support complex inputs");
  if (a.dtype.category !== "float") return sum(a, dims, keepdim, dtype);
  const entries = denseData(a).slice();
  for (let i = 0; i < entries.length; i++) if (entries[i]! !== entries[i]!) entries[i] = 0;
  return sum(fromData(entries, a.shape, a.dtype), dims, keepdim, dtype);
}
