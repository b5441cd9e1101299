/**
 * `t[…]`: basic items (integers, slices, `None`, `...`) give a view; index tensors and masks gather elements. Reading
 * and assigning share the computation of which elements are meant.
 */

import { copyInto, fillInto } from "./copy.ts";
import { bool, int64 } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import { memoryOrder, stridesInOrder } from "./loops.ts";
import { expand, select, slice, unsqueeze, view } from "./shape.ts";
import {
  broadcastShapes,
  broadcastStrides,
  contiguousStrides,
  denseData,
  elementOffsets,
  empty,
  fromData,
  numelOf,
  Strided,
  sameShape,
  viewOf,
} from "./strided.ts";

export interface SliceItem {
  readonly start: number | undefined;
  readonly stop: number | undefined;
  readonly step: number | undefined;
}
/** One item between the brackets. Python lists of numbers are index tensors already. */
export type IndexItem = number | boolean | null | "..." | SliceItem | Strided;

/** An index tensor for each dimension of the view; undefined takes the dimension whole. */
export type Indices = readonly (Strided | undefined)[];

function list(values: readonly number[]): string {
  return `[${values.join(", ")}]`;
}
const isMask = (t: Strided): boolean => t.dtype === bool || t.dtype.name === "uint8";

/**
 * Applies the basic items; `isTuple` tells `t[0,]` from `t[0]`, whose messages differ. `indices` is undefined when nothing else is left: the result is then a view of `t`.
 */
export function applyBasic(
  t: Strided,
  items: readonly IndexItem[],
  isTuple = true,
): { view: Strided; indices: Indices | undefined } {
  let specified = 0;
  for (const item of items) {
    if (item === null || item === "..." || typeof item === "boolean") continue;
    specified += item instanceof Strided ? (isMask(item) ? item.shape.length : 1) : 1;
  }
  const rank = t.shape.length;
  if (specified > rank) {
    if (rank === 0 && !isTuple && typeof items[0] === "number") {
      throw new TorchError(
        "IndexError",
        "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
      );
    }
    throw new TorchError("IndexError", `too many indices for tensor of dimension ${rank}`);
  }
  let result = t;
  let dim = 0;
  let realDim = 0;
  const recorded: { at: number; index: Strided }[] = [];
  const pickOne = (index: number): void => {
    const n = result.shape[dim]!;
    if (index < -n || index >= n) {
      throw new TorchError("IndexError", `index ${index} is out of bounds for dimension ${realDim} with size ${n}`);
    }
    result = select(result, dim, index);
    realDim++;
  };
  const whole = (flag: boolean): void => {
    result = unsqueeze(result, dim);
    recorded.push({ at: dim, index: empty([flag ? 1 : 0], int64) });
    dim++;
  };
  for (const item of items) {
    if (typeof item === "number") pickOne(item);
    else if (item === null) {
      result = unsqueeze(result, dim);
      dim++;
    } else if (item === "...") {
      const skipped = rank - specified;
      dim += skipped;
      realDim += skipped;
    } else if (typeof item === "boolean") whole(item);
    else if (!(item instanceof Strided)) {
      result = slice(result, dim, item.start, item.stop, item.step ?? 1);
      dim++;
      realDim++;
    } else if (item.shape.length === 0 && (item.dtype.category === "int" || item.dtype === bool)) {
      const value = item.data[item.offset]!;
      if (isMask(item)) whole(value !== 0);
      else pickOne(value);
    } else {
      recorded.push({ at: dim, index: item });
      const covered = isMask(item) ? item.shape.length : 1;
      dim += covered;
      realDim += covered;
    }
  }
  if (recorded.length === 0) return { view: result === t ? viewOf(t, t.shape, t.strides) : result, indices: undefined };
  const indices: (Strided | undefined)[] = [];
  for (const { at, index } of recorded) {
    while (indices.length < at) indices.push(undefined);
    indices.push(...expandMask(index, result, at));
  }
  return { view: result, indices };
}

/** A mask becomes one index tensor per dimension it covers. */
function expandMask(index: Strided, indexed: Strided, at: number): Strided[] {
  if (!isMask(index)) {
    if (index.dtype.name !== "int64" && index.dtype.name !== "int32") {
      throw new TorchError("IndexError", "tensors used as indices must be long, int, byte or bool tensors");
    }
    return [index];
  }
  index.shape.forEach((n, j) => {
    if (indexed.shape[at + j] !== n) {
      throw new TorchError(
        "IndexError",
        `The shape of the mask ${list(index.shape)} at index ${j} does not match the shape of the indexed tensor ${list(indexed.shape)} at index ${at + j}`,
      );
    }
  });
  const found = nonzero(index);
  return index.shape.map((_, j) => viewOf(found, [found.shape[0]!], [1], j * found.shape[0]!));
}

/** Index tensors as PyTorch's index operators take them (`aten::index`): masks expanded, one entry per dimension. */
export function normalizeIndices(t: Strided, indices: Indices): Indices {
  const out: (Strided | undefined)[] = [];
  for (const index of indices) {
    if (index === undefined) out.push(undefined);
    else out.push(...expandMask(index, t, out.length));
  }
  if (out.length > t.shape.length) {
    throw new TorchError(
      "IndexError",
      `too many indices for tensor of dimension ${t.shape.length} (got ${out.length})`,
    );
  }
  return out;
}

interface Selection {
  readonly shape: number[];
  /** Offset into storage of each selected element, row-major. */
  readonly offsets: Float64Array;
  /** Strides of a result in the memory order that PyTorch gives it. */
  readonly strides: number[];
}

/** Which elements advanced indices select: index dimensions stand where adjacent indices stood, else in front. */
function selection(t: Strided, given: Indices): Selection {
  const indices = normalizeIndices(t, given);
  const used = indices.flatMap((index, d) => (index ? [{ d, index }] : []));
  let common: readonly number[] = [];
  for (const { index } of used) {
    try {
      common = broadcastShapes(common, index.shape);
    } catch {
      throw new TorchError(
        "IndexError",
        `shape mismatch: indexing tensors could not be broadcast together with shapes ${used.map((u) => list(u.index.shape)).join(", ")}`,
      );
    }
  }
  const positions = used.map((u) => u.d);
  const isAdjacent = positions.every((d, i) => i === 0 || d === positions[i - 1]! + 1);
  const rest = t.shape.map((_, d) => d).filter((d) => !indices[d]);
  const before = isAdjacent ? rest.filter((d) => d < positions[0]!) : [];
  const after = rest.filter((d) => !before.includes(d));
  const shape = [...before.map((d) => t.shape[d]!), ...common, ...after.map((d) => t.shape[d]!)];

  const total = numelOf(common);
  const picked = new Float64Array(total);
  const isEmpty = numelOf(shape) === 0;
  used.forEach(({ d, index }, j) => {
    const n = t.shape[d]!;
    const values = denseData(viewOf(index, common, broadcastStrides(index, common)));
    for (let i = 0; i < total; i++) {
      let k = values[i]!;
      if (k < -n || k >= n) {
        if (isEmpty) break;
        throw new TorchError("IndexError", `index ${k} is out of bounds for dimension ${j} with size ${n}`);
      }
      if (k < 0) k += n;
      picked[i]! += k * t.strides[d]!;
    }
  });
  const outer = elementOffsets(
    viewOf(
      t,
      before.map((d) => t.shape[d]!),
      before.map((d) => t.strides[d]!),
    ),
  );
  const inner = elementOffsets(
    viewOf(
      t,
      after.map((d) => t.shape[d]!),
      after.map((d) => t.strides[d]!),
      0,
    ),
  );
  const offsets = new Float64Array(outer.length * total * inner.length);
  let at = 0;
  for (let o = 0; o < outer.length; o++) {
    for (let i = 0; i < total; i++) {
      const base = outer[o]! + picked[i]!;
      for (let k = 0; k < inner.length; k++) offsets[at++] = base + inner[k]!;
    }
  }
  const zeros = common.map(() => 0);
  const sourceStrides = [...before.map((d) => t.strides[d]!), ...zeros, ...after.map((d) => t.strides[d]!)];
  const indexStrides = used.map(({ index }) => [
    ...before.map(() => 0),
    ...broadcastStrides(index, common),
    ...after.map(() => 0),
  ]);
  return { shape, offsets, strides: stridesInOrder(shape, memoryOrder(shape, [sourceStrides, ...indexStrides])) };
}

/** `aten::index`: the selected elements as a new tensor. */
export function indexTensors(t: Strided, indices: Indices): Strided {
  const { shape, offsets, strides } = selection(t, indices);
  const dense = empty(shape, t.dtype);
  const isRowMajor = sameShape(strides, dense.strides);
  const out = isRowMajor ? dense : viewOf(dense, shape, strides);
  const targets = isRowMajor ? undefined : elementOffsets(out);
  const source = t.storage.data;
  const { data } = out.storage;
  const lanes = t.dtype.lanes;
  for (let i = 0; i < offsets.length; i++) {
    const to = (targets ? targets[i]! : i) * lanes;
    for (let l = 0; l < lanes; l++) data[to + l] = source[offsets[i]! * lanes + l]!;
  }
  return out;
}

/** `t[items]`; `isView` tells whether the result shares `t`'s storage. */
export function getItem(t: Strided, items: readonly IndexItem[], isTuple = true): { result: Strided; isView: boolean } {
  const { view: window, indices } = applyBasic(t, items, isTuple);
  return indices ? { result: indexTensors(window, indices), isView: false } : { result: window, isView: true };
}

/** `aten::index_put_`: writes (or with `accumulate` adds, in order) `values`, broadcast, into the selected elements. */
export function indexPut(t: Strided, indices: Indices, values: Strided, accumulate = false): void {
  const { shape, offsets } = selection(t, indices);
  let fitted: Strided;
  try {
    fitted = expand(values, shape);
  } catch {
    throw new TorchError(
      "RuntimeError",
      `shape mismatch: value tensor of shape ${list(values.shape)} cannot be broadcast to indexing result of shape ${list(shape)}`,
    );
  }
  if (values.dtype !== t.dtype) {
    throw new TorchError(
      "RuntimeError",
      `Index put requires the source and destination dtypes match, got ${t.dtype.scalarName} for the destination and ${values.dtype.scalarName} for the source.`,
    );
  }
  let entries = denseData(fitted);
  if (fitted.storage === t.storage) entries = entries.slice();
  const data = t.storage.writable();
  const lanes = t.dtype.lanes;
  const { cast } = t.dtype;
  for (let i = 0; i < offsets.length; i++) {
    for (let l = 0; l < lanes; l++) {
      const p = offsets[i]! * lanes + l;
      const v = entries[i * lanes + l]!;
      data[p] = accumulate ? cast(data[p]! + v) : v;
    }
  }
}

/** Leading dimensions of size 1 of an assigned value don't count. */
function withoutLeadingOnes(value: Strided): Strided {
  let k = 0;
  while (k < value.shape.length && value.shape[k] === 1) k++;
  return k === 0 ? value : viewOf(value, value.shape.slice(k), value.strides.slice(k));
}

/** `t[items] = value`; `value` has been converted to `t.dtype` for index tensors, and is converted here for views. */
export function setItem(t: Strided, items: readonly IndexItem[], value: Strided, isTuple = true): void {
  if (items.length === 1 && items[0] === false) return;
  const { view: window, indices } = applyBasic(t, items, isTuple);
  if (indices) {
    indexPut(window, indices, withoutLeadingOnes(value));
    return;
  }
  if (value.numel === 1 && value.dtype.lanes === 1 && !sameShape(value.shape, window.shape)) {
    fillInto(window, value.data[value.offset]!);
    return;
  }
  if (sameShape(value.shape, window.shape)) copyInto(window, value);
  else copyInto(window, expand(withoutLeadingOnes(value), window.shape));
}

/** `torch.nonzero(t)`: one row of coordinates per element that is not zero. */
export function nonzero(t: Strided): Strided {
  const entries = denseData(t);
  const lanes = t.dtype.lanes;
  const found: number[] = [];
  for (let i = 0; i < t.numel; i++) {
    if (entries[i * lanes] !== 0 || (lanes === 2 && entries[2 * i + 1] !== 0)) found.push(i);
  }
  const rank = t.shape.length;
  // One dimension after the other in memory, as PyTorch lays the columns out.
  const columns = empty([rank, found.length], int64);
  const steps = contiguousStrides(t.shape);
  found.forEach((i, row) => {
    let rest = i;
    for (let d = 0; d < rank; d++) {
      columns.storage.data[d * found.length + row] = Math.floor(rest / steps[d]!);
      rest %= steps[d]!;
    }
  });
  return viewOf(columns, [found.length, rank], [1, Math.max(found.length, 1)]);
}

/** `torch.nonzero(t, as_tuple=True)`: a vector per dimension. */
export function nonzeroTuple(t: Strided): Strided[] {
  const rows = t.shape.length === 0 ? nonzero(viewOf(t, [1], [1])) : nonzero(t);
  const rank = rows.shape[1]!;
  return Array.from({ length: rank }, (_, j) => viewOf(rows, [rows.shape[0]!], [1], j * rows.shape[0]!));
}

/** `torch.masked_select`: operands broadcast to each other; the result is a vector. */
export function maskedSelect(t: Strided, mask: Strided): Strided {
  if (mask.dtype !== bool) throw new TorchError("RuntimeError", "masked_select: expected BoolTensor for mask");
  const shape = broadcastShapes(mask.shape, t.shape);
  const flags = denseData(viewOf(mask, shape, broadcastStrides(mask, shape)));
  const entries = denseData(viewOf(t, shape, broadcastStrides(t, shape)));
  const lanes = t.dtype.lanes;
  const picked: number[] = [];
  for (let i = 0; i < flags.length; i++) {
    if (flags[i] !== 0) for (let l = 0; l < lanes; l++) picked.push(entries[i * lanes + l]!);
  }
  const out = t.dtype.allocate(picked.length);
  out.set(picked);
  return fromData(out, [picked.length / lanes], t.dtype);
}

/** `t.masked_scatter(mask, source)`: the masked elements in order take the elements of `source` in order. */
export function maskedScatter(t: Strided, mask: Strided, source: Strided): Strided {
  if (t.dtype !== source.dtype) {
    throw new TorchError(
      "RuntimeError",
      `masked_scatter: expected self and source to have same dtypes but got${t.dtype.scalarName} and ${source.dtype.scalarName}`,
    );
  }
  if (mask.dtype !== bool) {
    throw new TorchError(
      "RuntimeError",
      `masked_scatter_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarName}`,
    );
  }
  const shape = broadcastShapes(t.shape, mask.shape);
  const flags = denseData(viewOf(mask, shape, broadcastStrides(mask, shape)));
  const out = empty(shape, t.dtype);
  const base = denseData(viewOf(t, shape, broadcastStrides(t, shape)));
  const values = denseData(source);
  const lanes = t.dtype.lanes;
  let next = 0;
  for (let i = 0; i < flags.length; i++) {
    const isTaken = flags[i] !== 0;
    if (isTaken && next >= source.numel) {
      throw new TorchError("RuntimeError", "Number of elements of source < number of ones in mask");
    }
    for (let l = 0; l < lanes; l++) {
      out.storage.data[i * lanes + l] = isTaken ? values[next * lanes + l]! : base[i * lanes + l]!;
    }
    if (isTaken) next++;
  }
  return out;
}

function flatIndex(k: number, numel: number): number {
  if (k < -numel || k >= numel) {
    throw new TorchError("IndexError", `out of range: tried to access index ${k} on a tensor of ${numel} elements.`);
  }
  return k < 0 ? k + numel : k;
}

/** `torch.take(t, index)`: `t` seen as a vector. */
export function take(t: Strided, index: Strided): Strided {
  if (index.dtype !== int64) {
    throw new TorchError("RuntimeError", `take(): Expected a long tensor for index, but got ${index.dtype.scalarName}`);
  }
  const entries = denseData(t);
  const positions = denseData(index);
  const out = empty(index.shape, t.dtype);
  const lanes = t.dtype.lanes;
  for (let i = 0; i < positions.length; i++) {
    const k = flatIndex(positions[i]!, t.numel);
    for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l] = entries[k * lanes + l]!;
  }
  return out;
}

/** `t.put(index, source, accumulate)` on a dense copy. */
export function put(t: Strided, index: Strided, source: Strided, accumulate = false): Strided {
  if (index.dtype !== int64) {
    throw new TorchError("RuntimeError", `put_(): Expected a long tensor for index, but got ${index.dtype.scalarName}`);
  }
  if (source.dtype !== t.dtype) {
    throw new TorchError(
      "RuntimeError",
      `put_(): self and source expected to have the same dtype, but got self.dtype = ${t.dtype.scalarName} and source.dtype = ${source.dtype.scalarName}`,
    );
  }
  if (index.numel !== source.numel) {
    throw new TorchError(
      "IndexError",
      `put_(): Expected source and index to have the same number of elements, but got source.numel() = ${source.numel}, index.numel() = ${index.numel}`,
    );
  }
  if (t.dtype.lanes === 2) throw new Unsupported("put of complex tensors");
  const out = fromData(denseData(t).slice(), t.shape, t.dtype);
  const positions = denseData(index);
  const values = denseData(source);
  const { data } = out.storage;
  for (let i = 0; i < positions.length; i++) {
    const k = flatIndex(positions[i]!, t.numel);
    data[k] = accumulate ? t.dtype.cast(data[k]! + values[i]!) : values[i]!;
  }
  return out;
}

/** A view of a vector as rows, for callers that index flattened tensors. */
export function asVector(t: Strided): Strided {
  return t.isContiguous ? view(t, [t.numel]) : fromData(denseData(t), [t.numel], t.dtype);
}
