/**
 * A parsing-expression-grammar engine for the exact grammar: ordered alternatives, memory, cuts, lookahead.
 *
 * CPython's messages depend on which alternatives its parser tries in which order and on the furthest token it has
 * looked at, so the engine keeps the same bookkeeping. It runs only when text is suspect; it builds no tree beyond
 * what the messages need.
 */
import type { SyntaxProblem } from "./ast.ts";
import type { Token, Tokens } from "./tokenize.ts";

/** What a rule has matched: a kind (an expression's `ast` class where that matters) and its tokens [from, to). */
export interface Match {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly parts: readonly Value[];
}
export type Value = Match | readonly Value[] | null;

export const FAIL: unique symbol = Symbol("fail");
/** A failed alternative after its cut: the rule has no other. */
const CUT: unique symbol = Symbol("cut");
export type Outcome = Value | typeof FAIL | typeof CUT;

/** Thrown to end a parse with CPython's report. */
export class Report {
  readonly problem: SyntaxProblem;
  /** CPython's tokenizer reports win over those of its parser, wherever they stand. */
  readonly fromTokenizer: boolean;
  /** The line after which an unclosed bracket explains the error better. */
  readonly line: number;
  constructor(problem: SyntaxProblem, line: number, fromTokenizer = false) {
    this.problem = problem;
    this.line = line;
    this.fromTokenizer = fromTokenizer;
  }
}

export type Rule = (state: ParserState) => Outcome;
export type Action = (state: ParserState, values: readonly Value[], from: number) => Outcome;

export class ParserState {
  readonly source: string;
  readonly input: Tokens;
  readonly tokens: readonly Token[];
  mark = 0;
  /** One more than the furthest token looked at. */
  fill = 0;
  /** Whether the alternatives that only word errors are tried. */
  explaining = false;
  /** Per rule, outcome and end by start; rules that CPython remembers are remembered for both modes. */
  readonly memory = new Map<number, Map<number, { readonly outcome: Outcome; readonly to: number }>>();
  private steps = 0;
  constructor(source: string, input: Tokens, start = 0) {
    this.source = source;
    this.input = input;
    this.tokens = input.tokens;
    this.mark = start;
    this.fill = start;
  }

  peek(): Token {
    const token = this.tokens[this.mark] ?? this.tokens[this.tokens.length - 1]!;
    if (this.mark >= this.fill) {
      this.fill = this.mark + 1;
      if (token.kind === "ERROR") throw this.tokenizerReport(token);
    }
    // A budget, because a hostile text could make the search long; see diagnose.ts for what is said then.
    if (++this.steps > 1_000_000)
      throw new Report(
        { kind: "SyntaxError", message: "invalid syntax", start: token.start, end: token.end },
        token.line,
      );
    return token;
  }

  tokenizerReport(token: Token): Report {
    const { error, unclosed } = this.input;
    if (error !== null) {
      const { kind, message, start, end } = error;
      return new Report({ kind, message, start, end }, token.line, true);
    }
    if (unclosed !== null) return new Report(neverClosed(unclosed), unclosed.line, true);
    return new Report(
      { kind: "SyntaxError", message: "unexpected EOF while parsing", start: token.start, end: token.end },
      token.line,
      true,
    );
  }

  text(token: Token): string {
    return this.source.slice(token.start, token.end);
  }

  /** A report at tokens [from, to). */
  report(message: string, from: number, to: number, kind: SyntaxProblem["kind"] = "SyntaxError"): Report {
    const first = this.tokens[from] ?? this.tokens[this.tokens.length - 1]!;
    const last = this.tokens[to - 1] ?? first;
    return new Report({ kind, message, start: first.start, end: Math.max(last.end, first.start) }, first.line);
  }

  reportLast(message: string, kind: SyntaxProblem["kind"] = "SyntaxError"): Report {
    return this.report(message, this.fill - 1, this.fill, kind);
  }
}

export function neverClosed(unclosed: { readonly offset: number; readonly bracket: string }): SyntaxProblem {
  return {
    kind: "SyntaxError",
    message: `'${unclosed.bracket}' was never closed`,
    start: unclosed.offset,
    end: unclosed.offset + 1,
  };
}

// ---------------------------------------------------------------- compiling the notation

/** Rules that remember outcomes whether or not errors were being explained when they ran, as CPython's do. */
const SHARED_MEMORY: ReadonlySet<string> = new Set(
  "expression star_expression disjunction conjunction inversion bitwise_or bitwise_xor bitwise_and shift_expr sum term factor await_primary primary arguments star_target target_with_star_atom del_target t_primary strings simple_stmt block named_expression_error".split(
    " ",
  ),
);

interface Piece {
  readonly rule: Rule;
  /** Lookaheads and cuts have no value. */
  readonly valued: boolean;
  readonly cut: boolean;
}

/**
 * Compiles rules written one per line, `name: alternative | alternative`:
 * `'x'` a token, `"x"` a name that reads x, UPPER a token kind, `x?` `x*` `x+` `[x]` `(x | y)`, `x % ','` one or more
 * with separators, `&x` `!x` lookahead, `~` no other alternative from here, `&&'x'` x or an error saying so,
 * `=Kind` makes a match of that kind, `=Kind?` only if the last part is not empty, `=$1` takes one part,
 * `@action` with its arguments and «text» computes the outcome, and a leading `?` marks an alternative that only
 * explains errors.
 */
export function compileGrammar(
  text: string,
  makeAction: (name: string, numbers: readonly number[], message: string) => Action,
): (name: string) => Rule {
  const bodies = new Map<string, Rule>();
  let count = 0;
  const named = (name: string): Rule => {
    const id = count++;
    return (state) => {
      const body = bodies.get(name);
      if (body === undefined) throw new Error(`no grammar rule ${name}`);
      const key = id * 2 + (state.explaining && !SHARED_MEMORY.has(name) ? 1 : 0);
      let memory = state.memory.get(key);
      if (memory === undefined) {
        memory = new Map();
        state.memory.set(key, memory);
      }
      const from = state.mark;
      const known = memory.get(from);
      if (known !== undefined) {
        state.mark = known.to;
        return known.outcome;
      }
      const outcome = body(state);
      if (outcome === FAIL) state.mark = from;
      memory.set(from, { outcome, to: state.mark });
      return outcome;
    };
  };
  const references = new Map<string, Rule>();
  const reference = (name: string): Rule => {
    let rule = references.get(name);
    if (rule === undefined) {
      rule = /^[A-Z]+$/.test(name) ? tokenRule(name) : named(name);
      references.set(name, rule);
    }
    return rule;
  };

  for (const line of text.split("\n")) {
    const colon = line.indexOf(":");
    if (colon < 0) continue;
    const words =
      line.slice(colon + 1).match(/«[^»]*»|'[^']*'|"[^"]*"|&&|=\$?\w+\??|@\w+|[\w]+|[[\]()*+?&!~|%]/g) ?? [];
    let at = 0;
    const alternatives = (): Rule => {
      const rules: Rule[] = [];
      const explainsOnly: boolean[] = [];
      do {
        explainsOnly.push(words[at] === "?");
        if (words[at] === "?") at++;
        rules.push(sequence());
      } while (words[at] === "|" && ++at > 0);
      if (rules.length === 1 && explainsOnly[0] === false) {
        const only = rules[0]!;
        return (state) => {
          const outcome = only(state);
          return outcome === CUT ? FAIL : outcome;
        };
      }
      return (state) => {
        const from = state.mark;
        for (let i = 0; i < rules.length; i++) {
          if (explainsOnly[i] === true && !state.explaining) continue;
          const outcome = rules[i]!(state);
          if (outcome === CUT) break;
          if (outcome !== FAIL) return outcome;
          state.mark = from;
        }
        state.mark = from;
        return FAIL;
      };
    };
    const sequence = (): Rule => {
      const pieces: Piece[] = [];
      let finish: Action | null = null;
      while (at < words.length && words[at] !== "|" && words[at] !== ")" && words[at] !== "]") {
        const word = words[at]!;
        if (word.startsWith("=")) {
          at++;
          finish = building(word.slice(1));
        } else if (word.startsWith("@")) {
          at++;
          const numbers: number[] = [];
          while (/^\d+$/.test(words[at] ?? "")) numbers.push(Number(words[at++]));
          const message = words[at]?.startsWith("«") ? words[at++]!.slice(1, -1) : "";
          finish = makeAction(word.slice(1), numbers, message);
        } else if (word === "~") {
          at++;
          pieces.push({ rule: () => null, valued: false, cut: true });
        } else if (word === "&" || word === "!") {
          at++;
          const inner = item();
          const wanted = word === "&";
          const rule: Rule = (state) => {
            const from = state.mark;
            const found = inner(state) !== FAIL;
            state.mark = from;
            return found === wanted ? null : FAIL;
          };
          pieces.push({ rule, valued: false, cut: false });
        } else pieces.push({ rule: item(), valued: true, cut: false });
      }
      const valued = pieces.filter((piece) => piece.valued).length;
      return (state) => {
        const from = state.mark;
        const values: Value[] = [];
        let cut = false;
        for (const piece of pieces) {
          if (piece.cut) {
            cut = true;
            continue;
          }
          const outcome = piece.rule(state);
          if (outcome === FAIL) {
            state.mark = from;
            return cut ? CUT : FAIL;
          }
          if (piece.valued) values.push(outcome as Value);
        }
        if (finish !== null) return finish(state, values, from);
        return valued === 1 ? values[0]! : values;
      };
    };
    const item = (): Rule => {
      let rule = atom();
      for (;;) {
        const word = words[at];
        const inner = rule;
        if (word === "*" || word === "+") {
          at++;
          rule = repeated(inner, word === "+" ? 1 : 0);
        } else if (word === "?") {
          at++;
          rule = optional(inner);
        } else if (word === "%") {
          at++;
          rule = separated(inner, atom());
        } else return rule;
      }
    };
    const atom = (): Rule => {
      const word = words[at++] ?? "";
      if (word === "(") {
        const inner = alternatives();
        at++;
        return inner;
      }
      if (word === "[") {
        const inner = alternatives();
        at++;
        return optional(inner);
      }
      if (word === "&&") {
        const wanted = (words[at++] ?? "").slice(1, -1);
        return (state) => {
          if (state.peek().kind !== wanted) throw state.report(`expected '${wanted}'`, state.mark, state.mark + 1);
          return take(state);
        };
      }
      if (word.startsWith("'")) return tokenRule(word.slice(1, -1));
      if (word.startsWith('"')) {
        const wanted = word.slice(1, -1);
        return (state) => {
          const token = state.peek();
          return token.kind === "NAME" && state.text(token) === wanted ? take(state) : FAIL;
        };
      }
      return reference(word);
    };
    bodies.set(line.slice(0, colon).trim(), alternatives());
  }
  return reference;
}

function take(state: ParserState): Match {
  const from = state.mark++;
  return { kind: state.tokens[from]!.kind, from, to: from + 1, parts: [] };
}

function tokenRule(kind: string): Rule {
  return (state) => (state.peek().kind === kind ? take(state) : FAIL);
}

function optional(inner: Rule): Rule {
  return (state) => {
    const from = state.mark;
    const outcome = inner(state);
    if (outcome !== FAIL) return outcome;
    state.mark = from;
    return null;
  };
}

function repeated(inner: Rule, least: number): Rule {
  return (state) => {
    const values: Value[] = [];
    for (;;) {
      const from = state.mark;
      const outcome = inner(state);
      if (outcome === FAIL || state.mark === from) {
        state.mark = from;
        break;
      }
      values.push(outcome as Value);
    }
    return values.length < least ? FAIL : values;
  };
}

function separated(inner: Rule, separator: Rule): Rule {
  return (state) => {
    const values: Value[] = [];
    let from = state.mark;
    for (;;) {
      const outcome = inner(state);
      if (outcome === FAIL) {
        state.mark = from;
        break;
      }
      values.push(outcome as Value);
      from = state.mark;
      if (separator(state) === FAIL) {
        state.mark = from;
        break;
      }
    }
    return values.length === 0 ? FAIL : values;
  };
}

function building(spec: string): Action {
  if (spec.startsWith("$")) {
    const index = Number(spec.slice(1));
    return (_state, values) => values[index] ?? null;
  }
  const onlyIfMore = spec.endsWith("?");
  const kind = onlyIfMore ? spec.slice(0, -1) : spec;
  return (state, values, from) => {
    if (onlyIfMore) {
      const last = values[values.length - 1];
      if (last === null || (Array.isArray(last) && last.length === 0)) return values[0] ?? null;
    }
    return { kind, from, to: state.mark, parts: values };
  };
}
