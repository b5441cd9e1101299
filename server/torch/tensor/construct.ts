/** `torch.tensor(data)`: from Python numbers and nested sequences. */

import { warnings } from "../../autograd/modes.ts";
import { clone as cloneOp, detach, toCopy } from "../../autograd/rules/base.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import {
  bool,
  complex64,
  complex128,
  type DType,
  float64,
  getDefaultDType,
  int64,
  promoteTypes,
} from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { preservedStrides } from "../../tensor/loops.ts";
import { convertEntries } from "../../tensor/promotion.ts";
import { denseData, fromData, viewOf } from "../../tensor/strided.ts";
import { sequence, toScalar } from "../binding/bind.ts";
import type { Scalar } from "../binding/signature.ts";
import { isTensor } from "../tensorType.ts";

const copyWarning = (name: string): string =>
  `To copy construct from a tensor, it is recommended to use sourceTensor.detach().clone() or sourceTensor.detach().clone().requires_grad_(True), rather than ${name}(sourceTensor).`;
const scalarWarning =
  "Converting a tensor with requires_grad=True to a scalar may lead to unexpected behavior.\nConsider using tensor.detach() first.";

/** Hosts that know other array-like objects (NumPy arrays) register here: a dense tensor, or undefined. */
export const arrayLikes: ((v: PyValue) => Tensor | undefined)[] = [];

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
  for (const like of arrayLikes) {
    const t = like(data);
    if (t !== undefined) return dtype === null || dtype === t.dtype ? cloneOp(t) : toCopy(t, dtype);
  }
  const shape: number[] = [];
  measure(data, shape);
  const leaves: Scalar[] = [];
  const element: { dtype: DType | null } = { dtype: null };
  collect(data, shape, 0, leaves, element);
  const inferred = element.dtype ?? getDefaultDType();
  const target = dtype ?? inferred;
  const wide = leaves.some((s) => s.kind === "complex");
  const source = wide ? complex128 : float64;
  const entries = new Float64Array(leaves.length * source.lanes);
  leaves.forEach((s, i) => {
    entries[i * source.lanes] = s.value;
    if (wide) entries[2 * i + 1] = s.imag;
  });
  if (wide && target.category !== "complex") {
    raiseError(exceptionTypes.TypeError, "can't convert complex to float");
  }
  return new Tensor(fromData(convertEntries(entries, source, target), shape, target));
}

/** The shape by the first element at each depth, as PyTorch finds it. */
function measure(v: PyValue, shape: number[]): void {
  const items = sequence(v);
  if (items === undefined) {
    if (isTensor(v)) shape.push(...v.shape);
    else for (const like of arrayLikes) shape.push(...(like(v)?.shape ?? []));
    return;
  }
  shape.push(items.length);
  if (shape.length > 128) throw new TorchError("ValueError", "too many dimensions 'list'");
  if (items.length > 0) measure(items[0]!, shape);
}

function collect(
  v: PyValue,
  shape: readonly number[],
  depth: number,
  out: Scalar[],
  element: { dtype: DType | null },
): void {
  const items = sequence(v);
  if (items !== undefined) {
    if (depth >= shape.length) notAScalar(v);
    if (items.length !== shape[depth]) {
      throw new TorchError(
        "ValueError",
        `expected sequence of length ${shape[depth]} at dim ${depth} (got ${items.length})`,
      );
    }
    for (const item of items) collect(item, shape, depth + 1, out, element);
    return;
  }
  const inner = isTensor(v) ? v : arrayLikes.map((like) => like(v)).find((t) => t !== undefined);
  if (inner !== undefined) {
    if (inner.numel === 1 && depth === shape.length && inner.requiresGrad) warnings.sink("UserWarning", scalarWarning);
    if (inner.numel !== 1 && depth === shape.length) {
      throw new TorchError("ValueError", "only one element tensors can be converted to Python scalars");
    }
    const entries = denseData(inner.impl);
    const { lanes, category } = inner.dtype;
    for (let i = 0; i < inner.numel; i++) {
      out.push({ kind: category, value: entries[i * lanes]!, imag: lanes === 2 ? entries[2 * i + 1]! : 0 });
    }
    element.dtype = element.dtype === null ? inner.dtype : promoteTypes(element.dtype, inner.dtype);
    return;
  }
  const s = toScalar(v);
  if (s === undefined) notAScalar(v);
  if (depth !== shape.length) {
    raiseError(exceptionTypes.TypeError, `object of type '${typeOf(v).name}' has no len()`);
  }
  const d = dtypeOfScalar(s);
  element.dtype = element.dtype === null ? d : promoteTypes(element.dtype, d);
  out.push(s);
}

function notAScalar(v: PyValue): never {
  if (sequence(v) !== undefined) {
    throw new TorchError("TypeError", `not a sequence`);
  }
  if (typeof v === "string") throw new TorchError("TypeError", `new(): invalid data type 'str'`);
  if (v === null) throw new TorchError("RuntimeError", "Could not infer dtype of NoneType");
  throw new TorchError("RuntimeError", `Could not infer dtype of ${typeOf(v).name}`);
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
