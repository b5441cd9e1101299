/**
 * Snippet → Trace. A session evaluates a snippet's codes in order, statement by statement, listens with a recorder, and
 * keeps the live graph for questions about the run.
 */
import { backwardObserver } from "../autograd/modes.ts";
import type { Location } from "../protocol/place.ts";
import { budget } from "../python/budget.ts";
import type { CompiledStatement, Interpreter } from "../python/evaluation/interpreter.ts";
import { syntaxErrorOf } from "../python/evaluation/interpreter.ts";
import type { Code, Site } from "../python/evaluation/observer.ts";
import { entriesOf, formatException } from "../python/evaluation/traceback.ts";
import { HostStop, NotSupported, Raise } from "../python/objects/errors.ts";
import { exceptionTypes, PyException } from "../python/objects/exceptions.ts";
import { str } from "../python/objects/text.ts";
import { isInstance, typeOf } from "../python/objects/type.ts";
import type { PyValue } from "../python/objects/value.ts";
import type { Module, Ranged, Stmt } from "../python/syntax/ast.ts";
import { stripMagics } from "../python/syntax/magics.ts";
import { parse } from "../python/syntax/parse.ts";
import { LineIndex } from "../snippet/lines.ts";
import { type Snippet, type SnippetCode, toLocation } from "../snippet/snippet.ts";
import { bodiesOf, type WovenExample, weave } from "../snippet/weave.ts";
import { Recorder } from "../trace/recorder.ts";
import { type LiveRoot, rangeOf, seal } from "../trace/seal.ts";
import type { Output, Problem, RelatedRange, Trace, TraceRange } from "../trace/trace.ts";
import { displayText } from "./displayText.ts";
import { ExpectationWatch } from "./expectations.ts";
import { explainException } from "./explain.ts";
import { makeInterpreter, prepareFor } from "./interpreterHost.ts";
import type { RunOptions } from "./messages.ts";
import { boundNames, isContained, readNames } from "./names.ts";
import { nameParameters } from "./parameterNames.ts";
import { endedRun, outputPlaces, readWarning } from "./running.ts";
import { targetNodes } from "./targets.ts";

/** What is left of a run: the trace, and the live graph behind it. */
export interface FinishedRun {
  readonly trace: Trace;
  readonly snippet: Snippet;
  readonly roots: readonly LiveRoot[];
  readonly recorder: Recorder;
  readonly locate: (site: Site) => Location | null;
  readonly locateRange: (range: TraceRange) => Location | null;
}

/** Evaluates a snippet. The parser must have been loaded. */
export async function runSnippet(
  snippet: Snippet,
  options: RunOptions,
  isCancelled: () => boolean,
): Promise<FinishedRun> {
  await prepareFor(snippet.codes.map((c) => c.source));
  return new Run(snippet, options).finish(isCancelled);
}

interface ParsedCode {
  readonly code: SnippetCode;
  readonly pyCode: Code;
  readonly module: Module;
  readonly examples: readonly WovenExample[];
  readonly expectations: ExpectationWatch;
}

/** Why a code ended before its last statement. `all`: nothing after it runs either. */
type End = "done" | "code" | "all";

class Run {
  readonly #snippet: Snippet;
  readonly #options: RunOptions;
  readonly #recorder: Recorder;
  readonly #targets = new Set<object>();
  readonly #outputs: Output[] = [];
  readonly #problems: Problem[] = [];
  readonly #lines = new Map<number, LineIndex>();
  readonly #statements = new Map<number, readonly Stmt[]>();
  #current: ParsedCode | null = null;
  readonly #expectations = new Map<number, ExpectationWatch>();
  #stopped: string | null = null;
  /** Names whose value is unknown because the statement that binds them could not be evaluated. */
  #unknown = new Set<string>();

  constructor(snippet: Snippet, options: RunOptions) {
    this.#snippet = snippet;
    this.#options = options;
    this.#recorder = new Recorder({
      isTarget: (site) => this.#targets.has(site.node),
      listen: (site) => this.#expectations.get(site.code.key)?.listen(site) ?? null,
    });
  }

  finish(isCancelled: () => boolean): FinishedRun {
    const started = performance.now();
    let interpreter: Interpreter | null = null;
    let namespace = -1;
    budget.isCancelled = isCancelled;
    let isOver = false;
    const examples: { readonly parsed: ParsedCode; readonly example: WovenExample }[] = [];
    for (const code of this.#snippet.codes) {
      const parsed = this.#parse(code);
      if (parsed === null) {
        if (!code.isCell) isOver = true;
        continue;
      }
      if (isOver) continue;
      if (interpreter === null || code.namespace !== namespace) {
        this.#runExamples(examples, interpreter);
        namespace = code.namespace;
        interpreter = this.#newInterpreter();
        this.#unknown = new Set();
      }
      const end = this.#runCode(interpreter, parsed);
      for (const example of parsed.examples) examples.push({ parsed, example });
      if (end === "all" || (end === "code" && !code.isCell)) isOver = true;
    }
    if (!isOver || this.#stopped === null) this.#runExamples(examples, interpreter);
    backwardObserver.current = null;
    budget.isCancelled = undefined;
    if (interpreter !== null) nameParameters(interpreter.globals, this.#recorder);
    for (const watch of this.#expectations.values()) this.#problems.push(...watch.problems());
    const sealed = seal(this.#recorder, {
      isTarget: (site) => this.#targets.has(site.node),
      statementOf: (site) => this.#statementOf(site),
    });
    const trace: Trace = {
      version: this.#snippet.version,
      codes: this.#snippet.codes.map(({ key, name }) => ({ key, name })),
      sites: sealed.sites,
      backwardRuns: sealed.backwardRuns,
      roots: sealed.liveRoots.map(({ tensor: _, ...root }) => root),
      outputs: this.#outputs,
      problems: this.#problems,
      elapsed: performance.now() - started,
      stopped: this.#stopped,
    };
    return {
      trace,
      snippet: this.#snippet,
      roots: sealed.liveRoots,
      recorder: this.#recorder,
      locate: (site) => this.#locate(rangeOf(site)),
      locateRange: (range) => this.#locate(range),
    };
  }

  #newInterpreter(): Interpreter {
    const interpreter = makeInterpreter({
      observer: this.#recorder,
      stdout: (text) => this.#print("stdout", text),
      stderr: (text) => this.#print("stderr", text),
      picture: (svg) => {
        const site = outputPlaces()[0];
        this.#outputs.push({ kind: "picture", text: svg, range: site === undefined ? null : rangeOf(site) });
      },
      limits: this.#options.budget,
    });
    backwardObserver.current = this.#recorder.backward;
    return interpreter;
  }

  // ---------------------------------------------------------------- codes

  /** Null when nothing of it can run. */
  #parse(code: SnippetCode): ParsedCode | null {
    const source = code.allowsMagics ? stripMagics(code.source) : code.source;
    const pyCode: Code = { name: code.name, source: code.source, key: code.key };
    const { module: plain, problems } = parse(source);
    for (const problem of problems) {
      const exc = syntaxErrorOf(pyCode, problem);
      this.#problems.push({
        kind: "syntax",
        name: typeOf(exc).name,
        message: problem.message,
        range: { code: code.key, start: problem.start, end: Math.max(problem.end, problem.start) },
        related: [],
        traceback: formatException(exc),
      });
      // CPython stops reading at the first one.
      if (!this.#options.isTolerant) break;
    }
    const woven = weave(code, plain, parse);
    for (const problem of woven.problems) {
      this.#problems.push({
        kind: "syntax",
        name: "annotation",
        message: problem.message,
        range: { code: code.key, start: problem.start, end: problem.end },
        related: [],
        traceback: null,
      });
    }
    const expectations = new ExpectationWatch(code, woven.module);
    this.#expectations.set(code.key, expectations);
    targetNodes(woven.module.body, this.#targets);
    this.#statements.set(code.key, woven.module.body);
    if (problems.length > 0 && !this.#options.isTolerant) return null;
    return { code, pyCode, module: woven.module, examples: woven.examples, expectations };
  }

  #runCode(interpreter: Interpreter, parsed: ParsedCode): End {
    this.#current = parsed;
    const { pyCode, module } = parsed;
    const { body } = module;
    const last = body.at(-1);
    const showsResult =
      parsed.code.cell !== null && last?.type === "ExprStmt" && !/^[ \t]*;/.test(pyCode.source.slice(last.end));
    let statements: CompiledStatement[];
    try {
      statements = interpreter.compile(pyCode, showsResult ? body.slice(0, -1) : body);
    } catch (error) {
      return this.#failed(error, body[0] ?? null, pyCode);
    }
    for (const { node, run } of statements) {
      const end = this.#step(node, pyCode, run);
      if (end !== "done") return end;
    }
    if (!showsResult || last?.type !== "ExprStmt") return "done";
    return this.#step(last, pyCode, () => {
      const value = interpreter.evaluate(pyCode, last.value);
      if (value === null) return;
      interpreter.globals.set("_", value);
      this.#outputs.push({ kind: "result", text: displayText(value), range: { code: pyCode.key, ...rangeOnly(last) } });
    });
  }

  #step(node: Stmt, pyCode: Code, run: () => void): End {
    if (this.#unknown.size > 0) {
      const isLost = [...readNames(node)].some((name) => this.#unknown.has(name));
      if (isLost) {
        for (const name of boundNames(node)) this.#unknown.add(name);
        return isContained(node) ? "done" : "code";
      }
    }
    if (node.type === "ErrorStmt") {
      // What an unfinished line would have bound is unknown from here on.
      const target = /^\s*([A-Za-z_]\w*)\s*(?:[-+*/%@&|^]|\/\/|\*\*|<<|>>)?=(?!=)/.exec(
        pyCode.source.slice(node.start, node.end),
      );
      if (target !== null) this.#unknown.add(target[1]!);
      return "done";
    }
    try {
      run();
      if (this.#unknown.size > 0) for (const name of boundNames(node)) this.#unknown.delete(name);
      return "done";
    } catch (error) {
      return this.#failed(error, node, pyCode);
    }
  }

  /** Records why a statement ended, and says what may still run. */
  #failed(error: unknown, node: Stmt | null, pyCode: Code): End {
    const here: TraceRange = { code: pyCode.key, ...rangeOnly(node ?? { start: 0, end: 0 }) };
    if (error instanceof Raise) {
      const exc = error.exc;
      if (isInstance(exc, exceptionTypes.SystemExit)) return "all";
      this.#problems.push(this.#exceptionProblem(exc, here));
      const isMissingModule =
        isInstance(exc, exceptionTypes.ImportError) && (node?.type === "Import" || node?.type === "ImportFrom");
      if (this.#options.isTolerant && isMissingModule) return this.#goOnWithout(node);
      return "code";
    }
    if (error instanceof NotSupported) {
      const range = error.site === null ? here : rangeOf(error.site);
      this.#problems.push({
        kind: "unsupported",
        name: "NotSupported",
        message: error.feature,
        range,
        related:
          range.code === here.code && error.site !== null && !inside(range, here)
            ? [{ range: here, message: "called from here" }]
            : [],
        traceback: null,
      });
      if (this.#options.isTolerant && node !== null && isContained(node)) return this.#goOnWithout(node);
      return "code";
    }
    const stop = endedRun(error, this.#recorder, (site) => this.#lineOf(site));
    this.#stopped = stop.reason;
    const range = error instanceof HostStop && error.site !== null ? rangeOf(error.site) : here;
    this.#problems.push({
      kind: "stopped",
      name: stop.name,
      message: stop.reason,
      range,
      related: [],
      traceback: null,
    });
    return "all";
  }

  #goOnWithout(node: Stmt): End {
    for (const name of boundNames(node)) this.#unknown.add(name);
    return "done";
  }

  #exceptionProblem(exc: PyValue, here: TraceRange): Problem {
    const entries = exc instanceof PyException ? entriesOf(exc) : [];
    const innermost = entries.at(-1);
    const related: RelatedRange[] = entries
      .slice(0, -1)
      .slice(-20)
      .reverse()
      .map((entry) => ({ range: rangeOf(entry.site), message: `called from here, in ${entry.name}` }));
    const message = textOf(exc);
    related.unshift(...explainException(message, this.#recorder));
    return {
      kind: "exception",
      name: typeOf(exc).name,
      message,
      range: innermost === undefined ? here : rangeOf(innermost.site),
      related,
      traceback: exc instanceof PyException ? formatException(exc) : null,
    };
  }

  // ---------------------------------------------------------------- examples

  #runExamples(
    examples: { readonly parsed: ParsedCode; readonly example: WovenExample }[],
    interpreter: Interpreter | null,
  ): void {
    if (interpreter !== null) {
      for (const { parsed, example } of examples) {
        const chosen = this.#options.examples[example.qualname] ?? 0;
        if (example.index !== chosen) continue;
        this.#current = parsed;
        this.#step(example.call, parsed.pyCode, () => {
          for (const statement of interpreter.compile(parsed.pyCode, [example.call])) statement.run();
        });
      }
    }
    examples.length = 0;
  }

  // ---------------------------------------------------------------- output and places

  #print(kind: "stdout" | "stderr", text: string): void {
    const places = outputPlaces();
    const current = this.#current;
    if (kind === "stdout" && current !== null && !current.expectations.isEmpty) {
      current.expectations.printed(
        text,
        places.filter((site) => site.code.key === current.code.key),
      );
    }
    // What a function of an earlier cell prints belongs to the cell that called it.
    const own = places.find((site) => site.code.key === current?.code.key) ?? places[0];
    const range = own === undefined ? null : rangeOf(own);
    const warning = kind === "stderr" ? readWarning(text) : null;
    if (warning !== null && range !== null) {
      this.#problems.push({ kind: "warning", ...warning, range, related: [], traceback: null });
    }
    const previous = this.#outputs.at(-1);
    if (previous !== undefined && previous.kind === kind && sameRange(previous.range, range)) {
      this.#outputs[this.#outputs.length - 1] = { ...previous, text: previous.text + text };
    } else this.#outputs.push({ kind, text, range });
  }

  #linesOf(code: SnippetCode): LineIndex {
    let lines = this.#lines.get(code.key);
    if (lines === undefined) {
      lines = new LineIndex(code.source);
      this.#lines.set(code.key, lines);
    }
    return lines;
  }

  #lineOf(site: Site): number {
    const code = this.#snippet.codes[site.code.key];
    return code === undefined ? 1 : this.#linesOf(code).lineAt(site.start) + 1;
  }

  #locate(range: TraceRange): Location | null {
    const code = this.#snippet.codes[range.code];
    return code === undefined ? null : toLocation(code, this.#linesOf(code), range.start, range.end);
  }

  /** The innermost statement around a place. */
  #statementOf(site: Site): Ranged {
    let found: Ranged = site;
    let body = this.#statements.get(site.code.key) ?? [];
    for (;;) {
      const stmt = body.find((s) => s.start <= site.start && site.end <= s.end);
      if (stmt === undefined) return found;
      found = stmt;
      body = bodiesOf(stmt).find((b) => b.some((s) => s.start <= site.start && site.end <= s.end)) ?? [];
    }
  }
}

function rangeOnly({ start, end }: Ranged): { readonly start: number; readonly end: number } {
  return { start, end };
}

function inside(inner: TraceRange, outer: TraceRange): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function sameRange(a: TraceRange | null, b: TraceRange | null): boolean {
  return a === b || (a !== null && b !== null && a.code === b.code && a.start === b.start && a.end === b.end);
}

/** `str(exc)`, whatever the exception's own `__str__` does. */
function textOf(exc: PyValue): string {
  try {
    return str(exc);
  } catch (error) {
    if (error instanceof Raise) return "<exception str() failed>";
    throw error;
  }
}
