/** `math`: real functions on floats and ints, with CPython's domain and range errors. */

import { type Names, one, positional } from "../builtins/function.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { asDouble, toFloat } from "../objects/float.ts";
import { floatToInt } from "../objects/int.ts";
import { toArray } from "../objects/iteration.ts";
import { PyModule } from "../objects/module.ts";
import { toIndex } from "../objects/operators.ts";
import { callSpecial } from "../objects/special.ts";
import { PyFloat, type PyValue } from "../objects/value.ts";

const f = (x: number): PyFloat => new PyFloat(x);
const real = (v: PyValue): number => asDouble(v) ?? toFloat(v);
const domain = (): never => raiseError(exceptionTypes.ValueError, "math domain error");

/** A function of one float: NaN from a number is a domain error, infinity from a finite one a range error. */
function unary(names: Names, name: string, fn: (x: number) => number, isSingular = false): void {
  one(names, name, (v) => {
    const x = real(v);
    const y = fn(x);
    if (Number.isNaN(y) && !Number.isNaN(x)) domain();
    if (!Number.isFinite(y) && Number.isFinite(x)) {
      if (isSingular) domain();
      raiseError(exceptionTypes.OverflowError, "math range error");
    }
    return f(y);
  });
}

function integer(v: PyValue, name: "__floor__" | "__ceil__" | "__trunc__", fn: (x: number) => number): PyValue {
  if (typeof v === "number" || typeof v === "bigint") return v;
  if (!(v instanceof PyFloat)) {
    const own = callSpecial(v, name, []);
    if (own !== undefined) return own;
  }
  return floatToInt(fn(real(v)));
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
const small = (n: bigint): number | bigint => (n >= -9007199254740991n && n <= 9007199254740991n ? Number(n) : n);

export function makeMath(): PyModule {
  const names: Names = new Map();
  names.set("pi", f(Math.PI));
  names.set("e", f(Math.E));
  names.set("tau", f(2 * Math.PI));
  names.set("inf", f(Infinity));
  names.set("nan", f(NaN));
  unary(names, "sin", Math.sin);
  unary(names, "cos", Math.cos);
  unary(names, "tan", Math.tan);
  unary(names, "asin", Math.asin);
  unary(names, "acos", Math.acos);
  unary(names, "atan", Math.atan);
  unary(names, "sinh", Math.sinh);
  unary(names, "cosh", Math.cosh);
  unary(names, "tanh", Math.tanh);
  unary(names, "asinh", Math.asinh);
  unary(names, "acosh", Math.acosh);
  unary(names, "atanh", Math.atanh, true);
  unary(names, "exp", Math.exp);
  unary(names, "expm1", Math.expm1);
  unary(names, "log1p", Math.log1p, true);
  unary(names, "sqrt", Math.sqrt);
  unary(names, "fabs", Math.abs);
  unary(names, "degrees", (x) => x * (180 / Math.PI));
  unary(names, "radians", (x) => x * (Math.PI / 180));
  one(names, "log2", (v) => f(logOf(v, Math.log2)));
  one(names, "log10", (v) => f(logOf(v, Math.log10)));
  positional(names, "log", 1, 2, (v, base) => {
    const x = logOf(v!, Math.log);
    if (base === undefined) return f(x);
    const b = logOf(base, Math.log);
    if (b === 0) raiseError(exceptionTypes.ZeroDivisionError, "float division by zero");
    return f(x / b);
  });
  one(names, "floor", (v) => integer(v, "__floor__", Math.floor));
  one(names, "ceil", (v) => integer(v, "__ceil__", Math.ceil));
  one(names, "trunc", (v) => integer(v, "__trunc__", Math.trunc));
  one(names, "isnan", (v) => Number.isNaN(real(v)));
  one(names, "isinf", (v) => Math.abs(real(v)) === Infinity);
  one(names, "isfinite", (v) => Number.isFinite(real(v)));
  positional(names, "atan2", 2, 2, (y, x) => f(Math.atan2(real(y!), real(x!))));
  positional(names, "copysign", 2, 2, (x, y) => {
    const sign = real(y!);
    return f(Math.abs(real(x!)) * (sign < 0 || Object.is(sign, -0) ? -1 : 1));
  });
  positional(names, "fmod", 2, 2, (x, y) => {
    const r = real(x!) % real(y!);
    return Number.isNaN(r) && !Number.isNaN(real(x!)) && !Number.isNaN(real(y!)) ? domain() : f(r);
  });
  positional(names, "pow", 2, 2, (x, y) => {
    const a = real(x!);
    const b = real(y!);
    const r = a === 1 ? 1 : a ** b;
    if (Number.isNaN(r) && !Number.isNaN(a) && !Number.isNaN(b)) domain();
    if (!Number.isFinite(r) && Number.isFinite(a) && Number.isFinite(b)) {
      if (a === 0) domain();
      raiseError(exceptionTypes.OverflowError, "math range error");
    }
    return f(r);
  });
  positional(names, "hypot", 0, 64, (...xs) => f(Math.hypot(...xs.map(real))));
  positional(names, "gcd", 0, 64, (...xs) => small(xs.reduce<bigint>((g, x) => gcd(g, BigInt(toIndex(x))), 0n)));
  one(names, "factorial", (v) => {
    const n = toIndex(v);
    if (n < 0) raiseError(exceptionTypes.ValueError, "factorial() not defined for negative values");
    let r = 1n;
    for (let i = 2n; i <= BigInt(n); i++) r *= i;
    return small(r);
  });
  one(names, "fsum", (v) => f(toArray(v).reduce<number>((s, x) => s + real(x), 0)));
  return new PyModule("math", names);
}

/** Logarithms take integers of any size. */
function logOf(v: PyValue, fn: (x: number) => number): number {
  if (typeof v === "bigint") {
    if (v <= 0n) domain();
    const shift = BigInt(Math.max(v.toString(2).length - 60, 0));
    return fn(Number(v >> shift)) + Number(shift) * fn(2);
  }
  const x = real(v);
  if (x <= 0) domain();
  return fn(x);
}
