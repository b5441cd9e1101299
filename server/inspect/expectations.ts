/** `expr  # => text`: what is listened to while a code runs, and whether it came out as expected. */
import type { Site } from "../python/evaluation/observer.ts";
import { Raise } from "../python/objects/errors.ts";
import { repr } from "../python/objects/text.ts";
import { typeOf } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";
import type { Module, Ranged, Stmt } from "../python/syntax/ast.ts";
import { LineIndex } from "../snippet/lines.ts";
import type { Expectation, SnippetCode } from "../snippet/snippet.ts";
import { bodiesOf } from "../snippet/weave.ts";
import type { Problem } from "../trace/trace.ts";

/** One expectation and what was seen so far: the newest evaluation counts. */
class Watched {
  readonly expectation: Expectation;
  readonly statement: Stmt;
  actual: string | null = null;
  printed = "";
  constructor(expectation: Expectation, statement: Stmt) {
    this.expectation = expectation;
    this.statement = statement;
  }

  /** A statement without a value stands for what it printed. */
  saw(value: PyValue): void {
    const printed = this.printed;
    this.printed = "";
    this.actual = value === null && printed !== "" ? oneLine(printed) : oneLine(reprOf(value));
  }
}

/** The expectations of one code. */
export class ExpectationWatch {
  readonly #code: SnippetCode;
  readonly #watched: Watched[] = [];
  readonly #byNode = new Map<object, Watched>();
  readonly #unplaced: Expectation[] = [];

  constructor(code: SnippetCode, module: Module) {
    this.#code = code;
    if (code.expectations.length === 0) return;
    const lines = new LineIndex(code.source);
    const byEndLine = new Map<number, Stmt>();
    collect(module.body, (stmt) => {
      // Inner statements come later and are the nearer ones.
      if (watchedNode(stmt) !== null) byEndLine.set(lines.lineAt(Math.max(stmt.start, stmt.end - 1)), stmt);
    });
    for (const expectation of code.expectations) {
      const statement = byEndLine.get(lines.lineAt(expectation.offset));
      if (statement === undefined) {
        this.#unplaced.push(expectation);
        continue;
      }
      const watched = new Watched(expectation, statement);
      this.#watched.push(watched);
      this.#byNode.set(watchedNode(statement)!, watched);
    }
  }

  get isEmpty(): boolean {
    return this.#watched.length === 0;
  }

  /** Who wants the values of this place. */
  listen(site: Site): ((value: PyValue) => void) | null {
    const watched = this.#byNode.get(site.node);
    return watched === undefined ? null : (value) => watched.saw(value);
  }

  /** The program printed while the places `at` were under way, innermost first. */
  printed(text: string, at: readonly Ranged[]): void {
    for (const watched of this.#watched) {
      const { start, end } = watched.statement;
      if (at.some((place) => place.start >= start && place.end <= end)) watched.printed += text;
    }
  }

  problems(): Problem[] {
    const out: Problem[] = [];
    for (const { expectation, actual } of this.#watched) {
      if (actual === null) out.push(this.#problem(expectation, "not evaluated", undefined));
      else if (actual !== oneLine(expectation.expected)) {
        out.push(this.#problem(expectation, `was \`${expectation.expected}\`, now \`${actual}\``, actual));
      }
    }
    for (const expectation of this.#unplaced) {
      out.push(this.#problem(expectation, "there is no expression on this line to compare with", undefined));
    }
    return out;
  }

  /** At the comment. */
  #problem({ offset }: Expectation, message: string, actual: string | undefined): Problem {
    const { source, key } = this.#code;
    const end =
      offset +
      source
        .slice(offset)
        .split(/\r?\n|\r/, 1)[0]!
        .trimEnd().length;
    return {
      kind: "expectation",
      name: "expectation",
      message,
      range: { code: key, start: offset, end },
      related: [],
      traceback: null,
      ...(actual === undefined ? {} : { actual }),
    };
  }
}

/** The expression (or target) whose value a statement is expected to have. */
function watchedNode(stmt: Stmt): object | null {
  switch (stmt.type) {
    case "ExprStmt":
    case "Assign":
      return stmt.value;
    case "AnnAssign":
    case "Return":
      return stmt.value;
    case "AugAssign":
      return stmt.target;
    default:
      return null;
  }
}

function collect(body: readonly Stmt[], visit: (stmt: Stmt) => void): void {
  for (const stmt of body) {
    visit(stmt);
    for (const inner of bodiesOf(stmt)) collect(inner, visit);
  }
}

function reprOf(value: PyValue): string {
  try {
    return repr(value);
  } catch (error) {
    if (error instanceof Raise) return `<repr raised ${typeOf(error.exc).name}>`;
    throw error;
  }
}

/** Text on one line: line breaks and the indentation behind them become one blank. */
export function oneLine(text: string): string {
  return text.trim().replace(/[ \t]*\r?\n[ \t]*/g, " ");
}
