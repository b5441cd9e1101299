/** `sys`: facts about the interpreter that is imitated, the streams, and the few functions that mean something here. */
import { type Names, one, positional } from "../builtins/function.ts";
import { vm } from "../evaluation/frame.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported } from "../objects/errors.ts";
import { exceptionTypes, raiseError, raiseWith } from "../objects/exceptions.ts";
import { PyList } from "../objects/list.ts";
import { MethodTable } from "../objects/methods.ts";
import { PyModule } from "../objects/module.ts";
import { toIndex } from "../objects/operators.ts";
import { typeName } from "../objects/special.ts";
import { PyTuple } from "../objects/tuple.ts";
import { objectType, PyType, typeOf } from "../objects/type.ts";
import { type Attrs, PyObject, type PyValue } from "../objects/value.ts";
import { pythonModule } from "./pythonModule.ts";

/** `sys.stdout` and `sys.stderr`. */
class PyStream extends PyObject {
  readonly attrs: Attrs = new Map();
  readonly name: string;
  readonly emit: (text: string) => void;
  constructor(name: string, emit: (text: string) => void) {
    super();
    this.name = name;
    this.emit = emit;
  }
  get cls(): PyType {
    return streamType;
  }
}

const streamType = new PyType("TextIOWrapper", [objectType], { module: "_io", subclassable: false });
new MethodTable(streamType, (v) => (v instanceof PyStream ? v : undefined))
  .one("write", (self, text) => {
    if (typeof text !== "string") {
      return raiseError(exceptionTypes.TypeError, `write() argument must be str, not ${typeName(text)}`);
    }
    self.emit(text);
    return [...text].length;
  })
  .one("writelines", (self, lines) => {
    if (lines instanceof PyList || lines instanceof PyTuple) for (const l of lines.items) self.emit(String(l));
    return null;
  })
  .none("flush", () => null)
  .none("isatty", () => false)
  .none("writable", () => true)
  .none("readable", () => false)
  .none("fileno", () => {
    throw new NotSupported("fileno()");
  })
  .property("encoding", () => "utf-8")
  .property("errors", () => "strict")
  .property("closed", () => false)
  .property("name", (self) => self.name)
  .slot("__repr__", 0, (self) => `<_io.TextIOWrapper name='${self.name}' mode='w' encoding='utf-8'>`);

const factsSource = String.raw`
from collections import namedtuple as _namedtuple


def _record(name, **fields):
    cls = _namedtuple(name, list(fields), module="sys")
    cls.__repr__ = lambda self: "sys." + name + "(" + ", ".join([f"{n}={v!r}" for n, v in zip(self._fields, self)]) + ")"
    return cls(**fields)


version_info = _record("version_info", major=3, minor=11, micro=7, releaselevel="final", serial=0)
float_info = _record("float_info", max=1.7976931348623157e308, max_exp=1024, max_10_exp=308, min=2.2250738585072014e-308,
                     min_exp=-1021, min_10_exp=-307, dig=15, mant_dig=53, epsilon=2.220446049250313e-16, radix=2,
                     rounds=1)
int_info = _record("int_info", bits_per_digit=30, sizeof_digit=4, default_max_str_digits=4300,
                   str_digits_check_threshold=640)
hash_info = _record("hash_info", width=64, modulus=2305843009213693951, inf=314159, nan=0, imag=1000003,
                    algorithm="siphash13", hash_bits=64, seed_bits=128, cutoff=0)
`;

export function makeSys(interpreter: Interpreter): PyModule {
  const names: Names = new Map();
  const set = (name: string, value: PyValue): void => {
    names.set(name, value);
  };
  set("version", "3.11.7 (main, Dec  4 2023, 00:00:00) [GCC]");
  set("hexversion", 0x030b07f0);
  set("api_version", 1013);
  set("copyright", "");
  set("platform", "linux");
  set("byteorder", "little");
  set("maxsize", 9223372036854775807n);
  set("maxunicode", 0x10ffff);
  set("executable", "");
  set("prefix", "");
  set("exec_prefix", "");
  set("argv", new PyList([""]));
  set("path", new PyList([]));
  set("flags", null);
  names.delete("flags");
  set("warnoptions", new PyList([]));
  set("dont_write_bytecode", false);
  set("builtin_module_names", new PyTuple(["builtins", "sys"]));
  const stdout = new PyStream("<stdout>", (text) => interpreter.stdout(text));
  const stderr = new PyStream("<stderr>", (text) => interpreter.stderr(text));
  for (const prefix of ["", "__"]) {
    const suffix = prefix;
    set(`${prefix}stdout${suffix}`, stdout);
    set(`${prefix}stderr${suffix}`, stderr);
  }
  names.set("exit", new PyBuiltin("exit", (args) => raiseWith(exceptionTypes.SystemExit, ...args), "exit", true));
  positional(names, "getrecursionlimit", 0, 0, () => vm.recursionLimit);
  one(names, "setrecursionlimit", (v) => {
    const n = Number(toIndex(v));
    if (n < 1) raiseError(exceptionTypes.ValueError, "recursion limit must be greater or equal than 1");
    vm.recursionLimit = n;
    return null;
  });
  one(names, "intern", (v) => v);
  positional(names, "getdefaultencoding", 0, 0, () => "utf-8");
  positional(names, "getfilesystemencoding", 0, 0, () => "utf-8");
  positional(names, "gettrace", 0, 0, () => null);
  positional(names, "exc_info", 0, 0, () => {
    const exc = vm.handling;
    if (exc === null) return new PyTuple([null, null, null]);
    return new PyTuple([typeOf(exc), exc, callTraceback(exc)]);
  });
  positional(names, "exception", 0, 0, () => vm.handling);
  one(names, "getrefcount", () => {
    throw new NotSupported("sys.getrefcount");
  });
  const module = new PyModule("sys", names);
  module.onMissing = (name) => {
    if (["version_info", "float_info", "int_info", "hash_info"].includes(name)) {
      const facts = pythonModule(interpreter, "sys._facts", factsSource);
      interpreter.loaded.delete("sys._facts");
      return facts.attrs.get(name);
    }
    if (name === "modules") {
      const out = new PyDict();
      for (const [key, value] of interpreter.loaded) out.set(key, value);
      return out;
    }
    if (["getsizeof", "settrace", "setprofile", "_getframe", "stdin", "flags", "implementation"].includes(name)) {
      throw new NotSupported(`sys.${name}`);
    }
    return undefined;
  };
  return module;
}

function callTraceback(exc: PyObject): PyValue {
  const found = exc.cls.lookup("__traceback__");
  if (found instanceof PyObject && "get" in found) {
    // The getset descriptor of BaseException.
    return (found as unknown as { get(self: PyValue): PyValue }).get(exc);
  }
  return null;
}
