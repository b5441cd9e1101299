/**
 * Activations: elementwise functions given by f, its derivative f′ and, for derivatives of second and higher order, f″
 * written with operations. The backward of each is an operation of its own (`g·f′(x)`), as in PyTorch.
 */
import { alike, alikeTwo, needFloat } from "../../tensor/activation.ts";
import { gt as gtKernel, le as leKernel, logicalAnd, lt as ltKernel } from "../../tensor/comparison.ts";
import { erf } from "../../tensor/special.ts";
import type { Strided } from "../../tensor/strided.ts";
import { wrapDim } from "../../tensor/strided.ts";
import { slice as sliceView } from "../../tensor/views.ts";
import { defineOp, type Op } from "../op.ts";
import { Tensor } from "../tensor.ts";
import { mul, neg, plus, scaled, sub } from "./arithmetic.ts";
import { zerosLike } from "./base.ts";
import { thresholdBackward } from "./clamping.ts";
import { where } from "./comparison.ts";
import { exp, sigmoid, tanh } from "./exponential.ts";
import { cat } from "./joining.ts";
import { num, type ScalarValue, scalarTensor } from "./scalar.ts";
import { slice } from "./shape.ts";
import { withoutDerivative } from "./undifferentiable.ts";

interface Activation<P extends readonly unknown[], S extends object> {
  readonly op: string;
  readonly node: string;
  /** PyTorch's name of the kernel in "not implemented for" errors. */
  readonly kernel: string;
  readonly f: (x: number, ...p: P) => number;
  /** f′, or null where the gradient is dropped: 0 results whatever arrives, also for infinities and without a sign. */
  readonly df: (x: number, ...p: P) => number | null;
  /** f″ where it is not zero. */
  readonly second?: (x: Tensor, ...p: P) => Tensor;
  /** True where PyTorch has no derivative of the backward. */
  readonly isOnceOnly?: boolean;
  /** The row of the backward, where another function has it already. */
  readonly sharedBackward?: (g: Tensor, self: Tensor, ...p: P) => Tensor;
  /** The parameters under their saved names. */
  readonly saved?: (...p: P) => S;
  readonly text: string;
  readonly kinks?: string;
}

function activation<P extends readonly unknown[], S extends object>(
  a: Activation<P, S>,
): Op<[self: Tensor, ...params: P]> {
  const backwardNode = a.node.replace("Backward0", "BackwardBackward0");
  const { sharedBackward } = a;
  const backward = sharedBackward === undefined ? ownBackward(a, backwardNode) : null;
  return defineOp(a.op, {
    node: a.node,
    inputs: 1,
    forward: (self: Tensor, ...params: P) => alike(a.kernel, self.impl, (x) => a.f(x, ...params)),
    save: (_need, _result, self: Tensor, ...params: P) => ({
      ...(a.saved?.(...params) ?? ({} as S)),
      self,
      // How backward calls it: not a field of PyTorch's.
      [parameters]: params,
    }),
    grad: [
      (g, s) => (backward === null ? sharedBackward!(g, s.self, ...s[parameters]) : backward(g, s.self, s[parameters])),
    ],
    text: [a.text],
    ...(a.kinks === undefined ? {} : { kinks: a.kinks }),
  });
}

function ownBackward<P extends readonly unknown[], S extends object>(
  a: Activation<P, S>,
  node: string,
): Op<[g: Tensor, self: Tensor, params: P]> {
  const forward = (g: Tensor, self: Tensor, params: P): Strided =>
    alikeTwo(g.impl, self.impl, (d, x) => {
      const slope = a.df(x, ...params);
      return slope === null ? 0 : d * slope;
    });
  if (a.isOnceOnly === true) return withoutDerivative(`${a.op}_backward`, 2, forward);
  const backward: Op<[g: Tensor, self: Tensor, params: P]> = defineOp(`${a.op}_backward`, {
    node,
    inputs: 2,
    forward,
    save: (need, _result, grad_output, self, params) => ({ grad_output: need[1] ? grad_output : null, self, params }),
    grad: [
      (g, s) => backward(g, s.self, s.params),
      (g, s) => (a.second === undefined ? zerosLike(g) : mul(mul(g, s.grad_output!), a.second(s.self, ...s.params))),
    ],
  });
  return backward;
}
const parameters = Symbol("parameters");

/** Mask of `low < x < high`. */
function between(x: Tensor, low: number, high: number): Tensor {
  return new Tensor(logicalAnd(gtKernel(x.impl, num(low).impl), ltKernel(x.impl, num(high).impl)));
}
function atMost(x: Tensor, bound: number): Tensor {
  return new Tensor(leKernel(x.impl, num(bound).impl));
}
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
const normalDensity = (x: number): number => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
const tanhScale = Math.sqrt(2 / Math.PI);

/** `approximate`: "none" or "tanh". */
export const gelu: Op<[self: Tensor, approximate: string]> = activation({
  op: "gelu",
  node: "GeluBackward0",
  kernel: "GeluKernelImpl",
  f: (x: number, approximate: string) =>
    approximate === "tanh"
      ? 0.5 * x * (1 + Math.tanh(tanhScale * (x + 0.044715 * x ** 3)))
      : 0.5 * x * (1 + erf(x * Math.SQRT1_2)),
  df: (x: number, approximate: string) => {
    if (approximate !== "tanh") return 0.5 * (1 + erf(x * Math.SQRT1_2)) + x * normalDensity(x);
    const t = Math.tanh(tanhScale * (x + 0.044715 * x ** 3));
    return 0.5 * (1 + t) + 0.5 * x * (1 - t * t) * tanhScale * (1 + 3 * 0.044715 * x * x);
  },
  second: (x: Tensor, approximate: string) => {
    const xx = mul(x, x);
    if (approximate !== "tanh") {
      // φ(x)·(2 - x²)
      return mul(scaled(exp(scaled(xx, -0.5)), 1 / Math.sqrt(2 * Math.PI)), sub(num(2), xx));
    }
    const c = 0.044715;
    const u = scaled(mul(x, plus(scaled(xx, c), 1)), tanhScale);
    const t = tanh(u);
    const du = scaled(plus(scaled(xx, 3 * c), 1), tanhScale);
    const ddu = scaled(x, 6 * c * tanhScale);
    const sech = sub(num(1), mul(t, t));
    // (x·(1 + t)/2)″ = t′ + x·t″/2 with t′ = sech²·u′, t″ = sech²·(u″ - 2·t·u′²)
    const inner = sub(ddu, scaled(mul(t, mul(du, du)), 2));
    return mul(sech, sub(du, neg(scaled(mul(x, inner), 0.5))));
  },
  saved: (approximate: string) => ({ approximate }),
  text: "Φ({self}) + {self}·φ({self})",
});

export const silu: Op<[self: Tensor]> = activation({
  op: "silu",
  node: "SiluBackward0",
  kernel: "silu_cpu",
  f: (x) => x / (1 + Math.exp(-x)),
  df: (x) => {
    const s = logistic(x);
    return s * (1 + x * (1 - s));
  },
  second: (x) => {
    const s = sigmoid(x);
    const slope = mul(s, sub(num(1), s));
    return mul(slope, plus(mul(x, sub(num(1), scaled(s, 2))), 2));
  },
  text: "σ({self})·(1 + {self}·(1 - σ({self})))",
});

const softplusOf = (x: number): number => (x > 30 ? x : Math.log1p(Math.exp(x)));
export const mish: Op<[self: Tensor]> = activation({
  op: "mish",
  node: "MishBackward0",
  kernel: "mish_cpu",
  f: (x) => x * Math.tanh(softplusOf(x)),
  df: (x) => {
    const t = Math.tanh(softplusOf(x));
    return t + x * logistic(x) * (1 - t * t);
  },
  second: (x) => {
    // With t = tanh(softplus(x)), σ = sigmoid(x): t′ = (1 - t²)·σ and σ′ = σ·(1 - σ).
    const s = sigmoid(x);
    const t = tanh(softplus(x, { kind: "int", value: 1, imag: 0 }, { kind: "int", value: 20, imag: 0 }));
    const sech = sub(num(1), mul(t, t));
    const slope = mul(sech, s);
    const bend = sub(mul(mul(sech, s), sub(num(1), s)), scaled(mul(mul(t, slope), s), 2));
    return sub(scaled(slope, 2), neg(mul(x, bend)));
  },
  text: "tanh(softplus({self})) + {self}·σ({self})·sech²(softplus({self}))",
});

export const softplus: Op<[self: Tensor, beta: ScalarValue, threshold: ScalarValue]> = activation({
  op: "softplus",
  node: "SoftplusBackward0",
  kernel: "softplus_cpu",
  f: (x: number, beta: ScalarValue, threshold: ScalarValue) =>
    x * beta.value > threshold.value ? x : Math.log1p(Math.exp(x * beta.value)) / beta.value,
  df: (x: number, beta: ScalarValue, threshold: ScalarValue) =>
    x * beta.value > threshold.value ? 1 : logistic(x * beta.value),
  second: (x: Tensor, beta: ScalarValue, threshold: ScalarValue) => {
    const s = sigmoid(scaled(x, beta.value));
    const formula = scaled(mul(s, sub(num(1), s)), beta.value);
    return where(atMost(scaled(x, beta.value), threshold.value), formula, zerosLike(formula));
  },
  saved: (beta: ScalarValue, threshold: ScalarValue) => ({ beta, threshold }),
  text: "σ({beta}·{self})",
});

type EluScalars = [alpha: ScalarValue, scale: ScalarValue, inputScale: ScalarValue];
export const elu: Op<[self: Tensor, ...EluScalars]> = activation({
  op: "elu",
  node: "EluBackward0",
  kernel: "elu_cpu",
  f: (x: number, ...[alpha, scale, inputScale]: EluScalars) =>
    x < 0 ? Math.expm1(x * inputScale.value) * alpha.value * scale.value : x * scale.value,
  df: (x: number, ...[alpha, scale, inputScale]: EluScalars) =>
    x <= 0 ? Math.exp(x * inputScale.value) * alpha.value * scale.value * inputScale.value : scale.value,
  second: (x: Tensor, ...[alpha, scale, inputScale]: EluScalars) => {
    const formula = scaled(
      exp(scaled(x, inputScale.value)),
      alpha.value * scale.value * inputScale.value * inputScale.value,
    );
    return where(atMost(x, 0), formula, zerosLike(formula));
  },
  saved: (...[alpha, scale, input_scale]: EluScalars) => ({ alpha, input_scale, scale }),
  text: "{scale} where {self} > 0, else {alpha}·{scale}·exp({self})",
});

export const celu: Op<[self: Tensor, alpha: ScalarValue]> = activation({
  op: "celu",
  node: "CeluBackward0",
  kernel: "elu_cpu",
  f: (x: number, alpha: ScalarValue) => (x < 0 ? Math.expm1(x / alpha.value) * alpha.value : x),
  df: (x: number, alpha: ScalarValue) => (x <= 0 ? Math.exp(x / alpha.value) : 1),
  second: (x: Tensor, alpha: ScalarValue) => {
    const formula = scaled(exp(scaled(x, 1 / alpha.value)), 1 / alpha.value);
    return where(atMost(x, 0), formula, zerosLike(formula));
  },
  saved: (alpha: ScalarValue) => ({ alpha }),
  text: "1 where {self} > 0, else exp({self}/{alpha})",
});

export const leakyRelu: Op<[self: Tensor, negativeSlope: ScalarValue]> = activation({
  op: "leaky_relu",
  node: "LeakyReluBackward0",
  kernel: "leaky_relu_cpu",
  f: (x: number, slope: ScalarValue) => (x > 0 ? x : x * slope.value),
  df: (x: number, slope: ScalarValue) => (x > 0 ? 1 : slope.value),
  saved: (negative_slope: ScalarValue) => ({ negative_slope }),
  text: "1 where {self} > 0, else {negative_slope}",
  kinks: "leaky_relu at 0: PyTorch picks the negative slope",
});

export const hardtanh: Op<[self: Tensor, min: ScalarValue, max: ScalarValue]> = activation({
  op: "hardtanh",
  node: "HardtanhBackward0",
  kernel: "hardtanh_cpu",
  f: (x: number, min: ScalarValue, max: ScalarValue) => (x < min.value ? min.value : x > max.value ? max.value : x),
  df: (x: number, min: ScalarValue, max: ScalarValue) => (x <= min.value || x >= max.value ? null : 1),
  saved: (min_val: ScalarValue, max_val: ScalarValue) => ({ max_val, min_val }),
  text: "1 strictly between {min_val} and {max_val}, else 0",
  kinks: "hardtanh at its bounds: PyTorch picks 0",
});

export const hardsigmoid: Op<[self: Tensor]> = activation({
  op: "hardsigmoid",
  node: "HardsigmoidBackward0",
  kernel: "hardsigmoid_cpu",
  f: (x) => Math.min(Math.max(x + 3, 0), 6) / 6,
  df: (x) => (x > -3 && x < 3 ? 1 / 6 : null),
  isOnceOnly: true,
  text: "1/6 where -3 < {self} < 3, else 0",
  kinks: "hardsigmoid at -3 and 3: PyTorch picks 0",
});

export const hardswish: Op<[self: Tensor]> = activation({
  op: "hardswish",
  node: "HardswishBackward0",
  kernel: "hardswish_cpu",
  f: (x) => (x * Math.min(Math.max(x + 3, 0), 6)) / 6,
  df: (x) => (x <= -3 ? null : x < 3 ? x / 3 + 0.5 : 1),
  second: (x) => {
    const third = plus(zerosLike(x), 1 / 3);
    return where(between(x, -3, 3), third, zerosLike(third));
  },
  text: "{self}/3 + 1/2 where -3 < {self} < 3, else 0 or 1",
  kinks: "hardswish at -3 and 3",
});

export const softshrink: Op<[self: Tensor, lambd: ScalarValue]> = activation({
  op: "softshrink",
  node: "SoftshrinkBackward0",
  kernel: "softshrink_cpu",
  f: (x: number, l: ScalarValue) => (x > l.value ? x - l.value : x < -l.value ? x + l.value : x * 0),
  df: (x: number, l: ScalarValue) => (x >= -l.value && x <= l.value ? null : 1),
  saved: (lambd: ScalarValue) => ({ lambd }),
  text: "1 where |{self}| > {lambd}, else 0",
  kinks: "softshrink at ±lambd: PyTorch picks 0",
});

export const hardshrink: Op<[self: Tensor, lambd: ScalarValue]> = activation({
  op: "hardshrink",
  node: "HardshrinkBackward0",
  kernel: "hardshrink_cpu",
  f: (x: number, l: ScalarValue) => (x >= -l.value && x <= l.value ? 0 : x),
  df: (x: number, l: ScalarValue) => (x >= -l.value && x <= l.value ? null : 1),
  saved: (lambd: ScalarValue) => ({ lambd }),
  text: "1 where |{self}| > {lambd}, else 0",
  kinks: "hardshrink at ±lambd: PyTorch picks 0",
});

export const threshold: Op<[self: Tensor, threshold: ScalarValue, value: ScalarValue]> = activation({
  op: "threshold",
  node: "ThresholdBackward0",
  kernel: "threshold_cpu",
  f: (x: number, t: ScalarValue, value: ScalarValue) => (x <= t.value ? value.value : x),
  df: (x: number, t: ScalarValue, _value: ScalarValue) => (x <= t.value ? 0 : 1),
  sharedBackward: (g, self, bound) => thresholdBackward(g, self, bound),
  saved: (bound: ScalarValue, _value: ScalarValue) => ({ threshold: bound }),
  text: "1 where {self} > {threshold}, else 0",
  kinks: "threshold at its bound: PyTorch picks 0",
});

export const logSigmoid: Op<[self: Tensor]> = activation({
  op: "log_sigmoid",
  node: "LogSigmoidBackward0",
  kernel: "log_sigmoid_cpu",
  f: (x) => Math.min(0, x) - Math.log1p(Math.exp(-Math.abs(x))),
  df: (x) => logistic(-x),
  second: (x) => {
    const s = sigmoid(x);
    return neg(mul(s, sub(num(1), s)));
  },
  text: "σ(-{self})",
});

/** `x` where positive, else `weight·x`; the weight is already shaped to broadcast. */
export const preluKernel: Op<[self: Tensor, weight: Tensor]> = defineOp("_prelu_kernel", {
  node: "PreluKernelBackward0",
  inputs: 2,
  forward: (self, weight) => alikeTwo(weight.impl, self.impl, (w, x) => (x > 0 ? x : w * x)),
  save: (_need, _result, self, weight) => ({ self, weight }),
  grad: [
    (g, s) => where(new Tensor(gtKernel(s.self.impl, num(0).impl)), g, mul(s.weight, g)),
    (g, s) => {
      const product = mul(s.self, g);
      return where(new Tensor(gtKernel(s.self.impl, num(0).impl)), zerosLike(product), product);
    },
  ],
  text: ["1 where {self} > 0, else {weight}", "0 where {self} > 0, else {self}"],
  kinks: "prelu at 0: PyTorch picks the weight",
});

/** `x` where not negative, else `noise·x`: the noise was drawn (training) or is the mean of the bounds. */
export const rreluWithNoise: Op<
  [self: Tensor, noise: Tensor, lower: ScalarValue, upper: ScalarValue, training: boolean]
> = defineOp("rrelu_with_noise", {
  node: "RreluWithNoiseBackward0",
  inputs: 1,
  forward: (self, noise, lower, upper, training) => {
    const slope = (lower.value + upper.value) / 2;
    return training
      ? alikeTwo(noise.impl, self.impl, (n, x) => (x <= 0 ? n * x : x))
      : alike("rrelu_with_noise_out_cpu", self.impl, (x) => (x <= 0 ? slope * x : x));
  },
  save: (_need, _result, self, noise, lower, upper, training) => ({ lower, noise, self, training, upper }),
  grad: [
    (g, s) => {
      if (s.training && s.upper.value - s.lower.value > 1e-6) return mul(s.noise, g);
      const slope: ScalarValue = { kind: "float", value: (s.lower.value + s.upper.value) / 2, imag: 0 };
      return where(new Tensor(gtKernel(s.self.impl, num(0).impl)), g, mul(g, scalarTensor(slope)));
    },
  ],
  text: ["1 where {self} > 0, else the slope drawn"],
  kinks: "rrelu at 0",
});

/** First half times the sigmoid of the second, along `dim`. */
export const glu: Op<[self: Tensor, dim: number]> = defineOp("glu", {
  node: "GluBackward0",
  forward: (self: Tensor, dim: number) => {
    const n = self.shape[wrapDim(dim, self.dim)]! / 2;
    needFloat("glu_cpu", self.dtype);
    return alikeTwo(
      sliceView(self.impl, dim, 0, n, 1),
      sliceView(self.impl, dim, n, 2 * n, 1),
      (a, b) => a * logistic(b),
    );
  },
  save: (_need, _result, self, dim) => ({ dim, self }),
  grad: [
    (g, s) => {
      const n = s.self.shape[wrapDim(s.dim, s.self.dim)]! / 2;
      const a = slice(s.self, s.dim, 0, n, 1);
      const gate = sigmoid(slice(s.self, s.dim, n, 2 * n, 1));
      return cat([mul(g, gate), mul(mul(mul(g, a), gate), sub(num(1), gate))], s.dim);
    },
  ],
  text: ["σ(b) for the first half a, a·σ(b)·(1-σ(b)) for the second half b"],
});
