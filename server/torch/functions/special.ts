/** Special functions, under `torch`, as methods, and in `torch.special`: names and signatures. */
import type { Op } from "../../autograd/op.ts";
import * as exponential from "../../autograd/rules/exponential.ts";
import * as reduction from "../../autograd/rules/reduction.ts";
import * as rounding from "../../autograd/rules/rounding.ts";
import { logSoftmax, softmax } from "../../autograd/rules/softmax.ts";
import * as special from "../../autograd/rules/special.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { type Binding, type BindingTable, type Overload, overload, withOut } from "../binding/bind.ts";
import { functionOfTensors, ofTensors, unary } from "./pointwise.ts";

/** Both in `torch` and, under the same name, in `torch.special`. */
function everywhere(op: Op<[self: Tensor]>, ...aliases: string[]): Binding {
  return { ...unary(op, ...aliases), places: ["torch", "Tensor", "special"] };
}
/** Only in `torch.special`. */
function inSpecial(op: (x: Tensor) => Tensor, ...aliases: string[]): Binding {
  return { overloads: [overload("(Tensor input)", (x) => op(x))], places: ["special"], aliases };
}

const xlogyForms: readonly Overload[] = [
  overload("(Tensor input, Tensor other)", (x, y) => special.xlogy(x, y), withOut),
  overload("(Scalar self, Tensor other)", (x, y) => special.xlogySelfScalar(x, y), withOut),
  overload("(Tensor input, Scalar other)", (x, y) => special.xlogyOtherScalar(x, y), withOut),
];
const mvlgammaForm = overload("(Tensor input, int p)", (x, p) => special.mvlgamma(x, p));
const logitForm = overload("(Tensor input, float? eps=None)", (x, eps) => special.logit(x, eps));
const polygammaForm = overload("(int n, Tensor input)", (n, x) => special.polygamma(x, n));

export const specials: BindingTable = {
  erf: everywhere(special.erf),
  erfc: everywhere(special.erfc),
  erfinv: everywhere(special.erfinv),
  lgamma: unary(special.lgamma),
  digamma: everywhere(special.digamma),
  sinc: everywhere(special.sinc),
  i0: everywhere(special.i0),
  polygamma: {
    places: ["torch", "special"],
    overloads: [polygammaForm],
  },
  mvlgamma: {
    overloads: [mvlgammaForm],
    inplace: [overload("(Tensor input, int p)", (x, p) => special.mvlgamma.inplace(x, p))],
  },
  logit: {
    places: ["torch", "Tensor", "special"],
    overloads: [logitForm],
    inplace: [overload("(Tensor input, float? eps=None)", (x, eps) => special.logit.inplace(x, eps))],
  },
  xlogy: {
    places: ["torch", "Tensor", "special"],
    overloads: xlogyForms,
    inplace: [
      overload("(Tensor input, Tensor other)", (x, y) => special.xlogy.inplace(x, y)),
      overload("(Tensor input, Scalar other)", (x, y) => special.xlogyOtherScalar.inplace(x, y)),
    ],
  },
  igamma: ofTensors(special.igamma),
  igammac: ofTensors(special.igammac),
  heaviside: {
    overloads: [overload("(Tensor input, Tensor values)", (x, v) => special.heaviside(x, v))],
    inplace: [overload("(Tensor input, Tensor values)", (x, v) => special.heaviside.inplace(x, v))],
  },
  nextafter: {
    overloads: [overload("(Tensor input, Tensor other)", (x, y) => special.nextafter(x, y))],
    inplace: [overload("(Tensor input, Tensor other)", (x, y) => special.nextafter.inplace(x, y))],
  },
  ldexp: {
    overloads: [overload("(Tensor input, Tensor other)", (x, y) => special.ldexp(x, y))],
    inplace: [overload("(Tensor input, Tensor other)", (x, y) => special.ldexp.inplace(x, y))],
  },
};

/** Methods whose arguments come in another order than the function's. */
export const specialMethods: BindingTable = {
  polygamma: {
    places: ["Tensor"],
    overloads: [overload("(Tensor input, int n)", (x, n) => special.polygamma(x, n))],
    inplace: [overload("(Tensor input, int n)", (x, n) => special.polygammaInplace.inplace(x, n))],
  },
};

/** What `torch.special` calls otherwise, or has alone. */
export const specialNames: BindingTable = {
  gammainc: { ...functionOfTensors(special.igamma), places: ["special"] },
  gammaincc: { ...functionOfTensors(special.igammac), places: ["special"] },
  gammaln: inSpecial(special.lgamma),
  psi: inSpecial(special.digamma),
  expit: inSpecial(exponential.sigmoid),
  exp2: inSpecial(exponential.exp2),
  expm1: inSpecial(exponential.expm1),
  log1p: inSpecial(exponential.log1p),
  erfcx: inSpecial(special.erfcx),
  entr: inSpecial(special.entr),
  i0e: inSpecial(special.i0e),
  i1: inSpecial(special.i1),
  i1e: inSpecial(special.i1e),
  ndtr: inSpecial(special.ndtr),
  ndtri: inSpecial(special.ndtri),
  log_ndtr: inSpecial(special.logNdtr),
  multigammaln: { places: ["special"], overloads: [mvlgammaForm] },
  round: {
    places: ["special"],
    overloads: [overload("(Tensor input, *, int decimals=0)", (x, n) => rounding.roundDecimals(x, n))],
  },
  xlog1py: {
    places: ["special"],
    overloads: [
      overload("(Tensor input, Tensor other)", (x, y) => special.xlog1py(x, y), withOut),
      overload("(Scalar self, Tensor other)", (x, y) => special.xlog1pySelfScalar(x, y), withOut),
      overload("(Tensor input, Scalar other)", (x, y) => special.xlog1pyOtherScalar(x, y), withOut),
    ],
  },
  zeta: {
    places: ["special"],
    overloads: [
      overload("(Tensor input, Tensor other)", (x, y) => special.zeta(x, y), withOut),
      overload("(Scalar self, Tensor other)", (x, y) => special.zetaSelfScalar(x, y), withOut),
      overload("(Tensor input, Scalar other)", (x, y) => special.zetaOtherScalar(x, y), withOut),
    ],
  },
  logsumexp: {
    places: ["special"],
    overloads: [
      overload("(Tensor input, int[1] dim, bool keepdim=False)", (x, dim, keepdim) =>
        reduction.logsumexp(x, dim, keepdim),
      ),
    ],
  },
  softmax: {
    places: ["special"],
    overloads: [overload("(Tensor input, int dim, dtype? dtype=None)", (x, dim, dtype) => softmax(x, dim, dtype))],
  },
  log_softmax: {
    places: ["special"],
    overloads: [
      overload("(Tensor input, int dim, *, dtype? dtype=None)", (x, dim, dtype) => logSoftmax(x, dim, dtype)),
    ],
  },
};
