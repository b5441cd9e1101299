/** Special functions on tensors: `torch.special` and its aliases, and the elementwise functions of several operands. */

import { add, div, fusedMultiplyAdd, mul, pow, powNumber } from "./arithmetic.ts";
import { convert } from "./copy.ts";
import { bool, complex64, complex128, type DType, float32, float64 } from "./dtype.ts";
import { TorchError, Unsupported } from "./errors.ts";
import * as incomplete from "./gammaBessel.ts";
import { type ManyLoop, mapLoop, runBinary, runMany, runUnary, zipLoop } from "./loops.ts";
import { type BinaryFunction, binary, floatUnary, notImplemented, operand, type UnaryFunction } from "./operation.ts";
import { floatTypeOf, isReduced, resultType, resultTypeOf, wrappedFloat } from "./promotion.ts";
import * as special from "./special.ts";
import type { Strided } from "./strided.ts";

const f32 = Math.fround;

/** Kernels that PyTorch has for float32 and float64 only. */
function notForHalf(kernel: string, f: UnaryFunction): UnaryFunction {
  return (a) => (isReduced(a.dtype) ? notImplemented(kernel, a.dtype) : f(a));
}

export const erf: UnaryFunction = floatUnary({ kernel: "erf_vml_cpu", f: special.erf });
export const erfc: UnaryFunction = floatUnary({ kernel: "erfc_vml_cpu", f: special.erfc });
export const erfinv: UnaryFunction = floatUnary({ kernel: "erfinv_vml_cpu", f: special.erfinv });
export const erfcx: UnaryFunction = notForHalf("erfcx_cpu", floatUnary({ kernel: "erfcx_cpu", f: special.erfcx }));
export const lgamma: UnaryFunction = floatUnary({ kernel: "lgamma_vml_cpu", f: special.logGamma });
export const digamma: UnaryFunction = floatUnary({
  kernel: "digamma",
  f: special.digamma,
  single: special.digammaSingle,
});
export const i0: UnaryFunction = floatUnary({ kernel: "i0_vml_cpu", f: special.i0 });
export const i0e: UnaryFunction = floatUnary({ kernel: "i0e_cpu", f: special.i0e });
export const i1: UnaryFunction = floatUnary({ kernel: "i1_cpu", f: special.i1 });
export const i1e: UnaryFunction = floatUnary({ kernel: "i1e_cpu", f: special.i1e });
export const ndtr: UnaryFunction = floatUnary({
  kernel: "erf_vml_cpu",
  f: special.ndtr,
  single: (x) => 0.5 * f32(1 + f32(special.erf(f32(x * f32(Math.SQRT1_2))))),
});
export const ndtri: UnaryFunction = notForHalf("ndtri_cpu", floatUnary({ kernel: "ndtri_cpu", f: special.ndtri }));
export const logNdtr: UnaryFunction = notForHalf(
  "log_ndtr_cpu",
  floatUnary({ kernel: "log_ndtr_cpu", f: special.logNdtr }),
);
function sincSingle(x: number): number {
  if (x === 0) return 1;
  const product = f32(f32(Math.PI) * x);
  return f32(Math.sin(product)) / product;
}
function entrSingle(x: number): number {
  return x > 0 ? -x * f32(Math.log(x)) : special.entr(x);
}
const realSinc = floatUnary({ kernel: "sinc_cpu", f: special.sinc, single: sincSingle });
export function sinc(a: Strided): Strided {
  if (a.dtype.lanes === 2) throw new Unsupported("torch.sinc of complex tensors");
  return realSinc(a);
}
export const entr: UnaryFunction = floatUnary({ kernel: "entr_cpu", f: special.entr, single: entrSingle });

/** `torch.polygamma(n, a)`. */
export function polygamma(n: number, a: Strided): Strided {
  if (n < 0) throw new TorchError("RuntimeError", "polygamma(n, x) does not support negative n.");
  const dtype = floatTypeOf(a.dtype);
  if (n === 0) return digamma(a);
  const single = special.trigammaIn(f32);
  return runUnary(
    mapLoop(n === 1 && dtype !== float64 ? single : (x) => special.polygamma(n, x)),
    operand(a, dtype),
    dtype,
  );
}

/** `torch.special.multigammaln(a, p)`. */
export function multigammaln(a: Strided, p: number): Strided {
  if (p < 1) throw new TorchError("RuntimeError", "p has to be greater than or equal to 1");
  const dtype = floatTypeOf(a.dtype);
  return runUnary(
    mapLoop((x) => {
      let sum = (p * (p - 1) * Math.log(Math.PI)) / 4;
      for (let i = 0; i < p; i++) sum += special.logGamma(x - i / 2);
      return sum;
    }),
    operand(a, dtype),
    dtype,
  );
}

/** `torch.logit(a, eps)`: with `eps` the operand is first clamped into [eps, 1 - eps]. */
export function logit(a: Strided, eps?: number): Strided {
  const dtype = floatTypeOf(a.dtype);
  if (dtype.lanes === 2) return notImplemented("logit_cpu", dtype);
  const single = dtype !== float64;
  const r = single ? f32 : (x: number) => x;
  const low = eps === undefined ? undefined : r(eps);
  const high = low === undefined ? 0 : r(1 - low);
  return runUnary(
    mapLoop((v) => {
      const x = low === undefined ? v : Math.min(Math.max(v, low), high);
      return Math.log(r(x / r(1 - x)));
    }),
    operand(a, dtype),
    dtype,
  );
}

export const atan2: BinaryFunction = binary({ kernel: "atan2_cpu", f: Math.atan2, toFloat: true });
export const hypot: BinaryFunction = binary({ kernel: "hypot_cpu", f: Math.hypot, noInt: true });
/** Half types round the logarithm before it is multiplied. */
function roundingLog(log: (y: number) => number, f: BinaryFunction): BinaryFunction {
  return (a, b) => {
    const dtype = resultType(a, b);
    if (!isReduced(dtype)) return f(a, b);
    const { cast } = dtype;
    const loop = zipLoop((x, y) => (y !== y ? NaN : x === 0 ? 0 : x * cast(log(y))));
    return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
  };
}
function xlogySingle(x: number, y: number): number {
  return y !== y ? NaN : x === 0 ? 0 : x * f32(Math.log(y));
}
function xlog1pySingle(x: number, y: number): number {
  return y !== y ? NaN : x === 0 ? 0 : x * f32(Math.log1p(y));
}
export const xlogy: BinaryFunction = roundingLog(
  Math.log,
  binary({
    kernel: "xlogy_cpu",
    f: special.xlogy,
    single: xlogySingle,
    toFloat: true,
  }),
);
export const xlog1py: BinaryFunction = roundingLog(
  Math.log1p,
  binary({
    kernel: "xlog1py_cpu",
    f: special.xlog1py,
    single: xlog1pySingle,
    toFloat: true,
  }),
);
export const zeta: BinaryFunction = binary({ kernel: "zeta", f: special.hurwitzZeta, toFloat: true });
/** `torch.igamma` and `torch.igammac`: regularised incomplete gamma functions; not for integers. */
export const igamma: BinaryFunction = binary({ kernel: "igamma", f: incomplete.igamma, noInt: true });
export const igammac: BinaryFunction = binary({ kernel: "igammac", f: incomplete.igammac, noInt: true });
export const copysign: BinaryFunction = binary({
  kernel: "copysign_cpu",
  f: (x, y) => (y < 0 || Object.is(y, -0) ? -Math.abs(x) : Math.abs(x)),
  toFloat: true,
});

function logAddExp(x: number, y: number): number {
  if (x === y && Math.abs(x) === Infinity) return x;
  return Math.max(x, y) + Math.log1p(Math.exp(-Math.abs(x - y)));
}
function logAddExpSingle(x: number, y: number): number {
  if (x === y && Math.abs(x) === Infinity) return x;
  return Math.max(x, y) + f32(Math.log1p(f32(Math.exp(-Math.abs(f32(x - y))))));
}
const realLogaddexp = binary({ kernel: "logaddexp_cpu", f: logAddExp, single: logAddExpSingle, noInt: true });
const realLogaddexp2 = binary({
  kernel: "logaddexp2_cpu",
  f: (x, y) => {
    if (x === y && Math.abs(x) === Infinity) return x;
    return Math.max(x, y) + Math.log1p(2 ** -Math.abs(x - y)) / Math.LN2;
  },
  noInt: true,
});
/** log(exp(a) + exp(b)) without overflow. */
export function logaddexp(a: Strided, b: Strided): Strided {
  if (a.dtype.lanes === 2 || b.dtype.lanes === 2) throw new Unsupported("torch.logaddexp of complex tensors");
  return realLogaddexp(a, b);
}
export function logaddexp2(a: Strided, b: Strided): Strided {
  if (a.dtype.lanes === 2 || b.dtype.lanes === 2) return notImplemented("logaddexp2_cpu", resultType(a, b));
  return realLogaddexp2(a, b);
}

/** The next representable number towards `b`. */
export function nextafter(a: Strided, b: Strided): Strided {
  const dtype = resultType(a, b);
  if (dtype.category !== "float") return notImplemented("nextafter_cpu", dtype);
  const step = dtype === float64 ? nextDouble : dtype.name === "float32" ? nextSingle : undefined;
  if (step === undefined) throw new Unsupported(`torch.nextafter of ${dtype.text}`);
  return runBinary(zipLoop(step), operand(a, dtype), operand(b, dtype), dtype);
}
const bits64 = new BigInt64Array(1);
const value64 = new Float64Array(bits64.buffer);
function nextDouble(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? Number.MIN_VALUE : -Number.MIN_VALUE;
  value64[0] = x;
  bits64[0] = bits64[0]! + (x < y === x > 0 ? 1n : -1n);
  return value64[0]!;
}
const bits32 = new Int32Array(1);
const value32 = new Float32Array(bits32.buffer);
function nextSingle(x: number, y: number): number {
  if (x !== x || y !== y) return NaN;
  if (x === y) return y;
  if (x === 0) return y > 0 ? 2 ** -149 : -(2 ** -149);
  value32[0] = x;
  bits32[0] = bits32[0]! + (x < y === x > 0 ? 1 : -1);
  return value32[0]!;
}

/** `torch.ldexp(a, b)` = a * 2**b, which for integers promotes to float. */
export function ldexp(a: Strided, b: Strided): Strided {
  // A whole exponent does not widen a half type.
  if (isReduced(a.dtype) && b.dtype.category === "int") {
    return convert(mul(convert(a, float32), pow(wrappedFloat(2), b)), a.dtype);
  }
  return mul(a, pow(wrappedFloat(2), b));
}

function gcdOf(x: number, y: number): number {
  let a = Math.abs(x);
  let b = Math.abs(y);
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
function integersOnly(kernel: string, f: (x: number, y: number) => number): BinaryFunction {
  const loop = zipLoop(f);
  return (a, b) => {
    const dtype = resultType(a, b);
    if (dtype.category !== "int") return notImplemented(kernel, dtype);
    return runBinary(loop, operand(a, dtype), operand(b, dtype), dtype);
  };
}
export const gcd: BinaryFunction = integersOnly("gcd_cpu", gcdOf);
export const lcm: BinaryFunction = integersOnly("lcm_cpu", (x, y) => {
  const g = gcdOf(x, y);
  return g === 0 ? 0 : Math.abs((x / g) * y);
});

/** `torch.float_power`: in float64, or complex128 where an operand is complex. */
export function floatPower(a: Strided, b: Strided): Strided {
  const dtype = a.dtype.lanes === 2 || b.dtype.lanes === 2 ? complex128 : float64;
  const exponent = convert(b, dtype);
  const base = convert(a, dtype);
  if (b.isWrappedNumber) exponent.isWrappedNumber = true;
  return dtype === float64 && !b.isWrappedNumber
    ? runBinary(zipLoop(powNumber), base, exponent, dtype)
    : pow(base, exponent);
}

const lerpLoop = (r: (x: number) => number): ManyLoop => {
  return (out, o, operands, at, step, n) => {
    const [a, b, w] = operands as [Float32Array, Float32Array, Float32Array];
    let [ia, ib, iw] = at as [number, number, number];
    const [sa, sb, sw] = step as [number, number, number];
    for (let i = 0; i < n; i++, ia += sa, ib += sb, iw += sw) {
      const x = a[ia]!;
      const y = b[ib]!;
      const t = w[iw]!;
      const d = r(y - x);
      // Counting from the nearer end makes the result exact at both.
      if (r === f32) out[o + i] = Math.abs(t) < 0.5 ? x + t * d : y - d * r(1 - t);
      else out[o + i] = Math.abs(t) < 0.5 ? fusedMultiplyAdd(t, d, x) : fusedMultiplyAdd(-d, 1 - t, y);
    }
  };
};
const lerpSingle = lerpLoop(f32);
const lerpDouble = lerpLoop((x) => x);
/** `torch.lerp(a, b, weight)` = a + weight * (b - a). */
export function lerp(a: Strided, b: Strided, weight: Strided): Strided {
  if (a.dtype !== b.dtype) {
    throw new TorchError(
      "RuntimeError",
      `expected dtype ${cName(a.dtype)} for \`end\` but got dtype ${cName(b.dtype)}`,
    );
  }
  if (!weight.isWrappedNumber && weight.dtype !== a.dtype) {
    throw new TorchError(
      "RuntimeError",
      `expected dtype ${cName(a.dtype)} for \`weight\` but got dtype ${cName(weight.dtype)}`,
    );
  }
  if (a.dtype.lanes === 2) throw new Unsupported("torch.lerp of complex tensors");
  if (a.dtype.category !== "float") {
    return notImplemented(weight.isWrappedNumber ? "lerp_kernel_scalar" : "lerp_kernel_tensor", a.dtype);
  }
  return runMany(a.dtype === float64 ? lerpDouble : lerpSingle, [a, b, operand(weight, a.dtype)], a.dtype);
}
function cName(d: DType): string {
  return d.name === "float32" ? "float" : d.name === "float64" ? "double" : d.scalarName.toLowerCase();
}

/** `torch.addcmul(a, b, c, value)` = a + value * b * c. */
export function addcmul(a: Strided, b: Strided, c: Strided, value = 1): Strided {
  return fusedTernary(
    a,
    b,
    c,
    value,
    (x, y, z, k, r) => (r === f32 ? x + r(k * y) * z : fusedMultiplyAdd(k * y, z, x)),
    "addcmul_cpu_out",
  );
}
/** `torch.addcdiv(a, b, c, value)` = a + value * b / c; refused for integers. */
export function addcdiv(a: Strided, b: Strided, c: Strided, value = 1): Strided {
  if (b.dtype.category !== "float" && b.dtype.lanes === 1 && c.dtype.category !== "float" && c.dtype.lanes === 1) {
    throw new TorchError(
      "RuntimeError",
      "Integer division with addcdiv is no longer supported, and in a future  release addcdiv will perform a true division of tensor1 and tensor2. The historic addcdiv behavior can be implemented as (input + value * torch.trunc(tensor1 / tensor2)).to(input.dtype) for integer inputs and as (input + value * tensor1 / tensor2) for float inputs. The future addcdiv behavior is just the latter implementation: (input + value * tensor1 / tensor2), for all dtypes.",
    );
  }
  return fusedTernary(a, b, c, value, (x, y, z, k, r) => x + r(r(k * y) / z), "addcdiv_cpu_out");
}

function fusedTernary(
  a: Strided,
  b: Strided,
  c: Strided,
  value: number,
  f: (x: number, y: number, z: number, k: number, r: (v: number) => number) => number,
  kernel: string,
): Strided {
  const dtype = resultTypeOf([a, b, c]);
  if (dtype === bool) return notImplemented(kernel, dtype);
  if (dtype.lanes === 2) {
    const product = kernel === "addcdiv_cpu_out" ? div(b, c) : mul(b, c);
    return add(a, product, { value, kind: "float" });
  }
  const r = dtype.category === "float" && dtype !== float64 ? f32 : (x: number) => x;
  const k = r(value);
  const loop: ManyLoop = (out, o, operands, at, step, n) => {
    const [p, q, s] = operands as [Float32Array, Float32Array, Float32Array];
    let [ip, iq, is] = at as [number, number, number];
    const [sp, sq, ss] = step as [number, number, number];
    for (let i = 0; i < n; i++, ip += sp, iq += sq, is += ss) out[o + i] = f(p[ip]!, q[iq]!, s[is]!, k, r);
  };
  return runMany(loop, [operand(a, dtype), operand(b, dtype), operand(c, dtype)], dtype);
}

/** `torch.complex(re, im)` and `torch.polar(abs, angle)`. */
export function complexFromParts(re: Strided, im: Strided, isPolar = false): Strided {
  const name = isPolar ? "polar" : "complex";
  if (re.dtype.category !== "float" || re.dtype.name === "bfloat16") {
    throw new TorchError(
      "RuntimeError",
      `Expected both inputs to be Half, Float or Double tensors but got ${re.dtype.scalarName} and ${im.dtype.scalarName}`,
    );
  }
  if (re.dtype !== im.dtype) {
    throw new TorchError(
      "RuntimeError",
      `Expected object of scalar type ${re.dtype.scalarName} but got scalar type ${im.dtype.scalarName} for second argument`,
    );
  }
  if (re.dtype.name === "float16") return notImplemented(name, re.dtype);
  const target = re.dtype === float64 ? complex128 : complex64;
  const loop: ManyLoop = (out, o, operands, at, step, n) => {
    const [p, q] = operands as [Float32Array, Float32Array];
    let [ip, iq] = at as [number, number];
    const [sp, sq] = step as [number, number];
    for (let i = 0; i < n; i++, ip += sp, iq += sq) {
      const x = p[ip]!;
      const y = q[iq]!;
      out[2 * (o + i)] = isPolar ? x * Math.cos(y) : x;
      out[2 * (o + i) + 1] = isPolar ? x * Math.sin(y) : y;
    }
  };
  return runMany(loop, [re, im], target);
}
