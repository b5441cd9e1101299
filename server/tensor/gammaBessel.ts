/**
 * Incomplete gamma functions, Bessel functions and orthogonal polynomials of real numbers, in double precision.
 * Formulas: Abramowitz and Stegun, chapters 6 (incomplete gamma), 9 (Bessel: integral representations and Neumann's
 * expansion) and 22 (polynomials).
 */
import { logGamma } from "./special.ts";

/** The factor `x^a e^-x / Gamma(a)` that both expansions share. */
function gammaFactor(a: number, x: number): number {
  return Math.exp(a * Math.log(x) - x - logGamma(a));
}

/** P(a, x) by its power series: quick where x is small against a. */
function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let k = 1; k < 10_000; k++) {
    term *= x / (a + k);
    sum += term;
    if (term < sum * 1e-17) break;
  }
  return sum * gammaFactor(a, x);
}

/** Q(a, x) by its continued fraction (Lentz): quick where x is large against a. */
function upperFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let h = d;
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - a);
    b += 2;
    d = an * d + b;
    if (Math.abs(d) < tiny) d = tiny;
    c = b + an / c;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return h * gammaFactor(a, x);
}

/** The regularised lower incomplete gamma function. */
export function igamma(a: number, x: number): number {
  if (!(x >= 0) || !(a >= 0)) return NaN;
  if (a === 0) return x > 0 ? 1 : NaN;
  if (x === 0) return 0;
  if (a === Infinity) return x === Infinity ? NaN : 0;
  if (x === Infinity) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}
/** The regularised upper incomplete gamma function. */
export function igammac(a: number, x: number): number {
  if (!(x >= 0) || !(a >= 0)) return NaN;
  if (a === 0) return x > 0 ? 0 : NaN;
  if (x === 0) return 1;
  if (a === Infinity) return x === Infinity ? NaN : 1;
  if (x === Infinity) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

/** J_n by Bessel's integral; the integrand is periodic, so that the trapezoidal rule converges exponentially. */
function besselJ(n: number, x: number): number {
  if (x !== x) return NaN;
  if (!Number.isFinite(x)) return 0;
  const points = 2 * (Math.ceil(Math.abs(x)) + n + 30);
  let sum = 0;
  for (let k = 0; k < points; k++) {
    const t = (2 * Math.PI * k) / points;
    sum += Math.cos(n * t - x * Math.sin(t));
  }
  return sum / points;
}
export const besselJ0 = (x: number): number => besselJ(0, x);
export const besselJ1 = (x: number): number => besselJ(1, x);

const EULER = 0.5772156649015329;
/** Y_0 by Neumann's expansion in Bessel functions of even order. */
export function besselY0(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return 0;
  let sum = 0;
  for (let k = 1; 2 * k < x + 60; k++) sum += ((k % 2 === 0 ? 1 : -1) * besselJ(2 * k, x)) / k;
  return (2 / Math.PI) * ((Math.log(x / 2) + EULER) * besselJ(0, x) - 2 * sum);
}
/** Y_1 = -Y_0', term by term. */
export function besselY1(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0)) return NaN;
  if (x === Infinity) return 0;
  let sum = 0;
  for (let k = 1; 2 * k < x + 60; k++) {
    sum += ((k % 2 === 0 ? 1 : -1) * (besselJ(2 * k - 1, x) - besselJ(2 * k + 1, x))) / (2 * k);
  }
  return (-2 / Math.PI) * (besselJ(0, x) / x - (Math.log(x / 2) + EULER) * besselJ(1, x) - 2 * sum);
}

/** e^x K_n(x) by the integral over cosh; the integrand falls off doubly exponentially. */
function scaledBesselK(n: number, x: number): number {
  if (x === 0) return Infinity;
  if (!(x > 0)) return NaN;
  const h = 0.0625;
  let sum = 0.5;
  for (let k = 1; k < 20_000; k++) {
    const t = k * h;
    const term = Math.exp(-2 * x * Math.sinh(t / 2) ** 2) * Math.cosh(n * t);
    sum += term;
    if (term < sum * 1e-18) break;
  }
  return h * sum;
}
export const scaledBesselK0 = (x: number): number => scaledBesselK(0, x);
export const scaledBesselK1 = (x: number): number => scaledBesselK(1, x);
export const besselK0 = (x: number): number => scaledBesselK(0, x) * Math.exp(-x);
export const besselK1 = (x: number): number => scaledBesselK(1, x) * Math.exp(-x);

/** sin(x)/x. */
export function sphericalBesselJ0(x: number): number {
  if (x === Infinity || x === -Infinity) return 0;
  return x === 0 ? 1 : Math.sin(x) / x;
}

/** A polynomial of degree n from those of degree 0 and 1 and its three-term recurrence; 0 for negative degrees. */
function recurrent(
  first: (x: number) => number,
  step: (k: number, x: number, previous: number, before: number) => number,
): (x: number, degree: number) => number {
  return (x, degree) => {
    const n = Math.trunc(degree);
    if (n < 0) return 0;
    if (n === 0) return 1;
    let before = 1;
    let previous = first(x);
    for (let k = 1; k < n; k++) [before, previous] = [previous, step(k, x, previous, before)];
    return previous;
  };
}
const chebyshevStep = (_k: number, x: number, p: number, q: number): number => 2 * x * p - q;
export const chebyshevT = recurrent((x) => x, chebyshevStep);
export const chebyshevU = recurrent((x) => 2 * x, chebyshevStep);
export const chebyshevV = recurrent((x) => 2 * x - 1, chebyshevStep);
export const chebyshevW = recurrent((x) => 2 * x + 1, chebyshevStep);
export const hermiteH = recurrent(
  (x) => 2 * x,
  (k, x, p, q) => 2 * x * p - 2 * k * q,
);
export const hermiteHe = recurrent(
  (x) => x,
  (k, x, p, q) => x * p - k * q,
);
export const laguerreL = recurrent(
  (x) => 1 - x,
  (k, x, p, q) => ((2 * k + 1 - x) * p - k * q) / (k + 1),
);
export const legendreP = recurrent(
  (x) => x,
  (k, x, p, q) => ((2 * k + 1) * x * p - k * q) / (k + 1),
);
/** On [0, 1] instead of [-1, 1]. */
export const shifted =
  (f: (x: number, n: number) => number) =>
  (x: number, n: number): number =>
    f(2 * x - 1, n);
