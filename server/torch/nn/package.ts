/** `torch.nn` and its submodules. Importing this file defines every layer. */
import "./activation.ts";
import "./containers.ts";
import "./linear.ts";
import type { ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { PyModule } from "../../python/objects/module.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { layers } from "./layer.ts";
import { installModule, moduleType } from "./module.ts";
import { parameterType } from "./parameter.ts";

let installed = false;

/** Factories by dotted name. `functional` holds the functions of the tables' place `F`. */
export function nnModules(functionsIn: (place: string) => [string, PyValue][]): [string, ModuleFactory][] {
  const functional = (): PyModule => new PyModule("torch.nn.functional", functionsIn("F"));
  const nn = (): PyModule => {
    if (!installed) {
      installed = true;
      installModule();
    }
    const module = new PyModule("torch.nn", [...layers], true);
    module.attrs.set("Module", moduleType);
    module.attrs.set("Parameter", parameterType);
    return module;
  };
  return [
    ["torch.nn", nn],
    ["torch.nn.functional", functional],
  ];
}
