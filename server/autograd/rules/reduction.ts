/** Reductions: sums, means, products, log-sums, over everything or over dimensions. */

import { eq as compareEq, logicalNot } from "../../tensor/comparison.ts";
import { ones } from "../../tensor/creation.ts";
import type { DType } from "../../tensor/dtype.ts";
import { abs as absKernel, isnan } from "../../tensor/elementary.ts";
import { wrappedFloat } from "../../tensor/promotion.ts";
import * as reduce from "../../tensor/reduce.ts";
import { wrapDim } from "../../tensor/strided.ts";
import * as kernel from "../../tensor/sum.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { div, mul, over, sub } from "./arithmetic.ts";
import { expand, zeros, zerosLike } from "./base.ts";
import { conj } from "./complex.ts";
import { cumprod, narrow } from "./cumulative.ts";
import { exp } from "./exponential.ts";
import { cat } from "./joining.ts";
import { flip } from "./rearranging.ts";
import { scalar } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";
import { reshape, unsqueeze } from "./shape.ts";

const infinity = wrappedFloat(Infinity);

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
  grad: [(g, s) => over(expand(g, s.self_sym_sizes), s.self_sym_numel)],
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
    grad: [(g, s) => over(expandReduced(g, s.self_sym_sizes, s.dim, s.keepdim), reducedCount(s.self_sym_sizes, s.dim))],
    text: ["1 / (number of elements averaged)"],
  });

/** How many elements go into one result. */
export function reducedCount(shape: readonly number[], dims: readonly number[] | null): number {
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
  return shape.length === 0 ? g : expand(restoreDims(g, shape.length, dims, keepdim), shape);
}

/** Puts the reduced dimensions back with size 1, so that the tensor broadcasts against what was reduced. */
export function restoreDims(t: Tensor, rank: number, dims: readonly number[] | null, keepdim: boolean): Tensor {
  if (keepdim || rank === 0) return t;
  const all = dims === null || dims.length === 0;
  const reduced = new Set(all ? [] : dims.map((d) => wrapDim(d, rank)));
  let out = t;
  for (let d = 0; d < rank; d++) if (all || reduced.has(d)) out = unsqueeze(out, d);
  return out;
}

/** The sum of what is not NaN. */
export const nansum: Op<[self: Tensor, dim: readonly number[] | null, keepdim: boolean, dtype: DType | null]> =
  defineOp("nansum", {
    node: "NansumBackward0",
    inputs: 1,
    forward: (self, dim, keepdim, dtype) => kernel.nansum(self.impl, dim ?? undefined, keepdim, dtype ?? undefined),
    save: (_need, _result, self, dim, keepdim) => ({ dim, keepdim, self }),
    grad: [(g, s) => mul(expandReduced(g, s.self.shape, s.dim, s.keepdim), new Tensor(logicalNot(isnan(s.self.impl))))],
    text: ["1 where {self} is not NaN, else 0"],
  });

/** The product of all elements. */
export const prod: Op<[self: Tensor, dtype: DType | null]> = defineOp("prod", {
  node: "ProdBackward0",
  inputs: 1,
  forward: (self, dtype) => reduce.prod(self.impl, undefined, false, dtype ?? undefined),
  save: (_need, result, self) => ({ result, self }),
  grad: [
    (g, s) => {
      if (s.self.dim === 0) return g;
      const zeroCount = s.self.numel - Number(reduce.countNonzero(s.self.impl).data[0]);
      if (zeroCount === 0) return mul(g, conj(div(s.result, s.self)));
      if (zeroCount > 1) return zerosLike(s.self);
      return reshape(productOfOthers(g, reshape(s.self, [s.self.numel]), 0), s.self.shape);
    },
  ],
  text: ["{result}/{self}"],
});

export const prodDim: Op<[self: Tensor, dim: number, keepdim: boolean, dtype: DType | null]> = defineOp(
  "prod.dim_int",
  {
    node: "ProdBackward1",
    inputs: 1,
    forward: (self, dim, keepdim, dtype) => reduce.prod(self.impl, dim, keepdim, dtype ?? undefined),
    save: (_need, result, self, dim, keepdim) => ({ dim, keepdim, result, self }),
    grad: [
      (g, s) => {
        if (s.self.dim === 0) return g;
        const gradient = restoreDims(g, s.self.dim, [s.dim], s.keepdim);
        const result = restoreDims(s.result, s.self.dim, [s.dim], s.keepdim);
        if (Number(reduce.countNonzero(s.self.impl).data[0]) === s.self.numel) {
          return mul(gradient, conj(div(result, s.self)));
        }
        return productOfOthers(gradient, s.self, wrapDim(s.dim, s.self.dim));
      },
    ],
    text: ["{result}/{self}"],
  },
);

/** For each element along `dim` the product of all the others, without dividing: right also next to zeros. */
function productOfOthers(g: Tensor, self: Tensor, dim: number): Tensor {
  const n = self.shape[dim]!;
  if (n === 1) return g;
  const one = new Tensor(ones(self.shape.with(dim, 1), self.dtype));
  const before = cumprod(cat([one, narrow(self, dim, 0, n - 1)], dim), dim, null);
  const after = cumprod(cat([one, flip(narrow(self, dim, 1, n - 1), [dim])], dim), dim, null);
  return mul(g, conj(mul(before, flip(after, [dim]))));
}

/** `log(Σ exp)`. */
export const logsumexp: Op<[self: Tensor, dim: readonly number[], keepdim: boolean]> = defineOp("logsumexp", {
  node: "LogsumexpBackward0",
  inputs: 1,
  forward: (self, dim, keepdim) => reduce.logsumexp(self.impl, dim, keepdim),
  save: (_need, result, self, dim, keepdim) => ({ dim, keepdim, result, self }),
  grad: [
    (g, s) => {
      const rank = s.self.dim;
      const result = restoreDims(s.result, rank, s.dim, s.keepdim);
      // An infinite result is subtracted as 0: exp(-inf - 0) is 0, not NaN.
      const infinite = new Tensor(compareEq(absKernel(result.impl), infinity));
      const difference = sub(s.self, maskedFill(result, infinite, scalar(0)));
      return mul(restoreDims(g, rank, s.dim, s.keepdim), exp(difference));
    },
  ],
  text: ["exp({self}-{result})"],
});

/** Zeros of the gradient's dtype in the shape of an input: where a rule scatters into. */
export function blank(g: Tensor, shape: readonly number[]): Tensor {
  return zeros(shape, g.dtype);
}
