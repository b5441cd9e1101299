/** Tensors from nothing: names and signatures. */
import { warnings } from "../../autograd/modes.ts";
import { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import * as kernel from "../../tensor/creation.ts";
import { bool, complex64, complex128, type DType, float64, getDefaultDType, int64 } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { convertEntries } from "../../tensor/promotion.ts";
import { triangleIndices } from "../../tensor/rearrange.ts";
import { empty, type Strided } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { takingOut } from "../binding/takingOut.ts";
import { checkDevice, checkLayout } from "../device.ts";
import { likeInput, tensorFrom, withRequiresGrad } from "../tensor/construct.ts";
import { isTensor } from "../tensorType.ts";
import { to } from "./conversion.ts";

export function filled(shape: readonly number[], s: Scalar, dtype: DType): Tensor {
  const t = empty(shape, dtype);
  const entry = convertEntries(new Float64Array([s.value]), float64, dtype)[0]!;
  if (dtype.lanes === 1) t.storage.data.fill(entry);
  else {
    for (let i = 0; i < t.numel; i++) {
      t.storage.data[2 * i] = entry;
      t.storage.data[2 * i + 1] = s.imag;
    }
  }
  return new Tensor(t);
}
const int = (value: number): Scalar => ({ kind: "int", value, imag: 0 });

/** What every constructor takes last; PyTorch's `names` and `out` are not here. */
function finish(t: Tensor, layout: PyValue, device: PyValue, requiresGrad: boolean): Tensor {
  checkLayout(layout);
  checkDevice(device);
  return withRequiresGrad(t, requiresGrad);
}

/** `zeros`, `ones`, `empty`. PyTorch leaves the elements of `empty` as memory had them; here they are zeros. */
function constant(value: number, name = "") {
  return overload(
    "(int[] size, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False, any memory_format=None)",
    (size, dtype, layout, device, requiresGrad) => {
      if (name === "zeros" && size.some((n) => n < 0)) {
        throw new TorchError("RuntimeError", "zeros: Dimension size must be non-negative.");
      }
      return finish(filled(size, int(value), dtype ?? getDefaultDType()), layout, device, requiresGrad);
    },
  );
}
/** `zeros_like` and its kin keep the memory order of the input. */
function like(value: number) {
  return overload(
    "(Tensor input, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
    (x, dtype, layout, device, requiresGrad) =>
      finish(likeInput(filled(x.shape, int(value), dtype ?? x.dtype), x), layout, device, requiresGrad),
  );
}
/** `t.new_zeros(size)` and its kin. */
function newConstant(value: number) {
  return overload(
    "(Tensor input, int[] size, *, dtype? dtype=None, any device=None, bool requires_grad=False, any layout=None, bool? pin_memory=False)",
    (x, size, dtype, device, requiresGrad, layout) =>
      finish(filled(size, int(value), dtype ?? x.dtype), layout, device, requiresGrad),
  );
}

function dtypeFor(s: Scalar): DType {
  return s.kind === "bool"
    ? bool
    : s.kind === "int"
      ? int64
      : s.kind === "float"
        ? getDefaultDType()
        : getDefaultDType() === float64
          ? complex128
          : complex64;
}

function arange(start: Scalar, end: Scalar, step: Scalar, dtype: DType | null): Tensor {
  const isFloat = [start, end, step].some((s) => s.kind === "float");
  return new Tensor(kernel.arange(start.value, end.value, step.value, dtype ?? (isFloat ? getDefaultDType() : int64)));
}

/** `torch.range`: with its end. */
function range(start: Scalar, end: Scalar, step: Scalar, dtype: DType | null): Tensor {
  warnings.sink(
    "UserWarning",
    "torch.range is deprecated and will be removed in a future release because its behavior is inconsistent with Python's range builtin. Instead, use torch.arange, which produces values in [start, end).",
  );
  const d = dtype ?? getDefaultDType();
  const n = Math.floor((end.value - start.value) / step.value) + 1;
  const entries = new Float64Array(n);
  for (let i = 0; i < n; i++) entries[i] = start.value + i * step.value;
  const out = empty([n], d);
  out.storage.data.set(convertEntries(entries, float64, d));
  return new Tensor(out);
}

function spaced(make: (start: number, end: number, steps: number, dtype: DType) => Strided, dtype: DType | null) {
  return (start: Scalar, end: Scalar, steps: number): Tensor =>
    new Tensor(make(start.value, end.value, steps, dtype ?? getDefaultDType()));
}

const tail = "dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False";
const functionOnly = ["torch"] as const;
const method = ["Tensor"] as const;

/** `torch.vander(x, N, increasing)`. */
function vander(x: Tensor, n: number | null, increasing: boolean): Tensor {
  if (x.dim !== 1) throw new TorchError("RuntimeError", "x must be a one-dimensional tensor.");
  const columns = n ?? x.numel;
  const data = x.impl;
  const out = empty([x.numel, columns], x.dtype);
  for (let i = 0; i < x.numel; i++) {
    const v = data.data[data.offset + i * (data.strides[0] ?? 1)]!;
    for (let k = 0; k < columns; k++) {
      out.storage.data[i * columns + (increasing ? k : columns - 1 - k)] = x.dtype.cast(v ** k);
    }
  }
  return new Tensor(out);
}

export const creation: BindingTable = takingOut("zeros ones empty full arange range linspace logspace eye", {
  tensor: {
    overloads: [
      overload(
        "(any data, *, dtype? dtype=None, any device=None, bool requires_grad=False, bool pin_memory=False)",
        (data: PyValue, dtype, device, requiresGrad) => {
          checkDevice(device);
          return withRequiresGrad(tensorFrom(data, dtype), requiresGrad);
        },
      ),
    ],
    places: functionOnly,
  },
  as_tensor: {
    overloads: [
      overload("(any data, dtype? dtype=None, any device=None)", (data, dtype, device) => {
        checkDevice(device);
        return isTensor(data) ? to(data, dtype) : tensorFrom(data, dtype);
      }),
    ],
    places: functionOnly,
  },
  asarray: {
    overloads: [
      overload(
        "(any obj, *, dtype? dtype=None, any device=None, bool? copy=None, bool? requires_grad=None)",
        (data, dtype, device, isCopy, requiresGrad) => {
          checkDevice(device);
          if (!isTensor(data)) return withRequiresGrad(tensorFrom(data, dtype), requiresGrad === true);
          if (requiresGrad === null && data.requiresGrad) {
            warnings.sink(
              "UserWarning",
              "torch.asarray: unspecified requires_grad now defaults to obj.requires_grad instead of False. Pass requires_grad=False explicitly to get the old behavior and silence this warning. (Triggered internally at /__w/pytorch/pytorch/torch/csrc/utils/tensor_new.cpp:1737.)",
            );
          }
          if (requiresGrad !== null && requiresGrad !== data.requiresGrad) {
            throw new Unsupported("torch.asarray(requires_grad=…) of a tensor");
          }
          return to(data, dtype, isCopy === true);
        },
      ),
    ],
    places: functionOnly,
  },
  scalar_tensor: {
    overloads: [
      overload(
        "(Scalar s, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (s, dtype, layout, device, requiresGrad) =>
          finish(filled([], s, dtype ?? getDefaultDType()), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  zeros: { overloads: [constant(0, "zeros")], places: functionOnly },
  ones: { overloads: [constant(1)], places: functionOnly },
  empty: { overloads: [constant(0)], places: functionOnly },
  zeros_like: { overloads: [like(0)], places: functionOnly },
  ones_like: { overloads: [like(1)], places: functionOnly },
  empty_like: { overloads: [like(0)], places: functionOnly },
  full: {
    overloads: [
      overload(
        "(int[] size, Scalar fill_value, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (size, value, dtype, layout, device, requiresGrad) =>
          finish(filled(size, value, dtype ?? dtypeFor(value)), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  full_like: {
    overloads: [
      overload(
        "(Tensor input, Scalar fill_value, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
        (x, value, dtype, layout, device, requiresGrad) =>
          finish(likeInput(filled(x.shape, value, dtype ?? x.dtype), x), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  new_zeros: { overloads: [newConstant(0)], places: method },
  new_ones: { overloads: [newConstant(1)], places: method },
  new_empty: { overloads: [newConstant(0)], places: method },
  new_full: {
    overloads: [
      overload(
        "(Tensor input, int[] size, Scalar fill_value, *, dtype? dtype=None, any device=None, bool requires_grad=False, any layout=None)",
        (x, size, value, dtype, device, requiresGrad, layout) =>
          finish(filled(size, value, dtype ?? x.dtype), layout, device, requiresGrad),
      ),
    ],
    places: method,
  },
  new_tensor: {
    overloads: [
      overload(
        "(Tensor input, any data, *, dtype? dtype=None, any device=None, bool requires_grad=False)",
        (x, data, dtype, device, requiresGrad) => {
          checkDevice(device);
          return withRequiresGrad(tensorFrom(data, dtype ?? x.dtype, "tensor.new_tensor"), requiresGrad);
        },
      ),
    ],
    places: method,
  },
  arange: {
    overloads: [
      overload(
        `(Scalar end, *, ${tail})` as "(Scalar end, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False)",
        (end, dtype, layout, device, requiresGrad) =>
          finish(arange(int(0), end, int(1), dtype), layout, device, requiresGrad),
      ),
      overload(
        `(Scalar start, Scalar end, Scalar step=1, *, ${tail})` as "(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False)",
        (start, end, step, dtype, layout, device, requiresGrad) =>
          finish(arange(start, end, step, dtype), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  range: {
    overloads: [
      overload(
        "(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (start, end, step, dtype, layout, device, requiresGrad) =>
          finish(range(start, end, step, dtype), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  linspace: {
    overloads: [
      overload(
        "(Scalar start, Scalar end, int steps, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (start, end, steps, dtype, layout, device, requiresGrad) =>
          finish(spaced(kernel.linspace, dtype)(start, end, steps), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  logspace: {
    overloads: [
      overload(
        "(Scalar start, Scalar end, int steps, float base=10.0, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (start, end, steps, base, dtype, layout, device, requiresGrad) =>
          finish(
            spaced((a, b, n, d) => kernel.logspace(a, b, n, base, d), dtype)(start, end, steps),
            layout,
            device,
            requiresGrad,
          ),
      ),
    ],
    places: functionOnly,
  },
  eye: {
    overloads: [
      overload(
        "(int n, int? m=None, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (n, m, dtype, layout, device, requiresGrad) =>
          finish(new Tensor(kernel.eye(n, m ?? n, dtype ?? getDefaultDType())), layout, device, requiresGrad),
      ),
    ],
    places: functionOnly,
  },
  tril_indices: {
    overloads: [
      overload(
        "(int row, int col, int offset=0, *, dtype? dtype=None, any device=None, any layout=None)",
        (row, col, offset, dtype, device, layout) =>
          finish(new Tensor(triangleIndices(row, col, offset, true, dtype ?? int64)), layout, device, false),
      ),
    ],
    places: functionOnly,
  },
  triu_indices: {
    overloads: [
      overload(
        "(int row, int col, int offset=0, *, dtype? dtype=None, any device=None, any layout=None)",
        (row, col, offset, dtype, device, layout) =>
          finish(new Tensor(triangleIndices(row, col, offset, false, dtype ?? int64)), layout, device, false),
      ),
    ],
    places: functionOnly,
  },
  vander: {
    overloads: [
      overload("(Tensor x, int? N=None, bool increasing=False)", (x, n, increasing) => {
        if (x.requiresGrad || x.dtype.category === "complex") throw new Unsupported("torch.vander of this tensor");
        return vander(x, n, increasing);
      }),
    ],
    places: functionOnly,
  },
});
