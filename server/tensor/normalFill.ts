/**
 * Normal numbers sixteen at a time, as PyTorch draws them for float32 tensors of 16 and more elements: its vector code
 * evaluates Cephes' single-precision logarithm, sine and cosine, whose last bits differ from the exact functions, so the
 * same polynomials are evaluated here with the same roundings. Coefficients: S. L. Moshier, Cephes (logf, sinf, cosf).
 */
const f = Math.fround;
const bits = new Uint32Array(1);
const single = new Float32Array(bits.buffer);

/** a*b + c rounded once (products of floats are exact in double). */
function fma(a: number, b: number, c: number): number {
  return f(a * b + c);
}

const LOG_P = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const LOG_Q1 = f(-2.1219444e-4);
const LOG_Q2 = f(0.693359375);
const SQRT_HALF = f(Math.SQRT1_2);

/** Natural logarithm of a positive normal float. */
export function logSingle(value: number): number {
  single[0] = value;
  let e = (bits[0]! >>> 23) - 127 + 1;
  bits[0] = ((bits[0]! & 0x807fffff) | 0x3f000000) >>> 0;
  let x = single[0]!;
  if (x < SQRT_HALF) {
    e -= 1;
    x = f(f(x - 1) + x);
  } else x = f(x - 1);
  const z = f(x * x);
  let y = LOG_P[0]!;
  for (let i = 1; i < LOG_P.length; i++) y = fma(y, x, LOG_P[i]!);
  y = f(y * x);
  y = fma(y, z, f(e * LOG_Q1));
  y = fma(-z, 0.5, y);
  x = f(x + y);
  return fma(e, LOG_Q2, x);
}

const SIN_P = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);
const COS_P = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
const FOUR_OVER_PI = f(1.27323954473516);
const DP1 = f(-0.78515625);
const DP2 = f(-0.00024187564849853516);
const DP3 = f(-3.774894977445941e-8);

/** Sine and cosine of an angle in [0, 2 pi], into {@link sinCosOut}. */
export const sinCosOut = new Float32Array(2);
export function sinCosSingle(angle: number): void {
  const j = (Math.trunc(f(angle * FOUR_OVER_PI)) + 1) & ~1;
  let x = fma(j, DP1, angle);
  x = fma(j, DP2, x);
  x = fma(j, DP3, x);
  const z = f(x * x);
  let c = fma(COS_P[0]!, z, COS_P[1]!);
  c = fma(c, z, COS_P[2]!);
  c = f(c * z);
  c = fma(c, z, -f(z * 0.5));
  c = f(c + 1);
  let s = fma(SIN_P[0]!, z, SIN_P[1]!);
  s = fma(s, z, SIN_P[2]!);
  s = f(s * z);
  s = fma(s, x, x);
  const isSwapped = (j & 2) !== 0;
  const sine = isSwapped ? c : s;
  const cosine = isSwapped ? s : c;
  sinCosOut[0] = (j & 4) !== 0 ? -sine : sine;
  sinCosOut[1] = ((j - 2) & 4) === 0 ? -cosine : cosine;
}

const TWO_PI = f(2 * Math.PI);

/** Turns 16 uniform numbers at `data[at…]` into 16 normal ones, in float32. */
export function fillSingle16(data: Float32Array, at: number, mean: number, std: number): void {
  const m = f(mean);
  const s = f(std);
  for (let j = at; j < at + 8; j++) {
    const u1 = f(1 - data[j]!);
    const u2 = data[j + 8]!;
    const radius = f(Math.sqrt(f(-2 * logSingle(u1))));
    sinCosSingle(f(TWO_PI * u2));
    data[j] = fma(f(radius * sinCosOut[1]!), s, m);
    data[j + 8] = fma(f(radius * sinCosOut[0]!), s, m);
  }
}

/** The same in double, where PyTorch uses the ordinary functions. */
export function fillDouble16(data: Float64Array, at: number, mean: number, std: number): void {
  for (let j = at; j < at + 8; j++) {
    const radius = Math.sqrt(-2 * Math.log(1 - data[j]!));
    const theta = 2 * Math.PI * data[j + 8]!;
    data[j] = radius * Math.cos(theta) * std + mean;
    data[j + 8] = radius * Math.sin(theta) * std + mean;
  }
}
