/**
 * `torch.nn` and its submodules. Tensor work is host code; what is Python in PyTorch and only arranges it (most layers,
 * losses, recurrent layers, initialisation) is Python here too, evaluated when a program first asks for it.
 */
import "./linear.ts";
import type { Interpreter, ModuleFactory } from "../../python/evaluation/interpreter.ts";
import { pythonModule } from "../../python/modules/pythonModule.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { NotSupported } from "../../python/objects/errors.ts";
import { PyModule } from "../../python/objects/module.ts";
import { PyType } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { type BindingTable, makeBuiltin } from "../binding/bind.ts";
import { pythonFunctions } from "./functional/define.ts";
import { fusedNatives } from "./functional/fused.ts";
import { natives, scalarArithmetic } from "./functional/natives.ts";
import { spatialNatives } from "./functional/spatial.ts";
import { layers } from "./layer.ts";
import { installModule, moduleType } from "./module.ts";
import { parameterType } from "./parameter.ts";
import { clipGradSource, convertParametersSource, sequencesSource } from "./source/clipping.ts";
import { functionalSource } from "./source/functional.ts";
import { sources } from "./source/index.ts";
import { moduleMethods } from "./source/moduleMethods.ts";

let installed = false;

/** How the Python parts say that something is missing here. */
const notSupported = new PyBuiltin(
  "_not_supported",
  ([what]) => {
    throw new NotSupported(String(what));
  },
  "_not_supported",
  true,
);

/** Puts the methods that are Python on `Module`. */
function addModuleMethods(interpreter: Interpreter): void {
  const module = pythonModule(interpreter, "torch.nn.modules._methods", moduleMethods, [
    ["torch", interpreter.importModule("torch")],
    ["Module", moduleType],
    ["Parameter", parameterType],
  ]);
  const methods = module.attrs.get("ModuleMethods");
  if (!(methods instanceof PyType)) return;
  for (const [name, value] of methods.dict) {
    if (!name.startsWith("__") || name === "__dir__") moduleType.set(name, value);
  }
}

function builtinsOf(table: BindingTable): [string, PyValue][] {
  return Object.entries(table).map(([name, binding]) => [name, makeBuiltin(name, binding.overloads)]);
}

const utilSources: readonly (readonly [string, string])[] = [
  ["clip_grad", clipGradSource],
  ["convert_parameters", convertParametersSource],
  ["rnn", sequencesSource],
];
/** What `torch.nn.utils` shows: the submodule and the name there. */
const utilHomes: ReadonlyMap<string, readonly [string, string]> = new Map([
  ["clip_grad_norm_", ["clip_grad", "clip_grad_norm_"]],
  ["clip_grad_value_", ["clip_grad", "clip_grad_value_"]],
  ["get_total_norm", ["clip_grad", "_get_total_norm"]],
  ["clip_grads_with_norm_", ["clip_grad", "_clip_grads_with_norm_"]],
  ["parameters_to_vector", ["convert_parameters", "parameters_to_vector"]],
  ["vector_to_parameters", ["convert_parameters", "vector_to_parameters"]],
]);

/** Factories by dotted name. `functional` holds the functions of the tables' place `F`. */
export function nnModules(
  functionsIn: (place: string) => [string, PyValue][],
  interpreter: Interpreter,
): [string, ModuleFactory][] {
  const functional = (): PyModule =>
    pythonModule(interpreter, "torch.nn.functional", functionalSource, [
      ["torch", interpreter.importModule("torch")],
      [
        "_nn",
        new PyModule("torch._C._nn", [
          ...builtinsOf(natives),
          ...builtinsOf(spatialNatives),
          ...builtinsOf(fusedNatives),
        ]),
      ],
      ["_not_supported", notSupported],
      ...builtinsOf(scalarArithmetic),
      ...functionsIn("F"),
      ...pythonFunctions,
    ]);
  /** A module of Python classes; `torch.nn` and its functions are there before its first line. */
  const evaluated = (name: string, source: string): PyModule =>
    pythonModule(interpreter, name, source, [
      ["torch", interpreter.importModule("torch")],
      ["F", interpreter.importModule("torch.nn.functional")],
      ["Module", moduleType],
      ["Parameter", parameterType],
      ["_not_supported", notSupported],
      ...builtinsOf(fusedNatives),
    ]);
  const nn = (): PyModule => {
    if (!installed) {
      installed = true;
      installModule();
    }
    addModuleMethods(interpreter);
    const module = new PyModule("torch.nn", [...layers], true);
    module.attrs.set("Module", moduleType);
    module.attrs.set("Parameter", parameterType);
    module.onMissing = (name) => {
      for (const [file, { names }] of sources) {
        if (names.includes(name)) return interpreter.importModule(file).attrs.get(name);
      }
      return undefined;
    };
    return module;
  };
  const modules: [string, ModuleFactory][] = [
    ["torch.nn", nn],
    ["torch.nn.functional", functional],
    ["torch.nn.modules", () => new PyModule("torch.nn.modules", [], true)],
    ["torch.nn.modules.module", () => new PyModule("torch.nn.modules.module", [["Module", moduleType]])],
    ["torch.nn.parameter", () => new PyModule("torch.nn.parameter", [["Parameter", parameterType]])],
  ];
  for (const [part, source] of utilSources) {
    const name = `torch.nn.utils.${part}`;
    modules.push([name, () => evaluated(name, source)]);
  }
  modules.push([
    "torch.nn.utils",
    () => {
      const module = new PyModule("torch.nn.utils", [], true);
      module.onMissing = (name) => {
        const home = utilHomes.get(name);
        if (home === undefined) return undefined;
        return interpreter.importModule(`torch.nn.utils.${home[0]}`).attrs.get(home[1]);
      };
      return module;
    },
  ]);
  for (const [name, { source }] of sources) {
    modules.push([
      name,
      () => {
        return evaluated(name, source);
      },
    ]);
  }
  return modules;
}
