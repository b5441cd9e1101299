/**
 * Losses that are one operation in PyTorch. A loss of elements is computed per element and reduced (0 none, 1 mean,
 * 2 sum); its gradient is written with operations, scaled by 1/n for the mean.
 */
import { alikeThree, alikeTwo, needFloat } from "../../tensor/activation.ts";
import { le as leKernel, lt as ltKernel } from "../../tensor/comparison.ts";
import { convert } from "../../tensor/copy.ts";
import { abs as absKernel } from "../../tensor/elementary.ts";
import { fail, TorchError } from "../../tensor/errors.ts";
import { resultType } from "../../tensor/promotion.ts";
import { denseData, empty, type Strided } from "../../tensor/strided.ts";
import { mean as meanKernel, sum as sumKernel } from "../../tensor/sum.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { logSigmoid } from "./activation.ts";
import { add, div, mul, neg, scaled, sub } from "./arithmetic.ts";
import { expand, zerosLike } from "./base.ts";
import { clampMin } from "./clamping.ts";
import { where } from "./comparison.ts";
import { log, sigmoid } from "./exponential.ts";
import { floatScalar, num, scalar } from "./scalar.ts";
import { unsqueeze } from "./shape.ts";
import { sign } from "./sign.ts";

/** 0: none, 1: mean, 2: sum. */
export type Reduction = 0 | 1 | 2;

export function reduceData(t: Strided, reduction: Reduction): Strided {
  return reduction === 0 ? t : reduction === 1 ? meanKernel(t) : sumKernel(t);
}

/** The gradient of every element before reduction. */
function spread(g: Tensor, shape: readonly number[], n: number, reduction: Reduction): Tensor {
  if (reduction === 0) return g;
  return expand(reduction === 1 ? div(g, num(n)) : g, shape);
}

interface ElementLoss<P extends readonly unknown[]> {
  readonly op: string;
  readonly node: string;
  readonly f: (x: number, t: number, ...p: P) => number;
  /** The derivative with respect to the input, as operations; also the negative of the target's. */
  readonly slope: (x: Tensor, t: Tensor, ...p: P) => Tensor;
  readonly saved?: (...p: P) => object;
  readonly hasTargetGradient: boolean;
  readonly text: readonly string[];
  readonly kinks?: string;
}
const parameters = Symbol("parameters");

function elementLoss<P extends readonly unknown[]>(
  l: ElementLoss<P>,
): Op<[self: Tensor, target: Tensor, reduction: Reduction, ...params: P]> {
  return defineOp(l.op, {
    node: l.node,
    inputs: l.hasTargetGradient ? 2 : 1,
    forward: (self: Tensor, target: Tensor, reduction: Reduction, ...params: P) => {
      const dtype = resultType(self.impl, target.impl);
      needFloat(l.op, dtype);
      return reduceData(
        alikeTwo(convert(self.impl, dtype), convert(target.impl, dtype), (x, t) => l.f(x, t, ...params)),
        reduction,
      );
    },
    save: (_need, _result, self: Tensor, target: Tensor, reduction: Reduction, ...params: P) => ({
      ...l.saved?.(...params),
      reduction,
      self,
      target,
      [parameters]: params,
    }),
    grad: [
      (g, s) => mul(spread(g, s.self.shape, s.self.numel, s.reduction), l.slope(s.self, s.target, ...s[parameters])),
      (g, s) =>
        neg(mul(spread(g, s.self.shape, s.self.numel, s.reduction), l.slope(s.self, s.target, ...s[parameters]))),
    ],
    text: l.text,
    ...(l.kinks === undefined ? {} : { kinks: l.kinks }),
  });
}

export const mseLoss: Op<[self: Tensor, target: Tensor, reduction: Reduction]> = elementLoss({
  op: "mse_loss",
  node: "MseLossBackward0",
  f: (x, t) => (x - t) * (x - t),
  slope: (x, t) => scaled(sub(x, t), 2),
  hasTargetGradient: true,
  text: ["2·({self}-{target})", "-2·({self}-{target})"],
});

export const smoothL1Loss: Op<[self: Tensor, target: Tensor, reduction: Reduction, beta: number]> = elementLoss({
  op: "smooth_l1_loss",
  node: "SmoothL1LossBackward0",
  f: (x: number, t: number, beta: number) => {
    const z = Math.abs(x - t);
    return z < beta ? (0.5 * z * z) / beta : z - 0.5 * beta;
  },
  slope: (x: Tensor, t: Tensor, beta: number) => {
    const d = sub(x, t);
    return where(new Tensor(ltKernel(absKernel(d.impl), num(beta).impl)), scaled(d, 1 / beta), sign(d));
  },
  saved: (beta: number) => ({ beta: floatScalar(beta) }),
  hasTargetGradient: true,
  text: ["({self}-{target})/{beta} near, else its sign", "the negative of that"],
});

export const huberLoss: Op<[self: Tensor, target: Tensor, reduction: Reduction, delta: number]> = elementLoss({
  op: "huber_loss",
  node: "HuberLossBackward0",
  f: (x: number, t: number, delta: number) => {
    const z = Math.abs(x - t);
    return z <= delta ? 0.5 * z * z : delta * (z - 0.5 * delta);
  },
  slope: (x: Tensor, t: Tensor, delta: number) => {
    const d = sub(x, t);
    return where(new Tensor(leKernel(absKernel(d.impl), num(delta).impl)), d, scaled(sign(d), delta));
  },
  saved: (delta: number) => ({ delta: floatScalar(delta) }),
  hasTargetGradient: true,
  text: ["{self}-{target} near, else ±{delta}", "the negative of that"],
});

export const softMarginLoss: Op<[self: Tensor, target: Tensor, reduction: Reduction]> = elementLoss({
  op: "soft_margin_loss",
  node: "SoftMarginLossBackward0",
  f: (x, t) => Math.log1p(Math.exp(-t * x)),
  slope: (x, t) => neg(mul(t, sigmoid(neg(mul(t, x))))),
  hasTargetGradient: false,
  text: ["-{target}·σ(-{target}·{self})"],
});

/** -(t·ln x + (1-t)·ln(1-x)) with logarithms not below -100. */
export const binaryCrossEntropy: Op<[self: Tensor, target: Tensor, weight: Tensor | null, reduction: Reduction]> =
  defineOp("binary_cross_entropy", {
    node: "BinaryCrossEntropyBackward0",
    inputs: 2,
    forward: (self: Tensor, target: Tensor, weight: Tensor | null, reduction: Reduction) => {
      for (const x of denseData(self.impl)) {
        if (!(x >= 0 && x <= 1)) fail("all elements of input should be between 0 and 1");
      }
      for (const x of denseData(target.impl)) {
        if (!(x >= 0 && x <= 1)) fail("all elements of target should be between 0 and 1");
      }
      const loss = alikeTwo(
        self.impl,
        target.impl,
        (x, t) => (t - 1) * Math.max(Math.log1p(-x), -100) - t * Math.max(Math.log(x), -100),
      );
      return reduceData(weight === null ? loss : mul(new Tensor(loss), weight).impl, reduction);
    },
    save: (_need, _result, self, target, weight, reduction) => ({ reduction, self, target, weight }),
    grad: [
      (g, s) => {
        const denominator = clampMin(mul(sub(num(1), s.self), s.self), floatScalar(1e-12));
        const each = div(sub(s.self, s.target), denominator);
        const out = mul(spread(g, s.self.shape, s.self.numel, s.reduction), each);
        return s.weight === null ? out : mul(out, s.weight);
      },
      (g, s) => {
        const each = sub(log(sub(num(1), s.self)), log(s.self));
        const out = mul(spread(g, s.self.shape, s.self.numel, s.reduction), each);
        return s.weight === null ? out : mul(out, s.weight);
      },
    ],
    text: ["({self}-{target})/({self}·(1-{self}))", "ln(1-{self}) - ln {self}"],
  });

export const binaryCrossEntropyWithLogits: Op<
  [self: Tensor, target: Tensor, weight: Tensor | null, posWeight: Tensor | null, reduction: Reduction]
> = defineOp("binary_cross_entropy_with_logits", {
  node: "BinaryCrossEntropyWithLogitsBackward0",
  inputs: 2,
  forward: (self: Tensor, target: Tensor, weight: Tensor | null, posWeight: Tensor | null, reduction: Reduction) => {
    const softplusNegative = (x: number): number => Math.log1p(Math.exp(-Math.abs(x))) + Math.max(-x, 0);
    const dtype = resultType(self.impl, target.impl);
    needFloat("log_sigmoid_cpu", dtype);
    const x = convert(self.impl, dtype);
    const t = convert(target.impl, dtype);
    const loss =
      posWeight === null
        ? alikeTwo(x, t, (a, b) => (1 - b) * a + softplusNegative(a))
        : alikeThree(x, t, posWeight.impl, dtype, (a, b, p) => (1 - b) * a + ((p - 1) * b + 1) * softplusNegative(a));
    return reduceData(weight === null ? loss : mul(new Tensor(loss), weight).impl, reduction);
  },
  save: (_need, _result, self, target, weight, pos_weight, reduction) => ({
    pos_weight,
    reduction,
    self,
    target,
    weight,
  }),
  grad: [
    (g, s) => {
      let each: Tensor;
      if (s.pos_weight === null) each = sub(sigmoid(s.self), s.target);
      else {
        const t = mul(s.pos_weight, s.target);
        each = sub(mul(sub(add(t, num(1)), s.target), sigmoid(s.self)), t);
      }
      const out = mul(each, spread(g, s.self.shape, s.self.numel, s.reduction));
      return s.weight === null ? out : mul(out, s.weight);
    },
    (g, s) => {
      const each =
        s.pos_weight === null ? neg(s.self) : sub(logSigmoid(neg(s.self)), mul(s.pos_weight, logSigmoid(s.self)));
      const out = mul(each, spread(g, s.self.shape, s.self.numel, s.reduction));
      return s.weight === null ? out : mul(out, s.weight);
    },
  ],
  text: ["σ({self})-{target}", "-{self}"],
});

/** What multiplies each element of the input in a loss that picks one class per row, and the sum of the weights. */
interface Picks {
  readonly factors: Strided;
  readonly total: number;
}
/** `shape`: N, C, positions. */
function picksOf(self: Strided, target: Strided, weight: Strided | null, ignoreIndex: number): Picks {
  const rank = self.shape.length;
  const c = rank === 1 ? self.shape[0]! : self.shape[1]!;
  const n = rank === 1 ? 1 : self.shape[0]!;
  const inner = rank === 1 ? 1 : self.shape.slice(2).reduce((a, b) => a * b, 1);
  const factors = empty(self.shape, self.dtype);
  const to = factors.storage.data;
  const labels = denseData(target);
  const weights = weight === null ? null : denseData(weight);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < inner; k++) {
      const label = labels[i * inner + k]!;
      if (label === ignoreIndex) continue;
      if (label < 0 || label >= c) throw new TorchError("IndexError", `Target ${label} is out of bounds.`);
      const w = weights === null ? 1 : weights[label]!;
      total += w;
      to[(i * c + label) * inner + k] = -w;
    }
  }
  return { factors, total: self.dtype.cast(total) };
}

type NllArguments = [self: Tensor, target: Tensor, weight: Tensor | null, reduction: Reduction, ignoreIndex: number];
/** Σ over the classes of what was picked; positions that are ignored stay zero even where the input is not finite. */
function pickedSum(self: Strided, factors: Strided): Strided {
  const x = denseData(self);
  const f = denseData(factors);
  const rank = self.shape.length;
  const c = rank === 1 ? self.shape[0]! : self.shape[1]!;
  const n = rank === 1 ? 1 : self.shape[0]!;
  const inner = rank === 1 ? 1 : self.shape.slice(2).reduce((a, b) => a * b, 1);
  const out = empty(rank === 1 ? [] : [n, ...self.shape.slice(2)], self.dtype);
  const to = out.storage.data;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < inner; k++) {
      let total = 0;
      for (let j = 0; j < c; j++) {
        const at = (i * c + j) * inner + k;
        if (f[at] !== 0) total += f[at]! * x[at]!;
      }
      to[i * inner + k] = self.dtype.cast(total);
    }
  }
  return out;
}

function nll(op: string, node: string): Op<NllArguments> {
  return defineOp(op, {
    node,
    inputs: 1,
    forward: (...[self, target, weight, reduction, ignoreIndex]: NllArguments) => {
      needFloat("nll_loss_out_frame", self.dtype);
      const { factors, total } = picksOf(self.impl, target.impl, weight?.impl ?? null, ignoreIndex);
      const each = pickedSum(self.impl, factors);
      if (reduction === 0) return each;
      const sum = sumKernel(each);
      if (reduction === 2) return sum;
      const out = empty([], self.dtype);
      out.storage.data[0] = self.dtype.cast(sum.data[sum.offset]! / total);
      return out;
    },
    save: (_need, _result, self, target, weight, reduction, ignore_index) => {
      const { total } = picksOf(self.impl, target.impl, weight?.impl ?? null, ignore_index);
      const total_weight = new Tensor(empty([], self.dtype));
      total_weight.impl.storage.data[0] = reduction === 0 ? 0 : total;
      return { ignore_index, reduction, self, target, total_weight, weight };
    },
    grad: [
      (g, s) => {
        const { factors, total } = picksOf(s.self.impl, s.target.impl, s.weight?.impl ?? null, s.ignore_index);
        const constant = new Tensor(factors);
        if (s.reduction === 0) {
          const wide = s.self.dim === 1 ? expand(g, s.self.shape) : expandClasses(g, s.self.shape);
          return mul(wide, constant);
        }
        const each = s.reduction === 1 ? div(g, num(total)) : g;
        const isNothing = total === 0;
        return isNothing ? zerosLike(s.self) : mul(expand(each, s.self.shape), constant);
      },
    ],
    text: ["-{weight} at the target's class, 0 elsewhere"],
  });
}
/** `[N, d…]` presented as `[N, C, d…]`. */
function expandClasses(g: Tensor, shape: readonly number[]): Tensor {
  return expand(unsqueeze(g, 1), shape);
}

export const nllLoss: Op<NllArguments> = nll("nll_loss_forward", "NllLossBackward0");
export const nllLoss2d: Op<NllArguments> = nll("nll_loss2d_forward", "NllLoss2DBackward0");

/** Σⱼ max(0, margin - x[target] + x[j])^p · weight[target] / C over j ≠ target. */
export const multiMarginLoss: Op<
  [self: Tensor, target: Tensor, p: number, margin: number, weight: Tensor | null, reduction: Reduction]
> = defineOp("multi_margin_loss", {
  node: "MultiMarginLossBackward0",
  inputs: 1,
  forward: (self, target, p, margin, weight, reduction) =>
    multiMargin(self.impl, target.impl, p, margin, weight?.impl ?? null, reduction).loss,
  save: (_need, _result, self, target, p, margin, weight, reduction) => ({
    margin: floatScalar(margin),
    p: scalar(p),
    reduction,
    self,
    target,
    weight,
  }),
  grad: [
    (g, s) => {
      const { factors } = multiMargin(
        s.self.impl,
        s.target.impl,
        s.p.value,
        s.margin.value,
        s.weight?.impl ?? null,
        s.reduction,
      );
      const wide = s.reduction === 0 && s.self.dim === 2 ? unsqueeze(g, 1) : g;
      return mul(expand(wide, s.self.shape), new Tensor(factors));
    },
  ],
  text: ["±{weight}/C for each class within the margin"],
});
function multiMargin(
  self: Strided,
  target: Strided,
  p: number,
  margin: number,
  weight: Strided | null,
  reduction: Reduction,
): { loss: Strided; factors: Strided } {
  const c = self.shape.at(-1) ?? 1;
  const n = self.shape.length === 2 ? self.shape[0]! : 1;
  const x = denseData(self);
  const labels = denseData(target);
  const weights = weight === null ? null : denseData(weight);
  const factors = empty(self.shape, self.dtype);
  const each = empty(self.shape.length === 2 ? [n] : [], self.dtype);
  const scale = reduction === 1 ? 1 / n : 1;
  for (let i = 0; i < n; i++) {
    const label = labels[i]!;
    if (label < 0 || label >= c) fail("target out of range");
    let total = 0;
    for (let j = 0; j < c; j++) {
      if (j === label) continue;
      const z = margin - x[i * c + label]! + x[i * c + j]!;
      if (z <= 0) continue;
      const w = weights === null ? 1 : weights[label]!;
      total += (p === 1 ? z : z * z) * w;
      const slope = ((p === 1 ? 1 : 2 * z) * w * scale) / c;
      factors.storage.data[i * c + j]! += slope;
      factors.storage.data[i * c + label]! -= slope;
    }
    each.storage.data[i] = total / c;
  }
  return { loss: reduceData(each, reduction), factors };
}

/** Σ over targets i and non-targets j of max(0, 1 - x[i] + x[j]) / C; the targets are those before the first -1. */
export const multilabelMarginLoss: Op<[self: Tensor, target: Tensor, reduction: Reduction]> = defineOp(
  "multilabel_margin_loss_forward",
  {
    node: "MultilabelMarginLossBackward0",
    inputs: 1,
    forward: (self, target, reduction) => multilabelMargin(self.impl, target.impl, reduction).loss,
    save: (_need, _result, self, target, reduction) => ({
      is_target: new Tensor(multilabelMargin(self.impl, target.impl, reduction).isTarget),
      reduction,
      self,
      target,
    }),
    grad: [
      (g, s) => {
        const { factors } = multilabelMargin(s.self.impl, s.target.impl, s.reduction);
        const wide = s.reduction === 0 && s.self.dim === 2 ? unsqueeze(g, 1) : g;
        return mul(expand(wide, s.self.shape), new Tensor(factors));
      },
    ],
    text: ["±1/C for each pair within the margin"],
  },
);
function multilabelMargin(
  self: Strided,
  target: Strided,
  reduction: Reduction,
): { loss: Strided; factors: Strided; isTarget: Strided } {
  const c = self.shape.at(-1) ?? 1;
  const n = self.shape.length === 2 ? self.shape[0]! : 1;
  const x = denseData(self);
  const labels = denseData(target);
  const factors = empty(self.shape, self.dtype);
  const isTarget = empty(self.shape, self.dtype);
  const each = empty(self.shape.length === 2 ? [n] : [], self.dtype);
  const scale = reduction === 1 ? 1 / n : 1;
  for (let i = 0; i < n; i++) {
    const chosen: number[] = [];
    for (let j = 0; j < c; j++) {
      const label = labels[i * c + j]!;
      if (label < -1 || label >= c) fail("target is out of range");
      if (label < 0) break;
      chosen.push(label);
      isTarget.storage.data[i * c + label] = 1;
    }
    let total = 0;
    for (const t of chosen) {
      for (let j = 0; j < c; j++) {
        if (isTarget.data[i * c + j] !== 0) continue;
        const z = 1 - x[i * c + t]! + x[i * c + j]!;
        if (z <= 0) continue;
        total += z;
        factors.storage.data[i * c + t]! -= scale / c;
        factors.storage.data[i * c + j]! += scale / c;
      }
    }
    each.storage.data[i] = total / c;
  }
  return { loss: reduceData(each, reduction), factors, isTarget };
}
