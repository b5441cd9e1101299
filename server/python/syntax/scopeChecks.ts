/**
 * What CPython rejects after parsing: `from __future__`, the symbol table (symbolChecks.ts), then what its compiler
 * finds while it generates code: misplaced return, break, yield and await, stars, repeated keywords, patterns.
 *
 * Problems come in that order, each stage in the order CPython walks the tree, so the first is the one it reports.
 */
import type {
  Call,
  ClassDef,
  Comprehension,
  Expr,
  Match,
  Module,
  Pattern,
  Ranged,
  Stmt,
  SyntaxProblem,
} from "./ast.ts";
import { childExpressions, childPatterns, parameterDefaults } from "./childExpressions.ts";
import { checkSymbols } from "./symbolChecks.ts";

export function checkScopes(module: Module): SyntaxProblem[] {
  const checks = new CompilerChecks();
  const early = checks.futureImports(module);
  const symbols = checkSymbols(module);
  checks.statements(module.body);
  return [...early, ...symbols, ...checks.problems];
}

const FUTURE_FEATURES: ReadonlySet<string> = new Set([
  "nested_scopes",
  "generators",
  "division",
  "absolute_import",
  "with_statement",
  "print_function",
  "unicode_literals",
  "barry_as_FLUFL",
  "generator_stop",
  "annotations",
]);

interface Context {
  readonly scope: "module" | "class" | "function" | "async function" | "comprehension";
  readonly inLoop: boolean;
  /** Directly in an `except*` block, where nothing may jump out. */
  readonly inExceptStar: boolean;
  readonly isAsyncGenerator: boolean;
  /** The comprehension or lambda is itself inside an async function. */
  readonly insideAsync: boolean;
}

const TOP: Context = {
  scope: "module",
  inLoop: false,
  inExceptStar: false,
  isAsyncGenerator: false,
  insideAsync: false,
};

class CompilerChecks {
  readonly problems: SyntaxProblem[] = [];
  private context: Context = TOP;
  private futuresEnd = -1;

  private report(message: string, at: Ranged): void {
    this.problems.push({ kind: "SyntaxError", message, start: at.start, end: at.end });
  }

  /** Only a docstring may come before them. Also notes where they end, for those that come later. */
  futureImports(module: Module): SyntaxProblem[] {
    const problems: SyntaxProblem[] = [];
    let first = true;
    for (const statement of module.body) {
      if (statement.type === "ImportFrom" && statement.module === "__future__" && statement.level === 0) {
        this.futuresEnd = statement.end;
        for (const { name } of statement.names) {
          if (FUTURE_FEATURES.has(name)) continue;
          const message = name === "braces" ? "not a chance" : `future feature ${name} is not defined`;
          problems.push({ kind: "SyntaxError", message, start: statement.start, end: statement.end });
        }
      } else if (
        !first ||
        statement.type !== "ExprStmt" ||
        statement.value.type !== "Constant" ||
        statement.value.value.kind !== "str"
      ) {
        return problems;
      }
      first = false;
    }
    return problems;
  }

  private within(change: Partial<Context>, visit: () => void): void {
    const before = this.context;
    this.context = { ...before, ...change };
    visit();
    this.context = before;
  }

  statements(body: readonly Stmt[]): void {
    for (const statement of body) this.statement(statement);
  }

  private get isFunction(): boolean {
    const { scope } = this.context;
    return scope === "function" || scope === "async function";
  }

  private statement(statement: Stmt): void {
    switch (statement.type) {
      case "FunctionDef": {
        this.expressions(statement.decorator_list);
        this.expressions(parameterDefaults(statement.args));
        const args = [
          ...statement.args.posonlyargs,
          ...statement.args.args,
          ...statement.args.kwonlyargs,
          statement.args.vararg,
          statement.args.kwarg,
        ];
        for (const arg of args) {
          if (arg === null) continue;
          this.forbidden(arg.arg, arg);
          // `*args: *Ts` is the one annotation with a star.
          const annotation = arg.annotation;
          if (annotation !== null) this.expression(annotation.type === "Starred" ? annotation.value : annotation);
        }
        this.expressions([statement.returns]);
        this.forbidden(statement.name, statement);
        const isAsyncGenerator = statement.isAsync && yields(statement.body);
        this.within(
          {
            scope: statement.isAsync ? "async function" : "function",
            inLoop: false,
            inExceptStar: false,
            isAsyncGenerator,
            insideAsync: statement.isAsync,
          },
          () => this.statements(statement.body),
        );
        return;
      }
      case "ClassDef":
        this.classDefinition(statement);
        return;
      case "Return":
        if (!this.isFunction) this.report("'return' outside function", statement);
        else if (this.context.inExceptStar) this.exceptStar(statement);
        else if (statement.value !== null && this.context.isAsyncGenerator) {
          this.report("'return' with value in async generator", statement);
        }
        this.expressions([statement.value]);
        return;
      case "Delete":
        for (const target of statement.targets) this.target(target, "delete");
        return;
      case "Assign":
        this.expression(statement.value);
        for (const target of statement.targets) this.assigned(target);
        return;
      case "AugAssign":
        this.target(statement.target, "assign to");
        this.expression(statement.value);
        return;
      case "AnnAssign":
        this.expressions([statement.value]);
        this.target(statement.target, "assign to");
        this.expression(statement.annotation);
        return;
      case "For":
        if (statement.isAsync && this.context.scope !== "async function") {
          this.report("'async for' outside async function", statement);
        }
        this.expression(statement.iter);
        this.assigned(statement.target);
        this.within({ inLoop: true, inExceptStar: false }, () => this.statements(statement.body));
        this.statements(statement.orelse);
        return;
      case "While":
        this.expression(statement.test);
        this.within({ inLoop: true, inExceptStar: false }, () => this.statements(statement.body));
        this.statements(statement.orelse);
        return;
      case "If":
        this.expression(statement.test);
        this.statements(statement.body);
        this.statements(statement.orelse);
        return;
      case "With":
        if (statement.isAsync && this.context.scope !== "async function") {
          this.report("'async with' outside async function", statement);
        }
        for (const item of statement.items) {
          this.expression(item.context_expr);
          if (item.optional_vars !== null) this.assigned(item.optional_vars);
        }
        this.statements(statement.body);
        return;
      case "Match":
        this.match(statement);
        return;
      case "Raise":
        this.expressions([statement.exc, statement.cause]);
        return;
      case "Try": {
        this.statements(statement.body);
        statement.handlers.forEach((handler, i) => {
          if (handler.exceptionType === null && i < statement.handlers.length - 1) {
            this.report("default 'except:' must be last", handler);
          }
          this.expressions([handler.exceptionType]);
          if (handler.name !== null) this.forbidden(handler.name, handler);
          if (statement.star) this.within({ inExceptStar: true }, () => this.statements(handler.body));
          else this.statements(handler.body);
        });
        this.statements(statement.orelse);
        this.statements(statement.finalbody);
        return;
      }
      case "Assert":
        this.expressions([statement.test, statement.msg]);
        return;
      case "Import":
        for (const alias of statement.names) this.forbidden(alias.asname ?? alias.name, statement);
        return;
      case "ImportFrom":
        if (statement.module === "__future__" && statement.level === 0 && statement.end > this.futuresEnd) {
          this.report("from __future__ imports must occur at the beginning of the file", statement);
        }
        for (const alias of statement.names) this.forbidden(alias.asname ?? alias.name, statement);
        return;
      case "ExprStmt":
        this.expression(statement.value);
        return;
      case "Break":
        if (this.context.inExceptStar) this.exceptStar(statement);
        else if (!this.context.inLoop) this.report("'break' outside loop", statement);
        return;
      case "Continue":
        if (this.context.inExceptStar) this.exceptStar(statement);
        else if (!this.context.inLoop) this.report("'continue' not properly in loop", statement);
        return;
      case "Global":
      case "Nonlocal":
      case "Pass":
      case "ErrorStmt":
        return;
    }
  }

  private exceptStar(at: Ranged): void {
    this.report("'break', 'continue' and 'return' cannot appear in an except* block", at);
  }

  private classDefinition(statement: ClassDef): void {
    this.expressions(statement.decorator_list);
    this.within({ scope: "class", inLoop: false, inExceptStar: false, insideAsync: false }, () =>
      this.statements(statement.body),
    );
    this.keywords(statement.keywords);
    for (const base of statement.bases) this.expression(base.type === "Starred" ? base.value : base);
    for (const keyword of statement.keywords) this.expression(keyword.value);
    this.forbidden(statement.name, statement);
  }

  private keywords(keywords: Call["keywords"]): void {
    const names = new Set<string>();
    for (const keyword of keywords) {
      if (keyword.arg === null) continue;
      this.forbidden(keyword.arg, keyword);
      if (names.has(keyword.arg)) this.report(`keyword argument repeated: ${keyword.arg}`, keyword);
      names.add(keyword.arg);
    }
  }

  private forbidden(name: string, at: Ranged): void {
    if (name === "__debug__") this.report("cannot assign to __debug__", at);
  }

  private assigned(target: Expr): void {
    if (target.type === "Starred") this.report("starred assignment target must be in a list or tuple", target);
    this.target(target, "assign to");
  }

  private target(target: Expr, how: "assign to" | "delete"): void {
    switch (target.type) {
      case "Name":
        if (target.id === "__debug__") this.report(`cannot ${how} __debug__`, target);
        return;
      case "Attribute":
        this.expression(target.value);
        if (target.attr === "__debug__") this.report(`cannot ${how} __debug__`, target);
        return;
      case "Tuple":
      case "List": {
        const stars = target.elts.filter((element) => element.type === "Starred").length;
        if (stars > 1) this.report("multiple starred expressions in assignment", target);
        for (const element of target.elts) this.target(element.type === "Starred" ? element.value : element, how);
        return;
      }
      case "Starred":
        this.target(target.value, how);
        return;
      default:
        this.expression(target);
    }
  }

  private expressions(all: readonly (Expr | null)[]): void {
    for (const each of all) if (each !== null) this.expression(each);
  }

  /** Elements of a display or arguments of a call, where a star is in its place. */
  private starrable(all: readonly (Expr | null)[]): void {
    for (const each of all) if (each !== null) this.expression(each.type === "Starred" ? each.value : each);
  }

  private expression(expr: Expr): void {
    switch (expr.type) {
      case "Name":
      case "Constant":
        return;
      case "Starred":
        this.report("can't use starred expression here", expr);
        this.expression(expr.value);
        return;
      case "List":
      case "Set":
      case "Tuple":
        this.starrable(expr.elts);
        return;
      case "Call":
        this.keywords(expr.keywords);
        this.expression(expr.func);
        this.starrable(expr.args);
        for (const keyword of expr.keywords) this.expression(keyword.value);
        return;
      case "NamedExpr":
        this.expression(expr.value);
        this.target(expr.target, "assign to");
        return;
      case "Lambda":
        this.expressions(parameterDefaults(expr.args));
        for (const arg of [...expr.args.posonlyargs, ...expr.args.args, ...expr.args.kwonlyargs]) {
          this.forbidden(arg.arg, arg);
        }
        this.within({ scope: "function", inLoop: false, inExceptStar: false, insideAsync: false }, () =>
          this.expression(expr.body),
        );
        return;
      case "ListComp":
      case "SetComp":
      case "GeneratorExp":
        this.comprehension(expr, expr.generators, [expr.elt], expr.type === "GeneratorExp");
        return;
      case "DictComp":
        this.comprehension(expr, expr.generators, [expr.key, expr.value], false);
        return;
      case "Yield":
      case "YieldFrom":
        if (this.context.scope !== "comprehension") {
          if (!this.isFunction) this.report("'yield' outside function", expr);
          else if (expr.type === "YieldFrom" && this.context.scope === "async function") {
            this.report("'yield from' inside async function", expr);
          }
        }
        this.expressions([expr.value]);
        return;
      case "Await":
        if (this.context.scope === "module" || this.context.scope === "class") {
          this.report("'await' outside function", expr);
        } else if (this.context.scope === "function") this.report("'await' outside async function", expr);
        this.expression(expr.value);
        return;
      default:
        this.expressions(childExpressions(expr));
    }
  }

  private comprehension(
    expr: Expr,
    generators: readonly Comprehension[],
    results: readonly Expr[],
    isGenerator: boolean,
  ): void {
    const isAsync =
      generators.some(
        (generator, i) => generator.isAsync || generator.ifs.some(awaits) || (i > 0 && awaits(generator.iter)),
      ) || results.some(awaits);
    const { scope } = this.context;
    if (isAsync && !isGenerator && scope !== "async function" && scope !== "comprehension") {
      this.report("asynchronous comprehension outside of an asynchronous function", expr);
    }
    generators.forEach((generator, i) => {
      const inner = (): void => {
        if (i > 0) this.expression(generator.iter);
        this.assigned(generator.target);
        this.expressions(generator.ifs);
      };
      if (i === 0) this.expression(generator.iter);
      this.within({ scope: "comprehension", inLoop: false }, inner);
    });
    this.within({ scope: "comprehension", inLoop: false }, () => this.expressions(results));
  }

  private match(statement: Match): void {
    this.expression(statement.subject);
    statement.cases.forEach((each, i) => {
      const last = i === statement.cases.length - 1;
      this.pattern(each.pattern, new Set(), each.guard !== null || last);
      this.expressions([each.guard]);
      this.statements(each.body);
    });
  }

  /** `mayMatchAll`: nothing after it would be unreachable. `names` are those bound so far, and grows. */
  private pattern(pattern: Pattern, names: Set<string>, mayMatchAll: boolean): void {
    const bind = (name: string | null): void => {
      if (name === null) return;
      this.forbidden(name, pattern);
      if (names.has(name)) this.report(`multiple assignments to name '${name}' in pattern`, pattern);
      names.add(name);
    };
    switch (pattern.type) {
      case "MatchAs":
        if (pattern.pattern === null) {
          if (!mayMatchAll) {
            const what = pattern.name === null ? "wildcard" : `name capture '${pattern.name}'`;
            this.report(`${what} makes remaining patterns unreachable`, pattern);
          }
        } else this.pattern(pattern.pattern, names, mayMatchAll);
        bind(pattern.name);
        return;
      case "MatchStar":
        bind(pattern.name);
        return;
      case "MatchOr": {
        let expected: Set<string> | null = null;
        pattern.patterns.forEach((alternative, i) => {
          const own = new Set<string>();
          this.pattern(alternative, own, mayMatchAll && i === pattern.patterns.length - 1);
          if (expected === null) expected = own;
          else if (own.size !== expected.size || [...own].some((name) => expected?.has(name) !== true)) {
            this.report("alternative patterns bind different names", alternative);
          }
        });
        for (const name of (expected ?? new Set<string>()) as Set<string>) bind(name);
        return;
      }
      case "MatchSequence": {
        const stars = pattern.patterns.filter((each) => each.type === "MatchStar").length;
        if (stars > 1) this.report("multiple starred names in sequence pattern", pattern);
        for (const each of pattern.patterns) this.pattern(each, names, true);
        return;
      }
      case "MatchMapping": {
        const keys = new Set<string>();
        for (const key of pattern.keys) {
          if (key.type !== "Constant") continue;
          const shown = constantText(key.value);
          if (keys.has(shown)) this.report(`mapping pattern checks duplicate key (${shown})`, pattern);
          keys.add(shown);
        }
        for (const each of pattern.patterns) this.pattern(each, names, true);
        bind(pattern.rest);
        return;
      }
      case "MatchClass": {
        pattern.kwd_attrs.forEach((attribute, i) => {
          this.forbidden(attribute, pattern);
          if (pattern.kwd_attrs.indexOf(attribute) < i) {
            this.report(`attribute name repeated in class pattern: ${attribute}`, pattern.kwd_patterns[i] ?? pattern);
          }
        });
        for (const each of childPatterns(pattern)) this.pattern(each, names, true);
        return;
      }
      case "MatchValue":
        if (pattern.value.type === "JoinedStr") {
          this.report("patterns may only match literals and attribute lookups", pattern);
        }
        return;
      case "MatchSingleton":
        return;
    }
  }
}

/** A pattern key as its repr, as far as keys go: enough to tell two apart. */
function constantText(value: Extract<Expr, { type: "Constant" }>["value"]): string {
  switch (value.kind) {
    case "None":
      return "None";
    case "bool":
      return value.value ? "True" : "False";
    case "str":
      return value.value.includes("'") && !value.value.includes('"') ? `"${value.value}"` : `'${value.value}'`;
    case "int":
    case "float":
      return String(value.value);
    case "complex":
      return `${value.imag}j`;
    case "bytes":
      return `b${String(value.value)}`;
    case "Ellipsis":
      return "Ellipsis";
  }
}

/** Whether an expression awaits in its own scope. */
function awaits(expr: Expr): boolean {
  if (expr.type === "Await") return true;
  if (expr.type === "Lambda") return parameterDefaults(expr.args).some((each) => each !== null && awaits(each));
  if (expr.type === "GeneratorExp") return expr.generators[0] !== undefined && awaits(expr.generators[0].iter);
  return childExpressions(expr).some((each) => each !== null && awaits(each));
}

/** Whether a function's own body yields. */
function yields(body: readonly Stmt[]): boolean {
  const inExpression = (expr: Expr): boolean => {
    if (expr.type === "Yield" || expr.type === "YieldFrom") return true;
    if (expr.type === "Lambda") return false;
    return childExpressions(expr).some((each) => each !== null && inExpression(each));
  };
  const inNode = (value: unknown): boolean => {
    if (Array.isArray(value)) return value.some(inNode);
    if (value === null || typeof value !== "object") return false;
    const node = value as { readonly type?: string };
    if (node.type === "FunctionDef" || node.type === "ClassDef") return false;
    if (node.type === "Yield" || node.type === "YieldFrom") return true;
    if (node.type === "Lambda") return inExpression(value as Expr);
    return Object.values(value).some(inNode);
  };
  return inNode(body);
}
