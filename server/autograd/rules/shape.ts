/** Views that rearrange dimensions. Each shares storage with its input; node names are PyTorch's. */
import type { DType } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { contiguousStrides, denseData, fromData, type Strided, viewOf, wrapDim } from "../../tensor/strided.ts";
import * as views from "../../tensor/views.ts";
import { modes } from "../modes.ts";
import type { Node } from "../node.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { checkInplace } from "../view.ts";
import { alias, asStrided, copyInto, expand, zeros } from "./base.ts";
import { cat, stack } from "./joining.ts";

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

/** A view where strides allow (`_reshape_alias` when not dense), else a copy (CloneBackward0, then UnsafeViewBackward0). */
export function reshape(self: Tensor, size: readonly number[]): Tensor {
  const shape = views.inferSize(size, self.numel);
  if (self.impl.isContiguous) return view(self, shape);
  return views.viewStrides(self.impl, shape) === null ? unsafeView(contiguous(self), shape) : reshapeAlias(self, shape);
}

/** `t.contiguous()`: a row-major copy (CloneBackward0), or the tensor itself. */
export function contiguous(self: Tensor): Tensor {
  return self.impl.isContiguous ? self : cloneContiguous(self);
}

/** `t.clone(memory_format=torch.contiguous_format)`. */
export const cloneContiguous: Op<[self: Tensor]> = defineOp("clone.contiguous", {
  node: "CloneBackward0",
  forward: (self) => dense(self.impl),
  grad: [(g) => g],
  text: ["1"],
});

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

export const diagonalBackward: Op<[g: Tensor, sizes: readonly number[], offset: number, dim1: number, dim2: number]> =
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
    if (self.dim === 0) {
      throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
    }
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

/** The gradients of pieces, with zeros where none came, ready to be joined. */
function filledIn(gs: readonly (Tensor | null)[], shapes: readonly (readonly number[])[], dtype: DType): Tensor[] {
  return gs.map((g, i) => g ?? zeros(shapes[i]!, dtype));
}

function windows(self: Tensor, dim: number, sizes: readonly number[]): Strided[] {
  const d = wrapDim(dim, self.dim);
  let at = 0;
  return sizes.map((n) => {
    const from = at;
    at += n;
    return views.slice(self.impl, d, from, at, 1);
  });
}

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function splitSizes(self: Tensor, size: number, dim: number): number[] {
  if (self.dim === 0) fail("split expects at least a 1-dimensional tensor");
  if (size < 0) fail(`split expects split_size be non-negative, but got split_size=${size}`);
  const n = self.shape[wrapDim(dim, self.dim)]!;
  if (size === 0 && n !== 0) {
    fail(`split_size can only be 0 if dimension size is 0, but got dimension size of ${n}`);
  }
  const count = size === 0 ? 1 : Math.max(Math.ceil(n / size), 1);
  return Array.from({ length: count }, (_, i) => (i < count - 1 ? size : n - size * (count - 1)));
}

function checkedSizes(self: Tensor, sizes: readonly number[], dim: number): readonly number[] {
  if (self.dim === 0) fail("split expects at least a 1-dimensional tensor");
  const d = wrapDim(dim, self.dim);
  sizes.forEach((n) => {
    if (n < 0) {
      fail(
        `split_with_sizes expects split_sizes have only non-negative entries, but got split_sizes=[${sizes.join(", ")}]`,
      );
    }
  });
  const n = self.shape[d]!;
  if (sizes.reduce((a, b) => a + b, 0) !== n) {
    fail(
      `split_with_sizes expects split_sizes to sum exactly to ${n} (input tensor's size at dimension ${d}), but got split_sizes=[${sizes.join(", ")}]`,
    );
  }
  return sizes;
}

/** `split(size)`: pieces of one size, the last maybe smaller. They may not be written in place. */
export const split: MultiOp<[self: Tensor, size: number, dim: number]> = defineMultiOp("split.Tensor", {
  node: "SplitBackward0",
  inputs: 1,
  isView: true,
  forward: (self, size, dim) => windows(self, dim, splitSizes(self, size, dim)),
  save: (_need, results, self, split_size, dim) => ({
    dim,
    self_sym_sizes: self.shape,
    split_size,
    _shapes: results.map((r) => r.shape),
    _dtype: self.dtype,
  }),
  gradAll: (gs, s) => [cat(filledIn(gs, s._shapes, s._dtype), s.dim)],
  text: ["1 for its part"],
});

export const splitWithSizes: MultiOp<[self: Tensor, sizes: readonly number[], dim: number]> = defineMultiOp(
  "split_with_sizes",
  {
    node: "SplitWithSizesBackward0",
    inputs: 1,
    isView: true,
    forward: (self, sizes, dim) => windows(self, dim, checkedSizes(self, sizes, dim)),
    save: (_need, _results, self, split_sizes, dim) => ({
      dim,
      self_sym_sizes: self.shape,
      split_sizes,
      _shapes: split_sizes.map((n) => self.shape.with(wrapDim(dim, self.dim), n)),
      _dtype: self.dtype,
    }),
    gradAll: (gs, s) => [cat(filledIn(gs, s._shapes, s._dtype), s.dim)],
    text: ["1 for its part"],
  },
);

function dense(t: Strided): Strided {
  return fromData(denseData(t).slice(), t.shape, t.dtype);
}

/** `unsafe_split`: pieces for autograd's purposes not views. */
export const unsafeSplit: MultiOp<[self: Tensor, size: number, dim: number]> = defineMultiOp("unsafe_split.Tensor", {
  node: "UnsafeSplitBackward0",
  inputs: 1,
  forward: (self, size, dim) => windows(self, dim, splitSizes(self, size, dim)).map(dense),
  save: (_need, results, self, split_size, dim) => ({
    dim,
    self_sym_sizes: self.shape,
    split_size,
    _shapes: results.map((r) => r.shape),
    _dtype: self.dtype,
  }),
  gradAll: (gs, s) => [cat(filledIn(gs, s._shapes, s._dtype), s.dim)],
  text: ["1 for its part"],
});

export const unsafeSplitWithSizes: MultiOp<[self: Tensor, sizes: readonly number[], dim: number]> = defineMultiOp(
  "unsafe_split_with_sizes",
  {
    node: "UnsafeSplitWithSizesBackward0",
    inputs: 1,
    forward: (self, sizes, dim) => windows(self, dim, checkedSizes(self, sizes, dim)).map(dense),
    save: (_need, _results, self, split_sizes, dim) => ({
      dim,
      self_sym_sizes: self.shape,
      split_sizes,
      _shapes: split_sizes.map((n) => self.shape.with(wrapDim(dim, self.dim), n)),
      _dtype: self.dtype,
    }),
    gradAll: (gs, s) => [cat(filledIn(gs, s._shapes, s._dtype), s.dim)],
    text: ["1 for its part"],
  },
);

/** What reshape makes in PyTorch's matrix products where a view is possible but the tensor is not dense. */
export const reshapeAlias: Op<[self: Tensor, size: readonly number[]]> = defineOp("_reshape_alias", {
  node: "ReshapeAliasBackward0",
  isView: true,
  forward: (self, size) => views.view(self.impl, size),
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => reshape(g, s.self_sym_sizes)],
  text: ["1"],
});

// ---------------------------------------------------------------- written into the tensor itself

/** The rows of `t_()`, `squeeze_()` and their kin: the same rules under the names that PyTorch gives their nodes. */
function inplaceForm<A extends readonly unknown[]>(op: Op<[self: Tensor, ...A]>, name: string, node: string) {
  const { isView: _, ...rule } = op.rule as typeof op.rule & { isView?: boolean };
  return defineOp(name, { ...rule, node } as typeof op.rule) as Op<[self: Tensor, ...A]>;
}
const tInplace = inplaceForm(t, "t_", "TBackward1");
const transposeInplace = inplaceForm(transpose, "transpose_", "TransposeBackward1");
const unsqueezeInplace = inplaceForm(unsqueeze, "unsqueeze_", "UnsqueezeBackward1");
const squeezeInplace = inplaceForm(squeeze, "squeeze_", "SqueezeBackward3");
/** Also what a vector times a matrix ends with. */
export const squeezeDimInplace: Op<[self: Tensor, dim: number]> = inplaceForm(
  squeezeDim,
  "squeeze_.dim",
  "SqueezeBackward4",
);
const asStridedInplace = inplaceForm(asStrided, "as_strided_", "AsStridedBackward1");
const squeezeDimsInplace = inplaceForm(squeezeDims, "squeeze_.dims", "SqueezeBackward5");

/** Gives `self` the window that `op` would give a new tensor. */
function restride<A extends readonly unknown[]>(op: Op<[self: Tensor, ...A]>, self: Tensor, ...args: A): Tensor {
  checkInplace(self, self.requiresGrad);
  const forward = op.rule.forward as (self: Tensor, ...args: A) => Strided;
  const impl = forward(self, ...args);
  const isTracked = modes.grad && self.requiresGrad;
  const node = isTracked
    ? (op.makeNode as (...all: [Tensor, ...A, Strided]) => Node | null)(self, ...args, impl)
    : null;
  self.impl = impl;
  self.counter.version++;
  // Also for a view: the base does not change, so it keeps its grad_fn.
  if (node !== null) self.setGradFn(node, 0);
  return self;
}
export const inplace = {
  asStrided: (self: Tensor, size: readonly number[], stride: readonly number[], offset: number): Tensor =>
    restride(asStridedInplace, self, size, stride, offset),
  t: (self: Tensor): Tensor => restride(tInplace, self),
  transpose: (self: Tensor, a: number, b: number): Tensor => restride(transposeInplace, self, a, b),
  unsqueeze: (self: Tensor, dim: number): Tensor => restride(unsqueezeInplace, self, dim),
  squeeze: (self: Tensor): Tensor => restride(squeezeInplace, self),
  squeezeDim: (self: Tensor, dim: number): Tensor => restride(squeezeDimInplace, self, dim),
  squeezeDims: (self: Tensor, dims: readonly number[]): Tensor => restride(squeezeDimsInplace, self, dims),
};

// ---------------------------------------------------------------- copies of views

/** `transpose_copy` and its kin: what the view shows, in memory of its own; the node's name tells them apart. */
function copyForm<A extends readonly unknown[]>(op: Op<A>): Op<A> {
  const { isView: _, ...rule } = op.rule as typeof op.rule & { isView?: boolean };
  const forward = rule.forward as (...args: A) => Strided;
  return defineOp(`${op.opName}_copy`, {
    ...rule,
    node: `${rule.node}_copy`,
    forward: (...args: A) => dense(forward(...args)),
  } as typeof op.rule) as Op<A>;
}
export const copies = {
  alias: copyForm(alias),
  asStrided: copyForm(asStrided),
  expand: copyForm(expand),
  permute: copyForm(permute),
  squeeze: copyForm(squeeze),
  squeezeDim: copyForm(squeezeDim),
  squeezeDims: copyForm(squeezeDims),
  t: copyForm(t),
  transpose: copyForm(transpose),
  unsqueeze: copyForm(unsqueeze),
  view: copyForm(view),
  select: copyForm(select),
  slice: copyForm(slice),
};
function copyFormOfMany<A extends readonly unknown[]>(op: MultiOp<A>): MultiOp<A> {
  const { isView: _, ...rule } = op.rule as typeof op.rule & { isView?: boolean };
  const forward = rule.forward as (...args: A) => readonly Strided[];
  return defineMultiOp(`${op.opName}_copy`, {
    ...rule,
    node: `${rule.node}_copy`,
    forward: (...args: A) => forward(...args).map(dense),
  } as typeof op.rule) as MultiOp<A>;
}
export const unbindCopy: MultiOp<[self: Tensor, dim: number]> = copyFormOfMany(unbind);
export const splitWithSizesCopy: MultiOp<[self: Tensor, sizes: readonly number[], dim: number]> =
  copyFormOfMany(splitWithSizes);

/** `narrow_copy` has a row of its own. */
export const narrowCopy: Op<[self: Tensor, dim: number, start: number, length: number]> = defineOp("narrow_copy", {
  node: "NarrowCopyBackward0",
  forward: (self, dim, start, length) => dense(views.slice(self.impl, dim, start, start + length, 1)),
  save: (_need, _result, self, dim, start, length) => ({ dim, length, self_sym_sizes: self.shape, start }),
  grad: [(g, s) => sliceBackward(g, s.self_sym_sizes, s.dim, s.start, s.start + s.length, 1)],
  text: ["1 inside the part, else 0"],
});
