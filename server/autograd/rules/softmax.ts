/** Softmax and log-softmax. Their gradients are operations of their own, with their own second derivatives. */
import * as arithmetic from "../../tensor/arithmetic.ts";
import type { DType } from "../../tensor/dtype.ts";
import { exp as expKernel } from "../../tensor/elementary.ts";
import * as kernel from "../../tensor/softmax.ts";
import { sum as sumKernel } from "../../tensor/sum.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { mul, neg, sub } from "./arithmetic.ts";
import { toCopy } from "./base.ts";
import { exp } from "./exponential.ts";
import { sumDim } from "./reduction.ts";

const softmaxOp: Op<[self: Tensor, dim: number]> = defineOp("_softmax", {
  node: "SoftmaxBackward0",
  forward: (self, dim) => kernel.softmax(self.impl, dim),
  save: (_need, result, _self, dim) => ({ dim, result }),
  grad: [(g, s) => softmaxBackward(g, s.result, s.dim)],
  text: ["{result}·(g - Σ g·{result})"],
});

/** `y·(g - Σ g·y)`. */
const softmaxBackward: Op<[gradOutput: Tensor, output: Tensor, dim: number]> = defineOp("_softmax_backward_data", {
  node: "SoftmaxBackwardDataBackward0",
  inputs: 2,
  forward: (gradOutput, output, dim) => {
    const weighted = arithmetic.mul(gradOutput.impl, output.impl);
    const total = sumKernel(weighted, [dim], true);
    return arithmetic.sub(weighted, arithmetic.mul(output.impl, total));
  },
  save: (_need, _result, grad_output, output, dim) => ({ dim, grad_output, output }),
  grad: [
    (g, s) => softmaxBackward(g, s.output, s.dim),
    (g, s) => {
      const along = [s.dim];
      const first = sub(mul(g, s.grad_output), mul(g, sumDim(mul(s.output, s.grad_output), along, true, null)));
      return sub(first, mul(s.grad_output, sumDim(mul(g, s.output), along, true, null)));
    },
  ],
});

const logSoftmaxOp: Op<[self: Tensor, dim: number]> = defineOp("_log_softmax", {
  node: "LogSoftmaxBackward0",
  forward: (self, dim) => kernel.logSoftmax(self.impl, dim),
  save: (_need, result, _self, dim) => ({ dim, result }),
  grad: [(g, s) => logSoftmaxBackward(g, s.result, s.dim)],
  text: ["g - exp({result})·Σ g"],
});

const logSoftmaxBackward: Op<[gradOutput: Tensor, output: Tensor, dim: number]> = defineOp(
  "_log_softmax_backward_data",
  {
    node: "LogSoftmaxBackwardDataBackward0",
    inputs: 2,
    forward: (gradOutput, output, dim) =>
      arithmetic.sub(gradOutput.impl, arithmetic.mul(expKernel(output.impl), sumKernel(gradOutput.impl, [dim], true))),
    save: (_need, _result, grad_output, output, dim) => ({ dim, grad_output, output }),
    grad: [
      (g, s) => sub(g, sumDim(mul(g, exp(s.output)), [s.dim], true, null)),
      (g, s) => mul(mul(neg(sumDim(s.grad_output, [s.dim], true, null)), exp(s.output)), g),
    ],
  },
);

/** `torch.softmax(x, dim, dtype)`: with a dtype the input is converted first. */
export function softmax(self: Tensor, dim: number, dtype: DType | null = null): Tensor {
  return softmaxOp(dtype === null || dtype === self.dtype ? self : toCopy(self, dtype), dim);
}
export function logSoftmax(self: Tensor, dim: number, dtype: DType | null = null): Tensor {
  return logSoftmaxOp(dtype === null || dtype === self.dtype ? self : toCopy(self, dtype), dim);
}
