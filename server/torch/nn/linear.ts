/** `nn.Identity`, `nn.Linear`. */
import { linear } from "../../autograd/rules/matmul.ts";
import { toInt } from "../binding/bind.ts";
import { checkDevice } from "../device.ts";
import { blank, kaimingUniform, uniformBias } from "./initialise.ts";
import { attribute, defineLayer, put, putParameter, tensorOf } from "./layer.ts";
import { makeParameter } from "./parameter.ts";

const yesNo = (v: boolean): string => (v ? "True" : "False");

export const identityLayer = defineLayer("Identity", {
  signature: "()",
  init: () => undefined,
  takes: "(Tensor input)",
  forward: (_self, x) => x,
});

export const linearLayer = defineLayer("Linear", {
  signature: "(int in_features, int out_features, bool bias=True, any device=None, dtype? dtype=None)",
  init: (self, inFeatures, outFeatures, bias, device, dtype) => {
    checkDevice(device);
    put(self, "in_features", inFeatures);
    put(self, "out_features", outFeatures);
    const weight = makeParameter(kaimingUniform(blank([outFeatures, inFeatures], dtype), Math.sqrt(5)));
    putParameter(self, "weight", weight);
    putParameter(self, "bias", bias ? makeParameter(uniformBias(blank([outFeatures], dtype), weight)) : null);
  },
  takes: "(Tensor input)",
  forward: (self, x) => linear(x, tensorOf(self, "weight")!, tensorOf(self, "bias")),
  extraRepr: (self) =>
    `in_features=${toInt(attribute(self, "in_features"))}, out_features=${toInt(attribute(self, "out_features"))}, bias=${yesNo(tensorOf(self, "bias") !== null)}`,
});
