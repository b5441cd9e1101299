/** Operations that PyTorch computes but has no derivative for: their node raises when a gradient arrives. */
import { TorchError } from "../../tensor/errors.ts";
import type { Strided } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";

/** A row whose node is PyTorch's `NotImplemented`. `name` is the ATen name in the message. */
export function withoutDerivative<A extends readonly unknown[]>(
  opName: string,
  inputs: number | ((...args: A) => readonly (Tensor | null)[]),
  forward: (...args: A) => Strided,
): Op<A> {
  const name = opName.replace(/\..*/, "");
  return defineOp<A>(opName, {
    node: "NotImplemented",
    inputs,
    forward,
    gradAll: () => {
      throw new TorchError("RuntimeError", `derivative for aten::${name} is not implemented`);
    },
    kinks: "PyTorch has no derivative for this operation",
  });
}

/** What the gradient of one argument raises where PyTorch has no formula for it. */
export function derivativeMissing(what: string): never {
  throw new TorchError("NotImplementedError", `the derivative for '${what}' is not implemented.`);
}
