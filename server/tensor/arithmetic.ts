/** Arithmetic on tensors: sums, products, quotients, remainders, powers, maximum and minimum. */

import { cadd, cdiv, cmul, cpow, csub } from "./complexMath.ts";
import { clone } from "./copy.ts";
import { bool, type DType, float64 } from "./dtype.ts";
import { reciprocal, rsqrt, sqrt, trunc } from "./elementary.ts";
import { TorchError } from "./errors.ts";
import { type BinaryLoop, mapLoop, runBinary, runUnary, scalarResult, type UnaryLoop, zipLoop } from "./loops.ts";
import { type BinaryFunction, binary, complexZipLoop, constantLike, notImplemented, operand } from "./operation.ts";
import { isReduced, resultType } from "./promotion.ts";
import type { Strided } from "./strided.ts";

const f32 = Math.fround;

const addLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! + b[ib]!;
};
const subLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! - b[ib]!;
};
const mulLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! * b[ib]!;
};
const divLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! / b[ib]!;
};

/** A Python number given as `alpha`, and whether it was written as a float. */
export interface Alpha {
  readonly value: number;
  readonly kind: "bool" | "int" | "float";
}

function checkAlpha(dtype: DType, alpha: Alpha): void {
  if (alpha.kind === "bool" && dtype !== bool) {
    throw new TorchError("RuntimeError", "Boolean alpha only supported for Boolean results.");
  }
  if (alpha.kind === "float" && (dtype.category === "int" || dtype.category === "bool")) {
    throw new TorchError(
      "RuntimeError",
      "For integral input tensors, argument alpha must not be a floating point number.",
    );
  }
}

const plainAdd = binary({
  kernel: "add_stub",
  f: (x, y) => x + y,
  loop: addLoop,
  bool: (x, y) => x | y,
  complex: cadd,
});

/** `a + alpha * b`. The product is not rounded before the sum (PyTorch fuses them). */
export function add(a: Strided, b: Strided, alpha?: Alpha): Strided {
  if (alpha === undefined || (alpha.value === 1 && alpha.kind === "int")) return plainAdd(a, b);
  const dtype = resultType(a, b);
  checkAlpha(dtype, alpha);
  const k = alpha.value;
  if (dtype.lanes === 2) {
    const loop = complexZipLoop((ar, ai, br, bi) => cadd(ar, ai, k * br, k * bi));
    return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
  }
  if (dtype === float64) {
    return runBinary(
      zipLoop((x, y) => fusedMultiplyAdd(k, y, x)),
      operand(a, dtype),
      operand(b, dtype),
      dtype,
    );
  }
  const scale = dtype.category === "float" ? f32(k) : k;
  if (isReduced(dtype)) {
    // The factor and the product are rounded to the half type.
    const { cast } = dtype;
    const factor = cast(k);
    const loop = zipLoop((x, y) => x + cast(factor * y));
    return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
  }
  const f =
    dtype === bool
      ? (x: number, y: number) => x | (k !== 0 ? y : 0)
      : dtype.itemsize === 4 && dtype.category === "int"
        ? (x: number, y: number) => x + Math.imul(scale, y)
        : (x: number, y: number) => x + scale * y;
  return runBinary(zipLoop(f), operand(a, dtype), operand(b, dtype), dtype);
}

/**
 * a*b + c in double with (almost always) one rounding: the error of the product is computed exactly by splitting
 * (Dekker and Veltkamp), and the error of the sum by Knuth's two-sum.
 */
export function fusedMultiplyAdd(a: number, b: number, c: number): number {
  const p = a * b;
  if (!Number.isFinite(p + c) || Math.abs(p) > 1e290 || Math.abs(p) < 1e-280) return p + c;
  const [ah, al] = [split(a), a - split(a)];
  const [bh, bl] = [split(b), b - split(b)];
  const e = al * bl - (p - ah * bh - al * bh - ah * bl);
  const s = p + c;
  const t = s - p;
  return s + (p - (s - t) + (c - t) + e);
}
function split(x: number): number {
  const t = 134217729 * x;
  return t - (t - x);
}

const plainSub = binary({
  kernel: "sub_stub",
  f: (x, y) => x - y,
  loop: subLoop,
  complex: csub,
});

function checkSub(a: Strided, b: Strided): void {
  if (a.dtype !== bool && b.dtype !== bool) return;
  if (a.dtype === bool && b.dtype === bool) {
    throw new TorchError(
      "RuntimeError",
      "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.",
    );
  }
  throw new TorchError(
    "RuntimeError",
    "Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
  );
}

/** `a - alpha * b`; bool operands are refused. */
export function sub(a: Strided, b: Strided, alpha?: Alpha): Strided {
  checkSub(a, b);
  if (alpha === undefined || (alpha.value === 1 && alpha.kind === "int")) return plainSub(a, b);
  return add(a, b, { value: -alpha.value, kind: alpha.kind });
}

export const mul: BinaryFunction = binary({
  kernel: "mul_cpu",
  f: (x, y) => x * y,
  loop: mulLoop,
  int32: Math.imul,
  bool: (x, y) => x & y,
  complex: cmul,
  wideScalar: true,
});

const trueDivide = binary({
  kernel: "div_true_cpu",
  f: (x, y) => x / y,
  loop: divLoop,
  complex: cdiv,
  toFloat: true,
  wideScalar: true,
});

function zeroDivision(): never {
  throw new TorchError("RuntimeError", "ZeroDivisionError");
}

/** floor(x / y) from the exact remainder, so that it agrees with {@link remainder}; Python's rule. */
function floorDivideIn(round: (x: number) => number): (x: number, y: number) => number {
  return (x, y) => {
    if (y === 0) return x / y;
    const mod = x % y;
    let quotient = round(round(x - mod) / y);
    if (mod !== 0 && y < 0 !== mod < 0) quotient = round(quotient - 1);
    if (quotient === 0) return x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
    const floor = Math.floor(quotient);
    return quotient - floor > 0.5 ? floor + 1 : floor;
  };
}
const identity = (x: number): number => x;

const divTrunc = binary({
  kernel: "div_trunc_cpu",
  f: (x, y) => Math.trunc(x / y),
  single: (x, y) => Math.trunc(f32(x / y)),
  int: (x, y) => (y === 0 ? zeroDivision() : Math.trunc(x / y) + 0),
  noBool: true,
});
const divFloor = binary({
  kernel: "div_floor_cpu",
  f: floorDivideIn(identity),
  single: floorDivideIn(f32),
  int: (x, y) => (y === 0 ? zeroDivision() : Math.floor(x / y) + 0),
  noBool: true,
});

/** `torch.div(a, b, rounding_mode=…)`; without a mode integers divide to floats. */
export function div(a: Strided, b: Strided, roundingMode?: string): Strided {
  if (roundingMode === undefined) return trueDivide(a, b);
  if (roundingMode === "trunc") {
    // Half types round the quotient before it is truncated.
    return isReduced(resultType(a, b)) ? trunc(trueDivide(a, b)) : divTrunc(a, b);
  }
  if (roundingMode === "floor") return divFloor(a, b);
  throw new TorchError(
    "RuntimeError",
    `div expected rounding_mode to be one of None, 'trunc', or 'floor' but found '${roundingMode}'`,
  );
}

/** `a // b`. */
export const floorDivide: BinaryFunction = divFloor;

/** Python's modulo: the sign of the divisor. */
export const remainder: BinaryFunction = binary({
  kernel: "remainder_cpu",
  f: (x, y) => {
    const mod = x % y;
    return mod !== 0 && y < 0 !== mod < 0 ? mod + y : mod;
  },
  int: (x, y) => {
    if (y === 0) zeroDivision();
    const mod = x % y;
    return (mod !== 0 && y < 0 !== mod < 0 ? mod + y : mod) + 0;
  },
  noBool: true,
});

/** C's modulo: the sign of the dividend. */
export const fmod: BinaryFunction = binary({
  kernel: "fmod_cpu",
  f: (x, y) => x % y,
  int: (x, y) => (y === 0 ? zeroDivision() : (x % y) + 0),
  noBool: true,
});

/** C's `pow`, which differs from JavaScript's at 1 and at -1 to an infinite power. */
export function powNumber(x: number, y: number): number {
  if (x === 1) return 1;
  if (x === -1 && (y === Infinity || y === -Infinity)) return 1;
  return x ** y;
}

function intPow(x: number, y: number, wrap: (x: number) => number): number {
  if (y < 0) {
    if (x === 1) return 1;
    if (x === -1) return y % 2 === 0 ? 1 : -1;
    return 0;
  }
  let result = 1;
  let base = x;
  let n = y;
  while (n > 0) {
    if (n % 2 === 1) result = wrap(result * base);
    n = Math.floor(n / 2);
    if (n > 0) base = wrap(base * base);
  }
  return result;
}
function imulPow(x: number, y: number): number {
  if (y < 0) return intPow(x, y, identity);
  let result = 1;
  let base = x;
  for (let n = y; n > 0; n = Math.floor(n / 2)) {
    if (n % 2 === 1) result = Math.imul(result, base);
    base = Math.imul(base, base);
  }
  return result;
}
/** Small widths fit doubles; int64 refuses what leaves the exact range. */
function powLoopFor(dtype: DType): BinaryLoop {
  return zipLoop(dtype.itemsize === 4 ? imulPow : (x, y) => intPow(x, y, dtype.cast));
}

const powTensors = binary({ kernel: "pow", f: powNumber, complex: cpow });

const squareLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) {
    const x = a[ia]!;
    out[o + i] = x * x;
  }
};

/**
 * `a ** b`. A Python number as exponent takes the short cuts that PyTorch takes (square, cube, roots, reciprocal), each
 * rounded as there; a negative integer power of integers is refused.
 */
export function pow(a: Strided, b: Strided): Strided {
  const dtype = resultType(a, b);
  if (b.isWrappedNumber && !a.isWrappedNumber && dtype.lanes === 1) {
    const e = b.data[b.offset]!;
    if ((dtype.category === "int" || dtype.category === "bool") && e < 0) {
      throw new TorchError("RuntimeError", "Integers to negative integer powers are not allowed.");
    }
    const x = operand(a, dtype);
    if (e === 0) return constantLike(a, 1, dtype);
    if (e === 1) return clone(x);
    if (dtype.category === "float") {
      if (x.shape.length === 0 && e === 2) {
        const v = x.storage.data[x.offset]!;
        return scalarResult(v * v, dtype);
      }
      switch (e) {
        case 0.5:
          return sqrt(x);
        case -0.5:
          return rsqrt(x);
        case -1:
          return reciprocal(x);
        case 2:
          return runUnary(squareLoop, x, dtype);
        case 3:
          return runUnary(mapLoop(dtype === float64 ? (v) => v * v * v : (v) => f32(v * v) * v), x, dtype);
        case -2:
          return runUnary(mapLoop(dtype === float64 ? (v) => 1 / (v * v) : (v) => 1 / f32(v * v)), x, dtype);
        default:
          break;
      }
    }
  }
  if (b.isWrappedNumber && !a.isWrappedNumber && dtype.lanes === 2 && (b.dtype.lanes === 1 || b.data[1] === 0)) {
    const x = operand(a, dtype);
    switch (b.data[b.offset]!) {
      case 0:
        return constantLike(a, 1, dtype);
      case 1:
        return clone(x);
      case 0.5:
        return sqrt(x);
      case -0.5:
        return rsqrt(x);
      case -1:
        return reciprocal(x);
      case 2:
        return mul(x, x);
      case 3:
        return mul(mul(x, x), x);
      case -2:
        return reciprocal(mul(x, x));
      default:
        break;
    }
  }
  if (a.isWrappedNumber && a.dtype.lanes === 1 && a.data[a.offset] === 1) return constantLike(b, 1, dtype);
  if (dtype.category === "bool") return notImplemented("pow", dtype);
  if (dtype.category === "int") return runBinary(powLoopFor(dtype), operand(a, dtype), operand(b, dtype), dtype);
  return powTensors(a, b);
}

function realOnly(name: string, f: BinaryFunction): BinaryFunction {
  return (a, b) => {
    if (a.dtype.lanes === 2 || b.dtype.lanes === 2) {
      throw new TorchError("RuntimeError", `${name} not implemented for complex tensors.`);
    }
    return f(a, b);
  };
}

const maximumLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) {
    const x = a[ia]!;
    const y = b[ib]!;
    out[o + i] = x !== x || x > y ? x : y;
  }
};
const realMaximum = binary({
  kernel: "maximum_cpu",
  f: (x, y) => (x !== x || x > y ? x : y),
  loop: maximumLoop,
});
const realMinimum = binary({
  kernel: "minimum_cpu",
  f: (x, y) => (x !== x || x < y ? x : y),
});
/** NaN wins. */
export const maximum: BinaryFunction = realOnly("maximum", realMaximum);
export const minimum: BinaryFunction = realOnly("minimum", realMinimum);
/** NaN loses. */
export const fmax: BinaryFunction = realOnly(
  "fmax",
  binary({ kernel: "fmax_cpu", f: (x, y) => (y !== y || x >= y ? x : y) }),
);
export const fmin: BinaryFunction = realOnly(
  "fmin",
  binary({ kernel: "fmin_cpu", f: (x, y) => (y !== y || x <= y ? x : y) }),
);
