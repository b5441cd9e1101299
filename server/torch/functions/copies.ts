/** `transpose_copy` and its kin, strided storage (`empty_strided`, `resize_`), and small questions about shapes. */
import * as rearranging from "../../autograd/rules/rearranging.ts";
import * as scattering from "../../autograd/rules/scattering.ts";
import * as shape from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { bool as boolType, type DType, getDefaultDType, int64 } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/scatter.ts";
import {
  contiguousStrides,
  denseData,
  empty,
  emptyStrided,
  fromData,
  numelOf,
  sameShape,
  viewOf,
  wrapDim,
} from "../../tensor/strided.ts";
import { type BindingTable, overload, sequence, toInt } from "../binding/bind.ts";
import { checkDevice, checkLayout } from "../device.ts";
import { size as pySize } from "../size.ts";
import { withRequiresGrad } from "../tensor/construct.ts";
import { checkStorage } from "./shape.ts";

const functionOnly = ["torch"] as const;
const method = ["Tensor"] as const;
const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function made(t: Tensor, layout: PyValue, device: PyValue, requiresGrad: boolean): Tensor {
  checkLayout(layout);
  checkDevice(device);
  return withRequiresGrad(t, requiresGrad);
}
function strided(size: readonly number[], stride: readonly number[], dtype: DType): Tensor {
  if (size.length !== stride.length) {
    fail(`dimensionality of sizes (${size.length}) must match dimensionality of strides (${stride.length})`);
  }
  return new Tensor(emptyStrided(size, stride, dtype));
}

/** `resize_`: other sizes on the same storage, which grows when it has to (new elements are zeros here). */
function resize(t: Tensor, size: readonly number[]): Tensor {
  if (t.requiresGrad) fail("cannot resize variables that require grad");
  const need = (t.impl.offset + numelOf(size)) * t.dtype.lanes;
  const { storage } = t.impl;
  if (storage.data.length < need) {
    const grown = storage.dtype.allocate(need);
    grown.set(storage.data);
    storage.data = grown;
    storage.isShared = false;
  }
  if (!sameShape(t.shape, size)) t.impl = viewOf(t.impl, size, contiguousStrides(size));
  return t;
}

/** `torch.broadcast_shapes(*shapes)`. */
function broadcastAll(shapes: readonly PyValue[]): PyValue {
  const lists = shapes.map((s) => {
    const one = toInt(s);
    if (one !== undefined) return [one];
    return (sequence(s) ?? []).map((n) => toInt(n) ?? 0);
  });
  const out: number[] = new Array<number>(Math.max(0, ...lists.map((l) => l.length))).fill(1);
  lists.forEach((list, k) => {
    for (let i = -1; i >= -list.length; i--) {
      const n = list.at(i)!;
      const at = out.length + i;
      if (n < 0) fail(`Trying to create tensor with negative dimension (${n}): (${n})`);
      if (n === 1 || n === out[at]) continue;
      if (out[at] !== 1) {
        fail(
          `Attempting to broadcast a dimension of length ${n} at ${i}! Mismatching argument at index ${k} had (${list.join(", ")}${list.length === 1 ? "," : ""}); but expected shape should be broadcastable to [${out.join(", ")}]`,
        );
      }
      out[at] = n;
    }
  });
  return pySize(out);
}

/** `torch.unravel_index`: coordinates of flat positions. */
function unravel(indices: Tensor, dims: readonly number[]): Tensor[] {
  if (indices.dtype.category !== "int") {
    throw new TorchError("ValueError", `expected 'indices' to be integer dtype, but got ${indices.dtype.text}`);
  }
  const strides = contiguousStrides(dims);
  const flat = denseData(indices.impl);
  return dims.map((n, d) => {
    const out = empty(indices.shape, int64);
    for (let i = 0; i < flat.length; i++) {
      const q = Math.floor(flat[i]! / strides[d]!);
      out.storage.data[i] = ((q % n) + n) % n;
    }
    return new Tensor(out);
  });
}

/** `torch.isin` by looking each element up. */
function isIn(elements: Tensor, tests: Tensor, invert: boolean): Tensor {
  if (elements.dtype.lanes === 2 || tests.dtype.lanes === 2) throw new Unsupported("torch.isin of complex tensors");
  const known = new Set(denseData(tests.impl));
  const data = denseData(elements.impl);
  const out = fromData(new Uint8Array(data.length), elements.shape, boolType);
  for (let i = 0; i < data.length; i++) {
    // NaN equals nothing.
    const found = data[i] === data[i] && known.has(data[i]!);
    out.storage.data[i] = found !== invert ? 1 : 0;
  }
  return new Tensor(out);
}

export const copiesOfViews: BindingTable = {
  alias_copy: { places: functionOnly, overloads: [overload("(Tensor input)", (x) => shape.copies.alias(x))] },
  as_strided_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int[] size, int[] stride, int? storage_offset=None)", (x, size, stride, offset) =>
        shape.copies.asStrided(x, size, stride, offset),
      ),
    ],
  },
  as_strided_scatter: {
    overloads: [
      overload(
        "(Tensor input, Tensor src, int[] size, int[] stride, int? storage_offset=None)",
        (x, src, size, stride, offset) => {
          if (x.requiresGrad && !x.impl.isContiguous) {
            throw new Unsupported("torch.as_strided_scatter of a non-contiguous tensor that requires grad");
          }
          const at = offset ?? x.impl.offset;
          checkStorage(x, size, stride, at);
          return rearranging.asStridedScatterInto(x, src, size, stride, at);
        },
      ),
    ],
  },
  diagonal_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int offset=0, int dim1=0, int dim2=1)", (x, offset, a, b) =>
        rearranging.diagonalCopy(x, offset, a, b),
      ),
    ],
  },
  expand_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int[] size, *, bool implicit=False)", (x, size) => shape.copies.expand(x, size)),
    ],
  },
  permute_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int[] dims)", (x, dims) => shape.copies.permute(x, dims))],
  },
  select_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int dim, int index)", (x, dim, i) => shape.copies.select(x, dim, i))],
  },
  squeeze_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input)", (x) => shape.copies.squeeze(x)),
      overload("(Tensor input, int dim)", (x, dim) => shape.copies.squeezeDim(x, dim)),
      overload("(Tensor input, int[] dim)", (x, dims) => shape.copies.squeezeDims(x, dims)),
    ],
  },
  t_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input)", (x) => {
        if (x.dim > 2) fail(`t() expects a tensor with <= 2 dimensions, but self is ${x.dim}D`);
        return shape.copies.t(x);
      }),
    ],
  },
  transpose_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int dim0, int dim1)", (x, a, b) => shape.copies.transpose(x, a, b))],
  },
  unfold_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int dimension, int size, int step)", (x, d, size, step) =>
        rearranging.unfoldCopy(x, d, size, step),
      ),
    ],
  },
  unsqueeze_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int dim)", (x, dim) => shape.copies.unsqueeze(x, dim))],
  },
  unbind_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int dim=0)", (x, dim) => shape.unbindCopy(x, dim))],
  },
  split_with_sizes_copy: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int[] split_sizes, int dim=0)", (x, sizes, dim) =>
        shape.splitWithSizesCopy(x, sizes, dim),
      ),
    ],
  },
  view_copy: {
    places: functionOnly,
    overloads: [overload("(Tensor input, int[] size)", (x, size) => shape.copies.view(x, size))],
  },
  as_strided_: {
    places: ["torch", "Tensor"],
    overloads: [
      overload("(Tensor input, int[] size, int[] stride, int? storage_offset=None)", (x, size, stride, offset) => {
        const at = offset ?? x.impl.offset;
        checkStorage(x, size, stride, at);
        return shape.inplace.asStrided(x, size, stride, at);
      }),
    ],
  },
  resize_: {
    places: method,
    overloads: [overload("(Tensor input, int[] size, *, any memory_format=None)", (x, size) => resize(x, size))],
  },
  resize_as_: {
    places: method,
    overloads: [
      overload("(Tensor input, Tensor the_template, *, any memory_format=None)", (x, like) => resize(x, like.shape)),
    ],
  },
  empty_strided: {
    places: functionOnly,
    overloads: [
      overload(
        "(int[] size, int[] stride, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (size, stride, dtype, layout, device, requiresGrad) =>
          made(strided(size, stride, dtype ?? getDefaultDType()), layout, device, requiresGrad),
      ),
    ],
  },
  new_empty_strided: {
    places: method,
    overloads: [
      overload(
        "(Tensor input, int[] size, int[] stride, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (x, size, stride, dtype, layout, device, requiresGrad) =>
          made(strided(size, stride, dtype ?? x.dtype), layout, device, requiresGrad),
      ),
    ],
  },
  empty_permuted: {
    places: functionOnly,
    overloads: [
      overload(
        "(int[] size, int[] physical_layout, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (size, order, dtype, layout, device, requiresGrad) => {
          const stride = new Array<number>(size.length);
          let at = 1;
          for (const d of [...order].reverse()) {
            const k = wrapDim(d, size.length);
            stride[k] = at;
            at *= Math.max(size[k]!, 1);
          }
          return made(strided(size, stride, dtype ?? getDefaultDType()), layout, device, requiresGrad);
        },
      ),
    ],
  },
  fill: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, Tensor value)", (x, value) => scattering.filledWith(x, value)),
      overload("(Tensor input, Scalar value)", (x, value) => scattering.fillScalarCopy(x, value)),
    ],
  },
  nonzero_static: {
    overloads: [
      overload("(Tensor input, *, int size, int fill_value=-1)", (x, size, fill) => {
        const found = kernel.nonzero(x.impl);
        const rank = x.dim;
        const out = empty([size, rank], int64);
        out.storage.data.fill(fill);
        const count = Math.min(size, found.shape[0]!);
        out.storage.data.set(found.data.subarray(0, count * rank));
        return new Tensor(out);
      }),
    ],
  },
  unravel_index: {
    places: functionOnly,
    overloads: [
      overload("(Tensor indices, any shape)", (indices, dims) => {
        const one = toInt(dims);
        const list = one === undefined ? (sequence(dims) ?? []).map((n) => toInt(n) ?? 0) : [one];
        return unravel(indices, list);
      }),
    ],
  },
  isin: {
    places: functionOnly,
    overloads: [
      overload(
        "(Operand elements, Operand test_elements, *, bool assume_unique=False, bool invert=False)",
        (elements, tests, _unique, invert) => isIn(elements, tests, invert),
      ),
    ],
  },
  broadcast_shapes: {
    places: functionOnly,
    overloads: [overload("(any ...shapes)" as "(any shapes)", (shapes) => broadcastAll(sequence(shapes) ?? []))],
  },
};
