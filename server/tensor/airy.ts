/**
 * Airy's function Ai of real numbers, in double precision: Abramowitz and Stegun 10.4.2 near 0, 10.4.14 on the right (with
 * K of order 1/3 by the trapezoidal rule on 9.6.24), 10.4.60 far on the left.
 */

/** Ai(0) and -Ai'(0). */
const AI0 = 0.3550280538878172;
const AI1 = 0.2588194037928068;

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

function nearZero(x: number): number {
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

/** Infinite arguments give NaN, as PyTorch's does; from 103.892 on the value is 0. */
export function airyAi(x: number): number {
  if (Math.abs(x) === Infinity || Number.isNaN(x)) return Number.NaN;
  if (x > 103.892) return 0;
  const zeta = (2 / 3) * Math.abs(x) ** 1.5;
  if (x > 5) return (Math.sqrt(x / 3) / Math.PI) * scaledK(zeta, 1 / 3) * Math.exp(-zeta);
  if (x >= -8) return nearZero(x);
  let even = 1;
  let odd = 0;
  let u = 1;
  for (let k = 1; k < 40; k++) {
    const next = (u * (6 * k - 5) * (6 * k - 3) * (6 * k - 1)) / (216 * k * (2 * k - 1) * zeta);
    // The series diverges in the end: it is cut at its smallest term.
    if (Math.abs(next) > Math.abs(u) || Math.abs(next) < 1e-18) break;
    u = next;
    const sign = k % 4 < 2 ? 1 : -1;
    if (k % 2 === 1) odd += sign * u;
    else even += sign * u;
  }
  const phase = zeta + Math.PI / 4;
  return (Math.sin(phase) * even - Math.cos(phase) * odd) / (Math.sqrt(Math.PI) * Math.sqrt(Math.sqrt(-x)));
}
