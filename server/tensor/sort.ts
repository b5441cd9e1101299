/** Order: sorting, selecting, counting, and looking up in sorted tensors. NaN counts as larger than every number. */

import { convert } from "./copy.ts";
import { bool, float64, int32, int64, type TypedArray } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { pick } from "./joining.ts";
import { streamed } from "./numberFormat.ts";
import { notImplemented } from "./operation.ts";
import { linesAlong, shapeWithout, type ValuesAndIndices } from "./reduce.ts";
import { permute } from "./shape.ts";
import { denseData, empty, fromData, numelOf, type Strided, viewOf, wrapDim } from "./strided.ts";

/** Ascending, NaN last. */
function ascending(x: number, y: number): number {
  if (x < y) return -1;
  if (x > y) return 1;
  return (x !== x ? 1 : 0) - (y !== y ? 1 : 0);
}

/** Positions 0…length-1 of a line in sorted order; stable. */
function sortedPositions(entries: TypedArray, at: number, step: number, length: number, descending: boolean): number[] {
  const order = Array.from({ length }, (_, k) => k);
  order.sort((i, j) => {
    const c = ascending(entries[at + i * step]!, entries[at + j * step]!);
    return (descending ? -c : c) || i - j;
  });
  return order;
}

/** `torch.sort(t, dim, descending, stable)`: always stable. */
export function sort(t: Strided, dim = -1, descending = false): ValuesAndIndices {
  wrapDim(dim, t.shape.length);
  if (t.dtype.lanes === 2) throw new TorchError("RuntimeError", " Sort does not support complex dtypes on CPU");
  const values = empty(t.shape, t.dtype);
  const indices = empty(t.shape, int64);
  const { entries, outer, length, inner } = linesAlong(t, dim);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = o * length * inner + i;
      sortedPositions(entries, at, inner, length, descending).forEach((k, r) => {
        values.storage.data[at + r * inner] = entries[at + k * inner]!;
        indices.storage.data[at + r * inner] = k;
      });
    }
  }
  return { values, indices };
}
export function argsort(t: Strided, dim = -1, descending = false): Strided {
  return sort(t, dim, descending).indices;
}
/** `torch.msort(t)`: along the first dimension. */
export function msort(t: Strided): Strided {
  return sort(t, 0).values;
}

/** `torch.topk(t, k, dim, largest, sorted)`: always sorted; equal elements in order of position. */
export function topk(t: Strided, k: number, dim = -1, largest = true): ValuesAndIndices {
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape.length === 0 ? 1 : t.shape[d]!;
  if (k < 0 || k > n) throw new TorchError("RuntimeError", "selected index k out of range");
  if (t.dtype.lanes === 2) throw new TorchError("RuntimeError", " topk does not support complex dtypes on CPU");
  const sorted = sort(t, dim, largest);
  if (t.shape.length === 0) return sorted;
  const first = Array.from({ length: k }, (_, i) => i);
  return { values: pick(sorted.values, d, first), indices: pick(sorted.indices, d, first) };
}

function alongLines(
  t: Strided,
  dim: number,
  keepdim: boolean,
  line: (entries: TypedArray, at: number, step: number, length: number) => readonly [number, number],
): ValuesAndIndices {
  const { entries, outer, length, inner } = linesAlong(t, dim);
  const shape = shapeWithout(t, dim, keepdim);
  const values = empty(shape, t.dtype);
  const indices = empty(shape, int64);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const [value, index] = line(entries, o * length * inner + i, inner, length);
      values.storage.data[o * inner + i] = value;
      indices.storage.data[o * inner + i] = index;
    }
  }
  return { values, indices };
}

function nonEmpty(name: string, t: Strided, dim: number): void {
  const d = wrapDim(dim, t.shape.length);
  if (t.shape.length > 0 && t.shape[d] === 0) {
    throw new TorchError("IndexError", `${name}(): Expected reduction dim ${d} to have non-zero size.`);
  }
}

/** `torch.kthvalue(t, k, dim, keepdim)`, k from 1. */
export function kthvalue(t: Strided, k: number, dim = -1, keepdim = false): ValuesAndIndices {
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape.length === 0 ? 1 : t.shape[d]!;
  if (t.numel === 0) nonEmpty("kthvalue", t, dim);
  if (t.dtype.lanes === 2 || t.dtype === bool) notImplemented("kthvalue_cpu", t.dtype);
  if (k < 1 || k > n) {
    throw new TorchError("RuntimeError", `kthvalue(): selected number k out of range for dimension ${d}`);
  }
  return alongLines(t, dim, keepdim, (entries, at, step, length) => {
    const p = selected(entries, at, step, length, k - 1);
    return [entries[at + p * step]!, p];
  });
}

/**
 * Position of the element that sorting would put at `k`, by quickselect with the median of three as pivot: which of
 * several equal elements is named depends on the exchanges, so they are made in PyTorch's order.
 */
function selected(entries: TypedArray, at: number, step: number, length: number, k: number): number {
  const order = Array.from({ length }, (_, i) => i);
  const above = (i: number, j: number): boolean => ascending(entries[at + i * step]!, entries[at + j * step]!) > 0;
  const swap = (i: number, j: number): void => {
    [order[i], order[j]] = [order[j]!, order[i]!];
  };
  let low = 0;
  let high = length - 1;
  while (high > low) {
    if (high === low + 1) {
      if (above(order[low]!, order[high]!)) swap(low, high);
      break;
    }
    swap(low + Math.floor((high - low) / 2), low + 1);
    if (above(order[low + 1]!, order[high]!)) swap(low + 1, high);
    if (above(order[low]!, order[high]!)) swap(low, high);
    if (above(order[low + 1]!, order[low]!)) swap(low + 1, low);
    let i = low + 1;
    let j = high;
    const pivot = order[low]!;
    for (;;) {
      do i++;
      while (above(pivot, order[i]!));
      do j--;
      while (above(order[j]!, pivot));
      if (j < i) break;
      swap(i, j);
    }
    swap(low, j);
    if (j <= k) low = i;
    if (j >= k) high = j - 1;
  }
  return order[k]!;
}

/** `torch.median(t, dim)`: the lower of the two middle elements; NaN if any is. `ignoreNan`: `torch.nanmedian`. */
export function medianAlong(t: Strided, dim: number, keepdim = false, ignoreNan = false): ValuesAndIndices {
  const name = ignoreNan ? "nanmedian" : "median";
  nonEmpty(name, t, dim);
  if (t.dtype.lanes === 2 || t.dtype === bool) notImplemented("median_out", t.dtype);
  return alongLines(t, dim, keepdim, (entries, at, step, length) => {
    const order = sortedPositions(entries, at, step, length, false);
    let valid = length;
    while (valid > 0 && entries[at + order[valid - 1]! * step]! !== entries[at + order[valid - 1]! * step]!) valid--;
    if (valid < length && !ignoreNan) {
      for (let k = 0; k < length; k++) if (entries[at + k * step]! !== entries[at + k * step]!) return [NaN, k];
    }
    const p = order[Math.max(Math.floor((valid - 1) / 2), 0)]!;
    return [entries[at + p * step]!, p];
  });
}
export function medianOfAll(t: Strided, ignoreNan = false): Strided {
  if (t.dtype.lanes === 2 || t.dtype === bool) notImplemented("median_cpu", t.dtype);
  const out = empty([], t.dtype);
  if (t.numel === 0) {
    out.storage.data[0] = t.dtype.category === "float" ? NaN : 0;
    return out;
  }
  const flat = fromData(denseData(t), [t.numel], t.dtype);
  return medianAlong(flat, 0, false, ignoreNan).values;
}

/** `torch.mode(t, dim, keepdim)`: the smallest of the most frequent elements, at its last position. */
export function mode(t: Strided, dim = -1, keepdim = false): ValuesAndIndices {
  nonEmpty("mode", t, dim);
  if (t.dtype.lanes === 2) notImplemented("mode_cpu", t.dtype);
  return alongLines(t, dim, keepdim, (entries, at, step, length) => {
    const order = sortedPositions(entries, at, step, length, false);
    const value = (k: number): number => entries[at + order[k]! * step]!;
    let best = 0;
    let bestCount = 0;
    for (let k = 0, count = 0; k < length; k++) {
      count = k > 0 && value(k) === value(k - 1) ? count + 1 : 1;
      if (count > bestCount) {
        best = k;
        bestCount = count;
      }
    }
    return [value(best), order[best]!];
  });
}

/** `torch.quantile(t, q, dim, keepdim, interpolation)`; `q` a number or a vector. `ignoreNan`: `torch.nanquantile`. */
export function quantile(
  t: Strided,
  q: number | Strided,
  dim?: number,
  keepdim = false,
  interpolation = "linear",
  ignoreNan = false,
): Strided {
  if (t.dtype.name !== "float32" && t.dtype !== float64) {
    throw new TorchError("RuntimeError", "quantile() input tensor must be either float or double dtype");
  }
  if (t.numel === 0) throw new TorchError("RuntimeError", "quantile() input tensor must be non-empty");
  if (typeof q !== "number") {
    if (q.shape.length > 1) throw new TorchError("RuntimeError", "quantile() q must be a scalar or 1D tensor");
    if (q.dtype !== t.dtype) {
      throw new TorchError("RuntimeError", "quantile() q tensor must be same dtype as the input tensor");
    }
  }
  if (!["linear", "lower", "higher", "midpoint", "nearest"].includes(interpolation)) {
    throw new TorchError(
      "RuntimeError",
      `quantile() interpolation must be one of linear, lower, higher, midpoint or nearest, but got ${interpolation}`,
    );
  }
  const rounded = t.dtype === float64 ? (x: number): number => x : Math.fround;
  const quantiles = typeof q === "number" ? [q] : [...denseData(q)];
  for (const x of quantiles) {
    if (!(x >= 0 && x <= 1)) {
      throw new TorchError(
        "RuntimeError",
        typeof q === "number"
          ? `quantile() q must be in the range [0, 1] but got ${streamed(x)}`
          : "quantile() q values must be in the range [0, 1]",
      );
    }
  }
  const flat = dim === undefined ? fromData(denseData(t), [t.numel], t.dtype) : t;
  const d = dim ?? 0;
  const { entries, outer, length, inner } = linesAlong(flat, d);
  const kept = dim === undefined ? (keepdim ? t.shape.map(() => 1) : []) : shapeWithout(t, d, keepdim);
  const isVector = typeof q !== "number" && q.shape.length === 1;
  // The quantiles are the innermost dimension in memory, and shown as the first.
  const dense = empty(isVector ? [...kept, quantiles.length] : kept, t.dtype);
  const last = kept.length;
  const out = isVector ? permute(dense, [last, ...kept.map((_, e) => e)]) : dense;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = o * length * inner + i;
      const order = sortedPositions(entries, at, inner, length, false);
      const value = (k: number): number => entries[at + order[k]! * inner]!;
      let valid = length;
      while (valid > 0 && value(valid - 1) !== value(valid - 1)) valid--;
      quantiles.forEach((x, j) => {
        let result = NaN;
        if (valid === length || (ignoreNan && valid > 0)) {
          let rank = rounded(rounded(x) * (valid - 1));
          if (interpolation === "lower") rank = Math.floor(rank);
          else if (interpolation === "higher") rank = Math.ceil(rank);
          else if (interpolation === "nearest") {
            const f = Math.floor(rank);
            rank = rank - f === 0.5 ? (f % 2 === 0 ? f : f + 1) : Math.round(rank);
          }
          const below = Math.floor(rank);
          const above = Math.ceil(rank);
          const weight = interpolation === "midpoint" ? 0.5 : rounded(rank - below);
          const low = value(below);
          const high = value(above);
          const gap = rounded(high - low);
          // As lerp does: from the nearer end.
          result = below === above ? low : weight < 0.5 ? low + weight * gap : high - gap * rounded(1 - weight);
        }
        dense.storage.data[(o * inner + i) * quantiles.length + j] = result;
      });
    }
  }
  return out;
}

export interface Unique {
  readonly values: Strided;
  readonly inverse: Strided;
  readonly counts: Strided;
}

/** `torch.unique(t)` over all elements: sorted, with the place of each element and how often each occurs. */
export function unique(t: Strided): Unique {
  const entries = denseData(t);
  const order = sortedPositions(entries, 0, 1, entries.length, false);
  return gatherUnique(t, entries, order);
}
/** `torch.unique_consecutive(t)` over all elements. */
export function uniqueConsecutive(t: Strided): Unique {
  const entries = denseData(t);
  return gatherUnique(
    t,
    entries,
    Array.from({ length: entries.length }, (_, i) => i),
  );
}
function gatherUnique(t: Strided, entries: TypedArray, order: readonly number[]): Unique {
  if (t.dtype.lanes === 2) notImplemented("unique", t.dtype);
  const found: number[] = [];
  const counts: number[] = [];
  const inverse = empty(t.shape, int64);
  for (const i of order) {
    const x = entries[i]!;
    if (found.length === 0 || found[found.length - 1] !== x) {
      found.push(x);
      counts.push(0);
    }
    counts[counts.length - 1]!++;
    inverse.storage.data[i] = found.length - 1;
  }
  const values = empty([found.length], t.dtype);
  values.storage.data.set(found);
  return { values, inverse, counts: fromData(Float64Array.from(counts), [counts.length], int64) };
}

/** `torch.unique(t, dim=…)`: distinct slices, in lexicographic order (or as they come, for consecutive ones). */
export function uniqueAlong(t: Strided, dim: number, consecutive = false): Unique {
  if (t.shape.length === 0) {
    throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
  }
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  const order = t.shape.map((_, e) => e).filter((e) => e !== d);
  const rows = denseData(
    viewOf(t, [n, ...order.map((e) => t.shape[e]!)], [t.strides[d]!, ...order.map((e) => t.strides[e]!)]),
  );
  const width = numelOf(order.map((e) => t.shape[e]!));
  const compare = (i: number, j: number): number => {
    for (let k = 0; k < width; k++) {
      const c = ascending(rows[i * width + k]!, rows[j * width + k]!);
      if (c !== 0) return c;
    }
    return 0;
  };
  const positions = Array.from({ length: n }, (_, i) => i);
  if (!consecutive) positions.sort((i, j) => compare(i, j) || i - j);
  const firsts: number[] = [];
  const counts: number[] = [];
  const inverse = empty([n], int64);
  for (const i of positions) {
    if (firsts.length === 0 || compare(firsts[firsts.length - 1]!, i) !== 0) {
      firsts.push(i);
      counts.push(0);
    }
    counts[counts.length - 1]!++;
    inverse.storage.data[i] = firsts.length - 1;
  }
  return {
    values: permute(
      pick(fromData(rows, [n, ...order.map((e) => t.shape[e]!)], t.dtype), 0, firsts),
      t.shape.map((_, e) => (e === d ? 0 : order.indexOf(e) + 1)),
    ),
    inverse,
    counts: fromData(Float64Array.from(counts), [counts.length], int64),
  };
}

/** `torch.bincount(t, weights, minlength)`. */
export function bincount(t: Strided, weights?: Strided, minlength = 0): Strided {
  if (t.dtype.category !== "int") return notImplemented("bincount_cpu", t.dtype);
  if (minlength < 0) throw new TorchError("RuntimeError", "minlength should be >= 0");
  const values = denseData(t);
  let largest = -1;
  let isValid = t.shape.length === 1;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) isValid = false;
    largest = Math.max(largest, values[i]!);
  }
  if (!isValid) throw new TorchError("RuntimeError", "bincount only supports 1-d non-negative integral inputs.");
  if (weights && (weights.shape.length !== 1 || weights.numel !== t.numel)) {
    throw new TorchError("RuntimeError", "weights should be 1-d and have the same length as input");
  }
  const dtype = weights ? (weights.dtype.name === "float32" ? weights.dtype : float64) : int64;
  const out = empty([Math.max(largest + 1, minlength)], dtype);
  const amounts = weights ? denseData(convert(weights, dtype)) : undefined;
  for (let i = 0; i < values.length; i++) out.storage.data[values[i]!]! += amounts ? amounts[i]! : 1;
  return out;
}

/** `torch.histc(t, bins, min, max)`; equal bounds take the range of the data. */
export function histc(t: Strided, bins = 100, min = 0, max = 0): Strided {
  if (t.dtype.name !== "float32" && t.dtype !== float64) return notImplemented("histogram_cpu", t.dtype);
  if (bins <= 0) {
    throw new TorchError("RuntimeError", `torch.histogram(): bins must be > 0, but got ${bins} for dimension 0`);
  }
  const entries = denseData(t);
  let low = min;
  let high = max;
  if (low === high && entries.length > 0) {
    low = Infinity;
    high = -Infinity;
    for (let i = 0; i < entries.length; i++) {
      const x = entries[i]!;
      if (x !== x) low = high = NaN;
      if (x < low) low = x;
      if (x > high) high = x;
    }
  }
  if (low === high) {
    low -= 1;
    high += 1;
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) {
    throw new TorchError("RuntimeError", `torch.histc: range of [${streamed(low)}, ${streamed(high)}] is not finite`);
  }
  if (low > high) throw new TorchError("RuntimeError", "torch.histc: max must be larger than min");
  const out = empty([bins], t.dtype);
  for (let i = 0; i < entries.length; i++) {
    const x = entries[i]!;
    if (!(x >= low && x <= high)) continue;
    const k = Math.floor(((x - low) * bins) / (high - low));
    out.storage.data[Math.min(k, bins - 1)]!++;
  }
  return out;
}

/** Where to insert `x` into the sorted run entries[from, from + length). */
function insertionPoint(entries: TypedArray, from: number, length: number, x: number, right: boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const c = ascending(entries[from + middle]!, x);
    if (c < 0 || (right && c === 0)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `torch.searchsorted(sorted, values, side/right)`: per row where `sorted` has rows. */
export function searchsorted(sorted: Strided, values: Strided, right = false, outInt32 = false): Strided {
  const isRows = sorted.shape.length > 1;
  if (isRows) {
    const lead = sorted.shape.slice(0, -1).join();
    if (sorted.shape.length !== values.shape.length || lead !== values.shape.slice(0, -1).join()) {
      throw new TorchError(
        "RuntimeError",
        `torch.searchsorted(): boundaries tensor should be 1 dimension or the first N-1 dimensions of boundaries tensor and input value tensor must match, but we got boundaries tensor [${sorted.shape.join(", ")}] and input value tensor [${values.shape.join(", ")}]`,
      );
    }
  }
  const out = empty(values.shape, outInt32 ? int32 : int64);
  const entries = denseData(sorted);
  const wanted = denseData(values);
  const length = sorted.shape.at(-1) ?? 1;
  const perRow = isRows ? values.shape.at(-1)! : wanted.length;
  for (let i = 0; i < wanted.length; i++) {
    const from = isRows ? Math.floor(i / perRow) * length : 0;
    out.storage.data[i] = insertionPoint(entries, from, length, wanted[i]!, right);
  }
  return out;
}

/** `torch.bucketize(values, boundaries, right)`. */
export function bucketize(values: Strided, boundaries: Strided, right = false, outInt32 = false): Strided {
  if (boundaries.shape.length !== 1) {
    throw new TorchError(
      "RuntimeError",
      `boundaries tensor must be 1 dimension, but got dim(${boundaries.shape.length})`,
    );
  }
  return searchsorted(boundaries, values, right, outInt32);
}
