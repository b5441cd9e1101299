/** Dropout of `torch.nn.functional`: the masks are drawn from the generator as PyTorch draws them. */

import { warnings } from "../../../autograd/modes.ts";
import { add, mul } from "../../../autograd/rules/arithmetic.ts";
import { squeezeDim, unsqueeze } from "../../../autograd/rules/shape.ts";
import { Tensor } from "../../../autograd/tensor.ts";
import { str } from "../../../python/objects/text.ts";
import { PyFloat } from "../../../python/objects/value.ts";
import { fail, TorchError } from "../../../tensor/errors.ts";
import { preservedStrides } from "../../../tensor/loops.ts";
import { bernoulliInto, defaultGenerator } from "../../../tensor/random.ts";
import { empty, Strided } from "../../../tensor/strided.ts";
import { type BindingTable, overload } from "../../binding/bind.ts";
import { define, valueError } from "./define.ts";

/** A mask of the input's shape, or of one number per channel. */
function drawn(x: Tensor, p: number, isFeature: boolean): Strided {
  if (isFeature && x.dim < 2) fail("Feature dropout requires at least 2 dimensions in the input");
  const noise = empty(isFeature ? x.shape.map((n, d) => (d < 2 ? n : 1)) : x.shape, x.dtype);
  bernoulliInto(noise, 1 - p, defaultGenerator);
  // The mask lies in memory as the input does, and is drawn in that order.
  return isFeature ? noise : new Strided(noise.storage, noise.shape, preservedStrides(x.impl), 0);
}

/** `torch.dropout` and its relatives. Without training, or at p = 0, the input times one: what PyTorch's table shows. */
export function dropoutAs(
  x: Tensor,
  p: number,
  training: boolean,
  isFeature: boolean,
  isAlpha: boolean,
  inplace: boolean,
): Tensor {
  if (!(p >= 0 && p <= 1)) fail(`dropout probability has to be between 0 and 1, but got ${str(new PyFloat(p))}`);
  if (p === 0 || !training || x.numel === 0) return x;
  const times = (f: Tensor): Tensor => (inplace ? mul.inplace(x, f) : mul(x, f));
  if (p === 1) return times(new Tensor(empty([], x.dtype)));
  const noise = drawn(x, p, isFeature);
  const { data } = noise.storage;
  const { cast } = x.dtype;
  if (!isAlpha) {
    for (let i = 0; i < data.length; i++) data[i] = cast(data[i]! / (1 - p));
    return times(new Tensor(noise));
  }
  const alpha = 1.7580993408473766;
  const a = 1 / Math.sqrt((alpha * alpha * p + 1) * (1 - p));
  const offset = new Strided(empty(noise.shape, noise.dtype).storage, noise.shape, noise.strides, 0);
  for (let i = 0; i < data.length; i++) {
    offset.storage.data[i] = cast(cast(cast(data[i]! - 1) * alpha * a) + alpha * a * p);
    data[i] = cast(data[i]! * a);
  }
  const scaled = times(new Tensor(noise));
  return inplace ? add.inplace(scaled, new Tensor(offset)) : add(scaled, new Tensor(offset));
}

function checkProbability(p: number): void {
  if (p < 0 || p > 1) valueError(`dropout probability has to be between 0 and 1, but got ${str(new PyFloat(p))}`);
}
export function dropout(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  return dropoutAs(x, p, training, false, false, inplace);
}
define("dropout", "(Tensor input, float p=0.5, bool training=True, bool inplace=False)", dropout);

export function alphaDropout(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  return dropoutAs(x, p, training, false, true, inplace);
}
define("alpha_dropout", "(Tensor input, float p=0.5, bool training=False, bool inplace=False)", alphaDropout);
export function featureAlphaDropout(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  return dropoutAs(x, p, training, true, true, inplace);
}
define(
  "feature_alpha_dropout",
  "(Tensor input, float p=0.5, bool training=False, bool inplace=False)",
  featureAlphaDropout,
);

export function dropout1d(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  if (x.dim !== 2 && x.dim !== 3) {
    fail(
      `dropout1d: Expected 2D or 3D input, but received a ${x.dim}D input. Note that dropout1d exists to provide channel-wise dropout on inputs with 1 spatial dimension, a channel dimension, and an optional batch dimension (i.e. 2D or 3D inputs).`,
    );
  }
  return channelwise(x, p, training, inplace, 2);
}
/** An input without a batch gets one for the drawing. */
function channelwise(x: Tensor, p: number, training: boolean, inplace: boolean, unbatched: number): Tensor {
  if (x.dim !== unbatched) return dropoutAs(x, p, training, true, false, inplace);
  if (inplace) throw new TorchError("NotImplementedError", "dropout in place without a batch dimension");
  return squeezeDim(dropoutAs(unsqueeze(x, 0), p, training, true, false, false), 0);
}
export function dropout2d(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  if (x.dim !== 3 && x.dim !== 4) {
    warnings.sink(
      "UserWarning",
      `dropout2d: Received a ${x.dim}-D input to dropout2d, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. Note that dropout2d exists to provide channel-wise dropout on inputs with 2 spatial dimensions, a channel dimension, and an optional batch dimension (i.e. 3D or 4D inputs).`,
    );
  }
  if (x.dim === 3) {
    warnings.sink(
      "UserWarning",
      `dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C is the channel dim. This behavior will change in a future release to interpret the input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D channel-wise dropout behavior, please switch to using dropout1d instead.`,
    );
  }
  return dropoutAs(x, p, training, true, false, inplace);
}
export function dropout3d(x: Tensor, p: number, training: boolean, inplace: boolean): Tensor {
  checkProbability(p);
  if (x.dim !== 4 && x.dim !== 5) {
    warnings.sink(
      "UserWarning",
      `dropout3d: Received a ${x.dim}-D input to dropout3d, which is deprecated and will result in an error in a future release. To retain the behavior and silence this warning, please use dropout instead. Note that dropout3d exists to provide channel-wise dropout on inputs with 3 spatial dimensions, a channel dimension, and an optional batch dimension (i.e. 4D or 5D inputs).`,
    );
  }
  return channelwise(x, p, training, inplace, 4);
}
define("dropout1d", "(Tensor input, float p=0.5, bool training=True, bool inplace=False)", dropout1d);
define("dropout2d", "(Tensor input, float p=0.5, bool training=True, bool inplace=False)", dropout2d);
define("dropout3d", "(Tensor input, float p=0.5, bool training=True, bool inplace=False)", dropout3d);

const binding = (isFeature: boolean, isAlpha: boolean) => ({
  places: ["torch"] as const,
  overloads: [
    overload("(Tensor input, float p, bool train)", (x, p, train) => dropoutAs(x, p, train, isFeature, isAlpha, false)),
  ],
});
export const dropouts: BindingTable = {
  dropout: binding(false, false),
  alpha_dropout: binding(false, true),
  feature_dropout: binding(true, false),
  feature_alpha_dropout: binding(true, true),
};
