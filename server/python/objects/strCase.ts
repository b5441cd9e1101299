/** Case, and the Unicode predicates of `str`. */
import { codePointsOf } from "./codePoints.ts";
import { isPrintable } from "./strRepr.ts";

const CASED = /[\p{Lowercase}\p{Uppercase}\p{Lt}]/u;
const UPPER = /\p{Uppercase}/u;
const LOWER = /\p{Lowercase}/u;
const TITLE = /\p{Lt}/u;

/** `str.upper`: the full mapping (`ß` gives `SS`). */
export function upper(s: string): string {
  return s.toUpperCase();
}

export function lower(s: string): string {
  return s.toLowerCase();
}

/** The first letter's title form: JavaScript has only the upper case, which differs for the Latin digraphs. */
function titleCase(char: string): string {
  if (/^[\u01c4-\u01c6]$/.test(char)) return "\u01c5";
  if (/^[\u01c7-\u01c9]$/.test(char)) return "\u01c8";
  if (/^[\u01ca-\u01cc]$/.test(char)) return "\u01cb";
  if (/^[\u01f1-\u01f3]$/.test(char)) return "\u01f2";
  // Georgian letters have upper case forms that titles do not use.
  if (/^[\u10d0-\u10fa\u10fd-\u10ff]$/.test(char)) return char;
  const upperCase = char.toUpperCase();
  if (char === "\u0149") return upperCase;
  // Greek letters with an iota below keep it below in titles.
  if (/^[\u1f80-\u1fff]$/.test(char) && upperCase.endsWith("\u0399") && upperCase.length > 1) {
    const below = `${upperCase.slice(0, -1)}\u0345`;
    return below.length === 2 ? below.normalize("NFC") : below;
  }
  const parts = codePointsOf(upperCase);
  // Ligatures and the sharp s title as one capital and the rest small.
  return parts.length > 1 && !/\p{M}/u.test(parts[1]!) ? parts[0]! + parts.slice(1).join("").toLowerCase() : upperCase;
}

export function capitalize(s: string): string {
  const chars = codePointsOf(s);
  if (chars.length === 0) return s;
  // The rest is lowered in its context: a sigma at a word's end has a form of its own.
  return titleCase(chars[0]!) + s.toLowerCase().slice(chars[0]!.toLowerCase().length);
}

export function title(s: string): string {
  let out = "";
  let previousCased = false;
  const chars = codePointsOf(s);
  for (let i = 0; i < chars.length; i++) {
    const char = chars[i]!;
    if (!previousCased) out += titleCase(char);
    else if (char === "\u03a3") out += isFinalSigma(chars, i) ? "\u03c2" : "\u03c3";
    else out += char.toLowerCase();
    previousCased = CASED.test(char);
  }
  return out;
}

function isFinalSigma(chars: readonly string[], at: number): boolean {
  let i = at + 1;
  while (i < chars.length && /\p{Case_Ignorable}/u.test(chars[i]!)) i++;
  return i >= chars.length || !CASED.test(chars[i]!);
}

export function swapcase(s: string): string {
  const chars = codePointsOf(s);
  return chars
    .map((char, i) => {
      if (char === "\u03a3") return isFinalSigma(chars, i) && i > 0 && CASED.test(chars[i - 1]!) ? "\u03c2" : "\u03c3";
      return UPPER.test(char) ? char.toLowerCase() : LOWER.test(char) ? char.toUpperCase() : char;
    })
    .join("");
}

/** Full case folding, by the equivalence that folding is lower case of upper case but for a few letters. */
export function casefold(s: string): string {
  let out = "";
  for (const char of s) {
    if (char === "\u0130") out += "i\u0307";
    else if (char === "\u0131") out += char;
    else if (/[\u13a0-\u13f5]/.test(char)) out += char;
    else if (/[\u13f8-\u13fd\uab70-\uabbf]/.test(char)) out += char.toUpperCase();
    else if (char === "\u1e9e") out += "ss";
    else if (char === "\u03c2") out += "\u03c3";
    else out += char.toUpperCase().toLowerCase().replaceAll("\u03c2", "\u03c3");
  }
  return out;
}

function every(s: string, test: RegExp): boolean {
  return s !== "" && codePointsOf(s).every((char) => test.test(char));
}

export const predicates: Readonly<Record<string, (s: string) => boolean>> = {
  isalpha: (s) => every(s, /\p{L}/u),
  isdecimal: (s) => every(s, /\p{Nd}/u),
  isdigit: (s) => every(s, DIGIT),
  isnumeric: (s) => every(s, NUMERIC),
  isalnum: (s) => every(s, ALNUM),
  isspace: (s) => every(s, SPACE),
  isascii: (s) => !/[^\x00-\x7f]/.test(s),
  isprintable: (s) => codePointsOf(s).every(isPrintable),
  isidentifier: (s) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(s),
  isupper: (s) => isOneCase(s, UPPER, LOWER),
  islower: (s) => isOneCase(s, LOWER, UPPER),
  istitle,
};

/** Superscripts, circled digits and the like are digits without being decimal. */
const DIGIT =
  /[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]/u;
/** Ideographs that stand for numbers count as numeric. */
const NUMERIC =
  /[\p{N}\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e5d\u4e8c\u4e94\u4e96\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343\u5344\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c-\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u842c\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\u96f6]/u;
const ALNUM = new RegExp(`[\\p{L}${NUMERIC.source.slice(1)}`, "u");
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

export function isSpace(char: string): boolean {
  return SPACE.test(char);
}

function isOneCase(s: string, wanted: RegExp, unwanted: RegExp): boolean {
  let found = false;
  for (const char of s) {
    if (unwanted.test(char) || TITLE.test(char)) return false;
    if (wanted.test(char)) found = true;
  }
  return found;
}

function istitle(s: string): boolean {
  let found = false;
  let previousCased = false;
  for (const char of s) {
    if (UPPER.test(char) || TITLE.test(char)) {
      if (previousCased) return false;
      previousCased = true;
      found = true;
    } else if (LOWER.test(char)) {
      if (!previousCased) return false;
      found = true;
    } else previousCased = false;
  }
  return found;
}
