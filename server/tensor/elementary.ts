/** Elementary functions of one tensor: signs, rounding, roots, exponentials, logarithms, trigonometry. */

import {
  cacos,
  cacosh,
  casin,
  casinh,
  catan,
  catanh,
  cconj,
  ccos,
  ccosh,
  cexp,
  cexpm1,
  clog,
  clog1p,
  clog2,
  clog10,
  cneg,
  creciprocal,
  crsqrt,
  csgn,
  csigmoid,
  csin,
  csinh,
  csqrt,
  csquare,
  ctan,
  ctanh,
  modulus,
} from "./complexMath.ts";
import { clone, convert } from "./copy.ts";
import { bool, type DType, float64, int64, toReal } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { mapLoop, runUnary, type UnaryLoop } from "./loops.ts";
import { floatUnary, notImplemented, predicate, sameTypeUnary, type UnaryFunction } from "./operation.ts";
import type { Strided } from "./strided.ts";

const f32 = Math.fround;

const negLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = -a[ia]!;
};
const plainNeg = sameTypeUnary({
  kernel: "neg_cpu",
  f: (x) => -x,
  loop: negLoop,
  int: (x) => 0 - x,
  complex: cneg,
});
/** `-a`; refused for bool. */
export function neg(a: Strided): Strided {
  if (a.dtype === bool) {
    throw new TorchError(
      "RuntimeError",
      "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.",
    );
  }
  return plainNeg(a);
}

const absLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.abs(a[ia]!);
};
const realAbs = sameTypeUnary({ kernel: "abs_cpu", f: Math.abs, loop: absLoop });
const modulusLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = modulus(a[2 * ia]!, a[2 * ia + 1]!);
};
/** `abs`; the modulus, real, for complex tensors. */
export function abs(a: Strided): Strided {
  return a.dtype.lanes === 2 ? runUnary(modulusLoop, a, toReal(a.dtype)) : realAbs(a);
}
/** `torch.angle`: 0 or pi for real numbers, NaN kept. */
export function angle(a: Strided): Strided {
  if (a.dtype.lanes === 2) {
    const loop: UnaryLoop = (out, o, s, ia, sa, n) => {
      for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.atan2(s[2 * ia + 1]!, s[2 * ia]!);
    };
    return runUnary(loop, a, toReal(a.dtype));
  }
  return realAngle(a);
}
const realAngle = floatUnary({ kernel: "angle_cpu", f: (x) => (x < 0 ? Math.PI : x !== x ? NaN : 0) });

export const conjPhysical: UnaryFunction = sameTypeUnary({
  kernel: "conj_cpu",
  f: (x) => x,
  int: "same",
  bool: "same",
  complex: cconj,
});
export const sgn: UnaryFunction = sameTypeUnary({
  kernel: "sgn_cpu",
  f: (x) => (x > 0 ? 1 : x < 0 ? -1 : x !== x ? 0 : 0),
  bool: "same",
  complex: csgn,
});
const realSign = sameTypeUnary({ kernel: "sign_cpu", f: (x) => (x > 0 ? 1 : x < 0 ? -1 : 0), bool: "same" });
/** `torch.sign`; 0 for NaN. */
export function sign(a: Strided): Strided {
  if (a.dtype.lanes === 2) {
    throw new TorchError(
      "NotImplementedError",
      "Unlike NumPy, torch.sign is not intended to support complex numbers. Please use torch.sgn instead.",
    );
  }
  return realSign(a);
}

export const positiveCheck = (a: Strided): Strided => {
  if (a.dtype === bool) {
    throw new TorchError("RuntimeError", "The `+` operator, on a bool tensor is not supported.");
  }
  return a;
};

/** A function that raises this error for complex tensors. */
function realOnly(type: "NotImplementedError" | "RuntimeError", message: string, f: UnaryFunction): UnaryFunction {
  return (a) => {
    if (a.dtype.lanes === 2) throw new TorchError(type, message);
    return f(a);
  };
}

/** Halves to even. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor === 0 && x < 0 ? -0 : floor === 0 && Object.is(x, -0) ? -0 : floor;
  if (rest > 0.5) return x < 0 && floor + 1 === 0 ? -0 : floor + 1;
  const even = floor % 2 === 0 ? floor : floor + 1;
  return even === 0 && x < 0 ? -0 : even;
}
const roundWhole = sameTypeUnary({ kernel: "round_vml_cpu", f: roundHalfEven, int: "same" });
/** `torch.round(a, decimals=…)`: scaled by a power of ten, rounded to even, scaled back. */
export function round(a: Strided, decimals = 0): Strided {
  if (decimals === 0) return roundWhole(a);
  if (a.dtype.category !== "float") return notImplemented("round_cpu", a.dtype);
  const isNegative = decimals < 0;
  const rounded = a.dtype === float64 ? (x: number) => x : f32;
  const ten = rounded(10 ** Math.abs(decimals));
  return runUnary(
    mapLoop((x) =>
      isNegative ? rounded(roundHalfEven(rounded(x / ten)) * ten) : rounded(roundHalfEven(rounded(x * ten)) / ten),
    ),
    a,
    a.dtype,
  );
}
export const floor: UnaryFunction = realOnly(
  "NotImplementedError",
  "floor is not supported for complex inputs",
  sameTypeUnary({ kernel: "floor_vml_cpu", f: Math.floor, int: "same" }),
);
export const ceil: UnaryFunction = realOnly(
  "NotImplementedError",
  "ceil is not supported for complex inputs",
  sameTypeUnary({ kernel: "ceil_vml_cpu", f: Math.ceil, int: "same" }),
);
export const trunc: UnaryFunction = realOnly(
  "NotImplementedError",
  "trunc is not supported for complex inputs",
  sameTypeUnary({ kernel: "trunc_vml_cpu", f: Math.trunc, int: "same" }),
);
/** The fractional part, with the sign of `a`; only for floating dtypes. */
export function frac(a: Strided): Strided {
  if (a.dtype.category !== "float") return notImplemented("frac_cpu", a.dtype);
  return runUnary(
    mapLoop((x) => x - Math.trunc(x)),
    a,
    a.dtype,
  );
}

const reluLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) {
    const x = a[ia]!;
    out[o + i] = x < 0 ? 0 : x;
  }
};
const realRelu = sameTypeUnary({
  kernel: "clamp_min_scalar_cpu",
  f: (x) => (x < 0 ? 0 : x),
  loop: reluLoop,
});
/** max(a, 0); NaN and -0 stay. */
export function relu(a: Strided): Strided {
  if (a.dtype === bool) throw new TorchError("RuntimeError", "Boolean inputs not supported for relu");
  if (a.dtype.lanes === 2) throw new TorchError("NotImplementedError", "clamp is not supported for complex types");
  return realRelu(a);
}

const expLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.exp(a[ia]!);
};
const logLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.log(a[ia]!);
};
const tanhLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.tanh(a[ia]!);
};
const sqrtLoop: UnaryLoop = (out, o, a, ia, sa, n) => {
  for (let i = 0; i < n; i++, ia += sa) out[o + i] = Math.sqrt(a[ia]!);
};

export const exp: UnaryFunction = floatUnary({ kernel: "exp_vml_cpu", f: Math.exp, loop: expLoop, complex: cexp });
export const exp2: UnaryFunction = floatUnary({
  kernel: "exp2",
  f: (x) => 2 ** x,
  complex: (re, im) => cexp(re * Math.LN2, im * Math.LN2),
});
export const expm1: UnaryFunction = floatUnary({ kernel: "expm1_vml_cpu", f: Math.expm1, complex: cexpm1 });
export const log: UnaryFunction = floatUnary({ kernel: "log_vml_cpu", f: Math.log, loop: logLoop, complex: clog });
export const log2: UnaryFunction = floatUnary({ kernel: "log2_vml_cpu", f: Math.log2, complex: clog2 });
export const log10: UnaryFunction = floatUnary({ kernel: "log10_vml_cpu", f: Math.log10, complex: clog10 });
export const log1p: UnaryFunction = floatUnary({ kernel: "log1p_vml_cpu", f: Math.log1p, complex: clog1p });
export const sqrt: UnaryFunction = floatUnary({ kernel: "sqrt_vml_cpu", f: Math.sqrt, loop: sqrtLoop, complex: csqrt });
export const rsqrt: UnaryFunction = floatUnary({
  kernel: "rsqrt_cpu",
  f: (x) => 1 / Math.sqrt(x),
  single: (x) => 1 / f32(Math.sqrt(x)),
  complex: crsqrt,
});
export const reciprocal: UnaryFunction = floatUnary({
  kernel: "reciprocal_cpu",
  f: (x) => 1 / x,
  complex: creciprocal,
});
export const sigmoid: UnaryFunction = floatUnary({
  kernel: "sigmoid_cpu",
  f: (x) => 1 / (1 + Math.exp(-x)),
  single: (x) => 1 / f32(1 + f32(Math.exp(-x))),
  complex: csigmoid,
});
export const sin: UnaryFunction = floatUnary({ kernel: "sin_vml_cpu", f: Math.sin, complex: csin });
export const cos: UnaryFunction = floatUnary({ kernel: "cos_vml_cpu", f: Math.cos, complex: ccos });
export const tan: UnaryFunction = floatUnary({ kernel: "tan_vml_cpu", f: Math.tan, complex: ctan });
export const asin: UnaryFunction = floatUnary({ kernel: "asin_vml_cpu", f: Math.asin, complex: casin });
export const acos: UnaryFunction = floatUnary({ kernel: "acos_vml_cpu", f: Math.acos, complex: cacos });
export const atan: UnaryFunction = floatUnary({ kernel: "atan_vml_cpu", f: Math.atan, complex: catan });
export const sinh: UnaryFunction = floatUnary({ kernel: "sinh_vml_cpu", f: Math.sinh, complex: csinh });
export const cosh: UnaryFunction = floatUnary({ kernel: "cosh_vml_cpu", f: Math.cosh, complex: ccosh });
export const tanh: UnaryFunction = floatUnary({ kernel: "tanh_vml_cpu", f: Math.tanh, loop: tanhLoop, complex: ctanh });
export const asinh: UnaryFunction = floatUnary({ kernel: "asinh_cpu", f: Math.asinh, complex: casinh });
export const acosh: UnaryFunction = floatUnary({ kernel: "acosh_cpu", f: Math.acosh, complex: cacosh });
export const atanh: UnaryFunction = floatUnary({ kernel: "atanh_cpu", f: Math.atanh, complex: catanh });
export const deg2rad: UnaryFunction = realOnly(
  "RuntimeError",
  "deg2rad is not supported for complex tensors.",
  floatUnary({
    kernel: "deg2rad",
    f: (x) => x * (Math.PI / 180),
    single: (x) => x * f32(Math.PI / 180),
  }),
);
export const rad2deg: UnaryFunction = realOnly(
  "RuntimeError",
  "rad2deg is not supported for complex tensors.",
  floatUnary({
    kernel: "rad2deg",
    f: (x) => x * (180 / Math.PI),
    single: (x) => x * f32(180 / Math.PI),
  }),
);

const squareNumbers = sameTypeUnary({
  kernel: "square",
  f: (x) => x * x,
  complex: csquare,
});
/** `a * a`, as `torch.square`; bool becomes int64. */
export function square(a: Strided): Strided {
  return a.dtype === bool ? convert(a, int64) : squareNumbers(a);
}

/** Integers are never NaN or infinite; complex numbers are if either part is. */
export const isnan: UnaryFunction = predicate(
  "isnan",
  (x) => x !== x,
  (re, im) => re !== re || im !== im,
);
export const isinf: UnaryFunction = predicate(
  "isinf",
  (x) => x === Infinity || x === -Infinity,
  (re, im) => Math.abs(re) === Infinity || Math.abs(im) === Infinity,
);
export const isfinite: UnaryFunction = predicate(
  "isfinite",
  Number.isFinite,
  (re, im) => Number.isFinite(re) && Number.isFinite(im),
);
const positiveInfinity = predicate("isposinf", (x) => x === Infinity);
const negativeInfinity = predicate("isneginf", (x) => x === -Infinity);
function refuseComplex(name: string, a: Strided): void {
  if (a.dtype.lanes === 2) {
    throw new TorchError("RuntimeError", `${name} does not support complex inputs.`);
  }
}
export function isposinf(a: Strided): Strided {
  refuseComplex("isposinf", a);
  return positiveInfinity(a);
}
export function isneginf(a: Strided): Strided {
  refuseComplex("isneginf", a);
  return negativeInfinity(a);
}
/** True where the sign bit is set, -0.0 included. */
export const signbit: UnaryFunction = realOnly(
  "NotImplementedError",
  "signbit is not implemented for complex tensors.",
  predicate("signbit_cpu", (x) => x < 0 || Object.is(x, -0)),
);
export const isreal: UnaryFunction = predicate(
  "isreal",
  () => true,
  (_, im) => im === 0,
);

/** `torch.nan_to_num`: infinities become the largest finite numbers of the dtype unless given. */
export function nanToNum(a: Strided, nan = 0, posinf?: number, neginf?: number): Strided {
  if (a.dtype.category === "int" || a.dtype === bool) return clone(a);
  const real = toReal(a.dtype);
  const limit = largestFinite(real);
  const high = real.cast(posinf ?? limit);
  const low = real.cast(neginf ?? -limit);
  const replacement = real.cast(nan);
  const f = (x: number): number => (x !== x ? replacement : x === Infinity ? high : x === -Infinity ? low : x);
  if (a.dtype.lanes === 2) {
    const loop: UnaryLoop = (out, o, s, ia, sa, n) => {
      for (let i = 0; i < n; i++, ia += sa) {
        out[2 * (o + i)] = f(s[2 * ia]!);
        out[2 * (o + i) + 1] = f(s[2 * ia + 1]!);
      }
    };
    return runUnary(loop, a, a.dtype);
  }
  return runUnary(mapLoop(f), a, a.dtype);
}

/** `torch.finfo(dtype).max`. */
export function largestFinite(d: DType): number {
  switch (d.name) {
    case "float64":
      return Number.MAX_VALUE;
    case "float16":
      return 65504;
    case "bfloat16":
      return 3.3895313892515355e38;
    default:
      return 3.4028234663852886e38;
  }
}
