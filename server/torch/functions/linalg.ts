/** `torch.linalg` and the older names in `torch`: signatures, checks and messages. */
import { warnings } from "../../autograd/modes.ts";
import { div } from "../../autograd/rules/arithmetic.ts";
import { clone, copy } from "../../autograd/rules/base.ts";
import { eq, where } from "../../autograd/rules/comparison.ts";
import { amax, amin } from "../../autograd/rules/extremes.ts";
import * as linalg from "../../autograd/rules/linalg.ts";
import { eyeLike } from "../../autograd/rules/linalgParts.ts";
import { matmul, mm } from "../../autograd/rules/matmul.ts";
import { vectorNorm } from "../../autograd/rules/moments.ts";
import { sumDim } from "../../autograd/rules/reduction.ts";
import { floatScalar, num } from "../../autograd/rules/scalar.ts";
import { diagonal, permute, slice, squeezeDim, unsqueeze, view } from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { type DType, float64, int64 } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { needReal } from "../../tensor/linalg.ts";
import { broadcastShapes, denseData, empty, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, type Place } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { named } from "../returnTypes.ts";

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};
const singular = (text: string): never => {
  throw new TorchError("LinAlgError", text);
};

function needMatrix(name: string, t: Tensor): void {
  if (t.dim < 2) fail(`${name}: The input tensor A must have at least 2 dimensions.`);
}
function needFloat(name: string, t: Tensor): void {
  if (t.dtype.category !== "float" && t.dtype.category !== "complex") {
    fail(`${name}: Expected a floating point or complex tensor as input. Got ${t.dtype.scalarName}`);
  }
  needReal(`torch.${name}`, t.impl);
  if (t.dtype.itemsize < 4) fail(`${name}: Low precision dtypes not supported. Got ${t.dtype.scalarName}`);
}
function needSquare(name: string, t: Tensor, letter = "A"): void {
  needMatrix(name, t);
  const [m, n] = [t.shape.at(-2)!, t.shape.at(-1)!];
  if (m !== n) fail(`${name}: ${letter} must be batches of square matrices, but they are ${m} by ${n} matrices`);
}

/** Raises for the first matrix with a code. `say` words it; batches name the element. */
function checkInfo(name: string, info: Tensor, say: (code: number) => string): void {
  const codes = denseData(info.impl);
  const at = codes.findIndex((c) => c !== 0);
  if (at < 0) return;
  const which = info.dim === 0 ? "" : `(Batch element ${at}): `;
  singular(`${name}: ${which}${say(codes[at]!)}`);
}

function inv(A: Tensor): Tensor {
  needSquare("linalg.inv", A);
  needFloat("linalg.inv", A);
  const [result, info] = linalg.invEx(A);
  checkInfo(
    "linalg.inv",
    info!,
    (c) =>
      `The diagonal element ${c} is zero, the inversion could not be completed because the input matrix is singular.`,
  );
  return result!;
}

function det(A: Tensor): Tensor {
  needSquare("linalg.det", A);
  needFloat("linalg.det", A);
  return linalg.det(A);
}

function slogdet(A: Tensor): Tensor[] {
  needSquare("linalg.slogdet", A);
  needFloat("linalg.slogdet", A);
  return linalg.slogdet(A);
}

function logdet(A: Tensor): Tensor {
  needSquare("logdet", A);
  needFloat("logdet", A);
  const [sign, logabs] = linalg.slogdet(A);
  return where(eq(sign!, num(-1)), new Tensor(floatOf(NaN, A.dtype)), logabs!);
}
function floatOf(value: number, dtype: DType): Tensor["impl"] {
  const t = empty([], dtype);
  t.data[0] = value;
  return t;
}

function solve(A: Tensor, B: Tensor, left: boolean): Tensor[] {
  needSquare("linalg.solve", A);
  needFloat("linalg.solve", A);
  if (A.dtype !== B.dtype) {
    fail(
      `linalg.solve: Expected A and B to have the same dtype, but found A of type ${A.dtype.scalarName} and B of type ${B.dtype.scalarName} instead`,
    );
  }
  const isVector = B.dim === 1 || (A.dim - 1 === B.dim && B.shape.every((n, i) => n === A.shape[i]));
  if (!left && isVector)
    fail(
      "linalg.solve: Vector broadcasting of the left hand side is not supported for left=False. In this case linalg.solve is equivalent to B / A.squeeze(-1)",
    );
  const rows = isVector ? B.shape.at(-1)! : B.shape.at(left ? -2 : -1)!;
  if (rows !== A.shape.at(-1)) {
    const columns = isVector ? 1 : B.shape.at(-1)!;
    const height = isVector ? B.shape.at(-1)! : B.shape.at(-2)!;
    fail(
      `linalg.solve: Incompatible shapes of A and B for the equation ${left ? "AX = B" : "XA = B"} (${A.shape.at(-2)}x${A.shape.at(-1)} and ${height}x${columns})`,
    );
  }
  return linalg.solveEx(A, B, left);
}

function cholesky(A: Tensor, upper: boolean): Tensor {
  needSquare("linalg.cholesky", A);
  needFloat("linalg.cholesky", A);
  const [L, info] = linalg.choleskyEx(A, upper);
  checkInfo("linalg.cholesky", info!, notPositive);
  return L!;
}
const notPositive = (c: number): string =>
  `The factorization could not be completed because the input is not positive-definite (the leading minor of order ${c} is not positive-definite).`;

function eigenvalues(A: Tensor, uplo: string, name: string): Tensor[] {
  needSquare(name, A);
  needFloat(name, A);
  const side = uplo.toUpperCase();
  if (side !== "L" && side !== "U") fail(`Expected UPLO argument to be 'L' or 'U', but got ${uplo}`);
  return linalg.eigh(A, side, true);
}

function svdvals(A: Tensor): Tensor {
  needMatrix("linalg.svd", A);
  needFloat("linalg.svd", A);
  return linalg.svdReduced(A)[1]!;
}

const epsilonOf = (d: DType): number => (d === float64 ? 2 ** -52 : 2 ** -23);

function pinv(A: Tensor, atol: number | null, rtol: number | null): Tensor {
  needMatrix("linalg.pinv", A);
  needFloat("linalg.pinv", A);
  const relative =
    rtol ?? (atol !== null && atol > 0 ? 0 : Math.max(A.shape.at(-2)!, A.shape.at(-1)!) * epsilonOf(A.dtype));
  return linalg.pinv(A, atol ?? 0, relative);
}

function matrixRank(A: Tensor, atol: number | null, rtol: number | null): Tensor {
  needMatrix("linalg.matrix_rank", A);
  needFloat("linalg.matrix_rank", A);
  const relative =
    rtol ?? (atol !== null && atol > 0 ? 0 : Math.max(A.shape.at(-2)!, A.shape.at(-1)!) * epsilonOf(A.dtype));
  const s = linalg.svdReduced(new Tensor(A.impl))[1]!;
  const out = empty(A.shape.slice(0, -2), int64);
  const data = denseData(s.impl);
  const k = s.shape.at(-1)!;
  for (let i = 0; i < out.numel; i++) {
    const limit = Math.max(atol ?? 0, relative * (data[i * k] ?? 0));
    let rank = 0;
    for (let j = 0; j < k; j++) if (data[i * k + j]! > limit) rank++;
    out.data[i] = rank;
  }
  return new Tensor(out);
}

function matrixPower(A: Tensor, n: number): Tensor {
  needSquare("linalg.matrix_power", A);
  if (n === 0) return copy.inplace(clone(A), eyeLike(A));
  let base = A;
  let count = n;
  if (n < 0) {
    base = inv(A);
    count = -n;
  }
  if (count === 1) return n < 0 ? base : clone(base);
  if (count === 2) return matmul(base, base);
  if (count === 3) return matmul(matmul(base, base), base);
  let square: Tensor | null = null;
  let result: Tensor | null = null;
  while (count > 0) {
    square = square === null ? base : matmul(square, square);
    if (count % 2 === 1) result = result === null ? square : matmul(result, square);
    count = Math.floor(count / 2);
  }
  return result!;
}

/** The order of products with the fewest multiplications (the textbook dynamic program). */
function multiDot(tensors: readonly Tensor[]): Tensor {
  const n = tensors.length;
  if (n < 2) fail(`multi_dot(): expected at least 2 tensors but got ${n}`);
  if (n === 2) return matmul(tensors[0]!, tensors[1]!);
  const shape: number[] = [];
  const all = [...tensors];
  const first = all[0]!;
  if (first.dim === 1) all[0] = unsqueeze(first, 0);
  else if (first.dim === 2) shape.push(first.shape[0]!);
  else fail(`multi_dot(): the first tensor must be 1D or 2D but got ${first.dim}D`);
  const last = all[n - 1]!;
  if (last.dim === 1) all[n - 1] = unsqueeze(last, -1);
  else if (last.dim === 2) shape.push(last.shape[1]!);
  else fail(`multi_dot(): the last tensor must be 1D or 2D but got ${last.dim}D`);
  for (let i = 1; i < n - 1; i++) {
    if (all[i]!.dim !== 2) fail(`multi_dot(): tensor ${i} must be 2D but got ${all[i]!.dim}D`);
  }
  for (let i = 1; i < n; i++) {
    if (all[i]!.shape[0] !== all[i - 1]!.shape[1]) {
      fail(
        `multi_dot(): tensors ${i - 1} and ${i} with shapes [${tensors[i - 1]!.shape.join(", ")}] and [${tensors[i]!.shape.join(", ")}] cannot be multiplied`,
      );
    }
  }
  if (n === 3) {
    const [a, b, c] = all as [Tensor, Tensor, Tensor];
    const [m, k, p, q] = [a.shape[0]!, b.shape[0]!, b.shape[1]!, c.shape[1]!];
    const leftFirst = m * p * (k + q);
    const rightFirst = k * q * (m + p);
    return view(leftFirst > rightFirst ? mm(a, mm(b, c)) : mm(mm(a, b), c), shape);
  }
  const p = [all[0]!.shape[0]!, ...all.map((t) => t.shape[1]!)];
  const cost = all.map(() => new Array<number>(n).fill(0));
  const split = all.map(() => new Array<number>(n).fill(0));
  for (let length = 1; length < n; length++) {
    for (let i = 0; i < n - length; i++) {
      const j = i + length;
      cost[i]![j] = Infinity;
      for (let k = i; k < j; k++) {
        const q = cost[i]![k]! + cost[k + 1]![j]! + p[i]! * p[k + 1]! * p[j + 1]!;
        if (q < cost[i]![j]!) {
          cost[i]![j] = q;
          split[i]![j] = k;
        }
      }
    }
  }
  const chain = (i: number, j: number): Tensor =>
    i === j ? all[i]! : mm(chain(i, split[i]![j]!), chain(split[i]![j]! + 1, j));
  return view(chain(0, n - 1), shape);
}

const two = floatScalar(2);

function matrixNorm(
  A: Tensor,
  ord: Scalar | string,
  dim: readonly number[],
  keepdim: boolean,
  dtype: DType | null,
): Tensor {
  if (A.dim < 2) fail("linalg.matrix_norm: The input tensor A must have at least 2 dimensions.");
  if (dim.length !== 2) fail(`linalg.matrix_norm: dim must be a 2-tuple. Got ${dim.join(" ")}`);
  const d0 = wrapDim(dim[0]!, A.dim);
  const d1 = wrapDim(dim[1]!, A.dim);
  if (d0 === d1) fail(`linalg.matrix_norm: dims must be different. Got (${dim[0]}, ${dim[1]})`);
  if (ord === "fro") return vectorNorm(A, two, [d0, d1], keepdim, dtype);
  if (dtype !== null) throw new Unsupported("torch.linalg.matrix_norm(dtype=…)");
  const usesValues = ord === "nuc" || (typeof ord !== "string" && Math.abs(ord.value) === 2);
  if (usesValues) {
    const isLast = d0 === A.dim - 2 && d1 === A.dim - 1;
    if (!isLast && keepdim) throw new Unsupported("torch.linalg.matrix_norm(dim=…, keepdim=True)");
    const order = [...A.shape.map((_, i) => i).filter((i) => i !== d0 && i !== d1), d0, d1];
    const s = svdvals(permute(A, order));
    const reduced =
      ord === "nuc"
        ? sumDim(s, [-1], keepdim, null)
        : (ord as Scalar).value > 0
          ? amax(s, [-1], keepdim)
          : amin(s, [-1], keepdim);
    return keepdim ? unsqueeze(reduced, -1) : reduced;
  }
  if (typeof ord === "string") return fail(`linalg.matrix_norm: Order ${ord} not supported.`);
  const size = Math.abs(ord.value);
  if (size !== 1 && size !== Infinity) return fail(`linalg.matrix_norm: Order ${ord.value} not supported.`);
  const [sumAlong, pickAlong] = size === 1 ? [d0, d1] : [d1, d0];
  const at = !keepdim && sumAlong < pickAlong ? pickAlong - 1 : pickAlong;
  const sums = vectorNorm(A, floatScalar(1), [sumAlong], keepdim, null);
  return ord.value > 0 ? amax(sums, [at], keepdim) : amin(sums, [at], keepdim);
}

function norm(
  A: Tensor,
  ord: Scalar | string | null,
  dim: readonly number[] | null,
  keepdim: boolean,
  dtype: DType | null,
): Tensor {
  if (ord === null) return vectorNorm(A, two, dim, keepdim, dtype);
  const count = dim === null ? A.dim : dim.length;
  if (dim !== null && count !== 1 && count !== 2)
    fail(`linalg.norm: If dim is specified, it must be of length 1 or 2. Got [${dim.join(", ")}]`);
  if (dim === null && count !== 1 && count !== 2)
    fail(`linalg.norm: If dim is not specified but ord is, the input must be 1D or 2D. Got ${A.dim}D.`);
  if (typeof ord === "string" || count === 2) return matrixNorm(A, ord, dim ?? [0, 1], keepdim, dtype);
  return vectorNorm(A, ord, dim ?? [0], keepdim, dtype);
}

function cond(A: Tensor, p: Scalar | string | null): Tensor {
  needMatrix("linalg.cond", A);
  const order = p === null ? 2 : typeof p === "string" ? NaN : p.value;
  if (Math.abs(order) !== 2) throw new Unsupported("torch.linalg.cond(p=…) other than 2 and -2");
  const s = svdvals(A);
  const k = s.shape.at(-1)!;
  const first = slice(s, -1, 0, 1, 1);
  const last = slice(s, -1, k - 1, k, 1);
  return squeezeDim(order > 0 ? div(first, last) : div(last, first), -1);
}

function lstsq(A: Tensor, B: Tensor, rcond: number | null, driver: string | null): Tensor[] {
  if (A.dim < 2) fail("torch.linalg.lstsq: input must have at least 2 dimensions.");
  needFloat("linalg.lstsq", A);
  if (driver !== null && driver !== "gelsy") throw new Unsupported(`torch.linalg.lstsq(driver="${driver}")`);
  if (B.dim !== A.dim) throw new Unsupported("torch.linalg.lstsq of vectors");
  if (A.shape.at(-2) !== B.shape.at(-2)) fail("torch.linalg.lstsq: input.size(-2) should match other.size(-2)");
  return linalg.lstsq(A, B, rcond ?? epsilonOf(A.dtype) * Math.max(A.shape.at(-2)!, A.shape.at(-1)!));
}

const only: readonly Place[] = ["linalg"];
const everywhere: readonly Place[] = ["torch", "Tensor", "linalg"];

/** What stands in `torch.linalg`, and where the same name is a function of `torch` too. */
export const linearAlgebra: BindingTable = {
  inv: { places: only, overloads: [overload("(Tensor A)", inv)] },
  inv_ex: {
    places: only,
    overloads: [
      overload("(Tensor A, *, bool check_errors=False)", (A, check) => {
        needSquare("linalg.inv", A);
        needFloat("linalg.inv", A);
        if (check) inv(A);
        return named("linalg_inv_ex", ["inverse", "info"], linalg.invEx(A));
      }),
    ],
  },
  solve_triangular: {
    places: only,
    overloads: [
      overload(
        "(Tensor input, Tensor B, *, bool upper, bool left=True, bool unitriangular=False)",
        (A, B, upper, left, unit) => {
          needSquare("linalg.solve_triangular", A);
          needFloat("linalg.solve_triangular", A);
          if (B.dim < 2) fail("linalg.solve_triangular: Expected B to have at least 2 dimensions.");
          if (B.shape.at(left ? -2 : -1) !== A.shape.at(-1)) {
            fail(
              `linalg.solve_triangular: Incompatible shapes of A and B for the equation ${left ? "AX = B" : "XA = B"} (${A.shape.at(-2)}x${A.shape.at(-1)} and ${B.shape.at(-2)}x${B.shape.at(-1)})`,
            );
          }
          return linalg.solveTriangular(A, B, upper, left, unit);
        },
      ),
    ],
  },
  solve: {
    places: only,
    overloads: [
      overload("(Tensor A, Tensor B, *, bool left=True)", (A, B, left) => {
        const [result, info] = solve(A, B, left);
        checkInfo("torch.linalg.solve", info!, () => "The solver failed because the input matrix is singular.");
        return result!;
      }),
    ],
  },
  solve_ex: {
    places: only,
    overloads: [
      overload("(Tensor A, Tensor B, *, bool left=True, bool check_errors=False)", (A, B, left, check) => {
        if (check) throw new Unsupported("torch.linalg.solve_ex(check_errors=True)");
        return named("linalg_solve_ex", ["result", "info"], solve(A, B, left));
      }),
    ],
  },
  cholesky_ex: {
    places: only,
    overloads: [
      overload("(Tensor input, *, bool upper=False, bool check_errors=False)", (A, upper, check) => {
        needSquare("linalg.cholesky", A);
        needFloat("linalg.cholesky", A);
        if (check) cholesky(A, upper);
        return named("linalg_cholesky_ex", ["L", "info"], linalg.choleskyEx(A, upper));
      }),
    ],
  },
  eigh: {
    places: only,
    overloads: [
      overload("(Tensor input, str UPLO='L')", (A, uplo) =>
        named("linalg_eigh", ["eigenvalues", "eigenvectors"], eigenvalues(A, uplo, "linalg.eigh")),
      ),
    ],
  },
  eigvalsh: {
    places: only,
    overloads: [overload("(Tensor input, str UPLO='L')", (A, uplo) => eigenvalues(A, uplo, "linalg.eigh")[0]!)],
  },
  svdvals: { places: only, overloads: [overload("(Tensor A, *, str? driver=None)", (A) => svdvals(A))] },
  svd: {
    places: only,
    overloads: [
      overload("(Tensor A, bool full_matrices=True, *, str? driver=None)", () => {
        throw new Unsupported("torch.linalg.svd: singular vectors");
      }),
    ],
  },
  pinv: {
    places: only,
    overloads: [
      overload(
        "(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False)",
        (A, atol, rtol, hermitian) => {
          if (hermitian) throw new Unsupported("torch.linalg.pinv(hermitian=True)");
          return pinv(A, atol, rtol);
        },
      ),
      overload("(Tensor input, float rcond, bool hermitian=False)", (A, rcond, hermitian) => {
        if (hermitian) throw new Unsupported("torch.linalg.pinv(hermitian=True)");
        return pinv(A, 0, rcond);
      }),
    ],
  },
  matrix_rank: {
    places: only,
    overloads: [
      overload(
        "(Tensor input, *, float? atol=None, float? rtol=None, bool hermitian=False)",
        (A, atol, rtol, hermitian) => {
          if (hermitian) throw new Unsupported("torch.linalg.matrix_rank(hermitian=True)");
          return matrixRank(A, atol, rtol);
        },
      ),
    ],
  },
  multi_dot: { places: only, overloads: [overload("(Tensor[] tensors)", multiDot)] },
  cond: {
    places: only,
    overloads: [
      overload("(Tensor input, Scalar? p=None)", (A, p) => cond(A, p)),
      overload("(Tensor input, str p)", (A, p) => cond(A, p)),
    ],
  },
  matrix_norm: {
    places: only,
    overloads: [
      overload("(Tensor input, Scalar ord, int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None)", matrixNorm),
      overload(
        "(Tensor input, str ord='fro', int[] dim=[-2, -1], bool keepdim=False, *, dtype? dtype=None)",
        matrixNorm,
      ),
    ],
  },
  vector_norm: {
    places: only,
    overloads: [
      overload(
        "(Tensor x, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)",
        (x, ord, dim, keepdim, dtype) => vectorNorm(x, ord, dim, keepdim, dtype),
      ),
    ],
  },
  lu: {
    places: only,
    overloads: [
      overload("(Tensor A, *, bool pivot=True)", (A, pivot) => {
        if (!pivot) throw new Unsupported("torch.linalg.lu(pivot=False)");
        needMatrix("linalg.lu", A);
        needFloat("linalg.lu", A);
        return named("linalg_lu", ["P", "L", "U"], linalg.lu(A));
      }),
    ],
  },
  lu_factor: {
    places: only,
    overloads: [
      overload("(Tensor A, *, bool pivot=True)", (A, pivot) => {
        if (!pivot) throw new Unsupported("torch.linalg.lu_factor(pivot=False)");
        needMatrix("torch.lu_factor", A);
        needFloat("linalg.lu_factor", A);
        return named("linalg_lu_factor", ["LU", "pivots"], linalg.luFactorEx(A).slice(0, 2));
      }),
    ],
  },
  lstsq: {
    places: only,
    overloads: [
      overload("(Tensor input, Tensor B, float? rcond=None, *, str? driver=None)", (A, B, rcond, driver) =>
        named("linalg_lstsq", ["solution", "residuals", "rank", "singular_values"], lstsq(A, B, rcond, driver)),
      ),
    ],
  },
  matmul: { places: only, overloads: [overload("(Tensor input, Tensor other)", matmul)] },
  vecdot: {
    places: ["linalg", "torch"],
    overloads: [
      overload("(Tensor x, Tensor y, *, int dim=-1)", (x, y, dim) => {
        needReal("torch.linalg.vecdot", x.impl);
        return vecdot(x, y, dim);
      }),
    ],
  },
  diagonal: {
    places: only,
    overloads: [
      overload("(Tensor A, *, int offset=0, int dim1=-2, int dim2=-1)", (A, offset, d1, d2) =>
        diagonal(A, offset, d1, d2),
      ),
    ],
  },
};

function vecdot(x: Tensor, y: Tensor, dim: number): Tensor {
  broadcastShapes(x.shape, y.shape);
  if (dim !== -1) throw new Unsupported("torch.linalg.vecdot(dim=…)");
  const product = matmul(unsqueeze(x, -2), unsqueeze(y, -1));
  return squeezeDim(squeezeDim(product, -1), -1);
}

/** Names that mean the same in `torch`, as methods and in `torch.linalg`. */
export const linearAlgebraEverywhere: BindingTable = {
  det: { places: everywhere, overloads: [overload("(Tensor A)", det), overload("(Tensor input)", det)] },
  slogdet: {
    places: ["torch", "Tensor"],
    overloads: [overload("(Tensor input)", (A) => named("slogdet", ["sign", "logabsdet"], slogdet(A)))],
  },
  inverse: { places: ["torch", "Tensor"], overloads: [overload("(Tensor input)", inv)] },
  logdet: { places: ["torch", "Tensor"], overloads: [overload("(Tensor input)", logdet)] },
  matrix_power: { places: everywhere, overloads: [overload("(Tensor input, int n)", matrixPower)] },
  pinverse: {
    places: ["torch", "Tensor"],
    overloads: [overload("(Tensor input, float rcond=1e-15)", (A, rcond) => pinv(A, 0, rcond))],
  },
  cholesky_solve: {
    places: ["torch", "Tensor"],
    overloads: [
      overload("(Tensor input, Tensor L, bool upper=False)", (B, L, upper) => {
        if (B.dim < 2) fail("b should have at least 2 dimensions, but has 1 dimensions instead");
        needFloat("cholesky_solve", B);
        return linalg.choleskySolve(B, L, upper);
      }),
    ],
  },
  cholesky_inverse: {
    places: ["torch", "Tensor"],
    overloads: [
      overload("(Tensor input, bool upper=False)", (L, upper) => {
        needSquare("cholesky_inverse", L);
        needFloat("cholesky_inverse", L);
        return linalg.choleskyInverse(L, upper);
      }),
    ],
  },
};

/** The older functions of the same names that differ. */
export const linearAlgebraOlder: BindingTable = {
  cholesky: {
    places: ["torch", "Tensor"],
    overloads: [
      overload("(Tensor input, bool upper=False)", (A, upper) => {
        warnings.sink(
          "UserWarning",
          "torch.cholesky is deprecated in favor of torch.linalg.cholesky and will be removed in a future PyTorch release.\nL = torch.cholesky(A)\nshould be replaced with\nL = torch.linalg.cholesky(A)\nand\nU = torch.cholesky(A, upper=True)\nshould be replaced with\nU = torch.linalg.cholesky(A).mH\nThis transform will produce equivalent results for all valid (symmetric positive definite) inputs.",
        );
        needSquare("cholesky", A);
        needFloat("cholesky", A);
        checkInfo("cholesky", linalg.choleskyEx(new Tensor(A.impl), upper)[1]!, notPositive);
        return linalg.cholesky(A, upper);
      }),
    ],
  },
};

/** What `torch.linalg` has under names that mean something else in `torch`. */
export const linearAlgebraOwn: BindingTable = {
  slogdet: {
    places: only,
    overloads: [overload("(Tensor A)", (A) => named("linalg_slogdet", ["sign", "logabsdet"], slogdet(A)))],
  },
  cholesky: { places: only, overloads: [overload("(Tensor input, *, bool upper=False)", cholesky)] },
  qr: {
    places: only,
    overloads: [
      overload("(Tensor A, str mode='reduced')", (A, mode) => {
        needMatrix("linalg.qr", A);
        needFloat("linalg.qr", A);
        if (mode !== "reduced" && mode !== "complete" && mode !== "r") {
          return fail(
            `qr received unrecognized mode '${mode}' but expected one of 'reduced' (default), 'r', or 'complete'`,
          );
        }
        const isWide = A.shape.at(-2)! < A.shape.at(-1)!;
        if (A.requiresGrad && (mode !== "reduced" || isWide)) throw new Unsupported("torch.linalg.qr: this derivative");
        return named("linalg_qr", ["Q", "R"], linalg.qr(A, mode));
      }),
    ],
  },
  norm: {
    places: only,
    overloads: [
      overload("(Tensor input, Scalar? ord=None, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)", norm),
      overload("(Tensor input, str ord, int[1]? dim=None, bool keepdim=False, *, dtype? dtype=None)", norm),
    ],
  },
};
