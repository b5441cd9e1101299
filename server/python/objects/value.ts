/**
 * How Python values are represented in the host.
 *
 * | Python | here |
 * |---|---|
 * | `None` | `null` |
 * | `True`, `False` | `true`, `false` |
 * | `int` | `number` when it is a safe integer, else `bigint` (always normalised: see int.ts) |
 * | `float` | {@link PyFloat}: boxed, so that a JavaScript number is always an int |
 * | `str` | `string`, UTF-16; indices and lengths are in code points (str.ts hides the difference) |
 * | everything else | a subclass of {@link PyObject} |
 *
 * `undefined` is never a Python value: it means "unbound", "no such attribute" or "iterator exhausted".
 * No host object is reachable from these: attributes live in Maps, never in JavaScript properties.
 */
import type { PyType } from "./type.ts";

export type PyValue = null | boolean | number | bigint | string | PyObject;

/** Attribute storage of an instance, a class or a module. */
export type Attrs = Map<string, PyValue>;

/** Keyword arguments of a call, in call order; null when there are none. */
export type Kwargs = ReadonlyMap<string, PyValue> | null;

/**
 * Everything that is not a JavaScript primitive. The torch floor adds its own subclasses (or objects that satisfy this
 * shape): the evaluator only ever looks at `cls` and `attrs`.
 */
export abstract class PyObject {
  /** The Python class, as `type(x)` gives it. A subclass instance of a builtin has its own class here. */
  abstract get cls(): PyType;
  /** The instance `__dict__`; null for types without one. A field, or a getter on hot immutable classes. */
  abstract readonly attrs: Attrs | null;
}

/** A Python float. Immutable. */
export class PyFloat extends PyObject {
  static type: PyType;
  readonly value: number;
  constructor(value: number) {
    super();
    this.value = value;
  }
  get cls(): PyType {
    return PyFloat.type;
  }
  get attrs(): null {
    return null;
  }
}

/** An instance of a class defined in the snippet (or of a plain host-defined class with attributes). */
export class PyInstance extends PyObject {
  cls: PyType;
  attrs: Attrs | null;
  /**
   * The builtin value of an instance of a subclass of an immutable builtin (`class Celsius(float)`): the primitive or
   * PyFloat, PyTuple, PyBytes that arithmetic and methods of the base see. Undefined for ordinary objects.
   */
  readonly payload: PyValue | undefined;
  /** Values of `__slots__`; null until one is assigned. */
  slots: Attrs | null = null;
  constructor(cls: PyType, payload?: PyValue) {
    super();
    this.cls = cls;
    this.attrs = new Map();
    this.payload = payload;
  }
}
