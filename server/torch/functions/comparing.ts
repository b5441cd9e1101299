/** Comparisons, tests, logic and bits: names and signatures. Nothing here has a derivative. */
import { modes } from "../../autograd/modes.ts";
import { overwrite } from "../../autograd/op.ts";
import * as comparison from "../../autograd/rules/comparison.ts";
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { checkInplace } from "../../autograd/view.ts";
import * as kernel from "../../tensor/comparison.ts";
import * as elementary from "../../tensor/elementary.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { countNonzero } from "../../tensor/reduce.ts";
import * as integers from "../../tensor/specialPointwise.ts";
import { broadcastShapes, broadcastStrides, type Strided, viewOf } from "../../tensor/strided.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";

/** Writes an untracked result into `self`. */
function write(self: Tensor, computed: Strided): Tensor {
  checkInplace(self, false);
  if (modes.grad && self.requiresGrad)
    throw new Unsupported("logical or bitwise writes into a tensor that requires grad");
  overwrite(self, computed);
  return self;
}

function compare(name: keyof typeof comparison.inplace, ...aliases: string[]): Binding {
  const { plain: op, scalar, tensor } = comparison.inplace[name];
  return {
    overloads: [
      overload("(Tensor input, Tensor other)", (a, b) => op(a, b), withOut),
      overload("(Tensor input, Scalar other)", (a, b) => op(a, scalarTensor(b)), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor other)", (a, b) => tensor.inplace(a, b)),
      overload("(Tensor input, Scalar other)", (a, b) => scalar.inplace(a, scalarTensor(b))),
    ],
    aliases,
  };
}
/** A test of each element, without in-place form. */
function test(f: (a: Strided) => Strided): Binding {
  return { overloads: [overload("(Tensor input)", (x) => new Tensor(f(x.impl)))] };
}
/** Of two tensors; with in-place form. */
function pair(f: (a: Strided, b: Strided) => Strided, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Tensor input, Tensor other)", (a, b) => new Tensor(f(a.impl, b.impl)), withOut)],
    inplace: [overload("(Tensor input, Tensor other)", (a, b) => write(a, f(a.impl, b.impl)))],
    aliases,
  };
}
/** Of tensors or numbers, on either side. */
function bits(f: (a: Strided, b: Strided) => Strided): Binding {
  return {
    overloads: [
      overload("(Tensor input, Tensor other)", (a, b) => new Tensor(f(a.impl, b.impl)), withOut),
      overload("(Scalar self, Tensor other)", (a, b) => new Tensor(f(scalarTensor(a).impl, b.impl))),
      overload("(Tensor input, Scalar other)", (a, b) => new Tensor(f(a.impl, scalarTensor(b).impl)), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor other)", (a, b) => write(a, f(a.impl, b.impl))),
      overload("(Tensor input, Scalar other)", (a, b) => write(a, f(a.impl, scalarTensor(b).impl))),
    ],
  };
}

const isclose = (a: Tensor, b: Tensor, rtol: number, atol: number, equalNan: boolean): Strided => {
  if (rtol < 0) throw new TorchError("RuntimeError", `rtol must be greater than or equal to zero, but got ${rtol}`);
  if (atol < 0) throw new TorchError("RuntimeError", `atol must be greater than or equal to zero, but got ${atol}`);
  const shape = broadcastShapes(a.shape, b.shape);
  const present = (t: Strided): Strided => viewOf(t, shape, broadcastStrides(t, shape));
  return kernel.isclose(present(a.impl), present(b.impl), rtol, atol, equalNan);
};

export const comparing: BindingTable = {
  eq: compare("eq"),
  ne: compare("ne", "not_equal"),
  lt: compare("lt", "less"),
  le: compare("le", "less_equal"),
  gt: compare("gt", "greater"),
  ge: compare("ge", "greater_equal"),
  isnan: test(elementary.isnan),
  isinf: test(elementary.isinf),
  isfinite: test(elementary.isfinite),
  isposinf: test(elementary.isposinf),
  isneginf: test(elementary.isneginf),
  isreal: test(elementary.isreal),
  signbit: test(elementary.signbit),
  isclose: {
    overloads: [
      overload(
        "(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
        (a, b, rtol, atol, equalNan) => new Tensor(isclose(a, b, rtol, atol, equalNan)),
      ),
    ],
  },
  allclose: {
    overloads: [
      overload(
        "(Tensor input, Tensor other, float rtol=1e-05, float atol=1e-08, bool equal_nan=False)",
        (a, b, rtol, atol, equalNan) => {
          const close = isclose(a, b, rtol, atol, equalNan);
          return Number(countNonzero(close).data[0]) === close.numel;
        },
      ),
    ],
  },
  equal: { overloads: [overload("(Tensor input, Tensor other)", (a, b) => kernel.equal(a.impl, b.impl))] },
  logical_and: pair(kernel.logicalAnd),
  logical_or: pair(kernel.logicalOr),
  logical_xor: pair(kernel.logicalXor),
  logical_not: {
    overloads: [overload("(Tensor input)", (x) => new Tensor(kernel.logicalNot(x.impl)))],
    inplace: [overload("(Tensor input)", (x) => write(x, kernel.logicalNot(x.impl)))],
  },
  bitwise_and: bits(kernel.bitwiseAnd),
  bitwise_or: bits(kernel.bitwiseOr),
  bitwise_xor: bits(kernel.bitwiseXor),
  bitwise_left_shift: bits(kernel.bitwiseLeftShift),
  bitwise_right_shift: bits(kernel.bitwiseRightShift),
  bitwise_not: {
    overloads: [overload("(Tensor input)", (x) => new Tensor(kernel.bitwiseNot(x.impl)))],
    inplace: [overload("(Tensor input)", (x) => write(x, kernel.bitwiseNot(x.impl)))],
  },
  gcd: pair(integers.gcd),
  lcm: pair(integers.lcm),
};
