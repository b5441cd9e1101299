/** `tuple`. Instances of subclasses are PyInstances whose payload is a PyTuple. */
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { installClassGetItem } from "./genericAlias.ts";
import { hashTuple } from "./hash.ts";
import { toArray } from "./iteration.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { checkNoKeywords, checkPositional, MethodTable } from "./methods.ts";
import { RICH_METHODS } from "./operators.ts";
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
import { PySlice } from "./slice.ts";
import { typeName } from "./special.ts";
import { joinReprs } from "./text.ts";
import { objectType, PyType } from "./type.ts";
import { PyInstance, PyObject, type PyValue } from "./value.ts";

export const tupleType = new PyType("tuple", [objectType]);

export class PyTuple extends PyObject {
  readonly items: readonly PyValue[];
  constructor(items: readonly PyValue[]) {
    super();
    this.items = items;
  }
  get cls(): PyType {
    return tupleType;
  }
  get attrs(): null {
    return null;
  }
}

/** The tuple of a tuple or of an instance of its subclass. */
export function asTuple(value: PyValue): PyTuple | undefined {
  if (value instanceof PyTuple) return value;
  return value instanceof PyInstance && value.payload instanceof PyTuple ? value.payload : undefined;
}

const tupleIteratorType = iteratorType("tuple_iterator");

export class TupleIterator extends PyIterator {
  #items: readonly PyValue[];
  #at = 0;
  constructor(items: readonly PyValue[]) {
    super();
    this.#items = items;
  }
  get cls(): PyType {
    return tupleIteratorType;
  }
  next(): PyValue | undefined {
    return this.#at < this.#items.length ? this.#items[this.#at++] : undefined;
  }
  override lengthHint(): number {
    return this.#items.length - this.#at;
  }
}

export function tupleGetItem(self: PyTuple, key: PyValue): PyValue {
  if (key instanceof PySlice) return new PyTuple(sliceArray(self.items, key));
  const i = resolveIndex(subscriptIndex(key, "tuple"), self.items.length);
  return i === undefined ? raiseError(exceptionTypes.IndexError, "tuple index out of range") : self.items[i]!;
}

export function tupleRepr(self: PyTuple, owner: PyValue): string {
  const items = self.items;
  return joinReprs(owner, "(", items, items.length === 1 ? ",)" : ")", "(...)");
}

export function installTuple(): void {
  tupleType.construct = (cls, args, kwargs) => {
    if (cls === tupleType) checkNoKeywords("tuple", kwargs);
    checkPositional("tuple", args.length, 0, 1);
    const source = args[0];
    if (cls === tupleType && source instanceof PyTuple && source.cls === tupleType) return source;
    const tuple = new PyTuple(source === undefined ? [] : toArray(source));
    return cls === tupleType ? tuple : new PyInstance(cls, tuple);
  };
  const table = new MethodTable(tupleType, asTuple)
    .one("count", (self, x) => self.items.reduce<number>((n, item) => (same(item, x) ? n + 1 : n), 0))
    .pos("index", 1, 3, (self, x, start?, stop?) => {
      const [from, to] = clippedRange(start, stop, self.items.length);
      for (let i = from; i < to; i++) if (same(self.items[i]!, x)) return i;
      return raiseError(exceptionTypes.ValueError, "tuple.index(x): x not in tuple");
    })
    .slot("__len__", 0, (self) => self.items.length)
    .slot("__getitem__", 1, tupleGetItem)
    .slot("__contains__", 1, (self, x) => self.items.some((item) => same(item, x)))
    .slot("__iter__", 0, (self) => new TupleIterator(self.items))
    .slot("__hash__", 0, (self) => hashTuple(self.items))
    .slot("__add__", 1, (self, other) => {
      const right = asTuple(other);
      if (right === undefined) {
        return raiseError(exceptionTypes.TypeError, `can only concatenate tuple (not "${typeName(other)}") to tuple`);
      }
      return new PyTuple([...self.items, ...right.items]);
    })
    .slot("__mul__", 1, (self, n) => {
      const count = repeatCount(n);
      return count === undefined ? raiseRepeat(n) : new PyTuple(repeatArray(self.items, count));
    })
    .slot("__rmul__", 1, (self, n) => {
      const count = repeatCount(n);
      return count === undefined ? raiseRepeat(n) : new PyTuple(repeatArray(self.items, count));
    })
    .none("__getnewargs__", (self) => new PyTuple([new PyTuple(self.items)]));
  tupleType.set(
    "__repr__",
    table.ownRepr((self, owner) => tupleRepr(self, owner)),
  );
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (self, other) => {
      const right = asTuple(other);
      return right === undefined ? NotImplemented : compareItems(op, self.items, right.items);
    });
  }
  installClassGetItem(tupleType);
}
