/** One dimension put somewhere else. */
import { permute } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";

/** Dimension `from` becomes dimension `to` (negative counts from the end); the others keep their order. */
export function movedim(t: Tensor, from: number, to: number): Tensor {
  const order = t.shape.map((_, i) => i).filter((i) => i !== from);
  order.splice(to < 0 ? to + t.dim : to, 0, from);
  return permute(t, order);
}
