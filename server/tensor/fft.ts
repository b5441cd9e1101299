/**
 * Discrete Fourier transforms of tensors along dimensions. Computed in double precision whatever the dtype: powers of two
 * by Cooley and Tukey's algorithm, other lengths through a convolution (Bluestein's), short ones by the definition.
 */
import { toComplex, toReal } from "./dtype.ts";
import { contiguous, denseData, fromData, type Strided } from "./strided.ts";

/** 0: as is, 1: divided by the root of the number of points, 2: divided by that number. */
export type Normalization = 0 | 1 | 2;

/** Lengths up to this are summed by the definition. */
const SHORT = 16;

/** cos and sin of 2πk/n for all k: angles are reduced before, so that long transforms stay exact. */
const circles = new Map<number, readonly [Float64Array, Float64Array]>();
function circle(n: number): readonly [Float64Array, Float64Array] {
  let known = circles.get(n);
  if (known === undefined) {
    const c = new Float64Array(n);
    const s = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      // From the nearest quarter turn: cos(π/2) is 0 here, not 6e-17.
      const quarter = Math.round((4 * k) / n);
      const rest = ((4 * k - quarter * n) / n) * (Math.PI / 2);
      // A twelfth of a turn has a sine of exactly a half, so that thirds cancel to 0.
      const isTwelfth = 3 * Math.abs(4 * k - quarter * n) === n;
      const [x, y] = [Math.cos(rest), isTwelfth ? 0.5 * Math.sign(rest) : Math.sin(rest)];
      c[k] = [x, -y, -x, y][quarter % 4]!;
      s[k] = [y, x, -y, -x][quarter % 4]!;
    }
    if (circles.size > 64) circles.clear();
    circles.set(n, (known = [c, s]));
  }
  return known;
}

/** In place; `sign` -1 is the forward transform. */
function powerOfTwo(re: Float64Array, im: Float64Array, sign: number): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  const [cos, sin] = circle(n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stride = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const wr = cos[k * stride]!;
        const wi = sign * sin[k * stride]!;
        const a = start + k;
        const b = a + half;
        const xr = re[b]! * wr - im[b]! * wi;
        const xi = re[b]! * wi + im[b]! * wr;
        re[b] = re[a]! - xr;
        im[b] = im[a]! - xi;
        re[a] = re[a]! + xr;
        im[a] = im[a]! + xi;
      }
    }
  }
}

function byDefinition(re: Float64Array, im: Float64Array, sign: number): void {
  const n = re.length;
  const [cos, sin] = circle(n);
  const outRe = new Float64Array(n);
  const outIm = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sr = 0;
    let si = 0;
    for (let j = 0; j < n; j++) {
      const at = (j * k) % n;
      const wr = cos[at]!;
      const wi = sign * sin[at]!;
      sr += re[j]! * wr - im[j]! * wi;
      si += re[j]! * wi + im[j]! * wr;
    }
    outRe[k] = sr;
    outIm[k] = si;
  }
  re.set(outRe);
  im.set(outIm);
}

/** jk = (j² + k² - (k-j)²)/2 makes the sum a convolution, whose length can be a power of two. */
function bluestein(re: Float64Array, im: Float64Array, sign: number): void {
  const n = re.length;
  let m = 1;
  while (m < 2 * n - 1) m *= 2;
  const [cos, sin] = circle(2 * n);
  const wr = new Float64Array(n);
  const wi = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    const at = (k * k) % (2 * n);
    wr[k] = cos[at]!;
    wi[k] = sign * sin[at]!;
  }
  const ar = new Float64Array(m);
  const ai = new Float64Array(m);
  const br = new Float64Array(m);
  const bi = new Float64Array(m);
  for (let k = 0; k < n; k++) {
    ar[k] = re[k]! * wr[k]! - im[k]! * wi[k]!;
    ai[k] = re[k]! * wi[k]! + im[k]! * wr[k]!;
    br[k] = wr[k]!;
    bi[k] = -wi[k]!;
    if (k > 0) {
      br[m - k] = br[k]!;
      bi[m - k] = bi[k]!;
    }
  }
  powerOfTwo(ar, ai, -1);
  powerOfTwo(br, bi, -1);
  for (let k = 0; k < m; k++) {
    const x = ar[k]! * br[k]! - ai[k]! * bi[k]!;
    ai[k] = ar[k]! * bi[k]! + ai[k]! * br[k]!;
    ar[k] = x;
  }
  powerOfTwo(ar, ai, 1);
  for (let k = 0; k < n; k++) {
    const x = ar[k]! / m;
    const y = ai[k]! / m;
    re[k] = x * wr[k]! - y * wi[k]!;
    im[k] = x * wi[k]! + y * wr[k]!;
  }
}

function transformLine(re: Float64Array, im: Float64Array, sign: number): void {
  const n = re.length;
  if ((n & (n - 1)) === 0) powerOfTwo(re, im, sign);
  else if (n <= SHORT) byDefinition(re, im, sign);
  else bluestein(re, im, sign);
}

/** Row-major complex entries in double precision while several dimensions are worked on. */
interface Field {
  readonly shape: number[];
  re: Float64Array;
  im: Float64Array;
}

function fieldOf(t: Strided): Field {
  const data = denseData(t);
  const n = t.numel;
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  if (t.dtype.lanes === 1) re.set(data);
  else {
    for (let i = 0; i < n; i++) {
      re[i] = data[2 * i]!;
      im[i] = data[2 * i + 1]!;
    }
  }
  return { shape: [...t.shape], re, im };
}

/** Every line along `dim` is handed to `work` as its own arrays, and written back (of length `size`). */
function alongLines(f: Field, dim: number, size: number, work: (re: Float64Array, im: Float64Array) => void): void {
  const n = f.shape[dim]!;
  const inner = f.shape.slice(dim + 1).reduce((a, b) => a * b, 1);
  const outer = f.shape.slice(0, dim).reduce((a, b) => a * b, 1);
  const length = Math.max(n, size);
  const re = new Float64Array(outer * size * inner);
  const im = new Float64Array(outer * size * inner);
  const lineRe = new Float64Array(length);
  const lineIm = new Float64Array(length);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      for (let k = 0; k < n; k++) {
        lineRe[k] = f.re[(o * n + k) * inner + i]!;
        lineIm[k] = f.im[(o * n + k) * inner + i]!;
      }
      work(lineRe, lineIm);
      for (let k = 0; k < size; k++) {
        re[(o * size + k) * inner + i] = lineRe[k]!;
        im[(o * size + k) * inner + i] = lineIm[k]!;
      }
    }
  }
  f.shape[dim] = size;
  f.re = re;
  f.im = im;
}

function scaleOf(normalization: Normalization, points: number): number {
  return normalization === 0 ? 1 : 1 / (normalization === 1 ? Math.sqrt(points) : points);
}

function toTensor(f: Field, like: Strided, scale: number): Strided {
  const dtype = toComplex(like.dtype);
  const data = dtype.allocate(2 * f.re.length);
  for (let i = 0; i < f.re.length; i++) {
    data[2 * i] = f.re[i]! * scale;
    data[2 * i + 1] = f.im[i]! * scale;
  }
  return fromData(data, f.shape, dtype);
}

function pointsIn(shape: readonly number[], dims: readonly number[]): number {
  return dims.reduce((n, d) => n * shape[d]!, 1);
}

/** ATen's `_fft_c2c`. */
export function complexToComplex(t: Strided, dims: readonly number[], norm: Normalization, forward: boolean): Strided {
  if (dims.length === 0) return contiguous(t);
  const f = fieldOf(t);
  const scale = scaleOf(norm, pointsIn(t.shape, dims));
  for (const d of dims) {
    alongLines(f, d, f.shape[d]!, (re, im) => {
      transformLine(re, im, forward ? -1 : 1);
    });
  }
  return toTensor(f, t, scale);
}

/** ATen's `_fft_r2c`: forward; `onesided` keeps the n/2+1 entries of the last of `dims` that say everything. */
export function realToComplex(t: Strided, dims: readonly number[], norm: Normalization, onesided: boolean): Strided {
  const full = complexToComplex(t, dims, norm, true);
  if (!onesided) return full;
  const f = fieldOf(full);
  const last = dims.at(-1)!;
  alongLines(f, last, Math.floor(t.shape[last]! / 2) + 1, () => undefined);
  return toTensor(f, t, 1);
}

/** ATen's `_fft_c2r`: backward, the last of `dims` completed to `lastSize` entries that are their own conjugates mirrored. */
export function complexToReal(t: Strided, dims: readonly number[], norm: Normalization, lastSize: number): Strided {
  const last = dims.at(-1)!;
  const f = fieldOf(t);
  for (const d of dims.slice(0, -1)) {
    alongLines(f, d, f.shape[d]!, (re, im) => {
      transformLine(re, im, 1);
    });
  }
  const kept = Math.floor(lastSize / 2) + 1;
  alongLines(f, last, lastSize, (lineRe, lineIm) => {
    const re = lineRe.length === lastSize ? lineRe : lineRe.subarray(0, lastSize);
    const im = lineIm.length === lastSize ? lineIm : lineIm.subarray(0, lastSize);
    // The imaginary parts at 0 and at the middle would have to be 0: they are ignored.
    im[0] = 0;
    if (lastSize % 2 === 0 && lastSize > 0) im[lastSize / 2] = 0;
    for (let k = kept; k < lastSize; k++) {
      re[k] = re[lastSize - k]!;
      im[k] = -im[lastSize - k]!;
    }
    transformLine(re, im, 1);
  });
  const scale = scaleOf(norm, pointsIn(f.shape, dims));
  const dtype = toReal(t.dtype);
  const data = dtype.allocate(f.re.length);
  for (let i = 0; i < f.re.length; i++) data[i] = f.re[i]! * scale;
  return fromData(data, f.shape, dtype);
}
