/**
 * Elementwise functions of neural networks that PyTorch has only for floating dtypes: computed in double precision and
 * rounded once. `alike` writes a result of one operand, `alikeTwo` one of a gradient and an operand.
 */
import type { DType } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { mapLoop, runBinary, runMany, runUnary, zipLoop } from "./loops.ts";
import { notImplemented } from "./operation.ts";
import { denseData, empty, type Strided, wrapDim } from "./strided.ts";

/** Raises `"gelu" not implemented for 'Long'` for anything but floats. */
export function needFloat(kernel: string, dtype: DType): void {
  if (dtype.category !== "float") notImplemented(kernel, dtype);
}

export function alike(kernel: string, a: Strided, f: (x: number) => number): Strided {
  needFloat(kernel, a.dtype);
  return runUnary(mapLoop(f), a, a.dtype);
}

export function alikeTwo(g: Strided, a: Strided, f: (g: number, x: number) => number): Strided {
  return runBinary(zipLoop(f), g, a, a.dtype);
}

export function alikeThree(
  a: Strided,
  b: Strided,
  c: Strided,
  dtype: DType,
  f: (a: number, b: number, c: number) => number,
): Strided {
  return runMany(
    (out, o, [x, y, z], at, step, n) => {
      let ia = at[0]!;
      let ib = at[1]!;
      let ic = at[2]!;
      for (let i = 0; i < n; i++, ia += step[0]!, ib += step[1]!, ic += step[2]!)
        out[o + i] = f(x![ia]!, y![ib]!, z![ic]!);
    },
    [a, b, c],
    dtype,
  );
}

/** The dense data of `t` cut into lines along `dim`: `outer` × `n` × `inner`. */
interface Lines {
  readonly outer: number;
  readonly n: number;
  readonly inner: number;
}
function linesOf(shape: readonly number[], dim: number): Lines {
  const product = (xs: readonly number[]): number => xs.reduce((a, b) => a * b, 1);
  return { outer: product(shape.slice(0, dim)), n: shape[dim] ?? 1, inner: product(shape.slice(dim + 1)) };
}

/** Softmax or its logarithm along `dim`, of `exp(x - max)` as PyTorch computes it. */
export function softmax(a: Strided, dim: number, isLog: boolean, isSafe = false): Strided {
  if (a.dtype.category !== "float") {
    throw new TorchError(
      "NotImplementedError",
      `"${isLog ? "log_softmax_lastdim_kernel_impl" : "softmax_lastdim_kernel_impl"}" not implemented for '${a.dtype.scalarName}'`,
    );
  }
  const d = wrapDim(dim, a.shape.length);
  const x = denseData(a);
  const out = empty(a.shape, a.dtype);
  const y = out.storage.data;
  const { cast } = a.dtype;
  const { outer, n, inner } = linesOf(a.shape, d);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let max = -Infinity;
      for (let k = 0; k < n; k++) {
        const v = x[base + k * inner]!;
        if (v > max || v !== v) max = v;
      }
      // A line of -inf alone: attention gives such rows zero weight instead of NaN.
      if (isSafe && max === -Infinity) continue;
      let total = 0;
      for (let k = 0; k < n; k++) total += Math.exp(x[base + k * inner]! - max);
      const log = Math.log(total);
      for (let k = 0; k < n; k++) {
        const v = x[base + k * inner]! - max;
        y[base + k * inner] = cast(isLog ? v - log : Math.exp(v) / total);
      }
    }
  }
  return out;
}

/** `y·g - y·Σ(g·y)`, or for the logarithm `g - exp(y)·Σg`. */
export function softmaxBackward(g: Strided, y: Strided, dim: number, isLog: boolean): Strided {
  const d = wrapDim(dim, y.shape.length);
  const gs = denseData(g);
  const ys = denseData(y);
  const out = empty(y.shape, y.dtype);
  const to = out.storage.data;
  const { cast } = y.dtype;
  const { outer, n, inner } = linesOf(y.shape, d);
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const base = o * n * inner + i;
      let total = 0;
      for (let k = 0; k < n; k++)
        total += isLog ? gs[base + k * inner]! : gs[base + k * inner]! * ys[base + k * inner]!;
      for (let k = 0; k < n; k++) {
        const at = base + k * inner;
        to[at] = cast(isLog ? gs[at]! - Math.exp(ys[at]!) * total : ys[at]! * (gs[at]! - total));
      }
    }
  }
  return out;
}
