/** The formulas of default initialisation (`nn.init`): they draw from the generator in PyTorch's order. */
import { Tensor } from "../../autograd/tensor.ts";
import { type DType, getDefaultDType } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { normalInto, uniformInto } from "../../tensor/random.ts";
import { empty } from "../../tensor/strided.ts";

/** An uninitialised parameter's data. */
export function blank(shape: readonly number[], dtype: DType | null): Tensor {
  return new Tensor(empty(shape, dtype ?? getDefaultDType()));
}

export function fans(t: Tensor): { fanIn: number; fanOut: number } {
  if (t.dim < 2) {
    throw new TorchError(
      "ValueError",
      "Fan in and fan out can not be computed for tensor with fewer than 2 dimensions",
    );
  }
  const receptive = t.shape.slice(2).reduce((a, b) => a * b, 1);
  return { fanIn: t.shape[1]! * receptive, fanOut: t.shape[0]! * receptive };
}

/** Writes without the graph noticing, as the `no_grad` block of nn.init does. */
export function fillUniform(t: Tensor, from: number, to: number): Tensor {
  uniformInto(t.impl, from, to);
  t.counter.version++;
  return t;
}
export function fillNormal(t: Tensor, mean: number, std: number): Tensor {
  normalInto(t.impl, mean, std);
  t.counter.version++;
  return t;
}

/** `kaiming_uniform_(a=√5)`, what Linear and convolutions start with: bound 1/√fan_in computed as PyTorch does. */
export function kaimingUniform(t: Tensor, a: number): Tensor {
  const gain = Math.sqrt(2 / (1 + a * a));
  const std = gain / Math.sqrt(fans(t).fanIn);
  const bound = Math.sqrt(3) * std;
  return fillUniform(t, -bound, bound);
}

/** The bias of Linear and convolutions: uniform within 1/√fan_in of the weight. */
export function uniformBias(bias: Tensor, weight: Tensor): Tensor {
  const { fanIn } = fans(weight);
  const bound = fanIn > 0 ? 1 / Math.sqrt(fanIn) : 0;
  return fillUniform(bias, -bound, bound);
}
