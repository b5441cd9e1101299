/**
 * Layer, batch and group normalisation: `(x - mean)·rstd` over groups of elements, times weight, plus bias. The three
 * differ in which elements share a mean and how weight and bias broadcast. Gradients recompute mean and rstd with
 * operations, so that they can be differentiated again.
 */
import { denseData, empty, type Strided } from "../../tensor/strided.ts";
import { defineMultiOp, type MultiOp } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { mul, plus, sub } from "./arithmetic.ts";
import { rsqrt } from "./exponential.ts";
import { meanDim, sumDim } from "./reduction.ts";
import { reshape } from "./shape.ts";

/** How the elements are grouped: the input seen as `view`, statistics over `dims` of it, weight seen as `weight`. */
interface Plan {
  readonly view: readonly number[];
  readonly dims: readonly number[];
  /** The shape of weight and bias that broadcasts to the input's own shape. */
  readonly weight: readonly number[];
  /** Dimensions of the input over which the gradients of weight and bias are summed. */
  readonly weightDims: readonly number[];
  /** The shape of the saved statistics. */
  readonly statistics: readonly number[];
}

function statistics(
  x: Strided,
  plan: Plan,
): { mean: Float64Array; variance: Float64Array; groups: Int32Array; n: number } {
  const shape = plan.view;
  const kept = shape.map((n, d) => (plan.dims.includes(d) ? 1 : n));
  const count = kept.reduce((a, b) => a * b, 1);
  const groups = new Int32Array(x.numel);
  const index = new Array<number>(shape.length).fill(0);
  const strides = new Array<number>(shape.length).fill(0);
  let step = 1;
  for (let d = shape.length - 1; d >= 0; d--) {
    strides[d] = plan.dims.includes(d) ? 0 : step;
    step *= kept[d]!;
  }
  let at = 0;
  for (let i = 0; i < groups.length; i++) {
    groups[i] = at;
    for (let d = shape.length - 1; d >= 0; d--) {
      at += strides[d]!;
      if (++index[d]! < shape[d]!) break;
      at -= strides[d]! * shape[d]!;
      index[d] = 0;
    }
  }
  const n = count === 0 ? 0 : x.numel / count;
  const mean = new Float64Array(count);
  const variance = new Float64Array(count);
  const data = denseData(x);
  for (let i = 0; i < data.length; i++) mean[groups[i]!]! += data[i]! / n;
  for (let i = 0; i < data.length; i++) {
    const d = data[i]! - mean[groups[i]!]!;
    variance[groups[i]!]! += (d * d) / n;
  }
  return { mean, variance, groups, n };
}

function affine(values: Float64Array, like: Strided, weight: Tensor | null, bias: Tensor | null, plan: Plan): Strided {
  const out = empty(like.shape, like.dtype);
  const to = out.storage.data;
  const { cast } = like.dtype;
  const w = weight === null ? null : denseData(weight.impl);
  const b = bias === null ? null : denseData(bias.impl);
  // weight's shape broadcasts to the input's: its position for each element.
  const strides = new Array<number>(like.shape.length).fill(0);
  let step = 1;
  const lead = like.shape.length - plan.weight.length;
  for (let d = like.shape.length - 1; d >= lead; d--) {
    const n = plan.weight[d - lead]!;
    strides[d] = n === 1 ? 0 : step;
    step *= n;
  }
  const index = new Array<number>(like.shape.length).fill(0);
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    to[i] = cast(values[i]! * (w === null ? 1 : w[at]!) + (b === null ? 0 : b[at]!));
    for (let d = like.shape.length - 1; d >= 0; d--) {
      at += strides[d]!;
      if (++index[d]! < like.shape[d]!) break;
      at -= strides[d]! * like.shape[d]!;
      index[d] = 0;
    }
  }
  return out;
}

function stored(values: Float64Array, shape: readonly number[], like: Strided): Strided {
  const out = empty(shape, like.dtype);
  for (let i = 0; i < values.length; i++) out.storage.data[i] = like.dtype.cast(values[i]!);
  return out;
}

/** Fixed statistics (batch norm in evaluation), or null to compute them. */
interface Fixed {
  readonly mean: Tensor;
  readonly variance: Tensor;
}

function run(
  x: Strided,
  weight: Tensor | null,
  bias: Tensor | null,
  plan: Plan,
  eps: number,
  fixed: Fixed | null,
): Strided[] {
  const s = statistics(x, plan);
  const mean = fixed === null ? s.mean : Float64Array.from(denseData(fixed.mean.impl));
  const variance = fixed === null ? s.variance : Float64Array.from(denseData(fixed.variance.impl));
  const rstd = variance.map((v) => 1 / Math.sqrt(v + eps));
  const data = denseData(x);
  const values = new Float64Array(data.length);
  for (let i = 0; i < data.length; i++) values[i] = (data[i]! - mean[s.groups[i]!]!) * rstd[s.groups[i]!]!;
  const out = affine(values, x, weight, bias, plan);
  if (fixed !== null) return [out, empty([0], x.dtype), empty([0], x.dtype)];
  return [out, stored(mean, plan.statistics, x), stored(rstd, plan.statistics, x)];
}

function gradients(
  g: Tensor,
  input: Tensor,
  weight: Tensor | null,
  plan: Plan,
  eps: number,
  fixed: Fixed | null,
  need: readonly boolean[],
  weightShape: readonly number[],
): (Tensor | null)[] {
  const x = reshape(input, plan.view);
  let centred: Tensor;
  let rstd: Tensor;
  if (fixed === null) {
    centred = sub(x, meanDim(x, plan.dims, true, null));
    rstd = rsqrt(plus(meanDim(mul(centred, centred), plan.dims, true, null), eps));
  } else {
    const shape = plan.view.map((n, d) => (plan.dims.includes(d) ? 1 : n));
    centred = sub(x, reshape(fixed.mean, shape));
    rstd = rsqrt(plus(reshape(fixed.variance, shape), eps));
  }
  const normal = mul(centred, rstd);
  const normalInShape = reshape(normal, input.shape);
  const gw = weight === null ? g : mul(g, reshape(weight, plan.weight));
  let gx: Tensor | null = null;
  if (need[0]) {
    const gn = reshape(gw, plan.view);
    if (fixed !== null) gx = reshape(mul(gn, rstd), input.shape);
    else {
      const inner = sub(
        sub(gn, meanDim(gn, plan.dims, true, null)),
        mul(normal, meanDim(mul(gn, normal), plan.dims, true, null)),
      );
      gx = reshape(mul(rstd, inner), input.shape);
    }
  }
  const summed = (t: Tensor): Tensor =>
    reshape(plan.weightDims.length === 0 ? t : sumDim(t, plan.weightDims, false, null), weightShape);
  return [gx, need[1] ? summed(mul(g, normalInShape)) : null, need[2] ? summed(g) : null];
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

function layerPlan(x: Tensor, normalized: readonly number[]): Plan {
  const lead = x.dim - normalized.length;
  return {
    view: x.shape,
    dims: range(lead, x.dim),
    weight: normalized,
    weightDims: range(0, lead),
    statistics: [...x.shape.slice(0, lead), ...normalized.map(() => 1)],
  };
}
export const nativeLayerNorm: MultiOp<
  [input: Tensor, weight: Tensor | null, bias: Tensor | null, normalizedShape: readonly number[], eps: number]
> = defineMultiOp("native_layer_norm", {
  node: "NativeLayerNormBackward0",
  inputs: 3,
  differentiable: [true, false, false],
  forward: (input, weight, bias, normalized, eps) =>
    run(input.impl, weight, bias, layerPlan(input, normalized), eps, null),
  save: (_need, results, input, weight, bias, normalized_shape, eps) => ({
    bias,
    input,
    normalized_shape,
    result1: results[1]!,
    result2: results[2]!,
    weight,
    [epsilon]: eps,
  }),
  gradAll: ([g], s, need) =>
    g == null
      ? [null, null, null]
      : gradients(
          g,
          s.input,
          s.weight,
          layerPlan(s.input, s.normalized_shape),
          s[epsilon],
          null,
          need,
          s.normalized_shape,
        ),
  text: ["rstd·(g - mean g - x̂·mean(g·x̂))", "Σ g·x̂", "Σ g"],
});
const epsilon = Symbol("eps");

function batchPlan(x: Tensor): Plan {
  const dims = x.shape.map((_, d) => d).filter((d) => d !== 1);
  return {
    view: x.shape,
    dims,
    weight: [x.shape[1]!, ...x.shape.slice(2).map(() => 1)],
    weightDims: dims,
    statistics: [x.shape[1]!],
  };
}
export const nativeBatchNorm: MultiOp<
  [
    input: Tensor,
    weight: Tensor | null,
    bias: Tensor | null,
    runningMean: Tensor | null,
    runningVar: Tensor | null,
    training: boolean,
    eps: number,
  ]
> = defineMultiOp("native_batch_norm", {
  node: "NativeBatchNormBackward0",
  inputs: 3,
  differentiable: [true, false, false],
  forward: (input, weight, bias, mean, variance, training, eps) =>
    run(input.impl, weight, bias, batchPlan(input), eps, fixedOf(training, mean, variance)),
  save: (_need, results, input, weight, _bias, running_mean, running_var, training, eps) => ({
    eps,
    input,
    result1: results[1]!,
    result2: results[2]!,
    // Training writes new running statistics in place, which must not make backward fail: they are not used there.
    running_mean: training && running_mean !== null ? new Tensor(running_mean.impl, { version: 0 }) : running_mean,
    running_var: training && running_var !== null ? new Tensor(running_var.impl, { version: 0 }) : running_var,
    training,
    weight,
  }),
  gradAll: ([g], s, need) =>
    g == null
      ? [null, null, null]
      : gradients(
          g,
          s.input,
          s.weight,
          batchPlan(s.input),
          s.eps,
          fixedOf(s.training, s.running_mean, s.running_var),
          need,
          [s.input.shape[1]!],
        ),
  text: ["rstd·(g - mean g - x̂·mean(g·x̂)) per channel", "Σ g·x̂", "Σ g"],
});
function fixedOf(training: boolean, mean: Tensor | null, variance: Tensor | null): Fixed | null {
  return training || mean === null || variance === null ? null : { mean, variance };
}

/** Mean and unbiased variance per channel: what running statistics are moved towards. */
export function batchStatistics(x: Tensor): { mean: number[]; variance: number[] } {
  const s = statistics(x.impl, batchPlan(x));
  return { mean: [...s.mean], variance: [...s.variance].map((v) => (v * s.n) / (s.n - 1)) };
}

function groupPlan(x: Tensor, groups: number): Plan {
  const [n, c] = [x.shape[0]!, x.shape[1]!];
  const inner = x.shape.slice(2).reduce((a, b) => a * b, 1);
  return {
    view: [n, groups, (c / groups) * inner],
    dims: [2],
    weight: [c, ...x.shape.slice(2).map(() => 1)],
    weightDims: x.shape.map((_, d) => d).filter((d) => d !== 1),
    statistics: [n, groups],
  };
}
export const nativeGroupNorm: MultiOp<
  [input: Tensor, weight: Tensor | null, bias: Tensor | null, groups: number, eps: number]
> = defineMultiOp("native_group_norm", {
  node: "NativeGroupNormBackward0",
  inputs: 3,
  differentiable: [true, false, false],
  forward: (input, weight, bias, groups, eps) => run(input.impl, weight, bias, groupPlan(input, groups), eps, null),
  save: (_need, results, input, weight, _bias, group, eps) => ({
    C: input.shape[1]!,
    HxW: input.shape.slice(2).reduce((a, b) => a * b, 1),
    N: input.shape[0]!,
    eps,
    group,
    input,
    result1: results[1]!,
    result2: results[2]!,
    weight,
  }),
  gradAll: ([g], s, need) =>
    g == null
      ? [null, null, null]
      : gradients(g, s.input, s.weight, groupPlan(s.input, s.group), s.eps, null, need, [s.C]),
  text: ["rstd·(g - mean g - x̂·mean(g·x̂)) per group", "Σ g·x̂", "Σ g"],
});
