/** Rounding, remainders, and division that rounds. Their derivative with respect to what is rounded is 0. */
import * as arithmetic from "../../tensor/arithmetic.ts";
import * as kernel from "../../tensor/elementary.ts";
import { frexp as frexpKernel } from "../../tensor/frexp.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { div, mul, neg } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { conj } from "./complex.ts";
import { exp2 } from "./exponential.ts";
import { type ScalarValue, scalarTensor } from "./scalar.ts";
import { withoutDerivative } from "./undifferentiable.ts";

const flat = "the derivative is 0 almost everywhere";

function step(opName: string, node: string, forward: (a: Strided) => Strided): Op<[self: Tensor]> {
  return defineOp<[self: Tensor]>(opName, {
    node,
    forward: (self) => forward(self.impl),
    grad: [(g) => zerosLike(g)],
    text: ["0"],
    kinks: flat,
  });
}
export const floor: Op<[self: Tensor]> = step("floor", "FloorBackward0", kernel.floor);
export const ceil: Op<[self: Tensor]> = step("ceil", "CeilBackward0", kernel.ceil);
export const trunc: Op<[self: Tensor]> = step("trunc", "TruncBackward0", kernel.trunc);
export const round: Op<[self: Tensor]> = step("round", "RoundBackward0", (a) => kernel.round(a));

/** `torch.round(x, decimals=n)`. */
export const roundDecimals: Op<[self: Tensor, decimals: number]> = defineOp("round.decimals", {
  node: "RoundBackward1",
  forward: (self, decimals) => kernel.round(self.impl, decimals),
  grad: [(g) => zerosLike(g)],
  text: ["0"],
  kinks: flat,
});

export const frac: Op<[self: Tensor]> = defineOp("frac", {
  node: "FracBackward0",
  forward: (self) => kernel.frac(self.impl),
  grad: [(g) => g],
  text: ["1"],
  kinks: "frac at whole numbers",
});

/** `torch.div(a, b, rounding_mode=…)`. */
export const divMode: Op<[self: Tensor, other: Tensor, mode: string | null]> = defineOp("div.Tensor_mode", {
  node: "DivBackward2",
  inputs: 2,
  forward: (self, other, mode) => arithmetic.div(self.impl, other.impl, mode ?? undefined),
  save: (need, _result, self, other, mode) => ({ other, rounding_mode: mode, self: need[1] ? self : null }),
  grad: [
    (g, s) => (s.rounding_mode === null ? div(g, conj(s.other)) : zerosLike(g)),
    (g, s) => (s.rounding_mode === null ? mul(neg(g), conj(div(div(s.self!, s.other), s.other))) : zerosLike(s.other)),
  ],
  text: ["0 when rounding", "0 when rounding"],
  kinks: flat,
});

export const floorDivide: Op<[self: Tensor, other: Tensor]> = withoutDerivative(
  "floor_divide",
  // A number is no input: its node has one edge less.
  (self, other) => [self, other].filter((t) => !t.impl.isWrappedNumber),
  (self, other) => arithmetic.floorDivide(self.impl, other.impl),
);

/** `a % 2`: the number takes no part. */
export const remainderScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("remainder.Scalar", {
  node: "RemainderBackward0",
  forward: (self, other) => arithmetic.remainder(self.impl, scalarTensor(other).impl),
  grad: [(g) => g],
  text: ["1"],
  kinks: "remainder at multiples of the divisor",
});

export const remainder: Op<[self: Tensor, other: Tensor]> = defineOp("remainder.Tensor", {
  node: "RemainderBackward1",
  inputs: 2,
  forward: (self, other) => arithmetic.remainder(self.impl, other.impl),
  save: (need, _result, self, other) => ({ other: need[1] ? other : null, self: need[1] ? self : null }),
  grad: [(g) => g, (g, s) => mul(neg(g), divMode(s.self!, s.other!, "floor"))],
  text: ["1", "-floor({self}/{other})"],
  kinks: "remainder at multiples of the divisor",
});

/** `2 % a`: PyTorch has no derivative for it. */
export const remainderOfScalar: Op<[self: Tensor, other: Tensor]> = withoutDerivative(
  "remainder.Scalar_Tensor",
  (_self, other) => [other],
  (self, other) => arithmetic.remainder(self.impl, other.impl),
);

export const fmodScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("fmod.Scalar", {
  node: "FmodBackward0",
  forward: (self, other) => arithmetic.fmod(self.impl, scalarTensor(other).impl),
  grad: [(g) => g],
  text: ["1"],
  kinks: "fmod at multiples of the divisor",
});

export const fmod: Op<[self: Tensor, other: Tensor]> = defineOp("fmod.Tensor", {
  node: "FmodBackward1",
  inputs: 2,
  forward: (self, other) => arithmetic.fmod(self.impl, other.impl),
  save: (need, _result, self, other) => ({ other: need[1] ? other : null, self: need[1] ? self : null }),
  grad: [(g) => g, (g, s) => mul(neg(g), divMode(s.self!, s.other!, "trunc"))],
  text: ["1", "-trunc({self}/{other})"],
  kinks: "fmod at multiples of the divisor",
});

/** `torch.frexp`: mantissa in [0.5, 1) and exponent. */
export const frexp: MultiOp<[self: Tensor]> = defineMultiOp("frexp.Tensor", {
  node: "FrexpBackward0",
  inputs: 1,
  forward: (self) => frexpKernel(self.impl),
  differentiable: [true, false],
  save: (_need, results) => ({ exponent: results[1]! }),
  gradAll: ([g], s) => [g ? div(g, exp2(s.exponent)) : null],
  text: ["1/2^{exponent}"],
  kinks: "frexp at powers of two",
});

/** The result of an integer-valued test on numbers, without a node. */
export function untracked(f: (a: Strided) => Strided): (self: Tensor) => Tensor {
  return (self) => new Tensor(f(self.impl));
}
