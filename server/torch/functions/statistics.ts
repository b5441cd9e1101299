/** Spread, norms, order statistics, histograms, correlation: names and signatures. */
import { warnings } from "../../autograd/modes.ts";
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as clamping from "../../autograd/rules/clamping.ts";
import { conj } from "../../autograd/rules/complex.ts";
import { sqrt } from "../../autograd/rules/exponential.ts";
import * as extremes from "../../autograd/rules/extremes.ts";
import { matmul } from "../../autograd/rules/matmul.ts";
import * as moments from "../../autograd/rules/moments.ts";
import * as reduction from "../../autograd/rules/reduction.ts";
import { num, scalar } from "../../autograd/rules/scalar.ts";
import * as shape from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import type { DType } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import * as order from "../../tensor/sort.ts";
import { denseData } from "../../tensor/strided.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { valuesAndIndices } from "../returnTypes.ts";
import { quantile } from "./quantile.ts";

const two: Scalar = { kind: "int", value: 2, imag: 0 };

/** `correction` counts degrees of freedom: 1 unless given. */
function degrees(correction: Scalar | null): number {
  return correction === null ? 1 : correction.value;
}

type Spread = (x: Tensor, dim: readonly number[] | null, correction: number, keepdim: boolean) => Tensor | Tensor[];
/** `std`, `var` and their forms with the mean: `unbiased` or `correction`. */
function spread(op: Spread, isMethod: boolean): Binding {
  const out = isMethod ? withOut : {};
  return {
    places: isMethod ? ["torch", "Tensor"] : ["torch"],
    overloads: [
      overload(
        "(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False)",
        (x, dim, unbiased, keepdim) => op(x, dim, unbiased ? 1 : 0, keepdim),
        out,
      ),
      overload(
        "(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False)",
        (x, dim, correction, keepdim) => op(x, dim, degrees(correction), keepdim),
        out,
      ),
      overload("(Tensor input, bool unbiased=True)", (x, unbiased) => op(x, null, unbiased ? 1 : 0, false)),
    ],
  };
}

function norm(
  x: Tensor,
  p: Scalar | string | null,
  dim: readonly number[] | null,
  keepdim: boolean,
  dtype: DType | null,
): Tensor {
  if (p === "nuc") throw new Unsupported("torch.norm(p='nuc')");
  if (typeof p === "string" && p !== "fro") {
    throw new TorchError("RuntimeError", `only valid string values are 'fro' and 'nuc', found ${p}`);
  }
  return moments.vectorNorm(x, typeof p === "string" || p === null ? two : p, dim, keepdim, dtype);
}

function checkWeights(name: "fweights" | "aweights", w: Tensor | null, x: Tensor): void {
  if (w === null) return;
  const fail = (text: string): never => {
    throw new TorchError("RuntimeError", `cov(): expected ${name} to have ${text}`);
  };
  if (w.dim > 1) fail(`one or fewer dimensions but got ${name} with ${w.dim} dimensions`);
  const category = name === "fweights" ? "int" : "float";
  if (w.dtype.category !== category) {
    fail(
      `${category === "int" ? "integral" : "floating point"} dtype but got ${name} with ${w.dtype.scalarName} dtype`,
    );
  }
  const count = x.dim < 2 ? x.numel : x.shape[1]!;
  if (w.numel !== count) {
    fail(`the same numel as there are observations in the input but got ${w.numel} != ${count}`);
  }
}

/** The covariance of the rows (`torch.cov`). */
function cov(x: Tensor, correction: number, fweights: Tensor | null, aweights: Tensor | null): Tensor {
  if (x.dim > 2) {
    throw new TorchError(
      "RuntimeError",
      `cov(): expected input to have two or fewer dimensions but got an input with ${x.dim} dimensions`,
    );
  }
  if (x.dtype.category === "bool") throw new TorchError("RuntimeError", "cov(): bool dtype is not supported for input");
  checkWeights("fweights", fweights, x);
  checkWeights("aweights", aweights, x);
  const rows = x.dim < 2 ? shape.view(x, [1, x.numel]) : x;
  const n = rows.shape[1]!;
  let weights: Tensor | null = null;
  if (fweights !== null) weights = fweights;
  if (aweights !== null) weights = weights === null ? aweights : arithmetic.mul(weights, aweights);
  const total = weights === null ? num(n) : reduction.sum(weights, null);
  const centre =
    weights === null
      ? arithmetic.div(reduction.sumDim(rows, [1], false, null), total)
      : arithmetic.div(reduction.sumDim(arithmetic.mul(rows, weights), [1], false, null), total);
  let freedom: Tensor;
  if (aweights !== null && weights !== null && correction !== 0) {
    const weighted = reduction.sum(arithmetic.mul(weights, aweights), null);
    freedom = arithmetic.sub(total, arithmetic.div(arithmetic.scaled(weighted, correction), total));
  } else freedom = correction === 0 && weights !== null ? total : arithmetic.sub(total, num(correction));
  if (denseData(freedom.impl)[0]! <= 0) {
    warnings.sink(
      "UserWarning",
      "cov(): degrees of freedom is <= 0. Correction should be strictly less than the number of observations.",
    );
    freedom = num(0);
  }
  const centred = arithmetic.sub(rows, shape.unsqueeze(centre, 1));
  const right = weights === null ? centred : arithmetic.mul(centred, weights);
  const product = matmul(centred, conj(shape.t(right)));
  return shape.squeeze(arithmetic.div(product, freedom));
}

function corrcoef(x: Tensor): Tensor {
  if (x.dim > 2) {
    throw new TorchError(
      "RuntimeError",
      `corrcoef(): expected input to have two or fewer dimensions but got an input with ${x.dim} dimensions`,
    );
  }
  const c = cov(x, 1, null, null);
  if (c.dim === 0) return arithmetic.div(c, c);
  if (c.dtype.category === "complex") throw new Unsupported("torch.corrcoef of complex tensors");
  const deviation = sqrt(shape.diagonal(c, 0, 0, 1));
  const byRows = arithmetic.div(c, shape.view(deviation, [-1, 1]));
  const both = arithmetic.div(byRows, shape.view(deviation, [1, -1]));
  return clamping.clamp(both, scalar(-1), scalar(1));
}

function median(
  name: "median" | "nanmedian",
  whole: typeof extremes.median,
  along: typeof extremes.medianDim,
): Binding {
  return {
    overloads: [
      overload("(Tensor input)", (x) => whole(x)),
      overload(
        "(Tensor input, int dim, bool keepdim=False)",
        (x, dim, keepdim) => valuesAndIndices(name, along(x, dim, keepdim)),
        { out: "tuple of Tensors" },
      ),
    ],
  };
}

function quantiles(ignoreNan: boolean): Binding {
  return {
    overloads: [
      overload(
        "(Tensor input, Tensor q, int? dim=None, bool keepdim=False, *, str interpolation='linear')",
        (x, q, dim, keepdim, how) => quantile(x, q, dim, keepdim, how, ignoreNan),
        withOut,
      ),
      overload(
        "(Tensor input, float q, int? dim=None, bool keepdim=False, *, str interpolation='linear')",
        (x, q, dim, keepdim, how) => quantile(x, q, dim, keepdim, how, ignoreNan),
        withOut,
      ),
    ],
  };
}

export const statistics: BindingTable = {
  var: spread(moments.variance, true),
  std: spread(moments.std, true),
  var_mean: spread(moments.varianceMean, false),
  std_mean: spread(moments.stdMean, false),
  norm: {
    overloads: [
      overload("(Tensor input, Scalar p=2)", (x, p) => norm(x, p, null, false, null)),
      overload(
        "(Tensor input, Scalar? p=2, int[1]? dim=None, bool keepdim=False, dtype? dtype=None)",
        (x, p, dim, keepdim, dtype) => norm(x, p, dim, keepdim, dtype),
      ),
      overload(
        "(Tensor input, str p, int[1]? dim=None, bool keepdim=False, dtype? dtype=None)",
        (x, p, dim, keepdim, dtype) => norm(x, p, dim, keepdim, dtype),
      ),
    ],
  },
  median: median("median", extremes.median, extremes.medianDim),
  nanmedian: median("nanmedian", extremes.nanmedian, extremes.nanmedianDim),
  mode: {
    overloads: [
      overload("(Tensor input, int dim=-1, bool keepdim=False)", (x, dim, keepdim) =>
        valuesAndIndices("mode", extremes.mode(x, dim, keepdim)),
      ),
    ],
  },
  kthvalue: {
    overloads: [
      overload("(Tensor input, int k, int dim=-1, bool keepdim=False)", (x, k, dim, keepdim) =>
        valuesAndIndices("kthvalue", extremes.kthvalue(x, k, dim, keepdim)),
      ),
    ],
  },
  quantile: quantiles(false),
  nanquantile: quantiles(true),
  cov: {
    overloads: [
      overload("(Tensor input, *, int correction=1, Tensor? fweights=None, Tensor? aweights=None)", (x, c, f, a) =>
        cov(x, c, f, a),
      ),
    ],
  },
  corrcoef: { overloads: [overload("(Tensor input)", (x) => corrcoef(x))] },
  histc: {
    overloads: [
      overload(
        "(Tensor input, int bins=100, Scalar min=0, Scalar max=0)",
        (x, bins, low, high) => new Tensor(order.histc(x.impl, bins, low.value, high.value)),
      ),
    ],
  },
  bincount: {
    overloads: [
      overload(
        "(Tensor input, Tensor? weights=None, int minlength=0)",
        (x, weights, minlength) => new Tensor(order.bincount(x.impl, weights?.impl, minlength)),
      ),
    ],
  },
};
