/** `float`: conversion from text, and the methods. Arithmetic is in floatArithmetic.ts, text in floatText.ts. */
import { bytesOf } from "./bytes.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { floatDivide, floatDivmod, floatFloorDivide, floatModulo, floatPower } from "./floatArithmetic.ts";
import { decompose, floatRepr, roundToDigits } from "./floatText.ts";
import { formatFloat } from "./formatSpec.ts";
import { hashFloat } from "./hash.ts";
import { asciiDigits, asIntPayload, floatToInt, intToFloat, stripSpace } from "./int.ts";
import { divideRounded, normalise } from "./intArithmetic.ts";
import { checkPositional, MethodTable } from "./methods.ts";
import { RICH_METHODS, toIndex } from "./operators.ts";
import { NotImplemented } from "./singletons.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { floatType } from "./type.ts";
import { PyFloat, PyInstance, type PyValue } from "./value.ts";

/** The double of a float or an instance of its subclass. */
export function asFloatPayload(value: PyValue): number | undefined {
  if (value instanceof PyFloat) return value.value;
  return value instanceof PyInstance && value.payload instanceof PyFloat ? value.payload.value : undefined;
}

/** The double of any real builtin number; OverflowError for an int that is too large, undefined for no number. */
export function asDouble(value: PyValue): number | undefined {
  const x = asFloatPayload(value);
  if (x !== undefined) return x;
  const n = asIntPayload(value);
  return n === undefined ? undefined : intToFloat(n);
}

/** What `float(text)` reads, or undefined. */
export function parseFloatText(text: string): number | undefined {
  const s = stripSpace(asciiDigits(text));
  if (!/^[+-]?(?:(?:\d+(?:_\d+)*)?\.?(?:\d+(?:_\d+)*)?(?:[eE][+-]?\d+(?:_\d+)*)?|inf(?:inity)?|nan)$/i.test(s))
    return undefined;
  const word = s.replace(/^[+-]/, "").toLowerCase();
  const isNegative = s[0] === "-";
  if (word === "nan") return Number.NaN;
  if (word === "inf" || word === "infinity") return isNegative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (!/^(\d|\.\d)/.test(word)) return undefined;
  return Number(s.replaceAll("_", ""));
}

/** `float(value)`. */
export function toFloat(value: PyValue): number {
  if (value instanceof PyFloat) return value.value;
  const viaFloat = typeof value === "object" && value !== null ? callSpecial(value, "__float__", []) : undefined;
  if (viaFloat !== undefined) {
    const x = asFloatPayload(viaFloat);
    if (x === undefined) {
      raiseError(
        exceptionTypes.TypeError,
        `${typeName(value)}.__float__ returned non-float (type ${typeName(viaFloat)})`,
      );
    }
    return x;
  }
  const n = asIntPayload(value);
  if (n !== undefined) return intToFloat(n);
  if (typeof value === "object" && value !== null && value.cls.lookup("__index__") !== undefined) {
    return intToFloat(toIndex(value));
  }
  const text = asStr(value) ?? latin1(value);
  if (text === undefined) {
    return raiseError(
      exceptionTypes.TypeError,
      `float() argument must be a string or a real number, not '${typeName(value)}'`,
    );
  }
  return (
    parseFloatText(text) ?? raiseError(exceptionTypes.ValueError, `could not convert string to float: ${repr(value)}`)
  );
}

function latin1(value: PyValue): string | undefined {
  const bytes = bytesOf(value);
  return bytes === undefined ? undefined : Array.from(bytes, (b) => String.fromCharCode(b)).join("");
}

/** Numerator and denominator of a finite double, in lowest terms. */
export function integerRatio(x: number): [bigint, bigint] {
  if (x === 0) return [0n, 1n];
  let { m, e } = decompose(Math.abs(x));
  while ((m & 1n) === 0n && e < 0) {
    m >>= 1n;
    e++;
  }
  const n = e > 0 ? m << BigInt(e) : m;
  return [x < 0 ? -n : n, e < 0 ? 1n << BigInt(-e) : 1n];
}

function hexText(x: number): string {
  if (!Number.isFinite(x)) return floatRepr(x);
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  if (x === 0) return `${sign}0x0.0p+0`;
  const { m, e } = decompose(Math.abs(x));
  const isNormal = m >> 52n !== 0n;
  const fraction = (m & 0xfffffffffffffn).toString(16).padStart(13, "0");
  const exponent = e + 52;
  return `${sign}0x${isNormal ? 1 : 0}.${fraction}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

function fromHex(text: string): number {
  const s = stripSpace(text).toLowerCase();
  const special = /^([+-]?)(inf|infinity|nan)$/.exec(s);
  if (special !== null) {
    if (special[2] === "nan") return Number.NaN;
    return special[1] === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const parts = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?\d+))?$/.exec(s);
  if (parts === null || `${parts[2] ?? ""}${parts[3] ?? ""}` === "") {
    return raiseError(exceptionTypes.ValueError, "invalid hexadecimal floating-point string");
  }
  const fraction = parts[3] ?? "";
  const mantissa = BigInt(`0x${parts[2]}${fraction}`);
  const exponent = Number(parts[4] ?? 0) - 4 * fraction.length;
  if (mantissa === 0n) return parts[1] === "-" ? -0 : 0;
  const bits = mantissa.toString(2).length + exponent;
  if (bits < -1080) return parts[1] === "-" ? -0 : 0;
  const x =
    bits > 1025
      ? Number.POSITIVE_INFINITY
      : exponent >= 0
        ? divideRounded(mantissa << BigInt(exponent), 1n)
        : divideRounded(mantissa, 1n << BigInt(-exponent));
  if (!Number.isFinite(x)) {
    raiseError(exceptionTypes.OverflowError, "hexadecimal value too large to represent as a float");
  }
  return parts[1] === "-" ? -x : x;
}

/** `round(x)` to an int, ties to even. */
export function roundHalfEven(x: number): number {
  const floor = Math.floor(x);
  const rest = x - floor;
  if (rest < 0.5) return floor;
  if (rest > 0.5) return floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

export function installFloat(): void {
  floatType.construct = (cls, args, kwargs) => {
    if (cls === floatType && kwargs !== null && kwargs.size > 0) {
      raiseError(exceptionTypes.TypeError, "float() takes no keyword arguments");
    }
    checkPositional("float", args.length, 0, 1);
    const source = args[0];
    if (cls === floatType && source instanceof PyFloat) return source;
    const made = new PyFloat(source === undefined ? 0 : toFloat(source));
    return cls === floatType ? made : new PyInstance(cls, made);
  };
  const table = new MethodTable(floatType, asFloatPayload);
  const wrap = (fn: (x: number, y: number) => number) => (x: number, y: number) => new PyFloat(fn(x, y));
  const operators: readonly (readonly [string, (x: number, y: number) => PyValue])[] = [
    ["add", wrap((x, y) => x + y)],
    ["sub", wrap((x, y) => x - y)],
    ["mul", wrap((x, y) => x * y)],
    ["truediv", wrap(floatDivide)],
    ["floordiv", wrap(floatFloorDivide)],
    ["mod", wrap(floatModulo)],
    [
      "divmod",
      (x, y) => {
        const [q, r] = floatDivmod(x, y);
        return new PyTuple([new PyFloat(q), new PyFloat(r)]);
      },
    ],
  ];
  for (const [stem, fn] of operators) {
    table.slot(`__${stem}__`, 1, (self, other) => {
      const y = asDouble(other);
      return y === undefined ? NotImplemented : fn(self, y);
    });
    table.slot(`__r${stem}__`, 1, (self, other) => {
      const y = asDouble(other);
      return y === undefined ? NotImplemented : fn(y, self);
    });
  }
  table.varargs("__pow__", (self, args) => {
    checkPositional("__pow__", args.length, 1, 2);
    const y = asDouble(args[0]!);
    if (y === undefined) return NotImplemented;
    if (args[1] !== undefined && args[1] !== null) {
      raiseError(exceptionTypes.TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    return floatPower(self, y);
  });
  table.slot("__rpow__", 1, (self, other) => {
    const x = asDouble(other);
    return x === undefined ? NotImplemented : floatPower(x, self);
  });
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const y = asFloatPayload(other) ?? asIntPayload(other);
      if (y === undefined) return NotImplemented;
      switch (op) {
        case "==":
          // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value on purpose.
          return self == y;
        case "!=":
          // biome-ignore lint/suspicious/noDoubleEquals: a number and a bigint are compared by value on purpose.
          return self != y;
        case "<":
          return self < y;
        case "<=":
          return self <= y;
        case ">":
          return self > y;
        default:
          return self >= y;
      }
    });
  }
  table
    .slot("__neg__", 0, (x) => new PyFloat(-x))
    .slot("__pos__", 0, (x) => new PyFloat(x))
    .slot("__abs__", 0, (x) => new PyFloat(Math.abs(x)))
    .slot("__bool__", 0, (x) => x !== 0)
    .slot("__int__", 0, (x) => floatToInt(x))
    .slot("__float__", 0, (x) => new PyFloat(x))
    .slot("__repr__", 0, floatRepr)
    .none("__trunc__", (x) => floatToInt(x))
    .none("__floor__", (x) => floatToInt(Math.floor(x)))
    .none("__ceil__", (x) => floatToInt(Math.ceil(x)))
    .pos("__round__", 0, 1, (x, digits?) => {
      if (digits === undefined || digits === null) return floatToInt(Number.isFinite(x) ? roundHalfEven(x) : x);
      const n = toIndex(digits);
      const r = roundToDigits(x, typeof n === "number" ? n : n > 0n ? 1000 : -1000);
      if (!Number.isFinite(r) && Number.isFinite(x)) {
        raiseError(exceptionTypes.OverflowError, "rounded value too large to represent");
      }
      return new PyFloat(r);
    })
    .one("__format__", (x, spec) => {
      const text = asStr(spec);
      if (text === undefined) {
        return raiseError(exceptionTypes.TypeError, `__format__() argument must be str, not ${typeName(spec)}`);
      }
      return text === "" ? floatRepr(x) : formatFloat(x, text);
    })
    .none("__getnewargs__", (x) => new PyTuple([new PyFloat(x)]))
    .none("is_integer", (x) => Number.isInteger(x))
    .none("conjugate", (x) => new PyFloat(x))
    .none("hex", hexText)
    .none("as_integer_ratio", (x) => {
      if (Number.isNaN(x)) raiseError(exceptionTypes.ValueError, "cannot convert NaN to integer ratio");
      if (!Number.isFinite(x)) raiseError(exceptionTypes.OverflowError, "cannot convert Infinity to integer ratio");
      const [n, d] = integerRatio(x);
      return new PyTuple([normalise(n), normalise(d)]);
    })
    .classMethod("fromhex", (cls, args) => {
      checkPositional("fromhex", args.length, 1, 1);
      const text = asStr(args[0]!);
      if (text === undefined) return raiseError(exceptionTypes.TypeError, "bad argument type for built-in operation");
      const made = new PyFloat(fromHex(text));
      return cls === floatType ? made : new PyInstance(cls, made);
    })
    .property("real", (x) => new PyFloat(x))
    .property("imag", () => new PyFloat(0));
  // A NaN hashes by identity, so the hash needs the object itself.
  new MethodTable(floatType, (v) => (asFloatPayload(v) === undefined ? undefined : v)).slot("__hash__", 0, (self) =>
    self instanceof PyInstance && self.payload instanceof PyFloat
      ? hashFloat(self.payload)
      : self instanceof PyFloat
        ? hashFloat(self)
        : 0,
  );
}
