/** Doubles as decimal text: the shortest that reads back, and exact rounding to any number of digits (ties to even). */

/** The digits and the decimal exponent of a finite non-zero magnitude: `0.d1d2… × 10**point`. */
export interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/** The shortest digits that read back as `x` (finite, positive). */
export function shortestDigits(x: number): Decimal {
  if (x === 0) return { digits: "0", point: 1 };
  const text = x.toExponential();
  const e = text.indexOf("e");
  return { digits: text.slice(0, e).replace(".", ""), point: Number(text.slice(e + 1)) + 1 };
}

/** Mantissa and exponent with `x = m · 2**e`, for finite positive `x`. */
export function decompose(x: number): { m: bigint; e: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  return exponent === 0 ? { m: fraction, e: -1074 } : { m: fraction | 0x10000000000000n, e: exponent - 1075 };
}

/** `x · 10**scale` rounded to an integer, ties to even. */
function scaledInteger(x: number, scale: number): bigint {
  const { m, e } = decompose(x);
  let numerator = m;
  let denominator = 1n;
  if (e > 0) numerator <<= BigInt(e);
  else denominator <<= BigInt(-e);
  if (scale > 0) numerator *= 10n ** BigInt(scale);
  else denominator *= 10n ** BigInt(-scale);
  const q = numerator / denominator;
  const rest = (numerator % denominator) * 2n;
  return rest > denominator || (rest === denominator && (q & 1n) === 1n) ? q + 1n : q;
}

/** `%.{precision}f` of a finite magnitude. */
export function fixedText(x: number, precision: number): string {
  // No double has digits beyond its 1074th decimal place.
  const exact = Math.min(precision, 1074);
  let text = scaledInteger(x, exact).toString();
  if (exact > 0) {
    text = text.padStart(exact + 1, "0");
    text = `${text.slice(0, -exact)}.${text.slice(-exact)}`;
  }
  return precision > exact ? text + "0".repeat(precision - exact) : text;
}

/** `count` significant digits of a finite positive magnitude; zero gives zeros at point 1. */
export function significantDigits(x: number, count: number): Decimal {
  if (x === 0) return { digits: "0".repeat(count), point: 1 };
  const exact = Math.min(count, 800);
  let { point } = shortestDigits(x);
  let digits = scaledInteger(x, exact - point).toString();
  if (digits.length > exact) {
    digits = digits.slice(0, exact);
    point++;
  }
  return { digits: count > exact ? digits + "0".repeat(count - exact) : digits, point };
}

export function exponentText(exponent: number): string {
  const m = Math.abs(exponent);
  return `${exponent < 0 ? "-" : "+"}${m < 10 ? "0" : ""}${m}`;
}

/** `repr(float)`. */
export function floatRepr(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  return sign + shortestText(Math.abs(x), true);
}

/** The shortest text of a finite magnitude; `.0` is added to integral ones when `addPoint`. */
export function shortestText(x: number, addPoint: boolean): string {
  const { digits, point } = shortestDigits(x);
  if (point > 16 || point < -3) {
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${mantissa}e${exponentText(point - 1)}`;
  }
  if (point <= 0) return `0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return digits + "0".repeat(point - digits.length) + (addPoint ? ".0" : "");
  return `${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** `%.{precision}e` of a finite magnitude. */
export function exponentialText(x: number, precision: number, isAlternate: boolean): string {
  const { digits, point } = significantDigits(x, precision + 1);
  const exponent = x === 0 ? 0 : point - 1;
  const dot = precision > 0 || isAlternate ? "." : "";
  return `${digits[0]}${dot}${digits.slice(1)}e${exponentText(exponent)}`;
}

/** `%.{precision}g` of a finite magnitude; trailing zeros stay when `isAlternate`. */
export function generalText(
  x: number,
  precision: number,
  isAlternate: boolean,
  fixedLimit: number = precision,
): string {
  const count = precision === 0 ? 1 : precision;
  const limit = precision === 0 ? 1 : fixedLimit;
  const { digits: all, point } = significantDigits(x, count);
  const exponent = x === 0 ? 0 : point - 1;
  const digits = isAlternate ? all : all.replace(/0+$/, "") || "0";
  if (exponent < -4 || exponent >= limit) {
    const rest = digits.slice(1);
    return `${digits[0]}${rest !== "" || isAlternate ? "." : ""}${rest}e${exponentText(exponent)}`;
  }
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  const rest = digits.slice(exponent + 1);
  return rest !== "" || isAlternate ? `${whole}.${rest}` : whole;
}

/** `round(x, digits)`, correctly rounded from the exact value, ties to even. */
export function roundToDigits(x: number, digits: number): number {
  if (!Number.isFinite(x) || x === 0) return x;
  if (digits > 323) return x;
  if (digits < -308) return x < 0 ? -0 : 0;
  const n = scaledInteger(Math.abs(x), digits);
  const m = Number(`${n}e${-digits}`);
  return x < 0 ? -m : m;
}
