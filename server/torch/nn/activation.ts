/** Activations as layers. */

import type { Op } from "../../autograd/op.ts";
import { relu } from "../../autograd/rules/clamping.ts";
import { sigmoid, tanh } from "../../autograd/rules/exponential.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { attribute, defineLayer, put } from "./layer.ts";

function simple(name: string, op: Op<[self: Tensor]>): void {
  defineLayer(name, { signature: "()", init: () => undefined, takes: "(Tensor input)", forward: (_self, x) => op(x) });
}
simple("Tanh", tanh);
simple("Sigmoid", sigmoid);
defineLayer("ReLU", {
  signature: "(bool inplace=False)",
  init: (self, inplace) => put(self, "inplace", inplace),
  takes: "(Tensor input)",
  forward: (self, x) => (attribute(self, "inplace") === true ? relu.inplace(x) : relu(x)),
  extraRepr: (self) => (attribute(self, "inplace") === true ? "inplace=True" : ""),
});
