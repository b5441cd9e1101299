/** `collections.deque`: a ring of values with both ends cheap. */
import { budget } from "../budget.ts";
import { call } from "../objects/call.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { PyDict } from "../objects/dict.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { PyGenericAlias } from "../objects/genericAlias.ts";
import { HostBackedIterator, iteratorType, toArray } from "../objects/iteration.ts";
import { MethodTable, PyClassMethod } from "../objects/methods.ts";
import { binary, equals, toIndex, toIndexOrUndefined } from "../objects/operators.ts";
import { compareItems } from "../objects/sequence.ts";
import { NotImplemented } from "../objects/singletons.ts";
import { typeName } from "../objects/special.ts";
import { guardRepr, repr } from "../objects/text.ts";
import { PyTuple } from "../objects/tuple.ts";
import { objectType, PyType } from "../objects/type.ts";
import { type Attrs, PyObject, type PyValue } from "../objects/value.ts";

/** The values lie in `buffer` from `start`; what was popped on the left is dropped when it becomes half of it. */
export class PyDeque extends PyObject {
  readonly cls: PyType;
  readonly attrs: Attrs | null;
  #buffer: PyValue[] = [];
  #start = 0;
  maxlen: number | null = null;
  /** Counts changes of size or order, which iterators watch for. */
  changes = 0;
  constructor(cls: PyType) {
    super();
    this.cls = cls;
    this.attrs = cls === dequeType ? null : new Map();
  }
  get length(): number {
    return this.#buffer.length - this.#start;
  }
  get items(): PyValue[] {
    return this.#start === 0 ? this.#buffer : this.#buffer.slice(this.#start);
  }
  set items(values: PyValue[]) {
    this.#buffer = values;
    this.#start = 0;
    this.changes++;
  }
  at(i: number): PyValue {
    return this.#buffer[this.#start + i]!;
  }
  put(i: number, value: PyValue): void {
    this.#buffer[this.#start + i] = value;
  }
  append(value: PyValue): void {
    this.changes++;
    this.#buffer.push(value);
    if (this.maxlen !== null && this.length > this.maxlen) this.popleft();
  }
  appendleft(value: PyValue): void {
    this.changes++;
    if (this.#start === 0) {
      // Room on the left, as much as there are values: the cost of moving them spreads over that many calls.
      const room = Math.max(8, this.#buffer.length);
      this.#buffer = [...new Array<PyValue>(room).fill(null), ...this.#buffer];
      this.#start = room;
    }
    this.#buffer[--this.#start] = value;
    if (this.maxlen !== null && this.length > this.maxlen) this.pop();
  }
  pop(): PyValue {
    this.changes++;
    if (this.length === 0) raiseError(exceptionTypes.IndexError, "pop from an empty deque");
    return this.#buffer.pop()!;
  }
  popleft(): PyValue {
    this.changes++;
    if (this.length === 0) raiseError(exceptionTypes.IndexError, "pop from an empty deque");
    const value = this.#buffer[this.#start]!;
    this.#buffer[this.#start++] = null;
    if (this.#start > 16 && this.#start * 2 > this.#buffer.length) {
      this.#buffer = this.#buffer.slice(this.#start);
      this.#start = 0;
    }
    return value;
  }
  /** Keeps to maxlen by dropping on the left. */
  extend(values: readonly PyValue[]): void {
    budget.charge(values.length);
    for (const v of values) this.append(v);
  }
}

const iteratorClass = iteratorType("_deque_iterator", "_collections");
const reverseIteratorClass = iteratorType("_deque_reverse_iterator", "_collections");

function iterator(self: PyDeque, isReversed: boolean): PyValue {
  const seen = self.changes;
  let i = 0;
  return new HostBackedIterator(isReversed ? reverseIteratorClass : iteratorClass, {
    next: () => {
      if (i < 0 || i >= self.length) {
        i = -1;
        return undefined;
      }
      if (self.changes !== seen) {
        i = -1;
        raiseError(exceptionTypes.RuntimeError, "deque mutated during iteration");
      }
      budget.charge(1);
      const v = self.at(isReversed ? self.length - 1 - i : i);
      i++;
      return v;
    },
  });
}

function place(self: PyDeque, key: PyValue): number {
  const n = toIndexOrUndefined(key);
  if (n === undefined) {
    raiseError(exceptionTypes.TypeError, `sequence index must be integer, not '${typeName(key)}'`);
  }
  let i = Number(n);
  if (i < 0) i += self.length;
  if (i < 0 || i >= self.length) raiseError(exceptionTypes.IndexError, "deque index out of range");
  return i;
}

export const dequeType = new PyType("deque", [objectType], {
  module: "collections",
  construct: (cls) => new PyDeque(cls),
});

function copyOf(self: PyDeque): PyValue {
  if (self.cls === dequeType) {
    const made = new PyDeque(dequeType);
    made.maxlen = self.maxlen;
    made.items = self.items.slice();
    return made;
  }
  return call(self.cls, self.maxlen === null ? [self] : [self, self.maxlen]);
}

let isInstalled = false;

export function installDeque(): PyType {
  if (isInstalled) return dequeType;
  isInstalled = true;
  const table = new MethodTable(dequeType, (v) => (v instanceof PyDeque ? v : undefined));
  table.slotVarargs("__init__", (self, args, kwargs) => {
    if (args.length > 2) {
      raiseError(exceptionTypes.TypeError, `deque() takes at most 2 arguments (${args.length} given)`);
    }
    for (const key of kwargs?.keys() ?? []) {
      if (key !== "iterable" && key !== "maxlen") {
        raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for deque()`);
      }
    }
    const items = args.length > 0 ? args[0] : kwargs?.get("iterable");
    const max = args.length > 1 ? args[1] : kwargs?.get("maxlen");
    if (max !== undefined && max !== null) {
      if (toIndexOrUndefined(max) === undefined) raiseError(exceptionTypes.TypeError, "an integer is required");
      self.maxlen = Number(toIndex(max));
      if (self.maxlen < 0) raiseError(exceptionTypes.ValueError, "maxlen must be non-negative");
    } else self.maxlen = null;
    self.items = [];
    if (items !== undefined) self.extend(toArray(items));
    return null;
  });
  table
    .one("append", (self, v) => {
      self.append(v);
      return null;
    })
    .one("appendleft", (self, v) => {
      self.appendleft(v);
      return null;
    })
    .none("pop", (self) => self.pop())
    .none("popleft", (self) => self.popleft())
    .none("clear", (self) => {
      self.items = [];
      return null;
    })
    .one("extend", (self, values) => {
      self.extend(toArray(values));
      return null;
    })
    .one("extendleft", (self, values) => {
      for (const v of toArray(values)) self.appendleft(v);
      return null;
    })
    .pos("rotate", 0, 1, (self, n) => {
      const count = n === undefined ? 1 : Number(toIndex(n));
      const size = self.length;
      if (size > 1) {
        const by = ((count % size) + size) % size;
        const items = self.items;
        self.items = [...items.slice(size - by), ...items.slice(0, size - by)];
      }
      return null;
    })
    .one("count", (self, v) => self.items.filter((x) => equals(x, v)).length)
    .pos("index", 1, 3, (self, v, start, stop) => {
      const bound = (given: PyValue | undefined, fallback: number): number => {
        if (given === undefined) return fallback;
        const n = Number(toIndex(given));
        return Math.min(Math.max(n < 0 ? n + self.length : n, 0), self.length);
      };
      const items = self.items;
      const end = bound(stop, items.length);
      for (let i = bound(start, 0); i < end; i++) if (equals(items[i]!, v!)) return i;
      return raiseError(exceptionTypes.ValueError, `${repr(v!)} is not in deque`);
    })
    .pos("insert", 2, 2, (self, at, v) => {
      if (self.maxlen !== null && self.length >= self.maxlen) {
        raiseError(exceptionTypes.IndexError, "deque already at its maximum size");
      }
      const items = self.items.slice();
      items.splice(Number(toIndex(at!)), 0, v!);
      self.items = items;
      return null;
    })
    .one("remove", (self, v) => {
      const items = self.items.slice();
      const i = items.findIndex((x) => equals(x, v));
      if (i < 0) raiseError(exceptionTypes.ValueError, "deque.remove(x): x not in deque");
      items.splice(i, 1);
      self.items = items;
      return null;
    })
    .none("reverse", (self) => {
      self.items = self.items.slice().reverse();
      return null;
    })
    .none("copy", copyOf)
    .none("__copy__", copyOf)
    .none("__reversed__", (self) => iterator(self, true))
    .none(
      "__reduce__",
      (self) =>
        new PyTuple([
          self.cls,
          new PyTuple(self.maxlen === null ? [] : [new PyTuple([]), self.maxlen]),
          self.attrs === null || self.attrs.size === 0 ? null : PyDict.of(self.attrs),
          iterator(self, false),
        ]),
    )
    .property("maxlen", (self) => self.maxlen)
    .slot("__iter__", 0, (self) => iterator(self, false))
    .slot("__len__", 0, (self) => self.length)
    .slot("__bool__", 0, (self) => self.length > 0)
    .slot("__getitem__", 1, (self, key) => self.at(place(self, key!)))
    .slot("__setitem__", 2, (self, key, v) => {
      self.put(place(self, key!), v!);
      return null;
    })
    .slot("__delitem__", 1, (self, key) => {
      const i = place(self, key!);
      const items = self.items.slice();
      items.splice(i, 1);
      self.items = items;
      return null;
    })
    .slot("__contains__", 1, (self, v) => self.items.some((x) => equals(x, v!)))
    .slot("__add__", 1, (self, other) => {
      if (!(other instanceof PyDeque)) {
        return raiseError(exceptionTypes.TypeError, `can only concatenate deque (not "${typeName(other!)}") to deque`);
      }
      const made = copyOf(self);
      if (made instanceof PyDeque) made.extend(other.items.slice());
      return made;
    })
    .slot("__iadd__", 1, (self, other) => {
      self.extend(toArray(other!));
      return self;
    })
    .slot("__mul__", 1, (self, n) => {
      const times = Math.max(0, Number(toIndex(n!)));
      const made = copyOf(self);
      if (!(made instanceof PyDeque)) return made;
      made.items = [];
      for (let i = 0; i < times; i++) made.extend(self.items.slice());
      return made;
    })
    .slot("__rmul__", 1, (self, n) => binary("*", self, n!))
    .slot("__imul__", 1, (self, n) => {
      const times = Math.max(0, Number(toIndex(n!)));
      const once = self.items.slice();
      self.items = [];
      for (let i = 0; i < times; i++) self.extend(once);
      return self;
    });
  for (const [op, name] of [
    ["==", "__eq__"],
    ["!=", "__ne__"],
    ["<", "__lt__"],
    ["<=", "__le__"],
    [">", "__gt__"],
    [">=", "__ge__"],
  ] as const) {
    table.slot(name, 1, (self, other) =>
      other instanceof PyDeque ? compareItems(op, self.items, other.items) : NotImplemented,
    );
  }
  dequeType.set("__hash__", null);
  dequeType.set(
    "__repr__",
    new PyBuiltin("__repr__", (args) => {
      const self = args[0];
      if (!(self instanceof PyDeque)) return "";
      return guardRepr(self, "[...]", () => {
        const body = `[${self.items.map(repr).join(", ")}]`;
        return `${self.cls.name}(${body}${self.maxlen === null ? "" : `, maxlen=${self.maxlen}`})`;
      });
    }),
  );
  dequeType.set(
    "__class_getitem__",
    new PyClassMethod(
      new PyBuiltin("__class_getitem__", (args) => {
        const item = args[1]!;
        return new PyGenericAlias(args[0] as PyType, item instanceof PyTuple ? item : new PyTuple([item]));
      }),
    ),
  );
  return dequeType;
}
