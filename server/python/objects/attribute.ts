/**
 * Attribute access: `o.name`, `o.name = v`, `del o.name`, with the descriptor protocol and the hooks `__getattr__`,
 * `__getattribute__`, `__setattr__`, `__delattr__`. Messages are CPython 3.11's.
 */
import { call } from "./call.ts";
import { PyBuiltin, PyFunction } from "./callable.ts";
import {
  bindToClass,
  bindToInstance,
  deleteThroughDescriptor,
  isDataDescriptor,
  setThroughDescriptor,
} from "./descriptors.ts";
import { Raise } from "./errors.ts";
import { exceptionTypes, newException, raiseError } from "./exceptions.ts";
import { PyModule } from "./module.ts";
import { PySuper } from "./super.ts";
import { isInstance, objectType, PyType, typeOf, typeType } from "./type.ts";
import type { Attrs, PyObject, PyValue } from "./value.ts";

/** A class has its own `__getattribute__`. */
const GETATTRIBUTE = 1;
/** A class has a `__getattr__`. */
const GETATTR = 2;
const SETATTR = 4;
const DELATTR = 8;

/** Which attribute hooks a class has; remembered in the class until it changes. */
function hooksOf(cls: PyType): number {
  if (cls.hooks >= 0) return cls.hooks;
  const overrides = (name: string): boolean => {
    const found = cls.lookup(name);
    return found !== undefined && found !== objectType.dict.get(name) && found !== typeType.dict.get(name);
  };
  const hooks =
    (overrides("__getattribute__") ? GETATTRIBUTE : 0) |
    (cls.lookup("__getattr__") !== undefined ? GETATTR : 0) |
    (overrides("__setattr__") ? SETATTR : 0) |
    (overrides("__delattr__") ? DELATTR : 0);
  cls.hooks = hooks;
  return hooks;
}

/** `o.name`. Raises AttributeError. */
export function getAttr(o: PyValue, name: string): PyValue {
  const value = lookUp(o, name);
  return value === undefined ? noAttribute(o, name) : value;
}

/** `getattr(o, name, <nothing>)`: undefined instead of AttributeError. */
export function findAttr(o: PyValue, name: string): PyValue | undefined {
  try {
    return lookUp(o, name);
  } catch (e) {
    if (isAttributeError(e)) return undefined;
    throw e;
  }
}

function isAttributeError(e: unknown): boolean {
  return e instanceof Raise && isInstance(e.exc, exceptionTypes.AttributeError);
}

/** Undefined when the attribute does not exist; AttributeErrors of hooks and properties pass. */
function lookUp(o: PyValue, name: string): PyValue | undefined {
  if (typeof o !== "object" || o === null) {
    const cls = typeOf(o);
    const found = cls.lookup(name);
    return found === undefined ? undefined : bindToInstance(found, o, cls);
  }
  const cls = o.cls;
  const hooks = hooksOf(cls);
  if (hooks === 0 || (hooks & (GETATTRIBUTE | GETATTR)) === 0) return genericLookUp(o, cls, name);
  let value: PyValue | undefined;
  if ((hooks & GETATTR) === 0) return call(cls.lookup("__getattribute__")!, [o, name]);
  try {
    value =
      (hooks & GETATTRIBUTE) === 0 ? genericLookUp(o, cls, name) : call(cls.lookup("__getattribute__")!, [o, name]);
  } catch (e) {
    if (!isAttributeError(e)) throw e;
  }
  return value === undefined ? call(cls.lookup("__getattr__")!, [o, name]) : value;
}

/** `object.__getattribute__` (and `type.__getattribute__`, a module's and `super`'s): no hooks. */
export function genericLookUp(o: PyObject, cls: PyType, name: string): PyValue | undefined {
  if (o instanceof PyType) return lookUpOnClass(o, cls, name);
  if (o instanceof PySuper) {
    const value = o.lookUp(name);
    if (value !== undefined) return value;
  }
  const found = cls.lookup(name);
  if (found === undefined) {
    const attrs = o.attrs;
    if (attrs !== null) {
      const own = attrs.get(name);
      if (own !== undefined) return own;
    }
    return o instanceof PyModule ? o.missing(name) : undefined;
  }
  const attrs = o.attrs;
  if (attrs !== null) {
    const own = attrs.get(name);
    // A data descriptor on the class comes before the instance's own attribute.
    if (own !== undefined && !isDataDescriptor(found)) return own;
  }
  return bindToInstance(found, o, cls);
}

function lookUpOnClass(o: PyType, meta: PyType, name: string): PyValue | undefined {
  const onMeta = meta.lookup(name);
  if (onMeta !== undefined && isDataDescriptor(onMeta)) return bindToInstance(onMeta, o, meta);
  const own = o.lookup(name);
  if (own !== undefined) return bindToClass(own, o);
  return onMeta === undefined ? undefined : bindToInstance(onMeta, o, meta);
}

/**
 * For `o.name(...)`: the function to call with `o` put before the arguments, when that is all that binding would do.
 * Undefined means: use {@link getAttr} and call the result. Saves the bound method.
 */
export function findMethod(o: PyValue, name: string): PyFunction | PyBuiltin | undefined {
  const cls = typeOf(o);
  const found = cls.lookup(name);
  if (found instanceof PyFunction || (found instanceof PyBuiltin && !found.isStatic)) {
    if (typeof o !== "object" || o === null) return found;
    if ((hooksOf(cls) & GETATTRIBUTE) !== 0) return undefined;
    if (o instanceof PyType || o instanceof PySuper) return undefined;
    const attrs = o.attrs;
    return attrs?.has(name) === true ? undefined : found;
  }
  return undefined;
}

/** True when instances of the class look attributes up without hooks, so that a call site may remember the class. */
export function hasPlainLookUp(cls: PyType): boolean {
  return (hooksOf(cls) & (GETATTRIBUTE | GETATTR)) === 0;
}

/** True when instances of the class assign attributes without hooks. */
export function hasPlainAssignment(cls: PyType): boolean {
  return (hooksOf(cls) & SETATTR) === 0;
}

function attributeError(o: PyValue, name: string, message: string): never {
  const error = newException(exceptionTypes.AttributeError, message);
  error.members.set("name", name);
  error.members.set("obj", o);
  throw new Raise(error);
}

/** Raises CPython's AttributeError for an attribute that is not there. */
export function noAttribute(o: PyValue, name: string): never {
  if (o instanceof PyType) return attributeError(o, name, `type object '${o.name}' has no attribute '${name}'`);
  if (o instanceof PyModule) return attributeError(o, name, `module '${o.name}' has no attribute '${name}'`);
  return attributeError(o, name, `'${typeOf(o).name}' object has no attribute '${name}'`);
}

/** `o.name = value`. */
export function setAttr(o: PyValue, name: string, value: PyValue): void {
  if (typeof o === "object" && o !== null) {
    const cls = o.cls;
    if ((hooksOf(cls) & SETATTR) !== 0) {
      call(cls.lookup("__setattr__")!, [o, name, value]);
      return;
    }
  }
  genericSetAttr(o, name, value);
}

/** `object.__setattr__`. */
export function genericSetAttr(o: PyValue, name: string, value: PyValue): void {
  const cls = typeOf(o);
  const found = cls.lookup(name);
  if (o instanceof PyType) {
    if (!o.isHeap) {
      raiseError(exceptionTypes.TypeError, `cannot set '${name}' attribute of immutable type '${o.name}'`);
    }
    if (found !== undefined && setThroughDescriptor(found, o, value)) return;
    o.set(name, value);
    return;
  }
  if (found !== undefined && setThroughDescriptor(found, o, value)) return;
  const attrs = writableAttrs(o);
  if (attrs === null) {
    if (found !== undefined) {
      attributeError(o, name, `'${cls.name}' object attribute '${name}' is read-only`);
    }
    attributeError(o, name, `'${cls.name}' object has no attribute '${name}'`);
  }
  attrs.set(name, value);
}

/** Functions get their `__dict__` when it is first written to. */
function writableAttrs(o: PyValue): Attrs | null {
  if (typeof o !== "object" || o === null) return null;
  if (o instanceof PyFunction && o.attrs === null) o.attrs = new Map();
  return o.attrs;
}

/** `del o.name`. */
export function delAttr(o: PyValue, name: string): void {
  if (typeof o === "object" && o !== null) {
    const cls = o.cls;
    if ((hooksOf(cls) & DELATTR) !== 0) {
      call(cls.lookup("__delattr__")!, [o, name]);
      return;
    }
  }
  genericDelAttr(o, name);
}

/** `object.__delattr__`. */
export function genericDelAttr(o: PyValue, name: string): void {
  const cls = typeOf(o);
  const found = cls.lookup(name);
  if (o instanceof PyType) {
    if (!o.isHeap) {
      raiseError(exceptionTypes.TypeError, `cannot set '${name}' attribute of immutable type '${o.name}'`);
    }
    if (found !== undefined && deleteThroughDescriptor(found, o)) return;
    if (!o.delete(name)) attributeError(o, name, `type object '${o.name}' has no attribute '${name}'`);
    return;
  }
  if (found !== undefined && deleteThroughDescriptor(found, o)) return;
  const attrs = typeof o === "object" && o !== null ? o.attrs : null;
  if (attrs === null || !attrs.delete(name)) {
    if (attrs === null && found !== undefined) {
      attributeError(o, name, `'${cls.name}' object attribute '${name}' is read-only`);
    }
    noAttribute(o, name);
  }
}
