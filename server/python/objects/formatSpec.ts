/** The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`. */
import { budget } from "../budget.ts";
import { codePointsOf, strLength } from "./codePoints.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { exponentialText, fixedText, generalText, shortestText } from "./floatText.ts";
import { intToDecimal } from "./int.ts";
import { type Int, toDouble } from "./intArithmetic.ts";

export interface FormatSpec {
  readonly fill: string;
  readonly align: "" | "<" | ">" | "=" | "^";
  readonly sign: "" | "+" | "-" | " ";
  readonly noNegativeZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: "" | "," | "_";
  readonly precision: number | undefined;
  /** Empty when absent. */
  readonly type: string;
  /** `0` before the width: changes the default fill and alignment. */
  readonly hasZero: boolean;
}

const ALIGN = "<>=^";

function invalid(message: string): never {
  return raiseError(exceptionTypes.ValueError, message);
}

/** Parses a specification for a value whose class is `typeName`. */
export function parseSpec(text: string, typeName: string): FormatSpec {
  const chars = codePointsOf(text);
  let i = 0;
  let fill = " ";
  let align: FormatSpec["align"] = "";
  let hasFill = false;
  if (chars.length > 1 && ALIGN.includes(chars[1]!)) {
    fill = chars[0]!;
    align = chars[1]! as FormatSpec["align"]; // one of the four, by the test above
    hasFill = true;
    i = 2;
  } else if (chars.length > 0 && ALIGN.includes(chars[0]!)) {
    align = chars[0]! as FormatSpec["align"]; // one of the four, by the test above
    i = 1;
  }
  let sign: FormatSpec["sign"] = "";
  const s = chars[i];
  if (s === "+" || s === "-" || s === " ") {
    sign = s;
    i++;
  }
  const noNegativeZero = chars[i] === "z";
  if (noNegativeZero) i++;
  const isAlternate = chars[i] === "#";
  if (isAlternate) i++;
  let hasZero = false;
  if (!hasFill && chars[i] === "0") {
    fill = "0";
    if (align === "") hasZero = true;
    i++;
  }
  let width = "";
  while (isDigit(chars[i])) width += chars[i++]!;
  let grouping: FormatSpec["grouping"] = "";
  if (chars[i] === ",") {
    grouping = ",";
    i++;
  }
  if (chars[i] === "_") {
    if (grouping !== "") invalid("Cannot specify both ',' and '_'.");
    grouping = "_";
    i++;
  }
  if (chars[i] === ",") {
    if (grouping === "_") invalid("Cannot specify both ',' and '_'.");
  }
  let precision: number | undefined;
  if (chars[i] === ".") {
    i++;
    let digits = "";
    while (isDigit(chars[i])) digits += chars[i++]!;
    if (digits === "") invalid("Format specifier missing precision");
    precision = checkedNumber(digits);
  }
  if (chars.length - i > 1) invalid(`Invalid format specifier '${text}' for object of type '${typeName}'`);
  const type = chars[i] ?? "";
  const parsed = checkedNumber(width);
  if (grouping !== "" && !("defgEG%F".includes(type) || type === "" || (grouping === "_" && "boxX".includes(type)))) {
    invalid(`Cannot specify '${grouping}' with '${type}'.`);
  }
  return {
    fill,
    align,
    sign,
    noNegativeZero,
    isAlternate,
    width: parsed,
    grouping,
    precision,
    type,
    hasZero,
  };
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= "0" && char <= "9";
}

function checkedNumber(digits: string): number {
  const n = digits === "" ? 0 : Number(digits);
  if (n > 2 ** 63 - 1) invalid("Too many decimal digits in format string");
  return n;
}

/** Pads text of `length` code points. */
function pad(text: string, spec: FormatSpec, defaultAlign: "<" | ">"): string {
  const missing = spec.width - strLength(text);
  if (missing <= 0) return text;
  budget.allocate(2 * spec.width);
  const align = spec.align === "" ? defaultAlign : spec.align;
  if (align === "<") return text + spec.fill.repeat(missing);
  if (align === "^") {
    const left = Math.floor(missing / 2);
    return spec.fill.repeat(left) + text + spec.fill.repeat(missing - left);
  }
  return spec.fill.repeat(missing) + text;
}

function unknownCode(type: string, typeName: string): never {
  const code = type.codePointAt(0)!;
  return invalid(
    code > 32 && code < 128
      ? `Unknown format code '${type}' for object of type '${typeName}'`
      : `Unknown format code '\\x${code.toString(16)}' for object of type '${typeName}'`,
  );
}

export function formatStr(value: string, text: string, typeName = "str"): string {
  const spec = parseSpec(text, typeName);
  if (spec.type !== "" && spec.type !== "s") unknownCode(spec.type, typeName);
  if (spec.sign !== "") {
    invalid(
      spec.sign === " "
        ? "Space not allowed in string format specifier"
        : "Sign not allowed in string format specifier",
    );
  }
  if (spec.noNegativeZero) invalid("Negative zero coercion (z) not allowed in string format specifier");
  if (spec.isAlternate) invalid("Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") invalid("'=' alignment not allowed in string format specifier");
  if (spec.grouping !== "") invalid(`Cannot specify '${spec.grouping}' with 's'.`);
  const shown =
    spec.precision !== undefined && spec.precision < value.length
      ? codePointsOf(value).slice(0, spec.precision).join("")
      : value;
  return pad(shown, spec, "<");
}

/** Joins sign, prefix and digits, with grouping and padding: zeros inside the number are grouped too. */
function layOutNumber(
  sign: string,
  prefix: string,
  whole: string,
  rest: string,
  spec: FormatSpec,
  group: number,
): string {
  const isInside = spec.align === "=" || (spec.align === "" && spec.hasZero);
  const minimum = isInside && spec.fill === "0" ? spec.width - sign.length - prefix.length - rest.length : 0;
  const digits =
    spec.grouping === "" || /^(?:inf|nan|)$/i.test(whole) ? whole : groupDigits(whole, spec.grouping, group, minimum);
  const body = digits + rest;
  if (isInside) {
    const missing = spec.width - sign.length - prefix.length - strLength(body);
    if (missing > 0) budget.allocate(2 * spec.width);
    return sign + prefix + (missing > 0 ? spec.fill.repeat(missing) : "") + body;
  }
  return pad(sign + prefix + body, spec, ">");
}

function groupDigits(digits: string, separator: string, size: number, minimum: number): string {
  let out = "";
  let count = 0;
  let i = digits.length - 1;
  // Leading zeros are part of the number here, so they are grouped; the text never starts with a separator.
  while (i >= 0 || out.length < minimum) {
    if (count === size) {
      out = separator + out;
      count = 0;
    }
    out = (i >= 0 ? digits[i]! : "0") + out;
    i--;
    count++;
  }
  return out;
}

function signOf(isNegative: boolean, spec: FormatSpec): string {
  return isNegative ? "-" : spec.sign === "+" ? "+" : spec.sign === " " ? " " : "";
}

const INT_CODES = "bcdoxXn";
const FLOAT_CODES = "eEfFgGn%";

export function formatInt(value: Int, text: string, typeName = "int"): string {
  const spec = parseSpec(text, typeName);
  const type = spec.type === "" ? "d" : spec.type;
  if (!INT_CODES.includes(type)) {
    if (!FLOAT_CODES.includes(type)) return unknownCode(type, typeName);
    const x = toDouble(value);
    if (!Number.isFinite(x)) raiseError(exceptionTypes.OverflowError, "int too large to convert to float");
    return formatDouble(x, spec);
  }
  if (spec.precision !== undefined) invalid("Precision not allowed in integer format specifier");
  if (spec.noNegativeZero) invalid("Negative zero coercion (z) not allowed in integer format specifier");
  if (type === "c") {
    if (spec.sign !== "") invalid("Sign not allowed with integer format specifier 'c'");
    if (spec.isAlternate) invalid("Alternate form (#) not allowed with integer format specifier 'c'");
    if (typeof value === "bigint" && BigInt.asIntN(64, value) !== value) {
      raiseError(exceptionTypes.OverflowError, "Python int too large to convert to C long");
    }
    if (value < 0 || value > 0x10ffff) {
      raiseError(exceptionTypes.OverflowError, "%c arg not in range(0x110000)");
    }
    return layOutNumber("", "", "", String.fromCodePoint(Number(value)), spec, 3);
  }
  const isNegative = value < 0;
  const magnitude = value < 0 ? -value : value;
  const radix = type === "b" ? 2 : type === "o" ? 8 : type === "x" || type === "X" ? 16 : 10;
  let digits = radix === 10 ? intToDecimal(magnitude) : magnitude.toString(radix);
  let prefix = spec.isAlternate && radix !== 10 ? `0${type}` : "";
  if (type === "X") {
    digits = digits.toUpperCase();
    prefix = prefix.toUpperCase();
  }
  return layOutNumber(signOf(isNegative, spec), prefix, digits, "", spec, radix === 10 ? 3 : 4);
}

export function formatFloat(value: number, text: string, typeName = "float"): string {
  const spec = parseSpec(text, typeName);
  if (spec.type !== "" && !FLOAT_CODES.includes(spec.type)) unknownCode(spec.type, typeName);
  return formatDouble(value, spec);
}

function formatDouble(value: number, spec: FormatSpec): string {
  const shown = doubleText(value, spec, false);
  return layOutNumber(shown.sign, "", shown.whole, shown.rest, spec, 3);
}

interface DoubleText {
  readonly sign: string;
  readonly whole: string;
  readonly rest: string;
}

/** Sign, digits before the point, and everything after. `isPart`: a component of a complex number. */
function doubleText(value: number, spec: FormatSpec, isPart: boolean): DoubleText {
  const isPercent = spec.type === "%";
  const x = isPercent ? value * 100 : value;
  let isNegative = x < 0 || Object.is(x, -0);
  const m = Math.abs(x);
  const isUpper = spec.type === "E" || spec.type === "F" || spec.type === "G";
  if (!Number.isFinite(x)) {
    const name = Number.isNaN(x) ? "nan" : "inf";
    if (Number.isNaN(x)) isNegative = false;
    return {
      sign: signOf(isNegative, spec),
      whole: isUpper ? name.toUpperCase() : name,
      rest: isPercent ? "%" : "",
    };
  }
  if (spec.precision !== undefined) {
    if (spec.precision > 2147483647) invalid("precision too big");
    budget.allocate(2 * spec.precision);
  }
  const alternate = spec.isAlternate;
  let text: string;
  switch (spec.type) {
    case "e":
    case "E":
      text = exponentialText(m, spec.precision ?? 6, alternate);
      break;
    case "f":
    case "F":
    case "%":
      text = fixedText(m, spec.precision ?? 6);
      if (alternate && (spec.precision ?? 6) === 0) text += ".";
      break;
    case "g":
    case "G":
    case "n":
      text = generalText(m, spec.precision ?? 6, alternate);
      break;
    default:
      text = defaultText(m, spec, isPart);
  }
  if (isUpper) text = text.toUpperCase();
  if (spec.noNegativeZero && isNegative && !/[1-9]/.test(text.replace(/e.*$/i, ""))) isNegative = false;
  const split = text.search(/[^0-9]/);
  return {
    sign: signOf(isNegative, spec),
    whole: split < 0 ? text : text.slice(0, split),
    rest: (split < 0 ? "" : text.slice(split)) + (isPercent ? "%" : ""),
  };
}

/** No type: like `repr`, or like `g` with at least one digit after the point when a precision is given. */
function defaultText(m: number, spec: FormatSpec, isPart: boolean): string {
  if (spec.precision === undefined) {
    const text = shortestText(m, !isPart);
    return spec.isAlternate && !/[.]/.test(text) ? withPoint(text) : text;
  }
  const precision = spec.precision === 0 ? 1 : spec.precision;
  if (isPart) return generalText(m, precision, spec.isAlternate);
  // The exponent starts one digit earlier than in `g`, so that there is room for ".0".
  const text = generalText(m, precision, spec.isAlternate, precision - 1);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function withPoint(text: string): string {
  const e = text.indexOf("e");
  return e < 0 ? `${text}.` : `${text.slice(0, e)}.${text.slice(e)}`;
}

export function formatComplex(real: number, imag: number, text: string): string {
  const spec = parseSpec(text, "complex");
  if (spec.type !== "" && !"eEfFgGn".includes(spec.type)) unknownCode(spec.type, "complex");
  if (spec.hasZero || (spec.fill === "0" && spec.align === "")) {
    invalid("Zero padding is not allowed in complex format specifier");
  }
  if (spec.align === "=") invalid("'=' alignment flag is not allowed in complex format specifier");
  const part = (x: number, sign: FormatSpec["sign"]): string => {
    const own = { ...spec, sign, width: 0, align: "" as const, hasZero: false };
    const shown = doubleText(x, own, true);
    return layOutNumber(shown.sign, "", shown.whole, shown.rest, own, 3);
  };
  const isBare = spec.type === "";
  const skipReal = isBare && real === 0 && !Object.is(real, -0);
  let body = skipReal ? "" : part(real, spec.sign);
  body += `${part(imag, skipReal ? spec.sign : "+")}j`;
  if (isBare && !skipReal) body = `(${body})`;
  return pad(body, spec, ">");
}
