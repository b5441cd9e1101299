/** Builds one code from lines of a document: the source text, its segments, and the directives that concern it. */
import { type Comment, findComments } from "./comments.ts";
import { type Directive, type DirectiveProblem, isProblem, readDirective } from "./directives.ts";
import type { LineIndex } from "./lines.ts";
import type { Example, Expectation, Segment, SnippetCode, Watch } from "./snippet.ts";

/** Lines from `first` up to, not including, `end`. */
export interface LineRange {
  readonly first: number;
  readonly end: number;
}

export interface Source {
  readonly source: string;
  readonly segments: readonly Segment[];
}

/**
 * The text of these lines, with a bare line end for every line before and between them, so that line numbers are the
 * document's. `indent` characters of white space, where present, are cut from every line.
 */
export function extractLines(text: string, lines: LineIndex, ranges: readonly LineRange[], indent = 0): Source {
  let source = "";
  const segments: Segment[] = [];
  let line = 0;
  for (const range of ranges) {
    if (range.end <= range.first) continue;
    source += "\n".repeat(Math.max(0, range.first - line));
    if (indent === 0) {
      const start = lines.starts[range.first]!;
      const end = lines.starts[range.end] ?? text.length;
      segments.push({ code: source.length, document: start, length: end - start, cut: 0 });
      source += text.slice(start, end);
    } else {
      for (let l = range.first; l < range.end; l++) {
        const start = lines.starts[l]!;
        const end = lines.starts[l + 1] ?? text.length;
        const white = /^[ \t>]*/.exec(text.slice(start, Math.min(end, start + indent)))?.[0].length ?? 0;
        segments.push({ code: source.length, document: start + white, length: end - start - white, cut: white });
        source += text.slice(start + white, end);
      }
    }
    line = range.end;
  }
  return { source, segments };
}

/** Comments of a document with what they say, in order. */
export interface ReadComments {
  readonly directives: readonly Directive[];
  readonly problems: readonly DirectiveProblem[];
  readonly comments: readonly Comment[];
}

export function readComments(text: string): ReadComments {
  const comments = findComments(text);
  const directives: Directive[] = [];
  const problems: DirectiveProblem[] = [];
  for (const comment of comments) {
    const found = readDirective(comment);
    if (found === null) continue;
    if (isProblem(found)) problems.push(found);
    else directives.push(found);
  }
  return { directives, problems, comments };
}

type CodeDirectives = Pick<SnippetCode, "expectations" | "watches" | "examples" | "skips">;

/**
 * The directives of a code, found in its own source (so their offsets are the source's).
 * `toDocument` maps an offset of the source to the document.
 */
export function codeDirectives(source: string, toDocument: (offset: number) => number): CodeDirectives {
  const { directives, comments } = readComments(source);
  const expectations: Expectation[] = [];
  const watches: Watch[] = [];
  const examples: Example[] = [];
  const skips: { offset: number; ownLine: boolean }[] = [];
  for (const directive of directives) {
    const offset = directive.comment.start;
    switch (directive.kind) {
      case "skip":
        skips.push({ offset, ownLine: directive.comment.ownLine });
        break;
      case "watch":
        watches.push({
          offset,
          expression: directive.argument,
          expressionOffset: directive.argumentStart,
          ownLine: directive.comment.ownLine,
        });
        break;
      case "example":
        examples.push({ offset, arguments: directive.argument, argumentsOffset: directive.argumentStart });
        break;
      case "expectation": {
        const more = continuation(source, comments, directive.comment);
        expectations.push({
          offset,
          expected: [directive.argument, ...more.map((c) => c.text.replace(/^#\s*/, ""))].join(" ").trim(),
          start: toDocument(directive.argumentStart),
          end: toDocument((more.at(-1) ?? directive.comment).end),
        });
        break;
      }
      default:
    }
  }
  return { expectations, watches, examples, skips };
}

/**
 * The comments that carry on an expectation: directly below, alone on their lines, with at least two blanks behind the
 * `#`, while a bracket of the text is still open (`# => tensor([[1., 2.],` then `#            [3., 4.]])`).
 */
function continuation(source: string, comments: readonly Comment[], first: Comment): Comment[] {
  const found: Comment[] = [];
  let text = first.text.replace(/^#\s*=>/, "");
  let previous = first;
  for (let i = comments.indexOf(first) + 1; i < comments.length && openBrackets(text) > 0; i++) {
    const next = comments[i]!;
    if (!next.ownLine || !/^#\s{2}/.test(next.text)) break;
    if (!/^[ \t]*(\r\n|\n|\r)[ \t]*$/.test(source.slice(previous.end, next.start))) break;
    found.push(next);
    text += next.text.slice(1);
    previous = next;
  }
  return found;
}

function openBrackets(text: string): number {
  let depth = 0;
  for (const c of text) {
    if (c === "(" || c === "[" || c === "{") depth++;
    else if (c === ")" || c === "]" || c === "}") depth--;
  }
  return depth;
}
