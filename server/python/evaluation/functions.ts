/** Functions: compiling `def` and `lambda`, binding arguments to parameters, and running the body. */
import { budget } from "../budget.ts";
import { PyFunction } from "../objects/callable.ts";
import { PyCell } from "../objects/cell.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported } from "../objects/errors.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { PyTuple } from "../objects/tuple.ts";
import type { Attrs, Kwargs, PyValue } from "../objects/value.ts";
import type { Arguments, Expr, FunctionDef, Lambda, Stmt } from "../syntax/ast.ts";
import { annotationValue } from "./annotations.ts";
import type { Compiler } from "./compiler.ts";
import { caught, checkDepth, type Eval, Frame, vm } from "./frame.ts";
import { compileGeneratorBody, type GeneratorBody, makeGenerator } from "./generators.ts";
import type { Observer, Site } from "./observer.ts";
import { allArgs, type Scope } from "./scope.ts";

/** Everything about a function that does not change between the times its `def` is executed. */
export interface FunctionCode {
  readonly name: string;
  readonly scope: Scope;
  readonly doc: PyValue;
  /** Parameters that can be given by position. */
  readonly positional: readonly string[];
  /** How many of them only by position. */
  readonly positionalOnly: number;
  readonly keywordOnly: readonly string[];
  /** Slot of `*args`, or -1. */
  readonly varargs: number;
  /** Slot of `**kwargs`, or -1. */
  readonly varkw: number;
  /** No keyword-only parameters, `*args` or `**kwargs`. */
  readonly isSimple: boolean;
  readonly slots: number;
  readonly firstLine: Site;
  /** Runs an ordinary body; the result is the value returned. */
  readonly run: Eval | null;
  readonly generator: GeneratorBody | null;
  readonly observer: Observer | null;
  readonly parameterSites: readonly Site[];
}

export class UserFunction extends PyFunction {
  name: string;
  qualname: string;
  doc: PyValue;
  module: PyValue;
  readonly code: FunctionCode;
  readonly closure: PyCell[];
  readonly globals: Attrs;
  /** For the last positional parameters. */
  defaults: readonly PyValue[];
  keywordDefaults: ReadonlyMap<string, PyValue> | null;
  /** `__annotations__`; made on demand. */
  annotations: PyDict | null = null;

  constructor(
    code: FunctionCode,
    qualname: string,
    closure: PyCell[],
    globals: Attrs,
    defaults: readonly PyValue[],
    keywordDefaults: ReadonlyMap<string, PyValue> | null,
  ) {
    super();
    this.code = code;
    this.name = code.name;
    this.qualname = qualname;
    this.doc = code.doc;
    this.module = globals.get("__name__") ?? null;
    this.closure = closure;
    this.globals = globals;
    this.defaults = defaults;
    this.keywordDefaults = keywordDefaults;
  }

  call(args: PyValue[], kwargs: Kwargs): PyValue {
    const code = this.code;
    const caller = vm.frame;
    if (caller !== null && caller.depth >= vm.recursionLimit) checkDepth(caller);
    if (--budget.fuel < 0) budget.refill();
    const locals: (PyValue | undefined)[] =
      kwargs === null && code.isSimple && args.length === code.positional.length
        ? args
        : bindArguments(this, args, kwargs);
    for (let i = locals.length; i < code.slots; i++) locals.push(undefined);
    const f = new Frame(code.scope, locals, this.closure, null, caller);
    if (code.scope.cellNames.length > 0) makeCells(f, code.scope);
    if (code.generator !== null) return makeGenerator(code.name, this.qualname, f, code);
    if (code.observer !== null) return runObserved(code, f, this.qualname, code.observer);
    vm.frame = f;
    try {
      return code.run!(f);
    } catch (e) {
      throw caught(e, f);
    } finally {
      vm.frame = caller;
    }
  }
}

/** Tells the observer of the parameters of a call. */
export function observeParameters(code: FunctionCode, f: Frame, observer: Observer): void {
  const sites = code.parameterSites;
  for (let i = 0; i < sites.length; i++) {
    const value = f.locals[i];
    if (value !== undefined) observer.value(sites[i]!, value);
  }
}

function runObserved(code: FunctionCode, f: Frame, qualname: string, observer: Observer): PyValue {
  const caller = f.back;
  observer.enter(caller === null ? null : caller.at, qualname);
  vm.frame = f;
  try {
    observeParameters(code, f, observer);
    return code.run!(f);
  } catch (e) {
    throw caught(e, f);
  } finally {
    vm.frame = caller;
    observer.leave();
  }
}

/** Gives a frame the cells of its scope; those of parameters start with the argument. */
export function makeCells(f: Frame, scope: Scope): void {
  const cells: PyCell[] = [];
  const params = scope.cellParams;
  for (let i = 0; i < params.length; i++) {
    const slot = params[i]!;
    cells.push(new PyCell(slot < 0 ? undefined : f.locals[slot]));
  }
  f.cells = cells;
}

/** Collects the cells that an inner scope closes over, from the frame that creates it. */
export function compileCaptures(outer: Scope, inner: Scope): (f: Frame) => PyCell[] {
  if (inner.freeNames.length === 0) return () => [];
  const sources = inner.freeNames.map((name) => {
    const cell = outer.cellNames.indexOf(name);
    return cell >= 0 ? { isCell: true, index: cell } : { isCell: false, index: outer.freeNames.indexOf(name) };
  });
  return (f) => {
    const out: PyCell[] = [];
    for (let i = 0; i < sources.length; i++) {
      const s = sources[i]!;
      out.push(s.isCell ? f.cells[s.index]! : f.closure[s.index]!);
    }
    return out;
  };
}

// ---------------------------------------------------------------- arguments

function listed(names: readonly string[]): string {
  const quoted = names.map((n) => `'${n}'`);
  if (quoted.length === 1) return quoted[0]!;
  if (quoted.length === 2) return `${quoted[0]} and ${quoted[1]}`;
  return `${quoted.slice(0, -1).join(", ")}, and ${quoted[quoted.length - 1]}`;
}

/** Arguments in slot order. Raises CPython's TypeErrors. */
function bindArguments(fn: UserFunction, args: PyValue[], kwargs: Kwargs): (PyValue | undefined)[] {
  const code = fn.code;
  const count = code.positional.length;
  const given = args.length;
  const locals: (PyValue | undefined)[] = [];
  for (let i = 0; i < count; i++) locals.push(i < given ? args[i] : undefined);
  for (let i = 0; i < code.keywordOnly.length; i++) locals.push(undefined);
  if (code.varargs >= 0) {
    while (locals.length <= code.varargs) locals.push(undefined);
    locals[code.varargs] = new PyTuple(given > count ? args.slice(count) : []);
  }
  if (code.varkw >= 0) while (locals.length <= code.varkw) locals.push(undefined);

  const extra = code.varkw >= 0 ? new PyDict() : null;
  if (extra !== null) locals[code.varkw] = extra;
  if (kwargs !== null) {
    for (const [name, value] of kwargs) {
      let slot = code.positional.indexOf(name, code.positionalOnly);
      if (slot < 0) {
        const k = code.keywordOnly.indexOf(name);
        if (k >= 0) slot = count + k;
      }
      if (slot < 0) {
        if (extra !== null) {
          extra.set(name, value);
          continue;
        }
        refuseKeyword(fn, name, kwargs);
      }
      if (locals[slot] !== undefined) {
        raiseError(exceptionTypes.TypeError, `${fn.qualname}() got multiple values for argument '${name}'`);
      }
      locals[slot] = value;
    }
  }
  if (given > count && code.varargs < 0) tooManyPositional(fn, given, locals);

  const defaults = fn.defaults;
  if (given < count) {
    const firstDefault = count - defaults.length;
    const missing: string[] = [];
    for (let i = 0; i < firstDefault; i++) if (locals[i] === undefined) missing.push(code.positional[i]!);
    if (missing.length > 0) missingArguments(fn, missing, "positional");
    for (let i = Math.max(firstDefault, 0); i < count; i++) {
      if (locals[i] === undefined) locals[i] = defaults[i - firstDefault];
    }
  }
  if (code.keywordOnly.length > 0) {
    const missing: string[] = [];
    for (const [i, name] of code.keywordOnly.entries()) {
      if (locals[count + i] !== undefined) continue;
      const value = fn.keywordDefaults?.get(name);
      if (value === undefined) missing.push(name);
      else locals[count + i] = value;
    }
    if (missing.length > 0) missingArguments(fn, missing, "keyword-only");
  }
  return locals;
}

function missingArguments(fn: UserFunction, names: readonly string[], kind: string): never {
  return raiseError(
    exceptionTypes.TypeError,
    `${fn.qualname}() missing ${names.length} required ${kind} argument${names.length === 1 ? "" : "s"}: ${listed(names)}`,
  );
}

function refuseKeyword(fn: UserFunction, name: string, kwargs: ReadonlyMap<string, PyValue>): never {
  const code = fn.code;
  const only = code.positional.slice(0, code.positionalOnly).filter((n) => kwargs.has(n));
  if (only.length > 0) {
    raiseError(
      exceptionTypes.TypeError,
      `${fn.qualname}() got some positional-only arguments passed as keyword arguments: '${only.join(", ")}'`,
    );
  }
  return raiseError(exceptionTypes.TypeError, `${fn.qualname}() got an unexpected keyword argument '${name}'`);
}

function tooManyPositional(fn: UserFunction, given: number, locals: readonly (PyValue | undefined)[]): never {
  const code = fn.code;
  const count = code.positional.length;
  const least = count - fn.defaults.length;
  const takes = fn.defaults.length > 0 ? `from ${least} to ${count}` : `${count}`;
  let keywordOnlyGiven = 0;
  for (let i = 0; i < code.keywordOnly.length; i++) if (locals[count + i] !== undefined) keywordOnlyGiven++;
  const plural = fn.defaults.length > 0 || count !== 1 ? "s" : "";
  const details =
    keywordOnlyGiven === 0
      ? `${given} ${given === 1 ? "was" : "were"} given`
      : `${given} positional argument${given === 1 ? "" : "s"} (and ${keywordOnlyGiven} keyword-only argument${keywordOnlyGiven === 1 ? "" : "s"}) were given`;
  return raiseError(
    exceptionTypes.TypeError,
    `${fn.qualname}() takes ${takes} positional argument${plural} but ${details}`,
  );
}

// ---------------------------------------------------------------- compiling

function docstring(body: readonly Stmt[]): PyValue {
  const first = body[0];
  return first?.type === "ExprStmt" && first.value.type === "Constant" && first.value.value.kind === "str"
    ? first.value.value.value
    : null;
}

function compileCode(
  c: Compiler,
  node: FunctionDef | Lambda,
  inner: Compiler,
  doc: PyValue,
  run: Eval | null,
  generator: GeneratorBody | null,
): FunctionCode {
  const args = node.args;
  const scope = inner.scope;
  const positional = [...args.posonlyargs, ...args.args].map((a) => scope.mangle(a.arg));
  const keywordOnly = args.kwonlyargs.map((a) => scope.mangle(a.arg));
  const named = positional.length + keywordOnly.length;
  return {
    name: scope.name,
    scope,
    doc,
    positional,
    positionalOnly: args.posonlyargs.length,
    keywordOnly,
    varargs: args.vararg === null ? -1 : named,
    varkw: args.kwarg === null ? -1 : named + (args.vararg === null ? 0 : 1),
    isSimple: args.vararg === null && args.kwarg === null && keywordOnly.length === 0,
    slots: scope.fastNames.length,
    firstLine: c.site(node),
    run,
    generator,
    observer: c.unit.observer,
    parameterSites: allArgs(args).map((a) => inner.site(a)),
  };
}

/** Evaluates the defaults, in CPython's order: positional ones, then keyword-only ones. */
function compileDefaults(c: Compiler, args: Arguments) {
  const positional = args.defaults.map((d) => c.expr(d));
  const named = args.kwonlyargs
    .map((a, i) => ({ name: c.scope.mangle(a.arg), value: args.kw_defaults[i] ?? null }))
    .filter((d): d is { name: string; value: Expr } => d.value !== null)
    .map((d) => ({ name: d.name, value: c.expr(d.value) }));
  const none: readonly PyValue[] = [];
  return {
    positional: (f: Frame): readonly PyValue[] => (positional.length === 0 ? none : positional.map((d) => d(f))),
    named: (f: Frame): ReadonlyMap<string, PyValue> | null =>
      named.length === 0 ? null : new Map(named.map((d) => [d.name, d.value(f)])),
  };
}

export function compileLambda(c: Compiler, node: Lambda): Eval {
  const inner = c.inner(node);
  const isGenerator = inner.scope.isGenerator;
  const code = compileCode(
    c,
    node,
    inner,
    null,
    isGenerator ? null : inner.expr(node.body),
    isGenerator ? compileGeneratorBody(inner, node.body) : null,
  );
  const defaults = compileDefaults(c, node.args);
  const captures = compileCaptures(c.scope, inner.scope);
  const qualname = inner.scope.qualname;
  const globals = c.unit.globals;
  return (f) => new UserFunction(code, qualname, captures(f), globals, defaults.positional(f), defaults.named(f));
}

/** Parameters in the order in which CPython evaluates their annotations. */
function annotatedOrder(args: Arguments): Arguments["args"][number][] {
  const out = [...args.args, ...args.posonlyargs];
  if (args.vararg !== null) out.push(args.vararg);
  out.push(...args.kwonlyargs);
  if (args.kwarg !== null) out.push(args.kwarg);
  return out;
}

/** The function that a `def` makes, before its decorators. */
export function compileFunction(c: Compiler, node: FunctionDef): Eval {
  if (node.isAsync) throw new NotSupported("async def");
  const inner = c.inner(node);
  const isGenerator = inner.scope.isGenerator;
  let run: Eval | null = null;
  if (!isGenerator) {
    const only = node.body.length === 1 ? node.body[0]! : null;
    if (only?.type === "Return" && only.value !== null) {
      run = inner.expr(only.value);
    } else {
      const body = inner.block(node.body);
      run = (f) => {
        body(f);
        return f.result;
      };
    }
  }
  const code = compileCode(
    c,
    node,
    inner,
    docstring(node.body),
    run,
    isGenerator ? compileGeneratorBody(inner, node.body) : null,
  );
  const defaults = compileDefaults(c, node.args);
  const captures = compileCaptures(c.scope, inner.scope);
  const qualname = inner.scope.qualname;
  const globals = c.unit.globals;
  const annotated = annotatedOrder(node.args)
    .filter((a) => a.annotation !== null)
    .map((a) => ({ name: c.scope.mangle(a.arg), value: annotationValue(c, a.annotation!) }));
  if (node.returns !== null) annotated.push({ name: "return", value: annotationValue(c, node.returns) });
  return (f) => {
    const positional = defaults.positional(f);
    const named = defaults.named(f);
    const fn = new UserFunction(code, qualname, captures(f), globals, positional, named);
    if (annotated.length > 0) {
      const annotations = new PyDict();
      for (const a of annotated) annotations.set(a.name, a.value(f));
      fn.annotations = annotations;
    }
    return fn;
  };
}
