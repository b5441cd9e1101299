/**
 * exp, log, sin, cos and powers, right to the last digit: the C library that CPython calls rounds almost always
 * correctly, the functions of JavaScript engines do not. Values are computed as the sum of two doubles and rounded once.
 */

/** An unevaluated sum; the second part is below half a unit in the last place of the first. */
type Pair = readonly [number, number];

const SPLIT = 134217729;

function twoSum(a: number, b: number): Pair {
  const s = a + b;
  const t = s - a;
  return [s, a - (s - t) + (b - t)];
}

function quick(a: number, b: number): Pair {
  const s = a + b;
  return [s, b - (s - a)];
}

function twoProduct(a: number, b: number): Pair {
  const p = a * b;
  const ca = SPLIT * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = SPLIT * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return [p, ah * bh - p + ah * bl + al * bh + al * bl];
}

function add(a: Pair, b: Pair): Pair {
  const [s, e] = twoSum(a[0], b[0]);
  const [t, f] = twoSum(a[1], b[1]);
  const [u, v] = quick(s, e + t);
  return quick(u, v + f);
}

function multiply(a: Pair, b: Pair): Pair {
  const [p, e] = twoProduct(a[0], b[0]);
  return quick(p, e + (a[0] * b[1] + a[1] * b[0]));
}

function divide(a: Pair, b: Pair): Pair {
  const q1 = a[0] / b[0];
  const r = add(a, multiply([-q1, 0], b));
  const q2 = r[0] / b[0];
  const r2 = add(r, multiply([-q2, 0], b));
  const q3 = r2[0] / b[0];
  return add(quick(q1, q2), [q3, 0]);
}

/** A fixed-point number with SCALE bits behind the point, below 2^100, as a pair. */
function pairOf(fixed: bigint): Pair {
  const unit = 2 ** 900;
  const n = fixed >> (SCALE - 900n);
  const high = Number(n);
  return [high / unit, Number(n - BigInt(high)) / unit];
}

/** log 2 = Σ 1/(k·2^k), and π by Machin's formula, as integers scaled by 2^SCALE. */
const SCALE = 1200n;
function computeLn2(): bigint {
  let sum = 0n;
  for (let k = 1n; k < SCALE; k++) sum += (1n << (SCALE - k)) / k;
  return sum;
}
function arctanInverse(n: bigint): bigint {
  let term = (1n << SCALE) / n;
  let sum = term;
  for (let k = 3n, sign = -1n; term > 0n; k += 2n, sign = -sign) {
    term /= n * n;
    sum += (sign * term) / k;
  }
  return sum;
}

interface Constants {
  readonly ln2: Pair;
  readonly piBig: bigint;
  readonly inverseFactorials: readonly Pair[];
}
let known: Constants | null = null;
function constants(): Constants {
  if (known !== null) return known;
  const ln2Big = computeLn2();
  const piBig = 4n * (4n * arctanInverse(5n) - arctanInverse(239n));
  const inverseFactorials: Pair[] = [[1, 0]];
  for (let k = 1; k < 30; k++) inverseFactorials.push(divide(inverseFactorials[k - 1]!, [k, 0]));
  known = { ln2: pairOf(ln2Big), piBig, inverseFactorials };
  return known;
}

/** Multiplies by 2^k without rounding twice where the result is normal. */
function scale(x: number, k: number): number {
  if (k > 1023) return x * 2 ** 1023 * 2 ** (k - 1023);
  if (k < -1022) return x * 2 ** -1022 * 2 ** (k + 1022);
  return x * 2 ** k;
}

/** e to the power of a pair, as a pair and a power of two. */
function expPair(x: Pair): { value: Pair; exponent: number } {
  const { ln2, inverseFactorials } = constants();
  const k = Math.round(x[0] / ln2[0]);
  const r = add(x, multiply([-k, 0], ln2));
  // Divided by 2^6 the series is short; the result is squared as often.
  const small: Pair = [r[0] / 64, r[1] / 64];
  let sum: Pair = [0, 0];
  for (let i = 14; i >= 1; i--) sum = multiply(add(sum, inverseFactorials[i]!), small);
  // sum = e^small − 1, and (1 + s)² − 1 = s·(2 + s) keeps the digits.
  for (let i = 0; i < 6; i++) sum = multiply(sum, add(sum, [2, 0]));
  return { value: add(sum, [1, 0]), exponent: k };
}

export function exactExp(x: number): number {
  if (x > 710 || x < -746 || Number.isNaN(x)) return Math.exp(x);
  if (x === 0) return 1;
  const { value, exponent } = expPair([x, 0]);
  return scale(value[0] + value[1], exponent);
}

/** The natural logarithm of a positive finite number: one Newton step from the engine's, in pairs. */
function logPair(x: number): Pair {
  const { ln2 } = constants();
  // x = m · 2^k with m around one.
  let m = x;
  let k = 0;
  if (m < 2.2250738585072014e-308) {
    m *= 2 ** 54;
    k = -54;
  }
  const exponent = Math.round(Math.log2(m));
  m = scale(m, -exponent);
  k += exponent;
  // log m = 2·artanh((m − 1)/(m + 1)) after a first guess y: log m = y + log(m·e^−y).
  const y = Math.log(m);
  const e = expPair([-y, 0]);
  const t = multiply([m, 0], [scale(e.value[0], e.exponent), scale(e.value[1], e.exponent)]);
  const d = add(t, [-1, 0]);
  // d is tiny: log(1 + d) = d − d²/2 + d³/3.
  const correction = add(d, multiply(multiply(d, d), [-0.5, 0]));
  return add(add([y, 0], correction), multiply([k, 0], ln2));
}

export function exactLog(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log(x);
  if (x === 1) return 0;
  const r = logPair(x);
  return r[0] + r[1];
}

export function exactLog2(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log2(x);
  const approx = Math.round(Math.log2(x));
  if (2 ** approx === x) return approx;
  const r = divide(logPair(x), constants().ln2);
  return r[0] + r[1];
}

/** log₁₀2 in two parts, of which multiples of the first by an exponent are exact, and log₁₀e. */
const LOG10_2 = [0.30102999566361177, 3.694239077158931e-13] as const;

/** x = m·2^k gives k·log₁₀2 + log₁₀m, summed from the smallest part as the C library does: the last digit is its own. */
export function exactLog10(x: number): number {
  if (!(x > 0) || x === Infinity) return Math.log10(x);
  const [half, exponent] = split(x);
  // m lies in [1, 2) for powers from 0 on and in [½, 1) below, so that the parts have one sign.
  const isSmall = exponent < 1;
  const k = isSmall ? exponent : exponent - 1;
  const m = isSmall ? half : 2 * half;
  const mantissa = Math.LOG10E * exactLog(m);
  return k * LOG10_2[1] + mantissa + k * LOG10_2[0];
}

/** x = m·2^e with m in [0.5, 1), for positive finite x. */
function split(x: number): [number, number] {
  let e = Math.max(-1023, Math.floor(Math.log2(x)) + 1);
  let m = scale(x, -e);
  while (m < 0.5) {
    m *= 2;
    e--;
  }
  while (m >= 1) {
    m /= 2;
    e++;
  }
  return [m, e];
}

/** The angle y corrected by how far its sine and cosine are from the direction (cosine, sine) wanted. */
function correctAngle(y: number, wantedSin: number, wantedCos: number): number {
  const { r, quadrant } = reduce(y);
  const s0 = series(r, 1);
  const c0 = series(r, 0);
  const minus = (p: Pair): Pair => [-p[0], -p[1]];
  const s = [s0, c0, minus(s0), minus(c0)][quadrant]!;
  const c = [c0, minus(s0), minus(c0), s0][quadrant]!;
  const high = add(multiply([wantedSin, 0], c), multiply([-wantedCos, 0], s));
  const low = add(multiply([wantedCos, 0], c), multiply([wantedSin, 0], s));
  return y + high[0] / low[0];
}

export function exactAtan(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < 1e-8 || Math.abs(x) > 1e16) return Math.atan(x);
  return correctAngle(Math.atan(x), x, 1);
}

export function exactAtan2(y: number, x: number): number {
  const t = Math.atan2(y, x);
  const ratio = Math.abs(y / x);
  if (!Number.isFinite(t) || !(ratio > 1e-8 && ratio < 1e8)) return t;
  // Scaled near one, so that no product overflows or vanishes.
  const by = 2 ** -Math.round(Math.log2(Math.abs(x)));
  return correctAngle(t, y * by, x * by);
}

export function exactAsin(x: number): number {
  if (!(Math.abs(x) < 1) || Math.abs(x) < 1e-8) return Math.asin(x);
  const y = Math.asin(x);
  const s = series([y, 0], 1);
  const c = series([y, 0], 0);
  return y + add([x, 0], [-s[0], -s[1]])[0] / c[0];
}

export function exactAcos(x: number): number {
  if (!(Math.abs(x) < 1)) return Math.acos(x);
  const y = Math.acos(x);
  const { r, quadrant } = reduce(y);
  const s = series(r, 1);
  const c = series(r, 0);
  // cos y and sin y by quadrant 0, 1 or 2.
  const cosine: Pair = quadrant === 0 ? c : quadrant === 1 ? [-s[0], -s[1]] : [-c[0], -c[1]];
  const sine = quadrant === 0 ? s : quadrant === 1 ? c : s;
  return y + add(cosine, [-x, 0])[0] / Math.abs(sine[0]);
}

// The hyperbolic functions and their inverses rest on exp, expm1, log and log1p by the usual identities. Which identity
// serves where is the C library's choice, since its last digit is the one to show.

const carrySign = (size: number, x: number): number => (x < 0 || Object.is(x, -0) ? -size : size);

/** (e^a + e^−a)/2; near zero by way of t = e^a − 1, as 1 + t²/(2 + 2t). */
export function libraryCosh(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 709)) return Math.cosh(x);
  if (a >= Math.LN2 / 2) {
    const power = exactExp(a);
    return power / 2 + 1 / 2 / power;
  }
  const t = Math.expm1(a);
  return 1 + (t * t) / (2 * (1 + t));
}

/** With t = e^a − 1, 2·sinh a is t + t/(t + 1), which below one is better taken as 2t − t²/(t + 1). */
export function librarySinh(x: number): number {
  const a = Math.abs(x);
  if (!(a <= 709)) return Math.sinh(x);
  if (a >= 22) return carrySign(exactExp(a) / 2, x);
  const t = Math.expm1(a);
  return carrySign((a >= 1 ? t + t / (t + 1) : 2 * t - (t * t) / (t + 1)) / 2, x);
}

/** log(x + r) for x above two and r the root of x² ± 1: where the one no longer counts, log x + log 2. */
function logOfSum(x: number, one: 1 | -1): number {
  if (x > 2 ** 28) return exactLog(x) + Math.LN2;
  return exactLog(2 * x + one / (Math.sqrt(x * x + one) + x));
}

export function libraryAsinh(x: number): number {
  const a = Math.abs(x);
  if (!(a < Infinity)) return x;
  const square = a * a;
  return carrySign(a > 2 ? logOfSum(a, 1) : Math.log1p(a + square / (1 + Math.sqrt(1 + square))), x);
}

export function libraryAcosh(x: number): number {
  if (!(x > 1 && x < Infinity)) return Math.acosh(x);
  const above = x - 1;
  return x > 2 ? logOfSum(x, -1) : Math.log1p(above + Math.sqrt(2 * above + above * above));
}

export function exactCbrt(x: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  const y = Math.cbrt(x);
  const cube = multiply(twoProduct(y, y), [y, 0]);
  return y + add([x, 0], [-cube[0], -cube[1]])[0] / (3 * y * y);
}

/** x − n·π/2 for the nearest n, as a pair, and n mod 4. */
function reduce(x: number): { r: Pair; quadrant: number } {
  const { piBig } = constants();
  if (Math.abs(x) < 0.7853981633974483) return { r: [x, 0], quadrant: 0 };
  // x as an integer times a power of two, in a fixed point of SCALE bits: big integers leave nothing to lose.
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  let mantissa = (bits & 0xfffffffffffffn) | 0x10000000000000n;
  if (bits >> 63n) mantissa = -mantissa;
  const shift = SCALE + BigInt(exponent - 1075);
  const fixed = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  const half = piBig / 2n;
  let n = fixed / half;
  let rest = fixed - n * half;
  if (rest * 2n > half) {
    rest -= half;
    n++;
  } else if (rest * 2n < -half) {
    rest += half;
    n--;
  }
  return { r: pairOf(rest), quadrant: Number(((n % 4n) + 4n) % 4n) };
}

/** The Taylor series of the sine (start 1) or the cosine (start 0). */
function series(r: Pair, start: 0 | 1): Pair {
  const { inverseFactorials } = constants();
  const square = multiply(r, r);
  const negative: Pair = [-square[0], -square[1]];
  let sum: Pair = [0, 0];
  for (let i = start + 24; i >= start; i -= 2) sum = add(multiply(sum, negative), inverseFactorials[i]!);
  return start === 1 ? multiply(sum, r) : sum;
}

export function exactSin(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < 1e-8) return Math.sin(x);
  const { r, quadrant } = reduce(x);
  const v = series(r, quadrant % 2 === 0 ? 1 : 0);
  const y = v[0] + v[1];
  return quadrant >= 2 ? -y : y;
}

export function exactCos(x: number): number {
  if (!Number.isFinite(x)) return Math.cos(x);
  const { r, quadrant } = reduce(x);
  const v = series(r, quadrant % 2 === 0 ? 0 : 1);
  const y = v[0] + v[1];
  return quadrant === 1 || quadrant === 2 ? -y : y;
}

export function exactTan(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) < 1e-8) return Math.tan(x);
  const { r, quadrant } = reduce(x);
  const s = series(r, 1);
  const c = series(r, 0);
  const v = quadrant % 2 === 0 ? divide(s, c) : divide([-c[0], -c[1]], s);
  return v[0] + v[1];
}

/** a to the power of b as C's `pow` gives it; infinities and zeros as the engine does. */
export function exactPow(a: number, b: number): number {
  if (a === 1 || b === 0) return 1;
  if (b === 1) return a;
  if (b === 2) return a * a;
  if (b === -1) return 1 / a;
  if (b === 0.5 && a >= 0 && a !== Infinity) return Math.sqrt(a);
  if (!Number.isFinite(a) || !Number.isFinite(b) || a === 0) return a ** b;
  let sign = 1;
  let x = a;
  if (a < 0) {
    if (!Number.isInteger(b)) return NaN;
    x = -a;
    if (Math.abs(b % 2) === 1) sign = -1;
    if (x === 1) return sign;
  }
  const rough = b * Math.log(x);
  if (rough > 710 || rough < -746) return sign * x ** b;
  const { value, exponent } = expPair(multiply(logPair(x), [b, 0]));
  return sign * scale(value[0] + value[1], exponent);
}
