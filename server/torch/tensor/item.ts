/** Elements of tensors as Python numbers. */
import type { Tensor } from "../../autograd/tensor.ts";
import { PyComplex } from "../../python/objects/complex.ts";
import { PyList } from "../../python/objects/list.ts";
import { PyFloat, type PyValue } from "../../python/objects/value.ts";
import type { DType } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { denseData } from "../../tensor/strided.ts";
import { functorch } from "../autograd/transforms.ts";

/** One element of row-major entries as Python shows it. */
export function elementValue(data: ArrayLike<number>, i: number, dtype: DType): PyValue {
  switch (dtype.category) {
    case "bool":
      return data[i] !== 0;
    case "int":
      return data[i]!;
    case "float":
      return new PyFloat(data[i]!);
    default:
      return new PyComplex(data[2 * i]!, data[2 * i + 1]!);
  }
}

/** `Tensor.item()`. */
export function item(t: Tensor): PyValue {
  if (t.numel !== 1) {
    throw new TorchError("RuntimeError", `a Tensor with ${t.numel} elements cannot be converted to Scalar`);
  }
  if (functorch.batches > 0) {
    throw new TorchError(
      "RuntimeError",
      "vmap: It looks like you're calling .item() on a Tensor. We don't support vmap over calling .item() on a Tensor, please try to rewrite what you're doing with other operations. If error is occurring somewhere inside PyTorch internals, please file a bug report.",
    );
  }
  return elementValue(denseData(t.impl), 0, t.dtype);
}

/** `Tensor.tolist()`: nested lists, or a number for 0-dim. */
export function toList(t: Tensor): PyValue {
  const data = denseData(t.impl);
  let at = 0;
  const build = (d: number): PyValue => {
    if (d === t.shape.length) return elementValue(data, at++, t.dtype);
    const items: PyValue[] = [];
    for (let i = 0; i < t.shape[d]!; i++) items.push(build(d + 1));
    return new PyList(items);
  };
  return build(0);
}
