/** `torch.optim`, `torch.optim.lr_scheduler`, `torch.optim.swa_utils`, and the submodules that name one optimizer each. */
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyModule } from "../../python/objects/module.ts";
import { libraryModule, namesOf } from "../library.ts";
import { algorithmsSource } from "./algorithmsSource.ts";
import { moreAlgorithmsSource } from "./moreAlgorithmsSource.ts";
import { optimizerSource } from "./optimizerSource.ts";
import { schedulersSource } from "./schedulersSource.ts";

/** The submodule of each class that has one of its own. */
const homes: readonly (readonly [string, readonly string[]])[] = [
  ["optimizer", ["Optimizer", "required"]],
  ["sgd", ["SGD"]],
  ["adam", ["Adam"]],
  ["adamw", ["AdamW"]],
  ["rmsprop", ["RMSprop"]],
  ["adagrad", ["Adagrad"]],
  ["nadam", ["NAdam"]],
  ["radam", ["RAdam"]],
  ["adamax", ["Adamax"]],
  ["adadelta", ["Adadelta"]],
  ["rprop", ["Rprop"]],
  ["asgd", ["ASGD"]],
  ["lbfgs", ["LBFGS"]],
];

export function optimModules(interpreter: Interpreter): [string, ModuleFactory][] {
  const optim = (): PyModule => interpreter.importModule("torch.optim");
  return [
    [
      "torch.optim",
      () =>
        libraryModule(interpreter, "torch.optim", optimizerSource + algorithmsSource + moreAlgorithmsSource, [], true),
    ],
    ["torch.optim.lr_scheduler", () => libraryModule(interpreter, "torch.optim.lr_scheduler", schedulersSource)],
    ...homes.map(([name, classes]): [string, ModuleFactory] => [
      `torch.optim.${name}`,
      () => new PyModule(`torch.optim.${name}`, namesOf(optim(), classes)),
    ]),
  ];
}
