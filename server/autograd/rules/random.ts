/** Random numbers whose distribution is given by tensors: nodes as in PyTorch, gradients zero. */
import { add, mul } from "../../tensor/arithmetic.ts";
import { type DType, getDefaultDType } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import type { Generator } from "../../tensor/generator.ts";
import { wrappedFloat } from "../../tensor/promotion.ts";
import { bernoulliFrom, normalInto } from "../../tensor/random.ts";
import { broadcastShapes, denseData, empty, type Strided } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { zeros, zerosLike } from "./base.ts";

const flat = "samples do not depend on the parameters differentiably: PyTorch gives zeros";

function standard(shape: readonly number[], dtype: DType, std: number, g: Generator): Strided {
  const out = empty(shape, dtype.category === "float" ? dtype : getDefaultDType());
  normalInto(out, 0, std, g);
  return out;
}
function checkSpread(std: Tensor): void {
  for (const s of denseData(std.impl)) {
    if (!(s >= 0)) throw new TorchError("RuntimeError", "normal expects all elements of std >= 0.0");
  }
}

export const normalTensorFloat: Op<[mean: Tensor, std: number, generator: Generator]> = defineOp(
  "normal.Tensor_float",
  {
    node: "NormalBackward1",
    inputs: 1,
    forward: (mean, std, g) => add(standard(mean.shape, mean.dtype, std, g), mean.impl),
    save: (_need, _result, mean) => ({ mean_sym_sizes: mean.shape }),
    grad: [(g, s) => zeros(s.mean_sym_sizes, g.dtype)],
    text: ["0"],
    kinks: flat,
  },
);

export const normalFloatTensor: Op<[std: Tensor, mean: number, generator: Generator]> = defineOp(
  "normal.float_Tensor",
  {
    node: "NormalBackward2",
    inputs: 1,
    forward: (std, mean, g) => {
      checkSpread(std);
      return add(mul(standard(std.shape, std.dtype, 1, g), std.impl), wrappedFloat(mean));
    },
    save: (_need, _result, std) => ({ std_sym_sizes: std.shape }),
    grad: [(g, s) => zeros(s.std_sym_sizes, g.dtype)],
    text: ["0"],
    kinks: flat,
  },
);

export const normalTensors: Op<[mean: Tensor, std: Tensor, generator: Generator]> = defineOp("normal.Tensor_Tensor", {
  node: "NormalBackward3",
  inputs: 2,
  forward: (mean, std, g) => {
    checkSpread(std);
    const shape = broadcastShapes(mean.shape, std.shape);
    return add(mul(standard(shape, mean.dtype, 1, g), std.impl), mean.impl);
  },
  save: (_need, _result, mean, std) => ({ mean_sym_sizes: mean.shape, std_sym_sizes: std.shape }),
  grad: [(g, s) => zeros(s.mean_sym_sizes, g.dtype), (g, s) => zeros(s.std_sym_sizes, g.dtype)],
  text: ["0", "0"],
  kinks: flat,
});

export const bernoulli: Op<[self: Tensor, generator: Generator]> = defineOp("bernoulli", {
  node: "BernoulliBackward0",
  inputs: 1,
  forward: (self, g) => {
    const out = empty(self.shape, self.dtype);
    bernoulliFrom(out, self.impl, g);
    return out;
  },
  grad: [(g) => zerosLike(g)],
  text: ["0"],
  kinks: flat,
});
