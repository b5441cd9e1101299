/** Copies with elements in other places: repeat, flip, roll, triangles, diagonals, blocks, unfold's gradient. */
import { inOrderOf } from "./copy.ts";
import { bool, type DType, int64 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { settle } from "./loops.ts";
import {
  contiguous,
  contiguousStrides,
  denseData,
  elementOffsets,
  empty,
  fromData,
  type Strided,
  viewOf,
  wrapDim,
  writeDense,
} from "./strided.ts";
import * as views from "./views.ts";

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

/** `t.repeat(repeats)`. */
export function repeat(t: Strided, repeats: readonly number[]): Strided {
  const lead = repeats.length - t.dim;
  if (lead < 0) fail("Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor");
  repeats.forEach((n) => {
    if (n < 0) fail(`Trying to create tensor with negative dimension ${n}: [${repeats.join(", ")}]`);
  });
  const padded = [...new Array<number>(lead).fill(1), ...t.shape];
  const shape = padded.map((n, i) => n * repeats[i]!);
  const strides = [...new Array<number>(lead).fill(0), ...t.strides];
  // Each dimension as (repeats, size): a window with stride 0 along the repeats.
  const window = viewOf(
    t,
    padded.flatMap((n, i) => [repeats[i]!, n]),
    strides.flatMap((s) => [0, s]),
  );
  return fromData(denseData(window).slice(), shape, t.dtype);
}

/** `t.flip(dims)`. */
export function flip(t: Strided, dims: readonly number[]): Strided {
  const wrapped = dims.map((d) => wrapDim(d, t.dim));
  wrapped.forEach((d, i) => {
    if (wrapped.indexOf(d) !== i) fail(`dim ${d} appears multiple times in the list of dims`);
  });
  if (t.dim === 0 || t.numel === 0) return fromData(denseData(t).slice(), t.shape, t.dtype);
  let offset = t.offset;
  const strides = t.strides.map((s, d) => {
    if (!wrapped.includes(d)) return s;
    offset += (t.shape[d]! - 1) * s;
    return -s;
  });
  return inOrderOf(t, fromData(gathered(viewOf(t, t.shape, strides, offset)), t.shape, t.dtype));
}

/** Entries of a window whose strides may be negative. */
function gathered(t: Strided) {
  const out = t.dtype.allocate(t.numel * t.dtype.lanes);
  const at = elementOffsets(t);
  const { lanes } = t.dtype;
  for (let i = 0; i < at.length; i++) {
    for (let l = 0; l < lanes; l++) out[i * lanes + l] = t.data[at[i]! * lanes + l]!;
  }
  return out;
}

/** `t.roll(shifts, dims)`; without dims the flattened tensor is rolled. */
export function roll(t: Strided, shifts: readonly number[], dims: readonly number[]): Strided {
  if (shifts.length === 0) fail("`shifts` required");
  if (dims.length === 0 && shifts.length === 1) {
    const flat = roll(fromData(denseData(t), [t.numel], t.dtype), shifts, [0]);
    return viewOf(flat, t.shape, contiguousStrides(t.shape));
  }
  if (shifts.length !== dims.length) {
    fail(`shifts and dimensions must align. shifts: ${shifts.length}, dims:${dims.length}`);
  }
  let out = contiguous(t);
  dims.forEach((dim, k) => {
    if (t.dim === 0) {
      throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
    }
    const d = wrapDim(dim, t.dim);
    const n = t.shape[d] ?? 1;
    if (t.numel === 0) return;
    const shift = ((shifts[k]! % n) + n) % n;
    const next = empty(t.shape, t.dtype);
    writeDense(views.slice(next, d, shift, n, 1), denseData(views.slice(out, d, 0, n - shift, 1)));
    writeDense(views.slice(next, d, 0, shift, 1), denseData(views.slice(out, d, n - shift, n, 1)));
    out = next;
  });
  return out === t ? fromData(denseData(t).slice(), t.shape, t.dtype) : out;
}

/** `t.tril(diagonal)` (`lower`) and `t.triu(diagonal)`, over the last two dimensions. */
export function triangle(t: Strided, diagonal: number, lower: boolean): Strided {
  if (t.dim < 2) fail(`${lower ? "tril" : "triu"}: input tensor must have at least 2 dimensions`);
  const out = fromData(denseData(t).slice(), t.shape, t.dtype);
  const rows = t.shape.at(-2)!;
  const columns = t.shape.at(-1)!;
  const { lanes } = t.dtype;
  const { data } = out.storage;
  for (let i = 0; i < t.numel; i++) {
    const c = i % columns;
    const r = Math.floor(i / columns) % rows;
    if (lower ? c - r > diagonal : c - r < diagonal) for (let l = 0; l < lanes; l++) data[i * lanes + l] = 0;
  }
  return out;
}

/** `torch.diag_embed(t, offset, dim1, dim2)`. */
export function diagEmbed(t: Strided, offset: number, dim1: number, dim2: number): Strided {
  const rank = t.dim + 1;
  const a = wrapDim(dim1, rank);
  const b = wrapDim(dim2, rank);
  if (a === b) fail(`diagonal dimensions cannot be identical ${dim1}, ${dim2}`);
  const n = t.shape.at(-1)! + Math.abs(offset);
  const rest = t.shape.slice(0, -1);
  const shape: number[] = [];
  let k = 0;
  for (let d = 0; d < rank; d++) shape.push(d === a || d === b ? n : rest[k++]!);
  const out = empty(shape, t.dtype);
  writeDense(views.diagonal(out, offset, dim1, dim2), denseData(t));
  return out;
}

/** `torch.block_diag(*tensors)`: rows for one-dimensional tensors, 1x1 blocks for scalars. */
export function blockDiag(tensors: readonly Strided[], dtype: DType): Strided {
  const blocks = tensors.map((t, i) => {
    if (t.dim > 2) {
      fail(`torch.block_diag: Input tensors must have 2 or fewer dimensions. Input ${i} has ${t.dim} dimensions`);
    }
    const shape = t.dim === 2 ? t.shape : t.dim === 1 ? [1, t.shape[0]!] : [1, 1];
    return viewOf(contiguous(t), shape, contiguousStrides(shape));
  });
  const rows = blocks.reduce((n, t) => n + t.shape[0]!, 0);
  const columns = blocks.reduce((n, t) => n + t.shape[1]!, 0);
  const out = empty([rows, columns], dtype);
  let r = 0;
  let c = 0;
  for (const block of blocks) {
    const [h, w] = block.shape as [number, number];
    writeDense(views.slice(views.slice(out, 0, r, r + h, 1), 1, c, c + w, 1), denseData(block));
    r += h;
    c += w;
  }
  return out;
}

/** Zeros of `shape` with every element of `g` added where `window(zeros)` shows it: the gradient of a view with overlaps. */
export function addThrough(g: Strided, shape: readonly number[], window: (t: Strided) => Strided): Strided {
  const out = empty(shape, g.dtype);
  const at = elementOffsets(window(out));
  const data = denseData(g);
  const { lanes } = g.dtype;
  for (let i = 0; i < at.length; i++) {
    for (let l = 0; l < lanes; l++) out.storage.data[at[i]! * lanes + l]! += data[i * lanes + l]!;
  }
  settle(out.storage.data, g.dtype);
  return out;
}

/** `torch.tril_indices` and `torch.triu_indices`: coordinates as two rows. */
export function triangleIndices(
  rows: number,
  columns: number,
  offset: number,
  lower: boolean,
  dtype: DType = int64,
): Strided {
  const found: [number, number][] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) if (lower ? c - r <= offset : c - r >= offset) found.push([r, c]);
  }
  const out = empty([2, found.length], dtype);
  found.forEach(([r, c], i) => {
    out.storage.data[i] = r;
    out.storage.data[found.length + i] = c;
  });
  return out;
}

/** Row number times width plus column is below (or from) the diagonal: the mask of `combinations`. */
export function increasingMask(n: number, r: number, withReplacement: boolean): Strided {
  const shape = new Array<number>(r).fill(n);
  const out = empty(shape, bool);
  const strides = contiguousStrides(shape);
  for (let i = 0; i < out.numel; i++) {
    let isIncreasing = true;
    let before = -1;
    for (const s of strides) {
      const k = Math.floor(i / s) % n;
      if (withReplacement ? k < before : k <= before) isIncreasing = false;
      before = k;
    }
    out.storage.data[i] = isIncreasing ? 1 : 0;
  }
  return out;
}
