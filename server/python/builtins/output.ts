/** print and input; exit, which ends a program. */
import type { Interpreter } from "../evaluation/interpreter.ts";
import { callMethod } from "../objects/call.ts";
import { PyBuiltin } from "../objects/callable.ts";
import { NotSupported } from "../objects/errors.ts";
import { exceptionTypes, raiseError, raiseWith } from "../objects/exceptions.ts";
import { typeName } from "../objects/special.ts";
import { str } from "../objects/text.ts";
import type { PyValue } from "../objects/value.ts";
import { type Names, raw } from "./function.ts";

function separator(v: PyValue | undefined, name: string, fallback: string): string {
  if (v === undefined || v === null) return fallback;
  if (typeof v === "string") return v;
  return raiseError(exceptionTypes.TypeError, `${name} must be None or a string, not ${typeName(v)}`);
}

export function addOutput(names: Names, interpreter: Interpreter): void {
  raw(names, "print", (args, kwargs) => {
    for (const key of kwargs?.keys() ?? []) {
      if (!["sep", "end", "file", "flush"].includes(key)) {
        raiseError(exceptionTypes.TypeError, `'${key}' is an invalid keyword argument for print()`);
      }
    }
    const sep = separator(kwargs?.get("sep"), "sep", " ");
    const end = separator(kwargs?.get("end"), "end", "\n");
    const text = args.map((a) => str(a)).join(sep) + end;
    const given = kwargs?.get("file") ?? null;
    // A program may have put another object in the place of sys.stdout.
    const sys = interpreter.loaded.get("sys")?.attrs;
    const file = given === null ? (sys?.get("stdout") ?? null) : given;
    if (file === null || (given === null && file === sys?.get("__stdout__"))) interpreter.stdout(text);
    else callMethod(file, "write", [text]);
    return null;
  });
  raw(names, "input", () => {
    throw new NotSupported("input()");
  });
  raw(names, "open", () => {
    throw new NotSupported("open()");
  });
  const exit = new PyBuiltin("exit", (args) => raiseWith(exceptionTypes.SystemExit, ...args));
  names.set("exit", exit);
  names.set("quit", exit);
}
