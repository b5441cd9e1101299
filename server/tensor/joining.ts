/** New tensors from the elements of others in another arrangement: joined, turned, repeated, padded, cut to triangles. */

import { clone, convert, copyInto, fillInto } from "./copy.ts";
import { type DType, int64 } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import { resultTypeOf } from "./promotion.ts";
import { diagonal, narrow, permute, unsqueeze } from "./shape.ts";
import {
  contiguous,
  contiguousStrides,
  denseData,
  elementOffsets,
  empty,
  numelOf,
  type Strided,
  sameShape,
  viewOf,
  wrapDim,
} from "./strided.ts";

function list(values: readonly number[]): string {
  return `[${values.join(", ")}]`;
}

/** `torch.cat`. Tensors of shape [0] are skipped whatever the rank of the others, as in PyTorch. */
export function cat(tensors: readonly Strided[], dim = 0): Strided {
  if (tensors.length === 0) throw new TorchError("ValueError", "torch.cat(): expected a non-empty list of Tensors");
  tensors.forEach((t, i) => {
    if (t.shape.length === 0) {
      throw new TorchError("RuntimeError", `zero-dimensional tensor (at position ${i}) cannot be concatenated`);
    }
  });
  const isSkipped = (t: Strided): boolean => t.shape.length === 1 && t.shape[0] === 0;
  const dtype = resultTypeOf(tensors);
  const first = tensors.find((t) => !isSkipped(t));
  if (first === undefined) {
    wrapDim(dim, 1);
    return empty([0], dtype);
  }
  const d = wrapDim(dim, first.shape.length);
  let total = 0;
  tensors.forEach((t, i) => {
    if (isSkipped(t)) return;
    if (t.shape.length !== first.shape.length) {
      throw new TorchError(
        "RuntimeError",
        `Tensors must have same number of dimensions: got ${first.shape.length} and ${t.shape.length}`,
      );
    }
    for (let k = 0; k < t.shape.length; k++) {
      if (k !== d && t.shape[k] !== first.shape[k]) {
        throw new TorchError(
          "RuntimeError",
          `Sizes of tensors must match except in dimension ${d}. Expected size ${first.shape[k]} but got size ${t.shape[k]} for tensor number ${i} in the list.`,
        );
      }
    }
    total += t.shape[d]!;
  });
  const shape = first.shape.map((n, k) => (k === d ? total : n));
  const out = empty(shape, dtype);
  const outer = numelOf(shape.slice(0, d));
  const inner = numelOf(shape.slice(d + 1)) * dtype.lanes;
  let at = 0;
  for (const t of tensors) {
    if (isSkipped(t)) continue;
    const entries = denseData(convert(t, dtype));
    const run = t.shape[d]! * inner;
    for (let o = 0; o < outer; o++) {
      out.storage.data.set(entries.subarray(o * run, (o + 1) * run), o * total * inner + at);
    }
    at += run;
  }
  return out;
}

/** `torch.stack`. */
export function stack(tensors: readonly Strided[], dim = 0): Strided {
  const first = tensors[0];
  if (first === undefined) throw new TorchError("RuntimeError", "stack expects a non-empty TensorList");
  const d = wrapDim(dim, first.shape.length + 1);
  tensors.forEach((t, i) => {
    if (!sameShape(t.shape, first.shape)) {
      throw new TorchError(
        "RuntimeError",
        `stack expects each tensor to be equal size, but got ${list(first.shape)} at entry 0 and ${list(t.shape)} at entry ${i}`,
      );
    }
  });
  return cat(
    tensors.map((t) => unsqueeze(t, d)),
    d,
  );
}

/** Gathers elements by their offset: the tool of flips, rolls and pads. `at(i)` gives storage offsets of `t`. */
function gathered(t: Strided, shape: readonly number[], offsets: ArrayLike<number>): Strided {
  const out = empty(shape, t.dtype);
  const { data } = out.storage;
  const source = t.storage.data;
  const lanes = t.dtype.lanes;
  if (lanes === 1) for (let i = 0; i < offsets.length; i++) data[i] = source[offsets[i]!]!;
  else {
    for (let i = 0; i < offsets.length; i++) {
      data[2 * i] = source[2 * offsets[i]!]!;
      data[2 * i + 1] = source[2 * offsets[i]! + 1]!;
    }
  }
  return out;
}

/** `torch.flip(t, dims)`. */
export function flip(t: Strided, dims: readonly number[]): Strided {
  const rank = t.shape.length;
  const seen = new Set<number>();
  for (const dim of dims) {
    const d = wrapDim(dim, rank);
    if (seen.has(d)) throw new TorchError("RuntimeError", `dim ${d} appears multiple times in the list of dims`);
    seen.add(d);
  }
  if (rank === 0 || t.numel === 0) return clone(t);
  // Walking a flipped dimension backwards is the view with a negative stride that PyTorch does not offer.
  let offset = t.offset;
  const strides = t.strides.map((s, d) => {
    if (!seen.has(d)) return s;
    offset += s * (t.shape[d]! - 1);
    return -s;
  });
  return gathered(t, t.shape, elementOffsets(viewOf(t, t.shape, strides, offset)));
}

/** `torch.roll(t, shifts, dims)`; without dims the flattened tensor is rolled. */
export function roll(t: Strided, shifts: readonly number[], dims: readonly number[] = []): Strided {
  if (shifts.length === 0) throw new TorchError("RuntimeError", "`shifts` required");
  if (dims.length === 0 && shifts.length === 1) {
    const flat = contiguous(t);
    const rolled = roll(viewOf(flat, [t.numel], [1]), shifts, [0]);
    return viewOf(rolled, t.shape, contiguousStrides(t.shape));
  }
  if (dims.length !== shifts.length) {
    throw new TorchError(
      "RuntimeError",
      `shifts and dimensions must align. shifts: ${shifts.length}, dims:${dims.length}`,
    );
  }
  let out = contiguous(t);
  dims.forEach((dim, k) => {
    const d = wrapDim(dim, t.shape.length);
    const n = t.shape[d] ?? 1;
    if (n === 0) return;
    const s = ((shifts[k]! % n) + n) % n;
    if (s !== 0) out = cat([narrow(out, d, n - s, s), narrow(out, d, 0, n - s)], d);
  });
  return out === t ? clone(t) : out;
}
/** `t.repeat(repeats)`. */
export function repeat(t: Strided, repeats: readonly number[]): Strided {
  const rank = repeats.length;
  if (rank < t.shape.length) {
    throw new TorchError(
      "RuntimeError",
      "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor",
    );
  }
  const lead = rank - t.shape.length;
  const padded = [...new Array<number>(lead).fill(1), ...t.shape];
  const target = padded.map((n, d) => n * repeats[d]!);
  const out = empty(target, t.dtype);
  if (out.numel === 0) return out;
  // Every dimension in two: which copy, and where in it.
  const strides = [...new Array<number>(lead).fill(0), ...t.strides];
  const wide = viewOf(
    t,
    padded.flatMap((n, d) => [repeats[d]!, n]),
    strides.flatMap((s) => [0, s]),
  );
  return gathered(t, target, elementOffsets(wide));
}

/** `torch.tile(t, dims)`: repeat, with missing leading counts taken as 1. */
export function tile(t: Strided, dims: readonly number[]): Strided {
  const missing = t.shape.length - dims.length;
  return repeat(t, missing > 0 ? [...new Array<number>(missing).fill(1), ...dims] : dims);
}

/** `t.repeat_interleave(repeats, dim)`: each element repeated; `repeats` per element or one for all. */
export function repeatInterleave(t: Strided, repeats: number | Strided, dim?: number): Strided {
  const flat = dim === undefined ? viewOf(contiguous(t), [t.numel], [1]) : t;
  const d = wrapDim(dim ?? 0, flat.shape.length);
  const n = flat.shape[d]!;
  const counts: number[] = [];
  if (typeof repeats === "number") {
    if (repeats < 0) throw new TorchError("RuntimeError", `Repeats must be non-negative, got ${repeats}`);
    for (let i = 0; i < n; i++) counts.push(repeats);
  } else {
    if (repeats.shape.length > 1) {
      throw new TorchError("RuntimeError", "repeats must be 0-dim or 1-dim tensor");
    }
    const given = denseData(repeats);
    if (given.length !== n && given.length !== 1) {
      throw new TorchError(
        "RuntimeError",
        `repeats must have the same size as input along dim, but got repeats.size(0) = ${given.length} and input.size(${d}) = ${n}`,
      );
    }
    for (let i = 0; i < n; i++) {
      const c = given[given.length === 1 ? 0 : i]!;
      if (c < 0) throw new TorchError("RuntimeError", "repeats can not be negative");
      counts.push(c);
    }
  }
  const picks: number[] = [];
  counts.forEach((c, i) => {
    for (let k = 0; k < c; k++) picks.push(i);
  });
  return pick(flat, d, picks);
}

/** The slices `indices` (valid, non-negative) of `t` along `d`, in that order. */
export function pick(t: Strided, d: number, indices: ArrayLike<number>): Strided {
  const dense = contiguous(t);
  const shape = t.shape.map((n, k) => (k === d ? indices.length : n));
  const out = empty(shape, t.dtype);
  const entries = denseData(dense);
  const outer = numelOf(t.shape.slice(0, d));
  const inner = numelOf(t.shape.slice(d + 1)) * t.dtype.lanes;
  const n = t.shape[d] ?? 1;
  for (let o = 0; o < outer; o++) {
    for (let k = 0; k < indices.length; k++) {
      const from = (o * n + indices[k]!) * inner;
      const to = (o * indices.length + k) * inner;
      for (let i = 0; i < inner; i++) out.storage.data[to + i] = entries[from + i]!;
    }
  }
  return out;
}

function triangle(name: string, keeps: (row: number, column: number, diagonal: number) => boolean) {
  return (t: Strided, diagonalOffset = 0): Strided => {
    if (t.shape.length < 2) {
      throw new TorchError("RuntimeError", `${name}: input tensor must have at least 2 dimensions`);
    }
    const out = empty(t.shape, t.dtype);
    const entries = denseData(t);
    const columns = t.shape.at(-1)!;
    const rows = t.shape.at(-2)!;
    const lanes = t.dtype.lanes;
    for (let i = 0; i < t.numel; i++) {
      const c = i % columns;
      const r = Math.floor(i / columns) % rows;
      if (!keeps(r, c, diagonalOffset)) continue;
      for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l] = entries[i * lanes + l]!;
    }
    return out;
  };
}
export const tril = triangle("tril", (r, c, k) => c - r <= k);
export const triu = triangle("triu", (r, c, k) => c - r >= k);

function triangleIndices(keeps: (row: number, column: number) => boolean, rows: number, columns: number, dtype: DType) {
  const found: [number, number][] = [];
  for (let r = 0; r < rows; r++) for (let c = 0; c < columns; c++) if (keeps(r, c)) found.push([r, c]);
  const out = empty([2, found.length], dtype);
  found.forEach(([r, c], i) => {
    out.storage.data[i] = r;
    out.storage.data[found.length + i] = c;
  });
  return out;
}
export function trilIndices(rows: number, columns: number, offset = 0, dtype: DType = int64): Strided {
  return triangleIndices((r, c) => c - r <= offset, rows, columns, dtype);
}
export function triuIndices(rows: number, columns: number, offset = 0, dtype: DType = int64): Strided {
  return triangleIndices((r, c) => c - r >= offset, rows, columns, dtype);
}

/** `torch.diag_embed(t, offset, dim1, dim2)`: the last dimension on a diagonal of new matrices. */
export function diagEmbed(t: Strided, offset = 0, dim1 = -2, dim2 = -1): Strided {
  const rank = t.shape.length + 1;
  const a = wrapDim(dim1, rank);
  const b = wrapDim(dim2, rank);
  if (a === b) throw new TorchError("RuntimeError", `diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  const n = (t.shape.at(-1) ?? 1) + Math.abs(offset);
  const shape: number[] = [];
  let k = 0;
  for (let d = 0; d < rank; d++) shape.push(d === a || d === b ? n : t.shape[k++]!);
  const out = empty(shape, t.dtype);
  copyInto(diagonal(out, offset, a, b), t);
  return out;
}

/** `torch.diag`: a vector to a diagonal matrix, a matrix to a copy of its diagonal. */
export function diag(t: Strided, offset = 0): Strided {
  if (t.shape.length === 1) return diagEmbed(t, offset);
  if (t.shape.length === 2) return clone(diagonal(t, offset));
  throw new TorchError("RuntimeError", `diag(): Supports 1D or 2D tensors. Got ${t.shape.length}D`);
}

/** `torch.rot90(t, k, dims)`. */
export function rot90(t: Strided, k: number, dims: readonly number[]): Strided {
  if (dims.length !== 2) {
    throw new TorchError("RuntimeError", `expected total rotation dims == 2, but got dims = ${dims.length}`);
  }
  const [a, b] = dims.map((d) => wrapDim(d, t.shape.length)) as [number, number];
  const order = t.shape.map((_, d) => (d === a ? b : d === b ? a : d));
  switch (((k % 4) + 4) % 4) {
    case 1:
      return clone(permute(flip(t, [b]), order));
    case 2:
      return flip(t, [a, b]);
    case 3:
      return clone(permute(flip(t, [a]), order));
    default:
      return clone(t);
  }
}

/** Where each position along one dimension of a padded tensor comes from; -1: the fill value. */
function padSources(n: number, before: number, after: number, mode: string): Int32Array {
  const out = new Int32Array(n + before + after);
  for (let i = 0; i < out.length; i++) {
    let k = i - before;
    if (k < 0 || k >= n) {
      if (mode === "reflect") k = k < 0 ? -k : 2 * (n - 1) - k;
      else if (mode === "replicate") k = Math.min(Math.max(k, 0), n - 1);
      else if (mode === "circular") k = ((k % n) + n) % n;
      else k = -1;
    }
    out[i] = k;
  }
  return out;
}

/**
 * `torch.nn.functional.pad(t, pad, mode, value)`; `pad` counts from the last dimension. Negative amounts cut off.
 */
export function pad(t: Strided, amounts: readonly number[], mode = "constant", value?: number): Strided {
  const rank = t.shape.length;
  if (amounts.length % 2 !== 0) throw new TorchError("RuntimeError", "Padding length must be divisible by 2");
  if (amounts.length > 2 * rank) {
    throw new TorchError(
      "RuntimeError",
      `Padding length should be less than or equal to two times the input dimension but got padding length ${amounts.length} and input of dimension ${rank}`,
    );
  }
  if (mode !== "constant") checkPadMode(t, amounts, mode, value);
  let x = t;
  const sources: Int32Array[] = [];
  const shape = [...t.shape];
  for (let k = 0; 2 * k < amounts.length; k++) {
    const d = rank - 1 - k;
    let before = amounts[2 * k]!;
    let after = amounts[2 * k + 1]!;
    if (mode === "constant" || mode === "circular" || before < 0 || after < 0) {
      if (before < 0) {
        x = narrow(x, d, -before, x.shape[d]! + before);
        before = 0;
      }
      if (after < 0) {
        x = narrow(x, d, 0, x.shape[d]! + after);
        after = 0;
      }
    }
    sources[d] = padSources(x.shape[d]!, before, after, mode);
    shape[d] = sources[d]!.length;
  }
  const out = empty(shape, t.dtype);
  const fill = value ?? 0;
  if (fill !== 0) fillInto(out, fill);
  const { data } = out.storage;
  const lanes = t.dtype.lanes;
  const index = new Array<number>(rank).fill(0);
  for (let i = 0; i < out.numel; i++) {
    let at = x.offset;
    let isInside = true;
    for (let d = 0; d < rank; d++) {
      const k = sources[d] ? sources[d]![index[d]!]! : index[d]!;
      if (k < 0) isInside = false;
      at += k * x.strides[d]!;
    }
    if (isInside) for (let l = 0; l < lanes; l++) data[i * lanes + l] = x.storage.data[at * lanes + l]!;
    for (let d = rank - 1; d >= 0; d--) {
      if (++index[d]! < shape[d]!) break;
      index[d] = 0;
    }
  }
  return out;
}

function checkPadMode(t: Strided, amounts: readonly number[], mode: string, value: number | undefined): void {
  const rank = t.shape.length;
  if (value !== undefined && value !== 0) {
    throw new TorchError("RuntimeError", `Padding mode "${mode}" doesn't take in value argument`);
  }
  const dims = amounts.length / 2;
  if (!["reflect", "replicate", "circular"].includes(mode)) {
    throw new TorchError("NotImplementedError", `Unrecognised padding mode ${mode}`);
  }
  if (rank !== dims + 1 && rank !== dims + 2) {
    throw new TorchError(
      "NotImplementedError",
      `Padding size ${amounts.length} is not supported for ${rank}D input tensor.\nSupported combinations for non-constant padding:\n  - 2D or 3D input: padding size = 2 (pads last dimension)\n  - 3D or 4D input: padding size = 4 (pads last 2 dimensions)\n  - 4D or 5D input: padding size = 6 (pads last 3 dimensions)`,
    );
  }
  for (let k = 0; k < dims; k++) {
    const d = rank - 1 - k;
    const n = t.shape[d]!;
    const before = amounts[2 * k]!;
    const after = amounts[2 * k + 1]!;
    if (mode === "reflect" && (before >= n || after >= n)) {
      // The argument's number and the text depend on how many dimensions are padded.
      const number = 4 + 2 * k;
      throw new TorchError(
        "RuntimeError",
        `Argument #${number}: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${d} of input ${list(t.shape)}`,
      );
    }
    if (mode === "circular" && (before > n || after > n)) {
      throw new TorchError("RuntimeError", "Padding value causes wrapping around more than once.");
    }
    if (n === 0) throw new Unsupported(`${mode} padding of an empty tensor`);
  }
}

/** `torch.meshgrid(tensors, indexing)`. */
export function meshgrid(tensors: readonly Strided[], indexing: string): Strided[] {
  if (tensors.length === 0) throw new TorchError("RuntimeError", "meshgrid expects a non-empty TensorList");
  if (indexing !== "ij" && indexing !== "xy") {
    throw new TorchError(
      "RuntimeError",
      `torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${indexing}`,
    );
  }
  const isSwapped = indexing === "xy" && tensors.length >= 2;
  const inputs = isSwapped ? [tensors[1]!, tensors[0]!, ...tensors.slice(2)] : [...tensors];
  const shape = inputs.map((t) => {
    if (t.shape.length > 1) {
      throw new TorchError(
        "RuntimeError",
        `torch.meshgrid: Expected 0D or 1D tensor in the tensor list but got: ${t.shape.length}`,
      );
    }
    return t.numel;
  });
  const grids = inputs.map((t, k) =>
    viewOf(
      t,
      shape,
      shape.map((_, d) => (d === k ? (t.strides[0] ?? 1) : 0)),
    ),
  );
  return isSwapped ? [grids[1]!, grids[0]!, ...grids.slice(2)] : grids;
}
