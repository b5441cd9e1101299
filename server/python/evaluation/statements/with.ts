/** `with`. */
import { call } from "../../objects/call.ts";
import { bindToInstance } from "../../objects/descriptors.ts";
import { NotSupported } from "../../objects/errors.ts";
import { exceptionTypes, type PyException, raiseError } from "../../objects/exceptions.ts";
import { truth } from "../../objects/operators.ts";
import { typeOf } from "../../objects/type.ts";
import type { PyValue } from "../../objects/value.ts";
import type { With, WithItem } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { type Completion, caught, type Exec, type Frame, NORMAL, vm } from "../frame.ts";
import { compileStore } from "../targets.ts";
import { tracebackObject } from "../traceback.ts";
import { handled } from "./exceptions.ts";

/** `__enter__` called; the bound `__exit__` and what `__enter__` returned. */
export function enter(manager: PyValue): { readonly exit: PyValue; readonly value: PyValue } {
  const type = typeOf(manager);
  const enterMethod = type.lookup("__enter__");
  if (enterMethod === undefined) {
    return raiseError(exceptionTypes.TypeError, `'${type.name}' object does not support the context manager protocol`);
  }
  const exitMethod = type.lookup("__exit__");
  if (exitMethod === undefined) {
    return raiseError(
      exceptionTypes.TypeError,
      `'${type.name}' object does not support the context manager protocol (missed __exit__ method)`,
    );
  }
  const exit = bindToInstance(exitMethod, manager, type) ?? null;
  return { exit, value: call(bindToInstance(enterMethod, manager, type) ?? null, []) };
}

/** Calls `__exit__` for an exception; true when it is swallowed. */
export function exitWith(f: Frame, exit: PyValue, exc: PyException): boolean {
  const outer = vm.handling;
  vm.handling = exc;
  try {
    return truth(call(exit, [exc.cls, exc, tracebackObject(exc)]));
  } catch (e) {
    throw caught(e, f);
  } finally {
    vm.handling = outer;
  }
}

export function compileWith(c: Compiler, node: With): Exec {
  if (node.isAsync) throw new NotSupported("async with");
  let body = c.block(node.body);
  for (let i = node.items.length - 1; i >= 0; i--) body = compileItem(c, node, node.items[i]!, body);
  return body;
}

function compileItem(c: Compiler, node: With, item: WithItem, body: Exec): Exec {
  const manager = c.expr(item.context_expr);
  const site = c.site(node);
  const store = item.optional_vars === null ? null : compileStore(c, item.optional_vars);
  return (f) => {
    const m = manager(f);
    f.at = site;
    const { exit, value } = enter(m);
    let completion: Completion;
    try {
      if (store !== null) store(f, value);
      completion = body(f);
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
