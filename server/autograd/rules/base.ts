/** The operations that the walk itself needs: clone, copy, as_strided, casts, and the sum that undoes broadcasting. */
import { clone as cloneData, cloneWithStrides, convert, copyInto as copyData } from "../../tensor/copy.ts";
import { type DType, float32 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import {
  broadcastShapes,
  broadcastStrides,
  denseData,
  elementOffsets,
  empty,
  type Strided,
  sameShape,
  viewOf,
} from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";

export const clone: Op<[self: Tensor]> = defineOp("clone", {
  node: "CloneBackward0",
  forward: (self: Tensor) => cloneData(self.impl),
  grad: [(g) => g],
  text: ["1"],
});

/** `Tensor.to(dtype)`: differentiable between floating and complex types. */
export const toCopy: Op<[self: Tensor, dtype: DType]> = defineOp("_to_copy", {
  node: "ToCopyBackward0",
  forward: (self: Tensor, dtype: DType) => (self.dtype === dtype ? cloneData(self.impl) : convert(self.impl, dtype)),
  // The walk casts to the input's dtype.
  grad: [(g) => g],
  text: ["1"],
});

/** `clone` and `to` into given strides, for `memory_format`. */
export const cloneStrided: Op<[self: Tensor, strides: readonly number[]]> = defineOp("clone.memory_format", {
  node: "CloneBackward0",
  forward: (self: Tensor, strides: readonly number[]) => cloneWithStrides(self.impl, strides),
  grad: [(g) => g],
  text: ["1"],
});
export const toCopyStrided: Op<[self: Tensor, dtype: DType, strides: readonly number[]]> = defineOp(
  "_to_copy.memory_format",
  {
    node: "ToCopyBackward0",
    forward: (self: Tensor, dtype: DType, strides: readonly number[]) =>
      cloneWithStrides(convert(self.impl, dtype), strides),
    grad: [(g) => g],
    text: ["1"],
  },
);

/** `detach()`: a view that no gradient passes. */
export function detach(self: Tensor): Tensor {
  const out = new Tensor(self.impl, self.counter);
  out.isInference = self.isInference;
  return out;
}

/** Presents `t` as `shape` with repeated elements, without copying. */
function expanded(t: Strided, shape: readonly number[]): Strided {
  return viewOf(t, shape, broadcastStrides(t, shape));
}

export const expand: Op<[self: Tensor, shape: readonly number[]]> = defineOp("expand", {
  node: "ExpandBackward0",
  isView: true,
  forward: (self: Tensor, shape: readonly number[]) =>
    expanded(self.impl, expandShape(self.shape, shape, self.dtype.tensorName)),
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => sumTo(g, s.self_sym_sizes)],
  text: ["1, summed over the repeated dimensions"],
});

/** Resolves -1 and checks that `from` expands to `to`; messages as `Tensor.expand`. */
function expandShape(from: readonly number[], to: readonly number[], tensorName: string): readonly number[] {
  const lead = to.length - from.length;
  if (lead < 0) {
    throw new TorchError(
      "RuntimeError",
      `expand(${tensorName}{[${from.join(", ")}]}, size=[${to.join(", ")}]): the number of sizes provided (${to.length}) must be greater or equal to the number of dimensions in the tensor (${from.length})`,
    );
  }
  return to.map((n, i) => {
    const own = i < lead ? 1 : from[i - lead]!;
    if (n === -1) {
      if (i < lead) {
        throw new TorchError(
          "RuntimeError",
          `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${i}`,
        );
      }
      return own;
    }
    if (own !== 1 && own !== n) {
      throw new TorchError(
        "RuntimeError",
        `The expanded size of the tensor (${n}) must match the existing size (${own}) at non-singleton dimension ${i}.  Target sizes: [${to.join(", ")}].  Tensor sizes: [${from.join(", ")}]`,
      );
    }
    return n;
  });
}

/** Whether a tensor of shape `from` is what broadcasting a tensor of shape `to` can give. */
export function isExpandableTo(to: readonly number[], from: readonly number[]): boolean {
  if (to.length > from.length) return false;
  for (let i = 0; i < to.length; i++) {
    const n = to[to.length - 1 - i]!;
    if (n !== 1 && n !== from[from.length - 1 - i]) return false;
  }
  return true;
}

/** Sums over the dimensions along which `shape` was repeated to give the first argument's shape (`at::sum_to`). */
export const sumToSize: Op<[self: Tensor, shape: readonly number[]]> = defineOp("sum_to_size", {
  node: "SumBackward1",
  forward: (self: Tensor, shape: readonly number[]) => {
    const out = empty(shape, self.dtype);
    const lanes = self.dtype.lanes;
    const totals = new Float64Array(out.numel * lanes);
    const target = elementOffsets(viewOf(out, self.shape, broadcastStrides(out, self.shape)));
    const data = denseData(self.impl);
    if (lanes === 1) for (let i = 0; i < target.length; i++) totals[target[i]!]! += data[i]!;
    else {
      for (let i = 0; i < target.length; i++) {
        totals[2 * target[i]!]! += data[2 * i]!;
        totals[2 * target[i]! + 1]! += data[2 * i + 1]!;
      }
    }
    const { cast } = self.dtype;
    for (let i = 0; i < totals.length; i++) out.storage.data[i] = cast(totals[i]!);
    return out;
  },
  save: (_need, _result, self) => ({ self_sym_sizes: self.shape }),
  grad: [(g, s) => expand(g, s.self_sym_sizes)],
  text: ["1"],
});

/** `t` summed down to `shape`; itself when it has that shape. */
export function sumTo(t: Tensor, shape: readonly number[]): Tensor {
  return sameShape(t.shape, shape) ? t : sumToSize(t, shape);
}

/** `offset` null: where the tensor begins. */
export const asStrided: Op<
  [self: Tensor, shape: readonly number[], strides: readonly number[], offset: number | null]
> = defineOp("as_strided", {
  node: "AsStridedBackward0",
  isView: true,
  forward: (self, shape, strides, offset) => viewOf(self.impl, shape, strides, offset ?? self.impl.offset),
  save: (_need, _result, self, size, stride, storage_offset) => ({
    size,
    stride,
    storage_offset,
    // How the input lies in its storage: needed to know which of its elements each result element is.
    _geometry: { shape: self.shape, strides: self.impl.strides, offset: self.impl.offset },
  }),
  grad: [(g, s) => asStridedScatter(g, s._geometry, s.size, s.stride, s.storage_offset ?? s._geometry.offset)],
  text: ["scattered back"],
});

interface Geometry {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** For each element that `size`, `stride` and `storageOffset` read: the row-major positions of the input that lie there. */
function sources(
  geometry: Geometry,
  size: readonly number[],
  stride: readonly number[],
  storageOffset: number,
): (readonly number[])[] {
  const anywhere = empty([0], float32);
  const positions = new Map<number, number[]>();
  elementOffsets(viewOf(anywhere, geometry.shape, geometry.strides, geometry.offset)).forEach((at, i) => {
    const list = positions.get(at);
    if (list === undefined) positions.set(at, [i]);
    else list.push(i);
  });
  return Array.from(elementOffsets(viewOf(anywhere, size, stride, storageOffset)), (at) => positions.get(at) ?? []);
}

type Window = [geometry: Geometry, size: readonly number[], stride: readonly number[], storageOffset: number];

/**
 * The gradient of as_strided: adds each element of `g` to the input element it was read from. Elements of an input that
 * overlaps itself share memory: the gradient is divided among them.
 */
export const asStridedScatter: Op<[g: Tensor, ...Window]> = defineOp("as_strided_backward", {
  node: "AsStridedBackward0",
  forward: (g, geometry, size, stride, storageOffset) => {
    const out = empty(geometry.shape, g.dtype);
    const { lanes } = g.dtype;
    const data = denseData(g.impl);
    sources(geometry, size, stride, storageOffset).forEach((targets, i) => {
      for (const t of targets) {
        for (let l = 0; l < lanes; l++) out.storage.data[t * lanes + l]! += data[i * lanes + l]! / targets.length;
      }
    });
    return out;
  },
  save: (_need, _result, _g, geometry, size, stride, storage_offset) => ({ geometry, size, stride, storage_offset }),
  grad: [(gg, s) => asStridedGather(gg, s.geometry, s.size, s.stride, s.storage_offset)],
});

/** The transpose of {@link asStridedScatter}. */
const asStridedGather: Op<[g: Tensor, ...Window]> = defineOp("as_strided_backward_backward", {
  node: "AsStridedBackward0",
  forward: (g, geometry, size, stride, storageOffset) => {
    const out = empty(size, g.dtype);
    const { lanes } = g.dtype;
    const data = denseData(g.impl);
    sources(geometry, size, stride, storageOffset).forEach((from, i) => {
      for (const t of from) {
        for (let l = 0; l < lanes; l++) out.storage.data[i * lanes + l]! += data[t * lanes + l]! / from.length;
      }
    });
    return out;
  },
  save: (_need, _result, _g, geometry, size, stride, storage_offset) => ({ geometry, size, stride, storage_offset }),
  grad: [(gg, s) => asStridedScatter(gg, s.geometry, s.size, s.stride, s.storage_offset)],
});

/** `self.copy_(source)`: broadcasting and casting. Differentiable in `source`. */
export const copy: Op<[self: Tensor, source: Tensor]> = defineOp("copy_", {
  node: "CopyBackwards",
  inputs: 2,
  forward: (self: Tensor, source: Tensor) => {
    const shape = broadcastShapes(self.shape, source.shape);
    if (!sameShape(shape, self.shape)) {
      throw new TorchError(
        "RuntimeError",
        `output with shape [${self.shape.join(", ")}] doesn't match the broadcast shape [${shape.join(", ")}]`,
      );
    }
    return convert(expanded(source.impl, shape), self.dtype);
  },
  grad: [(g) => zerosLike(g), (g) => g],
  text: ["0", "1"],
});

export function zeros(shape: readonly number[], dtype: DType): Tensor {
  return new Tensor(empty(shape, dtype));
}
export function zerosLike(t: Tensor): Tensor {
  return zeros(t.shape, t.dtype);
}

/** Writes `source` into `target`, or into a window onto it, in place and outside the graph's knowledge. */
export function copyInto(target: Tensor, source: Tensor, window?: (t: Strided) => Strided): void {
  copyData(window === undefined ? target.impl : window(target.impl), source.impl);
}

/** A fresh view of everything: what `t[...]` gives. */
export const alias: Op<[self: Tensor]> = defineOp("alias", {
  node: "AliasBackward0",
  isView: true,
  forward: (self) => viewOf(self.impl, self.shape, self.impl.strides),
  grad: [(g) => g],
  text: ["1"],
});

/** `zero_()`: what was there before no longer counts. */
export const zero: Op<[self: Tensor]> = defineOp("zero_", {
  node: "ZeroBackward0",
  inputs: 1,
  forward: (self) => empty(self.shape, self.dtype),
  grad: [(g) => zerosLike(g)],
  text: ["0"],
});
