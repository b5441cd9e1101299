/**
 * What the text of a literal means: numbers, string prefixes and escapes, and the pieces of f-strings that are text.
 *
 * Nothing here reports problems in CPython's words: text that CPython rejects never gets this far (see
 * diagnose.ts), so these functions may assume valid text, and say `null` where it is not.
 */
import type { ConstantValue } from "./ast.ts";

/** The value of an int, float or imaginary literal; null when the text is not one in Python 3.11. */
export function numberValue(text: string): ConstantValue | null {
  const plain = text.includes("_") ? withoutUnderscores(text) : text;
  if (plain === null) return null;
  const first = plain.charCodeAt(0);
  if (first === 48 /* 0 */ && plain.length > 1) {
    const radix = plain.charCodeAt(1) | 0x20;
    if (radix === 120 /* x */ || radix === 111 /* o */ || radix === 98 /* b */) {
      const valid = radix === 120 ? /^0[xX][0-9a-fA-F]+$/ : radix === 111 ? /^0[oO][0-7]+$/ : /^0[bB][01]+$/;
      // BigInt knows only the lower-case prefixes' spelling variants that JavaScript has, which are Python's too.
      return valid.test(plain) ? intValue(BigInt(plain)) : null;
    }
  }
  if (/^[0-9]+$/.test(plain)) {
    // `00` is zero, `07` an error.
    if (first === 48 && !/^0+$/.test(plain)) return null;
    if (plain.length <= 15) return { kind: "int", value: Number(plain) };
    return intValue(BigInt(plain));
  }
  const imaginary = /[jJ]$/.test(plain);
  const digits = imaginary ? plain.slice(0, -1) : plain;
  if (!/^(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(digits)) return null;
  const value = Number(digits);
  return imaginary ? { kind: "complex", imag: value } : { kind: "float", value };
}

function intValue(value: bigint): ConstantValue {
  const small = value <= BigInt(Number.MAX_SAFE_INTEGER);
  return { kind: "int", value: small ? Number(value) : value };
}

/** Underscores may stand between digits and after a radix prefix, one at a time. */
function withoutUnderscores(text: string): string | null {
  if (text.endsWith("_") || text.includes("__") || /_[.eEjJ+-]|[.eE+-]_/.test(text)) {
    // `e` is a digit in hexadecimal.
    if (!/^0[xX](?:_?[0-9a-fA-F])+$/.test(text)) return null;
  }
  return text.replaceAll("_", "");
}

export interface StringPrefix {
  readonly raw: boolean;
  readonly bytes: boolean;
  readonly formatted: boolean;
}

/** Splits a string literal's opening (`rb'''`) into its flags and its quote. */
export function stringPrefix(opening: string): StringPrefix & { readonly quote: string } {
  let at = 0;
  let raw = false;
  let bytes = false;
  let formatted = false;
  for (; at < opening.length; at++) {
    const letter = opening.charCodeAt(at) | 0x20;
    if (letter === 114 /* r */) raw = true;
    else if (letter === 98 /* b */) bytes = true;
    else if (letter === 102 /* f */) formatted = true;
    else if (letter !== 117 /* u */) break;
  }
  return { raw, bytes, formatted, quote: opening.slice(at) };
}

/** Why a piece of string text has no value; `at` is its UTF-16 offset in the piece. */
export interface EscapeProblem {
  readonly at: number;
  readonly end: number;
  /** As CPython words it after "(unicode error) " or "(value error) ", or our own for a character name. */
  readonly reason:
    | "truncated \\xXX"
    | "truncated \\uXXXX"
    | "truncated \\UXXXXXXXX"
    | "illegal"
    | "name"
    | "malformed name";
}

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Source line ends inside literals are read as `\n`, however the file spells them. */
export function normalizeNewlines(text: string): string {
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

/**
 * The text with escape sequences replaced. Unknown escapes stay as they are, backslash included. In bytes, only
 * `\x`, octal and the simple escapes exist.
 */
export function unescapeText(text: string, bytes: boolean): string | EscapeProblem {
  let at = text.indexOf("\\");
  if (at < 0) return text;
  let result = "";
  let from = 0;
  while (at >= 0 && at < text.length) {
    result += text.slice(from, at);
    const letter = text[at + 1] ?? "";
    const simple = SIMPLE_ESCAPES[letter];
    let next = at + 2;
    if (simple !== undefined) result += simple;
    else if (letter === "\n") {
      // A backslash at the end of a line joins it with the next.
    } else if (letter >= "0" && letter <= "7") {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? "";
      const code = Number.parseInt(octal, 8);
      result += String.fromCharCode(bytes ? code & 0xff : code);
      next = at + 1 + octal.length;
    } else if (letter === "x" || (!bytes && (letter === "u" || letter === "U"))) {
      const width = letter === "x" ? 2 : letter === "u" ? 4 : 8;
      const hex = /^[0-9a-fA-F]*/.exec(text.slice(at + 2, at + 2 + width))?.[0] ?? "";
      if (hex.length < width) {
        const reason =
          letter === "x" ? "truncated \\xXX" : letter === "u" ? "truncated \\uXXXX" : "truncated \\UXXXXXXXX";
        return { at, end: at + 2 + hex.length, reason };
      }
      const code = Number.parseInt(hex, 16);
      if (code > 0x10ffff) return { at, end: at + 2 + width, reason: "illegal" };
      result += String.fromCodePoint(code);
      next = at + 2 + width;
    } else if (!bytes && letter === "N") {
      const name = /^\{[^}]+\}/.exec(text.slice(at + 2))?.[0];
      if (name === undefined) {
        const malformed = /^\{/.exec(text.slice(at + 2))?.[0] ?? "";
        return { at, end: at + 2 + malformed.length, reason: "malformed name" };
      }
      const character = characterByName(name.slice(1, -1));
      if (character === null) return { at, end: at + 2 + name.length, reason: "name" };
      result += character;
      next = at + 2 + name.length;
    } else {
      result += `\\${letter}`;
    }
    from = next;
    at = text.indexOf("\\", next);
  }
  return result + text.slice(from);
}

/** The bytes of a bytes literal's text, whose characters are all below 256 once unescaped. */
export function bytesOf(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const GREEK =
  "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL-SIGMA SIGMA TAU UPSILON PHI CHI PSI OMEGA".split(
    " ",
  );
const NAMED_CHARACTERS: Readonly<Record<string, string>> = {
  "DEGREE SIGN": "°",
  "PLUS-MINUS SIGN": "±",
  "MULTIPLICATION SIGN": "×",
  "MIDDLE DOT": "·",
  "SUPERSCRIPT TWO": "²",
  "SUPERSCRIPT THREE": "³",
  "MICRO SIGN": "µ",
  "EM DASH": "—",
  "EN DASH": "–",
  BULLET: "•",
  "HORIZONTAL ELLIPSIS": "…",
  "EURO SIGN": "€",
  "LEFTWARDS ARROW": "←",
  "UPWARDS ARROW": "↑",
  "RIGHTWARDS ARROW": "→",
  "DOWNWARDS ARROW": "↓",
  "RIGHTWARDS DOUBLE ARROW": "⇒",
  "PARTIAL DIFFERENTIAL": "∂",
  NABLA: "∇",
  "ELEMENT OF": "∈",
  "N-ARY SUMMATION": "∑",
  "SQUARE ROOT": "√",
  INFINITY: "∞",
  INTEGRAL: "∫",
  "ALMOST EQUAL TO": "≈",
  "NOT EQUAL TO": "≠",
  "LESS-THAN OR EQUAL TO": "≤",
  "GREATER-THAN OR EQUAL TO": "≥",
  "CHECK MARK": "✓",
  "HEAVY CHECK MARK": "✔",
  "BALLOT X": "✗",
  SNOWMAN: "☃",
  "NO-BREAK SPACE": "\u00a0",
  "ZERO WIDTH SPACE": "\u200b",
};

/**
 * The characters a snippet about gradients plausibly spells by name: Greek letters, Latin letters and a few signs.
 * The full table is over a megabyte, so any other name is said to be not supported.
 */
function characterByName(name: string): string | null {
  const upper = name.toUpperCase();
  const known = NAMED_CHARACTERS[upper];
  if (known !== undefined && Object.hasOwn(NAMED_CHARACTERS, upper)) return known;
  const letter = /^(GREEK|LATIN) (SMALL|CAPITAL) LETTER ([A-Z ]+)$/.exec(upper);
  if (letter === null) return null;
  const small = letter[2] === "SMALL";
  const which = letter[3] ?? "";
  if (letter[1] === "LATIN") {
    return which.length === 1 ? (small ? which.toLowerCase() : which) : null;
  }
  const index = GREEK.indexOf(which === "FINAL SIGMA" ? "FINAL-SIGMA" : which);
  if (index < 0 || (!small && which === "FINAL SIGMA")) return null;
  return String.fromCharCode((small ? 0x3b1 : 0x391) + index);
}
