/**
 * Factorisations of real matrices and what is solved with them, batched over the leading dimensions. Computed in double
 * precision and rounded once. Sign conventions are LAPACK's. Results lie column by column where PyTorch's do.
 */
import { convert } from "./copy.ts";
import { float64 } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import {
  broadcastShapes,
  broadcastStrides,
  denseData,
  emptyStrided,
  numelOf,
  type Strided,
  viewOf,
} from "./strided.ts";

/** A dense row-major matrix. */
export interface Matrix {
  readonly m: number;
  readonly n: number;
  readonly a: Float64Array;
}

export function matrix(m: number, n: number): Matrix {
  return { m, n, a: new Float64Array(m * n) };
}
export function identity(n: number): Matrix {
  const out = matrix(n, n);
  for (let i = 0; i < n; i++) out.a[i * n + i] = 1;
  return out;
}
export function transposed({ m, n, a }: Matrix): Matrix {
  const out = matrix(n, m);
  for (let i = 0; i < m; i++) for (let j = 0; j < n; j++) out.a[j * m + i] = a[i * n + j]!;
  return out;
}
export function product(x: Matrix, y: Matrix): Matrix {
  const out = matrix(x.m, y.n);
  for (let i = 0; i < x.m; i++) {
    for (let k = 0; k < x.n; k++) {
      const f = x.a[i * x.n + k]!;
      if (f === 0) continue;
      for (let j = 0; j < y.n; j++) out.a[i * y.n + j]! += f * y.a[k * y.n + j]!;
    }
  }
  return out;
}
function copied({ m, n, a }: Matrix): Matrix {
  return { m, n, a: a.slice() };
}

/** Refuses what the kernels below cannot do. */
export function needReal(name: string, t: Strided): void {
  if (t.dtype.category === "complex") throw new Unsupported(`${name} of complex matrices`);
}

/** The matrices of a batch, in order. */
export function matricesOf(t: Strided): Matrix[] {
  const m = t.shape.at(-2)!;
  const n = t.shape.at(-1)!;
  const data = denseData(convert(t, float64));
  const count = numelOf(t.shape.slice(0, -2));
  return Array.from({ length: count }, (_, i) => ({
    m,
    n,
    a: Float64Array.from(data.slice(i * m * n, (i + 1) * m * n)),
  }));
}

/** A batch made of matrices: column by column unless `isRowMajor`. */
export function batchOf(
  like: Strided,
  batch: readonly number[],
  m: number,
  n: number,
  parts: readonly Matrix[],
  isRowMajor = false,
): Strided {
  const strides: number[] = isRowMajor ? [n, 1] : [1, Math.max(m, 1)];
  let step = Math.max(m, 1) * Math.max(n, 1);
  for (let d = batch.length - 1; d >= 0; d--) {
    strides.unshift(step);
    step *= Math.max(batch[d]!, 1);
  }
  const out = emptyStrided([...batch, m, n], strides, like.dtype);
  const data = out.storage.data;
  const { cast } = like.dtype;
  parts.forEach(({ a }, k) => {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) data[k * m * n + (isRowMajor ? i * n + j : j * m + i)] = cast(a[i * n + j]!);
    }
  });
  return out;
}

/** Both with the same leading dimensions. */
export function broadcastBatches(a: Strided, b: Strided): [Strided, Strided, readonly number[]] {
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const to = (t: Strided): Strided => {
    const shape = [...batch, ...t.shape.slice(-2)];
    return viewOf(t, shape, broadcastStrides(t, shape));
  };
  return [to(a), to(b), batch];
}

// ---------------------------------------------------------------- LU

export interface Lu {
  /** L below the diagonal (ones on it), U on and above. */
  readonly lu: Matrix;
  /** Row that was exchanged with row k, per step. */
  readonly pivots: Int32Array;
  /** 1-based index of the first zero on the diagonal of U, or 0. */
  readonly info: number;
}

/** Elimination with partial pivoting; `round` keeps single-precision matrices singular where they are. */
export function factorLu(x: Matrix, round: (v: number) => number): Lu {
  const { m, n } = x;
  const lu = copied(x);
  const { a } = lu;
  const steps = Math.min(m, n);
  const pivots = new Int32Array(steps);
  let info = 0;
  for (let k = 0; k < steps; k++) {
    let p = k;
    for (let i = k + 1; i < m; i++) if (Math.abs(a[i * n + k]!) > Math.abs(a[p * n + k]!)) p = i;
    pivots[k] = p;
    if (p !== k) {
      for (let j = 0; j < n; j++) {
        const v = a[k * n + j]!;
        a[k * n + j] = a[p * n + j]!;
        a[p * n + j] = v;
      }
    }
    const pivot = a[k * n + k]!;
    if (pivot === 0) {
      if (info === 0) info = k + 1;
      continue;
    }
    for (let i = k + 1; i < m; i++) {
      const f = round(a[i * n + k]! / pivot);
      a[i * n + k] = f;
      if (f === 0) continue;
      for (let j = k + 1; j < n; j++) a[i * n + j] = round(a[i * n + j]! - f * a[k * n + j]!);
    }
  }
  return { lu, pivots, info };
}

/** Solves `L U x = P b` for every column of `b`. */
export function solveLu({ lu, pivots }: Lu, b: Matrix): Matrix {
  const x = copied(b);
  const k = b.n;
  pivots.forEach((p, i) => {
    if (p === i) return;
    for (let j = 0; j < k; j++) {
      const v = x.a[i * k + j]!;
      x.a[i * k + j] = x.a[p * k + j]!;
      x.a[p * k + j] = v;
    }
  });
  const lower = solveTriangular(lu, x, false, true);
  return solveTriangular(lu, lower, true, false);
}

/** `t x = b` with the upper or lower triangle of `t`. */
export function solveTriangular(t: Matrix, b: Matrix, isUpper: boolean, isUnit: boolean): Matrix {
  const x = copied(b);
  const { n } = t;
  const k = b.n;
  for (let step = 0; step < n; step++) {
    const i = isUpper ? n - 1 - step : step;
    for (let j = 0; j < k; j++) {
      let v = x.a[i * k + j]!;
      for (let c = isUpper ? i + 1 : 0; c < (isUpper ? n : i); c++) v -= t.a[i * n + c]! * x.a[c * k + j]!;
      x.a[i * k + j] = isUnit ? v : v / t.a[i * n + i]!;
    }
  }
  return x;
}

/** Sign of the permutation times the product of the diagonal. */
export function determinantOf({ lu, pivots }: Lu, round: (v: number) => number): number {
  let d = 1;
  pivots.forEach((p, i) => {
    if (p !== i) d = -d;
  });
  for (let i = 0; i < lu.n; i++) d = round(d * lu.a[i * lu.n + i]!);
  return d;
}

// ---------------------------------------------------------------- Cholesky, QR

/** The lower factor; `info` is the order of the first minor that is not positive, or 0. */
export function factorCholesky(x: Matrix): { l: Matrix; info: number } {
  const { n } = x;
  const l = matrix(n, n);
  for (let j = 0; j < n; j++) {
    let d = x.a[j * n + j]!;
    for (let k = 0; k < j; k++) d -= l.a[j * n + k]! ** 2;
    if (!(d > 0)) return { l, info: j + 1 };
    const root = Math.sqrt(d);
    l.a[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let v = x.a[i * n + j]!;
      for (let k = 0; k < j; k++) v -= l.a[i * n + k]! * l.a[j * n + k]!;
      l.a[i * n + j] = v / root;
    }
  }
  return { l, info: 0 };
}

/** A Householder reflection that turns `x` into a multiple of the first unit vector: LAPACK's larfg. */
function reflector(x: Float64Array): { beta: number; tau: number; v: Float64Array } {
  const v = x.slice();
  let tail = 0;
  for (let i = 1; i < x.length; i++) tail += x[i]! ** 2;
  const alpha = x[0]!;
  if (tail === 0) {
    v.fill(0);
    v[0] = 1;
    return { beta: alpha, tau: 0, v };
  }
  const norm = Math.sqrt(alpha * alpha + tail);
  const beta = alpha >= 0 ? -norm : norm;
  for (let i = 1; i < v.length; i++) v[i]! /= alpha - beta;
  v[0] = 1;
  return { beta, tau: (beta - alpha) / beta, v };
}

/** `x -= tau v (vᵀ x)` on the rows from `row` and columns from `column`. */
function reflectLeft(x: Matrix, tau: number, v: Float64Array, row: number, column: number): void {
  if (tau === 0) return;
  for (let j = column; j < x.n; j++) {
    let s = 0;
    for (let i = 0; i < v.length; i++) s += v[i]! * x.a[(row + i) * x.n + j]!;
    for (let i = 0; i < v.length; i++) x.a[(row + i) * x.n + j]! -= tau * s * v[i]!;
  }
}

/** Q (m x columns) and R (columns x n). */
export function factorQr(x: Matrix, columns: number): { q: Matrix; r: Matrix } {
  const { m, n } = x;
  const work = copied(x);
  const steps = Math.min(m, n);
  const made: { tau: number; v: Float64Array }[] = [];
  for (let k = 0; k < steps; k++) {
    const column = new Float64Array(m - k);
    for (let i = k; i < m; i++) column[i - k] = work.a[i * n + k]!;
    const { beta, tau, v } = reflector(column);
    made.push({ tau, v });
    reflectLeft(work, tau, v, k, k + 1);
    work.a[k * n + k] = beta;
    for (let i = k + 1; i < m; i++) work.a[i * n + k] = 0;
  }
  const q = matrix(m, columns);
  for (let i = 0; i < Math.min(m, columns); i++) q.a[i * columns + i] = 1;
  for (let k = steps - 1; k >= 0; k--) reflectLeft(q, made[k]!.tau, made[k]!.v, k, 0);
  return { q, r: { m: columns, n, a: work.a.slice(0, columns * n) } };
}

// ---------------------------------------------------------------- symmetric eigenproblem

/** Reduction to tridiagonal form from the lower triangle (LAPACK's sytrd): `x = q t qᵀ`. */
function tridiagonal(x: Matrix): { d: Float64Array; e: Float64Array; q: Matrix } {
  const { n } = x;
  const a = copied(x).a;
  const d = new Float64Array(n);
  const e = new Float64Array(Math.max(n - 1, 0));
  const made: { tau: number; v: Float64Array }[] = [];
  for (let i = 0; i < n - 1; i++) {
    const size = n - i - 1;
    const column = new Float64Array(size);
    for (let k = 0; k < size; k++) column[k] = a[(i + 1 + k) * n + i]!;
    const { beta, tau, v } = reflector(column);
    e[i] = beta;
    made.push({ tau, v });
    d[i] = a[i * n + i]!;
    if (tau === 0) continue;
    const at = (r: number, c: number): number =>
      r >= c ? a[(i + 1 + r) * n + i + 1 + c]! : a[(i + 1 + c) * n + i + 1 + r]!;
    const w = new Float64Array(size);
    let dot = 0;
    for (let r = 0; r < size; r++) {
      let s = 0;
      for (let c = 0; c < size; c++) s += at(r, c) * v[c]!;
      w[r] = tau * s;
      dot += w[r]! * v[r]!;
    }
    for (let r = 0; r < size; r++) w[r]! -= 0.5 * tau * dot * v[r]!;
    for (let r = 0; r < size; r++) {
      for (let c = 0; c <= r; c++) a[(i + 1 + r) * n + i + 1 + c]! -= v[r]! * w[c]! + w[r]! * v[c]!;
    }
  }
  if (n > 0) d[n - 1] = a[n * n - 1]!;
  const q = identity(n);
  for (let k = made.length - 1; k >= 0; k--) reflectLeft(q, made[k]!.tau, made[k]!.v, k + 1, 0);
  return { d, e, q };
}

const TINY = 2.2250738585072014e-308;

/** A rotation with `c f + s g = r`, `-s f + c g = 0`. */
function rotation(f: number, g: number): [c: number, s: number, r: number] {
  if (g === 0) return [1, 0, f];
  if (f === 0) return [0, 1, g];
  const r = Math.hypot(f, g);
  const sign = Math.abs(f) > Math.abs(g) && f < 0 ? -1 : 1;
  return [(sign * f) / r, (sign * g) / r, sign * r];
}

/** Eigenvalues of [[a, b], [b, c]], the larger in size first, and the first one's unit vector. */
function symmetricPair(a: number, b: number, c: number): [rt1: number, rt2: number, cs: number, sn: number] {
  const sm = a + c;
  const df = a - c;
  const tb = b + b;
  const rt = Math.hypot(df, tb);
  const large = Math.abs(a) > Math.abs(c) ? a : c;
  const small = Math.abs(a) > Math.abs(c) ? c : a;
  let rt1 = 0.5 * rt;
  let rt2 = -0.5 * rt;
  let first = 1;
  if (sm !== 0) {
    first = sm < 0 ? -1 : 1;
    rt1 = 0.5 * (sm + first * rt);
    rt2 = (large / rt1) * small - (b / rt1) * b;
  }
  const second = df >= 0 ? 1 : -1;
  const cs = df + second * rt;
  let c1 = 1;
  let s1 = 0;
  if (Math.abs(cs) > Math.abs(tb)) {
    const ct = -tb / cs;
    s1 = 1 / Math.sqrt(1 + ct * ct);
    c1 = ct * s1;
  } else if (tb !== 0) {
    const tn = -cs / tb;
    c1 = 1 / Math.sqrt(1 + tn * tn);
    s1 = tn * c1;
  }
  if (first === second) [c1, s1] = [-s1, c1];
  return [rt1, rt2, c1, s1];
}

/** Applies rotations to neighbouring columns of `z`, forwards or backwards. */
function rotateColumns(
  z: Matrix,
  from: number,
  cs: readonly number[],
  ss: readonly number[],
  isForward: boolean,
): void {
  const { n, a } = z;
  for (let step = 0; step < cs.length; step++) {
    const j = isForward ? step : cs.length - 1 - step;
    const c = cs[j]!;
    const s = ss[j]!;
    for (let i = 0; i < z.m; i++) {
      const at = i * n + from + j;
      const right = a[at + 1]!;
      const left = a[at]!;
      a[at + 1] = c * right - s * left;
      a[at] = s * right + c * left;
    }
  }
}

/** Implicit QL or QR on a tridiagonal matrix, as LAPACK's steqr: `d` becomes the eigenvalues, `z` is turned along. */
function diagonalise(d: Float64Array, e: Float64Array, z: Matrix, epsilon: number): void {
  const n = d.length;
  const eps2 = epsilon * epsilon;
  let budget = n * 30;
  let begin = 0;
  while (begin < n) {
    if (begin > 0) e[begin - 1] = 0;
    let m = begin;
    for (; m < n - 1; m++) {
      const size = Math.abs(e[m]!);
      if (size === 0) break;
      if (size <= Math.sqrt(Math.abs(d[m]!)) * Math.sqrt(Math.abs(d[m + 1]!)) * epsilon) {
        e[m] = 0;
        break;
      }
    }
    let l = begin;
    let end = m;
    begin = m + 1;
    if (end === l) continue;
    if (Math.abs(d[end]!) < Math.abs(d[l]!)) [l, end] = [end, l];
    const isQl = end > l;
    while (isQl ? l <= end : l >= end) {
      let k = l;
      if (isQl) {
        for (; k < end; k++) if (e[k]! ** 2 <= eps2 * Math.abs(d[k]!) * Math.abs(d[k + 1]!) + TINY) break;
        if (k < end) e[k] = 0;
      } else {
        for (; k > end; k--) if (e[k - 1]! ** 2 <= eps2 * Math.abs(d[k]!) * Math.abs(d[k - 1]!) + TINY) break;
        if (k > end) e[k - 1] = 0;
      }
      let p = d[l]!;
      if (k === l) {
        l += isQl ? 1 : -1;
        continue;
      }
      const low = isQl ? l : l - 1;
      if (Math.abs(k - l) === 1) {
        const [rt1, rt2, c, s] = symmetricPair(d[low]!, e[low]!, d[low + 1]!);
        rotateColumns(z, low, [c], [s], !isQl);
        d[low] = rt1;
        d[low + 1] = rt2;
        e[low] = 0;
        l += isQl ? 2 : -2;
        continue;
      }
      if (budget-- <= 0)
        throw new TorchError(
          "LinAlgError",
          "linalg.eigh: The algorithm failed to converge because the input matrix is ill-conditioned or has too many repeated eigenvalues.",
        );
      const next = isQl ? l + 1 : l - 1;
      let g = (d[next]! - p) / (2 * e[low]!);
      let r = Math.hypot(g, 1);
      g = d[k]! - p + e[low]! / (g + (g < 0 ? -r : r));
      let s = 1;
      let c = 1;
      p = 0;
      const cs: number[] = [];
      const ss: number[] = [];
      if (isQl) {
        for (let i = k - 1; i >= l; i--) {
          const f = s * e[i]!;
          const b = c * e[i]!;
          [c, s, r] = rotation(g, f);
          if (i !== k - 1) e[i + 1] = r;
          g = d[i + 1]! - p;
          r = (d[i]! - g) * s + 2 * c * b;
          p = s * r;
          d[i + 1] = g + p;
          g = c * r - b;
          cs.unshift(c);
          ss.unshift(-s);
        }
        rotateColumns(z, l, cs, ss, false);
        d[l]! -= p;
        e[l] = g;
      } else {
        for (let i = k; i < l; i++) {
          const f = s * e[i]!;
          const b = c * e[i]!;
          [c, s, r] = rotation(g, f);
          if (i !== k) e[i - 1] = r;
          g = d[i]! - p;
          r = (d[i + 1]! - g) * s + 2 * c * b;
          p = s * r;
          d[i] = g + p;
          g = c * r - b;
          cs.push(c);
          ss.push(s);
        }
        rotateColumns(z, k, cs, ss, true);
        d[l]! -= p;
        e[l - 1] = g;
      }
    }
  }
  for (let i = 0; i < n - 1; i++) {
    let k = i;
    for (let j = i + 1; j < n; j++) if (d[j]! < d[k]!) k = j;
    if (k === i) continue;
    [d[i], d[k]] = [d[k]!, d[i]!];
    for (let r = 0; r < z.m; r++) {
      const v = z.a[r * z.n + i]!;
      z.a[r * z.n + i] = z.a[r * z.n + k]!;
      z.a[r * z.n + k] = v;
    }
  }
}

/**
 * Ascending eigenvalues and the vectors as columns, from one triangle of a symmetric matrix. `isSingle` stops where
 * single precision would: how many steps are taken decides the vectors' signs.
 */
export function eigenSymmetric(
  x: Matrix,
  isUpper: boolean,
  isSingle: boolean,
): { values: Float64Array; vectors: Matrix } {
  const { d, e, q } = tridiagonal(isUpper ? transposed(x) : x);
  diagonalise(d, e, q, isSingle ? 2 ** -24 : 2 ** -53);
  return { values: d, vectors: q };
}

/**
 * Singular values, largest first, with some orthonormal vectors to them (their signs are not LAPACK's). One-sided
 * Jacobi rotations (Hestenes): accurate for small singular values too.
 */
export function singular(x: Matrix): { u: Matrix; s: Float64Array; v: Matrix } {
  if (x.m < x.n) {
    const { u, s, v } = singular(transposed(x));
    return { u: v, s, v: u };
  }
  const { m, n } = x;
  const work = copied(x);
  const v = identity(n);
  for (let sweep = 0; sweep < 60; sweep++) {
    let isDone = true;
    for (let p = 0; p < n - 1; p++) {
      for (let q = p + 1; q < n; q++) {
        let alpha = 0;
        let beta = 0;
        let gamma = 0;
        for (let i = 0; i < m; i++) {
          const a = work.a[i * n + p]!;
          const b = work.a[i * n + q]!;
          alpha += a * a;
          beta += b * b;
          gamma += a * b;
        }
        if (gamma === 0 || Math.abs(gamma) <= 1e-16 * Math.sqrt(alpha * beta)) continue;
        isDone = false;
        const zeta = (beta - alpha) / (2 * gamma);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
        const c = 1 / Math.sqrt(1 + t * t);
        const s = c * t;
        for (const y of [work, v]) {
          for (let i = 0; i < y.m; i++) {
            const a = y.a[i * n + p]!;
            const b = y.a[i * n + q]!;
            y.a[i * n + p] = c * a - s * b;
            y.a[i * n + q] = s * a + c * b;
          }
        }
      }
    }
    if (isDone) break;
  }
  const norms = Array.from({ length: n }, (_, j) => {
    let s = 0;
    for (let i = 0; i < m; i++) s += work.a[i * n + j]! ** 2;
    return Math.sqrt(s);
  });
  const order = norms.map((_, j) => j).sort((a, b) => norms[b]! - norms[a]!);
  const u = matrix(m, n);
  const right = matrix(n, n);
  const s = new Float64Array(n);
  order.forEach((from, j) => {
    s[j] = norms[from]!;
    for (let i = 0; i < m; i++) u.a[i * n + j] = s[j] === 0 ? 0 : work.a[i * n + from]! / s[j]!;
    for (let i = 0; i < n; i++) right.a[i * n + j] = v.a[i * n + from]!;
  });
  return { u, s, v: right };
}
