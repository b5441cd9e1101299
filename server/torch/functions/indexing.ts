/** Reading and writing by index and mask: names and signatures. */

import { warnings } from "../../autograd/modes.ts";
import { expand } from "../../autograd/rules/base.ts";
import { where } from "../../autograd/rules/comparison.ts";
import * as indexing from "../../autograd/rules/indexing.ts";
import * as rearranging from "../../autograd/rules/rearranging.ts";
import * as scattering from "../../autograd/rules/scattering.ts";
import * as shape from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { convert } from "../../tensor/copy.ts";
import { bool } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/scatter.ts";
import { broadcastShapes, denseData, fromData, sameShape, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, sequence } from "../binding/bind.ts";
import { takingOut } from "../binding/takingOut.ts";
import { isTensor } from "../tensorType.ts";

const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function how(reduce: string): "add" | "multiply" {
  if (reduce !== "add" && reduce !== "multiply") fail("reduce argument must be either add or multiply.");
  return reduce as "add" | "multiply";
}
function warnScatterReduce(): void {
  warnings.sink(
    "UserWarning",
    "The reduce argument of torch.scatter with Tensor src is deprecated and will be removed in a future PyTorch release. Use torch.scatter_reduce instead for more reduction options. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/TensorAdvancedIndexing.cpp:225.)",
  );
}
function reduction(reduce: string): kernel.Reduction {
  if (!["sum", "prod", "mean", "amax", "amin"].includes(reduce)) {
    fail(`reduce argument must be either sum, prod, mean, amax or amin, got ${reduce}`);
  }
  return reduce as kernel.Reduction;
}

/** A list of index tensors, where None takes a whole dimension. */
function indexList(v: PyValue): (Tensor | null)[] {
  const items = sequence(v);
  if (items === undefined) {
    throw new TorchError("TypeError", "index_put(): argument 'indices' must be tuple of Tensors");
  }
  return items.map((x) => {
    if (x === null || isTensor(x)) return x;
    throw new TorchError("TypeError", "index_put(): argument 'indices' must be tuple of Tensors");
  });
}

/** The coordinates of the elements that are not zero, as one tensor per dimension. */
export function nonzeroTuple(x: Tensor): Tensor[] {
  const source = x.dim === 0 ? shape.unsqueeze(x, 0) : x;
  return shape.unbind(new Tensor(kernel.nonzero(source.impl)), 1);
}

/** Positions counted from the end, as positions from the start. */
function counted(index: Tensor, n: number): Tensor {
  const data = denseData(index.impl);
  if (!data.some((k) => k < 0)) return index;
  return new Tensor(
    fromData(
      data.map((k) => (k < 0 ? k + n : k)),
      index.shape,
      index.dtype,
    ),
  );
}

function takeAlongDim(x: Tensor, index: Tensor, dim: number | null): Tensor {
  if (index.dtype.name !== "int64" && index.dtype.name !== "int32") {
    fail(`torch.take_along_dim(): dtype of indices should be Long but got ${index.dtype.scalarName}`);
  }
  if (dim === null) return scattering.gather(shape.view(x, [-1]), 0, counted(shape.view(index, [-1]), x.numel), false);
  if (x.dim !== index.dim) {
    fail(
      `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${x.dim} dimensions for input, and ${index.dim} dimensions for indices`,
    );
  }
  const d = wrapDim(dim, x.dim);
  // Both are broadcast to each other everywhere but along `dim`.
  const common = broadcastShapes(x.shape.with(d, 1), index.shape.with(d, 1));
  const to = (t: Tensor): Tensor => expand(t, common.with(d, t.shape[d]!));
  return scattering.gather(to(x), d, counted(to(index), x.shape[d]!), false);
}

/** `masked_fill(mask, value)` out of place: the input is first broadcast with the mask. */
function broadcastWith(x: Tensor, mask: Tensor): Tensor {
  const common = broadcastShapes(x.shape, mask.shape);
  return sameShape(common, x.shape) ? x : expand(x, common);
}

/** `x.where(condition, other)`: the method takes the condition second. */
export const whereMethod: BindingTable = {
  where: {
    places: ["Tensor"],
    overloads: [overload("(Tensor input, Tensor condition, Operand other)", (x, c, other) => choose(c, x, other))],
  },
};

function choose(condition: Tensor, a: Tensor, b: Tensor): Tensor {
  if (condition.dtype.name === "uint8") {
    warnings.sink(
      "UserWarning",
      "where received a uint8 condition tensor. This behavior is deprecated and will be removed in a future version of PyTorch. Use a boolean condition instead. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/TensorCompare.cpp:569.)",
    );
    return where(new Tensor(convert(condition.impl, bool)), a, b);
  }
  if (condition.dtype !== bool) {
    fail(`where expected condition to be a boolean tensor, but got a tensor with dtype ${condition.dtype.scalarName}`);
  }
  return where(condition, a, b);
}

export const indexingFunctions: BindingTable = takingOut(
  "gather scatter scatter_add scatter_reduce index_select index_add index_copy index_reduce masked_select take take_along_dim nonzero where",
  {
    where: {
      places: ["torch"],
      overloads: [
        overload("(Tensor condition)", (c) => nonzeroTuple(c)),
        overload("(Tensor condition, Operand input, Operand other)", (c, a, b) => choose(c, a, b)),
      ],
    },
    gather: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, *, bool sparse_grad=False)", (x, dim, index, sparse) =>
          scattering.gather(x, dim, index, sparse),
        ),
      ],
    },
    scatter: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, Tensor src)", (x, d, i, src) =>
          scattering.scatterSrc(x, d, i, src),
        ),
        overload("(Tensor input, int dim, Tensor index, Tensor src, *, str reduce)", (x, d, i, src, reduce) => {
          warnScatterReduce();
          return scattering.scatterReduceSrc(x, d, i, src, how(reduce));
        }),
        overload("(Tensor input, int dim, Tensor index, Scalar value)", (x, d, i, v) =>
          scattering.scatterValue(x, d, i, v),
        ),
        overload("(Tensor input, int dim, Tensor index, Scalar value, *, str reduce)", (x, d, i, v, reduce) =>
          scattering.scatterReduceValue(x, d, i, v, how(reduce)),
        ),
      ],
      inplace: [
        overload("(Tensor input, int dim, Tensor index, Tensor src)", (x, d, i, src) =>
          scattering.scatterSrc.inplace(x, d, i, src),
        ),
        overload("(Tensor input, int dim, Tensor index, Tensor src, *, str reduce)", (x, d, i, src, reduce) => {
          warnScatterReduce();
          return scattering.scatterReduceSrcInplace.inplace(x, d, i, src, how(reduce));
        }),
        overload("(Tensor input, int dim, Tensor index, Scalar value)", (x, d, i, v) =>
          scattering.scatterValue.inplace(x, d, i, v),
        ),
        overload("(Tensor input, int dim, Tensor index, Scalar value, *, str reduce)", (x, d, i, v, reduce) =>
          scattering.scatterReduceValueInplace.inplace(x, d, i, v, how(reduce)),
        ),
      ],
    },
    scatter_add: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, Tensor src)", (x, d, i, src) =>
          scattering.scatterAdd(x, d, i, src),
        ),
      ],
      inplace: [
        overload("(Tensor input, int dim, Tensor index, Tensor src)", (x, d, i, src) =>
          scattering.scatterAdd.inplace(x, d, i, src),
        ),
      ],
    },
    scatter_reduce: {
      overloads: [
        overload(
          "(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True)",
          (x, d, i, src, reduce, own) => scattering.scatterReduce(x, d, i, src, reduction(reduce), own),
        ),
      ],
      inplace: [
        overload(
          "(Tensor input, int dim, Tensor index, Tensor src, str reduce, *, bool include_self=True)",
          (x, d, i, src, reduce, own) => scattering.scatterReduce.inplace(x, d, i, src, reduction(reduce), own),
        ),
      ],
    },
    index_select: {
      overloads: [overload("(Tensor input, int dim, Tensor index)", (x, d, i) => scattering.indexSelect(x, d, i))],
    },
    index_add: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1)", (x, d, i, s, alpha) =>
          scattering.indexAdd(x, d, i, s, alpha),
        ),
      ],
      inplace: [
        overload("(Tensor input, int dim, Tensor index, Tensor source, *, Scalar alpha=1)", (x, d, i, s, alpha) =>
          scattering.indexAdd.inplace(x, d, i, s, alpha),
        ),
      ],
    },
    index_copy: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, Tensor source)", (x, d, i, s) =>
          scattering.indexCopy(x, d, i, s),
        ),
      ],
      inplace: [
        overload("(Tensor input, int dim, Tensor index, Tensor source)", (x, d, i, s) =>
          scattering.indexCopy.inplace(x, d, i, s),
        ),
      ],
    },
    index_fill: {
      overloads: [
        overload("(Tensor input, int dim, Tensor index, Tensor value)", (x, d, i, v) =>
          scattering.indexFillTensor(x, d, i, v),
        ),
        overload("(Tensor input, int dim, Tensor index, Scalar value)", (x, d, i, v) =>
          scattering.indexFill(x, d, i, v),
        ),
      ],
      inplace: [
        overload("(Tensor input, int dim, Tensor index, Tensor value)", (x, d, i, v) =>
          scattering.indexFillTensor.inplace(x, d, i, v),
        ),
        overload("(Tensor input, int dim, Tensor index, Scalar value)", (x, d, i, v) =>
          scattering.indexFill.inplace(x, d, i, v),
        ),
      ],
    },
    index_reduce: {
      overloads: [
        overload(
          "(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True)",
          (x, d, i, s, reduce, own) => scattering.indexReduce(x, d, i, s, reduction(reduce), own),
        ),
      ],
      inplace: [
        overload(
          "(Tensor input, int dim, Tensor index, Tensor source, str reduce, *, bool include_self=True)",
          (x, d, i, s, reduce, own) => scattering.indexReduce.inplace(x, d, i, s, reduction(reduce), own),
        ),
      ],
    },
    index_put: {
      overloads: [
        overload(
          "(Tensor input, any indices, Tensor values, bool accumulate=False)",
          (x, indices, values, accumulate) => indexing.indexPut(x, indexList(indices), values, accumulate),
        ),
      ],
      inplace: [
        overload(
          "(Tensor input, any indices, Tensor values, bool accumulate=False)",
          (x, indices, values, accumulate) => indexing.indexPut.inplace(x, indexList(indices), values, accumulate),
        ),
      ],
    },
    masked_fill: {
      overloads: [
        overload("(Tensor input, Tensor mask, Tensor value)", (x, mask, v) =>
          scattering.maskedFillTensor(broadcastWith(x, mask), mask, v),
        ),
        overload("(Tensor input, Tensor mask, Scalar value)", (x, mask, v) =>
          scattering.maskedFill(broadcastWith(x, mask), mask, v),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor mask, Tensor value)", (x, mask, v) =>
          scattering.maskedFillTensor.inplace(x, mask, v),
        ),
        overload("(Tensor input, Tensor mask, Scalar value)", (x, mask, v) =>
          scattering.maskedFill.inplace(x, mask, v),
        ),
      ],
    },
    masked_select: {
      overloads: [overload("(Tensor input, Tensor mask)", (x, mask) => scattering.maskedSelect(x, mask))],
    },
    masked_scatter: {
      overloads: [
        overload("(Tensor input, Tensor mask, Tensor source)", (x, mask, source) =>
          scattering.maskedScatter(broadcastWith(x, mask), mask, source),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor mask, Tensor source)", (x, mask, source) =>
          scattering.maskedScatter.inplace(x, mask, source),
        ),
      ],
    },
    take: { overloads: [overload("(Tensor input, Tensor index)", (x, index) => scattering.take(x, index))] },
    take_along_dim: {
      overloads: [
        overload("(Tensor input, Tensor indices, int? dim=None)", (x, index, dim) => takeAlongDim(x, index, dim)),
      ],
    },
    put: {
      overloads: [
        overload("(Tensor input, Tensor index, Tensor source, bool accumulate=False)", (x, i, s, accumulate) =>
          scattering.put(x, i, s, accumulate),
        ),
      ],
      inplace: [
        overload("(Tensor input, Tensor index, Tensor source, bool accumulate=False)", (x, i, s, accumulate) =>
          scattering.put.inplace(x, i, s, accumulate),
        ),
      ],
    },
    nonzero: {
      overloads: [
        overload("(Tensor input, *, bool as_tuple=False)", (x, asTuple) =>
          asTuple ? nonzeroTuple(x) : new Tensor(kernel.nonzero(x.impl)),
        ),
      ],
    },
    argwhere: { overloads: [overload("(Tensor input)", (x) => new Tensor(kernel.nonzero(x.impl)))] },
    select_scatter: {
      overloads: [
        overload("(Tensor input, Tensor src, int dim, int index)", (x, src, d, i) =>
          rearranging.selectScatter(x, src, d, i),
        ),
      ],
    },
    slice_scatter: {
      overloads: [
        overload(
          "(Tensor input, Tensor src, int dim=0, int? start=None, int? end=None, int step=1)",
          (x, src, d, start, end, step) =>
            rearranging.sliceScatter(x, src, d, start ?? 0, end ?? Number.MAX_SAFE_INTEGER, step),
        ),
      ],
    },
    diagonal_scatter: {
      overloads: [
        overload("(Tensor input, Tensor src, int offset=0, int dim1=0, int dim2=1)", (x, src, offset, a, b) =>
          rearranging.diagonalScatter(x, src, offset, a, b),
        ),
      ],
    },
  },
);
