/** Trigonometric functions. */
import * as kernel from "../../tensor/elementary.ts";
import * as pairs from "../../tensor/specialPointwise.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { add, div, mul, neg, plus, powScalar, reciprocal, scaled, sub } from "./arithmetic.ts";
import { eq } from "./comparison.ts";
import { conj } from "./complex.ts";
import { rsqrt } from "./exponential.ts";
import { num, scalar } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";
import { derivativeMissing } from "./undifferentiable.ts";

export const sin: Op<[self: Tensor]> = defineOp("sin", {
  node: "SinBackward0",
  forward: (self) => kernel.sin(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(cos(s.self)))],
  text: ["cos {self}"],
});

export const cos: Op<[self: Tensor]> = defineOp("cos", {
  node: "CosBackward0",
  forward: (self) => kernel.cos(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, neg(conj(sin(s.self))))],
  text: ["-sin {self}"],
});

export const tan: Op<[self: Tensor]> = defineOp("tan", {
  node: "TanBackward0",
  forward: (self) => kernel.tan(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(g, conj(plus(powScalar(s.result, scalar(2)), 1)))],
  text: ["1+{result}²"],
});

export const asin: Op<[self: Tensor]> = defineOp("asin", {
  node: "AsinBackward0",
  forward: (self) => kernel.asin(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(rsqrt(plus(mul(neg(s.self), s.self), 1))))],
  text: ["1/√(1-{self}²)"],
});

export const acos: Op<[self: Tensor]> = defineOp("acos", {
  node: "AcosBackward0",
  forward: (self) => kernel.acos(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(neg(rsqrt(plus(mul(neg(s.self), s.self), 1)))))],
  text: ["-1/√(1-{self}²)"],
});

export const atan: Op<[self: Tensor]> = defineOp("atan", {
  node: "AtanBackward0",
  forward: (self) => kernel.atan(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, conj(plus(mul(s.self, s.self), 1)))],
  text: ["1/(1+{self}²)"],
});

export const sinh: Op<[self: Tensor]> = defineOp("sinh", {
  node: "SinhBackward0",
  forward: (self) => kernel.sinh(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(cosh(s.self)))],
  text: ["cosh {self}"],
});

export const cosh: Op<[self: Tensor]> = defineOp("cosh", {
  node: "CoshBackward0",
  forward: (self) => kernel.cosh(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(sinh(s.self)))],
  text: ["sinh {self}"],
});

export const asinh: Op<[self: Tensor]> = defineOp("asinh", {
  node: "AsinhBackward0",
  forward: (self) => kernel.asinh(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(rsqrt(plus(powScalar(s.self, scalar(2)), 1))))],
  text: ["1/√(1+{self}²)"],
});

export const acosh: Op<[self: Tensor]> = defineOp("acosh", {
  node: "AcoshBackward0",
  forward: (self) => kernel.acosh(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [
    (g, s) =>
      s.self.dtype.category === "complex"
        ? mul(g, conj(mul(rsqrt(plus(s.self, 1)), rsqrt(plus(s.self, -1)))))
        : mul(g, rsqrt(plus(mul(s.self, s.self), -1))),
  ],
  text: ["1/√({self}²-1)"],
});

export const atanh: Op<[self: Tensor]> = defineOp("atanh", {
  node: "AtanhBackward0",
  forward: (self) => kernel.atanh(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, conj(sub(num(1), powScalar(s.self, scalar(2)))))],
  text: ["1/(1-{self}²)"],
});

/** What `asinh_()` and `acosh_()` do; PyTorch has no derivative for these forms. */
export const asinhInplace: Op<[self: Tensor]> = defineOp("asinh_", {
  node: "AsinhBackward1",
  inputs: 1,
  forward: (self) => kernel.asinh(self.impl),
  gradAll: () => derivativeMissing("inplace version of asinh"),
  kinks: "PyTorch has no derivative for the in-place form",
});
export const acoshInplace: Op<[self: Tensor]> = defineOp("acosh_", {
  node: "AcoshBackward1",
  inputs: 1,
  forward: (self) => kernel.acosh(self.impl),
  gradAll: () => derivativeMissing("inplace version of acosh"),
  kinks: "PyTorch has no derivative for the in-place form",
});

export const deg2rad: Op<[self: Tensor]> = defineOp("deg2rad", {
  node: "Deg2RadBackward0",
  forward: (self) => kernel.deg2rad(self.impl),
  grad: [(g) => scaled(g, Math.PI / 180)],
  text: ["π/180"],
});

export const rad2deg: Op<[self: Tensor]> = defineOp("rad2deg", {
  node: "Rad2DegBackward0",
  forward: (self) => kernel.rad2deg(self.impl),
  grad: [(g) => scaled(g, 180 / Math.PI)],
  text: ["180/π"],
});

/** The angle of the point (other, self); at the origin both derivatives are taken as 0. */
export const atan2: Op<[self: Tensor, other: Tensor]> = defineOp("atan2", {
  node: "Atan2Backward0",
  inputs: 2,
  forward: (self, other) => pairs.atan2(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  gradAll: (g, s, need) => {
    const squares = add(mul(s.self, s.self), mul(s.other, s.other));
    const inverse = maskedFill(reciprocal(squares), eq(squares, num(0)), scalar(0));
    return [need[0] ? mul(mul(g, s.other), inverse) : null, need[1] ? mul(mul(g, neg(s.self)), inverse) : null];
  },
  text: ["{other}/({self}²+{other}²)", "-{self}/({self}²+{other}²)"],
});

export const hypot: Op<[self: Tensor, other: Tensor]> = defineOp("hypot", {
  node: "HypotBackward0",
  inputs: 2,
  forward: (self, other) => pairs.hypot(self.impl, other.impl),
  save: (_need, result, self, other) => ({ other, result, self }),
  grad: [(g, s) => div(mul(g, s.self), s.result), (g, s) => div(mul(g, s.other), s.result)],
  text: ["{self}/{result}", "{other}/{result}"],
});
