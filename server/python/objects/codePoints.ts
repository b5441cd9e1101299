/** Strings are UTF-16 here and code points in Python: lengths, indices and conversions between the two. */

const SURROGATE = /[\ud800-\udbff][\udc00-\udfff]/;

/** True when every code point is one UTF-16 unit, so that indices agree. */
export function isBmp(s: string): boolean {
  return !SURROGATE.test(s);
}

/** `len(s)`. */
export function strLength(s: string): number {
  let n = s.length;
  for (let i = 0; i < s.length - 1; i++) {
    const c = s.charCodeAt(i);
    if (c >= 0xd800 && c <= 0xdbff) {
      const d = s.charCodeAt(i + 1);
      if (d >= 0xdc00 && d <= 0xdfff) {
        n--;
        i++;
      }
    }
  }
  return n;
}

/** The code points as strings. */
export function codePointsOf(s: string): string[] {
  return isBmp(s) ? s.split("") : Array.from(s);
}

/** The substring from code point `from` to `to` (exclusive), both within range. */
export function substring(s: string, from: number, to: number): string {
  if (isBmp(s)) return s.substring(from, to);
  return Array.from(s).slice(from, to).join("");
}

/** Turns a UTF-16 offset into a code point index. */
export function codePointIndex(s: string, offset: number): number {
  return strLength(s.substring(0, offset));
}
