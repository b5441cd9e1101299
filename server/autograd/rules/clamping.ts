/** Operations that bound their input: clamp, relu. Zero gradient outside the bounds; at a bound PyTorch passes it. */
import * as kernel from "../../tensor/comparison.ts";
import { isfinite, nanToNum as nanToNumKernel, relu as reluKernel } from "../../tensor/elementary.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { where } from "./comparison.ts";
import { type ScalarValue, scalar, scalarTensor } from "./scalar.ts";

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

/** The gradient of a bound given as tensor, and of what it bounds. */
function masking(mask: Strided, g: Tensor): Tensor {
  return where(new Tensor(mask), g, scalarTensor(scalar(0)));
}

/** `clamp` with tensors as bounds. */
export const clampTensor: Op<[self: Tensor, min: Tensor | null, max: Tensor | null]> = defineOp("clamp.Tensor", {
  node: "ClampBackward0",
  inputs: 3,
  forward: (self, min, max) => kernel.clamp(self.impl, min?.impl, max?.impl),
  save: (_need, _result, self, min, max) => ({ max, min, self }),
  gradAll: (g, s, need) => {
    const x = s.self.impl;
    const { min, max } = s;
    const above = min === null ? null : kernel.ge(x, min.impl);
    const below = max === null ? null : kernel.le(x, max.impl);
    const inside = above === null ? below! : below === null ? above : kernel.logicalAnd(above, below);
    let atMin: Tensor | null = null;
    let atMax: Tensor | null = null;
    if (need[1] && min !== null) {
      const under = kernel.lt(x, min.impl);
      atMin = masking(max === null ? under : kernel.logicalAnd(kernel.lt(min.impl, max.impl), under), g);
    }
    if (need[2] && max !== null) {
      const over = kernel.gt(x, max.impl);
      atMax = masking(min === null ? over : kernel.logicalOr(over, kernel.gt(min.impl, max.impl)), g);
    }
    return [need[0] ? masking(inside, g) : null, atMin, atMax];
  },
  text: ["1 inside the bounds, else 0", "1 where the minimum is taken", "1 where the maximum is taken"],
  kinks: "at the bounds PyTorch passes the gradient",
});

export const clampMin: Op<[self: Tensor, min: ScalarValue]> = defineOp("clamp_min", {
  node: "ClampMinBackward0",
  forward: (self, min) => kernel.clamp(self.impl, scalarTensor(min).impl, undefined),
  save: (_need, _result, self, min) => ({ min, self }),
  grad: [(g, s) => masking(kernel.ge(s.self.impl, scalarTensor(s.min).impl), g)],
  text: ["1 where {self} >= {min}, else 0"],
  kinks: "at the bound PyTorch passes the gradient",
});

export const clampMinTensor: Op<[self: Tensor, min: Tensor]> = defineOp("clamp_min.Tensor", {
  node: "ClampMinBackward1",
  inputs: 2,
  forward: (self, min) => kernel.clamp(self.impl, min.impl, undefined),
  save: (_need, _result, self, min) => ({ min, self }),
  grad: [
    (g, s) => masking(kernel.ge(s.self.impl, s.min.impl), g),
    (g, s) => masking(kernel.lt(s.self.impl, s.min.impl), g),
  ],
  text: ["1 where {self} >= {min}, else 0", "1 where {self} < {min}, else 0"],
  kinks: "at the bound PyTorch passes the gradient",
});

export const clampMax: Op<[self: Tensor, max: ScalarValue]> = defineOp("clamp_max", {
  node: "ClampMaxBackward0",
  forward: (self, max) => kernel.clamp(self.impl, undefined, scalarTensor(max).impl),
  save: (_need, _result, self, max) => ({ max, self }),
  grad: [(g, s) => masking(kernel.le(s.self.impl, scalarTensor(s.max).impl), g)],
  text: ["1 where {self} <= {max}, else 0"],
  kinks: "at the bound PyTorch passes the gradient",
});

export const clampMaxTensor: Op<[self: Tensor, max: Tensor]> = defineOp("clamp_max.Tensor", {
  node: "ClampMaxBackward1",
  inputs: 2,
  forward: (self, max) => kernel.clamp(self.impl, undefined, max.impl),
  save: (_need, _result, self, max) => ({ max, self }),
  grad: [
    (g, s) => masking(kernel.le(s.self.impl, s.max.impl), g),
    (g, s) => masking(kernel.gt(s.self.impl, s.max.impl), g),
  ],
  text: ["1 where {self} <= {max}, else 0", "1 where {self} > {max}, else 0"],
  kinks: "at the bound PyTorch passes the gradient",
});

export const nanToNum: Op<[self: Tensor, nan: number | null, posinf: number | null, neginf: number | null]> = defineOp(
  "nan_to_num",
  {
    node: "NanToNumBackward0",
    inputs: 1,
    forward: (self, nan, posinf, neginf) =>
      nanToNumKernel(self.impl, nan ?? 0, posinf ?? undefined, neginf ?? undefined),
    save: (_need, _result, self) => ({ self }),
    grad: [(g, s) => mul(g, new Tensor(isfinite(s.self.impl)))],
    text: ["1 where {self} is finite, else 0"],
  },
);

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
