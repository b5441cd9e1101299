/** How builtin functions are declared: name, shape of the arguments, body. Wrong calls raise CPython's own texts. */
import { type HostFunction, PyBuiltin } from "../objects/callable.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { checkNoKeywords, checkPositional, type KeywordShape, unpackArguments } from "../objects/methods.ts";
import type { Kwargs, PyValue } from "../objects/value.ts";

export type Names = Map<string, PyValue>;

/** Like CPython's, these functions do not bind when they are looked up on an instance (`class C: size = len`). */
function builtinFunction(name: string, fn: HostFunction): PyBuiltin {
  return new PyBuiltin(name, fn, name, true);
}

/** One positional argument: `len() takes exactly one argument (2 given)`. */
export function one(names: Names, name: string, body: (arg: PyValue) => PyValue): void {
  names.set(
    name,
    builtinFunction(name, (args, kwargs) => {
      checkNoKeywords(name, kwargs);
      if (args.length !== 1) {
        raiseError(exceptionTypes.TypeError, `${name}() takes exactly one argument (${args.length} given)`);
      }
      return body(args[0]!);
    }),
  );
}

/** Positional arguments only: `getattr expected at least 2 arguments, got 1`. */
export function positional(
  names: Names,
  name: string,
  min: number,
  max: number,
  body: (...args: PyValue[]) => PyValue,
): void {
  names.set(
    name,
    builtinFunction(name, (args, kwargs) => {
      checkNoKeywords(name, kwargs);
      checkPositional(name, args.length, min, max);
      return body(...args);
    }),
  );
}

/** Named parameters; absent ones arrive as undefined. */
export function named(
  names: Names,
  name: string,
  shape: KeywordShape,
  body: (...args: (PyValue | undefined)[]) => PyValue,
): void {
  names.set(
    name,
    builtinFunction(name, (args, kwargs) => body(...unpackArguments(name, shape, args, kwargs))),
  );
}

/** Everything handed through. */
export function raw(names: Names, name: string, body: (args: PyValue[], kwargs: Kwargs) => PyValue): void {
  names.set(name, builtinFunction(name, body));
}
