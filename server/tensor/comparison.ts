/** Comparisons, logic, bits, and choosing between tensors. */

import { convert } from "./copy.ts";
import { bool, type DType, float64 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { type BinaryLoop, type ManyLoop, mapLoop, runBinary, runMany, runUnary, zipLoop } from "./loops.ts";
import { cppName } from "./matmul.ts";
import { type BinaryFunction, notImplemented, operand } from "./operation.ts";
import { resultType, resultTypeOf } from "./promotion.ts";
import type { Strided } from "./strided.ts";

function comparison(kernel: string, loop: BinaryLoop, complex?: BinaryLoop): BinaryFunction {
  return (a, b) => {
    const dtype = a.dtype === b.dtype ? a.dtype : comparisonType(a, b);
    if (dtype.lanes === 2) {
      if (complex === undefined) return notImplemented(kernel, dtype);
      return runBinary(complex, operand(a, dtype), operand(b, dtype), bool);
    }
    return runBinary(loop, operand(a, dtype), operand(b, dtype), bool);
  };
}

/**
 * Comparisons promote like arithmetic. A Python float against integers compares in the default dtype, as `resultType`
 * already says; an integer tensor against a Python int too large for it compares by value.
 */
function comparisonType(a: Strided, b: Strided): DType {
  return resultType(a, b);
}

export const eq = comparison(
  "eq_cpu",
  (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia] === b[ib] ? 1 : 0;
  },
  (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) {
      out[o + i] = a[2 * ia] === b[2 * ib] && a[2 * ia + 1] === b[2 * ib + 1] ? 1 : 0;
    }
  },
);
export const ne = comparison(
  "ne_cpu",
  (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia] === b[ib] ? 0 : 1;
  },
  (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) {
      out[o + i] = a[2 * ia] === b[2 * ib] && a[2 * ia + 1] === b[2 * ib + 1] ? 0 : 1;
    }
  },
);
export const lt = comparison("lt_cpu", (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! < b[ib]! ? 1 : 0;
});
export const le = comparison("le_cpu", (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! <= b[ib]! ? 1 : 0;
});
export const gt = comparison("gt_cpu", (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! > b[ib]! ? 1 : 0;
});
export const ge = comparison("ge_cpu", (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) out[o + i] = a[ia]! >= b[ib]! ? 1 : 0;
});

function truthOf(t: Strided): Strided {
  return convert(t, bool);
}
function logical(f: (x: number, y: number) => number): BinaryFunction {
  const loop = zipLoop(f);
  return (a, b) => runBinary(loop, truthOf(a), truthOf(b), bool);
}
export const logicalAnd = logical((x, y) => x & y);
export const logicalOr = logical((x, y) => x | y);
export const logicalXor = logical((x, y) => x ^ y);
const notLoop = mapLoop((x) => 1 - x);
export function logicalNot(a: Strided): Strided {
  return runUnary(notLoop, truthOf(a), bool);
}

/** JavaScript's bit operators see 32 bits; int64 values outside go through BigInt. */
function wide(small: (x: number, y: number) => number, big: (x: bigint, y: bigint) => bigint) {
  return (x: number, y: number): number =>
    x === (x | 0) && y === (y | 0) ? small(x, y) : Number(BigInt.asIntN(64, big(BigInt(x), BigInt(y))));
}
function bitwise(name: string, f: (x: number, y: number) => number): BinaryFunction {
  const loop = zipLoop(f);
  return (a, b) => {
    const dtype = resultType(a, b);
    if (dtype.category !== "int" && dtype !== bool) return notImplemented(`${name}_cpu`, dtype);
    return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
  };
}
export const bitwiseAnd = bitwise(
  "bitwise_and",
  wide(
    (x, y) => x & y,
    (x, y) => x & y,
  ),
);
export const bitwiseOr = bitwise(
  "bitwise_or",
  wide(
    (x, y) => x | y,
    (x, y) => x | y,
  ),
);
export const bitwiseXor = bitwise(
  "bitwise_xor",
  wide(
    (x, y) => x ^ y,
    (x, y) => x ^ y,
  ),
);

const bitsOf = (d: DType): number => d.itemsize * 8;
function shift(name: string, f: (x: number, y: number, bits: number) => number): BinaryFunction {
  return (a, b) => {
    const dtype = resultType(a, b);
    if (dtype.category !== "int") return notImplemented(`${name}_cpu`, dtype);
    const bits = bitsOf(dtype);
    return runBinary(
      zipLoop((x, y) => f(x, y, bits)),
      operand(a, dtype),
      operand(b, dtype),
      dtype,
    );
  };
}
/** Shifts by a negative or too large count give 0, or the sign for a right shift. */
export const bitwiseLeftShift = shift("lshift", (x, y, bits) =>
  y < 0 || y >= bits ? 0 : bits === 64 ? Number(BigInt.asIntN(64, BigInt(x) << BigInt(y))) : x << y,
);
export const bitwiseRightShift = shift("rshift", (x, y, bits) => {
  const count = y < 0 || y >= bits ? bits - 1 : y;
  return Math.floor(x / 2 ** count);
});
const invertLoop = mapLoop((x) => -x - 1);
export function bitwiseNot(a: Strided): Strided {
  if (a.dtype === bool) return runUnary(notLoop, a, bool);
  if (a.dtype.category !== "int") return notImplemented("bitwise_not_cpu", a.dtype);
  return runUnary(invertLoop, a, a.dtype);
}

const whereLoop: ManyLoop = (out, o, operands, at, step, n) => {
  const [c, a, b] = operands as [Uint8Array, Float32Array, Float32Array];
  let [ic, ia, ib] = at as [number, number, number];
  const [sc, sa, sb] = step as [number, number, number];
  for (let i = 0; i < n; i++, ic += sc, ia += sa, ib += sb) out[o + i] = c[ic] !== 0 ? a[ia]! : b[ib]!;
};
const wherePairs: ManyLoop = (out, o, operands, at, step, n) => {
  const [c, a, b] = operands as [Uint8Array, Float32Array, Float32Array];
  let [ic, ia, ib] = at as [number, number, number];
  const [sc, sa, sb] = step as [number, number, number];
  for (let i = 0; i < n; i++, ic += sc, ia += sa, ib += sb) {
    const source = c[ic] !== 0 ? a : b;
    const k = c[ic] !== 0 ? ia : ib;
    out[2 * (o + i)] = source[2 * k]!;
    out[2 * (o + i) + 1] = source[2 * k + 1]!;
  }
};
/** `torch.where(condition, a, b)`: operands are promoted and broadcast together. */
export function where(condition: Strided, a: Strided, b: Strided): Strided {
  if (condition.dtype !== bool && condition.dtype.name !== "uint8") {
    throw new TorchError(
      "RuntimeError",
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype.scalarName}`,
    );
  }
  const dtype = resultType(a, b);
  return runMany(dtype.lanes === 2 ? wherePairs : whereLoop, [condition, operand(a, dtype), operand(b, dtype)], dtype);
}

/** A bound of `clamp`: nothing, a Python number, or a tensor. */
export type Bound = Strided | undefined;

const clampLoop: ManyLoop = (out, o, operands, at, step, n) => {
  const [a, low, high] = operands as [Float32Array, Float32Array, Float32Array];
  let [ia, il, ih] = at as [number, number, number];
  const [sa, sl, sh] = step as [number, number, number];
  for (let i = 0; i < n; i++, ia += sa, il += sl, ih += sh) {
    const x = a[ia]!;
    const lo = low[il]!;
    const hi = high[ih]!;
    // NaN in the value or in a tensor bound goes through.
    const atLeast = x !== x || x > lo ? x : lo;
    out[o + i] = atLeast !== atLeast || atLeast < hi ? atLeast : hi;
  }
};
const atLeastLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) {
    const x = a[ia]!;
    const y = b[ib]!;
    out[o + i] = x !== x || x > y ? x : y;
  }
};
const atMostLoop: BinaryLoop = (out, o, a, ia, sa, b, ib, sb, n) => {
  for (let i = 0; i < n; i++, ia += sa, ib += sb) {
    const x = a[ia]!;
    const y = b[ib]!;
    out[o + i] = x !== x || x < y ? x : y;
  }
};

/** `torch.clamp(a, min, max)`; bounds are wrapped numbers or tensors. min > max gives max. */
export function clamp(a: Strided, min: Bound, max: Bound): Strided {
  if (min === undefined && max === undefined) {
    throw new TorchError("RuntimeError", "torch.clamp: At least one of 'min' or 'max' must not be None");
  }
  const operands = [a, min, max].filter((t): t is Strided => t !== undefined);
  const dtype = resultTypeOf(operands);
  if (dtype.lanes === 2) throw new TorchError("NotImplementedError", "clamp is not supported for complex types");
  if (dtype === bool && min !== undefined && max !== undefined) return notImplemented("clamp_cpu", dtype);
  const x = operand(a, dtype);
  // A NaN bound makes every element NaN: the comparisons above keep it only when it is the second operand.
  if (min !== undefined && max !== undefined) {
    return runMany(clampLoop, [x, operand(min, dtype), operand(max, dtype)], dtype);
  }
  if (min !== undefined) return runBinary(atLeastLoop, x, operand(min, dtype), dtype);
  return runBinary(atMostLoop, x, operand(max!, dtype), dtype);
}

/** `torch.isclose`: |a - b| <= atol + rtol * |b|, equal infinities are close. */
export function isclose(a: Strided, b: Strided, rtol = 1e-5, atol = 1e-8, equalNan = false): Strided {
  if (a.dtype !== b.dtype) {
    throw new TorchError("RuntimeError", `${a.dtype.scalarName} did not match ${b.dtype.scalarName}`);
  }
  const round = a.dtype === float64 ? (x: number) => x : Math.fround;
  const close = (x: number, y: number): number => {
    if (x === y) return 1;
    if (equalNan && x !== x && y !== y) return 1;
    if (rtol === 0 && atol === 0) return 0;
    const allowed = round(atol + Math.abs(round(rtol * y)));
    const actual = Math.abs(round(x - y));
    return Number.isFinite(actual) && actual <= allowed ? 1 : 0;
  };
  if (a.dtype.lanes === 2) {
    const loop: BinaryLoop = (out, o, p, ia, sa, q, ib, sb, n) => {
      for (let i = 0; i < n; i++, ia += sa, ib += sb) {
        const dr = p[2 * ia]! - q[2 * ib]!;
        const di = p[2 * ia + 1]! - q[2 * ib + 1]!;
        const difference = Math.hypot(dr, di);
        const allowed = atol + rtol * Math.hypot(q[2 * ib]!, q[2 * ib + 1]!);
        out[o + i] = (dr === 0 && di === 0) || (Number.isFinite(difference) && difference <= allowed) ? 1 : 0;
      }
    };
    return runBinary(loop, a, b, bool);
  }
  return runBinary(zipLoop(close), a, b, bool);
}

/** `torch.equal`: same shape and same elements; dtypes must agree. */
export function equal(a: Strided, b: Strided): boolean {
  if (a.shape.length !== b.shape.length) return false;
  for (let d = 0; d < a.shape.length; d++) if (a.shape[d] !== b.shape[d]) return false;
  if (a.dtype !== b.dtype) {
    throw new TorchError(
      "RuntimeError",
      `Expected object of data type ${a.dtype.scalarName.toLowerCase()} but got data type ${b.dtype.scalarName.toLowerCase()} for argument #2 'other' in call to equal`,
    );
  }
  const same = eq(a, b).storage.data;
  for (let i = 0; i < same.length; i++) if (same[i] === 0) return false;
  return true;
}

/** `torch.masked_fill(a, mask, value)`: dtype of `a`; the value must fit its category. */
export function maskedFill(a: Strided, mask: Strided, value: Strided): Strided {
  if (mask.dtype !== bool) {
    throw new TorchError(
      "RuntimeError",
      `masked_fill_ only supports boolean masks, but got mask with dtype ${cppName(mask.dtype)}`,
    );
  }
  if (value.shape.length > 0) {
    throw new TorchError(
      "RuntimeError",
      `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.shape.length} dimension(s).`,
    );
  }
  const { dtype } = a;
  return runMany(dtype.lanes === 2 ? wherePairs : whereLoop, [mask, convert(value, dtype), a], dtype);
}

/** `torch.heaviside`: dtypes must agree. */
export function heaviside(a: Strided, values: Strided): Strided {
  if (a.dtype.lanes === 2 || values.dtype.lanes === 2) {
    throw new TorchError("RuntimeError", "heaviside is not yet implemented for complex tensors.");
  }
  if (a.dtype !== values.dtype) {
    throw new TorchError("RuntimeError", "heaviside is not yet implemented for tensors with different dtypes.");
  }
  return runBinary(
    zipLoop((x, y) => (x === 0 ? y : x > 0 ? 1 : x !== x ? 0 : 0)),
    a,
    values,
    a.dtype,
  );
}
