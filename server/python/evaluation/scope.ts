/**
 * Which variable a name means: local, shared with an inner function (cell), an enclosing function's (free), global, or a
 * name of a class body. One pass over a tree before it is compiled.
 */
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import type { Attrs } from "../objects/value.ts";
import type { Arguments, Comprehension, Expr, Pattern, Ranged, Stmt } from "../syntax/ast.ts";

export type ScopeKind = "module" | "function" | "class" | "comprehension";

export type Variable =
  | { readonly kind: "fast"; readonly index: number }
  | { readonly kind: "cell"; readonly index: number }
  | { readonly kind: "free"; readonly index: number }
  | { readonly kind: "global" }
  /** Looked up in the frame's namespace, then (when `free` is 0 or more) in a closure cell, else globally. */
  | { readonly kind: "name"; readonly free: number };

const GLOBAL: Variable = { kind: "global" };

export class Scope {
  readonly kind: ScopeKind;
  /** `f`, `<lambda>`, `<listcomp>`, `<module>`. */
  readonly name: string;
  readonly parent: Scope | null;
  readonly children: Scope[] = [];
  /** The global namespace of the code, set when the scope is compiled. */
  namespace: Attrs | null = null;
  /** The class whose private names (`__x`) are mangled here. */
  readonly className: string | null;
  readonly params: string[] = [];
  readonly bound = new Set<string>();
  readonly used = new Set<string>();
  readonly globals = new Set<string>();
  readonly nonlocals = new Map<string, Ranged>();
  isGenerator = false;
  /** Every local name in slot order: parameters first. Cells have a slot too, which only holds the argument. */
  readonly fastNames: string[] = [];
  readonly cellNames: string[] = [];
  /** For each cell, the parameter slot that it starts from, or -1. */
  readonly cellParams: number[] = [];
  readonly freeNames: string[] = [];
  /** A class body with methods that use `super` or `__class__`: the cell that gets the class. */
  needsClassCell = false;
  readonly variables = new Map<string, Variable>();

  /** A module scope whose names live in {@link Frame.names}. */
  readonly hasOwnLocals: boolean;

  constructor(kind: ScopeKind, name: string, parent: Scope | null, className: string | null, hasOwnLocals = false) {
    this.kind = kind;
    this.hasOwnLocals = hasOwnLocals;
    this.name = name;
    this.parent = parent;
    this.className = className;
    parent?.children.push(this);
  }

  get isFunction(): boolean {
    return this.kind === "function" || this.kind === "comprehension";
  }

  /** `__qualname__` of what is defined here under `name`. */
  qualnameOf(name: string): string {
    if (this.kind === "module" || this.globals.has(name)) return name;
    const own = this.qualname;
    return this.kind === "class" ? `${own}.${name}` : `${own}.<locals>.${name}`;
  }

  get qualname(): string {
    return this.parent === null ? this.name : this.parent.qualnameOf(this.name);
  }

  mangle(name: string): string {
    const owner = this.className;
    if (owner === null || !name.startsWith("__") || name.endsWith("__") || name.includes(".")) return name;
    const stripped = owner.replace(/^_+/, "");
    return stripped === "" ? name : `_${stripped}${name}`;
  }

  variable(mangled: string): Variable {
    const known = this.variables.get(mangled);
    if (known !== undefined) return known;
    return (this.kind === "module" && !this.hasOwnLocals) || this.isFunction ? GLOBAL : { kind: "name", free: -1 };
  }
}

export interface Analysis {
  readonly root: Scope;
  /** The scope that a function, class, lambda or comprehension opens. */
  readonly scopes: ReadonlyMap<object, Scope>;
  /** Statements and expressions with a `yield` of their own function inside. */
  readonly yielding: ReadonlySet<object>;
}

/**
 * Analyses a module's (or an `exec`'s) statements. `hasOwnLocals` is for `exec` with locals that are not the globals: names
 * are then kept as in a class body.
 */
export function analyse(body: readonly Stmt[], hasOwnLocals = false): Analysis {
  const analyser = new Analyser();
  const root = new Scope("module", "<module>", null, null, hasOwnLocals);
  analyser.inScope(root, () => analyser.block(body));
  resolve(root, new Set());
  return { root, scopes: analyser.scopes, yielding: analyser.yielding };
}

/** Analyses one expression as a module's. */
export function analyseExpression(expr: Expr, hasOwnLocals = false): Analysis {
  const analyser = new Analyser();
  const root = new Scope("module", "<module>", null, null, hasOwnLocals);
  analyser.inScope(root, () => analyser.expr(expr));
  resolve(root, new Set());
  return { root, scopes: analyser.scopes, yielding: analyser.yielding };
}

class Analyser {
  readonly scopes = new Map<object, Scope>();
  readonly yielding = new Set<object>();
  #scope!: Scope;
  /** Counts the yields seen in the current function. */
  #yields = 0;

  inScope(scope: Scope, visit: () => void): void {
    const outer = this.#scope;
    const yields = this.#yields;
    this.#scope = scope;
    this.#yields = 0;
    visit();
    this.#scope = outer;
    this.#yields = yields;
  }

  #open(node: object, kind: ScopeKind, name: string, className: string | null = this.#scope.className): Scope {
    const scope = new Scope(kind, name, this.#scope, className);
    this.scopes.set(node, scope);
    return scope;
  }

  #bind(name: string): void {
    this.#scope.bound.add(this.#scope.mangle(name));
  }

  #use(name: string): void {
    const scope = this.#scope;
    scope.used.add(scope.mangle(name));
    if (name === "super" && scope.isFunction) scope.used.add("__class__");
  }

  block(body: readonly Stmt[]): void {
    for (const s of body) this.stmt(s);
  }

  stmt(s: Stmt): void {
    const before = this.#yields;
    this.#stmt(s);
    if (this.#yields > before) this.yielding.add(s);
  }

  expr(e: Expr | null): void {
    if (e === null) return;
    const before = this.#yields;
    this.#expr(e);
    if (this.#yields > before) this.yielding.add(e);
  }

  #exprs(list: readonly (Expr | null)[]): void {
    for (const e of list) this.expr(e);
  }

  #arguments(args: Arguments): void {
    this.#exprs(args.defaults);
    this.#exprs(args.kw_defaults);
    for (const a of allArgs(args)) this.expr(a.annotation);
  }

  #params(scope: Scope, args: Arguments): void {
    for (const a of allArgs(args)) {
      const name = scope.mangle(a.arg);
      scope.params.push(name);
      scope.bound.add(name);
    }
  }

  #target(e: Expr): void {
    switch (e.type) {
      case "Name":
        this.#bind(e.id);
        return;
      case "Tuple":
      case "List":
        for (const x of e.elts) this.#target(x);
        return;
      case "Starred":
        this.#target(e.value);
        return;
      default:
        this.expr(e);
    }
  }

  #stmt(s: Stmt): void {
    switch (s.type) {
      case "FunctionDef": {
        this.#exprs(s.decorator_list);
        this.#arguments(s.args);
        this.expr(s.returns);
        this.#bind(s.name);
        const scope = this.#open(s, "function", s.name);
        this.#params(scope, s.args);
        this.inScope(scope, () => this.block(s.body));
        return;
      }
      case "ClassDef": {
        this.#exprs(s.decorator_list);
        this.#exprs(s.bases);
        for (const k of s.keywords) this.expr(k.value);
        this.#bind(s.name);
        const scope = this.#open(s, "class", s.name, s.name);
        for (const name of ["__module__", "__qualname__"]) scope.bound.add(name);
        this.inScope(scope, () => this.block(s.body));
        return;
      }
      case "Return":
        this.expr(s.value);
        return;
      case "Delete":
        for (const t of s.targets) this.#target(t);
        return;
      case "Assign":
        this.expr(s.value);
        for (const t of s.targets) this.#target(t);
        return;
      case "AugAssign":
        if (s.target.type === "Name") this.#use(s.target.id);
        this.#target(s.target);
        this.expr(s.value);
        return;
      case "AnnAssign":
        if (this.#scope.isFunction && s.simple) {
          // Annotations of local variables are not evaluated.
        } else {
          this.expr(s.annotation);
          if (s.simple && s.target.type === "Name") this.#bind("__annotations__");
        }
        this.expr(s.value);
        this.#target(s.target);
        return;
      case "For":
        this.expr(s.iter);
        this.#target(s.target);
        this.block(s.body);
        this.block(s.orelse);
        return;
      case "While":
        this.expr(s.test);
        this.block(s.body);
        this.block(s.orelse);
        return;
      case "If":
        this.expr(s.test);
        this.block(s.body);
        this.block(s.orelse);
        return;
      case "With":
        for (const item of s.items) {
          this.expr(item.context_expr);
          if (item.optional_vars !== null) this.#target(item.optional_vars);
        }
        this.block(s.body);
        return;
      case "Match":
        this.expr(s.subject);
        for (const c of s.cases) {
          this.#pattern(c.pattern);
          this.expr(c.guard);
          this.block(c.body);
        }
        return;
      case "Raise":
        this.expr(s.exc);
        this.expr(s.cause);
        return;
      case "Try":
        this.block(s.body);
        for (const h of s.handlers) {
          this.expr(h.exceptionType);
          if (h.name !== null) this.#bind(h.name);
          this.block(h.body);
        }
        this.block(s.orelse);
        this.block(s.finalbody);
        return;
      case "Assert":
        this.expr(s.test);
        this.expr(s.msg);
        return;
      case "Import":
        for (const a of s.names) this.#bind(a.asname ?? a.name.split(".")[0]!);
        return;
      case "ImportFrom":
        for (const a of s.names) if (a.name !== "*") this.#bind(a.asname ?? a.name);
        return;
      case "Global":
        for (const n of s.names) this.#scope.globals.add(this.#scope.mangle(n));
        return;
      case "Nonlocal":
        for (const n of s.names) this.#scope.nonlocals.set(this.#scope.mangle(n), s);
        return;
      case "ExprStmt":
        this.expr(s.value);
        return;
      case "Pass":
      case "Break":
      case "Continue":
      case "ErrorStmt":
        return;
    }
  }

  #pattern(p: Pattern): void {
    switch (p.type) {
      case "MatchValue":
        this.expr(p.value);
        return;
      case "MatchSingleton":
        return;
      case "MatchSequence":
      case "MatchOr":
        for (const q of p.patterns) this.#pattern(q);
        return;
      case "MatchMapping":
        this.#exprs(p.keys);
        for (const q of p.patterns) this.#pattern(q);
        if (p.rest !== null) this.#bind(p.rest);
        return;
      case "MatchClass":
        this.expr(p.cls);
        for (const q of p.patterns) this.#pattern(q);
        for (const q of p.kwd_patterns) this.#pattern(q);
        return;
      case "MatchStar":
        if (p.name !== null) this.#bind(p.name);
        return;
      case "MatchAs":
        if (p.pattern !== null) this.#pattern(p.pattern);
        if (p.name !== null) this.#bind(p.name);
        return;
    }
  }

  #expr(e: Expr): void {
    switch (e.type) {
      case "BoolOp":
        this.#exprs(e.values);
        return;
      case "NamedExpr":
        this.expr(e.value);
        this.#walrus(e.target.id);
        return;
      case "BinOp":
        this.expr(e.left);
        this.expr(e.right);
        return;
      case "UnaryOp":
        this.expr(e.operand);
        return;
      case "Lambda": {
        this.#arguments(e.args);
        const scope = this.#open(e, "function", "<lambda>");
        this.#params(scope, e.args);
        this.inScope(scope, () => this.expr(e.body));
        return;
      }
      case "IfExp":
        this.expr(e.test);
        this.expr(e.body);
        this.expr(e.orelse);
        return;
      case "Dict":
        for (let i = 0; i < e.values.length; i++) {
          this.expr(e.keys[i] ?? null);
          this.expr(e.values[i]!);
        }
        return;
      case "Set":
      case "List":
      case "Tuple":
        this.#exprs(e.elts);
        return;
      case "ListComp":
        this.#comprehension(e, "<listcomp>", e.generators, [e.elt]);
        return;
      case "SetComp":
        this.#comprehension(e, "<setcomp>", e.generators, [e.elt]);
        return;
      case "DictComp":
        this.#comprehension(e, "<dictcomp>", e.generators, [e.key, e.value]);
        return;
      case "GeneratorExp":
        this.#comprehension(e, "<genexpr>", e.generators, [e.elt]);
        return;
      case "Await":
        this.expr(e.value);
        return;
      case "Yield":
      case "YieldFrom":
        this.expr(e.value);
        this.#yields++;
        this.#scope.isGenerator = true;
        return;
      case "Compare":
        this.expr(e.left);
        this.#exprs(e.comparators);
        return;
      case "Call":
        this.expr(e.func);
        this.#exprs(e.args);
        for (const k of e.keywords) this.expr(k.value);
        return;
      case "JoinedStr":
        for (const v of e.values) {
          if (v.type !== "FormattedValue") continue;
          this.expr(v.value);
          this.expr(v.format_spec);
        }
        return;
      case "Constant":
        return;
      case "Attribute":
      case "Starred":
        this.expr(e.value);
        return;
      case "Subscript":
        this.expr(e.value);
        this.expr(e.slice);
        return;
      case "Slice":
        this.expr(e.lower);
        this.expr(e.upper);
        this.expr(e.step);
        return;
      case "Name":
        this.#use(e.id);
        return;
    }
  }

  /** The first iterable belongs to the scope around; everything else is inside. */
  #comprehension(node: Expr, name: string, generators: readonly Comprehension[], results: readonly Expr[]): void {
    this.expr(generators[0]!.iter);
    const scope = this.#open(node, "comprehension", name);
    if (name === "<genexpr>") scope.isGenerator = true;
    this.inScope(scope, () => {
      generators.forEach((g, i) => {
        if (i > 0) this.expr(g.iter);
        this.#target(g.target);
        this.#exprs(g.ifs);
      });
      this.#exprs(results);
    });
  }

  /** `:=` inside a comprehension binds in the function around it. */
  #walrus(id: string): void {
    let owner = this.#scope;
    const inside: Scope[] = [];
    while (owner.kind === "comprehension" && owner.parent !== null) {
      inside.push(owner);
      owner = owner.parent;
    }
    const name = owner.mangle(id);
    if (inside.length > 0 && owner.kind === "class") {
      raiseError(
        exceptionTypes.SyntaxError,
        "assignment expression within a comprehension cannot be used in a class body",
      );
    }
    owner.bound.add(name);
    const isGlobal = owner.kind === "module" || owner.globals.has(name);
    for (const scope of inside) {
      if (isGlobal) scope.globals.add(name);
      else scope.nonlocals.set(name, { start: 0, end: 0 });
    }
  }
}

/** Every parameter in slot order: positional, keyword-only, `*args`, `**kwargs`. */
export function allArgs(args: Arguments): Arguments["args"][number][] {
  const out = [...args.posonlyargs, ...args.args, ...args.kwonlyargs];
  if (args.vararg !== null) out.push(args.vararg);
  if (args.kwarg !== null) out.push(args.kwarg);
  return out;
}

/** Decides every name of a scope and those below it; returns the names it needs from the functions around it. */
function resolve(scope: Scope, enclosing: ReadonlySet<string>): Set<string> {
  const isFunction = scope.isFunction;
  const local = new Set<string>();
  if (isFunction) {
    for (const n of scope.bound) if (!scope.globals.has(n) && !scope.nonlocals.has(n)) local.add(n);
  }
  const free = new Set<string>();
  for (const [n] of scope.nonlocals) {
    if (!enclosing.has(n)) raiseError(exceptionTypes.SyntaxError, `no binding for nonlocal '${n}' found`);
    free.add(n);
  }
  const ownFree = new Set<string>(free);
  for (const n of scope.used) {
    if (local.has(n) || scope.globals.has(n) || scope.nonlocals.has(n)) continue;
    if (scope.kind !== "module" && !scope.bound.has(n) && enclosing.has(n)) {
      free.add(n);
      ownFree.add(n);
    }
  }

  const visible = new Set<string>();
  if (scope.kind !== "module") for (const n of enclosing) if (!scope.globals.has(n)) visible.add(n);
  for (const n of local) visible.add(n);
  if (scope.kind === "class") visible.add("__class__");

  const cells = new Set<string>();
  for (const child of scope.children) {
    for (const n of resolve(child, visible)) {
      if (local.has(n)) cells.add(n);
      else if (scope.kind === "class" && n === "__class__") scope.needsClassCell = true;
      else free.add(n);
    }
  }
  if (scope.needsClassCell) {
    scope.cellNames.push("__class__");
    scope.cellParams.push(-1);
  }
  if (isFunction) {
    for (const n of scope.params) scope.fastNames.push(n);
    for (const n of local) if (!scope.params.includes(n) && !cells.has(n)) scope.fastNames.push(n);
    for (const n of cells) {
      scope.cellParams.push(scope.params.indexOf(n));
      scope.cellNames.push(n);
    }
  }
  for (const n of free) scope.freeNames.push(n);

  for (const [i, n] of scope.fastNames.entries()) {
    if (!cells.has(n)) scope.variables.set(n, { kind: "fast", index: i });
  }
  for (const [i, n] of scope.cellNames.entries()) {
    if (scope.kind !== "class") scope.variables.set(n, { kind: "cell", index: i });
  }
  for (const n of scope.globals) scope.variables.set(n, GLOBAL);
  for (const [i, n] of scope.freeNames.entries()) {
    if (!ownFree.has(n)) continue;
    const isReadThroughNamespace = scope.kind === "class" && !scope.nonlocals.has(n);
    scope.variables.set(n, isReadThroughNamespace ? { kind: "name", free: i } : { kind: "free", index: i });
  }
  return free;
}
