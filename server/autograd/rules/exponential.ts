/** Exponentials and logarithms. */

import { sub as minus, mul as times } from "../../tensor/arithmetic.ts";
import * as kernel from "../../tensor/elementary.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, sub } from "./arithmetic.ts";
import { conj } from "./complex.ts";
import { num } from "./scalar.ts";

export const exp: Op<[self: Tensor]> = defineOp("exp", {
  node: "ExpBackward0",
  forward: (self) => kernel.exp(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(g, conj(s.result))],
  text: ["{result}"],
});

export const log: Op<[self: Tensor]> = defineOp("log", {
  node: "LogBackward0",
  forward: (self) => kernel.log(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, conj(s.self))],
  text: ["1/{self}"],
});

export const sqrt: Op<[self: Tensor]> = defineOp("sqrt", {
  node: "SqrtBackward0",
  forward: (self) => kernel.sqrt(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => div(g, conj(mul(num(2), s.result)))],
  text: ["1/(2·{result})"],
});

export const sigmoid: Op<[self: Tensor]> = defineOp("sigmoid", {
  node: "SigmoidBackward0",
  forward: (self) => kernel.sigmoid(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => sigmoidBackward(g, s.result)],
  text: ["{result}·(1-{result})"],
});

/** `g · conj((1 - y)·y)`: an operation of its own in PyTorch, so that its node's name shows under create_graph. */
export const sigmoidBackward: Op<[gradOutput: Tensor, output: Tensor]> = defineOp("sigmoid_backward", {
  node: "SigmoidBackwardBackward0",
  inputs: 2,
  forward: (gradOutput, output) =>
    times(gradOutput.impl, kernel.conjPhysical(times(minus(num(1).impl, output.impl), output.impl))),
  save: (_need, _result, grad_output, output) => ({ grad_output, output }),
  grad: [
    (g, s) => sigmoidBackward(g, s.output),
    (g, s) => mul(mul(g, conj(s.grad_output)), sub(num(1), mul(num(2), conj(s.output)))),
  ],
});

export const tanh: Op<[self: Tensor]> = defineOp("tanh", {
  node: "TanhBackward0",
  forward: (self) => kernel.tanh(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => tanhBackward(g, s.result)],
  text: ["1-{result}²"],
});

export const tanhBackward: Op<[gradOutput: Tensor, output: Tensor]> = defineOp("tanh_backward", {
  node: "TanhBackwardBackward0",
  inputs: 2,
  forward: (gradOutput, output) =>
    times(gradOutput.impl, kernel.conjPhysical(minus(num(1).impl, times(output.impl, output.impl)))),
  save: (_need, _result, grad_output, output) => ({ grad_output, output }),
  grad: [(g, s) => tanhBackward(g, s.output), (g, s) => mul(mul(num(-2), conj(s.output)), mul(g, conj(s.grad_output)))],
});
