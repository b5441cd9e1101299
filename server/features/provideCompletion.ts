/** Completion of directives inside comments: after `#`, and after `# gradlens:`. */
import type { Position } from "../protocol/place.ts";
import type { Completion } from "./editorTerms.ts";

interface Word {
  readonly word: string;
  readonly snippet: string;
  readonly detail: string;
  readonly documentation: string;
}

const words: readonly Word[] = [
  {
    word: "on",
    snippet: "on",
    detail: "evaluate from here",
    documentation:
      "The lines from here to `# gradlens: off`, or to the end of the file, are evaluated. In a notebook: this cell and those below.",
  },
  {
    word: "off",
    snippet: "off",
    detail: "stop evaluating",
    documentation: "The lines from here on are not evaluated.",
  },
  {
    word: "skip",
    snippet: "skip",
    detail: "leave this out",
    documentation: "On a statement, or at the top of a cell: not evaluated.",
  },
  {
    word: "watch",
    snippet: "watch $0",
    detail: "show an expression here",
    documentation: "Shows the expression each time this line is passed: `# gradlens: watch loss`",
  },
  {
    word: "example",
    snippet: "example $0",
    detail: "arguments for the def below",
    documentation: "Evaluates the body of the `def` below with these arguments: `# gradlens: example x=torch.ones(3)`",
  },
];

/** `line` is the text of the line the caret stands on. */
export function provideCompletion(line: string, position: Position): Completion[] {
  const before = line.slice(0, position.character);
  const after = /^#\s*gradlens\s*:\s*([a-z]*)$/i.exec(before.slice(Math.max(0, before.lastIndexOf("#"))));
  if (after !== null) return words.map((word) => completion(word.word, word.snippet, word, position, after[1]!.length));
  const start = /(^|\s)(#\s?([a-z]*))$/i.exec(before);
  // A bare `#` begins any comment: offering ours there would be noise.
  if (start === null || start[3] === "" || !"gradlens".startsWith(start[3]!.toLowerCase())) return [];
  // Behind code, only what may stand behind a statement.
  const isOwnLine = before.slice(0, before.length - start[2]!.length).trim() === "";
  return words
    .filter(({ word }) => isOwnLine || word === "skip" || word === "watch")
    .map((word) =>
      completion(`# gradlens: ${word.word}`, `# gradlens: ${word.snippet}`, word, position, start[2]!.length),
    );
}

function completion(
  label: string,
  snippet: string,
  word: Word,
  { line, character }: Position,
  typed: number,
): Completion {
  return {
    label,
    detail: `GradLens: ${word.detail}`,
    documentation: word.documentation,
    snippet,
    range: { start: { line, character: character - typed }, end: { line, character } },
  };
}
