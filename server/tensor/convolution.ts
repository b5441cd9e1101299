/**
 * Convolution over any number of spatial dimensions, and the two maps that its derivatives are: from the gradient to
 * the input (which is also transposed convolution) and from input and gradient to the weight. All three walk the same
 * triples (input element, weight element, output element); sums are kept in double precision.
 */
import { denseData, empty, type Strided } from "./strided.ts";

export interface ConvolutionShape {
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
  readonly groups: number;
}

/** For each kernel position, the pairs (input position, output position) it connects, as flat spatial indices. */
interface Taps {
  readonly inputs: Int32Array;
  readonly outputs: Int32Array;
}
function taps(
  input: readonly number[],
  kernel: readonly number[],
  output: readonly number[],
  p: ConvolutionShape,
): Taps[] {
  const rank = kernel.length;
  const out: Taps[] = [];
  const count = kernel.reduce((a, b) => a * b, 1);
  const at = new Array<number>(rank).fill(0);
  for (let k = 0; k < count; k++) {
    let inputs: number[] = [0];
    let outputs: number[] = [0];
    for (let d = 0; d < rank; d++) {
      const nextIn: number[] = [];
      const nextOut: number[] = [];
      for (let i = 0; i < inputs.length; i++) {
        for (let o = 0; o < output[d]!; o++) {
          const x = o * p.stride[d]! - p.padding[d]! + at[d]! * p.dilation[d]!;
          if (x < 0 || x >= input[d]!) continue;
          nextIn.push(inputs[i]! * input[d]! + x);
          nextOut.push(outputs[i]! * output[d]! + o);
        }
      }
      inputs = nextIn;
      outputs = nextOut;
    }
    out.push({ inputs: Int32Array.from(inputs), outputs: Int32Array.from(outputs) });
    for (let d = rank - 1; d >= 0; d--) {
      if (++at[d]! < kernel[d]!) break;
      at[d] = 0;
    }
  }
  return out;
}
const product = (xs: readonly number[]): number => xs.reduce((a, b) => a * b, 1);

export function convolutionOutputSize(
  input: readonly number[],
  kernel: readonly number[],
  p: ConvolutionShape,
): number[] {
  return input.map(
    (n, d) => Math.floor((n + 2 * p.padding[d]! - p.dilation[d]! * (kernel[d]! - 1) - 1) / p.stride[d]!) + 1,
  );
}

/** Calls `pair` for each batch, input channel and output channel that meet, with the offsets of their planes. */
function eachPlane(
  n: number,
  cin: number,
  cout: number,
  groups: number,
  sizes: { input: number; output: number; kernel: number },
  pair: (input: number, weight: number, output: number) => void,
): void {
  const inPer = cin / groups;
  const outPer = cout / groups;
  for (let b = 0; b < n; b++) {
    for (let o = 0; o < cout; o++) {
      const g = Math.floor(o / outPer);
      for (let i = 0; i < inPer; i++) {
        pair((b * cin + g * inPer + i) * sizes.input, (o * inPer + i) * sizes.kernel, (b * cout + o) * sizes.output);
      }
    }
  }
}

/** `input` [N, Cin, …], `weight` [Cout, Cin/groups, …] → [N, Cout, …]. */
export function convolve(input: Strided, weight: Strided, p: ConvolutionShape): Strided {
  const spatial = input.shape.slice(2);
  const kernel = weight.shape.slice(2);
  const output = convolutionOutputSize(spatial, kernel, p);
  const out = empty([input.shape[0]!, weight.shape[0]!, ...output], input.dtype);
  const sums = new Float64Array(out.numel);
  const x = denseData(input);
  const w = denseData(weight);
  const all = taps(spatial, kernel, output, p);
  const sizes = { input: product(spatial), output: product(output), kernel: all.length };
  eachPlane(input.shape[0]!, input.shape[1]!, weight.shape[0]!, p.groups, sizes, (xi, wi, oi) => {
    for (let k = 0; k < all.length; k++) {
      const factor = w[wi + k]!;
      const { inputs, outputs } = all[k]!;
      for (let t = 0; t < inputs.length; t++) sums[oi + outputs[t]!]! += factor * x[xi + inputs[t]!]!;
    }
  });
  return finish(out, sums);
}

/** The gradient of the input: `g` [N, Cout, …], `weight` → [N, Cin, …input]. */
export function convolveInput(g: Strided, weight: Strided, input: readonly number[], p: ConvolutionShape): Strided {
  const output = g.shape.slice(2);
  const kernel = weight.shape.slice(2);
  const cin = weight.shape[1]! * p.groups;
  const out = empty([g.shape[0]!, cin, ...input], g.dtype);
  const sums = new Float64Array(out.numel);
  const gs = denseData(g);
  const w = denseData(weight);
  const all = taps(input, kernel, output, p);
  const sizes = { input: product(input), output: product(output), kernel: all.length };
  eachPlane(g.shape[0]!, cin, weight.shape[0]!, p.groups, sizes, (xi, wi, oi) => {
    for (let k = 0; k < all.length; k++) {
      const factor = w[wi + k]!;
      const { inputs, outputs } = all[k]!;
      for (let t = 0; t < inputs.length; t++) sums[xi + inputs[t]!]! += factor * gs[oi + outputs[t]!]!;
    }
  });
  return finish(out, sums);
}

/** The gradient of the weight: [Cout, Cin/groups, …kernel]. */
export function convolveWeight(input: Strided, g: Strided, kernel: readonly number[], p: ConvolutionShape): Strided {
  const spatial = input.shape.slice(2);
  const output = g.shape.slice(2);
  const cin = input.shape[1]!;
  const cout = g.shape[1]!;
  const out = empty([cout, cin / p.groups, ...kernel], input.dtype);
  const sums = new Float64Array(out.numel);
  const x = denseData(input);
  const gs = denseData(g);
  const all = taps(spatial, kernel, output, p);
  const sizes = { input: product(spatial), output: product(output), kernel: all.length };
  eachPlane(input.shape[0]!, cin, cout, p.groups, sizes, (xi, wi, oi) => {
    for (let k = 0; k < all.length; k++) {
      const { inputs, outputs } = all[k]!;
      let total = 0;
      for (let t = 0; t < inputs.length; t++) total += x[xi + inputs[t]!]! * gs[oi + outputs[t]!]!;
      sums[wi + k]! += total;
    }
  });
  return finish(out, sums);
}

function finish(out: Strided, sums: Float64Array): Strided {
  const { cast } = out.dtype;
  const to = out.storage.data;
  for (let i = 0; i < sums.length; i++) to[i] = cast(sums[i]!);
  return out;
}
