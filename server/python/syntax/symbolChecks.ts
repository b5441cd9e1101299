/**
 * What CPython's symbol table rejects: contradictory declarations of names, and where assignment expressions and
 * `yield` may stand in comprehensions. Names are entered in the order CPython visits them, because "used prior to" and
 * "assigned to before" are about that order.
 */
import type { Arguments, Comprehension, Expr, Module, Pattern, Ranged, Stmt, SyntaxProblem } from "./ast.ts";
import { childExpressions, childPatterns, parameterDefaults, patternExpressions } from "./childExpressions.ts";

interface Flags {
  param: boolean;
  used: boolean;
  local: boolean;
  annotated: boolean;
  global: boolean;
  nonlocal: boolean;
  iteration: boolean;
  imported: boolean;
}

type ScopeKind =
  | "module"
  | "class"
  | "function"
  | "list comprehension"
  | "set comprehension"
  | "dict comprehension"
  | "generator expression";

class Scope {
  readonly kind: ScopeKind;
  readonly parent: Scope | null;
  readonly children: Scope[] = [];
  readonly names = new Map<string, Flags>();
  /** Where a name was declared global or nonlocal. */
  readonly directives = new Map<string, Ranged>();
  /** Above zero in a comprehension's iterable. */
  inIterable = 0;
  inTarget = false;

  constructor(kind: ScopeKind, parent: Scope | null) {
    this.kind = kind;
    this.parent = parent;
    parent?.children.push(this);
  }

  get isComprehension(): boolean {
    return this.kind !== "module" && this.kind !== "class" && this.kind !== "function";
  }

  flags(name: string): Flags {
    let flags = this.names.get(name);
    if (flags === undefined) {
      flags = {
        param: false,
        used: false,
        local: false,
        annotated: false,
        global: false,
        nonlocal: false,
        iteration: false,
        imported: false,
      };
      this.names.set(name, flags);
    }
    return flags;
  }
}

export function checkSymbols(module: Module): SyntaxProblem[] {
  const table = new SymbolTable();
  table.statements(module.body);
  table.analyze(table.top, []);
  return table.problems;
}

class SymbolTable {
  readonly problems: SyntaxProblem[] = [];
  readonly top = new Scope("module", null);
  private scope = this.top;

  private report(message: string, at: Ranged): void {
    this.problems.push({ kind: "SyntaxError", message, start: at.start, end: at.end });
  }

  statements(body: readonly Stmt[]): void {
    for (const statement of body) this.statement(statement);
  }

  private within(kind: ScopeKind, visit: () => void): void {
    this.scope = new Scope(kind, this.scope);
    visit();
    this.scope = this.scope.parent ?? this.top;
  }

  private statement(statement: Stmt): void {
    switch (statement.type) {
      case "FunctionDef":
        this.bind(statement.name, statement);
        this.expressions(parameterDefaults(statement.args));
        this.annotations(statement.args);
        if (statement.returns !== null) this.expression(statement.returns);
        this.expressions(statement.decorator_list);
        this.within("function", () => {
          this.parameters(statement.args);
          this.statements(statement.body);
        });
        return;
      case "ClassDef":
        this.bind(statement.name, statement);
        this.expressions(statement.bases);
        for (const keyword of statement.keywords) this.expression(keyword.value);
        this.expressions(statement.decorator_list);
        this.within("class", () => this.statements(statement.body));
        return;
      case "Return":
        this.expressions([statement.value]);
        return;
      case "Delete":
        for (const target of statement.targets) this.target(target);
        return;
      case "Assign":
        for (const target of statement.targets) this.target(target);
        this.expression(statement.value);
        return;
      case "AugAssign":
        this.target(statement.target);
        this.expression(statement.value);
        return;
      case "AnnAssign": {
        const { target } = statement;
        if (target.type === "Name") {
          const known = this.scope.names.get(target.id);
          if (known !== undefined && (known.global || known.nonlocal) && this.scope !== this.top && statement.simple) {
            this.report(`annotated name '${target.id}' can't be ${known.global ? "global" : "nonlocal"}`, statement);
          }
          if (statement.simple) {
            this.bind(target.id, target);
            this.scope.flags(target.id).annotated = true;
          } else if (statement.value !== null) this.bind(target.id, target);
        } else this.target(target);
        this.expression(statement.annotation);
        this.expressions([statement.value]);
        return;
      }
      case "For":
        this.target(statement.target);
        this.expression(statement.iter);
        this.statements(statement.body);
        this.statements(statement.orelse);
        return;
      case "While":
      case "If":
        this.expression(statement.test);
        this.statements(statement.body);
        this.statements(statement.orelse);
        return;
      case "With":
        for (const item of statement.items) {
          this.expression(item.context_expr);
          if (item.optional_vars !== null) this.target(item.optional_vars);
        }
        this.statements(statement.body);
        return;
      case "Match":
        this.expression(statement.subject);
        for (const each of statement.cases) {
          this.pattern(each.pattern);
          this.expressions([each.guard]);
          this.statements(each.body);
        }
        return;
      case "Raise":
        this.expressions([statement.exc, statement.cause]);
        return;
      case "Try":
        this.statements(statement.body);
        this.statements(statement.orelse);
        for (const handler of statement.handlers) {
          this.expressions([handler.exceptionType]);
          if (handler.name !== null) this.bind(handler.name, handler);
          this.statements(handler.body);
        }
        this.statements(statement.finalbody);
        return;
      case "Assert":
        this.expressions([statement.test, statement.msg]);
        return;
      case "ImportFrom":
        for (const alias of statement.names) {
          if (alias.name === "*" && this.scope !== this.top) {
            this.report("import * only allowed at module level", alias);
          }
        }
        for (const alias of statement.names) this.imported(alias.asname ?? alias.name);
        return;
      case "Import":
        for (const alias of statement.names) this.imported(alias.asname ?? alias.name.split(".")[0] ?? "");
        return;
      case "Global":
        this.declare(statement.names, "global", statement);
        return;
      case "Nonlocal":
        this.declare(statement.names, "nonlocal", statement);
        return;
      case "ExprStmt":
        this.expression(statement.value);
        return;
      case "Pass":
      case "Break":
      case "Continue":
      case "ErrorStmt":
        return;
    }
  }

  /** An import binds, but is not among what a later declaration is checked against. */
  private imported(name: string): void {
    if (name !== "*") this.scope.flags(name).imported = true;
  }

  private declare(names: readonly string[], how: "global" | "nonlocal", at: Ranged): void {
    for (const name of names) {
      const known = this.scope.names.get(name);
      if (known !== undefined) {
        if (known.param) this.report(`name '${name}' is parameter and ${how}`, at);
        else if (known.used) this.report(`name '${name}' is used prior to ${how} declaration`, at);
        else if (known.annotated) this.report(`annotated name '${name}' can't be ${how}`, at);
        else if (known.local) this.report(`name '${name}' is assigned to before ${how} declaration`, at);
      }
      this.scope.flags(name)[how] = true;
      if (!this.scope.directives.has(name)) this.scope.directives.set(name, at);
    }
  }

  private bind(name: string, at: Ranged): void {
    const flags = this.scope.flags(name);
    if (this.scope.inTarget) {
      if (flags.global || flags.nonlocal) {
        this.report(`comprehension inner loop cannot rebind assignment expression target '${name}'`, at);
      }
      flags.iteration = true;
    }
    flags.local = true;
  }

  private parameters(args: Arguments): void {
    const all = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
    if (args.vararg !== null) all.push(args.vararg);
    if (args.kwarg !== null) all.push(args.kwarg);
    for (const arg of all) {
      const flags = this.scope.flags(arg.arg);
      if (flags.param) this.report(`duplicate argument '${arg.arg}' in function definition`, arg);
      flags.param = true;
    }
  }

  private annotations(args: Arguments): void {
    for (const arg of [...args.posonlyargs, ...args.args, args.vararg, args.kwarg, ...args.kwonlyargs]) {
      if (arg?.annotation != null) this.expression(arg.annotation);
    }
  }

  private expressions(all: readonly (Expr | null)[]): void {
    for (const each of all) if (each !== null) this.expression(each);
  }

  private target(expr: Expr): void {
    switch (expr.type) {
      case "Name":
        this.bind(expr.id, expr);
        return;
      case "Tuple":
      case "List":
        for (const element of expr.elts) this.target(element);
        return;
      case "Starred":
        this.target(expr.value);
        return;
      default:
        this.expression(expr);
    }
  }

  private expression(expr: Expr): void {
    switch (expr.type) {
      case "Name":
        this.scope.flags(expr.id).used = true;
        return;
      case "Constant":
        return;
      case "NamedExpr":
        if (this.scope.inIterable > 0) {
          this.report("assignment expression cannot be used in a comprehension iterable expression", expr);
          return;
        }
        if (this.scope.isComprehension) this.bindOutside(expr.target.id, expr.target);
        this.expression(expr.value);
        if (!this.scope.isComprehension) this.bind(expr.target.id, expr.target);
        return;
      case "Lambda":
        this.expressions(parameterDefaults(expr.args));
        this.within("function", () => {
          this.parameters(expr.args);
          this.expression(expr.body);
        });
        return;
      case "ListComp":
        this.comprehension("list comprehension", expr.generators, [expr.elt]);
        return;
      case "SetComp":
        this.comprehension("set comprehension", expr.generators, [expr.elt]);
        return;
      case "GeneratorExp":
        this.comprehension("generator expression", expr.generators, [expr.elt]);
        return;
      case "DictComp":
        this.comprehension("dict comprehension", expr.generators, [expr.key, expr.value]);
        return;
      case "Yield":
      case "YieldFrom":
        this.expressions([expr.value]);
        if (this.scope.isComprehension) this.report(`'yield' inside ${this.scope.kind}`, expr);
        return;
      default:
        this.expressions(childExpressions(expr));
    }
  }

  private comprehension(kind: ScopeKind, generators: readonly Comprehension[], results: readonly Expr[]): void {
    const outermost = generators[0];
    if (outermost === undefined) return;
    // The first iterable is evaluated outside.
    this.iterable(outermost.iter);
    this.within(kind, () => {
      generators.forEach((generator, i) => {
        this.scope.inTarget = true;
        this.target(generator.target);
        this.scope.inTarget = false;
        if (i > 0) this.iterable(generator.iter);
        this.expressions(generator.ifs);
      });
      this.expressions(results);
    });
  }

  private iterable(expr: Expr): void {
    this.scope.inIterable++;
    this.expression(expr);
    this.scope.inIterable--;
  }

  /** `:=` in a comprehension binds in the function or module around all comprehensions. */
  private bindOutside(name: string, at: Ranged): void {
    for (let scope: Scope | null = this.scope; scope !== null; scope = scope.parent) {
      if (scope.isComprehension) {
        const flags = scope.names.get(name);
        if (flags?.iteration === true && flags.local) {
          this.report(`assignment expression cannot rebind comprehension iteration variable '${name}'`, at);
          return;
        }
        continue;
      }
      if (scope.kind === "class") {
        this.report("assignment expression within a comprehension cannot be used in a class body", at);
        return;
      }
      scope.flags(name).local = true;
      const here = this.scope.flags(name);
      if (scope.kind === "module") here.global = true;
      else here.nonlocal = true;
      return;
    }
  }

  private pattern(pattern: Pattern): void {
    for (const value of patternExpressions(pattern)) this.expression(value);
    for (const child of childPatterns(pattern)) this.pattern(child);
    const name =
      pattern.type === "MatchAs" || pattern.type === "MatchStar"
        ? pattern.name
        : pattern.type === "MatchMapping"
          ? pattern.rest
          : null;
    if (name !== null) this.bind(name, pattern);
  }

  /** After the whole module is known: does every nonlocal name exist in a function around it? */
  analyze(scope: Scope, bound: readonly ReadonlySet<string>[]): void {
    const declaredGlobal = new Set<string>();
    const own = new Set<string>();
    for (const [name, flags] of scope.names) {
      const directive = scope.directives.get(name);
      if (flags.global) {
        if (flags.nonlocal && directive !== undefined) {
          this.report(`name '${name}' is nonlocal and global`, directive);
        }
        declaredGlobal.add(name);
        continue;
      }
      if (flags.nonlocal && directive !== undefined) {
        if (scope === this.top) this.report("nonlocal declaration not allowed at module level", directive);
        else if (!bound.some((names) => names.has(name)))
          this.report(`no binding for nonlocal '${name}' found`, directive);
      }
      if (flags.local || flags.param || flags.imported) own.add(name);
    }
    // Methods see the class they are in as `__class__`; its own names are hidden from them.
    const visible =
      scope.kind === "module" ? bound : scope.kind === "class" ? [...bound, new Set(["__class__"])] : [...bound, own];
    const inner = declaredGlobal.size === 0 ? visible : visible.map((names) => without(names, declaredGlobal));
    for (const child of scope.children) this.analyze(child, inner);
  }
}

function without(names: ReadonlySet<string>, removed: ReadonlySet<string>): ReadonlySet<string> {
  return new Set([...names].filter((name) => !removed.has(name)));
}
