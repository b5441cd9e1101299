/**
 * `repr` of tensors as PyTorch prints them: one column width for all elements, 80 columns, `...` above 1000 elements,
 * and the suffixes (`size=`, `dtype=`, `grad_fn=`, `requires_grad=`), which move to a line of their own when they do
 * not fit.
 */
import { bool, complex64, complex128, float64, getDefaultDType, int64 } from "./dtype.ts";
import { formatExponent, formatFixed, reprComplex, reprFloat } from "./numberFormat.ts";
import { denseData, type Strided, viewOf } from "./strided.ts";

/** `torch.set_printoptions`. `sciMode` undefined: decided per tensor. */
export interface PrintOptions {
  precision: number;
  threshold: number;
  edgeitems: number;
  linewidth: number;
  sciMode: boolean | undefined;
}

export function defaultPrintOptions(): PrintOptions {
  return { precision: 4, threshold: 1000, edgeitems: 3, linewidth: 80, sciMode: undefined };
}

/** The options in force; a run starts by assigning {@link defaultPrintOptions} to it. */
export const printOptions: PrintOptions = defaultPrintOptions();

export interface PrintOptionChanges {
  precision?: number | undefined;
  threshold?: number | undefined;
  edgeitems?: number | undefined;
  linewidth?: number | undefined;
  profile?: string | undefined;
  sciMode?: boolean | undefined;
}

/** `torch.set_printoptions(...)`. As in PyTorch an unknown profile is ignored, and `sci_mode` is reset by every call. */
export function setPrintOptions(changes: PrintOptionChanges): void {
  const o = printOptions;
  const profiles: Record<string, readonly [number, number, number, number]> = {
    default: [4, 1000, 3, 80],
    short: [2, 1000, 2, 80],
    full: [4, Infinity, 3, 80],
  };
  if (changes.profile !== undefined && Object.hasOwn(profiles, changes.profile)) {
    [o.precision, o.threshold, o.edgeitems, o.linewidth] = profiles[changes.profile]!;
  }
  o.precision = changes.precision ?? o.precision;
  o.threshold = changes.threshold ?? o.threshold;
  o.edgeitems = changes.edgeitems ?? o.edgeitems;
  o.linewidth = changes.linewidth ?? o.linewidth;
  o.sciMode = changes.sciMode;
}

export function resetPrintOptions(): void {
  Object.assign(printOptions, defaultPrintOptions());
}

export interface ReprOptions {
  /** Name of the node, e.g. `MulBackward0`. */
  gradFn?: string | undefined;
  /** Printed only without a `gradFn`. */
  requiresGrad?: boolean | undefined;
  /** What stands before the data; the part after its last line break sets the indentation. Default `tensor(`. */
  prefix?: string | undefined;
  /** Suffixes that follow all others, e.g. `tangent=…`. */
  extraSuffixes?: readonly string[];
  printOptions?: PrintOptions;
}

/** `repr(t)`. */
export function tensorRepr(t: Strided, options: ReprOptions = {}): string {
  const o = options.printOptions ?? printOptions;
  const prefix = options.prefix ?? "tensor(";
  const lineBreak = prefix.lastIndexOf("\n") + 1;
  const head = prefix.slice(0, lineBreak);
  const lastLine = prefix.slice(lineBreak);
  const indent = lastLine.length;
  const suffixes: string[] = [];
  const defaultDType = getDefaultDType();
  let body: string;
  if (t.numel === 0) {
    if (t.dim !== 1) suffixes.push(`size=${tupleText(t.shape)}`);
    if (t.dtype !== defaultDType) suffixes.push(`dtype=${t.dtype.text}`);
    body = "[]";
  } else {
    if (o.edgeitems === 0) suffixes.push(`size=${tupleText(t.shape)}`);
    const defaultComplex = defaultDType === float64 ? complex128 : complex64;
    if (t.dtype !== defaultDType && t.dtype !== defaultComplex && t.dtype !== int64 && t.dtype !== bool) {
      suffixes.push(`dtype=${t.dtype.text}`);
    }
    body = contentText(t, indent, o);
  }
  if (options.gradFn !== undefined) suffixes.push(`grad_fn=<${options.gradFn}>`);
  else if (options.requiresGrad) suffixes.push("requires_grad=True");
  if (options.extraSuffixes) suffixes.push(...options.extraSuffixes);
  return head + addSuffixes(lastLine + body, suffixes, indent, o);
}

/** The elements alone, as {@link tensorRepr} would print them after `indent` columns: `[1., 2.]`. */
export function contentText(t: Strided, indent: number, o: PrintOptions = printOptions): string {
  if (t.numel === 0) return "[]";
  const summarize = t.numel > o.threshold;
  const columns = columnFormats(t, summarize, o);
  return nestedText(t, indent, summarize, columns, o);
}

/** `str(t.item())`, which is what `f"{t}"` shows for a tensor without dimensions. */
export function formatScalar(t: Strided): string {
  return scalarText(t, t.offset);
}

/** `str` of the Python number that element `at` (an offset into storage) becomes. */
export function scalarText(t: Strided, at: number): string {
  const { data } = t;
  switch (t.dtype.category) {
    case "float":
      return reprFloat(data[at]!);
    case "complex":
      return reprComplex(data[2 * at]!, data[2 * at + 1]!);
    case "bool":
      return data[at] !== 0 ? "True" : "False";
    default:
      return String(data[at]! + 0);
  }
}

/** `(2, 3)`, `(3,)`, `()`: a tuple of ints as Python prints it. */
export function tupleText(shape: readonly number[]): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
}

type Format = (x: number) => string;
interface Column {
  readonly width: number;
  readonly format: Format;
}

/** One column for real tensors, two (real and imaginary part) for complex ones. */
function columnFormats(t: Strided, summarize: boolean, o: PrintOptions): readonly Column[] {
  const values = summarize ? edgeValues(t, o.edgeitems) : denseData(t);
  if (t.dtype.category === "complex") {
    const re = new Float64Array(values.length / 2);
    const im = new Float64Array(values.length / 2);
    for (let i = 0; i < re.length; i++) {
      re[i] = values[2 * i]!;
      im[i] = values[2 * i + 1]!;
    }
    return [floatColumn(re, o), floatColumn(im, o)];
  }
  if (t.dtype.category === "float") return [floatColumn(values, o)];
  const text: Format = t.dtype === bool ? (x) => (x !== 0 ? "True" : "False") : (x) => String(x + 0);
  let width = 1;
  for (let i = 0; i < values.length; i++) width = Math.max(width, text(values[i]!).length);
  return [{ width, format: (x) => text(x).padStart(width) }];
}

/**
 * Width and notation follow the finite non-zero values: whole numbers print as `1.`, a range over 1000 or values over
 * 1e8 or under 1e-4 go scientific. Infinities and NaN don't count for the width.
 */
function floatColumn(values: ArrayLike<number>, o: PrintOptions): Column {
  let min = Infinity;
  let max = 0;
  let isWhole = true;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]!;
    const magnitude = Math.abs(x);
    if (magnitude === 0 || !(magnitude < Infinity)) continue;
    if (magnitude < min) min = magnitude;
    if (magnitude > max) max = magnitude;
    if (isWhole && x !== Math.ceil(x)) isWhole = false;
  }
  const any = max > 0;
  const scientific = any && (o.sciMode ?? (max / min > 1000 || max > 1e8 || min < 1e-4));
  const text: Format = scientific
    ? (x) => formatExponent(x, o.precision)
    : isWhole
      ? (x) => (Number.isFinite(x) ? `${formatFixed(x, 0)}.` : formatFixed(x, 0))
      : (x) => formatFixed(x, o.precision);
  let width = 1;
  if (any) {
    for (let i = 0; i < values.length; i++) {
      const x = values[i]!;
      if (x === 0 || !Number.isFinite(x)) continue;
      width = Math.max(width, text(x).length);
    }
  }
  return { width, format: (x) => text(x).padStart(width) };
}

/** The entries that a summary shows: the first and last `edge` along every dimension. */
function edgeValues(t: Strided, edge: number): ArrayLike<number> {
  const out: number[] = [];
  const { data, shape, strides, dtype } = t;
  // Without edge items PyTorch measures a vector whole, and nothing of a matrix.
  if (edge === 0) return shape.length === 1 ? [] : [];
  const visit = (d: number, at: number): void => {
    if (d === shape.length) {
      for (let lane = 0; lane < dtype.lanes; lane++) out.push(data[at * dtype.lanes + lane]!);
      return;
    }
    const n = shape[d]!;
    for (let i = 0; i < n; i++) {
      if (n > 2 * edge && i === edge) i = n - edge;
      visit(d + 1, at + i * strides[d]!);
    }
  };
  visit(0, t.offset);
  return out;
}

function elementText(t: Strided, at: number, columns: readonly Column[]): string {
  const { data } = t;
  const [first, second] = columns;
  if (second === undefined) return first!.format(data[at]!);
  const imaginary = `${second.format(data[2 * at + 1]!)}j`.trimStart();
  const sign = imaginary[0] === "+" || imaginary[0] === "-" ? "" : "+";
  return first!.format(data[2 * at]!) + sign + imaginary;
}

function nestedText(
  t: Strided,
  indent: number,
  summarize: boolean,
  columns: readonly Column[],
  o: PrintOptions,
): string {
  const { shape, strides } = t;
  if (shape.length === 0) return elementText(t, t.offset, columns);
  if (shape.length === 1) return vectorText(t, indent, summarize, columns, o);
  const n = shape[0]!;
  const slice = (i: number): string =>
    nestedText(
      viewOf(t, shape.slice(1), strides.slice(1), t.offset + i * strides[0]!),
      indent + 1,
      summarize,
      columns,
      o,
    );
  const slices: string[] = [];
  const isCut = summarize && n > 2 * o.edgeitems;
  for (let i = 0; i < n; i++) {
    if (isCut && i === o.edgeitems) {
      slices.push("...");
      i = n - o.edgeitems;
      if (i >= n) break;
    }
    slices.push(slice(i));
  }
  return `[${slices.join(`,${"\n".repeat(shape.length - 1)}${" ".repeat(indent + 1)}`)}]`;
}

function vectorText(
  t: Strided,
  indent: number,
  summarize: boolean,
  columns: readonly Column[],
  o: PrintOptions,
): string {
  // Each element takes its width and ", "; a complex one also the "j".
  let elementLength = columns[0]!.width + 2;
  if (columns[1]) elementLength += columns[1].width + 1;
  const perLine = Math.max(1, Math.floor((o.linewidth - indent) / elementLength));
  const n = t.shape[0]!;
  const step = t.strides[0]!;
  const items: string[] = [];
  if (summarize && o.edgeitems === 0) items.push("...");
  else {
    const isCut = summarize && n > 2 * o.edgeitems;
    for (let i = 0; i < n; i++) {
      if (isCut && i === o.edgeitems) {
        items.push(" ...");
        i = n - o.edgeitems;
      }
      items.push(elementText(t, t.offset + i * step, columns));
    }
  }
  const lines: string[] = [];
  for (let i = 0; i < items.length; i += perLine) lines.push(items.slice(i, i + perLine).join(", "));
  return `[${lines.join(`,\n${" ".repeat(indent + 1)}`)}]`;
}

function addSuffixes(text: string, suffixes: readonly string[], indent: number, o: PrintOptions): string {
  let out = text;
  // PyTorch's own arithmetic: one more than the columns of the last line (and one more still on a first line).
  let lastLineLength = text.length - text.lastIndexOf("\n") + 1;
  for (const suffix of suffixes) {
    if (lastLineLength + suffix.length + 2 > o.linewidth) {
      out += `,\n${" ".repeat(indent)}${suffix}`;
      lastLineLength = indent + suffix.length;
    } else {
      out += `, ${suffix}`;
      lastLineLength += suffix.length + 2;
    }
  }
  return `${out})`;
}
