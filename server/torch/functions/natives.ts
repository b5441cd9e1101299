/** Functions of `torch` that stand for one operation of its library each: padding, sums down to a shape, normalisation. */
import { isExpandableTo } from "../../autograd/rules/base.ts";
import { nativeLayerNorm } from "../../autograd/rules/normalisation.ts";
import { sum, sumDim } from "../../autograd/rules/reduction.ts";
import { view } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { fail, Unsupported } from "../../tensor/errors.ts";
import { type BindingTable, overload, withOut } from "../binding/bind.ts";
import { constantPadNd } from "../nn/functional/spatial.ts";
import { cross } from "./linear.ts";

/** `Tensor.sum_to_size`: sums over what broadcasting would have repeated. */
function sumToSize(x: Tensor, size: readonly number[]): Tensor {
  if (!isExpandableTo(size, x.shape)) {
    fail(`size {[${size.join(", ")}]} is not expandable to size {[${x.shape.join(", ")}]}.`);
  }
  if (size.length === 0) return sum(x, null);
  const lead = x.dim - size.length;
  const dims = x.shape.map((_, d) => d).filter((d) => d < lead || (size[d - lead] === 1 && x.shape[d] !== 1));
  const kept = dims.length === 0 ? x : sumDim(x, dims, true, null);
  return lead > 0 ? view(kept, size) : kept;
}

export const natives: BindingTable = {
  constant_pad_nd: {
    places: ["torch"],
    overloads: [
      overload("(Tensor input, int[] pad, Scalar value=0)", (x, pad, value) => {
        if (value.kind === "complex") throw new Unsupported("torch.constant_pad_nd(value=complex)");
        return constantPadNd(x, pad, value.value);
      }),
    ],
  },
  sum_to_size: {
    places: ["Tensor"],
    overloads: [overload("(Tensor input, int[] size)", (x, size) => sumToSize(x, size))],
  },
  native_layer_norm: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, int[] normalized_shape, Tensor? weight, Tensor? bias, float eps)",
        (x, shape, weight, bias, eps) => nativeLayerNorm(x, weight, bias, shape, eps),
      ),
    ],
  },
  cross: {
    places: ["linalg"],
    overloads: [overload("(Tensor input, Tensor other, *, int dim=-1)", (a, b, dim) => cross(a, b, dim), withOut)],
  },
};
