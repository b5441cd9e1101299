/** `itertools`: lazy, one class an iterator, each charged to the budget where it can run for ever. */
import { budget } from "../budget.ts";
import { call } from "../objects/call.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { asDouble } from "../objects/float.ts";
import { add as addInts } from "../objects/intArithmetic.ts";
import { HostBackedIterator, type HostIterator, iterate, iteratorType, toArray } from "../objects/iteration.ts";
import { installIteratorProtocol, PyIterator } from "../objects/iterator.ts";
import {
  checkNoKeywords,
  checkPositional,
  type KeywordShape,
  PyClassMethod,
  unpackArguments,
} from "../objects/methods.ts";
import { PyModule } from "../objects/module.ts";
import { binary, equals, toIndex, toIndexOrUndefined, truth } from "../objects/operators.ts";
import { typeName } from "../objects/special.ts";
import { repr } from "../objects/text.ts";
import { PyTuple } from "../objects/tuple.ts";
import { objectType, PyType } from "../objects/type.ts";
import { type Kwargs, PyFloat, type PyValue } from "../objects/value.ts";

const MODULE = "itertools";
const types: PyType[] = [];

/** An iterator whose repr says how it stands. */
interface Described extends HostIterator {
  describe?(): string;
}

class LibraryIterator extends PyIterator {
  readonly cls: PyType;
  readonly source: Described;
  constructor(cls: PyType, source: Described) {
    super();
    this.cls = cls;
    this.source = source;
  }
  next(): PyValue | undefined {
    budget.charge(1);
    return this.source.next();
  }
}

function define(name: string, make: (args: PyValue[], kwargs: Kwargs) => Described): PyType {
  const type = new PyType(name, [objectType], {
    module: MODULE,
    construct: (cls, args, kwargs) => new LibraryIterator(cls, make(args, kwargs)),
  });
  installIteratorProtocol(type);
  type.dict.delete("__length_hint__");
  type.set("__init__", new PyBuiltin("__init__", () => null));
  types.push(type);
  return type;
}

function withRepr(type: PyType): void {
  type.set(
    "__repr__",
    new PyBuiltin("__repr__", (args) => {
      const self = args[0];
      return self instanceof LibraryIterator ? self.source.describe!() : "";
    }),
  );
}

/** Reads the values of a JavaScript generator; an exception ends it. */
function from(values: Iterator<PyValue>): HostIterator {
  return {
    next: () => {
      const step = values.next();
      return step.done === true ? undefined : step.value;
    },
  };
}

function plain(name: string, min: number, max: number, make: (...args: PyValue[]) => Described): PyType {
  return define(name, (args, kwargs) => {
    checkNoKeywords(name, kwargs);
    checkPositional(name, args.length, min, max);
    return make(...args);
  });
}

function named(name: string, shape: KeywordShape, make: (...args: (PyValue | undefined)[]) => Described): PyType {
  return define(name, (args, kwargs) => make(...unpackArguments(name, shape, args, kwargs)));
}

function isNumber(v: PyValue): boolean {
  return asDouble(v) !== undefined || toIndexOrUndefined(v) !== undefined || typeName(v) === "complex";
}

const countType = named("count", { names: ["start", "step"] }, (start = 0, step = 1) => {
  // Anything with the special methods of a number will do; text and containers will not.
  const isAcceptable = (v: PyValue): boolean =>
    isNumber(v) || (typeof v === "object" && v !== null && (v.cls.lookup("__float__") ?? null) !== null);
  if (!isAcceptable(start) || !isAcceptable(step)) raiseError(exceptionTypes.TypeError, "a number is required");
  let n: PyValue = start;
  return {
    next: () => {
      const now = n;
      n = typeof n === "number" && typeof step === "number" ? addInts(n, step) : binary("+", n, step);
      return now;
    },
    describe: () => (step === 1 ? `count(${repr(n)})` : `count(${repr(n)}, ${repr(step)})`),
  };
});
withRepr(countType);

plain("cycle", 1, 1, (items) => {
  const source = iterate(items!);
  const saved: PyValue[] = [];
  let at = -1;
  return {
    next: () => {
      if (at < 0) {
        const v = source.next();
        if (v !== undefined) {
          saved.push(v);
          return v;
        }
        at = 0;
      }
      if (saved.length === 0) return undefined;
      const v = saved[at]!;
      at = (at + 1) % saved.length;
      return v;
    },
  };
});

withRepr(
  named("repeat", { names: ["object", "times"], required: 1 }, (object, times) => {
    let left = times === undefined ? -1 : Math.max(0, Number(toIndex(times)));
    return {
      next: () => {
        if (left === 0) return undefined;
        if (left > 0) left--;
        return object!;
      },
      describe: () => (left < 0 ? `repeat(${repr(object!)})` : `repeat(${repr(object!)}, ${left})`),
    };
  }),
);

named("accumulate", { names: ["iterable", "func", "initial"], required: 1, positional: 2 }, (items, fn, initial) => {
  const source = iterate(items!);
  const combine = fn ?? null;
  let total: PyValue | undefined;
  let isFirst = true;
  return {
    next: () => {
      if (isFirst) {
        isFirst = false;
        if (initial !== undefined && initial !== null) return (total = initial);
      }
      const v = source.next();
      if (v === undefined) return undefined;
      if (total === undefined) return (total = v);
      if (combine !== null) total = call(combine, [total, v]);
      else if (total instanceof PyFloat && v instanceof PyFloat) total = new PyFloat(total.value + v.value);
      else total = binary("+", total, v);
      return total;
    },
  };
});

function chained(sources: HostIterator): HostIterator {
  let current: HostIterator | null = null;
  let isDone = false;
  return {
    next: () => {
      while (!isDone) {
        if (current === null) {
          const source = sources.next();
          if (source === undefined) {
            isDone = true;
            return undefined;
          }
          current = iterate(source);
        }
        const v = current.next();
        if (v !== undefined) return v;
        current = null;
      }
      return undefined;
    },
  };
}

const chainType = define("chain", (args, kwargs) => {
  checkNoKeywords("chain", kwargs);
  const sources = args.values();
  return chained(from(sources));
});
chainType.set(
  "from_iterable",
  new PyClassMethod(
    new PyBuiltin(
      "from_iterable",
      (args, kwargs) => {
        checkNoKeywords("chain.from_iterable", kwargs);
        if (args.length !== 2) {
          raiseError(
            exceptionTypes.TypeError,
            `chain.from_iterable() takes exactly one argument (${args.length - 1} given)`,
          );
        }
        return new LibraryIterator(args[0] as PyType, chained(iterate(args[1]!)));
      },
      "chain.from_iterable",
    ),
  ),
);

named("compress", { names: ["data", "selectors"], required: 2 }, (data, selectors) => {
  const values = iterate(data!);
  const flags = iterate(selectors!);
  return {
    next: () => {
      for (;;) {
        const v = values.next();
        if (v === undefined) return undefined;
        const flag = flags.next();
        if (flag === undefined) return undefined;
        budget.charge(1);
        if (truth(flag)) return v;
      }
    },
  };
});

plain("dropwhile", 2, 2, (predicate, items) => {
  const source = iterate(items!);
  let isDropping = true;
  return {
    next: () => {
      for (;;) {
        const v = source.next();
        if (v === undefined || !isDropping) return v;
        budget.charge(1);
        if (!truth(call(predicate!, [v]))) {
          isDropping = false;
          return v;
        }
      }
    },
  };
});

plain("takewhile", 2, 2, (predicate, items) => {
  const source = iterate(items!);
  let isDone = false;
  return {
    next: () => {
      if (isDone) return undefined;
      const v = source.next();
      if (v === undefined) return undefined;
      if (truth(call(predicate!, [v]))) return v;
      isDone = true;
      return undefined;
    },
  };
});

plain("filterfalse", 2, 2, (predicate, items) => {
  const source = iterate(items!);
  return {
    next: () => {
      for (let v = source.next(); v !== undefined; v = source.next()) {
        budget.charge(1);
        if (!truth(predicate === null ? v : call(predicate!, [v]))) return v;
      }
      return undefined;
    },
  };
});

plain("starmap", 2, 2, (fn, items) => {
  const source = iterate(items!);
  return {
    next: () => {
      const row = source.next();
      return row === undefined ? undefined : call(fn!, toArray(row));
    },
  };
});

plain("pairwise", 1, 1, (items) => {
  const source = iterate(items!);
  let last: PyValue | undefined;
  return {
    next: () => {
      last ??= last === null ? null : source.next();
      if (last === undefined) return undefined;
      const v = source.next();
      if (v === undefined) return undefined;
      const pair = new PyTuple([last, v]);
      last = v;
      return pair;
    },
  };
});

function sliceArgument(v: PyValue, text: string): number | null {
  if (v === null) return null;
  const n = toIndexOrUndefined(v);
  if (n === undefined || n < 0 || typeof n === "bigint") raiseError(exceptionTypes.ValueError, text);
  return Number(n);
}

plain("islice", 2, 4, (items, ...range) => {
  const RANGE = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const STOP = "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.";
  const start = range.length === 1 ? 0 : (sliceArgument(range[0]!, RANGE) ?? 0);
  const stop = range.length === 1 ? sliceArgument(range[0]!, STOP) : sliceArgument(range[1]!, STOP);
  let step = 1;
  if (range.length === 3 && range[2] !== null) {
    const text = "Step for islice() must be a positive integer or None.";
    step = sliceArgument(range[2]!, text) ?? 1;
    if (step < 1) raiseError(exceptionTypes.ValueError, text);
  }
  const source = iterate(items!);
  let at = 0;
  let wanted = start;
  let isDone = false;
  return {
    next: () => {
      if (isDone) return undefined;
      const target = stop === null ? wanted : Math.min(wanted, stop);
      while (at < target) {
        budget.charge(1);
        if (source.next() === undefined) {
          isDone = true;
          return undefined;
        }
        at++;
      }
      if (stop !== null && at >= stop) {
        isDone = true;
        return undefined;
      }
      const v = source.next();
      if (v === undefined) {
        isDone = true;
        return undefined;
      }
      at++;
      wanted += step;
      return v;
    },
  };
});

define("zip_longest", (args, kwargs) => {
  for (const key of kwargs?.keys() ?? []) {
    if (key !== "fillvalue") {
      raiseError(exceptionTypes.TypeError, "zip_longest() got an unexpected keyword argument");
    }
  }
  const given = kwargs?.get("fillvalue");
  const fill: PyValue = given === undefined ? null : given;
  const sources: (HostIterator | null)[] = args.map((a) => iterate(a));
  let active = sources.length;
  return {
    next: () => {
      if (active === 0) return undefined;
      const row: PyValue[] = [];
      for (let i = 0; i < sources.length; i++) {
        const v = sources[i]?.next();
        if (v !== undefined) row.push(v);
        else {
          if (sources[i] !== null) {
            sources[i] = null;
            if (--active === 0) return undefined;
          }
          row.push(fill);
        }
      }
      return new PyTuple(row);
    },
  };
});

define("product", (args, kwargs) => {
  for (const key of kwargs?.keys() ?? []) {
    if (key !== "repeat") {
      raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for product()`);
    }
  }
  const times = kwargs?.get("repeat");
  const repeat = times === undefined ? 1 : Number(toIndex(times));
  if (repeat < 0) raiseError(exceptionTypes.ValueError, "repeat argument cannot be negative");
  const once = args.map((a) => toArray(a));
  const pools: PyValue[][] = [];
  for (let i = 0; i < repeat; i++) pools.push(...once);
  function* values(): Iterator<PyValue> {
    if (pools.some((p) => p.length === 0)) return;
    const at = pools.map(() => 0);
    for (;;) {
      yield new PyTuple(pools.map((p, i) => p[at[i]!]!));
      let i = pools.length - 1;
      for (; i >= 0; i--) {
        at[i] = at[i]! + 1;
        if (at[i]! < pools[i]!.length) break;
        at[i] = 0;
      }
      if (i < 0) return;
    }
  }
  return from(values());
});

function size(r: PyValue): number {
  const n = Number(toIndex(r));
  if (n < 0) raiseError(exceptionTypes.ValueError, "r must be non-negative");
  return n;
}

named("combinations", { names: ["iterable", "r"], required: 2 }, (items, r) => {
  const pool = toArray(items!);
  const k = size(r!);
  function* values(): Iterator<PyValue> {
    if (k > pool.length) return;
    const at = Array.from({ length: k }, (_, i) => i);
    for (;;) {
      yield new PyTuple(at.map((i) => pool[i]!));
      let i = k - 1;
      while (i >= 0 && at[i] === i + pool.length - k) i--;
      if (i < 0) return;
      at[i] = at[i]! + 1;
      for (let j = i + 1; j < k; j++) at[j] = at[j - 1]! + 1;
    }
  }
  return from(values());
});

named("combinations_with_replacement", { names: ["iterable", "r"], required: 2 }, (items, r) => {
  const pool = toArray(items!);
  const k = size(r!);
  function* values(): Iterator<PyValue> {
    if (pool.length === 0 && k > 0) return;
    const at = new Array<number>(k).fill(0);
    for (;;) {
      yield new PyTuple(at.map((i) => pool[i]!));
      let i = k - 1;
      while (i >= 0 && at[i] === pool.length - 1) i--;
      if (i < 0) return;
      at.fill(at[i]! + 1, i);
    }
  }
  return from(values());
});

named("permutations", { names: ["iterable", "r"], required: 1 }, (items, r) => {
  const pool = toArray(items!);
  const n = pool.length;
  if (r !== undefined && r !== null && toIndexOrUndefined(r) === undefined) {
    raiseError(exceptionTypes.TypeError, "Expected int as r");
  }
  const k = r === undefined || r === null ? n : size(r);
  function* values(): Iterator<PyValue> {
    if (k > n) return;
    const order = Array.from({ length: n }, (_, i) => i);
    const cycles = Array.from({ length: k }, (_, i) => n - i);
    for (;;) {
      yield new PyTuple(order.slice(0, k).map((i) => pool[i]!));
      let i = k - 1;
      for (; i >= 0; i--) {
        cycles[i] = cycles[i]! - 1;
        if (cycles[i] === 0) {
          order.push(...order.splice(i, 1));
          cycles[i] = n - i;
        } else {
          const j = n - cycles[i]!;
          [order[i], order[j]] = [order[j]!, order[i]!];
          break;
        }
      }
      if (i < 0) return;
    }
  }
  return from(values());
});

const grouperType = iteratorType("_grouper", MODULE);

named("groupby", { names: ["iterable", "key"], required: 1 }, (items, key) => {
  const source = iterate(items!);
  const keyOf = (v: PyValue): PyValue => (key === undefined || key === null ? v : call(key, [v]));
  let value: PyValue | undefined;
  let valueKey: PyValue | undefined;
  let groupKey: PyValue | undefined;
  /** Counts the groups: an older group's iterator is exhausted once a newer one was asked for. */
  let serial = 0;
  const advance = (): boolean => {
    value = source.next();
    if (value === undefined) return false;
    budget.charge(1);
    valueKey = keyOf(value);
    return true;
  };
  return {
    next: () => {
      serial++;
      while (valueKey === undefined || (groupKey !== undefined && equals(groupKey, valueKey))) {
        if (!advance()) return undefined;
      }
      const own = serial;
      const thisKey = valueKey;
      groupKey = thisKey;
      const group: HostIterator = {
        next: () => {
          if (own !== serial || value === undefined || !equals(thisKey, valueKey!)) return undefined;
          const v = value;
          // What is not equal stays for the next group; at the end nothing does.
          advance();
          return v;
        },
      };
      return new PyTuple([thisKey, new HostBackedIterator(grouperType, group)]);
    },
  };
});

const teeType = iteratorType("_tee", MODULE);

class Tee extends PyIterator {
  readonly shared: { values: PyValue[]; source: HostIterator };
  at: number;
  constructor(shared: Tee["shared"], at: number) {
    super();
    this.shared = shared;
    this.at = at;
  }
  get cls(): PyType {
    return teeType;
  }
  next(): PyValue | undefined {
    budget.charge(1);
    const { values, source } = this.shared;
    if (this.at === values.length) {
      const v = source.next();
      if (v === undefined) return undefined;
      values.push(v);
    }
    return values[this.at++]!;
  }
}
teeType.set(
  "__copy__",
  new PyBuiltin("__copy__", (args) => {
    const self = args[0] as Tee;
    return new Tee(self.shared, self.at);
  }),
);

function tee(args: PyValue[], kwargs: Kwargs): PyValue {
  checkNoKeywords("tee", kwargs);
  checkPositional("tee", args.length, 1, 2);
  const n = args[1] === undefined ? 2 : Number(toIndex(args[1]));
  if (n < 0) raiseError(exceptionTypes.ValueError, "n must be >= 0");
  const source = iterate(args[0]!);
  const first = source instanceof Tee ? source : new Tee({ values: [], source }, 0);
  const out: PyValue[] = [];
  for (let i = 0; i < n; i++) out.push(i === 0 ? first : new Tee(first.shared, first.at));
  return new PyTuple(out);
}

export function makeItertools(): PyModule {
  const module = new PyModule(MODULE);
  for (const type of types) module.attrs.set(type.name, type);
  module.attrs.set("tee", new PyBuiltin("tee", tee, "tee", true));
  return module;
}
