/** `warnings`: the filters, what is printed once and what always, and in which words. */
import { type Names, named } from "../builtins/function.ts";
import { type Frame, vm } from "../evaluation/frame.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { lineOf } from "../evaluation/traceback.ts";
import { setAttr } from "../objects/attribute.ts";
import { call } from "../objects/call.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { NotSupported, Raise } from "../objects/errors.ts";
import { exceptionTypes, PyException, raiseError } from "../objects/exceptions.ts";
import { PyList } from "../objects/list.ts";
import { PyModule } from "../objects/module.ts";
import { toIndex, truth } from "../objects/operators.ts";
import { repr, str } from "../objects/text.ts";
import { objectType, PyType, typeOf } from "../objects/type.ts";
import { PyInstance, type PyValue } from "../objects/value.ts";

type Action = "default" | "ignore" | "error" | "always" | "once" | "module";
const ACTIONS: readonly string[] = ["default", "ignore", "error", "always", "once", "module"];

interface Filter {
  readonly action: Action;
  readonly message: RegExp | null;
  readonly category: PyType;
  readonly module: RegExp | null;
  readonly line: number;
}

/** Per interpreter. */
interface State {
  filters: readonly Filter[];
  /** What was shown already; forgotten whenever the filters change. */
  readonly shown: Set<string>;
  readonly once: Set<string>;
  /** Where shown warnings go while catch_warnings(record=True) is in force. */
  record: PyList | null;
}
const states = new WeakMap<Interpreter, State>();

function filter(action: Action, category: PyType, module: RegExp | null = null): Filter {
  return { action, message: null, category, module, line: 0 };
}

/** What CPython starts with: deprecations are shown where the program itself causes them. */
const DEFAULT_FILTERS: readonly Filter[] = [
  filter("default", exceptionTypes.DeprecationWarning, /^__main__$/),
  filter("ignore", exceptionTypes.DeprecationWarning),
  filter("ignore", exceptionTypes.PendingDeprecationWarning),
  filter("ignore", exceptionTypes.ImportWarning),
  filter("ignore", exceptionTypes.ResourceWarning),
];

function stateOf(interpreter: Interpreter): State {
  let s = states.get(interpreter);
  if (s === undefined) {
    states.set(interpreter, (s = { filters: DEFAULT_FILTERS, shown: new Set(), once: new Set(), record: null }));
  }
  return s;
}

interface Place {
  readonly name: string;
  readonly line: number;
  readonly sourceLine: string;
  readonly module: string;
}

/** The line under way, `level` frames out; frames of the library don't count. */
function place(level: number): Place {
  let frame: Frame | null = vm.frame;
  const isSnippet = (f: Frame): boolean => f.at !== null && f.at.code.isLibrary !== true;
  let left = frame !== null && !isSnippet(frame) ? 1 : Math.max(1, level);
  for (; frame !== null; frame = frame.back) {
    if (isSnippet(frame) && --left === 0) break;
  }
  const site = frame?.at ?? null;
  if (site === null) return { name: "sys", line: 1, sourceLine: "", module: "sys" };
  const line = lineOf(site.code, site.start);
  const module = frame!.globals.get("__name__");
  return {
    name: site.code.name,
    line,
    sourceLine: (site.code.source.split(/\r\n|\r|\n/)[line - 1] ?? "").trim(),
    module: typeof module === "string" ? module : "<unknown>",
  };
}

const messageType = new PyType("WarningMessage", [objectType], { module: "warnings" });
messageType.set(
  "__str__",
  new PyBuiltin("__str__", (args) => {
    const a = (args[0] as PyInstance).attrs!;
    const part = (name: string): PyValue => a.get(name) ?? null;
    return `{message : ${repr(part("message"))}, category : ${repr(part("_category_name"))}, filename : ${repr(part("filename"))}, lineno : ${str(part("lineno"))}, line : ${repr(part("line"))}}`;
  }),
);

function formatted(category: PyType, text: string, name: string, line: number, source: string): string {
  return `${name}:${line}: ${category.name}: ${text}\n${source === "" ? "" : `  ${source}\n`}`;
}

function issue(interpreter: Interpreter, category: PyType, message: PyException, where: Place): void {
  const s = stateOf(interpreter);
  const text = str(message);
  const found = s.filters.find(
    (f) =>
      category.isSubtypeOf(f.category) &&
      (f.message === null || f.message.test(text)) &&
      (f.module === null || f.module.test(where.module)) &&
      (f.line === 0 || f.line === where.line),
  );
  const action = found?.action ?? "default";
  if (action === "ignore") return;
  if (action === "error") throw new Raise(message);
  const kind = `${category.name}:${text}`;
  if (action === "once") {
    if (s.once.has(kind)) return;
    s.once.add(kind);
  } else if (action !== "always") {
    const key = action === "module" ? `${where.name}:${kind}` : `${where.name}:${where.line}:${kind}`;
    if (s.shown.has(key)) return;
    s.shown.add(key);
  }
  if (s.record !== null) {
    const made = new PyInstance(messageType);
    const set = (name: string, value: PyValue): void => setAttr(made, name, value);
    set("message", message);
    set("category", category);
    set("filename", where.name);
    set("lineno", where.line);
    set("file", null);
    set("line", null);
    set("source", null);
    set("_category_name", category.name);
    s.record.items.push(made);
    return;
  }
  const shown = interpreter.loaded.get("warnings")?.attrs.get("showwarning");
  if (shown !== undefined && !(shown instanceof PyBuiltin)) {
    call(shown, [message, category, where.name, where.line, null, null]);
    return;
  }
  interpreter.stderr(formatted(category, text, where.name, where.line, where.sourceLine));
}

/** Issues a warning at the line that is running. Shown once per line and text, as Python does by default. */
export function warn(interpreter: Interpreter, category: string, text: string): void {
  const type = (exceptionTypes as Readonly<Record<string, PyType>>)[category] ?? exceptionTypes.UserWarning;
  const message = call(type, [text]);
  if (message instanceof PyException) issue(interpreter, type, message, place(1));
}

/** The pattern at the start of the text, as `re.match` takes it. */
function pattern(source: string, flags: string): RegExp | null {
  if (source === "") return null;
  try {
    return new RegExp(
      `^(?:${source
        .replace(/\\Z/g, "$")
        .replace(/\(\?P</g, "(?<")
        .replace(/^\(\?[a-z]+\)/, "")})`,
      flags,
    );
  } catch {
    throw new NotSupported(`the pattern ${JSON.stringify(source)} in warnings`);
  }
}

function actionOf(v: PyValue): Action {
  if (typeof v === "string" && ACTIONS.includes(v)) return v as Action;
  return raiseError(exceptionTypes.AssertionError, `invalid action: ${repr(v)}`);
}

function same(a: Filter, b: Filter): boolean {
  return (
    a.action === b.action &&
    a.category === b.category &&
    a.line === b.line &&
    a.message?.source === b.message?.source &&
    a.module?.source === b.module?.source
  );
}

function insert(s: State, item: Filter, isAppended: boolean): void {
  if (isAppended) {
    if (!s.filters.some((f) => same(f, item))) s.filters = [...s.filters, item];
  } else s.filters = [item, ...s.filters.filter((f) => !same(f, item))];
  s.shown.clear();
}

function categoryOf(v: PyValue | undefined): PyType {
  if (v === undefined) return exceptionTypes.Warning;
  if (v instanceof PyType && v.isSubtypeOf(exceptionTypes.Warning)) return v;
  return raiseError(exceptionTypes.AssertionError, "category must be a Warning subclass");
}

export function makeWarnings(interpreter: Interpreter): PyModule {
  const s = stateOf(interpreter);
  const names: Names = new Map();
  named(names, "warn", { names: ["message", "category", "stacklevel", "source"], required: 1 }, (m, c, level) => {
    const where = place(level === undefined ? 1 : Number(toIndex(level)));
    if (m instanceof PyException && m.cls.isSubtypeOf(exceptionTypes.Warning)) {
      issue(interpreter, m.cls, m, where);
      return null;
    }
    const category = c === undefined || c === null ? exceptionTypes.UserWarning : c;
    if (!(category instanceof PyType) || !category.isSubtypeOf(exceptionTypes.Warning)) {
      const given = category instanceof PyType ? "type" : typeOf(category).name;
      return raiseError(exceptionTypes.TypeError, `category must be a Warning subclass, not '${given}'`);
    }
    const message = call(category, [m!]);
    if (message instanceof PyException) issue(interpreter, category, message, where);
    return null;
  });
  named(
    names,
    "warn_explicit",
    {
      names: ["message", "category", "filename", "lineno", "module", "registry", "module_globals", "source"],
      required: 4,
    },
    (m, c, file, line, module) => {
      const category = m instanceof PyException ? m.cls : c;
      if (!(category instanceof PyType)) {
        return raiseError(exceptionTypes.TypeError, "category must be a Warning subclass");
      }
      const message = m instanceof PyException ? m : call(category, [m!]);
      const name = str(file!);
      if (message instanceof PyException) {
        issue(interpreter, category, message, {
          name,
          line: Number(toIndex(line!)),
          sourceLine: "",
          module: typeof module === "string" ? module : name.replace(/\.py$/, ""),
        });
      }
      return null;
    },
  );
  named(
    names,
    "filterwarnings",
    { names: ["action", "message", "category", "module", "lineno", "append"], required: 1 },
    (action, message, category, module, line, append) => {
      const item: Filter = {
        action: actionOf(action!),
        message: pattern(typeof message === "string" ? message : "", "i"),
        category: categoryOf(category),
        module: pattern(typeof module === "string" ? module : "", ""),
        line: line === undefined ? 0 : Number(toIndex(line)),
      };
      insert(s, item, append !== undefined && truth(append));
      return null;
    },
  );
  named(
    names,
    "simplefilter",
    { names: ["action", "category", "lineno", "append"], required: 1 },
    (action, category, line, append) => {
      const item: Filter = {
        action: actionOf(action!),
        message: null,
        category: categoryOf(category),
        module: null,
        line: line === undefined ? 0 : Number(toIndex(line)),
      };
      insert(s, item, append !== undefined && truth(append));
      return null;
    },
  );
  named(names, "resetwarnings", { names: [] }, () => {
    s.filters = [];
    s.shown.clear();
    return null;
  });
  named(
    names,
    "formatwarning",
    { names: ["message", "category", "filename", "lineno", "line"], required: 4 },
    (m, c, file, line, source) =>
      formatted(
        c as PyType,
        str(m!),
        str(file!),
        Number(toIndex(line!)),
        typeof source === "string" ? source.trim() : "",
      ),
  );
  named(
    names,
    "showwarning",
    { names: ["message", "category", "filename", "lineno", "file", "line"], required: 4 },
    (m, c, file, line) => {
      interpreter.stderr(formatted(c as PyType, str(m!), str(file!), Number(toIndex(line!)), ""));
      return null;
    },
  );
  const module = new PyModule("warnings", names);
  module.attrs.set("WarningMessage", messageType);
  module.attrs.set("catch_warnings", catchWarnings(s, module));
  return module;
}

function catchWarnings(s: State, module: PyModule): PyType {
  interface Saved {
    readonly options: ReadonlyMap<string, PyValue> | null;
    filters?: readonly Filter[];
    record?: PyList | null;
    show?: PyValue | undefined;
  }
  const saved = new WeakMap<object, Saved>();
  const type = new PyType("catch_warnings", [objectType], { module: "warnings" });
  const method = (name: string, fn: (self: object, own: Saved) => PyValue): void => {
    type.set(
      name,
      new PyBuiltin(name, (args) => {
        const self = args[0] as PyInstance;
        return fn(self, saved.get(self) ?? { options: null });
      }),
    );
  };
  type.set(
    "__init__",
    new PyBuiltin("__init__", (args, kwargs) => {
      if (args.length > 1) {
        raiseError(
          exceptionTypes.TypeError,
          `catch_warnings.__init__() takes 1 positional argument but ${args.length} were given`,
        );
      }
      for (const key of kwargs?.keys() ?? []) {
        if (!["record", "module", "action", "category", "lineno", "append"].includes(key)) {
          raiseError(exceptionTypes.TypeError, `catch_warnings.__init__() got an unexpected keyword argument '${key}'`);
        }
      }
      saved.set(args[0] as PyInstance, { options: kwargs });
      return null;
    }),
  );
  method("__enter__", (_self, own) => {
    if (own.filters !== undefined) raiseError(exceptionTypes.RuntimeError, "Cannot enter catch_warnings twice");
    own.filters = s.filters;
    own.record = s.record;
    own.show = module.attrs.get("showwarning");
    s.shown.clear();
    const options = own.options;
    const record = options?.get("record");
    const action = options?.get("action");
    if (action !== undefined && action !== null) {
      const line = options?.get("lineno");
      const append = options?.get("append");
      insert(
        s,
        {
          action: actionOf(action),
          message: null,
          category: categoryOf(options?.get("category")),
          module: null,
          line: line === undefined ? 0 : Number(toIndex(line)),
        },
        append !== undefined && truth(append),
      );
    }
    if (record === undefined || !truth(record)) return null;
    s.record = new PyList([]);
    return s.record;
  });
  method("__exit__", (_self, own) => {
    if (own.filters === undefined)
      raiseError(exceptionTypes.RuntimeError, "Cannot exit catch_warnings without entering first");
    s.filters = own.filters;
    s.record = own.record ?? null;
    if (own.show !== undefined) module.attrs.set("showwarning", own.show);
    s.shown.clear();
    return null;
  });
  return type;
}
