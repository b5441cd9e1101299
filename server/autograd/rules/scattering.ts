/** Reading and writing where index tensors and masks say: gather, scatter, index_*, masked_*, take, put. */
import { mul as multiply } from "../../tensor/arithmetic.ts";
import { logicalAnd as both, where as kernelWhere } from "../../tensor/comparison.ts";
import { convert } from "../../tensor/copy.ts";
import { ones as kernelOnes } from "../../tensor/creation.ts";
import { bool, fitsInteger, int64 } from "../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import * as kernel from "../../tensor/scatter.ts";
import {
  broadcastShapes,
  broadcastStrides,
  contiguous,
  denseData,
  fromData,
  type Strided,
  sameShape,
  viewOf,
} from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { div, mul, times } from "./arithmetic.ts";
import { expand, zeros, zerosLike } from "./base.ts";
import { eq, where } from "./comparison.ts";
import { cat } from "./joining.ts";
import { sum } from "./reduction.ts";
import { num, type ScalarValue, scalarTensor } from "./scalar.ts";
import { reshape } from "./shape.ts";

/** A number as one element of the tensor's dtype, as at::scalar_tensor with that dtype. */
export function elementOf(self: Tensor, value: ScalarValue): Tensor {
  if (value.kind === "complex" && self.dtype.category !== "complex" && value.imag !== 0) {
    throw new TorchError(
      "RuntimeError",
      `value cannot be converted to type ${cName(self.dtype.name)} without overflow`,
    );
  }
  if (self.dtype.category === "int" && value.kind !== "complex" && !fitsInteger(value.value, self.dtype)) {
    throw new TorchError(
      "RuntimeError",
      `value cannot be converted to type ${cName(self.dtype.name)} without overflow`,
    );
  }
  return new Tensor(convert(scalarTensor(value).impl, self.dtype));
}
/** A complex value does not go into a real tensor. */
function checkElement(self: Tensor, value: Tensor): void {
  if (value.dtype.lanes === 2 && self.dtype.lanes === 1 && value.impl.data[2 * value.impl.offset + 1] !== 0) {
    throw new TorchError(
      "RuntimeError",
      `value cannot be converted to type ${cName(self.dtype.name)} without overflow`,
    );
  }
}
function cName(dtype: string): string {
  const names: Readonly<Record<string, string>> = {
    float32: "float",
    float64: "double",
    float16: "at::Half",
    bfloat16: "at::BFloat16",
    int64: "int64_t",
    int32: "int",
    int16: "int16_t",
    int8: "int8_t",
    uint8: "uint8_t",
    bool: "bool",
  };
  return names[dtype] ?? dtype;
}

export const gather: Op<[self: Tensor, dim: number, index: Tensor, sparseGrad: boolean]> = defineOp("gather", {
  node: "GatherBackward0",
  inputs: 1,
  forward: (self, dim, index, _sparseGrad) => kernel.gather(self.impl, dim, index.impl),
  save: (_need, _result, self, dim, index, sparse_grad) => ({ dim, index, self, sparse_grad }),
  grad: [
    (g, s) => {
      if (s.sparse_grad) throw new Unsupported("torch.gather(sparse_grad=True)");
      return scatterAdd(zeros(s.self.shape, g.dtype), s.dim, s.index, g);
    },
  ],
  text: ["1 for every time the element was read"],
});

export const scatterSrc: Op<[self: Tensor, dim: number, index: Tensor, src: Tensor]> = defineOp("scatter.src", {
  node: "ScatterBackward0",
  inputs: (self, _dim, _index, src) => [self, src],
  forward: (self, dim, index, src) => kernel.scatter("scatter", self.impl, dim, index.impl, src.impl, "set"),
  save: (_need, _result, _self, dim, index) => ({ dim, index }),
  // When `src` is larger than `index` the gradient does not fit, and the walk says so, as in PyTorch.
  grad: [(g, s) => scatterValue(g, s.dim, s.index, zeroScalar), (g, s) => gather(g, s.dim, s.index, false)],
  text: ["1 where nothing was written, else 0", "1 where it was written"],
});
const zeroScalar: ScalarValue = { kind: "int", value: 0, imag: 0 };

export const scatterValue: Op<[self: Tensor, dim: number, index: Tensor, value: ScalarValue]> = defineOp(
  "scatter.value",
  {
    node: "ScatterBackward1",
    inputs: 1,
    forward: (self, dim, index, value) =>
      kernel.scatterValue(self.impl, dim, index.impl, elementOf(self, value).impl, "set"),
    save: (_need, _result, _self, dim, index) => ({ dim, index }),
    grad: [(g, s) => scatterValue(g, s.dim, s.index, zeroScalar)],
    text: ["1 where nothing was written, else 0"],
  },
);

export const scatterAdd: Op<[self: Tensor, dim: number, index: Tensor, src: Tensor]> = defineOp("scatter_add", {
  node: "ScatterAddBackward0",
  inputs: (self, _dim, _index, src) => [self, src],
  forward: (self, dim, index, src) => kernel.scatter("scatter_add", self.impl, dim, index.impl, src.impl, "add"),
  save: (_need, _result, _self, dim, index) => ({ dim, index }),
  grad: [(g) => g, (g, s) => gather(g, s.dim, s.index, false)],
  text: ["1", "1"],
});

/** `scatter(…, reduce="add")`: PyTorch has no derivative for it and says so when one is asked for. */
function notDifferentiable(op: string): never {
  throw new TorchError("RuntimeError", `derivative for ${op} is not implemented`);
}
type ScatterReduceSrc = Op<[self: Tensor, dim: number, index: Tensor, src: Tensor, how: "add" | "multiply"]>;
const scatterReduceSrcRow = (name: string, aten: string): ScatterReduceSrc =>
  defineOp(name, {
    node: "NotImplemented",
    inputs: (self, _dim, _index, src, _how) => [self, src],
    forward: (self, dim, index, src, how) => kernel.scatter("scatter", self.impl, dim, index.impl, src.impl, how),
    gradAll: () => notDifferentiable(aten),
  });
export const scatterReduceSrc = scatterReduceSrcRow("scatter.reduce", "aten::scatter");
export const scatterReduceSrcInplace = scatterReduceSrcRow("scatter_.reduce", "aten::scatter_");

type ScatterReduceValue = Op<[self: Tensor, dim: number, index: Tensor, value: ScalarValue, how: "add" | "multiply"]>;
const scatterReduceValueRow = (name: string, aten: string): ScatterReduceValue =>
  defineOp(name, {
    node: "NotImplemented",
    inputs: 1,
    forward: (self, dim, index, value, how) =>
      kernel.scatterValue(self.impl, dim, index.impl, elementOf(self, value).impl, how),
    gradAll: () => notDifferentiable(aten),
  });
export const scatterReduceValue = scatterReduceValueRow("scatter.value_reduce", "aten::scatter");
export const scatterReduceValueInplace = scatterReduceValueRow("scatter_.value_reduce", "aten::scatter_");

export const scatterReduce: Op<
  [self: Tensor, dim: number, index: Tensor, src: Tensor, reduce: kernel.Reduction, includeSelf: boolean]
> = defineOp("scatter_reduce.two", {
  node: "ScatterReduceBackward0",
  inputs: (self, _dim, _index, src, _reduce, _includeSelf) => [self, src],
  forward: (self, dim, index, src, reduce, includeSelf) =>
    kernel.scatterReduce(self.impl, dim, index.impl, src.impl, reduce, includeSelf),
  save: (_need, result, self, dim, index, src, reduce, include_self) => ({
    dim,
    include_self,
    index,
    reduce,
    result,
    self,
    src,
  }),
  gradAll: (g, s) => {
    const [own, source] = reducedGradients(g, s.self, s.src, s.result, s.reduce, s.include_self, {
      pick: (t) => gather(t, s.dim, s.index, false),
      into: (t, src) => scatterAdd(t, s.dim, s.index, src),
      product: (t, src) => scatterReduce(t, s.dim, s.index, src, "prod", s.include_self),
    });
    return [s.include_self ? own : scatterValue(own, s.dim, s.index, zeroScalar), source];
  },
  text: ["share of g", "share of g"],
  kinks: "ties share the gradient",
});

/** How a reduction by index reads, adds and multiplies: the gradients of the two families are the same in these terms. */
interface Places {
  /** What stands where each source element went. */
  readonly pick: (t: Tensor) => Tensor;
  /** `t` with the elements of `src` added where they go. */
  readonly into: (t: Tensor, src: Tensor) => Tensor;
  /** The same reduction with products. */
  readonly product: (t: Tensor, src: Tensor) => Tensor;
}

/** The gradients of a reduction by index with respect to what was there and to what came. */
function reducedGradients(
  g: Tensor,
  self: Tensor,
  src: Tensor,
  result: Tensor,
  reduce: kernel.Reduction,
  includeSelf: boolean,
  { pick, into, product }: Places,
): [Tensor, Tensor] {
  switch (reduce) {
    case "sum":
      return [g, pick(g)];
    case "mean": {
      const counted = into(includeSelf ? onesLike(g) : zerosLike(g), onesLike(src));
      const share = div(g, where(eq(counted, num(0)), onesLike(g), counted));
      return [share, pick(share)];
    }
    case "prod": {
      // Dividing the product by one factor gives the product of the others, unless that factor is 0.
      const ofSelf = eq(self, num(0));
      const nonzero = where(ofSelf, onesLike(self), self);
      const own = div(mul(g, product(nonzero, src)), nonzero);
      const isZero = eq(src, num(0));
      const zeros = pick(into(zerosLike(self), asType(isZero, self)));
      const isOnlyZero = new Tensor(both(isZero.impl, eq(zeros, num(1)).impl));
      const others = pick(mul(g, product(self, where(isOnlyZero, onesLike(src), src))));
      const divided = div(pick(mul(g, result)), where(isZero, onesLike(src), src));
      return [own, where(isOnlyZero, others, divided)];
    }
    default: {
      const selfIsResult = asType(eq(self, result), self);
      const srcIsResult = asType(eq(src, pick(result)), src);
      const share = div(g, into(selfIsResult, srcIsResult));
      return [mul(selfIsResult, share), mul(srcIsResult, pick(share))];
    }
  }
}
function onesLike(t: Tensor): Tensor {
  return new Tensor(kernelOnes(t.shape, t.dtype));
}
function asType(t: Tensor, like: Tensor): Tensor {
  return new Tensor(convert(t.impl, like.dtype));
}

export const indexSelect: Op<[self: Tensor, dim: number, index: Tensor]> = defineOp("index_select", {
  node: "IndexSelectBackward0",
  inputs: 1,
  forward: (self, dim, index) => kernel.indexSelect(self.impl, dim, index.impl),
  save: (_need, _result, self, dim, index) => ({ dim, index, self_sym_sizes: self.shape }),
  grad: [(g, s) => indexAdd(zeros(s.self_sym_sizes, g.dtype), s.dim, s.index, g, one)],
  text: ["1 for every time it was selected"],
});
const one: ScalarValue = { kind: "int", value: 1, imag: 0 };

export const indexAdd: Op<[self: Tensor, dim: number, index: Tensor, source: Tensor, alpha: ScalarValue]> = defineOp(
  "index_add",
  {
    node: "IndexAddBackward0",
    inputs: (self, _dim, _index, source, _alpha) => [self, source],
    forward: (self, dim, index, source, alpha) =>
      kernel.indexAdd(
        self.impl,
        dim,
        index.impl,
        alpha.value === 1 && alpha.imag === 0 ? source.impl : multiply(source.impl, elementOf(source, alpha).impl),
      ),
    save: (need, _result, _self, dim, index, source, alpha) => ({
      alpha,
      dim,
      index,
      source: need[1] && source.dim === 0 ? source : null,
      source_dim: source.dim,
    }),
    grad: [
      (g) => g,
      (g, s) => {
        const picked = times(indexSelect(g, s.dim, s.index), s.alpha);
        return s.source_dim > 0 ? picked : reshape(picked, []);
      },
    ],
    text: ["1", "{alpha}"],
  },
);

export const indexCopy: Op<[self: Tensor, dim: number, index: Tensor, source: Tensor]> = defineOp("index_copy", {
  node: "IndexCopyBackward0",
  inputs: (self, _dim, _index, source) => [self, source],
  forward: (self, dim, index, source) => kernel.indexCopy(self.impl, dim, index.impl, source.impl),
  save: (need, _result, _self, dim, index, source) => ({
    dim,
    index,
    source: need[1] && source.dim === 0 ? source : null,
    source_dim: source.dim,
  }),
  grad: [
    (g, s) => indexFill(g, s.dim, s.index, zeroScalar),
    (g, s) => {
      const picked = indexSelect(g, s.dim, s.index);
      return s.source_dim > 0 ? picked : reshape(picked, []);
    },
  ],
  text: ["1 where nothing was copied, else 0", "1"],
});

export const indexFill: Op<[self: Tensor, dim: number, index: Tensor, value: ScalarValue]> = defineOp(
  "index_fill.int_Scalar",
  {
    node: "IndexFillBackward0",
    inputs: 1,
    forward: (self, dim, index, value) => kernel.indexFill(self.impl, dim, index.impl, elementOf(self, value).impl),
    save: (_need, _result, _self, dim, index) => ({ dim, index }),
    grad: [(g, s) => indexFill(g, s.dim, s.index, zeroScalar)],
    text: ["1 where nothing was filled, else 0"],
  },
);

export const indexFillTensor: Op<[self: Tensor, dim: number, index: Tensor, value: Tensor]> = defineOp(
  "index_fill.int_Tensor",
  {
    node: "IndexFillBackward1",
    inputs: (self, _dim, _index, value) => [self, value],
    forward: (self, dim, index, value) => {
      if (value.dim !== 0) {
        throw new TorchError(
          "RuntimeError",
          `index_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.dim} dimension(s).`,
        );
      }
      return kernel.indexFill(self.impl, dim, index.impl, convert(value.impl, self.dtype));
    },
    save: (_need, _result, _self, dim, index) => ({ dim, index }),
    grad: [
      (g, s) => indexFill(g, s.dim, s.index, zeroScalar),
      // Filling the same place twice counts once.
      (g, s) => sum(indexSelect(g, s.dim, distinct(s.index)), null),
    ],
    text: ["1 where nothing was filled, else 0", "summed over what was filled"],
  },
);
function distinct(index: Tensor): Tensor {
  const found = [...new Set(denseData(index.impl))];
  return new Tensor(fromData(Float64Array.from(found), [found.length], int64));
}

export const indexReduce: Op<
  [self: Tensor, dim: number, index: Tensor, source: Tensor, reduce: kernel.Reduction, includeSelf: boolean]
> = defineOp("index_reduce", {
  node: "IndexReduceBackward0",
  inputs: (self, _dim, _index, source, _reduce, _includeSelf) => [self, source],
  forward: (self, dim, index, source, reduce, includeSelf) =>
    kernel.indexReduce(self.impl, dim, index.impl, source.impl, reduce, includeSelf),
  save: (_need, result, self, dim, index, source, reduce, include_self) => ({
    dim,
    include_self,
    index,
    reduce,
    result,
    self,
    source,
  }),
  gradAll: (g, s) => {
    const [own, source] = reducedGradients(g, s.self, s.source, s.result, s.reduce, s.include_self, {
      pick: (t) => indexSelect(t, s.dim, s.index),
      into: (t, src) => indexAdd(t, s.dim, s.index, src, one),
      product: (t, src) => indexReduce(t, s.dim, s.index, src, "prod", s.include_self),
    });
    return [s.include_self ? own : indexFill(own, s.dim, s.index, zeroScalar), source];
  },
  text: ["share of g", "share of g"],
  kinks: "ties share the gradient",
});

function checkMask(mask: Tensor, text: (dtype: string) => string): void {
  if (mask.dtype !== bool) throw new TorchError("RuntimeError", text(typeMetaName(mask)));
}
/** The C++ name of a dtype in messages. */
function typeMetaName(t: Tensor): string {
  const names: Readonly<Record<string, string>> = {
    float32: "float",
    float64: "double",
    float16: "c10::Half",
    bfloat16: "c10::BFloat16",
    int64: "int64_t",
    int32: "int",
    int16: "short",
    int8: "signed char",
    uint8: "unsigned char",
    complex64: "c10::complex<float>",
    complex128: "c10::complex<double>",
  };
  return names[t.dtype.name] ?? t.dtype.name;
}
const broadcastTo = (t: Strided, shape: readonly number[]): Strided =>
  sameShape(t.shape, shape) ? t : viewOf(t, shape, broadcastStrides(t, shape));

function maskedFillData(self: Tensor, mask: Tensor, value: Strided): Strided {
  checkMask(mask, (d) => `masked_fill_ only supports boolean masks, but got mask with dtype ${d}`);
  const shape = broadcastShapes(self.shape, mask.shape);
  const whole = broadcastTo(self.impl, shape);
  return contiguous(kernelWhere(broadcastTo(mask.impl, shape), broadcastTo(value, shape), whole));
}

export const maskedFill: Op<[self: Tensor, mask: Tensor, value: ScalarValue]> = defineOp("masked_fill.Scalar", {
  node: "MaskedFillBackward0",
  inputs: 1,
  forward: (self, mask, value) => maskedFillData(self, mask, elementOf(self, value).impl),
  save: (_need, _result, _self, mask) => ({ mask }),
  grad: [(g, s) => maskedFill(g, s.mask, zeroScalar)],
  text: ["0 where {mask}, else 1"],
});

export const maskedFillTensor: Op<[self: Tensor, mask: Tensor, value: Tensor]> = defineOp("masked_fill.Tensor", {
  node: "MaskedFillBackward1",
  inputs: (self, _mask, value) => [self, value],
  forward: (self, mask, value) => {
    if (value.dim !== 0) {
      throw new TorchError(
        "RuntimeError",
        `masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.dim} dimension(s).`,
      );
    }
    checkElement(self, value);
    return maskedFillData(self, mask, convert(value.impl, self.dtype));
  },
  save: (_need, _result, _self, mask) => ({ mask }),
  grad: [(g, s) => maskedFill(g, s.mask, zeroScalar), (g, s) => sum(where(s.mask, g, zerosLike(g)), null)],
  text: ["0 where {mask}, else 1", "summed over what was filled"],
});

export const maskedSelect: Op<[self: Tensor, mask: Tensor]> = defineOp("masked_select", {
  node: "MaskedSelectBackward0",
  inputs: 1,
  forward: (self, mask) => {
    checkMask(mask, () => "masked_select: expected BoolTensor for mask");
    const shape = broadcastShapes(self.shape, mask.shape);
    return kernel.maskedSelect(broadcastTo(self.impl, shape), broadcastTo(mask.impl, shape));
  },
  save: (_need, _result, self, mask) => ({ mask, self }),
  grad: [
    (g, s) => {
      const shape = broadcastShapes(s.self.shape, s.mask.shape);
      return maskedScatter(zeros(shape, g.dtype), expandTo(s.mask, shape), g);
    },
  ],
  text: ["1 where {mask}, else 0"],
});
function expandTo(t: Tensor, shape: readonly number[]): Tensor {
  return sameShape(t.shape, shape) ? t : expand(t, shape);
}

export const maskedScatter: Op<[self: Tensor, mask: Tensor, source: Tensor]> = defineOp("masked_scatter", {
  node: "MaskedScatterBackward0",
  inputs: (self, _mask, source) => [self, source],
  forward: (self, mask, source) => {
    if (self.dtype !== source.dtype) {
      throw new TorchError(
        "RuntimeError",
        `masked_scatter_: expected self and source to have same dtypes but got ${self.dtype.scalarName} and ${source.dtype.scalarName}`,
      );
    }
    checkMask(
      mask,
      () => `masked_scatter_ only supports boolean masks, but got mask with dtype ${mask.dtype.scalarName}`,
    );
    const shape = broadcastShapes(self.shape, mask.shape);
    return kernel.maskedScatter(broadcastTo(self.impl, shape), broadcastTo(mask.impl, shape), source.impl);
  },
  save: (_need, _result, _self, mask, source) => ({ mask, source_sym_sizes: source.shape }),
  grad: [
    (g, s) => maskedFill(g, s.mask, zeroScalar),
    (g, s) => {
      const used = maskedSelect(g, s.mask);
      const numel = s.source_sym_sizes.reduce((a, b) => a * b, 1);
      const left = numel - used.numel;
      return reshape(left > 0 ? cat([used, zeros([left], g.dtype)], 0) : used, s.source_sym_sizes);
    },
  ],
  text: ["0 where {mask}, else 1", "1 for what was used"],
});

export const take: Op<[self: Tensor, index: Tensor]> = defineOp("take", {
  node: "TakeBackward0",
  inputs: 1,
  forward: (self, index) => kernel.take(self.impl, index.impl),
  save: (_need, _result, self, index) => ({ index, self }),
  grad: [(g, s) => put(zeros(s.self.shape, g.dtype), s.index, g, true)],
  text: ["1 for every time it was taken"],
});

export const put: Op<[self: Tensor, index: Tensor, source: Tensor, accumulate: boolean]> = defineOp("put", {
  node: "PutBackward0",
  inputs: (self, _index, source, _accumulate) => [self, source],
  forward: (self, index, source, accumulate) => kernel.put(self.impl, index.impl, source.impl, accumulate),
  save: (_need, _result, _self, index, source, accumulate) => ({ accumulate, index, source }),
  grad: [
    (g, s) => (s.accumulate ? g : put(g, s.index, zeros(s.source.shape, g.dtype), false)),
    (g, s) => reshape(take(g, s.index), s.source.shape),
  ],
  text: ["1 where nothing was put", "1"],
});

/** `fill_` with a number. */
export const fillScalar: Op<[self: Tensor, value: ScalarValue]> = defineOp("fill_.Scalar", {
  node: "FillBackward2",
  inputs: 1,
  forward: (self, value) => filledLike(self, elementOf(self, value).impl),
  grad: [(g) => zerosLike(g)],
  text: ["0"],
});
/** `fill_` with a 0-dim tensor. */
export const fillTensor: Op<[self: Tensor, value: Tensor]> = defineOp("fill_.Tensor", {
  node: "FillBackward3",
  inputs: 2,
  forward: (self, value) => {
    if (value.dim !== 0) {
      throw new TorchError(
        "RuntimeError",
        `fill_ only supports 0-dimension value tensor but got tensor with ${value.dim} dimensions.`,
      );
    }
    return filledLike(self, convert(value.impl, self.dtype));
  },
  grad: [(g) => zerosLike(g), (g) => sum(g, null)],
  text: ["0", "1, summed"],
});
function filledLike(self: Tensor, element: Strided): Strided {
  return broadcastTo(element, self.shape);
}

/** `torch.fill`: `fill_` out of place, under the names of its own nodes. */
export const fillScalarCopy: Op<[self: Tensor, value: ScalarValue]> = defineOp("fill.Scalar", {
  ...fillScalar.rule,
  node: "FillBackward0",
  forward: (self, value) => denseFill(self, elementOf(self, value).impl),
});
export const filledWith: Op<[self: Tensor, value: Tensor]> = defineOp("fill.Tensor", {
  ...fillTensor.rule,
  node: "FillBackward1",
  forward: (self, value) => denseFill(self, convert(value.impl, self.dtype)),
});
function denseFill(self: Tensor, element: Strided): Strided {
  return fromData(denseData(filledLike(self, element)).slice(), self.shape, self.dtype);
}
