/** Sums, products, extremes, truth: names and signatures. */

import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as extremes from "../../autograd/rules/extremes.ts";
import * as moments from "../../autograd/rules/moments.ts";
import * as pairwise from "../../autograd/rules/pairwise.ts";
import * as reduction from "../../autograd/rules/reduction.ts";
import { logSoftmax, softmax } from "../../autograd/rules/softmax.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { logicalNot } from "../../tensor/comparison.ts";
import { convert } from "../../tensor/copy.ts";
import { bool, type DType } from "../../tensor/dtype.ts";
import { isnan } from "../../tensor/elementary.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/reduce.ts";
import { sum as sumKernel } from "../../tensor/sum.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";
import { named, valuesAndIndices } from "../returnTypes.ts";

function truth(f: (a: Tensor["impl"], dims?: readonly number[], keepdim?: boolean) => Tensor["impl"]): Binding {
  return {
    overloads: [
      overload("(Tensor input)", (x) => new Tensor(f(x.impl)), withOut),
      overload(
        "(Tensor input, int[1]? dim=None, bool keepdim=False)",
        (x, dim, keepdim) => new Tensor(f(x.impl, dim ?? undefined, keepdim)),
        withOut,
      ),
      overload(
        "(Tensor input, int dim, bool keepdim=False)",
        (x, dim, keepdim) => new Tensor(f(x.impl, [dim], keepdim)),
        withOut,
      ),
    ],
  };
}

function argument(f: (a: Tensor["impl"], dim?: number, keepdim?: boolean) => Tensor["impl"]): Binding {
  return {
    overloads: [
      overload(
        "(Tensor input, int? dim=None, bool keepdim=False)",
        (x, dim, keepdim) => new Tensor(f(x.impl, dim ?? undefined, keepdim)),
      ),
    ],
  };
}

/** `max` and `min`: of everything, along a dimension, or of two tensors. */
function extreme(
  name: "max" | "min",
  whole: typeof extremes.max,
  along: typeof extremes.maxDim,
  pair: typeof pairwise.maximum,
): Binding {
  return {
    overloads: [
      overload("(Tensor input)", (x) => whole(x), withOut),
      overload("(Tensor input, Tensor other)", (x, y) => pair(x, y), withOut),
      overload(
        "(Tensor input, int dim, bool keepdim=False)",
        (x, dim, keepdim) => valuesAndIndices(name, along(x, dim, keepdim)),
        { out: "tuple of Tensors" },
      ),
    ],
  };
}

/** nansum over the count of numbers, as PyTorch composes it. */
function nanmean(x: Tensor, dim: readonly number[] | null, keepdim: boolean, dtype: DType | null): Tensor {
  if (x.dtype.category !== "float" && x.dtype.category !== "complex") {
    throw new TorchError(
      "RuntimeError",
      `nanmean(): expected input to have floating point or complex dtype but got ${x.dtype.scalarName}`,
    );
  }
  const total = reduction.nansum(x, dim, keepdim, dtype);
  const count = sumKernel(convert(logicalNot(isnan(x.impl)), bool), dim ?? undefined, keepdim);
  return arithmetic.div(total, new Tensor(count));
}

export const reductions: BindingTable = {
  sum: {
    overloads: [
      overload("(Tensor input, *, dtype? dtype=None)", (x, dtype) => reduction.sum(x, dtype)),
      overload(
        "(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None)",
        (x, dim, keepdim, dtype) => reduction.sumDim(x, dim, keepdim, dtype),
        withOut,
      ),
    ],
  },
  nansum: {
    overloads: [
      overload(
        "(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        (x, dim, keepdim, dtype) => reduction.nansum(x, dim, keepdim, dtype),
        withOut,
      ),
    ],
  },
  mean: {
    overloads: [
      overload("(Tensor input, *, dtype? dtype=None)", (x, dtype) => reduction.mean(x, dtype), withOut),
      overload(
        "(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None)",
        (x, dim, keepdim, dtype) => reduction.meanDim(x, dim, keepdim, dtype),
        withOut,
      ),
    ],
  },
  nanmean: {
    overloads: [
      overload(
        "(Tensor input, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        (x, dim, keepdim, dtype) => nanmean(x, dim, keepdim, dtype),
        withOut,
      ),
    ],
  },
  prod: {
    overloads: [
      overload("(Tensor input, *, dtype? dtype=None)", (x, dtype) => reduction.prod(x, dtype)),
      overload(
        "(Tensor input, int dim, bool keepdim=False, *, dtype? dtype=None)",
        (x, dim, keepdim, dtype) => reduction.prodDim(x, dim, keepdim, dtype),
        withOut,
      ),
    ],
  },
  max: extreme("max", extremes.max, extremes.maxDim, pairwise.maximum),
  min: extreme("min", extremes.min, extremes.minDim, pairwise.minimum),
  amax: {
    overloads: [
      overload(
        "(Tensor input, int[1] dim=[], bool keepdim=False)",
        (x, dim, keepdim) => extremes.amax(x, dim, keepdim),
        withOut,
      ),
    ],
  },
  amin: {
    overloads: [
      overload(
        "(Tensor input, int[1] dim=[], bool keepdim=False)",
        (x, dim, keepdim) => extremes.amin(x, dim, keepdim),
        withOut,
      ),
    ],
  },
  aminmax: {
    overloads: [
      overload("(Tensor input, *, int? dim=None, bool keepdim=False)", (x, dim, keepdim) =>
        named("aminmax", ["min", "max"], extremes.aminmax(x, dim, keepdim)),
      ),
    ],
  },
  argmax: argument(kernel.argmax),
  argmin: argument(kernel.argmin),
  all: truth(kernel.all),
  any: truth(kernel.any),
  count_nonzero: {
    overloads: [
      overload("(Tensor input, int? dim=None)", (x, dim) => new Tensor(kernel.countNonzero(x.impl, dim ?? undefined))),
      overload("(Tensor input, int[] dim)", (x, dim) => new Tensor(kernel.countNonzero(x.impl, dim))),
    ],
  },
  logsumexp: {
    overloads: [
      overload(
        "(Tensor input, int[1] dim, bool keepdim=False)",
        (x, dim, keepdim) => reduction.logsumexp(x, dim, keepdim),
        withOut,
      ),
    ],
  },
  dist: {
    overloads: [overload("(Tensor input, Tensor other, Scalar p=2)", (x, y, p) => moments.dist(x, y, p))],
  },
  renorm: {
    overloads: [
      overload(
        "(Tensor input, Scalar p, int dim, Scalar maxnorm)",
        (x, p, dim, maxnorm) => moments.renorm(x, p, dim, maxnorm),
        withOut,
      ),
    ],
    inplace: [
      overload("(Tensor input, Scalar p, int dim, Scalar maxnorm)", (x, p, dim, maxnorm) =>
        moments.renorm.inplace(x, p, dim, maxnorm),
      ),
    ],
  },
  softmax: {
    overloads: [
      overload("(Tensor input, int dim, dtype? dtype=None)", (x, dim, dtype) => softmax(x, dim, dtype), withOut),
    ],
  },
  log_softmax: {
    overloads: [
      overload("(Tensor input, int dim, dtype? dtype=None)", (x, dim, dtype) => logSoftmax(x, dim, dtype), withOut),
    ],
  },
};
