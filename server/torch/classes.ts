/** Small helpers to define Python classes in the host: methods, properties, context managers. */
import { PyBuiltin } from "../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../python/objects/exceptions.ts";
import { PyGetSet } from "../python/objects/methods.ts";
import { objectType, PyType, typeOf } from "../python/objects/type.ts";
import { type Attrs, type Kwargs, PyObject, type PyValue } from "../python/objects/value.ts";
import { guarded } from "./binding/bind.ts";

/** A method: `self` is checked by `receive`. Host errors become Python exceptions. */
export function method<T>(
  type: PyType,
  name: string,
  receive: (v: PyValue) => T | undefined,
  body: (self: T, args: PyValue[], kwargs: Kwargs) => PyValue,
): void {
  type.set(
    name,
    new PyBuiltin(
      name,
      (args, kwargs) => {
        const self = args[0] === undefined ? undefined : receive(args[0]);
        if (self === undefined) {
          raiseError(
            exceptionTypes.TypeError,
            `descriptor '${name}' for '${type.name}' objects doesn't apply to a '${args[0] === undefined ? "NoneType" : typeOf(args[0]).name}' object`,
          );
        }
        return guarded(() => body(self, args.slice(1), kwargs));
      },
      `${type.name}.${name}`,
    ),
  );
}

/** A computed attribute. Without `set`, assigning raises CPython's "not writable" text. */
export function property<T>(
  type: PyType,
  name: string,
  receive: (v: PyValue) => T | undefined,
  get: (self: T) => PyValue,
  set?: (self: T, value: PyValue) => void,
  del?: (self: T) => void,
): void {
  const self = (v: PyValue): T => {
    const host = receive(v);
    if (host === undefined) {
      raiseError(
        exceptionTypes.TypeError,
        `descriptor '${name}' for '${type.name}' objects doesn't apply to a '${typeOf(v).name}' object`,
      );
    }
    return host;
  };
  const write =
    set === undefined && del === undefined
      ? undefined
      : (v: PyValue, value: PyValue | undefined): void =>
          guarded(() => {
            if (value !== undefined) {
              if (set === undefined) raiseError(exceptionTypes.AttributeError, `can't set attribute '${name}'`);
              set(self(v), value);
            } else {
              if (del === undefined) raiseError(exceptionTypes.AttributeError, `can't delete attribute '${name}'`);
              del(self(v));
            }
          });
  type.set(name, new PyGetSet(name, type, (v) => guarded(() => get(self(v))), write));
}

/** An instance of a host-defined class that carries host state. */
export class HostObject<T> extends PyObject {
  readonly cls: PyType;
  readonly host: T;
  attrs: Attrs | null = new Map();
  constructor(cls: PyType, host: T) {
    super();
    this.cls = cls;
    this.host = host;
  }
}

/** A class whose instances carry state made from the constructor's arguments. */
export function hostClass<T>(
  name: string,
  module: string,
  create: (args: PyValue[], kwargs: Kwargs) => T,
  bases: readonly PyType[] = [objectType],
): PyType {
  const type = new PyType(name, bases, {
    module,
    construct: (cls, args, kwargs) =>
      new HostObject(
        cls,
        guarded(() => create(args, kwargs)),
      ),
  });
  // The constructor has taken the arguments: object.__init__ must not complain about them.
  type.set("__init__", new PyBuiltin("__init__", () => null, `${name}.__init__`));
  return type;
}

/** What `self` of a {@link hostClass} carries. */
export function hostOf<T>(type: PyType): (v: PyValue) => T | undefined {
  return (v) => (v instanceof HostObject && v.cls.isSubtypeOf(type) ? (v.host as T) : undefined);
}
