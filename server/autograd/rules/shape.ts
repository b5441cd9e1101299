/** Views that rearrange dimensions. Each shares storage with its input; node names are PyTorch's. */
import { contiguousStrides, denseData, fromData, viewOf, wrapDim } from "../../tensor/strided.ts";
import * as views from "../../tensor/views.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { clone, copyInto, zeros } from "./base.ts";
import { stack } from "./joining.ts";

export const view: Op<[self: Tensor, size: readonly number[]]> = defineOp("view", {
  node: "ViewBackward0",
  isView: true,
  forward: (self, size) => views.view(self.impl, size),
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => reshape(g, s.self_sym_sizes)],
  text: ["1"],
});

/** A dense tensor presented as `size`: what reshape does after copying. */
export const unsafeView: Op<[self: Tensor, size: readonly number[]]> = defineOp("_unsafe_view", {
  node: "UnsafeViewBackward0",
  forward: (self, size) => {
    const shape = views.inferSize(size, self.numel);
    const whole = self.impl.isContiguous ? self.impl : fromData(denseData(self.impl), self.shape, self.dtype);
    return viewOf(whole, shape, contiguousStrides(shape));
  },
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => reshape(g, s.self_sym_sizes)],
  text: ["1"],
});

/** A view where strides allow, else a copy (CloneBackward0, then UnsafeViewBackward0). */
export function reshape(self: Tensor, size: readonly number[]): Tensor {
  const shape = views.inferSize(size, self.numel);
  return views.viewStrides(self.impl, shape) === null ? unsafeView(contiguousCopy(self), shape) : view(self, shape);
}

function contiguousCopy(t: Tensor): Tensor {
  return t.impl.isContiguous ? t : clone(t);
}

export const permute: Op<[self: Tensor, dims: readonly number[]]> = defineOp("permute", {
  node: "PermuteBackward0",
  isView: true,
  forward: (self, dims) => views.permute(self.impl, dims),
  save: (_need, _result, _self, dims) => ({ dims }),
  grad: [
    (g, s) => {
      const inverse: number[] = new Array(s.dims.length);
      s.dims.forEach((d, i) => {
        inverse[wrapDim(d, s.dims.length)] = i;
      });
      return permute(g, inverse);
    },
  ],
  text: ["1"],
});

export const transpose: Op<[self: Tensor, dim0: number, dim1: number]> = defineOp("transpose.int", {
  node: "TransposeBackward0",
  isView: true,
  forward: (self, dim0, dim1) => views.transpose(self.impl, dim0, dim1),
  save: (_need, _result, _self, dim0, dim1) => ({ dim0, dim1 }),
  grad: [(g, s) => transpose(g, s.dim0, s.dim1)],
  text: ["transposed"],
});

export const t: Op<[self: Tensor]> = defineOp("t", {
  node: "TBackward0",
  isView: true,
  forward: (self) =>
    self.dim < 2 ? viewOf(self.impl, self.shape, self.impl.strides) : views.transpose(self.impl, 0, 1),
  grad: [(g) => t(g)],
  text: ["transposed"],
});

export const unsqueeze: Op<[self: Tensor, dim: number]> = defineOp("unsqueeze", {
  node: "UnsqueezeBackward0",
  isView: true,
  forward: (self, dim) => views.unsqueeze(self.impl, dim),
  save: (_need, _result, _self, dim) => ({ dim }),
  grad: [(g, s) => squeezeDim(g, s.dim)],
  text: ["1"],
});

export const squeeze: Op<[self: Tensor]> = defineOp("squeeze", {
  node: "SqueezeBackward0",
  isView: true,
  forward: (self) => views.squeeze(self.impl, [...self.shape.keys()]),
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => unsqueezeTo(g, s.self_sym_sizes, [...s.self_sym_sizes.keys()])],
  text: ["1"],
});

/** `squeeze(dim)`: a plain view when that dimension is not 1. */
export const squeezeDim: Op<[self: Tensor, dim: number]> = defineOp("squeeze.dim", {
  node: "SqueezeBackward1",
  isView: true,
  forward: (self, dim) => {
    const d = wrapDim(dim, self.dim);
    return self.dim === 0 ? viewOf(self.impl, [], []) : views.squeeze(self.impl, [d]);
  },
  save: (_need, _result, self, dim) => ({ dim, self_sym_sizes: self.shape }),
  grad: [(g, s) => unsqueezeTo(g, s.self_sym_sizes, [s.dim])],
  text: ["1"],
});

export const squeezeDims: Op<[self: Tensor, dim: readonly number[]]> = defineOp("squeeze.dims", {
  node: "SqueezeBackward2",
  isView: true,
  forward: (self, dims) => views.squeeze(self.impl, dims),
  save: (_need, _result, self, dim) => ({ dim, self_sym_sizes: self.shape }),
  grad: [(g, s) => unsqueezeTo(g, s.self_sym_sizes, s.dim)],
  text: ["1"],
});

/** Puts back the size-1 dimensions among `dims` of `shape`. */
function unsqueezeTo(g: Tensor, shape: readonly number[], dims: readonly number[]): Tensor {
  const wanted = new Set(dims.map((d) => wrapDim(d, shape.length)));
  let out = g;
  shape.forEach((n, d) => {
    if (n === 1 && wanted.has(d)) out = unsqueeze(out, d);
  });
  return out;
}

export const select: Op<[self: Tensor, dim: number, index: number]> = defineOp("select.int", {
  node: "SelectBackward0",
  isView: true,
  forward: (self, dim, index) => views.select(self.impl, dim, index),
  save: (_need, _result, self, dim, index) => ({ dim, index, self_sym_sizes: self.shape }),
  grad: [(g, s) => selectBackward(g, s.self_sym_sizes, s.dim, s.index)],
  text: ["1 at the index, else 0"],
});

const selectBackward: Op<[g: Tensor, sizes: readonly number[], dim: number, index: number]> = defineOp(
  "select_backward",
  {
    node: "SelectBackwardBackward0",
    forward: (g, sizes, dim, index) => {
      const out = zeros(sizes, g.dtype);
      copyInto(out.shell(), g, (t) => views.select(t, dim, index));
      return out.impl;
    },
    save: (_need, _result, _g, _sizes, dim, index) => ({ dim, index }),
    grad: [(gg, s) => select(gg, s.dim, s.index)],
  },
);

export const slice: Op<[self: Tensor, dim: number, start: number, end: number, step: number]> = defineOp(
  "slice.Tensor",
  {
    node: "SliceBackward0",
    isView: true,
    forward: (self, dim, start, end, step) => views.slice(self.impl, dim, start, end, step),
    save: (_need, _result, self, dim, start, end, step) => ({
      dim,
      end,
      self_sym_sizes: self.shape,
      start,
      step,
    }),
    grad: [(g, s) => sliceBackward(g, s.self_sym_sizes, s.dim, s.start, s.end, s.step)],
    text: ["1 inside the slice, else 0"],
  },
);

const sliceBackward: Op<[g: Tensor, sizes: readonly number[], dim: number, start: number, end: number, step: number]> =
  defineOp("slice_backward", {
    node: "SliceBackwardBackward0",
    forward: (g, sizes, dim, start, end, step) => {
      const out = zeros(sizes, g.dtype);
      copyInto(out.shell(), g, (t) => views.slice(t, dim, start, end, step));
      return out.impl;
    },
    save: (_need, _result, _g, _sizes, dim, start, end, step) => ({ dim, start, end, step }),
    grad: [(gg, s) => slice(gg, s.dim, s.start, s.end, s.step)],
  });

export const diagonal: Op<[self: Tensor, offset: number, dim1: number, dim2: number]> = defineOp("diagonal", {
  node: "DiagonalBackward0",
  isView: true,
  forward: (self, offset, dim1, dim2) => views.diagonal(self.impl, offset, dim1, dim2),
  save: (_need, _result, self, offset, dim1, dim2) => ({ dim1, dim2, offset, self_sym_sizes: self.shape }),
  grad: [(g, s) => diagonalBackward(g, s.self_sym_sizes, s.offset, s.dim1, s.dim2)],
  text: ["1 on the diagonal, else 0"],
});

const diagonalBackward: Op<[g: Tensor, sizes: readonly number[], offset: number, dim1: number, dim2: number]> =
  defineOp("diagonal_backward", {
    node: "DiagonalBackwardBackward0",
    forward: (g, sizes, offset, dim1, dim2) => {
      const out = zeros(sizes, g.dtype);
      copyInto(out.shell(), g, (t) => views.diagonal(t, offset, dim1, dim2));
      return out.impl;
    },
    save: (_need, _result, _g, _sizes, offset, dim1, dim2) => ({ offset, dim1, dim2 }),
    grad: [(gg, s) => diagonal(gg, s.offset, s.dim1, s.dim2)],
  });

/** `unbind(dim)`: one view per index; they may not be written in place. */
export const unbind: MultiOp<[self: Tensor, dim: number]> = defineMultiOp("unbind.int", {
  node: "UnbindBackward0",
  inputs: 1,
  isView: true,
  forward: (self, dim) => {
    const d = wrapDim(dim, self.dim);
    return Array.from({ length: self.shape[d]! }, (_, i) => views.select(self.impl, d, i));
  },
  save: (_need, results, self, dim) => ({ dim, _piece: { shape: results[0]?.shape ?? [], dtype: self.dtype } }),
  gradAll: (gs, s) => [
    stack(
      gs.map((g) => g ?? zeros(s._piece.shape, s._piece.dtype)),
      s.dim,
    ),
  ],
  text: ["1"],
});
