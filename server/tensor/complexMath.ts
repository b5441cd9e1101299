/**
 * Complex functions. Each writes its result's real and imaginary part into {@link pair}, so that no objects are made
 * per element. Formulas are the textbook ones; branch cuts follow C99.
 */
export const pair = new Float64Array(2);

/** |re + im*j|; squares are summed directly where they stay in range, which is more exact than scaling. */
export function modulus(re: number, im: number): number {
  const s = re * re + im * im;
  return s > 1e-280 && s < 1e290 ? Math.sqrt(s) : Math.hypot(re, im);
}

export type ComplexUnary = (re: number, im: number) => void;
export type ComplexBinary = (ar: number, ai: number, br: number, bi: number) => void;

function set(re: number, im: number): void {
  pair[0] = re;
  pair[1] = im;
}

/** PyTorch adds b times the complex number 1, so an infinite part makes the other one NaN. */
export const cadd: ComplexBinary = (ar, ai, br, bi) => set(ar + (br - bi * 0), ai + (br * 0 + bi));
export const csub: ComplexBinary = (ar, ai, br, bi) => set(ar + (-br - bi * 0), ai + (br * 0 - bi));
export const cmul: ComplexBinary = (ar, ai, br, bi) => set(ar * br - ai * bi, ar * bi + ai * br);
/** Smith's scaling keeps intermediate magnitudes representable. */
export const cdiv: ComplexBinary = (ar, ai, br, bi) => {
  if (Math.abs(br) >= Math.abs(bi)) {
    if (br === 0 && bi === 0) {
      set(ar / Math.abs(br), ai / Math.abs(bi));
      return;
    }
    const ratio = bi / br;
    const scale = 1 / (br + bi * ratio);
    set((ar + ai * ratio) * scale, (ai - ar * ratio) * scale);
  } else {
    const ratio = br / bi;
    const scale = 1 / (bi + br * ratio);
    set((ar * ratio + ai) * scale, (ai * ratio - ar) * scale);
  }
};
export const cneg: ComplexUnary = (re, im) => set(-re, -im);
export const cconj: ComplexUnary = (re, im) => set(re, -im);
export const creciprocal: ComplexUnary = (re, im) => cdiv(1, 0, re, im);
export const csquare: ComplexUnary = (re, im) => cmul(re, im, re, im);
export const cexp: ComplexUnary = (re, im) => {
  const m = Math.exp(re);
  set(im === 0 ? m : m * Math.cos(im), im === 0 ? im : m * Math.sin(im));
};
export const clog: ComplexUnary = (re, im) => set(Math.log(modulus(re, im)), Math.atan2(im, re));
export const clog2: ComplexUnary = (re, im) => {
  clog(re, im);
  set(pair[0]! / Math.LN2, pair[1]! / Math.LN2);
};
export const clog10: ComplexUnary = (re, im) => {
  clog(re, im);
  set(pair[0]! / Math.LN10, pair[1]! / Math.LN10);
};
export const clog1p: ComplexUnary = (re, im) => {
  // log|1+z| from log1p of |1+z|^2 - 1, which does not cancel for small z.
  const theta = Math.atan2(im, re + 1);
  set(0.5 * Math.log1p(re * (re + 2) + im * im), theta);
};
export const cexpm1: ComplexUnary = (re, im) => {
  const a = Math.sin(im / 2);
  const m = Math.expm1(re);
  set(m * Math.cos(im) - 2 * a * a, Math.exp(re) * Math.sin(im));
};
export const csqrt: ComplexUnary = (re, im) => {
  const m = modulus(re, im);
  if (m === 0) {
    set(0, im);
    return;
  }
  if (re >= 0) {
    const t = Math.sqrt((m + re) / 2);
    set(t, im / (2 * t));
  } else {
    const t = Math.sqrt((m - re) / 2);
    set(Math.abs(im) / (2 * t), im < 0 || Object.is(im, -0) ? -t : t);
  }
};
export const crsqrt: ComplexUnary = (re, im) => {
  csqrt(re, im);
  cdiv(1, 0, pair[0]!, pair[1]!);
};
export const csin: ComplexUnary = (re, im) => set(Math.sin(re) * Math.cosh(im), Math.cos(re) * Math.sinh(im));
export const ccos: ComplexUnary = (re, im) => set(Math.cos(re) * Math.cosh(im), -(Math.sin(re) * Math.sinh(im)));
export const csinh: ComplexUnary = (re, im) => set(Math.sinh(re) * Math.cos(im), Math.cosh(re) * Math.sin(im));
export const ccosh: ComplexUnary = (re, im) => set(Math.cosh(re) * Math.cos(im), Math.sinh(re) * Math.sin(im));
export const ctanh: ComplexUnary = (re, im) => {
  if (Math.abs(re) > 20) {
    set(Math.sign(re), (4 * Math.sin(im) * Math.cos(im)) / Math.exp(2 * Math.abs(re)));
    return;
  }
  const d = Math.cosh(2 * re) + Math.cos(2 * im);
  set(Math.sinh(2 * re) / d, Math.sin(2 * im) / d);
};
export const ctan: ComplexUnary = (re, im) => {
  ctanh(-im, re);
  set(pair[1]!, -pair[0]!);
};
/** asinh z = log(z + sqrt(z^2 + 1)), taken in the half plane where the sum does not cancel. */
export const casinh: ComplexUnary = (re, im) => {
  const flip = re < 0;
  const x = Math.abs(re);
  const y = flip ? -im : im;
  cmul(x, y, x, y);
  csqrt(pair[0]! + 1, pair[1]!);
  clog(x + pair[0]!, y + pair[1]!);
  if (flip) set(-pair[0]!, -pair[1]!);
};
export const casin: ComplexUnary = (re, im) => {
  casinh(-im, re);
  set(pair[1]!, -pair[0]!);
};
export const cacos: ComplexUnary = (re, im) => {
  casin(re, im);
  set(Math.PI / 2 - pair[0]!, -pair[1]!);
};
export const cacosh: ComplexUnary = (re, im) => {
  csqrt(re - 1, im);
  const pr = pair[0]!;
  const pi = pair[1]!;
  csqrt(re + 1, im);
  cmul(pr, pi, pair[0]!, pair[1]!);
  clog(re + pair[0]!, im + pair[1]!);
};
export const catanh: ComplexUnary = (re, im) => {
  clog1p(re, im);
  const pr = pair[0]!;
  const pi = pair[1]!;
  clog1p(-re, -im);
  set((pr - pair[0]!) / 2, (pi - pair[1]!) / 2);
};
export const catan: ComplexUnary = (re, im) => {
  catanh(-im, re);
  set(pair[1]!, -pair[0]!);
};
export const csigmoid: ComplexUnary = (re, im) => {
  cexp(-re, -im);
  cdiv(1, 0, 1 + pair[0]!, pair[1]!);
};
export const csgn: ComplexUnary = (re, im) => {
  const m = modulus(re, im);
  if (m === 0) set(0, 0);
  else set(re / m, im / m);
};
export const cpow: ComplexBinary = (ar, ai, br, bi) => {
  if (br === 0 && bi === 0) {
    set(1, 0);
    return;
  }
  if (ar === 0 && ai === 0) {
    if (br > 0) set(0, 0);
    else set(NaN, NaN);
    return;
  }
  if (bi === 0 && Number.isInteger(br) && Math.abs(br) <= 64) {
    // Repeated squaring is exact where the logarithm would leave dust: (1j)**2 is -1+0j.
    let n = Math.abs(br);
    let rr = 1;
    let ri = 0;
    let xr = ar;
    let xi = ai;
    while (n > 0) {
      if (n & 1) {
        cmul(rr, ri, xr, xi);
        rr = pair[0]!;
        ri = pair[1]!;
      }
      n >>= 1;
      if (n > 0) {
        cmul(xr, xi, xr, xi);
        xr = pair[0]!;
        xi = pair[1]!;
      }
    }
    if (br < 0) cdiv(1, 0, rr, ri);
    else set(rr, ri);
    return;
  }
  const logM = Math.log(modulus(ar, ai));
  const theta = Math.atan2(ai, ar);
  cexp(br * logM - bi * theta, bi * logM + br * theta);
};
