/** Products of matrices and vectors: names and signatures. */
import * as matmul from "../../autograd/rules/matmul.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { TorchError } from "../../tensor/errors.ts";
import { type BindingTable, overload } from "../binding/bind.ts";

function needDim(t: Tensor, dim: number, what: string): void {
  if (t.dim !== dim) throw new TorchError("RuntimeError", what);
}

export const products: BindingTable = {
  matmul: { overloads: [overload("(Tensor input, Tensor other)", (a, b) => matmul.matmul(a, b))] },
  mm: {
    overloads: [
      overload("(Tensor input, Tensor mat2)", (a, b) => {
        needDim(a, 2, "self must be a matrix");
        needDim(b, 2, "mat2 must be a matrix");
        return matmul.mm(a, b);
      }),
    ],
  },
  bmm: {
    overloads: [
      overload("(Tensor input, Tensor mat2)", (a, b) => {
        needDim(a, 3, "batch1 must be a 3D tensor");
        needDim(b, 3, "batch2 must be a 3D tensor");
        return matmul.bmm(a, b);
      }),
    ],
  },
  mv: { overloads: [overload("(Tensor input, Tensor vec)", (a, b) => matmul.mv(a, b))] },
  dot: { overloads: [overload("(Tensor input, Tensor tensor)", (a, b) => matmul.dot(a, b))] },
  outer: { overloads: [overload("(Tensor input, Tensor vec2)", (a, b) => matmul.outer(a, b))], aliases: ["ger"] },
  addmm: {
    overloads: [
      overload("(Tensor input, Tensor mat1, Tensor mat2, *, Scalar beta=1, Scalar alpha=1)", (x, a, b, beta, alpha) =>
        matmul.addmm(x, a, b, beta, alpha),
      ),
    ],
  },
};
