/** Puts an interpreter together: builtins, the standard library, and torch when a source speaks of it. */

import { type BudgetLimits, budget } from "../python/budget.ts";
import { makeBuiltins } from "../python/builtins/builtins.ts";
import { Interpreter, type ModuleFactory } from "../python/evaluation/interpreter.ts";
import type { Observer } from "../python/evaluation/observer.ts";
import { standardModules, warn } from "../python/modules/modules.ts";
import { BudgetExceeded } from "../python/objects/errors.ts";
import { memoryGuard } from "./memoryGuard.ts";

export interface InterpreterHost {
  readonly observer: Observer | null;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly limits: BudgetLimits;
  /** Takes each picture that `plt.show()` makes (an SVG document); without it they are dropped. */
  readonly picture?: (svg: string) => void;
}

type TorchFloor = typeof import("./torchFloor.ts");
let torch: TorchFloor | null = null;

/** Loads the torch floor when one of these sources could import it. A program without torch starts without it. */
export async function prepareFor(sources: Iterable<string>): Promise<void> {
  if (torch !== null) return;
  for (const source of sources) {
    if (/\b(torch|numpy|matplotlib|tqdm)\b/.test(source)) {
      torch = await import("./torchFloor.ts");
      torch.allocations.slow = () => budget.hurry();
      torch.allocations.pressure = () => {
        if (memoryGuard.isExhausted()) throw new BudgetExceeded("memory", "stopped: out of memory");
      };
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
  for (const [name, factory] of standardModules(interpreter)) modules.set(name, factory);
  if (torch !== null) {
    torch.allocation.limit = host.limits.memory;
    torch.pictures.sink = host.picture ?? null;
    for (const [name, factory] of torch.torchModules(interpreter)) modules.set(name, factory);
    torch.resetTorch((category, text) => warn(interpreter, category, text));
  }
  return interpreter;
}
