/** Views and joins: names and signatures. */
import { expand } from "../../autograd/rules/base.ts";
import * as joining from "../../autograd/rules/joining.ts";
import * as shape from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { TorchError } from "../../tensor/errors.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";

const method = ["Tensor"] as const;
const functionOnly = ["torch"] as const;

/** `flatten(start, end)`: a reshape; a 0-dim tensor becomes one-dimensional. */
export function flatten(x: Tensor, start: number, end: number): Tensor {
  const from = wrapDim(start, x.dim);
  const to = wrapDim(end, x.dim);
  if (from > to) {
    throw new TorchError("RuntimeError", "flatten() has invalid args: start_dim cannot come after end_dim");
  }
  if (x.dim === 0) return shape.reshape(x, [1]);
  if (from === to) return x;
  const merged = x.shape.slice(from, to + 1).reduce((a, b) => a * b, 1);
  return shape.reshape(x, [...x.shape.slice(0, from), merged, ...x.shape.slice(to + 1)]);
}

export const shapes: BindingTable = {
  view: { places: method, overloads: [overload("(Tensor input, int[] size)", (x, size) => shape.view(x, size))] },
  reshape: { overloads: [overload("(Tensor input, int[] shape)", (x, size) => shape.reshape(x, size))] },
  flatten: {
    overloads: [overload("(Tensor input, int start_dim=0, int end_dim=-1)", (x, from, to) => flatten(x, from, to))],
  },
  permute: { overloads: [overload("(Tensor input, int[] dims)", (x, dims) => shape.permute(x, dims))] },
  transpose: {
    overloads: [overload("(Tensor input, int dim0, int dim1)", (x, a, b) => shape.transpose(x, a, b))],
    aliases: ["swapaxes", "swapdims"],
  },
  t: {
    overloads: [
      overload("(Tensor input)", (x) => {
        if (x.dim > 2) {
          throw new TorchError("RuntimeError", `t() expects a tensor with <= 2 dimensions, but self is ${x.dim}D`);
        }
        return shape.t(x);
      }),
    ],
  },
  unsqueeze: { overloads: [overload("(Tensor input, int dim)", (x, dim) => shape.unsqueeze(x, dim))] },
  squeeze: {
    overloads: [
      overload("(Tensor input)", (x) => shape.squeeze(x)),
      overload("(Tensor input, int dim)", (x, dim) => shape.squeezeDim(x, dim)),
      overload("(Tensor input, int[] dim)", (x, dims) => shape.squeezeDims(x, dims)),
    ],
  },
  expand: { places: method, overloads: [overload("(Tensor input, int[] size)", (x, size) => expand(x, size))] },
  unbind: { overloads: [overload("(Tensor input, int dim=0)", (x, dim) => shape.unbind(x, dim))] },
  cat: {
    places: functionOnly,
    overloads: [overload("(Tensor[] tensors, int dim=0)", (tensors, dim) => joining.cat(tensors, dim))],
    aliases: ["concat", "concatenate"],
  },
  stack: {
    places: functionOnly,
    overloads: [overload("(Tensor[] tensors, int dim=0)", (tensors, dim) => joining.stack(tensors, dim))],
  },
};
