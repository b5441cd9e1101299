/** `repr` of strings, and which characters count as printable. */

const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{Zs}]/u;
const PLAIN = /^[ !#-&(-[\]-~]*$/;

/** `str.isprintable` of one code point. */
export function isPrintable(char: string): boolean {
  return char === " " || !NOT_PRINTABLE.test(char);
}

export function escapeCodePoint(code: number): string {
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
}

/** `repr(str)`, or `ascii(str)` when only ASCII may stay. */
export function strRepr(s: string, isAscii = false): string {
  if (PLAIN.test(s)) return `'${s}'`;
  const quote = s.includes("'") && !s.includes('"') ? '"' : "'";
  let out = quote;
  for (const char of s) {
    const code = char.codePointAt(0)!;
    if (char === quote || char === "\\") out += `\\${char}`;
    else if (char === "\n") out += "\\n";
    else if (char === "\r") out += "\\r";
    else if (char === "\t") out += "\\t";
    else if (code < 0x20 || code === 0x7f) out += escapeCodePoint(code);
    else if (code < 0x7f) out += char;
    else out += isAscii || !isPrintable(char) ? escapeCodePoint(code) : char;
  }
  return out + quote;
}
