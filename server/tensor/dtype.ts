/**
 * Element types, and how PyTorch promotes them (https://pytorch.org/docs/stable/tensor_attributes.html).
 *
 * How elements are kept: float16 and bfloat16 in a Float32Array whose every element is representable in the narrow type
 * (each write rounds); int64 in a Float64Array of safe integers (an operation whose result leaves ±2**53 says
 * "not supported" rather than show a rounded integer); complex numbers as interleaved pairs; bool as 0 and 1.
 */
import { Unsupported } from "./errors.ts";

export type TypedArray =
  | Float32Array
  | Float64Array
  | Int32Array
  | Int16Array
  | Int8Array
  | Uint8Array
  | Uint16Array
  | Uint32Array;

export type DTypeName =
  | "float64"
  | "float32"
  | "float16"
  | "bfloat16"
  | "int64"
  | "int32"
  | "int16"
  | "int8"
  | "uint8"
  | "bool"
  | "complex64"
  | "complex128";

export interface DType {
  readonly name: DTypeName;
  /** `torch.float32`. */
  readonly text: string;
  /** What error messages call it: `Float`, `Long`, `ComplexFloat`. */
  readonly scalarName: string;
  /** Legacy tensor class in messages: `torch.FloatTensor`. */
  readonly tensorName: string;
  readonly category: "bool" | "int" | "float" | "complex";
  /** Bytes of one element in PyTorch. */
  readonly itemsize: number;
  /** Array entries per element: 2 for complex. */
  readonly lanes: 1 | 2;
  readonly allocate: (entries: number) => TypedArray;
  /** Makes a computed number representable: rounding, truncation, wrap-around. Applied to each entry that is written. */
  readonly cast: (x: number) => number;
}

const f32 = Math.fround;
const scratchF32 = new Float32Array(1);
const scratchU32 = new Uint32Array(scratchF32.buffer);

/** Round to nearest even bfloat16: the upper half of a float32. */
export function roundBfloat16(x: number): number {
  scratchF32[0] = x;
  if (x !== x) return NaN;
  const bits = scratchU32[0]!;
  scratchU32[0] = ((bits + 0x7fff + ((bits >>> 16) & 1)) & 0xffff0000) >>> 0;
  return scratchF32[0]!;
}

/** Round to nearest even IEEE binary16 (11 significant bits, least exponent -24 for subnormals). */
export function roundFloat16(value: number): number {
  const x = f32(value);
  if (!Number.isFinite(x) || x === 0) return x;
  const magnitude = Math.abs(x);
  const exponent = Math.max(Math.floor(Math.log2(magnitude)), -14);
  // log2 may be off by one at a power of two: quantum is recomputed from the exact comparison.
  const e =
    magnitude >= 2 ** (exponent + 1)
      ? exponent + 1
      : magnitude < 2 ** exponent && exponent > -14
        ? exponent - 1
        : exponent;
  const quantum = 2 ** (e - 10);
  const scaled = magnitude / quantum;
  const floor = Math.floor(scaled);
  const rest = scaled - floor;
  const rounded = rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
  const result = rounded * quantum;
  return (x < 0 ? -1 : 1) * (result > 65504 ? Infinity : result);
}

function castInt64(x: number): number {
  const t = Math.trunc(x);
  if (t >= -9007199254740991 && t <= 9007199254740991) return t + 0;
  if (x !== x || !Number.isFinite(x)) return castNonFiniteInt64();
  throw new Unsupported("int64 values beyond 2**53");
}
function castNonFiniteInt64(): never {
  throw new Unsupported("conversion of a non-finite number to int64");
}

/** Tells a host what tensors take: it may look at the clock after a large one, and at its memory every so often. */
export const allocations: {
  bytes: number;
  readonly interval: number;
  /** From this many bytes on, an operation is slow enough for a look at the clock to cost nothing. */
  readonly large: number;
  slow: (() => void) | null;
  pressure: (() => void) | null;
} = { bytes: 0, interval: 2 ** 25, large: 2 ** 16, slow: null, pressure: null };

function counted(allocate: (entries: number) => TypedArray, entryBytes: number): (entries: number) => TypedArray {
  return (entries) => {
    const bytes = entries * entryBytes;
    if (bytes >= allocations.large) allocations.slow?.();
    allocations.bytes += bytes;
    if (allocations.bytes > allocations.interval) {
      allocations.bytes = 0;
      allocations.pressure?.();
    }
    return allocate(entries);
  };
}

function dtype(
  name: DTypeName,
  scalarName: string,
  category: DType["category"],
  itemsize: number,
  allocate: (entries: number) => TypedArray,
  cast: (x: number) => number,
): DType {
  return {
    name,
    text: `torch.${name}`,
    scalarName,
    tensorName: `torch.${scalarName}Tensor`,
    category,
    itemsize,
    lanes: category === "complex" ? 2 : 1,
    allocate: counted(allocate, category === "complex" ? itemsize / 2 : itemsize),
    cast,
  };
}

export const float64 = dtype(
  "float64",
  "Double",
  "float",
  8,
  (n) => new Float64Array(n),
  (x) => x,
);
export const float32 = dtype("float32", "Float", "float", 4, (n) => new Float32Array(n), f32);
export const float16 = dtype("float16", "Half", "float", 2, (n) => new Float32Array(n), roundFloat16);
export const bfloat16 = dtype("bfloat16", "BFloat16", "float", 2, (n) => new Float32Array(n), roundBfloat16);
export const int64 = dtype("int64", "Long", "int", 8, (n) => new Float64Array(n), castInt64);
export const int32 = dtype(
  "int32",
  "Int",
  "int",
  4,
  (n) => new Int32Array(n),
  (x) => x | 0,
);
export const int16 = dtype(
  "int16",
  "Short",
  "int",
  2,
  (n) => new Int16Array(n),
  (x) => (x << 16) >> 16,
);
export const int8 = dtype(
  "int8",
  "Char",
  "int",
  1,
  (n) => new Int8Array(n),
  (x) => (x << 24) >> 24,
);
export const uint8 = dtype(
  "uint8",
  "Byte",
  "int",
  1,
  (n) => new Uint8Array(n),
  (x) => x & 255,
);
export const bool = dtype(
  "bool",
  "Bool",
  "bool",
  1,
  (n) => new Uint8Array(n),
  (x) => (x === 0 ? 0 : 1),
);
export const complex64 = dtype("complex64", "ComplexFloat", "complex", 8, (n) => new Float32Array(n), f32);
export const complex128 = dtype(
  "complex128",
  "ComplexDouble",
  "complex",
  16,
  (n) => new Float64Array(n),
  (x) => x,
);

export const dtypes: readonly DType[] = [
  float64,
  float32,
  float16,
  bfloat16,
  int64,
  int32,
  int16,
  int8,
  uint8,
  bool,
  complex64,
  complex128,
];

/** The real type of a complex type's parts; other types are their own. */
export function toReal(d: DType): DType {
  return d === complex64 ? float32 : d === complex128 ? float64 : d;
}
/** The complex type that holds a real type's values. */
export function toComplex(d: DType): DType {
  return d === float64 || d === complex128 ? complex128 : complex64;
}

/** Whether a number can be put into an integer dtype. Unsigned ones also take the negative numbers of their width, as in C++. */
export function fitsInteger(x: number, d: DType): boolean {
  if (!Number.isFinite(x)) return false;
  const bits = 8 * d.itemsize;
  const whole = Math.trunc(x);
  if (d === uint8) return whole > -(2 ** bits) && whole < 2 ** bits;
  return whole >= -(2 ** (bits - 1)) && whole < 2 ** (bits - 1);
}

const rank: Record<DType["category"], number> = { bool: 0, int: 1, float: 2, complex: 3 };

/** `torch.promote_types(a, b)`. */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a;
  if (a.category !== b.category) {
    const [low, high] = rank[a.category] < rank[b.category] ? [a, b] : [b, a];
    if (high.category === "complex" && low === float64) return complex128;
    return high;
  }
  switch (a.category) {
    case "complex":
      return complex128;
    case "float":
      if (a === float64 || b === float64) return float64;
      return float32; // float32 with a half, or float16 with bfloat16
    case "int": {
      // uint8 with a signed type of its own width needs the next signed one.
      const unsigned = a === uint8 || b === uint8;
      const wider = a.itemsize >= b.itemsize ? a : b;
      if (unsigned && wider.itemsize === 1) return int16;
      return wider === uint8 ? (a === uint8 ? b : a) : wider;
    }
    default:
      return a;
  }
}

let defaultDType: DType = float32;
/** `torch.get_default_dtype()`. */
export function getDefaultDType(): DType {
  return defaultDType;
}
export function setDefaultDType(d: DType): void {
  defaultDType = d;
}
