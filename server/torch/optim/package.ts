/** `torch.optim` and its submodules. */
import "./sgd.ts";
import type { ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyModule } from "../../python/objects/module.ts";
import { installOptimizer, optimizers } from "./optimizer.ts";

let installed = false;

export function optimModules(): [string, ModuleFactory][] {
  return [
    [
      "torch.optim",
      () => {
        if (!installed) {
          installed = true;
          installOptimizer();
        }
        return new PyModule("torch.optim", [...optimizers], true);
      },
    ],
  ];
}
