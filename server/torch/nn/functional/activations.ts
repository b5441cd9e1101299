/** Activation functions of `torch.nn.functional`. */
import { warnings } from "../../../autograd/modes.ts";
import * as rules from "../../../autograd/rules/activation.ts";
import { add, div, neg, sub } from "../../../autograd/rules/arithmetic.ts";
import { detach } from "../../../autograd/rules/base.ts";
import { relu as reluOp } from "../../../autograd/rules/clamping.ts";
import { log, sigmoid, tanh } from "../../../autograd/rules/exponential.ts";
import { num, type ScalarValue, scalarTensor } from "../../../autograd/rules/scalar.ts";
import { view } from "../../../autograd/rules/shape.ts";
import { abs } from "../../../autograd/rules/sign.ts";
import { logSoftmax as logSoftmaxOp, softmax as softmaxOp } from "../../../autograd/rules/softmax.ts";
import { Tensor } from "../../../autograd/tensor.ts";
import { type DType, float64 } from "../../../tensor/dtype.ts";
import { fail } from "../../../tensor/errors.ts";
import { defaultGenerator, exponentialInto, uniformInto } from "../../../tensor/random.ts";
import { maxAlong } from "../../../tensor/reduce.ts";
import { scatterValue } from "../../../tensor/scatter.ts";
import { denseData, empty, scalar, wrapDim } from "../../../tensor/strided.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";
import { define, valueError } from "./define.ts";

const F = ["F"] as const;
const both = (op: Op1, x: Tensor, inplace: boolean): Tensor => (inplace ? op.inplace(x) : op(x));
type Op1 = { (x: Tensor): Tensor; inplace: (x: Tensor) => Tensor };
const int = (value: number): ScalarValue => ({ kind: "int", value, imag: 0 });
const float = (value: number): ScalarValue => ({ kind: "float", value, imag: 0 });
const one = int(1);

export function relu(x: Tensor, inplace: boolean): Tensor {
  return both(reluOp, x, inplace);
}
define("relu", "(Tensor input, bool inplace=False)", relu);

export function gelu(x: Tensor, approximate: string): Tensor {
  if (approximate !== "none" && approximate !== "tanh") {
    fail("approximate argument must be either none or tanh.");
  }
  return rules.gelu(x, approximate);
}
export function elu(x: Tensor, alpha: ScalarValue, inplace: boolean): Tensor {
  return inplace ? rules.elu.inplace(x, alpha, one, one) : rules.elu(x, alpha, one, one);
}
define("elu", "(Tensor input, Scalar alpha=1.0, bool inplace=False)", elu);
const seluAlpha = float(1.6732632423543772);
const seluScale = float(1.0507009873554805);
export function selu(x: Tensor, inplace: boolean): Tensor {
  return inplace ? rules.elu.inplace(x, seluAlpha, seluScale, one) : rules.elu(x, seluAlpha, seluScale, one);
}
define("selu", "(Tensor input, bool inplace=False)", selu);
export function celu(x: Tensor, alpha: ScalarValue, inplace: boolean): Tensor {
  if (alpha.value === 0) fail("ZeroDivisionError: alpha cannot be 0 for CELU");
  return inplace ? rules.celu.inplace(x, alpha) : rules.celu(x, alpha);
}
define("celu", "(Tensor input, Scalar alpha=1.0, bool inplace=False)", celu);
export function leakyRelu(x: Tensor, slope: ScalarValue, inplace: boolean): Tensor {
  return inplace ? rules.leakyRelu.inplace(x, slope) : rules.leakyRelu(x, slope);
}
define("leaky_relu", "(Tensor input, Scalar negative_slope=0.01, bool inplace=False)", leakyRelu);
export function hardtanh(x: Tensor, min: ScalarValue, max: ScalarValue, inplace: boolean): Tensor {
  if (min.value > max.value) valueError("min_val cannot be greater than max_val");
  return inplace ? rules.hardtanh.inplace(x, min, max) : rules.hardtanh(x, min, max);
}
define("hardtanh", "(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0, bool inplace=False)", hardtanh);
export function relu6(x: Tensor, inplace: boolean): Tensor {
  return hardtanh(x, int(0), int(6), inplace);
}
define("relu6", "(Tensor input, bool inplace=False)", relu6);
export function hardsigmoid(x: Tensor, inplace: boolean): Tensor {
  return both(rules.hardsigmoid, x, inplace);
}
define("hardsigmoid", "(Tensor input, bool inplace=False)", hardsigmoid);
export function hardswish(x: Tensor, inplace: boolean): Tensor {
  return both(rules.hardswish, x, inplace);
}
define("hardswish", "(Tensor input, bool inplace=False)", hardswish);
export function silu(x: Tensor, inplace: boolean): Tensor {
  return both(rules.silu, x, inplace);
}
define("silu", "(Tensor input, bool inplace=False)", silu);
export function mish(x: Tensor, inplace: boolean): Tensor {
  return both(rules.mish, x, inplace);
}
define("mish", "(Tensor input, bool inplace=False)", mish);
export function threshold(x: Tensor, bound: ScalarValue, value: ScalarValue, inplace: boolean): Tensor {
  return inplace ? rules.threshold.inplace(x, bound, value) : rules.threshold(x, bound, value);
}
define("threshold", "(Tensor input, Scalar threshold, Scalar value, bool inplace=False)", threshold);
export function glu(x: Tensor, dim: number): Tensor {
  if (x.dim === 0) fail("glu does not support scalars because halving size must be even");
  const n = x.shape[wrapDim(dim, x.dim)]!;
  if (n % 2 !== 0) fail(`Halving dimension must be even, but dimension ${wrapDim(dim, x.dim)} is size ${n}`);
  return rules.glu(x, dim);
}
define("glu", "(Tensor input, int dim=-1)", glu);
export function rrelu(x: Tensor, lower: ScalarValue, upper: ScalarValue, training: boolean, inplace: boolean): Tensor {
  const noise = new Tensor(empty(x.shape, x.dtype));
  if (training) {
    if (lower.value > upper.value) fail("Lower bound should be less than or equal to the upper bound");
    // One number is drawn for each element that is not positive; the others keep slope one.
    const values = denseData(x.impl);
    const to = noise.impl.storage.data;
    for (let i = 0; i < values.length; i++) {
      if (values[i]! <= 0) {
        // PyTorch draws in double precision whatever the dtype.
        const drawn = empty([1], float64);
        uniformInto(drawn, lower.value, upper.value, defaultGenerator);
        to[i] = x.dtype.cast(drawn.data[0]!);
      } else to[i] = 1;
    }
  }
  return inplace
    ? rules.rreluWithNoise.inplace(x, noise, lower, upper, training)
    : rules.rreluWithNoise(x, noise, lower, upper, training);
}
define(
  "rrelu",
  "(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False, bool inplace=False)",
  rrelu,
);
export function prelu(x: Tensor, weight: Tensor): Tensor {
  if (x.dtype !== weight.dtype) {
    fail(`prelu: Type promoting not supported. Got ${x.dtype.scalarName} and ${weight.dtype.scalarName}`);
  }
  if (weight.dim > 1) fail(`prelu: Expected \`weight\` to be a scalar or 1D tensor, but got: ndim = ${weight.dim}`);
  let w = weight;
  if (weight.numel !== 1) {
    if (x.dim === 0) fail("Not allow zero-dim input tensor.");
    const channels = x.dim > 1 ? x.shape[1]! : 1;
    if (channels !== weight.numel) {
      fail(
        `Mismatch of parameter numbers and input channel size. Found parameter numbers = ${weight.numel} and channel size = ${channels}.`,
      );
    }
  }
  if (weight.dim !== x.dim || x.dim !== 1) {
    const shape = new Array<number>(x.dim).fill(1);
    if (x.dim > 1) shape[1] = weight.numel;
    if (x.dim > 0) w = view(weight, shape);
    else w = view(weight, []);
  }
  return rules.preluKernel(x, w);
}

function implicitDim(name: string, x: Tensor): number {
  warnings.sink(
    "UserWarning",
    `Implicit dimension choice for ${name} has been deprecated. Change the call to include dim=X as an argument.`,
  );
  return x.dim === 0 || x.dim === 1 || x.dim === 3 ? 0 : 1;
}
/** Integers need a dtype: PyTorch has no kernel for them. */
export function softmax(x: Tensor, dim: number | null, dtype: DType | null): Tensor {
  return softmaxOp(x, dim ?? implicitDim("softmax", x), dtype);
}
export function logSoftmax(x: Tensor, dim: number | null, dtype: DType | null): Tensor {
  return logSoftmaxOp(x, dim ?? implicitDim("log_softmax", x), dtype);
}
export function softmin(x: Tensor, dim: number | null, dtype: DType | null): Tensor {
  return softmaxOp(neg(x), dim ?? implicitDim("softmin", x), dtype);
}
define("softmax", "(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None)", (x, dim, _level, dtype) =>
  softmax(x, dim, dtype),
);
define("log_softmax", "(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None)", (x, dim, _level, dtype) =>
  logSoftmax(x, dim, dtype),
);
define("softmin", "(Tensor input, int? dim=None, int _stacklevel=3, dtype? dtype=None)", (x, dim, _level, dtype) =>
  softmin(x, dim, dtype),
);
export function softsign(x: Tensor): Tensor {
  return div(x, add(abs(x), num(1)));
}
define("softsign", "(Tensor input)", softsign);
export function tanhshrink(x: Tensor): Tensor {
  return sub(x, tanh(x));
}
define("tanhshrink", "(Tensor input)", tanhshrink);
define("tanh", "(Tensor input)", (x) => tanh(x));
define("sigmoid", "(Tensor input)", (x) => sigmoid(x));

export function gumbelSoftmax(logits: Tensor, tau: ScalarValue, hard: boolean, dim: number): Tensor {
  const noise = empty(logits.shape, logits.dtype);
  exponentialInto(noise, 1, defaultGenerator);
  const gumbels = neg(log(new Tensor(noise)));
  const y = softmaxOp(div(add(logits, gumbels), scalarTensor(tau)), dim, null);
  if (!hard) return y;
  const { indices } = maxAlong(y.impl, dim, true);
  const chosen = new Tensor(scatterValue(empty(y.shape, y.dtype), dim, indices, scalar(1, y.dtype), "set"));
  return add(sub(chosen, detach(y)), y);
}
define(
  "gumbel_softmax",
  "(Tensor logits, Scalar tau=1, bool hard=False, float eps=1e-10, int dim=-1)",
  (logits, tau, hard, eps, dim) => {
    if (eps !== 1e-10) warnings.sink("UserWarning", "`eps` parameter is deprecated and has no effect.");
    return gumbelSoftmax(logits, tau, hard, dim);
  },
);

export const activations: BindingTable = {
  gelu: {
    places: F,
    overloads: [overload("(Tensor input, *, str approximate='none')", gelu)],
  },
  softplus: {
    places: F,
    overloads: [
      overload("(Tensor input, Scalar beta=1, Scalar threshold=20)", (x, beta, t) => rules.softplus(x, beta, t)),
    ],
  },
  softshrink: {
    places: F,
    overloads: [overload("(Tensor input, Scalar lambd=0.5)", softshrink)],
  },
  hardshrink: {
    places: ["torch", "Tensor", "F"],
    overloads: [overload("(Tensor input, Scalar lambd=0.5)", (x, lambd) => rules.hardshrink(x, lambd))],
  },
  logsigmoid: { places: F, overloads: [overload("(Tensor input)", (x) => rules.logSigmoid(x))] },
  prelu: { places: ["torch", "Tensor", "F"], overloads: [overload("(Tensor input, Tensor weight)", prelu)] },
  selu: { places: ["torch"], overloads: [overload("(Tensor input)", (x) => selu(x, false))] },
  celu: {
    places: ["torch"],
    overloads: [overload("(Tensor input, Scalar alpha=1.0)", (x, alpha) => celu(x, alpha, false))],
  },
  rrelu: {
    places: ["torch"],
    overloads: [
      overload(
        "(Tensor input, Scalar lower=0.125, Scalar upper=0.3333333333333333, bool training=False)",
        (x, lower, upper, training) => rrelu(x, lower, upper, training, false),
      ),
    ],
  },
  threshold: {
    places: ["torch"],
    overloads: [
      overload("(Tensor input, Scalar threshold, Scalar value)", (x, bound, value) =>
        threshold(x, bound, value, false),
      ),
    ],
  },
  relu_: { places: ["torch", "F"], overloads: [overload("(Tensor input)", (x) => reluOp.inplace(x))] },
  selu_: { places: ["torch", "F"], overloads: [overload("(Tensor input)", (x) => selu(x, true))] },
  elu_: {
    places: F,
    overloads: [overload("(Tensor input, Scalar alpha=1.0)", (x, alpha) => elu(x, alpha, true))],
  },
  celu_: {
    places: ["torch", "F"],
    overloads: [overload("(Tensor input, Scalar alpha=1.0)", (x, alpha) => celu(x, alpha, true))],
  },
  leaky_relu_: {
    places: F,
    overloads: [overload("(Tensor input, Scalar negative_slope=0.01)", (x, slope) => leakyRelu(x, slope, true))],
  },
  hardtanh_: {
    places: F,
    overloads: [
      overload("(Tensor input, Scalar min_val=-1.0, Scalar max_val=1.0)", (x, min, max) => hardtanh(x, min, max, true)),
    ],
  },
};

export function softshrink(x: Tensor, lambd: ScalarValue): Tensor {
  if (lambd.value < 0) {
    fail(`lambda must be greater or equal to 0, but found to be ${lambd.value}.`);
  }
  return rules.softshrink(x, lambd);
}
