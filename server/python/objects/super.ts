/** `super(cls, obj)` and `super()`: attribute look-up that starts after a class in the MRO. */
import { bindToClass, bindToInstance } from "./descriptors.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { isInstance, objectType, PyType, typeOf } from "./type.ts";
import { PyObject, type PyValue } from "./value.ts";

/**
 * What `super()` without arguments needs to know of the running method. The evaluator sets it; raises RuntimeError
 * itself when there is no method.
 */
export const implicitSuper: { find: () => readonly [PyType, PyValue] } = {
  find: () => raiseError(exceptionTypes.RuntimeError, "super(): no current frame"),
};

export const superType: PyType = new PyType("super", [objectType], {
  construct: (_cls, args) => {
    if (args.length === 0) {
      const [start, self] = implicitSuper.find();
      return new PySuper(start, self);
    }
    const start = args[0];
    if (!(start instanceof PyType)) {
      return raiseError(
        exceptionTypes.TypeError,
        `super() argument 1 must be a type, not ${start === undefined ? "None" : typeOf(start).name}`,
      );
    }
    return new PySuper(start, args.length > 1 ? args[1]! : undefined);
  },
});

export class PySuper extends PyObject {
  readonly attrs = null;
  /** `__thisclass__`: the look-up starts after it. */
  readonly start: PyType;
  /** `__self__`, or undefined for the unbound form. */
  readonly self: PyValue | undefined;
  /** `__self_class__`: whose MRO is walked. */
  readonly owner: PyType | null;
  readonly #onClass: boolean;

  constructor(start: PyType, self: PyValue | undefined) {
    super();
    this.start = start;
    this.self = self === null ? undefined : self;
    if (this.self === undefined) {
      this.owner = null;
      this.#onClass = false;
    } else if (this.self instanceof PyType && this.self.isSubtypeOf(start)) {
      this.owner = this.self;
      this.#onClass = true;
    } else if (isInstance(this.self, start)) {
      this.owner = typeOf(this.self);
      this.#onClass = false;
    } else {
      raiseError(exceptionTypes.TypeError, "super(type, obj): obj must be an instance or subtype of type");
    }
  }

  get cls(): PyType {
    return superType;
  }

  lookUp(name: string): PyValue | undefined {
    const owner = this.owner;
    if (owner === null || this.self === undefined || name === "__class__") return undefined;
    const found = owner.lookupAfter(this.start, name);
    if (found === undefined) return undefined;
    return this.#onClass ? bindToClass(found, owner) : bindToInstance(found, this.self, owner);
  }

  /** For `super().name(...)`: the plain class attribute, so that a call can pass `self` itself. */
  lookUpUnbound(name: string): PyValue | undefined {
    if (this.owner === null || this.#onClass) return undefined;
    return this.owner.lookupAfter(this.start, name);
  }
}
