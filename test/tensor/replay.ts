/** Runs recorded calls by name and measures how far the results are from the recorded ones. */
import { TorchError, Unsupported } from "../../server/tensor/errors.ts";
import * as pointwise from "../../server/tensor/pointwise.ts";
import { wrappedBool, wrappedComplex, wrappedFloat, wrappedInt } from "../../server/tensor/promotion.ts";
import { denseData, type Strided, viewOf } from "../../server/tensor/strided.ts";
import { decode, type EncodedTensor, isEncodedTensor, ulps } from "./golden.ts";

export type Expected = EncodedTensor | { error: [string, string] };
export type Outcome =
  | { readonly kind: "same" | "unsupported" }
  | { readonly kind: "differs"; readonly what: string; readonly by: number };

/** Compares a run with what was recorded: result against result, error against error. */
export function outcome(run: () => Strided, expected: Expected): Outcome {
  let actual: Strided;
  try {
    actual = run();
  } catch (error) {
    if (error instanceof Unsupported) return { kind: "unsupported" };
    if (!(error instanceof TorchError)) throw error;
    if (isEncodedTensor(expected))
      return { kind: "differs", what: `raised ${error.type}: ${error.message}`, by: Infinity };
    const [type, message] = expected.error;
    if (type === error.type && message === error.message) return { kind: "same" };
    return {
      kind: "differs",
      what: `raised ${error.type}: ${error.message}\n      want ${type}: ${message}`,
      by: Infinity,
    };
  }
  if (!isEncodedTensor(expected)) return { kind: "differs", what: `no error; want ${expected.error}`, by: Infinity };
  return difference(actual, expected);
}

export function difference(actual: Strided, expected: EncodedTensor): Outcome {
  if (actual.dtype.name !== expected.d) {
    return { kind: "differs", what: `dtype ${actual.dtype.name}, want ${expected.d}`, by: Infinity };
  }
  if (actual.shape.join() !== expected.s.join()) {
    return { kind: "differs", what: `shape [${actual.shape}], want [${expected.s}]`, by: Infinity };
  }
  const want = decode(expected).data;
  const have = denseData(actual);
  let by = 0;
  let what = "";
  const lanes = actual.dtype.lanes;
  for (let i = 0; i < want.length; i++) {
    let d = ulps(have[i]!, want[i]!, actual.dtype);
    if (d > 0 && lanes === 2) {
      // A small part beside a large one is judged by the size of the number.
      const other = want[i ^ 1]!;
      if (Math.abs(other) > Math.abs(want[i]!) && Number.isFinite(have[i]!)) {
        d = ulps(other + (have[i]! - want[i]!), other, actual.dtype);
      }
    }
    if (d === 0 && actual.dtype.category === "float" && Object.is(have[i], -0) !== Object.is(want[i], -0)) d = 0.5;
    if (d > by) {
      by = d;
      what = `entry ${i}: ${have[i]}, want ${want[i]}`;
    }
  }
  return by === 0 ? { kind: "same" } : { kind: "differs", what, by };
}

export function decodeView(e: EncodedTensor, strides: number[], offset: number): Strided {
  const dense = decode(e);
  // Lay the elements out again as the recorded strides say.
  let size = 1;
  for (let d = 0; d < strides.length; d++) size += (e.s[d]! - 1) * strides[d]!;
  const data = dense.dtype.allocate(size + offset);
  const storage = new (dense.storage.constructor as typeof import("../../server/tensor/strided.ts").Storage)(
    data,
    dense.dtype,
  );
  const base = new (dense.constructor as typeof import("../../server/tensor/strided.ts").Strided)(
    storage,
    e.s,
    strides,
    offset,
  );
  const index = new Array<number>(e.s.length).fill(0);
  for (let i = 0; i < dense.numel; i++) {
    let at = offset;
    for (let d = 0; d < index.length; d++) at += index[d]! * strides[d]!;
    data[at] = dense.data[i]!;
    for (let d = index.length - 1; d >= 0; d--) {
      if (++index[d]! < e.s[d]!) break;
      index[d] = 0;
    }
  }
  return viewOf(base, e.s, strides);
}

export type EncodedNumber = number | boolean | { f: string } | { c: [number, number] };

/** A Python number as an operand; `kind` tells 2 from 2.0. */
export function wrap(k: EncodedNumber, kind: string): Strided {
  if (typeof k === "boolean") return wrappedBool(k);
  if (typeof k === "object" && "c" in k) return wrappedComplex(k.c[0], k.c[1]);
  return kind === "int" ? wrappedInt(k as number) : wrappedFloat(k as number);
}

export const functions = pointwise as unknown as Record<string, (...args: unknown[]) => Strided>;

export function binaryNamed(name: string, a: Strided, b: Strided): Strided {
  if (name === "divTrunc") return pointwise.div(a, b, "trunc");
  if (name === "divFloor") return pointwise.div(a, b, "floor");
  const f = functions[name];
  if (f === undefined) throw new Error(`no function ${name}`);
  return f(a, b);
}
