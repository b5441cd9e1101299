/** `torch.autograd.graph.GradientEdge`, and tensors or edges as what gradients are asked for. */
import type { Edge } from "../../autograd/node.ts";
import { gradientEdge, type Tensor } from "../../autograd/tensor.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { toArray as items } from "../../python/objects/iteration.ts";
import { repr } from "../../python/objects/text.ts";
import { objectType, PyType } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { TorchError } from "../../tensor/errors.ts";
import { HostObject, hostOf, property } from "../classes.ts";
import { isTensor } from "../tensorType.ts";
import { nodeObject } from "./nodes.ts";

export const gradientEdgeType = new PyType("GradientEdge", [objectType], { module: "torch.autograd.graph" });
const receive = hostOf<Edge>(gradientEdgeType);
property(gradientEdgeType, "node", receive, (e) => nodeObject(e.node));
property(gradientEdgeType, "output_nr", receive, (e) => e.nr);
property(gradientEdgeType, "ownership_token", receive, () => null);
gradientEdgeType.set(
  "__repr__",
  new PyBuiltin("__repr__", ([self]) => {
    const edge = receive(self!)!;
    return `GradientEdge(node=${repr(nodeObject(edge.node))}, output_nr=${edge.nr}, ownership_token=None)`;
  }),
);

/** `torch.autograd.graph.get_gradient_edge(tensor)`. */
export function makeGradientEdge(t: Tensor): PyValue {
  const edge = gradientEdge(t);
  if (edge === null) {
    throw new TorchError(
      "RuntimeError",
      "It is not possible to get the gradient edge for a Tensor that does not require gradients",
    );
  }
  return new HostObject<Edge>(gradientEdgeType, edge);
}

/** A tensor, an edge, or an iterable of them; raises as iterating in Python does. */
export function tensorsOrEdges(v: PyValue): (Tensor | Edge)[] {
  const one = (x: PyValue): Tensor | Edge | undefined => (isTensor(x) ? x : receive(x));
  const single = one(v);
  if (single !== undefined) return [single];
  return items(v).map((x) => {
    const found = one(x);
    if (found === undefined) throw new TorchError("TypeError", "expected Tensors or GradientEdges");
    return found;
  });
}
