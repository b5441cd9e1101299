/**
 * Reading and writing along one dimension at positions that an index tensor gives: gather, scatter, index_select,
 * index_add and their kin; and the same over the flattened tensor (take, put). Results are dense. Error texts are PyTorch's.
 */
import { inOrderOf } from "./copy.ts";
import { int64, type TypedArray } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { settle } from "./loops.ts";
import { contiguousStrides, denseData, empty, fromData, type Strided, viewOf, wrapDim } from "./strided.ts";

const list = (shape: readonly number[]): string => `[${shape.join(", ")}]`;
const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

/** What happens where a value meets what is there. */
export type Combine = "set" | "add" | "multiply" | "prod" | "amax" | "amin";

function combine(how: Combine, lanes: 1 | 2, data: TypedArray, at: number, source: TypedArray, from: number): void {
  if (how === "set" || how === "add") {
    for (let l = 0; l < lanes; l++) {
      const x = source[from * lanes + l]!;
      data[at * lanes + l] = how === "set" ? x : data[at * lanes + l]! + x;
    }
    return;
  }
  if (lanes === 2) {
    const [ar, ai] = [data[2 * at]!, data[2 * at + 1]!];
    const [br, bi] = [source[2 * from]!, source[2 * from + 1]!];
    data[2 * at] = ar * br - ai * bi;
    data[2 * at + 1] = ar * bi + ai * br;
    return;
  }
  const a = data[at]!;
  const b = source[from]!;
  if (how === "amax") data[at] = a !== a || b !== b ? NaN : Math.max(a, b);
  else if (how === "amin") data[at] = a !== a || b !== b ? NaN : Math.min(a, b);
  else data[at] = a * b;
}

/** A dense copy to write into; sums of float32 are rounded at every step by the array itself. */
function denseCopy(t: Strided): Strided {
  return fromData(denseData(t).slice(), t.shape, t.dtype);
}

function checkIndexType(name: string, index: Strided): void {
  if (index.dtype !== int64 && index.dtype.name !== "int32") {
    fail(`${name}(): Expected dtype int32/int64 for index`);
  }
}

/**
 * For every element of `index` the position in a dense tensor of `shape`: its own coordinates, with `dim` replaced by
 * what the element says. Negative positions are out of bounds.
 */
function positions(shape: readonly number[], dim: number, index: Strided): Int32Array {
  const out = new Int32Array(index.numel);
  const entries = denseData(index);
  const rank = index.shape.length;
  const strides = contiguousStrides(shape);
  const size = shape[dim] ?? 1;
  const at = new Array<number>(rank).fill(0);
  for (let i = 0; i < out.length; i++) {
    const k = entries[i]!;
    if (k < 0 || k >= size) fail(`index ${k} is out of bounds for dimension ${dim} with size ${size}`);
    let p = 0;
    for (let d = 0; d < rank; d++) p += (d === dim ? k : at[d]!) * strides[d]!;
    out[i] = p;
    for (let d = rank - 1; d >= 0; d--) {
      if (++at[d]! < index.shape[d]!) break;
      at[d] = 0;
    }
  }
  return out;
}

/** A 0-dim tensor takes part as a one-dimensional one. */
const atLeast1d = (t: Strided): Strided => (t.dim === 0 ? viewOf(t, [1], [1]) : t);

/** `torch.gather(t, dim, index)`: the result has the shape of `index`. */
export function gather(t: Strided, dim: number, index: Strided): Strided {
  const d = wrapDim(dim, t.dim);
  if (index.numel === 0) return empty(index.shape, t.dtype);
  checkIndexType("gather", index);
  const source = atLeast1d(t);
  const ix = atLeast1d(index);
  if (ix.dim !== source.dim) fail("Index tensor must have the same number of dimensions as input tensor");
  ix.shape.forEach((n, i) => {
    if (i !== d && n > source.shape[i]!) {
      fail(
        `Size does not match at dimension ${i} expected index ${list(index.shape)} to be no larger than self ${list(t.shape)} apart from dimension ${d}`,
      );
    }
  });
  const at = positions(source.shape, d, ix);
  const data = denseData(source);
  const out = empty(index.shape, t.dtype);
  const lanes = t.dtype.lanes;
  for (let i = 0; i < at.length; i++) {
    for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l] = data[at[i]! * lanes + l]!;
  }
  return out;
}

function checkScatter(t: Strided, dim: number, index: Strided, src: Strided | null): void {
  const d = wrapDim(dim, t.dim);
  if (index.numel === 0) return;
  const a = atLeast1d(t).shape;
  const b = atLeast1d(index).shape;
  const c = src === null ? null : atLeast1d(src).shape;
  if (a.length !== b.length) fail("Index tensor must have the same number of dimensions as self tensor");
  const isTooLarge = b.some((n, i) => i !== d && n > a[i]!);
  const isBeyondSource = c !== null && (c.length !== b.length || b.some((n, i) => n > c[i]!));
  if (c !== null && c.length !== b.length) {
    fail("Index tensor must have the same number of dimensions as src tensor");
  }
  if (isTooLarge || isBeyondSource) {
    fail(
      src === null
        ? `Expected index ${list(index.shape)} to be no larger than self ${list(t.shape)} apart from dimension ${d}`
        : `Expected index ${list(index.shape)} to be no larger than self ${list(t.shape)} apart from dimension ${d} and to be no larger size than src ${list(src.shape)}`,
    );
  }
}

/** A copy of `t` with the elements of `src` (of the same dtype) put, or combined, where `index` says. */
export function scatter(name: string, t: Strided, dim: number, index: Strided, src: Strided, how: Combine): Strided {
  if (index.numel > 0) checkIndexType(name, index);
  if (src.dtype !== t.dtype) fail(`scatter(): Expected self.dtype to be equal to src.dtype`);
  checkScatter(t, dim, index, src);
  const out = denseCopy(t);
  if (index.numel === 0) return out;
  const ix = atLeast1d(index);
  const at = positions(atLeast1d(t).shape, wrapDim(dim, t.dim), ix);
  // The part of `src` that `index` covers.
  const covered = atLeast1d(src);
  const source = denseData(viewOf(covered, ix.shape, covered.strides));
  for (let i = 0; i < at.length; i++) combine(how, t.dtype.lanes, out.storage.data, at[i]!, source, i);
  settle(out.storage.data, t.dtype);
  return out;
}

/** A copy of `t` with `value` (one element of t's dtype) put, or combined, where `index` says. */
export function scatterValue(t: Strided, dim: number, index: Strided, value: Strided, how: Combine): Strided {
  checkIndexType("scatter", index);
  checkScatter(t, dim, index, null);
  const out = denseCopy(t);
  if (index.numel === 0) return out;
  const at = positions(atLeast1d(t).shape, wrapDim(dim, t.dim), atLeast1d(index));
  const source = denseData(value);
  for (let i = 0; i < at.length; i++) combine(how, t.dtype.lanes, out.storage.data, at[i]!, source, 0);
  settle(out.storage.data, t.dtype);
  return out;
}

export type Reduction = "sum" | "prod" | "mean" | "amax" | "amin";

/** `scatter_reduce`: `mean` divides by how many elements met (and truncates towards minus infinity for integers). */
export function scatterReduce(
  t: Strided,
  dim: number,
  index: Strided,
  src: Strided,
  reduce: Reduction,
  includeSelf: boolean,
): Strided {
  const how: Combine = reduce === "sum" || reduce === "mean" ? "add" : reduce;
  checkIndexType("scatter_reduce", index);
  checkScatter(t, dim, index, src);
  const out = denseCopy(t);
  if (index.numel === 0) return out;
  const ix = atLeast1d(index);
  const at = positions(atLeast1d(t).shape, wrapDim(dim, t.dim), ix);
  const covered = atLeast1d(src);
  const source = denseData(viewOf(covered, ix.shape, covered.strides));
  return reduceInto(out, at, source, how, reduce, includeSelf);
}

function reduceInto(
  out: Strided,
  at: Int32Array,
  source: TypedArray,
  how: Combine,
  reduce: Reduction,
  includeSelf: boolean,
): Strided {
  const { data } = out.storage;
  const { lanes, category, cast } = out.dtype;
  const counts = new Int32Array(out.numel).fill(includeSelf ? 1 : 0);
  for (let i = 0; i < at.length; i++) {
    const p = at[i]!;
    combine(counts[p] === 0 ? "set" : how, lanes, data, p, source, i);
    counts[p]!++;
  }
  if (reduce === "mean") {
    for (let p = 0; p < counts.length; p++) {
      if (counts[p]! < 2) continue;
      for (let l = 0; l < lanes; l++) {
        const q = data[p * lanes + l]! / counts[p]!;
        data[p * lanes + l] = category === "int" ? Math.floor(q) : cast(q);
      }
    }
  }
  settle(data, out.dtype);
  return out;
}

/** One dimension seen as outer x length x inner in row-major order. */
function split(shape: readonly number[], d: number): { outer: number; length: number; inner: number } {
  let outer = 1;
  let inner = 1;
  for (let i = 0; i < d; i++) outer *= shape[i]!;
  for (let i = d + 1; i < shape.length; i++) inner *= shape[i]!;
  return { outer, length: shape[d] ?? 1, inner };
}

/** `torch.index_select(t, dim, index)`. */
export function indexSelect(t: Strided, dim: number, index: Strided): Strided {
  const d = wrapDim(dim, t.dim);
  if (index.dim > 1) {
    throw new TorchError("IndexError", "index_select(): Index is supposed to be a vector");
  }
  if (index.dtype !== int64 && index.dtype.name !== "int32") {
    fail("index_select(): Expected dtype int32 or int64 for index");
  }
  const picks = denseData(index);
  const n = picks.length;
  const { outer, length, inner } = split(t.shape, d);
  const shape = t.dim === 0 ? [] : t.shape.with(d, n);
  if (t.dim === 0 && n !== 1) fail(`index_select(): Index to scalar can have only 1 value, got ${n} value(s)`);
  const lanes = t.dtype.lanes;
  const data = denseData(t);
  const out = empty(shape, t.dtype);
  for (let j = 0; j < n; j++) {
    const k = picks[j]!;
    if (k < 0 || k >= length) throw new TorchError("IndexError", "index out of range in self");
    for (let o = 0; o < outer; o++) {
      const from = (o * length + k) * inner * lanes;
      const to = (o * n + j) * inner * lanes;
      for (let i = 0; i < inner * lanes; i++) out.storage.data[to + i] = data[from + i]!;
    }
  }
  return out;
}

/** Calls `each(position in t, position in source)` for the elements that `index` names along `dim`. */
function alongIndex(
  shape: readonly number[],
  dim: number,
  index: Strided,
  bad: (k: number) => never,
  each: (at: number, from: number) => void,
): void {
  const { outer, length, inner } = split(shape, dim);
  const picks = denseData(index);
  for (let j = 0; j < picks.length; j++) {
    let k = picks[j]!;
    if (k < -length || k >= length) bad(k);
    if (k < 0) k += length;
    for (let o = 0; o < outer; o++) {
      for (let i = 0; i < inner; i++) each((o * length + k) * inner + i, (o * picks.length + j) * inner + i);
    }
  }
}

/** `t.index_add(dim, index, source)`: `source` already has t's dtype and is already multiplied by alpha. */
export function indexAdd(t: Strided, dim: number, index: Strided, source: Strided): Strided {
  const d = wrapDim(dim, t.dim);
  if (index.dim > 1) {
    throw new TorchError("IndexError", `index_add_(): Index is supposed to be a vector, but got dim: ${index.dim}`);
  }
  if (index.dtype !== int64 && index.dtype.name !== "int32") {
    fail(`index_add_(): Expected dtype int32/int64 for index but got: ${index.dtype.scalarName}`);
  }
  if (source.dtype !== t.dtype) {
    fail(
      `index_add_(): self (${t.dtype.scalarName}) and source (${source.dtype.scalarName}) must have the same scalar type`,
    );
  }
  const along = source.dim === 0 ? 1 : source.shape[d]!;
  if (index.numel !== along) {
    fail(
      `index_add_(): Number of indices (${index.numel}) should be equal to source.size(dim): (${along}), for dim: ${d}`,
    );
  }
  const rest = (x: Strided): string => list(x.shape.filter((_, i) => i !== d));
  if (t.dim > 0 && rest(t) !== rest(source)) {
    fail(
      `source tensor shape must match self tensor shape, excluding the specified dimension. Got self.shape = ${list(t.shape)} source.shape = ${list(source.shape)}`,
    );
  }
  const out = denseCopy(t);
  const data = denseData(source);
  const bad = (): never => fail("index out of range in self");
  alongIndex(
    t.shape,
    d,
    index,
    (k) => (k < 0 ? bad() : bad()),
    (at, from) => combine("add", t.dtype.lanes, out.storage.data, at, data, from),
  );
  settle(out.storage.data, t.dtype);
  return out;
}

/** `t.index_copy(dim, index, source)`. */
export function indexCopy(t: Strided, dim: number, index: Strided, source: Strided): Strided {
  const d = wrapDim(dim, t.dim);
  if (index.dim >= 2) {
    throw new TorchError("IndexError", `index_copy_(): Index should have dimension 1 or 0 (got ${index.dim})`);
  }
  const along = source.dim === 0 ? 1 : source.shape[d]!;
  if (source.dim === 0 && index.numel !== 1) {
    throw new TorchError(
      "IndexError",
      `index_copy_(): When source is scalar, index should have one element (got ${index.numel})`,
    );
  }
  if (source.dim !== t.dim && source.dim !== 0 && t.dim !== 0) {
    throw new TorchError(
      "IndexError",
      `index_copy_(): When source and destination are not scalars, their dimensionality must match. Source dimensionality (${source.dim}), destination dimensionality (${t.dim})`,
    );
  }
  if (index.dtype !== int64) {
    throw new TorchError(
      "RuntimeError",
      `index_copy_(): Expected a long tensor for index, but got ${index.dtype.scalarName}`,
    );
  }
  if (source.dtype !== t.dtype) {
    fail(
      `index_copy_(): self and source expected to have the same dtype, but got (self) ${t.dtype.scalarName} and (source) ${source.dtype.scalarName}`,
    );
  }
  if (index.numel !== along) {
    throw new TorchError(
      "IndexError",
      `index_copy_(): Number of indices (${index.numel}) should be equal to source.size(dim) (${along})`,
    );
  }
  const out = denseCopy(t);
  const data = denseData(source);
  alongIndex(
    t.shape,
    d,
    index,
    (k) => {
      throw new TorchError("IndexError", `index ${k} is out of bounds for dimension ${d} with size ${t.shape[d] ?? 1}`);
    },
    (at, from) => combine("set", t.dtype.lanes, out.storage.data, at, data, from),
  );
  return out;
}

/** `t.index_fill(dim, index, value)`: `value` has one element of t's dtype. */
export function indexFill(t: Strided, dim: number, index: Strided, value: Strided): Strided {
  const d = wrapDim(dim, t.dim);
  if (index.dim > 1) throw new TorchError("IndexError", "index_fill_(): Index is supposed to be a vector");
  if (index.dtype !== int64) {
    throw new TorchError("IndexError", "index_fill_(): Expected dtype int64 for index.");
  }
  const out = denseCopy(t);
  const data = denseData(value);
  alongIndex(
    t.shape,
    d,
    index,
    (k) => {
      throw new TorchError("IndexError", `index ${k} is out of bounds for dimension ${d} with size ${t.shape[d] ?? 1}`);
    },
    (at) => combine("set", t.dtype.lanes, out.storage.data, at, data, 0),
  );
  return inOrderOf(t, out);
}

/** `t.index_reduce(dim, index, source, reduce)`. */
export function indexReduce(
  t: Strided,
  dim: number,
  index: Strided,
  source: Strided,
  reduce: Reduction,
  includeSelf: boolean,
): Strided {
  const d = wrapDim(dim, t.dim);
  const at: number[] = [];
  const from: number[] = [];
  alongIndex(
    t.shape,
    d,
    index,
    () => fail("index out of range in self"),
    (a, b) => {
      at.push(a);
      from.push(b);
    },
  );
  const data = denseData(source);
  const ordered = t.dtype.allocate(from.length);
  from.forEach((b, i) => {
    ordered[i] = data[b]!;
  });
  const how: Combine = reduce === "mean" || reduce === "sum" ? "add" : reduce;
  return reduceInto(denseCopy(t), Int32Array.from(at), ordered, how, reduce, includeSelf);
}

function flatPositions(name: string, t: Strided, index: Strided): Int32Array {
  if (index.dtype !== int64) fail(`${name}(): Expected a long tensor for index, but got ${index.dtype.scalarName}`);
  if (t.numel === 0 && index.numel > 0) {
    throw new TorchError("IndexError", `${name}(): tried to take from an empty tensor`);
  }
  return Int32Array.from(denseData(index), (k) => {
    if (k < -t.numel || k >= t.numel) {
      throw new TorchError(
        "IndexError",
        `out of range: tried to access index ${k} on a tensor of ${t.numel} elements.`,
      );
    }
    return k < 0 ? k + t.numel : k;
  });
}

/** `torch.take(t, index)`: elements of the flattened tensor, in the shape of `index`. */
export function take(t: Strided, index: Strided): Strided {
  const at = flatPositions("take", t, index);
  const lanes = t.dtype.lanes;
  const data = denseData(t);
  const out = empty(index.shape, t.dtype);
  for (let i = 0; i < at.length; i++) {
    for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l] = data[at[i]! * lanes + l]!;
  }
  return out;
}

/** `t.put(index, source, accumulate)`. */
export function put(t: Strided, index: Strided, source: Strided, accumulate: boolean): Strided {
  if (index.dtype !== int64) fail(`put_(): Expected a long tensor for index, but got ${index.dtype.scalarName}`);
  if (source.dtype !== t.dtype) {
    fail(
      `put_(): self and source expected to have the same dtype, but got self.dtype = ${t.dtype.scalarName} and source.dtype = ${source.dtype.scalarName}`,
    );
  }
  if (index.numel !== source.numel) {
    fail(
      `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.numel}, index.numel() = ${index.numel}`,
    );
  }
  const at = flatPositions("put_", t, index);
  const out = denseCopy(t);
  const data = denseData(source);
  const how: Combine = accumulate ? "add" : "set";
  for (let i = 0; i < at.length; i++) combine(how, t.dtype.lanes, out.storage.data, at[i]!, data, i);
  settle(out.storage.data, t.dtype);
  return inOrderOf(t, out);
}

/** Elements of `t` where `mask` (of the same shape) is true, in row-major order. */
export function maskedSelect(t: Strided, mask: Strided): Strided {
  const chosen: number[] = [];
  const flags = denseData(mask);
  for (let i = 0; i < flags.length; i++) if (flags[i] !== 0) chosen.push(i);
  const lanes = t.dtype.lanes;
  const data = denseData(t);
  const out = empty([chosen.length], t.dtype);
  chosen.forEach((p, i) => {
    for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l] = data[p * lanes + l]!;
  });
  return out;
}

/** A copy of `t` whose elements under the true entries of `mask` are taken from `source`, in row-major order. */
export function maskedScatter(t: Strided, mask: Strided, source: Strided): Strided {
  const out = denseCopy(t);
  const flags = denseData(mask);
  const data = denseData(source);
  let used = 0;
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] === 0) continue;
    if (used >= source.numel) fail("Number of elements of source < number of ones in mask");
    combine("set", t.dtype.lanes, out.storage.data, i, data, used++);
  }
  return out;
}

/** Positions of the elements that are not zero: one row per element, one column per dimension. */
export function nonzero(t: Strided): Strided {
  const data = denseData(t);
  const { lanes } = t.dtype;
  const strides = contiguousStrides(t.shape);
  const found: number[] = [];
  for (let i = 0; i < t.numel; i++) {
    if (data[i * lanes] !== 0 || (lanes === 2 && data[2 * i + 1] !== 0)) found.push(i);
  }
  const rank = t.dim;
  const out = empty([found.length, rank], int64);
  found.forEach((p, i) => {
    for (let d = 0; d < rank; d++) out.storage.data[i * rank + d] = Math.floor(p / strides[d]!) % t.shape[d]!;
  });
  return out;
}
