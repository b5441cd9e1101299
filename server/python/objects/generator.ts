/**
 * Generator objects: the protocol (`send`, `throw`, `close`, iteration). How a body is resumed is the evaluator's: see
 * evaluation/generators.ts.
 */

import { call } from "./call.ts";
import { Raise } from "./errors.ts";
import { exceptionTypes, newException, PyException, raiseError } from "./exceptions.ts";
import { addressOf } from "./identity.ts";
import { installIteratorProtocol, PyIterator } from "./iterator.ts";
import { MethodTable } from "./methods.ts";
import { isInstance, objectType, PyType } from "./type.ts";
import type { PyValue } from "./value.ts";

export const generatorType = new PyType("generator", [objectType], { subclassable: false });

export abstract class PyGenerator extends PyIterator {
  name: string;
  qualname: string;
  isRunning = false;
  isStarted = false;
  isFinished = false;
  /** What the body returned: the value of `yield from` and of the StopIteration. */
  result: PyValue = null;

  constructor(name: string, qualname: string) {
    super();
    this.name = name;
    this.qualname = qualname;
  }

  get cls(): PyType {
    return generatorType;
  }

  /** Runs the body up to its next `yield`, with a value or an exception arriving there; undefined when it has ended. */
  protected abstract resume(sent: PyValue, thrown: Raise | null): PyValue | undefined;

  next(): PyValue | undefined {
    return this.send(null);
  }

  /** Undefined when the generator has ended; the value it returned is then in {@link result}. */
  send(value: PyValue): PyValue | undefined {
    if (this.isRunning) raiseError(exceptionTypes.ValueError, "generator already executing");
    if (this.isFinished) {
      this.result = null;
      return undefined;
    }
    if (!this.isStarted) {
      if (value !== null) raiseError(exceptionTypes.TypeError, "can't send non-None value to a just-started generator");
      this.isStarted = true;
    }
    return this.resume(value, null);
  }

  throw(thrown: Raise): PyValue | undefined {
    if (this.isRunning) raiseError(exceptionTypes.ValueError, "generator already executing");
    if (this.isFinished) throw thrown;
    this.isStarted = true;
    return this.resume(null, thrown);
  }

  close(): void {
    if (this.isRunning) raiseError(exceptionTypes.ValueError, "generator already executing");
    if (this.isFinished) return;
    if (!this.isStarted) {
      this.isFinished = true;
      return;
    }
    try {
      this.resume(null, new Raise(newException(exceptionTypes.GeneratorExit)));
    } catch (e) {
      if (
        e instanceof Raise &&
        (isInstance(e.exc, exceptionTypes.GeneratorExit) || isInstance(e.exc, exceptionTypes.StopIteration))
      ) {
        return;
      }
      throw e;
    }
    if (!this.isFinished) raiseError(exceptionTypes.RuntimeError, "generator ignored GeneratorExit");
  }
}

function stopIteration(result: PyValue): never {
  throw new Raise(
    result === null ? newException(exceptionTypes.StopIteration) : newException(exceptionTypes.StopIteration, result),
  );
}

/** The exception that `throw(type[, value[, traceback]])` means. */
export function exceptionToThrow(type: PyValue, value: PyValue | undefined): Raise {
  if (type instanceof PyException) {
    if (value !== undefined && value !== null) {
      raiseError(exceptionTypes.TypeError, "instance exception may not have a separate value");
    }
    return new Raise(type);
  }
  if (type instanceof PyType && type.isSubtypeOf(exceptionTypes.BaseException)) {
    if (value instanceof PyException && isInstance(value, type)) return new Raise(value);
    return new Raise(call(type, value === undefined || value === null ? [] : [value]));
  }
  return raiseError(
    exceptionTypes.TypeError,
    `exceptions must be classes or instances deriving from BaseException, not ${typeName(type)}`,
  );
}

function typeName(v: PyValue): string {
  return v === null ? "NoneType" : typeof v === "object" ? v.cls.name : typeof v === "string" ? "str" : "int";
}

/** The Python side of generators. Called once, by the interpreter. */
export function installGenerator(): void {
  installIteratorProtocol(generatorType);
  new MethodTable(generatorType, (v) => (v instanceof PyGenerator ? v : undefined))
    .slot("__next__", 0, (self) => {
      const value = self.next();
      return value === undefined ? stopIteration(self.result) : value;
    })
    .one("send", (self, sent) => {
      const value = self.send(sent);
      return value === undefined ? stopIteration(self.result) : value;
    })
    .pos("throw", 1, 3, (self, type, value?) => {
      const got = self.throw(exceptionToThrow(type!, value));
      return got === undefined ? stopIteration(self.result) : got;
    })
    .none("close", (self) => {
      self.close();
      return null;
    })
    .property(
      "__name__",
      (self) => self.name,
      (self, value) => {
        if (typeof value !== "string") raiseError(exceptionTypes.TypeError, "__name__ must be set to a string object");
        self.name = value;
      },
    )
    .property(
      "__qualname__",
      (self) => self.qualname,
      (self, value) => {
        if (typeof value !== "string") {
          raiseError(exceptionTypes.TypeError, "__qualname__ must be set to a string object");
        }
        self.qualname = value;
      },
    )
    .slot("__repr__", 0, (self) => `<generator object ${self.qualname} at ${addressOf(self)}>`)
    .property("gi_running", (self) => self.isRunning);
}
