/**
 * Which dtype an operation computes in, and conversion between dtypes
 * (https://pytorch.org/docs/stable/tensor_attributes.html#type-promotion).
 */
import {
  bfloat16,
  bool,
  complex64,
  complex128,
  type DType,
  float16,
  float32,
  float64,
  getDefaultDType,
  int64,
  promoteTypes,
  type TypedArray,
  toComplex,
} from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import { Storage, Strided } from "./strided.ts";

/** A Python float as an operand: shape [], yields to the dtype of any floating tensor. */
export function wrappedFloat(value: number): Strided {
  const data = new Float64Array(1);
  data[0] = value;
  return wrapped(data, float64);
}
/** A Python int as an operand. */
export function wrappedInt(value: number): Strided {
  const data = new Float64Array(1);
  data[0] = int64.cast(value);
  return wrapped(data, int64);
}
export function wrappedBool(value: boolean): Strided {
  const data = new Uint8Array(1);
  data[0] = value ? 1 : 0;
  return wrapped(data, bool);
}
export function wrappedComplex(re: number, im: number): Strided {
  return wrapped(Float64Array.of(re, im), complex128);
}
const NONE: readonly number[] = [];
function wrapped(data: TypedArray, dtype: DType): Strided {
  const t = new Strided(new Storage(data, dtype), NONE, NONE, 0);
  t.isWrappedNumber = true;
  return t;
}

export function isFloating(d: DType): boolean {
  return d.category === "float";
}
export function isIntegral(d: DType, includeBool: boolean): boolean {
  return d.category === "int" || (includeBool && d.category === "bool");
}
/** float16 and bfloat16: computed in float32 and rounded once. */
export function isReduced(d: DType): boolean {
  return d === float16 || d === bfloat16;
}

/** `torch.result_type` of two operands. */
export function resultType(a: Strided, b: Strided): DType {
  if (a.dtype === b.dtype && !a.isWrappedNumber && !b.isWrappedNumber) return a.dtype;
  return resultTypeOf([a, b]);
}

/**
 * The dtype of an operation on any number of operands. Tensors with dimensions decide; those without, then Python
 * numbers, count only where their category (bool < int < float < complex) is higher.
 */
export function resultTypeOf(operands: readonly Strided[]): DType {
  let dims: DType | undefined;
  let zero: DType | undefined;
  let wrappedType: DType | undefined;
  for (const t of operands) {
    let d = t.dtype;
    if (t.isWrappedNumber) {
      if (d.category === "complex") d = toComplex(getDefaultDType());
      else if (d.category === "float") d = getDefaultDType();
    }
    if (t.shape.length > 0) dims = dims ? promoteTypes(dims, d) : d;
    else if (t.isWrappedNumber) wrappedType = wrappedType ? promoteTypes(wrappedType, d) : d;
    else zero = zero ? promoteTypes(zero, d) : d;
  }
  return combine(dims, combine(zero, wrappedType)) ?? getDefaultDType();
}

function combine(higher: DType | undefined, lower: DType | undefined): DType | undefined {
  if (higher === undefined) return lower;
  if (lower === undefined) return higher;
  if (higher.category === "complex") return higher;
  if (higher.category === "float") {
    if (lower.category !== "complex") return higher;
    if (isReduced(higher)) throw new Unsupported("torch.complex32");
    return toComplex(higher);
  }
  if (higher === bool || lower.category === "float" || lower.category === "complex") return promoteTypes(higher, lower);
  return higher;
}

/** As {@link resultType}, but integers and bool become the default float dtype (true division, `exp`, `mean` …). */
export function floatResultType(a: Strided, b: Strided): DType {
  const d = resultType(a, b);
  return d.category === "int" || d.category === "bool" ? getDefaultDType() : d;
}
export function floatTypeOf(d: DType): DType {
  return d.category === "int" || d.category === "bool" ? getDefaultDType() : d;
}

/** `torch.can_cast`: the rule for writing a result into an existing tensor. */
export function canCast(from: DType, to: DType): boolean {
  if (from.category === "complex" && to.category !== "complex") return false;
  if (from.category === "float" && (to.category === "int" || to.category === "bool")) return false;
  return !(from !== bool && to === bool);
}

/** Raises what an in-place operation raises when its result does not fit `to`. */
export function checkCanCast(from: DType, to: DType): void {
  if (!canCast(from, to)) {
    throw new TorchError(
      "RuntimeError",
      `result type ${from.scalarName} can't be cast to the desired output type ${to.scalarName}`,
    );
  }
}

/** Row-major entries of one dtype as entries of another. Complex to real drops the imaginary part, as PyTorch does. */
export function convertEntries(source: TypedArray, from: DType, to: DType): TypedArray {
  if (from === to) return source.slice();
  const n = source.length / from.lanes;
  const out = to.allocate(n * to.lanes);
  if (to.lanes === 2) {
    if (from.lanes === 2) for (let i = 0; i < source.length; i++) out[i] = source[i]!;
    else for (let i = 0; i < n; i++) out[2 * i] = source[i]!;
    return out;
  }
  const step = from.lanes;
  if (to === float32 || to === float64) for (let i = 0; i < n; i++) out[i] = source[i * step]!;
  else if (to === bool && step === 2) {
    for (let i = 0; i < n; i++) out[i] = source[2 * i] !== 0 || source[2 * i + 1] !== 0 ? 1 : 0;
  } else if (to.category === "int" && (from.category === "float" || from.category === "complex")) {
    for (let i = 0; i < n; i++) out[i] = floatToInt(source[i * step]!, to);
  } else for (let i = 0; i < n; i++) out[i] = to.cast(source[i * step]!);
  return out;
}

/**
 * Float to integer truncates. What lies outside the range is undefined in C++, so it is refused unless the wrapped value
 * is what x86 gives: through int64 for types under 64 bits.
 */
export function floatToInt(x: number, to: DType): number {
  if (!Number.isFinite(x)) throw new Unsupported(`conversion of ${x} to ${to.name}`);
  const t = Math.trunc(x) + 0;
  return to.cast(t);
}

/** The first element as a number in `dtype`: for operands of one element. */
export function scalarIn(t: Strided, dtype: DType): number {
  const x = t.data[t.offset * t.dtype.lanes]!;
  if (t.dtype === dtype) return x;
  if (dtype.category === "int" && t.dtype.category === "float") return floatToInt(x, dtype);
  return dtype.cast(x);
}

/** complex64 for float32, complex128 for float64: what `torch.complex` and complex functions of real tensors give. */
export function complexFor(d: DType): DType {
  return d === float64 || d === complex128 ? complex128 : complex64;
}
