/** Reads the goldens of the tensor floor, and compares results with them. */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { type DType, dtypes } from "../../server/tensor/dtype.ts";
import { denseData, fromData, type Strided } from "../../server/tensor/strided.ts";

export interface EncodedTensor {
  readonly d: string;
  readonly s: number[];
  readonly t?: number[];
  readonly b: string;
}

export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../oracle/goldens/tensor/${name}.json`, import.meta.url), "utf8")) as T;
}

export function dtypeNamed(name: string): DType {
  const found = dtypes.find((d) => d.name === name);
  if (found === undefined) throw new Error(`no dtype ${name}`);
  return found;
}

export function isEncodedTensor(x: unknown): x is EncodedTensor {
  return typeof x === "object" && x !== null && "b" in x && "s" in x;
}

/** A dense tensor from its encoding. */
export function decode(e: EncodedTensor): Strided {
  const dtype = dtypeNamed(e.d);
  const bytes = Buffer.from(e.b, "base64");
  const sample = dtype.allocate(0);
  const data = dtype.allocate(bytes.length / sample.BYTES_PER_ELEMENT);
  new Uint8Array(data.buffer).set(bytes);
  return fromData(data, e.s, dtype);
}

/** Distance in representable numbers of the dtype, roughly: relative error over epsilon. */
export function ulps(actual: number, expected: number, dtype: DType): number {
  if (Object.is(actual, expected) || actual === expected) return 0;
  if (actual !== actual && expected !== expected) return 0;
  const digits = { float64: 52, complex128: 52, float32: 23, complex64: 23, float16: 10, bfloat16: 7 }[
    dtype.name as "float64"
  ];
  if (digits === undefined || !Number.isFinite(actual) || !Number.isFinite(expected)) return Infinity;
  const exponent = Math.max(Math.floor(Math.log2(Math.max(Math.abs(expected), 1e-300))), digits === 52 ? -1022 : -126);
  return Math.abs(actual - expected) / 2 ** (exponent - digits);
}

/** Same dtype, shape and (when recorded) strides; entries at most `tolerance` ulps away. */
export function expectTensor(actual: Strided, expected: EncodedTensor, tolerance = 0, label = ""): void {
  expect(actual.dtype.name, `${label} dtype`).toBe(expected.d);
  expect([...actual.shape], `${label} shape`).toEqual(expected.s);
  const want = decode(expected).data;
  const have = denseData(actual);
  for (let i = 0; i < want.length; i++) {
    const distance = ulps(have[i]!, want[i]!, actual.dtype);
    if (distance > tolerance) {
      expect.fail(`${label} entry ${i}: ${have[i]} is not ${want[i]} (${distance} ulps)`);
    }
  }
}
