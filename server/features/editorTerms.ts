/** What features answer with: an editor's own terms, without any library of the Language Server Protocol. */
import type { Location, Range } from "../protocol/place.ts";

export interface Command {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
  readonly tooltip?: string;
}

/** GitHub-flavoured Markdown, possibly with `command:` links and data-URI pictures. */
export interface Hover {
  readonly markdown: string;
  readonly range: Range;
}

export interface InlayHint {
  readonly line: number;
  readonly character: number;
  readonly text: string;
  readonly tooltip: string;
}

export interface CodeLens {
  readonly range: Range;
  readonly command: Command;
}

export interface Diagnostic {
  readonly uri: string;
  readonly range: Range;
  readonly severity: "error" | "warning" | "information" | "hint";
  /** What kind of thing it is: `RuntimeError`, `expectation`, `directive`. */
  readonly code: string;
  readonly message: string;
  readonly related: readonly { readonly location: Location; readonly message: string }[];
}

export interface TextEdit {
  readonly uri: string;
  readonly range: Range;
  readonly newText: string;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "source";
  readonly isPreferred: boolean;
  readonly edits: readonly TextEdit[];
  readonly command: Command | null;
  /** The diagnostic that it answers, by code and range. */
  readonly answers: Diagnostic | null;
}

export interface Completion {
  readonly label: string;
  readonly detail: string;
  readonly documentation: string;
  /** What replaces `range`; `$0` in it is where the caret goes. */
  readonly snippet: string;
  readonly range: Range;
}
