/**
 * What makes a run of adjacent string tokens wrong in Python 3.11: mixed kinds, bad escapes, and f-strings, whose
 * replacement fields 3.11 finds by scanning characters and then parses as `(expression)`.
 */

import { rules } from "./exactGrammar.ts";
import { FAIL, ParserState, Report } from "./grammarEngine.ts";
import { type EscapeProblem, stringPrefix, unescapeText } from "./literals.ts";
import type { Token } from "./tokenize.ts";
import { tokenize } from "./tokenize.ts";

/** Checks tokens [from, to), all strings; returns the kind of expression they make, or throws a Report. */
export function checkStrings(state: ParserState, from: number, to: number): "Constant" | "JoinedStr" {
  let bytes: boolean | null = null;
  let formatted = false;
  for (let i = from; i < to; i++) {
    const token = state.tokens[i]!;
    const text = state.text(token);
    const opening = /^[a-zA-Z]*/.exec(text)![0];
    const prefix = stringPrefix(opening);
    const size = text.startsWith('"""', opening.length) || text.startsWith("'''", opening.length) ? 3 : 1;
    const body = text.slice(opening.length + size, -size);
    if (prefix.bytes && /[^\x00-\x7f]/.test(body)) {
      throw state.report("bytes can only contain ASCII literal characters", i, i + 1);
    }
    if (bytes !== null && bytes !== prefix.bytes) throw state.reportLast("cannot mix bytes and nonbytes literals");
    bytes = prefix.bytes;
    if (prefix.formatted) {
      formatted = true;
      const scan = new FormattedScan(state, token, token.start + opening.length + size, token.end - size, prefix.raw);
      scan.run();
    } else if (!prefix.raw) checkEscapes(state, body, prefix.bytes);
  }
  return formatted ? "JoinedStr" : "Constant";
}

function checkEscapes(state: ParserState, body: string, bytes: boolean): void {
  if (!body.includes("\\")) return;
  const value = unescapeText(body, bytes);
  if (typeof value === "string" || value.reason === "name") return;
  throw state.reportLast(escapeMessage(body, value, bytes));
}

function escapeMessage(body: string, problem: EscapeProblem, bytes: boolean): string {
  // CPython counts bytes after spelling every other character as an escape of ten.
  const position = (offset: number): number => {
    let count = 0;
    for (const character of body.slice(0, offset)) count += character.codePointAt(0)! > 127 ? 10 : 1;
    return count;
  };
  const start = position(problem.at);
  if (bytes) return `(value error) invalid \\x escape at position ${start}`;
  const end = position(problem.end) - 1;
  const why =
    problem.reason === "illegal"
      ? "illegal Unicode character"
      : problem.reason === "malformed name"
        ? "malformed \\N character escape"
        : `${problem.reason} escape`;
  const where = end > start ? `s in position ${start}-${end}` : ` 0x5c in position ${start}`;
  return `(unicode error) 'unicodeescape' codec can't decode byte${where}: ${why}`;
}

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

class FormattedScan {
  private readonly state: ParserState;
  private readonly token: Token;
  private readonly end: number;
  private readonly raw: boolean;
  private at: number;

  constructor(state: ParserState, token: Token, start: number, end: number, raw: boolean) {
    this.state = state;
    this.token = token;
    this.at = start;
    this.end = end;
    this.raw = raw;
  }

  run(): void {
    this.parts(0);
  }

  private char(offset = 0): string {
    return this.at + offset < this.end ? this.state.source.charAt(this.at + offset) : "";
  }

  private fail(message: string): never {
    throw this.state.reportLast(message);
  }

  /** Text and fields up to the end, or, in a format specification, up to its closing brace. */
  private parts(depth: number): void {
    while (this.at < this.end) {
      this.literal(depth);
      if (this.at >= this.end || this.char() === "}") break;
      this.field(depth);
    }
    if (depth > 0 && this.char() !== "}") this.fail("f-string: expecting '}'");
  }

  private literal(depth: number): void {
    const start = this.at;
    while (this.at < this.end) {
      const character = this.char();
      if (!this.raw && character === "\\" && this.at + 1 < this.end) {
        this.at += 2;
        if (this.state.source.charAt(this.at - 1) === "N" && this.char() === "{") {
          while (this.at < this.end && this.char() !== "}") this.at++;
          this.at++;
        } else if (this.state.source.charAt(this.at - 1) === "{" || this.state.source.charAt(this.at - 1) === "}") {
          // The backslash stays text; the brace is looked at as if alone.
          this.at--;
        }
        continue;
      }
      if (character === "{" || character === "}") {
        if (depth === 0) {
          if (this.char(1) === character) {
            this.at += 2;
            continue;
          }
          if (character === "}") this.fail("f-string: single '}' is not allowed");
        }
        break;
      }
      this.at++;
    }
    const text = this.state.source.slice(start, Math.min(this.at, this.end));
    if (!this.raw) checkEscapes(this.state, text, false);
  }

  private field(depth: number): void {
    if (depth >= 2) this.fail("f-string: expressions nested too deeply");
    this.at++;
    const start = this.at;
    let quote = "";
    let quoteSize = 0;
    const brackets: string[] = [];
    for (; this.at < this.end; this.at++) {
      const character = this.char();
      if (character === "\\") this.fail("f-string expression part cannot include a backslash");
      if (quote !== "") {
        if (character === quote) {
          if (quoteSize === 1) quote = "";
          else if (this.char(1) === quote && this.char(2) === quote) {
            this.at += 2;
            quote = "";
          }
        }
        continue;
      }
      if (character === "'" || character === '"') {
        quote = character;
        quoteSize = 1;
        if (this.char(1) === character && this.char(2) === character) {
          quoteSize = 3;
          this.at += 2;
        }
        continue;
      }
      if (character === "(" || character === "[" || character === "{") {
        if (brackets.length >= 200) this.fail("f-string: too many nested parenthesis");
        brackets.push(character);
        continue;
      }
      if (character === "#") this.fail("f-string expression part cannot include '#'");
      if (brackets.length === 0 && "!:}=><".includes(character)) {
        if (this.at + 1 < this.end && "!=><".includes(character) && this.char(1) === "=") {
          this.at++;
          continue;
        }
        if (character === ">" || character === "<") continue;
        break;
      }
      if (character === ")" || character === "]" || character === "}") {
        const opening = brackets.pop();
        if (opening === undefined) this.fail(`f-string: unmatched '${character}'`);
        if (CLOSING[opening] !== character) {
          this.fail(`f-string: closing parenthesis '${character}' does not match opening parenthesis '${opening}'`);
        }
      }
    }
    if (quote !== "") this.fail("f-string: unterminated string");
    const open = brackets[brackets.length - 1];
    if (open !== undefined) this.fail(`f-string: unmatched '${open}'`);
    if (this.at >= this.end) this.fail("f-string: expecting '}'");
    this.expression(start, this.at);
    if (this.char() === "=") {
      this.at++;
      while (/^[ \t\n\f\v\r]$/.test(this.char())) this.at++;
      if (this.at >= this.end) this.fail("f-string: expecting '}'");
    }
    if (this.char() === "!") {
      this.at++;
      const from = this.at;
      while (this.char() !== "}" && this.char() !== ":") {
        if (this.at >= this.end) this.fail("f-string: expecting '}'");
        this.at++;
      }
      const conversion = this.state.source.slice(from, this.at);
      if (conversion !== "s" && conversion !== "r" && conversion !== "a") {
        // Only one character is looked at; a second one is where the closing brace should be.
        if (/^[sra]/.test(conversion)) this.fail("f-string: expecting '}'");
        this.fail("f-string: invalid conversion character: expected 's', 'r', or 'a'");
      }
    }
    if (this.at >= this.end) this.fail("f-string: expecting '}'");
    if (this.char() === ":") {
      this.at++;
      if (this.at >= this.end) this.fail("f-string: expecting '}'");
      this.parts(depth + 1);
    }
    if (this.char() !== "}") this.fail("f-string: expecting '}'");
    this.at++;
  }

  /** The field's expression, read as a program of its own between parentheses. */
  private expression(start: number, end: number): void {
    const text = this.state.source.slice(start, end);
    if (/^[ \t\n\f]*$/.test(text)) {
      const next = this.char();
      if (next === "!" || next === ":" || next === "=") this.fail(`f-string: expression required before '${next}'`);
      this.fail("f-string: empty expression not allowed");
    }
    const problem = firstReport(`(${text})`, "fstring");
    if (problem === null) return;
    // The parentheses are not in the source: what they shift is shifted back.
    const clamp = (offset: number): number => Math.min(Math.max(start + offset - 1, this.token.start), this.token.end);
    throw new Report(
      {
        ...problem.problem,
        message:
          problem.fromTokenizer || problem.problem.message.startsWith("f-string")
            ? problem.problem.message
            : `f-string: ${problem.problem.message}`,
        start: clamp(problem.problem.start),
        end: clamp(problem.problem.end),
      },
      this.token.line,
    );
  }
}

/**
 * What CPython reports for a text read by a start rule, or null when it accepts the text: one pass to see whether it
 * parses, and if not a second one that also tries what explains errors.
 */
export function firstReport(source: string, start: string, input = tokenize(source), from = 0): Report | null {
  const state = new ParserState(source, input, from);
  const rule = rules(start);
  try {
    if (rule(state) !== FAIL) return null;
    const lastToken = state.tokens[state.fill - 1]!;
    state.explaining = true;
    state.mark = from;
    state.memory.clear();
    try {
      rule(state);
    } catch (caught) {
      if (!(caught instanceof Report) || caught.fromTokenizer) throw caught;
      // The tokenizer's complaints about the rest of the text come before the parser's.
      return restOfTokens(state, caught);
    }
    if (lastToken.kind === "INDENT" || lastToken.kind === "DEDENT") {
      const what = lastToken.kind === "INDENT" ? "unexpected indent" : "unexpected unindent";
      // CPython points at the last blank of the indentation.
      return new Report(
        {
          kind: "IndentationError",
          message: what,
          start: Math.max(lastToken.start, lastToken.end - 1),
          end: lastToken.end,
        },
        lastToken.line,
      );
    }
    const generic = new Report(
      { kind: "SyntaxError", message: "invalid syntax", start: lastToken.start, end: lastToken.end },
      lastToken.line,
    );
    return restOfTokens(state, generic);
  } catch (caught) {
    if (caught instanceof Report) return caught;
    if (caught instanceof RangeError) {
      const at = state.tokens[Math.max(0, state.fill - 1)]!;
      return new Report(
        { kind: "SyntaxError", message: "too many nested parentheses", start: at.start, end: at.end },
        at.line,
      );
    }
    throw caught;
  }
}

function restOfTokens(state: ParserState, report: Report): Report {
  const { error, unclosed } = state.input;
  if (error?.wins === true) return state.tokenizerReport(state.tokens[state.tokens.length - 1]!);
  const line = state.tokens[state.fill - 1]!.line;
  if (unclosed !== null && (error === null || !error.wins) && line > unclosed.line) {
    return new Report(
      {
        kind: "SyntaxError",
        message: `'${unclosed.bracket}' was never closed`,
        start: unclosed.offset,
        end: unclosed.offset + 1,
      },
      unclosed.line,
      true,
    );
  }
  return report;
}
