/** Absolute value, signs, and what depends on them. */
import * as kernel from "../../tensor/elementary.ts";
import { copysign as copysignKernel } from "../../tensor/specialPointwise.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { eq } from "./comparison.ts";
import { real } from "./complex.ts";
import { num, type ScalarValue, scalar, scalarTensor } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";

export const abs: Op<[self: Tensor]> = defineOp("abs", {
  node: "AbsBackward0",
  forward: (self) => kernel.abs(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, sgn(s.self))],
  text: ["sign {self}"],
  kinks: "abs at 0: PyTorch picks 0",
});

export const sign: Op<[self: Tensor]> = defineOp("sign", {
  node: "SignBackward0",
  forward: (self) => kernel.sign(self.impl),
  grad: [(g) => zerosLike(g)],
  text: ["0"],
  kinks: "the derivative is 0 almost everywhere",
});

/** `x / |x|`: the sign of a real number. */
export const sgn: Op<[self: Tensor]> = defineOp("sgn", {
  node: "SgnBackward0",
  forward: (self) => kernel.sgn(self.impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [
    (g, s) => {
      if (s.self.dtype.category !== "complex") return zerosLike(g);
      const modulus = abs(s.self);
      const turning = sub(div(g, modulus), mul(real(div(g, s.self)), s.result));
      return maskedFill(turning, eq(modulus, num(0)), scalar(0));
    },
  ],
  text: ["0"],
  kinks: "the derivative of the sign is 0 almost everywhere",
});

/** The gradient of copysign: the sign that was given, relative to the one that was there; 0 at 0. */
function copysignGradient(g: Tensor, self: Tensor, result: Tensor): Tensor {
  return mul(g, maskedFill(div(result, self), eq(self, num(0)), scalar(0)));
}

export const copysign: Op<[self: Tensor, other: Tensor]> = defineOp("copysign.Tensor", {
  node: "CopysignBackward0",
  inputs: 2,
  forward: (self, other) => copysignKernel(self.impl, other.impl),
  save: (_need, result, self, other) => ({ result, self, _other: other.shell() }),
  grad: [(g, s) => copysignGradient(g, s.self, s.result), (_g, s) => zerosLike(s._other)],
  text: ["{result}/{self}", "0"],
  kinks: "copysign at 0",
});

export const copysignScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("copysign.Scalar", {
  node: "CopysignBackward1",
  forward: (self, other) => copysignKernel(self.impl, scalarTensor(other).impl),
  save: (_need, result, self) => ({ result, self }),
  grad: [(g, s) => copysignGradient(g, s.self, s.result)],
  text: ["{result}/{self}"],
  kinks: "copysign at 0",
});

/** The argument of a complex number; of a real one 0 or π. */
export const angle: Op<[self: Tensor]> = defineOp("angle", {
  node: "AngleBackward0",
  forward: (self) => kernel.angle(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [
    (g, s) => {
      const z = s.self;
      if (z.dtype.category !== "complex") return zerosLike(g);
      const turned = mul(z, scalarTensor({ kind: "complex", value: 0, imag: 1 }));
      const modulus = abs(z);
      return maskedFill(mul(g, div(turned, mul(modulus, modulus))), eq(modulus, num(0)), scalar(0));
    },
  ],
  text: ["i·{self}/|{self}|²"],
  kinks: "the angle of a real number is constant",
});

/** `torch.positive`, `+x`: the tensor itself. */
export function positive(self: Tensor): Tensor {
  kernel.positiveCheck(self.impl);
  return self;
}

/** Whether the sign bit is set: true for -0. */
export function signbit(self: Tensor): Tensor {
  return new Tensor(kernel.signbit(self.impl));
}
