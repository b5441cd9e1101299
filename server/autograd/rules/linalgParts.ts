/** Small pieces that the derivatives of matrix factorisations share. */
import { eye } from "../../tensor/creation.ts";
import { Unsupported } from "../../tensor/errors.ts";
import type { Strided } from "../../tensor/strided.ts";
import { Tensor } from "../tensor.ts";
import { add, scaled, sub } from "./arithmetic.ts";
import { diagEmbed } from "./rearranging.ts";
import { diagonal, transpose } from "./shape.ts";

/** The identity of a matrix's last dimensions. */
export function eyeLike(t: Tensor): Tensor {
  return new Tensor(eye(t.shape.at(-2)!, t.shape.at(-1)!, t.dtype));
}
/** Zeros on the diagonal. */
export function offDiagonal(t: Tensor): Tensor {
  return sub(t, diagEmbed(diagonal(t, 0, -2, -1), 0, -2, -1));
}
/** Of a lower triangle with its diagonal halved: half the sum with its transpose. */
export function symmetricPart(lower: Tensor): Tensor {
  const halved = sub(lower, scaled(diagEmbed(diagonal(lower, 0, -2, -1), 0, -2, -1), 0.5));
  return scaled(add(halved, transpose(halved, -2, -1)), 0.5);
}
export function refuse(feature: string): never {
  throw new Unsupported(feature);
}
export const tensorOf = (data: Strided): Tensor => new Tensor(data);
