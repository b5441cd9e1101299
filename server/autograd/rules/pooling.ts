/** Pooling, interpolation and padding by reflection or repetition. */
import { maxPool as maxPoolKernel, type Windows } from "../../tensor/pooling.ts";
import { type AxisMap, applyMaps, transposeMap } from "../../tensor/separable.ts";
import { defineMultiOp, defineOp, type MultiOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { zeros } from "./base.ts";
import { scatterAdd } from "./scattering.ts";
import { reshape } from "./shape.ts";

/** A separable linear map as an operation; `fields` are the saved fields that PyTorch shows. */
export type SeparableOp = Op<[self: Tensor, maps: readonly AxisMap[], fields: object]>;

function separable(op: string, node: string, text: string): SeparableOp {
  const backward: SeparableOp = defineOp(`${op}_backward`, {
    node: node.replace("Backward0", "BackwardBackward0"),
    inputs: 1,
    forward: (self: Tensor, maps: readonly AxisMap[], _fields: object) => applyMaps(self.impl, maps),
    save: (_need, _result, _self, maps, fields) => ({ maps, fields }),
    grad: [(g, s) => forward(g, s.maps.map(transposeMap), s.fields)],
  });
  const forward: SeparableOp = defineOp(op, {
    node,
    inputs: 1,
    forward: (self: Tensor, maps: readonly AxisMap[], _fields: object) => applyMaps(self.impl, maps),
    save: (_need, _result, _self, maps: readonly AxisMap[], fields: object) => ({
      ...fields,
      [hidden]: { maps, fields },
    }),
    grad: [(g, s) => backward(g, s[hidden].maps.map(transposeMap), s[hidden].fields)],
    text: [text],
  });
  return forward;
}
const hidden = Symbol("maps");

const average = "g shared among the window";
export const avgPool2d = separable("avg_pool2d", "AvgPool2DBackward0", average);
export const avgPool3d = separable("avg_pool3d", "AvgPool3DBackward0", average);
export const adaptiveAvgPool2d = separable("_adaptive_avg_pool2d", "AdaptiveAvgPool2DBackward0", average);
export const adaptiveAvgPool3d = separable("_adaptive_avg_pool3d", "AdaptiveAvgPool3DBackward0", average);
const back = "g added to where each value came from";
export const reflectionPad = [1, 2, 3].map((n) =>
  separable(`reflection_pad${n}d`, `ReflectionPad${n}DBackward0`, back),
);
export const replicationPad = [1, 2, 3].map((n) =>
  separable(`replication_pad${n}d`, `ReplicationPad${n}DBackward0`, back),
);
const upsample = (name: string, node: string): SeparableOp =>
  separable(`upsample_${name}`, node, "g times the weights");
export const upsampleNearest = [1, 2, 3].map((n) => upsample(`nearest${n}d`, `UpsampleNearest${n}DBackward0`));
export const upsampleNearestExact = [1, 2, 3].map((n) =>
  upsample(`nearest_exact${n}d`, `UpsampleNearestExact${n}DBackward0`),
);
export const upsampleLinear = [
  upsample("linear1d", "UpsampleLinear1DBackward0"),
  upsample("bilinear2d", "UpsampleBilinear2DBackward0"),
  upsample("trilinear3d", "UpsampleTrilinear3DBackward0"),
];
export const upsampleBicubic = upsample("bicubic2d", "UpsampleBicubic2DBackward0");

type MaxPoolOp = MultiOp<[self: Tensor, windows: readonly Windows[], fields: object]>;
function maxPool(op: string, node: string, rank: number): MaxPoolOp {
  return defineMultiOp(op, {
    node,
    inputs: 1,
    forward: (self: Tensor, windows: readonly Windows[], _fields: object) => {
      const { values, indices } = maxPoolKernel(self.impl, windows);
      return [values, indices];
    },
    differentiable: [true, false],
    save: (_need, results, self: Tensor, _windows, fields: object) => ({ ...fields, result1: results[1]!, self }),
    gradAll: ([g], s) => [g == null ? null : unpool(g, s.result1, s.self.shape, rank)],
    text: ["g at the greatest element of each window"],
    kinks: "where elements of a window are equal, PyTorch picks the first",
  });
}
/** Adds each gradient to the element that was the greatest; the last `rank` dimensions were pooled. */
function unpool(g: Tensor, indices: Tensor, shape: readonly number[], rank: number): Tensor {
  const lead = shape.length - rank;
  const rows = shape.slice(0, lead);
  const plane = shape.slice(lead).reduce((a, b) => a * b, 1);
  const flatG = reshape(g, [...rows, g.shape.slice(lead).reduce((a, b) => a * b, 1)]);
  const flatIndices = reshape(indices, flatG.shape);
  return reshape(scatterAdd(zeros([...rows, plane], g.dtype), lead, flatIndices, flatG), shape);
}

export const maxPool2d: MaxPoolOp = maxPool("max_pool2d_with_indices", "MaxPool2DWithIndicesBackward0", 2);
export const maxPool3d: MaxPoolOp = maxPool("max_pool3d_with_indices", "MaxPool3DWithIndicesBackward0", 3);
export const adaptiveMaxPool2d: MaxPoolOp = maxPool("adaptive_max_pool2d", "AdaptiveMaxPool2DBackward0", 2);
export const adaptiveMaxPool3d: MaxPoolOp = maxPool("adaptive_max_pool3d", "AdaptiveMaxPool3DBackward0", 3);
