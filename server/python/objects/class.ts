/** Making classes (`class` statements and `type(name, bases, namespace)`) and making instances of them. */
import { getAttr } from "./attribute.ts";
import { call, callSpecial } from "./call.ts";
import { PyBuiltin, PyFunction } from "./callable.ts";
import { PyCell } from "./cell.ts";
import { bindToClass, bindToInstance, PyClassMethodObject, PyProperty, PySlot, PyStaticMethod } from "./descriptors.ts";
import { PyDict } from "./dict.ts";
import { Raise } from "./errors.ts";
import { exceptionTypes, newException, PyException, raiseError } from "./exceptions.ts";
import { iterate } from "./iteration.ts";
import { PyClassMethod } from "./methods.ts";
import { PyTuple } from "./tuple.ts";
import { InconsistentMro, isInstance, objectType, PyType, typeOf, typeType } from "./type.ts";
import { type Attrs, type Kwargs, PyInstance, PyObject, type PyValue } from "./value.ts";

// ---------------------------------------------------------------- instances

/** `C(*args, **kwargs)`. */
export function instantiate(cls: PyType, args: PyValue[], kwargs: Kwargs): PyValue {
  const meta = cls.meta;
  if (meta !== undefined) {
    const metaCall = meta.lookup("__call__");
    if (metaCall !== undefined && metaCall !== typeCall) {
      return call(bindToInstance(metaCall, cls, meta) ?? null, args, kwargs);
    }
  }
  return makeInstance(cls, args, kwargs);
}

/** `type.__call__`. */
export const typeCall = new PyBuiltin(
  "__call__",
  (args, kwargs) => {
    const cls = args.shift();
    if (!(cls instanceof PyType)) {
      return raiseError(exceptionTypes.TypeError, "descriptor '__call__' of 'type' object needs an argument");
    }
    return makeInstance(cls, args, kwargs);
  },
  "type.__call__",
);

function makeInstance(cls: PyType, args: PyValue[], kwargs: Kwargs): PyValue {
  if (cls === typeType && args.length === 1 && (kwargs === null || kwargs.size === 0)) return typeOf(args[0]!);
  const allocator = cls.lookup("__new__");
  let made: PyValue;
  if (allocator === undefined || allocator === objectNew) {
    made = allocate(cls, args, kwargs);
  } else {
    made = call(bindToClass(allocator, cls), [cls, ...args], kwargs);
  }
  const madeType = typeOf(made);
  if (madeType !== cls && !madeType.isSubtypeOf(cls)) return made;
  const init = madeType.lookup("__init__");
  if (init === undefined || init === objectInit) return made;
  let result: PyValue;
  if (init instanceof PyFunction) {
    args.unshift(made);
    result = init.call(args, kwargs);
  } else if (init instanceof PyBuiltin && !init.isStatic) {
    args.unshift(made);
    result = init.fn(args, kwargs);
  } else {
    result = call(bindToInstance(init, made, madeType) ?? null, args, kwargs);
  }
  if (result !== null) {
    raiseError(exceptionTypes.TypeError, `__init__() should return None, not '${typeOf(result).name}'`);
  }
  return made;
}

/** `object.__new__`, and the `__new__` of every host type: the nearest host allocation, else a plain instance. */
export const objectNew = new PyBuiltin(
  "__new__",
  (args, kwargs) => {
    const cls = args.shift();
    if (cls === undefined) return raiseError(exceptionTypes.TypeError, "object.__new__(): not enough arguments");
    if (!(cls instanceof PyType)) {
      return raiseError(exceptionTypes.TypeError, `object.__new__(X): X is not a type object (${typeOf(cls).name})`);
    }
    return allocate(cls, args, kwargs);
  },
  "object.__new__",
  true,
);

/** `object.__init__`. */
export const objectInit = new PyBuiltin(
  "__init__",
  (args, kwargs) => {
    if (args.length > 1 || (kwargs !== null && kwargs.size > 0)) {
      const cls = typeOf(args[0]!);
      if (cls.construct !== undefined) return null;
      if (cls.lookup("__init__") !== objectInit) {
        raiseError(
          exceptionTypes.TypeError,
          "object.__init__() takes exactly one argument (the instance to initialize)",
        );
      }
      if (cls.lookup("__new__") === objectNew) raiseError(exceptionTypes.TypeError, `${cls.name}() takes no arguments`);
    }
    return null;
  },
  "object.__init__",
);

function allocate(cls: PyType, args: PyValue[], kwargs: Kwargs): PyValue {
  if (cls.meta !== undefined) refuseAbstract(cls);
  const construct = cls.construct;
  // The caller passes the same arguments on to `__init__`: a host allocation must not change this array.
  if (construct !== undefined) return construct(cls, [...args], kwargs);
  if (args.length > 0 || (kwargs !== null && kwargs.size > 0)) {
    if (cls.lookup("__new__") !== objectNew) {
      raiseError(exceptionTypes.TypeError, "object.__new__() takes exactly one argument (the type to instantiate)");
    }
    if (cls.lookup("__init__") === objectInit) raiseError(exceptionTypes.TypeError, `${cls.name}() takes no arguments`);
  }
  const made = new PyInstance(cls);
  if (!cls.instancesHaveDict) made.attrs = null;
  return made;
}

function refuseAbstract(cls: PyType): void {
  const abstract = cls.dict.get("__abstractmethods__");
  if (abstract === undefined) return;
  const names: string[] = [];
  const it = iterate(abstract);
  for (let name = it.next(); name !== undefined; name = it.next()) if (typeof name === "string") names.push(name);
  if (names.length === 0) return;
  names.sort();
  raiseError(
    exceptionTypes.TypeError,
    `Can't instantiate abstract class ${cls.name} with abstract method${names.length > 1 ? "s" : ""} ${names.join(", ")}`,
  );
}

// ---------------------------------------------------------------- classes

/** `__module__` of a class that is made without a `class` statement: the evaluator says in which module it is running. */
export const runningModule: { name: () => string } = { name: () => "builtins" };

/** Replaces bases that stand for others (`Generic[T]`) by what their `__mro_entries__` says. */
export function resolveBases(bases: readonly PyValue[]): { readonly bases: PyValue[]; readonly changed: boolean } {
  const out: PyValue[] = [];
  let changed = false;
  for (const base of bases) {
    if (base instanceof PyType || !(base instanceof PyObject) || base.cls.lookup("__mro_entries__") === undefined) {
      out.push(base);
      continue;
    }
    const entries = callSpecial(base, "__mro_entries__", [new PyTuple([...bases])]);
    if (!(entries instanceof PyTuple)) {
      return raiseError(exceptionTypes.TypeError, "__mro_entries__ must return a tuple");
    }
    out.push(...entries.items);
    changed = true;
  }
  return { bases: out, changed };
}

/** The most derived of an explicit metaclass and those of the bases. */
export function findMetaclass(explicit: PyValue | undefined, bases: readonly PyValue[]): PyValue {
  if (explicit !== undefined && !(explicit instanceof PyType)) return explicit;
  let winner: PyType = explicit ?? (bases.length > 0 ? typeOf(bases[0]!) : typeType);
  for (const base of bases) {
    const meta = typeOf(base);
    if (winner.isSubtypeOf(meta)) continue;
    if (meta.isSubtypeOf(winner)) {
      winner = meta;
      continue;
    }
    raiseError(
      exceptionTypes.TypeError,
      "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
    );
  }
  return winner;
}

/**
 * The namespace of a class body whose metaclass prepared a dict of a class of its own: assignments go through that
 * class's `__setitem__`, and the metaclass gets the very dict.
 */
export class PreparedNamespace extends Map<string, PyValue> {
  readonly prepared: PyDict;
  constructor(prepared: PyDict) {
    super();
    this.prepared = prepared;
  }
  override get(name: string): PyValue | undefined {
    return this.prepared.asAttrs().get(name);
  }
  override has(name: string): boolean {
    return this.prepared.asAttrs().has(name);
  }
  override set(name: string, value: PyValue): this {
    callSpecial(this.prepared, "__setitem__", [name, value]);
    return this;
  }
  override delete(name: string): boolean {
    return this.prepared.asAttrs().delete(name);
  }
  override keys(): MapIterator<string> {
    return this.prepared.asAttrs().keys();
  }
  override entries(): MapIterator<[string, PyValue]> {
    return this.prepared.asAttrs().entries();
  }
  override [Symbol.iterator](): MapIterator<[string, PyValue]> {
    return this.entries();
  }
}

/**
 * Makes a class as a `class` statement does once its body has run. `kwargs` are the keywords of the statement, without
 * `metaclass`; the result is what the metaclass returns.
 */
export function createClass(
  name: string,
  bases: readonly PyValue[],
  namespace: Attrs,
  kwargs: Kwargs = null,
  metaclass?: PyValue,
): PyValue {
  const meta = findMetaclass(metaclass, bases);
  if (meta === typeType) return newType(typeType, name, bases, namespace, kwargs);
  if (namespace instanceof PreparedNamespace) {
    return call(meta, [name, new PyTuple([...bases]), namespace.prepared], kwargs);
  }
  const dict = new PyDict();
  for (const [key, value] of namespace) dict.set(key, value);
  return call(meta, [name, new PyTuple([...bases]), dict], kwargs);
}

/** The ancestor whose host representation instances have; object when they are plain. */
function solidBase(t: PyType): PyType {
  return t.mro.find((c) => c.hasOwnConstruct) ?? objectType;
}

function mangle(owner: string, name: string): string {
  if (!name.startsWith("__") || name.endsWith("__")) return name;
  const stripped = owner.replace(/^_+/, "");
  return stripped === "" ? name : `_${stripped}${name}`;
}

/** `type.__new__(meta, name, bases, namespace, **kwargs)`: the class itself. */
export function newType(
  meta: PyType,
  name: string,
  givenBases: readonly PyValue[],
  namespace: Attrs,
  kwargs: Kwargs,
): PyType {
  const bases: PyType[] = [];
  for (const base of givenBases) {
    if (!(base instanceof PyType)) {
      raiseError(exceptionTypes.TypeError, `bases must be types`);
    }
    if (!base.subclassable) {
      raiseError(exceptionTypes.TypeError, `type '${base.name}' is not an acceptable base type`);
    }
    if (bases.includes(base)) raiseError(exceptionTypes.TypeError, `duplicate base class ${base.name}`);
    bases.push(base);
  }
  if (bases.length === 0) bases.push(objectType);
  let solid = solidBase(bases[0]!);
  for (const base of bases) {
    const other = solidBase(base);
    if (other.isSubtypeOf(solid)) solid = other;
    else if (!solid.isSubtypeOf(other)) {
      raiseError(exceptionTypes.TypeError, "multiple bases have instance lay-out conflict");
    }
  }

  const moduleName = namespace.get("__module__");
  const qualname = namespace.get("__qualname__");
  if (qualname !== undefined && typeof qualname !== "string") {
    raiseError(exceptionTypes.TypeError, `type __qualname__ must be a str, not ${typeOf(qualname).name}`);
  }
  let made: PyType;
  try {
    made = new PyType(
      name,
      bases,
      { module: typeof moduleName === "string" ? moduleName : runningModule.name(), qualname: qualname ?? name },
      true,
    );
  } catch (e) {
    if (!(e instanceof InconsistentMro)) throw e;
    return raiseError(
      exceptionTypes.TypeError,
      `Cannot create a consistent method resolution\norder (MRO) for bases ${bases.map((b) => b.name).join(", ")}`,
    );
  }
  if (meta !== typeType) made.meta = meta;

  const dict = made.dict;
  for (const [key, value] of namespace) {
    if (key === "__qualname__" || key === "__classcell__") continue;
    dict.set(key, value);
  }
  for (const key of ["__init_subclass__", "__class_getitem__"]) {
    const method = dict.get(key);
    if (method instanceof PyFunction) dict.set(key, new PyClassMethodObject(method));
  }
  if (!dict.has("__module__")) dict.set("__module__", made.module);
  const allocator = dict.get("__new__");
  if (allocator instanceof PyFunction) dict.set("__new__", new PyStaticMethod(allocator));
  if (!dict.has("__doc__")) dict.set("__doc__", null);
  if (dict.has("__eq__") && !dict.has("__hash__")) dict.set("__hash__", null);
  declareSlots(made, bases, namespace);
  const cell = namespace.get("__classcell__");
  if (cell instanceof PyCell) cell.value = made;

  for (const [key, value] of namespace) {
    if (key !== "__qualname__" && key !== "__classcell__") setName(made, key, value);
  }
  const hook = made.lookupAfter(made, "__init_subclass__");
  if (hook !== undefined) call(bindToClass(hook, made), [], kwargs);
  return made;
}

function setName(owner: PyType, name: string, value: PyValue): void {
  if (!(value instanceof PyObject) || value instanceof PyFunction) return;
  if (value instanceof PyProperty) {
    value.name = name;
    return;
  }
  if (value instanceof PyType || value.cls.lookup("__set_name__") === undefined) return;
  try {
    callSpecial(value, "__set_name__", [owner, name]);
  } catch (e) {
    if (!(e instanceof Raise) || !isInstance(e.exc, exceptionTypes.Exception)) throw e;
    const error = newException(
      exceptionTypes.RuntimeError,
      `Error calling __set_name__ on '${value.cls.name}' instance '${name}' in '${owner.name}'`,
    );
    if (e.exc instanceof PyException) {
      error.cause = e.exc;
      error.context = e.exc;
      error.suppressContext = true;
    }
    throw new Raise(error);
  }
}

function declareSlots(made: PyType, bases: readonly PyType[], namespace: Attrs): void {
  const declared = namespace.get("__slots__");
  const basesHaveDict = bases.some((b) => b !== objectType && b.instancesHaveDict && (b.isHeap || b.mro.length > 1));
  if (declared === undefined) {
    made.instancesHaveDict = true;
    return;
  }
  const names: string[] = [];
  if (typeof declared === "string") names.push(declared);
  else {
    const it = iterate(declared);
    for (let item = it.next(); item !== undefined; item = it.next()) {
      if (typeof item !== "string") {
        raiseError(exceptionTypes.TypeError, `__slots__ items must be strings, not '${typeOf(item).name}'`);
      }
      names.push(item);
    }
  }
  made.instancesHaveDict = basesHaveDict || names.includes("__dict__");
  for (const plain of names) {
    if (plain === "__dict__" || plain === "__weakref__") continue;
    const name = mangle(made.name, plain);
    if (namespace.has(name)) {
      raiseError(exceptionTypes.ValueError, `'${plain}' in __slots__ conflicts with class variable`);
    }
    made.dict.set(name, new PySlot(name, made));
  }
}

// ---------------------------------------------------------------- isinstance, issubclass

/** `isinstance(value, classinfo)`, with `__instancecheck__` of metaclasses. */
export function isInstanceOf(value: PyValue, classinfo: PyValue): boolean {
  if (classinfo instanceof PyTuple) return classinfo.items.some((c) => isInstanceOf(value, c));
  if (classinfo instanceof PyType && classinfo.meta === undefined) return isInstance(value, classinfo);
  if (classinfo instanceof PyType && isInstance(value, classinfo)) return true;
  if (classinfo instanceof PyObject) {
    const check = classinfo.cls.lookup("__instancecheck__");
    if (check !== undefined) {
      return isTrue(call(bindToInstance(check, classinfo, classinfo.cls) ?? null, [value]));
    }
    if (classinfo instanceof PyType) return false;
  }
  return raiseError(exceptionTypes.TypeError, "isinstance() arg 2 must be a type, a tuple of types, or a union");
}

/** `issubclass(cls, classinfo)`, with `__subclasscheck__` of metaclasses. */
export function isSubclassOf(cls: PyValue, classinfo: PyValue): boolean {
  if (classinfo instanceof PyTuple) return classinfo.items.some((c) => isSubclassOf(cls, c));
  if (!(cls instanceof PyType)) return raiseError(exceptionTypes.TypeError, "issubclass() arg 1 must be a class");
  if (classinfo instanceof PyType && (classinfo.meta === undefined || cls.isSubtypeOf(classinfo))) {
    return cls.isSubtypeOf(classinfo);
  }
  if (classinfo instanceof PyObject) {
    const check = classinfo.cls.lookup("__subclasscheck__");
    if (check !== undefined) {
      return isTrue(call(bindToInstance(check, classinfo, classinfo.cls) ?? null, [cls]));
    }
    if (classinfo instanceof PyType) return false;
  }
  return raiseError(exceptionTypes.TypeError, "issubclass() arg 2 must be a class, a tuple of classes, or a union");
}

function isTrue(v: PyValue): boolean {
  return v === true || (v !== false && v !== null && v !== 0);
}

/** `C[item]` on a class: its metaclass's `__getitem__`, else `__class_getitem__`; undefined when it has neither. */
export function classGetItem(cls: PyType, item: PyValue): PyValue | undefined {
  if (cls.meta !== undefined && cls.meta.lookup("__getitem__") !== undefined) {
    return callSpecial(cls, "__getitem__", [item]);
  }
  const method = cls.lookup("__class_getitem__");
  if (method === undefined) return undefined;
  if (method instanceof PyClassMethod) return call(method.func, [cls, item]);
  return call(getAttr(cls, "__class_getitem__"), [item]);
}
