/** What the host iterates with, and the base of iterators that a snippet can hold (`iter([1, 2])`, `zip`, `map`). */
import { PyBuiltin } from "./callable.ts";
import { objectType, PyType } from "./type.ts";
import { PyObject, type PyValue } from "./value.ts";

/** `undefined` means exhausted: no exception object is made to end a loop. */
export interface HostIterator {
  next(): PyValue | undefined;
}

export abstract class PyIterator extends PyObject implements HostIterator {
  abstract next(): PyValue | undefined;
  readonly attrs: null = null;
  /** `__length_hint__`, where the iterator knows it. */
  lengthHint(): number | undefined {
    return undefined;
  }
}

/**
 * Set when the objects are installed. This module stands below every module with an iterator class of its own, so it
 * cannot import the exceptions, which stand above some of them.
 */
export const iteratorHooks = {
  stop(): never {
    throw new Error("the objects are not installed");
  },
  wrongReceiver(type: PyType): never {
    throw new Error(`the objects are not installed: ${type.name}`);
  },
};

/** The class of a kind of iterator, with `__iter__` and `__next__`. */
export function iteratorType(name: string, module = "builtins", bases: readonly PyType[] = [objectType]): PyType {
  const type = new PyType(name, bases, { module, subclassable: false });
  installIteratorProtocol(type);
  return type;
}

/** Gives a type whose instances are {@link PyIterator}s the Python side of the protocol. */
export function installIteratorProtocol(type: PyType): void {
  type.set("__iter__", new PyBuiltin("__iter__", (args) => args[0]!, `${type.name}.__iter__`));
  type.set(
    "__next__",
    new PyBuiltin(
      "__next__",
      (args) => {
        const self = args[0];
        if (!(self instanceof PyIterator)) return iteratorHooks.wrongReceiver(type);
        const value = self.next();
        return value === undefined ? iteratorHooks.stop() : value;
      },
      `${type.name}.__next__`,
    ),
  );
  type.set(
    "__length_hint__",
    new PyBuiltin(
      "__length_hint__",
      (args) => (args[0] instanceof PyIterator ? (args[0].lengthHint() ?? 0) : 0),
      `${type.name}.__length_hint__`,
    ),
  );
}

/** An iterator over a host iterator or generator function's values. */
export class HostBackedIterator extends PyIterator {
  readonly cls: PyType;
  #source: HostIterator;
  constructor(cls: PyType, source: HostIterator) {
    super();
    this.cls = cls;
    this.#source = source;
  }
  next(): PyValue | undefined {
    return this.#source.next();
  }
}

/** Reads a JavaScript iterator as a {@link HostIterator}. */
export function fromHost(iterable: Iterable<PyValue>): HostIterator {
  const it = iterable[Symbol.iterator]();
  return {
    next() {
      const step = it.next();
      return step.done === true ? undefined : step.value;
    },
  };
}
