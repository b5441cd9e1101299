/** `list[int]`, `dict[str, int]`, `int | None`: what annotations evaluate to. */
import { call } from "./call.ts";
import { exceptionTypes, raiseError } from "./exceptions.ts";
import { hash } from "./hash.ts";
import { MethodTable } from "./methods.ts";
import { equals } from "./operators.ts";
import { Ellipsis, NotImplemented } from "./singletons.ts";
import { repr } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { isInstance, noneType, objectType, PyType, typeType } from "./type.ts";
import { PyObject, type PyValue } from "./value.ts";

export const genericAliasType = new PyType("GenericAlias", [objectType], { module: "types" });
export const unionType = new PyType("UnionType", [objectType], { module: "types", subclassable: false });

export class PyGenericAlias extends PyObject {
  readonly origin: PyType;
  readonly args: PyTuple;
  readonly attrs = null;
  constructor(origin: PyType, args: PyTuple) {
    super();
    this.origin = origin;
    this.args = args;
  }
  get cls(): PyType {
    return genericAliasType;
  }
}

export class PyUnion extends PyObject {
  readonly args: PyTuple;
  readonly attrs = null;
  constructor(args: PyTuple) {
    super();
    this.args = args;
  }
  get cls(): PyType {
    return unionType;
  }
}

function argumentText(value: PyValue): string {
  if (value === null || value === noneType) return "None";
  if (value === Ellipsis) return "...";
  if (value instanceof PyType)
    return value.module === "builtins" ? value.qualname : `${value.module}.${value.qualname}`;
  return repr(value);
}

export function installClassGetItem(type: PyType): void {
  new MethodTable(type, () => undefined).classMethod("__class_getitem__", (cls, args) => {
    const item = args[0]!;
    return new PyGenericAlias(cls, item instanceof PyTuple ? item : new PyTuple([item]));
  });
}

/** `X | Y` on classes; NotImplemented when a side cannot stand in a union. */
export function unionOf(a: PyValue, b: PyValue): PyValue {
  const members: PyValue[] = [];
  for (const side of [a, b]) {
    const parts = side instanceof PyUnion ? side.args.items : [side === null ? noneType : side];
    for (const part of parts) {
      if (!(part instanceof PyType) && !(part instanceof PyGenericAlias)) return NotImplemented;
      if (!members.some((m) => m === part || equals(m, part))) members.push(part);
    }
  }
  return members.length === 1 ? members[0]! : new PyUnion(new PyTuple(members));
}

/** `isinstance(value, A | B)`. */
export function isInstanceOfUnion(value: PyValue, union: PyUnion): boolean {
  return union.args.items.some((t) => {
    if (!(t instanceof PyType)) {
      return raiseError(exceptionTypes.TypeError, "isinstance() argument 2 cannot be a parameterized generic");
    }
    return isInstance(value, t);
  });
}

export function installGenericAlias(): void {
  const receive = (v: PyValue): PyGenericAlias | undefined => (v instanceof PyGenericAlias ? v : undefined);
  new MethodTable(genericAliasType, receive)
    .property("__origin__", (self) => self.origin)
    .property("__args__", (self) => self.args)
    .property("__parameters__", () => new PyTuple([]))
    .property("__name__", (self) => self.origin.name)
    .slot("__repr__", 0, (self) => {
      if (self.origin.name === "Callable" && self.origin.module === "collections.abc") {
        // The parameters stand in brackets of their own, unless they are `...`.
        const parts = self.args.items.map(argumentText);
        const result = parts.pop();
        const parameters = parts.length === 1 && parts[0] === "..." ? "..." : `[${parts.join(", ")}]`;
        return `${argumentText(self.origin)}[${parameters}, ${result}]`;
      }
      const args = self.args.items.length === 0 ? "()" : self.args.items.map(argumentText).join(", ");
      return `${argumentText(self.origin)}[${args}]`;
    })
    .slot("__eq__", 1, (self, other) =>
      other instanceof PyGenericAlias ? self.origin === other.origin && equals(self.args, other.args) : NotImplemented,
    )
    .slot("__hash__", 0, (self) => hash(self.args))
    .slotVarargs("__call__", (self, args, kwargs) => call(self.origin, args, kwargs))
    .slot("__mro_entries__", 1, (self) => new PyTuple([self.origin]))
    .slot("__or__", 1, unionOf)
    .slot("__ror__", 1, (self, other) => unionOf(other, self));
  new MethodTable(unionType, (v) => (v instanceof PyUnion ? v : undefined))
    .property("__args__", (self) => self.args)
    .slot("__repr__", 0, (self) => self.args.items.map(argumentText).join(" | "))
    .slot("__eq__", 1, (self, other) =>
      other instanceof PyUnion
        ? self.args.items.length === other.args.items.length &&
          self.args.items.every((t) => other.args.items.some((u) => equals(t, u)))
        : NotImplemented,
    )
    .slot("__hash__", 0, (self) => hash(self.args))
    .one("__instancecheck__", (self, value) => isInstanceOfUnion(value, self))
    .one("__subclasscheck__", (self, cls) =>
      self.args.items.some((t) => cls instanceof PyType && t instanceof PyType && cls.isSubtypeOf(t)),
    )
    .slot("__or__", 1, unionOf)
    .slot("__ror__", 1, (self, other) => unionOf(other, self));
  const onTypes = new MethodTable(typeType, (v) => (v instanceof PyType ? v : undefined));
  onTypes.slot("__or__", 1, unionOf).slot("__ror__", 1, (self, other) => unionOf(other, self));
}
