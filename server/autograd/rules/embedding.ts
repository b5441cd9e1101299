/** Embedding: rows of a matrix. */

import { eq as eqKernel } from "../../tensor/comparison.ts";
import { embedding as kernel } from "../../tensor/lookup.ts";
import { denseData, fromData } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { mul } from "./arithmetic.ts";
import { zeros } from "./base.ts";
import { num, scalar } from "./scalar.ts";
import { indexAdd, maskedFill } from "./scattering.ts";
import { reshape, unsqueeze } from "./shape.ts";

export const embedding: Op<
  [weight: Tensor, indices: Tensor, paddingIdx: number, scaleGradByFreq: boolean, sparse: boolean]
> = defineOp("embedding", {
  node: "EmbeddingBackward0",
  inputs: 1,
  forward: (weight: Tensor, indices: Tensor, _padding: number, _scale: boolean, _sparse: boolean) =>
    kernel(weight.impl, indices.impl),
  save: (_need, _result, weight, indices, padding_idx, scale_grad_by_freq, sparse) => ({
    indices,
    padding_idx,
    scale_grad_by_freq,
    sparse,
    weight_sym_argsize_0: weight.shape[0]!,
  }),
  grad: [
    (g, s) => {
      const rows = s.indices.numel;
      const width = g.shape.at(-1)!;
      let flat = reshape(g, [rows, width]);
      const at = reshape(s.indices, [rows]);
      if (s.padding_idx >= 0) {
        const mask = unsqueeze(new Tensor(eqKernel(at.impl, num(s.padding_idx).impl)), 1);
        flat = maskedFill(flat, mask, scalar(0));
      }
      if (s.scale_grad_by_freq) {
        const labels = denseData(at.impl);
        const counts = new Map<number, number>();
        for (const l of labels) counts.set(l, (counts.get(l) ?? 0) + 1);
        const factors = Float64Array.from(labels, (l) => 1 / counts.get(l)!);
        const data = g.dtype.allocate(rows);
        for (let i = 0; i < rows; i++) data[i] = factors[i]!;
        flat = mul(flat, new Tensor(fromData(data, [rows, 1], g.dtype)));
      }
      return indexAdd(zeros([s.weight_sym_argsize_0, width], g.dtype), 0, at, flat, scalar(1));
    },
  ],
  text: ["g added to the rows that were read"],
});
