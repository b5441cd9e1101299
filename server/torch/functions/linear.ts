/** Products of matrices and vectors: names and signatures. */
import { warnings } from "../../autograd/modes.ts";
import { einsum } from "../../autograd/rules/einsum.ts";
import * as matmul from "../../autograd/rules/matmul.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { broadcastShapes, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, sequence, toInt } from "../binding/bind.ts";
import { takingOut } from "../binding/takingOut.ts";
import { isTensor } from "../tensorType.ts";

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function needDim(t: Tensor, dim: number, what: string): void {
  if (t.dim !== dim) fail(what);
}

function mm(a: Tensor, b: Tensor): Tensor {
  needDim(a, 2, "self must be a matrix");
  needDim(b, 2, "mat2 must be a matrix");
  return matmul.mm(a, b);
}

function checkBatches(a: Tensor, b: Tensor): void {
  needDim(a, 3, "batch1 must be a 3D tensor");
  needDim(b, 3, "batch2 must be a 3D tensor");
}

/** The equation and operands of `einsum`, also where operands alternate with lists of labels. */
function einsumArguments(args: readonly PyValue[]): [string, readonly Tensor[]] {
  const [first, ...rest] = args;
  if (typeof first === "string") {
    const only = rest.length === 1 ? sequence(rest[0]!) : undefined;
    const operands = only ?? rest;
    if (!operands.every(isTensor)) throw new Unsupported("torch.einsum with these operands");
    return [first, operands];
  }
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const labels = (v: PyValue): string =>
    (sequence(v) ?? [])
      .map((x) => {
        const n = toInt(x);
        if (n === undefined) return "...";
        if (n < 0 || n >= 52) {
          throw new TorchError(
            "ValueError",
            "einsum(): subscript in subscript list is not within the valid range [0, 52)",
          );
        }
        return letters[n]!;
      })
      .join("");
  const operands: Tensor[] = [];
  const parts: string[] = [];
  let i = 0;
  for (; i + 1 < args.length; i += 2) {
    const t = args[i]!;
    if (!isTensor(t)) throw new Unsupported("torch.einsum with these operands");
    operands.push(t);
    parts.push(labels(args[i + 1]!));
  }
  const output = i < args.length ? `->${labels(args[i]!)}` : "";
  return [parts.join(",") + output, operands];
}

/** `tensordot(a, b, dims)`: a number counts the last dimensions of `a` and the first of `b`. */
function tensordot(a: Tensor, b: Tensor, dims: PyValue): Tensor {
  const n = isTensor(dims) && dims.dim > 0 ? undefined : toInt(dims);
  if (n !== undefined) {
    if (n < 0) fail(`tensordot expects dims >= 0, but got dims=${n}`);
    if (n > Math.min(a.dim, b.dim)) {
      fail(`tensordot expects dims < ndim_a or ndim_b, but got dims=${n}`);
    }
    const k = Array.from({ length: n }, (_, i) => i);
    return matmul.tensordot(
      a,
      b,
      k.map((i) => i - n),
      k,
    );
  }
  const pair = sequence(dims);
  const list = (v: PyValue | undefined): number[] => {
    if (v === undefined) throw new Unsupported("torch.tensordot with these dims");
    const one = toInt(v);
    if (one !== undefined) return [one];
    return (sequence(v) ?? []).map((x) => toInt(x) ?? 0);
  };
  if (pair === undefined || pair.length !== 2) throw new Unsupported("torch.tensordot with these dims");
  return matmul.tensordot(a, b, list(pair[0]), list(pair[1]));
}

/** `torch.cross`: without `dim`, along the first dimension of size 3. */
export function cross(a: Tensor, b: Tensor, dim: number | null): Tensor {
  if (a.dim !== b.dim) {
    fail(`linalg.cross: inputs must have the same number of dimensions.`);
  }
  let d: number;
  if (dim === null) {
    warnings.sink(
      "UserWarning",
      "Using torch.cross without specifying the dim arg is deprecated.\nPlease either pass the dim explicitly or simply use torch.linalg.cross.\nThe default value of dim will change to agree with that of linalg.cross in a future release. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/Cross.cpp:63.)",
    );
    d = broadcastShapes(a.shape, b.shape).indexOf(3);
    if (d < 0) fail("no dimension of size 3 in input");
  } else d = dim;
  const at = wrapDim(d, a.dim);
  if (a.shape[at] !== 3 || b.shape[at] !== 3) {
    fail(`linalg.cross: inputs dimension ${d} must have length 3. Got ${a.shape[at]} and ${b.shape[at]}`);
  }
  return matmul.cross(a, b, d);
}

export const products: BindingTable = takingOut(
  "matmul mm bmm mv dot vdot inner outer kron tensordot cross chain_matmul addmm addmv addr addbmm baddbmm",
  {
    matmul: { overloads: [overload("(Tensor input, Tensor other)", (a, b) => matmul.matmul(a, b))] },
    mm: { overloads: [overload("(Tensor input, Tensor mat2)", (a, b) => mm(a, b))] },
    bmm: {
      overloads: [
        overload("(Tensor input, Tensor mat2)", (a, b) => {
          checkBatches(a, b);
          return matmul.bmm(a, b);
        }),
      ],
    },
    mv: { overloads: [overload("(Tensor input, Tensor vec)", (a, b) => matmul.mv(a, b))] },
    dot: { overloads: [overload("(Tensor input, Tensor tensor)", (a, b) => matmul.dot(a, b))] },
    vdot: {
      overloads: [
        overload("(Tensor input, Tensor other)", (a, b) => {
          if (a.dim !== 1 || b.dim !== 1) fail(`1D tensors expected, but got ${a.dim}D and ${b.dim}D tensors`);
          return matmul.vdot(a, b);
        }),
      ],
    },
    inner: { overloads: [overload("(Tensor input, Tensor other)", (a, b) => matmul.inner(a, b))] },
    outer: { overloads: [overload("(Tensor input, Tensor vec2)", (a, b) => matmul.outer(a, b))], aliases: ["ger"] },
    kron: { overloads: [overload("(Tensor input, Tensor other)", (a, b) => matmul.kron(a, b))] },
    trace: { overloads: [overload("(Tensor input)", (x) => matmul.trace(x))] },
    cross: { overloads: [overload("(Tensor input, Tensor other, int? dim=None)", (a, b, dim) => cross(a, b, dim))] },
    tensordot: {
      places: ["torch"],
      overloads: [overload("(Tensor a, Tensor b, any dims=2)", (a, b, dims) => tensordot(a, b, dims))],
    },
    chain_matmul: {
      places: ["torch"],
      overloads: [
        overload("(Tensor[] ...matrices)", (ms) => {
          if (ms.length === 0) fail("chain_matmul(): Expected one or more matrices");
          if (ms.length > 2) throw new Unsupported("torch.chain_matmul of more than two matrices");
          return ms.length === 1 ? ms[0]! : mm(ms[0]!, ms[1]!);
        }),
      ],
    },
    addmm: {
      overloads: [
        overload("(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addmm(x, a, b, beta, alpha),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addmm.inplace(x, a, b, beta, alpha),
        ),
      ],
    },
    baddbmm: {
      overloads: [
        overload(
          "(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)",
          (x, a, b, beta, k) => {
            checkBatches(a, b);
            return matmul.baddbmm(x, a, b, beta, k);
          },
        ),
      ],
      inplace: [
        overload(
          "(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)",
          (x, a, b, beta, k) => {
            checkBatches(a, b);
            return matmul.baddbmm.inplace(x, a, b, beta, k);
          },
        ),
      ],
    },
    addbmm: {
      overloads: [
        overload(
          "(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)",
          (x, a, b, beta, k) => {
            checkBatches(a, b);
            return matmul.addbmm(x, a, b, beta, k);
          },
        ),
      ],
      inplace: [
        overload(
          "(Tensor input, Tensor batch1, Tensor batch2, *, Scalar beta=1, Scalar alpha=1)",
          (x, a, b, beta, k) => {
            checkBatches(a, b);
            return matmul.addbmm.inplace(x, a, b, beta, k);
          },
        ),
      ],
    },
    addmv: {
      overloads: [
        overload("(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addmv(x, a, b, beta, alpha),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor mat, Tensor vec, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addmv.inplace(x, a, b, beta, alpha),
        ),
      ],
    },
    addr: {
      overloads: [
        overload("(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addr(x, a, b, beta, alpha),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor vec1, Tensor vec2, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
          matmul.addr.inplace(x, a, b, beta, alpha),
        ),
      ],
    },
    einsum: {
      places: ["torch"],
      overloads: [
        overload("(any ...arguments)" as "(any arguments)", (args) => {
          const [equation, operands] = einsumArguments(sequence(args) ?? []);
          return einsum(equation, operands);
        }),
      ],
    },
  },
);
