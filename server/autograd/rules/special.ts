/** Special functions: error functions, gamma, Bessel, entropy. Derivatives: Abramowitz and Stegun, chapters 6, 7, 9. */

import * as compare from "../../tensor/comparison.ts";
import * as kernel from "../../tensor/specialPointwise.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { add, div, mul, neg, over, plus, powScalar, reciprocal, rpow, scaled, sub } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { eq, ne, where } from "./comparison.ts";
import { conj } from "./complex.ts";
import { exp, log } from "./exponential.ts";
import { num, type ScalarValue, scalar, scalarTensor } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";
import { sgn } from "./sign.ts";
import { cos, sin } from "./trigonometric.ts";
import { derivativeMissing, withoutDerivative } from "./undifferentiable.ts";

const twoOverRootPi = 2 / Math.sqrt(Math.PI);
const squared = (t: Tensor): Tensor => powScalar(t, scalar(2));

export const erf: Op<[self: Tensor]> = defineOp("erf", {
  node: "ErfBackward0",
  forward: (self) => kernel.erf(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(scaled(exp(neg(squared(s.self))), twoOverRootPi), g)],
  text: ["2/√π·exp(-{self}²)"],
});

export const erfc: Op<[self: Tensor]> = defineOp("erfc", {
  node: "ErfcBackward0",
  forward: (self) => kernel.erfc(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(scaled(exp(neg(squared(s.self))), -twoOverRootPi), g)],
  text: ["-2/√π·exp(-{self}²)"],
});

export const erfcx: Op<[self: Tensor]> = defineOp("special_erfcx", {
  node: "SpecialErfcxBackward0",
  forward: (self) => kernel.erfcx(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [(g, s) => mul(plus(mul(scaled(s.self, 2), s.result), -twoOverRootPi), g)],
  text: ["2·{self}·{result}-2/√π"],
});

export const erfinv: Op<[self: Tensor]> = defineOp("erfinv", {
  node: "ErfinvBackward0",
  forward: (self) => kernel.erfinv(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(scaled(exp(squared(erfinv(s.self))), Math.sqrt(Math.PI) / 2), g)],
  text: ["√π/2·exp(erfinv({self})²)"],
});

export const lgamma: Op<[self: Tensor]> = defineOp("lgamma", {
  node: "LgammaBackward0",
  forward: (self) => kernel.lgamma(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, digamma(s.self))],
  text: ["digamma {self}"],
});

export const digamma: Op<[self: Tensor]> = defineOp("digamma", {
  node: "DigammaBackward0",
  forward: (self) => kernel.digamma(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, polygamma(s.self, 1))],
  text: ["polygamma(1, {self})"],
});

/** `torch.polygamma(n, self)`; the tensor comes first here. */
export const polygamma: Op<[self: Tensor, n: number]> = defineOp("polygamma", {
  node: "PolygammaBackward0",
  forward: (self, n) => kernel.polygamma(n, self.impl),
  save: (_need, _result, self, n) => ({ n, self }),
  grad: [(g, s) => mul(g, polygamma(s.self, s.n + 1))],
  text: ["polygamma({n}+1, {self})"],
});

/** `x.polygamma_(n)`: the same derivative, another node. */
export const polygammaInplace: Op<[self: Tensor, n: number]> = defineOp("polygamma_", {
  node: "PolygammaBackward1",
  forward: (self, n) => kernel.polygamma(n, self.impl),
  save: (_need, _result, self, n) => ({ n, self }),
  grad: [(g, s) => mul(g, polygamma(s.self, s.n + 1))],
  text: ["polygamma({n}+1, {self})"],
});

/** Logarithm of the multivariate gamma function of dimension p. */
export const mvlgamma: Op<[self: Tensor, p: number]> = defineOp("mvlgamma", {
  node: "MvlgammaBackward0",
  forward: (self, p) => kernel.multigammaln(self.impl, p),
  save: (_need, _result, self, p) => ({ p, self }),
  grad: [
    (g, s) => {
      let total = digamma(s.self);
      for (let i = 1; i < s.p; i++) total = add(total, digamma(plus(s.self, -i / 2)));
      return mul(g, total);
    },
  ],
  text: ["Σ digamma({self}-i/2), i < {p}"],
});

export const sinc: Op<[self: Tensor]> = defineOp("sinc", {
  node: "SincBackward0",
  forward: (self) => kernel.sinc(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [
    (g, s) => {
      const angle = scaled(s.self, Math.PI);
      const slope = div(sub(mul(angle, cos(angle)), sin(angle)), scaled(mul(s.self, s.self), Math.PI));
      return where(eq(s.self, num(0)), zerosLike(g), mul(g, conj(slope)));
    },
  ],
  text: ["(π{self}·cos(π{self})-sin(π{self}))/(π{self}²)"],
});

export const logit: Op<[self: Tensor, eps: number | null]> = defineOp("logit", {
  node: "LogitBackward0",
  forward: (self, eps) => kernel.logit(self.impl, eps ?? undefined),
  save: (_need, _result, self, eps) => ({ eps, self }),
  grad: [
    (g, s) => {
      const slope = div(g, mul(s.self, sub(num(1), s.self)));
      const low = s.eps ?? 0;
      const inside = new Tensor(
        compare.logicalAnd(compare.ge(s.self.impl, num(low).impl), compare.le(s.self.impl, num(1 - low).impl)),
      );
      // Outside [0, 1] there is no logit; outside [eps, 1-eps] it is constant.
      return where(inside, slope, scalarTensor({ kind: "float", value: s.eps === null ? NaN : 0, imag: 0 }));
    },
  ],
  text: ["1/({self}·(1-{self}))"],
  kinks: "logit at eps and 1-eps",
});

export const i0: Op<[self: Tensor]> = defineOp("i0", {
  node: "I0Backward0",
  forward: (self) => kernel.i0(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, i1(s.self))],
  text: ["i1 {self}"],
});

export const i0e: Op<[self: Tensor]> = defineOp("special_i0e", {
  node: "SpecialI0EBackward0",
  forward: (self) => kernel.i0e(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [(g, s) => mul(g, sub(i1e(s.self), mul(sgn(s.self), s.result)))],
  text: ["i1e {self} - sign {self}·{result}"],
});

/** 1 where `self` is 0 (to the precision), so that dividing by it is safe. */
function awayFromZero(self: Tensor): { isAway: Tensor; safe: Tensor } {
  const isAway = ne(self, num(0));
  return { isAway, safe: where(isAway, self, num(1)) };
}

export const i1: Op<[self: Tensor]> = defineOp("special_i1", {
  node: "SpecialI1Backward0",
  forward: (self) => kernel.i1(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [
    (g, s) => {
      const { isAway, safe } = awayFromZero(s.self);
      return mul(g, where(isAway, sub(i0(safe), mul(s.result, reciprocal(safe))), num(0.5)));
    },
  ],
  text: ["i0 {self} - {result}/{self}"],
});

export const i1e: Op<[self: Tensor]> = defineOp("special_i1e", {
  node: "SpecialI1EBackward0",
  forward: (self) => kernel.i1e(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [
    (g, s) => {
      const { isAway, safe } = awayFromZero(s.self);
      const slope = sub(i0e(safe), mul(s.result, add(sgn(s.self), reciprocal(safe))));
      return mul(g, where(isAway, slope, num(0.5)));
    },
  ],
  text: ["i0e {self} - {result}·(sign {self} + 1/{self})"],
});

export const entr: Op<[self: Tensor]> = defineOp("special_entr", {
  node: "SpecialEntrBackward0",
  forward: (self) => kernel.entr(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, neg(plus(log(s.self), 1)))],
  text: ["-(1+ln {self})"],
});

export const ndtri: Op<[self: Tensor]> = defineOp("special_ndtri", {
  node: "SpecialNdtriBackward0",
  forward: (self) => kernel.ndtri(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(scaled(g, Math.sqrt(2 * Math.PI)), exp(over(squared(s.result), 2)))],
  text: ["√(2π)·exp({result}²/2)"],
});

export const logNdtr: Op<[self: Tensor]> = defineOp("special_log_ndtr", {
  node: "SpecialLogNdtrBackward0",
  forward: (self) => kernel.logNdtr(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [(g, s) => mul(over(g, Math.sqrt(2 * Math.PI)), exp(neg(add(s.result, over(squared(s.self), 2)))))],
  text: ["exp(-({result}+{self}²/2))/√(2π)"],
});

/** The normal distribution function, from erf as PyTorch composes it. */
export function ndtr(self: Tensor): Tensor {
  return scaled(plus(erf(scaled(self, Math.SQRT1_2)), 1), 0.5);
}

export const xlogy: Op<[self: Tensor, other: Tensor]> = defineOp("xlogy.Tensor", {
  node: "XlogyBackward0",
  inputs: 2,
  forward: (self, other) => kernel.xlogy(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => maskedFill(xlogy(g, s.other), bothZero(s.self, s.other, 0), scalar(0)),
    (g, s) => div(mul(g, s.self), s.other),
  ],
  text: ["ln {other}", "{self}/{other}"],
});

/** Where `self` is 0 and the logarithm has no value. */
function bothZero(self: Tensor, other: Tensor, bound: number): Tensor {
  return new Tensor(compare.logicalAnd(compare.eq(self.impl, num(0).impl), compare.le(other.impl, num(bound).impl)));
}

/** A number as first operand. */
export const xlogySelfScalar: Op<[self: ScalarValue, other: Tensor]> = defineOp("xlogy.Scalar_Self", {
  node: "XlogyBackward1",
  inputs: (_self, other) => [other],
  forward: (self, other) => kernel.xlogy(scalarTensor(self).impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [(g, s) => div(mul(g, scalarTensor(s.self)), s.other)],
  text: ["{self}/{other}"],
});

export const xlogyOtherScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("xlogy.Scalar_Other", {
  node: "XlogyBackward2",
  forward: (self, other) => kernel.xlogy(self.impl, scalarTensor(other).impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => {
      const slope = xlogyOtherScalar(g, s.other);
      return s.other.value > 0 ? slope : maskedFill(slope, eq(s.self, num(0)), scalar(0));
    },
  ],
  text: ["ln {other}"],
});

export const xlog1py: Op<[self: Tensor, other: Tensor]> = defineOp("special_xlog1py", {
  node: "SpecialXlog1PyBackward0",
  inputs: 2,
  forward: (self, other) => kernel.xlog1py(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => maskedFill(xlog1py(g, s.other), bothZero(s.self, s.other, -1), scalar(0)),
    (g, s) => div(mul(g, s.self), plus(s.other, 1)),
  ],
  text: ["ln(1+{other})", "{self}/(1+{other})"],
});

export const xlog1pySelfScalar: Op<[self: ScalarValue, other: Tensor]> = defineOp("special_xlog1py.self_scalar", {
  node: "SpecialXlog1PyBackward1",
  inputs: (_self, other) => [other],
  forward: (self, other) => kernel.xlog1py(scalarTensor(self).impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [(g, s) => div(mul(g, scalarTensor(s.self)), plus(s.other, 1))],
  text: ["{self}/(1+{other})"],
});

export const xlog1pyOtherScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("special_xlog1py.other_scalar", {
  node: "SpecialXlog1PyBackward2",
  forward: (self, other) => kernel.xlog1py(self.impl, scalarTensor(other).impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => {
      const slope = xlog1pyOtherScalar(g, s.other);
      return s.other.value > -1 ? slope : maskedFill(slope, eq(s.self, num(0)), scalar(0));
    },
  ],
  text: ["ln(1+{other})"],
});

/** Hurwitz's zeta function; PyTorch has a derivative for the second argument only. */
export const zeta: Op<[self: Tensor, other: Tensor]> = defineOp("special_zeta", {
  node: "SpecialZetaBackward0",
  inputs: 2,
  forward: (self, other) => kernel.zeta(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [() => derivativeMissing("zeta"), (g, s) => mul(mul(g, neg(s.self)), zeta(plus(s.self, 1), s.other))],
  text: ["none", "-{self}·zeta({self}+1, {other})"],
  kinks: "PyTorch has no derivative for the first argument of zeta",
});

export const zetaSelfScalar: Op<[self: ScalarValue, other: Tensor]> = defineOp("special_zeta.self_scalar", {
  node: "SpecialZetaBackward1",
  inputs: (_self, other) => [other],
  forward: (self, other) => kernel.zeta(scalarTensor(self).impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) =>
      mul(mul(g, num(-s.self.value)), zetaSelfScalar({ kind: "float", value: s.self.value + 1, imag: 0 }, s.other)),
  ],
  text: ["-{self}·zeta({self}+1, {other})"],
});

export const zetaOtherScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("special_zeta.other_scalar", {
  node: "SpecialZetaBackward2",
  forward: (self, other) => kernel.zeta(self.impl, scalarTensor(other).impl),
  grad: [() => derivativeMissing("zeta")],
  text: ["none"],
  kinks: "PyTorch has no derivative for the first argument of zeta",
});

/** `x^(a-1) e^-x / Gamma(a)`: the derivative of P(a, x) in x. */
function gammaDensity(a: Tensor, x: Tensor): Tensor {
  return exp(sub(sub(mul(plus(a, -1), log(x)), x), lgamma(a)));
}

/** PyTorch has a derivative for the second argument only. */
export const igamma: Op<[self: Tensor, other: Tensor]> = defineOp("igamma", {
  node: "IgammaBackward0",
  inputs: 2,
  forward: (self, other) => kernel.igamma(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [() => derivativeMissing("igamma: input"), (g, s) => mul(g, gammaDensity(s.self, s.other))],
  text: ["none", "{other}^({self}-1)·exp(-{other})/Γ({self})"],
  kinks: "PyTorch has no derivative for the first argument of igamma",
});

export const igammac: Op<[self: Tensor, other: Tensor]> = defineOp("igammac", {
  node: "IgammacBackward0",
  inputs: 2,
  forward: (self, other) => kernel.igammac(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [() => derivativeMissing("igammac: input"), (g, s) => mul(neg(g), gammaDensity(s.self, s.other))],
  text: ["none", "-{other}^({self}-1)·exp(-{other})/Γ({self})"],
  kinks: "PyTorch has no derivative for the first argument of igammac",
});

export const ldexp: Op<[self: Tensor, other: Tensor]> = defineOp("ldexp.Tensor", {
  node: "LdexpBackward0",
  inputs: 2,
  forward: (self, other) => kernel.ldexp(self.impl, other.impl),
  save: (_need, result, _self, other) => ({ other, result }),
  grad: [
    (g, s) => mul(g, conj(rpow(scalarTensor({ kind: "float", value: 2, imag: 0 }), s.other))),
    (g, s) => scaled(mul(g, conj(s.result)), Math.LN2),
  ],
  text: ["2^{other}", "{result}·ln 2"],
});

export const nextafter: Op<[self: Tensor, other: Tensor]> = defineOp("nextafter", {
  node: "NextafterBackward0",
  inputs: 2,
  forward: (self, other) => kernel.nextafter(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [(g, s) => where(ne(s.self, s.other), g, num(0)), (_g, s) => zerosLike(s.other)],
  text: ["1", "0"],
  kinks: "nextafter takes the smallest step there is",
});

export const heaviside: Op<[self: Tensor, values: Tensor]> = withoutDerivative("heaviside", 2, (self, values) =>
  compare.heaviside(self.impl, values.impl),
);
