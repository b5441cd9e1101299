/**
 * Python 3.11's tokens, with CPython's indentation rules and its errors for text that is no token.
 *
 * tree-sitter has a scanner of its own, which is lenient: any dedent, any number, any character is something to it.
 * This one is not, and its tokens are what the exact grammar (exactGrammar.ts) reads.
 */

export interface Token {
  /** An operator's or keyword's text, or one of the upper-case kinds. */
  readonly kind: string;
  readonly start: number;
  readonly end: number;
  /** 1-based. */
  readonly line: number;
  /** How many brackets are open after it. */
  readonly level: number;
}

export interface TokenError {
  readonly kind: "SyntaxError" | "IndentationError" | "TabError";
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /**
   * CPython's tokenizer reports some errors itself, and those win over the parser's wherever they stand in the file;
   * others only count once the parser gets there.
   */
  readonly wins: boolean;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** The first error ends the tokens, with an ERROR token in its place. */
  readonly error: TokenError | null;
  /** The innermost bracket still open where the text or the tokens end. */
  readonly unclosed: { readonly offset: number; readonly line: number; readonly bracket: string } | null;
}

const KEYWORDS: ReadonlySet<string> = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);
const OPERATORS: ReadonlySet<string> = new Set(
  "!= <> % %= & &= ( ) * ** **= *= + += , - -= -> . ... / // //= /= : := ; < << <<= <= = == > >= >> >>= @ @= [ ] ^ ^= { | |= } ~".split(
    " ",
  ),
);
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*/y;
const MAX_INDENTS = 100;
const MAX_BRACKETS = 200;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
function isHexDigit(code: number): boolean {
  return isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
}
function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || isDigit(code) || code === 95 || code >= 128;
}

class Failure {
  readonly error: TokenError;
  constructor(error: TokenError) {
    this.error = error;
  }
}

/** Tokenizes text whose line ends are all `\n`. `mode` "fstring" is an expression in an f-string, in parentheses. */
export function tokenize(source: string): Tokens {
  const tokens: Token[] = [];
  const indents: number[] = [0];
  const tabIndents: number[] = [0];
  const brackets: { bracket: string; offset: number; line: number }[] = [];
  const length = source.length;
  let at = 0;
  let line = 1;
  let lineStart = 0;
  let error: TokenError | null = null;

  const push = (kind: string, start: number, end: number, tokenLine = line): void => {
    tokens.push({ kind, start, end, line: tokenLine, level: brackets.length });
  };
  /** CPython marks the last character it has consumed. */
  const fail = (message: string, end: number): never => {
    throw new Failure({ kind: "SyntaxError", message, start: Math.max(end - 1, 0), end, wins: true });
  };
  const quiet = (kind: TokenError["kind"], message: string, start: number, end: number): never => {
    throw new Failure({ kind, message, start, end, wins: false });
  };
  const code = (offset: number): number => (offset < length ? source.charCodeAt(offset) : -1);

  const endNumber = (end: number, kind: string): void => {
    const next = code(end);
    if (!isWordPart(next) || next >= 128) return;
    if (/^(?:and|else|for|i[fns]|or|not)/.test(source.slice(end, end + 4))) return;
    fail(`invalid ${kind} literal`, end);
  };
  /** Digits and single underscores from `from`, whose first character is a digit. */
  const decimalTail = (from: number): number => {
    let end = from;
    for (;;) {
      while (isDigit(code(end))) end++;
      if (code(end) !== 95) return end;
      end++;
      if (!isDigit(code(end))) fail("invalid decimal literal", end);
    }
  };
  /** After the mantissa: exponent and imaginary suffix. Returns where the number ends. */
  const fractionTail = (from: number): number => {
    let end = from;
    const letter = code(end);
    if (letter === 101 || letter === 69) {
      let exponent = end + 1;
      const sign = code(exponent);
      if (sign === 43 || sign === 45) {
        exponent++;
        if (!isDigit(code(exponent))) fail("invalid decimal literal", exponent);
      } else if (!isDigit(sign)) {
        endNumber(end, "decimal");
        return end;
      }
      end = decimalTail(exponent);
    }
    if ((code(end) | 0x20) === 106) {
      end++;
      endNumber(end, "imaginary");
    } else endNumber(end, "decimal");
    return end;
  };
  const radixTail = (from: number, kind: "hexadecimal" | "octal" | "binary"): number => {
    const valid = kind === "hexadecimal" ? isHexDigit : kind === "octal" ? isOctalDigit : isBinaryDigit;
    let end = from;
    const bad = (): void => {
      if (kind !== "hexadecimal" && isDigit(code(end))) {
        fail(`invalid digit '${source[end]}' in ${kind} literal`, end + 1);
      }
    };
    do {
      if (code(end) === 95) end++;
      if (!valid(code(end))) {
        bad();
        fail(`invalid ${kind} literal`, end);
      }
      while (valid(code(end))) end++;
    } while (code(end) === 95);
    bad();
    endNumber(end, kind);
    return end;
  };
  const number = (start: number): number => {
    if (code(start) !== 48) {
      if (code(start) === 46) return fractionTail(decimalTail(start + 1));
      const end = decimalTail(start);
      if (code(end) !== 46) return fractionTail(end);
      return fractionTail(isDigit(code(end + 1)) ? decimalTail(end + 1) : end + 1);
    }
    const letter = code(start + 1) | 0x20;
    if (letter === 120) return radixTail(start + 2, "hexadecimal");
    if (letter === 111) return radixTail(start + 2, "octal");
    if (letter === 98) return radixTail(start + 2, "binary");
    let end = start + 1;
    for (;;) {
      if (code(end) === 95) {
        end++;
        if (!isDigit(code(end))) fail("invalid decimal literal", end);
      }
      if (code(end) !== 48) break;
      end++;
    }
    const zerosEnd = end;
    let nonzero = false;
    if (isDigit(code(end))) {
      nonzero = true;
      end = decimalTail(end);
    }
    const next = code(end);
    if (next === 46) return fractionTail(isDigit(code(end + 1)) ? decimalTail(end + 1) : end + 1);
    if (next === 101 || next === 69 || next === 106 || next === 74) return fractionTail(end);
    if (nonzero) {
      throw new Failure({
        kind: "SyntaxError",
        message: "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        start,
        end: zerosEnd,
        wins: true,
      });
    }
    endNumber(end, "decimal");
    return end;
  };
  const string = (start: number, quoteAt: number): number => {
    const quote = code(quoteAt);
    let size = 1;
    let end = quoteAt + 1;
    if (code(end) === quote) {
      if (code(end + 1) === quote) {
        size = 3;
        end += 2;
      } else return end + 1;
    }
    let closing = 0;
    while (closing !== size) {
      const character = code(end);
      if (character === -1 || (size === 1 && character === 10)) {
        // A last line without its end is read as if it had one.
        const lines = countLines(source, start, end);
        const detected = line + lines - (character === -1 && source.endsWith("\n") ? 1 : 0);
        const what = size === 3 ? "unterminated triple-quoted string literal" : "unterminated string literal";
        fail(`${what} (detected at line ${detected})`, start + 1);
      }
      end++;
      if (character === quote) closing++;
      else {
        closing = 0;
        if (character === 92) end++;
      }
    }
    return end;
  };
  const skipLines = (start: number, end: number): void => {
    for (let i = source.indexOf("\n", start); i >= 0 && i < end; i = source.indexOf("\n", i + 1)) {
      line++;
      lineStart = i + 1;
    }
  };
  /** Indentation of the line at `at`; false when the line holds no statement. */
  const indentation = (): boolean => {
    let column = 0;
    let tabColumn = 0;
    for (; ; at++) {
      const character = code(at);
      if (character === 32) {
        column++;
        tabColumn++;
      } else if (character === 9) {
        column = (Math.floor(column / 8) + 1) * 8;
        tabColumn++;
      } else if (character === 12) {
        column = 0;
        tabColumn = 0;
      } else if (character === 92 && code(at + 1) === 10) {
        // Indentation may continue on the next line, and counts from the first.
        at++;
        line++;
        lineStart = at + 1;
        if (at + 1 >= length) return true;
        while (code(at + 1) === 32 || code(at + 1) === 9) at++;
      } else break;
    }
    const character = code(at);
    if (character === 35 || character === 10 || character === -1) return false;
    const top = indents[indents.length - 1]!;
    const mixed = (): never =>
      quiet("TabError", "inconsistent use of tabs and spaces in indentation", lineStart, lineStart);
    if (column === top) {
      if (tabColumn !== tabIndents[tabIndents.length - 1]) mixed();
    } else if (column > top) {
      if (indents.length >= MAX_INDENTS) quiet("IndentationError", "too many levels of indentation", lineStart, at);
      if (tabColumn <= tabIndents[tabIndents.length - 1]!) mixed();
      indents.push(column);
      tabIndents.push(tabColumn);
      push("INDENT", lineStart, at);
    } else {
      let count = 0;
      while (indents.length > 1 && column < indents[indents.length - 1]!) {
        indents.pop();
        tabIndents.pop();
        count++;
      }
      if (column !== indents[indents.length - 1]) {
        let end = source.indexOf("\n", at);
        if (end < 0) end = length;
        quiet("IndentationError", "unindent does not match any outer indentation level", end, end);
      }
      if (tabColumn !== tabIndents[tabIndents.length - 1]) mixed();
      for (; count > 0; count--) push("DEDENT", at, at);
    }
    return true;
  };

  let unclosed: Tokens["unclosed"] = null;
  try {
    let fresh = true;
    while (at < length || (fresh && at === 0 && length > 0)) {
      if (fresh) {
        fresh = false;
        if (brackets.length === 0 && !indentation() && at >= length) break;
      }
      const character = code(at);
      if (character === 32 || character === 9 || character === 12) {
        at++;
        continue;
      }
      if (character === -1) break;
      if (character === 35) {
        const end = source.indexOf("\n", at);
        at = end < 0 ? length : end;
        continue;
      }
      if (character === 10) {
        const last = tokens[tokens.length - 1];
        if (brackets.length === 0) {
          if (last !== undefined && last.kind !== "NEWLINE" && last.kind !== "INDENT" && last.kind !== "DEDENT") {
            push("NEWLINE", at, at + 1);
          }
          fresh = true;
        }
        at++;
        line++;
        lineStart = at;
        continue;
      }
      if (character === 92) {
        if (code(at + 1) !== 10) {
          quiet("SyntaxError", "unexpected character after line continuation character", at + 1, at + 1);
        }
        at += 2;
        line++;
        lineStart = at;
        if (at >= length) {
          if (brackets.length > 0) break;
          quiet("SyntaxError", "unexpected EOF while parsing", at - 1, at - 1);
        }
        continue;
      }
      if (isDigit(character) || (character === 46 && isDigit(code(at + 1)))) {
        const end = number(at);
        push("NUMBER", at, end);
        at = end;
        continue;
      }
      if (character === 34 || character === 39) {
        const end = string(at, at);
        push("STRING", at, end);
        skipLines(at, end);
        at = end;
        continue;
      }
      if (isWordPart(character)) {
        WORD.lastIndex = at;
        const text = WORD.exec(source)![0];
        const end = at + text.length;
        const next = code(end);
        if ((next === 34 || next === 39) && text.length <= 2 && /^(?:[bf]r?|r[bf]?|u)$/i.test(text)) {
          const stringEnd = string(at, end);
          push("STRING", at, stringEnd);
          skipLines(at, stringEnd);
          at = stringEnd;
          continue;
        }
        checkIdentifier(text, at, fail);
        push(KEYWORDS.has(text) ? text : "NAME", at, end);
        at = end;
        continue;
      }
      const three = source.slice(at, at + 3);
      const two = three.slice(0, 2);
      const text = OPERATORS.has(three) ? three : OPERATORS.has(two) ? two : three.slice(0, 1);
      if (text === "(" || text === "[" || text === "{") {
        if (brackets.length >= MAX_BRACKETS) fail("too many nested parentheses", at + 1);
        brackets.push({ bracket: text, offset: at, line });
      } else if (text === ")" || text === "]" || text === "}") {
        const opening = brackets.pop();
        if (opening === undefined) return fail(`unmatched '${text}'`, at + 1);
        if (opening.bracket + text !== "()" && opening.bracket + text !== "[]" && opening.bracket + text !== "{}") {
          unclosed = brackets[brackets.length - 1] ?? null;
          const where = opening.line === line ? "" : ` on line ${opening.line}`;
          fail(`closing parenthesis '${text}' does not match opening parenthesis '${opening.bracket}'${where}`, at + 1);
        }
      } else if (!OPERATORS.has(text) && (character < 32 || character === 127)) {
        const hex = character.toString(16).toUpperCase().padStart(4, "0");
        fail(`invalid non-printable character U+${hex}`, at + 1);
      }
      push(OPERATORS.has(text) ? text : "OP", at, at + text.length);
      at += text.length;
    }
  } catch (caught) {
    if (!(caught instanceof Failure)) throw caught;
    error = caught.error;
    push("ERROR", error.start, error.end);
  }
  unclosed ??= brackets[brackets.length - 1] ?? null;
  if (error === null) {
    if (brackets.length > 0) {
      push("ERROR", length, length);
    } else {
      const last = tokens[tokens.length - 1];
      if (last !== undefined && last.kind !== "NEWLINE" && last.kind !== "DEDENT" && last.kind !== "INDENT") {
        push("NEWLINE", at, at);
        if (!source.endsWith("\n")) line++;
      }
      for (let i = indents.length; i > 1; i--) push("DEDENT", at, at);
      push("ENDMARKER", at, at);
    }
  }
  return { tokens, error, unclosed };
}

function isOctalDigit(code: number): boolean {
  return code >= 48 && code < 56;
}
function isBinaryDigit(code: number): boolean {
  return code === 48 || code === 49;
}
function countLines(text: string, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) if (text.charCodeAt(i) === 10) count++;
  return count;
}

const ASCII_WORD = /^[A-Za-z0-9_]*$/;

function checkIdentifier(text: string, start: number, fail: (message: string, end: number) => never): void {
  if (ASCII_WORD.test(text)) return;
  let at = 0;
  for (const character of text) {
    const valid = at === 0 ? /^[\p{XID_Start}_]$/u : /^[\p{XID_Continue}]$/u;
    const end = at + character.length;
    if (!valid.test(character)) {
      const hex = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
      // Separators, controls and unassigned characters do not print.
      if (/^[\p{C}\p{Z}]$/u.test(character)) fail(`invalid non-printable character U+${hex}`, start + end);
      fail(`invalid character '${character}' (U+${hex})`, start + end);
    }
    at = end;
  }
}
