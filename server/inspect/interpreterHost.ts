/** Puts an interpreter together: builtins, the standard library, and torch when a source speaks of it. */

import type { BudgetLimits } from "../python/budget.ts";
import { makeBuiltins } from "../python/builtins/builtins.ts";
import { Interpreter, type ModuleFactory } from "../python/evaluation/interpreter.ts";
import type { Observer } from "../python/evaluation/observer.ts";
import { lineOf } from "../python/evaluation/traceback.ts";
import { outputPlaces } from "./running.ts";

export interface InterpreterHost {
  readonly observer: Observer | null;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly limits: BudgetLimits;
}

type TorchFloor = typeof import("./torchFloor.ts");
let torch: TorchFloor | null = null;

/** Loads the torch floor when one of these sources could import it. A program without torch starts without it. */
export async function prepareFor(sources: Iterable<string>): Promise<void> {
  if (torch !== null) return;
  for (const source of sources) {
    if (/\b(torch|numpy)\b/.test(source)) {
      torch = await import("./torchFloor.ts");
      return;
    }
  }
}

/** A fresh interpreter. {@link prepareFor} must have seen what it will run. */
export function makeInterpreter(host: InterpreterHost): Interpreter {
  const modules = new Map<string, ModuleFactory>();
  const interpreter = new Interpreter({
    observer: host.observer,
    stdout: host.stdout,
    stderr: host.stderr,
    modules,
    limits: host.limits,
    builtins: makeBuiltins,
  });
  if (torch !== null) {
    for (const [name, factory] of torch.torchModules()) modules.set(name, factory);
    torch.resetTorch((category, text) => warn(interpreter, category, text));
  }
  return interpreter;
}

/** Prints a warning as `warnings.warn` does by default: once for each place and text, with the source line below. */
function warn(interpreter: Interpreter, category: string, text: string): void {
  const site = outputPlaces()[0];
  const line = site === undefined ? 1 : lineOf(site.code, site.start);
  const source = site === undefined ? "" : (site.code.source.split(/\r?\n|\r/)[line - 1] ?? "").trim();
  interpreter.stderr(
    `${site?.code.name ?? "<string>"}:${line}: ${category}: ${text}\n${source === "" ? "" : `  ${source}\n`}`,
  );
}
