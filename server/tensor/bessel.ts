/**
 * Bessel functions, modified Bessel functions and Airy's function of real numbers, in double precision.
 *
 * Near 0 by power series (A&S 9.1.10, 9.1.13, 9.1.11), far out by Hankel's asymptotic series (A&S 9.2.5), the modified
 * ones of the second kind by the trapezoidal rule on ∫ exp(-x cosh t) cosh(νt) dt (A&S 9.6.24), which converges twice
 * exponentially. Signs, infinities and NaNs as PyTorch gives them.
 */

const EULER = 0.5772156649015329;

/** Σ (-x²/4)^k / (k! (k+n)!) · (x/2)^n. */
function series(x: number, n: number): number {
  const q = (-x * x) / 4;
  let term = 1;
  for (let k = 1; k <= n; k++) term *= x / 2 / k;
  let sum = term;
  for (let k = 1; k < 200; k++) {
    term *= q / (k * (k + n));
    sum += term;
    if (Math.abs(term) < 1e-18 * Math.abs(sum)) break;
  }
  return sum;
}

/** Modulus and phase parts P, Q of Hankel's expansion for order n; the series is cut at its smallest term. */
function hankel(x: number, n: number): readonly [number, number] {
  const mu = 4 * n * n;
  let p = 1;
  let q = 0;
  let term = 1;
  for (let k = 1; k < 60; k++) {
    const next = (term * (mu - (2 * k - 1) ** 2)) / (k * 8 * x);
    if (Math.abs(next) > Math.abs(term) || Math.abs(next) < 1e-18) break;
    term = next;
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 1) q += sign * term;
    else p += sign * term;
  }
  return [p, q];
}

const FAR = 12;

function besselJ(x: number, n: 0 | 1): number {
  const a = Math.abs(x);
  if (a === Infinity) return 0;
  if (a <= FAR) return series(x, n);
  const [p, q] = hankel(a, n);
  const phase = a - (n / 2 + 0.25) * Math.PI;
  const value = Math.sqrt(2 / (Math.PI * a)) * (p * Math.cos(phase) - q * Math.sin(phase));
  return n === 1 && x < 0 ? -value : value;
}
export const besselJ0 = (x: number): number => besselJ(x, 0);
export const besselJ1 = (x: number): number => besselJ(x, 1);

function besselY(x: number, n: 0 | 1): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return -Infinity;
  if (x === Infinity) return 0;
  if (x > FAR) {
    const [p, q] = hankel(x, n);
    const phase = x - (n / 2 + 0.25) * Math.PI;
    return Math.sqrt(2 / (Math.PI * x)) * (p * Math.sin(phase) + q * Math.cos(phase));
  }
  // ψ(k+1) + ψ(k+n+1), term by term.
  const q = (-x * x) / 4;
  let term = n === 0 ? 1 : x / 2;
  let harmonics = -2 * EULER + n;
  let sum = term * harmonics;
  for (let k = 1; k < 200; k++) {
    term *= q / (k * (k + n));
    harmonics += 1 / k + 1 / (k + n);
    const more = term * harmonics;
    sum += more;
    if (Math.abs(more) < 1e-18 * Math.abs(sum)) break;
  }
  const pole = n === 1 ? -2 / (Math.PI * x) : 0;
  return pole + ((2 * Math.log(x / 2)) / Math.PI) * series(x, n) - sum / Math.PI;
}
export const besselY0 = (x: number): number => besselY(x, 0);
export const besselY1 = (x: number): number => besselY(x, 1);

/** exp(x)·K_ν(x) for x > 0. */
function scaledK(x: number, order: number): number {
  const step = 0.1;
  let sum = 0.5;
  for (let t = step; ; t += step) {
    const exponent = x * 2 * Math.sinh(t / 2) ** 2;
    if (exponent > 745) break;
    sum += Math.exp(-exponent) * Math.cosh(order * t);
  }
  return sum * step;
}
function besselK(x: number, n: 0 | 1, scaled: boolean): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Infinity;
  if (x === Infinity) return 0;
  return scaledK(x, n) * (scaled ? 1 : Math.exp(-x));
}
export const besselK0 = (x: number): number => besselK(x, 0, false);
export const besselK1 = (x: number): number => besselK(x, 1, false);
export const scaledBesselK0 = (x: number): number => besselK(x, 0, true);
export const scaledBesselK1 = (x: number): number => besselK(x, 1, true);

/** sin(x)/x. */
export function sphericalBesselJ0(x: number): number {
  if (Math.abs(x) === Infinity) return 0;
  if (Math.abs(x) < 0.5) {
    const q = x * x;
    return 1 + (q / -6) * (1 + (q / -20) * (1 + (q / -42) * (1 + (q / -72) * (1 + (q / -110) * (1 + q / -156)))));
  }
  return Math.sin(x) / x;
}

/** Ai(0) and -Ai'(0). */
const AI0 = 0.3550280538878172;
const AI1 = 0.2588194037928068;

/** Airy's Ai. A&S 10.4.2, 10.4.14 and, on the left, 10.4.60. */
export function airyAi(x: number): number {
  if (Math.abs(x) === Infinity || Number.isNaN(x)) return Number.NaN;
  if (x > 103.892) return 0;
  const zeta = (2 / 3) * Math.abs(x) ** 1.5;
  if (x > 5) return (Math.sqrt(x / 3) / Math.PI) * scaledK(zeta, 1 / 3) * Math.exp(-zeta);
  if (x >= -8) {
    const cube = x ** 3;
    let f = 1;
    let g = x;
    let a = 1;
    let b = x;
    for (let k = 1; k < 100; k++) {
      a *= cube / ((3 * k - 1) * (3 * k));
      b *= cube / (3 * k * (3 * k + 1));
      f += a;
      g += b;
      if (Math.abs(a) + Math.abs(b) < 1e-18 * Math.abs(f)) break;
    }
    return AI0 * f - AI1 * g;
  }
  let even = 1;
  let odd = 0;
  let u = 1;
  for (let k = 1; k < 40; k++) {
    const next = (u * (6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * zeta);
    if (Math.abs(next) > Math.abs(u) || Math.abs(next) < 1e-18) break;
    u = next;
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 1) odd += sign * u;
    else even += sign * u;
  }
  const phase = zeta + Math.PI / 4;
  return (Math.sin(phase) * even - Math.cos(phase) * odd) / (Math.sqrt(Math.PI) * Math.sqrt(Math.sqrt(-x)));
}
