/** The rest of `math`: integers, sums, products, the shape of floats, and the special functions. */
import { type Names, named, one, positional } from "../builtins/function.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { exactCbrt, exactCos, exactExp, exactLog, exactPow, exactSin } from "../objects/exactFunctions.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { integerRatio } from "../objects/float.ts";
import { multiply as multiplyInts, normalise } from "../objects/intArithmetic.ts";
import { toArray } from "../objects/iteration.ts";
import { checkNoKeywords } from "../objects/methods.ts";
import { binary, toIndex } from "../objects/operators.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyFloat, type PyValue } from "../objects/value.ts";

const f = (x: number): PyFloat => new PyFloat(x);

/** The double nearest to a fraction of big integers, ties to even. */
function nearest(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  const isNegative = numerator < 0n;
  const n = isNegative ? -numerator : numerator;
  let shift = n.toString(2).length - denominator.toString(2).length - 55;
  if (shift < -1076) shift = -1076;
  let q = shift >= 0 ? n / (denominator << BigInt(shift)) : (n << BigInt(-shift)) / denominator;
  const back = shift >= 0 ? q * (denominator << BigInt(shift)) : q * denominator;
  // A sticky bit keeps the final rounding honest.
  if (back !== (shift >= 0 ? n : n << BigInt(-shift))) q |= 1n;
  const value = Number(q) * 2 ** Math.max(shift, -1000) * 2 ** Math.min(shift + 1000, 0);
  return isNegative ? -value : value;
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

function isqrt(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** Products and square roots of sums, exact before the one rounding. */
function hypotenuse(xs: readonly number[]): number {
  if (xs.some((x) => Math.abs(x) === Infinity)) return Infinity;
  if (xs.some(Number.isNaN)) return NaN;
  const ratios = xs.filter((x) => x !== 0).map(integerRatio);
  if (ratios.length === 0) return 0;
  let denominator = 1n;
  for (const [, d] of ratios) if (d > denominator) denominator = d;
  let sum = 0n;
  for (const [n, d] of ratios) sum += (n * (denominator / d)) ** 2n;
  // sqrt(sum)/denominator with enough bits behind the point.
  const extra = BigInt(Math.max(0, 130 - sum.toString(2).length));
  const even = extra + (extra & 1n);
  const scaled = sum << even;
  let root = isqrt(scaled);
  const isExact = root * root === scaled;
  root = (root << 1n) | (isExact ? 0n : 1n);
  return nearest(root, denominator << (even / 2n + 1n));
}

/**
 * Lanczos' approximation, Γ(x) = L(x)·((x + g − ½)/e)^(x − ½) up to the constant that L holds, with Godfrey's choice of
 * g and of thirteen terms. L is a rational function, whose denominator is x·(x + 1)·…·(x + 11).
 */
const LANCZOS_G = 6.02468004077673;
const SHIFT = LANCZOS_G - 0.5;
const LANCZOS_NUMERATOR = [
  23531376880.41076, 42919803642.6491, 35711959237.35567, 17921034426.03721, 6039542586.352028, 1439720407.3117216,
  248874557.86205417, 31426415.585400194, 2876370.6289353725, 186056.26539522348, 8071.672002365816, 210.82427775157936,
  2.5066282746310002,
];
let denominator: readonly number[] | null = null;
/** The coefficients of the rising product of twelve factors, the constant one first. */
function lanczosDenominator(): readonly number[] {
  if (denominator !== null) return denominator;
  let product = [1];
  for (let root = 0; root < 12; root++) {
    const previous = product;
    product = [...previous, 0].map((c, i) => c * root + (previous[i - 1] ?? 0));
    product[previous.length] = 1;
  }
  denominator = product;
  return product;
}

function lanczos(x: number): number {
  const terms = LANCZOS_NUMERATOR.map((top, i) => [top, lanczosDenominator()[i]!] as const);
  // Horner's scheme from the highest power for small x, and from the lowest one, in 1/x, where powers would overflow.
  const step = x < 5 ? (sum: number) => sum * x : (sum: number) => sum / x;
  const [top, bottom] = (x < 5 ? terms.reverse() : terms).reduce(
    ([t, b], [p, q]) => [step(t) + p, step(b) + q] as const,
    [0, 0] as const,
  );
  return top / bottom;
}

/** sin(πx), exact at the integers and halves: the sine or the cosine of what is left beside the nearest half. */
function sinPi(x: number): number {
  const turn = x % 2;
  const halves = Math.round(2 * turn);
  const rest = Math.PI * (turn - halves / 2);
  const size = halves % 2 === 0 ? exactSin(rest) : exactCos(rest);
  return (halves & 2) === 0 ? size : -size;
}

/** (n − 1)! as long as doubles hold it exactly. */
function smallFactorial(n: number): number {
  return n <= 2 ? 1 : (n - 1) * smallFactorial(n - 1);
}

function gamma(x: number, domain: () => never): number {
  const overflow = (): never => raiseError(exceptionTypes.OverflowError, "math range error");
  if (Number.isNaN(x) || x === Infinity) return x;
  if (x === 0 || (x < 0 && (x === -Infinity || Number.isInteger(x)))) return domain();
  if (Number.isInteger(x) && x < 24) return smallFactorial(x);
  const a = Math.abs(x);
  if (a < 1e-20) return Number.isFinite(1 / x) ? 1 / x : overflow();
  if (a > 200) return x < 0 ? 0 / sinPi(x) : overflow();
  // The base and what its rounding added: (y − δ)^(x − ½)·e^δ ≈ y^(x − ½)·(1 + δ·g/y).
  const y = a + SHIFT;
  const added = a > SHIFT ? y - a - SHIFT : y - SHIFT - a;
  const share = (added * LANCZOS_G) / y;
  // The power overflows before the function does: from 140 on it is applied as two roots.
  const powers = a < 140 ? [exactPow(y, a - 0.5)] : Array(2).fill(exactPow(y, a / 2 - 0.25));
  let r: number;
  if (x > 0) {
    r = lanczos(a) / exactExp(y);
    r = powers.reduce((product, power) => product * power, r + r * share);
  } else {
    // Γ(−a) = −π/(a·sin(πa)·Γ(a)).
    r = ((-Math.PI / sinPi(a) / a) * exactExp(y)) / lanczos(a);
    r = powers.reduce((quotient, power) => quotient / power, r - r * share);
  }
  return Number.isFinite(r) ? r : overflow();
}

function logGamma(x: number, domain: () => never): number {
  if (Number.isNaN(x)) return x;
  if (!Number.isFinite(x) || x === 1 || x === 2) return Number.isFinite(x) ? 0 : Infinity;
  if (x <= 0 && Number.isInteger(x)) return domain();
  const a = Math.abs(x);
  if (a < 1e-20) return -exactLog(a);
  const positive = exactLog(lanczos(a)) - LANCZOS_G + (a - 0.5) * (exactLog(a + SHIFT) - 1);
  const r = x > 0 ? positive : exactLog(Math.PI) - exactLog(Math.abs(sinPi(a))) - exactLog(a) - positive;
  return Number.isFinite(r) ? r : raiseError(exceptionTypes.OverflowError, "math range error");
}

const ONE = 1n << 160n;
/** x as a fixed-point number with 160 bits behind the point. */
function fixed(x: number): bigint {
  const [n, d] = integerRatio(x);
  return (n * ONE) / d;
}
let rootPi: bigint | null = null;
function sqrtPi(): bigint {
  if (rootPi === null) {
    const arctan = (n: bigint): bigint => {
      let term = (ONE << 64n) / n;
      let sum = term;
      for (let k = 3n, sign = -1n; term !== 0n; k += 2n, sign = -sign) {
        term /= n * n;
        sum += (sign * term) / k;
      }
      return sum;
    };
    const pi = (4n * (4n * arctan(5n) - arctan(239n))) >> 64n;
    rootPi = isqrt(pi * ONE);
  }
  return rootPi;
}

/** erf by its Taylor series in big integers, with room for the cancellation; rounded once. */
function erfFixed(x: number): bigint {
  const guard = 256n;
  const z = fixed(x) << guard;
  const one = ONE << guard;
  const square = (z * z) / one;
  let term = z;
  let sum = z;
  for (let n = 1n; term !== 0n; n++) {
    term = (-term * square) / one / n;
    sum += term / (2n * n + 1n);
  }
  return ((2n * sum * ONE) / sqrtPi()) >> guard;
}

function erf(x: number): number {
  if (Number.isNaN(x) || x === 0) return x;
  if (Math.abs(x) > 6) return Math.sign(x);
  if (Math.abs(x) < 1e-8) return x * 1.1283791670955126;
  return nearest(erfFixed(x), ONE);
}

function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > 28) return 0;
  if (x < -6) return 2;
  if (x < 5) return nearest(ONE - erfFixed(x), ONE);
  // The continued fraction, from its far end: erfc(x) = e^(−x²)/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/…))).
  let t = x;
  for (let k = 120; k >= 1; k--) t = x + k / 2 / t;
  const high = Math.fround(x);
  return (exactExp(-high * high) * exactExp(-(x - high) * (x + high))) / (t * Math.sqrt(Math.PI));
}

function nextAfter(x: number, y: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 5e-324 : -5e-324;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  view.setBigInt64(0, x > 0 === y > x ? bits + 1n : bits - 1n);
  return view.getFloat64(0);
}

function exactSum(values: readonly number[]): number {
  let special = 0;
  const finite: number[] = [];
  for (const v of values) {
    if (Number.isFinite(v)) finite.push(v);
    else special += v;
  }
  if (Number.isNaN(special)) {
    if (values.some(Number.isNaN)) return NaN;
    return raiseError(exceptionTypes.ValueError, "-inf + inf in fsum");
  }
  if (special !== 0) return special;
  // A common denominator of 2^1074 makes the sum exact.
  let sum = 0n;
  for (const v of finite) {
    if (v === 0) continue;
    const [n, d] = integerRatio(v);
    sum += (n << 1074n) / d;
  }
  const result = nearest(sum, 1n << 1074n);
  if (!Number.isFinite(result)) raiseError(exceptionTypes.OverflowError, "intermediate overflow in fsum");
  return result;
}

function frexp(x: number): [number, number] {
  if (x === 0 || !Number.isFinite(x)) return [x, 0];
  let e = Math.max(-1023, Math.floor(Math.log2(Math.abs(x))) + 1);
  let m = e < -1000 ? x * 2 ** 600 * 2 ** (-e - 600) : x * 2 ** -e;
  while (Math.abs(m) < 0.5) {
    m *= 2;
    e--;
  }
  while (Math.abs(m) >= 1) {
    m /= 2;
    e++;
  }
  return [m, e];
}

export function addMoreMath(names: Names, real: (v: PyValue) => number, domain: () => never): void {
  const varied = (name: string, body: (args: PyValue[]) => PyValue): void => {
    names.set(
      name,
      new PyBuiltin(
        name,
        (args, kwargs) => {
          checkNoKeywords(`math.${name}`, kwargs);
          return body(args);
        },
        name,
        true,
      ),
    );
  };
  const big = (v: PyValue): bigint => BigInt(toIndex(v));
  const range = (): never => raiseError(exceptionTypes.OverflowError, "math range error");
  varied("hypot", (args) => f(hypotenuse(args.map(real))));
  varied("gcd", (args) => normalise(args.reduce<bigint>((g, v) => gcd(g, big(v)), 0n)));
  varied("lcm", (args) =>
    normalise(
      args.reduce<bigint>((l, v) => {
        const n = big(v);
        if (l === 0n || n === 0n) return 0n;
        const m = (l / gcd(l, n)) * n;
        return m < 0n ? -m : m;
      }, 1n),
    ),
  );
  positional(names, "dist", 2, 2, (p, q) => {
    const a = toArray(p!).map(real);
    const b = toArray(q!).map(real);
    if (a.length !== b.length) {
      raiseError(exceptionTypes.ValueError, "both points must have the same number of dimensions");
    }
    return f(hypotenuse(a.map((x, i) => x - b[i]!)));
  });
  one(names, "factorial", (v) => {
    if (v instanceof PyFloat) {
      raiseError(exceptionTypes.TypeError, "'float' object cannot be interpreted as an integer");
    }
    const n = big(v);
    if (n < 0n) raiseError(exceptionTypes.ValueError, "factorial() not defined for negative values");
    let r: number | bigint = 1;
    for (let i = 2; i <= Number(n); i++) r = multiplyInts(r, i);
    return r;
  });
  one(names, "isqrt", (v) => {
    const n = big(v);
    if (n < 0n) raiseError(exceptionTypes.ValueError, "isqrt() argument must be nonnegative");
    return normalise(isqrt(n));
  });
  positional(names, "comb", 2, 2, (a, b) => {
    const n = big(a!);
    let k = big(b!);
    if (n < 0n) raiseError(exceptionTypes.ValueError, "n must be a non-negative integer");
    if (k < 0n) raiseError(exceptionTypes.ValueError, "k must be a non-negative integer");
    if (k > n) return 0;
    if (k > n - k) k = n - k;
    let r = 1n;
    for (let i = 0n; i < k; i++) r = (r * (n - i)) / (i + 1n);
    return normalise(r);
  });
  positional(names, "perm", 1, 2, (a, b) => {
    const n = big(a!);
    if (n < 0n && (b === undefined || b === null)) {
      raiseError(exceptionTypes.ValueError, "factorial() not defined for negative values");
    }
    const k = b === undefined || b === null ? n : big(b);
    if (n < 0n) raiseError(exceptionTypes.ValueError, "n must be a non-negative integer");
    if (k < 0n) raiseError(exceptionTypes.ValueError, "k must be a non-negative integer");
    if (k > n) return 0;
    let r = 1n;
    for (let i = 0n; i < k; i++) r *= n - i;
    return normalise(r);
  });
  named(
    names,
    "prod",
    { names: ["iterable", "start"], required: 1, positional: 1, positionalOnly: 1 },
    (items, start) => {
      let r: PyValue = start === undefined ? 1 : start;
      for (const v of toArray(items!)) r = binary("*", r, v);
      return r;
    },
  );
  one(names, "fsum", (v) => f(exactSum(toArray(v).map(real))));
  one(names, "cbrt", (v) => f(exactCbrt(real(v))));
  one(names, "exp2", (v) => {
    const x = real(v);
    const r = exactPow(2, x);
    return !Number.isFinite(r) && Number.isFinite(x) ? range() : f(x === -Infinity ? 0 : r);
  });
  one(names, "gamma", (v) => f(gamma(real(v), domain)));
  one(names, "lgamma", (v) => f(logGamma(real(v), domain)));
  one(names, "erf", (v) => f(erf(real(v))));
  one(names, "erfc", (v) => f(erfc(real(v))));
  one(names, "frexp", (v) => {
    const [m, e] = frexp(real(v));
    return new PyTuple([f(m), e]);
  });
  one(names, "modf", (v) => {
    const x = real(v);
    if (Math.abs(x) === Infinity) return new PyTuple([f(x > 0 ? 0 : -0), f(x)]);
    const whole = Math.trunc(x);
    const fraction = x - whole;
    return new PyTuple([f(fraction === 0 && (x < 0 || Object.is(x, -0)) ? -0 : fraction), f(whole)]);
  });
  positional(names, "ldexp", 2, 2, (v, e) => {
    const x = real(v!);
    if (typeof e !== "number" && typeof e !== "bigint" && typeof e !== "boolean") {
      raiseError(exceptionTypes.TypeError, "Expected an int as second argument to ldexp.");
    }
    if (x === 0 || !Number.isFinite(x)) return f(x);
    const k = Number(e);
    if (k > 2100) return range();
    if (k < -2200) return f(x < 0 ? -0 : 0);
    const [n, d] = integerRatio(x);
    const r = k >= 0 ? nearest(n << BigInt(k), d) : nearest(n, d << BigInt(-k));
    return Number.isFinite(r) ? f(r === 0 && x < 0 ? -0 : r) : range();
  });
  positional(names, "nextafter", 2, 2, (x, y) => f(nextAfter(real(x!), real(y!))));
  one(names, "ulp", (v) => {
    const x = Math.abs(real(v));
    if (!Number.isFinite(x)) return f(x);
    const up = nextAfter(x, Infinity);
    return f(up === Infinity ? x - nextAfter(x, 0) : up - x);
  });
  positional(names, "remainder", 2, 2, (a, b) => {
    const x = real(a!);
    const y = real(b!);
    if (Number.isNaN(x) || Number.isNaN(y)) return f(NaN);
    if (Math.abs(x) === Infinity || y === 0) return domain();
    if (Math.abs(y) === Infinity) return f(x);
    // In whole multiples of a unit that both have; ties go to the even quotient.
    const [xn, xd] = integerRatio(Math.abs(x));
    const [yn, yd] = integerRatio(Math.abs(y));
    const step = yn * xd;
    let rest = (xn * yd) % step;
    const twice = 2n * rest;
    if (twice > step || (twice === step && ((xn * yd) / step) % 2n === 1n)) rest -= step;
    const size = nearest(rest, xd * yd);
    return f(x < 0 || Object.is(x, -0) ? -size : size);
  });
  named(names, "isclose", { names: ["a", "b", "rel_tol", "abs_tol"], required: 2, positional: 2 }, (a, b, rel, abs) => {
    const x = real(a!);
    const y = real(b!);
    const relative = rel === undefined ? 1e-9 : real(rel);
    const absolute = abs === undefined ? 0 : real(abs);
    if (relative < 0 || absolute < 0) raiseError(exceptionTypes.ValueError, "tolerances must be non-negative");
    if (x === y) return true;
    if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return false;
    const d = Math.abs(y - x);
    return d <= Math.abs(relative * y) || d <= Math.abs(relative * x) || d <= absolute;
  });
}
