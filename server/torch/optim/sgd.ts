/** `torch.optim.SGD` (https://pytorch.org/docs/stable/generated/torch.optim.SGD.html). */
import { add, mul } from "../../autograd/rules/arithmetic.ts";
import { clone, detach } from "../../autograd/rules/base.ts";
import { floatScalar, num, scalarTensor } from "../../autograd/rules/scalar.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { repr } from "../../python/objects/text.ts";
import { PyFloat } from "../../python/objects/value.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { defineOptimizer, float, stateOf } from "./optimizer.ts";

const f = (x: number) => scalarTensor(floatScalar(x));

export const sgdType = defineOptimizer("SGD", {
  signature:
    "(float lr=0.001, float momentum=0, float dampening=0, float weight_decay=0, bool nesterov=False, *, bool maximize=False, bool? foreach=None, bool differentiable=False, bool? fused=None)",
  defaults: (lr, momentum, dampening, weightDecay, nesterov, maximize, foreach, differentiable, fused) => {
    if (lr < 0) raiseError(exceptionTypes.ValueError, `Invalid learning rate: ${repr(new PyFloat(lr))}`);
    if (momentum < 0) raiseError(exceptionTypes.ValueError, `Invalid momentum value: ${repr(new PyFloat(momentum))}`);
    if (weightDecay < 0) {
      raiseError(exceptionTypes.ValueError, `Invalid weight_decay value: ${repr(new PyFloat(weightDecay))}`);
    }
    if (nesterov && (momentum <= 0 || dampening !== 0)) {
      raiseError(exceptionTypes.ValueError, "Nesterov momentum requires a momentum and zero dampening");
    }
    return [
      ["lr", float(lr)],
      ["momentum", momentum === 0 ? 0 : float(momentum)],
      ["dampening", dampening === 0 ? 0 : float(dampening)],
      ["weight_decay", weightDecay === 0 ? 0 : float(weightDecay)],
      ["nesterov", nesterov],
      ["maximize", maximize],
      ["foreach", foreach],
      ["differentiable", differentiable],
      ["fused", fused],
    ];
  },
  step: (self, group) => {
    const lr = group.float("lr");
    const momentum = group.float("momentum");
    const decay = group.float("weight_decay");
    for (const p of group.active()) {
      let d = group.flag("maximize") ? mul(p.grad!, num(-1)) : p.grad!;
      if (decay !== 0) d = add(d, p, floatScalar(decay));
      if (momentum !== 0) {
        const state = stateOf(self, p);
        const before = state.get("momentum_buffer");
        if (before === undefined || before === null || !isTensor(before)) {
          state.set("momentum_buffer", toPython(clone(detach(d))));
          d = clone(d);
        } else {
          mul.inplace(before, f(momentum));
          add.inplace(before, d, floatScalar(1 - group.float("dampening")));
          d = before;
        }
        if (group.flag("nesterov"))
          d = add(group.flag("maximize") ? mul(p.grad!, num(-1)) : p.grad!, d, floatScalar(momentum));
      }
      add.inplace(p, d, floatScalar(-lr));
    }
  },
});
