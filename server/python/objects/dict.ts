/**
 * `dict`: insertion order, keys by Python's equality. Instances of subclasses are PyDicts with their own class and
 * attributes. The views (`keys()`, `values()`, `items()`) are live.
 */
import { budget } from "../budget.ts";
import { findAttr } from "./attribute.ts";
import { call } from "./call.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { installClassGetItem } from "./genericAlias.ts";
import { getItem } from "./items.ts";
import { iterate, toArray } from "./iteration.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { type Key, KeyRegistry } from "./keys.ts";
import { checkPositional, MethodTable } from "./methods.ts";
import { contains, RICH_METHODS } from "./operators.ts";
import { same } from "./sequence.ts";
import { frozensetType, PySet, setType } from "./set.ts";
import { NotImplemented } from "./singletons.ts";
import { callSpecial, callUnbound, inherits } from "./special.ts";
import { guardRepr, repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { objectType, PyType } from "./type.ts";
import { type Attrs, PyObject, type PyValue } from "./value.ts";

export const dictType = new PyType("dict", [objectType]);

export class PyDict extends PyObject {
  cls: PyType;
  attrs: Attrs | null;
  #values: Map<Key, PyValue>;
  /** The keys as given, where they are not their own canonical form (`True`, `1.0`, instances of str subclasses). */
  #given: Map<Key, PyValue> | null = null;
  #registry: KeyRegistry | null = null;

  constructor(cls: PyType = dictType, values: Map<Key, PyValue> = new Map()) {
    super();
    this.cls = cls;
    this.attrs = cls === dictType ? null : new Map();
    this.#values = values;
  }

  /** A dictionary that shares an attribute map: writes to one are seen in the other (`vars(obj)`, `globals()`). */
  static over(attrs: Attrs): PyDict {
    // Attribute names are strings, and a string is its own canonical key; the dictionary may gain keys of other types.
    return new PyDict(dictType, attrs as Map<Key, PyValue>);
  }

  /** The other direction of {@link over}: the entries as a namespace. Keys that are not strings are out of its sight. */
  asAttrs(): Attrs {
    return this.#values as unknown as Attrs;
  }

  static of(entries: Iterable<readonly [PyValue, PyValue]>): PyDict {
    const dict = new PyDict();
    for (const [key, value] of entries) dict.set(key, value);
    return dict;
  }

  get size(): number {
    return this.#values.size;
  }

  #find(key: PyValue): Key | undefined {
    if (typeof key === "string" && this.#registry === null) return key;
    this.#registry ??= new KeyRegistry();
    return this.#registry.find(key, this.#values);
  }

  /** TypeError when the key is unhashable, as for all of these. */
  get(key: PyValue): PyValue | undefined {
    const k = this.#find(key);
    return k === undefined ? undefined : this.#values.get(k);
  }

  has(key: PyValue): boolean {
    const k = this.#find(key);
    return k !== undefined && this.#values.has(k);
  }

  set(key: PyValue, value: PyValue): void {
    if (typeof key === "string" && this.#registry === null) {
      this.#values.set(key, value);
      return;
    }
    this.#registry ??= new KeyRegistry();
    const k = this.#registry.findOrAdd(key, this.#values);
    if (k !== key && !this.#values.has(k)) {
      this.#given ??= new Map();
      this.#given.set(k, key);
    }
    this.#values.set(k, value);
  }

  delete(key: PyValue): boolean {
    const k = this.#find(key);
    if (k === undefined || !this.#values.delete(k)) return false;
    this.#given?.delete(k);
    this.#registry?.forget(k);
    return true;
  }

  clear(): void {
    this.#values.clear();
    this.#given = null;
    this.#registry = null;
  }

  #givenKey(k: Key): PyValue {
    return this.#given?.get(k) ?? (this.#given?.has(k) === true ? null : k);
  }

  /** Live: what is added while iterating is visited, as by a JavaScript Map. */
  *keys(): IterableIterator<PyValue> {
    for (const k of this.#values.keys()) yield this.#givenKey(k);
  }

  values(): IterableIterator<PyValue> {
    return this.#values.values();
  }

  *entries(): IterableIterator<[PyValue, PyValue]> {
    for (const [k, v] of this.#values) yield [this.#givenKey(k), v];
  }

  /** The newest entry. */
  last(): [PyValue, PyValue] | undefined {
    let last: [Key, PyValue] | undefined;
    for (const entry of this.#values) last = entry;
    return last === undefined ? undefined : [this.#givenKey(last[0]), last[1]];
  }

  copy(): PyDict {
    const out = new PyDict();
    out.#values = new Map(this.#values);
    if (this.#given !== null) out.#given = new Map(this.#given);
    if (this.#registry !== null) {
      out.#registry = new KeyRegistry();
      const empty = new Map<Key, unknown>();
      for (const k of this.#values.keys()) out.#registry.findOrAdd(k, empty);
    }
    return out;
  }
}

// ---------------------------------------------------------------- iterators and views

type Part = "keys" | "values" | "items";

const iteratorTypes: Readonly<Record<Part, PyType>> = {
  keys: iteratorType("dict_keyiterator"),
  values: iteratorType("dict_valueiterator"),
  items: iteratorType("dict_itemiterator"),
};
const reverseIteratorTypes: Readonly<Record<Part, PyType>> = {
  keys: iteratorType("dict_reversekeyiterator"),
  values: iteratorType("dict_reversevalueiterator"),
  items: iteratorType("dict_reverseitemiterator"),
};
const viewTypes: Readonly<Record<Part, PyType>> = {
  keys: new PyType("dict_keys", [objectType], { subclassable: false }),
  values: new PyType("dict_values", [objectType], { subclassable: false }),
  items: new PyType("dict_items", [objectType], { subclassable: false }),
};
/** The views of an `OrderedDict`. */
const orderedViewTypes: Readonly<Record<Part, PyType>> = {
  keys: new PyType("odict_keys", [viewTypes.keys], { subclassable: false }),
  values: new PyType("odict_values", [viewTypes.values], { subclassable: false }),
  items: new PyType("odict_items", [viewTypes.items], { subclassable: false }),
};

/** True for `collections.OrderedDict` and its subclasses; that class is Python, so it is known by its name. */
function isOrdered(dict: PyDict): boolean {
  if (dict.cls === dictType) return false;
  return dict.cls.mro.some((t) => t.name === "OrderedDict" && t.module === "collections");
}

function partsOf(dict: PyDict, part: Part): Iterator<PyValue> {
  if (part === "keys") return dict.keys();
  if (part === "values") return dict.values();
  return pairs(dict);
}

function* pairs(dict: PyDict): IterableIterator<PyValue> {
  for (const [k, v] of dict.entries()) yield new PyTuple([k, v]);
}

export class DictIterator extends PyIterator {
  readonly cls: PyType;
  #dict: PyDict;
  #source: Iterator<PyValue> | null;
  #size: number;
  #left: number;
  constructor(dict: PyDict, part: Part, isReversed = false) {
    super();
    this.cls = (isReversed ? reverseIteratorTypes : iteratorTypes)[part];
    this.#dict = dict;
    this.#size = dict.size;
    this.#left = dict.size;
    if (isReversed) {
      const items: PyValue[] = [];
      const it = partsOf(dict, part);
      for (let step = it.next(); step.done !== true; step = it.next()) items.push(step.value);
      this.#source = items.reverse()[Symbol.iterator]();
    } else this.#source = partsOf(dict, part);
  }
  next(): PyValue | undefined {
    if (this.#source === null) return undefined;
    if (this.#dict.size !== this.#size) {
      this.#size = -1;
      raiseError(exceptionTypes.RuntimeError, "dictionary changed size during iteration");
    }
    if (this.#left === 0) {
      const extra = this.#source.next();
      this.#source = null;
      if (extra.done !== true) raiseError(exceptionTypes.RuntimeError, "dictionary keys changed during iteration");
      return undefined;
    }
    const step = this.#source.next();
    if (step.done === true) {
      this.#source = null;
      return undefined;
    }
    this.#left--;
    return step.value;
  }
  override lengthHint(): number {
    return this.#source === null ? 0 : this.#left;
  }
}

export class PyDictView extends PyObject {
  readonly dict: PyDict;
  readonly part: Part;
  readonly attrs = null;
  constructor(dict: PyDict, part: Part) {
    super();
    this.dict = dict;
    this.part = part;
  }
  get cls(): PyType {
    return (isOrdered(this.dict) ? orderedViewTypes : viewTypes)[this.part];
  }
  has(value: PyValue): boolean {
    if (this.part === "keys") return this.dict.has(value);
    if (!(value instanceof PyTuple) || value.items.length !== 2) return false;
    const found = this.dict.get(value.items[0]!);
    return found !== undefined && same(found, value.items[1]!);
  }
}

// ---------------------------------------------------------------- methods

/** True for a dict that iterates and looks up as `dict` does. */
function isPlain(value: PyValue): value is PyDict {
  return value instanceof PyDict && inherits(value.cls, dictType, "__iter__");
}

/** `dict.update(source)`: a mapping (it has `keys`), or an iterable of pairs. */
export function dictUpdate(self: PyDict, source: PyValue): void {
  if (isPlain(source)) {
    budget.charge(source.size);
    if (source === self) return;
    for (const [k, v] of source.entries()) self.set(k, v);
    return;
  }
  const keys = source instanceof PyObject ? findAttr(source, "keys") : undefined;
  if (keys !== undefined) {
    const it = iterate(call(keys, [], null));
    for (let k = it.next(); k !== undefined; k = it.next()) {
      budget.charge(1);
      self.set(k, getItem(source, k));
    }
    return;
  }
  let i = 0;
  const it = iterate(source);
  for (let pair = it.next(); pair !== undefined; pair = it.next(), i++) {
    const isIterable = iterate(pair, false) !== undefined;
    if (!isIterable) {
      raiseError(exceptionTypes.TypeError, `cannot convert dictionary update sequence element #${i} to a sequence`);
    }
    const items = toArray(pair);
    if (items.length !== 2) {
      raiseError(
        exceptionTypes.ValueError,
        `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
      );
    }
    budget.charge(1);
    self.set(items[0]!, items[1]!);
  }
}

export function dictRepr(self: PyDict): string {
  return guardRepr(self, "{...}", () => {
    let out = "";
    for (const [k, v] of self.entries()) {
      budget.charge(1);
      out += `${out === "" ? "" : ", "}${repr(k)}: ${repr(v)}`;
    }
    return `{${out}}`;
  });
}

export function dictEquals(a: PyDict, b: PyDict): boolean {
  if (a.size !== b.size) return false;
  for (const [k, v] of a.entries()) {
    budget.charge(1);
    const w = b.get(k);
    if (w === undefined || !same(v, w)) return false;
  }
  return true;
}

function mergeArguments(
  self: PyDict,
  name: string,
  args: PyValue[],
  kwargs: ReadonlyMap<string, PyValue> | null,
): void {
  checkPositional(name, args.length, 0, 1);
  if (args[0] !== undefined) dictUpdate(self, args[0]);
  if (kwargs !== null) for (const [k, v] of kwargs) self.set(k, v);
}

/** `dict[key]`, with the `__missing__` of subclasses. */
export function dictGetItem(self: PyDict, key: PyValue): PyValue {
  const value = self.get(key);
  if (value !== undefined) return value;
  if (self.cls !== dictType) {
    const missing = self.cls.lookup("__missing__");
    if (missing !== undefined) return callUnbound(missing, self, [key]);
  }
  return raiseWith(exceptionTypes.KeyError, key);
}

function union(a: PyDict, b: PyDict): PyDict {
  const out = a.copy();
  dictUpdate(out, b);
  return out;
}

export function installDict(): void {
  dictType.construct = (cls) => new PyDict(cls);
  new MethodTable(dictType, (v) => (v instanceof PyDict ? v : undefined))
    .slotVarargs("__init__", (self, args, kwargs) => {
      mergeArguments(self, "dict", args, kwargs);
      return null;
    })
    .pos("get", 1, 2, (self, key, fallback?) => {
      const found = self.get(key);
      return found !== undefined ? found : (fallback ?? null);
    })
    .pos("setdefault", 1, 2, (self, key, fallback?) => {
      const found = self.get(key);
      if (found !== undefined) return found;
      self.set(key, fallback ?? null);
      return fallback ?? null;
    })
    .pos("pop", 1, 2, (self, key, fallback?) => {
      const found = self.get(key);
      if (found === undefined) return fallback === undefined ? raiseWith(exceptionTypes.KeyError, key) : fallback;
      self.delete(key);
      return found;
    })
    .none("popitem", (self) => {
      const last = self.last();
      if (last === undefined) return raiseError(exceptionTypes.KeyError, "popitem(): dictionary is empty");
      self.delete(last[0]);
      return new PyTuple(last);
    })
    .varargs("update", (self, args, kwargs) => {
      mergeArguments(self, "update", args, kwargs);
      return null;
    })
    .none("clear", (self) => {
      self.clear();
      return null;
    })
    .none("copy", (self) => self.copy())
    .none("keys", (self) => new PyDictView(self, "keys"))
    .none("values", (self) => new PyDictView(self, "values"))
    .none("items", (self) => new PyDictView(self, "items"))
    .classMethod("fromkeys", (cls, args) => {
      checkPositional("fromkeys", args.length, 1, 2);
      const made = cls === dictType ? new PyDict() : call(cls, [], null);
      const it = iterate(args[0]!);
      for (let k = it.next(); k !== undefined; k = it.next()) {
        budget.charge(1);
        if (made instanceof PyDict && inherits(made.cls, dictType, "__setitem__")) made.set(k, args[1] ?? null);
        else callSpecial(made, "__setitem__", [k, args[1] ?? null]);
      }
      return made;
    })
    .slot("__len__", 0, (self) => self.size)
    .slot("__getitem__", 1, dictGetItem)
    .slot("__setitem__", 2, (self, key, value) => {
      self.set(key, value);
      return null;
    })
    .slot("__delitem__", 1, (self, key) => (self.delete(key) ? null : raiseWith(exceptionTypes.KeyError, key)))
    .slot("__contains__", 1, (self, key) => self.has(key))
    .slot("__iter__", 0, (self) => new DictIterator(self, "keys"))
    .none("__reversed__", (self) => new DictIterator(self, "keys", true))
    .slot("__repr__", 0, dictRepr)
    .slot("__eq__", 1, (self, other) => (other instanceof PyDict ? dictEquals(self, other) : NotImplemented))
    .slot("__ne__", 1, (self, other) => (other instanceof PyDict ? !dictEquals(self, other) : NotImplemented))
    .slot("__or__", 1, (self, other) => (other instanceof PyDict ? union(self, other) : NotImplemented))
    .slot("__ror__", 1, (self, other) => (other instanceof PyDict ? union(other, self) : NotImplemented))
    .slot("__ior__", 1, (self, other) => {
      dictUpdate(self, other);
      return self;
    });
  dictType.set("__hash__", null);
  installClassGetItem(dictType);
  for (const part of ["keys", "values", "items"] as const) installView(part);
}

function installView(part: Part): void {
  const table = new MethodTable(viewTypes[part], (v) => (v instanceof PyDictView && v.part === part ? v : undefined))
    .slot("__len__", 0, (self) => self.dict.size)
    .slot("__iter__", 0, (self) => new DictIterator(self.dict, part))
    .none("__reversed__", (self) => new DictIterator(self.dict, part, true))
    .slot("__repr__", 0, (self) =>
      guardRepr(self, "...", () => {
        const it = partsOf(self.dict, part);
        const items: string[] = [];
        for (let step = it.next(); step.done !== true; step = it.next()) items.push(repr(step.value));
        return `${self.cls.name}([${items.join(", ")}])`;
      }),
    );
  if (part === "values") return;
  table.slot("__contains__", 1, (self, value) => self.has(value));
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const size = sizeOfSetLike(other);
      if (size === undefined) return NotImplemented;
      const n = self.dict.size;
      switch (op) {
        case "==":
          return n === size && isContained(self, other);
        case "!=":
          return !(n === size && isContained(self, other));
        case "<":
          return n < size && isContained(self, other);
        case "<=":
          return n <= size && isContained(self, other);
        case ">":
          return n > size && isContained(other, self);
        default:
          return n >= size && isContained(other, self);
      }
    });
  }
  viewTypes[part].set("__hash__", null);
  const asSet = (v: PyValue): PySet => PySet.from(v);
  table
    .slot("__and__", 1, (self, other) => {
      // CPython iterates the other operand (or the smaller, when that is a view) and keeps what the view contains.
      let [view, source]: [PyValue, PyValue] = [self, other];
      if (other instanceof PyDictView && other.part !== "values" && other.dict.size > self.dict.size) {
        [view, source] = [other, self];
      }
      if (!(view instanceof PyDictView)) return NotImplemented;
      const out = new PySet();
      const it = iterate(source);
      for (let v = it.next(); v !== undefined; v = it.next()) if (contains(view, v)) out.add(v);
      return out;
    })
    .slot("__rand__", 1, (self, other) => asSet(other).intersection(asSet(self)))
    .slot("__or__", 1, (self, other) => asSet(self).updated(other))
    .slot("__ror__", 1, (self, other) => asSet(other).updated(self))
    .slot("__sub__", 1, (self, other) => asSet(self).differenceUpdated(other))
    .slot("__rsub__", 1, (self, other) => asSet(other).differenceUpdated(self))
    .slot("__xor__", 1, (self, other) => asSet(self).symmetricDifferenceUpdated(other))
    .slot("__rxor__", 1, (self, other) => asSet(other).symmetricDifferenceUpdated(self))
    .one("isdisjoint", (self, other) => {
      const it = iterate(other);
      for (let v = it.next(); v !== undefined; v = it.next()) if (self.has(v)) return false;
      return true;
    });
}

function sizeOfSetLike(value: PyValue): number | undefined {
  if (value instanceof PyDictView) return value.part === "values" ? undefined : value.dict.size;
  return value instanceof PySet && (value.cls.isSubtypeOf(setType) || value.cls.isSubtypeOf(frozensetType))
    ? value.size
    : undefined;
}

function isContained(a: PyValue, b: PyValue): boolean {
  const it = iterate(a);
  for (let v = it.next(); v !== undefined; v = it.next()) if (!contains(b, v)) return false;
  return true;
}
