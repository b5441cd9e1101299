/** Iterating: any iterable as a host iterator, and the iterators behind `iter(x)`. */
import { budget } from "../budget.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, isRaised, raiseError } from "./exceptions.ts";
import { getItem } from "./items.ts";
import { HostBackedIterator, type HostIterator, iteratorType, PyIterator } from "./iterator.ts";
import { ListIterator, listType, PyList } from "./list.ts";
import { PyRange } from "./range.ts";
import { PySet } from "./set.ts";
import { callSpecial, callUnbound, inherits, typeName } from "./special.ts";
import { PyTuple, TupleIterator, tupleType } from "./tuple.ts";
import { PyType, typeOf } from "./type.ts";
import type { PyValue } from "./value.ts";

export { fromHost, HostBackedIterator, type HostIterator, iteratorType, PyIterator } from "./iterator.ts";

const strIteratorType = iteratorType("str_iterator");
const sequenceIteratorType = iteratorType("iterator");
const callableIteratorType = iteratorType("callable_iterator");

/** Iterates a string by code points. */
export class StrIterator extends PyIterator {
  #text: string;
  #at = 0;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  get cls(): PyType {
    return strIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#at >= this.#text.length) return undefined;
    const code = this.#text.codePointAt(this.#at)!;
    const width = code > 0xffff ? 2 : 1;
    const out = this.#text.substring(this.#at, this.#at + width);
    this.#at += width;
    return out;
  }
}

/** `__getitem__` with 0, 1, 2 … until IndexError: the protocol of old sequences. */
class SequenceIterator extends PyIterator {
  #sequence: PyValue;
  #at = 0;
  constructor(sequence: PyValue) {
    super();
    this.#sequence = sequence;
  }
  get cls(): PyType {
    return sequenceIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#at < 0) return undefined;
    try {
      return getItem(this.#sequence, this.#at++);
    } catch (e) {
      if (isRaised(e, exceptionTypes.IndexError) || isRaised(e, exceptionTypes.StopIteration)) {
        this.#at = -1;
        return undefined;
      }
      throw e;
    }
  }
}

/** `iter(callable, sentinel)`. */
export function callableIterator(next: () => PyValue | undefined): PyIterator {
  return new HostBackedIterator(callableIteratorType, { next });
}

/** An object with a Python `__next__`, as the host sees it. */
class ForeignIterator implements HostIterator {
  #iterator: PyValue;
  #next: PyValue;
  constructor(iterator: PyValue, next: PyValue) {
    this.#iterator = iterator;
    this.#next = next;
  }
  next(): PyValue | undefined {
    try {
      return callUnbound(this.#next, this.#iterator, []);
    } catch (e) {
      if (isRaised(e, exceptionTypes.StopIteration)) return undefined;
      throw e;
    }
  }
}

/**
 * The iterator of `value`. A generator of the evaluator is a PyIterator like those here. When `value` is not iterable,
 * raises `'int' object is not iterable`, or returns undefined if `mustRaise` is false.
 */
export function iterate(value: PyValue): HostIterator;
export function iterate(value: PyValue, mustRaise: boolean): HostIterator | undefined;
export function iterate(value: PyValue, mustRaise = true): HostIterator | undefined {
  if (value instanceof PyList) {
    if (inherits(value.cls, listType, "__iter__")) return new ListIterator(value);
  } else if (value instanceof PyTuple) {
    if (inherits(value.cls, tupleType, "__iter__")) return new TupleIterator(value.items);
  } else if (value instanceof PyRange) return value.iterator();
  else if (typeof value === "string") return new StrIterator(value);
  else if (value instanceof PyIterator) return value;
  const iterator = iteratorOf(value);
  if (iterator === undefined) {
    return mustRaise ? raiseError(exceptionTypes.TypeError, `'${typeName(value)}' object is not iterable`) : undefined;
  }
  if (iterator instanceof PyIterator) return iterator;
  return new ForeignIterator(iterator, typeOf(iterator).lookup("__next__")!);
}

/** `iter(value)` as a Python value; undefined when it is not iterable. */
function iteratorOf(value: PyValue): PyValue | undefined {
  const type = typeOf(value);
  const found = type.lookup("__iter__");
  if (found === null) return undefined;
  if (found === undefined) {
    return type.lookup("__getitem__") === undefined || value instanceof PyType
      ? undefined
      : new SequenceIterator(value);
  }
  const iterator = callUnbound(found, value, []);
  if (!(iterator instanceof PyIterator) && typeOf(iterator).lookup("__next__") === undefined) {
    raiseError(exceptionTypes.TypeError, `iter() returned non-iterator of type '${typeName(iterator)}'`);
  }
  return iterator;
}

/** `iter(value)`. */
export function iter(value: PyValue): PyValue {
  if (value instanceof PyIterator) return value;
  const iterator = iteratorOf(value);
  return iterator ?? raiseError(exceptionTypes.TypeError, `'${typeName(value)}' object is not iterable`);
}

/** One step of `next(value)`; undefined when exhausted. TypeError when `value` is no iterator. */
export function nextOf(value: PyValue): PyValue | undefined {
  if (value instanceof PyIterator) return value.next();
  const found = typeOf(value).lookup("__next__");
  if (found === undefined) raiseError(exceptionTypes.TypeError, `'${typeName(value)}' object is not an iterator`);
  return new ForeignIterator(value, found).next();
}

/** All values of an iterable, in a new array; charged to the budget. */
export function toArray(value: PyValue): PyValue[] {
  if (value instanceof PyList && inherits(value.cls, listType, "__iter__")) {
    budget.charge(value.items.length);
    return value.items.slice();
  }
  if (value instanceof PyTuple && inherits(value.cls, tupleType, "__iter__")) {
    budget.charge(value.items.length);
    return value.items.slice();
  }
  const out: PyValue[] = [];
  const it = iterate(value);
  for (let v = it.next(); v !== undefined; v = it.next()) {
    budget.charge(1);
    out.push(v);
  }
  return out;
}

/** `reversed(value)`; undefined when there is no way. */
export function reversedOf(value: PyValue): PyValue {
  const type = typeOf(value);
  const found = type.lookup("__reversed__");
  if (found === null) raiseError(exceptionTypes.TypeError, `'${type.name}' object is not reversible`);
  if (found !== undefined) return callUnbound(found, value, []);
  if (
    type.lookup("__getitem__") === undefined ||
    type.lookup("__len__") === undefined ||
    value instanceof PyDict ||
    value instanceof PySet
  ) {
    raiseError(exceptionTypes.TypeError, `'${type.name}' object is not reversible`);
  }
  let at = Number(callSpecial(value, "__len__", []) ?? 0) - 1;
  return new HostBackedIterator(reversedType, {
    next: () => (at < 0 ? undefined : getItem(value, at--)),
  });
}

export const reversedType = iteratorType("reversed");
