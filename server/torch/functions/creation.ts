/** Tensors from nothing: names and signatures. */
import { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { bool, complex64, type DType, float64, getDefaultDType, int64 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { convertEntries } from "../../tensor/promotion.ts";
import { empty, fromData } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { checkDevice, checkLayout } from "../device.ts";
import { tensorFrom, withRequiresGrad } from "../tensor/construct.ts";

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

/** dtype, layout, device and requires_grad stand at the end of every constructor. */
const tail = "*, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False";

function constant(value: number) {
  return overload(
    `(int[] size, ${tail})` as "(int[] size, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, bool? pin_memory=False)",
    (size, dtype, layout, device, requiresGrad) => {
      checkLayout(layout);
      checkDevice(device);
      return withRequiresGrad(filled(size, int(value), dtype ?? getDefaultDType()), requiresGrad);
    },
  );
}
function like(value: number) {
  return overload(
    "(Tensor input, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False, any memory_format=None)",
    (x, dtype, layout, device, requiresGrad) => {
      checkLayout(layout);
      checkDevice(device);
      return withRequiresGrad(filled(x.shape, int(value), dtype ?? x.dtype), requiresGrad);
    },
  );
}

/** The number of steps of `arange(start, end, step)`, with PyTorch's checks. */
function arangeLength(start: number, end: number, step: number): number {
  if (step === 0) throw new TorchError("RuntimeError", "step must be nonzero");
  if ((step > 0 && end < start) || (step < 0 && end > start)) {
    throw new TorchError("RuntimeError", "upper bound and lower bound inconsistent with step sign");
  }
  return Math.ceil((end - start) / step);
}

function arange(start: Scalar, end: Scalar, step: Scalar, dtype: DType | null): Tensor {
  const isFloat = [start, end, step].some((s) => s.kind === "float");
  const d = dtype ?? (isFloat ? getDefaultDType() : int64);
  const n = arangeLength(start.value, end.value, step.value);
  const entries = new Float64Array(n);
  for (let i = 0; i < n; i++) entries[i] = start.value + i * step.value;
  return new Tensor(fromData(convertEntries(entries, float64, d), [n], d));
}

export const creation: BindingTable = {
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
    places: ["torch"],
  },
  zeros: { overloads: [constant(0)], places: ["torch"] },
  ones: { overloads: [constant(1)], places: ["torch"] },
  empty: { overloads: [constant(0)], places: ["torch"] },
  zeros_like: { overloads: [like(0)], places: ["torch"] },
  ones_like: { overloads: [like(1)], places: ["torch"] },
  empty_like: { overloads: [like(0)], places: ["torch"] },
  full: {
    overloads: [
      overload(
        "(int[] size, Scalar fill_value, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (size, value, dtype, layout, device, requiresGrad) => {
          checkLayout(layout);
          checkDevice(device);
          const inferred =
            value.kind === "bool"
              ? bool
              : value.kind === "int"
                ? int64
                : value.kind === "float"
                  ? getDefaultDType()
                  : complex64;
          return withRequiresGrad(filled(size, value, dtype ?? inferred), requiresGrad);
        },
      ),
    ],
    places: ["torch"],
  },
  arange: {
    overloads: [
      overload(
        "(Scalar end, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (end, dtype, _layout, device, requiresGrad) => {
          checkDevice(device);
          return withRequiresGrad(arange(int(0), end, int(1), dtype), requiresGrad);
        },
      ),
      overload(
        "(Scalar start, Scalar end, Scalar step=1, *, dtype? dtype=None, any layout=None, any device=None, bool requires_grad=False)",
        (start, end, step, dtype, _layout, device, requiresGrad) => {
          checkDevice(device);
          return withRequiresGrad(arange(start, end, step, dtype), requiresGrad);
        },
      ),
    ],
    places: ["torch"],
  },
};
