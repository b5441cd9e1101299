/**
 * Inverses, determinants, factorisations and systems of real matrices. Derivatives: Giles, "An extended collection of
 * matrix derivative results" (2008); Seeger et al., "Auto-differentiating linear algebra" (2017).
 */

import { float64, int32, int64 } from "../../tensor/dtype.ts";
import * as kernel from "../../tensor/linalg.ts";
import { empty, type Strided, viewOf } from "../../tensor/strided.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { add, div, mul, neg, scaled, sub } from "./arithmetic.ts";
import { eyeLike, offDiagonal, refuse, symmetricPart, tensorOf } from "./linalgParts.ts";
import { matmul } from "./matmul.ts";
import { diagEmbed, tril, triu } from "./rearranging.ts";
import { diagonal, transpose, unsqueeze } from "./shape.ts";

/** The transposed matrices. */
export const mT = (t: Tensor): Tensor => transpose(t, -2, -1);
/** Numbers, one per matrix, to be multiplied into matrices. */
const perMatrix = (t: Tensor): Tensor => unsqueeze(unsqueeze(t, -1), -1);
const rounding = (t: Strided): ((v: number) => number) => (t.dtype === float64 ? (v) => v : Math.fround);

function infos(batch: readonly number[], values: readonly number[]): Strided {
  const out = empty(batch, int32);
  values.forEach((v, i) => {
    out.data[i] = v;
  });
  return out;
}
function numbers(like: Strided, batch: readonly number[], values: readonly number[]): Strided {
  const out = empty(batch, like.dtype);
  values.forEach((v, i) => {
    out.data[i] = like.dtype.cast(v);
  });
  return out;
}
function vectors(like: Strided, batch: readonly number[], n: number, values: readonly Float64Array[]): Strided {
  const out = empty([...batch, n], like.dtype);
  values.forEach((v, k) => {
    v.forEach((x, i) => {
      out.data[k * n + i] = like.dtype.cast(x);
    });
  });
  return out;
}

/** The inverse, and per matrix the 1-based index of a zero pivot. */
export const invEx: MultiOp<[A: Tensor]> = defineMultiOp("linalg_inv_ex", {
  node: "LinalgInvExBackward0",
  inputs: 1,
  differentiable: [true, false],
  forward: (A) => {
    const n = A.shape.at(-1)!;
    const batch = A.shape.slice(0, -2);
    const lus = kernel.matricesOf(A.impl).map((x) => kernel.factorLu(x, rounding(A.impl)));
    const parts = lus.map((lu) => (lu.info === 0 ? kernel.solveLu(lu, kernel.identity(n)) : kernel.matrix(n, n)));
    return [
      kernel.batchOf(A.impl, batch, n, n, parts),
      infos(
        batch,
        lus.map((lu) => lu.info),
      ),
    ];
  },
  save: (_need, [inverse]) => ({ inverse: inverse! }),
  gradAll: ([g], s) => {
    if (g === null || g === undefined) return [null];
    const at = mT(s.inverse);
    return [neg(matmul(matmul(at, g), at))];
  },
  text: ["-A⁻ᵀ·g·A⁻ᵀ"],
});

/** `A⁻¹` without a check: for gradients. */
const inverse = (A: Tensor): Tensor => invEx(A)[0]!;

export const det: Op<[A: Tensor]> = defineOp("_linalg_det", {
  node: "LinalgDetBackward0",
  forward: (A) => {
    const lus = kernel.matricesOf(A.impl).map((x) => kernel.factorLu(x, rounding(A.impl)));
    return numbers(
      A.impl,
      A.shape.slice(0, -2),
      lus.map((lu) => kernel.determinantOf(lu, rounding(A.impl))),
    );
  },
  save: (_need, result, A) => ({ A, result }),
  // For a singular matrix the factor is 0, as in PyTorch, which then solves with a nudged diagonal.
  grad: [(g, s) => mul(perMatrix(mul(g, s.result)), mT(inverse(s.A)))],
  text: ["det·A⁻ᵀ"],
});

export const slogdet: MultiOp<[A: Tensor]> = defineMultiOp("_linalg_slogdet", {
  node: "LinalgSlogdetBackward0",
  inputs: 1,
  forward: (A) => {
    const batch = A.shape.slice(0, -2);
    const dets = kernel.matricesOf(A.impl).map((x) => {
      const { lu, pivots } = kernel.factorLu(x, rounding(A.impl));
      let sign = 1;
      let log = 0;
      pivots.forEach((p, i) => {
        if (p !== i) sign = -sign;
      });
      for (let i = 0; i < lu.n; i++) {
        const d = lu.a[i * lu.n + i]!;
        sign *= Math.sign(d);
        log += Math.log(Math.abs(d));
      }
      return { sign, log };
    });
    return [
      numbers(
        A.impl,
        batch,
        dets.map((d) => d.sign),
      ),
      numbers(
        A.impl,
        batch,
        dets.map((d) => d.log),
      ),
    ];
  },
  save: (_need, _results, A) => ({ A }),
  gradAll: (gs, s) => {
    const g = gs[1] ?? null;
    return [g === null ? null : mul(perMatrix(g), mT(inverse(s.A)))];
  },
  text: ["A⁻ᵀ"],
});

/** Whether B is a batch of vectors to A's matrices. */
const isVectors = (A: readonly number[], B: readonly number[]): boolean =>
  B.length === 1 || (A.length - 1 === B.length && B.every((n, i) => n === A[i]));

/** Solves `A X = B` (or `X A = B`) for matrices or vectors B, and tells of zero pivots. */
export const solveEx: MultiOp<[A: Tensor, B: Tensor, left: boolean]> = defineMultiOp("_linalg_solve_ex", {
  node: "LinalgSolveExBackward0",
  inputs: 2,
  differentiable: [true, false],
  forward: (A, B, left) => {
    const asVectors = isVectors(A.shape, B.shape);
    const given = asVectors ? viewOf(B.impl, [...B.shape, 1], [...B.impl.strides, 0]) : B.impl;
    const [a, b, batch] = kernel.broadcastBatches(A.impl, given);
    const right = kernel.matricesOf(b);
    const lus = kernel.matricesOf(a).map((x) => kernel.factorLu(left ? x : kernel.transposed(x), rounding(a)));
    const parts = lus.map((lu, i) =>
      left ? kernel.solveLu(lu, right[i]!) : kernel.transposed(kernel.solveLu(lu, kernel.transposed(right[i]!))),
    );
    const result = kernel.batchOf(A.impl, batch, given.shape.at(-2)!, given.shape.at(-1)!, parts, !left);
    const shown = asVectors ? viewOf(result, result.shape.slice(0, -1), result.strides.slice(0, -1)) : result;
    return [
      shown,
      infos(
        batch,
        lus.map((lu) => lu.info),
      ),
    ];
  },
  save: (_need, [result], A, B, left) => ({ A, left, result: result!, _asVectors: isVectors(A.shape, B.shape) }),
  gradAll: ([g], s) => {
    if (g === null || g === undefined) return [null, null];
    const gB = solveEx(mT(s.A), g, s.left)[0]!;
    if (s._asVectors) return [neg(mul(unsqueeze(gB, -1), unsqueeze(s.result, -2))), gB];
    return [neg(s.left ? matmul(gB, mT(s.result)) : matmul(mT(s.result), gB)), gB];
  },
  text: ["-A⁻ᵀ·g·Xᵀ", "A⁻ᵀ·g"],
});

export const solveTriangular: Op<[A: Tensor, B: Tensor, upper: boolean, left: boolean, unitriangular: boolean]> =
  defineOp("linalg_solve_triangular", {
    node: "LinalgSolveTriangularBackward0",
    inputs: 2,
    forward: (A, B, upper, left, unitriangular) => {
      const [a, b, batch] = kernel.broadcastBatches(A.impl, B.impl);
      const triangles = kernel.matricesOf(a);
      const parts = kernel.matricesOf(b).map((x, i) => {
        const t = triangles[i]!;
        if (left) return kernel.solveTriangular(t, x, upper, unitriangular);
        return kernel.transposed(
          kernel.solveTriangular(kernel.transposed(t), kernel.transposed(x), !upper, unitriangular),
        );
      });
      return kernel.batchOf(B.impl, batch, B.shape.at(-2)!, B.shape.at(-1)!, parts);
    },
    save: (_need, result, A, _B, upper, left, unitriangular) => ({ A, left, result, unitriangular, upper }),
    gradAll: (g, s) => {
      const gB = solveTriangular(mT(s.A), g, !s.upper, s.left, s.unitriangular);
      const full = neg(s.left ? matmul(gB, mT(s.result)) : matmul(mT(s.result), gB));
      const skip = s.unitriangular ? 1 : 0;
      return [s.upper ? triu(full, skip) : tril(full, -skip), gB];
    },
    text: ["-A⁻ᵀ·g·Xᵀ on the triangle", "A⁻ᵀ·g"],
  });

/** The gradient with respect to A of `L = cholesky(A)`: symmetric. */
function choleskyGradient(gL: Tensor, L: Tensor): Tensor {
  const inner = tril(matmul(mT(L), gL), 0);
  const phi = symmetricPart(inner);
  const half = solveTriangular(mT(L), phi, true, true, false);
  return solveTriangular(L, half, false, false, false);
}

export const choleskyEx: MultiOp<[self: Tensor, upper: boolean]> = defineMultiOp("linalg_cholesky_ex", {
  node: "LinalgCholeskyExBackward0",
  inputs: 1,
  differentiable: [true, false],
  forward: (self, upper) => {
    const n = self.shape.at(-1)!;
    const batch = self.shape.slice(0, -2);
    const found = kernel.matricesOf(self.impl).map((x) => kernel.factorCholesky(upper ? kernel.transposed(x) : x));
    const parts = found.map(({ l }) => (upper ? kernel.transposed(l) : l));
    return [
      kernel.batchOf(self.impl, batch, n, n, parts),
      infos(
        batch,
        found.map((f) => f.info),
      ),
    ];
  },
  save: (_need, [L], _self, upper) => ({ L: L!, upper }),
  gradAll: ([g], s) => {
    if (g === null || g === undefined) return [null];
    return [s.upper ? choleskyGradient(mT(g), mT(s.L)) : choleskyGradient(g, s.L)];
  },
  text: ["L⁻ᵀ·Φ(Lᵀg)·L⁻¹"],
});

/** `torch.cholesky`, the old name with a node of its own. */
export const cholesky: Op<[self: Tensor, upper: boolean]> = defineOp("cholesky", {
  node: "CholeskyBackward0",
  inputs: 1,
  forward: (self, upper) => choleskyEx.rule.forward(self as never, upper as never)[0]!,
  save: (_need, result, _self, upper) => ({ result, upper }),
  grad: [(g, s) => (s.upper ? choleskyGradient(mT(g), mT(s.result)) : choleskyGradient(g, s.result))],
  text: ["L⁻ᵀ·Φ(Lᵀg)·L⁻¹"],
});

export const qr: MultiOp<[A: Tensor, mode: "reduced" | "complete" | "r"]> = defineMultiOp("linalg_qr", {
  node: "LinalgQrBackward0",
  inputs: 1,
  forward: (A, mode) => {
    const [m, n] = [A.shape.at(-2)!, A.shape.at(-1)!];
    const columns = mode === "complete" ? m : Math.min(m, n);
    const batch = A.shape.slice(0, -2);
    const found = kernel.matricesOf(A.impl).map((x) => kernel.factorQr(x, columns));
    return [
      mode === "r"
        ? empty([0], A.dtype)
        : kernel.batchOf(
            A.impl,
            batch,
            m,
            columns,
            found.map((f) => f.q),
          ),
      kernel.batchOf(
        A.impl,
        batch,
        columns,
        n,
        found.map((f) => f.r),
      ),
    ];
  },
  save: (_need, [Q, R], _A, mode) => ({ Q: Q!, R: R!, mode }),
  gradAll: ([gQ, gR], s) => {
    if ((gQ ?? null) === null && (gR ?? null) === null) return [null];
    let inner: Tensor | null = null;
    if (gR) inner = matmul(gR, mT(s.R));
    if (gQ) inner = inner === null ? neg(matmul(mT(s.Q), gQ)) : sub(inner, matmul(mT(s.Q), gQ));
    const upper = triu(inner!, 0);
    // The upper triangle mirrored below, the diagonal once.
    let gA = matmul(s.Q, sub(add(upper, mT(upper)), diagEmbed(diagonal(upper, 0, -2, -1), 0, -2, -1)));
    if (gQ) gA = add(gQ, gA);
    return [mT(solveTriangular(s.R, mT(gA), true, true, false))];
  },
  text: ["(gQ + Q·copyltu(gR·Rᵀ - Qᵀ·gQ))·R⁻ᵀ"],
});

export const eigh: MultiOp<[A: Tensor, uplo: string, computesVectors: boolean]> = defineMultiOp("_linalg_eigh", {
  node: "LinalgEighBackward0",
  inputs: 1,
  forward: (A, uplo) => {
    const n = A.shape.at(-1)!;
    const batch = A.shape.slice(0, -2);
    const found = kernel.matricesOf(A.impl).map((x) => kernel.eigenSymmetric(x, uplo === "U", A.dtype !== float64));
    return [
      vectors(
        A.impl,
        batch,
        n,
        found.map((f) => f.values),
      ),
      kernel.batchOf(
        A.impl,
        batch,
        n,
        n,
        found.map((f) => f.vectors),
      ),
    ];
  },
  save: (_need, [eigenvalues, eigenvectors]) => ({ eigenvalues: eigenvalues!, eigenvectors: eigenvectors! }),
  gradAll: ([gL, gV], s) => {
    const V = s.eigenvectors;
    if (!gL && !gV) return [null];
    if (!gV) return [matmul(mul(V, unsqueeze(gL!, -2)), mT(V))];
    const differences = sub(unsqueeze(s.eigenvalues, -2), unsqueeze(s.eigenvalues, -1));
    const turned = matmul(mT(V), gV);
    // Only the skew part of what reaches the vectors counts: they stay orthonormal.
    let inner = offDiagonal(div(sub(turned, mT(turned)), scaled(add(differences, eyeLike(differences)), 2)));
    if (gL) inner = add(inner, diagEmbed(gL, 0, -2, -1));
    return [matmul(matmul(V, inner), mT(V))];
  },
  text: ["V·(diag(gL) + (Vᵀ·gV)/E)·Vᵀ"],
});

/** Singular values and vectors, reduced. The signs of the vectors are not LAPACK's: only what does not depend on them may be shown. */
export const svdReduced: MultiOp<[A: Tensor]> = defineMultiOp("_linalg_svd", {
  node: "LinalgSvdBackward0",
  inputs: 1,
  forward: (A) => {
    const [m, n] = [A.shape.at(-2)!, A.shape.at(-1)!];
    const k = Math.min(m, n);
    const batch = A.shape.slice(0, -2);
    const found = kernel.matricesOf(A.impl).map(kernel.singular);
    return [
      kernel.batchOf(
        A.impl,
        batch,
        m,
        k,
        found.map((f) => f.u),
      ),
      vectors(
        A.impl,
        batch,
        k,
        found.map((f) => f.s),
      ),
      kernel.batchOf(
        A.impl,
        batch,
        k,
        n,
        found.map((f) => kernel.transposed(f.v)),
      ),
    ];
  },
  save: (_need, [U, S, Vh]) => ({ S: S!, U: U!, Vh: Vh! }),
  gradAll: ([gU, gS, gVh], s) => {
    if (gU || gVh) refuse("derivatives of singular vectors");
    if (!gS) return [null];
    const { m, n } = { m: s.U.shape.at(-2)!, n: s.Vh.shape.at(-1)! };
    return [m >= n ? matmul(s.U, mul(unsqueeze(gS, -1), s.Vh)) : matmul(mul(s.U, unsqueeze(gS, -2)), s.Vh)];
  },
  text: ["U·diag(gS)·Vᵀ"],
});

/** Golub and Pereyra's derivative of the pseudo-inverse at constant rank. */
function pinvGradient(g: Tensor, A: Tensor, result: Tensor): Tensor {
  const m = A.shape.at(-2)!;
  const n = A.shape.at(-1)!;
  const gh = mT(g);
  const ph = mT(result);
  if (m <= n) {
    const K = matmul(gh, result);
    const KP = matmul(K, ph);
    const first = sub(KP, mT(matmul(result, K)));
    const second = matmul(matmul(A, result), KP);
    return add(sub(first, second), matmul(matmul(ph, result), sub(gh, matmul(K, A))));
  }
  const K = matmul(result, gh);
  const PK = matmul(ph, K);
  const first = sub(matmul(matmul(sub(gh, matmul(A, K)), result), ph), mT(matmul(K, result)));
  return sub(add(first, PK), matmul(matmul(PK, result), A));
}

/** The Moore-Penrose inverse; singular values up to `rtol` times the largest (at least `atol`) count as zero. */
export const pinv: Op<[A: Tensor, atol: number, rtol: number]> = defineOp("linalg_pinv.atol_rtol_tensor", {
  node: "LinalgPinvBackward0",
  inputs: 1,
  forward: (A, atol, rtol) => {
    const [m, n] = [A.shape.at(-2)!, A.shape.at(-1)!];
    const parts = kernel.matricesOf(A.impl).map((x) => {
      const { u, s, v } = kernel.singular(x);
      const limit = Math.max(atol, rtol * (s[0] ?? 0));
      const weighted = { m: v.m, n: v.n, a: v.a.slice() };
      for (let i = 0; i < v.m; i++) {
        for (let j = 0; j < v.n; j++) weighted.a[i * v.n + j]! *= s[j]! > limit ? 1 / s[j]! : 0;
      }
      return kernel.product(weighted, kernel.transposed(u));
    });
    return kernel.batchOf(A.impl, A.shape.slice(0, -2), n, m, parts, true);
  },
  save: (_need, result, A) => ({ A, result }),
  grad: [(g, { A, result }) => pinvGradient(g, A, result)],
  text: ["the derivative of the pseudo-inverse at constant rank"],
});

export const luFactorEx: MultiOp<[A: Tensor]> = defineMultiOp("linalg_lu_factor_ex", {
  node: "LinalgLuFactorExBackward0",
  inputs: 1,
  differentiable: [true, false, false],
  forward: (A) => {
    const [m, n] = [A.shape.at(-2)!, A.shape.at(-1)!];
    const batch = A.shape.slice(0, -2);
    const found = kernel.matricesOf(A.impl).map((x) => kernel.factorLu(x, rounding(A.impl)));
    const pivots = empty([...batch, Math.min(m, n)], int32);
    found.forEach((f, k) => {
      f.pivots.forEach((p, i) => {
        pivots.data[k * f.pivots.length + i] = p + 1;
      });
    });
    return [
      kernel.batchOf(
        A.impl,
        batch,
        m,
        n,
        found.map((f) => f.lu),
      ),
      pivots,
      infos(
        batch,
        found.map((f) => f.info),
      ),
    ];
  },
  save: (_need, [LU, pivots]) => ({ LU: LU!, pivots: pivots! }),
  gradAll: ([g], s) => {
    if (!g) return [null];
    const L = add(tril(s.LU, -1), eyeLike(s.LU));
    return [luGradient(permutation(s.pivots, s.LU), L, triu(s.LU, 0), tril(g, -1), triu(g, 0))];
  },
  text: ["P·L⁻ᵀ·(tril(Lᵀ·gL) + triu(gU·Uᵀ))·U⁻ᵀ"],
});

/** `P` of `A = P L U`, from the exchanges of rows. */
function permutation(pivots: Tensor, like: Tensor): Tensor {
  const n = like.shape.at(-2)!;
  const batch = like.shape.slice(0, -2);
  const steps = pivots.shape.at(-1)!;
  const count = batch.reduce((x, y) => x * y, 1);
  const parts = Array.from({ length: count }, (_, k) => {
    const rows = Array.from({ length: n }, (_row, i) => i);
    for (let i = 0; i < steps; i++) {
      const p = pivots.impl.data[pivots.impl.offset + k * steps + i]! - 1;
      [rows[i], rows[p]] = [rows[p]!, rows[i]!];
    }
    const out = kernel.matrix(n, n);
    rows.forEach((row, i) => {
      out.a[row * n + i] = 1;
    });
    return out;
  });
  return tensorOf(kernel.batchOf(like.impl, batch, n, n, parts, true));
}

/** For square matrices. */
function luGradient(P: Tensor, L: Tensor, U: Tensor, gL: Tensor | null, gU: Tensor | null): Tensor {
  if (L.shape.at(-1) !== U.shape.at(-1) || L.shape.at(-2) !== L.shape.at(-1))
    refuse("derivative of LU of matrices that are not square");
  let inner: Tensor | null = null;
  if (gL) inner = tril(matmul(mT(L), gL), -1);
  if (gU) {
    const upper = triu(matmul(gU, mT(U)), 0);
    inner = inner === null ? upper : add(inner, upper);
  }
  const right = mT(solveTriangular(U, mT(inner!), true, true, false));
  return matmul(P, solveTriangular(mT(L), right, true, true, true));
}

export const lu: MultiOp<[A: Tensor]> = defineMultiOp("linalg_lu", {
  node: "LinalgLuBackward0",
  inputs: 1,
  differentiable: [false, true, true],
  forward: (A) => {
    const [m, n] = [A.shape.at(-2)!, A.shape.at(-1)!];
    const k = Math.min(m, n);
    const batch = A.shape.slice(0, -2);
    const found = kernel.matricesOf(A.impl).map((x) => kernel.factorLu(x, rounding(A.impl)));
    const part = (rows: number, columns: number, pick: (a: Float64Array, i: number, j: number) => number): Strided =>
      kernel.batchOf(
        A.impl,
        batch,
        rows,
        columns,
        found.map((f) => {
          const out = kernel.matrix(rows, columns);
          for (let i = 0; i < rows; i++) for (let j = 0; j < columns; j++) out.a[i * columns + j] = pick(f.lu.a, i, j);
          return out;
        }),
        true,
      );
    const P = kernel.batchOf(
      A.impl,
      batch,
      m,
      m,
      found.map((f) => {
        const rows = Array.from({ length: m }, (_, i) => i);
        f.pivots.forEach((p, i) => {
          [rows[i], rows[p]] = [rows[p]!, rows[i]!];
        });
        const out = kernel.matrix(m, m);
        rows.forEach((row, i) => {
          out.a[row * m + i] = 1;
        });
        return out;
      }),
      true,
    );
    return [
      P,
      part(m, k, (a, i, j) => (i === j ? 1 : i > j ? a[i * n + j]! : 0)),
      part(k, n, (a, i, j) => (i <= j ? a[i * n + j]! : 0)),
    ];
  },
  save: (_need, [P, L, U]) => ({ L: L!, P: P!, U: U! }),
  gradAll: ([, gL, gU], s) => {
    if (!gL && !gU) return [null];
    return [luGradient(s.P, s.L, s.U, gL ?? null, gU ?? null)];
  },
  text: ["P·L⁻ᵀ·(tril(Lᵀ·gL) + triu(gU·Uᵀ))·U⁻ᵀ"],
});

/** `X` of `A X = B` from a Cholesky factor of A. */
export const choleskySolve: Op<[self: Tensor, input2: Tensor, upper: boolean]> = defineOp("cholesky_solve", {
  node: "CholeskySolveBackward0",
  inputs: 2,
  forward: (self, input2, upper) => {
    const [a, b, batch] = kernel.broadcastBatches(input2.impl, self.impl);
    const factors = kernel.matricesOf(a);
    const parts = kernel.matricesOf(b).map((x, i) => {
      const l = upper ? kernel.transposed(factors[i]!) : factors[i]!;
      const half = kernel.solveTriangular(l, x, false, false);
      return kernel.solveTriangular(kernel.transposed(l), half, true, false);
    });
    return kernel.batchOf(self.impl, batch, self.shape.at(-2)!, self.shape.at(-1)!, parts);
  },
  save: (_need, result, _self, input2, upper) => ({ input2, result, upper }),
  gradAll: (g, s) => {
    const gB = choleskySolve(g, s.input2, s.upper);
    const product = matmul(gB, mT(s.result));
    const both = add(product, mT(product));
    return [gB, neg(s.upper ? matmul(s.input2, both) : matmul(both, s.input2))];
  },
  text: ["A⁻¹·g", "-(g·Xᵀ + X·gᵀ)·L with A⁻¹ before"],
});

export const choleskyInverse: Op<[self: Tensor, upper: boolean]> = defineOp("cholesky_inverse", {
  node: "CholeskyInverseBackward0",
  inputs: 1,
  forward: (self, upper) => {
    const n = self.shape.at(-1)!;
    const parts = kernel.matricesOf(self.impl).map((f) => {
      const l = upper ? kernel.transposed(f) : f;
      const half = kernel.solveTriangular(l, kernel.identity(n), false, false);
      return kernel.solveTriangular(kernel.transposed(l), half, true, false);
    });
    return kernel.batchOf(self.impl, self.shape.slice(0, -2), n, n, parts);
  },
  save: (_need, result, self, upper) => ({ result, self, upper }),
  grad: [
    (g, s) => {
      const common = add(g, mT(g));
      const inner = matmul(matmul(s.result, common), s.result);
      return neg(s.upper ? matmul(s.self, inner) : matmul(inner, s.self));
    },
  ],
  text: ["-A⁻¹·(g + gᵀ)·A⁻¹·L"],
});

/** Least squares of full-rank or rank-deficient systems: the solution of smallest norm, as driver gelsy gives it. */
export const lstsq: MultiOp<[A: Tensor, B: Tensor, rcond: number]> = defineMultiOp("linalg_lstsq", {
  node: "LinalgLstsqBackward0",
  inputs: 2,
  differentiable: [true, true, false, false],
  forward: (A, B, rcond) => {
    const n = A.shape.at(-1)!;
    const [a, b, batch] = kernel.broadcastBatches(A.impl, B.impl);
    const right = kernel.matricesOf(b);
    const ranks: number[] = [];
    const parts = kernel.matricesOf(a).map((x, k) => {
      const { u, s, v } = kernel.singular(x);
      const limit = rcond * (s[0] ?? 0);
      const projected = kernel.product(kernel.transposed(u), right[k]!);
      ranks.push(s.filter((value) => value > limit).length);
      for (let i = 0; i < projected.m; i++) {
        for (let j = 0; j < projected.n; j++) projected.a[i * projected.n + j]! *= s[i]! > limit ? 1 / s[i]! : 0;
      }
      return kernel.product(v, projected);
    });
    const rank = empty(A.shape.slice(0, -2), int64);
    ranks.forEach((r, i) => {
      rank.data[i] = r;
    });
    const columns = B.shape.at(-1)!;
    return [kernel.batchOf(A.impl, batch, n, columns, parts), empty([0], A.dtype), rank, empty([0], A.dtype)];
  },
  save: (_need, _results, A, B) => ({ A, B }),
  gradAll: ([g], s) => {
    if (!g) return [null, null];
    const inverseOf = pinv(s.A, 0, 0);
    const gA = pinvGradient(matmul(g, mT(s.B)), s.A, inverseOf);
    return [gA, matmul(mT(inverseOf), g)];
  },
  text: ["through the pseudo-inverse", "A⁺ᵀ·g"],
});
