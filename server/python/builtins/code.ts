/** globals, locals, eval, exec, __import__: what needs the running interpreter. */
import type { Interpreter } from "../evaluation/interpreter.ts";
import { syntaxErrorOf } from "../evaluation/interpreter.ts";
import { PyDict } from "../objects/dict.ts";
import { NotSupported, Raise } from "../objects/errors.ts";
import { exceptionTypes, raiseError } from "../objects/exceptions.ts";
import { typeName } from "../objects/special.ts";
import type { Attrs, PyValue } from "../objects/value.ts";
import { parse, parseExpression } from "../syntax/parse.ts";
import { type Names, positional, raw } from "./function.ts";

/** A dict of names given to eval or exec, as the evaluator's namespace: shared, so that assignments show. */
function namespace(v: PyValue | undefined, fn: string, which: string): Attrs | null {
  if (v === undefined || v === null) return null;
  if (!(v instanceof PyDict)) {
    raiseError(exceptionTypes.TypeError, `${fn}() ${which} must be a dict, not ${typeName(v)}`);
  }
  return v.asAttrs();
}

export function addCodeFunctions(names: Names, interpreter: Interpreter): void {
  positional(names, "globals", 0, 0, () => PyDict.over(interpreter.currentGlobals()));
  positional(names, "locals", 0, 0, () => interpreter.currentLocals());
  positional(names, "eval", 1, 3, (source, globals, locals) => {
    if (typeof source !== "string") {
      return raiseError(exceptionTypes.TypeError, "eval() arg 1 must be a string, bytes or code object");
    }
    const parsed = parseExpression(source);
    const code = { name: "<string>", source: source, key: -1 };
    const problem = parsed.problems[0];
    if (problem !== undefined || parsed.expression === null) throw new Raise(syntaxErrorOf(code, problem!));
    const g = namespace(globals, "eval", "globals");
    return interpreter.evaluateIn(
      code,
      parsed.expression,
      g ?? interpreter.currentGlobals(),
      namespace(locals, "eval", "locals") ?? (g === null ? interpreter.currentLocals().asAttrs() : null),
    );
  });
  positional(names, "exec", 1, 3, (source, globals, locals) => {
    if (typeof source !== "string") {
      return raiseError(exceptionTypes.TypeError, "exec() arg 1 must be a string, bytes or code object");
    }
    const parsed = parse(source);
    const code = { name: "<string>", source, key: -1 };
    const problem = parsed.problems[0];
    if (problem !== undefined) throw new Raise(syntaxErrorOf(code, problem));
    interpreter.executeIn(
      code,
      parsed.module.body,
      namespace(globals, "exec", "globals") ?? interpreter.currentGlobals(),
      namespace(locals, "exec", "locals"),
    );
    return null;
  });
  raw(names, "__import__", (args) => {
    const name = args[0];
    if (typeof name !== "string") {
      return raiseError(exceptionTypes.TypeError, "__import__() argument 1 must be str");
    }
    const module = interpreter.importModule(name);
    const dot = name.indexOf(".");
    return dot < 0 ? module : interpreter.importModule(name.slice(0, dot));
  });
  raw(names, "compile", () => {
    throw new NotSupported("compile()");
  });
}
