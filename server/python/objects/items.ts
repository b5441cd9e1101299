/** `obj[key]`, `obj[key] = value`, `del obj[key]`. */
import { classGetItem } from "./class.ts";
import { dictType, PyDict } from "./dict.ts";
import { exceptionTypes, raiseError, raiseWith } from "./exceptions.ts";
import { PyGenericAlias } from "./genericAlias.ts";
import { listDelItem, listGetItem, listSetItem, listType, PyList } from "./list.ts";
import { hasSequenceSlots, toIndexOrUndefined } from "./operators.ts";
import { callSpecial, callUnbound, typeName } from "./special.ts";
import { strGetItem } from "./str.ts";
import { asTuple, PyTuple, tupleGetItem, tupleType } from "./tuple.ts";
import { PyType, typeOf, typeType } from "./type.ts";
import type { PyValue } from "./value.ts";

export function getItem(object: PyValue, key: PyValue): PyValue {
  if (object instanceof PyList && object.cls === listType) return listGetItem(object, key);
  if (object instanceof PyDict && object.cls === dictType) {
    // A stored None is null: only undefined means "absent".
    const value = object.get(key);
    return value !== undefined ? value : raiseWith(exceptionTypes.KeyError, key);
  }
  if (object instanceof PyTuple && object.cls === tupleType) return tupleGetItem(object, key);
  if (typeof object === "string") return strGetItem(object, key);
  if (object instanceof PyType) return classItem(object, key);
  const found = typeOf(object).lookup("__getitem__");
  if (found === undefined || found === null) {
    return raiseError(exceptionTypes.TypeError, `'${typeName(object)}' object is not subscriptable`);
  }
  return callUnbound(found, object, [key]);
}

/** `Class[item]`: the metaclass's `__getitem__` (as enums have), else `__class_getitem__`. */
function classItem(type: PyType, key: PyValue): PyValue {
  if (type === typeType) return new PyGenericAlias(typeType, asTuple(key) ?? new PyTuple([key]));
  return classGetItem(type, key) ?? raiseError(exceptionTypes.TypeError, `type '${type.name}' is not subscriptable`);
}

export function setItem(object: PyValue, key: PyValue, value: PyValue): void {
  if (object instanceof PyList && object.cls === listType) {
    listSetItem(object, key, value);
  } else if (object instanceof PyDict && object.cls === dictType) {
    object.set(key, value);
  } else if (callSpecial(object, "__setitem__", [key, value]) === undefined) {
    raiseError(exceptionTypes.TypeError, `'${typeName(object)}' object does not support item assignment`);
  }
}

export function delItem(object: PyValue, key: PyValue): void {
  if (object instanceof PyList && object.cls === listType) {
    listDelItem(object, key);
  } else if (object instanceof PyDict && object.cls === dictType) {
    if (!object.delete(key)) raiseWith(exceptionTypes.KeyError, key);
  } else if (callSpecial(object, "__delitem__", [key]) === undefined) {
    // Two places of CPython say this, in two ways: one for types with sequence slots and an integer key.
    const isSequence = hasSequenceSlots(typeOf(object)) && toIndexOrUndefined(key) !== undefined;
    raiseError(
      exceptionTypes.TypeError,
      `'${typeName(object)}' object ${isSequence ? "doesn't" : "does not"} support item deletion`,
    );
  }
}
