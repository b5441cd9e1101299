/** `complex`. */
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { asDouble, asFloatPayload, parseFloatText } from "./float.ts";
import { correctedPower, preciseLog } from "./floatArithmetic.ts";
import { floatRepr, shortestText } from "./floatText.ts";
import { formatComplex } from "./formatSpec.ts";
import { HASH_IMAG, hashDouble } from "./hash.ts";
import { asIntPayload, stripSpace } from "./int.ts";
import { normalise } from "./intArithmetic.ts";
import { MethodTable, unpackArguments } from "./methods.ts";
import { RICH_METHODS } from "./operators.ts";
import { NotImplemented } from "./singletons.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { PyTuple } from "./tuple.ts";
import { objectType, PyType } from "./type.ts";
import { PyFloat, PyInstance, PyObject, type PyValue } from "./value.ts";

export const complexType = new PyType("complex", [objectType]);

export class PyComplex extends PyObject {
  readonly real: number;
  readonly imag: number;
  constructor(real: number, imag: number) {
    super();
    this.real = real;
    this.imag = imag;
  }
  get cls(): PyType {
    return complexType;
  }
  get attrs(): null {
    return null;
  }
}

export function asComplexPayload(value: PyValue): PyComplex | undefined {
  if (value instanceof PyComplex) return value;
  return value instanceof PyInstance && value.payload instanceof PyComplex ? value.payload : undefined;
}

/** Any builtin number as a complex one; undefined for no number. */
export function asComplex(value: PyValue): PyComplex | undefined {
  const c = asComplexPayload(value);
  if (c !== undefined) return c;
  const x = asDouble(value);
  return x === undefined ? undefined : new PyComplex(x, 0);
}

function part(x: number, forceSign: boolean): string {
  if (!Number.isFinite(x)) return (forceSign && !(x < 0) ? "+" : "") + floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : forceSign ? "+" : "";
  return sign + shortestText(Math.abs(x), false);
}

export function complexRepr(z: PyComplex): string {
  if (z.real === 0 && !Object.is(z.real, -0)) return `${part(z.imag, false)}j`;
  return `(${part(z.real, false)}${part(z.imag, true)}j)`;
}

/** Smith's division, as CPython does it. */
export function complexDivide(a: PyComplex, b: PyComplex): PyComplex {
  const br = Math.abs(b.real);
  const bi = Math.abs(b.imag);
  if (br >= bi) {
    if (br === 0) raiseError(exceptionTypes.ZeroDivisionError, "complex division by zero");
    const ratio = b.imag / b.real;
    const d = b.real + b.imag * ratio;
    return new PyComplex((a.real + a.imag * ratio) / d, (a.imag - a.real * ratio) / d);
  }
  if (bi >= br) {
    const ratio = b.real / b.imag;
    const d = b.real * ratio + b.imag;
    return new PyComplex((a.real * ratio + a.imag) / d, (a.imag * ratio - a.real) / d);
  }
  return new PyComplex(Number.NaN, Number.NaN);
}

export function complexMultiply(a: PyComplex, b: PyComplex): PyComplex {
  return new PyComplex(a.real * b.real - a.imag * b.imag, a.real * b.imag + a.imag * b.real);
}

const ONE = new PyComplex(1, 0);

/** Small integral exponents by repeated squaring, others through polar form. */
export function complexPower(a: PyComplex, b: PyComplex): PyComplex {
  const n = b.real;
  const isSmall = b.imag === 0 && Number.isInteger(n) && Math.abs(n) <= 100;
  if (a.real === 0 && a.imag === 0 && !(b.real === 0 && b.imag === 0)) {
    if (b.imag !== 0 || b.real < 0) {
      raiseError(exceptionTypes.ZeroDivisionError, "0.0 to a negative or complex power");
    }
    return new PyComplex(0, 0);
  }
  const r = isSmall ? (n > 0 ? powerUnsigned(a, n) : complexDivide(ONE, powerUnsigned(a, -n))) : polarPower(a, b);
  if (!Number.isFinite(r.real) && Number.isFinite(a.real) && Number.isFinite(a.imag)) {
    raiseError(exceptionTypes.OverflowError, "complex exponentiation");
  }
  return r;
}

function powerUnsigned(a: PyComplex, n: number): PyComplex {
  let r = ONE;
  let p = a;
  for (let mask = 1; n >= mask; mask *= 2) {
    if ((n & mask) !== 0) r = complexMultiply(r, p);
    p = complexMultiply(p, p);
  }
  return r;
}

function polarPower(a: PyComplex, b: PyComplex): PyComplex {
  if (b.real === 0 && b.imag === 0) return ONE;
  const magnitude = Math.hypot(a.real, a.imag);
  let length = correctedPower(magnitude, b.real);
  const angle = Math.atan2(a.imag, a.real);
  let phase = angle * b.real;
  if (b.imag !== 0) {
    length /= Math.exp(angle * b.imag);
    phase += b.imag * preciseLog(magnitude);
  }
  return new PyComplex(length * Math.cos(phase), length * Math.sin(phase));
}

const NUMBER = String.raw`(?:\d+(?:_\d+)*)?\.?(?:\d+(?:_\d+)*)?(?:e[+-]?\d+(?:_\d+)*)?|inf(?:inity)?|nan`;
const COMPLEX_TEXT = new RegExp(`^([+-]?(?:${NUMBER}))?(?:([+-](?:${NUMBER})|[+-])j)?$`, "i");
const IMAGINARY_TEXT = new RegExp(`^([+-]?(?:${NUMBER}))j$`, "i");

/** What `complex(text)` reads, or undefined. */
export function parseComplex(text: string): PyComplex | undefined {
  let s = stripSpace(text);
  if (s.startsWith("(") && s.endsWith(")")) s = stripSpace(s.slice(1, -1));
  if (s === "") return undefined;
  const unit = (t: string): number | undefined => (t === "" || t === "+" ? 1 : t === "-" ? -1 : parseFloatText(t));
  const imaginary = IMAGINARY_TEXT.exec(s);
  if (imaginary !== null) {
    const y = unit(imaginary[1]!);
    return y === undefined ? undefined : new PyComplex(0, y);
  }
  const both = COMPLEX_TEXT.exec(s);
  if (both === null || both[1] === undefined) return undefined;
  const x = parseFloatText(both[1]);
  const y = both[2] === undefined ? 0 : unit(both[2]);
  return x === undefined || y === undefined ? undefined : new PyComplex(x, y);
}

function construct(cls: PyType, args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): PyValue {
  const [a, b] = unpackArguments("complex", { names: ["real", "imag"] }, args, kwargs);
  const wrap = (z: PyComplex): PyValue => (cls === complexType ? z : new PyInstance(cls, z));
  const text = a === undefined ? undefined : asStr(a);
  if (text !== undefined) {
    if (b !== undefined) raiseError(exceptionTypes.TypeError, "complex() can't take second arg if first is a string");
    const z = parseComplex(text);
    return z === undefined ? raiseError(exceptionTypes.ValueError, "complex() arg is a malformed string") : wrap(z);
  }
  if (b !== undefined && asStr(b) !== undefined) {
    raiseError(exceptionTypes.TypeError, "complex() second arg can't be a string");
  }
  const first = a === undefined ? new PyComplex(0, 0) : convert(a, "first argument must be a string or a number");
  if (b === undefined) return wrap(first);
  const second = convert(b, "second argument must be a number");
  const isSecondComplex = asComplexPayload(b) !== undefined;
  const isFirstComplex = a !== undefined && asComplexPayload(a) !== undefined;
  return wrap(
    new PyComplex(
      isSecondComplex ? first.real - second.imag : first.real,
      isFirstComplex ? first.imag + second.real : second.real,
    ),
  );
}

function convert(value: PyValue, message: string): PyComplex {
  const plain = asComplex(value);
  if (plain !== undefined) return plain;
  const via = callSpecial(value, "__complex__", []);
  const z = via === undefined ? undefined : asComplexPayload(via);
  if (z !== undefined) return z;
  const x = callSpecial(value, "__float__", []) ?? callSpecial(value, "__index__", []);
  const d = x === undefined ? undefined : asDouble(x);
  return d === undefined
    ? raiseError(exceptionTypes.TypeError, `complex() ${message}, not '${typeName(value)}'`)
    : new PyComplex(d, 0);
}

export function installComplex(): void {
  complexType.construct = construct;
  const table = new MethodTable(complexType, asComplexPayload);
  const operators: readonly (readonly [string, (a: PyComplex, b: PyComplex) => PyValue])[] = [
    ["add", (a, b) => new PyComplex(a.real + b.real, a.imag + b.imag)],
    ["sub", (a, b) => new PyComplex(a.real - b.real, a.imag - b.imag)],
    ["mul", complexMultiply],
    ["truediv", complexDivide],
    ["pow", complexPower],
  ];
  for (const [stem, fn] of operators) {
    table.varargs(`__${stem}__`, (self, args) => {
      const b = asComplex(args[0]!);
      if (b === undefined) return NotImplemented;
      if (args[1] !== undefined && args[1] !== null) raiseError(exceptionTypes.ValueError, "complex modulo");
      return fn(self, b);
    });
    table.slot(`__r${stem}__`, 1, (self, other) => {
      const a = asComplex(other);
      return a === undefined ? NotImplemented : fn(a, self);
    });
  }
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      if (op !== "==" && op !== "!=") return NotImplemented;
      const c = asComplexPayload(other);
      const n = c === undefined ? (asFloatPayload(other) ?? asIntPayload(other)) : undefined;
      if (c === undefined && n === undefined) return NotImplemented;
      const isEqual =
        c !== undefined
          ? self.real === c.real && self.imag === c.imag
          : // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value on purpose.
            self.imag === 0 && self.real == n;
      return op === "==" ? isEqual : !isEqual;
    });
  }
  table
    .slot("__neg__", 0, (z) => new PyComplex(-z.real, -z.imag))
    .slot("__pos__", 0, (z) => z)
    .slot("__abs__", 0, (z) => {
      const m = Math.hypot(z.real, z.imag);
      if (!Number.isFinite(m) && Number.isFinite(z.real) && Number.isFinite(z.imag)) {
        raiseError(exceptionTypes.OverflowError, "absolute value too large");
      }
      return new PyFloat(m);
    })
    .slot("__bool__", 0, (z) => z.real !== 0 || z.imag !== 0)
    .slot("__repr__", 0, complexRepr)
    .slot("__hash__", 0, (z) => {
      const h = BigInt.asIntN(64, BigInt(hashDouble(z.real)) + HASH_IMAG * BigInt(hashDouble(z.imag)));
      return normalise(h === -1n ? -2n : h);
    })
    .none("__complex__", (z) => z)
    .none("conjugate", (z) => new PyComplex(z.real, -z.imag))
    .none("__getnewargs__", (z) => new PyTuple([new PyFloat(z.real), new PyFloat(z.imag)]))
    .one("__format__", (z, spec) => {
      const text = asStr(spec) ?? "";
      return text === "" ? complexRepr(z) : formatComplex(z.real, z.imag, text);
    })
    .property("real", (z) => new PyFloat(z.real))
    .property("imag", (z) => new PyFloat(z.imag));
}
