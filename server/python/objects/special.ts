/** Special methods: looked up on the type, never on the instance, and called with the instance bound. */
import { call } from "./call.ts";
import { PyBuiltin, PyFunction } from "./callable.ts";
import { type PyType, typeOf } from "./type.ts";
import { PyInstance, type PyValue } from "./value.ts";

/** Calls a function found in a class's dict with `self` bound, following `__get__` when it is another descriptor. */
export function callUnbound(found: PyValue, self: PyValue, args: PyValue[]): PyValue {
  if (found instanceof PyBuiltin) return found.fn(found.isStatic ? args : [self, ...args], null);
  if (found instanceof PyFunction) return found.call([self, ...args], null);
  return call(bind(found, self), args, null);
}

/** What looking `found` up on `self` gives. */
export function bind(found: PyValue, self: PyValue): PyValue {
  const get = typeOf(found).lookup("__get__");
  return get === undefined ? found : callUnbound(get, found, [self, typeOf(self)]);
}

/** `type(self).name(self, *args)`; undefined when the type has no such method (or has it set to None). */
export function callSpecial(self: PyValue, name: string, args: PyValue[]): PyValue | undefined {
  const found = typeOf(self).lookup(name);
  return found === undefined || found === null ? undefined : callUnbound(found, self, args);
}

/** The builtin value of an instance of a subclass of an immutable builtin; any other value as it is. */
export function unwrap(value: PyValue): PyValue {
  return value instanceof PyInstance && value.payload !== undefined ? value.payload : value;
}

/** The string of a str or an instance of its subclass. */
export function asStr(value: PyValue): string | undefined {
  if (typeof value === "string") return value;
  return value instanceof PyInstance && typeof value.payload === "string" ? value.payload : undefined;
}

/** The class's name as messages print it. */
export function typeName(value: PyValue): string {
  return typeOf(value).name;
}

/** True when values of `type` use the `name` that `base` itself brings: no subclass on the way has replaced it. */
export function inherits(type: PyType, base: PyType, name: string): boolean {
  return type === base || type.lookup(name) === base.dict.get(name);
}
