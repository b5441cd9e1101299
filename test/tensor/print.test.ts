import { afterEach, expect, test } from "vitest";
import { float32, float64, setDefaultDType } from "../../server/tensor/dtype.ts";
import { formatExponent, formatFixed, reprComplex, reprFloat } from "../../server/tensor/numberFormat.ts";
import { formatScalar, resetPrintOptions, setPrintOptions, tensorRepr } from "../../server/tensor/print.ts";
import { decode, type EncodedTensor, readGolden } from "./golden.ts";

interface PrintCase {
  x: EncodedTensor;
  repr: string;
  format: string | null;
  requires?: string;
  gradFn?: string;
  parameter?: string;
  options: [Record<string, number | boolean | string>, string][];
  default64: string;
}

afterEach(() => {
  resetPrintOptions();
  setDefaultDType(float32);
});

test("repr of tensors of every dtype, size and magnitude", () => {
  for (const c of readGolden<PrintCase[]>("print")) {
    const x = decode(c.x);
    expect(tensorRepr(x)).toBe(c.repr);
    if (c.format !== null) expect(formatScalar(x)).toBe(c.format);
    if (c.requires) expect(tensorRepr(x, { requiresGrad: true })).toBe(c.requires);
    if (c.gradFn) expect(tensorRepr(x, { requiresGrad: true, gradFn: "MulBackward0" })).toBe(c.gradFn);
    if (c.parameter) {
      expect(tensorRepr(x, { requiresGrad: true, prefix: "Parameter containing:\ntensor(" })).toBe(c.parameter);
    }
    for (const [options, text] of c.options) {
      const { sci_mode, ...rest } = options as { sci_mode?: boolean };
      setPrintOptions({ ...rest, sciMode: sci_mode });
      expect(tensorRepr(x), JSON.stringify(options)).toBe(text);
      setPrintOptions({ profile: "default" });
    }
    setDefaultDType(float64);
    expect(tensorRepr(x)).toBe(c.default64);
    setDefaultDType(float32);
  }
});

test("numbers as Python writes them", () => {
  type Case = [number | { f: string } | { c: number[] }, string, string[]?, string[]?];
  for (const [x, repr, fixed, exponent] of readGolden<Case[]>("numbers")) {
    if (typeof x === "object" && "c" in x) {
      if (x.c.every(Number.isFinite)) expect(reprComplex(x.c[0]!, x.c[1]!)).toBe(repr);
      continue;
    }
    const n = typeof x === "number" ? x : x.f === "nan" ? NaN : x.f === "inf" ? Infinity : -Infinity;
    expect(reprFloat(n)).toBe(repr);
    fixed!.forEach((text, p) => {
      expect(formatFixed(n, p), `${repr}:.${p}f`).toBe(text);
    });
    exponent!.forEach((text, p) => {
      expect(formatExponent(n, p), `${repr}:.${p}e`).toBe(text);
    });
  }
});
