/** `torch.autograd`: what each of its modules holds. */
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyModule } from "../../python/objects/module.ts";
import { makeBuiltin } from "../binding/bind.ts";
import { gradModeClasses } from "../gradModes.ts";
import { anomalyNames } from "./anomaly.ts";
import { backwardFunctions } from "./backward.ts";
import { variableType } from "./copying.ts";
import {
  backwardCFunctionType,
  functionCtxType,
  functionType,
  installFunction,
  onceDifferentiable,
} from "./function.ts";
import { functionalNames } from "./functional.ts";
import { gradcheckNames } from "./gradcheck.ts";
import { graphNames } from "./graph.ts";

function makeAutogradModule(): PyModule {
  const module = new PyModule("torch.autograd", [], true);
  for (const [name, binding] of Object.entries(backwardFunctions))
    module.attrs.set(name, makeBuiltin(name, binding.overloads));
  for (const [name, cls] of Object.entries(gradModeClasses)) module.attrs.set(name, cls);
  for (const [name, value] of [...anomalyNames, ...gradcheckNames]) module.attrs.set(name, value);
  installFunction();
  module.attrs.set("Function", functionType);
  module.attrs.set("Variable", variableType);
  return module;
}

function makeFunctionModule(): PyModule {
  installFunction();
  const module = new PyModule("torch.autograd.function", [], true);
  module.attrs.set("Function", functionType);
  module.attrs.set("FunctionCtx", functionCtxType);
  module.attrs.set("BackwardCFunction", backwardCFunctionType);
  module.attrs.set(
    "once_differentiable",
    new PyBuiltin("once_differentiable", ([fn]) => onceDifferentiable(fn!), "once_differentiable", true),
  );
  return module;
}

/** `torch.autograd` and what is below it, by dotted name. */
export const autogradModules: readonly (readonly [string, () => PyModule])[] = [
  ["torch.autograd", makeAutogradModule],
  ["torch.autograd.function", makeFunctionModule],
  ["torch.autograd.functional", () => new PyModule("torch.autograd.functional", [...functionalNames], true)],
  ["torch.autograd.graph", () => new PyModule("torch.autograd.graph", [...graphNames], true)],
  ["torch.autograd.gradcheck", () => new PyModule("torch.autograd.gradcheck", [...gradcheckNames], true)],
  ["torch.autograd.anomaly_mode", () => new PyModule("torch.autograd.anomaly_mode", [...anomalyNames], true)],
  ["torch.autograd.grad_mode", () => new PyModule("torch.autograd.grad_mode", Object.entries(gradModeClasses), true)],
  ["torch.autograd.variable", () => new PyModule("torch.autograd.variable", [["Variable", variableType]], true)],
];
