/** Convolution, pooling, padding and interpolation: argument checks as PyTorch's, then the rules. */

import { defineOp, type Op } from "../../../autograd/op.ts";
import { type ConvolutionOptions, convolution } from "../../../autograd/rules/convolution.ts";
import * as pooling from "../../../autograd/rules/pooling.ts";
import { meanDim } from "../../../autograd/rules/reduction.ts";
import { squeezeDim, unsqueeze } from "../../../autograd/rules/shape.ts";
import type { Tensor } from "../../../autograd/tensor.ts";
import { copyInto, fillInto } from "../../../tensor/copy.ts";
import { float64 } from "../../../tensor/dtype.ts";
import { fail } from "../../../tensor/errors.ts";
import { slidingWindows, type Windows } from "../../../tensor/pooling.ts";
import {
  type AxisMap,
  adaptiveMap,
  adaptiveRange,
  averageMap,
  padMap,
  type Resampling,
  resampleMap,
} from "../../../tensor/separable.ts";
import { contiguousStrides, empty, viewOf } from "../../../tensor/strided.ts";
import { type Binding, type BindingTable, overload } from "../../binding/bind.ts";

const TF = ["torch", "F"] as const;
const F = ["F"] as const;
const sizes = (xs: readonly number[]): string => `[${xs.join(", ")}]`;

/** One number stands for every dimension. */
function spread(name: string, what: string, xs: readonly number[], rank: number): number[] {
  if (xs.length === 1) return new Array<number>(rank).fill(xs[0]!);
  if (xs.length !== rank) {
    fail(
      `expected ${what} to be a single integer value or a list of ${rank} values to match the convolution dimensions, but got ${what}=${sizes(xs)}`,
    );
  }
  void name;
  return [...xs];
}

// ---------------------------------------------------------------- convolution

function checkedConvolution(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  o: ConvolutionOptions,
  name: string,
): Tensor {
  const isBatched = x.dim === rank + 2;
  if (x.dim !== rank + 1 && !isBatched) {
    fail(
      `Expected ${rank + 1}D (unbatched) or ${rank + 2}D (batched) input to ${name}, but got input of size: ${sizes(x.shape)}`,
    );
  }
  const input = isBatched ? x : unsqueeze(x, 0);
  if (x.dtype !== weight.dtype) {
    fail(`Input type (${typeName(x)}) and weight type (${typeName(weight)}) should be the same`);
  }
  if (bias !== null && bias.dtype !== x.dtype) {
    fail(`Input type (${typeName(x)}) and bias type (${typeName(bias)}) should be the same`);
  }
  if (weight.dim !== rank + 2) {
    fail(`expected ${rank + 2}D weight, but got weight of size: ${sizes(weight.shape)}`);
  }
  if (o.stride.some((n) => n <= 0)) fail("non-positive stride is not supported");
  if (o.padding.some((n) => n < 0)) fail("negative padding is not supported");
  if (o.dilation.some((n) => n <= 0)) fail("dilation should be greater than zero");
  if (o.groups <= 0) fail("non-positive groups is not supported");
  const channels = o.transposed ? weight.shape[0]! : weight.shape[1]! * o.groups;
  if (o.transposed) {
    if (input.shape[1] !== channels) {
      fail(
        `Given transposed=1, weight of size ${sizes(weight.shape)}, expected input${sizes(input.shape)} to have ${channels} channels, but got ${input.shape[1]} channels instead`,
      );
    }
  } else {
    if (weight.shape[0]! < o.groups) {
      fail(
        `Given groups=${o.groups}, expected weight to be at least ${o.groups} at dimension 0, but got weight of size ${sizes(weight.shape)} instead`,
      );
    }
    if (weight.shape[0]! % o.groups !== 0) {
      fail(
        `Given groups=${o.groups}, expected weight to be divisible by ${o.groups} at dimension 0, but got weight of size ${sizes(weight.shape)} instead`,
      );
    }
    if (input.shape[1] !== channels) {
      fail(
        `Given groups=${o.groups}, weight of size ${sizes(weight.shape)}, expected input${sizes(input.shape)} to have ${channels} channels, but got ${input.shape[1]} channels instead`,
      );
    }
    if (bias !== null && (bias.dim !== 1 || bias.shape[0] !== weight.shape[0])) {
      fail(
        `Given weight of size ${sizes(weight.shape)}, expected bias to be 1-dimensional with ${weight.shape[0]} elements, but got bias of size ${sizes(bias.shape)} instead`,
      );
    }
    const padded = input.shape.slice(2).map((n, d) => n + 2 * o.padding[d]!);
    const kernel = weight.shape.slice(2).map((n, d) => o.dilation[d]! * (n - 1) + 1);
    if (padded.some((n, d) => n < kernel[d]!)) {
      fail(
        `Calculated padded input size per channel: (${padded.join(" x ")}). Kernel size: (${kernel.join(" x ")}). Kernel size can't be greater than actual input size`,
      );
    }
  }
  if (weight.dtype.category !== "float") {
    fail(`"slow_conv${rank}d_cpu" not implemented for '${x.dtype.scalarName}'`);
  }
  const out = convolution(input, weight, bias, o);
  return isBatched ? out : squeezeDim(out, 0);
}
function typeName(t: Tensor): string {
  return `torch.${t.dtype.tensorName.replace("CPU", "").replace("Type", "Tensor")}`;
}

function plain(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  stride: readonly number[],
  padding: readonly number[],
  dilation: readonly number[],
  groups: number,
): Tensor {
  const name = `conv${rank}d`;
  return checkedConvolution(
    rank,
    x,
    weight,
    bias,
    {
      stride: spread(name, "stride", stride, rank),
      padding: spread(name, "padding", padding, rank),
      dilation: spread(name, "dilation", dilation, rank),
      groups,
      transposed: false,
      outputPadding: new Array<number>(rank).fill(0),
    },
    name,
  );
}
/** `padding="same"` or `"valid"`: an uneven half is put after by padding the input first. */
function named(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  stride: readonly number[],
  padding: string,
  dilation: readonly number[],
  groups: number,
): Tensor {
  if (padding === "valid") return plain(rank, x, weight, bias, stride, [0], dilation, groups);
  if (padding !== "same") fail(`Invalid padding string: '${padding}'`);
  const step = spread("", "dilation", dilation, rank);
  if (stride.some((n) => n !== 1)) fail("padding='same' is not supported for strided convolutions");
  const total = weight.shape.slice(2).map((n, d) => step[d]! * (n - 1));
  if (total.every((n) => n % 2 === 0)) {
    return plain(
      rank,
      x,
      weight,
      bias,
      stride,
      total.map((n) => n / 2),
      dilation,
      groups,
    );
  }
  const amounts: number[] = [];
  for (let d = rank - 1; d >= 0; d--) {
    const half = Math.floor(total[d]! / 2);
    amounts.push(0, total[d]! - 2 * half);
  }
  return plain(
    rank,
    constantPad(x, amounts, 0),
    weight,
    bias,
    stride,
    total.map((n) => Math.floor(n / 2)),
    dilation,
    groups,
  );
}
const conv1d: Binding = {
  places: TF,
  overloads: [
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => plain(1, x, w, b, s, p, d, g),
    ),
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, str padding='valid', int[1] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => named(1, x, w, b, s, p, d, g),
    ),
  ],
};
const conv2d: Binding = {
  places: TF,
  overloads: [
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => plain(2, x, w, b, s, p, d, g),
    ),
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding='valid', int[2] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => named(2, x, w, b, s, p, d, g),
    ),
  ],
};
const conv3d: Binding = {
  places: TF,
  overloads: [
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => plain(3, x, w, b, s, p, d, g),
    ),
    overload(
      "(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, str padding='valid', int[3] dilation=1, int groups=1)",
      (x, w, b, s, p, d, g) => named(3, x, w, b, s, p, d, g),
    ),
  ],
};
function transposed(
  rank: number,
  x: Tensor,
  weight: Tensor,
  bias: Tensor | null,
  stride: readonly number[],
  padding: readonly number[],
  outputPadding: readonly number[],
  groups: number,
  dilation: readonly number[],
): Tensor {
  const name = `conv_transpose${rank}d`;
  return checkedConvolution(
    rank,
    x,
    weight,
    bias,
    {
      stride: spread(name, "stride", stride, rank),
      padding: spread(name, "padding", padding, rank),
      outputPadding: spread(name, "output_padding", outputPadding, rank),
      dilation: spread(name, "dilation", dilation, rank),
      groups,
      transposed: true,
    },
    name,
  );
}

// ---------------------------------------------------------------- pooling

function pooledSize(
  n: number,
  kernel: number,
  padding: number,
  stride: number,
  dilation: number,
  ceil: boolean,
): number {
  const span = n + 2 * padding - dilation * (kernel - 1) - 1;
  let out = (ceil ? Math.ceil(span / stride) : Math.floor(span / stride)) + 1;
  // The last window must start inside the input or its left padding.
  if (ceil && (out - 1) * stride >= n + padding) out--;
  return out;
}
interface PoolArguments {
  readonly kernel: number[];
  readonly stride: number[];
  readonly padding: number[];
  readonly dilation: number[];
  readonly output: number[];
}
function poolArguments(
  name: string,
  rank: number,
  x: Tensor,
  kernel: readonly number[],
  stride: readonly number[] | null,
  padding: readonly number[],
  dilation: readonly number[],
  ceil: boolean,
): PoolArguments {
  const many = (xs: readonly number[], what: string): number[] => {
    if (xs.length !== 1 && xs.length !== rank) {
      fail(`${name}: ${what} must either be a single int, or a tuple of ${rank === 2 ? "two" : "three"} ints`);
    }
    return xs.length === 1 ? new Array<number>(rank).fill(xs[0]!) : [...xs];
  };
  const k = many(kernel, "kernel_size");
  const s = stride === null || stride.length === 0 ? k : many(stride, "stride");
  const p = many(padding, "padding");
  const d = many(dilation, "dilation");
  if (k.some((n) => n <= 0)) fail(`kernel size should be greater than zero, but got kH: ${k.at(-2)} kW: ${k.at(-1)}`);
  if (s.some((n) => n <= 0)) fail("stride should not be zero");
  p.forEach((n, i) => {
    if (n < 0) fail(`pad must be non-negative, but got pad: ${n}`);
    if (n > Math.floor(((k[i]! - 1) * d[i]! + 1) / 2)) {
      fail(
        `pad should be at most half of effective kernel size, but got pad=${n}, kernel_size=${k[i]} and dilation=${d[i]}`,
      );
    }
  });
  const spatial = x.shape.slice(-rank);
  const output = spatial.map((n, i) => pooledSize(n, k[i]!, p[i]!, s[i]!, d[i]!, ceil));
  if (output.some((n) => n < 1)) {
    const lead = (xs: readonly number[]): string => `${[x.shape.at(-rank - 1) ?? 1, ...xs].join("x")}`;
    fail(`Given input size: (${lead(spatial)}). Calculated output size: (${lead(output)}). Output size is too small`);
  }
  return { kernel: k, stride: s, padding: p, dilation: d, output };
}
function needRank(x: Tensor, rank: number, name: string): void {
  if (x.dim !== rank + 1 && x.dim !== rank + 2) {
    fail(
      name.startsWith("max_pool2d")
        ? `non-empty 3D or 4D (batch mode) tensor expected for input`
        : `${name}(): Expected ${rank + 1}D or ${rank + 2}D tensor, but got ${sizes(x.shape)}`,
    );
  }
}

export function avgPool(
  rank: 2 | 3,
  x: Tensor,
  kernel: readonly number[],
  stride: readonly number[] | null,
  padding: readonly number[],
  ceil: boolean,
  countPadding: boolean,
  divisor: number | null,
): Tensor {
  const name = `avg_pool${rank}d`;
  needRank(x, rank, name);
  if (divisor === 0) fail("divisor must be not zero");
  const a = poolArguments(name, rank, x, kernel, stride, padding, [1], ceil);
  const maps = x.shape
    .slice(-rank)
    .map(
      (n, d): AxisMap =>
        averageMap(
          n,
          a.kernel[d]!,
          a.stride[d]!,
          a.padding[d]!,
          a.output[d]!,
          divisor !== null ? (d === 0 ? divisor : 1) : countPadding ? "window" : "inside",
        ),
    );
  const fields = {
    ceil_mode: ceil,
    count_include_pad: countPadding,
    divisor_override: divisor,
    kernel_size: a.kernel,
    padding: a.padding,
    self: x,
    stride: stride ?? [],
  };
  return (rank === 2 ? pooling.avgPool2d : pooling.avgPool3d)(x, maps, fields);
}
/** A one-dimensional operation by the two-dimensional one. */
function through2d(x: Tensor, name: string, body: (x: Tensor) => Tensor): Tensor {
  if (x.dim !== 2 && x.dim !== 3)
    fail(
      `${name}() Expected 2D or 3D (batch mode) tensor with optional 0 dim batch size for input, but got:${sizes(x.shape)}`,
    );
  return squeezeDim(body(unsqueeze(x, -2)), -2);
}

export function maxPool(
  rank: 2 | 3,
  x: Tensor,
  kernel: readonly number[],
  stride: readonly number[] | null,
  padding: readonly number[],
  dilation: readonly number[],
  ceil: boolean,
): Tensor[] {
  const name = `max_pool${rank}d`;
  needRank(x, rank, name);
  const a = poolArguments(name, rank, x, kernel, stride, padding, dilation, ceil);
  const windows = x.shape
    .slice(-rank)
    .map((n, d): Windows => slidingWindows(n, a.kernel[d]!, a.stride[d]!, a.padding[d]!, a.dilation[d]!, a.output[d]!));
  const fields = {
    ceil_mode: ceil,
    dilation: a.dilation,
    kernel_size: a.kernel,
    padding: a.padding,
    stride: stride ?? [],
  };
  return (rank === 2 ? pooling.maxPool2d : pooling.maxPool3d)(x, windows, fields);
}
function maxPool1d(
  x: Tensor,
  kernel: readonly number[],
  stride: readonly number[] | null,
  padding: readonly number[],
  dilation: readonly number[],
  ceil: boolean,
): Tensor[] {
  if (x.dim !== 2 && x.dim !== 3) fail(`max_pool1d() Expected 2D or 3D input tensor, but got ${sizes(x.shape)}`);
  const s = stride === null || stride.length === 0 ? kernel : stride;
  const parts = maxPool(2, unsqueeze(x, -2), [1, kernel[0]!], [1, s[0]!], [0, padding[0]!], [1, dilation[0]!], ceil);
  return parts.map((t) => squeezeDim(t, -2));
}

export function adaptiveAvgPool(rank: 1 | 2 | 3, x: Tensor, output: readonly (number | null)[]): Tensor {
  if (rank === 1) return through2d(x, "adaptive_avg_pool1d", (y) => adaptiveAvgPool(2, y, [1, output[0]!]));
  const spatial = x.shape.slice(-rank);
  const target = spatial.map((n, d) => output[output.length === 1 ? 0 : d] ?? n);
  if (target.some((n) => n < 0)) {
    fail(
      `adaptive_avg_pool${rank}d: elements of output_size must be greater than or equal to 0 but received ${target.join(", ")}`,
    );
  }
  if (target.every((n) => n === 1)) {
    const dims = rank === 2 ? [-1, -2] : [-1, -2, -3];
    return meanDim(x, dims, true, null);
  }
  const maps = spatial.map((n, d) => adaptiveMap(n, target[d]!));
  return (rank === 2 ? pooling.adaptiveAvgPool2d : pooling.adaptiveAvgPool3d)(x, maps, { self: x });
}
export function adaptiveMaxPool(rank: 1 | 2 | 3, x: Tensor, output: readonly (number | null)[]): Tensor[] {
  if (rank === 1) {
    return adaptiveMaxPool(2, unsqueeze(x, -2), [1, output[0]!]).map((t) => squeezeDim(t, -2));
  }
  const windows = x.shape.slice(-rank).map((n, d): Windows => {
    const m = output[output.length === 1 ? 0 : d] ?? n;
    return Array.from({ length: m }, (_, o) => {
      const [from, to] = adaptiveRange(o, n, m);
      return Array.from({ length: to - from }, (_, i) => from + i);
    });
  });
  return (rank === 2 ? pooling.adaptiveMaxPool2d : pooling.adaptiveMaxPool3d)(x, windows, {});
}

// ---------------------------------------------------------------- padding

export const constantPadNd: Op<[self: Tensor, pad: readonly number[], value: number]> = defineOp("constant_pad_nd", {
  node: "ConstantPadNdBackward0",
  inputs: 1,
  forward: (self: Tensor, pad: readonly number[], value: number) => {
    const rank = self.dim;
    const shape = [...self.shape];
    const from = new Array<number>(rank).fill(0);
    const to = new Array<number>(rank).fill(0);
    const length = [...self.shape];
    for (let i = 0; i * 2 < pad.length; i++) {
      const d = rank - 1 - i;
      const [before, after] = [pad[2 * i]!, pad[2 * i + 1]!];
      shape[d] = self.shape[d]! + before + after;
      if (shape[d]! < 0) {
        fail(
          `The input size ${self.shape[d]}, plus negative padding ${before} and ${after} resulted in a negative output size, which is invalid. Check dimension ${d} of your input.`,
        );
      }
      to[d] = Math.max(before, 0);
      from[d] = Math.max(-before, 0);
      length[d] = self.shape[d]! - from[d]! - Math.max(-after, 0);
    }
    const out = empty(shape, self.dtype);
    if (value !== 0) fillInto(out, self.dtype.cast(value));
    const strides = contiguousStrides(shape);
    const window = viewOf(
      out,
      length,
      strides,
      to.reduce((a, n, d) => a + n * strides[d]!, 0),
    );
    const source = viewOf(
      self.impl,
      length,
      self.impl.strides,
      self.impl.offset + from.reduce((a, n, d) => a + n * self.impl.strides[d]!, 0),
    );
    if (window.numel > 0) copyInto(window, source);
    return out;
  },
  save: (_need, _result, _self, pad) => ({ pad }),
  grad: [
    (g, s) =>
      constantPadNd(
        g,
        s.pad.map((n) => -n),
        0,
      ),
  ],
  text: ["g without the padding"],
});
export function constantPad(x: Tensor, pad: readonly number[], value: number): Tensor {
  if (pad.length % 2 !== 0) fail(`Padding length must be divisible by 2`);
  if (pad.length / 2 > x.dim) {
    fail(
      `Padding length should be less than or equal to two times the input dimension but got padding length ${pad.length} and input of dimension ${x.dim}`,
    );
  }
  return constantPadNd(x, pad, value);
}
export function edgePad(x: Tensor, pad: readonly number[], mode: "reflect" | "replicate"): Tensor {
  const rank = pad.length / 2;
  const maps: AxisMap[] = [];
  for (let d = 0; d < rank; d++) {
    const n = x.shape[x.dim - rank + d]!;
    const before = pad[2 * (rank - 1 - d)]!;
    const after = pad[2 * (rank - 1 - d) + 1]!;
    if (mode === "reflect" && (before >= n || after >= n)) {
      fail(
        `Argument #4: Padding size should be less than the corresponding input dimension, but got: padding (${before}, ${after}) at dimension ${x.dim - rank + d} of input ${sizes(x.shape)}`,
      );
    }
    maps.push(padMap(n, before, after, mode));
  }
  const op = (mode === "reflect" ? pooling.reflectionPad : pooling.replicationPad)[rank - 1]!;
  return op(x, maps, { padding: pad, self: x });
}

// ---------------------------------------------------------------- interpolation

/** `how`: nearest, nearest-exact, linear or cubic; sizes and given scales per dimension. */
export function upsample(
  x: Tensor,
  how: Resampling,
  output: readonly number[],
  alignCorners: boolean,
  scales: readonly (number | null)[],
): Tensor {
  const rank = x.dim - 2;
  const maps = output.map((m, d) =>
    resampleMap(x.shape[2 + d]!, m, how, alignCorners, scales[d] ?? null, x.dtype !== float64),
  );
  const named =
    rank === 1
      ? { scales: scales[0] ?? null }
      : rank === 2
        ? { scales_h: scales[0] ?? null, scales_w: scales[1] ?? null }
        : { scales_d: scales[0] ?? null, scales_h: scales[1] ?? null, scales_w: scales[2] ?? null };
  const nearest = how === "nearest" || how === "nearest-exact";
  const fields = {
    ...(nearest ? {} : { align_corners: alignCorners }),
    output_size: output,
    ...named,
    self_sym_sizes: x.shape,
  };
  const op =
    how === "nearest"
      ? pooling.upsampleNearest[rank - 1]!
      : how === "nearest-exact"
        ? pooling.upsampleNearestExact[rank - 1]!
        : how === "linear"
          ? pooling.upsampleLinear[rank - 1]!
          : pooling.upsampleBicubic;
  return op(x, maps, fields);
}

const resamplings: Readonly<Record<string, Resampling>> = {
  nearest: "nearest",
  "nearest-exact": "nearest-exact",
  linear: "linear",
  bilinear: "linear",
  trilinear: "linear",
  bicubic: "cubic",
};

export const spatials: BindingTable = {
  conv1d,
  conv2d,
  conv3d,
  conv_transpose1d: {
    places: TF,
    overloads: [
      overload(
        "(Tensor input, Tensor weight, Tensor? bias=None, int[1] stride=1, int[1] padding=0, int[1] output_padding=0, int groups=1, int[1] dilation=1)",
        (x, w, b, s, p, o, g, d) => transposed(1, x, w, b, s, p, o, g, d),
      ),
    ],
  },
  conv_transpose2d: {
    places: TF,
    overloads: [
      overload(
        "(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] output_padding=0, int groups=1, int[2] dilation=1)",
        (x, w, b, s, p, o, g, d) => transposed(2, x, w, b, s, p, o, g, d),
      ),
    ],
  },
  conv_transpose3d: {
    places: TF,
    overloads: [
      overload(
        "(Tensor input, Tensor weight, Tensor? bias=None, int[3] stride=1, int[3] padding=0, int[3] output_padding=0, int groups=1, int[3] dilation=1)",
        (x, w, b, s, p, o, g, d) => transposed(3, x, w, b, s, p, o, g, d),
      ),
    ],
  },
  avg_pool1d: {
    places: TF,
    overloads: [
      overload(
        "(Tensor input, int[1] kernel_size, int[1]? stride=None, int[1] padding=0, bool ceil_mode=False, bool count_include_pad=True)",
        (x, k, s, p, ceil, count) =>
          through2d(x, "avg_pool1d", (y) =>
            avgPool(2, y, [1, k[0]!], [1, (s === null || s.length === 0 ? k : s)[0]!], [0, p[0]!], ceil, count, null),
          ),
      ),
    ],
  },
  avg_pool2d: {
    places: F,
    overloads: [
      overload(
        "(Tensor input, int[2] kernel_size, int[2]? stride=None, int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None)",
        (x, k, s, p, ceil, count, divisor) => avgPool(2, x, k, s, p, ceil, count, divisor),
      ),
    ],
  },
  avg_pool3d: {
    places: F,
    overloads: [
      overload(
        "(Tensor input, int[3] kernel_size, int[3]? stride=None, int[3] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None)",
        (x, k, s, p, ceil, count, divisor) => avgPool(3, x, k, s, p, ceil, count, divisor),
      ),
    ],
  },
  adaptive_avg_pool1d: {
    places: TF,
    overloads: [overload("(Tensor input, int[1] output_size)", (x, o) => adaptiveAvgPool(1, x, o))],
  },
};

/** For the Python part of functional: `_nn.…`. */
export const spatialNatives: BindingTable = {
  max_pool1d: {
    places: [],
    overloads: [
      overload(
        "(Tensor input, int[1] kernel_size, int[1]? stride=None, int[1] padding=0, int[1] dilation=1, bool ceil_mode=False)",
        (x, k, s, p, d, ceil) => maxPool1d(x, k, s, p, d, ceil),
      ),
    ],
  },
  max_pool2d: {
    places: [],
    overloads: [
      overload(
        "(Tensor input, int[2] kernel_size, int[2]? stride=None, int[2] padding=0, int[2] dilation=1, bool ceil_mode=False)",
        (x, k, s, p, d, ceil) => maxPool(2, x, k, s, p, d, ceil),
      ),
    ],
  },
  max_pool3d: {
    places: [],
    overloads: [
      overload(
        "(Tensor input, int[3] kernel_size, int[3]? stride=None, int[3] padding=0, int[3] dilation=1, bool ceil_mode=False)",
        (x, k, s, p, d, ceil) => maxPool(3, x, k, s, p, d, ceil),
      ),
    ],
  },
  adaptive_avg_pool: {
    places: [],
    overloads: [
      overload("(Tensor input, int rank, int[] output_size)", (x, rank, o) => adaptiveAvgPool(asRank(rank), x, o)),
    ],
  },
  adaptive_max_pool: {
    places: [],
    overloads: [
      overload("(Tensor input, int rank, int[] output_size)", (x, rank, o) => adaptiveMaxPool(asRank(rank), x, o)),
    ],
  },
  constant_pad: {
    places: [],
    overloads: [overload("(Tensor input, int[] pad, float value)", (x, pad, value) => constantPad(x, pad, value))],
  },
  edge_pad: {
    places: [],
    overloads: [
      overload("(Tensor input, int[] pad, str mode)", (x, pad, mode) =>
        edgePad(x, pad, mode === "reflect" ? "reflect" : "replicate"),
      ),
    ],
  },
  upsample: {
    places: [],
    overloads: [
      overload(
        "(Tensor input, str mode, int[] output_size, bool align_corners, float[]? scales)",
        (x, mode, output, align, scales) => upsample(x, resamplings[mode]!, output, align, scales ?? []),
      ),
    ],
  },
};
function asRank(n: number): 1 | 2 | 3 {
  return n === 1 ? 1 : n === 2 ? 2 : 3;
}
