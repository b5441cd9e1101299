/**
 * The descriptor protocol: what happens between finding an attribute on a class and handing it out.
 *
 * Functions, host functions, `property`, `classmethod`, `staticmethod`, `__slots__` members and host attributes are known
 * here by class; anything else is a descriptor when its type defines `__get__`, `__set__` or `__delete__`.
 */
import { call } from "./call.ts";
import { PyBuiltin, PyFunction, PyMethod } from "./callable.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { PyClassMethod, PyGetSet } from "./methods.ts";
import { objectType, PyType, typeOf, typeType } from "./type.ts";
import { type Attrs, PyInstance, PyObject, type PyValue } from "./value.ts";

export const propertyType = new PyType("property", [objectType]);
export const classmethodType = new PyType("classmethod", [objectType]);
export const staticmethodType = new PyType("staticmethod", [objectType]);
export const memberDescriptorType = new PyType("member_descriptor", [objectType], { subclassable: false });

export class PyProperty extends PyObject {
  readonly cls: PyType;
  readonly attrs: Attrs = new Map();
  fget: PyValue;
  fset: PyValue;
  fdel: PyValue;
  doc: PyValue;
  /** The name it was bound to in a class body; null before `__set_name__`. */
  name: string | null = null;
  constructor(fget: PyValue, fset: PyValue, fdel: PyValue, doc: PyValue, cls: PyType = propertyType) {
    super();
    this.fget = fget;
    this.fset = fset;
    this.fdel = fdel;
    this.doc = doc;
    this.cls = cls;
  }

  #fail(instance: PyValue, what: string): never {
    const owner = typeOf(instance).qualname;
    const name = this.name === null ? "property" : `property '${this.name}'`;
    return raiseError(exceptionTypes.AttributeError, `${name} of '${owner}' object has no ${what}`);
  }
  get(instance: PyValue): PyValue {
    if (this.fget === null) this.#fail(instance, "getter");
    return call(this.fget, [instance]);
  }
  set(instance: PyValue, value: PyValue): void {
    if (this.fset === null) this.#fail(instance, "setter");
    call(this.fset, [instance, value]);
  }
  delete(instance: PyValue): void {
    if (this.fdel === null) this.#fail(instance, "deleter");
    call(this.fdel, [instance]);
  }
  /** `@x.setter` and its siblings: a copy with one function changed. */
  with(part: "fget" | "fset" | "fdel", fn: PyValue): PyProperty {
    const copy = new PyProperty(this.fget, this.fset, this.fdel, this.doc, this.cls);
    copy[part] = fn;
    copy.name = this.name;
    if (part === "fget") copy.doc = docOf(fn);
    return copy;
  }
}

function docOf(fn: PyValue): PyValue {
  return fn instanceof PyFunction ? fn.doc : null;
}

/** What `classmethod(f)` makes. */
export class PyClassMethodObject extends PyObject {
  readonly attrs: Attrs = new Map();
  readonly cls: PyType;
  readonly func: PyValue;
  constructor(func: PyValue, cls: PyType = classmethodType) {
    super();
    this.func = func;
    this.cls = cls;
  }
}

/** What `staticmethod(f)` makes. Callable itself, since 3.10. */
export class PyStaticMethod extends PyObject {
  readonly attrs: Attrs = new Map();
  readonly cls: PyType;
  readonly func: PyValue;
  constructor(func: PyValue, cls: PyType = staticmethodType) {
    super();
    this.func = func;
    this.cls = cls;
  }
}

/** Slot values of objects that are not plain instances (a `list` subclass with `__slots__`). */
const foreignSlots = new WeakMap<PyObject, Attrs>();

/** One name of a class's `__slots__`. */
export class PySlot extends PyObject {
  readonly attrs = null;
  readonly name: string;
  readonly owner: PyType;
  /** Storage key: two classes of one MRO may both have a slot of this name. */
  readonly #key: string;
  constructor(name: string, owner: PyType) {
    super();
    this.name = name;
    this.owner = owner;
    this.#key = `${owner.version} ${name}`;
  }
  get cls(): PyType {
    return memberDescriptorType;
  }
  #storage(instance: PyValue): Attrs {
    if (instance instanceof PyInstance) {
      if (instance.slots === null) instance.slots = new Map();
      return instance.slots;
    }
    if (!(instance instanceof PyObject)) {
      return raiseError(
        exceptionTypes.TypeError,
        `descriptor '${this.name}' for '${this.owner.name}' objects doesn't apply to a '${typeOf(instance).name}' object`,
      );
    }
    let slots = foreignSlots.get(instance);
    if (slots === undefined) foreignSlots.set(instance, (slots = new Map()));
    return slots;
  }
  get(instance: PyValue): PyValue | undefined {
    return this.#storage(instance).get(this.#key);
  }
  set(instance: PyValue, value: PyValue): void {
    this.#storage(instance).set(this.#key, value);
  }
  delete(instance: PyValue): void {
    if (!this.#storage(instance).delete(this.#key)) raiseError(exceptionTypes.AttributeError, this.name);
  }
}

/** Whether an attribute found on a class takes precedence over the instance's own. */
export function isDataDescriptor(attribute: PyValue): boolean {
  if (typeof attribute !== "object" || attribute === null) return false;
  if (attribute instanceof PyFunction || attribute instanceof PyBuiltin) return false;
  if (attribute instanceof PyProperty || attribute instanceof PyGetSet || attribute instanceof PySlot) return true;
  const cls = attribute.cls;
  return cls.lookup("__set__") !== undefined || cls.lookup("__delete__") !== undefined;
}

/**
 * The value an attribute found on the class of `instance` has for it. Undefined when a `__slots__` member is unset.
 */
export function bindToInstance(attribute: PyValue, instance: PyValue, owner: PyType): PyValue | undefined {
  if (typeof attribute !== "object" || attribute === null) return attribute;
  if (attribute instanceof PyFunction) return new PyMethod(instance, attribute);
  if (attribute instanceof PyBuiltin) return attribute.isStatic ? attribute : new PyMethod(instance, attribute);
  if (attribute instanceof PyProperty) return attribute.get(instance);
  if (attribute instanceof PyGetSet) return attribute.get(instance);
  if (attribute instanceof PySlot) return attribute.get(instance);
  if (attribute instanceof PyClassMethodObject) return bindToClassMethod(attribute.func, owner);
  if (attribute instanceof PyStaticMethod) return attribute.func;
  if (attribute instanceof PyClassMethod) return new PyMethod(owner, attribute.func);
  if (attribute instanceof PyType && attribute.cls === typeType) return attribute;
  const get = attribute.cls.lookup("__get__");
  if (get === undefined) return attribute;
  return call(get, [attribute, instance, owner]);
}

/** The value an attribute found on a class has when it is looked up on the class itself. */
export function bindToClass(attribute: PyValue, owner: PyType): PyValue {
  if (typeof attribute !== "object" || attribute === null) return attribute;
  if (attribute instanceof PyFunction || attribute instanceof PyBuiltin) return attribute;
  if (attribute instanceof PyProperty || attribute instanceof PyGetSet || attribute instanceof PySlot) return attribute;
  if (attribute instanceof PyClassMethodObject) return bindToClassMethod(attribute.func, owner);
  if (attribute instanceof PyStaticMethod) return attribute.func;
  if (attribute instanceof PyClassMethod) return new PyMethod(owner, attribute.func);
  if (attribute instanceof PyType && attribute.cls === typeType) return attribute;
  const get = attribute.cls.lookup("__get__");
  if (get === undefined) return attribute;
  return call(get, [attribute, null, owner]);
}

/** `@classmethod` around a function binds the class; around another descriptor (`@property`) it defers to that one. */
function bindToClassMethod(func: PyValue, owner: PyType): PyValue {
  if (func instanceof PyFunction || func instanceof PyBuiltin) return new PyMethod(owner, func);
  if (func instanceof PyProperty) return func.get(owner);
  if (func instanceof PyObject && !(func instanceof PyType) && func.cls.lookup("__get__") !== undefined) {
    return bindToInstance(func, owner, owner.cls) ?? null;
  }
  return new PyMethod(owner, func);
}

/** Assigns through a data descriptor found on the class; false when it is none that can be set. */
export function setThroughDescriptor(attribute: PyValue, instance: PyValue, value: PyValue): boolean {
  if (typeof attribute !== "object" || attribute === null) return false;
  if (attribute instanceof PyFunction || attribute instanceof PyBuiltin) return false;
  if (attribute instanceof PyProperty || attribute instanceof PySlot) {
    attribute.set(instance, value);
    return true;
  }
  if (attribute instanceof PyGetSet) {
    attribute.assign(instance, value);
    return true;
  }
  const set = attribute.cls.lookup("__set__");
  if (set === undefined) {
    if (attribute.cls.lookup("__delete__") === undefined) return false;
    return raiseError(exceptionTypes.AttributeError, "__set__");
  }
  call(set, [attribute, instance, value]);
  return true;
}

/** Deletes through a data descriptor found on the class; false when it is none. */
export function deleteThroughDescriptor(attribute: PyValue, instance: PyValue): boolean {
  if (typeof attribute !== "object" || attribute === null) return false;
  if (attribute instanceof PyFunction || attribute instanceof PyBuiltin) return false;
  if (attribute instanceof PyProperty || attribute instanceof PySlot) {
    attribute.delete(instance);
    return true;
  }
  if (attribute instanceof PyGetSet) {
    attribute.assign(instance, undefined);
    return true;
  }
  const remove = attribute.cls.lookup("__delete__");
  if (remove === undefined) {
    if (attribute.cls.lookup("__set__") === undefined) return false;
    return raiseError(exceptionTypes.AttributeError, "__delete__");
  }
  call(remove, [attribute, instance]);
  return true;
}
