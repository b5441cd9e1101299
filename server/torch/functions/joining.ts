/** Joining and repeating: names and signatures. */
import { expand } from "../../autograd/rules/base.ts";
import * as joining from "../../autograd/rules/joining.ts";
import * as rearranging from "../../autograd/rules/rearranging.ts";
import * as scattering from "../../autograd/rules/scattering.ts";
import * as shape from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { int64 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { increasingMask } from "../../tensor/rearrange.ts";
import { denseData, fromData, wrapDim } from "../../tensor/strided.ts";
import { type Binding, type BindingTable, overload } from "../binding/bind.ts";
import { takingOut } from "../binding/takingOut.ts";
import { atLeast, flatten, meshgrid } from "./shape.ts";

const functionOnly = ["torch"] as const;
const method = ["Tensor"] as const;
const fail = (text: string): never => {
  throw new TorchError("RuntimeError", text);
};

function joinOf(join: (tensors: readonly Tensor[]) => Tensor, ...aliases: string[]): Binding {
  return { places: functionOnly, overloads: [overload("(Tensor[] tensors)", (tensors) => join(tensors))], aliases };
}
function needSome(name: string, tensors: readonly Tensor[]): void {
  if (tensors.length === 0) fail(`${name} expects a non-empty TensorList`);
}

export function hstack(tensors: readonly Tensor[]): Tensor {
  needSome("hstack", tensors);
  const parts = tensors.map((x) => atLeast(x, 1));
  return joining.cat(parts, parts[0]!.dim === 1 ? 0 : 1);
}
export function vstack(tensors: readonly Tensor[]): Tensor {
  needSome("vstack", tensors);
  return joining.cat(
    tensors.map((x) => atLeast(x, 2)),
    0,
  );
}

/** `repeat_interleave` by one number: a copy of an expanded view, flattened. */
function repeatInterleave(x: Tensor, n: number, dim: number | null): Tensor {
  const input = dim === null ? flatten(x, 0, -1) : x;
  const d = dim === null ? 0 : wrapDim(dim, x.dim);
  if (n < 0) fail("Repeats must be non-negative");
  const spread = shape.unsqueeze(input, d + 1);
  const sizes = spread.shape.with(d + 1, n);
  return flatten(shape.cloneContiguous(expand(spread, sizes)), d, d + 1);
}

/** The index that repeats position i `repeats[i]` times. */
function interleavedIndex(repeats: Tensor): Tensor {
  if (repeats.dim > 1) fail("repeat_interleave only accept 1D vector as repeat");
  if (repeats.dtype !== int64 && repeats.dtype.name !== "int32") fail("repeats has to be Long or Int tensor");
  const out: number[] = [];
  denseData(repeats.impl).forEach((n, i) => {
    if (n < 0) fail("repeats can not be negative");
    for (let k = 0; k < n; k++) out.push(i);
  });
  return new Tensor(fromData(Float64Array.from(out), [out.length], int64));
}

function repeatInterleaveTensor(x: Tensor, repeats: Tensor, dim: number | null): Tensor {
  const input = dim === null ? flatten(x, 0, -1) : x;
  const d = dim === null ? 0 : dim;
  if (repeats.dim === 0 || (repeats.dim === 1 && repeats.numel === 1)) {
    const size = input.shape[wrapDim(d, input.dim)] ?? 1;
    const one = denseData(repeats.impl)[0]!;
    const all = new Tensor(fromData(new Float64Array(size).fill(one), [size], int64));
    return scattering.indexSelect(input, d, interleavedIndex(all));
  }
  if (repeats.numel !== input.shape[wrapDim(d, input.dim)]) {
    fail(
      `repeats must have the same size as input along dim, but got repeats.size(0) = ${repeats.numel} and input.size(${d}) = ${input.shape[wrapDim(d, input.dim)]}`,
    );
  }
  return scattering.indexSelect(input, d, interleavedIndex(repeats));
}

function tile(x: Tensor, dims: readonly number[]): Tensor {
  const lead = x.dim - dims.length;
  return rearranging.repeat(x, lead > 0 ? [...new Array<number>(lead).fill(1), ...dims] : dims);
}

function cartesianProd(tensors: readonly Tensor[]): Tensor {
  if (tensors.length === 0) fail("meshgrid expects a non-empty TensorList");
  for (const x of tensors) {
    if (x.dim !== 1) fail(`Expect a 1D vector, but got shape [${x.shape.join(", ")}]`);
  }
  if (tensors.length === 1) return tensors[0]!;
  const grids = meshgrid(tensors, "ij");
  return joining.stack(
    grids.map((g) => flatten(g, 0, -1)),
    1,
  );
}

function combinations(x: Tensor, r: number, withReplacement: boolean): Tensor {
  if (x.dim !== 1) fail(`Expect a 1D vector, but got shape [${x.shape.join(", ")}]`);
  if (r < 0) fail(`Expect a non-negative number, but got ${r}`);
  if (r === 0) return new Tensor(fromData(x.dtype.allocate(0), [0], x.dtype));
  const grids = meshgrid(new Array<Tensor>(r).fill(x), "ij");
  const mask = new Tensor(increasingMask(x.numel, r, withReplacement));
  return joining.stack(
    grids.map((g) => scattering.maskedSelect(g, mask)),
    1,
  );
}

function atLeastMatrix(name: string, x: Tensor, rank: number): Tensor {
  if (x.dim < rank) fail(`${name}`);
  return x;
}

export const joins: BindingTable = takingOut("cat stack hstack vstack dstack column_stack tril triu diag", {
  cat: {
    places: functionOnly,
    overloads: [overload("(Tensor[] tensors, int dim=0)", (tensors, dim) => joining.cat(tensors, dim))],
    aliases: ["concat", "concatenate"],
  },
  stack: {
    places: functionOnly,
    overloads: [overload("(Tensor[] tensors, int dim=0)", (tensors, dim) => joining.stack(tensors, dim))],
  },
  hstack: joinOf(hstack),
  vstack: joinOf(vstack, "row_stack"),
  dstack: joinOf((tensors) => {
    needSome("dstack", tensors);
    return joining.cat(
      tensors.map((x) => atLeast(x, 3)),
      2,
    );
  }),
  column_stack: joinOf((tensors) => {
    needSome("column_stack", tensors);
    return hstack(tensors.map((x) => (x.dim <= 1 ? shape.reshape(x, [x.numel, 1]) : x)));
  }),
  block_diag: {
    places: functionOnly,
    overloads: [overload("(Tensor[] ...tensors)", (tensors) => rearranging.blockDiag(tensors))],
  },
  cartesian_prod: {
    places: functionOnly,
    overloads: [overload("(Tensor[] ...tensors)", (tensors) => cartesianProd(tensors))],
  },
  combinations: {
    places: functionOnly,
    overloads: [
      overload("(Tensor input, int r=2, bool with_replacement=False)", (x, r, repl) => combinations(x, r, repl)),
    ],
  },
  repeat: {
    places: method,
    overloads: [overload("(Tensor input, int[] repeats)", (x, repeats) => rearranging.repeat(x, repeats))],
  },
  tile: { overloads: [overload("(Tensor input, int[] dims)", (x, dims) => tile(x, dims))] },
  repeat_interleave: {
    overloads: [
      overload("(Tensor input, int repeats, int? dim=None, *, int? output_size=None)", (x, n, dim) =>
        repeatInterleave(x, n, dim),
      ),
      overload("(Tensor input, Tensor repeats, int? dim=None, *, int? output_size=None)", (x, n, dim) =>
        repeatInterleaveTensor(x, n, dim),
      ),
      overload("(Tensor input, int[] repeats, int? dim=None)", (x, n, dim) =>
        repeatInterleaveTensor(x, new Tensor(fromData(Float64Array.from(n), [n.length], int64)), dim),
      ),
      overload("(Tensor repeats, *, int? output_size=None)", (repeats) => interleavedIndex(repeats)),
    ],
  },
  flip: { overloads: [overload("(Tensor input, int[] dims)", (x, dims) => rearranging.flip(x, dims))] },
  fliplr: {
    overloads: [overload("(Tensor input)", (x) => rearranging.flip(atLeastMatrix("Input must be >= 2-d.", x, 2), [1]))],
  },
  flipud: {
    overloads: [overload("(Tensor input)", (x) => rearranging.flip(atLeastMatrix("Input must be >= 1-d.", x, 1), [0]))],
  },
  roll: {
    overloads: [
      overload("(Tensor input, int[1] shifts, int[1] dims=[])", (x, shifts, dims) => rearranging.roll(x, shifts, dims)),
    ],
  },
  rot90: {
    overloads: [overload("(Tensor input, int k=1, int[] dims=[0, 1])", (x, k, dims) => rearranging.rot90(x, k, dims))],
  },
  tril: {
    overloads: [overload("(Tensor input, int diagonal=0)", (x, d) => rearranging.tril(x, d))],
    inplace: [overload("(Tensor input, int diagonal=0)", (x, d) => rearranging.tril.inplace(x, d))],
  },
  triu: {
    overloads: [overload("(Tensor input, int diagonal=0)", (x, d) => rearranging.triu(x, d))],
    inplace: [overload("(Tensor input, int diagonal=0)", (x, d) => rearranging.triu.inplace(x, d))],
  },
  diag: {
    overloads: [
      overload("(Tensor input, int diagonal=0)", (x, d) => {
        if (x.dim === 1) return rearranging.diagEmbed(x, d, 0, 1);
        if (x.dim === 2) return rearranging.diagonalCopy(x, d, 0, 1);
        return fail(`diag(): Supports 1D or 2D tensors. Got ${x.dim}D`);
      }),
    ],
  },
  diag_embed: {
    overloads: [
      overload("(Tensor input, int offset=0, int dim1=-2, int dim2=-1)", (x, offset, a, b) =>
        rearranging.diagEmbed(x, offset, a, b),
      ),
    ],
  },
  diagflat: {
    overloads: [
      overload("(Tensor input, int offset=0)", (x, offset) =>
        rearranging.diagEmbed(shape.view(shape.contiguous(x), [-1]), offset, 0, 1),
      ),
    ],
  },
});
