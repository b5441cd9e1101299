/** What every object has: default repr, equality by identity, hash. And the text of classes and functions. */
import { builtinFunctionType, functionType, methodType, PyBuiltin, PyFunction, PyMethod } from "./callable.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { addressOf, identityOf } from "./identity.ts";
import { MethodTable } from "./methods.ts";
import { hash, RICH_METHODS, truth } from "./operators.ts";
import { ellipsisType, NotImplemented, notImplementedType, PySingleton } from "./singletons.ts";
import { asStr, callUnbound, typeName } from "./special.ts";
import { repr, str } from "./text.ts";
import { noneType, objectType, PyType, typeOf, typeType } from "./type.ts";
import type { PyValue } from "./value.ts";

/** A class's name as reprs print it: with its module unless that is `builtins`. */
export function qualifiedName(type: PyType): string {
  return type.module === "builtins" ? type.qualname : `${type.module}.${type.qualname}`;
}

/** CPython keeps hashes of addresses without their low bits; only their being equal or not can be relied on. */
function identityHash(value: PyValue): number | bigint {
  const id = identityOf(value);
  return typeof id === "number" ? Math.floor(id / 16) : id >> 4n;
}

function defaultRepr(value: PyValue): string {
  return `<${qualifiedName(typeOf(value))} object at ${addressOf(value)}>`;
}

export function installObject(): void {
  const any = (v: PyValue): { readonly value: PyValue } => ({ value: v });
  const table = new MethodTable(objectType, any)
    .slot("__repr__", 0, ({ value }) => defaultRepr(value))
    .slot("__str__", 0, ({ value }) => repr(value))
    .slot("__hash__", 0, ({ value }) => identityHash(value))
    .one("__format__", ({ value }, spec) => {
      const text = asStr(spec);
      if (text === undefined) {
        return raiseError(exceptionTypes.TypeError, `__format__() argument must be str, not ${typeName(spec)}`);
      }
      if (text !== "") {
        raiseError(exceptionTypes.TypeError, `unsupported format string passed to ${typeName(value)}.__format__`);
      }
      return str(value);
    });
  for (const [op, name] of RICH_METHODS) {
    table.slot(name, 1, ({ value }, other) => {
      if (op === "==") return value === other ? true : NotImplemented;
      if (op !== "!=") return NotImplemented;
      const found = typeOf(value).lookup("__eq__");
      if (found === undefined || found === null) return NotImplemented;
      const result = callUnbound(found, value, [other]);
      return result === NotImplemented ? NotImplemented : !truth(result);
    });
  }
  new MethodTable(noneType, (v) => (v === null ? { isNone: true } : undefined))
    .slot("__repr__", 0, () => "None")
    .slot("__bool__", 0, () => false)
    .slot("__hash__", 0, () => hash(null));
  for (const type of [notImplementedType, ellipsisType]) {
    new MethodTable(type, (v) => (v instanceof PySingleton ? v : undefined)).slot("__repr__", 0, (self) => self.name);
  }
  new MethodTable(typeType, (v) => (v instanceof PyType ? v : undefined)).slot(
    "__repr__",
    0,
    (self) => `<class '${qualifiedName(self)}'>`,
  );
  installCallables();
}

function installCallables(): void {
  new MethodTable(functionType, (v) => (v instanceof PyFunction ? v : undefined)).slot(
    "__repr__",
    0,
    (self) => `<function ${self.qualname} at ${addressOf(self)}>`,
  );
  new MethodTable(methodType, (v) => (v instanceof PyMethod ? v : undefined))
    .slot("__repr__", 0, (self) => {
      const func = self.func;
      if (func instanceof PyBuiltin) {
        return `<built-in method ${func.name} of ${typeName(self.self)} object at ${addressOf(self.self)}>`;
      }
      const name = func instanceof PyFunction ? func.qualname : typeName(func);
      return `<bound method ${name} of ${repr(self.self)}>`;
    })
    .slot("__eq__", 1, (self, other) =>
      other instanceof PyMethod ? self.self === other.self && self.func === other.func : NotImplemented,
    )
    .slot("__hash__", 0, (self) => (identityHash(self.self) === identityHash(self.func) ? 1 : identityHash(self.func)));
  new MethodTable(builtinFunctionType, (v) => (v instanceof PyBuiltin ? v : undefined)).slot("__repr__", 0, (self) => {
    const dot = self.qualname.lastIndexOf(".");
    if (dot < 0) return `<built-in function ${self.name}>`;
    const owner = self.qualname.slice(0, dot);
    if (/^[a-z_]+$/.test(owner) && self.isStatic && self.name === "__new__") {
      return `<built-in method __new__ of type object at ${addressOf(self)}>`;
    }
    return self.name.startsWith("__")
      ? `<slot wrapper '${self.name}' of '${owner}' objects>`
      : `<method '${self.name}' of '${owner}' objects>`;
  });
}
