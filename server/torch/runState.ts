/** What `import torch` keeps per run, and how it is put back for the next one. */
import { resetModes, warnings } from "../autograd/modes.ts";
import { sequence } from "../autograd/node.ts";
import { float32, setDefaultDType } from "../tensor/dtype.ts";
import { resetPrintOptions } from "../tensor/print.ts";

const resets: (() => void)[] = [];

/** Registers what a part of torch must do before a run starts (`torch.manual_seed` state, caches keyed by tensor). */
export function onReset(reset: () => void): void {
  resets.push(reset);
}

/** Makes torch as it is in a fresh process. `warn` prints through the run's `warnings` module. */
export function resetTorch(warn: (category: string, text: string) => void): void {
  resetModes();
  resetPrintOptions();
  setDefaultDType(float32);
  sequence.next = 0;
  warnings.sink = warn;
  for (const reset of resets) reset();
}
