/** Calling things. Argument checks are the callee's; this only finds out what a callable is. */
import { findMethod, getAttr } from "./attribute.ts";
import { PyBuiltin, PyFunction, PyMethod } from "./callable.ts";
import { instantiate } from "./class.ts";
import { bindToInstance, PyStaticMethod } from "./descriptors.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { PyType, typeOf } from "./type.ts";
import type { Kwargs, PyValue } from "./value.ts";

/** `fn(*args, **kwargs)`. `args` belongs to the callee from here on. */
export function call(fn: PyValue, args: PyValue[], kwargs: Kwargs = null): PyValue {
  if (fn instanceof PyFunction) return fn.call(args, kwargs);
  if (fn instanceof PyBuiltin) return fn.fn(args, kwargs);
  if (fn instanceof PyMethod) {
    args.unshift(fn.self);
    return call(fn.func, args, kwargs);
  }
  if (fn instanceof PyType) return instantiate(fn, args, kwargs);
  if (fn instanceof PyStaticMethod) return call(fn.func, args, kwargs);
  const cls = typeOf(fn);
  const method = cls.lookup("__call__");
  if (method === undefined) return raiseError(exceptionTypes.TypeError, `'${cls.name}' object is not callable`);
  if (method instanceof PyFunction || (method instanceof PyBuiltin && !method.isStatic)) {
    args.unshift(fn);
    return call(method, args, kwargs);
  }
  return call(bindToInstance(method, fn, cls) ?? null, args, kwargs);
}

/** `o.name(*args)`. */
export function callMethod(o: PyValue, name: string, args: PyValue[] = [], kwargs: Kwargs = null): PyValue {
  const method = findMethod(o, name);
  if (method !== undefined) {
    args.unshift(o);
    return method instanceof PyFunction ? method.call(args, kwargs) : method.fn(args, kwargs);
  }
  return call(getAttr(o, name), args, kwargs);
}

/**
 * Calls a special method the way the interpreter does: looked up on the type only, never on the instance. Undefined when
 * the type has none.
 */
export function callSpecial(o: PyValue, name: string, args: PyValue[]): PyValue | undefined {
  const cls = typeOf(o);
  const method = cls.lookup(name);
  if (method === undefined) return undefined;
  if (method instanceof PyFunction || (method instanceof PyBuiltin && !method.isStatic)) {
    args.unshift(o);
    return call(method, args);
  }
  return call(bindToInstance(method, o, cls) ?? null, args);
}

/** `callable(v)`. */
export function isCallable(v: PyValue): boolean {
  return v instanceof PyFunction || typeOf(v).lookup("__call__") !== undefined;
}
