/** `torch.distributions` and the submodules that name one distribution each. */
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyModule } from "../../python/objects/module.ts";
import { libraryModule, namesOf } from "../library.ts";
import { distributionsSource } from "./distributionsSource.ts";

const homes: readonly (readonly [string, readonly string[]])[] = [
  ["distribution", ["Distribution"]],
  ["normal", ["Normal"]],
  ["uniform", ["Uniform"]],
  ["exponential", ["Exponential"]],
  ["bernoulli", ["Bernoulli"]],
  ["categorical", ["Categorical"]],
  ["kl", ["kl_divergence"]],
];

export function distributionModules(interpreter: Interpreter): [string, ModuleFactory][] {
  const all = (): PyModule => interpreter.importModule("torch.distributions");
  return [
    ["torch.distributions", () => libraryModule(interpreter, "torch.distributions", distributionsSource, [], true)],
    ...homes.map(([name, names]): [string, ModuleFactory] => [
      `torch.distributions.${name}`,
      () => new PyModule(`torch.distributions.${name}`, namesOf(all(), names)),
    ]),
  ];
}
