/** Python numbers as operands of tensor operations: "wrapped numbers", which do not widen a tensor of their category. */
import { Tensor } from "../autograd/tensor.ts";
import { PyComplex } from "../python/objects/complex.ts";
import { PyFloat, PyInstance, type PyValue } from "../python/objects/value.ts";
import { TorchError } from "../tensor/errors.ts";
import { wrappedBool, wrappedComplex, wrappedFloat, wrappedInt } from "../tensor/promotion.ts";

/** A 0-dim tensor for a Python number, or undefined for anything else. */
export function wrapNumber(v: PyValue): Tensor | undefined {
  switch (typeof v) {
    case "number":
      return new Tensor(wrappedInt(v));
    case "boolean":
      return new Tensor(wrappedBool(v));
    case "bigint":
      throw new TorchError("RuntimeError", "Overflow when unpacking long long");
    default:
      break;
  }
  if (v instanceof PyFloat) return new Tensor(wrappedFloat(v.value));
  if (v instanceof PyComplex) return new Tensor(wrappedComplex(v.real, v.imag));
  if (v instanceof PyInstance && v.payload !== undefined) return wrapNumber(v.payload);
  return undefined;
}
