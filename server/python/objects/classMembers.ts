/**
 * What Python sees of the object model itself: the attributes and methods of `object` and `type` that concern classes and
 * attribute access, and of `property`, `classmethod`, `staticmethod`, `super`, methods, modules and cells.
 */
import { findAttr, genericDelAttr, genericLookUp, genericSetAttr, noAttribute } from "./attribute.ts";
import { call } from "./call.ts";
import { builtinFunctionType, functionType, methodType, PyBuiltin, PyFunction, PyMethod } from "./callable.ts";
import { cellType, PyCell } from "./cell.ts";
import { newType, objectInit, objectNew, typeCall } from "./class.ts";
import {
  bindToClass,
  bindToInstance,
  classmethodType,
  memberDescriptorType,
  PyClassMethodObject,
  PyProperty,
  PySlot,
  PyStaticMethod,
  propertyType,
  staticmethodType,
} from "./descriptors.ts";
import { PyDict } from "./dict.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { PyList } from "./list.ts";
import { MethodTable, PyGetSet, unpackArguments } from "./methods.ts";
import { moduleType, PyModule } from "./module.ts";
import { NotImplemented } from "./singletons.ts";
import { PySuper, superType } from "./super.ts";
import { repr } from "./text.ts";
import { asTuple, PyTuple } from "./tuple.ts";
import { objectType, PyType, typeOf, typeType } from "./type.ts";
import { type Attrs, PyObject, type PyValue } from "./value.ts";

/** Fills the dicts of these types. Called once. */
export function installClassMembers(): void {
  installObject();
  installType();
  installDescriptors();
  installMethods();
  installModule();
}

/** The live `__dict__` of an object; undefined when it has none. */
export function dictOf(o: PyValue): PyDict | undefined {
  if (typeof o !== "object" || o === null) return undefined;
  if (o instanceof PyFunction && o.attrs === null) o.attrs = new Map();
  const attrs = o.attrs;
  return attrs === null ? undefined : PyDict.over(attrs);
}

/** `dir(o)`, sorted. */
export function namesOf(o: PyValue): string[] {
  const names = new Set<string>();
  const addClass = (t: PyType): void => {
    for (const c of t.mro) for (const name of c.dict.keys()) names.add(name);
  };
  if (o instanceof PyModule) for (const name of o.attrs.keys()) names.add(name);
  else if (o instanceof PyType) addClass(o);
  else {
    if (typeof o === "object" && o !== null) for (const name of o.attrs?.keys() ?? []) names.add(name);
    addClass(typeOf(o));
  }
  return [...names].sort((a, b) => (a < b ? -1 : 1));
}

function replaceDict(o: PyValue, value: PyValue): void {
  if (!(value instanceof PyDict)) {
    raiseError(exceptionTypes.TypeError, `__dict__ must be set to a dictionary, not a '${typeOf(value).name}'`);
  }
  const attrs: Attrs | null = typeof o === "object" && o !== null ? o.attrs : null;
  if (attrs === null) noAttribute(o, "__dict__");
  const entries = [...value.entries()];
  attrs.clear();
  for (const [k, v] of entries) if (typeof k === "string") attrs.set(k, v);
}

function nameArgument(value: PyValue): string {
  if (typeof value === "string") return value;
  return raiseError(exceptionTypes.TypeError, `attribute name must be string, not '${typeOf(value).name}'`);
}

function installObject(): void {
  objectType.instancesHaveDict = false;
  const anything = (v: PyValue): { readonly o: PyValue } => ({ o: v });
  objectType.set("__new__", objectNew);
  objectType.set("__init__", objectInit);
  new MethodTable(objectType, anything)
    .slot("__getattribute__", 1, ({ o }, name) => {
      const n = nameArgument(name);
      const value = typeof o === "object" && o !== null ? genericLookUp(o, o.cls, n) : bindToInstanceByName(o, n);
      return value === undefined ? noAttribute(o, n) : value;
    })
    .slot("__setattr__", 2, ({ o }, name, value) => {
      genericSetAttr(o, nameArgument(name), value);
      return null;
    })
    .slot("__delattr__", 1, ({ o }, name) => {
      genericDelAttr(o, nameArgument(name));
      return null;
    })
    .none("__dir__", ({ o }) => new PyList(namesOf(o)))
    .property(
      "__class__",
      ({ o }) => typeOf(o),
      ({ o }, value) => {
        if (!(value instanceof PyType)) {
          return raiseError(
            exceptionTypes.TypeError,
            `__class__ must be set to a class, not '${value === undefined ? "NULL" : typeOf(value).name}' object`,
          );
        }
        const current = typeOf(o);
        if (!(o instanceof PyObject) || !value.isHeap || !current.isHeap || o instanceof PyType) {
          return raiseError(
            exceptionTypes.TypeError,
            "__class__ assignment only supported for mutable types or ModuleType subclasses",
          );
        }
        // Heap classes' instances keep their class in a field.
        (o as { cls: PyType }).cls = value;
      },
    )
    .classMethod("__init_subclass__", (cls, args, kwargs) => {
      if (args.length > 0 || (kwargs !== null && kwargs.size > 0)) {
        raiseError(exceptionTypes.TypeError, `${cls.name}.__init_subclass__() takes no keyword arguments`);
      }
      return null;
    })
    .classMethod("__subclasshook__", () => NotImplemented);
  objectType.set(
    "__dict__",
    new PyGetSet(
      "__dict__",
      objectType,
      (o) => dictOf(o) ?? noAttribute(o, "__dict__"),
      (o, value) => {
        if (value === undefined) raiseError(exceptionTypes.TypeError, "cannot delete __dict__");
        replaceDict(o, value);
      },
    ),
  );
}

function bindToInstanceByName(o: PyValue, name: string): PyValue | undefined {
  const cls = typeOf(o);
  const found = cls.lookup(name);
  return found === undefined ? undefined : bindToInstance(found, o, cls);
}

/** Fields of classes are read-only to everybody but `C.__name__ = …`. */
type MutableType = { -readonly [K in keyof PyType]: PyType[K] };

function heapOnly(t: PyType, name: string): MutableType {
  if (!t.isHeap) raiseError(exceptionTypes.TypeError, `cannot set '${name}' attribute of immutable type '${t.name}'`);
  return t;
}

function installType(): void {
  const table = new MethodTable(typeType, (v) => (v instanceof PyType ? v : undefined));
  typeType.set("__call__", typeCall);
  typeType.set(
    "__new__",
    new PyBuiltin(
      "__new__",
      (args, kwargs) => {
        const meta = args[0];
        if (!(meta instanceof PyType))
          return raiseError(exceptionTypes.TypeError, "type.__new__(X): X is not a type object");
        return makeType(meta, args.slice(1), kwargs);
      },
      "type.__new__",
      true,
    ),
  );
  table.slotVarargs("__init__", () => null);
  table
    .property(
      "__name__",
      (t) => t.name,
      (t, value) => {
        if (typeof value !== "string") {
          return raiseError(
            exceptionTypes.TypeError,
            `can only assign string to ${t.name}.__name__, not '${value === undefined ? "" : typeOf(value).name}'`,
          );
        }
        heapOnly(t, "__name__").name = value;
      },
    )
    .property(
      "__qualname__",
      (t) => t.qualname,
      (t, value) => {
        if (typeof value !== "string") {
          return raiseError(exceptionTypes.TypeError, `can only assign string to ${t.name}.__qualname__`);
        }
        heapOnly(t, "__qualname__").qualname = value;
      },
    )
    .property(
      "__module__",
      (t) => (t.isHeap ? (t.dict.get("__module__") ?? t.module) : t.module),
      (t, value) => {
        heapOnly(t, "__module__");
        if (value === undefined) t.delete("__module__");
        else {
          t.set("__module__", value);
          if (typeof value === "string") heapOnly(t, "__module__").module = value;
        }
      },
    )
    .property("__mro__", (t) => new PyTuple([...t.mro]))
    .property("__bases__", (t) => new PyTuple([...t.bases]))
    .property("__base__", (t) => t.bases[0] ?? null)
    .property(
      "__doc__",
      (t) => {
        const doc = t.dict.get("__doc__");
        return doc === undefined ? null : bindToClass(doc, t);
      },
      (t, value) => {
        heapOnly(t, "__doc__");
        t.set("__doc__", value ?? null);
      },
    )
    .property("__dict__", (t) => PyDict.of(t.dict))
    .property(
      "__annotations__",
      (t) => {
        const own = t.dict.get("__annotations__");
        if (own !== undefined) return own;
        const made = new PyDict();
        if (t.isHeap) t.set("__annotations__", made);
        return made;
      },
      (t, value) => {
        heapOnly(t, "__annotations__");
        if (value === undefined) t.delete("__annotations__");
        else t.set("__annotations__", value);
      },
    )
    .property(
      "__abstractmethods__",
      (t) => t.dict.get("__abstractmethods__") ?? noAttribute(t, "__abstractmethods__"),
      (t, value) => {
        if (value === undefined) t.delete("__abstractmethods__");
        else t.set("__abstractmethods__", value);
      },
    )
    .none("mro", (t) => new PyList([...t.mro]))
    .none("__subclasses__", (t) => new PyList(t.subclasses()))
    .one("__instancecheck__", (t, value) => {
      const c = typeOf(value);
      return c.isSubtypeOf(t);
    })
    .one("__subclasscheck__", (t, cls) => {
      if (!(cls instanceof PyType)) return raiseError(exceptionTypes.TypeError, "issubclass() arg 1 must be a class");
      return cls.isSubtypeOf(t);
    });
  typeType.set(
    "__prepare__",
    new PyClassMethodObject(new PyBuiltin("__prepare__", () => new PyDict(), "type.__prepare__")),
  );
}

function makeType(meta: PyType, args: PyValue[], kwargs: Parameters<typeof newType>[4]): PyValue {
  if (args.length !== 3) raiseError(exceptionTypes.TypeError, "type.__new__() takes exactly 3 arguments");
  const [name, bases, namespace] = args;
  if (typeof name !== "string") {
    return raiseError(exceptionTypes.TypeError, `type.__new__() argument 1 must be str, not ${typeOf(name!).name}`);
  }
  const tuple = asTuple(bases!);
  if (tuple === undefined) {
    return raiseError(exceptionTypes.TypeError, `type.__new__() argument 2 must be tuple, not ${typeOf(bases!).name}`);
  }
  if (!(namespace instanceof PyDict)) {
    return raiseError(
      exceptionTypes.TypeError,
      `type.__new__() argument 3 must be dict, not ${typeOf(namespace!).name}`,
    );
  }
  const attrs: Attrs = new Map();
  for (const [k, v] of namespace.entries()) if (typeof k === "string") attrs.set(k, v);
  return newType(meta, name, tuple.items, attrs, kwargs);
}

function installDescriptors(): void {
  propertyType.construct = (cls, args, kwargs) => {
    const [fget, fset, fdel, doc] = unpackArguments(
      "property",
      { names: ["fget", "fset", "fdel", "doc"], required: 0 },
      args,
      kwargs,
    );
    const getter = fget ?? null;
    const given = doc ?? null;
    return new PyProperty(
      getter,
      fset ?? null,
      fdel ?? null,
      given === null && getter instanceof PyFunction ? getter.doc : given,
      cls,
    );
  };
  new MethodTable(propertyType, (v) => (v instanceof PyProperty ? v : undefined))
    .one("getter", (self, fn) => self.with("fget", fn))
    .one("setter", (self, fn) => self.with("fset", fn))
    .one("deleter", (self, fn) => self.with("fdel", fn))
    .property("fget", (self) => self.fget)
    .property("fset", (self) => self.fset)
    .property("fdel", (self) => self.fdel)
    .property(
      "__doc__",
      (self) => self.doc,
      (self, value) => {
        self.doc = value ?? null;
      },
    )
    .property("__isabstractmethod__", (self) =>
      [self.fget, self.fset, self.fdel].some((fn) => fn !== null && findAttr(fn, "__isabstractmethod__") === true),
    )
    .pos("__get__", 1, 2, (self, instance) => (instance === null ? self : self.get(instance!)))
    .slot("__set__", 2, (self, instance, value) => {
      self.set(instance!, value!);
      return null;
    })
    .slot("__delete__", 1, (self, instance) => {
      self.delete(instance!);
      return null;
    })
    .slot("__set_name__", 2, (self, _owner, name) => {
      if (typeof name === "string") self.name = name;
      return null;
    });

  const wrap = (name: string, type: PyType, make: (fn: PyValue, cls: PyType) => PyValue): void => {
    type.construct = (cls, args) => {
      if (args.length !== 1) raiseError(exceptionTypes.TypeError, `${name} expected 1 argument, got ${args.length}`);
      return make(args[0]!, cls);
    };
  };
  wrap("classmethod", classmethodType, (fn, cls) => copyMetadata(new PyClassMethodObject(fn, cls), fn));
  wrap("staticmethod", staticmethodType, (fn, cls) => copyMetadata(new PyStaticMethod(fn, cls), fn));
  new MethodTable(classmethodType, (v) => (v instanceof PyClassMethodObject ? v : undefined))
    .slot("__repr__", 0, (self) => `<classmethod(${repr(self.func)})>`)
    .property("__func__", (self) => self.func)
    .property("__wrapped__", (self) => self.func)
    .property("__isabstractmethod__", (self) => findAttr(self.func, "__isabstractmethod__") === true)
    .pos("__get__", 1, 2, (self, instance, owner?) =>
      bindToClass(self, owner instanceof PyType ? owner : typeOf(instance!)),
    );
  new MethodTable(staticmethodType, (v) => (v instanceof PyStaticMethod ? v : undefined))
    .slot("__repr__", 0, (self) => `<staticmethod(${repr(self.func)})>`)
    .property("__func__", (self) => self.func)
    .property("__wrapped__", (self) => self.func)
    .property("__isabstractmethod__", (self) => findAttr(self.func, "__isabstractmethod__") === true)
    .pos("__get__", 1, 2, (self) => self.func)
    .slotVarargs("__call__", (self, args, kwargs) => call(self.func, args, kwargs));
  new MethodTable(memberDescriptorType, (v) => (v instanceof PySlot ? v : undefined))
    .pos("__get__", 1, 2, (self, instance) =>
      instance === null ? self : (self.get(instance!) ?? raiseError(exceptionTypes.AttributeError, self.name)),
    )
    .slot("__set__", 2, (self, instance, value) => {
      self.set(instance!, value!);
      return null;
    })
    .slot("__delete__", 1, (self, instance) => {
      self.delete(instance!);
      return null;
    })
    .slot("__repr__", 0, (self) => `<member '${self.name}' of '${self.owner.name}' objects>`)
    .property("__name__", (self) => self.name);
  new MethodTable(superType, (v) => (v instanceof PySuper ? v : undefined))
    .property("__thisclass__", (self) => self.start)
    .property("__self__", (self) => self.self ?? null)
    .property("__self_class__", (self) => self.owner)
    .slot("__repr__", 0, (self) => {
      const of = self.owner === null ? "NULL" : `<${self.owner.name} object>`;
      return `<super: <class '${self.start.name}'>, ${of}>`;
    });
}

const METADATA = ["__module__", "__name__", "__qualname__", "__doc__", "__annotations__"] as const;

/** Since 3.10 `classmethod` and `staticmethod` objects carry the wrapped function's metadata. */
function copyMetadata<T extends PyClassMethodObject | PyStaticMethod>(wrapper: T, fn: PyValue): T {
  if (fn instanceof PyFunction) {
    for (const name of METADATA) {
      const value = findAttr(fn, name);
      if (value !== undefined) wrapper.attrs.set(name, value);
    }
  }
  return wrapper;
}

function installMethods(): void {
  new MethodTable(functionType, (v) => (v instanceof PyFunction ? v : undefined))
    .slotVarargs("__call__", (self, args, kwargs) => self.call(args, kwargs))
    .pos("__get__", 1, 2, (self, instance) => (instance === null ? self : new PyMethod(instance!, self)));
  const forwarded = ["__name__", "__qualname__", "__doc__", "__module__", "__defaults__", "__annotations__"] as const;
  const methods = new MethodTable(methodType, (v) => (v instanceof PyMethod ? v : undefined))
    .property("__self__", (self) => self.self)
    .property("__func__", (self) => self.func)
    .slotVarargs("__call__", (self, args, kwargs) => call(self, args, kwargs))
    .slot("__getattribute__", 1, (self, name) => {
      const n = nameArgument(name);
      const own = genericLookUp(self, methodType, n);
      if (own !== undefined) return own;
      return findAttr(self.func, n) ?? noAttribute(self, n);
    });
  methodType.construct = (_cls, args) => {
    if (args.length !== 2) raiseError(exceptionTypes.TypeError, `method expected 2 arguments, got ${args.length}`);
    return new PyMethod(args[1]!, args[0]!);
  };
  for (const name of forwarded) {
    methods.property(
      name,
      (self) => findAttr(self.func, name) ?? (name === "__doc__" ? null : noAttribute(self, name)),
    );
  }
  new MethodTable(builtinFunctionType, (v) => (v instanceof PyBuiltin ? v : undefined))
    .property("__name__", (self) => self.name)
    .property("__qualname__", (self) => self.qualname)
    .property("__doc__", () => null)
    .property("__module__", () => "builtins")
    .slotVarargs("__call__", (self, args, kwargs) => self.fn(args, kwargs));
  new MethodTable(cellType, (v) => (v instanceof PyCell ? v : undefined)).property(
    "cell_contents",
    (self) => (self.value === undefined ? raiseError(exceptionTypes.ValueError, "Cell is empty") : self.value),
    (self, value) => {
      self.value = value;
    },
  );
}

function installModule(): void {
  moduleType.construct = (_cls, args) => {
    const name = args[0];
    if (typeof name !== "string")
      return raiseError(exceptionTypes.TypeError, "module() missing required argument 'name' (pos 1)");
    return new PyModule(name);
  };
  new MethodTable(moduleType, (v) => (v instanceof PyModule ? v : undefined)).slot("__repr__", 0, (self) => {
    const file = self.attrs.get("__file__");
    return typeof file === "string" ? `<module '${self.name}' from '${file}'>` : `<module '${self.name}' (built-in)>`;
  });
}
