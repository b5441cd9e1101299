/** Comparisons and selection. Comparisons have no derivative: plain functions on tensors, not rows of the table. */

import * as kernel from "../../tensor/comparison.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { zerosLike } from "./base.ts";

/** An operation whose result no gradient passes. */
export function nondifferentiable(f: (a: Strided, b: Strided) => Strided): (self: Tensor, other: Tensor) => Tensor {
  return (self, other) => new Tensor(f(self.impl, other.impl));
}

export const eq = nondifferentiable(kernel.eq);
export const ne = nondifferentiable(kernel.ne);
export const lt = nondifferentiable(kernel.lt);
export const le = nondifferentiable(kernel.le);
export const gt = nondifferentiable(kernel.gt);
export const ge = nondifferentiable(kernel.ge);

export const where: Op<[condition: Tensor, self: Tensor, other: Tensor]> = defineOp("where.self", {
  node: "WhereBackward0",
  inputs: (_condition, self, other) => [self, other],
  forward: (condition, self, other) => kernel.where(condition.impl, self.impl, other.impl),
  save: (_need, _result, condition) => ({ condition }),
  grad: [(g, s) => where(s.condition, g, zerosLike(g)), (g, s) => where(s.condition, zerosLike(g), g)],
  text: ["1 where {condition}, else 0", "0 where {condition}, else 1"],
});

/** `where` in the argument order of rules that mask: `whereSelf(mask, a, b)`. */
export const whereSelf = where;
