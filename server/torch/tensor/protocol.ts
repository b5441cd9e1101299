/** The Python protocols of tensors: operators, truth, length, iteration, conversion to numbers, text. */

import { warnings } from "../../autograd/modes.ts";
import { overwrite } from "../../autograd/op.ts";
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as comparison from "../../autograd/rules/comparison.ts";
import { matmul } from "../../autograd/rules/matmul.ts";
import { flip } from "../../autograd/rules/rearranging.ts";
import * as rounding from "../../autograd/rules/rounding.ts";
import { type ScalarValue, scalarTensor } from "../../autograd/rules/scalar.ts";
import * as signs from "../../autograd/rules/sign.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { checkInplace } from "../../autograd/view.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyComplex } from "../../python/objects/complex.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { identityOf } from "../../python/objects/identity.ts";
import { NotImplemented } from "../../python/objects/singletons.ts";
import { typeOf } from "../../python/objects/type.ts";
import { PyFloat, type PyValue } from "../../python/objects/value.ts";
import * as bits from "../../tensor/comparison.ts";
import { TorchError } from "../../tensor/errors.ts";
import type { Strided } from "../../tensor/strided.ts";
import { denseData } from "../../tensor/strided.ts";
import { functorch } from "../autograd/transforms.ts";
import { guarded, toScalar } from "../binding/bind.ts";
import { isPublic } from "../publicNames.ts";
import { wrapNumber } from "../scalars.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";
import { likeArray } from "./construct.ts";
import { item, toList } from "./item.ts";
import { formatTensor, reprOf } from "./repr.ts";

const scalarWarning =
  "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\nConsider using tensor.detach() first.";

/** Adds a special method whose `self` is a tensor. */
export function special(name: string, body: (self: Tensor, args: PyValue[]) => PyValue): void {
  tensorType.set(
    name,
    new PyBuiltin(
      name,
      (args) => {
        const self = args[0];
        if (self === undefined || !isTensor(self)) {
          return raiseError(
            exceptionTypes.TypeError,
            `descriptor '${name}' for 'torch._C.TensorBase' objects doesn't apply to a '${self === undefined ? "NoneType" : typeOf(self).name}' object`,
          );
        }
        return guarded(() => body(self, args.slice(1)));
      },
      `Tensor.${name}`,
    ),
  );
}

/** An operand of an operator: a tensor or a number; undefined makes Python try the other side. */
function operand(v: PyValue | undefined): Tensor | undefined {
  if (v === undefined) return undefined;
  return isTensor(v) ? v : (wrapNumber(v) ?? likeArray(v));
}

/** An operator and its reflected form; undefined operands give NotImplemented. */
export function operator(
  name: string,
  forward: (a: Tensor, b: Tensor) => Tensor,
  reflected?: (a: Tensor, b: Tensor) => Tensor,
): void {
  special(`__${name}__`, (self, [v]) => {
    const other = operand(v);
    return other === undefined ? NotImplemented : toPython(forward(self, other));
  });
  if (reflected === undefined) return;
  special(`__r${name}__`, (self, [v]) => {
    const other = operand(v);
    return other === undefined ? NotImplemented : toPython(reflected(self, other));
  });
}

export function inplaceOperator(name: string, op: (a: Tensor, b: Tensor) => Tensor): void {
  special(`__i${name}__`, (self, [v]) => {
    const other = operand(v);
    return other === undefined ? NotImplemented : toPython(op(self, other));
  });
}

/** For `float()`, `int()`, `complex()`: one element, with a warning when it is tracked. */
function toNumber(t: Tensor): PyValue {
  if (t.numel !== 1)
    raiseError(exceptionTypes.ValueError, "only one element tensors can be converted to Python scalars");
  if (t.requiresGrad) warnings.sink("UserWarning", scalarWarning);
  return item(t);
}

/** A complex element as `type`: only when it is real. */
function realPart(v: PyValue, type: string): PyValue {
  if (!(v instanceof PyComplex)) return v;
  if (v.imag !== 0) throw new TorchError("RuntimeError", `value cannot be converted to type ${type} without overflow`);
  return new PyFloat(v.real);
}

function power(self: Tensor, v: PyValue | undefined): PyValue {
  if (v !== undefined && isTensor(v)) return toPython(arithmetic.pow(self, v));
  const exponent = v === undefined ? undefined : toScalar(v);
  return exponent === undefined ? NotImplemented : toPython(arithmetic.powScalar(self, exponent));
}

/** Bits and shifts: results without a node. */
function bitOperator(name: string, kernel: (a: Strided, b: Strided) => Strided): void {
  const compute = (a: Tensor, b: Tensor): Tensor => new Tensor(kernel(a.impl, b.impl));
  operator(name, compute, (a, b) => compute(b, a));
  inplaceOperator(name, (a, b) => {
    checkInplace(a, false);
    overwrite(a, kernel(a.impl, b.impl));
    return a;
  });
}

/** Whether the operand is a Python number: those are constants of the operation. */
function isNumber(t: Tensor): boolean {
  return t.impl.isWrappedNumber;
}

/** `a % b`: a number as divisor takes no part in the graph. */
function remainder(a: Tensor, b: Tensor): Tensor {
  return isNumber(b) ? rounding.remainderScalar(a, scalarOf(b)) : rounding.remainder(a, b);
}
function scalarOf(t: Tensor): ScalarValue {
  const { dtype, data } = t.impl;
  return { kind: dtype.category, value: data[0]!, imag: dtype.lanes === 2 ? data[1]! : 0 };
}

/** `element in tensor`. */
function contains(self: Tensor, v: PyValue | undefined): boolean {
  const element = operand(v);
  if (element === undefined) {
    throw new TorchError(
      "RuntimeError",
      `Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '${typeOf(v!).name}'>.`,
    );
  }
  const same = comparison.eq(self, element);
  return denseData(same.impl).some((x) => x !== 0);
}

/** Comparisons with what is no operand: equality is by identity, order is refused. */
function comparing(name: string, op: (a: Tensor, b: Tensor) => Tensor): void {
  special(`__${name}__`, (self, [v]) => {
    const other = operand(v);
    return other === undefined ? NotImplemented : toPython(op(self, other));
  });
}

export function installProtocol(): void {
  operator(
    "add",
    (a, b) => arithmetic.add(a, b),
    (a, b) => arithmetic.add(a, b),
  );
  operator(
    "sub",
    (a, b) => arithmetic.sub(a, b),
    (a, b) => (isNumber(b) ? arithmetic.rsub(a, b) : arithmetic.rsubTensor(a, b)),
  );
  operator("mul", arithmetic.mul, arithmetic.mul);
  // `1 / a` is PyTorch's reciprocal times 1: two nodes.
  const divided = (a: Tensor, b: Tensor): Tensor => arithmetic.mul(arithmetic.reciprocal(a), b);
  operator("truediv", arithmetic.div, divided);
  operator("div", arithmetic.div, divided);
  operator("floordiv", rounding.floorDivide, (a, b) => rounding.floorDivide(b, a));
  operator("mod", remainder, (a, b) => (isNumber(b) ? rounding.remainderOfScalar(b, a) : rounding.remainder(b, a)));
  inplaceOperator("add", (a, b) => arithmetic.add.inplace(a, b));
  inplaceOperator("sub", (a, b) => arithmetic.sub.inplace(a, b));
  inplaceOperator("mul", (a, b) => arithmetic.mul.inplace(a, b));
  inplaceOperator("truediv", (a, b) => arithmetic.div.inplace(a, b));
  inplaceOperator("div", (a, b) => arithmetic.div.inplace(a, b));
  inplaceOperator("floordiv", (a, b) => rounding.floorDivide.inplace(a, b));
  inplaceOperator("mod", (a, b) =>
    isNumber(b) ? rounding.remainderScalar.inplace(a, scalarOf(b)) : rounding.remainder.inplace(a, b),
  );
  bitOperator("and", bits.bitwiseAnd);
  bitOperator("or", bits.bitwiseOr);
  bitOperator("xor", bits.bitwiseXor);
  bitOperator("lshift", bits.bitwiseLeftShift);
  bitOperator("rshift", bits.bitwiseRightShift);
  special("__invert__", (self) => {
    if (self.dtype.category === "float" || self.dtype.category === "complex") {
      return raiseError(
        exceptionTypes.TypeError,
        "~ (operator.invert) is only implemented on integer and Boolean-type tensors",
      );
    }
    return toPython(new Tensor(bits.bitwiseNot(self.impl)));
  });
  special("__abs__", (self) => toPython(signs.abs(self)));
  special("__pow__", (self, [v, modulus]) =>
    modulus === undefined || modulus === null ? power(self, v) : NotImplemented,
  );
  special("__rpow__", (self, [v]) => {
    if (v !== undefined && isTensor(v)) return toPython(arithmetic.pow(v, self));
    const base = v === undefined ? undefined : toScalar(v);
    return base === undefined ? NotImplemented : toPython(arithmetic.rpow(scalarTensor(base), self));
  });
  special("__ipow__", (self, [v]) => {
    if (v !== undefined && isTensor(v)) return toPython(arithmetic.pow.inplace(self, v));
    const exponent = v === undefined ? undefined : toScalar(v);
    return exponent === undefined ? NotImplemented : toPython(arithmetic.powScalar.inplace(self, exponent));
  });
  // `@` takes tensors only.
  special("__matmul__", (self, [v]) => (v !== undefined && isTensor(v) ? toPython(matmul(self, v)) : NotImplemented));
  special("__rmatmul__", (self, [v]) => (v !== undefined && isTensor(v) ? toPython(matmul(v, self)) : NotImplemented));
  special("__neg__", (self) => toPython(arithmetic.neg(self)));
  special("__pos__", (self) => toPython(signs.positive(self)));
  special("__contains__", (self, [v]) => contains(self, v));
  comparing("eq", comparison.eq);
  comparing("ne", comparison.ne);
  comparing("lt", comparison.lt);
  comparing("le", comparison.le);
  comparing("gt", comparison.gt);
  comparing("ge", comparison.ge);
  special("__hash__", (self) => Number(identityOf(toPython(self))));
  special("__reversed__", (self) => toPython(self.dim === 0 ? self : flip(self, [0])));
  // PyTorch shows the wrappers that its transforms put around tensors.
  const text = (self: Tensor): string => {
    if (functorch.depth > 0) throw new NotSupported("printing tensors inside torch.func transforms");
    return reprOf(self);
  };
  special("__repr__", text);
  special("__str__", text);
  special("__format__", (self, [spec]) => {
    const text = typeof spec === "string" ? spec : "";
    return formatTensor(self, text, () => {
      if (text === "") return reprOf(self);
      return raiseError(exceptionTypes.TypeError, "unsupported format string passed to Tensor.__format__");
    });
  });
  special("__bool__", (self) => {
    if (self.numel === 0) {
      throw new TorchError("RuntimeError", "Boolean value of Tensor with no values is ambiguous");
    }
    if (self.numel > 1) {
      throw new TorchError("RuntimeError", "Boolean value of Tensor with more than one value is ambiguous");
    }
    if (functorch.batches > 0) {
      throw new TorchError(
        "RuntimeError",
        "vmap: It looks like you're attempting to use a Tensor in some data-dependent control flow. We don't support that yet, please file an issue at https://github.com/pytorch/pytorch/issues .",
      );
    }
    return denseData(self.impl).some((x) => x !== 0);
  });
  special("__float__", (self) => {
    const v = realPart(toNumber(self), "double");
    return typeof v === "number" || typeof v === "boolean" ? new PyFloat(Number(v)) : v;
  });
  special("__int__", (self) => {
    const v = realPart(toNumber(self), "int64_t");
    if (!(v instanceof PyFloat)) return Number(v);
    if (Number.isNaN(v.value)) raiseError(exceptionTypes.ValueError, "cannot convert float NaN to integer");
    if (!Number.isFinite(v.value)) raiseError(exceptionTypes.OverflowError, "cannot convert float infinity to integer");
    return Math.trunc(v.value);
  });
  special("__index__", (self) => {
    if (self.numel !== 1 || self.dtype.category === "float" || self.dtype.category === "complex") {
      return raiseError(
        exceptionTypes.TypeError,
        "only integer tensors of a single element can be converted to an index",
      );
    }
    return Number(item(self));
  });
  special("__len__", (self) => {
    if (self.dim === 0) return raiseError(exceptionTypes.TypeError, "len() of a 0-d tensor");
    return self.shape[0]!;
  });
  // Reached only when nothing else was found: a name that PyTorch's tensors have is not supported here.
  special("__getattr__", (self, [key]) => {
    const name = String(key);
    if (isPublic("Tensor", name)) throw new NotSupported(`Tensor.${name}`);
    return raiseError(
      exceptionTypes.AttributeError,
      `'${typeOf(toPython(self)).name}' object has no attribute '${name}'`,
    );
  });
  special("item", (self) => item(self));
  special("tolist", (self) => toList(self));
}
