/** Trigonometric functions. */
import * as kernel from "../../tensor/elementary.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { mul, neg } from "./arithmetic.ts";
import { conj } from "./complex.ts";

export const sin: Op<[self: Tensor]> = defineOp("sin", {
  node: "SinBackward0",
  forward: (self) => kernel.sin(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, conj(cos(s.self)))],
  text: ["cos {self}"],
});

export const cos: Op<[self: Tensor]> = defineOp("cos", {
  node: "CosBackward0",
  forward: (self) => kernel.cos(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => mul(g, neg(conj(sin(s.self))))],
  text: ["-sin {self}"],
});
