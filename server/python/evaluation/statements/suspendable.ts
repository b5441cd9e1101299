/** Statements with a `yield` inside: the same semantics as their ordinary forms, able to stop in the middle. */
import { budget } from "../../budget.ts";
import { call } from "../../objects/call.ts";
import { NotSupported, type Raise } from "../../objects/errors.ts";
import type { PyException } from "../../objects/exceptions.ts";
import { iterate } from "../../objects/iteration.ts";
import { truth } from "../../objects/operators.ts";
import type { PyValue } from "../../objects/value.ts";
import type { AugAssign, Expr, For, If, Match, Stmt, Try, While, With, WithItem } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileTest } from "../expressions/conditions.ts";
import { inplaceOperator } from "../expressions/operators.ts";
import { BREAK, CONTINUE, type Completion, caught, type Frame, NORMAL, vm } from "../frame.ts";
import { afterOperands, blockOf, operandsOf, type SuspendableExec, suspendableExpression } from "../generators.ts";
import { compileCase } from "../patterns.ts";
import { compileStore } from "../targets.ts";
import { compileAugmentedTarget } from "./assignments.ts";
import { compileHandler, type Handler, handled, handlerMatches } from "./exceptions.ts";
import { enter, exitWith } from "./with.ts";

export function compileSuspendableStatement(c: Compiler, node: Stmt): SuspendableExec {
  switch (node.type) {
    case "ExprStmt": {
      const value = suspendableExpression(c, node.value);
      return function* (f) {
        yield* value(f);
        return NORMAL;
      };
    }
    case "Return": {
      const value = suspendableExpression(c, node.value!);
      return function* (f) {
        f.result = yield* value(f);
        return 3;
      };
    }
    case "Assign": {
      if (node.targets.some((t) => c.yields(t))) {
        return afterOperands(c, [node.value, ...node.targets.flatMap(operandsOf)], () => c.stmt(node));
      }
      const value = suspendableExpression(c, node.value);
      const stores = node.targets.map((t) => compileStore(c, t));
      return function* (f) {
        const v = yield* value(f);
        for (let i = 0; i < stores.length; i++) stores[i]!(f, v);
        return NORMAL;
      };
    }
    case "AugAssign":
      return augmented(c, node);
    case "AnnAssign":
      return afterOperands(c, node.value === null ? [] : [node.value], () => c.stmt(node));
    case "Delete":
      return afterOperands(c, node.targets.flatMap(operandsOf), () => c.stmt(node));
    case "Raise":
      return afterOperands(
        c,
        [node.exc, node.cause].filter((e): e is Expr => e !== null),
        () => c.stmt(node),
      );
    case "Assert":
      if (node.msg !== null && c.yields(node.msg)) throw new NotSupported("yield in the message of an assert");
      return afterOperands(c, [node.test], () => c.stmt(node));
    case "FunctionDef":
      return afterOperands(
        c,
        [...node.decorator_list, ...node.args.defaults, ...node.args.kw_defaults.filter((d): d is Expr => d !== null)],
        () => c.stmt(node),
      );
    case "ClassDef":
      return afterOperands(c, [...node.decorator_list, ...node.bases, ...node.keywords.map((k) => k.value)], () =>
        c.stmt(node),
      );
    case "If":
      return suspendableIf(c, node);
    case "While":
      return suspendableWhile(c, node);
    case "For":
      return suspendableFor(c, node);
    case "With":
      return suspendableWith(c, node);
    case "Match":
      return suspendableMatch(c, node);
    case "Try":
      return suspendableTry(c, node);
    default: {
      const exec = c.stmt(node);
      // biome-ignore lint/correctness/useYield: statements without expressions have nothing to yield.
      return function* (f) {
        return exec(f);
      };
    }
  }
}

/** `x += yield`: the target is read before the value is computed. */
function augmented(c: Compiler, node: AugAssign): SuspendableExec {
  if (c.yields(node.target)) throw new NotSupported("yield in the target of an augmented assignment");
  const { locate, read, write } = compileAugmentedTarget(c, node.target);
  const value = suspendableExpression(c, node.value);
  const apply = inplaceOperator(node.op);
  const site = c.site(node);
  return function* (f) {
    const place = locate(f);
    const a = read(f, place);
    const b = yield* value(f);
    f.at = site;
    write(f, place, apply(a, b));
    return NORMAL;
  };
}

function suspendableIf(c: Compiler, node: If): SuspendableExec {
  const test = suspendableExpression(c, node.test);
  const site = c.site(node.test);
  const body = blockOf(c, node.body);
  const orelse = blockOf(c, node.orelse);
  return function* (f) {
    const v: PyValue = yield* test(f);
    f.at = site;
    return truth(v) ? yield* body(f) : yield* orelse(f);
  };
}

function suspendableWhile(c: Compiler, node: While): SuspendableExec {
  const test = suspendableExpression(c, node.test);
  const testSite = c.site(node.test);
  const body = blockOf(c, node.body);
  const orelse = blockOf(c, node.orelse);
  const observer = c.unit.observer;
  const site = c.site(node);
  return function* (f) {
    let index = 0;
    try {
      for (;;) {
        const v: PyValue = yield* test(f);
        f.at = testSite;
        if (!truth(v)) break;
        if (--budget.fuel < 0) budget.refill();
        observer?.pass(site, index++);
        const completion = yield* body(f);
        if (completion === NORMAL || completion === CONTINUE) continue;
        if (completion === BREAK) return NORMAL;
        return completion;
      }
    } finally {
      observer?.loopEnd(site);
    }
    return yield* orelse(f);
  };
}

function suspendableFor(c: Compiler, node: For): SuspendableExec {
  if (node.isAsync) throw new NotSupported("async for");
  const iterable = suspendableExpression(c, node.iter);
  const iterSite = c.site(node);
  const store = compileStore(c, node.target);
  const body = blockOf(c, node.body);
  const orelse = blockOf(c, node.orelse);
  const observer = c.unit.observer;
  const site = c.site(node);
  return function* (f) {
    const source: PyValue = yield* iterable(f);
    f.at = iterSite;
    const it = iterate(source);
    let index = 0;
    try {
      for (;;) {
        f.at = iterSite;
        const v = it.next();
        if (v === undefined) break;
        if (--budget.fuel < 0) budget.refill();
        observer?.pass(site, index++);
        store(f, v);
        const completion = yield* body(f);
        if (completion === NORMAL || completion === CONTINUE) continue;
        if (completion === BREAK) return NORMAL;
        return completion;
      }
    } finally {
      observer?.loopEnd(site);
    }
    return yield* orelse(f);
  };
}

function suspendableWith(c: Compiler, node: With): SuspendableExec {
  if (node.isAsync) throw new NotSupported("async with");
  // Compiled outside in: the items' expressions come before the body's.
  const items = node.items.map((item) => prepareItem(c, node, item));
  let body = blockOf(c, node.body);
  for (let i = items.length - 1; i >= 0; i--) body = withItem(items[i]!, body);
  return body;
}

function prepareItem(c: Compiler, node: With, item: WithItem) {
  return {
    manager: suspendableExpression(c, item.context_expr),
    site: c.site(node),
    store: item.optional_vars === null ? null : compileStore(c, item.optional_vars),
  };
}

function withItem(item: ReturnType<typeof prepareItem>, body: SuspendableExec): SuspendableExec {
  const { manager, site, store } = item;
  return function* (f) {
    const m: PyValue = yield* manager(f);
    f.at = site;
    const { exit, value } = enter(m);
    let completion: Completion;
    try {
      if (store !== null) store(f, value);
      completion = yield* body(f);
    } catch (thrown) {
      const { raise, exc } = handled(caught(thrown, f));
      f.at = site;
      if (exitWith(f, exit, exc)) return NORMAL;
      throw raise;
    }
    const result = f.result;
    f.at = site;
    call(exit, [null, null, null]);
    f.result = result;
    return completion;
  };
}

function suspendableMatch(c: Compiler, node: Match): SuspendableExec {
  const subject = suspendableExpression(c, node.subject);
  const cases = node.cases.map((k) => {
    if (k.guard !== null && c.yields(k.guard)) throw new NotSupported("yield in the guard of a case");
    return {
      matches: compileCase(c, k.pattern),
      guard: k.guard === null ? null : compileTest(c, k.guard),
      body: blockOf(c, k.body),
    };
  });
  return function* (f) {
    const value: PyValue = yield* subject(f);
    for (const k of cases) {
      if (k.matches(f, value) && (k.guard === null || k.guard(f))) return yield* k.body(f);
    }
    return NORMAL;
  };
}

type SuspendableHandler = Handler & { readonly body: SuspendableExec };

function suspendableTry(c: Compiler, node: Try): SuspendableExec {
  if (node.star) throw new NotSupported("yield inside except*");
  const inner = node.handlers.length === 0 ? blockOf(c, node.body) : suspendableExcept(c, node);
  return node.finalbody.length === 0 ? inner : suspendableFinally(inner, blockOf(c, node.finalbody));
}

function suspendableExcept(c: Compiler, node: Try): SuspendableExec {
  const body = blockOf(c, node.body);
  const orelse = blockOf(c, node.orelse);
  const handlers = node.handlers.map((h) => ({ ...compileHandler(c, h), body: blockOf(c, h.body) }));
  return function* (f) {
    let completion: Completion;
    let raise: Raise;
    let exc: PyException;
    try {
      completion = yield* body(f);
      if (completion !== NORMAL) return completion;
    } catch (thrown) {
      ({ raise, exc } = handled(caught(thrown, f)));
      return yield* runHandlers(f, raise, exc, handlers);
    }
    return yield* orelse(f);
  };
}

function* runHandlers(
  f: Frame,
  raise: Raise,
  exc: PyException,
  handlers: readonly SuspendableHandler[],
): Generator<PyValue, Completion, PyValue> {
  const outer = vm.handling;
  vm.handling = exc;
  try {
    for (const handler of handlers) {
      if (!handlerMatches(f, handler, exc)) continue;
      if (handler.bind === null) return yield* handler.body(f);
      handler.bind(f, exc);
      try {
        return yield* handler.body(f);
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

function suspendableFinally(inner: SuspendableExec, final: SuspendableExec): SuspendableExec {
  return function* (f) {
    let completion: Completion;
    try {
      completion = yield* inner(f);
    } catch (thrown) {
      const { raise, exc } = handled(caught(thrown, f));
      const outer = vm.handling;
      vm.handling = exc;
      try {
        completion = yield* final(f);
      } catch (e) {
        throw caught(e, f);
      } finally {
        vm.handling = outer;
      }
      if (completion === NORMAL) throw raise;
      return completion;
    }
    const result = f.result;
    const last = yield* final(f);
    if (last !== NORMAL) return last;
    f.result = result;
    return completion;
  };
}
