/** Arithmetic of doubles where Python's rules are not JavaScript's: division by zero, floors, powers, rounding. */

import { complexPower, PyComplex } from "./complex.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { PyFloat, type PyValue } from "./value.ts";

export function floatDivide(x: number, y: number): number {
  if (y === 0) raiseError(exceptionTypes.ZeroDivisionError, "float division by zero");
  return x / y;
}

/** The remainder has the divisor's sign; a zero too. */
export function floatModulo(x: number, y: number): number {
  if (y === 0) raiseError(exceptionTypes.ZeroDivisionError, "float modulo");
  return divmodParts(x, y)[1];
}

export function floatFloorDivide(x: number, y: number): number {
  if (y === 0) raiseError(exceptionTypes.ZeroDivisionError, "float floor division by zero");
  return divmodParts(x, y)[0];
}

export function floatDivmod(x: number, y: number): [number, number] {
  if (y === 0) raiseError(exceptionTypes.ZeroDivisionError, "float divmod()");
  return divmodParts(x, y);
}

/** Quotient and remainder, the remainder first and exactly, as C's fmod gives it. */
function divmodParts(x: number, y: number): [number, number] {
  let remainder = x % y;
  let quotient = (x - remainder) / y;
  if (remainder !== 0) {
    if (y < 0 !== remainder < 0) {
      remainder += y;
      quotient -= 1;
    }
  } else if (!Number.isNaN(remainder)) remainder = y < 0 ? -0 : 0;
  if (quotient !== 0) {
    let floor = Math.floor(quotient);
    if (quotient - floor > 0.5) floor += 1;
    quotient = floor;
  } else quotient = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  return [quotient, remainder];
}

/** `x ** y`; a complex number when a negative base meets a fraction. */
export function floatPower(x: number, y: number): PyValue {
  if (y === 0) return new PyFloat(1);
  if (Number.isNaN(x)) return new PyFloat(x);
  if (Number.isNaN(y)) return new PyFloat(x === 1 ? 1 : y);
  if (!Number.isFinite(y)) {
    const m = Math.abs(x);
    if (m === 1) return new PyFloat(1);
    return new PyFloat(y > 0 === m > 1 ? Number.POSITIVE_INFINITY : 0);
  }
  if (!Number.isFinite(x)) {
    const isOdd = Math.abs(y) % 2 === 1;
    if (y > 0) return new PyFloat(isOdd ? x : Math.abs(x));
    return new PyFloat(isOdd ? (x < 0 ? -0 : 0) : 0);
  }
  if (x === 0) {
    if (y < 0) raiseError(exceptionTypes.ZeroDivisionError, "0.0 cannot be raised to a negative power");
    return new PyFloat(Math.abs(y) % 2 === 1 ? x : 0);
  }
  if (x < 0 && !Number.isInteger(y)) return complexPower(new PyComplex(x, 0), new PyComplex(y, 0));
  if (x === 1) return new PyFloat(1);
  if (x === -1) return new PyFloat(Math.abs(y) % 2 === 1 ? -1 : 1);
  const r = correctedPower(x, y);
  if (!Number.isFinite(r)) raiseWith(exceptionTypes.OverflowError, 34, "Numerical result out of range");
  return new PyFloat(r);
}

/**
 * `Math.pow` of V8 may be off by an ulp where C's `pow` (correct to within a hair of half an ulp) is not. The result is
 * recomputed with the double-double logarithm when it is not an easy case.
 */
export function correctedPower(x: number, y: number): number {
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5) return Math.sqrt(x);
  if (y === -1) return 1 / x;
  return precisePower(x, y);
}

function precisePower(x: number, y: number): number {
  const approx = x ** y;
  const magnitude = Math.abs(approx);
  if (magnitude === 0 || !Number.isFinite(approx) || magnitude < 1e-290 || magnitude > 1e290) return approx;
  // log2|x| in double-double, times y, then exp2 in double-double: about 100 bits, rounded once.
  const [lh, ll] = logDouble(Math.abs(x));
  const [ph, pl] = multiplyDouble(lh, ll, y);
  const r = expDouble(ph, pl);
  const signed = approx < 0 ? -r : r;
  // A recomputation that is further off than an ulp or two would be a defect here, not there.
  return Math.abs(signed - approx) <= Math.abs(approx) * 1e-14 ? signed : approx;
}

function twoSum(a: number, b: number): [number, number] {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function twoProduct(a: number, b: number): [number, number] {
  const p = a * b;
  const SPLIT = 134217729;
  const ta = SPLIT * a;
  const ah = ta - (ta - a);
  const al = a - ah;
  const tb = SPLIT * b;
  const bh = tb - (tb - b);
  const bl = b - bh;
  return [p, al * bl - (p - ah * bh - al * bh - ah * bl)];
}

function addDouble(ah: number, al: number, bh: number, bl: number): [number, number] {
  const [s, e] = twoSum(ah, bh);
  return twoSum(s, e + al + bl);
}

function multiplyDouble(ah: number, al: number, b: number): [number, number] {
  const [p, e] = twoProduct(ah, b);
  return twoSum(p, e + al * b);
}

function multiplyBoth(ah: number, al: number, bh: number, bl: number): [number, number] {
  const [p, e] = twoProduct(ah, bh);
  return twoSum(p, e + ah * bl + al * bh);
}

function divideDouble(ah: number, al: number, bh: number, bl: number): [number, number] {
  const q = ah / bh;
  const [p, e] = multiplyDouble(bh, bl, q);
  const [rh, rl] = addDouble(ah, al, -p, -e);
  return twoSum(q, (rh + rl) / bh);
}

const LN2_HIGH = Math.LN2;
const LN2_LOW = 2.3190468138462996e-17;

/** ln(x) for positive x, as a sum of two doubles: 2·artanh((m-1)/(m+1)) of the mantissa in [√½, √2), plus e·ln 2. */
function logDouble(x: number): [number, number] {
  let e = Math.floor(Math.log2(x));
  let m = x / 2 ** e;
  if (m > Math.SQRT2) {
    m /= 2;
    e += 1;
  }
  const [nh, nl] = twoSum(m, -1);
  const [dh, dl] = twoSum(m, 1);
  const [zh, zl] = divideDouble(nh, nl, dh, dl);
  const [sh, sl] = multiplyBoth(zh, zl, zh, zl);
  let [th, tl] = [0, 0];
  for (let k = 45; k >= 1; k -= 2) {
    const [ih, il] = divideDouble(1, 0, k, 0);
    const [mh, ml] = multiplyBoth(th, tl, sh, sl);
    [th, tl] = addDouble(mh, ml, ih, il);
  }
  const [ah, al] = multiplyBoth(2 * zh, 2 * zl, th, tl);
  const [bh, bl] = multiplyDouble(LN2_HIGH, LN2_LOW, e);
  return addDouble(bh, bl, ah, al);
}

/** ln(x) of a positive finite double, rounded once: `Math.log` may be off by an ulp where C's `log` is not. */
export function preciseLog(x: number): number {
  if (!(x > 2 ** -1000) || x === Number.POSITIVE_INFINITY) return Math.log(x);
  const [h, l] = logDouble(x);
  return h + l;
}

/** exp(h + l), rounded once at the end. */
function expDouble(h: number, l: number): number {
  const k = Math.round(h / LN2_HIGH);
  const [ph, pl] = multiplyDouble(LN2_HIGH, LN2_LOW, k);
  let [rh, rl] = addDouble(h, l, -ph, -pl);
  rh /= 256;
  rl /= 256;
  let [sh, sl] = [1, 0];
  for (let n = 12; n >= 1; n--) {
    const [qh, ql] = divideDouble(rh, rl, n, 0);
    const [mh, ml] = multiplyBoth(sh, sl, qh, ql);
    [sh, sl] = addDouble(mh, ml, 1, 0);
  }
  for (let i = 0; i < 8; i++) [sh, sl] = multiplyBoth(sh, sl, sh, sl);
  const half = Math.trunc(k / 2);
  return (sh + sl) * 2 ** half * 2 ** (k - half);
}
