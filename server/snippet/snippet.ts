/**
 * A snippet: the parts of a document that are evaluated, as ordered codes. Plain data, so that it can cross to the
 * worker; the functions here map between a code's offsets and the document's.
 */
import type { Location, Position } from "../protocol/place.ts";
import type { LineIndex } from "./lines.ts";

/** A text document as an editor holds it. A notebook's cells are text documents of their own. */
export interface SourceDocument {
  readonly uri: string;
  readonly version: number;
  readonly kind: "python" | "markdown";
  readonly text: string;
  /** What tracebacks call it; the last part of the URI when absent. */
  readonly name?: string;
}

export interface SourceCell {
  readonly uri: string;
  readonly kind: "code" | "markdown";
  /** Cells of other languages are left out. */
  readonly language: string;
  readonly text: string;
}

export interface SourceNotebook {
  readonly uri: string;
  readonly version: number;
  readonly kind: "notebook";
  readonly cells: readonly SourceCell[];
}

/** What the user's settings and session say about this document. */
export interface Selection {
  /**
   * The setting `gradlens.evaluate`. `annotated`: what is annotated. `torchFiles`: also whole files that import torch.
   * `manual`: nothing until it is asked for.
   */
  readonly mode: "annotated" | "torchFiles" | "manual" | "all";
  /** With `all`: a file that has `# %% gradlens` cells is evaluated cell by cell, and not as one program. */
  readonly splitsCells?: boolean;
  /** "Inspect this file" was chosen in this session: evaluate it as if it said `# gradlens: on`. */
  readonly isInspected?: boolean;
}

/** A stretch of a code's source that stands as it is in the document. */
export interface Segment {
  readonly code: number;
  readonly document: number;
  readonly length: number;
  /** Characters of indentation that were cut before it on its line (a fence in a list); 0 elsewhere. */
  readonly cut: number;
}

/** `expr  # => text`. */
export interface Expectation {
  /** The comment's offset in the code's source. */
  readonly offset: number;
  readonly expected: string;
  /** The range of the expected text in the document, continuation lines included: what a quick fix replaces. */
  readonly start: number;
  readonly end: number;
}

/** `# gradlens: watch EXPR`, in the code's offsets. */
export interface Watch {
  readonly offset: number;
  readonly expression: string;
  readonly expressionOffset: number;
  readonly ownLine: boolean;
}

/** `# gradlens: example a=…` above a def, in the code's offsets. */
export interface Example {
  readonly offset: number;
  readonly arguments: string;
  readonly argumentsOffset: number;
}

export interface SnippetCode {
  /** Its index in Snippet.codes. */
  readonly key: number;
  /** What tracebacks call it: `net.py`, `<cell 3>`. */
  readonly name: string;
  readonly source: string;
  /** The document that it stands in: the file, or the cell. */
  readonly uri: string;
  /** Ordered; gaps are text that the source has not taken over. */
  readonly segments: readonly Segment[];
  /** Codes with the same number share one namespace. */
  readonly namespace: number;
  /** True for notebook cells and `# %%` cells: an exception ends this code and the next one runs. */
  readonly isCell: boolean;
  /** True where IPython's magics are Python's: notebooks. */
  readonly allowsMagics: boolean;
  /** For notebooks, counts code cells from 0, those that are left out included. */
  readonly cell: number | null;
  readonly expectations: readonly Expectation[];
  readonly watches: readonly Watch[];
  readonly examples: readonly Example[];
  /** Offsets of `# gradlens: skip` comments that concern a statement. */
  readonly skips: readonly { readonly offset: number; readonly ownLine: boolean }[];
}

export interface SnippetProblem {
  readonly uri: string;
  /** Offsets in that document. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Replaces the range; null when there is none. */
  readonly suggestion: string | null;
}

export interface Snippet {
  /** The document, or the notebook. */
  readonly uri: string;
  readonly version: number;
  readonly codes: readonly SnippetCode[];
  readonly problems: readonly SnippetProblem[];
  /** True when some annotation turns something on, whatever the mode. */
  readonly isAnnotated: boolean;
  /** The first `import torch` (or `from torch …`) at the start of a line, in document offsets; null when there is none. */
  readonly torchImport: { readonly uri: string; readonly start: number; readonly end: number } | null;
}

/** Where an offset of a code's source stands in its document; an offset in a gap means the end of the text before it. */
export function toDocumentOffset(code: SnippetCode, offset: number): number {
  let last: Segment | undefined;
  for (const segment of code.segments) {
    if (segment.code > offset) break;
    last = segment;
  }
  if (last === undefined) return code.segments[0]?.document ?? 0;
  return last.document + Math.min(offset - last.code, last.length);
}

/** The reverse; null where the document's text is not part of this code. */
export function toCodeOffset(code: SnippetCode, documentOffset: number): number | null {
  for (const segment of code.segments) {
    const within = documentOffset - segment.document;
    if (within >= 0 && within <= segment.length) return segment.code + within;
  }
  return null;
}

/** The code that holds this place of a document, and the offset in its source. */
export function findCode(
  snippet: Snippet,
  uri: string,
  documentOffset: number,
): { readonly code: SnippetCode; readonly offset: number } | null {
  for (const code of snippet.codes) {
    if (code.uri !== uri) continue;
    const offset = toCodeOffset(code, documentOffset);
    if (offset !== null) return { code, offset };
  }
  return null;
}

/**
 * The position in the document. A code's source keeps the document's line numbers (what is left out leaves its line
 * ends), so an index of the source is enough. `lines` must index `code.source`.
 */
export function toPosition(code: SnippetCode, lines: LineIndex, offset: number): Position {
  const position = lines.positionAt(offset);
  const lineStart = lines.starts[position.line]!;
  const cut = code.segments.find((s) => s.cut > 0 && s.code >= lineStart && s.code <= offset)?.cut ?? 0;
  return cut === 0 ? position : { line: position.line, character: position.character + cut };
}

/** `lines` must index `code.source`. */
export function toLocation(code: SnippetCode, lines: LineIndex, start: number, end: number): Location {
  return { uri: code.uri, range: { start: toPosition(code, lines, start), end: toPosition(code, lines, end) } };
}
