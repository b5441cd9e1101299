/**
 * The `torch` package as an import gives it. Names come from the tables of functions/; a name that PyTorch has and this
 * engine has not is a "not supported" problem, any other is Python's AttributeError.
 */
import { modes } from "../autograd/modes.ts";
import type { Interpreter } from "../python/evaluation/interpreter.ts";
import { PyBuiltin } from "../python/objects/callable.ts";
import { PyModule } from "../python/objects/module.ts";
import { PyFloat, type PyValue } from "../python/objects/value.ts";
import { anomalyQueries } from "./autograd/anomaly.ts";
import { checkpointModules } from "./autograd/checkpoint.ts";
import { installCopying } from "./autograd/copying.ts";
import { installHandles } from "./autograd/hooks.ts";
import { autogradModules } from "./autograd/module.ts";
import { installNodes } from "./autograd/nodes.ts";
import { type BindingTable, bindings, makeBuiltin } from "./binding/bind.ts";
import { deviceType } from "./device.ts";
import { distributionModules } from "./distributions/package.ts";
import { dtypeNames, dtypeType, pyDType } from "./dtypes.ts";
import { linAlgErrorType } from "./errors.ts";
import { layouts, layoutType, memoryFormats, memoryFormatType } from "./formats.ts";
import { funcModules, vmap } from "./func/package.ts";
import { comparing } from "./functions/comparing.ts";
import { conversions } from "./functions/conversion.ts";
import { copiesOfViews } from "./functions/copies.ts";
import { creation } from "./functions/creation.ts";
import { cumulatives } from "./functions/cumulative.ts";
import { transforms } from "./functions/fft.ts";
import { geometry } from "./functions/geometry.ts";
import { gradients } from "./functions/gradient.ts";
import { indexingFunctions, whereMethod } from "./functions/indexing.ts";
import { joins } from "./functions/joining.ts";
import { linearAlgebra, linearAlgebraEverywhere, linearAlgebraOlder, linearAlgebraOwn } from "./functions/linalg.ts";
import { products } from "./functions/linear.ts";
import { natives } from "./functions/natives.ts";
import { orthogonals } from "./functions/orthogonal.ts";
import { pointwise } from "./functions/pointwise.ts";
import { generatorType, installGenerator, randoms } from "./functions/random.ts";
import { reductions } from "./functions/reductions.ts";
import { shapes } from "./functions/shape.ts";
import { sortings } from "./functions/sorting.ts";
import { specialMethods, specialNames, specials } from "./functions/special.ts";
import { statistics } from "./functions/statistics.ts";
import { gradModeClasses } from "./gradModes.ts";
import { plotModules } from "./matplotlib/package.ts";
import { activations } from "./nn/functional/activations.ts";
import { dropouts } from "./nn/functional/dropout.ts";
import { lookups } from "./nn/functional/lookup.ts";
import { shuffles } from "./nn/functional/shuffling.ts";
import { spatials } from "./nn/functional/spatial.ts";
import { nnModules } from "./nn/package.ts";
import { numericLimits } from "./numericLimits.ts";
import { bridge, numpyModules } from "./numpy/package.ts";
import { optimModules } from "./optim/package.ts";
import { missingIn } from "./publicNames.ts";
import { pythonModules } from "./python/modules.ts";
import { returnTypes } from "./returnTypes.ts";
import { sizeType } from "./size.ts";
import { installAttributes } from "./tensor/attributes.ts";
import { autogradMethods } from "./tensor/autogradMethods.ts";
import { installIndexing } from "./tensor/indexing.ts";
import { installLegacy } from "./tensor/legacy.ts";
import { installProtocol } from "./tensor/protocol.ts";
import { installShapeProperties } from "./tensor/shapeProperties.ts";
import { isTensor, tensorType } from "./tensorType.ts";
import { dataModules } from "./utils/package.ts";

/** One table per family. A family adds itself here and nowhere else. */
const tables: readonly BindingTable[] = [
  creation,
  pointwise,
  comparing,
  specials,
  specialNames,
  specialMethods,
  orthogonals,
  transforms,
  natives,
  gradients,
  reductions,
  statistics,
  cumulatives,
  sortings,
  shapes,
  products,
  randoms,
  autogradMethods,
  joins,
  indexingFunctions,
  whereMethod,
  conversions,
  geometry,
  linearAlgebra,
  linearAlgebraEverywhere,
  linearAlgebraOlder,
  linearAlgebraOwn,
  copiesOfViews,
  activations,
  dropouts,
  lookups,
  shuffles,
  spatials,
];

let installed = false;
/** Fills `torch.Tensor` once per process; modules are made per run. */
function install(): void {
  if (installed) return;
  installed = true;
  installAttributes();
  installProtocol();
  installIndexing();
  installShapeProperties();
  installHandles();
  installNodes();
  installCopying();
  installGenerator();
  for (const table of tables) {
    for (const [name, binding] of Object.entries(table)) {
      const [place] = binding.places ?? ["torch"];
      // `torch.special.round` is another function than `torch.round`.
      bindings.set(place === "special" ? `special.${name}` : name, binding);
      for (const alias of [name, ...(binding.aliases ?? [])]) {
        if ((binding.places ?? ["torch", "Tensor"]).includes("Tensor")) {
          tensorType.set(alias, makeBuiltin(alias, binding.overloads, true));
        }
        if (binding.inplace !== undefined) tensorType.set(`${alias}_`, makeBuiltin(`${alias}_`, binding.inplace, true));
      }
    }
  }
}

function functionsIn(place: string): [string, PyValue][] {
  const out: [string, PyValue][] = [];
  for (const table of tables) {
    for (const [name, binding] of Object.entries(table)) {
      if (!((binding.places ?? ["torch", "Tensor"]) as readonly string[]).includes(place)) continue;
      for (const alias of [name, ...(binding.aliases ?? [])]) {
        // PyTorch's own names of these functions: `torch.special.erf` is `special_erf`.
        const own = ["special", "linalg", "fft"].includes(place) ? `${place}_${alias}` : alias;
        out.push([alias, makeBuiltin(own, binding.overloads)]);
      }
    }
  }
  return out;
}

export interface TorchHost {
  /** Where `warnings.warn` of the run goes; see runState.ts. */
  readonly warn: (category: string, text: string) => void;
}

/** The modules that `import torch…` can find in one run, by dotted name. Making one makes those above it. */
export function torchModules(interpreter: Interpreter): ReadonlyMap<string, () => PyModule> {
  const made = new Map<string, PyModule>();
  const factories = new Map<string, () => PyModule>();
  /** Submodules are attributes of their package from the start, as after `import torch`, but made when first asked for. */
  const add = (name: string, build: () => PyModule): void => {
    factories.set(name, () => {
      let module = made.get(name);
      if (module === undefined) {
        install();
        made.set(name, (module = build()));
        const missing = missingIn(name);
        const own = module.onMissing;
        module.onMissing = (attribute) =>
          own?.(attribute) ?? factories.get(`${name}.${attribute}`)?.() ?? missing(attribute);
      }
      return module;
    });
  };
  add("torch", () => {
    const module = new PyModule("torch", functionsIn("torch"), true);
    const { attrs } = module;
    attrs.set("Tensor", tensorType);
    for (const [name, type] of installLegacy()) attrs.set(name, type);
    for (const [name, format] of [...memoryFormats, ...layouts]) attrs.set(name, format);
    attrs.set("memory_format", memoryFormatType);
    attrs.set("layout", layoutType);
    attrs.set("newaxis", null);
    const [finfo, iinfo] = numericLimits();
    attrs.set("finfo", finfo);
    attrs.set("iinfo", iinfo);
    attrs.set("dtype", dtypeType);
    attrs.set("device", deviceType);
    attrs.set("Size", sizeType);
    attrs.set("Generator", generatorType);
    for (const [name, dtype] of Object.entries(dtypeNames)) attrs.set(name, pyDType(dtype));
    for (const [name, cls] of Object.entries(gradModeClasses)) attrs.set(name, cls);
    attrs.set("inf", new PyFloat(Infinity));
    attrs.set("nan", new PyFloat(NaN));
    attrs.set("pi", new PyFloat(Math.PI));
    attrs.set("e", new PyFloat(Math.E));
    attrs.set("__version__", "2.13.0+cpu");
    attrs.set("vmap", vmap);
    for (const [name, query] of anomalyQueries) attrs.set(name, query);
    attrs.set("from_numpy", fromNumpy);
    attrs.set("is_tensor", new PyBuiltin("is_tensor", ([v]) => isTensor(v)));
    attrs.set("is_grad_enabled", new PyBuiltin("is_grad_enabled", () => modes.grad));
    attrs.set("is_inference_mode_enabled", new PyBuiltin("is_inference_mode_enabled", () => modes.inference));
    return module;
  });
  add("torch.fft", () => new PyModule("torch.fft", functionsIn("fft")));
  add("torch.special", () => new PyModule("torch.special", functionsIn("special"), true));
  add("torch.return_types", () => new PyModule("torch.return_types", returnTypes(), true));
  add("torch.linalg", () => {
    const names: [string, PyValue][] = [...functionsIn("linalg"), ["LinAlgError", linAlgErrorType]];
    return new PyModule("torch.linalg", names, true);
  });
  for (const [name, build] of [...autogradModules, ...funcModules, ...checkpointModules]) add(name, build);
  for (const [name, build] of nnModules(functionsIn, interpreter)) add(name, build);
  for (const [name, build] of optimModules(interpreter)) add(name, build);
  for (const [name, build] of pythonModules(interpreter)) add(name, build);
  for (const [name, build] of dataModules(interpreter)) add(name, build);
  for (const [name, build] of plotModules(interpreter)) factories.set(name, build);
  for (const [name, build] of distributionModules(interpreter)) add(name, build);
  const fromNumpy = bridge(interpreter);
  for (const [name, build] of numpyModules(interpreter)) factories.set(name, build);
  return factories;
}
