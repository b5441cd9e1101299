/**
 * What is wrong with a text, in CPython's words, and what of it can be read all the same.
 *
 * CPython stops at its first error. Here that error is found as CPython finds it; then the statement it stands in is
 * set aside and the rest is looked at again, so that one bad line costs one statement.
 */
import type { Ranged, SyntaxProblem } from "./ast.ts";
import { firstReport } from "./stringChecks.ts";
import { type Tokens, tokenize } from "./tokenize.ts";

export interface Diagnosis {
  readonly problems: readonly SyntaxProblem[];
  /** The text with every bad statement replaced by `pass` and spaces, offset for offset. */
  readonly readable: string;
  /** Where those statements stand. */
  readonly setAside: readonly Ranged[];
}

/** More bad statements than this are set aside together. */
const MOST_PROBLEMS = 40;

/** Diagnoses text whose line ends are `\n`. */
export function diagnose(source: string): Diagnosis {
  const problems: SyntaxProblem[] = [];
  const setAside: Ranged[] = [];
  const nul = source.indexOf("\0");
  if (nul >= 0) {
    const whole = { start: 0, end: source.length };
    const message = "source code string cannot contain null bytes";
    return {
      problems: [{ kind: "SyntaxError", message, start: nul, end: nul + 1 }],
      readable: setRangeAside(source, whole),
      setAside: [whole],
    };
  }
  let text = source;
  let previous: Ranged | null = null;
  for (let round = 0; ; round++) {
    const input = tokenize(text);
    const report = firstReport(text, "file", input);
    if (report === null) return { problems, readable: text, setAside };
    const problem = beforeEnd(text, report.problem);
    // An error that setting aside one line has not cured takes the whole statement at the margin with it.
    const again: boolean = previous !== null && problem.start >= previous.start && problem.start <= previous.end;
    let range: Ranged = again ? marginStatement(text, problem.start) : badStatement(text, input, problem);
    const stuck = again && setAside.some((done) => done.start <= range.start && done.end >= range.end);
    if (round >= MOST_PROBLEMS || stuck) range = { start: 0, end: text.length };
    if (!again || problems.length === 0) problems.push(problem);
    const replaced = setRangeAside(text, range);
    if (replaced === text || round > MOST_PROBLEMS)
      return { problems, readable: "", setAside: [{ start: 0, end: source.length }] };
    text = replaced;
    for (let i = setAside.length - 1; i >= 0; i--) {
      const done = setAside[i]!;
      if (done.start >= range.start && done.end <= range.end) setAside.splice(i, 1);
    }
    setAside.push(range);
    previous = range;
  }
}

/** What CPython finds at the end of the text it shows at the end of the last line. */
function beforeEnd(text: string, problem: SyntaxProblem): SyntaxProblem {
  if (problem.start < text.length || !text.endsWith("\n")) return problem;
  return { ...problem, start: text.length - 1, end: text.length };
}

/** Replaces a range of whole lines (from some indentation on) by a `pass` there and spaces. */
function setRangeAside(text: string, range: Ranged): string {
  const inside = text.slice(range.start, range.end).replace(/[^\n]/g, " ");
  const before = text.slice(0, range.start);
  const after = text.slice(range.end);
  // `pass` needs four columns in a row on the range's first line; where there are fewer, nothing stands there at all.
  if (/^ {4}/.test(inside)) return `${before}pass${inside.slice(4)}${after}`;
  return before + inside + after;
}

function lineStart(text: string, offset: number): number {
  // lastIndexOf takes a negative start for 0.
  return offset <= 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}
function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end < 0 ? text.length : end;
}
function indentOf(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 12) at++;
  return at - start;
}
function isBlank(text: string, start: number): boolean {
  const at = start + indentOf(text, start);
  const code = text.charCodeAt(at);
  return at >= text.length || code === 10 || code === 35;
}

/** Words that continue a statement of the same indentation instead of starting one. */
const CONTINUES = /^(?:elif|else|except|finally|case)\b|^[)\]}]/;

/** From the statement at the left margin that holds `offset` up to the next one. */
function marginStatement(text: string, offset: number): Ranged {
  let start = lineStart(text, Math.min(offset, text.length));
  while (start > 0 && !startsAtMargin(text, start)) start = lineStart(text, start - 1);
  let end = lineEnd(text, start);
  while (end < text.length) {
    const next = end + 1;
    if (next >= text.length || startsAtMargin(text, next)) break;
    end = lineEnd(text, next);
  }
  return { start, end: Math.max(end, Math.min(text.length, lineEnd(text, offset))) };
}

function startsAtMargin(text: string, start: number): boolean {
  const code = text.charCodeAt(start);
  if (code === 32 || code === 9 || code === 10 || code === 35 || Number.isNaN(code)) return false;
  return !CONTINUES.test(text.slice(start, start + 8));
}

/** The lines to set aside for a problem: its logical line, and for a header what is indented below it. */
function badStatement(text: string, input: Tokens, problem: SyntaxProblem): Ranged {
  const unclosed = problem.message.endsWith("was never closed") || problem.message.startsWith("unterminated");
  // The logical line: back to its first token, on to its NEWLINE.
  const tokens = input.tokens;
  let index = tokens.findIndex(
    (token) => token.end > problem.start || (token.start >= problem.start && token.kind !== "DEDENT"),
  );
  if (index < 0) index = tokens.length - 1;
  // A report may point at the line's end.
  if (tokens[index]?.kind === "NEWLINE" && index > 0 && tokens[index]!.start > problem.start) index--;
  let firstIndex = index;
  while (firstIndex > 0 && tokens[firstIndex - 1]!.kind !== "NEWLINE") firstIndex--;
  while (tokens[firstIndex]?.kind === "INDENT" || tokens[firstIndex]?.kind === "DEDENT") firstIndex++;
  const firstToken = tokens[firstIndex] ?? tokens[index];
  let start = Math.min(firstToken?.start ?? problem.start, problem.start);
  const isLayout = problem.kind !== "SyntaxError";
  if (isLayout && !problem.message.startsWith("expected an indented block")) {
    start = lineStart(text, problem.start);
    if (problem.message === "unexpected indent") {
      // The lines stand too far right: what stands for them goes where the line before starts.
      let before = lineStart(text, start - 1);
      while (before > 0 && isBlank(text, before)) before = lineStart(text, before - 1);
      const margin = start === 0 || isBlank(text, before) ? 0 : Math.min(indentOf(text, before), indentOf(text, start));
      return { start: start + margin, end: blockEnd(text, lineEnd(text, start), margin) };
    }
  } else if (isLayout) {
    // The empty block's header is the logical line before.
    const line = /on line (\d+)$/.exec(problem.message)?.[1];
    if (line !== undefined) {
      let at = 0;
      for (let i = 1; i < Number(line); i++) at = text.indexOf("\n", at) + 1;
      start = at;
    }
  }
  start = lineStart(text, start);
  start += indentOf(text, start);
  const indent = start - lineStart(text, start);
  let end: number;
  if (unclosed) {
    // A bracket or quote that is never closed swallows the file: stop where a line at the same margin or further
    // left clearly starts anew.
    end = lineEnd(text, start);
    while (end < text.length) {
      const next = end + 1;
      const nextIndent = indentOf(text, next);
      if (
        !isBlank(text, next) &&
        nextIndent <= indent &&
        /^[A-Za-z_@]/.test(text.slice(next + nextIndent, next + nextIndent + 1))
      )
        break;
      end = lineEnd(text, next);
    }
    return { start, end };
  }
  let lastIndex = index;
  while (lastIndex < tokens.length - 1 && tokens[lastIndex]!.kind !== "NEWLINE") lastIndex++;
  const last = tokens[lastIndex]!;
  end = last.kind === "ERROR" ? lineEnd(text, problem.start) : lineEnd(text, Math.max(last.start, start));
  if (end < lineEnd(text, start)) end = lineEnd(text, start);
  return { start, end: blockEnd(text, end, indent) };
}

/** From a line's end on to the end of what is indented below it, further than `indent`. */
function blockEnd(text: string, from: number, indent: number): number {
  let end = from;
  for (;;) {
    const next = end + 1;
    if (next >= text.length) break;
    if (isBlank(text, next)) {
      let probe = next;
      while (probe < text.length && isBlank(text, probe)) probe = lineEnd(text, probe) + 1;
      if (probe >= text.length || indentOf(text, probe) <= indent) break;
      end = lineEnd(text, probe);
      continue;
    }
    const nextIndent = indentOf(text, next);
    const follows =
      nextIndent === indent &&
      /^(?:elif|else|except|finally)\b/.test(text.slice(next + nextIndent, next + nextIndent + 8));
    if (nextIndent <= indent && !follows) break;
    end = lineEnd(text, next);
  }
  return end;
}
