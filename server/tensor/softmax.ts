/**
 * Softmax and its logarithm along a dimension: the maximum is taken out first. Intermediate results are rounded to the
 * dtype as in PyTorch's kernel; half types compute in float32.
 */
import { float64 } from "./dtype.ts";
import { settle } from "./loops.ts";
import { notImplemented } from "./operation.ts";
import { linesAlong } from "./reduce.ts";
import { empty, type Strided, wrapDim } from "./strided.ts";

function alongDim(a: Strided, dim: number, name: string, isLog: boolean): Strided {
  wrapDim(dim, a.shape.length);
  if (a.dtype.category !== "float") {
    const isLast = a.shape.length === 0 || wrapDim(dim, a.shape.length) === a.shape.length - 1;
    return notImplemented(`${name}${isLast ? "_lastdim" : ""}_kernel_impl`, a.dtype);
  }
  const { entries, outer, length, inner } = linesAlong(a, dim);
  const out = empty(a.shape, a.dtype);
  const data = out.storage.data;
  const r = a.dtype === float64 ? (x: number): number => x : Math.fround;
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < inner; i++) {
      const at = o * length * inner + i;
      let peak = -Infinity;
      for (let k = 0, p = at; k < length; k++, p += inner) {
        const x = entries[p]!;
        if (x > peak || x !== x) peak = x;
      }
      let total = 0;
      for (let k = 0, p = at; k < length; k++, p += inner) {
        const e = r(Math.exp(r(entries[p]! - peak)));
        total += e;
        data[p] = e;
      }
      if (isLog) {
        const logTotal = r(Math.log(r(total)));
        for (let k = 0, p = at; k < length; k++, p += inner) data[p] = r(entries[p]! - peak) - logTotal;
      } else {
        const sum = r(total);
        for (let k = 0, p = at; k < length; k++, p += inner) data[p] = data[p]! / sum;
      }
    }
  }
  settle(data, a.dtype);
  return out;
}
export function softmax(a: Strided, dim: number): Strided {
  return alongDim(a, dim, "softmax", false);
}
export function logSoftmax(a: Strided, dim: number): Strided {
  return alongDim(a, dim, "log_softmax", true);
}
