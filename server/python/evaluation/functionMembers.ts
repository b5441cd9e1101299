/** The attributes of functions that a snippet can see: `__name__`, `__defaults__`, `__code__`, … */
import { functionType } from "../objects/callable.ts";
import { PyDict } from "../objects/dict.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { MethodTable } from "../objects/methods.ts";
import { asTuple, PyTuple } from "../objects/tuple.ts";
import { objectType, PyType } from "../objects/type.ts";
import { PyObject, type PyValue } from "../objects/value.ts";
import { type FunctionCode, UserFunction } from "./functions.ts";
import { lineOf } from "./traceback.ts";

const codeType = new PyType("code", [objectType], { subclassable: false });

/** `f.__code__`. */
class PyCode extends PyObject {
  readonly attrs = null;
  readonly code: FunctionCode;
  constructor(code: FunctionCode) {
    super();
    this.code = code;
  }
  get cls(): PyType {
    return codeType;
  }
}

function setString(name: string, value: PyValue | undefined): string {
  if (typeof value === "string") return value;
  return raiseError(exceptionTypes.TypeError, `${name} must be set to a string object`);
}

/** Called once, by the interpreter. */
export function installFunctionMembers(): void {
  new MethodTable(functionType, (v) => (v instanceof UserFunction ? v : undefined))
    .property(
      "__name__",
      (f) => f.name,
      (f, value) => {
        f.name = setString("__name__", value);
      },
    )
    .property(
      "__qualname__",
      (f) => f.qualname,
      (f, value) => {
        f.qualname = setString("__qualname__", value);
      },
    )
    .property(
      "__doc__",
      (f) => f.doc,
      (f, value) => {
        f.doc = value ?? null;
      },
    )
    .property(
      "__module__",
      (f) => f.module,
      (f, value) => {
        f.module = value ?? null;
      },
    )
    .property(
      "__defaults__",
      (f) => (f.defaults.length === 0 ? null : new PyTuple(f.defaults)),
      (f, value) => {
        const tuple = value === undefined || value === null ? null : asTuple(value);
        if (tuple === undefined) raiseError(exceptionTypes.TypeError, "__defaults__ must be set to a tuple object");
        f.defaults = tuple === null ? [] : tuple.items;
      },
    )
    .property(
      "__kwdefaults__",
      (f) => (f.keywordDefaults === null ? null : PyDict.of(f.keywordDefaults)),
      (f, value) => {
        if (value === undefined || value === null) {
          f.keywordDefaults = null;
          return;
        }
        if (!(value instanceof PyDict)) {
          return raiseError(exceptionTypes.TypeError, "__kwdefaults__ must be set to a dict object");
        }
        const defaults = new Map<string, PyValue>();
        for (const [k, v] of value.entries()) if (typeof k === "string") defaults.set(k, v);
        f.keywordDefaults = defaults;
      },
    )
    .property(
      "__annotations__",
      (f) => {
        f.annotations ??= new PyDict();
        return f.annotations;
      },
      (f, value) => {
        if (value instanceof PyDict) f.annotations = value;
        else if (value === undefined || value === null) f.annotations = null;
        else raiseError(exceptionTypes.TypeError, "__annotations__ must be set to a dict object");
      },
    )
    .property("__closure__", (f) => (f.closure.length === 0 ? null : new PyTuple(f.closure)))
    .property("__globals__", (f) => PyDict.over(f.globals))
    .property("__code__", (f) => new PyCode(f.code));

  new MethodTable(codeType, (v) => (v instanceof PyCode ? v.code : undefined))
    .property("co_name", (c) => c.name)
    .property("co_qualname", (c) => c.scope.qualname)
    .property("co_argcount", (c) => c.positional.length)
    .property("co_posonlyargcount", (c) => c.positionalOnly)
    .property("co_kwonlyargcount", (c) => c.keywordOnly.length)
    .property("co_nlocals", (c) => c.scope.fastNames.length)
    .property("co_varnames", (c) => new PyTuple([...c.scope.fastNames]))
    .property("co_freevars", (c) => new PyTuple([...c.scope.freeNames]))
    .property("co_cellvars", (c) => new PyTuple([...c.scope.cellNames]))
    .property("co_filename", (c) => c.firstLine.code.name)
    .property("co_firstlineno", (c) => lineOf(c.firstLine.code, c.firstLine.start))
    .property(
      "co_flags",
      (c) => 3 | (c.varargs >= 0 ? 4 : 0) | (c.varkw >= 0 ? 8 : 0) | (c.generator !== null ? 32 : 0),
    );
}
