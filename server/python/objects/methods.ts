/**
 * How builtin types declare their methods: one table per type, each row with the shape of its arguments, so that wrong
 * calls raise CPython's own TypeErrors. The rows become PyBuiltins in the type's dict.
 *
 * | row | CPython's convention | text of a wrong call |
 * |---|---|---|
 * | `none` | METH_NOARGS | `list.clear() takes no arguments (1 given)` |
 * | `one` | METH_O | `list.append() takes exactly one argument (2 given)` |
 * | `pos` | positional only | `pop expected at most 1 argument, got 2` |
 * | `kw` | named parameters | `split() takes at most 2 arguments (3 given)` |
 * | `slot` | slot wrapper | `expected 1 argument, got 0` |
 */
import { PyBuiltin, PyMethod } from "./callable.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { isInstance, objectType, PyType, typeOf } from "./type.ts";
import { type Kwargs, PyObject, type PyValue } from "./value.ts";

type Fn<T> = (self: T, ...args: PyValue[]) => PyValue;

export interface KeywordShape {
  /** Parameters in order; those from `positional` on are keyword-only. */
  readonly names: readonly string[];
  /** How many of them must be given. */
  readonly required?: number;
  /** How many may be given by position; all when absent. */
  readonly positional?: number;
  /** How many of the first cannot be given by name; 0 when absent. */
  readonly positionalOnly?: number;
}

function plural(n: number): string {
  return n === 1 ? "" : "s";
}

/** `pop expected at most 1 argument, got 2`. */
export function checkPositional(name: string, given: number, min: number, max: number): void {
  if (given < min) {
    raiseError(
      exceptionTypes.TypeError,
      `${name} expected ${min === max ? "" : "at least "}${min} argument${plural(min)}, got ${given}`,
    );
  }
  if (given > max) {
    raiseError(
      exceptionTypes.TypeError,
      `${name} expected ${min === max ? "" : "at most "}${max} argument${plural(max)}, got ${given}`,
    );
  }
}

export function checkNoKeywords(name: string, kwargs: Kwargs): void {
  if (kwargs !== null && kwargs.size > 0) raiseError(exceptionTypes.TypeError, `${name}() takes no keyword arguments`);
}

/**
 * Puts positional and keyword arguments into the places of a shape (absent ones stay undefined), or raises as CPython's
 * own unpacking of keywords does.
 */
export function unpackArguments(
  name: string,
  shape: KeywordShape,
  args: readonly PyValue[],
  kwargs: Kwargs,
): (PyValue | undefined)[] {
  const total = shape.names.length;
  const positional = shape.positional ?? total;
  const required = shape.required ?? 0;
  const named = kwargs === null ? 0 : kwargs.size;
  if (args.length + named > total && args.length <= positional) {
    raiseError(
      exceptionTypes.TypeError,
      `${name}() takes ${required === total ? "exactly" : "at most"} ${total} ${args.length === 0 ? "keyword " : ""}argument${plural(total)} (${args.length + named} given)`,
    );
  }
  if (args.length > positional) {
    if (positional === 0) raiseError(exceptionTypes.TypeError, `${name}() takes no positional arguments`);
    raiseError(
      exceptionTypes.TypeError,
      `${name}() takes ${required < positional || positional < total ? "at most" : "exactly"} ${positional} ${positional < total ? "positional " : ""}argument${plural(positional)} (${args.length + (positional < total ? 0 : named)} given)`,
    );
  }
  const out: (PyValue | undefined)[] = [...args];
  while (out.length < total) out.push(undefined);
  const only = shape.positionalOnly ?? 0;
  if (kwargs !== null) {
    for (const [key, value] of kwargs) {
      const i = shape.names.indexOf(key, only);
      if (i < 0) raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for ${name}()`);
      if (i < args.length) {
        raiseError(exceptionTypes.TypeError, `argument for ${name}() given by name ('${key}') and position (${i + 1})`);
      }
      out[i] = value;
    }
  }
  for (let i = 0; i < required; i++) {
    if (out[i] === undefined) {
      if (i < only) {
        raiseError(
          exceptionTypes.TypeError,
          `${name}() takes ${required < positional ? "at least" : "exactly"} ${required} positional argument${plural(required)} (${args.length} given)`,
        );
      }
      raiseError(exceptionTypes.TypeError, `${name}() missing required argument '${shape.names[i]}' (pos ${i + 1})`);
    }
  }
  return out;
}

/** Fills the dict of one builtin type. `receive` turns `self` (maybe an instance of a subclass) into the host value. */
export class MethodTable<T> {
  readonly type: PyType;
  readonly #receive: (value: PyValue) => T | undefined;

  constructor(type: PyType, receive: (value: PyValue) => T | undefined) {
    this.type = type;
    this.#receive = receive;
  }

  #self(name: string, args: PyValue[], isSlot: boolean): T {
    const self = args[0];
    if (self === undefined) {
      return raiseError(
        exceptionTypes.TypeError,
        isSlot
          ? `descriptor '${name}' of '${this.type.name}' object needs an argument`
          : `unbound method ${this.type.name}.${name}() needs an argument`,
      );
    }
    const received = this.#receive(self);
    if (received === undefined) {
      return raiseError(
        exceptionTypes.TypeError,
        isSlot
          ? `descriptor '${name}' requires a '${this.type.name}' object but received a '${typeOf(self).name}'`
          : `descriptor '${name}' for '${this.type.name}' objects doesn't apply to a '${typeOf(self).name}' object`,
      );
    }
    return received;
  }

  #add(name: string, fn: (args: PyValue[], kwargs: Kwargs) => PyValue): this {
    this.type.set(name, new PyBuiltin(name, fn, `${this.type.name}.${name}`));
    return this;
  }

  none(name: string, fn: (self: T) => PyValue): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, false);
      if (kwargs !== null) checkNoKeywords(`${this.type.name}.${name}`, kwargs);
      if (args.length !== 1) {
        raiseError(
          exceptionTypes.TypeError,
          `${this.type.name}.${name}() takes no arguments (${args.length - 1} given)`,
        );
      }
      return fn(self);
    });
  }

  one(name: string, fn: (self: T, arg: PyValue) => PyValue): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, false);
      if (kwargs !== null) checkNoKeywords(`${this.type.name}.${name}`, kwargs);
      if (args.length !== 2) {
        raiseError(
          exceptionTypes.TypeError,
          `${this.type.name}.${name}() takes exactly one argument (${args.length - 1} given)`,
        );
      }
      return fn(self, args[1]!);
    });
  }

  /** Absent optional arguments arrive as undefined: declare them optional in `fn`. */
  pos(name: string, min: number, max: number, fn: Fn<T>): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, false);
      if (kwargs !== null) checkNoKeywords(`${this.type.name}.${name}`, kwargs);
      if (args.length - 1 < min || args.length - 1 > max) checkPositional(name, args.length - 1, min, max);
      // Absent ones are undefined, which `fn` declares; most methods take so few that no list is needed.
      if (max <= 2) return fn(self, args[1] as PyValue, args[2] as PyValue);
      return fn(self, ...args.slice(1));
    });
  }

  /** Like {@link pos}, with the words of CPython's older argument parser: `find() takes at least 1 argument (0 given)`. */
  parsed(name: string, min: number, max: number, fn: Fn<T>): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, false);
      if (kwargs !== null) checkNoKeywords(`${this.type.name}.${name}`, kwargs);
      const given = args.length - 1;
      if (given < min || given > max) {
        const bound = given < min ? "least" : "most";
        const limit = given < min ? min : max;
        raiseError(
          exceptionTypes.TypeError,
          `${name}() takes at ${bound} ${limit} argument${plural(limit)} (${given} given)`,
        );
      }
      return fn(self, ...args.slice(1));
    });
  }

  /** Absent arguments arrive as undefined. */
  kw(name: string, shape: KeywordShape, fn: (self: T, ...args: (PyValue | undefined)[]) => PyValue): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, false);
      return fn(self, ...unpackArguments(name, shape, args.slice(1), kwargs));
    });
  }

  /** Any arguments: the method checks them itself. */
  varargs(name: string, fn: (self: T, args: PyValue[], kwargs: Kwargs) => PyValue): this {
    return this.#add(name, (args, kwargs) => fn(this.#self(name, args, false), args.slice(1), kwargs));
  }

  /** Like {@link varargs}, but a slot wrapper (`__init__`), whose receiver errors read differently. */
  slotVarargs(name: string, fn: (self: T, args: PyValue[], kwargs: Kwargs) => PyValue): this {
    return this.#add(name, (args, kwargs) => fn(this.#self(name, args, true), args.slice(1), kwargs));
  }

  /** A dunder method that takes `count` arguments beside self. */
  slot(name: string, count: number, fn: Fn<T>): this {
    return this.#add(name, (args, kwargs) => {
      const self = this.#self(name, args, true);
      if (kwargs !== null && kwargs.size > 0) {
        raiseError(exceptionTypes.TypeError, `wrapper ${name}() takes no keyword arguments`);
      }
      if (args.length - 1 !== count) {
        // With two arguments or more CPython unpacks a tuple under an empty name, whose blank stays.
        const blank = count > 1 ? " " : "";
        raiseError(
          exceptionTypes.TypeError,
          `${blank}expected ${count} argument${plural(count)}, got ${args.length - 1}`,
        );
      }
      switch (count) {
        case 0:
          return fn(self);
        case 1:
          return fn(self, args[1]!);
        default:
          return fn(self, ...args.slice(1));
      }
    });
  }

  /** `__repr__` of a container: also told the object itself, which the guard against recursion remembers. */
  ownRepr(fn: (self: T, owner: PyValue) => string): PyBuiltin {
    return new PyBuiltin(
      "__repr__",
      (args) => fn(this.#self("__repr__", args, true), args[0]!),
      `${this.type.name}.__repr__`,
    );
  }

  /** A read-only attribute (`range.start`), or a writable one when `set` is given (it gets undefined for `del`). */
  property(name: string, get: (self: T) => PyValue, set?: (self: T, value: PyValue | undefined) => void): this {
    this.type.set(
      name,
      new PyGetSet(
        name,
        this.type,
        (self) => get(this.#self(name, [self], false)),
        set === undefined ? undefined : (self, value) => set(this.#self(name, [self], false), value),
      ),
    );
    return this;
  }

  /** A class method (`dict.fromkeys`): gets the class it was looked up on. */
  classMethod(name: string, fn: (cls: PyType, args: PyValue[], kwargs: Kwargs) => PyValue): this {
    this.type.set(
      name,
      new PyClassMethod(
        new PyBuiltin(
          name,
          (args, kwargs) => {
            const cls = args[0];
            if (!(cls instanceof PyType)) return raiseError(exceptionTypes.TypeError, `${name}() requires a type`);
            return fn(cls, args.slice(1), kwargs);
          },
          `${this.type.name}.${name}`,
        ),
      ),
    );
    return this;
  }

  staticMethod(name: string, fn: (args: PyValue[], kwargs: Kwargs) => PyValue): this {
    this.type.set(name, new PyBuiltin(name, fn, `${this.type.name}.${name}`, true));
    return this;
  }
}

export const getSetType = new PyType("getset_descriptor", [objectType], { subclassable: false });
export const classMethodDescriptorType = new PyType("classmethod_descriptor", [objectType], { subclassable: false });

/** An attribute computed by the host: `(1).real`, `e.args`. A data descriptor. */
export class PyGetSet extends PyObject {
  readonly name: string;
  readonly owner: PyType;
  readonly get: (self: PyValue) => PyValue;
  /** Gets undefined for `del`. */
  readonly set: ((self: PyValue, value: PyValue | undefined) => void) | undefined;
  readonly attrs = null;
  constructor(
    name: string,
    owner: PyType,
    get: (self: PyValue) => PyValue,
    set?: (self: PyValue, value: PyValue | undefined) => void,
  ) {
    super();
    this.name = name;
    this.owner = owner;
    this.get = get;
    this.set = set;
  }
  get cls(): PyType {
    return getSetType;
  }
  /** Raises what CPython does for a read-only attribute. */
  assign(self: PyValue, value: PyValue | undefined): void {
    if (this.set === undefined) {
      raiseError(
        exceptionTypes.AttributeError,
        `attribute '${this.name}' of '${this.owner.name}' objects is not writable`,
      );
    }
    this.set(self, value);
  }
}

/** A class method of a builtin type. Binds the class, whether looked up on it or on an instance. */
export class PyClassMethod extends PyObject {
  readonly func: PyBuiltin;
  readonly attrs = null;
  constructor(func: PyBuiltin) {
    super();
    this.func = func;
  }
  get cls(): PyType {
    return classMethodDescriptorType;
  }
}

/** The descriptor protocol of the two kinds above, for look-ups that know nothing of them. */
export function installDescriptorTypes(): void {
  new MethodTable(getSetType, (v) => (v instanceof PyGetSet ? v : undefined))
    .pos("__get__", 1, 2, (self, instance) => (instance === null ? self : self.get(instance)))
    .slot("__set__", 2, (self, instance, value) => {
      self.assign(instance, value);
      return null;
    })
    .slot("__delete__", 1, (self, instance) => {
      self.assign(instance, undefined);
      return null;
    })
    .property("__name__", (self) => self.name);
  new MethodTable(classMethodDescriptorType, (v) => (v instanceof PyClassMethod ? v : undefined))
    .pos("__get__", 1, 2, (self, instance, owner?) => new PyMethod(owner ?? typeOf(instance), self.func))
    .property("__name__", (self) => self.func.name);
}

/** `isinstance` for receivers that are plain host classes. */
export function receiverOf<T extends PyObject>(
  type: PyType,
  hostClass: abstract new (...args: never[]) => T,
): (value: PyValue) => T | undefined {
  return (value) => (value instanceof hostClass && isInstance(value, type) ? value : undefined);
}
