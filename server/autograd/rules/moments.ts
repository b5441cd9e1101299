/** Variance, standard deviation, norms and distances. */

import * as arithmetic from "../../tensor/arithmetic.ts";
import * as compare from "../../tensor/comparison.ts";
import type { DType } from "../../tensor/dtype.ts";
import { isnan } from "../../tensor/elementary.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as reduce from "../../tensor/reduce.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { warnings } from "../modes.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { add, div, mul, mulScalar, neg, over, plus, powScalar, reciprocal, scaled, sub } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { eq, where } from "./comparison.ts";
import { conj } from "./complex.ts";
import { expandReduced, mean, meanDim, reducedCount, restoreDims, sumDim } from "./reduction.ts";
import { floatScalar, num, type ScalarValue, scalar } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";
import { abs, sgn } from "./sign.ts";

type Dim = readonly number[] | null;

function warnOfFreedom(name: string, self: Tensor, dim: Dim, correction: number): void {
  if (reducedCount(self.shape, dim) - correction <= 0) {
    warnings.sink(
      "UserWarning",
      `${name}(): degrees of freedom is <= 0. Correction should be strictly less than the reduction factor (input numel divided by output numel).`,
    );
  }
}

/** `2/(n - correction) · g · (x - mean)`. */
function varianceGradient(g: Tensor, self: Tensor, dim: Dim, correction: number, keepdim: boolean): Tensor {
  const isWhole = self.dim === 0 || dim === null || dim.length === 0;
  const gradient = isWhole ? g : restoreDims(g, self.dim, dim, keepdim);
  const count = reducedCount(self.shape, dim);
  const centred = sub(self, isWhole ? mean(self, null) : meanDim(self, dim, true, null));
  return mul(scaled(gradient, 2 / (count - correction)), centred);
}

function deviationGradient(
  g: Tensor,
  result: Tensor,
  self: Tensor,
  dim: Dim,
  correction: number,
  keepdim: boolean,
): Tensor {
  const toVariance = maskedFill(div(g, scaled(result, 2)), eq(result, num(0)), scalar(0));
  return varianceGradient(toVariance, self, dim, correction, keepdim);
}

export const variance: Op<[self: Tensor, dim: Dim, correction: number, keepdim: boolean]> = defineOp("var.correction", {
  node: "VarBackward0",
  inputs: 1,
  forward: (self, dim, correction, keepdim) => {
    warnOfFreedom("var", self, dim, correction);
    return reduce.variance(self.impl, dim ?? undefined, correction, keepdim);
  },
  save: (_need, _result, self, dim, correction, keepdim) => ({ correction, dim, keepdim, self }),
  grad: [(g, s) => varianceGradient(g, s.self, s.dim, s.correction, s.keepdim)],
  text: ["2·({self}-mean)/(n-{correction})"],
});

export const std: Op<[self: Tensor, dim: Dim, correction: number, keepdim: boolean]> = defineOp("std.correction", {
  node: "StdBackward0",
  inputs: 1,
  forward: (self, dim, correction, keepdim) => {
    warnOfFreedom("std", self, dim, correction);
    return reduce.std(self.impl, dim ?? undefined, correction, keepdim);
  },
  save: (_need, result, self, dim, correction, keepdim) => ({ correction, dim, keepdim, result, self }),
  grad: [(g, s) => deviationGradient(g, s.result, s.self, s.dim, s.correction, s.keepdim)],
  text: ["({self}-mean)/((n-{correction})·{result})"],
  kinks: "std where all elements are equal: PyTorch picks 0",
});

/** The gradient of the mean that comes with a variance. */
function meanGradient(g: Tensor, self: Tensor, dim: Dim, keepdim: boolean): Tensor {
  return over(expandReduced(g, self.shape, dim, keepdim), reducedCount(self.shape, dim));
}

function sumOf(a: Tensor | null, b: Tensor | null): Tensor | null {
  return a === null ? b : b === null ? a : add(a, b);
}

type WithMean = MultiOp<[self: Tensor, dim: Dim, correction: number, keepdim: boolean]>;
export const varianceMean: WithMean = defineMultiOp("var_mean.correction", {
  node: "VarMeanBackward0",
  inputs: 1,
  forward: (self, dim, correction, keepdim) => {
    warnOfFreedom("var_mean", self, dim, correction);
    const { value, mean: m } = reduce.varianceMean(self.impl, dim ?? undefined, correction, keepdim);
    return [value, m];
  },
  save: (_need, _results, self, dim, correction, keepdim) => ({ correction, dim, keepdim, self }),
  gradAll: ([g, gm], s) => [
    sumOf(
      g ? varianceGradient(g, s.self, s.dim, s.correction, s.keepdim) : null,
      gm ? meanGradient(gm, s.self, s.dim, s.keepdim) : null,
    ),
  ],
  text: ["2·({self}-mean)/(n-{correction}); of the mean: 1/n"],
});

export const stdMean: WithMean = defineMultiOp("std_mean.correction", {
  node: "StdMeanBackward0",
  inputs: 1,
  forward: (self, dim, correction, keepdim) => {
    warnOfFreedom("std_mean", self, dim, correction);
    const { value, mean: m } = reduce.varianceMean(self.impl, dim ?? undefined, correction, keepdim, true);
    return [value, m];
  },
  save: (_need, results, self, dim, correction, keepdim) => ({ correction, dim, keepdim, result0: results[0]!, self }),
  gradAll: ([g, gm], s) => [
    sumOf(
      g ? deviationGradient(g, s.result0, s.self, s.dim, s.correction, s.keepdim) : null,
      gm ? meanGradient(gm, s.self, s.dim, s.keepdim) : null,
    ),
  ],
  text: ["({self}-mean)/((n-{correction})·{result0}); of the mean: 1/n"],
  kinks: "std where all elements are equal: PyTorch picks 0",
});

/** The gradient of a p-norm; at the zero vector a subgradient: 0. `norm` and `g` broadcast against `self`. */
export function normGradient(g: Tensor, self: Tensor, p: number, norm: Tensor, dims: Dim): Tensor {
  if (p === 0) return zerosLike(self);
  if (p === 1) return mul(sgn(self), g);
  const isZero = eq(norm, num(0));
  if (p === 2) return mul(g, maskedFill(div(self, norm), isZero, scalar(0)));
  if (Math.abs(p) === Infinity) {
    const reached = compare.logicalOr(
      compare.eq(abs(self).impl, norm.impl),
      compare.logicalAnd(isnan(self.impl), isnan(norm.impl)),
    );
    const mask = new Tensor(reached);
    const count = sumDim(mask, dims, true, null);
    return mul(sgn(self), mul(div(g, count), mask));
  }
  if (p < 1) {
    const towards = maskedFill(mul(sgn(self), powScalar(abs(self), floatScalar(p - 1))), eq(self, num(0)), scalar(0));
    return mul(mul(towards, g), powScalar(norm, floatScalar(1 - p)));
  }
  const towards =
    p < 2
      ? mul(sgn(self), powScalar(abs(self), floatScalar(p - 1)))
      : mul(self, powScalar(abs(self), floatScalar(p - 2)));
  return mul(towards, maskedFill(div(g, powScalar(norm, floatScalar(p - 1))), isZero, scalar(0)));
}

export const vectorNorm: Op<[self: Tensor, ord: ScalarValue, dim: Dim, keepdim: boolean, dtype: DType | null]> =
  defineOp("linalg_vector_norm", {
    node: "LinalgVectorNormBackward0",
    inputs: 1,
    forward: (self, ord, dim, keepdim, dtype) =>
      reduce.vectorNorm(self.impl, ord.value, dim ?? undefined, keepdim, dtype ?? undefined),
    save: (_need, result, self, ord, dim, keepdim) => ({ dim, keepdim, ord, result, self }),
    grad: [
      (g, s) =>
        normGradient(
          restoreDims(g, s.self.dim, s.dim, s.keepdim),
          s.self,
          s.ord.value,
          restoreDims(s.result, s.self.dim, s.dim, s.keepdim),
          s.dim,
        ),
    ],
    text: ["{self}/{result} for the 2-norm"],
    kinks: "a norm at 0: PyTorch picks 0",
  });

/** `torch.dist(a, b, p)`: the p-norm of the difference. */
export const dist: Op<[self: Tensor, other: Tensor, p: ScalarValue]> = defineOp("dist", {
  node: "DistBackward0",
  inputs: 2,
  forward: (self, other, p) => reduce.vectorNorm(arithmetic.sub(self.impl, other.impl), p.value),
  save: (_need, result, self, other, p) => ({ other, p, result, self }),
  grad: [
    (g, s) => normGradient(g, sub(s.self, s.other), s.p.value, s.result, null),
    (g, s) => neg(normGradient(g, sub(s.self, s.other), s.p.value, s.result, null)),
  ],
  text: ["({self}-{other})/{result} for p=2", "({other}-{self})/{result} for p=2"],
  kinks: "the distance of equal tensors: PyTorch picks 0",
});

/** Scales every slice along `dim` whose p-norm is above `maxnorm` down to it. */
export const renorm: Op<[self: Tensor, p: ScalarValue, dim: number, maxnorm: ScalarValue]> = defineOp("renorm", {
  node: "RenormBackward0",
  inputs: 1,
  forward: (self, p, dim, maxnorm) => {
    if (p.value <= 0) throw new TorchError("RuntimeError", "renorm: non-positive-norm not supported");
    if (self.dim < 2) {
      throw new TorchError("RuntimeError", `renorm: input needs at least 2 dimensions, got ${self.dim} dimensions`);
    }
    const norm = reduce.vectorNorm(self.impl, p.value, othersThan(self, dim), true);
    const factor = arithmetic.mul(reciprocal(plus(new Tensor(norm), 1e-7)).impl, num(maxnorm.value).impl);
    const scaledDown = arithmetic.mul(self.impl, factor);
    return compare.where(compare.gt(norm, num(maxnorm.value).impl), scaledDown, self.impl);
  },
  save: (_need, _result, self, p, dim, maxnorm) => ({ dim, maxnorm, p, self }),
  grad: [
    (g, s) => {
      const dims = othersThan(s.self, s.dim);
      const norm = vectorNorm(s.self, s.p, dims, true, null);
      const along = sumDim(mul(conj(s.self), g), dims, true, null);
      const back = normGradient(along, s.self, s.p.value, norm, dims);
      const inverse = reciprocal(plus(norm, 1e-7));
      const moved = mul(mulScalar(inverse, s.maxnorm), sub(g, mul(inverse, back)));
      return where(new Tensor(compare.gt(norm.impl, num(s.maxnorm.value).impl)), moved, g);
    },
  ],
  text: ["1 where the norm is at most {maxnorm}"],
  kinks: "renorm at the maximal norm",
});

function othersThan(self: Tensor, dim: number): number[] {
  const d = wrapDim(dim, self.dim);
  return self.shape.map((_, i) => i).filter((i) => i !== d);
}
