/** Views that rearrange dimensions. Each shares storage with its input. */
import { viewOf, wrapDim } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

export const unsqueeze: Op<[self: Tensor, dim: number]> = defineOp("unsqueeze", {
  node: "UnsqueezeBackward0",
  isView: true,
  forward: (self, dim) => {
    const at = wrapDim(dim, self.dim + 1);
    const { shape, strides } = self.impl;
    const stride = at < self.dim ? strides[at]! * shape[at]! : 1;
    return viewOf(self.impl, shape.toSpliced(at, 0, 1), strides.toSpliced(at, 0, stride));
  },
  save: (_need, _result, _self, dim) => ({ dim }),
  grad: [(g, s) => squeezeDim(g, s.dim)],
  text: ["1"],
});

/** `squeeze(dim)`: the same tensor when that dimension is not 1. */
export const squeezeDim: Op<[self: Tensor, dim: number]> = defineOp("squeeze.dim", {
  node: "SqueezeBackward1",
  isView: true,
  forward: (self, dim) => {
    const { shape, strides } = self.impl;
    if (self.dim === 0) return viewOf(self.impl, shape, strides);
    const at = wrapDim(dim, self.dim);
    if (shape[at] !== 1) return viewOf(self.impl, shape, strides);
    return viewOf(self.impl, shape.toSpliced(at, 1), strides.toSpliced(at, 1));
  },
  save: (_need, _result, self, dim) => ({ dim, self_sym_sizes: self.shape }),
  grad: [
    (g, s) => {
      const rank = s.self_sym_sizes.length;
      return rank === 0 || s.self_sym_sizes[wrapDim(s.dim, rank)] !== 1 ? g : unsqueeze(g, wrapDim(s.dim, rank));
    },
  ],
  text: ["1"],
});
