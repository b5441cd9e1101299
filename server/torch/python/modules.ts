/** Modules of torch that are Python code and only arrange tensor work: evaluated when a program first asks for them. */
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { pythonModule } from "../../python/modules/pythonModule.ts";
import { PyModule } from "../../python/objects/module.ts";
import { maskedSource } from "./masked.ts";
import { windowsSource } from "./windows.ts";

const sources: readonly (readonly [name: string, source: string])[] = [
  ["torch.signal.windows", windowsSource],
  ["torch.masked", maskedSource],
];

export function pythonModules(interpreter: Interpreter): [string, ModuleFactory][] {
  const evaluated = sources.map(([name, source]): [string, ModuleFactory] => [
    name,
    () => pythonModule(interpreter, name, source, [["torch", interpreter.importModule("torch")]]),
  ]);
  return [["torch.signal", () => new PyModule("torch.signal", [], true)], ...evaluated];
}
