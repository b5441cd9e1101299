/** Complex tensors as pairs of real numbers: so that finite differences need to know real numbers only. */
import "../../server/inspect/torchFloor.ts";
import { viewAsComplex, viewAsReal } from "../../server/autograd/rules/complex.ts";
import type { Tensor } from "../../server/autograd/tensor.ts";

/** A real tensor whose last dimension is 2, as complex numbers. */
export function viewAsComplexPair(t: Tensor): Tensor {
  return viewAsComplex(t);
}
/** Both parts of a complex tensor, in a last dimension of 2. */
export function realPart(t: Tensor): Tensor {
  return t.dtype.category === "complex" ? viewAsReal(t) : t;
}
