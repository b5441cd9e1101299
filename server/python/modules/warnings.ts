/** `warnings`: what is printed, when, and in which words. Filters by category and message; once per place by default. */
import { vm } from "../evaluation/frame.ts";
import type { Interpreter } from "../evaluation/interpreter.ts";
import { lineOf } from "../evaluation/traceback.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { exceptionTypes, PyException, raiseWith } from "../objects/exceptions.ts";
import { PyModule } from "../objects/module.ts";
import { str } from "../objects/text.ts";
import { objectType, PyType } from "../objects/type.ts";
import type { PyValue } from "../objects/value.ts";

/** Per interpreter: what was shown already, whether all is silenced. */
interface State {
  readonly shown: Set<string>;
  action: "default" | "ignore" | "error" | "always";
}
const states = new WeakMap<Interpreter, State>();

function stateOf(interpreter: Interpreter): State {
  let s = states.get(interpreter);
  if (s === undefined) states.set(interpreter, (s = { shown: new Set(), action: "default" }));
  return s;
}

/** The innermost line under way, as a warning names it. */
function runningLine(): { name: string; line: number; sourceLine: string } {
  let frame = vm.frame;
  while (frame !== null && frame.at === null) frame = frame.back;
  const site = frame?.at ?? null;
  if (site === null) return { name: "<string>", line: 1, sourceLine: "" };
  const line = lineOf(site.code, site.start);
  return { name: site.code.name, line, sourceLine: site.code.source.split(/\r\n|\r|\n/)[line - 1] ?? "" };
}

/** Issues a warning at the line that is running. Shown once per line and text, as Python does by default. */
export function warn(interpreter: Interpreter, category: string, text: string): void {
  const s = stateOf(interpreter);
  if (s.action === "ignore") return;
  const type = (exceptionTypes as Readonly<Record<string, PyType>>)[category] ?? exceptionTypes.UserWarning;
  if (s.action === "error") raiseWith(type, text);
  const where = runningLine();
  const key = `${where.name}:${where.line}:${category}:${text}`;
  if (s.action === "default" && s.shown.has(key)) return;
  s.shown.add(key);
  const source = where.sourceLine.trim();
  interpreter.stderr(`${where.name}:${where.line}: ${category}: ${text}\n${source === "" ? "" : `  ${source}\n`}`);
}

export function makeWarnings(interpreter: Interpreter): PyModule {
  const s = stateOf(interpreter);
  const module = new PyModule("warnings");
  const set = (name: string, fn: (args: PyValue[], kwargs: ReadonlyMap<string, PyValue> | null) => PyValue): void => {
    module.attrs.set(name, new PyBuiltin(name, fn));
  };
  set("warn", (args, kwargs) => {
    const message = args[0] ?? kwargs?.get("message") ?? null;
    const given = args[1] ?? kwargs?.get("category");
    const category =
      message instanceof PyException ? message.cls.name : given instanceof PyType ? given.name : "UserWarning";
    warn(interpreter, category, str(message));
    return null;
  });
  const action = (v: PyValue | undefined): void => {
    if (v === "ignore" || v === "error" || v === "always" || v === "default") s.action = v;
    else if (v === "once" || v === "module") s.action = "default";
  };
  set("filterwarnings", (args, kwargs) => {
    action(args[0] ?? kwargs?.get("action"));
    return null;
  });
  set("simplefilter", (args, kwargs) => {
    action(args[0] ?? kwargs?.get("action"));
    return null;
  });
  set("resetwarnings", () => {
    s.action = "default";
    return null;
  });
  const catchType = new PyType("catch_warnings", [objectType], { module: "warnings" });
  catchType.set("__init__", new PyBuiltin("__init__", () => null));
  const saved: State["action"][] = [];
  catchType.set(
    "__enter__",
    new PyBuiltin("__enter__", () => {
      saved.push(s.action);
      return null;
    }),
  );
  catchType.set(
    "__exit__",
    new PyBuiltin("__exit__", () => {
      s.action = saved.pop() ?? "default";
      return false;
    }),
  );
  module.attrs.set("catch_warnings", catchType);
  return module;
}
