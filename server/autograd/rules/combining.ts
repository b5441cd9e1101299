/** Operations of three tensors: interpolation, and products or quotients added to a tensor. */

import { Unsupported } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/specialPointwise.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { div, mul, mulScalar, neg, sub } from "./arithmetic.ts";
import { conj } from "./complex.ts";
import { num, type ScalarValue, scalarTensor } from "./scalar.ts";

/** `torch.lerp(a, b, 0.5)` = a + weight · (b - a). */
export const lerpScalar: Op<[self: Tensor, end: Tensor, weight: ScalarValue]> = defineOp("lerp.Scalar", {
  node: "LerpBackward0",
  inputs: 2,
  forward: (self, end, weight) => kernel.lerp(self.impl, end.impl, scalarTensor(weight).impl),
  save: (_need, _result, _self, _end, weight) => ({ weight }),
  grad: [
    (g, s) => mulScalar(g, { kind: s.weight.kind, value: 1 - s.weight.value, imag: s.weight.imag }),
    (g, s) => mulScalar(g, { ...s.weight, imag: -s.weight.imag }),
  ],
  text: ["1-{weight}", "{weight}"],
});

export const lerp: Op<[self: Tensor, end: Tensor, weight: Tensor]> = defineOp("lerp.Tensor", {
  node: "LerpBackward1",
  inputs: 3,
  forward: (self, end, weight) => kernel.lerp(self.impl, end.impl, weight.impl),
  save: (need, _result, self, end, weight) => ({ end: need[2] ? end : null, self: need[2] ? self : null, weight }),
  grad: [
    (g, s) => mul(g, conj(sub(num(1), s.weight))),
    (g, s) => mul(g, conj(s.weight)),
    (g, s) => mul(g, conj(sub(s.end!, s.self!))),
  ],
  text: ["1-{weight}", "{weight}", "{end}-{self}"],
});

function realValue(value: ScalarValue, name: string): number {
  if (value.kind === "complex") throw new Unsupported(`torch.${name}(value=complex)`);
  return value.value;
}

/** `self + value · tensor1 · tensor2`. */
export const addcmul: Op<[self: Tensor, tensor1: Tensor, tensor2: Tensor, value: ScalarValue]> = defineOp("addcmul", {
  node: "AddcmulBackward0",
  inputs: 3,
  forward: (self, tensor1, tensor2, value) =>
    kernel.addcmul(self.impl, tensor1.impl, tensor2.impl, realValue(value, "addcmul")),
  save: (need, _result, _self, tensor1, tensor2, value) => ({
    tensor1: need[2] ? tensor1 : null,
    tensor2: need[1] ? tensor2 : null,
    value,
  }),
  grad: [
    (g) => g,
    (g, s) => mul(g, conj(mulScalar(s.tensor2!, s.value))),
    (g, s) => mul(g, conj(mulScalar(s.tensor1!, s.value))),
  ],
  text: ["1", "{value}·{tensor2}", "{value}·{tensor1}"],
});

/** `self + value · tensor1 / tensor2`. */
export const addcdiv: Op<[self: Tensor, tensor1: Tensor, tensor2: Tensor, value: ScalarValue]> = defineOp("addcdiv", {
  node: "AddcdivBackward0",
  inputs: 3,
  forward: (self, tensor1, tensor2, value) =>
    kernel.addcdiv(self.impl, tensor1.impl, tensor2.impl, realValue(value, "addcdiv")),
  save: (need, _result, _self, tensor1, tensor2, value) => ({
    tensor1: need[2] ? tensor1 : null,
    tensor2,
    value,
  }),
  grad: [
    (g) => g,
    (g, s) => mul(g, conj(div(scalarTensor(s.value), s.tensor2))),
    (g, s) => mul(neg(g), conj(div(mulScalar(s.tensor1!, s.value), mul(s.tensor2, s.tensor2)))),
  ],
  text: ["1", "{value}/{tensor2}", "-{value}·{tensor1}/{tensor2}²"],
});
