/** `torch.func`: transforms of functions, and calling a module with other parameters. */
import type { Tensor } from "../../autograd/tensor.ts";
import { PyDict } from "../../python/objects/dict.ts";
import { toArray } from "../../python/objects/iteration.ts";
import { PyModule } from "../../python/objects/module.ts";
import { str } from "../../python/objects/text.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import type { PyInstance, PyValue } from "../../python/objects/value.ts";
import { TorchError, Unsupported } from "../../tensor/errors.ts";
import { pythonFunction } from "../binding/pythonFunction.ts";
import { callModule, isModule, namedModules } from "../nn/module.ts";
import { isTensor } from "../tensorType.ts";
import { grad, gradAndValueFunction, hessian, jacfwd, jacrev, jvp, vjp, vmap } from "./transforms.ts";

/** `functional_call(module, {name: tensor}, args, kwargs)`: the module's call with tensors put in the place of its own. */
const functionalCall = pythonFunction(
  "functional_call",
  "(any module, any parameter_and_buffer_dicts, any args=None, any kwargs=None, *, bool tie_weights=True, bool strict=False)",
  (module, given, args, kwargs, _tie, strict) => {
    if (!isModule(module)) throw new TorchError("TypeError", "functional_call expects an nn.Module");
    if (strict) throw new Unsupported("torch.func.functional_call(strict=True)");
    const dicts = given instanceof PyDict ? [given] : toArray(given);
    const places = new Map<string, PyValue>();
    for (const [path, m] of namedModules(module)) places.set(path, m);
    const undo: (() => void)[] = [];
    try {
      for (const dict of dicts) {
        for (const [key, value] of (dict as PyDict).entries()) {
          const name = str(key);
          const dot = name.lastIndexOf(".");
          const owner = places.get(dot < 0 ? "" : name.slice(0, dot)) as PyInstance | undefined;
          const leaf = name.slice(dot + 1);
          const registries = ["_parameters", "_buffers"]
            .map((r) => owner?.attrs?.get(r))
            .filter((d) => d instanceof PyDict);
          const registry = registries.find((d) => d.get(leaf) !== undefined);
          // A name that the module does not have is passed over, as PyTorch does without strict.
          if (registry === undefined) continue;
          if (!isTensor(value)) {
            throw new TorchError("TypeError", `${str(value)} is not an instance of torch.Tensor`);
          }
          const before = registry.get(leaf)!;
          undo.push(() => registry.set(leaf, before));
          registry.set(leaf, value as Tensor & PyValue);
        }
      }
      const positional = args === null ? [] : args instanceof PyTuple ? [...args.items] : [args];
      const named = kwargs instanceof PyDict ? new Map([...kwargs.entries()].map(([k, v]) => [str(k), v])) : null;
      return callModule(module, positional, named);
    } finally {
      for (const put of undo.reverse()) put();
    }
  },
);

const names: readonly (readonly [string, PyValue])[] = [
  ["grad", grad],
  ["grad_and_value", gradAndValueFunction],
  ["vjp", vjp],
  ["jvp", jvp],
  ["jacrev", jacrev],
  ["jacfwd", jacfwd],
  ["hessian", hessian],
  ["vmap", vmap],
  ["functional_call", functionalCall],
];

export const funcModules: readonly (readonly [string, () => PyModule])[] = [
  ["torch.func", () => new PyModule("torch.func", [...names], true)],
];
export { vmap };
