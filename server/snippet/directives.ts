/**
 * The words that GradLens reads in comments. Everything here is total: a comment is a directive, a misspelt directive
 * (a problem with a suggestion) or none of our business.
 */
import type { Comment } from "./comments.ts";

export type Directive =
  | { readonly kind: "on" | "off" | "skip"; readonly comment: Comment }
  /** `argument` is what follows the word; `argumentStart` its offset. */
  | {
      readonly kind: "watch" | "example";
      readonly comment: Comment;
      readonly argument: string;
      readonly argumentStart: number;
    }
  /** `# %%`: a cell begins; `isOn` when it says `gradlens`. */
  | {
      readonly kind: "cell";
      readonly comment: Comment;
      readonly isOn: boolean;
      readonly isCode: boolean;
      readonly title: string;
    }
  /** `# => text` behind a statement. */
  | {
      readonly kind: "expectation";
      readonly comment: Comment;
      readonly argument: string;
      readonly argumentStart: number;
    };

/** Something about an annotation that the user should know; `suggestion` replaces the text from start to end. */
export interface DirectiveProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly suggestion: string | null;
}

const words = ["on", "off", "skip", "watch", "example"] as const;
type Word = (typeof words)[number];

export function readDirective(comment: Comment): Directive | DirectiveProblem | null {
  const { text, start } = comment;
  const expectation = /^#\s*=>[ \t]?/.exec(text);
  if (expectation !== null) {
    if (comment.ownLine) return null;
    const argumentStart = start + expectation[0].length;
    return { kind: "expectation", comment, argument: text.slice(expectation[0].length), argumentStart };
  }
  const cell = /^#\s*%%+\s*(\[[^\]]*\])?\s*(\S*)\s*(.*)$/.exec(text);
  if (cell !== null && comment.ownLine) return readCell(comment, cell);

  const exact = /^#\s*gradlens\s*:\s*([A-Za-z]*)\s*(.*)$/.exec(text);
  if (exact !== null) return readWord(comment, exact[1]!, exact[2]!);
  return readMisspelt(comment);
}

export function isProblem(found: Directive | DirectiveProblem): found is DirectiveProblem {
  return "message" in found;
}

function readCell(comment: Comment, match: RegExpExecArray): Directive | DirectiveProblem {
  const tag = match[1] ?? "";
  const first = match[2]!;
  const isCode = !/^\[(markdown|md|raw)\]/i.test(tag);
  if (first === "gradlens") return { kind: "cell", comment, isOn: isCode, isCode, title: match[3]! };
  if (first !== "" && isNear(first.toLowerCase(), "gradlens", 2)) {
    const at = comment.text.indexOf(first);
    return {
      start: comment.start + at,
      end: comment.start + at + first.length,
      message: `\`${first}\` is not \`gradlens\`: this cell is not evaluated`,
      suggestion: "gradlens",
    };
  }
  return { kind: "cell", comment, isOn: false, isCode, title: `${first} ${match[3]!}`.trim() };
}

function readWord(comment: Comment, word: string, argument: string): Directive | DirectiveProblem {
  const rest = comment.text.slice(comment.text.indexOf(":") + 1);
  const wordStart = comment.end - rest.trimStart().length;
  const argumentStart = comment.end - argument.length;
  switch (word as Word) {
    case "on":
    case "off":
    case "skip":
      if (argument === "" || /^[-:#(,.;]/.test(argument)) return { kind: word as "on" | "off" | "skip", comment };
      return {
        start: argumentStart,
        end: comment.end,
        message: `\`${word}\` takes nothing after it`,
        suggestion: "",
      };
    case "watch":
      if (argument !== "") return { kind: "watch", comment, argument, argumentStart };
      return {
        start: comment.start,
        end: comment.end,
        message: "`watch` needs an expression: `# gradlens: watch loss`",
        suggestion: null,
      };
    case "example":
      return { kind: "example", comment, argument, argumentStart };
    default: {
      const near = nearestWord(word.toLowerCase());
      return {
        start: word === "" ? comment.start : wordStart,
        end: word === "" ? comment.end : wordStart + word.length,
        message:
          word === ""
            ? `\`gradlens:\` needs one of ${words.join(", ")}`
            : `\`${word}\` is not a GradLens directive${near === null ? `; there are ${words.join(", ")}` : `: did you mean \`${near}\`?`}`,
        suggestion: word === "" ? null : near,
      };
    }
  }
}

/** `# gradlen: on`, `# GradLens: on`, `# gradlens on`: near enough to be meant, and silence would be taken for success. */
function readMisspelt(comment: Comment): DirectiveProblem | null {
  const match = /^#\s*([A-Za-z][A-Za-z-]{4,11})\s*([:=]?)\s*([A-Za-z]*)(.*)$/.exec(comment.text);
  if (match === null) return null;
  const [, name = "", colon = "", word = "", rest = ""] = match;
  if (!isNear(name.toLowerCase().replace("-", ""), "gradlens", 2)) return null;
  const meant = (words as readonly string[]).includes(word.toLowerCase()) ? word.toLowerCase() : null;
  if (colon === "") {
    // Prose about GradLens is not a directive: without the colon, only the bare form counts.
    const isBare =
      meant !== null &&
      (meant === "watch"
        ? rest.trim() !== "" && !/\s\S+\s/.test(rest)
        : rest.trim() === "" || (meant === "example" && rest.includes("=")));
    if (!isBare) return null;
  } else if (meant === null && nearestWord(word.toLowerCase()) === null) {
    if (name.toLowerCase() !== "gradlens") return null;
  }
  const fixed = meant ?? nearestWord(word.toLowerCase()) ?? word;
  const suggestion = `# gradlens: ${fixed}${rest.trimEnd()}`;
  return {
    start: comment.start,
    end: comment.end,
    message: `not a GradLens directive: did you mean \`${suggestion}\`?`,
    suggestion,
  };
}

function nearestWord(word: string): Word | null {
  let best: Word | null = null;
  let least = word.length <= 4 ? 2 : 3;
  for (const candidate of words) {
    // Of two equally near words, the one that was begun.
    const d = distance(word, candidate) - (candidate.startsWith(word) ? 0.5 : 0);
    if (d < least) {
      least = d;
      best = candidate;
    }
  }
  return best;
}

/** Real words near ours. */
const ownWords = new Set(["gradient", "gradients", "gradle"]);

/** True within `most` edits of `target`, unless it is a word in its own right. */
export function isNear(word: string, target: string, most: number): boolean {
  return !ownWords.has(word) && Math.abs(word.length - target.length) <= most && distance(word, target) <= most;
}

/** Edits (insert, delete, replace, swap of neighbours) between two short words. */
function distance(a: string, b: string): number {
  const rows: number[][] = [];
  for (let i = 0; i <= a.length; i++) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j++) {
      if (i === 0) {
        row.push(j);
        continue;
      }
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, rows[i - 2]![j - 2]! + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
