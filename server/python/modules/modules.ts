/** The standard library as far as snippets use it: one file a module, made when first imported. */
import type { Interpreter, ModuleFactory } from "../evaluation/interpreter.ts";
import { makeMath } from "./math.ts";
import { makeWarnings } from "./warnings.ts";

export { warn } from "./warnings.ts";

/** Factories by dotted name, for one interpreter. */
export function standardModules(interpreter: Interpreter): ReadonlyMap<string, ModuleFactory> {
  return new Map<string, ModuleFactory>([
    ["math", makeMath],
    ["warnings", () => makeWarnings(interpreter)],
  ]);
}
