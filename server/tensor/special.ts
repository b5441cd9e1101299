/**
 * Special functions of real numbers in double precision: error functions, gamma and its logarithmic derivatives, zeta,
 * Bessel I. Sources: S. Winitzki and M. Giles for starting values, Sun's fdlibm for the rational coefficients of erf,
 * Abramowitz and Stegun for series and asymptotic expansions.
 */

function polynomial(x: number, coefficients: readonly number[]): number {
  let y = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) y = y * x + coefficients[i]!;
  return y;
}

const ERX = 0.8450629115104675;
const EFX = 0.1283791670955126;
const PP = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-5,
];
const QQ = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-6,
];
const PA = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668,
  0.035478304325618236, -0.002166375594868791,
];
const QA = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905,
  0.011984499846799107,
];
const RA = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347,
  -184.60509290671104, -81.2874355063066, -9.814329344169145,
];
const SA = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783,
  108.63500554177944, 6.570249770319282, -0.0604244152148581,
];
const RB = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896,
  -1025.0951316110772, -483.5191916086514,
];
const SB = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644,
  474.52854120695537, -22.44095244658582,
];
const word = new Float64Array(1);
const words = new Uint32Array(word.buffer);

/** exp(-x*x) * R/S / x for x >= 1.25, without the cancellation of squaring x. */
function erfcTail(x: number): number {
  const s = 1 / (x * x);
  const [r, q] = x < 1 / 0.35 ? [RA, SA] : [RB, SB];
  word[0] = x;
  words[0] = 0;
  const z = word[0]!;
  return (Math.exp(-z * z - 0.5625) * Math.exp((z - x) * (z + x) + polynomial(s, r) / polynomial(s, q))) / x;
}

export function erf(x: number): number {
  if (x !== x) return NaN;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -28) return x + EFX * x;
    const z = x * x;
    return x + x * (polynomial(z, PP) / polynomial(z, QQ));
  }
  const sign = x < 0 ? -1 : 1;
  if (a < 1.25) return sign * (ERX + polynomial(a - 1, PA) / polynomial(a - 1, QA));
  return a >= 6 ? sign : sign * (1 - erfcTail(a));
}

export function erfc(x: number): number {
  if (x !== x) return NaN;
  const a = Math.abs(x);
  if (a < 0.84375) {
    if (a < 2 ** -56) return 1 - x;
    const z = x * x;
    const y = polynomial(z, PP) / polynomial(z, QQ);
    return x < 0.25 ? 1 - (x + x * y) : 0.5 - (x - 0.5 + x * y);
  }
  if (a < 1.25) {
    const y = ERX + polynomial(a - 1, PA) / polynomial(a - 1, QA);
    return x < 0 ? 1 + y : 1 - y;
  }
  if (a >= 28) return x > 0 ? 0 : 2;
  const tail = erfcTail(a);
  return x > 0 ? tail : 2 - tail;
}

/** exp(x*x) * erfc(x). */
export function erfcx(x: number): number {
  if (x !== x) return NaN;
  if (x < 25) return x < -26.7 ? Infinity : Math.exp(x * x) * erfc(x);
  // Asymptotic: the terms fall by a factor of 1250 at 25 already.
  const t = 1 / (2 * x * x);
  return ((1 - t * (1 - 3 * t * (1 - 5 * t * (1 - 7 * t * (1 - 9 * t))))) / x) * 0.5641895835477563;
}

/** The x with erf(x) = y. */
export function erfinv(y: number): number {
  if (!(y >= -1 && y <= 1)) return NaN;
  if (y === 1) return Infinity;
  if (y === -1) return -Infinity;
  if (y === 0) return y;
  // Winitzki's closed form to three digits, then Halley's steps, which triple the digits.
  const l = Math.log((1 - y) * (1 + y));
  const c = 2 / (Math.PI * 0.147) + l / 2;
  let x = Math.sign(y) * Math.sqrt(Math.sqrt(c * c - l / 0.147) - c);
  for (let i = 0; i < 3; i++) {
    // Near 1 the difference is taken between complements, which keeps its digits.
    const error = Math.abs(y) > 0.5 ? Math.sign(y) * (1 - Math.abs(y) - erfc(Math.abs(x))) : erf(x) - y;
    const slope = 1.1283791670955126 * Math.exp(-x * x);
    if (slope === 0) break;
    const step = error / slope;
    x -= step / (1 + x * step);
  }
  return x;
}

const HALF_LOG_TWO_PI = 0.9189385332046727;
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
];

function logGammaLarge(x: number): number {
  const r = 1 / x;
  return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + r * polynomial(r * r, STIRLING);
}

const PSI_10 = 2.251752589066721;
/** {@link digamma} in float32, with the roundings of PyTorch's float kernel. */
export function digammaSingle(argument: number): number {
  const r = Math.fround;
  let x = argument;
  if (!(x > 0) || x === Infinity) return digamma(x);
  let result = 0;
  while (x < 10) {
    result = r(result - r(1 / x));
    x = r(x + 1);
  }
  if (x === 10) return r(result + r(PSI_10));
  const z = r(1 / r(x * x));
  let y = 0;
  for (let i = DIGAMMA.length - 2; i >= 0; i--) y = r(r(y * z) + r(DIGAMMA[i]!));
  return r(r(r(result + r(Math.log(x))) - r(0.5 / x)) - r(z * y));
}

const BERNOULLI_OVER_FACTORIAL = [
  1 / 12,
  -1 / 720,
  1 / 30240,
  -1 / 1209600,
  1 / 47900160,
  -691 / 1307674368000,
  1 / 74724249600,
  -3617 / 10670622842880000,
  43867 / 5109094217170944000,
];

/** zeta(k) - 1 for k = 2, 3, … (zeta(k) itself tends to 1). */
const ZETA_MINUS_ONE: number[] = [];
for (let k = 2; k <= 60; k++) ZETA_MINUS_ONE.push(hurwitzZeta(k, 2));

/** log Gamma(1 + z) for small z, from the expansion around 1 (with the part of zeta that is 1 summed as a logarithm). */
function logGammaNearOne(z: number): number {
  // sum_{k>=2} (-z)^k / k = z - log1p(z)
  let sum = 0;
  let p = -z;
  for (let i = 0; i < ZETA_MINUS_ONE.length; i++) {
    p *= -z;
    const term = (p * ZETA_MINUS_ONE[i]!) / (i + 2);
    sum += term;
    if (Math.abs(term) < 1e-19 * Math.abs(sum)) break;
  }
  return -0.5772156649015329 * z + (z - Math.log1p(z)) + sum;
}

/** log |Gamma(x)|. */
export function logGamma(x: number): number {
  if (x !== x) return NaN;
  if (x === Infinity || x === -Infinity) return Infinity;
  if (x <= 0) {
    if (x === Math.floor(x)) return Infinity;
    if (x > -1e-15) return -Math.log(-x);
    return Math.log(Math.PI / Math.abs(sinPi(x))) - logGamma(1 - x);
  }
  if (x < 0.5) return logGammaNearOne(x) - Math.log(x);
  if (x < 1.5) return logGammaNearOne(x - 1);
  if (x < 2.5) return logGammaNearOne(x - 2) + Math.log1p(x - 2);
  if (x >= 10) return logGammaLarge(x);
  // Down to [1.5, 2.5): all terms are positive, so nothing cancels.
  let product = 1;
  let y = x;
  while (y >= 2.5) product *= --y;
  return logGamma(y) + Math.log(product);
}

/** sin(pi x), exact at whole numbers. */
export function sinPi(x: number): number {
  const r = x - 2 * Math.round(x / 2);
  return Math.abs(r) === 1 ? 0 : Math.sin(Math.PI * r);
}

const DIGAMMA = [1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12, -3617 / 8160];

/** The derivative of log Gamma; at 0 an infinity of the opposite sign, NaN at negative whole numbers, as PyTorch. */
export function digamma(x: number): number {
  if (x === 0) return Object.is(x, -0) ? Infinity : -Infinity;
  if (x !== x || x === -Infinity) return NaN;
  if (x === Infinity) return Infinity;
  if (x < 0) {
    if (x === Math.trunc(x)) return NaN;
    const r = x - Math.trunc(x);
    return digamma(1 - x) - Math.PI / Math.tan(Math.PI * r);
  }
  let shift = 0;
  let y = x;
  while (y < 10) shift += 1 / y++;
  const r = 1 / y;
  return Math.log(y) - 0.5 * r - r * r * polynomial(r * r, DIGAMMA) - shift;
}

/** Hurwitz's zeta function sum 1/(q+n)^s for s > 1, q > 0 (Euler and Maclaurin). */
export function hurwitzZeta(s: number, q: number): number {
  if (s === 1) return Infinity;
  if (s < 1 || s !== s || q !== q || q === Infinity) return NaN;
  if (q <= 0) {
    if (q === Math.floor(q)) return Infinity;
    if (s !== Math.floor(s)) return NaN;
  }
  let sum = 0;
  let y = q;
  for (let n = 0; n < 12 || y < 10; n++, y++) sum += y ** -s;
  sum += y ** (1 - s) / (s - 1) + 0.5 * y ** -s;
  let factor = s * y ** (-s - 1);
  for (let k = 0; k < BERNOULLI_OVER_FACTORIAL.length; k++) {
    const term = factor * BERNOULLI_OVER_FACTORIAL[k]!;
    sum += term;
    if (Math.abs(term) < 1e-17 * Math.abs(sum)) break;
    factor *= ((s + 2 * k + 1) * (s + 2 * k + 2)) / (y * y);
  }
  return sum;
}

/** The n-th derivative of digamma. */
export function polygamma(n: number, x: number): number {
  if (n === 0) return digamma(x);
  if (n === 1) return trigamma(x);
  const sign = n % 2 === 1 ? 1 : -1;
  return sign * Math.exp(logGamma(n + 1)) * hurwitzZeta(n + 1, x);
}

/** PyTorch's own approximation (six steps of the recurrence, then four terms), whose error shows at the ninth digit. */
export function trigammaIn(r: (x: number) => number): (x: number) => number {
  const pi2 = r(r(Math.PI) * r(Math.PI));
  return (argument) => {
    let x = argument;
    let sign = 1;
    let result = 0;
    if (x < 0.5) {
      sign = -1;
      const s = r(Math.sin(r(r(Math.PI) * x)));
      result = r(result - r(pi2 / r(s * s)));
      x = r(1 - x);
    }
    for (let i = 0; i < 6; i++) {
      result = r(result + r(1 / r(x * x)));
      x = r(x + 1);
    }
    const q = r(1 / r(x * x));
    const series = r(r(1 / 6) - r(q * r(r(1 / 30) - r(q * r(1 / 42)))));
    result = r(result + r(r(r(1 + r(1 / r(2 * x))) + r(q * series)) / x));
    return sign * result;
  };
}
const trigamma = trigammaIn((x) => x);

/** Bessel I of order 0 or 1, times exp(-|x|): a power series of positive terms, the asymptotic series from 30 on. */
function besselIScaled(order: 0 | 1, x: number): number {
  const a = Math.abs(x);
  let value: number;
  if (a < 30) {
    const q = (a * a) / 4;
    let term = order === 0 ? 1 : a / 2;
    let sum = term;
    for (let k = 1; term > 1e-18 * sum; k++) {
      term *= q / (k * (k + order));
      sum += term;
    }
    value = sum * Math.exp(-a);
  } else {
    const mu = 4 * order * order;
    let term = 1;
    let sum = 1;
    for (let k = 1; k < 40; k++) {
      const next = (-term * (mu - (2 * k - 1) ** 2)) / (8 * a * k);
      if (Math.abs(next) > Math.abs(term) || Math.abs(next) < 1e-18) break;
      term = next;
      sum += term;
    }
    value = a === Infinity ? 0 : sum / Math.sqrt(2 * Math.PI * a);
  }
  return order === 1 && x < 0 ? -value : value;
}
export function i0e(x: number): number {
  return x !== x ? NaN : besselIScaled(0, x);
}
export function i1e(x: number): number {
  return x !== x ? NaN : besselIScaled(1, x);
}
export function i0(x: number): number {
  // PyTorch's formula divides two infinities.
  return Number.isFinite(x) ? besselIScaled(0, x) * Math.exp(Math.abs(x)) : NaN;
}
export function i1(x: number): number {
  return Number.isFinite(x) ? besselIScaled(1, x) * Math.exp(Math.abs(x)) : NaN;
}

/** The normal distribution function and its inverse and logarithm. */
export function ndtr(x: number): number {
  return 0.5 * (1 + erf(x * Math.SQRT1_2));
}
export function logNdtr(x: number): number {
  const t = x * Math.SQRT1_2;
  return x < -1 ? Math.log(erfcx(-t) / 2) - t * t : Math.log1p(-erfc(t) / 2);
}
export function ndtri(p: number): number {
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (!(p > 0 && p < 1)) return NaN;
  if (p > 0.1 && p < 0.9) return Math.SQRT2 * erfinv(2 * p - 1);
  // In the tails: Newton's method on log ndtr, from the leading term of the asymptotic expansion.
  const small = p < 0.5 ? p : 1 - p;
  const target = Math.log(small);
  let x = -Math.sqrt(-2 * target - Math.log(-4 * Math.PI * target));
  if (!(x < 0)) x = -1;
  for (let i = 0; i < 12; i++) {
    const value = logNdtr(x);
    const slope = Math.exp(-0.5 * x * x - HALF_LOG_TWO_PI - value);
    const step = (value - target) / slope;
    x -= step;
    if (Math.abs(step) < 1e-16 * Math.abs(x)) break;
  }
  return p < 0.5 ? x : -x;
}

/** sin(pi x) / (pi x), 1 at 0. */
export function sinc(x: number): number {
  if (x === 0) return 1;
  const y = Math.PI * x;
  return Math.sin(y) / y;
}

/** -x log x; 0 at 0, -inf below. */
export function entr(x: number): number {
  if (x !== x) return NaN;
  return x > 0 ? -x * Math.log(x) : x === 0 ? 0 : -Infinity;
}
export function xlogy(x: number, y: number): number {
  if (y !== y) return NaN;
  return x === 0 ? 0 : x * Math.log(y);
}
export function xlog1py(x: number, y: number): number {
  if (y !== y) return NaN;
  return x === 0 ? 0 : x * Math.log1p(y);
}
