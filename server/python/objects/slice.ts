/** `slice` objects, and the arithmetic of slicing. */
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { add, compareInts, floorDivide, negate, subtract } from "./intArithmetic.ts";
import { checkNoKeywords, checkPositional, MethodTable } from "./methods.ts";
import { RICH_METHODS, toIndex, toIndexOrUndefined } from "./operators.ts";
import { compareItems } from "./sequence.ts";
import { NotImplemented } from "./singletons.ts";
import { repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { objectType, PyType } from "./type.ts";
import { PyObject, type PyValue } from "./value.ts";

export const sliceType = new PyType("slice", [objectType], { subclassable: false });

export class PySlice extends PyObject {
  readonly start: PyValue;
  readonly stop: PyValue;
  readonly step: PyValue;
  readonly attrs = null;
  constructor(start: PyValue, stop: PyValue, step: PyValue = null) {
    super();
    this.start = start;
    this.stop = stop;
    this.step = step;
  }
  get cls(): PyType {
    return sliceType;
  }
}

export interface SliceIndices {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** How many items the slice selects. */
  readonly count: number;
}

type Int = number | bigint;

function bound(value: PyValue): Int {
  if (typeof value === "number") return value;
  const index = toIndexOrUndefined(value);
  if (index === undefined) {
    raiseError(exceptionTypes.TypeError, "slice indices must be integers or None or have an __index__ method");
  }
  return index;
}

/** Clips a slice to a sequence, with exact integers: the `range` has no limit on its length. */
export function sliceIndicesExact(slice: PySlice, length: Int): { start: Int; stop: Int; step: Int } {
  const step = slice.step === null ? 1 : bound(slice.step);
  if (step === 0) raiseError(exceptionTypes.ValueError, "slice step cannot be zero");
  const isBackward = step < 0;
  const lower: Int = isBackward ? -1 : 0;
  const upper: Int = isBackward ? subtract(length, 1) : length;
  const clip = (value: Int): Int => {
    if (value < 0) {
      const shifted = add(value, length);
      return compareInts(shifted, lower) < 0 ? lower : shifted;
    }
    return compareInts(value, upper) > 0 ? upper : value;
  };
  const start = slice.start === null ? (isBackward ? upper : lower) : clip(bound(slice.start));
  const stop = slice.stop === null ? (isBackward ? lower : upper) : clip(bound(slice.stop));
  return { start, stop, step };
}

/** How many integers `range(start, stop, step)` has. */
export function rangeLength(start: Int, stop: Int, step: Int): Int {
  if (step > 0) {
    return start < stop ? add(floorDivide(subtract(subtract(stop, 1), start), step), 1) : 0;
  }
  return start > stop ? add(floorDivide(subtract(subtract(start, 1), stop), negate(step)), 1) : 0;
}

/** What `items[slice]` selects of a sequence of `length` items. */
export function sliceIndices(slice: PySlice, length: number): SliceIndices {
  const exact = sliceIndicesExact(slice, length);
  const start = Number(exact.start);
  const stop = Number(exact.stop);
  // A step beyond the safe integers selects at most one item, whatever it is exactly.
  const step = Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Number(exact.step)));
  const count =
    step > 0
      ? start < stop
        ? Math.floor((stop - start - 1) / step) + 1
        : 0
      : start > stop
        ? Math.floor((start - stop - 1) / -step) + 1
        : 0;
  return { start, stop, step, count };
}

export function installSlice(): void {
  sliceType.construct = (_cls, args, kwargs) => {
    checkNoKeywords("slice", kwargs);
    checkPositional("slice", args.length, 1, 3);
    return args.length === 1 ? new PySlice(null, args[0]!) : new PySlice(args[0]!, args[1]!, args[2] ?? null);
  };
  const table = new MethodTable(sliceType, (v) => (v instanceof PySlice ? v : undefined))
    .property("start", (s) => s.start)
    .property("stop", (s) => s.stop)
    .property("step", (s) => s.step)
    .one("indices", (s, n) => {
      const length = toIndex(n);
      if (length < 0) raiseError(exceptionTypes.ValueError, "length should not be negative");
      const { start, stop, step } = sliceIndicesExact(s, length);
      return new PyTuple([start, stop, step]);
    })
    .slot("__repr__", 0, (s) => `slice(${repr(s.start)}, ${repr(s.stop)}, ${repr(s.step)})`);
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, (s, other) =>
      other instanceof PySlice
        ? s === other
          ? op === "==" || op === "<=" || op === ">="
          : compareItems(op, [s.start, s.stop, s.step], [other.start, other.stop, other.step])
        : NotImplemented,
    );
  }
  sliceType.set("__hash__", null);
}
