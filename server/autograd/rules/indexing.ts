/** Indexing with tensors. Integers and slices are views (shape.ts). */
import * as kernel from "../../tensor/advancedIndex.ts";
import { convert } from "../../tensor/copy.ts";
import { bool, uint8 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { zeros, zerosLike } from "./base.ts";

export type IndexList = readonly (Tensor | null)[];
const data = (indices: IndexList): kernel.Indices => indices.map((i) => i?.impl ?? null);

/** One mask and one value: PyTorch fills instead, and does not mind the dtype. */
function isMaskedFill(indices: IndexList, values: Tensor, accumulate: boolean): boolean {
  const given = indices.filter((i) => i !== null);
  return (
    !accumulate && values.numel === 1 && given.length === 1 && (given[0]!.dtype === bool || given[0]!.dtype === uint8)
  );
}

export const index: Op<[self: Tensor, indices: IndexList]> = defineOp("index.Tensor", {
  node: "IndexBackward0",
  inputs: 1,
  forward: (self, indices) => kernel.index(self.impl, data(indices)),
  save: (_need, _result, self, indices) => ({ indices, self_sym_sizes: self.shape, _dtype: self.dtype }),
  grad: [(g, s) => indexAccumulate(zeros(s.self_sym_sizes, s._dtype), s.indices, g, true)],
  text: ["1 at the indexed elements, else 0"],
});

export const indexPut: Op<[self: Tensor, indices: IndexList, values: Tensor, accumulate: boolean]> = defineOp(
  "index_put",
  {
    node: "IndexPutBackward0",
    inputs: (self, _indices, values, _accumulate) => [self, values],
    forward: (self, indices, values, accumulate) => {
      if (values.dtype !== self.dtype && !isMaskedFill(indices, values, accumulate)) {
        throw new TorchError(
          "RuntimeError",
          `Index put requires the source and destination dtypes match, got ${self.dtype.scalarName} for the destination and ${values.dtype.scalarName} for the source.`,
        );
      }
      return kernel.indexPut(self.impl, data(indices), convert(values.impl, self.dtype), accumulate);
    },
    save: (_need, _result, _self, indices, _values, accumulate) => ({ accumulate, indices }),
    gradAll: (g, s, need) => [
      need[0]
        ? s.accumulate
          ? g
          : indexPut(g, s.indices, zerosLike(new Tensor(kernel.index(g.impl, data(s.indices)))), false)
        : null,
      need[1] ? index(g, s.indices) : null,
    ],
    text: ["1 except at the indexed elements", "1 at the indexed elements"],
  },
);

/** What the gradient of indexing is made with: the same under another name. */
const indexAccumulate: typeof indexPut = defineOp("_index_put_impl", {
  ...indexPut.rule,
  node: "IndexPutImplBackward0",
});
