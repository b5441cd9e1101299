/** The p-norm over dimensions as `torch.norm`'s C++ form has it: what distances are made of. */
import { vectorNorm as kernel } from "../../tensor/reduce.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { normGradient } from "./moments.ts";
import { restoreDims } from "./reduction.ts";
import type { ScalarValue } from "./scalar.ts";

export const normOverDims: Op<[self: Tensor, p: ScalarValue, dim: readonly number[], keepdim: boolean]> = defineOp(
  "norm.ScalarOpt_dim",
  {
    node: "NormBackward1",
    inputs: 1,
    forward: (self: Tensor, p: ScalarValue, dim: readonly number[], keepdim: boolean) =>
      kernel(self.impl, p.value, dim, keepdim),
    save: (_need, result, self, p, dim, keepdim) => ({ dim, keepdim, p, result, self }),
    grad: [
      (g, s) =>
        normGradient(
          restoreDims(g, s.self.dim, s.dim, s.keepdim),
          s.self,
          s.p.value,
          restoreDims(s.result, s.self.dim, s.dim, s.keepdim),
          s.dim,
        ),
    ],
    text: ["{self}/{result} for the 2-norm"],
    kinks: "a norm at 0: PyTorch picks 0",
  },
);
