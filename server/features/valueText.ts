/**
 * Values in words: PyTorch's own text of a tensor, one-line short forms of it for hints and overlays, and the few
 * numbers of ours (norms, statistics), which are always labelled as such.
 */
import type { TensorFace } from "../protocol/graph.ts";
import { dtypes } from "../tensor/dtype.ts";
import { defaultPrintOptions, tensorRepr } from "../tensor/print.ts";
import { fromData } from "../tensor/strided.ts";
import type { TensorValue, TraceValue } from "../trace/trace.ts";

const printed = new WeakMap<TensorValue, string>();

/** The whole text, as `repr` gives it; null when the run kept none. */
export function fullText(value: TraceValue): string | null {
  if (value.kind === "plain") return value.text;
  if (value.text !== null) return value.text;
  if (value.data === null) return value.stats?.text ?? null;
  let text = printed.get(value);
  if (text === undefined) {
    text = printedTensor(value, value.data);
    printed.set(value, text);
  }
  return text;
}

/** The tensor's `repr` from its kept elements. Complex elements are pairs. */
function printedTensor(value: TensorValue, data: ArrayLike<number>): string {
  const dtype = dtypes.find(({ name }) => name === value.dtype);
  // Never happens with a trace of our own; a shape without elements is still true.
  if (dtype === undefined) return shapeText(value.shape);
  const elements = dtype.allocate(data.length);
  for (let i = 0; i < data.length; i++) elements[i] = data[i]!;
  const text = tensorRepr(fromData(elements, value.shape, dtype), {
    gradFn: value.gradFn ?? undefined,
    requiresGrad: value.requiresGrad,
    printOptions: defaultPrintOptions(),
  });
  return value.className === "Parameter" ? `Parameter containing:\n${text}` : text;
}

/**
 * A tensor's text without what the rest of a hint says or the line itself says: `grad_fn=`, `requires_grad=`,
 * `Parameter containing:`. Wrapped rows are joined to one line.
 */
export function plainTensorText(text: string): string {
  return text
    .replace(/^Parameter containing:\s*/, "")
    .replace(/(,\s*(grad_fn=<[^>]*>|requires_grad=True))+\)$/, ")")
    .replace(/\s*\n\s*/g, " ")
    .replace(/([[(])\s+/g, "$1 ")
    .replace(/([[(]) (?=\S)/g, "$1")
    .trim();
}

/** Cut to `length` characters, the last of which is then `…`. Never splits a surrogate pair. */
export function capped(text: string, length: number): string {
  if (text.length <= length) return text;
  let end = Math.max(0, length - 1);
  const unit = text.charCodeAt(end - 1);
  if (unit >= 0xd800 && unit <= 0xdbff) end--;
  return `${text.slice(0, end).trimEnd()}…`;
}

/** `[2, 3]`. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(", ")}]`;
}

/** One line for a hint: the shape first where there is one to tell, then the value. */
export function shortText(value: TraceValue): string | null {
  if (value.kind === "plain") {
    const line = value.text.replace(/\s*\n\s*/g, " ");
    return value.isCut && !line.endsWith("…") ? `${line}…` : line;
  }
  const text = fullText(value);
  const shape = value.shape.length === 0 ? "" : shapeText(value.shape);
  if (text === null) return `${shape} ${value.dtype}`.trim();
  return `${shape} ${plainTensorText(text)}`.trim();
}

export function shortFace(face: TensorFace): string {
  const text = plainTensorText(face.text);
  return face.textIsCut && !text.endsWith("…") ? `${text}…` : text;
}

/** Four significant digits, as `%.4g` prints them: for our own statistics, never for a tensor's elements. */
export function statistic(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (x === 0) return "0";
  const exponent = Math.floor(Math.log10(Math.abs(Number(x.toPrecision(4)))));
  if (exponent < -5 || exponent >= 4) {
    if (Number.isInteger(x) && Math.abs(x) < 1e7) return String(x);
    const [mantissa, power] = x.toExponential(3).split("e") as [string, string];
    const trimmed = mantissa.includes(".") ? mantissa.replace(/\.?0+$/, "") : mantissa;
    const digits = Math.abs(Number(power)).toString().padStart(2, "0");
    return `${trimmed}e${power.startsWith("-") ? "-" : "+"}${digits}`;
  }
  const fixed = x.toFixed(Math.max(0, 3 - exponent));
  return fixed.includes(".") ? fixed.replace(/\.?0+$/, "") : fixed;
}

export interface Statistics {
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly norm: number | null;
  readonly nans: number;
  readonly infs: number;
  readonly zeros: number;
  readonly numel: number;
}

/** Statistics over the finite elements, from the kept elements or else from what the recorder counted. */
export function statisticsOf(value: TensorValue): Statistics | null {
  const { data, stats } = value;
  if (data !== null && !value.dtype.startsWith("complex")) {
    let min = Infinity;
    let max = -Infinity;
    let sum = 0;
    let squares = 0;
    let nans = 0;
    let infs = 0;
    let zeros = 0;
    let finite = 0;
    for (let i = 0; i < data.length; i++) {
      const x = Number(data[i]!);
      if (Number.isNaN(x)) nans++;
      else if (!Number.isFinite(x)) infs++;
      else {
        finite++;
        if (x === 0) zeros++;
        if (x < min) min = x;
        if (x > max) max = x;
        sum += x;
        squares += x * x;
      }
    }
    const some = finite > 0;
    return {
      min: some ? min : null,
      max: some ? max : null,
      mean: some ? sum / finite : null,
      norm: some ? Math.sqrt(squares) : null,
      nans,
      infs,
      zeros,
      numel: data.length,
    };
  }
  if (stats === null) return null;
  return {
    min: stats.min ?? null,
    max: stats.max ?? null,
    mean: stats.mean ?? null,
    norm: stats.norm,
    nans: stats.nanCount,
    infs: stats.infCount,
    zeros: stats.zeroCount,
    numel: stats.numel,
  };
}

/** `min -1.2 · max 3 · mean 0.4 · norm 5.1 · 2 nan`, leaving out what is unknown or zero. */
export function statisticsText(s: Statistics): string {
  const parts: string[] = [];
  if (s.min !== null) parts.push(`min ${statistic(s.min)}`);
  if (s.max !== null) parts.push(`max ${statistic(s.max)}`);
  if (s.mean !== null) parts.push(`mean ${statistic(s.mean)}`);
  if (s.norm !== null) parts.push(`norm ${statistic(s.norm)}`);
  if (s.nans > 0) parts.push(`**${s.nans} NaN**`);
  if (s.infs > 0) parts.push(`**${s.infs} Inf**`);
  if (s.zeros > 0) parts.push(`${s.zeros} of ${s.numel} zero`);
  return parts.join(" · ");
}
