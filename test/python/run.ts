/** Runs a Python program in the evaluator, for tests. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { makeBuiltins } from "../../server/python/builtins/builtins.ts";
import { Interpreter, type ModuleFactory, syntaxErrorOf } from "../../server/python/evaluation/interpreter.ts";
import type { Observer } from "../../server/python/evaluation/observer.ts";
import { formatException } from "../../server/python/evaluation/traceback.ts";
import { standardModules } from "../../server/python/modules/modules.ts";
import { HostStop, Raise } from "../../server/python/objects/errors.ts";
import { PyException } from "../../server/python/objects/exceptions.ts";
import { loadParser, parse } from "../../server/python/syntax/parse.ts";

const require = createRequire(import.meta.url);

/** Must have finished before {@link runProgram}. */
export function loadPython(): Promise<void> {
  return loadParser({
    runtimeWasm: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    pythonWasm: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
}

export interface ProgramRun {
  readonly stdout: string;
  readonly stderr: string;
  /** The last line of the traceback, or null. */
  readonly error: string | null;
}

export function makeInterpreter(
  output: { out: string; err: string },
  observer: Observer | null = null,
  modules: ReadonlyMap<string, ModuleFactory> | null = null,
): Interpreter {
  const importable = new Map<string, ModuleFactory>(modules ?? []);
  const interpreter = new Interpreter({
    observer,
    stdout: (text) => {
      output.out += text;
    },
    stderr: (text) => {
      output.err += text;
    },
    modules: importable,
    limits: { steps: 1e8, time: 30_000, memory: 2 ** 30, output: 1e7 },
    builtins: makeBuiltins,
  });
  if (modules === null) for (const [name, make] of standardModules(interpreter)) importable.set(name, make);
  return interpreter;
}

export function runProgram(source: string, name: string, observer: Observer | null = null): ProgramRun {
  const output = { out: "", err: "" };
  const code = { name, source, key: 0 };
  const interpreter = makeInterpreter(output, observer);
  try {
    const { module, problems } = parse(source);
    if (problems.length > 0) throw new Raise(syntaxErrorOf(code, problems[0]!));
    interpreter.runCode(code, module.body);
  } catch (e) {
    if (e instanceof Raise && e.exc instanceof PyException) output.err += formatException(e.exc);
    else if (e instanceof HostStop) output.err += `${e.constructor.name}: ${e.message}\n`;
    else throw e;
  }
  const error = output.err.trimEnd().split("\n").at(-1) ?? "";
  return { stdout: output.out, stderr: output.err, error: error === "" ? null : error };
}
