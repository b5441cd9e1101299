/** Operations that bound their input: clamp, relu. Zero gradient outside the bounds; at a bound PyTorch passes it. */
import * as kernel from "../../tensor/comparison.ts";
import { relu as reluKernel } from "../../tensor/elementary.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { zerosLike } from "./base.ts";
import { where } from "./comparison.ts";
import { type ScalarValue, scalarTensor } from "./scalar.ts";

export const clamp: Op<[self: Tensor, min: ScalarValue | null, max: ScalarValue | null]> = defineOp("clamp", {
  node: "ClampBackward1",
  forward: (self, min, max) =>
    kernel.clamp(
      self.impl,
      min === null ? undefined : scalarTensor(min).impl,
      max === null ? undefined : scalarTensor(max).impl,
    ),
  save: (_need, _result, self, min, max) => ({ max, min, self }),
  grad: [
    (g, s) => {
      const x = s.self.impl;
      const above = s.min === null ? null : kernel.ge(x, scalarTensor(s.min).impl);
      const below = s.max === null ? null : kernel.le(x, scalarTensor(s.max).impl);
      const inside = above === null ? below : below === null ? above : kernel.logicalAnd(above, below);
      return inside === null ? g : where(new Tensor(inside), g, zerosLike(g));
    },
  ],
  text: ["1 inside the bounds, else 0"],
  kinks: "at the bounds PyTorch passes the gradient",
});

export const relu: Op<[self: Tensor]> = defineOp("relu", {
  node: "ReluBackward0",
  forward: (self) => reluKernel(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => thresholdBackward(g, s.result, { kind: "int", value: 0, imag: 0 })],
  text: ["1 where {result} > 0, else 0"],
  kinks: "relu at 0: PyTorch picks 0",
});

/** `g` where `self > threshold`, else 0. */
export const thresholdBackward: Op<[gradOutput: Tensor, self: Tensor, threshold: ScalarValue]> = defineOp(
  "threshold_backward",
  {
    node: "ThresholdBackwardBackward0",
    inputs: 2,
    forward: (gradOutput, self, threshold) =>
      kernel.where(kernel.gt(self.impl, scalarTensor(threshold).impl), gradOutput.impl, zerosLike(gradOutput).impl),
    save: (_need, _result, _g, self, threshold) => ({ self, threshold }),
    grad: [(g, s) => thresholdBackward(g, s.self, s.threshold), (g) => zerosLike(g)],
  },
);
