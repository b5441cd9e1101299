/** Running sums, products and extremes along a dimension. */

import { ones } from "../../tensor/creation.ts";
import type { DType } from "../../tensor/dtype.ts";
import { countNonzero } from "../../tensor/reduce.ts";
import * as kernel from "../../tensor/scan.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { add, div, mul, sub } from "./arithmetic.ts";
import { copy, zerosLike } from "./base.ts";
import { gt, lt, ne, where } from "./comparison.ts";
import { conj } from "./complex.ts";
import { exp, log } from "./exponential.ts";
import { cat, stack } from "./joining.ts";
import { flip } from "./rearranging.ts";
import { blank, prodDim, sumDim } from "./reduction.ts";
import { floatScalar, num, scalarTensor } from "./scalar.ts";
import { scatterAdd } from "./scattering.ts";
import { slice } from "./shape.ts";
import { abs } from "./sign.ts";

/** `length` elements from `start` on: PyTorch's narrow is a slice. */
export function narrow(t: Tensor, dim: number, start: number, length: number): Tensor {
  return slice(t, dim, start, start + length, 1);
}

/** Sums from each element to the end. */
function sumToEnd(t: Tensor, dim: number): Tensor {
  if (t.numel <= 1 || t.dim === 0) return t;
  return flip(cumsum(flip(t, [dim]), dim, null), [dim]);
}

export const cumsum: Op<[self: Tensor, dim: number, dtype: DType | null]> = defineOp("cumsum", {
  node: "CumsumBackward0",
  forward: (self, dim, dtype) => kernel.cumsum(self.impl, dim, dtype ?? undefined),
  save: (_need, _result, _self, dim) => ({ dim }),
  grad: [(g, s) => sumToEnd(g, s.dim)],
  text: ["1 for every result from the element on"],
});

export const cumprod: Op<[self: Tensor, dim: number, dtype: DType | null]> = defineOp("cumprod", {
  node: "CumprodBackward0",
  forward: (self, dim, dtype) => kernel.cumprod(self.impl, dim, dtype ?? undefined),
  save: (_need, result, self, dim) => ({ dim, result, self }),
  grad: [
    (g, s) => {
      const { self } = s;
      if (self.numel <= 1 || self.dim === 0) return g;
      const hasZero = Number(countNonzero(self.impl).data[0]) < self.numel;
      if (!hasZero) return div(sumToEnd(mul(conj(s.result), g), s.dim), conj(self));
      return aroundZeros(g, self, wrapDim(s.dim, self.dim));
    },
  ],
  text: ["Σ {result}/{self} from the element on"],
});

/** Element by element: the products that contain x_k, without x_k; nothing is divided. */
function aroundZeros(g: Tensor, self: Tensor, dim: number): Tensor {
  const n = self.shape[dim]!;
  const one = new Tensor(ones(self.shape.with(dim, 1), self.dtype));
  const parts: Tensor[] = [];
  for (let k = 0; k < n; k++) {
    const after = k === n - 1 ? one : cat([one, cumprod(narrow(self, dim, k + 1, n - k - 1), dim, null)], dim);
    const products = k === 0 ? after : mul(prodDim(narrow(self, dim, 0, k), dim, true, null), after);
    parts.push(sumDim(mul(narrow(g, dim, k, n - k), conj(products)), [dim], false, null));
  }
  return stack(parts, dim);
}

type Running = MultiOp<[self: Tensor, dim: number]>;
function runningExtreme(opName: string, node: string, run: typeof kernel.cummax): Running {
  return defineMultiOp<[self: Tensor, dim: number], { dim: number; indices: Tensor; self: Tensor }>(opName, {
    node,
    inputs: 1,
    forward: (self, dim) => {
      const { values, indices } = run(self.impl, dim);
      return [values, indices];
    },
    differentiable: [true, false],
    save: (_need, results, self, dim) => ({ dim, indices: results[1]!, self }),
    gradAll: ([g], s) => [g ? (s.self.dim === 0 ? g : scatterAdd(blank(g, s.self.shape), s.dim, s.indices, g)) : null],
    text: ["1 for every time the element was picked"],
    kinks: "of equal elements the later one gets the gradient",
  });
}
export const cummax: Running = runningExtreme("cummax", "CummaxBackward0", kernel.cummax);
export const cummin: Running = runningExtreme("cummin", "CumminBackward0", kernel.cummin);

export const logcumsumexp: Op<[self: Tensor, dim: number]> = defineOp("logcumsumexp", {
  node: "LogcumsumexpBackward0",
  forward: (self, dim) => kernel.logcumsumexp(self.impl, dim),
  save: (_need, result, self, dim) => ({ dim, result, self }),
  grad: [
    (g, s) => {
      if (s.self.dim === 0 || s.self.numel === 0) return g;
      // Gradients of either sign are carried as logarithms, so that nothing overflows.
      const lowest = scalarTensor(floatScalar(-3.4028234663852886e38));
      const size = log(abs(g));
      const toEnd = (t: Tensor): Tensor => flip(logcumsumexp(flip(t, [s.dim]), s.dim), [s.dim]);
      const part = (mask: Tensor): Tensor => exp(add(toEnd(sub(where(mask, size, lowest), s.result)), s.self));
      return sub(part(gt(g, num(0))), part(lt(g, num(0))));
    },
  ],
  text: ["Σ exp({self}-{result}) from the element on"],
});

/** Differences of neighbours, `n` times (`torch.diff`), with optional edges. */
export function diff(self: Tensor, n: number, dim: number, prepend: Tensor | null, append: Tensor | null): Tensor {
  const d = wrapDim(dim, self.dim);
  if (n === 0) return copy.inplace(zerosLike(self), self);
  let t = self;
  if (prepend !== null || append !== null) {
    t = cat([...(prepend ? [prepend] : []), t, ...(append ? [append] : [])], d);
  }
  for (let k = 0; k < n && t.shape[d]! > 0; k++) {
    const size = t.shape[d]!;
    const later = narrow(t, d, 1, size - 1);
    const earlier = narrow(t, d, 0, size - 1);
    t = t.dtype.category === "bool" ? ne(later, earlier) : sub(later, earlier);
  }
  return t;
}
