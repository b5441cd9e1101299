/** The names that every module sees: types, exceptions, and functions. What would need files or a terminal is left out. */
import type { Interpreter } from "../evaluation/interpreter.ts";
import { bytearrayType, bytesType } from "../objects/bytes.ts";
import { complexType } from "../objects/complex.ts";
import { classmethodType, propertyType, staticmethodType } from "../objects/descriptors.ts";
import { dictType } from "../objects/dict.ts";
import { exceptionTypes } from "../objects/exceptions.ts";
import { reversedType } from "../objects/iteration.ts";
import { listType } from "../objects/list.ts";
import { rangeType } from "../objects/range.ts";
import { frozensetType, setType } from "../objects/set.ts";
import { Ellipsis, NotImplemented } from "../objects/singletons.ts";
import { sliceType } from "../objects/slice.ts";
import { superType } from "../objects/super.ts";
import { tupleType } from "../objects/tuple.ts";
import { boolType, floatType, intType, objectType, strType, typeType } from "../objects/type.ts";
import { addCodeFunctions } from "./code.ts";
import type { Names } from "./function.ts";
import { addInspection } from "./inspection.ts";
import { addIterators } from "./iterators.ts";
import { addNumeric } from "./numeric.ts";
import { addOutput } from "./output.ts";

/** A fresh namespace for one interpreter. */
export function makeBuiltins(interpreter: Interpreter): Names {
  const names: Names = new Map();
  for (const type of [
    objectType,
    typeType,
    intType,
    boolType,
    floatType,
    complexType,
    strType,
    bytesType,
    bytearrayType,
    listType,
    tupleType,
    dictType,
    setType,
    frozensetType,
    rangeType,
    sliceType,
    superType,
    propertyType,
    classmethodType,
    staticmethodType,
    reversedType,
  ]) {
    names.set(type.name, type);
  }
  for (const [name, type] of Object.entries(exceptionTypes)) names.set(name, type);
  names.set("EnvironmentError", exceptionTypes.OSError);
  names.set("IOError", exceptionTypes.OSError);
  names.set("NotImplemented", NotImplemented);
  names.set("Ellipsis", Ellipsis);
  names.set("__debug__", true);
  addNumeric(names);
  addIterators(names);
  addInspection(names, interpreter);
  addOutput(names, interpreter);
  addCodeFunctions(names, interpreter);
  return names;
}
