/** `torch.tensor(data)`: from Python numbers and nested sequences. */

import { warnings } from "../../autograd/modes.ts";
import { clone as cloneOp, detach, toCopy } from "../../autograd/rules/base.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyRange } from "../../python/objects/range.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import {
  bool,
  complex64,
  complex128,
  type DType,
  fitsInteger,
  float64,
  getDefaultDType,
  int64,
  promoteTypes,
} from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { preservedStrides } from "../../tensor/loops.ts";
import { convertEntries } from "../../tensor/promotion.ts";
import { denseData, fromData, numelOf, viewOf } from "../../tensor/strided.ts";
import { sequence, toScalar } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { isTensor } from "../tensorType.ts";

const copyWarning = (name: string): string =>
  `To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or sourceTensor.detach().clone().requires_grad_(True), rather than ${name}(sourceTensor).`;
const scalarWarning =
  "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\nConsider using tensor.detach() first.";

/** Hosts that know other array-like objects (NumPy arrays) register here: a dense tensor, or undefined. */
export const arrayLikes: ((v: PyValue) => Tensor | undefined)[] = [];

/** The tensor of an array-like object that some host knows, or undefined. */
export function likeArray(v: PyValue): Tensor | undefined {
  for (const like of arrayLikes) {
    const t = like(v);
    if (t !== undefined) return t;
  }
  return undefined;
}

function dtypeOfScalar(s: Scalar): DType {
  switch (s.kind) {
    case "bool":
      return bool;
    case "int":
      return int64;
    case "float":
      return getDefaultDType();
    default:
      return getDefaultDType() === float64 ? complex128 : complex64;
  }
}

/** `torch.tensor(data, dtype=dtype)`: always a copy, never in the graph. */
export function tensorFrom(data: PyValue, dtype: DType | null, name = "torch.tensor"): Tensor {
  if (isTensor(data)) {
    warnings.sink("UserWarning", copyWarning(name));
    const plain = detach(data);
    return dtype === null || dtype === data.dtype ? detach(cloneOp(plain)) : toCopy(plain, dtype);
  }
  const array = likeArray(data);
  if (array !== undefined) return dtype === null || dtype === array.dtype ? cloneOp(array) : toCopy(array, dtype);
  if (typeof data === "string") throw new TorchError("TypeError", "new(): invalid data type 'str'");
  const shape: number[] = [];
  measure(data, shape);
  const inferred = inferDType(data);
  const target = dtype ?? inferred;
  const source = inferred.category === "complex" ? complex128 : float64;
  const count = numelOf(shape);
  const entries = new Float64Array(count * source.lanes);
  if (count > 0) store(data, shape, 0, { entries, at: 0, lanes: source.lanes, target });
  return new Tensor(fromData(convertEntries(entries, source, target), shape, target));
}

export /** The shape by the first element at each depth, as PyTorch finds it. A tensor inside a list is one element. */
function measure(v: PyValue, shape: number[]): void {
  if (typeof v === "string") throw new TorchError("ValueError", "too many dimensions 'str'");
  const items = itemsOf(v);
  if (items === undefined) {
    shape.push(...(likeArray(v)?.shape ?? []));
    return;
  }
  shape.push(items.length);
  if (shape.length > 128) throw new TorchError("ValueError", `too many dimensions '${typeOf(v).name}'`);
  if (items.length > 0 && !isTensor(items[0])) measure(items[0]!, shape);
}

/** Lists, tuples and ranges; not strings. */
function itemsOf(v: PyValue): readonly PyValue[] | undefined {
  if (v instanceof PyRange) return Array.from({ length: Number(v.length) }, (_, i) => v.at(i));
  return sequence(v);
}

/** The dtype that holds every element. */
function inferDType(v: PyValue): DType {
  if (isTensor(v)) return v.dtype;
  const items = itemsOf(v);
  if (items !== undefined) {
    if (items.length === 0) return getDefaultDType();
    return items.map(inferDType).reduce((a, b) => promoteTypes(a, b));
  }
  const array = likeArray(v);
  if (array !== undefined) return array.dtype;
  if (typeof v === "string") throw new TorchError("TypeError", "new(): invalid data type 'str'");
  const s = v === null ? undefined : toScalar(v);
  if (s === undefined) throw new TorchError("RuntimeError", `Could not infer dtype of ${typeOf(v).name}`);
  return dtypeOfScalar(s);
}

interface Target {
  readonly entries: Float64Array;
  at: number;
  readonly lanes: 1 | 2;
  readonly target: DType;
}

function put(out: Target, re: number, im: number): void {
  out.entries[out.at * out.lanes] = re;
  if (out.lanes === 2) out.entries[2 * out.at + 1] = im;
  out.at++;
}

/** Writes the elements of `v`, which stands at `depth`. */
function store(v: PyValue, shape: readonly number[], depth: number, out: Target): void {
  const inner = isTensor(v) ? v : likeArray(v);
  if (depth === shape.length) {
    if (inner !== undefined) storeElement(inner, out);
    else storeNumber(v, out);
    return;
  }
  if (inner !== undefined) {
    storeTensor(inner, shape, depth, out);
    return;
  }
  const items = itemsOf(v);
  if (items === undefined) throw new TorchError("TypeError", "not a sequence");
  if (items.length !== shape[depth]) {
    throw new TorchError(
      "ValueError",
      `expected sequence of length ${shape[depth]} at dim ${depth} (got ${items.length})`,
    );
  }
  for (const item of items) store(item, shape, depth + 1, out);
}

function storeElement(t: Tensor, out: Target): void {
  if (t.numel !== 1) {
    throw new TorchError("ValueError", "only one element tensors can be converted to Python scalars");
  }
  if (t.requiresGrad) warnings.sink("UserWarning", scalarWarning);
  const entries = denseData(t.impl);
  put(out, entries[0]!, t.dtype.lanes === 2 ? entries[1]! : 0);
}

/** A tensor (or array) in place of a list. */
function storeTensor(t: Tensor, shape: readonly number[], depth: number, out: Target): void {
  if (t.dim === 0) throw new TorchError("TypeError", "not a sequence");
  const want = shape.slice(depth);
  want.forEach((n, d) => {
    const have = t.shape[d];
    if (have === undefined) throw new TorchError("TypeError", "not a sequence");
    if (have !== n) {
      throw new TorchError("ValueError", `expected sequence of length ${n} at dim ${depth + d} (got ${have})`);
    }
  });
  if (t.dim > want.length) {
    throw new TorchError("ValueError", "only one element tensors can be converted to Python scalars");
  }
  const entries = denseData(t.impl);
  const { lanes } = t.dtype;
  for (let i = 0; i < t.numel; i++) put(out, entries[i * lanes]!, lanes === 2 ? entries[2 * i + 1]! : 0);
}

function storeNumber(v: PyValue, out: Target): void {
  const { target } = out;
  const s = v === null ? undefined : toScalar(v);
  if (s === undefined) {
    const { name } = typeOf(v);
    raiseError(
      exceptionTypes.TypeError,
      target.category === "float" || target.category === "complex"
        ? `must be real number, not ${name}`
        : `'${name}' object cannot be interpreted as an integer`,
    );
  }
  if (s.kind === "complex" && target.category !== "complex") {
    raiseError(
      exceptionTypes.TypeError,
      target.category === "int"
        ? "'complex' object cannot be interpreted as an integer"
        : "must be real number, not complex",
    );
  }
  if (target.category === "int") {
    if (typeof v === "bigint" && BigInt.asIntN(64, v) !== v) {
      throw new TorchError("ValueError", "Overflow when unpacking long long");
    }
    if (!fitsInteger(s.value, target)) {
      throw new TorchError("RuntimeError", `value cannot be converted to type ${target.name} without overflow`);
    }
  }
  put(out, s.value, s.imag);
}

/** Applies `requires_grad=True` of a constructor. */
export function withRequiresGrad(t: Tensor, requiresGrad: boolean): Tensor {
  if (!requiresGrad) return t;
  if (t.dtype.category !== "float" && t.dtype.category !== "complex") {
    throw new TorchError("RuntimeError", "Only Tensors of floating point and complex dtype can require gradients");
  }
  t.leafRequiresGrad = true;
  return t;
}

/** A freshly filled dense tensor in the memory order of `x`, as `zeros_like(x)` keeps it. */
export function likeInput(t: Tensor, x: Tensor): Tensor {
  if (x.impl.isContiguous) return t;
  return new Tensor(viewOf(t.impl, t.shape, preservedStrides(x.impl)));
}
