/**
 * How operations are made from functions of numbers: dtype rules, conversion of operands, the short way for tensors
 * without dimensions, and the errors for dtypes that an operation does not have.
 */

import { type ComplexBinary, type ComplexUnary, pair } from "./complexMath.ts";
import { clone, convert } from "./copy.ts";
import { bool, type DType, float32, float64 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { type BinaryLoop, mapLoop, runBinary, runUnary, scalarResult, type UnaryLoop, zipLoop } from "./loops.ts";
import { floatResultType, floatTypeOf, isReduced, resultType, scalarIn } from "./promotion.ts";
import { empty, type Strided } from "./strided.ts";

export type UnaryFunction = (a: Strided) => Strided;
export type BinaryFunction = (a: Strided, b: Strided) => Strided;

/** `"erf_vml_cpu" not implemented for 'ComplexFloat'`. */
export function notImplemented(kernel: string, dtype: DType): never {
  throw new TorchError("NotImplementedError", `"${kernel}" not implemented for '${dtype.scalarName}'`);
}

export interface UnaryKernel {
  /** PyTorch's name of the kernel, for "not implemented for" errors. */
  readonly kernel: string;
  readonly f: (x: number) => number;
  /** For float32 and narrower, when the intermediate roundings matter. */
  readonly single?: (x: number) => number;
  readonly loop?: UnaryLoop;
  readonly complex?: ComplexUnary;
}

export function complexMapLoop(f: ComplexUnary): UnaryLoop {
  return (out, o, a, ia, sa, n) => {
    for (let i = 0; i < n; i++, ia += sa) {
      f(a[2 * ia]!, a[2 * ia + 1]!);
      out[2 * (o + i)] = pair[0]!;
      out[2 * (o + i) + 1] = pair[1]!;
    }
  };
}
export function complexZipLoop(f: ComplexBinary): BinaryLoop {
  return (out, o, a, ia, sa, b, ib, sb, n) => {
    for (let i = 0; i < n; i++, ia += sa, ib += sb) {
      f(a[2 * ia]!, a[2 * ia + 1]!, b[2 * ib]!, b[2 * ib + 1]!);
      out[2 * (o + i)] = pair[0]!;
      out[2 * (o + i) + 1] = pair[1]!;
    }
  };
}

/** Elementwise functions whose result is floating: integers and bool are computed in the default dtype. */
export function floatUnary(spec: UnaryKernel): UnaryFunction {
  const double = spec.loop ?? mapLoop(spec.f);
  const single = spec.single ? mapLoop(spec.single) : double;
  const scalarSingle = spec.single ?? spec.f;
  const complexLoop = spec.complex ? complexMapLoop(spec.complex) : undefined;
  return (a) => {
    const dtype = floatTypeOf(a.dtype);
    const x = a.dtype === dtype ? a : convert(a, dtype);
    if (dtype.lanes === 2) {
      if (complexLoop === undefined) return notImplemented(spec.kernel, dtype);
      return runUnary(complexLoop, x, dtype);
    }
    if (x.shape.length === 0) {
      const value = x.storage.data[x.offset]!;
      return scalarResult(dtype === float64 ? spec.f(value) : scalarSingle(value), dtype);
    }
    return runUnary(dtype === float64 ? double : single, x, dtype);
  };
}

export interface SameTypeKernel {
  readonly kernel: string;
  readonly f: (x: number) => number;
  readonly loop?: UnaryLoop;
  readonly complex?: ComplexUnary;
  /** For integers; `"same"` copies the input (floor, round, …). */
  readonly int?: ((x: number) => number) | "same";
  /** For bool; absent: the kernel does not exist for bool. */
  readonly bool?: ((x: number) => number) | "same";
}

/** Elementwise functions whose result has the dtype of the operand. */
export function sameTypeUnary(spec: SameTypeKernel): UnaryFunction {
  const loop = spec.loop ?? mapLoop(spec.f);
  const complexLoop = spec.complex ? complexMapLoop(spec.complex) : undefined;
  const intLoop = typeof spec.int === "function" ? mapLoop(spec.int) : loop;
  return (a) => {
    const { dtype } = a;
    if (dtype.category === "float") {
      if (a.shape.length === 0) return scalarResult(spec.f(a.storage.data[a.offset]!), dtype);
      return runUnary(loop, a, dtype);
    }
    if (dtype.category === "complex") {
      return complexLoop ? runUnary(complexLoop, a, dtype) : notImplemented(spec.kernel, dtype);
    }
    if (dtype === bool) {
      if (spec.bool === undefined) return notImplemented(spec.kernel, dtype);
      return spec.bool === "same" ? clone(a) : runUnary(mapLoop(spec.bool), a, dtype);
    }
    if (spec.int === "same") return clone(a);
    return runUnary(intLoop, a, dtype);
  };
}

/** Elementwise tests: bool results. `complex` gets the two parts. */
export function predicate(
  kernel: string,
  f: (x: number) => boolean,
  complex?: (re: number, im: number) => boolean,
): UnaryFunction {
  const loop: UnaryLoop = (out, o, a, ia, sa, n) => {
    for (let i = 0; i < n; i++, ia += sa) out[o + i] = f(a[ia]!) ? 1 : 0;
  };
  const complexLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
    for (let i = 0; i < n; i++, ia += sa) out[o + i] = complex!(a[2 * ia]!, a[2 * ia + 1]!) ? 1 : 0;
  };
  return (a) => {
    if (a.dtype.lanes === 2) {
      if (complex === undefined) return notImplemented(kernel, a.dtype);
      return runUnary(complexLoop, a, bool);
    }
    return runUnary(loop, a, bool);
  };
}

export interface BinaryKernel {
  readonly kernel: string;
  readonly f: (x: number, y: number) => number;
  readonly single?: (x: number, y: number) => number;
  readonly loop?: BinaryLoop;
  /** For integers when it differs; absent and `floatOnly`: the kernel does not exist for them. */
  readonly int?: (x: number, y: number) => number;
  readonly int32?: (x: number, y: number) => number;
  readonly bool?: (x: number, y: number) => number;
  readonly complex?: ComplexBinary;
  /** Integers compute in the default float dtype (true division, atan2). */
  readonly toFloat?: boolean;
  readonly noBool?: boolean;
  readonly noInt?: boolean;
  /** For half types a one-element second operand of another dtype enters as float32, unrounded. */
  readonly wideScalar?: boolean;
}

/** An operand in the dtype of the computation. */
export function operand(t: Strided, dtype: DType): Strided {
  return t.dtype === dtype ? t : convert(t, dtype);
}

/** Elementwise functions of two operands, whose result has the promoted dtype. */
export function binary(spec: BinaryKernel): BinaryFunction {
  const double = spec.loop ?? zipLoop(spec.f);
  const single = spec.single ? zipLoop(spec.single) : double;
  const scalarSingle = spec.single ?? spec.f;
  const intLoop = spec.int ? zipLoop(spec.int) : double;
  const int32Loop = spec.int32 ? zipLoop(spec.int32) : intLoop;
  const boolLoop = spec.bool ? zipLoop(spec.bool) : intLoop;
  const complexLoop = spec.complex ? complexZipLoop(spec.complex) : undefined;
  return (a, b) => {
    const dtype =
      a.dtype === b.dtype && a.dtype.category === "float" && !a.isWrappedNumber && !b.isWrappedNumber
        ? a.dtype
        : spec.toFloat
          ? floatResultType(a, b)
          : resultType(a, b);
    if (dtype.lanes === 1 && a.shape.length === 0 && b.shape.length === 0 && dtype.category === "float") {
      const x = scalarIn(a, dtype);
      const y =
        spec.wideScalar && b.dtype !== dtype && isReduced(dtype) ? Math.fround(b.data[b.offset]!) : scalarIn(b, dtype);
      return scalarResult(dtype === float64 ? spec.f(x, y) : scalarSingle(x, y), dtype);
    }
    switch (dtype.category) {
      case "float": {
        const x = operand(a, dtype);
        if (spec.wideScalar && b.numel === 1 && isReduced(dtype) && b.dtype !== dtype) {
          return runBinary(single, x, convert(b, float32), dtype);
        }
        return runBinary(dtype === float64 ? double : single, x, operand(b, dtype), dtype);
      }
      case "complex":
        if (complexLoop === undefined) return notImplemented(spec.kernel, dtype);
        return runBinary(complexLoop, operand(a, dtype), operand(b, dtype), dtype);
      case "bool":
        if (spec.noBool || spec.noInt) return notImplemented(spec.kernel, dtype);
        return runBinary(boolLoop, operand(a, dtype), operand(b, dtype), dtype);
      default: {
        if (spec.noInt) return notImplemented(spec.kernel, dtype);
        const loop = dtype.itemsize === 4 ? int32Loop : intLoop;
        return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
      }
    }
  };
}

/** A tensor of the same shape with every element `value`. */
export function constantLike(a: Strided, value: number, dtype: DType): Strided {
  const out = empty(a.shape, dtype);
  if (value !== 0) {
    const { data } = out.storage;
    const v = dtype.cast(value);
    for (let i = 0; i < data.length; i += dtype.lanes) data[i] = v;
  }
  return out;
}
