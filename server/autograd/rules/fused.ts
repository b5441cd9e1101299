/**
 * Operations that PyTorch runs as one kernel and that are compositions by their mathematics: attention and the LSTM
 * layer. Forward computes the composition without a graph; backward builds it again and differentiates it. Like
 * PyTorch's, their gradients cannot be differentiated a second time.
 */

import { eq as eqKernel } from "../../tensor/comparison.ts";
import { Unsupported } from "../../tensor/errors.ts";
import { amax } from "../../tensor/reduce.ts";
import type { Strided } from "../../tensor/strided.ts";
import { fromData } from "../../tensor/strided.ts";
import { gradOf } from "../engine.ts";
import { backwardObserver, modes, withGrad } from "../modes.ts";
import type { Grads } from "../node.ts";
import { defineMultiOp, defineOp, type MultiOp, type Need, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { add, mul, scaled } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { where } from "./comparison.ts";
import { sigmoid, tanh } from "./exponential.ts";
import { stack } from "./joining.ts";
import { linear, matmul } from "./matmul.ts";
import { sumDim } from "./reduction.ts";
import { num } from "./scalar.ts";
import { cloneContiguous, slice, transpose, unbind } from "./shape.ts";
import { softmax } from "./softmax.ts";

/** Gradients of `compose(inputs)` for the given cotangents, by a graph of its own. */
function throughComposition(
  name: string,
  inputs: readonly (Tensor | null)[],
  need: Need,
  gs: Grads,
  compose: (inputs: readonly (Tensor | null)[]) => readonly Tensor[],
): Grads {
  if (modes.grad) throw new Unsupported(`create_graph=True through ${name}`);
  const observer = backwardObserver.current;
  backwardObserver.current = null;
  try {
    const leaves = inputs.map((t, i) => {
      if (t === null) return null;
      const leaf = new Tensor(t.impl, { version: 0 });
      leaf.leafRequiresGrad = need[i] === true;
      return leaf;
    });
    const outputs = withGrad(true, () => compose(leaves));
    const used = outputs.map((t, i) => ({ t, g: gs[i] ?? null })).filter(({ t, g }) => g !== null && t.requiresGrad);
    const wanted = leaves.filter((t, i): t is Tensor => t !== null && need[i] === true);
    const got = gradOf(
      used.map(({ t }) => t),
      wanted,
      used.map(({ g }) => g!),
      { keepGraph: false, createGraph: false, allowUnused: true },
    );
    let k = 0;
    return leaves.map((t, i) => (t !== null && need[i] === true ? (got[k++] ?? null) : null));
  } finally {
    backwardObserver.current = observer;
  }
}

/** Softmax in which a row of -inf alone gives zeros. */
export const safeSoftmax: Op<[self: Tensor, dim: number]> = defineOp("_safe_softmax", {
  node: "SafeSoftmaxBackward0",
  inputs: 1,
  forward: (self: Tensor, dim: number) => safe(self, dim).impl,
  save: (_need, result, _self, dim) => ({ dim, result }),
  gradAll: (g, s) => {
    const product = mul(g, s.result);
    const total = sumLast(product, s.dim);
    return [add(product, scaled(mul(s.result, total), -1))];
  },
  text: ["{result}·(g - Σ g·{result})"],
});
function sumLast(t: Tensor, dim: number): Tensor {
  return sumDim(t, [dim], true, null);
}
function safe(self: Tensor, dim: number): Tensor {
  return withGrad(false, () => {
    const empty = new Tensor(eqKernel(amax(self.impl, dim, true), num(-Infinity).impl));
    const out = softmax(self, dim, null);
    return where(empty, zerosLike(out), out);
  });
}

interface AttentionOptions {
  readonly isCausal: boolean;
  readonly scale: number | null;
}
function attention([query, key, value, mask]: readonly (Tensor | null)[], o: AttentionOptions): readonly Tensor[] {
  const scores = scaled(matmul(query!, transpose(key!, -2, -1)), o.scale ?? 1 / Math.sqrt(query!.shape.at(-1)!));
  const masks = [mask ?? null, o.isCausal ? causal(scores) : null].filter((m): m is Tensor => m !== null);
  const masked = masks.reduce((a, m) => add(a, m), scores);
  return [matmul(safeSoftmax(masked, -1), value!)];
}
function causal(scores: Tensor): Tensor {
  const rows = scores.shape.at(-2)!;
  const columns = scores.shape.at(-1)!;
  const data = scores.dtype.allocate(rows * columns);
  for (let i = 0; i < rows; i++) for (let j = i + 1; j < columns; j++) data[i * columns + j] = -Infinity;
  return new Tensor(fromData(data, [rows, columns], scores.dtype));
}

export const flashAttention: Op<
  [query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null, options: AttentionOptions]
> = defineOp("_scaled_dot_product_flash_attention_for_cpu", {
  node: "ScaledDotProductFlashAttentionForCpuBackward0",
  inputs: 3,
  forward: (query: Tensor, key: Tensor, value: Tensor, mask: Tensor | null, o: AttentionOptions) =>
    // The kernel writes heads beside each other: the result is a transposed view of [batch, length, heads, width].
    withGrad(false, () => transposedHeads(attention([query, key, value, mask], o)[0]!)),
  save: (_need, _result, query, key, value, attn_mask, o) => ({
    attn_mask,
    dropout_p: 0,
    is_causal: o.isCausal,
    key,
    query,
    scale: o.scale,
    value,
  }),
  gradAll: (g, s, need) =>
    throughComposition("scaled_dot_product_attention", [s.query, s.key, s.value], need, [g], (inputs) =>
      attention([...inputs, s.attn_mask], { isCausal: s.is_causal, scale: s.scale }),
    ),
  text: ["by softmax and two products", "by softmax and two products", "weightsᵀ·g"],
});
function transposedHeads(t: Tensor): Strided {
  const dense = cloneContiguous(transpose(t, 1, 2));
  return transpose(dense, 1, 2).impl;
}

/** One direction of one layer over all steps: outputs, and the last hidden and cell states. */
function lstm(inputs: readonly (Tensor | null)[], isReverse: boolean): readonly Tensor[] {
  const [x, h0, c0, wIh, wHh, bIh, bHh] = inputs;
  const gates = linear(x!, wIh!, bIh ?? null);
  const steps = unbind(gates, 0);
  if (isReverse) steps.reverse();
  let h = h0!;
  let c = c0!;
  const n = c.shape.at(-1)!;
  const outs: Tensor[] = [];
  for (const step of steps) {
    const all = add(step, linear(h, wHh!, bHh ?? null));
    const part = (k: number): Tensor => slice(all, 1, k * n, (k + 1) * n, 1);
    c = add(mul(sigmoid(part(1)), c), mul(sigmoid(part(0)), tanh(part(2))));
    h = mul(sigmoid(part(3)), tanh(c));
    outs.push(h);
  }
  if (isReverse) outs.reverse();
  return [stack(outs, 0), h, c];
}
export const lstmLayer: MultiOp<
  [
    input: Tensor,
    weightIh: Tensor,
    weightHh: Tensor,
    biasIh: Tensor | null,
    biasHh: Tensor | null,
    hx: Tensor,
    cx: Tensor,
    isReverse: boolean,
  ]
> = defineMultiOp("mkldnn_rnn_layer", {
  node: "MkldnnRnnLayerBackward0",
  inputs: 7,
  forward: (input, wIh, wHh, bIh, bHh, hx, cx, isReverse) =>
    withGrad(false, () => lstm([input, hx, cx, wIh, wHh, bIh, bHh], isReverse).map((t) => t.impl)),
  save: (_need, results, input, weight0, weight1, weight2, weight3, hx_, cx_, reverse) => ({
    batch_first: false,
    bidirectional: false,
    cx_,
    has_biases: weight2 !== null,
    hidden_size: cx_.shape.at(-1)!,
    hx_,
    input,
    mode: 2,
    num_layers: 1,
    result0: results[0]!,
    result1: results[1]!,
    result2: results[2]!,
    reverse,
    train: true,
    weight0,
    weight1,
    weight2,
    weight3,
  }),
  gradAll: (gs, s, need) =>
    throughComposition(
      "nn.LSTM",
      [s.input, s.weight0, s.weight1, s.weight2, s.weight3, s.hx_, s.cx_],
      need,
      gs,
      ([x, w0, w1, w2, w3, h, c]) => lstm([x!, h!, c!, w0!, w1!, w2!, w3!], s.reverse),
    ),
  text: ["backpropagation through the steps"],
});
