/** Things that can be called, and how a call is made. */
import { objectType, PyType } from "./type.ts";
import { type Attrs, type Kwargs, PyObject, type PyValue } from "./value.ts";

export const builtinFunctionType = new PyType("builtin_function_or_method", [objectType], { subclassable: false });
export const methodDescriptorType = new PyType("method_descriptor", [objectType], { subclassable: false });
export const functionType = new PyType("function", [objectType], { subclassable: false });
export const methodType = new PyType("method", [objectType], { subclassable: false });

/** The host side of a call. `args` belongs to the callee: it may keep or change the array. */
export type HostFunction = (args: PyValue[], kwargs: Kwargs) => PyValue;

/**
 * A function implemented by the host. In a class's dict it is a method: looked up on an instance it binds, so that
 * `args[0]` is `self`. A module-level function is stored in a module's attrs and never binds.
 */
export class PyBuiltin extends PyObject {
  readonly name: string;
  readonly fn: HostFunction;
  readonly attrs: Attrs | null = null;
  /** `qualname` in messages and reprs (`list.append`); the name when absent. */
  readonly qualname: string;
  /** True when looking it up on an instance must not bind (`math.sin` stored on a class, static host functions). */
  readonly isStatic: boolean;
  constructor(name: string, fn: HostFunction, qualname: string = name, isStatic = false) {
    super();
    this.name = name;
    this.fn = fn;
    this.qualname = qualname;
    this.isStatic = isStatic;
  }
  get cls(): PyType {
    return builtinFunctionType;
  }
}

/** `def` and `lambda`. The evaluator makes these; everyone else only calls `call`. */
export abstract class PyFunction extends PyObject {
  abstract name: string;
  abstract qualname: string;
  /** `__doc__`. */
  abstract doc: PyValue;
  /** The function's `__dict__`; created on demand. */
  attrs: Attrs | null = null;
  abstract call(args: PyValue[], kwargs: Kwargs): PyValue;
  get cls(): PyType {
    return functionType;
  }
}

/** A function and the instance it was looked up on. */
export class PyMethod extends PyObject {
  readonly self: PyValue;
  readonly func: PyValue;
  readonly attrs = null;
  constructor(self: PyValue, func: PyValue) {
    super();
    this.self = self;
    this.func = func;
  }
  get cls(): PyType {
    return methodType;
  }
}
