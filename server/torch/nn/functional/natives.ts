/**
 * What the Python part of `torch.nn.functional` calls where PyTorch calls `torch._C._nn`: losses, with the reduction
 * as a number.
 */

import { defineOp, type Op } from "../../../autograd/op.ts";
import { preluKernel } from "../../../autograd/rules/activation.ts";
import { addScalar, divScalar, mulScalar, sub } from "../../../autograd/rules/arithmetic.ts";
import { normOverDims } from "../../../autograd/rules/distance.ts";
import * as loss from "../../../autograd/rules/loss.ts";
import { vectorNorm } from "../../../autograd/rules/moments.ts";
import { type ScalarValue, scalarTensor } from "../../../autograd/rules/scalar.ts";
import type { Tensor } from "../../../autograd/tensor.ts";
import { fail } from "../../../tensor/errors.ts";
import { sameShape } from "../../../tensor/strided.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";

const places = [] as const;
const asReduction = (n: number): loss.Reduction => (n === 0 ? 0 : n === 1 ? 1 : 2);

function checkRows(x: Tensor, target: Tensor): void {
  if (x.dim === 0 || x.dim > 2) fail("input tensor should be 1D or 2D");
  if (target.dim > 1) fail("0D or 1D target tensor expected, multi-target not supported");
  if (x.dim === 1 && target.dim === 1 && target.shape[0] !== 1) {
    fail(`For 1D input, 1D target must have size 1, but got target size: ${target.shape[0]}`);
  }
  if (!(x.dim === 1 && target.dim <= 1) && x.shape[0] !== target.shape[0]) {
    fail(`size mismatch (got input: [${x.shape.join(", ")}], target: [${target.shape.join(", ")}])`);
  }
}
function checkWeight(weight: Tensor | null, x: Tensor): void {
  const classes = x.dim === 1 ? x.shape[0]! : x.shape[1]!;
  if (weight !== null && !(weight.dim === 1 && weight.numel === classes)) {
    fail(
      `weight tensor should be defined either for all ${classes} classes or no classes but got weight tensor of shape: [${weight.shape.join(", ")}]`,
    );
  }
}
function checkLabels(target: Tensor, name: string): void {
  if (target.dtype.name !== "int64" && target.dtype.name !== "uint8") {
    fail(`expected scalar type Long but found ${target.dtype.scalarName}`);
  }
  void name;
}

export const natives: BindingTable = {
  mse_loss: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, int reduction)", (x, t, r) => loss.mseLoss(x, t, asReduction(r))),
    ],
  },
  smooth_l1_loss: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, int reduction, float beta)", (x, t, r, beta) =>
        loss.smoothL1Loss(x, t, asReduction(r), beta),
      ),
    ],
  },
  huber_loss: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, int reduction, float delta)", (x, t, r, delta) => {
        if (delta <= 0) fail("huber_loss does not support non-positive values for delta.");
        return loss.huberLoss(x, t, asReduction(r), delta);
      }),
    ],
  },
  soft_margin_loss: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, int reduction)", (x, t, r) => loss.softMarginLoss(x, t, asReduction(r))),
    ],
  },
  binary_cross_entropy: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, Tensor? weight, int reduction)", (x, t, w, r) =>
        loss.binaryCrossEntropy(x, t, w, asReduction(r)),
      ),
    ],
  },
  binary_cross_entropy_with_logits: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, Tensor? weight, Tensor? pos_weight, int reduction)", (x, t, w, p, r) =>
        loss.binaryCrossEntropyWithLogits(x, t, w, p, asReduction(r)),
      ),
    ],
  },
  nll_loss_rows: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, Tensor? weight, int reduction, int ignore_index)", (x, t, w, r, i) => {
        checkRows(x, t);
        checkLabels(t, "nll_loss_forward");
        checkWeight(w, x);
        return loss.nllLoss(x, t, w, asReduction(r), i);
      }),
    ],
  },
  nll_loss_planes: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, Tensor? weight, int reduction, int ignore_index)", (x, t, w, r, i) => {
        if (t.dim !== 3) {
          fail(`only batches of spatial targets supported (3D tensors) but got targets of dimension: ${t.dim}`);
        }
        checkLabels(t, "nll_loss2d_forward");
        if (!sameShape([x.shape[0]!, x.shape[2]!, x.shape[3]!], t.shape)) {
          fail(
            `input and target batch or spatial sizes don't match: target [${t.shape.join(", ")}], input [${x.shape.join(", ")}]`,
          );
        }
        checkWeight(w, x);
        return loss.nllLoss2d(x, t, w, asReduction(r), i);
      }),
    ],
  },
  multi_margin_loss: {
    places,
    overloads: [
      overload(
        "(Tensor input, Tensor target, int p, float margin, Tensor? weight, int reduction)",
        (x, t, p, margin, w, r) => {
          if (p !== 1 && p !== 2) fail("p must be 1 or 2");
          return loss.multiMarginLoss(x, t, p, margin, w, asReduction(r));
        },
      ),
    ],
  },
  multilabel_margin_loss: {
    places,
    overloads: [
      overload("(Tensor input, Tensor target, int reduction)", (x, t, r) =>
        loss.multilabelMarginLoss(x, t, asReduction(r)),
      ),
    ],
  },
  vector_norm: {
    places,
    overloads: [
      overload("(Tensor input, Scalar ord, int[1] dim, bool keepdim)", (x, ord, dim, keepdim) =>
        vectorNorm(x, ord, dim, keepdim, null),
      ),
    ],
  },
  norm_over_dims: {
    places,
    overloads: [
      overload("(Tensor input, Scalar p, int[1] dim, bool keepdim)", (x, p, dim, keepdim) =>
        normOverDims(x, p, dim, keepdim),
      ),
    ],
  },
  prelu_kernel: { places, overloads: [overload("(Tensor input, Tensor weight)", (x, w) => preluKernel(x, w))] },
};

/** Arithmetic with a number inside an operation: nodes with a `1` in their names, which Python's operators do not give. */
export const scalarArithmetic: BindingTable = {
  _plus: { places, overloads: [overload("(Tensor input, Scalar other)", (x, c) => addScalar(x, c))] },
  _minus: { places, overloads: [overload("(Tensor input, Scalar other)", (x, c) => subScalar(x, c))] },
  _times: { places, overloads: [overload("(Tensor input, Scalar other)", (x, c) => mulScalar(x, c))] },
  _div_scalar: { places, overloads: [overload("(Tensor input, Scalar other)", (x, c) => divScalar(x, c))] },
};
const subScalar: Op<[self: Tensor, other: ScalarValue]> = defineOp("sub.Scalar", {
  node: "SubBackward1",
  forward: (self, other) => sub(self, scalarTensor(other)).impl,
  grad: [(g) => g],
  text: ["1"],
});
