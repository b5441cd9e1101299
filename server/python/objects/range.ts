/** `range`: start, stop and step are exact integers of any size. */
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { hashTuple } from "./hash.ts";
import { asIntPayload } from "./int.ts";
import { add, floorDivide, type Int, modulo, multiply, subtract } from "./intArithmetic.ts";
import { iteratorType, PyIterator } from "./iterator.ts";
import { checkNoKeywords, MethodTable } from "./methods.ts";
import { toIndex, toIndexOrUndefined } from "./operators.ts";
import { same } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { PySlice, rangeLength, sliceIndicesExact } from "./slice.ts";
import { typeName } from "./special.ts";
import { repr } from "./text.ts";
import { objectType, PyType } from "./type.ts";
import { PyFloat, PyObject, type PyValue } from "./value.ts";

export const rangeType = new PyType("range", [objectType], { subclassable: false });
const rangeIteratorType = iteratorType("range_iterator");
const longRangeIteratorType = iteratorType("longrange_iterator");

export class PyRange extends PyObject {
  readonly start: Int;
  readonly stop: Int;
  readonly step: Int;
  readonly length: Int;
  readonly attrs = null;
  constructor(start: Int, stop: Int, step: Int = 1) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.length = rangeLength(start, stop, step);
  }
  get cls(): PyType {
    return rangeType;
  }

  /** The item at `0 ≤ i < length`. */
  at(i: Int): Int {
    return add(this.start, multiply(i, this.step));
  }

  iterator(): PyIterator {
    const { start, step, length } = this;
    if (typeof start === "number" && typeof step === "number" && typeof length === "number") {
      if (Number.isSafeInteger(start + step * length)) return new RangeIterator(start, step, length);
    }
    return new LongRangeIterator(this, 0, length, 1);
  }

  reversed(): PyIterator {
    const { start, step, length } = this;
    if (typeof start === "number" && typeof step === "number" && typeof length === "number") {
      const last = start + step * (length - 1);
      if (Number.isSafeInteger(last)) return new RangeIterator(last, -step, length);
    }
    return new LongRangeIterator(this, subtract(length, 1), length, -1);
  }

  /** Where an int stands; undefined when it is not in the range. */
  indexOf(value: Int): Int | undefined {
    const isInside =
      this.step > 0 ? value >= this.start && value < this.stop : value <= this.start && value > this.stop;
    if (!isInside) return undefined;
    const offset = subtract(value, this.start);
    return modulo(offset, this.step) === 0 ? floorDivide(offset, this.step) : undefined;
  }
}

class RangeIterator extends PyIterator {
  #at: number;
  #step: number;
  #left: number;
  constructor(start: number, step: number, length: number) {
    super();
    this.#at = start;
    this.#step = step;
    this.#left = length;
  }
  get cls(): PyType {
    return rangeIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#left <= 0) return undefined;
    this.#left--;
    const value = this.#at;
    this.#at += this.#step;
    return value + 0;
  }
  override lengthHint(): number {
    return this.#left;
  }
}

class LongRangeIterator extends PyIterator {
  #range: PyRange;
  #at: Int;
  #left: Int;
  #direction: 1 | -1;
  constructor(range: PyRange, at: Int, left: Int, direction: 1 | -1) {
    super();
    this.#range = range;
    this.#at = at;
    this.#left = left;
    this.#direction = direction;
  }
  get cls(): PyType {
    return longRangeIteratorType;
  }
  next(): PyValue | undefined {
    if (this.#left <= 0) return undefined;
    this.#left = subtract(this.#left, 1);
    const value = this.#range.at(this.#at);
    this.#at = add(this.#at, this.#direction);
    return value;
  }
}

function rangeEquals(a: PyRange, b: PyRange): boolean {
  if (a.length !== b.length) return false;
  if (a.length === 0) return true;
  if (a.start !== b.start) return false;
  return a.length === 1 || a.step === b.step;
}

function getItem(self: PyRange, key: PyValue): PyValue {
  if (key instanceof PySlice) {
    const { start, stop, step } = sliceIndicesExact(key, self.length);
    return new PyRange(self.at(start), self.at(stop), multiply(self.step, step));
  }
  const index = toIndexOrUndefined(key);
  if (index === undefined) {
    return raiseError(exceptionTypes.TypeError, `range indices must be integers or slices, not ${typeName(key)}`);
  }
  const i = index < 0 ? add(index, self.length) : index;
  if (i < 0 || i >= self.length) raiseError(exceptionTypes.IndexError, "range object index out of range");
  return self.at(i);
}

/** The int a value equals, for the membership test without a loop; "other" needs the loop. */
function exactInt(value: PyValue): Int | undefined | "other" {
  if (value instanceof PyFloat) {
    return Number.isSafeInteger(value.value)
      ? value.value + 0
      : Number.isInteger(value.value)
        ? BigInt(value.value)
        : undefined;
  }
  if (typeof value === "string" || value === null) return undefined;
  return typeof value === "object" ? "other" : asIntPayload(value);
}

function find(self: PyRange, value: PyValue): Int | undefined {
  const exact = exactInt(value);
  if (exact === undefined) return undefined;
  if (exact !== "other") return self.indexOf(exact);
  let i: Int = 0;
  const it = self.iterator();
  for (let v = it.next(); v !== undefined; v = it.next()) {
    if (same(v, value)) return i;
    i = add(i, 1);
  }
  return undefined;
}

export function installRange(): void {
  rangeType.construct = (_cls, args, kwargs) => {
    checkNoKeywords("range", kwargs);
    if (args.length === 0) raiseError(exceptionTypes.TypeError, "range expected at least 1 argument, got 0");
    if (args.length > 3) {
      raiseError(exceptionTypes.TypeError, `range expected at most 3 arguments, got ${args.length}`);
    }
    if (args.length === 1) return new PyRange(0, toIndex(args[0]!), 1);
    const start = toIndex(args[0]!);
    const stop = toIndex(args[1]!);
    const step = args[2] === undefined ? 1 : toIndex(args[2]);
    if (step === 0) raiseError(exceptionTypes.ValueError, "range() arg 3 must not be zero");
    return new PyRange(start, stop, step);
  };
  new MethodTable(rangeType, (v) => (v instanceof PyRange ? v : undefined))
    .property("start", (self) => self.start)
    .property("stop", (self) => self.stop)
    .property("step", (self) => self.step)
    .one("count", (self, value) => (find(self, value) === undefined ? 0 : 1))
    .one("index", (self, value) => {
      const i = find(self, value);
      if (i !== undefined) return i;
      return exactInt(value) === "other" || typeof value === "object" || typeof value === "string"
        ? raiseError(exceptionTypes.ValueError, "sequence.index(x): x not in sequence")
        : raiseError(exceptionTypes.ValueError, `${repr(value)} is not in range`);
    })
    .slot("__len__", 0, (self) =>
      typeof self.length === "number"
        ? self.length
        : raiseError(exceptionTypes.OverflowError, "Python int too large to convert to C ssize_t"),
    )
    .slot("__bool__", 0, (self) => self.length !== 0)
    .slot("__getitem__", 1, getItem)
    .slot("__contains__", 1, (self, value) => find(self, value) !== undefined)
    .slot("__iter__", 0, (self) => self.iterator())
    .none("__reversed__", (self) => self.reversed())
    .slot("__eq__", 1, (self, other) => (other instanceof PyRange ? rangeEquals(self, other) : NotImplemented))
    .slot("__ne__", 1, (self, other) => (other instanceof PyRange ? !rangeEquals(self, other) : NotImplemented))
    .slot("__hash__", 0, (self) =>
      hashTuple([
        self.length,
        self.length === 0 ? null : self.start,
        self.length === 0 || self.length === 1 ? null : self.step,
      ]),
    )
    .slot("__repr__", 0, (self) =>
      self.step === 1 ? `range(${self.start}, ${self.stop})` : `range(${self.start}, ${self.stop}, ${self.step})`,
    );
}
