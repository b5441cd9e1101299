/**
 * Reductions other than sums: products, extremes, truth, moments, norms. Every function takes the dimensions to remove
 * (undefined: all) and `keepdim`. Extremes prefer NaN and the first of equal elements, as PyTorch.
 */

import { convert } from "./copy.ts";
import { bool, type DType, float64, int64, type TypedArray, toReal } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import { settle } from "./loops.ts";
import { streamed } from "./numberFormat.ts";
import { notImplemented } from "./operation.ts";
import { floatTypeOf } from "./promotion.ts";
import { denseData, empty, type Strided, wrapDim } from "./strided.ts";
import { type Dims, dimMask, outputPositions, reducedShape, reducedStrides } from "./sum.ts";

/** Elements in row-major order with the index of the result each belongs to. */
interface Grouping {
  readonly entries: TypedArray;
  readonly positions: Int32Array;
  readonly shape: number[];
  readonly count: number;
}
function group(a: Strided, dims: Dims, keepdim: boolean): Grouping {
  const mask = dimMask(dims, a.shape.length);
  const shape = reducedShape(a.shape, mask, keepdim);
  let count = 1;
  for (let d = 0; d < mask.length; d++) if (mask[d]) count *= a.shape[d]!;
  return { entries: denseData(a), positions: outputPositions(a.shape, reducedStrides(a.shape, mask)), shape, count };
}

/** One dimension seen as outer x length x inner in row-major order. */
export interface Lines {
  readonly entries: TypedArray;
  readonly outer: number;
  readonly length: number;
  readonly inner: number;
}
export function linesAlong(a: Strided, dim: number): Lines {
  const d = wrapDim(dim, a.shape.length);
  let outer = 1;
  let inner = 1;
  for (let i = 0; i < d; i++) outer *= a.shape[i]!;
  for (let i = d + 1; i < a.shape.length; i++) inner *= a.shape[i]!;
  return { entries: denseData(a), outer, length: a.shape.length === 0 ? 1 : a.shape[d]!, inner };
}
/** The shape without (or with 1 at) one dimension. */
export function shapeWithout(a: Strided, dim: number, keepdim: boolean): number[] {
  if (a.shape.length === 0) return [];
  const d = wrapDim(dim, a.shape.length);
  return a.shape.flatMap((n, i) => (i !== d ? [n] : keepdim ? [1] : []));
}

/** `torch.prod`; integers and bool multiply in int64. */
export function prod(a: Strided, dim?: number, keepdim = false, dtype?: DType): Strided {
  const target = dtype ?? (a.dtype.category === "int" || a.dtype === bool ? int64 : a.dtype);
  const x = convert(a, target);
  const g = group(x, dim, keepdim);
  const out = empty(g.shape, target);
  const data = out.storage.data;
  const { entries, positions } = g;
  if (target.lanes === 2) {
    for (let i = 0; i < data.length; i += 2) data[i] = 1;
    for (let i = 0; i < positions.length; i++) {
      const p = 2 * positions[i]!;
      const [ar, ai, br, bi] = [data[p]!, data[p + 1]!, entries[2 * i]!, entries[2 * i + 1]!];
      data[p] = ar * br - ai * bi;
      data[p + 1] = ar * bi + ai * br;
    }
    return out;
  }
  data.fill(1);
  if (target.category === "int") {
    const { cast } = target;
    for (let i = 0; i < positions.length; i++) data[positions[i]!] = cast(data[positions[i]!]! * entries[i]!);
  } else for (let i = 0; i < positions.length; i++) data[positions[i]!]! *= entries[i]!;
  settle(data, target);
  return out;
}

/** The message names the dimension as it was given. */
function emptyReduction(name: string, a: Strided, dims: readonly number[]): void {
  for (const d of dims) {
    if (a.shape[wrapDim(d, a.shape.length)] === 0) {
      throw new TorchError("IndexError", `${name}(): Expected reduction dim ${d} to have non-zero size.`);
    }
  }
}

/** Whether `x` replaces the best so far: NaN beats everything, and the first NaN stays. */
const isGreater = (x: number, best: number): boolean => x > best || (x !== x && best === best);
const isLess = (x: number, best: number): boolean => x < best || (x !== x && best === best);

function refuseComplex(kernel: string, a: Strided): void {
  if (a.dtype.lanes === 2) notImplemented(kernel, a.dtype);
}

function extremes(name: string, better: typeof isGreater) {
  return (a: Strided, dims?: Dims, keepdim = false): Strided => {
    refuseComplex(name === "amax" ? "max_values_cpu" : "min_values_cpu", a);
    if (a.numel === 0) {
      if (dims === undefined || (typeof dims !== "number" && dims.length === 0)) {
        throw new TorchError(
          "RuntimeError",
          `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
        );
      }
      emptyReduction(name, a, typeof dims === "number" ? [dims] : dims);
    }
    const g = group(a, dims, keepdim);
    const out = empty(g.shape, a.dtype);
    const data = out.storage.data;
    const isFilled = new Uint8Array(data.length);
    for (let i = 0; i < g.positions.length; i++) {
      const p = g.positions[i]!;
      const x = g.entries[i]!;
      if (isFilled[p] === 0 || better(x, data[p]!)) {
        data[p] = x;
        isFilled[p] = 1;
      }
    }
    return out;
  };
}
/** `torch.amax` and `torch.amin`, over any dimensions. */
export const amax = extremes("amax", isGreater);
export const amin = extremes("amin", isLess);

export interface ValuesAndIndices {
  readonly values: Strided;
  readonly indices: Strided;
}

function extremeWithIndex(name: string, better: typeof isGreater) {
  return (a: Strided, dim: number, keepdim = false): ValuesAndIndices => {
    if (a.dtype.lanes === 2) throw new TorchError("RuntimeError", `${name}(): does not support complex input`);
    const d = wrapDim(dim, a.shape.length);
    if (a.numel === 0 && a.shape[d] === 0) {
      throw new TorchError("IndexError", `${name}(): Expected reduction dim ${d} to have non-zero size.`);
    }
    const { entries, outer, length, inner } = linesAlong(a, dim);
    const shape = shapeWithout(a, dim, keepdim);
    const values = empty(shape, a.dtype);
    const indices = empty(shape, int64);
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) {
        let at = o * length * inner + i;
        let best = entries[at]!;
        let where = 0;
        for (let k = 1; k < length; k++) {
          at += inner;
          if (better(entries[at]!, best)) {
            best = entries[at]!;
            where = k;
          }
        }
        values.storage.data[o * inner + i] = best;
        indices.storage.data[o * inner + i] = where;
      }
    }
    return { values, indices };
  };
}
/** `torch.max(a, dim)` and `torch.min(a, dim)`. */
export const maxAlong = extremeWithIndex("max", isGreater);
export const minAlong = extremeWithIndex("min", isLess);

function extremeOfAll(name: string, better: typeof isGreater) {
  return (a: Strided): Strided => {
    refuseComplex(`${name}_all`, a);
    if (a.numel === 0) {
      throw new TorchError(
        "RuntimeError",
        `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
      );
    }
    const entries = denseData(a);
    let best = entries[0]!;
    for (let i = 1; i < entries.length; i++) if (better(entries[i]!, best)) best = entries[i]!;
    const out = empty([], a.dtype);
    out.storage.data[0] = best;
    return out;
  };
}
/** `torch.max(a)` and `torch.min(a)`. */
export const maxOfAll = extremeOfAll("max", isGreater);
export const minOfAll = extremeOfAll("min", isLess);

function extremeIndex(name: string, better: typeof isGreater) {
  return (a: Strided, dim?: number, keepdim = false): Strided => {
    if (a.dtype.lanes === 2) throw new TorchError("RuntimeError", `${name}(): does not support complex input`);
    if (a.dtype === bool) throw new TorchError("RuntimeError", `${name}(): does not support bool input`);
    if (dim === undefined) {
      if (a.numel === 0) {
        throw new TorchError("IndexError", `${name}(): Expected reduction dim to be specified for input.numel() == 0.`);
      }
      const entries = denseData(a);
      let best = 0;
      for (let i = 1; i < entries.length; i++) if (better(entries[i]!, entries[best]!)) best = i;
      const out = empty(keepdim ? a.shape.map(() => 1) : [], int64);
      out.storage.data[0] = best;
      return out;
    }
    const d = wrapDim(dim, a.shape.length);
    if (a.shape[d] === 0) {
      throw new TorchError("IndexError", `${name}(): Expected reduction dim ${d} to have non-zero size.`);
    }
    return extremeWithIndex(name, better)(a, dim, keepdim).indices;
  };
}
export const argmax = extremeIndex("argmax", isGreater);
export const argmin = extremeIndex("argmin", isLess);

/** `torch.aminmax`. */
export function aminmax(a: Strided, dim?: number, keepdim = false): { min: Strided; max: Strided } {
  if (a.numel === 0 && dim === undefined) {
    throw new TorchError(
      "RuntimeError",
      "aminmax(): cannot compute aminmax over an empty dimension as the operation has no identity.",
    );
  }
  refuseComplex("aminmax_cpu", a);
  if (dim !== undefined && a.shape.length > 0) emptyReduction("aminmax", a, [wrapDim(dim, a.shape.length)]);
  return { min: amin(a, dim, keepdim), max: amax(a, dim, keepdim) };
}

function truth(isAll: boolean) {
  return (a: Strided, dims?: Dims, keepdim = false): Strided => {
    const g = group(a, dims, keepdim);
    // Bytes stay bytes, everything else becomes bool.
    const out = empty(g.shape, a.dtype.name === "uint8" ? a.dtype : bool);
    const data = out.storage.data;
    data.fill(isAll ? 1 : 0);
    const lanes = a.dtype.lanes;
    for (let i = 0; i < g.positions.length; i++) {
      const isTrue = g.entries[i * lanes] !== 0 || (lanes === 2 && g.entries[2 * i + 1] !== 0);
      if (isTrue !== isAll) data[g.positions[i]!] = isAll ? 0 : 1;
    }
    return out;
  };
}
export const all = truth(true);
export const any = truth(false);

/** `torch.count_nonzero`. */
export function countNonzero(a: Strided, dims?: Dims): Strided {
  const g = group(a, dims, false);
  const out = empty(g.shape, int64);
  const lanes = a.dtype.lanes;
  for (let i = 0; i < g.positions.length; i++) {
    if (g.entries[i * lanes] !== 0 || (lanes === 2 && g.entries[2 * i + 1] !== 0)) out.storage.data[g.positions[i]!]!++;
  }
  return out;
}

/** Sums of squared distances from the mean (Welford, in double), and the means, per result. */
function moments(g: Grouping, lanes: number, results: number): { squares: Float64Array; means: Float64Array } {
  const means = new Float64Array(results * lanes);
  const squares = new Float64Array(results);
  const seen = new Float64Array(results);
  for (let i = 0; i < g.positions.length; i++) {
    const p = g.positions[i]!;
    const n = ++seen[p]!;
    for (let l = 0; l < lanes; l++) {
      const x = g.entries[i * lanes + l]!;
      const d = x - means[p * lanes + l]!;
      means[p * lanes + l]! += d / n;
      squares[p]! += d * (x - means[p * lanes + l]!);
    }
  }
  return { squares, means };
}

function requireFloat(name: string, a: Strided): void {
  if (a.dtype.category !== "float" && a.dtype.lanes !== 2) {
    throw new TorchError("RuntimeError", `${name} only support floating point and complex dtypes`);
  }
}

/** `torch.var` with `correction` degrees of freedom removed (1: unbiased). */
export function variance(a: Strided, dims?: Dims, correction = 1, keepdim = false): Strided {
  requireFloat("std and var", a);
  return spread(a, dims, correction, keepdim, false).value;
}
export function std(a: Strided, dims?: Dims, correction = 1, keepdim = false): Strided {
  requireFloat("std and var", a);
  return spread(a, dims, correction, keepdim, true).value;
}
/** `torch.var_mean` and `torch.std_mean`. */
export function varianceMean(
  a: Strided,
  dims?: Dims,
  correction = 1,
  keepdim = false,
  takeRoot = false,
): { value: Strided; mean: Strided } {
  if (a.dtype.category !== "float" && a.dtype.lanes !== 2) {
    throw new TorchError(
      "RuntimeError",
      `${takeRoot ? "std_mean" : "var_mean"} only support floating point and complex dtypes`,
    );
  }
  return spread(a, dims, correction, keepdim, takeRoot);
}
function spread(a: Strided, dims: Dims, correction: number, keepdim: boolean, takeRoot: boolean) {
  const g = group(a, dims, keepdim);
  const value = empty(g.shape, toReal(a.dtype));
  const mean = empty(g.shape, a.dtype);
  const { squares, means } = moments(g, a.dtype.lanes, value.numel);
  const freedom = Math.max(g.count - correction, 0);
  for (let i = 0; i < squares.length; i++) {
    const v = g.count === 0 ? NaN : squares[i]! / freedom;
    value.storage.data[i] = takeRoot ? Math.sqrt(v) : v;
  }
  for (let i = 0; i < means.length; i++) mean.storage.data[i] = g.count === 0 ? NaN : means[i]!;
  settle(value.storage.data, value.dtype);
  settle(mean.storage.data, mean.dtype);
  return { value, mean };
}

/** `torch.linalg.vector_norm`: any order; 0 counts, infinities take extremes. */
export function vectorNorm(a: Strided, order = 2, dims?: Dims, keepdim = false, dtype?: DType): Strided {
  if (a.dtype.category !== "float" && a.dtype.lanes !== 2) {
    throw new TorchError(
      "RuntimeError",
      `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${a.dtype.scalarName}`,
    );
  }
  const x = dtype ? convert(a, dtype) : a;
  const g = group(x, dims, keepdim);
  const out = empty(g.shape, toReal(x.dtype));
  const lanes = x.dtype.lanes;
  const acc = new Float64Array(out.numel);
  if (g.count === 0 && (order < 0 || order === Infinity)) {
    const given = typeof dims === "number" ? [dims] : (dims ?? []);
    const isEmpty = given.find((d) => x.shape[wrapDim(d, x.shape.length)] === 0);
    if (isEmpty !== undefined) {
      throw new TorchError(
        "RuntimeError",
        `linalg.vector_norm cannot compute the ${streamed(order)} norm on the dimension ${isEmpty}because this dimension is empty and the operation does not have an identity`,
      );
    }
    throw new TorchError(
      "RuntimeError",
      `linalg.vector_norm cannot compute the ${streamed(order)} norm on an empty tensor because the operation does not have an identity`,
    );
  }
  if (order === -Infinity) acc.fill(Infinity);
  for (let i = 0; i < g.positions.length; i++) {
    const p = g.positions[i]!;
    const m = lanes === 2 ? Math.hypot(g.entries[2 * i]!, g.entries[2 * i + 1]!) : Math.abs(g.entries[i]!);
    if (order === 2) acc[p]! += m * m;
    else if (order === 1) acc[p]! += m;
    else if (order === 0) acc[p]! += m === 0 ? 0 : 1;
    else if (order === Infinity) acc[p] = isGreater(m, acc[p]!) ? m : acc[p]!;
    else if (order === -Infinity) acc[p] = isLess(m, acc[p]!) ? m : acc[p]!;
    else acc[p]! += m ** order;
  }
  const finish = Number.isFinite(order) && order !== 0 && order !== 1;
  for (let i = 0; i < acc.length; i++) {
    out.storage.data[i] = !finish ? acc[i]! : order === 2 ? Math.sqrt(acc[i]!) : acc[i]! ** (1 / order);
  }
  settle(out.storage.data, out.dtype);
  return out;
}

/** `torch.logsumexp`: the maximum is taken out first; integers compute in the default dtype. */
export function logsumexp(a: Strided, dims?: Dims, keepdim = false): Strided {
  const dtype = floatTypeOf(a.dtype);
  if (dtype.lanes === 2) throw new Unsupported("torch.logsumexp of complex tensors");
  const x = convert(a, dtype);
  const g = group(x, dims, keepdim);
  const out = empty(g.shape, dtype);
  const n = out.numel;
  const peak = new Float64Array(n).fill(-Infinity);
  for (let i = 0; i < g.positions.length; i++) {
    const p = g.positions[i]!;
    if (isGreater(g.entries[i]!, peak[p]!)) peak[p] = g.entries[i]!;
  }
  const shift = peak.map((m) => (Math.abs(m) === Infinity ? 0 : m));
  const acc = new Float64Array(n);
  for (let i = 0; i < g.positions.length; i++) {
    const p = g.positions[i]!;
    acc[p]! += Math.exp(g.entries[i]! - shift[p]!);
  }
  const r = dtype === float64 ? (v: number) => v : Math.fround;
  for (let i = 0; i < n; i++) out.storage.data[i] = r(Math.log(r(acc[i]!))) + shift[i]!;
  settle(out.storage.data, dtype);
  return out;
}
