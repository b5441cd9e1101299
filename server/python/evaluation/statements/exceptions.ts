/** `raise`, `assert`, and `try` in all its forms. */
import { call } from "../../objects/call.ts";
import { Raise } from "../../objects/errors.ts";
import { exceptionTypes, newException, PyException, raiseError, splitGroup } from "../../objects/exceptions.ts";
import { PyList } from "../../objects/list.ts";
import { PyTuple } from "../../objects/tuple.ts";
import { isInstance, PyType, typeOf } from "../../objects/type.ts";
import type { PyValue } from "../../objects/value.ts";
import type { Assert, ExceptHandler, Expr, Raise as RaiseStmt, Try } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileTest } from "../expressions/conditions.ts";
import { compileDeleteName, compileStoreName } from "../expressions/names.ts";
import { type Completion, caught, type Eval, type Exec, type Frame, NORMAL, reraise, vm } from "../frame.ts";
import type { Site } from "../observer.ts";

export function compileRaise(c: Compiler, node: RaiseStmt): Exec {
  const site = c.site(node);
  if (node.exc === null) {
    return (f) => {
      const exc = vm.handling;
      f.at = site;
      if (exc === null) return raiseError(exceptionTypes.RuntimeError, "No active exception to reraise");
      return reraise(exc, f);
    };
  }
  const value = c.expr(node.exc);
  const cause = node.cause === null ? null : c.expr(node.cause);
  return (f) => {
    const given = value(f);
    const from = cause === null ? undefined : cause(f);
    f.at = site;
    throw new Raise(prepareRaise(given, from));
  };
}

/** The exception that `raise given from cause` raises; `cause` undefined when there is no `from`. */
export function prepareRaise(given: PyValue, cause: PyValue | undefined): PyException {
  let exc: PyValue = given;
  if (given instanceof PyType && given.isSubtypeOf(exceptionTypes.BaseException)) {
    exc = call(given, []);
    if (!(exc instanceof PyException)) {
      return raiseError(
        exceptionTypes.TypeError,
        `calling ${given.name} should have returned an instance of BaseException, not ${typeOf(exc).name}`,
      );
    }
  }
  if (!(exc instanceof PyException)) {
    return raiseError(exceptionTypes.TypeError, "exceptions must derive from BaseException");
  }
  if (cause === undefined) return exc;
  let from = cause;
  if (from instanceof PyType && from.isSubtypeOf(exceptionTypes.BaseException)) from = call(from, []);
  if (from !== null && !(from instanceof PyException)) {
    return raiseError(exceptionTypes.TypeError, "exception causes must derive from BaseException");
  }
  exc.cause = from;
  exc.suppressContext = true;
  return exc;
}

/** CPython places a failed assertion at the last comparison of its condition, or at the statement if there is none. */
function lastComparison(test: Expr): Expr | null {
  switch (test.type) {
    case "Compare":
      return test;
    case "UnaryOp":
      return test.op === "not" ? lastComparison(test.operand) : null;
    case "BoolOp":
      for (let i = test.values.length - 1; i >= 0; i--) {
        const found = lastComparison(test.values[i]!);
        if (found !== null) return found;
      }
      return null;
    case "IfExp":
      return lastComparison(test.orelse) ?? lastComparison(test.body) ?? lastComparison(test.test);
    default:
      return null;
  }
}

export function compileAssert(c: Compiler, node: Assert): Exec {
  const test = compileTest(c, node.test);
  const message = node.msg === null ? null : c.expr(node.msg);
  const site = c.site(lastComparison(node.test) ?? node);
  return (f) => {
    if (test(f)) return NORMAL;
    const args = message === null ? [] : [message(f)];
    f.at = site;
    throw new Raise(newException(exceptionTypes.AssertionError, ...args));
  };
}

// ---------------------------------------------------------------- try

/** A compiled `except` clause. */
export interface Handler {
  /** Null catches everything. */
  readonly type: Eval | null;
  readonly typeSite: Site | null;
  readonly bind: ((f: Frame, exc: PyValue) => void) | null;
  readonly unbind: Exec | null;
}

export function compileHandler(c: Compiler, node: ExceptHandler): Handler {
  const type = node.exceptionType === null ? null : c.expr(node.exceptionType);
  const name = node.name;
  const store = name === null ? null : compileStoreName(c, name);
  const observer = c.unit.observer;
  const site = c.site(node);
  return {
    type,
    typeSite: node.exceptionType === null ? null : c.site(node.exceptionType),
    bind:
      store === null
        ? null
        : (f, exc) => {
            store(f, exc);
            if (observer !== null) observer.value(site, exc);
          },
    unbind: name === null ? null : compileDeleteName(c, name, node, true),
  };
}

/** Whether a clause catches an exception. Raises TypeError for things that are not exception classes. */
export function handlerMatches(f: Frame, handler: Handler, exc: PyValue): boolean {
  if (handler.type === null) return true;
  const type = handler.type(f);
  f.at = handler.typeSite;
  return catches(type, exc);
}

function catches(type: PyValue, exc: PyValue): boolean {
  const types = type instanceof PyTuple ? type.items : [type];
  for (const t of types) {
    if (!(t instanceof PyType) || !t.isSubtypeOf(exceptionTypes.BaseException)) {
      return raiseError(
        exceptionTypes.TypeError,
        "catching classes that do not inherit from BaseException is not allowed",
      );
    }
  }
  return types.some((t) => t instanceof PyType && isInstance(exc, t));
}

/**
 * What `try` does with an exception once {@link caught} has seen it: the exception that is handled now, or the throw goes
 * on when it is none of Python's.
 */
export function handled(e: unknown): { readonly raise: Raise; readonly exc: PyException } {
  if (e instanceof Raise && e.exc instanceof PyException) return { raise: e, exc: e.exc };
  throw e;
}

export function compileTry(c: Compiler, node: Try): Exec {
  const inner = node.handlers.length === 0 ? c.block(node.body) : compileExcept(c, node);
  return node.finalbody.length === 0 ? inner : compileFinally(inner, c.block(node.finalbody));
}

function compileExcept(c: Compiler, node: Try): Exec {
  const body = c.block(node.body);
  const orelse = node.orelse.length === 0 ? null : c.block(node.orelse);
  const handlers = node.handlers.map((h) => ({ ...compileHandler(c, h), body: c.block(h.body) }));
  if (node.star) return compileExceptStar(body, orelse, handlers);
  return (f) => {
    let completion: Completion;
    try {
      completion = body(f);
    } catch (thrown) {
      const { raise, exc } = handled(caught(thrown, f));
      return runHandlers(f, raise, exc, handlers);
    }
    return completion === NORMAL && orelse !== null ? orelse(f) : completion;
  };
}

type HandlerWithBody = Handler & { readonly body: Exec };

function runHandlers(f: Frame, raise: Raise, exc: PyException, handlers: readonly HandlerWithBody[]): Completion {
  const outer = vm.handling;
  vm.handling = exc;
  try {
    for (let i = 0; i < handlers.length; i++) {
      const handler = handlers[i]!;
      if (!handlerMatches(f, handler, exc)) continue;
      if (handler.bind === null) return handler.body(f);
      handler.bind(f, exc);
      try {
        return handler.body(f);
      } catch (e) {
        throw caught(e, f);
      } finally {
        handler.unbind!(f);
      }
    }
  } catch (e) {
    throw caught(e, f);
  } finally {
    vm.handling = outer;
  }
  throw raise;
}

/** Budget and not-supported stops run no `finally` block: the run is over. */
function compileFinally(inner: Exec, final: Exec): Exec {
  return (f) => {
    let completion: Completion;
    try {
      completion = inner(f);
    } catch (thrown) {
      const { raise, exc } = handled(caught(thrown, f));
      const outer = vm.handling;
      vm.handling = exc;
      try {
        completion = final(f);
      } catch (e) {
        throw caught(e, f);
      } finally {
        vm.handling = outer;
      }
      if (completion === NORMAL) throw raise;
      return completion;
    }
    const result = f.result;
    const last = final(f);
    if (last !== NORMAL) return last;
    f.result = result;
    return completion;
  };
}

// ---------------------------------------------------------------- except*

function compileExceptStar(body: Exec, orelse: Exec | null, handlers: readonly HandlerWithBody[]): Exec {
  return (f) => {
    let completion: Completion;
    try {
      completion = body(f);
    } catch (thrown) {
      const { raise, exc } = handled(caught(thrown, f));
      return runStarHandlers(f, raise, exc, handlers);
    }
    return completion === NORMAL && orelse !== null ? orelse(f) : completion;
  };
}

/** PEP 654: each clause gets the part of the group that it matches; what nobody took, or what clauses raised, goes on. */
function runStarHandlers(f: Frame, raise: Raise, exc: PyException, handlers: readonly HandlerWithBody[]): Completion {
  const outer = vm.handling;
  const isGroup = isInstance(exc, exceptionTypes.BaseExceptionGroup);
  let rest: PyValue = exc;
  const raised: PyException[] = [];
  const reraised: PyException[] = [];
  try {
    for (const handler of handlers) {
      if (rest === null) break;
      vm.handling = rest as PyException;
      const type = handler.type!(f);
      f.at = handler.typeSite;
      refuseGroups(type);
      const [matched, other] = splitGroup(rest as PyException, (e) => catches(type, e));
      if (!(matched instanceof PyException)) continue;
      rest = other;
      const given = isGroup ? matched : newException(exceptionTypes.ExceptionGroup, "", new PyTuple([matched]));
      vm.handling = given;
      handler.bind?.(f, given);
      try {
        handler.body(f);
      } catch (e) {
        const inner = handled(caught(e, f));
        (inner.exc === given || inner.exc === matched ? reraised : raised).push(inner.exc);
      } finally {
        handler.unbind?.(f);
      }
    }
  } catch (e) {
    throw caught(e, f);
  } finally {
    vm.handling = outer;
  }
  if (raised.length === 0) {
    if (rest === null && reraised.length === 0) return NORMAL;
    if (rest === exc) throw raise;
    if (reraised.length === 0 && rest instanceof PyException) return reraise(rest, f);
    if (rest === null && reraised.length === 1) return reraise(reraised[0]!, f);
  }
  const parts: PyValue[] = [...raised, ...reraised];
  if (rest !== null) parts.push(rest);
  if (parts.length === 1 && parts[0] instanceof PyException) return reraise(parts[0], f);
  throw new Raise(call(exceptionTypes.BaseExceptionGroup, ["", new PyList(parts)]));
}

function refuseGroups(type: PyValue): void {
  const types = type instanceof PyTuple ? type.items : [type];
  for (const t of types) {
    if (t instanceof PyType && t.isSubtypeOf(exceptionTypes.BaseExceptionGroup)) {
      raiseError(exceptionTypes.TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    }
  }
}
