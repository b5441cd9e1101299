/** `torch.autograd.backward` and `torch.autograd.grad`: arguments and messages as torch/autograd/__init__.py. */
import { backward, gradOf, makeGrads } from "../../autograd/engine.ts";
import type { Edge } from "../../autograd/node.ts";
import { zerosLike } from "../../autograd/rules/base.ts";
import { stack } from "../../autograd/rules/joining.ts";
import { select } from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { toArray } from "../../python/objects/iteration.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { fail, TorchError, Unsupported } from "../../tensor/errors.ts";
import { sameShape } from "../../tensor/strided.ts";
import { type BindingTable, overload } from "../binding/bind.ts";
import { onesLike } from "../tensor/autogradMethods.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { tensorsOrEdges } from "./edges.ts";

export function tensorsIn(v: PyValue): Tensor[] {
  return tensorsOrEdges(v).map((t) => {
    if (t instanceof Tensor) return t;
    throw new Unsupported("torch.autograd.grad(outputs=GradientEdge)");
  });
}

/** What stands for gradients: None, a tensor, or an iterable with Nones. */
export function givenGrads(v: PyValue, count: number): (Tensor | null)[] {
  if (v === null) return new Array(count).fill(null);
  const items = isTensor(v) ? [v] : toArray(v);
  const grads = items.map((g) => {
    if (g === null || isTensor(g)) return g as Tensor | null;
    throw new TorchError("TypeError", `gradients can be either Tensors or None, but got ${typeOf(g).name}`);
  });
  if (grads.length !== count) fail(`got ${count} tensors and ${grads.length} gradients`);
  return grads;
}

const size = (shape: readonly number[]): string => `torch.Size([${shape.join(", ")}])`;

/** `is_grads_batched`: one walk per entry of the first dimension. */
function batchedGrads(
  roots: readonly Tensor[],
  inputs: readonly (Tensor | Edge)[],
  given: readonly (Tensor | null)[],
  options: { keepGraph: boolean; createGraph: boolean; allowUnused: boolean },
): (Tensor | null)[] {
  if (options.createGraph) throw new Unsupported("torch.autograd.grad(is_grads_batched=True, create_graph=True)");
  let count = -1;
  given.forEach((g, i) => {
    const root = roots[i]!;
    if (g === null) {
      if (root.requiresGrad && root.numel !== 1) fail("grad can be implicitly created only for scalar outputs");
      throw new Unsupported("torch.autograd.grad(grad_outputs=None, is_grads_batched=True)");
    }
    const rest = g.shape.slice(1);
    if (g.dim === 0 || !sameShape(rest, root.shape)) {
      fail(
        `If \`is_grads_batched=True\`, we interpret the first dimension of each grad_output as the batch dimension. The sizes of the remaining dimensions are expected to match the shape of corresponding output, but a mismatch was detected: grad_output[${i}] has a shape of ${size(rest.slice(1))} and output[${i}] has a shape of ${size(root.shape)}. If you only want some tensors in \`grad_output\` to be considered batched, consider using vmap.`,
      );
    }
    if (count >= 0 && count !== g.shape[0]) {
      throw new TorchError(
        "ValueError",
        "vmap: Expected all tensors to have the same size in the mapped dimension, got different sizes",
      );
    }
    count = g.shape[0]!;
  });
  const perEntry: (Tensor | null)[][] = [];
  for (let k = 0; k < count; k++) {
    const grads = given.map((g) => select(g!, 0, k));
    const isLast = k === count - 1;
    perEntry.push(gradOf(roots, inputs, grads, { ...options, keepGraph: options.keepGraph || !isLast }));
  }
  return inputs.map((_, i) => {
    const parts = perEntry.map((gs) => gs[i] ?? null);
    return parts.some((p) => p === null) ? null : stack(parts as Tensor[], 0);
  });
}

export const backwardFunctions: BindingTable = {
  backward: {
    overloads: [
      overload(
        "(any tensors, any grad_tensors=None, bool? retain_graph=None, bool create_graph=False, any grad_variables=None, any inputs=None)",
        (tensors, gradTensors, retainGraph, createGraph, old, inputs) => {
          if (old !== null) throw new Unsupported("torch.autograd.backward(grad_variables=…)");
          const wanted = inputs === null ? undefined : tensorsIn(inputs);
          if (wanted?.length === 0) fail("`inputs` argument to `backward()` cannot be empty.");
          const outputs = tensorsIn(tensors);
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
          if (allowUnused === false && materialize) {
            throw new TorchError(
              "ValueError",
              "Expected allow_unused to be True or not passed when materialize_grads=True, but got: allow_unused=False.",
            );
          }
          const roots = tensorsIn(outputs);
          const wanted = tensorsOrEdges(inputs);
          if (wanted.length === 0) fail("`inputs` argument to `grad()` cannot be empty.");
          const given = givenGrads(gradOutputs, roots.length);
          const options = {
            keepGraph: retainGraph ?? createGraph,
            createGraph,
            allowUnused: allowUnused ?? materialize,
          };
          const got = batched
            ? batchedGrads(roots, wanted, given, options)
            : gradOf(roots, wanted, makeGrads(roots, given, onesLike), options);
          return new PyTuple(
            got.map((g, i) => {
              if (g !== null) return toPython(g);
              if (!materialize) return null;
              const input = wanted[i]!;
              if (!(input instanceof Tensor)) {
                return fail("materialize_grads cannot be used when the given input is a GradientEdge");
              }
              const zeros = zerosLike(input);
              if (createGraph) zeros.leafRequiresGrad = true;
              return toPython(zeros);
            }),
          );
        },
      ),
    ],
  },
};
