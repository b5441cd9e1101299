/** Elementwise arithmetic and elementary functions: names and signatures. */
import type { Op } from "../../autograd/op.ts";
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import { toCopy } from "../../autograd/rules/base.ts";
import * as clamping from "../../autograd/rules/clamping.ts";
import * as combining from "../../autograd/rules/combining.ts";
import * as exponential from "../../autograd/rules/exponential.ts";
import * as pairwise from "../../autograd/rules/pairwise.ts";
import * as rounding from "../../autograd/rules/rounding.ts";
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import * as signs from "../../autograd/rules/sign.ts";
import * as trigonometric from "../../autograd/rules/trigonometric.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { complex128, float64 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { type Binding, type BindingTable, overload, withOut } from "../binding/bind.ts";
import { named } from "../returnTypes.ts";

/** `op(input)` as function, method and in-place method. */
export function unary(op: Op<[self: Tensor]>, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Tensor input)", (x) => op(x), withOut)],
    inplace: [overload("(Tensor input)", (x) => op.inplace(x))],
    aliases,
  };
}
/** `op(input, other)` with tensors, or numbers where PyTorch takes numbers as tensors. */
function binary(op: Op<[self: Tensor, other: Tensor]>, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Operand input, Operand other)", (a, b) => op(a, b), withOut)],
    inplace: [overload("(Tensor input, Operand other)", (a, b) => op.inplace(a, b))],
    aliases,
  };
}
/** `op(input, other)` of tensors only. */
export function ofTensors(op: Op<[self: Tensor, other: Tensor]>, ...aliases: string[]): Binding {
  return {
    overloads: [overload("(Tensor input, Tensor other)", (a, b) => op(a, b), withOut)],
    inplace: [overload("(Tensor input, Tensor other)", (a, b) => op.inplace(a, b))],
    aliases,
  };
}
/** As {@link ofTensors}, without an in-place form. */
export function functionOfTensors(op: (a: Tensor, b: Tensor) => Tensor, ...aliases: string[]): Binding {
  return { overloads: [overload("(Tensor input, Tensor other)", (a, b) => op(a, b), withOut)], aliases };
}

/** `torch.float_power`: both operands in double precision first. */
function widened(...operands: readonly Tensor[]): (t: Tensor) => Tensor {
  const dtype = operands.some((t) => t.dtype.category === "complex") ? complex128 : float64;
  return (t) => (t.dtype === dtype ? t : toCopy(t, dtype));
}

/** What `x.float_power_()` raises when x is not of the dtype of the result. */
function wideInplace(x: Tensor, wide: Tensor): void {
  if (x.dtype === wide.dtype) return;
  throw new TorchError(
    "RuntimeError",
    `the base given to float_power_ has dtype ${x.dtype.scalarName} but the operation's result requires dtype ${wide.dtype.scalarName}`,
  );
}

/** As {@link binary}, where PyTorch lists a signature for numbers too. */
function withNumbers(op: Op<[self: Tensor, other: Tensor]>): Binding {
  return {
    overloads: [
      overload("(Operand input, Operand other)", (a, b) => op(a, b), withOut),
      overload("(Tensor input, Scalar other)", (a, b) => op(a, scalarTensor(b))),
    ],
    inplace: [
      overload("(Tensor input, Operand other)", (a, b) => op.inplace(a, b)),
      overload("(Tensor input, Scalar other)", (a, b) => op.inplace(a, scalarTensor(b))),
    ],
  };
}

const divInplace = [
  overload("(Tensor input, Operand other)", (a, b) => arithmetic.div.inplace(a, b)),
  overload("(Tensor input, Operand other, *, str? rounding_mode)", (a, b, mode) =>
    rounding.divMode.inplace(a, b, mode),
  ),
  overload("(Tensor input, Scalar other, *, str? rounding_mode)", (a, b, mode) =>
    rounding.divMode.inplace(a, scalarTensor(b), mode),
  ),
];

export const pointwise: BindingTable = {
  add: {
    overloads: [
      overload("(Operand input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.add(a, b, k), {
        ...withOut,
        hasDeprecated: true,
      }),
    ],
    inplace: [
      overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.add.inplace(a, b, k), {
        hasDeprecated: true,
      }),
    ],
  },
  sub: {
    overloads: [
      overload("(Operand input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub(a, b, k), {
        ...withOut,
        hasDeprecated: true,
      }),
    ],
    inplace: [
      overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub.inplace(a, b, k), {
        hasDeprecated: true,
      }),
    ],
  },
  rsub: {
    places: ["torch"],
    overloads: [
      overload("(Tensor input, Tensor other, *, Scalar alpha=1)", (a, b, k) => arithmetic.rsubTensor(a, b, k)),
      overload("(Tensor input, Scalar other, Scalar alpha=1)", (a, b, k) => arithmetic.rsub(a, scalarTensor(b), k)),
    ],
  },
  mul: binary(arithmetic.mul),
  div: {
    overloads: [
      overload("(Operand input, Operand other)", (a, b) => arithmetic.div(a, b), withOut),
      overload(
        "(Operand input, Operand other, *, str? rounding_mode)",
        (a, b, mode) => rounding.divMode(a, b, mode),
        withOut,
      ),
      overload("(Tensor input, Scalar other, *, str? rounding_mode)", (a, b, mode) =>
        rounding.divMode(a, scalarTensor(b), mode),
      ),
    ],
    inplace: divInplace,
  },
  divide: {
    overloads: [
      overload("(Operand input, Operand other)", (a, b) => arithmetic.div(a, b), withOut),
      overload(
        "(Operand input, Operand other, *, str? rounding_mode)",
        (a, b, mode) => rounding.divMode(a, b, mode),
        withOut,
      ),
      overload("(Tensor input, Scalar other)", (a, b) => arithmetic.div(a, scalarTensor(b))),
      overload("(Tensor input, Scalar other, *, str? rounding_mode)", (a, b, mode) =>
        rounding.divMode(a, scalarTensor(b), mode),
      ),
    ],
    inplace: [
      ...divInplace.slice(0, 2),
      overload("(Tensor input, Scalar other)", (a, b) => arithmetic.div.inplace(a, scalarTensor(b))),
      ...divInplace.slice(2),
    ],
  },
  true_divide: withNumbers(arithmetic.div),
  floor_divide: withNumbers(rounding.floorDivide),
  multiply: withNumbers(arithmetic.mul),
  subtract: {
    overloads: [
      overload("(Operand input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub(a, b, k), withOut),
      overload("(Tensor input, Scalar other, Scalar alpha=1)", (a, b, k) => arithmetic.sub(a, scalarTensor(b), k)),
    ],
    inplace: [
      overload("(Tensor input, Operand other, *, Scalar alpha=1)", (a, b, k) => arithmetic.sub.inplace(a, b, k)),
      overload("(Tensor input, Scalar other, Scalar alpha=1)", (a, b, k) =>
        arithmetic.sub.inplace(a, scalarTensor(b), k),
      ),
    ],
  },
  remainder: {
    overloads: [
      overload("(Tensor input, Tensor other)", (a, b) => rounding.remainder(a, b), withOut),
      overload("(Scalar self, Tensor other)", (a, b) => rounding.remainderOfScalar(scalarTensor(a), b)),
      overload("(Tensor input, Scalar other)", (a, b) => rounding.remainderScalar(a, b), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor other)", (a, b) => rounding.remainder.inplace(a, b)),
      overload("(Tensor input, Scalar other)", (a, b) => rounding.remainderScalar.inplace(a, b)),
    ],
  },
  fmod: {
    overloads: [
      overload("(Tensor input, Tensor other)", (a, b) => rounding.fmod(a, b), withOut),
      overload("(Tensor input, Scalar other)", (a, b) => rounding.fmodScalar(a, b), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor other)", (a, b) => rounding.fmod.inplace(a, b)),
      overload("(Tensor input, Scalar other)", (a, b) => rounding.fmodScalar.inplace(a, b)),
    ],
  },
  neg: unary(arithmetic.neg, "negative"),
  reciprocal: unary(arithmetic.reciprocal),
  pow: {
    overloads: [
      overload("(Tensor input, Tensor exponent)", (x, e) => arithmetic.pow(x, e), withOut),
      overload("(Scalar self, Tensor exponent)", (x, e) => arithmetic.rpow(scalarTensor(x), e), withOut),
      overload("(Tensor input, Scalar exponent)", (x, e) => arithmetic.powScalar(x, e), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor exponent)", (x, e) => arithmetic.pow.inplace(x, e)),
      overload("(Tensor input, Scalar exponent)", (x, e) => arithmetic.powScalar.inplace(x, e)),
    ],
  },
  float_power: {
    overloads: [
      overload(
        "(Tensor input, Tensor exponent)",
        (x, e) => {
          const wide = widened(x, e);
          return arithmetic.pow(wide(x), wide(e));
        },
        withOut,
      ),
      overload(
        "(Scalar self, Tensor exponent)",
        (x, e) => {
          const base = scalarTensor(x);
          return arithmetic.rpow(base, widened(base, e)(e));
        },
        withOut,
      ),
      overload(
        "(Tensor input, Scalar exponent)",
        (x, e) => arithmetic.powScalar(widened(x, scalarTensor(e))(x), e),
        withOut,
      ),
    ],
    inplace: [
      overload("(Tensor input, Tensor exponent)", (x, e) => {
        const wide = widened(x, e);
        wideInplace(x, wide(x));
        return arithmetic.pow.inplace(x, wide(e));
      }),
      overload("(Tensor input, Scalar exponent)", (x, e) => {
        wideInplace(x, widened(x, scalarTensor(e))(x));
        return arithmetic.powScalar.inplace(x, e);
      }),
    ],
  },
  square: {
    overloads: [
      overload("(Tensor input)", (x) => arithmetic.powScalar(x, { kind: "int", value: 2, imag: 0 }), withOut),
    ],
    inplace: [overload("(Tensor input)", (x) => arithmetic.powScalar.inplace(x, { kind: "int", value: 2, imag: 0 }))],
  },
  exp: unary(exponential.exp),
  exp2: unary(exponential.exp2),
  expm1: unary(exponential.expm1),
  log: unary(exponential.log),
  log2: unary(exponential.log2),
  log10: unary(exponential.log10),
  log1p: unary(exponential.log1p),
  sqrt: unary(exponential.sqrt),
  rsqrt: unary(exponential.rsqrt),
  sigmoid: unary(exponential.sigmoid),
  logaddexp: functionOfTensors(exponential.logaddexp),
  logaddexp2: functionOfTensors(exponential.logaddexp2),
  sin: unary(trigonometric.sin),
  cos: unary(trigonometric.cos),
  tan: unary(trigonometric.tan),
  asin: unary(trigonometric.asin, "arcsin"),
  acos: unary(trigonometric.acos, "arccos"),
  atan: unary(trigonometric.atan, "arctan"),
  sinh: unary(trigonometric.sinh),
  cosh: unary(trigonometric.cosh),
  tanh: unary(exponential.tanh),
  asinh: {
    ...unary(trigonometric.asinh, "arcsinh"),
    inplace: [overload("(Tensor input)", (x) => trigonometric.asinhInplace.inplace(x))],
  },
  acosh: {
    ...unary(trigonometric.acosh, "arccosh"),
    inplace: [overload("(Tensor input)", (x) => trigonometric.acoshInplace.inplace(x))],
  },
  atanh: unary(trigonometric.atanh, "arctanh"),
  deg2rad: unary(trigonometric.deg2rad),
  rad2deg: unary(trigonometric.rad2deg),
  atan2: ofTensors(trigonometric.atan2, "arctan2"),
  hypot: ofTensors(trigonometric.hypot),
  abs: unary(signs.abs, "absolute"),
  sign: unary(signs.sign),
  sgn: unary(signs.sgn),
  angle: { overloads: [overload("(Tensor input)", (x) => signs.angle(x))] },
  positive: { overloads: [overload("(Tensor input)", (x) => signs.positive(x))] },
  copysign: {
    overloads: [
      overload("(Tensor input, Tensor other)", (x, y) => signs.copysign(x, y), withOut),
      overload("(Tensor input, Scalar other)", (x, y) => signs.copysignScalar(x, y), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor other)", (x, y) => signs.copysign.inplace(x, y)),
      overload("(Tensor input, Scalar other)", (x, y) => signs.copysignScalar.inplace(x, y)),
    ],
  },
  floor: unary(rounding.floor),
  ceil: unary(rounding.ceil),
  trunc: unary(rounding.trunc, "fix"),
  frac: unary(rounding.frac),
  round: {
    overloads: [
      overload("(Tensor input)", (x) => rounding.round(x), withOut),
      overload("(Tensor input, *, int decimals)", (x, n) => rounding.roundDecimals(x, n), withOut),
    ],
    inplace: [
      overload("(Tensor input)", (x) => rounding.round.inplace(x)),
      overload("(Tensor input, *, int decimals)", (x, n) => rounding.roundDecimals.inplace(x, n)),
    ],
  },
  frexp: {
    overloads: [overload("(Tensor input)", (x) => named("frexp", ["mantissa", "exponent"], rounding.frexp(x)))],
  },
  relu: unary(clamping.relu),
  clamp: {
    overloads: [
      overload(
        "(Tensor input, Tensor? min=None, Tensor? max=None)",
        (x, a, b) => (a === null && b === null ? clamping.clamp(x, null, null) : clamping.clampTensor(x, a, b)),
        withOut,
      ),
      overload("(Tensor input, Scalar? min=None, Scalar? max=None)", (x, a, b) => clamping.clamp(x, a, b), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor? min=None, Tensor? max=None)", (x, a, b) =>
        a === null && b === null ? clamping.clamp.inplace(x, null, null) : clamping.clampTensor.inplace(x, a, b),
      ),
      overload("(Tensor input, Scalar? min=None, Scalar? max=None)", (x, a, b) => clamping.clamp.inplace(x, a, b)),
    ],
    aliases: ["clip"],
  },
  clamp_min: {
    overloads: [
      overload("(Tensor input, Tensor min)", (x, a) => clamping.clampMinTensor(x, a), withOut),
      overload("(Tensor input, Scalar min)", (x, a) => clamping.clampMin(x, a), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor min)", (x, a) => clamping.clampMinTensor.inplace(x, a)),
      overload("(Tensor input, Scalar min)", (x, a) => clamping.clampMin.inplace(x, a)),
    ],
  },
  clamp_max: {
    overloads: [
      overload("(Tensor input, Tensor max)", (x, a) => clamping.clampMaxTensor(x, a), withOut),
      overload("(Tensor input, Scalar max)", (x, a) => clamping.clampMax(x, a), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor max)", (x, a) => clamping.clampMaxTensor.inplace(x, a)),
      overload("(Tensor input, Scalar max)", (x, a) => clamping.clampMax.inplace(x, a)),
    ],
  },
  nan_to_num: {
    overloads: [
      overload(
        "(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)",
        (x, nan, high, low) => clamping.nanToNum(x, nan, high, low),
        withOut,
      ),
    ],
    inplace: [
      overload("(Tensor input, float? nan=None, float? posinf=None, float? neginf=None)", (x, nan, high, low) =>
        clamping.nanToNum.inplace(x, nan, high, low),
      ),
    ],
  },
  maximum: functionOfTensors(pairwise.maximum),
  minimum: functionOfTensors(pairwise.minimum),
  fmax: functionOfTensors(pairwise.fmax),
  fmin: functionOfTensors(pairwise.fmin),
  lerp: {
    overloads: [
      overload("(Tensor input, Tensor end, Tensor weight)", (x, y, w) => combining.lerp(x, y, w), withOut),
      overload("(Tensor input, Tensor end, Scalar weight)", (x, y, w) => combining.lerpScalar(x, y, w), withOut),
    ],
    inplace: [
      overload("(Tensor input, Tensor end, Tensor weight)", (x, y, w) => combining.lerp.inplace(x, y, w)),
      overload("(Tensor input, Tensor end, Scalar weight)", (x, y, w) => combining.lerpScalar.inplace(x, y, w)),
    ],
  },
  addcmul: {
    overloads: [
      overload(
        "(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)",
        (x, a, b, k) => combining.addcmul(x, a, b, k),
        { ...withOut, hasDeprecated: true },
      ),
    ],
    inplace: [
      overload(
        "(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)",
        (x, a, b, k) => combining.addcmul.inplace(x, a, b, k),
        { hasDeprecated: true },
      ),
    ],
  },
  addcdiv: {
    overloads: [
      overload(
        "(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)",
        (x, a, b, k) => combining.addcdiv(x, a, b, k),
        { ...withOut, hasDeprecated: true },
      ),
    ],
    inplace: [
      overload(
        "(Tensor input, Tensor tensor1, Tensor tensor2, *, Scalar value=1)",
        (x, a, b, k) => combining.addcdiv.inplace(x, a, b, k),
        { hasDeprecated: true },
      ),
    ],
  },
};
