/**
 * Windows: operations that only choose other sizes, strides and an offset for the same storage. None copies.
 * Error texts are PyTorch's.
 */
import { toComplex, toReal } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { Strided, viewOf, wrapDim } from "./strided.ts";

const list = (shape: readonly number[]): string => `[${shape.join(", ")}]`;

/** Resolves one -1 in `sizes` for `numel` elements. */
export function inferSize(sizes: readonly number[], numel: number): number[] {
  let unknown = -1;
  let known = 1;
  sizes.forEach((n, i) => {
    if (n === -1) {
      if (unknown >= 0) throw new TorchError("RuntimeError", "only one dimension can be inferred");
      unknown = i;
    } else if (n < 0) throw new TorchError("RuntimeError", `invalid shape dimension ${n}`);
    else known *= n;
  });
  if (unknown < 0) {
    if (known !== numel)
      throw new TorchError("RuntimeError", `shape '${list(sizes)}' is invalid for input of size ${numel}`);
    return [...sizes];
  }
  if (known === 0) {
    throw new TorchError(
      "RuntimeError",
      `cannot reshape tensor of 0 elements into shape ${list(sizes)} because the unspecified dimension size -1 can be any value and is ambiguous`,
    );
  }
  if (numel % known !== 0) {
    throw new TorchError("RuntimeError", `shape '${list(sizes)}' is invalid for input of size ${numel}`);
  }
  return sizes.map((n, i) => (i === unknown ? numel / known : n));
}

/** Strides that present `t` as `shape` without copying, or null when there are none (at::computeStride). */
export function viewStrides(t: Strided, shape: readonly number[]): number[] | null {
  const strides = new Array<number>(shape.length);
  if (t.numel === 0) {
    let s = 1;
    for (let i = shape.length - 1; i >= 0; i--) {
      strides[i] = s;
      s *= Math.max(shape[i]!, 1);
    }
    return strides;
  }
  let at = shape.length - 1;
  let base = t.dim === 0 ? 1 : t.strides[t.dim - 1]!;
  let chunk = 1;
  let filled = 1;
  for (let d = t.dim - 1; d >= 0; d--) {
    chunk *= t.shape[d]!;
    // A chunk ends where the next dimension does not continue it in memory.
    if (d === 0 || (t.shape[d - 1] !== 1 && t.strides[d - 1] !== chunk * base)) {
      while (at >= 0 && (filled < chunk || shape[at] === 1)) {
        strides[at] = filled * base;
        filled *= shape[at]!;
        at--;
      }
      if (filled !== chunk) return null;
      if (d > 0) {
        base = t.strides[d - 1]!;
        chunk = 1;
        filled = 1;
      }
    }
  }
  if (t.dim === 0) {
    for (; at >= 0; at--) strides[at] = 1;
  }
  return at === -1 ? strides : null;
}

/** `t.view(sizes)`. */
export function view(t: Strided, sizes: readonly number[]): Strided {
  const shape = inferSize(sizes, t.numel);
  const strides = viewStrides(t, shape);
  if (strides === null) {
    throw new TorchError(
      "RuntimeError",
      "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
    );
  }
  return viewOf(t, shape, strides);
}

export function permute(t: Strided, dims: readonly number[]): Strided {
  if (dims.length !== t.dim) {
    throw new TorchError(
      "RuntimeError",
      `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${t.dim} is not equal to len(dims) = ${dims.length}`,
    );
  }
  const order = dims.map((d) => wrapDim(d, t.dim));
  if (new Set(order).size !== order.length)
    throw new TorchError("RuntimeError", "permute(): duplicate dims are not allowed.");
  return viewOf(
    t,
    order.map((d) => t.shape[d]!),
    order.map((d) => t.strides[d]!),
  );
}

export function transpose(t: Strided, dim0: number, dim1: number): Strided {
  const a = wrapDim(dim0, t.dim);
  const b = wrapDim(dim1, t.dim);
  if (t.dim === 0) return viewOf(t, t.shape, t.strides);
  const order = t.shape.map((_, d) => (d === a ? b : d === b ? a : d));
  return permute(t, order);
}

export function select(t: Strided, dim: number, index: number): Strided {
  if (t.dim === 0) throw new TorchError("IndexError", "select() cannot be applied to a 0-dim tensor.");
  const d = wrapDim(dim, t.dim);
  const size = t.shape[d]!;
  if (index < -size || index >= size) {
    throw new TorchError(
      "IndexError",
      `select(): index ${index} out of range for tensor of size ${list(t.shape)} at dimension ${d}`,
    );
  }
  const i = index < 0 ? index + size : index;
  return viewOf(t, t.shape.toSpliced(d, 1), t.strides.toSpliced(d, 1), t.offset + i * t.strides[d]!);
}

/** `start` and `end` as Python slices them, then clipped; `step` is positive. */
export function slice(t: Strided, dim: number, start: number, end: number, step: number): Strided {
  if (t.dim === 0) throw new TorchError("RuntimeError", "slice() cannot be applied to a 0-dim tensor.");
  const d = wrapDim(dim, t.dim);
  if (step <= 0) throw new TorchError("RuntimeError", "slice step must be positive");
  const [from, to] = clipSlice(t.shape[d]!, start, end);
  const n = Math.ceil((to - from) / step);
  return viewOf(t, t.shape.with(d, n), t.strides.with(d, t.strides[d]! * step), t.offset + from * t.strides[d]!);
}

/** The half-open range that a slice of a dimension of `size` selects; empty ranges have `to === from`. */
export function clipSlice(size: number, start: number, end: number): [number, number] {
  let from = start < 0 ? start + size : start;
  let to = end < 0 ? end + size : end;
  from = Math.min(Math.max(from, 0), size);
  to = Math.min(Math.max(to, from), size);
  return [from, to];
}

export function unsqueeze(t: Strided, dim: number): Strided {
  const at = wrapDim(dim, t.dim + 1);
  const stride = at < t.dim ? t.strides[at]! * t.shape[at]! : 1;
  return viewOf(t, t.shape.toSpliced(at, 0, 1), t.strides.toSpliced(at, 0, stride));
}

/** Drops those of `dims` whose size is 1. */
export function squeeze(t: Strided, dims: readonly number[]): Strided {
  const drop = new Set(dims.map((d) => wrapDim(d, t.dim)).filter((d) => t.shape[d] === 1));
  return viewOf(
    t,
    t.shape.filter((_, d) => !drop.has(d)),
    t.strides.filter((_, d) => !drop.has(d)),
  );
}

export function diagonal(t: Strided, offset: number, dim1: number, dim2: number): Strided {
  const a = wrapDim(dim1, t.dim);
  const b = wrapDim(dim2, t.dim);
  if (a === b) throw new TorchError("RuntimeError", `diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  const rows = t.shape[a]!;
  const columns = t.shape[b]!;
  const n = offset >= 0 ? Math.max(Math.min(rows, columns - offset), 0) : Math.max(Math.min(rows + offset, columns), 0);
  const skip = n === 0 ? 0 : offset >= 0 ? offset * t.strides[b]! : -offset * t.strides[a]!;
  const rest = t.shape.map((_, d) => d).filter((d) => d !== a && d !== b);
  return viewOf(
    t,
    [...rest.map((d) => t.shape[d]!), n],
    [...rest.map((d) => t.strides[d]!), t.strides[a]! + t.strides[b]!],
    t.offset + skip,
  );
}

/** `t.unfold(dim, size, step)`: windows as a new last dimension. */
export function unfold(t: Strided, dim: number, size: number, step: number): Strided {
  const d = wrapDim(dim, t.dim);
  const length = t.dim === 0 ? 1 : t.shape[d]!;
  if (size > length) {
    throw new TorchError("RuntimeError", `maximum size for tensor at dimension ${d} is ${length} but size is ${size}`);
  }
  if (step <= 0) throw new TorchError("RuntimeError", `step is ${step} but must be > 0`);
  if (t.dim === 0) return viewOf(t, [size], [1]);
  return viewOf(
    t,
    [...t.shape.with(d, Math.floor((length - size) / step) + 1), size],
    [...t.strides.with(d, t.strides[d]! * step), t.strides[d]!],
  );
}

/** `torch.view_as_real(t)`: the parts of each element as a last dimension of 2. */
export function viewAsReal(t: Strided): Strided {
  if (t.dtype.lanes !== 2) throw new TorchError("RuntimeError", "view_as_real is only supported for complex tensors");
  return new Strided(t.storage, [...t.shape, 2], [...t.strides.map((s) => 2 * s), 1], 2 * t.offset, toReal(t.dtype));
}

/** `torch.view_as_complex(t)`: pairs along the last dimension as complex elements. */
export function viewAsComplex(t: Strided): Strided {
  const raise = (text: string): never => {
    throw new TorchError("RuntimeError", text);
  };
  if (t.dtype.category !== "float" || t.dtype.itemsize < 4) {
    raise(
      `view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: ${t.dtype.scalarName}`,
    );
  }
  if (t.dim === 0) raise("Input tensor must have one or more dimensions");
  if (t.shape.at(-1) !== 2) raise("Tensor must have a last dimension of size 2");
  if (t.strides.at(-1) !== 1) raise("Tensor must have a last dimension with stride 1");
  t.strides.slice(0, -1).forEach((s) => {
    if (s % 2 !== 0) raise("Tensor must have a stride divisible by 2 for all but last dimension");
  });
  if (t.offset % 2 !== 0) raise("Tensor must have a storage_offset divisible by 2");
  return new Strided(
    t.storage,
    t.shape.slice(0, -1),
    t.strides.slice(0, -1).map((s) => s / 2),
    t.offset / 2,
    toComplex(t.dtype),
  );
}
