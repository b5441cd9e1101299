/** zip, map, filter, enumerate, iter, next, and their iterator types. */
import { budget } from "../budget.ts";
import { call } from "../objects/call.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { add } from "../objects/intArithmetic.ts";
import {
  callableIterator,
  HostBackedIterator,
  iter,
  iterate,
  iteratorType,
  nextOf,
  reversedOf,
  reversedType,
} from "../objects/iteration.ts";
import type { HostIterator } from "../objects/iterator.ts";
import { checkNoKeywords, checkPositional } from "../objects/methods.ts";
import { equals, toIndex, truth } from "../objects/operators.ts";
import { callSpecial } from "../objects/special.ts";
import { PyTuple } from "../objects/tuple.ts";
import { PyType } from "../objects/type.ts";
import type { Kwargs, PyValue } from "../objects/value.ts";
import { type Names, positional } from "./function.ts";

/** A builtin class whose instances are iterators made from the constructor's arguments. */
function iteratorClass(name: string, make: (args: PyValue[], kwargs: Kwargs) => HostIterator): PyType {
  const plain = iteratorType(name);
  const type = new PyType(name, plain.bases, {
    construct: (cls, args, kwargs) => new HostBackedIterator(cls, make(args, kwargs)),
  });
  for (const [key, value] of plain.dict) type.set(key, value);
  type.set("__init__", new PyBuiltin("__init__", () => null));
  return type;
}

const zipType = iteratorClass("zip", (args, kwargs) => {
  const strict = truth(kwargs?.get("strict") ?? false);
  const sources = args.map((a, i) => {
    const it = iterate(a, false);
    return it ?? raiseError(exceptionTypes.TypeError, `zip argument #${i + 1} must support iteration`);
  });
  return {
    next: () => {
      if (sources.length === 0) return undefined;
      budget.charge(1);
      const row: PyValue[] = [];
      for (let i = 0; i < sources.length; i++) {
        const v = sources[i]!.next();
        if (v === undefined) {
          if (strict) checkStrict(sources, i);
          return undefined;
        }
        row.push(v);
      }
      return new PyTuple(row);
    },
  };
});

function checkStrict(sources: readonly HostIterator[], short: number): void {
  const span = (n: number): string => (n === 1 ? "argument 1" : `arguments 1-${n}`);
  if (short > 0) {
    raiseError(exceptionTypes.ValueError, `zip() argument ${short + 1} is shorter than ${span(short)}`);
  }
  for (let i = 1; i < sources.length; i++) {
    if (sources[i]!.next() !== undefined) {
      raiseError(exceptionTypes.ValueError, `zip() argument ${i + 1} is longer than ${span(i)}`);
    }
  }
}

const mapType = iteratorClass("map", (args) => {
  if (args.length < 2) raiseError(exceptionTypes.TypeError, "map() must have at least two arguments.");
  const [fn, ...rest] = args as [PyValue, ...PyValue[]];
  const sources = rest.map((a) => iterate(a));
  return {
    next: () => {
      budget.charge(1);
      const row: PyValue[] = [];
      for (const s of sources) {
        const v = s.next();
        if (v === undefined) return undefined;
        row.push(v);
      }
      return call(fn, row);
    },
  };
});

const filterType = iteratorClass("filter", (args) => {
  if (args.length !== 2) raiseError(exceptionTypes.TypeError, `filter expected 2 arguments, got ${args.length}`);
  const [fn, items] = args as [PyValue, PyValue];
  const source = iterate(items);
  return {
    next: () => {
      for (let v = source.next(); v !== undefined; v = source.next()) {
        budget.charge(1);
        if (truth(fn === null ? v : call(fn, [v]))) return v;
      }
      return undefined;
    },
  };
});

const enumerateType = iteratorClass("enumerate", (args, kwargs) => {
  const items = args.length > 0 ? args[0] : kwargs?.get("iterable");
  if (items === undefined) {
    return raiseError(exceptionTypes.TypeError, "enumerate() missing required argument 'iterable' (pos 1)");
  }
  const source = iterate(items);
  let i = toIndex(args[1] ?? kwargs?.get("start") ?? 0);
  return {
    next: () => {
      budget.charge(1);
      const v = source.next();
      if (v === undefined) return undefined;
      const row = new PyTuple([i, v]);
      i = add(i, 1);
      return row;
    },
  };
});

export function addIterators(names: Names): void {
  reversedType.construct = (_cls, args, kwargs) => {
    checkNoKeywords("reversed", kwargs);
    checkPositional("reversed", args.length, 1, 1);
    return reversedOf(args[0]!);
  };
  for (const type of [zipType, mapType, filterType, enumerateType]) names.set(type.name, type);
  positional(names, "iter", 1, 2, (source, sentinel) => {
    if (sentinel === undefined) return iter(source!);
    return callableIterator(() => {
      budget.charge(1);
      const v = call(source!, []);
      return equals(v, sentinel) ? undefined : v;
    });
  });
  positional(names, "next", 1, 2, (iterator, fallback) => {
    if (fallback === undefined) {
      // Called as a method, so that the StopIteration is the iterator's own, with the value a generator returned.
      const got = callSpecial(iterator!, "__next__", []);
      if (got !== undefined) return got;
    }
    const v = nextOf(iterator!);
    if (v !== undefined) return v;
    return fallback !== undefined ? fallback : raiseError(exceptionTypes.StopIteration);
  });
}
