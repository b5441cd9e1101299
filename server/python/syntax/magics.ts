/**
 * What notebook cells hold besides Python: IPython's `%magic`, `%%cell` magic, `!shell` and `help?` lines.
 *
 * They do nothing here. Each is replaced by text of the same length that is Python, so that every offset stays.
 */
import type { Ranged } from "./ast.ts";
import { tokenize } from "./tokenize.ts";

export interface StrippedMagic extends Ranged {
  readonly kind: "line magic" | "cell magic" | "shell" | "help";
  /** The line as it was, without its indentation. */
  readonly text: string;
}

export interface StrippedCell {
  readonly source: string;
  readonly stripped: readonly StrippedMagic[];
}

/** The cell's text with IPython's lines replaced. */
export function stripMagics(source: string): string {
  return listMagics(source).source;
}

/** The same, with what was replaced. A cell magic takes the rest of its cell, unless it only times or captures it. */
export function listMagics(source: string): StrippedCell {
  // Most cells hold no such character at all.
  if (!/[%!?]/.test(source)) return { source, stripped: [] };
  const stripped: StrippedMagic[] = [];
  const cell = /^\s*%%(\w+)/.exec(source);
  if (cell !== null) {
    const start = source.indexOf("%%");
    const firstEnd = lineEnd(source, start);
    const runsPython = /^(?:time|timeit|capture|prun|python3?)$/.test(cell[1] ?? "");
    const end = runsPython ? firstEnd : source.length;
    stripped.push({ kind: "cell magic", start, end, text: source.slice(start, end) });
    const rest = runsPython ? listMagics(source.slice(firstEnd)) : { source: "", stripped: [] };
    for (const each of rest.stripped) {
      stripped.push({ ...each, start: each.start + firstEnd, end: each.end + firstEnd });
    }
    return { source: source.slice(0, start) + quiet(source.slice(start, end)) + rest.source, stripped };
  }
  let text = source;
  for (let start = 0; start < text.length; ) {
    const first = start + /^[ \t]*/.exec(text.slice(start, start + 200))![0].length;
    let end = lineEnd(text, first);
    const line = text.slice(first, end).trimEnd();
    const kind = kindOf(line);
    // Only where a statement may start: `%` and `!` also stand inside strings and brackets.
    if (kind !== null && startsStatement(text.slice(0, first))) {
      while (kind !== "help" && text.charAt(end - 1) === "\\" && end < text.length) end = lineEnd(text, end + 1);
      stripped.push({ kind, start: first, end, text: text.slice(first, end) });
      text = text.slice(0, first) + quiet(text.slice(first, end)) + text.slice(end);
    }
    start = end + 1;
  }
  return { source: text, stripped };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function kindOf(line: string): StrippedMagic["kind"] | null {
  if (/^%{1,2}[A-Za-z_]/.test(line)) return "line magic";
  if (line.startsWith("!")) return "shell";
  if (/^\?{1,2}[A-Za-z_%*]/.test(line) || /^%{0,2}[A-Za-z_][\w.*]*\?{1,2}$/.test(line)) return "help";
  // `files = !ls` and `t = %timeit -o f()` bind what a shell or magic gives, which there is none of here.
  if (/^[A-Za-z_][\w, ]*=\s*(?:!|%[A-Za-z_])/.test(line)) return line.includes("!") ? "shell" : "line magic";
  return null;
}

/** Whether no string or bracket is open where this text ends, and no line is to be continued. */
function startsStatement(before: string): boolean {
  if (/\\\r?\n[ \t]*$/.test(before)) return false;
  const { error, unclosed } = tokenize(before.replace(/\r/g, " "));
  return unclosed === null && !(error?.message.startsWith("unterminated triple-quoted") ?? false);
}

/** `pass` and blanks of the same length and lines; shorter text becomes a comment, or an expression where even that is none. */
function quiet(text: string): string {
  const blank = text.replace(/[^\r\n]/g, " ");
  if (/^ {4}/.test(blank)) return `pass${blank.slice(4)}`;
  return blank.startsWith(" ") ? `#${blank.slice(1)}` : blank;
}
