/** `format % values`, for str and (with byte strings as text of Latin-1) for bytes. */
import { budget } from "../budget.ts";
import { bytesFromLatin1, bytesOf } from "./bytes.ts";
import { codePointsOf, strLength } from "./codePoints.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { toFloat } from "./float.ts";
import { exponentialText, fixedText, generalText } from "./floatText.ts";
import { asIntPayload, floatToInt, intToDecimal } from "./int.ts";
import type { Int } from "./intArithmetic.ts";
import { getItem } from "./items.ts";
import { PyList } from "./list.ts";
import { toIndexOrUndefined } from "./operators.ts";
import { asStr, callSpecial, typeName } from "./special.ts";
import { ascii, repr, str } from "./text.ts";
import { asTuple } from "./tuple.ts";
import { typeOf } from "./type.ts";
import { PyFloat, type PyValue } from "./value.ts";

interface Spec {
  left: boolean;
  plus: boolean;
  blank: boolean;
  alternate: boolean;
  zero: boolean;
  width: number;
  precision: number | undefined;
}

export function percentFormat(template: string, values: PyValue, isBytes = false): string {
  const chars = codePointsOf(template);
  const tuple = asTuple(values);
  const items: readonly PyValue[] = tuple === undefined ? [values] : tuple.items;
  // A mapping may leave keys unused; anything else must be used up.
  const isMapping =
    tuple === undefined &&
    asStr(values) === undefined &&
    (!isBytes || bytesOf(values) === undefined) &&
    (values instanceof PyDict || values instanceof PyList || typeOf(values).lookup("__getitem__") !== undefined);
  let mapping: PyValue | undefined;
  let used = 0;
  const next = (): PyValue => {
    if (mapping !== undefined) {
      const value = mapping;
      mapping = undefined;
      return value;
    }
    if (used >= items.length) raiseError(exceptionTypes.TypeError, "not enough arguments for format string");
    return items[used++]!;
  };
  let usesMapping = false;
  let out = "";
  let i = 0;
  while (i < chars.length) {
    const c = chars[i++]!;
    if (c !== "%") {
      out += c;
      continue;
    }
    const spec: Spec = {
      left: false,
      plus: false,
      blank: false,
      alternate: false,
      zero: false,
      width: 0,
      precision: undefined,
    };
    if (chars[i] === "(") {
      if (!isMapping) raiseError(exceptionTypes.TypeError, "format requires a mapping");
      let depth = 1;
      let key = "";
      for (i++; i < chars.length && depth > 0; i++) {
        if (chars[i] === "(") depth++;
        else if (chars[i] === ")") depth--;
        if (depth > 0) key += chars[i]!;
      }
      if (depth > 0) raiseError(exceptionTypes.ValueError, "incomplete format key");
      mapping = getItem(values, isBytes ? bytesFromLatin1(key) : key);
      usesMapping = true;
    }
    for (; i < chars.length; i++) {
      if (chars[i] === "-") spec.left = true;
      else if (chars[i] === "+") spec.plus = true;
      else if (chars[i] === " ") spec.blank = true;
      else if (chars[i] === "#") spec.alternate = true;
      else if (chars[i] === "0") spec.zero = true;
      else break;
    }
    const number = (what: string): number => {
      if (chars[i] === "*") {
        i++;
        const value = next();
        const n = asIntPayload(value);
        if (n === undefined) raiseError(exceptionTypes.TypeError, "* wants int");
        return Number(n);
      }
      let digits = "";
      while (chars[i] !== undefined && /[0-9]/.test(chars[i]!)) digits += chars[i++]!;
      const n = Number(digits);
      if (n > 2 ** 31) raiseError(exceptionTypes.ValueError, `${what} too big`);
      return n;
    };
    spec.width = number("width");
    if (spec.width < 0) {
      spec.left = true;
      spec.width = -spec.width;
    }
    if (chars[i] === ".") {
      i++;
      spec.precision = Math.max(0, number("precision"));
    }
    if (chars[i] === "h" || chars[i] === "l" || chars[i] === "L") i++;
    const code = chars[i];
    if (code === undefined) raiseError(exceptionTypes.ValueError, "incomplete format");
    i++;
    if (code === "%") {
      out += "%";
      continue;
    }
    budget.allocate(2 * (spec.width + (spec.precision ?? 0)));
    out += convert(code, spec, next(), i - 1, isBytes);
  }
  if (used < items.length && !usesMapping && !isMapping) {
    raiseError(
      exceptionTypes.TypeError,
      `not all arguments converted during ${isBytes ? "bytes" : "string"} formatting`,
    );
  }
  return out;
}

function convert(code: string, spec: Spec, value: PyValue, at: number, isBytes: boolean): string {
  switch (code) {
    case "s":
    case "r":
    case "a":
    case "b": {
      if (code === "b" && !isBytes) break;
      const text =
        code === "r"
          ? isBytes
            ? ascii(value)
            : repr(value)
          : code === "a"
            ? ascii(value)
            : isBytes
              ? bytesText(value)
              : str(value);
      const cut = spec.precision === undefined ? text : codePointsOf(text).slice(0, spec.precision).join("");
      return pad("", cut, spec, false);
    }
    case "c":
      return pad("", character(value, isBytes), spec, false);
    case "d":
    case "i":
    case "u":
    case "x":
    case "X":
    case "o":
      return integer(isBytes && (code === "i" || code === "u") ? "d" : code, spec, value);
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return float(code, spec, value);
    default:
      break;
  }
  const shown = code.codePointAt(0)!;
  return raiseError(
    exceptionTypes.ValueError,
    `unsupported format character '${shown > 31 && shown < 127 ? code : "?"}' (0x${shown.toString(16)}) at index ${at}`,
  );
}

function bytesText(value: PyValue): string {
  const bytes = bytesOf(value);
  if (bytes !== undefined) return Array.from(bytes, (b) => String.fromCharCode(b)).join("");
  const via = callSpecial(value, "__bytes__", []);
  const made = via === undefined ? undefined : bytesOf(via);
  if (made === undefined) {
    return raiseError(
      exceptionTypes.TypeError,
      `%b requires a bytes-like object, or an object that implements __bytes__, not '${typeName(value)}'`,
    );
  }
  return Array.from(made, (b) => String.fromCharCode(b)).join("");
}

function character(value: PyValue, isBytes: boolean): string {
  if (isBytes) {
    const bytes = bytesOf(value);
    if (bytes?.length === 1) return String.fromCharCode(bytes[0]!);
    const n = asIntPayload(value);
    if (n === undefined) {
      return raiseError(exceptionTypes.TypeError, "%c requires an integer in range(256) or a single byte");
    }
    if (n < 0 || n > 255) raiseError(exceptionTypes.OverflowError, "%c arg not in range(256)");
    return String.fromCharCode(Number(n));
  }
  const text = asStr(value);
  if (text !== undefined) {
    if (strLength(text) === 1) return text;
    return raiseError(exceptionTypes.TypeError, "%c requires int or char");
  }
  const n = toIndexOrUndefined(value);
  if (n === undefined) return raiseError(exceptionTypes.TypeError, "%c requires int or char");
  if (n < 0 || n > 0x10ffff) raiseError(exceptionTypes.OverflowError, "%c arg not in range(0x110000)");
  return String.fromCodePoint(Number(n));
}

function integerOf(code: string, value: PyValue): Int {
  const needsInt = code === "x" || code === "X" || code === "o";
  if (!needsInt && value instanceof PyFloat) return floatToInt(value.value);
  const n = toIndexOrUndefined(value);
  if (n !== undefined) return n;
  if (!needsInt) {
    const via = callSpecial(value, "__int__", []);
    const made = via === undefined ? undefined : asIntPayload(via);
    if (made !== undefined) return made;
  }
  return raiseError(
    exceptionTypes.TypeError,
    `%${code} format: ${needsInt ? "an integer" : "a real number"} is required, not ${typeName(value)}`,
  );
}

function integer(code: string, spec: Spec, value: PyValue): string {
  const n = integerOf(code, value);
  const m = n < 0 ? -n : n;
  const radix = code === "o" ? 8 : code === "x" || code === "X" ? 16 : 10;
  let digits = radix === 10 ? intToDecimal(m) : m.toString(radix);
  let prefix = spec.alternate && radix !== 10 ? `0${code}` : "";
  if (spec.precision !== undefined) digits = digits.padStart(spec.precision, "0");
  if (code === "X") {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return pad(sign(n < 0, spec) + prefix, digits, spec, true);
}

function float(code: string, spec: Spec, value: PyValue): string {
  const x = realOf(value);
  const m = Math.abs(x);
  const isNegative = x < 0 || Object.is(x, -0);
  let text: string;
  const precision = spec.precision ?? 6;
  if (!Number.isFinite(x)) text = Number.isNaN(x) ? "nan" : "inf";
  else if (code === "e" || code === "E") text = exponentialText(m, precision, spec.alternate);
  else if (code === "f" || code === "F")
    text = fixedText(m, precision) + (spec.alternate && precision === 0 ? "." : "");
  else text = generalText(m, precision, spec.alternate);
  if (code === "E" || code === "F" || code === "G") text = text.toUpperCase();
  return pad(sign(isNegative && !Number.isNaN(x), spec), text, spec, true);
}

function realOf(value: PyValue): number {
  if (asStr(value) !== undefined || bytesOf(value) !== undefined || !hasFloat(value)) {
    raiseError(exceptionTypes.TypeError, `must be real number, not ${typeName(value)}`);
  }
  return toFloat(value);
}

function hasFloat(value: PyValue): boolean {
  const type = typeOf(value);
  return type.lookup("__float__") !== undefined || type.lookup("__index__") !== undefined;
}

function sign(isNegative: boolean, spec: Spec): string {
  return isNegative ? "-" : spec.plus ? "+" : spec.blank ? " " : "";
}

function pad(head: string, body: string, spec: Spec, isNumber: boolean): string {
  const missing = spec.width - strLength(head) - strLength(body);
  if (missing <= 0) return head + body;
  if (spec.left) return head + body + " ".repeat(missing);
  return spec.zero && isNumber ? head + "0".repeat(missing) + body : " ".repeat(missing) + head + body;
}
