/** Copies with elements in other places: repeat, flip, roll, rot90, triangles, diagonals, blocks, unfold. */

import { clone as cloneData, convert, inOrderOf } from "../../tensor/copy.ts";
import { promoteTypes } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/rearrange.ts";
import { denseData, fromData, type Strided, sameShape, viewOf, writeDense } from "../../tensor/strided.ts";
import * as views from "../../tensor/views.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { asStrided, zeros } from "./base.ts";
import { sumDim } from "./reduction.ts";
import { diagonal, reshape, contiguous as rowMajor, select, slice } from "./shape.ts";

export const repeat: Op<[self: Tensor, repeats: readonly number[]]> = defineOp("repeat", {
  node: "RepeatBackward0",
  forward: (self, repeats) => kernel.repeat(self.impl, repeats),
  save: (_need, _result, self, repeats) => ({ repeats, self_sym_sizes: self.shape }),
  grad: [
    (g, s) => {
      const lead = s.repeats.length - s.self_sym_sizes.length;
      if (s.repeats.includes(0)) return zeros(s.self_sym_sizes, g.dtype);
      // Every dimension as (repeats, size), then summed over the repeats.
      const parts = s.repeats.flatMap((n, i) =>
        i < lead ? [n] : n === 1 ? [s.self_sym_sizes[i - lead]!] : [n, s.self_sym_sizes[i - lead]!],
      );
      const summed: number[] = [];
      let at = 0;
      s.repeats.forEach((n, i) => {
        if (i < lead) summed.push(at++);
        else {
          if (n !== 1) summed.push(at++);
          at++;
        }
      });
      return summed.length === 0 ? g : sumDim(reshape(g, parts), summed, false, null);
    },
  ],
  text: ["1, summed over the repeats"],
});

export const flip: Op<[self: Tensor, dims: readonly number[]]> = defineOp("flip", {
  node: "FlipBackward0",
  forward: (self, dims) => kernel.flip(self.impl, dims),
  save: (_need, _result, _self, dims) => ({ dims }),
  grad: [(g, s) => flip(g, s.dims)],
  text: ["g flipped back"],
});

export const roll: Op<[self: Tensor, shifts: readonly number[], dims: readonly number[]]> = defineOp("roll", {
  node: "RollBackward0",
  forward: (self, shifts, dims) => kernel.roll(self.impl, shifts, dims),
  save: (_need, _result, _self, shifts, dims) => ({ dims, shifts }),
  grad: [
    (g, s) =>
      roll(
        g,
        s.shifts.map((n) => -n),
        s.dims,
      ),
  ],
  text: ["g rolled back"],
});

function rot90Data(t: Strided, k: number, dims: readonly number[]): Strided {
  const fail = (text: string): never => {
    throw new TorchError("RuntimeError", text);
  };
  if (dims.length !== 2) fail(`expected total rotation dims == 2, but got dims = ${dims.length}`);
  if (t.dim < 2) fail(`expected total dims >= 2, but got total dims = ${t.dim}`);
  const [first, second] = dims as [number, number];
  if (first === second || Math.abs(first - second) === t.dim) {
    fail(`expected rotation dims to be different, but got dim0 = ${first} and dim1 = ${second}`);
  }
  for (const [i, d] of dims.entries()) {
    if (d >= t.dim || d < -t.dim) fail(`Rotation dim${i} out of range, dim${i} = ${d}`);
  }
  switch (((k % 4) + 4) % 4) {
    case 1:
      return views.transpose(kernel.flip(t, [second]), first, second);
    case 2:
      return kernel.flip(t, dims);
    case 3:
      return views.transpose(kernel.flip(t, [first]), first, second);
    default:
      return cloneData(t);
  }
}

export const rot90: Op<[self: Tensor, k: number, dims: readonly number[]]> = defineOp("rot90", {
  node: "Rot90Backward0",
  forward: (self, k, dims) => rot90Data(self.impl, k, dims),
  save: (_need, _result, _self, k, dims) => ({ dims, k }),
  grad: [(g, s) => rot90(g, -s.k, s.dims)],
  text: ["g turned back"],
});

export const tril: Op<[self: Tensor, diagonal: number]> = defineOp("tril", {
  node: "TrilBackward0",
  forward: (self, d) => kernel.triangle(self.impl, d, true),
  save: (_need, _result, _self, d) => ({ diagonal: d }),
  grad: [(g, s) => tril(g, s.diagonal)],
  text: ["1 on and below the diagonal, else 0"],
});

export const triu: Op<[self: Tensor, diagonal: number]> = defineOp("triu", {
  node: "TriuBackward0",
  forward: (self, d) => kernel.triangle(self.impl, d, false),
  save: (_need, _result, _self, d) => ({ diagonal: d }),
  grad: [(g, s) => triu(g, s.diagonal)],
  text: ["1 on and above the diagonal, else 0"],
});

export const diagEmbed: Op<[self: Tensor, offset: number, dim1: number, dim2: number]> = defineOp("diag_embed", {
  node: "DiagEmbedBackward0",
  forward: (self, offset, dim1, dim2) => kernel.diagEmbed(self.impl, offset, dim1, dim2),
  save: (_need, _result, _self, offset, dim1, dim2) => ({ dim1, dim2, offset }),
  grad: [(g, s) => diagonal(g, s.offset, s.dim1, s.dim2)],
  text: ["1 on the diagonal, else 0"],
});

/** The diagonal as a copy: what `torch.diag` of a matrix is. */
export const diagonalCopy: Op<[self: Tensor, offset: number, dim1: number, dim2: number]> = defineOp("diagonal_copy", {
  node: "DiagonalBackward0_copy",
  forward: (self, offset, dim1, dim2) => {
    const t = views.diagonal(self.impl, offset, dim1, dim2);
    return fromData(denseData(t).slice(), t.shape, t.dtype);
  },
  save: (_need, _result, self, offset, dim1, dim2) => ({ dim1, dim2, offset, self_sym_sizes: self.shape }),
  grad: [(g, s) => diagonalScatter(zeros(s.self_sym_sizes, g.dtype), g, s.offset, s.dim1, s.dim2)],
  text: ["1 on the diagonal, else 0"],
});

export const blockDiag: Op<[tensors: readonly Tensor[]]> = defineOp("block_diag", {
  node: "BlockDiagBackward0",
  inputs: (tensors) => tensors,
  forward: (tensors) => {
    const dtype = tensors.reduce((d, t) => promoteTypes(d, t.dtype), tensors[0]!.dtype);
    return kernel.blockDiag(
      tensors.map((t) => convert(t.impl, dtype)),
      dtype,
    );
  },
  save: (_need, _result, tensors) => ({ _shapes: tensors.map((t) => t.shape) }),
  gradAll: (g, s, need) => {
    let r = 0;
    let c = 0;
    return s._shapes.map((shape, i) => {
      const h = shape.length === 2 ? shape[0]! : 1;
      const w = shape.length === 2 ? shape[1]! : shape.length === 1 ? shape[0]! : 1;
      const [top, left] = [r, c];
      r += h;
      c += w;
      return need[i] ? reshape(slice(slice(g, 0, top, r, 1), 1, left, c, 1), shape) : null;
    });
  },
  text: ["1 for its block"],
});

export const unfold: Op<[self: Tensor, dimension: number, size: number, step: number]> = defineOp("unfold", {
  node: "UnfoldBackward0",
  isView: true,
  forward: (self, dimension, size, step) => views.unfold(self.impl, dimension, size, step),
  save: (_need, _result, self, dimension, size, step) => ({ dimension, self_sym_sizes: self.shape, size, step }),
  grad: [(g, s) => unfoldBackward(g, s.self_sym_sizes, s.dimension, s.size, s.step)],
  text: ["1 for every window the element is in"],
});

const unfoldBackward: Op<[g: Tensor, sizes: readonly number[], dim: number, size: number, step: number]> = defineOp(
  "unfold_backward",
  {
    node: "UnfoldBackwardBackward0",
    forward: (g, sizes, dim, size, step) => kernel.addThrough(g.impl, sizes, (t) => views.unfold(t, dim, size, step)),
    save: (_need, _result, _g, _sizes, dim, size, step) => ({ dim, size, step }),
    grad: [(gg, s) => unfold(gg, s.dim, s.size, s.step)],
  },
);

export const unfoldCopy: Op<[self: Tensor, dimension: number, size: number, step: number]> = defineOp("unfold_copy", {
  node: "UnfoldBackward0_copy",
  forward: (self, dimension, size, step) => {
    const t = views.unfold(self.impl, dimension, size, step);
    return fromData(denseData(t).slice(), t.shape, t.dtype);
  },
  save: (_need, _result, self, dimension, size, step) => ({ dimension, self_sym_sizes: self.shape, size, step }),
  grad: [(g, s) => unfoldBackward(g, s.self_sym_sizes, s.dimension, s.size, s.step)],
  text: ["1 for every window the element is in"],
});

/** A copy of `self` with `src` in the window that `into` opens. */
function scattered(self: Tensor, src: Tensor, into: (t: Strided) => Strided): Strided {
  const out = fromData(denseData(self.impl).slice(), self.shape, self.dtype);
  const window = into(out);
  if (!sameShape(window.shape, src.shape)) {
    throw new TorchError(
      "RuntimeError",
      `expected src to have a size equal to the slice of self. src size = [${src.shape.join(", ")}], slice size = [${window.shape.join(", ")}]`,
    );
  }
  // `src` is converted as copy_ does.
  writeDense(window, denseData(convert(src.impl, self.dtype)));
  return inOrderOf(self.impl, out);
}

export const selectScatter: Op<[self: Tensor, src: Tensor, dim: number, index: number]> = defineOp("select_scatter", {
  node: "SelectScatterBackward0",
  inputs: 2,
  forward: (self, src, dim, index) => scattered(self, src, (t) => views.select(t, dim, index)),
  save: (_need, _result, _self, src, dim, index) => ({ dim, index, _shape: src.shape }),
  grad: [(g, s) => selectScatter(g, zeros(s._shape, g.dtype), s.dim, s.index), (g, s) => select(g, s.dim, s.index)],
  text: ["1 outside the slice", "1"],
});

export const sliceScatter: Op<[self: Tensor, src: Tensor, dim: number, start: number, end: number, step: number]> =
  defineOp("slice_scatter", {
    node: "SliceScatterBackward0",
    inputs: 2,
    forward: (self, src, dim, start, end, step) => scattered(self, src, (t) => views.slice(t, dim, start, end, step)),
    save: (_need, _result, _self, src, dim, start, end, step) => ({ dim, end, start, step, _shape: src.shape }),
    grad: [
      (g, s) => sliceScatter(g, zeros(s._shape, g.dtype), s.dim, s.start, s.end, s.step),
      (g, s) => slice(g, s.dim, s.start, s.end, s.step),
    ],
    text: ["1 outside the slice", "1"],
  });

export const diagonalScatter: Op<[self: Tensor, src: Tensor, offset: number, dim1: number, dim2: number]> = defineOp(
  "diagonal_scatter",
  {
    node: "DiagonalScatterBackward0",
    inputs: 2,
    forward: (self, src, offset, dim1, dim2) => scattered(self, src, (t) => views.diagonal(t, offset, dim1, dim2)),
    save: (_need, _result, _self, src, offset, dim1, dim2) => ({ dim1, dim2, offset, _shape: src.shape }),
    grad: [
      (g, s) => diagonalScatter(g, zeros(s._shape, g.dtype), s.offset, s.dim1, s.dim2),
      (g, s) => diagonal(g, s.offset, s.dim1, s.dim2),
    ],
    text: ["1 outside the diagonal", "1"],
  },
);

/** `as_strided_scatter`: a copy of `self` with `src` where `as_strided` would read. */
export const asStridedScatterInto: Op<
  [self: Tensor, src: Tensor, size: readonly number[], stride: readonly number[], storageOffset: number]
> = defineOp("as_strided_scatter", {
  node: "AsStridedScatterBackward0",
  inputs: 2,
  forward: (self, src, size, stride, storageOffset) =>
    scattered(self, src, (t) => viewOf(t, size, stride, storageOffset)),
  save: (_need, _result, _self, _src, size, stride, storage_offset) => ({ size, storage_offset, stride }),
  grad: [
    // PyTorch's own formula: only what lies under the written window comes back, although it was overwritten.
    (g, s) =>
      asStridedScatterInto(
        zeros(g.shape, g.dtype),
        asStrided(rowMajor(g), s.size, s.stride, s.storage_offset),
        s.size,
        s.stride,
        s.storage_offset,
      ),
    (g, s) => asStrided(rowMajor(g), s.size, s.stride, s.storage_offset),
  ],
  text: ["1 inside what was written", "1"],
});
