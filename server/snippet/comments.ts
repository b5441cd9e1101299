/**
 * Finds the comments of a Python text without parsing it: a `#` inside a string is not a comment, and text that does
 * not parse has comments all the same. One linear pass; strings follow CPython's lexical rules
 * (https://docs.python.org/3.11/reference/lexical_analysis.html#string-and-bytes-literals).
 */

export interface Comment {
  /** Offset of the `#`. */
  readonly start: number;
  /** Offset after the last character of the line. */
  readonly end: number;
  /** From the `#` on, trailing white space cut. */
  readonly text: string;
  /** True when nothing but white space stands before it on its line. */
  readonly ownLine: boolean;
}

const NEWLINE = 10;
const RETURN = 13;
const HASH = 35;
const BACKSLASH = 92;

export function findComments(text: string): Comment[] {
  const comments: Comment[] = [];
  let lineHasText = false;
  for (let i = 0; i < text.length; ) {
    const c = text.charCodeAt(i);
    if (c === NEWLINE || c === RETURN) {
      lineHasText = false;
      i++;
    } else if (c === HASH) {
      let end = i;
      while (end < text.length && text.charCodeAt(end) !== NEWLINE && text.charCodeAt(end) !== RETURN) end++;
      const body = text.slice(i, end).trimEnd();
      comments.push({ start: i, end: i + body.length, text: body, ownLine: !lineHasText });
      i = end;
    } else if (c === 34 || c === 39) {
      lineHasText = true;
      i = endOfString(text, i);
    } else {
      if (c !== 32 && c !== 9 && c !== 12) lineHasText = true;
      i++;
    }
  }
  return comments;
}

/** The offset after the string literal whose opening quote stands at `start`; an unclosed one-line string ends with its line. */
function endOfString(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  const isTriple = text.charCodeAt(start + 1) === quote && text.charCodeAt(start + 2) === quote;
  let i = start + (isTriple ? 3 : 1);
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === BACKSLASH) i++;
    else if (c === quote) {
      if (!isTriple) return i + 1;
      if (text.charCodeAt(i + 1) === quote && text.charCodeAt(i + 2) === quote) return i + 3;
    } else if (!isTriple && (c === NEWLINE || c === RETURN)) return i;
  }
  return text.length;
}
