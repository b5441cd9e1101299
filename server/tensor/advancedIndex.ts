/**
 * Indexing with tensors: `t[i, :, j]` with index tensors that broadcast against each other
 * (NumPy's advanced indexing, as PyTorch does it: https://numpy.org/doc/stable/user/basics.indexing.html).
 */
import { bool, type DType, int64, type TypedArray, uint8 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import {
  broadcastShapes,
  broadcastStrides,
  contiguousStrides,
  denseData,
  elementOffsets,
  empty,
  fromData,
  numelOf,
  type Strided,
  sameShape,
  viewOf,
} from "./strided.ts";

/** One entry per leading dimension of the indexed tensor; null takes the whole dimension. */
export type Indices = readonly (Strided | null)[];

/** Coordinates of the true elements: one int64 tensor per dimension. */
export function nonzeroColumns(mask: Strided): Strided[] {
  const data = denseData(mask);
  const { lanes } = mask.dtype;
  const found: number[] = [];
  for (let i = 0; i < mask.numel; i++) {
    if (data[i * lanes] !== 0 || (lanes === 2 && data[2 * i + 1] !== 0)) found.push(i);
  }
  const strides = contiguousStrides(mask.shape);
  return mask.shape.map((n, d) => {
    const out = new Float64Array(found.length);
    for (let k = 0; k < found.length; k++) out[k] = Math.floor(found[k]! / strides[d]!) % n;
    return fromData(out, [found.length], int64);
  });
}

/** Replaces bool masks by the coordinates of their true elements; checks kinds and shapes. */
export function expandMasks(t: Strided, indices: Indices): (Strided | null)[] {
  const out: (Strided | null)[] = [];
  for (const index of indices) {
    if (index === null) {
      out.push(null);
      continue;
    }
    if (index.dtype === bool || index.dtype === uint8) {
      index.shape.forEach((n, j) => {
        const at = out.length + j;
        if (at >= t.dim || t.shape[at] !== n) {
          throw new TorchError(
            "IndexError",
            `The shape of the mask [${index.shape.join(", ")}] at index ${j} does not match the shape of the indexed tensor [${t.shape.join(", ")}] at index ${at}`,
          );
        }
      });
      out.push(...nonzeroColumns(index));
      continue;
    }
    if (index.dtype.category !== "int") {
      throw new TorchError("IndexError", "tensors used as indices must be long, int, byte or bool tensors");
    }
    out.push(index);
  }
  if (out.length > t.dim) {
    throw new TorchError("IndexError", `too many indices for tensor of dimension ${t.dim}`);
  }
  return out;
}

/** Where each element of the result is read from: offsets (in elements) into the storage of `t`, and the result's shape. */
export interface Gathered {
  readonly shape: readonly number[];
  readonly offsets: Int32Array;
}

/** Plans `t[indices]`. `indices` must have gone through {@link expandMasks}. */
export function plan(t: Strided, indices: Indices): Gathered {
  const used = indices.flatMap((index, d) => (index === null ? [] : [{ index, d }]));
  let common: readonly number[] = [];
  try {
    for (const { index } of used) common = broadcastShapes(common, index.shape);
  } catch {
    throw new TorchError(
      "IndexError",
      `shape mismatch: indexing tensors could not be broadcast together with shapes ${used.map(({ index }) => `[${index.shape.join(", ")}]`).join(", ")}`,
    );
  }
  const adjacent = used.every(({ d }, i) => i === 0 || d === used[i - 1]!.d + 1);
  const kept = t.shape.map((_, d) => d).filter((d) => (indices[d] ?? null) === null);
  const before = adjacent ? kept.filter((d) => d < (used[0]?.d ?? 0)) : [];
  const after = kept.filter((d) => !before.includes(d));
  const count = numelOf(common);
  const base = new Int32Array(count);
  for (const [k, { index, d }] of used.entries()) {
    const size = t.shape[d]!;
    const at = elementOffsets(viewOf(index, common, broadcastStrides(index, common)));
    for (let j = 0; j < count; j++) {
      const i = index.data[at[j]!]!;
      if (i < -size || i >= size) {
        // PyTorch counts among the indexed dimensions here.
        throw new TorchError("IndexError", `index ${i} is out of bounds for dimension ${k} with size ${size}`);
      }
      base[j]! += (i < 0 ? i + size : i) * t.strides[d]!;
    }
  }
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
  const offsets = new Int32Array(outer.length * count * inner.length);
  let o = 0;
  for (let a = 0; a < outer.length; a++) {
    for (let k = 0; k < count; k++) {
      const from = outer[a]! + base[k]!;
      for (let b = 0; b < inner.length; b++) offsets[o++] = from + inner[b]!;
    }
  }
  return { shape: [...before.map((d) => t.shape[d]!), ...common, ...after.map((d) => t.shape[d]!)], offsets };
}

/** `t[indices]`: a dense copy. */
export function index(t: Strided, indices: Indices): Strided {
  const { shape, offsets } = plan(t, expandMasks(t, indices));
  const out = t.dtype.allocate(offsets.length * t.dtype.lanes);
  const { data } = t;
  if (t.dtype.lanes === 1) for (let i = 0; i < offsets.length; i++) out[i] = data[offsets[i]!]!;
  else {
    for (let i = 0; i < offsets.length; i++) {
      out[2 * i] = data[2 * offsets[i]!]!;
      out[2 * i + 1] = data[2 * offsets[i]! + 1]!;
    }
  }
  return fromData(out, shape, t.dtype);
}

/**
 * A copy of `t` with `values` written (or added) at `indices`; `values` has t's dtype and broadcasts to the indexed shape.
 * Later duplicates overwrite earlier ones.
 */
export function indexPut(t: Strided, indices: Indices, values: Strided, accumulate: boolean): Strided {
  const dense = fromData(denseData(t).slice(), t.shape, t.dtype);
  const { shape, offsets } = plan(dense, expandMasks(dense, indices));
  const source = broadcastTo(values, shape);
  const { data } = dense.storage;
  const { lanes, cast } = t.dtype;
  for (let i = 0; i < offsets.length * lanes; i++) {
    const at = offsets[(i / lanes) | 0]! * lanes + (i % lanes);
    data[at] = accumulate ? cast(data[at]! + source[i]!) : source[i]!;
  }
  return dense;
}

function broadcastTo(values: Strided, shape: readonly number[]): TypedArray {
  if (sameShape(values.shape, shape)) return denseData(values);
  let fits: readonly number[];
  try {
    fits = broadcastShapes(values.shape, shape);
  } catch {
    fits = [];
  }
  if (!sameShape(fits, shape)) {
    throw new TorchError(
      "RuntimeError",
      `shape mismatch: value tensor of shape [${values.shape.join(", ")}] cannot be broadcast to indexing result of shape [${shape.join(", ")}]`,
    );
  }
  return denseData(viewOf(values, shape, broadcastStrides(values, shape)));
}

/** Zeros of `shape` with `values` added at `indices`: the gradient of {@link index}. */
export function indexBackward(values: Strided, shape: readonly number[], indices: Indices, dtype: DType): Strided {
  return indexPut(empty(shape, dtype), indices, values, true);
}
