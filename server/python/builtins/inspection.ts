/** isinstance, issubclass, getattr and its kin, callable, id, dir, vars, repr, ascii, format. */
import type { Interpreter } from "../evaluation/interpreter.ts";
import { delAttr, findAttr, getAttr, setAttr } from "../objects/attribute.ts";
import { callSpecial, isCallable } from "../objects/call.ts";
import { isInstanceOf, isSubclassOf } from "../objects/class.ts";
import { PyDict } from "../objects/dict.ts";
import { exceptionTypes, isRaised, raiseError } from "../objects/exceptions.ts";
import { identityOf } from "../objects/identity.ts";
import { toArray } from "../objects/iteration.ts";
import { PyList } from "../objects/list.ts";
import { PyModule } from "../objects/module.ts";
import { sortItems } from "../objects/sort.ts";
import { ascii, format, repr } from "../objects/text.ts";
import { PyType, typeOf } from "../objects/type.ts";
import { PyObject, type PyValue } from "../objects/value.ts";
import { type Names, one, positional } from "./function.ts";

function nameOf(fn: string, v: PyValue): string {
  if (typeof v === "string") return v;
  return raiseError(exceptionTypes.TypeError, `${fn}(): attribute name must be string`);
}

/** The names that `dir(v)` lists, sorted. */
function namesOf(v: PyValue): PyValue {
  const own = callSpecial(v, "__dir__", []);
  const found = new Set<string>();
  if (own !== undefined) for (const n of toArray(own)) found.add(String(n));
  else {
    if (v instanceof PyType) for (const t of v.mro) for (const k of t.dict.keys()) found.add(k);
    else {
      if (v instanceof PyObject) for (const k of v.attrs?.keys() ?? []) found.add(k);
      if (!(v instanceof PyModule)) for (const t of typeOf(v).mro) for (const k of t.dict.keys()) found.add(k);
    }
  }
  const list = new PyList([...found]);
  sortItems(list, null, false);
  return list;
}

export function addInspection(names: Names, interpreter: Interpreter): void {
  positional(names, "isinstance", 2, 2, (v, cls) => isInstanceOf(v!, cls!));
  positional(names, "issubclass", 2, 2, (v, cls) => isSubclassOf(v!, cls!));
  positional(names, "getattr", 2, 3, (o, name, fallback) => {
    const key = nameOf("getattr", name!);
    if (fallback === undefined) return getAttr(o!, key);
    const found = findAttr(o!, key);
    return found === undefined ? fallback : found;
  });
  positional(names, "hasattr", 2, 2, (o, name) => {
    try {
      return findAttr(o!, nameOf("hasattr", name!)) !== undefined;
    } catch (e) {
      if (isRaised(e, exceptionTypes.AttributeError)) return false;
      throw e;
    }
  });
  positional(names, "setattr", 3, 3, (o, name, value) => {
    setAttr(o!, nameOf("setattr", name!), value!);
    return null;
  });
  positional(names, "delattr", 2, 2, (o, name) => {
    delAttr(o!, nameOf("delattr", name!));
    return null;
  });
  one(names, "callable", (v) => isCallable(v));
  one(names, "id", (v) => identityOf(v));
  one(names, "repr", (v) => repr(v));
  one(names, "ascii", (v) => ascii(v));
  positional(names, "format", 1, 2, (v, spec) => {
    if (spec !== undefined && typeof spec !== "string") {
      raiseError(
        exceptionTypes.TypeError,
        `format() argument 2 must be str, not ${spec === null ? "None" : typeOf(spec).name}`,
      );
    }
    return format(v!, spec ?? "");
  });
  positional(names, "dir", 0, 1, (v) => {
    if (v !== undefined) return namesOf(v);
    const list = new PyList(toArray(interpreter.currentLocals()));
    sortItems(list, null, false);
    return list;
  });
  positional(names, "vars", 0, 1, (v) => {
    if (v === undefined) return interpreter.currentLocals();
    if (v instanceof PyObject && v.attrs !== null) return PyDict.over(v.attrs);
    if (v instanceof PyType) return PyDict.over(v.dict);
    return raiseError(exceptionTypes.TypeError, "vars() argument must have __dict__ attribute");
  });
}
