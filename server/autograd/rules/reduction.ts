/** Reductions: sums and means, over everything or over dimensions. */
import type { DType } from "../../tensor/dtype.ts";
import { wrapDim } from "../../tensor/strided.ts";
import * as kernel from "../../tensor/sum.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { div } from "./arithmetic.ts";
import { expand } from "./base.ts";
import { num } from "./scalar.ts";
import { unsqueeze } from "./shape.ts";

export const sum: Op<[self: Tensor, dtype: DType | null]> = defineOp("sum", {
  node: "SumBackward0",
  forward: (self, dtype) => kernel.sum(self.impl, undefined, false, dtype ?? undefined),
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => expand(g, s.self_sym_sizes)],
  text: ["1 for every element"],
});

export const sumDim: Op<[self: Tensor, dim: readonly number[] | null, keepdim: boolean, dtype: DType | null]> =
  defineOp("sum.dim_IntList", {
    node: "SumBackward1",
    forward: (self, dim, keepdim, dtype) => kernel.sum(self.impl, dim ?? undefined, keepdim, dtype ?? undefined),
    save: (_need, _result, self, dim, keepdim) => ({ dim, keepdim, self_sym_sizes: self.shape }),
    grad: [(g, s) => expandReduced(g, s.self_sym_sizes, s.dim, s.keepdim)],
    text: ["1 for every element summed"],
  });

export const mean: Op<[self: Tensor, dtype: DType | null]> = defineOp("mean", {
  node: "MeanBackward0",
  forward: (self, dtype) => kernel.mean(self.impl, undefined, false, dtype ?? undefined),
  save: (_need, _result, self) => ({ self_sym_numel: self.numel, self_sym_sizes: self.shape }),
  grad: [(g, s) => div(expand(g, s.self_sym_sizes), num(s.self_sym_numel))],
  text: ["1/{self_sym_numel}"],
});

export const meanDim: Op<[self: Tensor, dim: readonly number[] | null, keepdim: boolean, dtype: DType | null]> =
  defineOp("mean.dim", {
    node: "MeanBackward1",
    forward: (self, dim, keepdim, dtype) => kernel.mean(self.impl, dim ?? undefined, keepdim, dtype ?? undefined),
    save: (_need, _result, self, dim, keepdim) => ({
      dim,
      keepdim,
      self_sym_numel: self.numel,
      self_sym_sizes: self.shape,
    }),
    grad: [
      (g, s) => div(expandReduced(g, s.self_sym_sizes, s.dim, s.keepdim), num(reducedCount(s.self_sym_sizes, s.dim))),
    ],
    text: ["1 / (number of elements averaged)"],
  });

function reducedCount(shape: readonly number[], dims: readonly number[] | null): number {
  if (dims === null || dims.length === 0) return shape.reduce((a, b) => a * b, 1);
  return dims.reduce((n, d) => n * (shape.length === 0 ? 1 : shape[wrapDim(d, shape.length)]!), 1);
}

/** The gradient of a reduced result, repeated over what was reduced. */
export function expandReduced(
  g: Tensor,
  shape: readonly number[],
  dims: readonly number[] | null,
  keepdim: boolean,
): Tensor {
  const rank = shape.length;
  if (rank === 0) return g;
  const reduced = new Set(
    (dims === null || dims.length === 0 ? shape.map((_, i) => i) : dims).map((d) => wrapDim(d, rank)),
  );
  let withOnes = g;
  if (!keepdim) for (let d = 0; d < rank; d++) if (reduced.has(d)) withOnes = unsqueeze(withOnes, d);
  return expand(withOnes, shape);
}
