/** The larger and the smaller of two tensors, element by element. */
import * as arithmetic from "../../tensor/arithmetic.ts";
import * as compare from "../../tensor/comparison.ts";
import { isnan } from "../../tensor/elementary.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { over } from "./arithmetic.ts";
import { eq, where } from "./comparison.ts";
import { scalar } from "./scalar.ts";
import { maskedFill } from "./scattering.ts";

const zero = scalar(0);
const masked = (g: Tensor, mask: Strided): Tensor => maskedFill(g, new Tensor(mask), zero);

/** Half to each where they are equal. */
function shared(g: Tensor, self: Tensor, other: Tensor): Tensor {
  return where(eq(self, other), over(g, 2), g);
}

export const maximum: Op<[self: Tensor, other: Tensor]> = defineOp("maximum", {
  node: "MaximumBackward0",
  inputs: 2,
  forward: (self, other) => arithmetic.maximum(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => masked(shared(g, s.self, s.other), compare.lt(s.self.impl, s.other.impl)),
    (g, s) => masked(shared(g, s.self, s.other), compare.gt(s.self.impl, s.other.impl)),
  ],
  text: ["1 where {self} > {other}, 1/2 where equal", "1 where {other} > {self}, 1/2 where equal"],
  kinks: "maximum of equal numbers: PyTorch gives half to each",
});

export const minimum: Op<[self: Tensor, other: Tensor]> = defineOp("minimum", {
  node: "MinimumBackward0",
  inputs: 2,
  forward: (self, other) => arithmetic.minimum(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => masked(shared(g, s.self, s.other), compare.gt(s.self.impl, s.other.impl)),
    (g, s) => masked(shared(g, s.self, s.other), compare.lt(s.self.impl, s.other.impl)),
  ],
  text: ["1 where {self} < {other}, 1/2 where equal", "1 where {other} < {self}, 1/2 where equal"],
  kinks: "minimum of equal numbers: PyTorch gives half to each",
});

/** Where fmax or fmin took its first operand: ties go to it, and NaN in the second. */
function tookFirst(order: (a: Strided, b: Strided) => Strided, self: Tensor, other: Tensor): Strided {
  return compare.logicalOr(order(self.impl, other.impl), isnan(other.impl));
}

export const fmax: Op<[self: Tensor, other: Tensor]> = defineOp("fmax", {
  node: "FmaxBackward0",
  inputs: 2,
  forward: (self, other) => arithmetic.fmax(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => masked(g, compare.logicalNot(tookFirst(compare.ge, s.self, s.other))),
    (g, s) => masked(g, tookFirst(compare.ge, s.self, s.other)),
  ],
  text: ["1 where {self} >= {other}", "1 where {other} > {self}"],
  kinks: "fmax of equal numbers: PyTorch gives all to the first",
});

export const fmin: Op<[self: Tensor, other: Tensor]> = defineOp("fmin", {
  node: "FminBackward0",
  inputs: 2,
  forward: (self, other) => arithmetic.fmin(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => masked(g, compare.logicalNot(tookFirst(compare.le, s.self, s.other))),
    (g, s) => masked(g, tookFirst(compare.le, s.self, s.other)),
  ],
  text: ["1 where {self} <= {other}", "1 where {other} < {self}"],
  kinks: "fmin of equal numbers: PyTorch gives all to the first",
});
