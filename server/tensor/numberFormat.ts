/**
 * Numbers as CPython writes them: `repr(float)`, and the `f` and `e` presentation types, which round half to even on
 * the exact binary value where JavaScript's toFixed and toExponential round halves up.
 */

/** `repr(x)` of a Python float: the shortest digits that read back as `x`; scientific outside 1e-4 <= |x| < 1e16. */
export function reprFloat(x: number): string {
  if (x !== x) return "nan";
  if (x === Infinity) return "inf";
  if (x === -Infinity) return "-inf";
  if (x === 0) return Object.is(x, -0) ? "-0.0" : "0.0";
  const magnitude = Math.abs(x);
  if (magnitude >= 1e16 || magnitude < 1e-4) return padExponent(x.toExponential());
  const text = String(x);
  return text.includes(".") ? text : `${text}.0`;
}

/** `1.5e-7` to `1.5e-07`: C and Python write at least two digits of exponent. */
function padExponent(text: string): string {
  const e = text.indexOf("e");
  const sign = text[e + 1]!;
  const digits = text.slice(e + 2);
  return `${text.slice(0, e)}e${sign}${digits.length < 2 ? `0${digits}` : digits}`;
}

function nonFinite(x: number): string | undefined {
  if (x !== x) return "nan";
  if (x === Infinity) return "inf";
  if (x === -Infinity) return "-inf";
  return undefined;
}

/** `f"{x:.{precision}f}"`. */
export function formatFixed(x: number, precision: number): string {
  const special = nonFinite(x);
  if (special !== undefined) return special;
  if (Object.is(x, -0)) return `-${(0).toFixed(precision)}`;
  if (Math.abs(x) >= 1e21) {
    // Such a number is an integer; toFixed would go scientific.
    const whole = BigInt(x).toString();
    return precision > 0 ? `${whole}.${"0".repeat(precision)}` : whole;
  }
  const text = x.toFixed(precision);
  // A dyadic fraction with k fractional bits has exactly k decimals, the last a 5: so x lies halfway between two
  // outputs exactly when it has precision + 1 fractional bits.
  const scaled = x * 2 ** precision;
  if (!Number.isInteger(scaled) && Number.isInteger(scaled * 2)) {
    const exact = x.toFixed(precision + 1);
    let lower = exact.slice(0, -1);
    if (lower.endsWith(".")) lower = lower.slice(0, -1);
    if (Number(lower[lower.length - 1]) % 2 === 0) return lower;
  }
  // A negative number that rounds to zero keeps its sign in Python, and loses it nowhere in JavaScript either.
  return x < 0 && text[0] !== "-" ? `-${text}` : text;
}

/** `f"{x:.{precision}e}"`. */
export function formatExponent(x: number, precision: number): string {
  const special = nonFinite(x);
  if (special !== undefined) return special;
  const sign = x < 0 || Object.is(x, -0) ? "-" : "";
  const magnitude = Math.abs(x);
  const text = magnitude.toExponential(precision);
  // Halfway cases are rare: look at a few digits more before writing out the exact value.
  const probe = significantDigits(magnitude.toExponential(Math.min(precision + 6, 100)));
  if (probe[precision + 1] === "5" && /^0*$/.test(probe.slice(precision + 2))) {
    const full = magnitude.toExponential(100);
    const digits = significantDigits(full);
    if (/^50*$/.test(digits.slice(precision + 1)) && Number(digits[precision]) % 2 === 0) {
      const kept = digits.slice(0, precision + 1);
      const mantissa = precision > 0 ? `${kept[0]}.${kept.slice(1)}` : kept;
      return sign + padExponent(`${mantissa}${full.slice(full.indexOf("e"))}`);
    }
  }
  return sign + padExponent(text);
}

function significantDigits(exponential: string): string {
  return exponential.slice(0, exponential.indexOf("e")).replace(".", "");
}

/** `repr(complex(re, im))`: `(1+2j)`, `2j`, `(-0-1j)`; parts in shortest form without a trailing `.0`. */
export function reprComplex(re: number, im: number): string {
  const part = (x: number): string => {
    const text = reprFloat(x);
    return text.endsWith(".0") ? text.slice(0, -2) : text;
  };
  if (re === 0 && !Object.is(re, -0)) return `${part(im)}j`;
  const imaginary = part(im);
  const signed = imaginary.startsWith("-") ? imaginary : `+${imaginary}`;
  return `(${part(re)}${signed}j)`;
}

/** A number as C++ streams print it (6 significant digits), in error messages. */
export function streamed(x: number): string {
  if (x !== x) return "nan";
  if (x === Infinity) return "inf";
  if (x === -Infinity) return "-inf";
  if (x === 0) return "0";
  const [mantissa, exponent] = x.toExponential(5).split("e") as [string, string];
  const e = Number(exponent);
  if (e < -4 || e >= 6) {
    const digits = mantissa.replace(/\.?0+$/, "");
    return `${digits}e${e < 0 ? "-" : "+"}${String(Math.abs(e)).padStart(2, "0")}`;
  }
  return String(Number(x.toPrecision(6)));
}
