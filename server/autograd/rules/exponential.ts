/** Exponentials and logarithms. */

import { sub as minus, mul as times } from "../../tensor/arithmetic.ts";
import * as kernel from "../../tensor/elementary.ts";
import { logaddexp2 as logaddexp2Kernel, logaddexp as logaddexpKernel } from "../../tensor/specialPointwise.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, plus, powScalar, rpow, scaled, sub } from "./arithmetic.ts";
import { conj } from "./complex.ts";
import { num, scalar } from "./scalar.ts";

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
  grad: [(g, s) => div(g, scaled(conj(s.result), 2))],
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

export const exp2: Op<[self: Tensor]> = defineOp("exp2", {
  node: "Exp2Backward0",
  forward: (self) => kernel.exp2(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => scaled(mul(g, conj(s.result)), Math.LN2)],
  text: ["{result}·ln 2"],
});

export const expm1: Op<[self: Tensor]> = defineOp("expm1", {
  node: "Expm1Backward0",
  forward: (self) => kernel.expm1(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(g, plus(conj(s.result), 1))],
  text: ["{result}+1"],
});

export const log1p: Op<[self: Tensor]> = defineOp("log1p", {
  node: "Log1PBackward0",
  forward: (self) => kernel.log1p(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, conj(plus(s.self, 1)))],
  text: ["1/({self}+1)"],
});

export const log2: Op<[self: Tensor]> = defineOp("log2", {
  node: "Log2Backward0",
  forward: (self) => kernel.log2(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, scaled(conj(s.self), Math.LN2))],
  text: ["1/({self}·ln 2)"],
});

export const log10: Op<[self: Tensor]> = defineOp("log10", {
  node: "Log10Backward0",
  forward: (self) => kernel.log10(self.impl),
  save: (_need, _result, self) => ({ self }),
  grad: [(g, s) => div(g, scaled(conj(s.self), Math.LN10))],
  text: ["1/({self}·ln 10)"],
});

export const rsqrt: Op<[self: Tensor]> = defineOp("rsqrt", {
  node: "RsqrtBackward0",
  forward: (self) => kernel.rsqrt(self.impl),
  save: (_need, result) => ({ result }),
  grad: [(g, s) => mul(scaled(g, -0.5), conj(powScalar(s.result, scalar(3))))],
  text: ["-{result}³/2"],
});

export const logaddexp: Op<[self: Tensor, other: Tensor]> = defineOp("logaddexp", {
  node: "LogaddexpBackward0",
  inputs: 2,
  forward: (self, other) => logaddexpKernel(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => div(g, conj(plus(exp(sub(s.other, s.self)), 1))),
    (g, s) => div(g, conj(plus(exp(sub(s.self, s.other)), 1))),
  ],
  text: ["1/(1+exp({other}-{self}))", "1/(1+exp({self}-{other}))"],
});

export const logaddexp2: Op<[self: Tensor, other: Tensor]> = defineOp("logaddexp2", {
  node: "Logaddexp2Backward0",
  inputs: 2,
  forward: (self, other) => logaddexp2Kernel(self.impl, other.impl),
  save: (_need, _result, self, other) => ({ other, self }),
  grad: [
    (g, s) => div(g, plus(rpow(num(2), sub(s.other, s.self)), 1)),
    (g, s) => div(g, plus(rpow(num(2), sub(s.self, s.other)), 1)),
  ],
  text: ["1/(1+2^({other}-{self}))", "1/(1+2^({self}-{other}))"],
});
