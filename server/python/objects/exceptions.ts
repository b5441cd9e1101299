/** Exceptions: the instances, CPython 3.11's whole hierarchy of builtin classes, and how the host raises. */
import { Raise } from "./errors.ts";
import { PyList } from "./list.ts";
import { MethodTable, unpackArguments } from "./methods.ts";
import { repr, str } from "./text.ts";
import { PyTuple } from "./tuple.ts";
import { isInstance, objectType, PyType, typeOf } from "./type.ts";
import { type Attrs, type Kwargs, PyObject, type PyValue } from "./value.ts";

/** An instance of a subclass of BaseException. */
export class PyException extends PyObject {
  cls: PyType;
  /** The instance `__dict__`. */
  attrs: Attrs = new Map();
  args: PyTuple;
  /** `raise … from cause`; undefined when not set (CPython's NULL, which reads as None). */
  cause: PyValue = null;
  context: PyValue = null;
  suppressContext = false;
  /** Frames from the outermost to the innermost, filled by the evaluator as the exception travels. */
  traceback: unknown[] = [];
  /** C-level members of some classes: `value` of StopIteration, `errno` of OSError, `name` of NameError. */
  readonly members: Attrs = new Map();
  constructor(cls: PyType, args: PyTuple) {
    super();
    this.cls = cls;
    this.args = args;
  }
  /** `__notes__`, which `add_note` makes: an ordinary attribute, as in CPython. */
  get notes(): PyValue[] {
    const notes = this.attrs.get("__notes__");
    return notes instanceof PyList ? notes.items : [];
  }
}

function define(name: string, ...bases: PyType[]): PyType {
  return new PyType(name, bases);
}

const BaseException = define("BaseException", objectType);
const Exception = define("Exception", BaseException);
const ArithmeticError = define("ArithmeticError", Exception);
const ImportError = define("ImportError", Exception);
const LookupError = define("LookupError", Exception);
const NameError = define("NameError", Exception);
const OSError = define("OSError", Exception);
const ConnectionError = define("ConnectionError", OSError);
const RuntimeError = define("RuntimeError", Exception);
const SyntaxError_ = define("SyntaxError", Exception);
const IndentationError = define("IndentationError", SyntaxError_);
const ValueError = define("ValueError", Exception);
const UnicodeError = define("UnicodeError", ValueError);
const Warning = define("Warning", Exception);
const BaseExceptionGroup = define("BaseExceptionGroup", BaseException);

/** Every builtin exception class, by name. */
export const exceptionTypes = {
  BaseException,
  BaseExceptionGroup,
  GeneratorExit: define("GeneratorExit", BaseException),
  KeyboardInterrupt: define("KeyboardInterrupt", BaseException),
  SystemExit: define("SystemExit", BaseException),
  Exception,
  ArithmeticError,
  FloatingPointError: define("FloatingPointError", ArithmeticError),
  OverflowError: define("OverflowError", ArithmeticError),
  ZeroDivisionError: define("ZeroDivisionError", ArithmeticError),
  AssertionError: define("AssertionError", Exception),
  AttributeError: define("AttributeError", Exception),
  BufferError: define("BufferError", Exception),
  EOFError: define("EOFError", Exception),
  ExceptionGroup: define("ExceptionGroup", BaseExceptionGroup, Exception),
  ImportError,
  ModuleNotFoundError: define("ModuleNotFoundError", ImportError),
  LookupError,
  IndexError: define("IndexError", LookupError),
  KeyError: define("KeyError", LookupError),
  MemoryError: define("MemoryError", Exception),
  NameError,
  UnboundLocalError: define("UnboundLocalError", NameError),
  OSError,
  BlockingIOError: define("BlockingIOError", OSError),
  ChildProcessError: define("ChildProcessError", OSError),
  ConnectionError,
  BrokenPipeError: define("BrokenPipeError", ConnectionError),
  ConnectionAbortedError: define("ConnectionAbortedError", ConnectionError),
  ConnectionRefusedError: define("ConnectionRefusedError", ConnectionError),
  ConnectionResetError: define("ConnectionResetError", ConnectionError),
  FileExistsError: define("FileExistsError", OSError),
  FileNotFoundError: define("FileNotFoundError", OSError),
  InterruptedError: define("InterruptedError", OSError),
  IsADirectoryError: define("IsADirectoryError", OSError),
  NotADirectoryError: define("NotADirectoryError", OSError),
  PermissionError: define("PermissionError", OSError),
  ProcessLookupError: define("ProcessLookupError", OSError),
  TimeoutError: define("TimeoutError", OSError),
  ReferenceError: define("ReferenceError", Exception),
  RuntimeError,
  NotImplementedError: define("NotImplementedError", RuntimeError),
  RecursionError: define("RecursionError", RuntimeError),
  StopAsyncIteration: define("StopAsyncIteration", Exception),
  StopIteration: define("StopIteration", Exception),
  SyntaxError: SyntaxError_,
  IndentationError,
  TabError: define("TabError", IndentationError),
  SystemError: define("SystemError", Exception),
  TypeError: define("TypeError", Exception),
  ValueError,
  UnicodeError,
  UnicodeDecodeError: define("UnicodeDecodeError", UnicodeError),
  UnicodeEncodeError: define("UnicodeEncodeError", UnicodeError),
  UnicodeTranslateError: define("UnicodeTranslateError", UnicodeError),
  Warning,
  BytesWarning: define("BytesWarning", Warning),
  DeprecationWarning: define("DeprecationWarning", Warning),
  EncodingWarning: define("EncodingWarning", Warning),
  FutureWarning: define("FutureWarning", Warning),
  ImportWarning: define("ImportWarning", Warning),
  PendingDeprecationWarning: define("PendingDeprecationWarning", Warning),
  ResourceWarning: define("ResourceWarning", Warning),
  RuntimeWarning: define("RuntimeWarning", Warning),
  SyntaxWarning: define("SyntaxWarning", Warning),
  UnicodeWarning: define("UnicodeWarning", Warning),
  UserWarning: define("UserWarning", Warning),
} as const;

/** Makes an exception of a class, as calling the class would. Classes of a snippet: use `call` instead. */
export function newException(type: PyType, ...args: PyValue[]): PyException {
  const exc = new PyException(type, new PyTuple(args));
  fillMembers(exc, null);
  return exc;
}

/** Raises. The message is the exception's only argument; without one the exception has none. */
export function raiseError(type: PyType, message?: string): never {
  throw new Raise(message === undefined ? newException(type) : newException(type, message));
}

/** Raises with arguments of any kind: `raiseWith(KeyError, key)`. */
export function raiseWith(type: PyType, ...args: PyValue[]): never {
  throw new Raise(newException(type, ...args));
}

/** True when `value` is an exception in flight whose class is `type` or below it. */
export function isRaised(value: unknown, type: PyType): value is Raise & { readonly exc: PyException } {
  return value instanceof Raise && isInstance(value.exc, type);
}

const ERRNO_CLASSES: ReadonlyMap<number, PyType> = new Map([
  [1, exceptionTypes.PermissionError],
  [2, exceptionTypes.FileNotFoundError],
  [3, exceptionTypes.ProcessLookupError],
  [4, exceptionTypes.InterruptedError],
  [10, exceptionTypes.ChildProcessError],
  [11, exceptionTypes.BlockingIOError],
  [13, exceptionTypes.PermissionError],
  [17, exceptionTypes.FileExistsError],
  [20, exceptionTypes.NotADirectoryError],
  [21, exceptionTypes.IsADirectoryError],
  [32, exceptionTypes.BrokenPipeError],
  [103, exceptionTypes.ConnectionAbortedError],
  [104, exceptionTypes.ConnectionResetError],
  [110, exceptionTypes.TimeoutError],
  [111, exceptionTypes.ConnectionRefusedError],
]);

const SYNTAX_FIELDS = ["filename", "lineno", "offset", "text", "end_lineno", "end_offset"] as const;

/** The members that some classes keep beside `args`. */
function fillMembers(exc: PyException, kwargs: Kwargs): void {
  const type = exc.cls;
  const args = exc.args.items;
  const m = exc.members;
  if (type.isSubtypeOf(exceptionTypes.StopIteration)) m.set("value", args[0] ?? null);
  else if (type.isSubtypeOf(exceptionTypes.SystemExit)) {
    m.set("code", args.length === 0 ? null : args.length === 1 ? args[0]! : exc.args);
  } else if (type.isSubtypeOf(OSError)) {
    if (args.length >= 2 && args.length <= 5) {
      m.set("errno", args[0]!);
      m.set("strerror", args[1]!);
      if (args.length >= 3) {
        m.set("filename", args[2]!);
        if (args.length === 5) m.set("filename2", args[4]!);
        exc.args = new PyTuple(args.slice(0, 2));
      }
    }
  } else if (type.isSubtypeOf(ImportError)) {
    m.set("msg", args.length === 1 ? args[0]! : null);
    m.set("name", kwargs?.get("name") ?? null);
    m.set("path", kwargs?.get("path") ?? null);
  } else if (type.isSubtypeOf(NameError)) m.set("name", kwargs?.get("name") ?? null);
  else if (type.isSubtypeOf(exceptionTypes.AttributeError)) {
    m.set("name", kwargs?.get("name") ?? null);
    m.set("obj", kwargs?.get("obj") ?? null);
  } else if (type.isSubtypeOf(SyntaxError_)) {
    m.set("msg", args[0] ?? null);
    const info = args[1];
    for (let i = 0; i < SYNTAX_FIELDS.length; i++) {
      m.set(SYNTAX_FIELDS[i]!, (info instanceof PyTuple ? info.items[i] : undefined) ?? null);
    }
  } else if (
    type.isSubtypeOf(exceptionTypes.UnicodeDecodeError) ||
    type.isSubtypeOf(exceptionTypes.UnicodeEncodeError)
  ) {
    if (args.length === 5) {
      for (const [i, name] of ["encoding", "object", "start", "end", "reason"].entries()) m.set(name, args[i]!);
    }
  } else if (type.isSubtypeOf(BaseExceptionGroup) && args.length === 2) {
    m.set("message", args[0]!);
    const members = args[1];
    m.set(
      "exceptions",
      new PyTuple(members instanceof PyList ? members.items : members instanceof PyTuple ? members.items : []),
    );
  }
}

function checkKeywords(type: PyType, kwargs: Kwargs): void {
  if (kwargs === null || kwargs.size === 0) return;
  const allowed = type.isSubtypeOf(ImportError)
    ? ["name", "path"]
    : type.isSubtypeOf(exceptionTypes.AttributeError)
      ? ["name", "obj"]
      : type.isSubtypeOf(NameError)
        ? ["name"]
        : null;
  if (allowed === null) raiseError(exceptionTypes.TypeError, `${type.name}() takes no keyword arguments`);
  const base = type.isSubtypeOf(ImportError)
    ? "ImportError"
    : type.isSubtypeOf(NameError)
      ? "NameError"
      : "AttributeError";
  unpackArguments(base, { names: allowed, positional: 0 }, [], kwargs);
}

function constructException(cls: PyType, args: PyValue[], kwargs: Kwargs): PyValue {
  let type = cls;
  if (cls === OSError && args.length >= 2 && typeof args[0] === "number") type = ERRNO_CLASSES.get(args[0]) ?? cls;
  if (type.isSubtypeOf(BaseExceptionGroup)) type = checkGroup(type, args);
  const exc = new PyException(type, new PyTuple(args));
  fillMembers(exc, kwargs);
  return exc;
}

/** `ExceptionGroup(message, exceptions)`: checks, and the narrowing of BaseExceptionGroup to ExceptionGroup. */
function checkGroup(type: PyType, args: PyValue[]): PyType {
  if (args.length !== 2) {
    raiseError(
      exceptionTypes.TypeError,
      `BaseExceptionGroup.__new__() takes exactly 2 arguments (${args.length} given)`,
    );
  }
  if (!isInstance(args[0]!, typeOf(""))) {
    raiseError(exceptionTypes.TypeError, `argument 1 must be str, not ${typeOf(args[0]!).name}`);
  }
  const members = args[1]!;
  if (!(members instanceof PyList) && !(members instanceof PyTuple)) {
    return raiseError(exceptionTypes.TypeError, "second argument (exceptions) must be a sequence");
  }
  if (members.items.length === 0) {
    raiseError(exceptionTypes.ValueError, "second argument (exceptions) must be a non-empty sequence");
  }
  let allOrdinary = true;
  for (const [i, member] of members.items.entries()) {
    if (!(member instanceof PyException)) {
      raiseError(exceptionTypes.ValueError, `Item ${i} of second argument (exceptions) is not an exception`);
    }
    if (!isInstance(member, Exception)) allOrdinary = false;
  }
  if (type === BaseExceptionGroup) return allOrdinary ? exceptionTypes.ExceptionGroup : type;
  if (type === exceptionTypes.ExceptionGroup && !allOrdinary) {
    raiseError(exceptionTypes.TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
  }
  return type;
}

/** `derive`, then what a split keeps: traceback, cause, context and notes. */
function deriveGroup(group: PyException, members: PyValue[]): PyValue {
  const made = constructException(
    exceptionTypes.BaseExceptionGroup,
    [group.members.get("message")!, new PyList(members)],
    null,
  );
  if (made instanceof PyException) {
    made.traceback = group.traceback;
    made.cause = group.cause;
    made.context = group.context;
    const notes = group.attrs.get("__notes__");
    if (notes !== undefined) made.attrs.set("__notes__", notes);
  }
  return made;
}

/** The matching and the other part of an exception or group; null for an empty part. */
export function splitGroup(exc: PyException, matches: (e: PyException) => boolean): [PyValue, PyValue] {
  if (matches(exc)) return [exc, null];
  const members = exc.members.get("exceptions");
  if (!isInstance(exc, BaseExceptionGroup) || !(members instanceof PyTuple)) return [null, exc];
  const yes: PyValue[] = [];
  const no: PyValue[] = [];
  for (const member of members.items) {
    if (!(member instanceof PyException)) continue;
    const [y, n] = splitGroup(member, matches);
    if (y !== null) yes.push(y);
    if (n !== null) no.push(n);
  }
  return [yes.length > 0 ? deriveGroup(exc, yes) : null, no.length > 0 ? deriveGroup(exc, no) : null];
}

function groupCondition(
  condition: PyValue,
  callable: (fn: PyValue, arg: PyValue) => boolean,
): (e: PyException) => boolean {
  if (condition instanceof PyType && condition.isSubtypeOf(BaseException)) return (e) => isInstance(e, condition);
  if (
    condition instanceof PyTuple &&
    condition.items.every((t) => t instanceof PyType && t.isSubtypeOf(BaseException))
  ) {
    return (e) => condition.items.some((t) => t instanceof PyType && isInstance(e, t));
  }
  if (
    condition instanceof PyType ||
    typeof condition !== "object" ||
    condition === null ||
    condition instanceof PyTuple
  ) {
    return raiseError(exceptionTypes.TypeError, "expected a function, exception type or tuple of exception types");
  }
  return (e) => callable(condition, e);
}

function strArgs(self: PyException): string {
  const items = self.args.items;
  return items.length === 0 ? "" : items.length === 1 ? str(items[0]!) : repr(self.args);
}

/** A member that reads None when unset and may be assigned. */
function members(table: MethodTable<PyException>, ...names: string[]): void {
  for (const name of names) {
    table.property(
      name,
      (self) => self.members.get(name) ?? null,
      (self, value) => {
        if (value === undefined) self.members.delete(name);
        else self.members.set(name, value);
      },
    );
  }
}

/** `isTrue(call(fn, [arg]))`, given by the caller because calls stand above the exceptions. */
export function installExceptions(
  callTruth: (fn: PyValue, arg: PyValue) => boolean,
  toTuple: (v: PyValue) => PyTuple,
): void {
  const receive = (v: PyValue): PyException | undefined => (v instanceof PyException ? v : undefined);
  const table = (type: PyType): MethodTable<PyException> => new MethodTable(type, receive);
  BaseException.construct = constructException;
  const base = table(BaseException)
    .slotVarargs("__init__", (self, args, kwargs) => {
      checkKeywords(self.cls, kwargs);
      if (self.cls.isSubtypeOf(OSError) && args.length > 2) return null;
      self.args = new PyTuple(args);
      fillMembers(self, kwargs);
      return null;
    })
    .slot("__str__", 0, strArgs)
    .slot("__repr__", 0, (self) => {
      const items = self.args.items;
      return items.length === 1 ? `${self.cls.name}(${repr(items[0]!)})` : `${self.cls.name}${repr(self.args)}`;
    })
    .one("with_traceback", (self, tb) => {
      if (tb === null) self.traceback = [];
      return self;
    })
    .one("add_note", (self, note) => {
      if (!isInstance(note, typeOf(""))) {
        raiseError(exceptionTypes.TypeError, `note must be a str, not '${typeOf(note).name}'`);
      }
      const notes = self.attrs.get("__notes__");
      if (notes === undefined) self.attrs.set("__notes__", new PyList([note]));
      else if (notes instanceof PyList) notes.items.push(note);
      else raiseError(exceptionTypes.TypeError, "Cannot add note: __notes__ is not a list");
      return null;
    })
    .property(
      "args",
      (self) => self.args,
      (self, value) => {
        if (value === undefined) raiseError(exceptionTypes.TypeError, "args may not be deleted");
        self.args = toTuple(value);
      },
    )
    .property(
      "__cause__",
      (self) => self.cause,
      (self, value) => {
        if (value === undefined) raiseError(exceptionTypes.TypeError, "__cause__ may not be deleted");
        if (value !== null && !(value instanceof PyException)) {
          raiseError(exceptionTypes.TypeError, "exception cause must be None or derive from BaseException");
        }
        self.cause = value;
        self.suppressContext = true;
      },
    )
    .property(
      "__context__",
      (self) => self.context,
      (self, value) => {
        if (value === undefined) raiseError(exceptionTypes.TypeError, "__context__ may not be deleted");
        if (value !== null && !(value instanceof PyException)) {
          raiseError(exceptionTypes.TypeError, "exception context must be None or derive from BaseException");
        }
        self.context = value;
      },
    )
    .property(
      "__suppress_context__",
      (self) => self.suppressContext,
      (self, value) => {
        if (typeof value !== "boolean") raiseError(exceptionTypes.TypeError, "attribute value type must be bool");
        self.suppressContext = value;
      },
    );
  void base;

  table(exceptionTypes.KeyError).slot("__str__", 0, (self) =>
    self.args.items.length === 1 ? repr(self.args.items[0]!) : strArgs(self),
  );
  members(table(exceptionTypes.StopIteration), "value");
  members(table(exceptionTypes.SystemExit), "code");
  members(table(NameError), "name");
  members(table(exceptionTypes.AttributeError), "name", "obj");

  const os = table(OSError);
  members(os, "errno", "strerror", "filename", "filename2");
  os.slot("__str__", 0, (self) => {
    const m = self.members;
    const errno = m.get("errno");
    const strerror = m.get("strerror");
    if (errno === undefined || strerror === undefined) return strArgs(self);
    const head = `[Errno ${str(errno)}] ${str(strerror)}`;
    const file = m.get("filename");
    const second = m.get("filename2");
    if (file === undefined || file === null) return head;
    return second === undefined || second === null
      ? `${head}: ${repr(file)}`
      : `${head}: ${repr(file)} -> ${repr(second)}`;
  });

  const importError = table(ImportError);
  members(importError, "msg", "name", "path");
  importError.slot("__str__", 0, (self) => {
    const msg = self.members.get("msg");
    return typeof msg === "string" ? msg : strArgs(self);
  });

  const syntax = table(SyntaxError_);
  members(syntax, "msg", "print_file_and_line", ...SYNTAX_FIELDS);
  syntax.slot("__str__", 0, (self) => {
    const msg = str(self.members.get("msg") ?? null);
    const file = self.members.get("filename") ?? null;
    const line = self.members.get("lineno") ?? null;
    const base = typeof file === "string" ? (file.split("/").at(-1) ?? file) : null;
    if (base !== null && typeof line === "number") return `${msg} (${base}, line ${line})`;
    if (base !== null) return `${msg} (${base})`;
    return typeof line === "number" ? `${msg} (line ${line})` : msg;
  });

  for (const type of [exceptionTypes.UnicodeDecodeError, exceptionTypes.UnicodeEncodeError]) {
    const t = table(type);
    members(t, "encoding", "object", "start", "end", "reason");
    t.slotVarargs("__init__", (self, args) => {
      if (args.length !== 5) {
        raiseError(exceptionTypes.TypeError, `function takes exactly 5 arguments (${args.length} given)`);
      }
      self.args = new PyTuple(args);
      fillMembers(self, null);
      return null;
    });
    t.slot("__str__", 0, (self) => unicodeErrorText(self));
  }

  const group = table(BaseExceptionGroup);
  group.type.construct = constructException;
  members(group, "message", "exceptions");
  group.slotVarargs("__init__", (self, args, kwargs) => {
    checkKeywords(self.cls, kwargs);
    self.args = new PyTuple(args);
    return null;
  });
  group.slot("__str__", 0, (self) => {
    const count = self.members.get("exceptions");
    const n = count instanceof PyTuple ? count.items.length : 0;
    return `${str(self.members.get("message") ?? null)} (${n} sub-exception${n === 1 ? "" : "s"})`;
  });
  group.one("derive", (self, list) =>
    constructException(BaseExceptionGroup, [self.members.get("message")!, list], null),
  );
  group.one("split", (self, condition) => new PyTuple(splitGroup(self, groupCondition(condition, callTruth))));
  group.one("subgroup", (self, condition) => splitGroup(self, groupCondition(condition, callTruth))[0]);
}

function unicodeErrorText(self: PyException): string {
  const m = self.members;
  const start = m.get("start");
  const end = m.get("end");
  const object = m.get("object");
  if (typeof start !== "number" || typeof end !== "number" || object === undefined) return strArgs(self);
  const codec = `'${str(m.get("encoding") ?? null)}' codec can't`;
  const reason = str(m.get("reason") ?? null);
  const isDecode = self.cls.isSubtypeOf(exceptionTypes.UnicodeDecodeError);
  if (end === start + 1) {
    if (isDecode) {
      const bytes = object instanceof PyObject && "bytes" in object ? object.bytes : undefined;
      const byte = bytes instanceof Uint8Array ? (bytes[start] ?? 0) : 0;
      return `${codec} decode byte 0x${byte.toString(16).padStart(2, "0")} in position ${start}: ${reason}`;
    }
    const code = typeof object === "string" ? ([...object][start]?.codePointAt(0) ?? 0) : 0;
    const hex = code.toString(16);
    const shown =
      code <= 0xff
        ? `\\x${hex.padStart(2, "0")}`
        : code <= 0xffff
          ? `\\u${hex.padStart(4, "0")}`
          : `\\U${hex.padStart(8, "0")}`;
    return `${codec} encode character '${shown}' in position ${start}: ${reason}`;
  }
  return isDecode
    ? `${codec} decode bytes in position ${start}-${end - 1}: ${reason}`
    : `${codec} encode characters in position ${start}-${end - 1}: ${reason}`;
}
