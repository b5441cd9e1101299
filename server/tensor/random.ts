/**
 * Filling tensors with random numbers, draw for draw as PyTorch does on CPU. Everything is drawn one element after the
 * other in memory order, except normal numbers for contiguous tensors of 16 and more elements, which come in blocks.
 * All functions write in place.
 */
import { bool, type DType, float32, float64, int64, type TypedArray } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import { Generator } from "./generator.ts";
import { memoryOrder } from "./loops.ts";
import { fillDouble16, fillSingle16 } from "./normalFill.ts";
import { streamed } from "./numberFormat.ts";
import { isReduced } from "./promotion.ts";
import { logGamma } from "./special.ts";
import { denseData, elementOffsets, empty, Storage, Strided, viewOf } from "./strided.ts";

/** The generator of `torch.manual_seed`; a run starts by seeding it anew. */
export const defaultGenerator = new Generator();

/** Storage offsets in the order in which a serial kernel visits a tensor: memory order. */
function visitOrder(t: Strided): Int32Array | Float64Array {
  const perm = memoryOrder(t.shape, [t.strides]).reverse();
  return elementOffsets(
    viewOf(
      t,
      perm.map((d) => t.shape[d]!),
      perm.map((d) => t.strides[d]!),
    ),
  );
}

/** Calls `draw` for each element and casts what it gives. */
function fillSerial(t: Strided, draw: () => number): void {
  const data = t.storage.writable();
  const { dtype } = t;
  const { cast } = dtype;
  if (dtype.lanes === 2) throw new Unsupported(`random numbers of dtype ${dtype.text}`);
  if (t.isContiguous) {
    const end = t.offset + t.numel;
    for (let i = t.offset; i < end; i++) data[i] = cast(draw());
    return;
  }
  const offsets = visitOrder(t);
  for (let i = 0; i < offsets.length; i++) data[offsets[i]!] = cast(draw());
}

function requireFloating(t: Strided, kernel: string): void {
  if (t.dtype.category !== "float") {
    throw new TorchError("NotImplementedError", `"${kernel}" not implemented for '${t.dtype.scalarName}'`);
  }
}

/** `t.uniform_(from, to)`: 24 random bits for float32 and narrower, 53 for float64. */
export function uniformInto(t: Strided, from: number, to: number, g: Generator = defaultGenerator): void {
  if (t.dtype.lanes === 2) {
    uniformInto(realView(t), from, to, g);
    return;
  }
  requireFloating(t, "check_uniform_bounds");
  if (from > to) {
    throw new TorchError(
      "RuntimeError",
      `uniform_ expects to return a [from, to) range, but found from=${streamed(from)} > to=${streamed(to)}`,
    );
  }
  if (t.dtype === float64) {
    const width = to - from;
    fillSerial(t, () => {
      const x = g.uniformDouble() * width + from;
      return x === to ? from : x;
    });
    return;
  }
  const low = Math.fround(from);
  const high = Math.fround(to);
  const width = Math.fround(high - low);
  const { cast } = t.dtype;
  const highest = cast(to);
  const lowest = cast(from);
  fillSerial(t, () => {
    const x = cast(g.uniformFloat() * width + low);
    return x === highest ? lowest : x;
  });
}

/** A complex tensor's parts as a real tensor, one dimension more. */
function realView(t: Strided): Strided {
  const parts = new Storage(t.storage.writable(), t.dtype.itemsize === 8 ? float32 : float64);
  return new Strided(parts, [...t.shape, 2], [...t.strides.map((s) => 2 * s), 1], 2 * t.offset);
}

/** `t.normal_(mean, std)`. */
export function normalInto(t: Strided, mean: number, std: number, g: Generator = defaultGenerator): void {
  if (std < 0) throw new TorchError("RuntimeError", `normal expects std >= 0.0, but found std ${streamed(std)}`);
  if (t.dtype.lanes === 2) {
    // Half the variance each for the real and the imaginary part.
    normalInto(realView(t), mean, std / Math.SQRT2, g);
    return;
  }
  requireFloating(t, "normal_kernel_cpu");
  if (t.numel < 16 || !t.isContiguous) {
    fillSerial(t, () => g.normalDouble() * std + mean);
    return;
  }
  if (t.dtype === float64) fillNormalDouble(t, mean, std, g);
  else if (isReduced(t.dtype)) fillNormalReduced(t, mean, std, g);
  else fillNormalSingle(t, mean, std, g);
}

function fillNormalDouble(t: Strided, mean: number, std: number, g: Generator): void {
  const data = t.storage.writable() as Float64Array;
  const from = t.offset;
  const n = t.numel;
  for (let i = 0; i < n; i++) data[from + i] = g.uniformDouble();
  for (let i = 0; i < n - 15; i += 16) fillDouble16(data, from + i, mean, std);
  if (n % 16 !== 0) {
    // The last 16 are drawn again, overlapping the block before.
    for (let i = n - 16; i < n; i++) data[from + i] = g.uniformDouble();
    fillDouble16(data, from + n - 16, mean, std);
  }
}
function fillNormalSingle(t: Strided, mean: number, std: number, g: Generator): void {
  const data = t.storage.writable() as Float32Array;
  const from = t.offset;
  const n = t.numel;
  for (let i = 0; i < n; i++) data[from + i] = g.uniformFloat();
  for (let i = 0; i < n - 15; i += 16) fillSingle16(data, from + i, mean, std);
  if (n % 16 !== 0) {
    for (let i = n - 16; i < n; i++) data[from + i] = g.uniformFloat();
    fillSingle16(data, from + n - 16, mean, std);
  }
}
/** Half types draw block by block, so only the last block overlaps. */
function fillNormalReduced(t: Strided, mean: number, std: number, g: Generator): void {
  const data = t.storage.writable();
  const { cast } = t.dtype;
  const block = new Float32Array(16);
  const n = t.numel;
  const fill = (at: number): void => {
    for (let j = 0; j < 16; j++) block[j] = g.uniformFloat();
    fillSingle16(block, 0, mean, std);
    for (let j = 0; j < 16; j++) data[t.offset + at + j] = cast(block[j]!);
  };
  for (let i = 0; i < n - 15; i += 16) fill(i);
  if (n % 16 !== 0) fill(n - 16);
}

/** Ranges from here on take 64 random bits per number. */
const WIDE_RANGE = 2 ** 28;

/** `t.random_(from, to)` and `torch.randint`: whole numbers in [from, to). */
export function randomIntegersInto(t: Strided, from: number, to: number, g: Generator = defaultGenerator): void {
  if (from >= to) {
    throw new TorchError(
      "RuntimeError",
      `random_ expects 'from' to be less than 'to', but got from=${from} >= to=${to}`,
    );
  }
  const [low, high] = integerBounds(t.dtype);
  if (from < low || from > high) {
    throw new TorchError("RuntimeError", `from is out of bounds for ${cType(t.dtype)}`);
  }
  if (to - 1 < low || to - 1 > high) {
    throw new TorchError("RuntimeError", `to - 1 is out of bounds for ${cType(t.dtype)}`);
  }
  const range = to - from;
  if (range >= WIDE_RANGE) {
    const wide = BigInt(range);
    fillSerial(t, () => Number(g.random64() % wide) + from);
  } else fillSerial(t, () => (g.random() % range) + from);
}

function integerBounds(d: DType): readonly [number, number] {
  switch (d.name) {
    case "bool":
      return [0, 1];
    case "uint8":
      return [0, 255];
    case "int8":
      return [-128, 127];
    case "int16":
      return [-32768, 32767];
    case "int32":
      return [-2147483648, 2147483647];
    case "float16":
      return [-65504, 65504];
    default:
      return [-Infinity, Infinity];
  }
}
function cType(d: DType): string {
  const names: Record<string, string> = {
    bool: "bool",
    uint8: "unsigned char",
    int8: "signed char",
    int16: "short",
    int32: "int",
    float16: "c10::Half",
  };
  return names[d.name] ?? d.name;
}

/** `t.random_()`: over the whole range of the dtype (for floats, the whole numbers it represents exactly). */
export function randomFullInto(t: Strided, g: Generator = defaultGenerator): void {
  const { dtype } = t;
  if (dtype === bool) fillSerial(t, () => g.random() & 1);
  else if (dtype === int64) fillSerial(t, () => Number(g.random64() & 0x7fffffffffffffffn));
  else if (dtype === float64) fillSerial(t, () => Number(g.random64() % (2n ** 53n + 1n)));
  else {
    const limits: Record<string, number> = {
      float32: 2 ** 24 + 1,
      float16: 2 ** 11 + 1,
      bfloat16: 2 ** 8 + 1,
      int32: 2 ** 31,
      int16: 2 ** 15,
      int8: 2 ** 7,
      uint8: 2 ** 8,
    };
    const limit = limits[dtype.name];
    if (limit === undefined) throw new Unsupported(`random_ of dtype ${dtype.text}`);
    fillSerial(t, () => g.random() % limit);
  }
}

/** `torch.randperm(n)`: Fisher and Yates from the front. */
export function randperm(n: number, dtype: DType, g: Generator = defaultGenerator): Strided {
  const out = empty([n], dtype);
  const { data } = out.storage;
  for (let i = 0; i < n; i++) data[i] = i;
  for (let i = 0; i < n - 1; i++) {
    const j = i + (g.random() % (n - i));
    const kept = data[i]!;
    data[i] = data[j]!;
    data[j] = kept;
  }
  return out;
}

/** `t.bernoulli_(p)` with a number: one 53-bit uniform number each. Dropout draws its mask this way. */
export function bernoulliInto(t: Strided, p: number, g: Generator = defaultGenerator): void {
  if (!(p >= 0 && p <= 1)) {
    throw new TorchError("RuntimeError", `bernoulli_ expects p to be in [0, 1], but got p=${streamed(p)}`);
  }
  fillSerial(t, () => (g.uniformDouble() < p ? 1 : 0));
}

/** `t.bernoulli_(p)` with a tensor of `t`'s shape, as `torch.bernoulli(p)`: 24 bits each, 53 where `p` is float64. */
export function bernoulliFrom(t: Strided, p: Strided, g: Generator = defaultGenerator): void {
  if (p.dtype.category !== "float") {
    throw new TorchError(
      "NotImplementedError",
      `"bernoulli_tensor_cpu_p_" not implemented for '${p.dtype.scalarName}'`,
    );
  }
  const probabilities = denseData(p);
  const isDouble = p.dtype === float64;
  const data = t.storage.writable();
  const target = elementOffsets(t);
  const order = memoryOrder(t.shape, [t.strides]).reverse();
  const isRowMajor = order.every((d, i) => d === i) || t.isContiguous;
  if (!isRowMajor) throw new Unsupported("bernoulli_ with a tensor on a tensor that is not contiguous");
  for (let i = 0; i < target.length; i++) {
    const x = probabilities[i]!;
    if (!(x >= 0 && x <= 1)) {
      throw new TorchError(
        "RuntimeError",
        "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, please report an enhancement request to PyTorch.)",
      );
    }
    const u = isDouble ? g.uniformDouble() : g.uniformFloat();
    data[target[i]!] = u < x ? 1 : 0;
  }
}

/** `t.exponential_(lambda)`. */
export function exponentialInto(t: Strided, lambda: number, g: Generator = defaultGenerator): void {
  if (t.dtype.category !== "float") {
    throw new TorchError(
      "RuntimeError",
      `Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified ${t.dtype.scalarName}`,
    );
  }
  if (!(lambda > 0)) {
    throw new TorchError("RuntimeError", `exponential_ expects lambda > 0.0, but found lambda=${streamed(lambda)}`);
  }
  fillSerial(t, () => (-1 / lambda) * Math.log1p(-g.uniformDouble()));
}

/** `t.geometric_(p)`. */
export function geometricInto(t: Strided, p: number, g: Generator = defaultGenerator): void {
  if (!(p > 0 && p < 1)) {
    throw new TorchError("RuntimeError", `geometric_ expects p to be in (0, 1), but got p=${streamed(p)}`);
  }
  fillSerial(t, () => Math.ceil(Math.log(g.uniformDouble()) / Math.log1p(-p)));
}

/** `t.log_normal_(mean, std)`. */
export function logNormalInto(t: Strided, mean: number, std: number, g: Generator = defaultGenerator): void {
  requireFloating(t, "log_normal_cpu");
  if (!(std > 0)) {
    throw new TorchError("RuntimeError", `log_normal_ expects std > 0.0, but found std=${streamed(std)}`);
  }
  fillSerial(t, () => Math.exp(g.normalDouble() * std + mean));
}

/** `t.cauchy_(median, sigma)`. */
export function cauchyInto(t: Strided, median: number, sigma: number, g: Generator = defaultGenerator): void {
  if (t.dtype.category !== "float") {
    throw new TorchError(
      "RuntimeError",
      `Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified ${t.dtype.scalarName}`,
    );
  }
  if (!(sigma > 0)) {
    throw new TorchError("RuntimeError", `cauchy_ expects sigma > 0.0, but found sigma=${streamed(sigma)}`);
  }
  fillSerial(t, () => median + sigma * Math.tan(Math.PI * (g.uniformDouble() - 0.5)));
}

/** `torch.poisson(rates)`: multiplication of uniforms below a rate of 10, transformed rejection (Hoermann 1993) above. */
export function poisson(rates: Strided, g: Generator = defaultGenerator): Strided {
  requireFloating(rates, "poisson_cpu");
  const out = empty(rates.shape, rates.dtype);
  const input = denseData(rates);
  for (let i = 0; i < input.length; i++) out.storage.data[i] = rates.dtype.cast(samplePoisson(input[i]!, g));
  return out;
}

function samplePoisson(rate: number, g: Generator): number {
  if (!(rate >= 0)) {
    throw new TorchError("RuntimeError", "invalid Poisson rate, expected rate to be non-negative");
  }
  if (rate === 0) return 0;
  if (rate < 10) {
    const limit = Math.exp(-rate);
    let product = 1;
    for (let k = 0; ; k++) {
      product *= g.uniformDouble();
      if (!(product > limit)) return k;
    }
  }
  const logRate = Math.log(rate);
  const b = 0.931 + 2.53 * Math.sqrt(rate);
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = g.uniformDouble() - 0.5;
    const v = g.uniformDouble();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + rate + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <= -rate + k * logRate - logGamma(k + 1)) {
      return k;
    }
  }
}

/**
 * `torch.multinomial(weights, samples, replacement)`. One sample, or any without replacement: the categories with the
 * largest weight over an exponential number; else bisection of the cumulative weights.
 */
export function multinomial(
  weights: Strided,
  samples: number,
  replacement: boolean,
  g: Generator = defaultGenerator,
): Strided {
  const rank = weights.shape.length;
  if (rank !== 1 && rank !== 2) throw new TorchError("RuntimeError", "prob_dist must be 1 or 2 dim");
  if (weights.dtype.category !== "float") {
    throw new TorchError(
      "RuntimeError",
      `multinomial only supports floating-point dtypes for input, got: ${weights.dtype.scalarName}`,
    );
  }
  if (samples <= 0) throw new TorchError("RuntimeError", "cannot sample n_sample <= 0 samples");
  const categories = weights.shape[rank - 1]!;
  if (!replacement && samples > categories) {
    throw new TorchError("RuntimeError", "cannot sample n_sample > prob_dist.size(-1) samples without replacement");
  }
  const rows = rank === 2 ? weights.shape[0]! : 1;
  const out = empty(rank === 2 ? [rows, samples] : [samples], int64);
  const input = denseData(weights);
  if (!replacement || samples === 1) {
    checkWeights(input, rows, categories);
    const q = empty([rows, categories], weights.dtype);
    exponentialInto(q, 1, g);
    const score = q.storage.data;
    for (let i = 0; i < score.length; i++) score[i] = weights.dtype.cast(input[i]! / score[i]!);
    for (let r = 0; r < rows; r++) {
      const order = Array.from({ length: categories }, (_, i) => i);
      const at = r * categories;
      order.sort((i, j) => score[at + j]! - score[at + i]! || i - j);
      for (let k = 0; k < samples; k++) out.storage.data[r * samples + k] = order[k]!;
    }
    return out;
  }
  const cumulative: TypedArray = weights.dtype.allocate(categories);
  const { cast } = weights.dtype;
  for (let r = 0; r < rows; r++) {
    const at = r * categories;
    let total = 0;
    for (let j = 0; j < categories; j++) {
      const w = input[at + j]!;
      if (!(w >= 0)) {
        throw new TorchError("RuntimeError", "invalid multinomial distribution (encountering probability entry < 0)");
      }
      if (w === Infinity) {
        throw new TorchError(
          "RuntimeError",
          "invalid multinomial distribution (encountering probability entry = infinity or NaN)",
        );
      }
      total = cast(total + w);
      cumulative[j] = total;
    }
    if (!(total > 0)) {
      throw new TorchError("RuntimeError", "invalid multinomial distribution (sum of probabilities <= 0)");
    }
    for (let j = 0; j < categories; j++) cumulative[j] = cast(cumulative[j]! / total);
    cumulative[categories - 1] = 1;
    for (let k = 0; k < samples; k++) {
      const u = g.uniformDouble();
      let left = 0;
      let right = categories;
      while (left < right) {
        const middle = left + Math.floor((right - left) / 2);
        if (cumulative[middle]! < u) left = middle + 1;
        else right = middle;
      }
      out.storage.data[r * samples + k] = left;
    }
  }
  return out;
}

function checkWeights(input: TypedArray, rows: number, categories: number): void {
  for (let i = 0; i < input.length; i++) {
    const w = input[i]!;
    if (!(w >= 0 && w < Infinity)) {
      throw new TorchError("RuntimeError", "probability tensor contains either `inf`, `nan` or element < 0");
    }
  }
  for (let r = 0; r < rows; r++) {
    let total = 0;
    for (let j = 0; j < categories; j++) total += input[r * categories + j]!;
    if (total === 0) {
      throw new TorchError("RuntimeError", "invalid multinomial distribution (sum of probabilities <= 0)");
    }
  }
}
