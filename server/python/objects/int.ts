/** `int` and `bool`: conversion, text, and the methods. The arithmetic itself is in intArithmetic.ts. */
import { bytesOf, PyBytes } from "./bytes.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { floatPower } from "./floatArithmetic.ts";
import { formatInt } from "./formatSpec.ts";
import { hashInt } from "./hash.ts";
import {
  absolute,
  add,
  and,
  bitLength,
  floorDivide,
  fromNumber,
  type Int,
  invert,
  modulo,
  multiply,
  negate,
  normalise,
  or,
  power,
  powerModulo,
  shiftLeft,
  shiftRight,
  subtract,
  toDouble,
  trueDivide,
  xor,
} from "./intArithmetic.ts";
import { toArray } from "./iteration.ts";
import { checkPositional, MethodTable, unpackArguments } from "./methods.ts";
import { RICH_METHODS, toIndex, truth } from "./operators.ts";
import { compareLengths } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { boolType, intType, type PyType } from "./type.ts";
import { PyFloat, PyInstance, type PyValue } from "./value.ts";

/** The int of an int, a bool, or an instance of a subclass; undefined for anything else. */
export function asIntPayload(value: PyValue): Int | undefined {
  switch (typeof value) {
    case "number":
    case "bigint":
      return value;
    case "boolean":
      return value ? 1 : 0;
    case "object":
      return value instanceof PyInstance && value.payload !== undefined ? asIntPayload(value.payload) : undefined;
    default:
      return undefined;
  }
}

const MAX_STR_DIGITS = 4300;

/** `str(int)`. ValueError beyond 4300 digits. */
export function intToDecimal(n: Int): string {
  if (typeof n === "number") return String(n);
  // 4300 digits need at least 14281 bits; far longer ones are refused before the costly conversion.
  if (bitLength(n) > 14290) raiseTooManyDigits();
  const text = n.toString();
  if (text.length - (n < 0n ? 1 : 0) > MAX_STR_DIGITS) raiseTooManyDigits();
  return text;
}

function raiseTooManyDigits(): never {
  return raiseError(
    exceptionTypes.ValueError,
    `Exceeds the limit (${MAX_STR_DIGITS} digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit`,
  );
}

const DIGIT_PREFIX: Readonly<Record<string, number>> = { b: 2, o: 8, x: 16 };

/** Decimal digits of any script as ASCII ones. */
export function asciiDigits(text: string): string {
  return /[^\x00-\x7f]/.test(text)
    ? Array.from(text, (char) => {
        if (!/\p{Nd}/u.test(char)) return /\s/u.test(char) ? " " : char;
        // Every run of decimal digits in Unicode starts at a code point whose distance from the digit is its value.
        let code = char.codePointAt(0)!;
        let value = 0;
        while (
          value < 9 &&
          /\p{Nd}/u.test(String.fromCodePoint(code - 1)) &&
          (code - 1) % 16 !== 15 &&
          (code & 15) !== 0 &&
          (code & 15) !== 6
        ) {
          code--;
          value++;
        }
        return String(value);
      }).join("")
    : text;
}

/** What `int(text, base)` reads, or undefined when it is no literal of that base. */
export function parseInteger(text: string, base: number): Int | undefined {
  let s = stripSpace(asciiDigits(text)).toLowerCase();
  let isNegative = false;
  if (s[0] === "+" || s[0] === "-") {
    isNegative = s[0] === "-";
    s = s.slice(1);
  }
  let radix = base;
  let isPrefixed = false;
  if (s[0] === "0" && s.length > 1) {
    const prefix = DIGIT_PREFIX[s[1]!];
    if (prefix !== undefined && (base === 0 || base === prefix)) {
      radix = prefix;
      s = s.slice(2);
      isPrefixed = true;
      if (s[0] === "_") s = s.slice(1);
    }
  }
  if (radix === 0) {
    if (!isPrefixed && /^0[0_]*[1-9]/.test(s)) return undefined;
    radix = 10;
  }
  if (!/^[0-9a-z]+(_[0-9a-z]+)*$/.test(s)) return undefined;
  s = s.replaceAll("_", "");
  for (const char of s) if (Number.parseInt(char, 36) >= radix) return undefined;
  if ((radix & (radix - 1)) !== 0 && s.length > MAX_STR_DIGITS) {
    raiseError(
      exceptionTypes.ValueError,
      `Exceeds the limit (${MAX_STR_DIGITS} digits) for integer string conversion: value has ${s.length} digits; use sys.set_int_max_str_digits() to increase the limit`,
    );
  }
  let n: bigint;
  if (radix === 10) n = BigInt(s);
  else if (radix === 16 || radix === 8 || radix === 2) {
    n = BigInt(`0${radix === 16 ? "x" : radix === 8 ? "o" : "b"}${s}`);
  } else {
    n = 0n;
    for (const char of s) n = n * BigInt(radix) + BigInt(Number.parseInt(char, 36));
  }
  return normalise(isNegative ? -n : n);
}

/** Strips what Python counts as white space. */
export function stripSpace(text: string): string {
  return text.replace(/^[\s\x1c-\x1f\x85]+|[\s\x1c-\x1f\x85]+$/gu, "");
}

/** `int(x)` for a float. */
export function floatToInt(x: number): Int {
  if (Number.isNaN(x)) return raiseError(exceptionTypes.ValueError, "cannot convert float NaN to integer");
  if (!Number.isFinite(x)) {
    return raiseError(exceptionTypes.OverflowError, "cannot convert float infinity to integer");
  }
  return fromNumber(Math.trunc(x));
}

/** An int as a double, or OverflowError. */
export function intToFloat(n: Int): number {
  const x = toDouble(n);
  return Number.isFinite(x) ? x : raiseError(exceptionTypes.OverflowError, "int too large to convert to float");
}

/** `int(value)` with one argument. */
export function toInt(value: PyValue): Int {
  const plain = asIntPayload(value);
  if (plain !== undefined && !(value instanceof PyInstance)) return plain;
  if (value instanceof PyFloat) return floatToInt(value.value);
  const viaInt = callSpecial(value, "__int__", []);
  if (viaInt !== undefined) {
    const n = asIntPayload(viaInt);
    if (n === undefined) raiseError(exceptionTypes.TypeError, `__int__ returned non-int (type ${typeName(viaInt)})`);
    return n;
  }
  const viaIndex = callSpecial(value, "__index__", []);
  if (viaIndex !== undefined) return toIndex(value);
  const viaTrunc = callSpecial(value, "__trunc__", []);
  if (viaTrunc !== undefined) return toIndex(viaTrunc);
  const text = asStr(value);
  if (text !== undefined) return intFromText(text, 10, value);
  const bytes = bytesOf(value);
  if (bytes !== undefined) return intFromText(latin1(bytes), 10, value);
  return raiseError(
    exceptionTypes.TypeError,
    `int() argument must be a string, a bytes-like object or a real number, not '${typeName(value)}'`,
  );
}

function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (b) => String.fromCharCode(b)).join("");
}

function intFromText(text: string, base: number, shown: PyValue): Int {
  return (
    parseInteger(text, base) ??
    raiseError(exceptionTypes.ValueError, `invalid literal for int() with base ${base}: ${repr(shown)}`)
  );
}

function constructInt(cls: PyType, args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): PyValue {
  const [x, base] =
    cls === intType || kwargs === null
      ? unpackArguments("int", { names: ["x", "base"], positionalOnly: 1 }, args, kwargs)
      : args;
  let n: Int;
  if (x === undefined) {
    if (base !== undefined) return raiseError(exceptionTypes.TypeError, "int() missing string argument");
    n = 0;
  } else if (base === undefined) n = toInt(x);
  else {
    const b = toIndex(base);
    if (typeof b === "bigint" || b < 0 || b === 1 || b > 36) {
      return raiseError(exceptionTypes.ValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    const text = asStr(x);
    const bytes = text === undefined ? bytesOf(x) : undefined;
    if (text === undefined && bytes === undefined) {
      return raiseError(exceptionTypes.TypeError, "int() can't convert non-string with explicit base");
    }
    n = intFromText(text ?? latin1(bytes!), b, x);
  }
  return cls === intType ? n : new PyInstance(cls, n);
}

type IntOperator = (a: Int, b: Int) => PyValue;

/** `a ** b` with two ints: a float when the exponent is negative. */
function intPower(a: Int, b: Int): PyValue {
  if (b >= 0) return power(a, b);
  if (a === 0) return raiseError(exceptionTypes.ZeroDivisionError, "0.0 cannot be raised to a negative power");
  return floatPower(intToFloat(a), intToFloat(b));
}

const OPERATORS: readonly (readonly [string, IntOperator])[] = [
  ["add", add],
  ["sub", subtract],
  ["mul", multiply],
  ["floordiv", floorDivide],
  ["mod", modulo],
  ["truediv", (a, b) => new PyFloat(trueDivide(a, b))],
  ["divmod", (a, b) => new PyTuple([floorDivide(a, b), modulo(a, b)])],
  ["lshift", shiftLeft],
  ["rshift", shiftRight],
  ["and", and],
  ["or", or],
  ["xor", xor],
];

/** `round(int, ndigits)`: to the nearest power of ten, ties to even. */
export function roundInt(n: Int, digits: Int): Int {
  if (digits >= 0) return n;
  if (typeof digits === "bigint" || -digits > 400000) return 0;
  const unit = power(10, -digits);
  const half = floorDivide(unit, 2);
  const down = floorDivide(n, unit);
  const rest = subtract(n, multiply(down, unit));
  const isUp = rest > half || (rest === half && modulo(down, 2) === 1);
  return multiply(isUp ? add(down, 1) : down, unit);
}

/** `int.to_bytes`. */
function toBytes(n: Int, length: number, isLittle: boolean, isSigned: boolean): PyBytes {
  let value = BigInt(n);
  if (length < 0) raiseError(exceptionTypes.ValueError, "length argument must be non-negative");
  if (value < 0n && !isSigned) raiseError(exceptionTypes.OverflowError, "can't convert negative int to unsigned");
  const bits = BigInt(length) * 8n;
  const limit = isSigned ? (length === 0 ? 0n : 1n << (bits - 1n)) : 1n << bits;
  // CPython accepts -1 in no bytes at all.
  if (length === 0 && isSigned && value === -1n) return new PyBytes(new Uint8Array(0));
  if ((length === 0 && isSigned ? value !== 0n : value >= limit) || value < -limit) {
    raiseError(exceptionTypes.OverflowError, "int too big to convert");
  }
  if (value < 0n) value += 1n << bits;
  const out = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    out[isLittle ? i : length - 1 - i] = Number(value & 0xffn);
    value >>= 8n;
  }
  return new PyBytes(out);
}

function byteOrder(value: PyValue | undefined): boolean {
  if (value === undefined || value === "big") return false;
  if (value === "little") return true;
  if (asStr(value) === undefined) {
    raiseError(exceptionTypes.TypeError, `argument 'byteorder' must be str, not ${typeName(value)}`);
  }
  return raiseError(exceptionTypes.ValueError, "byteorder must be either 'little' or 'big'");
}

export function installInt(): void {
  intType.construct = constructInt;
  const table = new MethodTable(intType, asIntPayload);
  for (const [stem, fn] of OPERATORS) {
    table.slot(`__${stem}__`, 1, (self, other) => {
      const b = asIntPayload(other);
      return b === undefined ? NotImplemented : fn(self, b);
    });
    table.slot(`__r${stem}__`, 1, (self, other) => {
      const b = asIntPayload(other);
      return b === undefined ? NotImplemented : fn(b, self);
    });
  }
  table.varargs("__pow__", (self, args) => {
    checkPositional("__pow__", args.length, 1, 2);
    const b = asIntPayload(args[0]!);
    const m = args[1] === undefined || args[1] === null ? undefined : asIntPayload(args[1]);
    if (b === undefined || (args[1] !== undefined && args[1] !== null && m === undefined)) return NotImplemented;
    return m === undefined ? intPower(self, b) : powerModulo(self, b, m);
  });
  table.slot("__rpow__", 1, (self, other) => {
    const a = asIntPayload(other);
    return a === undefined ? NotImplemented : intPower(a, self);
  });
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const b = asIntPayload(other);
      return b === undefined ? NotImplemented : compareLengths(op, self < b ? -1 : self > b ? 1 : 0, 0);
    });
  }
  table
    .slot("__neg__", 0, negate)
    .slot("__pos__", 0, (self) => self)
    .slot("__abs__", 0, absolute)
    .slot("__invert__", 0, invert)
    .slot("__bool__", 0, (self) => self !== 0)
    .slot("__int__", 0, (self) => self)
    .slot("__index__", 0, (self) => self)
    .slot("__float__", 0, (self) => new PyFloat(intToFloat(self)))
    .slot("__hash__", 0, hashInt)
    .slot("__repr__", 0, intToDecimal)
    .none("__trunc__", (self) => self)
    .none("__floor__", (self) => self)
    .none("__ceil__", (self) => self)
    .pos("__round__", 0, 1, (self, digits?) =>
      digits === undefined || digits === null ? self : roundInt(self, toIndex(digits)),
    )
    .one("__format__", (self, spec) => {
      const text = asStr(spec);
      if (text === undefined) {
        return raiseError(exceptionTypes.TypeError, `__format__() argument must be str, not ${typeName(spec)}`);
      }
      return text === "" ? intToDecimal(self) : formatInt(self, text);
    })
    .none("__getnewargs__", (self) => new PyTuple([self]))
    .none("bit_length", bitLength)
    .none("bit_count", (self) => {
      let count = 0;
      for (const bit of absolute(self).toString(2)) if (bit === "1") count++;
      return count;
    })
    .none("conjugate", (self) => self)
    .none("as_integer_ratio", (self) => new PyTuple([self, 1]))
    .kw("to_bytes", { names: ["length", "byteorder", "signed"], positional: 2 }, (self, length, order, signed) =>
      toBytes(
        self,
        length === undefined ? 1 : Number(toIndex(length)),
        byteOrder(order),
        signed !== undefined && truth(signed),
      ),
    )
    .classMethod("from_bytes", (cls, args, kwargs) => {
      const [source, order, signed] = unpackArguments(
        "from_bytes",
        { names: ["bytes", "byteorder", "signed"], required: 1, positional: 2 },
        args,
        kwargs,
      );
      const isLittle = byteOrder(order);
      const bytes = bytesOf(source!) ?? Uint8Array.from(toArray(source!), (b) => Number(toIndex(b)));
      let n = 0n;
      for (const b of isLittle ? bytes.slice().reverse() : bytes) n = (n << 8n) | BigInt(b);
      if (signed !== undefined && truth(signed) && bytes.length > 0) n = BigInt.asIntN(bytes.length * 8, n);
      const value = normalise(n);
      return cls === intType ? value : new PyInstance(cls, value);
    })
    .property("real", (self) => self)
    .property("imag", () => 0)
    .property("numerator", (self) => self)
    .property("denominator", () => 1);
  installBool();
}

function installBool(): void {
  boolType.construct = (_cls, args, kwargs) => {
    if (kwargs !== null && kwargs.size > 0) raiseError(exceptionTypes.TypeError, "bool() takes no keyword arguments");
    checkPositional("bool", args.length, 0, 1);
    return args[0] === undefined ? false : truth(args[0]);
  };
  const table = new MethodTable(boolType, (v) => (typeof v === "boolean" ? v : undefined));
  const logical: readonly (readonly [string, (a: boolean, b: boolean) => boolean, IntOperator])[] = [
    ["and", (a, b) => a && b, and],
    ["or", (a, b) => a || b, or],
    ["xor", (a, b) => a !== b, xor],
  ];
  for (const [stem, onBools, onInts] of logical) {
    const fn = (self: boolean, other: PyValue): PyValue => {
      if (typeof other === "boolean") return onBools(self, other);
      const b = asIntPayload(other);
      return b === undefined ? NotImplemented : onInts(self ? 1 : 0, b);
    };
    table.slot(`__${stem}__`, 1, fn).slot(`__r${stem}__`, 1, fn);
  }
  table.slot("__repr__", 0, (self) => (self ? "True" : "False"));
  table.one("__format__", (self, spec) => {
    const text = asStr(spec) ?? "";
    return text === "" ? (self ? "True" : "False") : formatInt(self ? 1 : 0, text, "bool");
  });
}
