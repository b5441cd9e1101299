/** Reductions: names and signatures. */
import * as reduction from "../../autograd/rules/reduction.ts";
import { type BindingTable, overload } from "../binding/bind.ts";

export const reductions: BindingTable = {
  sum: {
    overloads: [
      overload("(Tensor input, *, dtype? dtype=None)", (x, dtype) => reduction.sum(x, dtype)),
      overload("(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None)", (x, dim, keepdim, dtype) =>
        reduction.sumDim(x, dim, keepdim, dtype),
      ),
    ],
  },
  mean: {
    overloads: [
      overload("(Tensor input, *, dtype? dtype=None)", (x, dtype) => reduction.mean(x, dtype)),
      overload("(Tensor input, int[1]? dim, bool keepdim=False, *, dtype? dtype=None)", (x, dim, keepdim, dtype) =>
        reduction.meanDim(x, dim, keepdim, dtype),
      ),
    ],
  },
};
