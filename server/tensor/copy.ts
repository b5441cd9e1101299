/** Copies: `clone`, `to(dtype)`, `copy_`, `fill_`. */
import { bool, type DType, float32, float64, type TypedArray } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { preservedStrides, runUnary, type UnaryLoop } from "./loops.ts";
import { convertEntries, floatToInt, scalarIn } from "./promotion.ts";
import {
  broadcastShapes,
  broadcastStrides,
  denseData,
  empty,
  type Strided,
  sameShape,
  viewOf,
  writeDense,
} from "./strided.ts";

const copyLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = a[ia]!;
};
const copyPairs: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) {
    out[2 * (o + i)] = a[2 * ia]!;
    out[2 * (o + i) + 1] = a[2 * ia + 1]!;
  }
};

/** `t.clone()`: dense, in the memory order of `t`. */
export function clone(t: Strided): Strided {
  return runUnary(t.dtype.lanes === 2 ? copyPairs : copyLoop, t, t.dtype);
}

function conversionLoop(from: DType, to: DType): UnaryLoop {
  const step = from.lanes;
  if (to.lanes === 2) {
    if (step === 2) return copyPairs;
    return (out, o, a, ia, sa, n) => {
      for (let i = 0; i < n; i++, ia += sa) out[2 * (o + i)] = a[ia]!;
    };
  }
  if (to === bool && step === 2) {
    return (out, o, a, ia, sa, n) => {
      for (let i = 0; i < n; i++, ia += sa) out[o + i] = a[2 * ia] !== 0 || a[2 * ia + 1] !== 0 ? 1 : 0;
    };
  }
  if (to === float32 || to === float64) {
    return (out, o, a, ia, sa, n) => {
      for (let i = 0; i < n; i++, ia += sa) out[o + i] = a[ia * step]!;
    };
  }
  const cast = to.category === "int" && from.category !== "int" ? (x: number) => floatToInt(x, to) : to.cast;
  return (out, o, a, ia, sa, n) => {
    for (let i = 0; i < n; i++, ia += sa) out[o + i] = cast(a[ia * step]!);
  };
}

/** `t.to(dtype)`: `t` itself when it has that dtype, else a copy in the memory order of `t`. */
export function convert(t: Strided, dtype: DType): Strided {
  if (t.dtype === dtype) return t;
  if (t.numel === 1 && dtype.lanes === 1 && t.dtype.lanes === 1) {
    const out = empty(t.shape, dtype);
    out.storage.data[0] = scalarIn(t, dtype);
    return out;
  }
  return runUnary(conversionLoop(t.dtype, dtype), t, dtype);
}

/** `target.copy_(source)`: broadcasts and converts. */
export function copyInto(target: Strided, source: Strided): void {
  let entries: TypedArray;
  if (source.shape.length !== target.shape.length || source.numel !== target.numel) {
    entries = denseData(expandForCopy(source, target.shape));
  } else {
    for (let d = 0; d < target.shape.length; d++) {
      if (source.shape[d] !== target.shape[d]) {
        source = expandForCopy(source, target.shape);
        break;
      }
    }
    entries = denseData(source);
  }
  const converted = source.dtype === target.dtype ? entries : convertEntries(entries, source.dtype, target.dtype);
  // Reading and writing the same memory: the values must be out before the first write.
  const isAliased = source.storage === target.storage && converted === entries;
  writeDense(target, isAliased ? converted.slice() : converted);
}

function expandForCopy(source: Strided, shape: readonly number[]): Strided {
  const common = broadcastShapes(shape, source.shape);
  if (!sameShape(common, shape)) {
    throw new TorchError(
      "RuntimeError",
      `output with shape [${shape.join(", ")}] doesn't match the broadcast shape [${common.join(", ")}]`,
    );
  }
  return viewOf(source, shape, broadcastStrides(source, shape));
}

/** `target.fill_(re + im*j)`; the value is cast. */
export function fillInto(target: Strided, re: number, im = 0): void {
  const { dtype } = target;
  const lanes = dtype.lanes;
  const value = dtype.category === "int" ? floatToInt(re, dtype) : dtype.cast(re);
  if (target.isContiguous && lanes === 1) {
    target.storage.writable().fill(value, target.offset, target.offset + target.numel);
    return;
  }
  const entries = dtype.allocate(target.numel * lanes);
  if (lanes === 1) entries.fill(value);
  else {
    for (let i = 0; i < entries.length; i += 2) {
      entries[i] = re;
      entries[i + 1] = im;
    }
  }
  writeDense(target, entries);
}

/** Strides of `channels_last` (four dimensions) and `channels_last_3d` (five): the second dimension is the fastest. */
export function channelsLastStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let at = 1;
  for (const d of [1, ...Array.from({ length: shape.length - 2 }, (_, i) => shape.length - 1 - i), 0]) {
    strides[d] = at;
    at *= Math.max(shape[d]!, 1);
  }
  return strides;
}

/** A copy of `t` with these strides. */
export function cloneWithStrides(t: Strided, strides: readonly number[]): Strided {
  const out = viewOf(empty(t.shape, t.dtype), t.shape, strides);
  writeDense(out, denseData(t));
  return out;
}

/** `result` (of the shape of `t`) laid out in memory as `t` is: what operations give that begin with a clone. */
export function inOrderOf(t: Strided, result: Strided): Strided {
  return t.isContiguous ? result : cloneWithStrides(result, preservedStrides(t));
}
