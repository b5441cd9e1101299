/** `torch.quantile` and `torch.nanquantile`, composed as PyTorch composes them: sort, gather, interpolate. */
import * as arithmetic from "../../autograd/rules/arithmetic.ts";
import * as combining from "../../autograd/rules/combining.ts";
import { gather } from "../../autograd/rules/scattering.ts";
import * as shape from "../../autograd/rules/shape.ts";
import { sort } from "../../autograd/rules/sorting.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { float64, int64 } from "../../tensor/dtype.ts";
import { quantile as checkQuantile } from "../../tensor/sort.ts";
import { denseData, empty, type Strided, wrapDim } from "../../tensor/strided.ts";

/** `q` a number or a tensor of at most one dimension. */
export function quantile(
  x: Tensor,
  q: number | Tensor,
  dim: number | null,
  keepdim: boolean,
  interpolation: string,
  ignoreNan: boolean,
): Tensor {
  // The kernel raises what is wrong with the arguments.
  const expected = checkQuantile(
    x.impl,
    typeof q === "number" ? q : q.impl,
    dim ?? undefined,
    keepdim,
    interpolation,
    ignoreNan,
  );
  const isVector = typeof q !== "number" && q.dim === 1;
  const quantiles = typeof q === "number" ? [q] : [...denseData(q.impl)];
  // The elements of each quantile in the last dimension, sorted, NaN last; before it the shape of a result.
  const kept = isVector ? expected.shape.slice(1) : expected.shape;
  const ordered = sort(linesOf(x, dim), -1, false)[0]!;
  const sorted = shape.view(ordered, [...kept, ordered.shape.at(-1)!]);
  const n = sorted.shape.at(-1)!;
  const entries = denseData(sorted.impl);
  const rows = entries.length / n;
  const rounded = x.dtype === float64 ? (v: number): number => v : Math.fround;

  const shapeOfRanks = [...sorted.shape.slice(0, -1), quantiles.length];
  const below = empty(shapeOfRanks, int64);
  const above = empty(shapeOfRanks, int64);
  const weights = empty(shapeOfRanks, x.dtype);
  for (let r = 0; r < rows; r++) {
    let valid = n;
    while (valid > 0 && entries[r * n + valid - 1]! !== entries[r * n + valid - 1]!) valid--;
    quantiles.forEach((v, j) => {
      const at = r * quantiles.length + j;
      // With a NaN the result is NaN: its rank is the last, where NaN stands.
      let rank = valid < n && !ignoreNan ? n - 1 : rounded(rounded(v) * Math.max((ignoreNan ? valid : n) - 1, 0));
      if (interpolation === "lower") rank = Math.floor(rank);
      else if (interpolation === "higher") rank = Math.ceil(rank);
      else if (interpolation === "nearest") {
        const f = Math.floor(rank);
        rank = rank - f === 0.5 ? (f % 2 === 0 ? f : f + 1) : Math.round(rank);
      }
      below.storage.data[at] = Math.floor(rank);
      above.storage.data[at] = Math.ceil(rank);
      weights.storage.data[at] = interpolation === "midpoint" ? 0.5 : rounded(rank - Math.floor(rank));
    });
  }
  const lower = gather(sorted, -1, new Tensor(below), false);
  let values = lower;
  if (interpolation === "linear" || interpolation === "midpoint") {
    const upper = gather(sorted, -1, new Tensor(above), false);
    values = combining.lerp(lower, upper, weightsOf(q, new Tensor(weights), below, n));
  }
  // Quantiles are in the last dimension: to the front for a vector of them, away for one.
  if (isVector) {
    values = shape.inplace.unsqueeze(values, 0);
    values = shape.inplace.transpose(values, 0, -1);
  }
  return shape.inplace.squeezeDim(values, -1);
}

/** The weights of the upper neighbours; they depend on `q` where that is tracked. */
function weightsOf(q: number | Tensor, weights: Tensor, below: Strided, n: number): Tensor {
  if (typeof q === "number" || !q.requiresGrad) return weights;
  const ranks = arithmetic.scaled(q.dim === 0 ? shape.unsqueeze(q, 0) : q, n - 1);
  const tracked = arithmetic.sub(ranks, new Tensor(below));
  // Its values are those of the weights, except in rows that NaN makes another rank of.
  return sameEntries(tracked, weights) ? tracked : weights;
}
function sameEntries(a: Tensor, b: Tensor): boolean {
  if (a.shape.join() !== b.shape.join()) return false;
  const x = denseData(a.impl);
  const y = denseData(b.impl);
  return x.every((v, i) => v === y[i]);
}

/** The dimension to reduce as the last; all elements when none is named. */
function linesOf(x: Tensor, dim: number | null): Tensor {
  if (dim === null) return shape.reshape(x, [x.numel]);
  const d = wrapDim(dim, x.dim);
  return d === x.dim - 1 ? x : shape.transpose(shape.unsqueeze(x, x.dim), d, -1);
}
