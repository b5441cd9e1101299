/**
 * The text of a NumPy array (`array2string` of NumPy 2, default print options): shortest digits up to 8 decimals, one
 * column width for all elements, 75 columns, `...` above 1000 elements.
 */
import { type DType, float16, float32, roundFloat16 } from "../../tensor/dtype.ts";
import { Unsupported } from "../../tensor/errors.ts";
import { formatExponent, formatFixed } from "../../tensor/numberFormat.ts";
import { denseData, type Strided } from "../../tensor/strided.ts";

export interface PrintOptions {
  precision: number;
  threshold: number;
  edgeitems: number;
  linewidth: number;
  suppress: boolean;
}
export const defaults: PrintOptions = { precision: 8, threshold: 1000, edgeitems: 3, linewidth: 75, suppress: false };

/** The shortest decimal that reads back as `x` in its own type, as JavaScript writes exponents: `1.5e-7`. */
export function shortestExponential(x: number, dtype: DType): string {
  const round = dtype === float32 ? Math.fround : dtype === float16 ? roundFloat16 : null;
  if (round === null) return x.toExponential();
  for (let digits = 0; digits < 12; digits++) {
    const text = x.toExponential(digits);
    if (round(Number(text)) === x) return text;
  }
  return x.toExponential();
}

/** Without an exponent, from the digits of {@link shortestExponential}; always with a point. */
function positional(x: number, dtype: DType): string {
  if (x === 0) return Object.is(x, -0) ? "-0." : "0.";
  const [mantissa, exponent] = shortestExponential(Math.abs(x), dtype).split("e") as [string, string];
  const digits = mantissa.replace(".", "");
  const point = Number(exponent) + 1;
  const sign = x < 0 ? "-" : "";
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return `${sign}${digits}${"0".repeat(point - digits.length)}.`;
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

function fixedText(x: number, dtype: DType, precision: number): string {
  const text = positional(x, dtype);
  if (text.length - text.indexOf(".") - 1 <= precision) return text;
  const rounded = formatFixed(x, precision);
  return rounded.includes(".") ? rounded.replace(/0+$/, "") : `${rounded}.`;
}

function exponentText(x: number, dtype: DType, precision: number): string {
  let text = shortestExponential(x, dtype);
  const fraction = (t: string): number => (t.includes(".") ? t.indexOf("e") - t.indexOf(".") - 1 : 0);
  if (fraction(text) > precision) text = formatExponent(x, precision);
  const [mantissa, exponent] = text.split("e") as [string, string];
  const trimmed = mantissa.includes(".") ? mantissa.replace(/0+$/, "") : `${mantissa}.`;
  const sign = exponent[0] === "-" ? "-" : "+";
  return `${trimmed}e${sign}${exponent.replace(/^[+-]/, "").padStart(2, "0")}`;
}

/** `repr` of a NumPy float scalar without its wrapper: `1.0`, `1e-05`. */
export function scalarText(x: number, dtype: DType): string {
  if (x !== x) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  const magnitude = Math.abs(x);
  if (magnitude !== 0 && (magnitude >= 1e16 || magnitude < 1e-4)) {
    const text = exponentText(x, dtype, 20);
    return text.replace(".e", "e");
  }
  const text = positional(x, dtype);
  return text.endsWith(".") ? `${text}0` : text;
}

type Format = (x: number) => string;

function floatFormat(values: readonly number[], dtype: DType, o: PrintOptions): Format {
  const finite = values.filter((x) => Number.isFinite(x));
  const magnitudes = finite.map(Math.abs).filter((x) => x !== 0);
  const max = Math.max(...magnitudes);
  const min = Math.min(...magnitudes);
  // The ratio is taken in the array's own type, where it may overflow.
  const scientific = magnitudes.length > 0 && (max >= 1e8 || (!o.suppress && (min < 1e-4 || max / min > 1000)));
  let left = 0;
  let right = 0;
  let exponentSize = -1;
  let fractionSize = 0;
  if (scientific) {
    for (const x of finite) {
      const text = x === 0 ? (Object.is(x, -0) ? "-0.e+00" : "0.e+00") : exponentText(x, dtype, o.precision);
      const [mantissa, exponent] = text.split("e") as [string, string];
      exponentSize = Math.max(exponentSize, exponent.length - 1);
      left = Math.max(left, mantissa.indexOf("."));
      fractionSize = Math.max(fractionSize, mantissa.length - mantissa.indexOf(".") - 1);
    }
    right = exponentSize + 2 + fractionSize;
  } else {
    for (const x of finite) {
      const text = fixedText(x, dtype, o.precision);
      left = Math.max(left, text.indexOf("."));
      right = Math.max(right, text.length - text.indexOf(".") - 1);
    }
  }
  if (finite.length !== values.length) {
    const negative = values.some((x) => x === -Infinity) ? 1 : 0;
    left = Math.max(left, 3 - (right + 1), 3 + negative - (right + 1));
  }
  return (x) => {
    if (!Number.isFinite(x)) {
      const text = x !== x ? "nan" : x > 0 ? "inf" : "-inf";
      return text.padStart(left + right + 1);
    }
    if (scientific) {
      const text = x === 0 ? (Object.is(x, -0) ? "-0.e+00" : "0.e+00") : exponentText(x, dtype, fractionSize);
      const [mantissa, exponent] = text.split("e") as [string, string];
      const point = mantissa.indexOf(".");
      const fraction = mantissa.slice(point + 1).padEnd(fractionSize, "0");
      const size = exponent.slice(1).padStart(exponentSize, "0");
      return `${mantissa.slice(0, point).padStart(left)}.${fraction}e${exponent[0]}${size}`;
    }
    const text = fixedText(x, dtype, o.precision);
    const point = text.indexOf(".");
    return text.slice(0, point).padStart(left) + text.slice(point).padEnd(right + 1);
  };
}

function formatOf(values: readonly number[], t: Strided, o: PrintOptions): Format {
  switch (t.dtype.category) {
    case "float":
      return floatFormat(values, t.dtype, o);
    case "bool":
      return (x) => (x !== 0 ? (t.shape.length === 0 ? "True" : " True") : "False");
    case "int": {
      let width = 0;
      for (const x of values) width = Math.max(width, String(x + 0).length);
      return (x) => String(x + 0).padStart(width);
    }
    default:
      throw new Unsupported("the text of a NumPy array of complex numbers");
  }
}

/** `np.array2string(t, separator=…, prefix=…, suffix=…)`. */
export function arrayText(t: Strided, separator: string, prefix: string, suffix: string, o: PrintOptions): string {
  if (t.numel === 0) return "[]";
  const data = denseData(t);
  const { shape } = t;
  const rank = shape.length;
  const summarize = t.numel > o.threshold;
  const edge = o.edgeitems;
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const shown = (d: number): (number | null)[] => {
    const n = shape[d]!;
    if (!summarize || n <= 2 * edge) return Array.from({ length: n }, (_, i) => i);
    const out: (number | null)[] = [];
    for (let i = 0; i < edge; i++) out.push(i);
    out.push(null);
    for (let i = n - edge; i < n; i++) out.push(i);
    return out;
  };
  const values: number[] = [];
  const gather = (d: number, at: number): void => {
    if (d === rank) values.push(data[at]!);
    else for (const i of shown(d)) if (i !== null) gather(d + 1, at + i * strides[d]!);
  };
  gather(0, 0);
  const format = formatOf(values, t, o);
  const linewidth = o.linewidth - suffix.length;
  const bare = separator.trimEnd();
  const text = (d: number, at: number, indent: string, width: number): string => {
    if (d === rank) return format(data[at]!);
    const items = shown(d);
    let s = "";
    if (rank - d === 1) {
      const limit = width - Math.max(bare.length, 1);
      let line = indent;
      items.forEach((i, k) => {
        const word = i === null ? "..." : format(data[at + i * strides[d]!]!);
        if (line.length + word.length > limit && line.length > indent.length) {
          s += `${line.trimEnd()}\n`;
          line = indent;
        }
        line += word;
        if (k + 1 < items.length) line += separator;
      });
      s += line;
    } else {
      const between = bare + "\n".repeat(rank - d - 1);
      s = items
        .map((i) => indent + (i === null ? "..." : text(d + 1, at + i * strides[d]!, `${indent} `, width - 1)))
        .join(between);
    }
    return `[${s.slice(indent.length)}]`;
  };
  return text(0, 0, " ".repeat(1 + prefix.length), linewidth);
}
