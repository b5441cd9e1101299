/**
 * `torch.fft`: names, signatures, and how each function is made of the three transforms (complex, real to complex, complex
 * to real), as PyTorch makes them.
 */
import { toCopy } from "../../autograd/rules/base.ts";
import { conj } from "../../autograd/rules/complex.ts";
import { fftC2C, fftC2R, fftR2C, type Normalization } from "../../autograd/rules/fft.ts";
import { roll } from "../../autograd/rules/rearranging.ts";
import { slice } from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { type DType, getDefaultDType, toComplex } from "../../tensor/dtype.ts";
import { fail, TorchError, Unsupported } from "../../tensor/errors.ts";
import { fromData, wrapDim } from "../../tensor/strided.ts";
import { type BindingTable, overload, withOut } from "../binding/bind.ts";
import { constantPadNd } from "../nn/functional/spatial.ts";

/** Integers become the default float type; `complex` when the transform needs complex numbers. */
function promoted(t: Tensor, complex: boolean): Tensor {
  let dtype: DType = t.dtype;
  if (dtype.category === "int" || dtype.category === "bool") dtype = getDefaultDType();
  if (dtype.name === "float16" || dtype.name === "bfloat16") {
    throw new TorchError("RuntimeError", `Unsupported dtype ${dtype.scalarName}`);
  }
  if (complex) dtype = toComplex(dtype);
  return dtype === t.dtype ? t : toCopy(t, dtype);
}

function normalization(norm: string | null, forward: boolean): Normalization {
  switch (norm ?? "backward") {
    case "backward":
      return forward ? 0 : 2;
    case "forward":
      return forward ? 2 : 0;
    case "ortho":
      return 1;
    default:
      return fail(`Invalid normalization mode: "${norm}"`);
  }
}

function wrapped(dim: number, t: Tensor): number {
  if (t.dim === 0) {
    throw new TorchError("IndexError", `Dimension specified as ${dim} but tensor has no dimensions`);
  }
  return wrapDim(dim, t.dim);
}

function checkPoints(n: number): void {
  if (n < 1) fail(`Invalid number of data points (${n}) specified`);
}

/** Cuts or pads with zeros at the end; -1 leaves a dimension as it is. */
function resized(t: Tensor, dims: readonly number[], sizes: readonly number[]): Tensor {
  let out = t;
  const pad: number[] = new Array(2 * t.dim).fill(0);
  let mustPad = false;
  dims.forEach((d, i) => {
    const size = sizes[i]!;
    if (size === -1) return;
    const have = out.shape[d]!;
    if (have < size) {
      mustPad = true;
      pad[2 * (t.dim - 1 - d) + 1] = size - have;
    } else if (have > size) out = slice(out, d, 0, size, 1);
  });
  return mustPad ? constantPadNd(out, pad, 0) : out;
}

// ---------------------------------------------------------------- one dimension

type One = (input: Tensor, n: number | null, dim: number, norm: string | null) => Tensor;

function complexOne(input: Tensor, n: number | null, d: number, norm: string | null, forward: boolean): Tensor {
  const dim = wrapped(d, input);
  checkPoints(n ?? input.shape[dim]!);
  const x = n === null ? input : resized(input, [dim], [n]);
  return fftC2C(x, [dim], normalization(norm, forward), forward);
}

function realOne(name: string, forward: boolean, onesided: boolean): One {
  return (given, n, d, norm) => {
    if (given.dtype.category === "complex") {
      fail(`${name} expects a real input tensor, but got ${given.dtype.scalarName}`);
    }
    const input = promoted(given, false);
    const dim = wrapped(d, input);
    checkPoints(n ?? input.shape[dim]!);
    const x = n === null ? input : resized(input, [dim], [n]);
    const result = fftR2C(x, [dim], normalization(norm, forward), onesided);
    return forward ? result : conj(result);
  };
}

function toRealOne(forward: boolean): One {
  return (given, n, d, norm) => {
    const input = promoted(given, true);
    const dim = wrapped(d, input);
    const points = n ?? 2 * (input.shape[dim]! - 1);
    checkPoints(points);
    const x = n === null ? input : resized(input, [dim], [Math.floor(n / 2) + 1]);
    return fftC2R(forward ? conj(x) : x, [dim], normalization(norm, forward), points);
  };
}

function anyOne(name: string, forward: boolean): One {
  const fromReal = realOne(name, forward, false);
  return (input, n, dim, norm) =>
    input.dtype.category === "complex" ? complexOne(input, n, dim, norm, forward) : fromReal(input, n, dim, norm);
}

// ---------------------------------------------------------------- several dimensions

interface Place {
  readonly dims: number[];
  readonly sizes: number[];
}

function placeOf(input: Tensor, s: readonly number[] | null, dim: readonly number[] | null): Place {
  const rank = input.dim;
  const dims = dim?.map((d) => wrapped(d, input));
  if (dims !== undefined && new Set(dims).size < dims.length) fail("FFT dims must be unique");
  if (s !== null) {
    if (dims !== undefined && dims.length !== s.length) {
      fail("When given, dim and shape arguments must have the same length");
    }
    if (s.length > rank) fail(`Got shape with ${s.length} values but input tensor only has ${rank} dimensions.`);
  }
  const places = dims ?? Array.from({ length: s?.length ?? rank }, (_, i) => rank - (s?.length ?? rank) + i);
  const sizes = places.map((d, i) => (s === null || s[i] === -1 ? input.shape[d]! : s[i]!));
  for (const n of sizes) checkPoints(n);
  return { dims: places, sizes };
}

type Many = (input: Tensor, s: readonly number[] | null, dim: readonly number[] | null, norm: string | null) => Tensor;

function complexMany(forward: boolean): Many {
  return (given, s, dim, norm) => {
    const place = placeOf(given, s, dim);
    const x = resized(promoted(given, true), place.dims, place.sizes);
    return fftC2C(x, place.dims, normalization(norm, forward), forward);
  };
}

function needReal(name: string, t: Tensor): void {
  if (t.dtype.category === "complex") {
    fail(`${name} expects a real-valued input tensor, but got ${t.dtype.scalarName}`);
  }
}
function needAxis(name: string, place: Place): void {
  if (place.dims.length === 0) fail(`${name} must transform at least one axis`);
}

const rfftn: Many = (given, s, dim, norm) => {
  needReal("rfftn", given);
  const place = placeOf(given, s, dim);
  needAxis("rfftn", place);
  return fftR2C(resized(promoted(given, false), place.dims, place.sizes), place.dims, normalization(norm, true), true);
};

const ihfftn: Many = (given, s, dim, norm) => {
  needReal("ihfftn", given);
  const place = placeOf(given, s, dim);
  needAxis("ihfftn", place);
  const n = normalization(norm, false);
  const half = fftR2C(resized(promoted(given, false), place.dims, place.sizes), [place.dims.at(-1)!], n, true);
  const rest = place.dims.slice(0, -1);
  return rest.length === 0 ? conj(half) : fftC2C(conj(half), rest, n, false);
};

/** The sizes of a one-sided input, and how many real points its last dimension stands for. */
function oneSided(name: string, input: Tensor, s: readonly number[] | null, dim: readonly number[] | null) {
  const place = placeOf(input, s, dim);
  needAxis(name, place);
  const given = s?.at(-1);
  const last = given === undefined || given === -1 ? 2 * (input.shape[place.dims.at(-1)!]! - 1) : given;
  checkPoints(last);
  return { dims: place.dims, sizes: [...place.sizes.slice(0, -1), Math.floor(last / 2) + 1], last };
}

const irfftn: Many = (given, s, dim, norm) => {
  const { dims, sizes, last } = oneSided("irfftn", given, s, dim);
  return fftC2R(resized(promoted(given, true), dims, sizes), dims, normalization(norm, false), last);
};

const hfftn: Many = (given, s, dim, norm) => {
  const { dims, sizes, last } = oneSided("hfftn", given, s, dim);
  const n = normalization(norm, true);
  const x = resized(promoted(given, true), dims, sizes);
  const rest = dims.slice(0, -1);
  const others = rest.length === 0 ? x : fftC2C(x, rest, n, true);
  return fftC2R(conj(others), [dims.at(-1)!], n, last);
};

// ---------------------------------------------------------------- helpers of the namespace

function shift(input: Tensor, dim: readonly number[] | null, amount: (n: number) => number): Tensor {
  const dims = dim === null ? input.shape.map((_, d) => d) : dim.map((d) => wrapDim(d, input.dim));
  return roll(
    input,
    dims.map((d) => amount(input.shape[d]!)),
    dims,
  );
}

function frequencies(n: number, d: number, dtype: DType | null, indices: readonly number[]): Tensor {
  const type = dtype ?? getDefaultDType();
  if (type.category !== "float") throw new Unsupported("torch.fft.fftfreq(dtype=…)");
  const data = type.allocate(indices.length);
  // The indices are multiplied with 1/(n d) in the result's dtype.
  const scale = type.cast(1 / (n * d));
  indices.forEach((k, i) => {
    data[i] = type.cast(k * scale);
  });
  return new Tensor(fromData(data, [indices.length], type));
}

const places = ["fft"] as const;
function one(f: One): BindingTable[string] {
  return {
    places,
    overloads: [
      overload(
        "(Tensor input, int? n=None, int dim=-1, str? norm=None)",
        (x, n, dim, norm) => f(x, n, dim, norm),
        withOut,
      ),
    ],
  };
}
function many(f: Many): BindingTable[string] {
  return {
    places,
    overloads: [
      overload(
        "(Tensor input, int[1]? s=None, int[1]? dim=None, str? norm=None)",
        (x, s, dim, norm) => f(x, s, dim, norm),
        withOut,
      ),
    ],
  };
}
function two(f: Many): BindingTable[string] {
  return {
    places,
    overloads: [
      overload(
        "(Tensor input, int[1]? s=None, int[1]? dim=[-2, -1], str? norm=None)",
        (x, s, dim, norm) => f(x, s, dim, norm),
        withOut,
      ),
    ],
  };
}

export const transforms: BindingTable = {
  fft: one(anyOne("fft", true)),
  ifft: one(anyOne("ifft", false)),
  rfft: one(realOne("rfft", true, true)),
  irfft: one(toRealOne(false)),
  hfft: one(toRealOne(true)),
  ihfft: one(realOne("ihfft", false, true)),
  fftn: many(complexMany(true)),
  ifftn: many(complexMany(false)),
  rfftn: many(rfftn),
  irfftn: many(irfftn),
  hfftn: many(hfftn),
  ihfftn: many(ihfftn),
  fft2: two(complexMany(true)),
  ifft2: two(complexMany(false)),
  rfft2: two(rfftn),
  irfft2: two(irfftn),
  hfft2: two(hfftn),
  ihfft2: two(ihfftn),
  fftshift: {
    places,
    overloads: [overload("(Tensor input, int[1]? dim=None)", (x, dim) => shift(x, dim, (n) => Math.floor(n / 2)))],
  },
  ifftshift: {
    places,
    overloads: [
      overload("(Tensor input, int[1]? dim=None)", (x, dim) => shift(x, dim, (n) => Math.floor((n + 1) / 2))),
    ],
  },
  fftfreq: {
    places,
    overloads: [
      overload("(int n, float d=1.0, *, dtype? dtype=None)", (n, d, dtype) =>
        frequencies(
          n,
          d,
          dtype,
          Array.from({ length: n }, (_, i) => (i < Math.floor((n + 1) / 2) ? i : i - n)),
        ),
      ),
    ],
  },
  rfftfreq: {
    places,
    overloads: [
      overload("(int n, float d=1.0, *, dtype? dtype=None)", (n, d, dtype) =>
        frequencies(
          n,
          d,
          dtype,
          Array.from({ length: Math.floor(n / 2) + 1 }, (_, i) => i),
        ),
      ),
    ],
  },
};
