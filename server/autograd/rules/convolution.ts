/** Convolution and transposed convolution: one operation, bilinear in input and weight. */

import { add as addKernel } from "../../tensor/arithmetic.ts";
import { type ConvolutionShape, convolve, convolveInput, convolveWeight } from "../../tensor/convolution.ts";
import { type Strided, viewOf } from "../../tensor/strided.ts";
import { defineOp, type Op } from "../op.ts";
import type { Tensor } from "../tensor.ts";
import { sumDim } from "./reduction.ts";

/** The parameters of a convolution; `outputPadding` only means something for a transposed one. */
export interface ConvolutionOptions extends ConvolutionShape {
  readonly transposed: boolean;
  readonly outputPadding: readonly number[];
}

function withBias(out: Strided, bias: Tensor | null): Strided {
  if (bias === null) return out;
  const shape = [bias.shape[0]!, ...out.shape.slice(2).map(() => 1)];
  return addKernel(out, viewOf(bias.impl, shape, [bias.impl.strides[0]!, ...shape.slice(1).map(() => 0)]));
}

/** The spatial size that a transposed convolution gives. */
function transposedSize(input: readonly number[], kernel: readonly number[], o: ConvolutionOptions): number[] {
  return input.map(
    (n, d) => (n - 1) * o.stride[d]! - 2 * o.padding[d]! + o.dilation[d]! * (kernel[d]! - 1) + o.outputPadding[d]! + 1,
  );
}

export const convolution: Op<[input: Tensor, weight: Tensor, bias: Tensor | null, options: ConvolutionOptions]> =
  defineOp("convolution", {
    node: "ConvolutionBackward0",
    inputs: 3,
    forward: (input: Tensor, weight: Tensor, bias: Tensor | null, o: ConvolutionOptions) =>
      withBias(
        o.transposed
          ? convolveInput(input.impl, weight.impl, transposedSize(input.shape.slice(2), weight.shape.slice(2), o), o)
          : convolve(input.impl, weight.impl, o),
        bias,
      ),
    save: (_need, _result, input, weight, bias, o) => ({
      bias_sym_sizes_opt: bias === null ? [0] : bias.shape,
      dilation: o.dilation,
      groups: o.groups,
      input,
      output_padding: o.outputPadding,
      padding: o.padding,
      stride: o.stride,
      transposed: o.transposed,
      weight,
    }),
    gradAll: (g, s, need) => {
      const o: ConvolutionShape = { stride: s.stride, padding: s.padding, dilation: s.dilation, groups: s.groups };
      const dims = g.shape.map((_, d) => d).filter((d) => d !== 1);
      return [
        need[0]
          ? s.transposed
            ? convolveOp(g, s.weight, o)
            : convolveInputOp(g, s.weight, s.input.shape.slice(2), o)
          : null,
        need[1]
          ? s.transposed
            ? convolveWeightOp(g, s.input, s.weight.shape.slice(2), o)
            : convolveWeightOp(s.input, g, s.weight.shape.slice(2), o)
          : null,
        need[2] ? sumDim(g, dims, false, null) : null,
      ];
    },
    text: ["g convolved with {weight} transposed", "{input} convolved with g", "Σ g over all but the channels"],
  });

/** The three maps as operations of each other's gradients. */
const convolveOp: Op<[input: Tensor, weight: Tensor, o: ConvolutionShape]> = defineOp("convolution_forward", {
  node: "ConvolutionBackward0",
  inputs: 2,
  forward: (input, weight, o) => convolve(input.impl, weight.impl, o),
  save: (_need, _result, input, weight, o) => ({ input, weight, o }),
  grad: [
    (g, s) => convolveInputOp(g, s.weight, s.input.shape.slice(2), s.o),
    (g, s) => convolveWeightOp(s.input, g, s.weight.shape.slice(2), s.o),
  ],
});
const convolveInputOp: Op<[g: Tensor, weight: Tensor, size: readonly number[], o: ConvolutionShape]> = defineOp(
  "convolution_backward_input",
  {
    node: "ConvolutionBackwardBackward0",
    inputs: 2,
    forward: (g, weight, size, o) => convolveInput(g.impl, weight.impl, size, o),
    save: (_need, _result, grad_output, weight, _size, o) => ({ grad_output, weight, o }),
    grad: [
      (g, s) => convolveOp(g, s.weight, s.o),
      (g, s) => convolveWeightOp(g, s.grad_output, s.weight.shape.slice(2), s.o),
    ],
  },
);
const convolveWeightOp: Op<[input: Tensor, g: Tensor, kernel: readonly number[], o: ConvolutionShape]> = defineOp(
  "convolution_backward_weight",
  {
    node: "ConvolutionBackwardBackward0",
    inputs: 2,
    forward: (input, g, kernel, o) => convolveWeight(input.impl, g.impl, kernel, o),
    save: (_need, _result, input, grad_output, _kernel, o) => ({ input, grad_output, o }),
    grad: [
      (g, s) => convolveInputOp(s.grad_output, g, s.input.shape.slice(2), s.o),
      (g, s) => convolveOp(s.input, g, s.o),
    ],
  },
);
