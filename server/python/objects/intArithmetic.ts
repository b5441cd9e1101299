/**
 * Exact integer arithmetic on the two host forms of a Python int. Every function takes normalised ints and returns one:
 * a `number` when it is a safe integer, else a `bigint`; never -0.
 */
import { budget } from "../budget.ts";
import { BudgetExceeded } from "./errors.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";

export type Int = number | bigint;

const MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** The normal form of an integer. */
export function normalise(n: bigint): Int {
  return n <= MAX && n >= -MAX ? Number(n) : n;
}

/** The normal form of an integral JavaScript number of any size. */
export function fromNumber(n: number): Int {
  return Number.isSafeInteger(n) ? n + 0 : normalise(BigInt(n));
}

export function add(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a + b;
    if (Number.isSafeInteger(r)) return r;
  }
  return normalise(BigInt(a) + BigInt(b));
}

export function subtract(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a - b;
    if (Number.isSafeInteger(r)) return r;
  }
  return normalise(BigInt(a) - BigInt(b));
}

export function multiply(a: Int, b: Int): Int {
  if (typeof a === "number" && typeof b === "number") {
    const r = a * b;
    if (Number.isSafeInteger(r)) return r + 0;
  } else {
    const bits = bitLength(a) + bitLength(b);
    budget.allocate(bits / 8);
    if (bits > 1e6) budget.charge(bits / 1000);
  }
  return normalise(BigInt(a) * BigInt(b));
}

export function negate(a: Int): Int {
  return typeof a === "number" ? 0 - a : normalise(-a);
}

export function absolute(a: Int): Int {
  return a < 0 ? negate(a) : a;
}

export function compareInts(a: Int, b: Int): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rounds toward negative infinity. ZeroDivisionError as CPython words it for the operator. */
export function floorDivide(a: Int, b: Int): Int {
  if (b === 0) raiseError(exceptionTypes.ZeroDivisionError, "integer division or modulo by zero");
  if (typeof a === "number" && typeof b === "number") {
    const remainder = modNumber(a, b);
    return (a - remainder) / b + 0 === Math.trunc((a - remainder) / b) && Number.isSafeInteger(a - remainder)
      ? (a - remainder) / b + 0
      : bigFloorDivide(BigInt(a), BigInt(b));
  }
  return bigFloorDivide(BigInt(a), BigInt(b));
}

function bigFloorDivide(a: bigint, b: bigint): Int {
  const q = a / b;
  return normalise(a % b !== 0n && a < 0n !== b < 0n ? q - 1n : q);
}

function modNumber(a: number, b: number): number {
  const r = a % b;
  return r !== 0 && r < 0 !== b < 0 ? r + b : r + 0;
}

/** The remainder has the divisor's sign. */
export function modulo(a: Int, b: Int): Int {
  if (b === 0) raiseError(exceptionTypes.ZeroDivisionError, "integer modulo by zero");
  if (typeof a === "number" && typeof b === "number") return modNumber(a, b);
  const y = BigInt(b);
  const r = BigInt(a) % y;
  return normalise(r !== 0n && r < 0n !== y < 0n ? r + y : r);
}

export function bitLength(a: Int): number {
  if (typeof a === "number") {
    const m = Math.abs(a);
    if (m < 2 ** 31) return 32 - Math.clz32(m);
    return 32 + (32 - Math.clz32(Math.floor(m / 2 ** 32)));
  }
  const m = a < 0n ? -a : a;
  const hex = m.toString(16);
  return (hex.length - 1) * 4 + (32 - Math.clz32(Number.parseInt(hex[0]!, 16)));
}

/** `a ** b` for `b >= 0`. */
export function power(a: Int, b: Int): Int {
  if (b === 0) return 1;
  if (a === 0 || a === 1) return a;
  if (a === -1) return BigInt(b) % 2n === 0n ? 1 : -1;
  if (typeof b === "bigint") {
    budget.allocate(Number.POSITIVE_INFINITY);
    return raiseError(exceptionTypes.MemoryError);
  }
  const bits = (bitLength(a) - 1) * b;
  if (bits < 52) {
    const r = Number(a) ** b;
    if (Number.isSafeInteger(r)) return exactPower(Number(a), b);
  }
  budget.allocate(bits / 8);
  budget.charge(Math.ceil(bits / 1000));
  // The host's power cannot be interrupted: refuse what it would take seconds for.
  if (bits > 2 ** 25) throw new BudgetExceeded("time", `stopped: a power of ${Math.round(bits)} bits`);
  return normalise(BigInt(a) ** BigInt(b));
}

/** By squaring, so that no step rounds: `Math.pow` is allowed an error in the last place. */
function exactPower(a: number, b: number): number {
  let result = 1;
  let base = a;
  let n = b;
  while (n > 0) {
    if (n & 1) result *= base;
    n >>= 1;
    if (n > 0) base *= base;
  }
  return result;
}

/** `pow(a, b, m)`, with the modular inverse for a negative exponent. */
export function powerModulo(a: Int, b: Int, m: Int): Int {
  if (m === 0) raiseError(exceptionTypes.ValueError, "pow() 3rd argument cannot be 0");
  const modulus = BigInt(m);
  const n = modulus < 0n ? -modulus : modulus;
  let base = BigInt(a);
  let exponent = BigInt(b);
  if (exponent < 0n) {
    base = inverse(base, n);
    exponent = -exponent;
  }
  budget.charge(bitLength(normalise(exponent)));
  let result = 1n % n;
  base = ((base % n) + n) % n;
  while (exponent > 0n) {
    if (exponent & 1n) result = (result * base) % n;
    exponent >>= 1n;
    if (exponent > 0n) base = (base * base) % n;
  }
  return normalise(modulus < 0n && result !== 0n ? result + modulus : result);
}

function inverse(a: bigint, n: bigint): bigint {
  let [r0, r1] = [n, ((a % n) + n) % n];
  let [t0, t1] = [0n, 1n];
  while (r1 !== 0n) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  if (r0 !== 1n) raiseError(exceptionTypes.ValueError, "base is not invertible for the given modulus");
  return ((t0 % n) + n) % n;
}

export function shiftLeft(a: Int, b: Int): Int {
  if (b < 0) raiseError(exceptionTypes.ValueError, "negative shift count");
  if (a === 0) return 0;
  if (typeof b === "bigint") return raiseError(exceptionTypes.OverflowError, "too many digits in integer");
  if (typeof a === "number" && b < 53) {
    const r = a * 2 ** b;
    if (Number.isSafeInteger(r)) return r;
  }
  budget.allocate((bitLength(a) + b) / 8);
  if (b > 2 ** 30) raiseError(exceptionTypes.MemoryError);
  return normalise(BigInt(a) << BigInt(b));
}

export function shiftRight(a: Int, b: Int): Int {
  if (b < 0) raiseError(exceptionTypes.ValueError, "negative shift count");
  if (typeof a === "number" && typeof b === "number") {
    return b > 53 ? (a < 0 ? -1 : 0) : Math.floor(a / 2 ** b) + 0;
  }
  if (typeof b === "bigint" || b > bitLength(a)) return a < 0 ? -1 : 0;
  return normalise(BigInt(a) >> BigInt(b));
}

function isInt32(a: Int): a is number {
  return typeof a === "number" && (a | 0) === a;
}

export function and(a: Int, b: Int): Int {
  return isInt32(a) && isInt32(b) ? a & b : normalise(BigInt(a) & BigInt(b));
}

export function or(a: Int, b: Int): Int {
  return isInt32(a) && isInt32(b) ? a | b : normalise(BigInt(a) | BigInt(b));
}

export function xor(a: Int, b: Int): Int {
  return isInt32(a) && isInt32(b) ? a ^ b : normalise(BigInt(a) ^ BigInt(b));
}

export function invert(a: Int): Int {
  return subtract(negate(a), 1);
}

/** The nearest double, ties to even; Infinity when it does not fit. */
export function toDouble(a: Int): number {
  // Number(bigint) rounds to nearest, ties to even, by specification.
  return Number(a);
}

/** `a / b`, correctly rounded whatever the sizes. OverflowError when the quotient does not fit a double. */
export function trueDivide(a: Int, b: Int): number {
  if (b === 0) raiseError(exceptionTypes.ZeroDivisionError, "division by zero");
  if (typeof a === "number" && typeof b === "number") return a / b;
  // The sign of a zero quotient is that of the signs' product, zero counting as positive.
  if (a === 0) return b < 0 ? -0 : 0;
  const isNegative = a < 0 !== b < 0;
  const x = BigInt(absolute(a));
  const y = BigInt(absolute(b));
  const q = divideRounded(x, y);
  if (!Number.isFinite(q)) raiseError(exceptionTypes.OverflowError, "integer division result too large for a float");
  return isNegative ? -q : q;
}

/** The double nearest to `x / y` for positive `x`, `y`, ties to even; Infinity on overflow. */
export function divideRounded(x: bigint, y: bigint): number {
  // Scale so that the quotient has at least 55 bits more than any double keeps, then fold the rest into a sticky bit.
  let exponent = bitLength(normalise(x)) - bitLength(normalise(y));
  if (exponent > 1025) return Number.POSITIVE_INFINITY;
  if (exponent < -1077) return 0;
  // The result lies in (2^(exponent-1), 2^(exponent+1)); its last place is at 2^(exponent-53) or the subnormal limit.
  const lastPlace = Math.max(exponent - 55, -1076);
  const numerator = lastPlace < 0 ? x << BigInt(-lastPlace) : x;
  const denominator = lastPlace > 0 ? y << BigInt(lastPlace) : y;
  let q = numerator / denominator;
  if (q * denominator !== numerator) q |= 1n;
  exponent = lastPlace;
  // q has at most 57 bits; subnormal results need the rounding at a fixed place.
  return scale(q, exponent);
}

/** `q * 2**exponent` as a double, rounded once (ties to even); the last bit of q may be sticky. */
function scale(q: bigint, exponent: number): number {
  const bits = q === 0n ? 0 : q.toString(2).length;
  const keep = Math.min(53, bits + exponent + 1074);
  if (keep < 0) return 0;
  const drop = bits - keep;
  let mantissa = q;
  if (drop > 0) {
    const half = 1n << BigInt(drop - 1);
    const rest = q & ((1n << BigInt(drop)) - 1n);
    mantissa = q >> BigInt(drop);
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa += 1n;
  }
  const shift = exponent + Math.max(0, drop);
  const m = Number(mantissa);
  // Two factors, each a power of two in range, so that neither step rounds.
  if (shift >= -1074 && shift <= 1023) return m * 2 ** shift;
  const first = Math.trunc(shift / 2);
  return m * 2 ** first * 2 ** (shift - first);
}
