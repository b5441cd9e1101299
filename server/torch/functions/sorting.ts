/** Sorting and searching: names and signatures. */
import { scalarTensor } from "../../autograd/rules/scalar.ts";
import * as sorting from "../../autograd/rules/sorting.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { TorchError } from "../../tensor/errors.ts";
import { gather } from "../../tensor/scatter.ts";
import * as kernel from "../../tensor/sort.ts";
import { type BindingTable, overload, withOut } from "../binding/bind.ts";
import { valuesAndIndices } from "../returnTypes.ts";

/** `side` and `right` say the same twice: they must agree. */
function isRight(right: boolean, side: string | null): boolean {
  if (side === null) return right;
  if (side !== "left" && side !== "right") {
    throw new TorchError("RuntimeError", `torch.searchsorted(): side can only be 'left' or 'right' but got ${side}`);
  }
  if (side === "left" && right) {
    throw new TorchError(
      "RuntimeError",
      "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True",
    );
  }
  return side === "right";
}

function search(
  sorted: Tensor,
  values: Tensor,
  outInt32: boolean,
  right: boolean,
  side: string | null,
  sorter: Tensor | null,
): Tensor {
  const boundaries = sorter === null ? sorted.impl : kernelGather(sorted, sorter);
  return new Tensor(kernel.searchsorted(boundaries, values.impl, isRight(right, side), outInt32));
}

function kernelGather(sorted: Tensor, sorter: Tensor): Tensor["impl"] {
  if (sorter.shape.join() !== sorted.shape.join()) {
    throw new TorchError(
      "RuntimeError",
      `torch.searchsorted(): boundary and sorter must have the same size, but got boundary tensor [${sorted.shape.join(", ")}]and got sorter tensor [${sorter.shape.join(", ")}]`,
    );
  }
  return gather(sorted.impl, -1, sorter.impl);
}

/** What `unique` returns: the tensor, or a tuple when more was asked for. */
function parts(found: readonly Tensor[], inverse: boolean, counts: boolean): Tensor | Tensor[] {
  if (!inverse && !counts) return found[0]!;
  return [found[0]!, ...(inverse ? [found[1]!] : []), ...(counts ? [found[2]!] : [])];
}

export const sortings: BindingTable = {
  sort: {
    overloads: [
      overload(
        "(Tensor input, *, bool? stable, int dim=-1, bool descending=False)",
        (x, _stable, dim, descending) => valuesAndIndices("sort", sorting.sortStable(x, dim, descending)),
        { out: "tuple of Tensors" },
      ),
      overload(
        "(Tensor input, int dim=-1, bool descending=False)",
        (x, dim, descending) => valuesAndIndices("sort", sorting.sort(x, dim, descending)),
        { out: "tuple of Tensors" },
      ),
    ],
  },
  argsort: {
    overloads: [
      overload(
        "(Tensor input, *, bool stable, int dim=-1, bool descending=False)",
        (x, _stable, dim, descending) => new Tensor(kernel.argsort(x.impl, dim, descending)),
        withOut,
      ),
      overload(
        "(Tensor input, int dim=-1, bool descending=False)",
        (x, dim, descending) => new Tensor(kernel.argsort(x.impl, dim, descending)),
      ),
    ],
  },
  msort: { overloads: [overload("(Tensor input)", (x) => sorting.sort(x, 0, false)[0]!)] },
  topk: {
    overloads: [
      overload(
        "(Tensor input, int k, int dim=-1, bool largest=True, bool sorted=True)",
        (x, k, dim, largest, _sorted) => valuesAndIndices("topk", sorting.topk(x, k, dim, largest)),
      ),
    ],
  },
  unique: {
    overloads: [
      overload(
        "(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None)",
        (x, _sorted, inverse, counts, dim) =>
          parts(dim === null ? sorting.unique(x, null) : sorting.uniqueDim(x, dim), inverse, counts),
      ),
    ],
  },
  unique_consecutive: {
    overloads: [
      overload(
        "(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None)",
        (x, inverse, counts, dim) => parts(sorting.uniqueConsecutive(x, dim), inverse, counts),
      ),
    ],
  },
  searchsorted: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor sorted_sequence, Tensor input, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None)",
        (sorted, x, outInt32, right, side, sorter) => search(sorted, x, outInt32, right, side, sorter),
        withOut,
      ),
      overload(
        "(Tensor sorted_sequence, Scalar self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None)",
        (sorted, x, outInt32, right, side, sorter) => search(sorted, scalarTensor(x), outInt32, right, side, sorter),
        withOut,
      ),
    ],
  },
  bucketize: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, Tensor boundaries, *, bool out_int32=False, bool right=False)",
        (x, boundaries, outInt32, right) => new Tensor(kernel.bucketize(x.impl, boundaries.impl, right, outInt32)),
        withOut,
      ),
      overload(
        "(Scalar self, Tensor boundaries, *, bool out_int32=False, bool right=False)",
        (x, boundaries, outInt32, right) =>
          new Tensor(kernel.bucketize(scalarTensor(x).impl, boundaries.impl, right, outInt32)),
      ),
    ],
  },
};
