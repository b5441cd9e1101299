/** Matrix products, and `matmul`, which is composed of them and of views as PyTorch composes it. */

import { add as addKernel, mul as mulKernel } from "../../tensor/arithmetic.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/matmul.ts";
import { broadcastShapes } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { add as addTensors, mul, times } from "./arithmetic.ts";
import { expand } from "./base.ts";
import { conj } from "./complex.ts";
import { type ScalarValue, scalar, scalarTensor } from "./scalar.ts";
import { reshape, squeezeDim, t, transpose, unsafeView, unsqueeze, view } from "./shape.ts";

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
  return mul(unsqueeze(a, 1), b);
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
  if (da === 1 && db === 2) return squeezeDim(mm(unsqueeze(a, 0), b), 0);
  if (da === 2 && db === 2) return mm(a, b);
  if (db <= 2 && da >= 3 && shouldFold(a, b)) return foldLeft(a, b);
  if (da <= 2 && db >= 3 && shouldFold(b, a)) {
    // Fold the right operand by transposing the whole product.
    const swapped = foldLeft(transpose(b, -2, -1), da === 2 ? t(a) : a);
    return da === 1 ? swapped : transpose(swapped, -2, -1);
  }
  return batched(a, b);
}

/** PyTorch folds batches into rows when the small operand is a matrix or vector and no gradient of it would be large. */
function shouldFold(large: Tensor, small: Tensor): boolean {
  if (small.requiresGrad || large.requiresGrad || small.dim === 1) return foldable(large, small);
  return foldable(large, small);
}
function foldable(large: Tensor, small: Tensor): boolean {
  if (small.dim === 1) return true;
  // Gradients would be summed over the batch either way; contiguity decides whether folding is free.
  if (large.requiresGrad && !small.requiresGrad) return true;
  const { shape, strides } = large.impl;
  for (let i = 0; i < shape.length - 2; i++)
    if (strides[i] !== strides[i + 1]! * shape[i + 1]!) return small.requiresGrad;
  return true;
}

function foldLeft(a: Tensor, b: Tensor): Tensor {
  const batch = a.shape.slice(0, -1);
  const rows = batch.reduce((x, y) => x * y, 1);
  const folded = reshape(a, [rows, a.shape.at(-1)!]);
  if (b.dim === 1) return view(mv(folded, b), batch);
  return unsafeView(mm(folded, b), [...batch, b.shape[1]!]);
}

function batched(a: Tensor, b: Tensor): Tensor {
  const rows = a.dim > 1 ? a.shape.at(-2)! : 1;
  const inner = a.shape.at(-1)!;
  const columns = b.dim > 1 ? b.shape.at(-1)! : 1;
  const innerB = b.dim > 1 ? b.shape.at(-2)! : b.shape[0]!;
  const batchA = a.shape.slice(0, -2);
  const batchB = b.shape.slice(0, -2);
  const batch = broadcastShapes(a.dim > 1 ? batchA : [], b.dim > 1 ? batchB : []);
  const count = batch.reduce((x, y) => x * y, 1);
  const left = reshape(expand(a.dim === 1 ? unsqueeze(a, 0) : a, [...batch, rows, inner]), [count, rows, inner]);
  const right = reshape(expand(b.dim === 1 ? unsqueeze(b, 1) : b, [...batch, innerB, columns]), [
    count,
    innerB,
    columns,
  ]);
  const product = bmm(left, right);
  const shape = [...batch, ...(a.dim > 1 ? [rows] : []), ...(b.dim > 1 ? [columns] : [])];
  return unsafeView(product, shape);
}

/** `F.linear`: addmm for two-dimensional input with bias, else matmul and add. */
export function linear(input: Tensor, weight: Tensor, bias: Tensor | null): Tensor {
  if (input.dim === 2 && bias !== null) return addmm(bias, input, t(weight), scalar(1), scalar(1));
  if (input.dim === 3 && bias !== null && input.impl.isContiguous) {
    const [n, m, k] = input.shape as [number, number, number];
    const flat = addmm(bias, view(input, [n * m, k]), t(weight), scalar(1), scalar(1));
    return view(flat, [n, m, weight.shape[0]!]);
  }
  const product = matmul(input, weight.dim === 2 ? t(weight) : weight);
  return bias === null ? product : addTensors(product, bias);
}
