/** Sorting, the largest k, distinct elements, and quantiles made of them. */
import { Unsupported } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/sort.ts";
import { defineMultiOp, type MultiOp } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { scatterBack } from "./extremes.ts";
import { derivativeMissing } from "./undifferentiable.ts";

interface Picked {
  dim: number;
  indices: Tensor;
  self_sym_sizes: readonly number[];
}
type Sorting = MultiOp<[self: Tensor, dim: number, descending: boolean]>;
function sorting(opName: string, node: string): Sorting {
  return defineMultiOp<[self: Tensor, dim: number, descending: boolean], Picked>(opName, {
    node,
    inputs: 1,
    forward: (self, dim, descending) => {
      const { values, indices } = kernel.sort(self.impl, dim, descending);
      return [values, indices];
    },
    differentiable: [true, false],
    save: (_need, results, self, dim) => ({ dim, indices: results[1]!, self_sym_sizes: self.shape }),
    gradAll: ([g], s) => [g ? scatterBack(g, s.self_sym_sizes, s.dim, s.indices, true) : null],
    text: ["1 from where the element went"],
    kinks: "sort with equal elements",
  });
}
export const sort: Sorting = sorting("sort", "SortBackward0");
/** `sort(stable=True)`: the same order here, another node. */
export const sortStable: Sorting = sorting("sort.stable", "SortBackward1");

export const topk: MultiOp<[self: Tensor, k: number, dim: number, largest: boolean]> = defineMultiOp("topk", {
  node: "TopkBackward0",
  inputs: 1,
  forward: (self, k, dim, largest) => {
    const { values, indices } = kernel.topk(self.impl, k, dim, largest);
    return [values, indices];
  },
  differentiable: [true, false],
  save: (_need, results, self, _k, dim) => ({ dim, indices: results[1]!, self_sym_sizes: self.shape }),
  gradAll: ([g], s) => [g ? scatterBack(g, s.self_sym_sizes, s.dim, s.indices, true) : null],
  text: ["1 at {indices}, else 0"],
  kinks: "topk with equal elements",
});

type Distinct = MultiOp<[self: Tensor, dim: number | null]>;
function distinct(opName: string, node: string, named: string, isConsecutive: boolean): Distinct {
  return defineMultiOp<[self: Tensor, dim: number | null]>(opName, {
    node,
    inputs: 1,
    forward: (self, dim) => {
      const found =
        dim !== null
          ? kernel.uniqueAlong(self.impl, dim, isConsecutive)
          : isConsecutive
            ? kernel.uniqueConsecutive(self.impl)
            : kernel.unique(self.impl);
      return [found.values, found.inverse, found.counts];
    },
    differentiable: [true, false, false],
    gradAll: () => derivativeMissing(named),
    text: ["none"],
    kinks: "PyTorch has no derivative for this operation",
  });
}
/** Values, the place of each element among them, and how often each occurs. */
export const unique: Distinct = distinct("_unique2", "Unique2Backward0", "_unique2", false);
export const uniqueDim: Distinct = distinct("unique_dim", "UniqueDimBackward0", "unique_dim", false);
export const uniqueConsecutive: Distinct = distinct(
  "unique_consecutive",
  "UniqueConsecutiveBackward0",
  "unique_consecutive",
  true,
);

export function refuseComplex(t: Tensor, name: string): void {
  if (t.dtype.category === "complex") throw new Unsupported(`torch.${name} of complex tensors`);
}
