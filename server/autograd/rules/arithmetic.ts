/** Arithmetic of two tensors. Scalars arrive wrapped as 0-dim tensors: they have no edge, as in PyTorch. */
import * as kernel from "../../tensor/arithmetic.ts";
import * as compare from "../../tensor/comparison.ts";
import * as elementary from "../../tensor/elementary.ts";
import { Unsupported } from "../../tensor/errors.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { zerosLike } from "./base.ts";
import { eq, whereSelf } from "./comparison.ts";
import { conj, real } from "./complex.ts";
import { log } from "./exponential.ts";
import { type ScalarValue, scalar, scalarTensor } from "./scalar.ts";

/** The kernel takes real factors only; a complex alpha is not in PyTorch's documentation either. */
function alphaOf(alpha: ScalarValue | undefined): kernel.Alpha | undefined {
  if (alpha === undefined) return undefined;
  if (alpha.kind === "complex") throw new Unsupported("complex alpha");
  return { value: alpha.value, kind: alpha.kind };
}

export const add: Op<[self: Tensor, other: Tensor, alpha?: ScalarValue]> = defineOp("add.Tensor", {
  node: "AddBackward0",
  inputs: 2,
  forward: (self, other, alpha) => kernel.add(self.impl, other.impl, alphaOf(alpha)),
  save: (_need, _result, _self, _other, alpha) => ({ alpha: alpha ?? scalar(1) }),
  grad: [(g) => g, (g, s) => times(g, s.alpha)],
  text: ["1", "{alpha}"],
});

export const sub: Op<[self: Tensor, other: Tensor, alpha?: ScalarValue]> = defineOp("sub.Tensor", {
  node: "SubBackward0",
  inputs: 2,
  forward: (self, other, alpha) => kernel.sub(self.impl, other.impl, alphaOf(alpha)),
  save: (_need, _result, _self, _other, alpha) => ({ alpha: alpha ?? scalar(1) }),
  grad: [(g) => g, (g, s) => neg(times(g, s.alpha))],
  text: ["1", "-{alpha}"],
});

/** `a + 1` where the number is a constant of the operation itself. */
export const addScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("add.Scalar", {
  node: "AddBackward1",
  forward: (self, other) => kernel.add(self.impl, scalarTensor(other).impl),
  grad: [(g) => g],
  text: ["1"],
});

export const mulScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("mul.Scalar", {
  node: "MulBackward1",
  forward: (self, other) => kernel.mul(self.impl, scalarTensor(other).impl),
  save: (_need, _result, _self, other) => ({ other }),
  grad: [(g, s) => mulScalar(g, { ...s.other, imag: -s.other.imag })],
  text: ["{other}"],
});

export const divScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("div.Scalar", {
  node: "DivBackward1",
  forward: (self, other) => kernel.div(self.impl, scalarTensor(other).impl),
  save: (_need, _result, _self, other) => ({ other }),
  grad: [(g, s) => divScalar(g, { ...s.other, imag: -s.other.imag })],
  text: ["1/{other}"],
});

/** `t + c`, `t * c`, `t / c` with a constant of a formula. */
export function plus(t: Tensor, c: number): Tensor {
  return addScalar(t, scalar(c));
}
export function scaled(t: Tensor, c: number): Tensor {
  return mulScalar(t, scalar(c));
}
export function over(t: Tensor, c: number): Tensor {
  return divScalar(t, scalar(c));
}

/** `torch.rsub(a, b)` of tensors. */
export const rsubTensor: Op<[self: Tensor, other: Tensor, alpha?: ScalarValue]> = defineOp("rsub.Tensor", {
  node: "RsubBackward0",
  inputs: 2,
  forward: (self, other, alpha) => kernel.sub(other.impl, self.impl, alphaOf(alpha)),
  save: (_need, _result, _self, _other, alpha) => ({ alpha: alpha ?? scalar(1) }),
  grad: [(g, s) => neg(times(g, s.alpha)), (g) => g],
  text: ["-{alpha}", "1"],
});

/** `2 - a`: one differentiable input. */
export const rsub: Op<[self: Tensor, other: Tensor, alpha?: ScalarValue]> = defineOp("rsub.Scalar", {
  node: "RsubBackward1",
  inputs: 1,
  forward: (self, other, alpha) => kernel.sub(other.impl, self.impl, alphaOf(alpha)),
  save: (_need, _result, _self, _other, alpha) => ({ alpha: alpha ?? scalar(1) }),
  grad: [(g, s) => neg(times(g, s.alpha))],
  text: ["-{alpha}"],
});

export const mul: Op<[self: Tensor, other: Tensor]> = defineOp("mul.Tensor", {
  node: "MulBackward0",
  inputs: 2,
  forward: (self, other) => kernel.mul(self.impl, other.impl),
  save: (need, _result, self, other) => ({ other: need[0] ? other : null, self: need[1] ? self : null }),
  grad: [(g, s) => mul(g, conj(s.other!)), (g, s) => mul(g, conj(s.self!))],
  text: ["{other}", "{self}"],
});

export const div: Op<[self: Tensor, other: Tensor]> = defineOp("div.Tensor", {
  node: "DivBackward0",
  inputs: 2,
  forward: (self, other) => kernel.div(self.impl, other.impl),
  save: (need, _result, self, other) => ({ other, self: need[1] ? self : null }),
  grad: [(g, s) => div(g, conj(s.other)), (g, s) => mul(neg(g), conj(div(div(s.self!, s.other), s.other)))],
  text: ["1/{other}", "-{self}/{other}²"],
});

export const neg: Op<[self: Tensor]> = defineOp("neg", {
  node: "NegBackward0",
  forward: (self) => elementary.neg(self.impl),
  grad: [(g) => neg(g)],
  text: ["-1"],
});

export const reciprocal: Op<[self: Tensor]> = defineOp("reciprocal", {
  node: "ReciprocalBackward0",
  forward: (self) => elementary.reciprocal(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(neg(g), conj(mul(s.result, s.result)))],
  text: ["-{result}²"],
});

/** `a ** 2`. */
export const powScalar: Op<[self: Tensor, exponent: ScalarValue]> = defineOp("pow.Tensor_Scalar", {
  node: "PowBackward0",
  forward: (self, exponent) => kernel.pow(self.impl, scalarTensor(exponent).impl),
  save: (_need, _result, self, exponent) => ({ exponent, self }),
  grad: [
    (g, s) => {
      if (s.exponent.value === 0 && s.exponent.imag === 0) return zerosLike(g);
      const lowered: ScalarValue = { ...s.exponent, value: s.exponent.value - 1 };
      return mul(g, conj(mulScalar(powScalar(s.self, lowered), s.exponent)));
    },
  ],
  text: ["{exponent}·{self}^({exponent}-1)"],
});

/** `a ** b`. */
export const pow: Op<[self: Tensor, exponent: Tensor]> = defineOp("pow.Tensor_Tensor", {
  node: "PowBackward1",
  inputs: 2,
  forward: (self, exponent) => kernel.pow(self.impl, exponent.impl),
  save: (need, result, self, exponent) => ({ exponent, result: need[1] ? result : null, self }),
  grad: [
    (g, s) => {
      // At exponent 0 the derivative is 0, also where self is 0 and the formula would give 0·∞.
      const isZero = eq(s.exponent, scalarTensor(scalar(0)));
      const formula = mul(s.exponent, pow(s.self, sub(s.exponent, scalarTensor(scalar(1)))));
      return mul(g, conj(whereSelf(isZero, zerosLike(formula), formula)));
    },
    (g, s) => mul(g, conj(powLog(s.result!, s.self, s.exponent))),
  ],
  text: ["{exponent}·{self}^({exponent}-1)", "{result}·ln {self}"],
});

/** `2 ** a`. */
export const rpow: Op<[self: Tensor, exponent: Tensor]> = defineOp("pow.Scalar", {
  node: "PowBackward2",
  inputs: (_self, exponent) => [exponent],
  forward: (self, exponent) => kernel.pow(self.impl, exponent.impl),
  save: (_need, result, self, exponent) => ({ exponent, result, self }),
  grad: [(g, s) => mul(g, conj(powLog(s.result, s.self, s.exponent)))],
  text: ["{result}·ln {self}"],
});

/** `result · ln(base)`, 0 where base and exponent make the power flat at zero (`0 ** positive`). */
function powLog(result: Tensor, base: Tensor, exponent: Tensor): Tensor {
  const product = mul(result, log(base));
  const isFlat = new Tensor(
    compare.logicalAnd(
      compare.eq(base.impl, scalarTensor(scalar(0)).impl),
      exponent.dtype.category === "complex"
        ? compare.ge(real(exponent).impl, scalarTensor(scalar(0)).impl)
        : compare.ge(exponent.impl, scalarTensor(scalar(0)).impl),
    ),
  );
  return whereSelf(isFlat, zerosLike(product), product);
}

/** Times a Python number, without a node when it is 1. */
export function times(t: Tensor, factor: ScalarValue): Tensor {
  return factor.value === 1 && factor.imag === 0 ? t : mulScalar(t, factor);
}
