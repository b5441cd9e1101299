import { expect, test } from "vitest";
import { clone, convert } from "../../server/tensor/copy.ts";
import { float64 } from "../../server/tensor/dtype.ts";
import type { Alpha } from "../../server/tensor/pointwise.ts";
import * as P from "../../server/tensor/pointwise.ts";
import { wrappedFloat, wrappedInt } from "../../server/tensor/promotion.ts";
import type { Strided } from "../../server/tensor/strided.ts";
import { decode, type EncodedTensor, isEncodedTensor, readGolden } from "./golden.ts";
import { binaryNamed, decodeView, type EncodedNumber, type Expected, functions, outcome, wrap } from "./replay.ts";

/**
 * Ulps that a result may be off, by dtype. The recorded PyTorch evaluates float32 transcendental functions with vendor
 * vector code whose last bit depends on the processor; everything arithmetic is exact.
 */
const usual: Record<string, number> = {
  float32: 1,
  float64: 4,
  float16: 1,
  bfloat16: 1,
  complex64: 12,
  complex128: 12,
};
/** Functions of which no reading of the last digits is possible: float32 kernels that lose some themselves. */
const loose: Record<string, number> = {
  erf: 70,
  erfc: 8,
  erfinv: 64,
  lgamma: 16,
  digamma: 64,
  erfcx: 32,
  i0: 16,
  i0e: 16,
  i1: 130,
  i1e: 16,
  ndtr: 64,
  ndtri: 64,
  logNdtr: 64,
  sinc: 8,
  logit: 16,
  polygamma: 64,
  logaddexp: 8,
  logaddexp2: 8,
};
const exact = new Set(
  "add sub mul div floorDivide remainder fmod maximum minimum fmax fmin copysign nextafter gcd lcm heaviside neg abs sign floor ceil trunc round frac relu square".split(
    " ",
  ),
);

function check(failures: string[], name: string, dtype: string, label: string, run: () => Strided, expected: Expected) {
  const result = outcome(run, expected);
  if (result.kind !== "differs") return;
  const isComplex = label.includes("complex");
  const allowed = exact.has(name) && !isComplex ? 0.5 : Math.max(usual[dtype] ?? 0, loose[name] ?? 0);
  if (result.by > allowed) failures.push(`${label}: ${result.what} (${result.by})`);
}
const resultDType = (e: Expected): string => (isEncodedTensor(e) ? e.d : "error");

/** Cases that are not reproduced: the sign bit of a NaN, and products of zero and infinity inside complex powers. */
function isExempt(label: string): boolean {
  return (
    /^(signbit|copysign) .*float16/.test(label) ||
    /^(pow|floatPower|ldexp|addcdiv) .*complex/.test(label) ||
    /^(erf|i1|ndtr) b?float16/.test(label)
  );
}

test("functions of one tensor, for every dtype", () => {
  const failures: string[] = [];
  for (const [name, x, expected, argument] of readGolden<[string, EncodedTensor, Expected, number?][]>("unary")) {
    const t = decode(x);
    const label = `${name} ${x.d} ${argument ?? ""}`;
    if (isExempt(label)) continue;
    check(
      failures,
      name,
      resultDType(expected),
      label,
      () =>
        name === "polygamma"
          ? P.polygamma(argument!, t)
          : argument !== undefined
            ? functions[name]!(t, argument)
            : functions[name]!(t),
      expected,
    );
  }
  expect(failures).toEqual([]);
});

test("functions of two tensors, for every pair of dtypes", () => {
  const failures: string[] = [];
  for (const [name, x, y, expected] of readGolden<[string, EncodedTensor, EncodedTensor, Expected][]>("binary")) {
    const label = `${name} ${x.d} ${y.d}`;
    if (isExempt(label)) continue;
    check(failures, name, resultDType(expected), label, () => binaryNamed(name, decode(x), decode(y)), expected);
  }
  expect(failures).toEqual([]);
});

test("Python numbers and tensors without dimensions as operands", () => {
  type Case = [string, EncodedTensor, EncodedNumber | EncodedTensor, Expected, string];
  const failures: string[] = [];
  for (const [name, x, k, expected, kind] of readGolden<Case[]>("scalars")) {
    const label = `${name} ${x.d}[${x.s}] ${kind} ${JSON.stringify(k)}`;
    if (isExempt(label)) continue;
    const other = (): Strided => (isEncodedTensor(k) ? decode(k) : wrap(k, kind));
    check(failures, name, resultDType(expected), label, () => binaryNamed(name, decode(x), other()), expected);
  }
  expect(failures).toEqual([]);
});

test("broadcasting, and the strides that results take from their operands", () => {
  type View = [EncodedTensor, number[], number];
  type Case = [...View, View | null, number[] | null, Expected, number[]?, number[]?];
  const failures: string[] = [];
  for (const [e, strides, offset, other, wanted, expected, cloned, converted] of readGolden<Case[]>("layouts")) {
    const x = decodeView(e, strides, offset);
    const label = `[${e.s}]/[${strides}] ${other ? `[${other[0].s}]/[${other[1]}]` : ""}`;
    const run = (): Strided => (other ? P.add(x, decodeView(...other)) : P.mul(x, wrappedInt(2)));
    check(failures, "add", "float32", label, run, expected);
    if (wanted !== null) expect([...run().strides], label).toEqual(wanted);
    if (cloned) expect([...clone(x).strides], label).toEqual(cloned);
    if (converted) expect([...convert(x, float64).strides], label).toEqual(converted);
  }
  expect(failures).toEqual([]);
});

test("functions of three tensors, and factors", () => {
  const failures: string[] = [];
  const number = (v: unknown): Strided | undefined =>
    v === null ? undefined : Number.isInteger(v) ? wrappedInt(v as number) : wrappedFloat(v as number);
  const alpha = (v: unknown): Alpha => ({ value: v as number, kind: Number.isInteger(v) ? "int" : "float" });
  for (const [name, encoded, expected] of readGolden<[string, unknown[], Expected][]>("ternary")) {
    const args = encoded.map((v) => (isEncodedTensor(v) ? decode(v) : v));
    const [a, b, c] = args as [Strided, Strided, Strided];
    const value = args[3] as number;
    const calls: Record<string, () => Strided> = {
      where: () => P.where(a, b, c),
      clamp: () => P.clamp(a, b, c),
      clampMin: () => P.clamp(a, b, undefined),
      clampMax: () => P.clamp(a, undefined, b),
      addcmul: () => P.addcmul(a, b, c, value),
      addcdiv: () => P.addcdiv(a, b, c, value),
      lerp: () => P.lerp(a, b, c),
      lerpScalar: () => P.lerp(a, b, wrappedFloat(args[2] as number)),
      clampScalar: () => P.clamp(a, number(args[1]), number(args[2])),
      maskedFill: () => P.maskedFill(a, b, number(args[2])!),
      addAlpha: () => P.add(a, b, alpha(args[2])),
      subAlpha: () => P.sub(a, b, alpha(args[2])),
    };
    const label = `${name} ${encoded.map((v) => (isEncodedTensor(v) ? v.d : v))}`;
    if (isExempt(label)) continue;
    check(failures, name, resultDType(expected), label, calls[name]!, expected);
  }
  expect(failures).toEqual([]);
});
