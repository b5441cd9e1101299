/** Fills the dicts of all builtin types. Everything here is idempotent; an interpreter calls it before its first run. */
import { bytearrayType, bytesType, installBytes } from "./bytes.ts";
import { call } from "./call.ts";
import { installComplex } from "./complex.ts";
import { installDict } from "./dict.ts";
import { exceptionTypes, installExceptions, raiseError } from "./exceptions.ts";
import { installFloat } from "./float.ts";
import { installGenericAlias } from "./genericAlias.ts";
import { installInt } from "./int.ts";
import { reversedOf, reversedType, toArray } from "./iteration.ts";
import { iteratorHooks } from "./iterator.ts";
import { installList, listType } from "./list.ts";
import { checkNoKeywords, checkPositional, installDescriptorTypes } from "./methods.ts";
import { installObject } from "./object.ts";
import { markSequenceSlots, truth } from "./operators.ts";
import { installRange } from "./range.ts";
import { installSet } from "./set.ts";
import { installSlice } from "./slice.ts";
import { installStr } from "./str.ts";
import { installTuple, PyTuple, tupleType } from "./tuple.ts";
import { strType } from "./type.ts";

let isInstalled = false;

export function installObjects(): void {
  if (isInstalled) return;
  isInstalled = true;
  iteratorHooks.stop = () => raiseError(exceptionTypes.StopIteration);
  iteratorHooks.wrongReceiver = (type) =>
    raiseError(exceptionTypes.TypeError, `descriptor '__next__' requires a '${type.name}' object`);
  installObject();
  installDescriptorTypes();
  installExceptions(
    (fn, arg) => truth(call(fn, [arg], null)),
    (value) => new PyTuple(toArray(value)),
  );
  installInt();
  installFloat();
  installComplex();
  installStr();
  installBytes();
  installList();
  installTuple();
  installDict();
  installSet();
  installSlice();
  installRange();
  installGenericAlias();
  reversedType.construct = (_cls, args, kwargs) => {
    checkNoKeywords("reversed", kwargs);
    checkPositional("reversed", args.length, 1, 1);
    return reversedOf(args[0]!);
  };
  for (const type of [listType, tupleType, strType, bytesType, bytearrayType]) markSequenceSlots(type);
}
