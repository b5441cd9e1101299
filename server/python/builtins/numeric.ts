/** abs, min, max, sum, round, pow, divmod, bin, hex, oct, chr, ord, hash, len, sorted, any, all. */
import { budget } from "../budget.ts";
import { PyBytes } from "../objects/bytes.ts";
import { call } from "../objects/call.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { add as addInts, type Int } from "../objects/intArithmetic.ts";
import { iterate, toArray } from "../objects/iteration.ts";
import { PyList } from "../objects/list.ts";
import { binary, compare, divmod, hash, length, pow, toIndex, truth } from "../objects/operators.ts";
import { sortItems } from "../objects/sort.ts";
import { callSpecial, typeName } from "../objects/special.ts";
import { PyFloat, type PyValue } from "../objects/value.ts";
import { type Names, named, one, positional, raw } from "./function.ts";

function extreme(name: "min" | "max", args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null): PyValue {
  for (const key of kwargs?.keys() ?? []) {
    if (key !== "key" && key !== "default") {
      raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for ${name}()`);
    }
  }
  const key = kwargs?.get("key") ?? null;
  const fallback = kwargs?.get("default");
  if (args.length === 0) raiseError(exceptionTypes.TypeError, `${name} expected at least 1 argument, got 0`);
  if (args.length > 1 && fallback !== undefined) {
    raiseError(exceptionTypes.TypeError, `Cannot specify a default for ${name}() with multiple positional arguments`);
  }
  const items = args.length === 1 ? toArray(args[0]!) : args;
  const first = items[0];
  if (first === undefined) {
    if (fallback !== undefined) return fallback;
    raiseError(exceptionTypes.ValueError, `${name}() arg is an empty sequence`);
  }
  const keyOf = (v: PyValue): PyValue => (key === null ? v : call(key, [v]));
  let best = first;
  let bestKey = keyOf(first);
  const better = name === "min" ? "<" : ">";
  for (let i = 1; i < items.length; i++) {
    const k = keyOf(items[i]!);
    if (truth(compare(better, k, bestKey))) {
      best = items[i]!;
      bestKey = k;
    }
  }
  return best;
}

/** `sum`: floats are added one by one, as 3.11 does (no compensation). */
function sum(items: PyValue, start: PyValue): PyValue {
  if (typeof start === "string") {
    raiseError(exceptionTypes.TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (start instanceof PyBytes) {
    raiseError(exceptionTypes.TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  }
  let total: PyValue = start;
  const it = iterate(items);
  for (let v = it.next(); v !== undefined; v = it.next()) {
    budget.charge(1);
    if (typeof total === "number" && typeof v === "number") total = addInts(total, v);
    else if (total instanceof PyFloat && v instanceof PyFloat) total = new PyFloat(total.value + v.value);
    else total = binary("+", total, v);
  }
  return total;
}

function inBase(v: PyValue, base: number, prefix: string): string {
  const n: Int = toIndex(v);
  const text = n.toString(base);
  return text.startsWith("-") ? `-${prefix}${text.slice(1)}` : prefix + text;
}

export function addNumeric(names: Names): void {
  one(names, "abs", (v) => {
    const result = callSpecial(v, "__abs__", []);
    return result ?? raiseError(exceptionTypes.TypeError, `bad operand type for abs(): '${typeName(v)}'`);
  });
  raw(names, "min", (args, kwargs) => extreme("min", args, kwargs));
  raw(names, "max", (args, kwargs) => extreme("max", args, kwargs));
  named(names, "sum", { names: ["iterable", "start"], required: 1, positionalOnly: 1 }, (items, start) =>
    sum(items!, start ?? 0),
  );
  named(names, "round", { names: ["number", "ndigits"], required: 1 }, (number, digits) => {
    const args = digits === undefined || digits === null ? [] : [digits];
    const result = callSpecial(number!, "__round__", args);
    return result ?? raiseError(exceptionTypes.TypeError, `type ${typeName(number!)} doesn't define __round__ method`);
  });
  named(names, "pow", { names: ["base", "exp", "mod"], required: 2 }, (a, b, m) => pow(a!, b!, m ?? null));
  positional(names, "divmod", 2, 2, (a, b) => divmod(a!, b!));
  one(names, "bin", (v) => inBase(v, 2, "0b"));
  one(names, "oct", (v) => inBase(v, 8, "0o"));
  one(names, "hex", (v) => inBase(v, 16, "0x"));
  one(names, "chr", (v) => {
    const n = Number(toIndex(v));
    if (n < 0 || n > 0x10ffff) raiseError(exceptionTypes.ValueError, "chr() arg not in range(0x110000)");
    return String.fromCodePoint(n);
  });
  one(names, "ord", (v) => {
    if (typeof v === "string") {
      const points = [...v];
      if (points.length === 1) return points[0]!.codePointAt(0)!;
      return raiseError(
        exceptionTypes.TypeError,
        `ord() expected a character, but string of length ${points.length} found`,
      );
    }
    if (v instanceof PyBytes && v.bytes.length === 1) return v.bytes[0]!;
    return raiseError(exceptionTypes.TypeError, `ord() expected string of length 1, but ${typeName(v)} found`);
  });
  one(names, "hash", (v) => hash(v));
  one(names, "len", (v) => length(v));
  one(names, "any", (v) => {
    const it = iterate(v);
    for (let x = it.next(); x !== undefined; x = it.next()) {
      budget.charge(1);
      if (truth(x)) return true;
    }
    return false;
  });
  one(names, "all", (v) => {
    const it = iterate(v);
    for (let x = it.next(); x !== undefined; x = it.next()) {
      budget.charge(1);
      if (!truth(x)) return false;
    }
    return true;
  });
  raw(names, "sorted", (args, kwargs) => {
    if (args.length !== 1) {
      raiseError(exceptionTypes.TypeError, `sorted expected 1 argument, got ${args.length}`);
    }
    for (const key of kwargs?.keys() ?? []) {
      if (key !== "key" && key !== "reverse") {
        raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for sort()`);
      }
    }
    const list = new PyList(toArray(args[0]!));
    sortItems(list, kwargs?.get("key") ?? null, kwargs?.get("reverse") ?? false);
    return list;
  });
}
