/** What list, tuple, str, bytes and range share: indices, slices, repetition, search and comparison of items. */
import { budget } from "../budget.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { compare, equals, type RichOperator, sizeIndex, toIndexOrUndefined } from "./operators.ts";
import { type PySlice, sliceIndices } from "./slice.ts";
import { asStr, typeName } from "./special.ts";
import type { PyValue } from "./value.ts";

/** Resolves `index` (maybe negative) into `0 ≤ i < length`; undefined when it is out of range. */
export function resolveIndex(index: number, length: number): number | undefined {
  const i = index < 0 ? index + length : index;
  return i >= 0 && i < length ? i : undefined;
}

/**
 * The index that `value` stands for in a sequence, or raises: TypeError naming the kind of sequence when it is no
 * index at all, IndexError when it does not fit.
 */
export function subscriptIndex(value: PyValue, kind: string): number {
  if (typeof value === "number") return value;
  const index = toIndexOrUndefined(value);
  if (index === undefined) {
    raiseError(
      exceptionTypes.TypeError,
      kind === "string"
        ? `string indices must be integers, not '${typeName(value)}'`
        : `${kind} indices must be integers or slices, not ${typeName(value)}`,
    );
  }
  if (typeof index === "bigint") {
    raiseError(exceptionTypes.IndexError, `cannot fit '${typeName(value)}' into an index-sized integer`);
  }
  return index;
}

export function sliceArray(items: readonly PyValue[], slice: PySlice): PyValue[] {
  const { start, step, count } = sliceIndices(slice, items.length);
  if (step === 1) return items.slice(start, start + count);
  const out: PyValue[] = new Array(count);
  for (let i = 0, at = start; i < count; i++, at += step) out[i] = items[at]!;
  return out;
}

/** The count of `sequence * n`, or raises; undefined when `n` is no integer and the operator should say NotImplemented. */
export function repeatCount(value: PyValue): number | undefined {
  if (typeof value === "number") return value < 0 ? 0 : value;
  const index = toIndexOrUndefined(value);
  if (index === undefined) return undefined;
  if (typeof index === "bigint") {
    if (index < 0n) {
      raiseError(exceptionTypes.OverflowError, `cannot fit '${typeName(value)}' into an index-sized integer`);
    }
    raiseError(exceptionTypes.OverflowError, `cannot fit '${typeName(value)}' into an index-sized integer`);
  }
  return Math.max(0, index);
}

/** For `sequence * n` with an `n` that is no integer. */
export function raiseRepeat(value: PyValue): never {
  return raiseError(exceptionTypes.TypeError, `can't multiply sequence by non-int of type '${typeName(value)}'`);
}

export function repeatArray(items: readonly PyValue[], count: number): PyValue[] {
  budget.allocate(items.length * count * 8);
  budget.charge(items.length * count);
  const out: PyValue[] = [];
  for (let i = 0; i < count; i++) for (const item of items) out.push(item);
  return out;
}

/** `in`, `index` and `count` compare like this: the same object is equal whatever its `__eq__` says. */
export function same(a: PyValue, b: PyValue): boolean {
  return a === b || equals(a, b);
}

/** Lexicographic comparison, as of lists and tuples. */
export function compareItems(op: RichOperator, a: readonly PyValue[], b: readonly PyValue[]): PyValue {
  if (a.length !== b.length && (op === "==" || op === "!=")) return op === "!=";
  const n = Math.min(a.length, b.length);
  budget.charge(n);
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const x = a[i]!;
    const y = b[i]!;
    if (same(x, y)) continue;
    if (op === "==") return false;
    if (op === "!=") return true;
    return compare(op, x, y);
  }
  return compareLengths(op, a.length, b.length);
}

export function compareLengths(op: RichOperator, a: number, b: number): boolean {
  switch (op) {
    case "==":
      return a === b;
    case "!=":
      return a !== b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}

/** `start` and `end` arguments of `index`, `find` and `count`: clipped as a slice's are. */
export function clippedRange(
  start: PyValue | undefined,
  end: PyValue | undefined,
  length: number,
): readonly [number, number] {
  return [clip(start, 0, length, false), clip(end, length, length, true)];
}

function clip(value: PyValue | undefined, absent: number, length: number, isEnd: boolean): number {
  if (value === undefined || value === null) return absent;
  const index = sliceBound(value);
  if (index < 0) return Math.max(0, index + length);
  // A start beyond the end stays there: not even the empty string is found behind the end.
  return isEnd ? Math.min(index, length) : index;
}

/** An integer that bounds a slice: huge ones are clipped to what no sequence reaches. */
export function sliceBound(value: PyValue): number {
  if (typeof value === "number") return value;
  const index = toIndexOrUndefined(value);
  if (index === undefined) {
    raiseError(exceptionTypes.TypeError, "slice indices must be integers or None or have an __index__ method");
  }
  if (typeof index === "bigint") return index < 0n ? -Number.MAX_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
  return index;
}

export { asStr, sizeIndex };
