/** `torch.Tensor` as a Python class, and the passage between Python values and tensors. */
import { Tensor } from "../autograd/tensor.ts";
import { objectType, PyType } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";

/** `torch.Tensor`. Methods are registered by the families of functions/. */
export const tensorType = new PyType("Tensor", [objectType], { module: "torch" });
Tensor.defaultClass = tensorType;

/** A tensor has `cls` and `attrs` like every Python object: it is one. The autograd floor only does not know the types. */
export function toPython(t: Tensor): PyValue {
  return t as unknown as PyValue;
}

export function isTensor(value: unknown): value is PyValue & Tensor {
  return value instanceof Tensor;
}
