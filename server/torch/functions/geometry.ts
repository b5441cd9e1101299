/** Questions about a tensor's size, layout and kind: they compute nothing. */

import type { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { channelsLastStrides } from "../../tensor/copy.ts";
import { type DType, getDefaultDType, promoteTypes, setDefaultDType } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { resultType as resultTypeOf } from "../../tensor/promotion.ts";
import { denseData, sameShape, wrapDim } from "../../tensor/strided.ts";
import { type Binding, type BindingTable, overload } from "../binding/bind.ts";
import { pyDType } from "../dtypes.ts";
import { formatName } from "../formats.ts";
import { size as pySize } from "../size.ts";
import { hasStrides } from "./conversion.ts";

const method = ["Tensor"] as const;
const functionOnly = ["torch"] as const;

function question(answer: (t: Tensor) => PyValue, places: Binding["places"] = ["torch", "Tensor"]): Binding {
  return { places, overloads: [overload("(Tensor input)", (t) => answer(t))] };
}

/** The order of dimensions from the greatest stride to the least. */
function dimOrder(t: Tensor): number[] {
  return t.shape.map((_, d) => d).sort((a, b) => t.impl.strides[b]! - t.impl.strides[a]! || a - b);
}

function canCast(from: DType, to: DType): boolean {
  const rank = { bool: 0, int: 1, float: 2, complex: 3 };
  if (rank[from.category] > rank[to.category]) return false;
  // Signed integers do not go into unsigned ones.
  return !(from.category === "int" && to.name === "uint8" && from.name !== "uint8");
}

/** Made-up addresses: one per storage, in order of asking, far apart. */
const addresses = new WeakMap<object, number>();
let nextAddress = 0x5600_0000_0000;
function addressOf(t: Tensor): number {
  const { storage } = t.impl;
  let at = addresses.get(storage);
  if (at === undefined) {
    at = nextAddress;
    addresses.set(storage, at);
    nextAddress += 64 * Math.ceil((storage.data.length * 16 + 64) / 64);
  }
  return at + t.impl.offset * t.dtype.itemsize;
}

export const geometry: BindingTable = {
  data_ptr: question(addressOf, method),
  size: {
    places: method,
    overloads: [
      overload("(Tensor input)", (t) => pySize(t.shape)),
      overload("(Tensor input, int dim)", (t, dim) => {
        if (t.dim === 0)
          throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
        return t.shape[wrapDim(dim, t.dim)]!;
      }),
    ],
  },
  stride: {
    places: method,
    overloads: [
      overload("(Tensor input)", (t) => new PyTuple(t.impl.strides)),
      overload("(Tensor input, int dim)", (t, dim) => {
        if (t.dim === 0)
          throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
        return t.impl.strides[wrapDim(dim, t.dim)]!;
      }),
    ],
  },
  dim: { ...question((t) => t.dim, method), aliases: ["ndimension"] },
  numel: { ...question((t) => t.numel), aliases: [] },
  nelement: question((t) => t.numel, method),
  storage_offset: question((t) => t.impl.offset, method),
  element_size: question((t) => t.dtype.itemsize, method),
  is_contiguous: {
    places: method,
    overloads: [
      overload("(Tensor input, *, any memory_format=None)", (t, format) => {
        const name = format === null ? "contiguous_format" : formatName(format);
        if (name === "channels_last") return t.dim === 4 && hasStrides(t, channelsLastStrides(t.shape));
        if (name === "channels_last_3d") return t.dim === 5 && hasStrides(t, channelsLastStrides(t.shape));
        if (name !== "contiguous_format") throw new Unsupported(`Tensor.is_contiguous(memory_format=${name})`);
        return t.impl.isContiguous;
      }),
    ],
  },
  dim_order: {
    places: method,
    overloads: [overload("(Tensor input)", (t) => new PyTuple(dimOrder(t)))],
  },
  get_device: question(() => -1),
  is_complex: question((t) => t.dtype.category === "complex"),
  is_floating_point: question((t) => t.dtype.category === "float"),
  is_signed: question((t) => t.dtype.category !== "bool" && t.dtype.name !== "uint8"),
  is_conj: question(() => false),
  is_neg: question(() => false),
  is_inference: question((t) => t.isInference),
  is_pinned: question(() => false, method),
  is_shared: question(() => false, method),
  is_nonzero: question((t) => {
    if (t.numel === 0) {
      throw new TorchError("RuntimeError", "Boolean value of Tensor with no values is ambiguous");
    }
    if (t.numel > 1) {
      throw new TorchError("RuntimeError", "Boolean value of Tensor with more than one value is ambiguous");
    }
    return denseData(t.impl).some((x) => x !== 0);
  }),
  is_same_size: {
    overloads: [overload("(Tensor input, Tensor other)", (t, other) => sameShape(t.shape, other.shape))],
  },
  is_set_to: {
    places: method,
    overloads: [
      overload(
        "(Tensor input, Tensor tensor)",
        (t, other) =>
          t.impl.storage === other.impl.storage &&
          t.impl.offset === other.impl.offset &&
          sameShape(t.shape, other.shape) &&
          sameShape(t.impl.strides, other.impl.strides),
      ),
    ],
  },
  result_type: {
    places: functionOnly,
    overloads: [overload("(Operand tensor1, Operand tensor2)", (a, b) => pyDType(resultTypeOf(a.impl, b.impl)))],
  },
  promote_types: {
    places: functionOnly,
    overloads: [overload("(dtype type1, dtype type2)", (a, b) => pyDType(promoteTypes(a, b)))],
  },
  can_cast: {
    places: functionOnly,
    overloads: [overload("(dtype from_, dtype to)", (a, b) => canCast(a, b))],
  },
  get_default_dtype: { places: functionOnly, overloads: [overload("()", () => pyDType(getDefaultDType()))] },
  set_default_dtype: {
    places: functionOnly,
    overloads: [
      overload("(dtype d)", (d) => {
        if (d.category !== "float") {
          return raiseError(exceptionTypes.TypeError, "only floating-point types are supported as the default type");
        }
        setDefaultDType(d);
        return null;
      }),
    ],
  },
};
