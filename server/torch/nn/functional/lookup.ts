/** Embedding, one-hot, linear maps, normalisation: checks, then the rules. */

import { embedding } from "../../../autograd/rules/embedding.ts";
import { linear } from "../../../autograd/rules/matmul.ts";
import {
  batchStatistics,
  nativeBatchNorm,
  nativeGroupNorm,
  nativeLayerNorm,
} from "../../../autograd/rules/normalisation.ts";
import { Tensor } from "../../../autograd/tensor.ts";
import { fail, TorchError, Unsupported } from "../../../tensor/errors.ts";
import { oneHot } from "../../../tensor/lookup.ts";
import { denseData, sameShape, writeDense } from "../../../tensor/strided.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";

const F = ["F"] as const;
const sizes = (xs: readonly number[]): string => `[${xs.join(", ")}]`;

function layerNorm(
  x: Tensor,
  shape: readonly number[],
  weight: Tensor | null,
  bias: Tensor | null,
  eps: number,
): Tensor {
  if (shape.length < 1) {
    fail(
      `Expected normalized_shape to be at least 1-dimensional, i.e., containing at least one element, but got normalized_shape = ${sizes(shape)}`,
    );
  }
  for (const [name, t] of [
    ["weight", weight],
    ["bias", bias],
  ] as const) {
    if (t !== null && !sameShape(t.shape, shape)) {
      fail(
        `Expected ${name} to be of same shape as normalized_shape, but got ${name} of shape ${sizes(t.shape)} and normalized_shape = ${sizes(shape)}`,
      );
    }
  }
  if (x.dim < shape.length || !sameShape(x.shape.slice(-shape.length), shape)) {
    fail(
      `Given normalized_shape=${sizes(shape)}, expected input with shape [*, ${shape.join(", ")}], but got input of size${sizes(x.shape)}`,
    );
  }
  return nativeLayerNorm(x, weight, bias, shape, eps)[0]!;
}

function batchNorm(
  x: Tensor,
  weight: Tensor | null,
  bias: Tensor | null,
  mean: Tensor | null,
  variance: Tensor | null,
  training: boolean,
  momentum: number,
  eps: number,
): Tensor {
  const channels = x.shape[1]!;
  for (const [name, t] of [
    ["running_mean", mean],
    ["running_var", variance],
    ["weight", weight],
    ["bias", bias],
  ] as const) {
    if (t !== null && t.numel !== channels) fail(`${name} should contain ${channels} elements not ${t.numel}`);
  }
  if (!training && (mean === null || variance === null)) {
    fail("running_mean and running_var must be defined in evaluation mode");
  }
  const out = nativeBatchNorm(x, weight, bias, mean, variance, training, eps)[0]!;
  if (training && (mean !== null || variance !== null)) {
    const now = batchStatistics(x);
    move(mean, now.mean, momentum);
    move(variance, now.variance, momentum);
  }
  return out;
}
/** Running statistics go towards the batch's. */
function move(running: Tensor | null, now: readonly number[], momentum: number): void {
  if (running === null) return;
  const { cast } = running.dtype;
  const before = denseData(running.impl);
  writeDense(
    running.impl,
    now.map((v, i) => cast(momentum * v + (1 - momentum) * before[i]!)),
  );
  running.counter.version++;
}

export const lookups: BindingTable = {
  linear: {
    places: F,
    overloads: [overload("(Tensor input, Tensor weight, Tensor? bias=None)", (x, w, b) => linear(x, w, b))],
  },
  one_hot: {
    places: F,
    overloads: [overload("(Tensor tensor, int num_classes=-1)", (x, n) => new Tensor(oneHot(x.impl, n)))],
  },
  layer_norm: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enable=True)",
        (x, shape, w, b, eps) => layerNorm(x, shape, w, b, eps),
      ),
    ],
  },
  group_norm: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, int num_groups, Tensor? weight=None, Tensor? bias=None, float eps=1e-05, bool cudnn_enabled=True)",
        (x, groups, w, b, eps) => {
          const c = x.shape[1]!;
          if (c % groups !== 0) {
            fail(
              `Expected number of channels in input to be divisible by num_groups, but got input of shape ${sizes(x.shape)} and num_groups=${groups}`,
            );
          }
          return nativeGroupNorm(x, w, b, groups, eps)[0]!;
        },
      ),
    ],
  },
  batch_norm: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled)",
        (x, w, b, mean, variance, training, momentum, eps) =>
          batchNorm(x, w, b, mean, variance, training, momentum, eps),
      ),
    ],
  },
  embedding: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False)",
        (w, i, padding, byFrequency, sparse) => {
          if (sparse) throw new Unsupported("torch.embedding(sparse=True)");
          for (const k of denseData(i.impl)) {
            if (i.dtype.category === "int" && (k < 0 || k >= w.shape[0]!)) {
              throw new TorchError("IndexError", "index out of range in self");
            }
          }
          return embedding(w, i, padding, byFrequency, sparse);
        },
      ),
    ],
  },
};
