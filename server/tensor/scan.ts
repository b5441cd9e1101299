/** Running reductions along a dimension: cumulative sums, products, extremes. */

import { convert } from "./copy.ts";
import { bool, type DType, int64, type TypedArray } from "./dtype.ts";
import { Unsupported } from "./errors.ts";
import { settle } from "./loops.ts";
import { notImplemented } from "./operation.ts";
import { linesAlong, type ValuesAndIndices } from "./reduce.ts";
import { empty, type Strided } from "./strided.ts";

function scanType(a: Strided, dtype: DType | undefined): DType {
  return dtype ?? (a.dtype.category === "int" || a.dtype === bool ? int64 : a.dtype);
}

/** Calls `line` for each line along `dim` with the position of its first entry and the distance between entries. */
function eachLine(
  a: Strided,
  dim: number,
  line: (entries: TypedArray, at: number, step: number, length: number) => void,
): void {
  const { entries, outer, length, inner } = linesAlong(a, dim);
  for (let o = 0; o < outer; o++) for (let i = 0; i < inner; i++) line(entries, o * length * inner + i, inner, length);
}

/** `torch.cumsum`; the running total is kept in double and rounded at every element. */
export function cumsum(a: Strided, dim: number, dtype?: DType): Strided {
  const target = scanType(a, dtype);
  const x = convert(a, target);
  const out = empty(x.shape, target);
  const data = out.storage.data;
  const lanes = target.lanes;
  eachLine(x, dim, (entries, at, step, length) => {
    for (let l = 0; l < lanes; l++) {
      let total = 0;
      for (let k = 0, p = at; k < length; k++, p += step) {
        total += entries[p * lanes + l]!;
        data[p * lanes + l] = total;
      }
    }
  });
  settle(data, target);
  return out;
}

/** `torch.cumprod`. */
export function cumprod(a: Strided, dim: number, dtype?: DType): Strided {
  const target = scanType(a, dtype);
  const x = convert(a, target);
  const out = empty(x.shape, target);
  const data = out.storage.data;
  const cast = target.category === "int" ? target.cast : (v: number) => v;
  eachLine(x, dim, (entries, at, step, length) => {
    let re = 1;
    let im = 0;
    for (let k = 0, p = at; k < length; k++, p += step) {
      if (target.lanes === 2) {
        const br = entries[2 * p]!;
        const bi = entries[2 * p + 1]!;
        [re, im] = [re * br - im * bi, re * bi + im * br];
        data[2 * p] = re;
        data[2 * p + 1] = im;
      } else {
        re = cast(re * entries[p]!);
        data[p] = re;
      }
    }
  });
  settle(data, target);
  return out;
}

function cumulativeExtreme(name: string, replaces: (x: number, best: number) => boolean) {
  return (a: Strided, dim: number): ValuesAndIndices => {
    if (a.dtype.lanes === 2) notImplemented(`${name}_cpu`, a.dtype);
    const values = empty(a.shape, a.dtype);
    const indices = empty(a.shape, int64);
    eachLine(a, dim, (entries, at, step, length) => {
      let best = entries[at]!;
      let where = 0;
      for (let k = 0, p = at; k < length; k++, p += step) {
        const x = entries[p]!;
        // Ties move on to the later element.
        if (x !== x || (best === best && replaces(x, best))) {
          best = x;
          where = k;
        }
        values.storage.data[p] = best;
        indices.storage.data[p] = where;
      }
    });
    return { values, indices };
  };
}
/** `torch.cummax` and `torch.cummin`. */
export const cummax = cumulativeExtreme("cummax", (x, best) => x >= best);
export const cummin = cumulativeExtreme("cummin", (x, best) => x <= best);

/** `torch.logcumsumexp`. */
export function logcumsumexp(a: Strided, dim: number): Strided {
  if (a.dtype.lanes === 2) throw new Unsupported("torch.logcumsumexp of complex tensors");
  if (a.dtype.category !== "float") return notImplemented("logcumsumexp_out_cpu", a.dtype);
  const out = empty(a.shape, a.dtype);
  const data = out.storage.data;
  eachLine(a, dim, (entries, at, step, length) => {
    let total = -Infinity;
    for (let k = 0, p = at; k < length; k++, p += step) {
      const x = entries[p]!;
      const [low, high] = total < x ? [total, x] : [x, total];
      if (!(low === high && !Number.isFinite(low))) total = high + Math.log1p(Math.exp(low - high));
      else total = high;
      data[p] = total;
    }
  });
  settle(data, a.dtype);
  return out;
}
