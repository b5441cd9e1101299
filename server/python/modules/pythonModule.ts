/**
 * Modules of the standard library that are written in Python and evaluated here. Their text is parsed once in a worker,
 * and only when something imports them; each interpreter evaluates it anew, unwatched, so that no state is shared.
 */
import type { Interpreter } from "../evaluation/interpreter.ts";
import type { Code } from "../evaluation/observer.ts";
import { call } from "../objects/call.ts";
import { PyModule } from "../objects/module.ts";
import type { PyValue } from "../objects/value.ts";
import type { Stmt } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";

interface Parsed {
  readonly code: Code;
  readonly body: readonly Stmt[];
}

/** By text. */
const parsed = new Map<string, Parsed>();

function parseLibrary(name: string, source: string): Parsed {
  let known = parsed.get(source);
  if (known === undefined) {
    const { module, problems } = parse(source);
    const problem = problems[0];
    if (problem !== undefined) {
      const line = source.slice(0, problem.start).split("\n").length;
      throw new Error(`the library module ${name} does not parse: line ${line}: ${problem.message}`);
    }
    known = { code: { name: `<${name}>`, source, key: -2, isLibrary: true }, body: module.body };
    parsed.set(source, known);
  }
  return known;
}

/**
 * Evaluates `source` as the module `name`. `host` are names that the text uses and that only the host can provide; they
 * are there before the first line runs. Names with one leading underscore are the module's own business.
 */
export function pythonModule(
  interpreter: Interpreter,
  name: string,
  source: string,
  host: Iterable<readonly [string, PyValue]> = [],
  isPackage = false,
): PyModule {
  const module = new PyModule(name, new Map(host), isPackage);
  const { code, body } = parseLibrary(name, source);
  // A module that imports this one while it is being made finds what is there so far, as in CPython.
  interpreter.loaded.set(name, module);
  try {
    interpreter.executeIn(code, body, module.attrs, null);
  } catch (e) {
    interpreter.loaded.delete(name);
    throw e;
  }
  const onMissing = module.attrs.get("__getattr__");
  if (onMissing !== undefined) module.onMissing = (missing) => call(onMissing, [missing]);
  return module;
}
