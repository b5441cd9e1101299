/** `list`. Instances of subclasses are PyLists with their own class and attributes. */
import { budget } from "../budget.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { installClassGetItem } from "./genericAlias.ts";
import { iterate, toArray } from "./iteration.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { checkNoKeywords, checkPositional, MethodTable } from "./methods.ts";
import { RICH_METHODS, sizeIndex } from "./operators.ts";
import {
  clippedRange,
  compareItems,
  raiseRepeat,
  repeatArray,
  repeatCount,
  resolveIndex,
  same,
  sliceArray,
  subscriptIndex,
} from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { PySlice, sliceIndices } from "./slice.ts";
import { sortItems } from "./sort.ts";
import { typeName } from "./special.ts";
import { joinReprs, repr } from "./text.ts";
import { objectType, PyType } from "./type.ts";
import { type Attrs, PyObject, type PyValue } from "./value.ts";

export const listType = new PyType("list", [objectType]);

export class PyList extends PyObject {
  /** Replaced as a whole only by `clear`, slice assignment and `sort`. */
  items: PyValue[];
  cls: PyType;
  attrs: Attrs | null;
  constructor(items: PyValue[], cls: PyType = listType) {
    super();
    this.items = items;
    this.cls = cls;
    this.attrs = cls === listType ? null : new Map();
  }
}

const listIteratorType = iteratorType("list_iterator");
const listReverseIteratorType = iteratorType("list_reverseiterator");

/** Looks at the list anew in every step: what is appended during the iteration is visited. */
export class ListIterator extends PyIterator {
  #list: PyList | null;
  #at = 0;
  constructor(list: PyList) {
    super();
    this.#list = list;
  }
  get cls(): PyType {
    return listIteratorType;
  }
  next(): PyValue | undefined {
    const list = this.#list;
    if (list === null) return undefined;
    if (this.#at < list.items.length) return list.items[this.#at++];
    this.#list = null;
    return undefined;
  }
  override lengthHint(): number {
    return this.#list === null ? 0 : Math.max(0, this.#list.items.length - this.#at);
  }
}

class ListReverseIterator extends PyIterator {
  #list: PyList;
  #at: number;
  constructor(list: PyList) {
    super();
    this.#list = list;
    this.#at = list.items.length - 1;
  }
  get cls(): PyType {
    return listReverseIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#at < 0 || this.#at >= this.#list.items.length) {
      this.#at = -1;
      return undefined;
    }
    return this.#list.items[this.#at--];
  }
  override lengthHint(): number {
    return this.#at + 1;
  }
}

export function listGetItem(self: PyList, key: PyValue): PyValue {
  if (key instanceof PySlice) return new PyList(sliceArray(self.items, key));
  const i = resolveIndex(subscriptIndex(key, "list"), self.items.length);
  return i === undefined ? raiseError(exceptionTypes.IndexError, "list index out of range") : self.items[i]!;
}

export function listSetItem(self: PyList, key: PyValue, value: PyValue): void {
  if (key instanceof PySlice) {
    setSlice(self, key, value);
    return;
  }
  const i = resolveIndex(subscriptIndex(key, "list"), self.items.length);
  if (i === undefined) raiseError(exceptionTypes.IndexError, "list assignment index out of range");
  self.items[i] = value;
}

function setSlice(self: PyList, slice: PySlice, value: PyValue): void {
  const isPlain = slice.step === null || slice.step === 1;
  const source = iterableOrRaise(
    value,
    isPlain ? "can only assign an iterable" : "must assign iterable to extended slice",
  );
  const { start, stop, step, count } = sliceIndices(slice, self.items.length);
  if (step === 1) {
    self.items = [...self.items.slice(0, start), ...source, ...self.items.slice(Math.max(start, stop))];
    return;
  }
  if (source.length !== count) {
    raiseError(
      exceptionTypes.ValueError,
      `attempt to assign sequence of size ${source.length} to extended slice of size ${count}`,
    );
  }
  for (let i = 0, at = start; i < count; i++, at += step) self.items[at] = source[i]!;
}

/** The values of an iterable; a TypeError with `message` when it is none. */
function iterableOrRaise(value: PyValue, message: string): PyValue[] {
  if (value instanceof PyList) return [...value.items];
  if (iterate(value, false) === undefined) raiseError(exceptionTypes.TypeError, message);
  return toArray(value);
}

export function listDelItem(self: PyList, key: PyValue): void {
  if (!(key instanceof PySlice)) {
    const i = resolveIndex(subscriptIndex(key, "list"), self.items.length);
    if (i === undefined) raiseError(exceptionTypes.IndexError, "list assignment index out of range");
    self.items.splice(i, 1);
    return;
  }
  const { start, step, count } = sliceIndices(key, self.items.length);
  if (step === 1) {
    self.items.splice(start, count);
    return;
  }
  const gone = new Set<number>();
  for (let i = 0, at = start; i < count; i++, at += step) gone.add(at);
  self.items = self.items.filter((_, i) => !gone.has(i));
}

/** `list.extend`. A list extended by itself sees its items once. */
export function listExtend(self: PyList, source: PyValue): void {
  if (source instanceof PyList && source.cls === listType) {
    const items = source.items === self.items ? [...source.items] : source.items;
    budget.charge(items.length);
    for (const item of items) self.items.push(item);
    return;
  }
  const it = iterate(source);
  for (let v = it.next(); v !== undefined; v = it.next()) {
    budget.charge(1);
    self.items.push(v);
  }
}

export function listRepr(self: PyList): string {
  return joinReprs(self, "[", self.items, "]", "[...]");
}

function popItem(self: PyList, index: PyValue | undefined): PyValue {
  const items = self.items;
  if (index === undefined) {
    return items.length === 0 ? raiseError(exceptionTypes.IndexError, "pop from empty list") : items.pop()!;
  }
  const at = sizeIndex(index);
  if (items.length === 0) raiseError(exceptionTypes.IndexError, "pop from empty list");
  const i = resolveIndex(at, items.length);
  if (i === undefined) raiseError(exceptionTypes.IndexError, "pop index out of range");
  return items.splice(i, 1)[0]!;
}

export function installList(): void {
  listType.construct = (cls) => new PyList([], cls);
  const table = new MethodTable(listType, (v) => (v instanceof PyList ? v : undefined))
    .slotVarargs("__init__", (self, args, kwargs) => {
      if (self.cls === listType) checkNoKeywords("list", kwargs);
      checkPositional("list", args.length, 0, 1);
      self.items = args[0] === undefined ? [] : toArray(args[0]);
      return null;
    })
    .one("append", (self, x) => {
      self.items.push(x);
      return null;
    })
    .one("extend", (self, source) => {
      listExtend(self, source);
      return null;
    })
    .pos("insert", 2, 2, (self, index, x) => {
      const at = sizeIndex(index, exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t");
      const n = self.items.length;
      self.items.splice(at < 0 ? Math.max(0, at + n) : Math.min(at, n), 0, x);
      return null;
    })
    .pos("pop", 0, 1, (self, index?) => popItem(self, index))
    .one("remove", (self, x) => {
      for (let i = 0; i < self.items.length; i++) {
        if (same(self.items[i]!, x)) {
          self.items.splice(i, 1);
          return null;
        }
      }
      return raiseError(exceptionTypes.ValueError, "list.remove(x): x not in list");
    })
    .none("clear", (self) => {
      self.items = [];
      return null;
    })
    .none("copy", (self) => new PyList([...self.items]))
    .one("count", (self, x) => {
      budget.charge(self.items.length);
      let n = 0;
      for (let i = 0; i < self.items.length; i++) if (same(self.items[i]!, x)) n++;
      return n;
    })
    .pos("index", 1, 3, (self, x, start?, stop?) => {
      const [from, to] = clippedRange(start, stop, self.items.length);
      for (let i = from; i < to && i < self.items.length; i++) if (same(self.items[i]!, x)) return i;
      return notInList(x);
    })
    .none("reverse", (self) => {
      self.items.reverse();
      return null;
    })
    .kw("sort", { names: ["key", "reverse"], positional: 0 }, (self, key, reverse) => {
      sortItems(self, key ?? null, reverse ?? false);
      return null;
    })
    .slot("__len__", 0, (self) => self.items.length)
    .slot("__getitem__", 1, listGetItem)
    .slot("__setitem__", 2, (self, key, value) => {
      listSetItem(self, key, value);
      return null;
    })
    .slot("__delitem__", 1, (self, key) => {
      listDelItem(self, key);
      return null;
    })
    .slot("__contains__", 1, (self, x) => {
      for (let i = 0; i < self.items.length; i++) if (same(self.items[i]!, x)) return true;
      return false;
    })
    .slot("__iter__", 0, (self) => new ListIterator(self))
    .none("__reversed__", (self) => new ListReverseIterator(self))
    .slot("__repr__", 0, listRepr)
    .slot("__add__", 1, (self, other) => {
      if (!(other instanceof PyList)) {
        return raiseError(exceptionTypes.TypeError, `can only concatenate list (not "${typeName(other)}") to list`);
      }
      budget.charge(self.items.length + other.items.length);
      return new PyList(self.items.concat(other.items));
    })
    .slot("__iadd__", 1, (self, other) => {
      listExtend(self, other);
      return self;
    })
    .slot("__mul__", 1, (self, n) => {
      const count = repeatCount(n);
      return count === undefined ? raiseRepeat(n) : new PyList(repeatArray(self.items, count));
    })
    .slot("__rmul__", 1, (self, n) => {
      const count = repeatCount(n);
      return count === undefined ? raiseRepeat(n) : new PyList(repeatArray(self.items, count));
    })
    .slot("__imul__", 1, (self, n) => {
      const count = repeatCount(n);
      if (count === undefined) return raiseRepeat(n);
      self.items = repeatArray(self.items, count);
      return self;
    });
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) =>
      other instanceof PyList ? compareItems(op, self.items, other.items) : NotImplemented,
    );
  }
  listType.set("__hash__", null);
  installClassGetItem(listType);
}

function notInList(x: PyValue): never {
  return raiseError(exceptionTypes.ValueError, `${repr(x)} is not in list`);
}
