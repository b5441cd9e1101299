/** Views: names and signatures. */
import { warnings } from "../../autograd/modes.ts";
import { asStrided, expand } from "../../autograd/rules/base.ts";
import { conj } from "../../autograd/rules/complex.ts";
import * as rearranging from "../../autograd/rules/rearranging.ts";
import * as shape from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { broadcastShapes, denseData, sameShape, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";
import { takingOut } from "../binding/takingOut.ts";

const method = ["Tensor"] as const;
const functionOnly = ["torch"] as const;
const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};
const product = (sizes: readonly number[]): number => sizes.reduce((a, b) => a * b, 1);

/** `flatten(start, end)`: a reshape; a 0-dim tensor becomes one-dimensional. */
export function flatten(x: Tensor, start: number, end: number): Tensor {
  const from = wrapDim(start, x.dim);
  const to = wrapDim(end, x.dim);
  if (from > to) fail("flatten() has invalid args: start_dim cannot come after end_dim");
  if (x.dim === 0) return shape.reshape(x, [1]);
  if (from === to) return x;
  return shape.reshape(x, [...x.shape.slice(0, from), product(x.shape.slice(from, to + 1)), ...x.shape.slice(to + 1)]);
}

function unflatten(x: Tensor, dim: number, sizes: readonly number[]): Tensor {
  const d = wrapDim(dim, x.dim);
  if (sizes.length === 0) fail("unflatten: sizes must be non-empty");
  const n = x.shape[d]!;
  const known = product(sizes.filter((k) => k !== -1));
  const unknown = sizes.filter((k) => k === -1).length;
  if (unknown > 1) throw new Unsupported("unflatten with more than one -1");
  if (unknown === 1 ? known === 0 || n % known !== 0 : known !== n) {
    fail(
      `unflatten: Provided sizes [${sizes.join(", ")}] don't multiply up to the size of dim ${d} (${n}) in the input tensor`,
    );
  }
  const resolved = sizes.map((k) => (k === -1 ? n / known : k));
  return shape.view(x, [...x.shape.slice(0, d), ...resolved, ...x.shape.slice(d + 1)]);
}

/** `movedim(source, destination)`: a permutation. */
export function movedim(x: Tensor, source: readonly number[], destination: readonly number[]): Tensor {
  if (source.length !== destination.length) {
    fail(
      `movedim: Invalid source or destination dims: source ([${source.join(", ")}] dims) should contain the same number of dims as destination ([${destination.join(", ")}] dims)`,
    );
  }
  const from = source.map((d) => wrapDim(d, x.dim));
  const to = destination.map((d) => wrapDim(d, x.dim));
  if (new Set(from).size !== from.length) fail(`movedim: repeated dim in \`source\` ([${source.join(", ")}])`);
  if (new Set(to).size !== to.length) fail(`movedim: repeated dim in \`destination\` ([${destination.join(", ")}])`);
  if (x.dim === 0) return x;
  const order = new Array<number>(x.dim).fill(-1);
  from.forEach((d, i) => {
    order[to[i]!] = d;
  });
  const rest = x.shape.map((_, d) => d).filter((d) => !from.includes(d));
  let k = 0;
  for (let d = 0; d < order.length; d++) if (order[d] === -1) order[d] = rest[k++]!;
  return shape.permute(x, order);
}

export function narrow(x: Tensor, dim: number, start: number, length: number): Tensor {
  if (x.dim === 0) fail("narrow() cannot be applied to a 0-dim tensor.");
  if (length < 0) fail("narrow(): length must be non-negative.");
  const d = wrapDim(dim, x.dim);
  const n = x.shape[d]!;
  if (start < -n || start > n) {
    throw new TorchError(
      "IndexError",
      `start out of range (expected to be in range of [${-n}, ${n}], but got ${start})`,
    );
  }
  const from = start < 0 ? start + n : start;
  if (from + length > n) fail(`start (${from}) + length (${length}) exceeds dimension size (${n}).`);
  return shape.slice(x, dim, from, from + length, 1);
}

/** `tensor_split`: slices, of nearly equal length or between given positions. */
export function tensorSplit(x: Tensor, sections: number | readonly number[], dim: number): Tensor[] {
  if (x.dim === 0) fail("tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
  const d = wrapDim(dim, x.dim);
  const n = x.shape[d]!;
  if (typeof sections === "number") {
    if (sections <= 0) fail(`number of sections must be larger than 0, got ${sections}`);
    const least = Math.floor(n / sections);
    const longer = n % sections;
    let at = 0;
    return Array.from({ length: sections }, (_, i) => {
      const from = at;
      at += i < longer ? least + 1 : least;
      return shape.slice(x, d, from, at, 1);
    });
  }
  let at = 0;
  const parts = sections.map((to) => {
    const from = at;
    at = to;
    return shape.slice(x, d, from, to, 1);
  });
  parts.push(shape.slice(x, d, at, n, 1));
  return parts;
}

/** `chunk`: a split into pieces of equal length, the last maybe shorter. */
export function chunk(x: Tensor, chunks: number, dim: number, unsafe = false): Tensor[] {
  if (x.dim === 0) fail("chunk expects at least a 1-dimensional tensor");
  if (chunks <= 0) fail(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  const n = x.shape[wrapDim(dim, x.dim)]!;
  const size = Math.floor((n + chunks - 1) / chunks);
  // Nothing to divide: as many empty pieces as were asked for.
  if (size === 0 && n === 0) {
    const sizes = new Array<number>(chunks).fill(0);
    return unsafe ? shape.unsafeSplitWithSizes(x, sizes, dim) : shape.splitWithSizes(x, sizes, dim);
  }
  return unsafe ? shape.unsafeSplit(x, size, dim) : shape.split(x, size, dim);
}

function hsplitDim(x: Tensor): number {
  if (x.dim < 1) fail("torch.hsplit requires a tensor with at least 1 dimension, but got a tensor with 0 dimensions!");
  return x.dim === 1 ? 0 : 1;
}
function needRank(name: string, x: Tensor, rank: number): void {
  if (x.dim < rank) {
    fail(`torch.${name} requires a tensor with at least ${rank} dimension, but got a tensor with ${x.dim} dimensions!`);
  }
}
function evenSplit(name: string, x: Tensor, sections: number, dim: number): Tensor[] {
  if (sections === 0 || x.shape[dim]! % sections !== 0) {
    fail(
      `torch.${name} attempted to split along dimension ${dim}, but the size of the dimension ${x.shape[dim]} is not divisible by the split_size ${sections}!`,
    );
  }
  return tensorSplit(x, sections, dim);
}

/** A matrix transpose of the last two dimensions, with the names that properties use in their errors. */
export function transposeLast(x: Tensor, name: string): Tensor {
  if (x.dim < 2) fail(`tensor.${name} is only supported on matrices or batches of matrices. Got ${x.dim}-D tensor.`);
  return shape.transpose(x, -2, -1);
}

/** `x.T`: all dimensions reversed. */
export function reversed(x: Tensor): Tensor {
  if (x.dim === 0) {
    warnings.sink(
      "UserWarning",
      "Tensor.T is deprecated on 0-D tensors. This function is the identity in these cases. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/TensorShape.cpp:4321.)",
    );
  } else if (x.dim !== 2) {
    warnings.sink(
      "UserWarning",
      "The use of `x.T` on tensors of dimension other than 2 to reverse their shape is deprecated and it will throw an error in a future release. Consider `x.mT` to transpose batches of matrices or `x.permute(*torch.arange(x.ndim - 1, -1, -1))` to reverse the dimensions of a tensor. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/TensorShape.cpp:4314.)",
    );
  }
  return shape.permute(
    x,
    x.shape.map((_, d) => x.dim - 1 - d),
  );
}

/** Raises when a window would reach beyond the storage. */
export function checkStorage(x: Tensor, size: readonly number[], stride: readonly number[], offset: number): void {
  if (size.length !== stride.length) {
    fail(`mismatch in length of strides and shape`);
  }
  if (size.includes(0)) return;
  const last = size.reduce((at, n, i) => at + (n - 1) * stride[i]!, offset);
  const { itemsize, lanes } = x.dtype;
  const bytes = (last + 1) * itemsize;
  const have = (x.impl.storage.data.length / lanes) * itemsize;
  if (bytes > have) {
    fail(
      `setStorage: sizes [${size.join(", ")}], strides [${stride.join(", ")}], storage offset ${offset}, and itemsize ${itemsize} requiring a storage size of ${bytes} are out of bounds for storage of size ${have}`,
    );
  }
}

/** `broadcast_tensors`: expanded to the common shape; a tensor that has it stays itself. */
export function broadcastTensors(tensors: readonly Tensor[]): Tensor[] {
  const common = tensors.reduce<readonly number[]>((s, x) => broadcastShapes(s, x.shape), []);
  return tensors.map((x) => (sameShape(x.shape, common) ? x : expand(x, common)));
}

export function meshgrid(tensors: readonly Tensor[], indexing: string | null): Tensor[] {
  if (tensors.length === 0) fail("meshgrid expects a non-empty TensorList");
  if (indexing === null) {
    warnings.sink(
      "UserWarning",
      "torch.meshgrid: in an upcoming release, it will be required to pass the indexing argument. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/TensorShape.cpp:4215.)",
    );
  } else if (indexing !== "ij" && indexing !== "xy") {
    fail(`torch.meshgrid: indexing must be one of "xy" or "ij", but received: ${indexing}`);
  }
  for (const x of tensors) {
    if (x.dim > 1) throw new Unsupported("torch.meshgrid of tensors with more than one dimension");
    if (x.dtype !== tensors[0]!.dtype) fail("torch.meshgrid expects all tensors to have the same dtype");
  }
  const swaps = indexing === "xy" && tensors.length >= 2;
  const order = swaps ? [tensors[1]!, tensors[0]!, ...tensors.slice(2)] : tensors;
  const sizes = order.map((x) => x.numel);
  const grids = order.map((x, i) =>
    expand(
      shape.view(
        x,
        sizes.map((_, d) => (d === i ? -1 : 1)),
      ),
      sizes,
    ),
  );
  // The inputs were swapped: so are the outputs.
  if (swaps) return [grids[1]!, grids[0]!, ...grids.slice(2)];
  return grids;
}

export function atLeast(x: Tensor, rank: 1 | 2 | 3): Tensor {
  if (x.dim >= rank) return x;
  if (x.dim === 0) return shape.reshape(x, new Array<number>(rank).fill(1));
  if (rank === 2) return shape.unsqueeze(x, 0);
  return x.dim === 1 ? shape.unsqueeze(shape.unsqueeze(x, 0), -1) : shape.unsqueeze(x, -1);
}
const atLeastBinding = (rank: 1 | 2 | 3) => ({
  places: functionOnly,
  overloads: [
    overload("(Tensor input)", (x) => atLeast(x, rank)),
    overload("(Tensor[] ...tensors)", (xs) => xs.map((x) => atLeast(x, rank))),
  ],
});

export const shapes: BindingTable = takingOut("narrow_copy", {
  view: {
    places: method,
    overloads: [
      overload("(Tensor input, int[] size)", (x, size) => shape.view(x, size)),
      overload("(Tensor input, dtype dtype)", (x, dtype) => {
        if (dtype !== x.dtype) throw new Unsupported("Tensor.view(dtype)");
        return shape.view(x, x.shape);
      }),
    ],
  },
  view_as: { places: method, overloads: [overload("(Tensor input, Tensor other)", (x, y) => shape.view(x, y.shape))] },
  reshape: { overloads: [overload("(Tensor input, int[] shape)", (x, size) => shape.reshape(x, size))] },
  reshape_as: {
    places: method,
    overloads: [overload("(Tensor input, Tensor other)", (x, y) => shape.reshape(x, y.shape))],
  },
  flatten: {
    overloads: [overload("(Tensor input, int start_dim=0, int end_dim=-1)", (x, from, to) => flatten(x, from, to))],
  },
  unflatten: {
    overloads: [overload("(Tensor input, int dim, int[] sizes)", (x, dim, sizes) => unflatten(x, dim, sizes))],
  },
  ravel: { overloads: [overload("(Tensor input)", (x) => shape.view(shape.contiguous(x), [-1]))] },
  permute: { overloads: [overload("(Tensor input, int[] dims)", (x, dims) => shape.permute(x, dims))] },
  transpose: {
    overloads: [overload("(Tensor input, int dim0, int dim1)", (x, a, b) => shape.transpose(x, a, b))],
    inplace: [overload("(Tensor input, int dim0, int dim1)", (x, a, b) => shape.inplace.transpose(x, a, b))],
    aliases: ["swapdims"],
  },
  swapaxes: {
    overloads: [overload("(Tensor input, int axis0, int axis1)", (x, a, b) => shape.transpose(x, a, b))],
    inplace: [overload("(Tensor input, int axis0, int axis1)", (x, a, b) => shape.inplace.transpose(x, a, b))],
  },
  t: {
    overloads: [
      overload("(Tensor input)", (x) => {
        if (x.dim > 2) fail(`t() expects a tensor with <= 2 dimensions, but self is ${x.dim}D`);
        return shape.t(x);
      }),
    ],
    inplace: [overload("(Tensor input)", (x) => shape.inplace.t(x))],
  },
  adjoint: { overloads: [overload("(Tensor input)", (x) => conj(transposeLast(x, "adjoint()")))] },
  movedim: {
    overloads: [
      overload("(Tensor input, int source, int destination)", (x, from, to) => movedim(x, [from], [to])),
      overload("(Tensor input, int[] source, int[] destination)", (x, from, to) => movedim(x, from, to)),
    ],
    aliases: ["moveaxis"],
  },
  unsqueeze: {
    overloads: [overload("(Tensor input, int dim)", (x, dim) => shape.unsqueeze(x, dim))],
    inplace: [overload("(Tensor input, int dim)", (x, dim) => shape.inplace.unsqueeze(x, dim))],
  },
  squeeze: {
    overloads: [
      overload("(Tensor input)", (x) => shape.squeeze(x)),
      overload("(Tensor input, int dim)", (x, dim) => shape.squeezeDim(x, dim)),
      overload("(Tensor input, int[] dim)", (x, dims) => shape.squeezeDims(x, dims)),
    ],
    inplace: [
      overload("(Tensor input)", (x) => shape.inplace.squeeze(x)),
      overload("(Tensor input, int dim)", (x, dim) => shape.inplace.squeezeDim(x, dim)),
      overload("(Tensor input, int[] dim)", (x, dims) => shape.inplace.squeezeDims(x, dims)),
    ],
  },
  expand: {
    places: method,
    overloads: [overload("(Tensor input, int[] size, *, bool implicit=False)", (x, size) => expand(x, size))],
  },
  expand_as: { places: method, overloads: [overload("(Tensor input, Tensor other)", (x, y) => expand(x, y.shape))] },
  broadcast_to: { overloads: [overload("(Tensor input, int[] size)", (x, size) => expand(x, size))] },
  broadcast_tensors: {
    places: functionOnly,
    overloads: [overload("(Tensor[] ...tensors)", (tensors) => broadcastTensors(tensors))],
  },
  meshgrid: {
    places: functionOnly,
    overloads: [
      overload("(Tensor[] ...tensors, *, str? indexing=None)", (tensors, indexing) => meshgrid(tensors, indexing)),
    ],
  },
  atleast_1d: atLeastBinding(1),
  atleast_2d: atLeastBinding(2),
  atleast_3d: atLeastBinding(3),
  unbind: { overloads: [overload("(Tensor input, int dim=0)", (x, dim) => shape.unbind(x, dim))] },
  split: {
    overloads: [
      overload("(Tensor tensor, int split_size_or_sections, int dim=0)", (x, size, dim) => shape.split(x, size, dim)),
      overload("(Tensor tensor, int[] split_size_or_sections, int dim=0)", (x, sizes, dim) =>
        shape.splitWithSizes(x, sizes, dim),
      ),
      overload("(Tensor tensor, int split_size, int dim=0)", (x, size, dim) => shape.split(x, size, dim)),
      overload("(Tensor tensor, int[] split_size, int dim=0)", (x, sizes, dim) => shape.splitWithSizes(x, sizes, dim)),
    ],
  },
  split_with_sizes: {
    overloads: [
      overload("(Tensor input, int[] split_sizes, int dim=0)", (x, sizes, dim) => shape.splitWithSizes(x, sizes, dim)),
    ],
  },
  unsafe_split: {
    overloads: [
      overload("(Tensor input, int split_size, int dim=0)", (x, size, dim) => shape.unsafeSplit(x, size, dim)),
    ],
  },
  unsafe_split_with_sizes: {
    overloads: [
      overload("(Tensor input, int[] split_sizes, int dim=0)", (x, sizes, dim) =>
        shape.unsafeSplitWithSizes(x, sizes, dim),
      ),
    ],
  },
  chunk: { overloads: [overload("(Tensor input, int chunks, int dim=0)", (x, n, dim) => chunk(x, n, dim))] },
  unsafe_chunk: {
    overloads: [overload("(Tensor input, int chunks, int dim=0)", (x, n, dim) => chunk(x, n, dim, true))],
  },
  tensor_split: {
    overloads: [
      overload("(Tensor input, int sections, int dim=0)", (x, n, dim) => tensorSplit(x, n, dim)),
      overload("(Tensor input, int[] indices, int dim=0)", (x, at, dim) => tensorSplit(x, at, dim)),
      overload("(Tensor input, Tensor tensor_indices_or_sections, int dim=0)", (x, at, dim) => {
        if (at.dtype.name !== "int64" || at.dim > 1) {
          fail(
            `tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got a tensor with ${at.dim} dims`,
          );
        }
        const values = [...denseData(at.impl)];
        return tensorSplit(x, at.dim === 0 ? values[0]! : values, dim);
      }),
    ],
  },
  hsplit: {
    overloads: [
      overload("(Tensor input, int sections)", (x, n) => evenSplit("hsplit", x, n, hsplitDim(x))),
      overload("(Tensor input, int[] indices)", (x, at) => tensorSplit(x, at, hsplitDim(x))),
    ],
  },
  vsplit: {
    overloads: [
      overload("(Tensor input, int sections)", (x, n) => {
        needRank("vsplit", x, 2);
        return evenSplit("vsplit", x, n, 0);
      }),
      overload("(Tensor input, int[] indices)", (x, at) => {
        needRank("vsplit", x, 2);
        return tensorSplit(x, at, 0);
      }),
    ],
  },
  dsplit: {
    overloads: [
      overload("(Tensor input, int sections)", (x, n) => {
        needRank("dsplit", x, 3);
        return evenSplit("dsplit", x, n, 2);
      }),
      overload("(Tensor input, int[] indices)", (x, at) => {
        needRank("dsplit", x, 3);
        return tensorSplit(x, at, 2);
      }),
    ],
  },
  narrow: {
    overloads: [
      overload("(Tensor input, int dim, int start, int length)", (x, dim, start, n) => narrow(x, dim, start, n)),
    ],
  },
  narrow_copy: {
    overloads: [
      overload("(Tensor input, int dim, int start, int length)", (x, dim, start, n) => {
        if (x.dim === 0) fail("narrow() cannot be applied to a 0-dim tensor.");
        const size = x.shape[wrapDim(dim, x.dim)]!;
        const from = start < 0 ? start + size : start;
        if (n < 0 || from + n > size) fail(`start (${from}) + length (${n}) exceeds dimension size (${size}).`);
        return shape.narrowCopy(x, dim, from, n);
      }),
    ],
  },
  select: { overloads: [overload("(Tensor input, int dim, int index)", (x, dim, i) => shape.select(x, dim, i))] },
  diagonal: {
    overloads: [
      overload("(Tensor input, int offset=0, int dim1=0, int dim2=1)", (x, offset, a, b) =>
        shape.diagonal(x, offset, a, b),
      ),
    ],
  },
  as_strided: {
    overloads: [
      overload("(Tensor input, int[] size, int[] stride, int? storage_offset=None)", (x, size, stride, offset) => {
        const at = offset ?? x.impl.offset;
        checkStorage(x, size, stride, at);
        return asStrided(x, size, stride, offset);
      }),
    ],
  },
  unfold: {
    places: method,
    overloads: [
      overload("(Tensor input, int dimension, int size, int step)", (x, d, size, step) =>
        rearranging.unfold(x, d, size, step),
      ),
    ],
  },
});
