/** Views: other shapes, orders and windows onto the same storage. None copies, except `reshape` where it must. */

import { clone } from "./copy.ts";
import { TorchError } from "./errors.ts";
import { contiguousStrides, denseData, fromData, numelOf, type Strided, viewOf, wrapDim } from "./strided.ts";

function list(values: readonly number[]): string {
  return `[${values.join(", ")}]`;
}

/** Replaces a -1 in a wanted shape by what the number of elements leaves. Raises as `view` and `reshape` do. */
export function inferSize(shape: readonly number[], numel: number): number[] {
  let product = 1;
  let unknown = -1;
  for (let i = 0; i < shape.length; i++) {
    const n = shape[i]!;
    if (n === -1) {
      if (unknown >= 0) throw new TorchError("RuntimeError", "only one dimension can be inferred");
      unknown = i;
    } else if (n >= 0) product *= n;
    else throw new TorchError("RuntimeError", `invalid shape dimension ${n} at index ${i} of shape ${list(shape)}`);
  }
  if (numel === product || (unknown >= 0 && product > 0 && numel % product === 0)) {
    if (unknown < 0) return [...shape];
    if (product === 0) {
      throw new TorchError(
        "RuntimeError",
        `cannot reshape tensor of 0 elements into shape ${list(shape)} because the unspecified dimension size -1 can be any value and is ambiguous`,
      );
    }
    const out = [...shape];
    out[unknown] = numel / product;
    return out;
  }
  throw new TorchError("RuntimeError", `shape '${list(shape)}' is invalid for input of size ${numel}`);
}

/**
 * Strides that present a tensor as `shape` (same number of elements) without a copy, or undefined when none do:
 * dimensions that follow each other in memory form blocks, and the new shape must cut each block.
 */
export function viewStrides(t: Strided, shape: readonly number[]): number[] | undefined {
  if (t.numel === 0) {
    return sameList(t.shape, shape) ? [...t.strides] : contiguousStrides(shape);
  }
  const out = new Array<number>(shape.length).fill(0);
  let viewD = shape.length - 1;
  let chunkBase = t.strides[t.shape.length - 1] ?? 1;
  let tensorNumel = 1;
  let viewNumel = 1;
  if (t.shape.length === 0) return shape.map(() => 1);
  for (let d = t.shape.length - 1; d >= 0; d--) {
    tensorNumel *= t.shape[d]!;
    const endsBlock = d === 0 || (t.shape[d - 1] !== 1 && t.strides[d - 1] !== tensorNumel * chunkBase);
    if (!endsBlock) continue;
    while (viewD >= 0 && (viewNumel < tensorNumel || shape[viewD] === 1)) {
      out[viewD] = viewNumel * chunkBase;
      viewNumel *= shape[viewD]!;
      viewD--;
    }
    if (viewNumel !== tensorNumel) return undefined;
    if (d > 0) {
      chunkBase = t.strides[d - 1]!;
      tensorNumel = 1;
      viewNumel = 1;
    }
  }
  return viewD === -1 ? out : undefined;
}
function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}

/** `t.view(shape)`. */
export function view(t: Strided, shape: readonly number[]): Strided {
  const size = inferSize(shape, t.numel);
  const strides = viewStrides(t, size);
  if (strides === undefined) {
    throw new TorchError(
      "RuntimeError",
      "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
    );
  }
  return viewOf(t, size, strides);
}

/** `t.reshape(shape)`: a view where one exists, else a dense copy. Compare `storage` to know which. */
export function reshape(t: Strided, shape: readonly number[]): Strided {
  const size = inferSize(shape, t.numel);
  const strides = viewStrides(t, size);
  return strides ? viewOf(t, size, strides) : fromData(denseData(t).slice(), size, t.dtype);
}

/** `t.flatten(start, end)`: itself when there is nothing to merge. */
export function flatten(t: Strided, start = 0, end = -1): Strided {
  const s = wrapDim(start, t.shape.length);
  const e = wrapDim(end, t.shape.length);
  if (s > e) throw new TorchError("RuntimeError", "flatten() has invalid args: start_dim cannot come after end_dim");
  if (t.shape.length === 0) return reshape(t, [1]);
  if (s === e) return t;
  return reshape(t, [...t.shape.slice(0, s), numelOf(t.shape.slice(s, e + 1)), ...t.shape.slice(e + 1)]);
}

/** `t.unflatten(dim, sizes)`. */
export function unflatten(t: Strided, dim: number, sizes: readonly number[]): Strided {
  const d = wrapDim(dim, t.shape.length);
  if (sizes.length === 0) throw new TorchError("RuntimeError", "unflatten: sizes must be non-empty");
  let inferred: number[];
  try {
    inferred = inferSize(sizes, t.shape[d]!);
  } catch {
    throw new TorchError(
      "RuntimeError",
      `unflatten: Provided sizes ${list(sizes)} don't multiply up to the size of dim ${d} (${t.shape[d]}) in the input tensor`,
    );
  }
  return view(t, [...t.shape.slice(0, d), ...inferred, ...t.shape.slice(d + 1)]);
}

/** `t.expand(sizes)`; -1 keeps a dimension. */
export function expand(t: Strided, sizes: readonly number[]): Strided {
  const lead = sizes.length - t.shape.length;
  if (lead < 0) {
    throw new TorchError(
      "RuntimeError",
      `expand(${t.dtype.tensorName}{${list(t.shape)}}, size=${list(sizes)}): the number of sizes provided (${sizes.length}) must be greater or equal to the number of dimensions in the tensor (${t.shape.length})`,
    );
  }
  const shape = [...sizes];
  const strides = new Array<number>(sizes.length).fill(0);
  for (let i = sizes.length - 1; i >= 0; i--) {
    const d = i - lead;
    const wanted = sizes[i]!;
    if (wanted === -1) {
      if (d < 0) {
        throw new TorchError(
          "RuntimeError",
          `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${i}`,
        );
      }
      shape[i] = t.shape[d]!;
    }
    if (d < 0) {
      // A new dimension steps over the whole of what it repeats only when it is 1; then the stride is never used.
      strides[i] = wanted === 1 ? (shape[i + 1] ?? 1) * (strides[i + 1] ?? 1) : 0;
      continue;
    }
    const have = t.shape[d]!;
    if (shape[i] === have) strides[i] = t.strides[d]!;
    else if (have === 1) strides[i] = 0;
    else {
      throw new TorchError(
        "RuntimeError",
        `The expanded size of the tensor (${wanted}) must match the existing size (${have}) at non-singleton dimension ${i}.  Target sizes: ${list(sizes)}.  Tensor sizes: ${list(t.shape)}`,
      );
    }
  }
  return viewOf(t, shape, strides);
}

/** `t.permute(dims)`. */
export function permute(t: Strided, dims: readonly number[]): Strided {
  if (dims.length !== t.shape.length) {
    throw new TorchError(
      "RuntimeError",
      `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${t.shape.length} is not equal to len(dims) = ${dims.length}`,
    );
  }
  const order = dims.map((d) => wrapDim(d, t.shape.length));
  if (new Set(order).size !== order.length) {
    throw new TorchError("RuntimeError", "permute(): duplicate dims are not allowed.");
  }
  return viewOf(
    t,
    order.map((d) => t.shape[d]!),
    order.map((d) => t.strides[d]!),
  );
}

/** `t.transpose(a, b)`. */
export function transpose(t: Strided, a: number, b: number): Strided {
  const i = wrapDim(a, t.shape.length);
  const j = wrapDim(b, t.shape.length);
  if (t.shape.length === 0) return viewOf(t, [], []);
  const shape = [...t.shape];
  const strides = [...t.strides];
  [shape[i], shape[j]] = [shape[j]!, shape[i]!];
  [strides[i], strides[j]] = [strides[j]!, strides[i]!];
  return viewOf(t, shape, strides);
}

/** `t.t()`: a matrix transposed; vectors and scalars as they are. */
export function matrixTranspose(t: Strided): Strided {
  if (t.shape.length > 2) {
    throw new TorchError("RuntimeError", `t() expects a tensor with <= 2 dimensions, but self is ${t.shape.length}D`);
  }
  return t.shape.length < 2 ? viewOf(t, t.shape, t.strides) : transpose(t, 0, 1);
}

/** `t.movedim(source, destination)`. */
export function movedim(t: Strided, source: readonly number[], destination: readonly number[]): Strided {
  const rank = t.shape.length;
  if (source.length !== destination.length) {
    throw new TorchError(
      "RuntimeError",
      `movedim: Invalid source or destination dims: source (${list(source)} dims) should contain the same number of dims as destination (${list(destination)} dims)`,
    );
  }
  const from = source.map((d) => wrapDim(d, rank));
  const to = destination.map((d) => wrapDim(d, rank));
  for (const [name, dims, given] of [
    ["source", from, source],
    ["destination", to, destination],
  ] as const) {
    if (new Set(dims).size !== dims.length) {
      throw new TorchError("RuntimeError", `movedim: repeated dim in \`${name}\` (${list(given)})`);
    }
  }
  if (rank === 0) return viewOf(t, [], []);
  const order = new Array<number>(rank).fill(-1);
  to.forEach((d, i) => {
    order[d] = from[i]!;
  });
  const rest = t.shape.map((_, d) => d).filter((d) => !from.includes(d));
  for (let d = 0, k = 0; d < rank; d++) if (order[d] === -1) order[d] = rest[k++]!;
  return permute(t, order);
}

/** `t.squeeze(dims)`: drops dimensions of size 1, all of them without an argument. */
export function squeeze(t: Strided, dims?: number | readonly number[]): Strided {
  const rank = t.shape.length;
  const chosen =
    dims === undefined ? undefined : new Set((typeof dims === "number" ? [dims] : dims).map((d) => wrapDim(d, rank)));
  const keep = t.shape.map((n, d) => n !== 1 || (chosen !== undefined && !chosen.has(d)));
  return viewOf(
    t,
    t.shape.filter((_, d) => keep[d]),
    t.strides.filter((_, d) => keep[d]),
  );
}

/** `t.unsqueeze(dim)`. */
export function unsqueeze(t: Strided, dim: number): Strided {
  const d = wrapDim(dim, t.shape.length + 1);
  const stride = d >= t.shape.length ? 1 : t.shape[d]! * t.strides[d]!;
  return viewOf(
    t,
    [...t.shape.slice(0, d), 1, ...t.shape.slice(d)],
    [...t.strides.slice(0, d), stride, ...t.strides.slice(d)],
  );
}

/** `t.select(dim, index)` (also `t[i]`, whose message the indexing functions make). */
export function select(t: Strided, dim: number, index: number): Strided {
  if (t.shape.length === 0) throw new TorchError("IndexError", "select() cannot be applied to a 0-dim tensor.");
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  if (index < -n || index >= n) {
    throw new TorchError(
      "IndexError",
      `select(): index ${index} out of range for tensor of size ${list(t.shape)} at dimension ${d}`,
    );
  }
  const i = index < 0 ? index + n : index;
  return viewOf(
    t,
    t.shape.filter((_, k) => k !== d),
    t.strides.filter((_, k) => k !== d),
    t.offset + i * t.strides[d]!,
  );
}

/** `t[start:stop:step]` along `dim`; bounds are clamped as Python does. */
export function slice(t: Strided, dim: number, start: number | undefined, stop: number | undefined, step = 1): Strided {
  if (t.shape.length === 0) throw new TorchError("RuntimeError", "slice() cannot be applied to a 0-dim tensor.");
  if (step === 0) throw new TorchError("ValueError", "slice step cannot be zero");
  if (step < 0) throw new TorchError("ValueError", "step must be greater than zero");
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  const bound = (x: number): number => Math.min(Math.max(x < 0 ? x + n : x, 0), n);
  const from = bound(start ?? 0);
  const to = Math.max(bound(stop ?? n), from);
  const shape = [...t.shape];
  const strides = [...t.strides];
  shape[d] = Math.ceil((to - from) / step);
  strides[d] = t.strides[d]! * step;
  return viewOf(t, shape, strides, t.offset + from * t.strides[d]!);
}

/** `t.narrow(dim, start, length)`. */
export function narrow(t: Strided, dim: number, start: number, length: number): Strided {
  if (t.shape.length === 0) throw new TorchError("RuntimeError", "narrow() cannot be applied to a 0-dim tensor.");
  if (length < 0) throw new TorchError("RuntimeError", "narrow(): length must be non-negative.");
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  if (start < -n || start > n) {
    throw new TorchError(
      "IndexError",
      `start out of range (expected to be in range of [${-n}, ${n}], but got ${start})`,
    );
  }
  const from = start < 0 ? start + n : start;
  if (from + length > n) {
    throw new TorchError("RuntimeError", `start (${from}) + length (${length}) exceeds dimension size (${n}).`);
  }
  return slice(t, d, from, from + length);
}

/** `t.as_strided(shape, strides, offset)`. */
export function asStrided(
  t: Strided,
  shape: readonly number[],
  strides: readonly number[],
  offset = t.offset,
): Strided {
  if (shape.length !== strides.length) throw new TorchError("RuntimeError", "mismatch in length of strides and shape");
  if (strides.some((s) => s < 0)) {
    throw new TorchError(
      "RuntimeError",
      `as_strided: Negative strides are not supported at the moment, got strides: ${list(strides)}`,
    );
  }
  if (offset < 0) throw new TorchError("RuntimeError", `Tensor: invalid storage offset ${offset}`);
  let last = 1;
  for (let d = 0; d < shape.length; d++) {
    if (shape[d] === 0) last = 0;
    else if (last > 0) last += (shape[d]! - 1) * strides[d]!;
  }
  const available = t.storage.data.length / t.dtype.lanes;
  if (last > 0 && offset + last > available) {
    const size = t.dtype.itemsize;
    throw new TorchError(
      "RuntimeError",
      `setStorage: sizes ${list(shape)}, strides ${list(strides)}, storage offset ${offset}, and itemsize ${size} requiring a storage size of ${(offset + last) * size} are out of bounds for storage of size ${available * size}`,
    );
  }
  return viewOf(t, shape, strides, offset);
}

/** `t.unfold(dim, size, step)`: windows along a dimension, as a new last dimension. */
export function unfold(t: Strided, dim: number, size: number, step: number): Strided {
  const rank = t.shape.length;
  const d = wrapDim(dim, rank);
  const n = rank === 0 ? 1 : t.shape[d]!;
  if (size < 0) throw new TorchError("RuntimeError", `size is ${size} but must be >= 0`);
  if (size > n) {
    throw new TorchError("RuntimeError", `maximum size for tensor at dimension ${d} is ${n} but size is ${size}`);
  }
  if (step <= 0) throw new TorchError("RuntimeError", `step is ${step} but must be > 0`);
  const shape = [...t.shape];
  const strides = [...t.strides];
  if (rank > 0) {
    shape[d] = Math.floor((n - size) / step) + 1;
    strides[d] = t.strides[d]! * step;
  }
  return viewOf(t, [...shape, size], [...strides, rank === 0 ? 1 : t.strides[d]!]);
}

/** `t.diagonal(offset, dim1, dim2)`: the diagonal as the last dimension. */
export function diagonal(t: Strided, offset = 0, dim1 = 0, dim2 = 1): Strided {
  const a = wrapDim(dim1, t.shape.length);
  const b = wrapDim(dim2, t.shape.length);
  if (a === b) throw new TorchError("RuntimeError", `diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  const length = Math.max(
    offset >= 0 ? Math.min(t.shape[a]!, t.shape[b]! - offset) : Math.min(t.shape[a]! + offset, t.shape[b]!),
    0,
  );
  const start = length === 0 ? t.offset : t.offset + (offset >= 0 ? offset * t.strides[b]! : -offset * t.strides[a]!);
  const keep = (_: number, d: number): boolean => d !== a && d !== b;
  return viewOf(
    t,
    [...t.shape.filter(keep), length],
    [...t.strides.filter(keep), t.strides[a]! + t.strides[b]!],
    start,
  );
}

/** `torch.split(t, sizes, dim)`: a number splits into pieces of that size. */
export function split(t: Strided, sizes: number | readonly number[], dim = 0): Strided[] {
  if (t.shape.length === 0) throw new TorchError("RuntimeError", "split expects at least a 1-dimensional tensor");
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  let lengths: number[];
  if (typeof sizes === "number") {
    if (sizes < 0) {
      throw new TorchError("RuntimeError", `split expects split_size be non-negative, but got split_size=${sizes}`);
    }
    if (sizes === 0 && n !== 0) {
      throw new TorchError(
        "RuntimeError",
        `split_size can only be 0 if dimension size is 0, but got dimension size of ${n}`,
      );
    }
    const pieces = sizes === 0 ? 1 : Math.max(Math.ceil(n / sizes), 1);
    lengths = Array.from({ length: pieces }, (_, i) => (i < pieces - 1 ? sizes : n - sizes * (pieces - 1)));
  } else {
    if (sizes.some((s) => s < 0)) {
      throw new TorchError(
        "RuntimeError",
        `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=${list(sizes)}`,
      );
    }
    if (sizes.reduce((x, y) => x + y, 0) !== n) {
      throw new TorchError(
        "RuntimeError",
        `split_with_sizes expects split_sizes to sum exactly to ${n} (input tensor's size at dimension ${d}), but got split_sizes=${list(sizes)}`,
      );
    }
    lengths = [...sizes];
  }
  let at = 0;
  return lengths.map((length) => {
    const piece = slice(t, d, at, at + length);
    at += length;
    return piece;
  });
}

/** `torch.chunk(t, chunks, dim)`: at most that many equal pieces, the last one smaller. */
export function chunk(t: Strided, chunks: number, dim = 0): Strided[] {
  if (t.shape.length === 0) throw new TorchError("RuntimeError", "chunk expects at least a 1-dimensional tensor");
  if (chunks <= 0) {
    throw new TorchError("RuntimeError", `chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  }
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  const size = Math.ceil(n / chunks);
  if (size === 0 && n === 0) return split(t, new Array<number>(chunks).fill(0), d);
  return split(t, size, d);
}

/** `torch.tensor_split(t, sections, dim)`: exactly that many pieces, or cut at the given indices. */
export function tensorSplit(t: Strided, sections: number | readonly number[], dim = 0): Strided[] {
  if (t.shape.length === 0) {
    throw new TorchError(
      "RuntimeError",
      "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims",
    );
  }
  const d = wrapDim(dim, t.shape.length);
  const n = t.shape[d]!;
  if (typeof sections === "number") {
    if (sections <= 0)
      throw new TorchError("RuntimeError", `number of sections must be larger than 0, got ${sections}`);
    const base = Math.floor(n / sections);
    const longer = n % sections;
    return split(
      t,
      Array.from({ length: sections }, (_, i) => (i < longer ? base + 1 : base)),
      d,
    );
  }
  const cuts = [...sections, n];
  let from = 0;
  return cuts.map((to) => {
    const piece = slice(t, d, from, to);
    from = to;
    return piece;
  });
}

/** `torch.unbind(t, dim)`. */
export function unbind(t: Strided, dim = 0): Strided[] {
  if (t.shape.length === 0) throw new TorchError("IndexError", "Dimension specified as 0 but tensor has no dimensions");
  const d = wrapDim(dim, t.shape.length);
  return Array.from({ length: t.shape[d]! }, (_, i) => select(t, d, i));
}

/** A dense copy even of a dense tensor, in row-major order (`clone(memory_format=torch.contiguous_format)`). */
export function denseClone(t: Strided): Strided {
  return t.isContiguous ? clone(t) : fromData(denseData(t), t.shape, t.dtype);
}
