/** Methods that convert or copy: to, float, contiguous, type, copy_, fill_; complex parts. */
import { warnings } from "../../autograd/modes.ts";
import { clone, cloneStrided, copy, toCopy, toCopyStrided } from "../../autograd/rules/base.ts";
import * as complexRules from "../../autograd/rules/complex.ts";
import * as scattering from "../../autograd/rules/scattering.ts";
import * as shape from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { PyType } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { channelsLastStrides } from "../../tensor/copy.ts";
import type { DType } from "../../tensor/dtype.ts";
import * as dtypes from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { contiguousStrides } from "../../tensor/strided.ts";
import { type Binding, type BindingTable, overload } from "../binding/bind.ts";
import { takingOut } from "../binding/takingOut.ts";
import { checkDevice, PyDevice } from "../device.ts";
import { formatName } from "../formats.ts";
import { legacyDType } from "../tensor/legacy.ts";

const method = ["Tensor"] as const;
const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

/** `t.to(dtype)`: the tensor itself when nothing changes and no copy is asked for. */
export function to(t: Tensor, dtype: DType | null, isCopy = false): Tensor {
  const target = dtype ?? t.dtype;
  if (target === t.dtype && !isCopy) return t;
  if (t.dtype.category === "complex" && target.category !== "complex" && target !== dtypes.bool) {
    warnings.sink(
      "UserWarning",
      "Casting complex values to real discards the imaginary part (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/Copy.cpp:307.)",
    );
  }
  return toCopy(t, target);
}

const memoryFormat = "any memory_format=None";
/** The strides that a memory format asks for; null: those of the input. */
function stridesFor(t: Tensor, v: PyValue): readonly number[] | null {
  const name = formatName(v);
  if (name === "channels_last" || name === "channels_last_3d") {
    const rank = name === "channels_last" ? 4 : 5;
    if (t.dim !== rank) fail(`required rank ${rank} tensor to use ${name} format`);
    return channelsLastStrides(t.shape);
  }
  return name === "contiguous_format" ? contiguousStrides(t.shape) : null;
}

/** Whether `t` lies in memory with these strides; those of dimensions of size 1 say nothing. */
export function hasStrides(t: Tensor, strides: readonly number[]): boolean {
  return t.numel === 0 || t.shape.every((n, d) => n === 1 || t.impl.strides[d] === strides[d]);
}

function toFormat(t: Tensor, dtype: DType | null, isCopy: boolean, format: PyValue): Tensor {
  const strides = stridesFor(t, format);
  if (strides === null) return to(t, dtype, isCopy);
  const target = dtype ?? t.dtype;
  return target === t.dtype && !isCopy && hasStrides(t, strides) ? t : toCopyStrided(t, target, strides);
}

function cast(dtype: DType): Binding {
  return {
    places: method,
    overloads: [
      overload(`(Tensor input, ${memoryFormat})` as "(Tensor input, any memory_format=None)", (t, format) =>
        toFormat(t, dtype, false, format),
      ),
    ],
  };
}

/** A device given by name or object; a name that is no device does not fit. */
function takeDevice(v: PyValue): void {
  if (typeof v === "number") fail("Cannot access accelerator device when none is available.");
  if (v !== null && typeof v !== "string" && !(v instanceof PyDevice)) {
    throw new Unsupported("Tensor.to with this device");
  }
  checkDevice(v);
}

function typeOfTensor(t: Tensor, wanted: PyValue): PyValue {
  if (wanted === null) return t.dtype.tensorName;
  if (typeof wanted === "string") {
    const found = dtypes.dtypes.find((d) => d.tensorName === wanted);
    if (found === undefined) throw new TorchError("ValueError", `invalid type: '${wanted}'`);
    return to(t, found) as unknown as PyValue;
  }
  const dtype = wanted instanceof PyType ? legacyDType(wanted) : undefined;
  if (dtype === undefined) throw new Unsupported("Tensor.type with this argument");
  return to(t, dtype) as unknown as PyValue;
}

/** `t.copy_(source)` as `Tensor.copy_` words its errors. */
function copyFrom(t: Tensor, source: Tensor): Tensor {
  return copy.inplace(t, source);
}

/** `fill_diagonal_`: writes through a view of the diagonal. */
function fillDiagonal(t: Tensor, value: Parameters<typeof scattering.fillScalar>[1], wrap: boolean): Tensor {
  if (t.dim < 2) fail("dimensions must larger than 1");
  if (t.dim > 2 && t.shape.some((n) => n !== t.shape[0])) {
    fail("all dimensions of input must be of equal length");
  }
  if (wrap || t.dim > 2) throw new Unsupported("Tensor.fill_diagonal_ with wrap or more than two dimensions");
  scattering.fillScalar.inplace(shape.diagonal(t, 0, 0, 1), value);
  return t;
}

export const conversions: BindingTable = takingOut("complex polar conj_physical", {
  to: {
    places: method,
    overloads: [
      overload(
        "(Tensor input, dtype dtype, bool non_blocking=False, bool copy=False, *, any memory_format=None)",
        (t, dtype, _nonBlocking, isCopy, format) => toFormat(t, dtype, isCopy, format),
      ),
      overload(
        "(Tensor input, Tensor other, bool non_blocking=False, bool copy=False, *, any memory_format=None)",
        (t, other, _nonBlocking, isCopy, format) => toFormat(t, other.dtype, isCopy, format),
      ),
      overload(
        "(Tensor input, any device=None, dtype? dtype=None, bool non_blocking=False, bool copy=False, *, any memory_format=None)",
        (t, device, dtype, _nonBlocking, isCopy, format) => {
          takeDevice(device);
          return toFormat(t, dtype, isCopy, format);
        },
      ),
    ],
  },
  float: cast(dtypes.float32),
  double: cast(dtypes.float64),
  half: cast(dtypes.float16),
  bfloat16: cast(dtypes.bfloat16),
  long: cast(dtypes.int64),
  int: cast(dtypes.int32),
  short: cast(dtypes.int16),
  char: cast(dtypes.int8),
  byte: cast(dtypes.uint8),
  bool: cast(dtypes.bool),
  cfloat: cast(dtypes.complex64),
  cdouble: cast(dtypes.complex128),
  type: {
    places: method,
    overloads: [
      overload("(Tensor input, dtype dtype, bool non_blocking=False)", (t, dtype) => to(t, dtype)),
      overload("(Tensor input, any dtype=None, bool non_blocking=False)", (t, wanted) => typeOfTensor(t, wanted)),
    ],
  },
  type_as: { places: method, overloads: [overload("(Tensor input, Tensor other)", (t, other) => to(t, other.dtype))] },
  cpu: { places: method, overloads: [overload("(Tensor input, any memory_format=None)", (t) => t)] },
  cuda: {
    places: method,
    overloads: [
      overload("(Tensor input, any device=None, bool non_blocking=False)", () => {
        throw new TorchError("AssertionError", "Torch not compiled with CUDA enabled");
      }),
    ],
  },
  contiguous: {
    places: method,
    overloads: [
      overload("(Tensor input, *, any memory_format=None)", (t, format) => {
        const strides = stridesFor(t, format);
        if (strides === null || formatName(format) === "contiguous_format") return shape.contiguous(t);
        return hasStrides(t, strides) ? t : cloneStrided(t, strides);
      }),
    ],
  },
  clone: {
    overloads: [
      overload("(Tensor input, *, any memory_format=None)", (t, format) => {
        const strides = stridesFor(t, format);
        return strides === null ? clone(t) : cloneStrided(t, strides);
      }),
    ],
  },
  copy_: {
    places: method,
    overloads: [overload("(Tensor input, Tensor src, bool non_blocking=False)", (t, src) => copyFrom(t, src))],
  },
  fill_: {
    places: method,
    overloads: [
      overload("(Tensor input, Tensor value)", (t, value) => scattering.fillTensor.inplace(t, value)),
      overload("(Tensor input, Scalar value)", (t, value) => scattering.fillScalar.inplace(t, value)),
    ],
  },
  fill_diagonal_: {
    places: method,
    overloads: [
      overload("(Tensor input, Scalar fill_value, bool wrap=False)", (t, value, wrap) => fillDiagonal(t, value, wrap)),
    ],
  },
  conj: { overloads: [overload("(Tensor input)", (t) => complexRules.conj(t))] },
  conj_physical: {
    overloads: [overload("(Tensor input)", (t) => (t.dtype.category === "complex" ? complexRules.conjPhysical(t) : t))],
  },
  conj_physical_: {
    places: ["torch", "Tensor"],
    overloads: [overload("(Tensor input)", (t) => complexRules.conjPhysicalInplace.inplace(t))],
  },
  resolve_conj: { overloads: [overload("(Tensor input)", (t) => t)] },
  resolve_neg: { overloads: [overload("(Tensor input)", (t) => t)] },
  real: { places: ["torch"], overloads: [overload("(Tensor input)", (t) => complexRules.real(t))] },
  imag: { places: ["torch"], overloads: [overload("(Tensor input)", (t) => complexRules.imag(t))] },
  view_as_real: { places: ["torch"], overloads: [overload("(Tensor input)", (t) => complexRules.viewAsReal(t))] },
  view_as_complex: { places: ["torch"], overloads: [overload("(Tensor input)", (t) => complexRules.viewAsComplex(t))] },
  complex: {
    places: ["torch"],
    overloads: [overload("(Tensor real, Tensor imag)", (re, im) => complexRules.complex(re, im))],
  },
  polar: {
    places: ["torch"],
    overloads: [overload("(Tensor abs, Tensor angle)", (abs, angle) => complexRules.polar(abs, angle))],
  },
});
