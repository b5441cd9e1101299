/**
 * `list.sort` and `sorted`: stable, by `<` alone. Short lists are sorted exactly as CPython does it (one run, then binary
 * insertion), because with an order that is none (NaN among floats) the outcome depends on the algorithm.
 */
import { budget } from "../budget.ts";
import { call } from "./call.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import type { PyList } from "./list.ts";
import { lessThan, truth } from "./operators.ts";
import { compareStrings } from "./strCompare.ts";
import { PyFloat, type PyValue } from "./value.ts";

const MIN_MERGE = 64;

/** Sorts in place. The list is empty while keys and comparisons run, and it is an error to change it meanwhile. */
export function sortItems(list: PyList, key: PyValue, reverse: PyValue): void {
  const isReverse = reverse !== false && truth(reverse);
  const items = list.items;
  const guard: PyValue[] = [];
  list.items = guard;
  try {
    budget.charge(items.length);
    sortByKey(
      items,
      key === null ? items.slice() : items.map((item) => call(key, [item], null)),
      isReverse,
      key === null,
    );
  } finally {
    const wasChanged = list.items !== guard || guard.length > 0;
    list.items = items;
    if (wasChanged) raiseError(exceptionTypes.ValueError, "list modified during sort");
  }
}

function sortByKey(items: PyValue[], keys: PyValue[], isReverse: boolean, keysAreItems: boolean): void {
  const n = items.length;
  if (n < 2) return;
  const compareNative = nativeOrder(keys);
  if (compareNative !== undefined) {
    budget.charge(n);
    if (keysAreItems) {
      items.sort(isReverse ? (a, b) => compareNative(b, a) : compareNative);
      return;
    }
    const order = keys.map((_, i) => i);
    order.sort(isReverse ? (i, j) => compareNative(keys[j]!, keys[i]!) : (i, j) => compareNative(keys[i]!, keys[j]!));
    const sorted = order.map((i) => items[i]!);
    for (let i = 0; i < n; i++) items[i] = sorted[i]!;
    return;
  }
  // As CPython: reversing before and after keeps equal items in their order.
  const order = keys.map((_, i) => i);
  if (isReverse) order.reverse();
  const sorted = sortIndices(order, (i, j) => {
    budget.charge(1);
    return lessThan(keys[i]!, keys[j]!);
  });
  if (isReverse) sorted.reverse();
  const result = sorted.map((i) => items[i]!);
  for (let i = 0; i < n; i++) items[i] = result[i]!;
}

/** A host comparison when all keys are plain ints, plain floats without NaN, or strings. */
function nativeOrder(keys: readonly PyValue[]): ((a: PyValue, b: PyValue) => number) | undefined {
  const first = keys[0]!;
  if (typeof first === "number") {
    if (keys.every((k) => typeof k === "number")) return (a, b) => (a as number) - (b as number); // all are numbers
  } else if (typeof first === "string") {
    if (keys.every((k) => typeof k === "string")) return (a, b) => compareStrings(a as string, b as string); // all are strings
  } else if (first instanceof PyFloat) {
    if (keys.every((k) => k instanceof PyFloat && k.cls === PyFloat.type && !Number.isNaN(k.value))) {
      return (a, b) => {
        const x = (a as PyFloat).value; // all are floats
        const y = (b as PyFloat).value;
        return x < y ? -1 : x > y ? 1 : 0;
      };
    }
  }
  return undefined;
}

function sortIndices(order: number[], less: (i: number, j: number) => boolean): number[] {
  if (order.length < MIN_MERGE) {
    binaryInsertion(order, less, countRun(order, less));
    return order;
  }
  const half = order.length >> 1;
  const left = sortIndices(order.slice(0, half), less);
  const right = sortIndices(order.slice(half), less);
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length && j < right.length) out.push(less(right[j]!, left[i]!) ? right[j++]! : left[i++]!);
  while (i < left.length) out.push(left[i++]!);
  while (j < right.length) out.push(right[j++]!);
  return out;
}

/** Length of the run at the start: ascending, or strictly descending and then reversed. */
function countRun(order: number[], less: (i: number, j: number) => boolean): number {
  if (order.length < 2) return order.length;
  let n = 2;
  if (less(order[1]!, order[0]!)) {
    while (n < order.length && less(order[n]!, order[n - 1]!)) n++;
    const run = order.slice(0, n).reverse();
    for (let i = 0; i < n; i++) order[i] = run[i]!;
  } else {
    while (n < order.length && !less(order[n]!, order[n - 1]!)) n++;
  }
  return n;
}

function binaryInsertion(order: number[], less: (i: number, j: number) => boolean, sorted: number): void {
  for (let start = sorted; start < order.length; start++) {
    const pivot = order[start]!;
    let left = 0;
    let right = start;
    while (left < right) {
      const middle = (left + right) >> 1;
      if (less(pivot, order[middle]!)) right = middle;
      else left = middle + 1;
    }
    order.copyWithin(left + 1, left, start);
    order[left] = pivot;
  }
}
