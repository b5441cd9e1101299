/** Elementwise operations: names and signatures. */

import type { Op } from "../../autograd/op.ts";
import { overwrite } from "../../autograd/op.ts";
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as clamping from "../../autograd/rules/clamping.ts";
import * as comparison from "../../autograd/rules/comparison.ts";
import * as exponential from "../../autograd/rules/exponential.ts";
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import * as trigonometric from "../../autograd/rules/trigonometric.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { type Binding, type BindingTable, overload } from "../binding/bind.ts";

/** `op(input)` as function, method and in-place method. */
function unary(op: Op<[self: Tensor]>, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Tensor input)", (x) => op(x))],
    inplace: [overload("(Tensor input)", (x) => op.inplace(x))],
    aliases,
  };
}
/** `op(input, other)` with tensors or numbers. */
function binary(op: Op<[self: Tensor, other: Tensor]>, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Operand input, Operand other)", (a, b) => op(a, b))],
    inplace: [overload("(Tensor input, Operand other)", (a, b) => op.inplace(a, b))],
    aliases,
  };
}
function compare(op: (a: Tensor, b: Tensor) => Tensor, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Operand input, Operand other)", (a, b) => op(a, b))],
    inplace: [
      overload("(Tensor input, Operand other)", (a, b) => {
        overwrite(a, op(a, b).impl);
        return a;
      }),
    ],
    aliases,
  };
}

export const pointwise: BindingTable = {
  add: {
    overloads: [overload("(Operand input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.add(a, b, k))],
    inplace: [
      overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.add.inplace(a, b, k)),
    ],
  },
  sub: {
    overloads: [overload("(Operand input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub(a, b, k))],
    inplace: [
      overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub.inplace(a, b, k)),
    ],
    aliases: ["subtract"],
  },
  rsub: {
    overloads: [overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.rsub(a, b, k))],
  },
  mul: binary(arithmetic.mul, "multiply"),
  div: binary(arithmetic.div, "divide", "true_divide"),
  neg: unary(arithmetic.neg, "negative"),
  reciprocal: unary(arithmetic.reciprocal),
  pow: {
    overloads: [
      overload("(Tensor input, Scalar exponent)", (x, e) => arithmetic.powScalar(x, e)),
      overload("(Tensor input, Tensor exponent)", (x, e) => arithmetic.pow(x, e)),
      overload("(Scalar self, Tensor exponent)", (x, e) => arithmetic.rpow(scalarTensor(x), e)),
    ],
    inplace: [
      overload("(Tensor input, Scalar exponent)", (x, e) => arithmetic.powScalar.inplace(x, e)),
      overload("(Tensor input, Tensor exponent)", (x, e) => arithmetic.pow.inplace(x, e)),
    ],
  },
  exp: unary(exponential.exp),
  log: unary(exponential.log),
  sqrt: unary(exponential.sqrt),
  sigmoid: unary(exponential.sigmoid),
  tanh: unary(exponential.tanh),
  sin: unary(trigonometric.sin),
  cos: unary(trigonometric.cos),
  relu: { ...unary(clamping.relu), places: ["torch", "Tensor"] },
  clamp: {
    overloads: [overload("(Tensor input, Scalar? min=None, Scalar? max=None)", (x, a, b) => clamping.clamp(x, a, b))],
    inplace: [
      overload("(Tensor input, Scalar? min=None, Scalar? max=None)", (x, a, b) => clamping.clamp.inplace(x, a, b)),
    ],
    aliases: ["clip"],
  },
  eq: compare(comparison.eq),
  ne: compare(comparison.ne, "not_equal"),
  lt: compare(comparison.lt, "less"),
  le: compare(comparison.le, "less_equal"),
  gt: compare(comparison.gt, "greater"),
  ge: compare(comparison.ge, "greater_equal"),
  where: {
    overloads: [overload("(Tensor condition, Operand input, Operand other)", (c, a, b) => comparison.where(c, a, b))],
    places: ["torch"],
  },
};
