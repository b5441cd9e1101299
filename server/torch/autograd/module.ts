/** `torch.autograd`: backward, grad, and the names of its submodules. */
import { backward, gradOf, makeGrads } from "../../autograd/engine.ts";
import { zerosLike } from "../../autograd/rules/base.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { PyModule } from "../../python/objects/module.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { TorchError } from "../../tensor/errors.ts";
import { type BindingTable, makeBuiltin, overload, sequence } from "../binding/bind.ts";
import { gradModeClasses } from "../gradModes.ts";
import { onesLike, tensorList } from "../tensor/autogradMethods.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";
import {
  backwardCFunctionType,
  functionCtxType,
  functionType,
  installFunction,
  onceDifferentiable,
} from "./function.ts";

/** `grad_outputs`: None, a tensor, or a sequence with Nones, as long as `count`. */
function givenGrads(v: PyValue, count: number): (import("../../autograd/tensor.ts").Tensor | null)[] {
  if (v === null) return new Array(count).fill(null);
  const items = isTensor(v) ? [v] : (sequence(v) ?? []);
  if (items.length !== count) {
    throw new TorchError("RuntimeError", `got ${count} tensors and ${items.length} gradients`);
  }
  return items.map((g) => (g !== null && isTensor(g) ? g : null));
}

const functions: BindingTable = {
  backward: {
    overloads: [
      overload(
        "(any tensors, any grad_tensors=None, bool? retain_graph=None, bool create_graph=False, any grad_variables=None, any inputs=None)",
        (tensors, gradTensors, retainGraph, createGraph, _old, inputs) => {
          const outputs = tensorList(tensors, "tensors");
          const wanted = inputs === null ? undefined : tensorList(inputs, "inputs");
          if (wanted?.length === 0) {
            throw new TorchError("RuntimeError", "`inputs` argument to `backward()` cannot be empty.");
          }
          backward(outputs, makeGrads(outputs, givenGrads(gradTensors, outputs.length), onesLike), {
            keepGraph: retainGraph ?? createGraph,
            createGraph,
            ...(wanted === undefined ? {} : { inputs: wanted }),
          });
          return null;
        },
      ),
    ],
  },
  grad: {
    overloads: [
      overload(
        "(any outputs, any inputs, any grad_outputs=None, bool? retain_graph=None, bool create_graph=False, bool? allow_unused=None, bool is_grads_batched=False, bool materialize_grads=False)",
        (outputs, inputs, gradOutputs, retainGraph, createGraph, allowUnused, batched, materialize) => {
          if (batched) throw new TorchError("NotImplementedError", "is_grads_batched");
          if (allowUnused === false && materialize) {
            throw new TorchError(
              "ValueError",
              "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.",
            );
          }
          const roots = tensorList(outputs, "outputs");
          const leaves = tensorList(inputs, "inputs");
          const got = gradOf(roots, leaves, makeGrads(roots, givenGrads(gradOutputs, roots.length), onesLike), {
            keepGraph: retainGraph ?? createGraph,
            createGraph,
            allowUnused: allowUnused ?? materialize,
          });
          return new PyTuple(
            got.map((g, i) => {
              if (g !== null) return toPython(g);
              if (!materialize) return null;
              const zeros = zerosLike(leaves[i]!);
              if (createGraph) zeros.leafRequiresGrad = true;
              return toPython(zeros);
            }),
          );
        },
      ),
    ],
  },
};

function makeAutogradModule(): PyModule {
  const module = new PyModule("torch.autograd", [], true);
  for (const [name, binding] of Object.entries(functions)) module.attrs.set(name, makeBuiltin(name, binding.overloads));
  for (const [name, cls] of Object.entries(gradModeClasses)) module.attrs.set(name, cls);
  installFunction();
  module.attrs.set("Function", functionType);
  // A Variable has long been a Tensor.
  module.attrs.set("Variable", tensorType);
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
];
