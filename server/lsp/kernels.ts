/** Notebook kernels: one lasting namespace for each notebook; cells run one after the other, in the order of the requests. */
import { commandBudget } from "../inspect/messages.ts";
import type { KernelExecuteParams, KernelExecuteResult } from "../protocol/requests.ts";
import type { BudgetLimits } from "../python/budget.ts";
import type { Inspector } from "./inspector.ts";

interface Kernel {
  readonly inspector: Inspector;
  last: Promise<unknown>;
}

export class Kernels {
  private readonly createInspector: () => Inspector;
  private readonly kernels = new Map<string, Kernel>();

  constructor(createInspector: () => Inspector) {
    this.createInspector = createInspector;
  }

  execute(params: KernelExecuteParams, budget: BudgetLimits = commandBudget): Promise<KernelExecuteResult> {
    let kernel = this.kernels.get(params.notebook);
    if (kernel === undefined) {
      kernel = { inspector: this.createInspector(), last: Promise.resolve() };
      this.kernels.set(params.notebook, kernel);
    }
    const { inspector } = kernel;
    const run = kernel.last.then(() =>
      inspector.execute(params.cell, `<cell ${params.executionCount}>`, params.source, budget),
    );
    kernel.last = run.catch(() => undefined);
    return run;
  }

  interrupt(notebook: string): void {
    this.kernels.get(notebook)?.inspector.interrupt();
  }

  restart(notebook: string): void {
    this.kernels.get(notebook)?.inspector.dispose();
    this.kernels.delete(notebook);
  }

  dispose(): void {
    for (const { inspector } of this.kernels.values()) inspector.dispose();
    this.kernels.clear();
  }
}

/** What a cell answers when its kernel is gone or broken. */
export function kernelFailure(name: string, value: string): KernelExecuteResult {
  return {
    ok: false,
    outputs: [{ kind: "error", name, value, traceback: [`${name}: ${value}`], location: null }],
  };
}
