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

/** A comparison written into a tensor: the ones and zeros have no derivative, and what was there no longer counts. */
function written(name: string, node: string, f: (a: Strided, b: Strided) => Strided, inputs: 1 | 2) {
  return defineOp<[self: Tensor, other: Tensor], { _other: Tensor }>(`${name}_.${inputs === 1 ? "Scalar" : "Tensor"}`, {
    node: `${node}Backward${inputs - 1}`,
    inputs,
    forward: (self, other) => f(self.impl, other.impl),
    save: (_need, _result, _self, other) => ({ _other: other.shell() }),
    gradAll: (g, s) => (inputs === 1 ? [zerosLike(g)] : [zerosLike(g), zerosLike(s._other)]),
    text: inputs === 1 ? ["0"] : ["0", "0"],
    kinks: "the derivative of a comparison is 0",
  });
}
type Written = {
  /** The comparison as a new tensor. */
  readonly plain: (self: Tensor, other: Tensor) => Tensor;
  readonly scalar: Op<[self: Tensor, other: Tensor]>;
  readonly tensor: Op<[self: Tensor, other: Tensor]>;
};
const both = (name: string, node: string, f: (a: Strided, b: Strided) => Strided): Written => ({
  plain: nondifferentiable(f),
  scalar: written(name, node, f, 1),
  tensor: written(name, node, f, 2),
});
/** `x.eq_(y)` and its kin, with a number or a tensor. */
export const inplace: Readonly<Record<"eq" | "ne" | "lt" | "le" | "gt" | "ge", Written>> = {
  eq: both("eq", "Eq", kernel.eq),
  ne: both("ne", "Ne", kernel.ne),
  lt: both("lt", "Lt", kernel.lt),
  le: both("le", "Le", kernel.le),
  gt: both("gt", "Gt", kernel.gt),
  ge: both("ge", "Ge", kernel.ge),
};
