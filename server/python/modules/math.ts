/** `math`: real functions on floats and ints, with CPython's domain and range errors. */

import { type Names, one, positional } from "../builtins/function.ts";
import {
  exactAcos,
  exactAsin,
  exactAtan,
  exactAtan2,
  exactCos,
  exactExp,
  exactLog,
  exactLog2,
  exactLog10,
  exactPow,
  exactSin,
  exactTan,
  libraryAcosh,
  libraryAsinh,
  libraryCosh,
  librarySinh,
} from "../objects/exactFunctions.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { asDouble, toFloat } from "../objects/float.ts";
import { floatToInt } from "../objects/int.ts";
import { PyModule } from "../objects/module.ts";
import { callSpecial, typeName } from "../objects/special.ts";
import { PyFloat, type PyValue } from "../objects/value.ts";
import { addMoreMath } from "./moreMath.ts";

const f = (x: number): PyFloat => new PyFloat(x);

function real(v: PyValue): number {
  const x = asDouble(v);
  if (x !== undefined) return x;
  if (
    typeof v === "string" ||
    (typeof v === "object" && v?.cls.lookup("__float__") === undefined && v?.cls.lookup("__index__") === undefined)
  ) {
    raiseError(exceptionTypes.TypeError, `must be real number, not ${typeName(v)}`);
  }
  return toFloat(v);
}
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

export function makeMath(): PyModule {
  const names: Names = new Map();
  names.set("pi", f(Math.PI));
  names.set("e", f(Math.E));
  names.set("tau", f(2 * Math.PI));
  names.set("inf", f(Infinity));
  names.set("nan", f(NaN));
  unary(names, "sin", exactSin);
  unary(names, "cos", exactCos);
  unary(names, "tan", exactTan);
  unary(names, "asin", exactAsin);
  unary(names, "acos", exactAcos);
  unary(names, "atan", exactAtan);
  unary(names, "sinh", librarySinh);
  unary(names, "cosh", libraryCosh);
  unary(names, "tanh", Math.tanh);
  unary(names, "asinh", libraryAsinh);
  unary(names, "acosh", libraryAcosh);
  unary(names, "atanh", Math.atanh, true);
  unary(names, "exp", exactExp);
  unary(names, "expm1", Math.expm1);
  unary(names, "log1p", Math.log1p, true);
  unary(names, "sqrt", Math.sqrt);
  unary(names, "fabs", Math.abs);
  unary(names, "degrees", (x) => x * (180 / Math.PI));
  unary(names, "radians", (x) => x * (Math.PI / 180));
  one(names, "log2", (v) => f(logOf(v, exactLog2)));
  one(names, "log10", (v) => f(logOf(v, exactLog10)));
  positional(names, "log", 1, 2, (v, base) => {
    const x = logOf(v!, exactLog);
    if (base === undefined) return f(x);
    const b = logOf(base, exactLog);
    if (b === 0) raiseError(exceptionTypes.ZeroDivisionError, "float division by zero");
    return f(x / b);
  });
  one(names, "floor", (v) => integer(v, "__floor__", Math.floor));
  one(names, "ceil", (v) => integer(v, "__ceil__", Math.ceil));
  one(names, "trunc", (v) => integer(v, "__trunc__", Math.trunc));
  one(names, "isnan", (v) => Number.isNaN(real(v)));
  one(names, "isinf", (v) => Math.abs(real(v)) === Infinity);
  one(names, "isfinite", (v) => Number.isFinite(real(v)));
  positional(names, "atan2", 2, 2, (y, x) => f(exactAtan2(real(y!), real(x!))));
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
    const r = a === 1 ? 1 : exactPow(a, b);
    if (Number.isNaN(r) && !Number.isNaN(a) && !Number.isNaN(b)) domain();
    if (!Number.isFinite(r) && Number.isFinite(a) && Number.isFinite(b)) {
      if (a === 0) domain();
      raiseError(exceptionTypes.OverflowError, "math range error");
    }
    return f(r);
  });
  addMoreMath(names, real, domain);
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
