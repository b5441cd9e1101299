/** Matrix products, and `matmul`, which is composed of them and of views as PyTorch composes it. */

import { add as addKernel, mul as mulKernel, sub as subKernel } from "../../tensor/arithmetic.ts";
import { conjPhysical } from "../../tensor/elementary.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/matmul.ts";
import {
  broadcastShapes,
  broadcastStrides,
  denseData,
  empty,
  type Strided,
  sameShape,
  viewOf,
  wrapDim,
  writeDense,
} from "../../tensor/strided.ts";
import { sum as sumKernel } from "../../tensor/sum.ts";
import * as views from "../../tensor/views.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { add as addTensors, mul, times } from "./arithmetic.ts";
import { expand } from "./base.ts";
import { conj } from "./complex.ts";
import { sumDim } from "./reduction.ts";
import { type ScalarValue, scalar, scalarTensor } from "./scalar.ts";
import {
  contiguous,
  diagonalBackward,
  permute,
  reshape,
  squeezeDim,
  squeezeDimInplace,
  t,
  transpose,
  unsafeView,
  unsqueeze,
  view,
} from "./shape.ts";

export const mm: Op<[self: Tensor, mat2: Tensor]> = defineOp("mm", {
  node: "MmBackward0",
  inputs: 2,
  forward: (self, mat2) => kernel.mm(self.impl, mat2.impl),
  save: (need, _result, self, mat2) => ({
    mat2: need[0] ? mat2 : null,
    mat2_sym_sizes: mat2.shape,
    mat2_sym_strides: mat2.impl.strides,
    self: need[1] ? self : null,
    self_sym_sizes: self.shape,
    self_sym_strides: self.impl.strides,
  }),
  grad: [
    (g, s) => mm(g, conj(t(s.mat2!))),
    // Written the way round that gives the gradient the memory order of mat2, as PyTorch does.
    (g, s) =>
      isColumnMajor(s.mat2_sym_sizes, s.mat2_sym_strides) ? t(mm(t(g), conj(s.self!))) : mm(conj(t(s.self!)), g),
  ],
  text: ["g·{mat2}ᵀ", "{self}ᵀ·g"],
});

function isColumnMajor(sizes: readonly number[], strides: readonly number[]): boolean {
  return strides[0] === 1 && strides[1] === Math.max(sizes[0]!, 1) && sizes[0] !== 1;
}

export const addmm: Op<[self: Tensor, mat1: Tensor, mat2: Tensor, beta: ScalarValue, alpha: ScalarValue]> = defineOp(
  "addmm",
  {
    node: "AddmmBackward0",
    inputs: 3,
    forward: (self, mat1, mat2, beta, alpha) => {
      const product = kernel.mm(mat1.impl, mat2.impl);
      const scaled = alpha.value === 1 ? product : mulKernel(product, scalarTensor(alpha).impl);
      if (beta.value === 0) return scaled;
      return addKernel(scaled, beta.value === 1 ? self.impl : mulKernel(self.impl, scalarTensor(beta).impl));
    },
    save: (need, _result, _self, mat1, mat2, beta, alpha) => ({
      alpha,
      beta,
      mat1: need[2] ? mat1 : null,
      mat1_sym_sizes: mat1.shape,
      mat1_sym_strides: mat1.impl.strides,
      mat2: need[1] ? mat2 : null,
      mat2_sym_sizes: mat2.shape,
      mat2_sym_strides: mat2.impl.strides,
    }),
    grad: [
      (g, s) => times(g, s.beta),
      (g, s) => times(mm(g, conj(t(s.mat2!))), s.alpha),
      (g, s) =>
        times(
          isColumnMajor(s.mat2_sym_sizes, s.mat2_sym_strides) ? t(mm(t(g), conj(s.mat1!))) : mm(conj(t(s.mat1!)), g),
          s.alpha,
        ),
    ],
    text: ["{beta}", "{alpha}·g·{mat2}ᵀ", "{alpha}·{mat1}ᵀ·g"],
  },
);

export const bmm: Op<[self: Tensor, mat2: Tensor]> = defineOp("bmm", {
  node: "BmmBackward0",
  inputs: 2,
  forward: (self, mat2) => kernel.bmm(self.impl, mat2.impl),
  save: (need, _result, self, mat2) => ({ mat2: need[0] ? mat2 : null, self: need[1] ? self : null }),
  grad: [(g, s) => bmm(g, conj(transpose(s.mat2!, 1, 2))), (g, s) => bmm(conj(transpose(s.self!, 1, 2)), g)],
  text: ["g·{mat2}ᵀ", "{self}ᵀ·g"],
});

export const mv: Op<[self: Tensor, vec: Tensor]> = defineOp("mv", {
  node: "MvBackward0",
  inputs: 2,
  forward: (self, vec) => kernel.mv(self.impl, vec.impl),
  save: (need, _result, self, vec) => ({ self: need[1] ? self : null, vec: need[0] ? vec : null }),
  grad: [(g, s) => outer(g, conj(s.vec!)), (g, s) => mv(conj(t(s.self!)), g)],
  text: ["g·{vec}ᵀ", "{self}ᵀ·g"],
});

export const dot: Op<[self: Tensor, tensor: Tensor]> = defineOp("dot", {
  node: "DotBackward0",
  inputs: 2,
  forward: (self, tensor) => kernel.dot(self.impl, tensor.impl),
  save: (need, _result, self, tensor) => ({ self: need[1] ? self : null, tensor: need[0] ? tensor : null }),
  grad: [(g, s) => mul(g, conj(s.tensor!)), (g, s) => mul(g, conj(s.self!))],
  text: ["{tensor}", "{self}"],
});

/** `a.outer(b)`: a product of views. */
export function outer(a: Tensor, b: Tensor): Tensor {
  const need = (t: Tensor, name: string): void => {
    if (t.dim !== 1) throw new TorchError("RuntimeError", `outer: Expected 1-D argument ${name}, but got ${t.dim}-D`);
  };
  need(a, "self");
  need(b, "vec2");
  return mul(reshape(a, [a.shape[0]!, 1]), b);
}

/** `torch.matmul`: which product runs depends on the ranks (at::matmul). */
export function matmul(a: Tensor, b: Tensor): Tensor {
  const da = a.dim;
  const db = b.dim;
  if (da === 0 || db === 0) {
    throw new TorchError(
      "RuntimeError",
      `both arguments to matmul need to be at least 1D, but they are ${da}D and ${db}D`,
    );
  }
  if (da === 1 && db === 1) return dot(a, b);
  if (da === 2 && db === 1) return mv(a, b);
  if (da === 1 && db === 2) return squeezeDimInplace(mm(unsqueeze(a, 0), b), 0);
  if (da === 2 && db === 2) return mm(a, b);
  if (shouldFold(a, b)) return folded(a, b);
  return batched(a, b);
}

/**
 * Whether batches become rows of one matrix: when no copy is needed for it, or when a gradient of the smaller operand
 * would otherwise be computed for every batch (at::native::should_fold).
 */
function shouldFold(a: Tensor, b: Tensor): boolean {
  const isLeft = a.dim >= b.dim;
  const large = isLeft ? a.impl : transposedLast(b.impl);
  const small = isLeft ? b : a;
  if (large.dim < 3 || small.dim > 2) return false;
  if (small.requiresGrad) return true;
  if (a.dim === 2) return false;
  if (large.numel === 0) return true;
  for (let i = 0; i < large.dim - 2; i++) {
    if (large.strides[i] !== large.strides[i + 1]! * large.shape[i + 1]!) return false;
  }
  return true;
}
function transposedLast(x: Strided): Strided {
  return viewOf(
    x,
    [...x.shape.slice(0, -2), x.shape.at(-1)!, x.shape.at(-2)!],
    [...x.strides.slice(0, -2), x.strides.at(-1)!, x.strides.at(-2)!],
  );
}

function folded(a: Tensor, b: Tensor): Tensor {
  const isRight = b.dim > a.dim;
  const large = isRight ? transpose(b, -2, -1) : a;
  const small = isRight ? (a.dim === 2 ? t(a) : a) : b;
  const batch = large.shape.slice(0, -1);
  const rows = reshape(large, [batch.reduce((x, y) => x * y, 1), large.shape.at(-1)!]);
  if (small.dim === 1) return unsafeView(mv(rows, small), batch);
  const product = unsafeView(mm(rows, small), [...batch, small.shape[1]!]);
  return isRight ? contiguous(transpose(product, -2, -1)) : product;
}

function batched(a: Tensor, b: Tensor): Tensor {
  if (a.dim === 3 && b.dim === 3 && a.shape[0] !== b.shape[0]) {
    // A batch of one is dropped rather than repeated, so that its gradient is not summed afterwards.
    if (a.shape[0] === 1 && a.requiresGrad) return matmul(squeezeDim(a, 0), b);
    if (b.shape[0] === 1 && b.requiresGrad) return matmul(a, squeezeDim(b, 0));
  }
  const rows = a.dim > 1 ? a.shape.at(-2)! : 1;
  const inner = a.shape.at(-1)!;
  const isVector = b.dim === 1;
  const columns = isVector ? 1 : b.shape.at(-1)!;
  const innerB = isVector ? b.shape[0]! : b.shape.at(-2)!;
  const batch = broadcastShapes(a.shape.slice(0, Math.max(a.dim - 2, 0)), b.shape.slice(0, Math.max(b.dim - 2, 0)));
  const count = batch.reduce((x, y) => x * y, 1);
  const left = reshape(expand(a, [...batch, rows, inner]), [count, rows, inner]);
  const right = isVector
    ? unsqueeze(reshape(expand(b, [...batch, innerB]), [count, innerB]), 2)
    : reshape(expand(b, [...batch, innerB, columns]), [count, innerB, columns]);
  const product = bmm(left, right);
  const shape = [...batch, ...(a.dim > 1 ? [rows] : []), ...(isVector ? [] : [columns])];
  return unsafeView(isVector ? squeezeDim(product, -1) : product, shape);
}

/** `F.linear`: addmm on the rows of a dense input when there is a bias, else matmul and add. */
export function linear(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  if (input.dim === 2 && weight.dim === 2 && bias !== null) {
    return addmm(bias, input, t(weight), scalar(1), scalar(1));
  }
  if (bias !== null && weight.dim === 2 && input.dim > 0 && input.impl.isContiguous) {
    const rows = reshape(input, [input.shape.slice(0, -1).reduce((x, y) => x * y, 1), input.shape.at(-1)!]);
    const flat = addmm(bias, rows, t(weight), scalar(1), scalar(1));
    return view(flat, [...input.shape.slice(0, -1), flat.shape[1]!]);
  }
  const product = matmul(input, t(weight));
  return bias === null ? product : addTensors(product, bias);
}

/** `torch.tensordot`: both operands as matrices (or vectors, when everything is contracted), then one product. */
export function tensordot(a: Tensor, b: Tensor, dimsA: readonly number[], dimsB: readonly number[]): Tensor {
  const fail = (text: string): never => {
    throw new TorchError("RuntimeError", text);
  };
  if (dimsA.length !== dimsB.length) fail("both dimension lists should have same length");
  if (a.dtype !== b.dtype) fail("both inputs should have same dtype");
  const da = dimsA.map((d) => wrapDim(d, a.dim));
  const db = dimsB.map((d) => wrapDim(d, b.dim));
  let contracted = 1;
  let left = a;
  let right = b;
  const single: number[][] = [[], []];
  da.forEach((d, i) => {
    const m = a.shape[d] ?? 1;
    const n = b.shape[db[i]!] ?? 1;
    if (n === 1) single[0]!.push(d);
    else if (m === 1) single[1]!.push(db[i]!);
    else {
      if (m !== n) {
        fail(
          `contracted dimensions need to match, but first has size ${m} in dim ${d} and second has size ${n} in dim ${db[i]}`,
        );
      }
      contracted *= m;
    }
  });
  // A dimension of size 1 on one side only is summed on the other.
  if (single[0]!.length > 0) left = sumDim(left, single[0]!, true, null);
  if (single[1]!.length > 0) right = sumDim(right, single[1]!, true, null);
  const freeA = a.shape.map((_, d) => d).filter((d) => !da.includes(d));
  const freeB = b.shape.map((_, d) => d).filter((d) => !db.includes(d));
  const shape = [...freeA.map((d) => a.shape[d]!), ...freeB.map((d) => b.shape[d]!)];
  const x = permute(left, [...freeA, ...da]);
  const y = permute(right, [...db, ...freeB]);
  const rows = freeA.reduce((n, d) => n * a.shape[d]!, 1);
  const columns = freeB.reduce((n, d) => n * b.shape[d]!, 1);
  if (freeA.length === 0 && freeB.length === 0) {
    const flat = (v: Tensor): Tensor => (v.dim === 1 ? v : reshape(v, [contracted]));
    return view(dot(flat(x), flat(y)), shape);
  }
  return reshape(mm(reshape(x, [rows, contracted]), reshape(y, [contracted, columns])), shape);
}

/** `torch.inner`: over the last dimensions. */
export function inner(a: Tensor, b: Tensor): Tensor {
  if (a.dim === 0 || b.dim === 0) return mul(a, b);
  if (a.shape.at(-1) !== b.shape.at(-1)) {
    throw new TorchError(
      "RuntimeError",
      `inner() the last dimension must match on both input tensors but got shapes [${a.shape.join(", ")}] and [${b.shape.join(", ")}]`,
    );
  }
  return tensordot(a, b, [-1], [-1]);
}

/** `beta·self + alpha·batch1·batch2`, batch by batch. */
export const baddbmm: Op<[self: Tensor, batch1: Tensor, batch2: Tensor, beta: ScalarValue, alpha: ScalarValue]> =
  defineOp("baddbmm", {
    node: "BaddbmmBackward0",
    inputs: 3,
    forward: (self, batch1, batch2, beta, alpha) =>
      plus(self, kernel.bmm(batch1.impl, batch2.impl), beta, alpha, [
        batch1.shape[0]!,
        batch1.shape[1]!,
        batch2.shape[2]!,
      ]),
    save: (need, _result, _self, batch1, batch2, beta, alpha) => ({
      alpha,
      batch1: need[2] ? batch1 : null,
      batch2: need[1] ? batch2 : null,
      beta,
    }),
    grad: [
      (g, s) => times(g, s.beta),
      (g, s) => times(bmm(g, conj(transpose(s.batch2!, 1, 2))), s.alpha),
      (g, s) => times(bmm(conj(transpose(s.batch1!, 1, 2)), g), s.alpha),
    ],
    text: ["{beta}", "{alpha}·g·{batch2}ᵀ", "{alpha}·{batch1}ᵀ·g"],
  });

/** `beta·input + alpha·product`; a beta of 0 ignores the input, NaN and all. */
function plus(
  input: Tensor,
  product: Strided,
  beta: ScalarValue,
  alpha: ScalarValue,
  shape: readonly number[],
): Strided {
  const scaled = alpha.value === 1 && alpha.imag === 0 ? product : mulKernel(product, scalarTensor(alpha).impl);
  if (beta.value === 0 && beta.imag === 0) return scaled;
  const common = broadcastShapes(input.shape, shape);
  if (!sameShape(common, shape)) {
    throw new TorchError(
      "RuntimeError",
      `The expanded size of the tensor (${shape.at(-1)}) must match the existing size (${input.shape.at(-1)}) at non-singleton dimension ${shape.length - 1}.  Target sizes: [${shape.join(", ")}].  Tensor sizes: [${input.shape.join(", ")}]`,
    );
  }
  return addKernel(
    scaled,
    beta.value === 1 && beta.imag === 0 ? input.impl : mulKernel(input.impl, scalarTensor(beta).impl),
  );
}

/** `beta·self + alpha·Σ batch1·batch2`. */
export const addbmm: Op<[self: Tensor, batch1: Tensor, batch2: Tensor, beta: ScalarValue, alpha: ScalarValue]> =
  defineOp("addbmm", {
    node: "AddbmmBackward0",
    inputs: 3,
    forward: (self, batch1, batch2, beta, alpha) =>
      plus(self, sumKernel(kernel.bmm(batch1.impl, batch2.impl), 0), beta, alpha, [batch1.shape[1]!, batch2.shape[2]!]),
    save: (need, _result, _self, batch1, batch2, beta, alpha) => ({
      alpha,
      batch1: need[2] ? batch1 : null,
      batch1_sym_argsize_0: batch1.shape[0]!,
      batch1_sym_argsize_1: batch1.shape[1]!,
      batch2: need[1] ? batch2 : null,
      batch2_sym_argsize_2: batch2.shape[2]!,
      beta,
    }),
    grad: [
      (g, s) => times(g, s.beta),
      (g, s) => times(bmm(repeated(g, s), conj(transpose(s.batch2!, 1, 2))), s.alpha),
      (g, s) => times(bmm(conj(transpose(s.batch1!, 1, 2)), repeated(g, s)), s.alpha),
    ],
    text: ["{beta}", "{alpha}·g·{batch2}ᵀ", "{alpha}·{batch1}ᵀ·g"],
  });
function repeated(
  g: Tensor,
  s: { batch1_sym_argsize_0: number; batch1_sym_argsize_1: number; batch2_sym_argsize_2: number },
): Tensor {
  return expand(unsqueeze(g, 0), [s.batch1_sym_argsize_0, s.batch1_sym_argsize_1, s.batch2_sym_argsize_2]);
}

export const addmv: Op<[self: Tensor, mat: Tensor, vec: Tensor, beta: ScalarValue, alpha: ScalarValue]> = defineOp(
  "addmv",
  {
    node: "AddmvBackward0",
    inputs: 3,
    forward: (self, mat, vec, beta, alpha) => plus(self, kernel.mv(mat.impl, vec.impl), beta, alpha, [mat.shape[0]!]),
    save: (need, _result, _self, mat, vec, beta, alpha) => ({
      alpha,
      beta,
      mat: need[2] ? mat : null,
      vec: need[1] ? vec : null,
    }),
    grad: [
      (g, s) => times(g, s.beta),
      (g, s) => times(outer(g, conj(s.vec!)), s.alpha),
      (g, s) => times(mv(conj(t(s.mat!)), g), s.alpha),
    ],
    text: ["{beta}", "{alpha}·g·{vec}ᵀ", "{alpha}·{mat}ᵀ·g"],
  },
);

export const addr: Op<[self: Tensor, vec1: Tensor, vec2: Tensor, beta: ScalarValue, alpha: ScalarValue]> = defineOp(
  "addr",
  {
    node: "AddrBackward0",
    inputs: 3,
    forward: (self, vec1, vec2, beta, alpha) => {
      const [n, m] = [vec1.numel, vec2.numel];
      const column = viewOf(vec1.impl, [n, 1], [vec1.impl.strides[0] ?? 1, 1]);
      return plus(self, mulKernel(column, vec2.impl), beta, alpha, [n, m]);
    },
    save: (need, _result, _self, vec1, vec2, beta, alpha) => ({
      alpha,
      beta,
      vec1: need[2] ? vec1 : null,
      vec2: need[1] ? vec2 : null,
    }),
    grad: [
      (g, s) => times(g, s.beta),
      (g, s) => times(mv(g, conj(s.vec2!)), s.alpha),
      (g, s) => times(mv(t(g), conj(s.vec1!)), s.alpha),
    ],
    text: ["{beta}", "{alpha}·g·{vec2}", "{alpha}·gᵀ·{vec1}"],
  },
);

/** `torch.vdot`: the first operand conjugated. */
export const vdot: Op<[self: Tensor, other: Tensor]> = defineOp("vdot", {
  node: "VdotBackward0",
  inputs: 2,
  forward: (self, other) => kernel.dot(self.dtype.lanes === 2 ? conjPhysical(self.impl) : self.impl, other.impl),
  save: (need, _result, self, other) => ({ other: need[0] ? other : null, self: need[1] ? self : null }),
  grad: [(g, s) => mul(conj(g), s.other!), (g, s) => mul(g, s.self!)],
  text: ["{other}", "{self}"],
});

/** The sum of the diagonal of a matrix. */
export const trace: Op<[self: Tensor]> = defineOp("trace", {
  node: "TraceBackward0",
  forward: (self) => {
    if (self.dim !== 2)
      throw new TorchError("RuntimeError", `trace: expected a matrix, but got tensor with dim ${self.dim}`);
    return sumKernel(views.diagonal(self.impl, 0, 0, 1));
  },
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [
    (g, s) => {
      const n = Math.min(s.self_sym_sizes[0]!, s.self_sym_sizes[1]!);
      return diagonalBackward(expand(g, [n]), s.self_sym_sizes, 0, 0, 1);
    },
  ],
  text: ["1 on the diagonal, else 0"],
});

/** `torch.kron`: every element of one times the whole other, as blocks. */
export function kron(a: Tensor, b: Tensor): Tensor {
  const rank = Math.max(a.dim, b.dim);
  const padded = (x: Tensor): number[] => [...new Array<number>(rank - x.dim).fill(1), ...x.shape];
  const [sa, sb] = [padded(a), padded(b)];
  const x = unsafeView(
    a,
    sa.flatMap((n) => [n, 1]),
  );
  const y = unsafeView(
    b,
    sb.flatMap((n) => [1, n]),
  );
  return unsafeView(
    mul(x, y),
    sa.map((n, i) => n * sb[i]!),
  );
}

function crossData(a: Strided, b: Strided, dim: number): Strided {
  const shape = broadcastShapes(a.shape, b.shape);
  const part = (x: Strided, i: number): Strided => views.select(viewOf(x, shape, broadcastStrides(x, shape)), dim, i);
  const out = empty(shape, a.dtype);
  for (let i = 0; i < 3; i++) {
    const [j, k] = [(i + 1) % 3, (i + 2) % 3];
    const value = subKernel(mulKernel(part(a, j), part(b, k)), mulKernel(part(a, k), part(b, j)));
    writeDense(views.select(out, dim, i), denseData(value));
  }
  return out;
}

export const cross: Op<[self: Tensor, other: Tensor, dim: number]> = defineOp("linalg_cross", {
  node: "LinalgCrossBackward0",
  inputs: 2,
  forward: (self, other, dim) => crossData(self.impl, other.impl, dim),
  save: (need, _result, self, other, dim) => ({ dim, other: need[0] ? other : null, self: need[1] ? self : null }),
  grad: [(g, s) => cross(conj(s.other!), g, s.dim), (g, s) => cross(g, conj(s.self!), s.dim)],
  text: ["{other} × g", "g × {self}"],
});
