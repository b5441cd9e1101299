/** Complex numbers: conjugate, parts. For real tensors the conjugate is the tensor itself. */
import { toReal } from "../../tensor/dtype.ts";
import * as kernel from "../../tensor/elementary.ts";
import { denseData, fromData } from "../../tensor/strided.ts";
import { complexHooks } from "../modes.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

export const conjOp: Op<[self: Tensor]> = defineOp("_conj", {
  node: "ConjBackward0",
  forward: (self) => kernel.conjPhysical(self.impl),
  grad: [(g) => conj(g)],
  text: ["conj"],
});

/** The complex conjugate; the same tensor when it is real. */
export function conj(t: Tensor): Tensor {
  return t.dtype.category === "complex" ? conjOp(t) : t;
}

export const real: Op<[self: Tensor]> = defineOp("real", {
  node: "RealBackward0",
  forward: (self) =>
    fromData(
      denseData(self.impl).filter((_, i) => i % 2 === 0),
      self.shape,
      toReal(self.dtype),
    ),
  grad: [(g) => g],
  text: ["1"],
});
complexHooks.real = (t) => real(t);
