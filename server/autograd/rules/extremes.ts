/**
 * Reductions that pick elements: largest, smallest, middle, k-th, most frequent. Over everything equal elements share
 * the gradient; with a dimension, and indices in the result, it goes to the element picked (amax and amin share).
 */
import * as compare from "../../tensor/comparison.ts";
import { isnan } from "../../tensor/elementary.ts";
import * as reduce from "../../tensor/reduce.ts";
import * as order from "../../tensor/sort.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { add, div, mul } from "./arithmetic.ts";
import { toCopy } from "./base.ts";
import { blank, restoreDims, sumDim } from "./reduction.ts";
import { scatterSrc } from "./scattering.ts";
import { unsqueeze } from "./shape.ts";

/** Puts each gradient where its value was read. */
export function scatterBack(
  g: Tensor,
  shape: readonly number[],
  dim: number,
  indices: Tensor,
  keepdim: boolean,
): Tensor {
  if (shape.length === 0) return g;
  const zeros = blank(g, shape);
  return keepdim
    ? scatterSrc(zeros, dim, indices, g)
    : scatterSrc(zeros, dim, unsqueeze(indices, dim), unsqueeze(g, dim));
}

/** The elements equal to the result (NaN equals NaN here). */
function equalTo(self: Tensor, result: Tensor): Tensor {
  const same = compare.eq(self.impl, result.impl);
  return new Tensor(compare.logicalOr(same, compare.logicalAnd(isnan(self.impl), isnan(result.impl))));
}

/** The gradient divided among the elements that equal the result. */
function shareEvenly(g: Tensor, self: Tensor, result: Tensor, dim: readonly number[] | null, keepdim: boolean): Tensor {
  const rank = self.dim;
  const mask = equalTo(self, restoreDims(result, rank, dim, keepdim));
  const count = toCopy(sumDim(mask, dim, true, null), g.dtype);
  return div(mul(restoreDims(g, rank, dim, keepdim), mask), count);
}

function ofAll(opName: string, node: string, kernel: (a: Strided) => Strided): Op<[self: Tensor]> {
  return defineOp<[self: Tensor], { self: Tensor; result: Tensor }>(opName, {
    node,
    forward: (self) => kernel(self.impl),
    save: (_need, result, self) => ({ result, self }),
    grad: [(g, s) => (s.self.dim === 0 ? g : shareEvenly(g, s.self, s.result, null, false))],
    text: ["1 / (number of equal elements) at {result}, else 0"],
    kinks: "equal elements share the gradient",
  });
}
export const max: Op<[self: Tensor]> = ofAll("max", "MaxBackward1", reduce.maxOfAll);
export const min: Op<[self: Tensor]> = ofAll("min", "MinBackward1", reduce.minOfAll);
export const median: Op<[self: Tensor]> = ofAll("median", "MedianBackward0", (a) => order.medianOfAll(a));
export const nanmedian: Op<[self: Tensor]> = ofAll("nanmedian", "NanmedianBackward0", (a) =>
  order.medianOfAll(a, true),
);

/** Values and indices along a dimension. */
type Picking = MultiOp<[self: Tensor, dim: number, keepdim: boolean]>;
function along(
  opName: string,
  node: string,
  kernel: (a: Strided, dim: number, keepdim: boolean) => reduce.ValuesAndIndices,
): Picking {
  return defineMultiOp<
    [self: Tensor, dim: number, keepdim: boolean],
    { dim: number; indices: Tensor; keepdim: boolean; self_sym_sizes: readonly number[] }
  >(opName, {
    node,
    inputs: 1,
    forward: (self, dim, keepdim) => {
      const { values, indices } = kernel(self.impl, dim, keepdim);
      return [values, indices];
    },
    differentiable: [true, false],
    save: (_need, results, self, dim, keepdim) => ({ dim, indices: results[1]!, keepdim, self_sym_sizes: self.shape }),
    gradAll: ([g], s) => [g ? scatterBack(g, s.self_sym_sizes, s.dim, s.indices, s.keepdim) : null],
    text: ["1 at {indices}, else 0"],
    kinks: "of equal elements one gets the gradient",
  });
}
export const maxDim: Picking = along("max.dim", "MaxBackward0", reduce.maxAlong);
export const minDim: Picking = along("min.dim", "MinBackward0", reduce.minAlong);
export const medianDim: Picking = along("median.dim", "MedianBackward1", (a, d, k) => order.medianAlong(a, d, k));
export const nanmedianDim: Picking = along("nanmedian.dim", "NanmedianBackward1", (a, d, k) =>
  order.medianAlong(a, d, k, true),
);
export const mode: Picking = along("mode", "ModeBackward0", order.mode);

export const kthvalue: MultiOp<[self: Tensor, k: number, dim: number, keepdim: boolean]> = defineMultiOp("kthvalue", {
  node: "KthvalueBackward0",
  inputs: 1,
  forward: (self, k, dim, keepdim) => {
    const { values, indices } = order.kthvalue(self.impl, k, dim, keepdim);
    return [values, indices];
  },
  differentiable: [true, false],
  save: (_need, results, self, _k, dim, keepdim) => ({
    dim,
    indices: results[1]!,
    keepdim,
    self_sym_sizes: self.shape,
  }),
  gradAll: ([g], s) => [g ? scatterBack(g, s.self_sym_sizes, s.dim, s.indices, s.keepdim) : null],
  text: ["1 at {indices}, else 0"],
  kinks: "of equal elements one gets the gradient",
});

type Extreme = Op<[self: Tensor, dim: readonly number[], keepdim: boolean]>;
function sharedExtreme(
  opName: string,
  node: string,
  kernel: (a: Strided, dims: readonly number[], keepdim: boolean) => Strided,
): Extreme {
  return defineOp<
    [self: Tensor, dim: readonly number[], keepdim: boolean],
    { dim: readonly number[]; keepdim: boolean; result: Tensor; self: Tensor }
  >(opName, {
    node,
    inputs: 1,
    forward: (self, dim, keepdim) => kernel(self.impl, dim, keepdim),
    save: (_need, result, self, dim, keepdim) => ({ dim, keepdim, result, self }),
    grad: [(g, s) => shareEvenly(g, s.self, s.result, s.dim, s.keepdim)],
    text: ["1 / (number of equal elements) at {result}, else 0"],
    kinks: "equal elements share the gradient",
  });
}
export const amax: Extreme = sharedExtreme("amax", "AmaxBackward0", reduce.amax);
export const amin: Extreme = sharedExtreme("amin", "AminBackward0", reduce.amin);

export const aminmax: MultiOp<[self: Tensor, dim: number | null, keepdim: boolean]> = defineMultiOp("aminmax", {
  node: "AminmaxBackward0",
  inputs: 1,
  forward: (self, dim, keepdim) => {
    const { min: low, max: high } = reduce.aminmax(self.impl, dim ?? undefined, keepdim);
    return [low, high];
  },
  save: (_need, results, self, dim, keepdim) => ({ dim, keepdim, max: results[1]!, min: results[0]!, self }),
  gradAll: ([low, high], s) => {
    const dims = s.dim === null ? null : [s.dim];
    const fromMin = low ? shareEvenly(low, s.self, s.min, dims, s.keepdim) : null;
    const fromMax = high ? shareEvenly(high, s.self, s.max, dims, s.keepdim) : null;
    return [fromMin === null ? fromMax : fromMax === null ? fromMin : add(fromMin, fromMax)];
  },
  text: ["1 / (number of equal elements) at {min} and {max}, else 0"],
  kinks: "equal elements share the gradient",
});
