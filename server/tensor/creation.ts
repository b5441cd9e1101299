/** Tensors from nothing: filled, counted, spaced. */

import { fillInto } from "./copy.ts";
import { type DType, float32, float64, int64 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { settle } from "./loops.ts";
import { empty, type Strided } from "./strided.ts";

export function zeros(shape: readonly number[], dtype: DType): Strided {
  return empty(shape, dtype);
}
/** `torch.full`; the value is cast to `dtype`. */
export function full(shape: readonly number[], value: number, dtype: DType, im = 0): Strided {
  const out = empty(shape, dtype);
  fillInto(out, value, im);
  return out;
}
export function ones(shape: readonly number[], dtype: DType): Strided {
  return full(shape, 1, dtype);
}

/**
 * `torch.arange(start, end, step)`. Integers are exact. Floats are start + i*step in double, rounded; but whole pairs of
 * vectors (8 floats or 4 doubles each) start from a rounded first element, as PyTorch's vector loop does.
 */
export function arange(start: number, end: number, step: number, dtype: DType): Strided {
  if (step === 0) throw new TorchError("RuntimeError", "step must be nonzero");
  if (!Number.isFinite(start) || !Number.isFinite(end)) {
    throw new TorchError("RuntimeError", `unsupported range: ${cDouble(start)} -> ${cDouble(end)}`);
  }
  if ((step > 0 && end < start) || (step < 0 && end > start)) {
    throw new TorchError("RuntimeError", "upper bound and lower bound inconsistent with step sign");
  }
  const n = Math.ceil((end - start) / step);
  const out = empty([n], dtype);
  const { data } = out.storage;
  if (dtype === int64 || dtype.category !== "float") {
    const s = Math.trunc(start);
    const t = Math.trunc(step);
    for (let i = 0; i < n; i++) data[i * dtype.lanes] = s + i * t;
  } else {
    const lanes = dtype === float64 ? 4 : 8;
    const vectorised = dtype === float64 || dtype === float32 ? n - (n % (2 * lanes)) : 0;
    const round = dtype === float64 ? (x: number) => x : Math.fround;
    for (let i = 0; i < n; i++) {
      const lane = i % lanes;
      data[i] = i < vectorised ? round(start + (i - lane) * step) + lane * step : start + i * step;
    }
  }
  settle(data, dtype);
  return out;
}
function cDouble(x: number): string {
  return x === Infinity ? "inf" : x === -Infinity ? "-inf" : x !== x ? "nan" : String(x);
}

/** `torch.linspace`: the first half counts up from `start`, the second down from `end`, so that both ends are exact. */
export function linspace(start: number, end: number, steps: number, dtype: DType): Strided {
  if (steps < 0) throw new TorchError("RuntimeError", "number of steps must be non-negative");
  const out = empty([steps], dtype);
  const { data } = out.storage;
  if (steps === 1) data[0] = dtype.cast(start);
  else if (steps > 1) {
    const r = dtype === float64 ? (x: number) => x : Math.fround;
    const s = r(start);
    const e = r(end);
    const step = r(r(e - s) / (steps - 1));
    const half = Math.floor(steps / 2);
    for (let i = 0; i < steps; i++) data[i] = i < half ? s + step * i : e - step * (steps - i - 1);
    if (dtype.category === "int") for (let i = 0; i < steps; i++) data[i] = Math.trunc(data[i]!);
    settle(data, dtype);
  }
  return out;
}

/** `torch.logspace`: `base` to the powers of a linspace. */
export function logspace(start: number, end: number, steps: number, base: number, dtype: DType): Strided {
  const out = linspace(start, end, steps, float64);
  const result = empty([steps], dtype);
  for (let i = 0; i < steps; i++) result.storage.data[i] = dtype.cast(base ** out.data[i]!);
  return result;
}

/** `torch.eye(n, m)`. */
export function eye(n: number, m: number, dtype: DType): Strided {
  for (const [name, x] of [
    ["n", n],
    ["m", m],
  ] as const) {
    if (x < 0) throw new TorchError("RuntimeError", `${name} must be greater or equal to 0, got ${x}`);
  }
  const out = empty([n, m], dtype);
  for (let i = 0; i < Math.min(n, m); i++) out.storage.data[(i * m + i) * dtype.lanes] = 1;
  return out;
}
