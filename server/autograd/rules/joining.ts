/** Joining tensors: cat, stack. */

import { convert } from "../../tensor/copy.ts";
import { type DType, promoteTypes } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { denseData, empty, type Strided, wrapDim, writeDense } from "../../tensor/strided.ts";
import * as views from "../../tensor/views.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { zeros } from "./base.ts";
import { select, slice } from "./shape.ts";

/** A one-dimensional empty tensor takes part in any cat and adds nothing. */
const isSkipped = (t: Strided): boolean => t.dim === 1 && t.numel === 0;

function catData(tensors: readonly Strided[], dim: number): Strided {
  if (tensors.length === 0) throw new TorchError("ValueError", "torch.cat(): expected a non-empty list of Tensors");
  tensors.forEach((t, i) => {
    if (t.dim === 0) {
      throw new TorchError("RuntimeError", `zero-dimensional tensor (at position ${i}) cannot be concatenated`);
    }
  });
  const parts = tensors.filter((t) => !isSkipped(t));
  const dtype = tensors.reduce<DType>((d, t) => promoteTypes(d, t.dtype), tensors[0]!.dtype);
  const first = parts[0];
  if (first === undefined) return empty([0], dtype);
  const d = wrapDim(dim, first.dim);
  let length = 0;
  tensors.forEach((t, i) => {
    if (isSkipped(t)) return;
    if (t.dim !== first.dim) {
      throw new TorchError(
        "RuntimeError",
        `Tensors must have same number of dimensions: got ${first.dim} and ${t.dim}`,
      );
    }
    t.shape.forEach((n, j) => {
      if (j !== d && n !== first.shape[j]) {
        throw new TorchError(
          "RuntimeError",
          `Sizes of tensors must match except in dimension ${d}. Expected size ${first.shape[j]} but got size ${n} for tensor number ${i} in the list.`,
        );
      }
    });
    length += t.shape[d]!;
  });
  const out = empty(first.shape.with(d, length), dtype);
  let at = 0;
  for (const t of parts) {
    const n = t.shape[d]!;
    writeDense(views.slice(out, d, at, at + n, 1), denseData(convert(t, dtype)));
    at += n;
  }
  return out;
}

export const cat: Op<[tensors: readonly Tensor[], dim: number]> = defineOp("cat", {
  node: "CatBackward0",
  inputs: (tensors, _dim) => tensors,
  forward: (tensors, dim) =>
    catData(
      tensors.map((x) => x.impl),
      dim,
    ),
  save: (_need, _result, tensors, dim) => ({
    dim,
    _shapes: tensors.map((x) => x.shape),
  }),
  gradAll: (g, s, need) => {
    const d = wrapDim(s.dim, g.dim);
    let at = 0;
    return s._shapes.map((shape, i) => {
      if (shape.length === 1 && shape[0] === 0) return need[i] ? zeros(shape, g.dtype) : null;
      const from = at;
      at += shape[d]!;
      return need[i] ? slice(g, d, from, at, 1) : null;
    });
  },
  text: ["1 for its part"],
});

export const stack: Op<[tensors: readonly Tensor[], dim: number]> = defineOp("stack", {
  node: "StackBackward0",
  inputs: (tensors, _dim) => tensors,
  forward: (tensors, dim) => {
    const first = tensors[0];
    if (first === undefined) throw new TorchError("RuntimeError", "stack expects a non-empty TensorList");
    const d = wrapDim(dim, first.dim + 1);
    tensors.forEach((x, i) => {
      if (x.shape.length !== first.shape.length || x.shape.some((n, j) => n !== first.shape[j])) {
        throw new TorchError(
          "RuntimeError",
          `stack expects each tensor to be equal size, but got [${first.shape.join(", ")}] at entry 0 and [${x.shape.join(", ")}] at entry ${i}`,
        );
      }
    });
    return catData(
      tensors.map((x) => views.unsqueeze(x.impl, d)),
      d,
    );
  },
  save: (_need, _result, _tensors, dim) => ({ dim }),
  gradAll: (g, s, need) => need.map((wanted, i) => (wanted ? select(g, s.dim, i) : null)),
  text: ["1 for its part"],
});
