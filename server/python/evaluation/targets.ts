/** Assignment targets: names, attributes, items, and unpacking into several. */
import { genericSetAttr, hasPlainAssignment, setAttr } from "../objects/attribute.ts";
import { NotSupported } from "../objects/errors.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { setItem } from "../objects/items.ts";
import { iterate } from "../objects/iteration.ts";
import { listType, PyList } from "../objects/list.ts";
import { PyTuple } from "../objects/tuple.ts";
import { type PyType, typeOf } from "../objects/type.ts";
import { PyInstance, type PyValue } from "../objects/value.ts";
import type { Attribute, Expr, Subscript } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { compileKey } from "./expressions/access.ts";
import { compileStoreName } from "./expressions/names.ts";
import type { Eval, Store } from "./frame.ts";

export function compileStore(c: Compiler, target: Expr): Store {
  switch (target.type) {
    case "Name": {
      const store = compileStoreName(c, target.id);
      const observer = c.unit.observer;
      if (observer === null) return store;
      const site = c.site(target);
      return (f, value) => {
        store(f, value);
        observer.value(site, value);
      };
    }
    case "Attribute":
      return compileStoreAttribute(c, target, c.expr(target.value));
    case "Subscript":
      return compileStoreItem(c, target, c.expr(target.value), compileKey(c, target.slice));
    case "Tuple":
    case "List":
      return compileUnpack(c, target, target.elts);
    case "Starred":
      return compileStore(c, target.value);
    default:
      throw new NotSupported(`assignment to ${target.type}`);
  }
}

export function compileStoreAttribute(c: Compiler, target: Attribute, object: Eval): Store {
  const site = c.site(target);
  const name = c.scope.mangle(target.attr);
  const observer = c.unit.observer;
  // The last class seen here whose instances simply keep `name` in their own dict.
  let cachedClass: PyType | undefined;
  let cachedVersion = 0;
  return (f, value) => {
    const o = object(f);
    f.at = site;
    if (o instanceof PyInstance) {
      const cls = o.cls;
      if (cls === cachedClass && cls.version === cachedVersion) {
        o.attrs!.set(name, value);
      } else if (hasPlainAssignment(cls)) {
        if (o.attrs !== null && cls.instancesHaveDict && cls.lookup(name) === undefined) {
          cachedClass = cls;
          cachedVersion = cls.version;
        }
        genericSetAttr(o, name, value);
      } else setAttr(o, name, value);
    } else setAttr(o, name, value);
    if (observer !== null) observer.value(site, value);
  };
}

export function compileStoreItem(c: Compiler, target: Subscript, object: Eval, key: Eval): Store {
  const site = c.site(target);
  const objectSite = c.site(target.value);
  const observer = c.unit.observer;
  return (f, value) => {
    const o = object(f);
    const k = key(f);
    f.at = site;
    if (typeof k === "number" && o instanceof PyList && o.cls === listType && k >= 0 && k < o.items.length) {
      o.items[k] = value;
    } else {
      setItem(o, k, value);
    }
    if (observer !== null) {
      observer.value(site, value);
      observer.value(objectSite, o);
    }
  };
}

function compileUnpack(c: Compiler, target: Expr, elts: readonly Expr[]): Store {
  const stores = elts.map((e) => compileStore(c, e));
  const star = elts.findIndex((e) => e.type === "Starred");
  const site = c.site(target);
  const count = elts.length;
  if (star >= 0) {
    const after = count - star - 1;
    return (f, value) => {
      f.at = site;
      const items = unpackStarred(value, star, after);
      for (let i = 0; i < count; i++) stores[i]!(f, items[i]!);
    };
  }
  if (count === 2) {
    const first = stores[0]!;
    const second = stores[1]!;
    return (f, value) => {
      f.at = site;
      const items = unpack(value, 2);
      const b = items[1]!;
      first(f, items[0]!);
      second(f, b);
    };
  }
  return (f, value) => {
    f.at = site;
    // Storing could change a list that is being unpacked: CPython has all values on its stack by then.
    const items = value instanceof PyList ? unpack(value, count).slice() : unpack(value, count);
    for (let i = 0; i < count; i++) stores[i]!(f, items[i]!);
  };
}

function tooMany(count: number): never {
  return raiseError(exceptionTypes.ValueError, `too many values to unpack (expected ${count})`);
}

function requireIterable(value: PyValue): void {
  const type = typeOf(value);
  if (type.lookup("__iter__") === undefined && type.lookup("__getitem__") === undefined) {
    raiseError(exceptionTypes.TypeError, `cannot unpack non-iterable ${type.name} object`);
  }
}

/** Exactly `count` values of an iterable. */
function unpack(value: PyValue, count: number): readonly PyValue[] {
  if (value instanceof PyTuple || (value instanceof PyList && value.cls === listType)) {
    const items = value.items;
    if (items.length === count) return items;
    if (items.length > count) tooMany(count);
    raiseError(exceptionTypes.ValueError, `not enough values to unpack (expected ${count}, got ${items.length})`);
  }
  requireIterable(value);
  const out: PyValue[] = [];
  const it = iterate(value);
  while (out.length < count) {
    const v = it.next();
    if (v === undefined) {
      raiseError(exceptionTypes.ValueError, `not enough values to unpack (expected ${count}, got ${out.length})`);
    }
    out.push(v);
  }
  if (it.next() !== undefined) tooMany(count);
  return out;
}

/** `before` values, a list of the rest, and `after` values. */
function unpackStarred(value: PyValue, before: number, after: number): PyValue[] {
  requireIterable(value);
  const all: PyValue[] = [];
  const it = iterate(value);
  for (let v = it.next(); v !== undefined; v = it.next()) all.push(v);
  if (all.length < before + after) {
    raiseError(
      exceptionTypes.ValueError,
      `not enough values to unpack (expected at least ${before + after}, got ${all.length})`,
    );
  }
  return [...all.slice(0, before), new PyList(all.slice(before, all.length - after)), ...all.slice(all.length - after)];
}
