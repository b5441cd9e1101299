/**
 * Orthogonal polynomials of degree n at x by their three-term recurrences (A&S 22.7), each step rounded as the dtype is.
 * A degree below 0 gives 0. Chebyshev's polynomials of higher degree inside their interval are computed as cosines, at the
 * degrees from which PyTorch does so.
 */
import { Unsupported } from "./errors.ts";
import { type BinaryFunction, binary } from "./operation.ts";

type Round = (x: number) => number;
type Polynomial = (x: number, n: number, r: Round) => number;

/** More steps than anyone waits for. */
const MOST = 1e7;

/** From the values for degree 0 and 1: `step(previous, beforeIt, k)` gives the one for k+1. */
function climb(n: number, one: number, step: (q: number, p: number, k: number) => number): number {
  if (n === 0) return 1;
  if (n > MOST) throw new Unsupported("orthogonal polynomials of a degree above 10 million");
  let p = 1;
  let q = one;
  for (let k = 1; k < n && !Number.isNaN(q); k++) {
    const next = step(q, p, k);
    p = q;
    q = next;
  }
  return q;
}

const even = (n: number): boolean => n % 2 === 0;
const alternating = (n: number, size: number): number => (even(n) ? size : -size);

/** Chebyshev's four kinds differ in the value for degree 1, at the ends of the interval, and as functions of the angle. */
interface Kind {
  /** The value for degree 1 minus 2x. */
  readonly shift: (x: number, r: Round) => number;
  readonly atOne: (n: number) => number;
  readonly atMinusOne: (n: number) => number;
  readonly direct: number;
  readonly angle: (n: number, acos: number, r: Round) => number;
}
const kinds: Readonly<Record<"t" | "u" | "v" | "w", Kind>> = {
  t: {
    shift: (x) => -x,
    atOne: () => 1,
    atMinusOne: (n) => alternating(n, 1),
    direct: 6,
    angle: (n, a, r) => Math.cos(r(n * a)),
  },
  u: {
    shift: () => 0,
    atOne: (n) => n + 1,
    atMinusOne: (n) => alternating(n, n + 1),
    direct: 8,
    angle: (n, a, r) => r(Math.sin(r((n + 1) * a))) / r(Math.sin(a)),
  },
  v: {
    shift: () => -1,
    atOne: () => 1,
    atMinusOne: (n) => alternating(n, 2 * n + 1),
    direct: 8,
    angle: (n, a, r) => r(Math.cos(r((n + 0.5) * a))) / r(Math.cos(a / 2)),
  },
  w: {
    shift: () => 1,
    atOne: (n) => 2 * n + 1,
    atMinusOne: (n) => alternating(n, 1),
    direct: 8,
    angle: (n, a, r) => r(Math.sin(r((n + 0.5) * a))) / r(Math.sin(a / 2)),
  },
};

function chebyshev({ shift, atOne, atMinusOne, direct, angle }: Kind): Polynomial {
  return (x, n, r) => {
    if (x === 1) return atOne(n);
    if (x === -1) return atMinusOne(n);
    if (n > direct && Math.abs(x) < 1) return angle(n, r(Math.acos(x)), r);
    const twice = r(x + x);
    return climb(n, r(twice + shift(x, r)), (q, p) => r(r(twice * q) - p));
  };
}
/** The same on [0, 1]. */
function shifted(kind: Kind): Polynomial {
  const plain = chebyshev(kind);
  return (x, n, r) => plain(r(r(x + x) - 1), n, r);
}

const hermiteH: Polynomial = (x, n, r) => {
  const twice = r(x + x);
  return climb(n, twice, (q, p, k) => r(r(twice * q) - r(2 * k * p)));
};
const hermiteHe: Polynomial = (x, n, r) => climb(n, x, (q, p, k) => r(r(x * q) - r(k * p)));
const laguerre: Polynomial = (x, n, r) =>
  x === 0 ? 1 : climb(n, r(1 - x), (q, p, k) => r(r(r(r(2 * k + 1 - x) * q) - r(k * p)) / (k + 1)));
const legendre: Polynomial = (x, n, r) => {
  if (Math.abs(x) === 1) return x > 0 ? 1 : alternating(n, 1);
  return climb(n, x, (q, p, k) => r(r(r(r((2 * k + 1) * x) * q) - r(k * p)) / (k + 1)));
};

function kernel(
  name: string,
  f: Polynomial,
  limits: readonly [single: number, double: number] | null = null,
): BinaryFunction {
  const at = (x: number, degree: number, r: Round, limit: number): number => {
    const n = Math.trunc(degree);
    if (n < 0) return 0;
    if (n > limit) return Number.NaN;
    return f(x, n, r);
  };
  const [single, double] = limits ?? [Infinity, Infinity];
  return binary({
    kernel: `${name}_cpu`,
    f: (x, n) => at(x, n, (v) => v, double),
    single: (x, n) => at(x, n, Math.fround, single),
    toFloat: true,
  });
}

/** By PyTorch's name under `torch.special`. */
export const polynomials: Readonly<Record<string, BinaryFunction>> = {
  ...Object.fromEntries(
    Object.entries(kinds).flatMap(([letter, kind]) => [
      [`chebyshev_polynomial_${letter}`, kernel(`chebyshev_polynomial_${letter}`, chebyshev(kind))],
      [`shifted_chebyshev_polynomial_${letter}`, kernel(`shifted_chebyshev_polynomial_${letter}`, shifted(kind))],
    ]),
  ),
  // Above these degrees PyTorch gives NaN.
  hermite_polynomial_h: kernel("hermite_polynomial_h", hermiteH, [128, 512]),
  hermite_polynomial_he: kernel("hermite_polynomial_he", hermiteHe, [128, 512]),
  laguerre_polynomial_l: kernel("laguerre_polynomial_l", laguerre),
  legendre_polynomial_p: kernel("legendre_polynomial_p", legendre),
};
