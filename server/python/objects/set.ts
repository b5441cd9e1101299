/**
 * `set` and `frozenset`. Iteration follows CPython's hash table as long as all elements hash to the same value in every
 * process (numbers, tuples of numbers); with strings and the like, whose hashes CPython salts, it is insertion order.
 */
import { budget } from "../budget.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { installClassGetItem } from "./genericAlias.ts";
import { hash, hashFrozenSet } from "./hash.ts";
import { iterate } from "./iteration.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { type Key, KeyRegistry } from "./keys.ts";
import { checkNoKeywords, checkPositional, MethodTable } from "./methods.ts";
import { RICH_METHODS } from "./operators.ts";
import { SetTable } from "./setTable.ts";
import { NotImplemented } from "./singletons.ts";
import { unwrap } from "./special.ts";
import { guardRepr, repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { objectType, PyType, typeOf } from "./type.ts";
import { type Attrs, PyFloat, PyObject, type PyValue } from "./value.ts";

export const setType = new PyType("set", [objectType]);
export const frozensetType = new PyType("frozenset", [objectType]);

/** True when CPython hashes the value alike in every process, so that the order of a set of such is a fact. */
function hasFixedHash(value: PyValue): boolean {
  switch (typeof value) {
    case "number":
    case "bigint":
    case "boolean":
      return true;
    case "string":
      return value === "";
    default:
      break;
  }
  if (value === null) return false;
  if (value instanceof PyFloat) return !Number.isNaN(value.value);
  const plain = unwrap(value);
  if (plain !== value) return hasFixedHash(plain);
  if (value instanceof PyTuple) return value.items.every(hasFixedHash);
  if (value instanceof PySet) return value.isOrdered;
  if (value instanceof PyType) return false;
  const method = typeOf(value).lookup("__hash__");
  // A hash method of the snippet's own: usually of numbers; where it is of strings, no order is wrong.
  return typeOf(value).isHeap && method !== objectType.dict.get("__hash__");
}

export class PySet extends PyObject {
  cls: PyType;
  attrs: Attrs | null;
  #members: Map<Key, PyValue> = new Map();
  #registry: KeyRegistry | null = null;
  #table: SetTable | null = new SetTable();

  /** Empty; fill it with {@link add} or {@link update}. */
  constructor(cls: PyType = setType) {
    super();
    this.cls = cls;
    this.attrs = cls === setType || cls === frozensetType ? null : new Map();
  }

  /** `set(iterable)`. */
  static from(source: PyValue, cls: PyType = setType): PySet {
    const made = new PySet(cls);
    made.update(source);
    return made;
  }

  /**
   * A set display. CPython builds a display of three or more constants from a frozenset that its compiler made, which
   * can leave another table size, and so another order, than adding one by one.
   */
  static display(items: readonly PyValue[], isConstant: boolean): PySet {
    const made = new PySet();
    if (!isConstant || items.length < 3) {
      for (const item of items) made.add(item);
      return made;
    }
    // The compiler rebuilds the frozenset once more, in its own order, when it merges equal constants.
    let constant = new PySet(frozensetType);
    for (const item of items) constant.add(item);
    const order = constant.values();
    constant = new PySet(frozensetType);
    for (const item of order) constant.add(item);
    made.update(constant);
    return made;
  }

  get size(): number {
    return this.#members.size;
  }

  /** True while the order of iteration is the emulated table's. */
  get isOrdered(): boolean {
    return this.#table !== null;
  }

  #find(value: PyValue): Key | undefined {
    if (typeof value === "string" && this.#registry === null) return value;
    this.#registry ??= new KeyRegistry();
    return this.#registry.find(value, this.#members);
  }

  has(value: PyValue): boolean {
    const k = this.#find(value);
    return k !== undefined && this.#members.has(k);
  }

  add(value: PyValue): void {
    let key: Key;
    if (typeof value === "string" && this.#registry === null) key = value;
    else {
      this.#registry ??= new KeyRegistry();
      key = this.#registry.findOrAdd(value, this.#members);
    }
    if (this.#members.has(key)) return;
    this.#members.set(key, value);
    if (this.#table !== null) {
      if (hasFixedHash(value)) this.#table.add(key, hash(value));
      else this.#table = null;
    }
  }

  delete(value: PyValue): boolean {
    const k = this.#find(value);
    if (k === undefined) return false;
    const given = this.#members.get(k);
    if (given === undefined) return false;
    this.#members.delete(k);
    this.#table?.delete(k, hash(given));
    this.#registry?.forget(k);
    return true;
  }

  clear(): void {
    this.#members.clear();
    this.#registry = null;
    this.#table = new SetTable();
  }

  /** The elements in order, as a new array. */
  values(): PyValue[] {
    if (this.#table === null) return [...this.#members.values()];
    return this.#table.keys().map((k) => this.#members.get(k)!);
  }

  pop(): PyValue | undefined {
    if (this.#members.size === 0) return undefined;
    const key = this.#table === null ? this.#members.keys().next().value : this.#table.popCandidate();
    if (key === undefined) return undefined;
    const given = this.#members.get(key)!;
    this.delete(given);
    return given;
  }

  copy(cls: PyType = this.cls): PySet {
    const made = new PySet(cls);
    made.update(this);
    return made;
  }

  /** `self |= source`. */
  update(source: PyValue): void {
    if (source instanceof PySet) {
      if (source === this) return;
      budget.charge(source.size);
      const table = this.#table;
      if (table !== null && source.#table !== null) {
        table.reserve(source.size);
        if (table.isUntouched) {
          table.copyFrom(source.#table);
          this.#registry ??= new KeyRegistry();
          const byKey = this.#registry;
          for (const [k, given] of source.#members) {
            // Another registry may represent an equal value by another object; here the source's becomes ours.
            byKey.findOrAdd(k, this.#members);
            this.#members.set(k, given);
          }
          return;
        }
      }
      for (const value of source.values()) this.add(value);
      return;
    }
    if (source instanceof PyDict) {
      budget.charge(source.size);
      this.#table?.reserve(source.size);
      for (const key of source.keys()) this.add(key);
      return;
    }
    const it = iterate(source);
    for (let v = it.next(); v !== undefined; v = it.next()) {
      budget.charge(1);
      this.add(v);
    }
  }

  updated(source: PyValue): this {
    this.update(source);
    return this;
  }

  /** A new set of the same kind. */
  intersection(other: PyValue): PySet {
    const out = new PySet(basicClass(this));
    if (other === this) return this.copy(basicClass(this));
    if (other instanceof PySet) {
      const [small, large] = other.size > this.size ? [this, other] : [other, this];
      budget.charge(small.size);
      for (const value of small.values()) if (large.has(value)) out.add(value);
      return out;
    }
    const it = iterate(other);
    for (let v = it.next(); v !== undefined; v = it.next()) {
      budget.charge(1);
      if (this.has(v)) out.add(v);
    }
    return out;
  }

  difference(other: PyValue): PySet {
    const isHashed = other instanceof PySet || other instanceof PyDict;
    if (!isHashed) return this.copy(basicClass(this)).differenceUpdated(other);
    if (this.size >> 2 > other.size) return this.copy(basicClass(this)).differenceUpdated(other);
    const out = new PySet(basicClass(this));
    budget.charge(this.size);
    for (const value of this.values()) if (!other.has(value)) out.add(value);
    return out;
  }

  differenceUpdated(other: PyValue): this {
    if (other === this) {
      this.clear();
      return this;
    }
    if (other instanceof PySet) {
      const source = other.size >> 3 > this.size ? this.intersection(other) : other;
      budget.charge(source.size);
      for (const value of source.values()) this.delete(value);
    } else {
      const it = iterate(other);
      for (let v = it.next(); v !== undefined; v = it.next()) {
        budget.charge(1);
        this.delete(v);
      }
    }
    this.#table?.tidy();
    return this;
  }

  symmetricDifference(other: PyValue): PySet {
    return PySet.from(other, basicClass(this)).symmetricDifferenceUpdated(this);
  }

  symmetricDifferenceUpdated(other: PyValue): this {
    if (other === this) {
      this.clear();
      return this;
    }
    const source =
      other instanceof PySet
        ? other.values()
        : other instanceof PyDict
          ? [...other.keys()]
          : PySet.from(other).values();
    budget.charge(source.length);
    for (const value of source) if (!this.delete(value)) this.add(value);
    return this;
  }

  /** Takes over the elements of another set, table and all. */
  become(other: PySet): void {
    this.#members = other.#members;
    this.#registry = other.#registry;
    this.#table = other.#table;
  }

  isSubsetOf(other: PySet): boolean {
    if (this.size > other.size) return false;
    budget.charge(this.size);
    for (const value of this.#members.values()) if (!other.has(value)) return false;
    return true;
  }
}

/** The result class of operators: subclasses of set give plain sets. */
function basicClass(set: PySet): PyType {
  return set.cls.isSubtypeOf(frozensetType) ? frozensetType : setType;
}

const setIteratorType = iteratorType("set_iterator");

export class SetIterator extends PyIterator {
  #set: PySet;
  #values: PyValue[];
  #size: number;
  #at = 0;
  constructor(set: PySet) {
    super();
    this.#set = set;
    this.#values = set.values();
    this.#size = set.size;
  }
  get cls(): PyType {
    return setIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#at > this.#values.length) return undefined;
    if (this.#set.size !== this.#size) {
      this.#size = -1;
      raiseError(exceptionTypes.RuntimeError, "Set changed size during iteration");
    }
    if (this.#at < this.#values.length) return this.#values[this.#at++];
    this.#at++;
    return undefined;
  }
  override lengthHint(): number {
    return Math.max(0, this.#values.length - this.#at);
  }
}

/** For `x in s`, `discard` and `remove`: a set stands for the frozenset of its elements. */
function hashableForm(value: PyValue): PyValue {
  return value instanceof PySet && !value.cls.isSubtypeOf(frozensetType) ? value.copy(frozensetType) : value;
}

function setRepr(self: PySet): string {
  const name = self.cls.name;
  if (self.size === 0) return `${name}()`;
  return guardRepr(self, `${name}(...)`, () => {
    const items = `{${self.values().map(repr).join(", ")}}`;
    return self.cls === setType ? items : `${name}(${items})`;
  });
}

function toSet(value: PyValue): PySet {
  return value instanceof PySet ? value : PySet.from(value);
}

function shared(type: PyType): MethodTable<PySet> {
  const table = new MethodTable(type, (v) => (v instanceof PySet && v.cls.isSubtypeOf(type) ? v : undefined))
    .slot("__len__", 0, (self) => self.size)
    .slot("__contains__", 1, (self, value) => self.has(hashableForm(value)))
    .slot("__iter__", 0, (self) => new SetIterator(self))
    .slot("__repr__", 0, setRepr)
    .varargs("union", (self, args, kwargs) => {
      checkNoKeywords(`${type.name}.union`, kwargs);
      const out = self.copy(basicClass(self));
      for (const arg of args) out.update(arg);
      return out;
    })
    .varargs("intersection", (self, args, kwargs) => {
      checkNoKeywords(`${type.name}.intersection`, kwargs);
      if (args.length === 0) return self.copy(basicClass(self));
      let out = self;
      for (const arg of args) out = out.intersection(arg);
      return out;
    })
    .varargs("difference", (self, args, kwargs) => {
      checkNoKeywords(`${type.name}.difference`, kwargs);
      if (args.length === 0) return self.copy(basicClass(self));
      let out = self.difference(args[0]!);
      for (const arg of args.slice(1)) out = out.differenceUpdated(arg);
      return out;
    })
    .one("symmetric_difference", (self, other) => self.symmetricDifference(other))
    .one("issubset", (self, other) => self.isSubsetOf(toSet(other)))
    .one("issuperset", (self, other) => toSet(other).isSubsetOf(self))
    .one("isdisjoint", (self, other) => {
      const it = iterate(other);
      for (let v = it.next(); v !== undefined; v = it.next()) {
        budget.charge(1);
        if (self.has(v)) return false;
      }
      return true;
    });
  const operators: readonly (readonly [string, string, (a: PySet, b: PySet) => PyValue])[] = [
    ["__or__", "__ror__", (a, b) => a.copy(basicClass(a)).updated(b)],
    ["__and__", "__rand__", (a, b) => a.intersection(b)],
    ["__sub__", "__rsub__", (a, b) => a.difference(b)],
    ["__xor__", "__rxor__", (a, b) => a.symmetricDifference(b)],
  ];
  for (const [forward, reflected, fn] of operators) {
    table.slot(forward, 1, (self, other) => (other instanceof PySet ? fn(self, other) : NotImplemented));
    table.slot(reflected, 1, (self, other) => (other instanceof PySet ? fn(other, self) : NotImplemented));
  }
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      if (!(other instanceof PySet)) return NotImplemented;
      switch (op) {
        case "==":
          return self.size === other.size && self.isSubsetOf(other);
        case "!=":
          return !(self.size === other.size && self.isSubsetOf(other));
        case "<":
          return self.size < other.size && self.isSubsetOf(other);
        case "<=":
          return self.isSubsetOf(other);
        case ">":
          return self.size > other.size && other.isSubsetOf(self);
        default:
          return other.isSubsetOf(self);
      }
    });
  }
  installClassGetItem(type);
  return table;
}

export function installSet(): void {
  frozensetType.construct = (cls, args, kwargs) => {
    if (cls === frozensetType) checkNoKeywords("frozenset", kwargs);
    checkPositional("frozenset", args.length, 0, 1);
    const source = args[0];
    if (cls === frozensetType && source instanceof PySet && source.cls === frozensetType) return source;
    return source === undefined ? new PySet(cls) : PySet.from(source, cls);
  };
  shared(frozensetType)
    .none("copy", (self) => (self.cls === frozensetType ? self : self.copy(frozensetType)))
    .slot("__hash__", 0, (self) => hashFrozenSet(self.values().map(hash), self.size));

  setType.construct = (cls) => new PySet(cls);
  const inPlace = (fn: (self: PySet, other: PyValue) => void) => (self: PySet, other: PyValue) => {
    if (!(other instanceof PySet)) return NotImplemented;
    fn(self, other);
    return self;
  };
  shared(setType)
    .slotVarargs("__init__", (self, args, kwargs) => {
      if (self.cls === setType) checkNoKeywords("set", kwargs);
      checkPositional("set", args.length, 0, 1);
      self.clear();
      if (args[0] !== undefined) self.update(args[0]);
      return null;
    })
    .one("add", (self, value) => {
      self.add(value);
      return null;
    })
    .one("discard", (self, value) => {
      self.delete(hashableForm(value));
      return null;
    })
    .one("remove", (self, value) =>
      self.delete(hashableForm(value)) ? null : raiseWith(exceptionTypes.KeyError, value),
    )
    .none("pop", (self) => {
      const item = self.pop();
      return item !== undefined ? item : raiseError(exceptionTypes.KeyError, "pop from an empty set");
    })
    .none("clear", (self) => {
      self.clear();
      return null;
    })
    .none("copy", (self) => self.copy(setType))
    .varargs("update", (self, args, kwargs) => {
      checkNoKeywords("set.update", kwargs);
      for (const arg of args) self.update(arg);
      return null;
    })
    .varargs("intersection_update", (self, args) => {
      let out = self;
      for (const arg of args) out = out.intersection(arg);
      if (out !== self) self.become(out);
      return null;
    })
    .varargs("difference_update", (self, args) => {
      for (const arg of args) self.differenceUpdated(arg);
      return null;
    })
    .one("symmetric_difference_update", (self, other) => {
      self.symmetricDifferenceUpdated(other);
      return null;
    })
    .slot(
      "__ior__",
      1,
      inPlace((self, other) => self.update(other)),
    )
    .slot(
      "__iand__",
      1,
      inPlace((self, other) => self.become(self.intersection(other))),
    )
    .slot(
      "__isub__",
      1,
      inPlace((self, other) => self.differenceUpdated(other)),
    )
    .slot(
      "__ixor__",
      1,
      inPlace((self, other) => self.symmetricDifferenceUpdated(other)),
    );
  setType.set("__hash__", null);
}
