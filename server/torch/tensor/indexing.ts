/**
 * `t[...]` and `t[...] = v`: reads Python's index into views and index tensors
 * (behaviour: torch/csrc/autograd/python_variable_indexing, ATen/TensorIndexing).
 */
import { warnings } from "../../autograd/modes.ts";
import { alias, copy, expand } from "../../autograd/rules/base.ts";
import { index, indexPut } from "../../autograd/rules/indexing.ts";
import { elementOf, fillTensor } from "../../autograd/rules/scattering.ts";
import { select, slice, unbind, unsqueeze, view } from "../../autograd/rules/shape.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { fromHost, HostBackedIterator, iteratorType } from "../../python/objects/iteration.ts";
import { PyList } from "../../python/objects/list.ts";
import { toIndex } from "../../python/objects/operators.ts";
import { PyRange } from "../../python/objects/range.ts";
import { Ellipsis } from "../../python/objects/singletons.ts";
import { PySlice } from "../../python/objects/slice.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { typeOf } from "../../python/objects/type.ts";
import { PyInstance, type PyValue } from "../../python/objects/value.ts";
import * as comparison from "../../tensor/comparison.ts";
import { bool, int64, uint8 } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { denseData, empty, sameShape } from "../../tensor/strided.ts";
import { sequence, toScalar } from "../binding/bind.ts";
import { wrapNumber } from "../scalars.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { likeArray, tensorFrom } from "./construct.ts";
import { special } from "./protocol.ts";

const tensorIterator = iteratorType("tuple_iterator");
const limit = Number.MAX_SAFE_INTEGER;

function indexError(text: string): never {
  throw new TorchError("IndexError", text);
}

/** A whole Python int, also one of a subclass; bool is not one here. */
function intOf(v: PyValue): number | bigint | undefined {
  if (typeof v === "number" || typeof v === "bigint") return v;
  if (v instanceof PyInstance && (typeof v.payload === "number" || typeof v.payload === "bigint")) return v.payload;
  return undefined;
}

function unpackIndex(v: number | bigint): number {
  if (typeof v === "bigint" && BigInt.asIntN(64, v) !== v) {
    throw new TorchError("ValueError", "Overflow when unpacking long long");
  }
  return Number(v);
}

/** A bound of a slice; those beyond 64 bits are cut off. */
function bound(v: PyValue, fallback: number): number {
  if (v === null) return fallback;
  if (typeof v !== "number" && typeOf(v).lookup("__index__") === undefined) {
    raiseError(exceptionTypes.TypeError, "slice indices must be integers or None or have an __index__ method");
  }
  const n = toIndex(v);
  if (typeof n === "bigint" && BigInt.asIntN(64, n) !== n) {
    warnings.sink(
      "UserWarning",
      "Truncating the start/stop/step of slice. This is likely because of saved old models when the start/stop/step were larger.",
    );
  }
  return Math.max(-limit, Math.min(limit, Number(n)));
}

interface Bounds {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}
function boundsOf(v: PySlice): Bounds {
  const step = bound(v.step, 1);
  if (step === 0) raiseError(exceptionTypes.ValueError, "slice step cannot be zero");
  if (step < 0) raiseError(exceptionTypes.ValueError, "step must be greater than zero");
  return { start: bound(v.start, 0), stop: bound(v.stop, limit), step };
}

const isByteMask = (t: Tensor): boolean => t.dtype === bool || t.dtype === uint8;

/** How many dimensions an index entry uses up. */
function consumed(v: PyValue): number {
  if (v === null || v === Ellipsis || typeof v === "boolean") return 0;
  return isTensor(v) && isByteMask(v) ? v.dim : 1;
}

/** What Python's sequence protocol makes of an index entry; tensors and strings apart. */
function isSequence(v: PyValue): boolean {
  return typeof v === "string" || v instanceof PyRange || sequence(v) !== undefined;
}
function itemsOf(v: PyValue): readonly PyValue[] {
  if (typeof v === "string") return [...v];
  if (v instanceof PyRange) return Array.from({ length: Number(v.length) }, (_, i) => v.at(i));
  return sequence(v) ?? [];
}

/** An array of NumPy's indexes as the tensor of its data does. */
function arrayAsTensor(v: PyValue): PyValue {
  if (!(v instanceof PyInstance) || v.payload !== undefined) return v;
  const t = likeArray(v);
  return t === undefined ? v : toPython(t);
}

/**
 * A list that holds sequences, slices, tensors, `...` or None counts as a tuple (a deprecated reading that 2.13 still
 * has); any other list is an index tensor.
 */
function asTuple(key: PyValue): readonly PyValue[] {
  if (key instanceof PyTuple || (key instanceof PyInstance && key.payload instanceof PyTuple)) return itemsOf(key);
  if (!isSequence(key)) return [key];
  const items = itemsOf(key);
  const isTupleLike =
    items.length < 32 &&
    items.some((v) => isTensor(v) || isSequence(v) || v instanceof PySlice || v === Ellipsis || v === null);
  if (!isTupleLike) return [key];
  warnings.sink(
    "UserWarning",
    "Using a non-tuple sequence for multidimensional indexing is deprecated and will be changed in pytorch 2.9; use x[tuple(seq)] instead of x[seq]. In pytorch 2.9 this will be interpreted as tensor index, x[torch.tensor(seq)], which will result either in an error or a different result (Triggered internally at /__w/pytorch/pytorch/torch/csrc/autograd/python_variable_indexing.cpp:347.)",
  );
  return items;
}

/** A list of numbers as an index tensor; an empty one is of integers. */
function fromSequence(v: PyValue): Tensor {
  if (typeof v === "string") throw new TorchError("TypeError", "new(): invalid data type 'str'");
  const t = tensorFrom(v instanceof PyRange ? new PyList([...itemsOf(v)]) : v, null);
  return t.numel === 0 ? tensorFrom(v, int64) : t;
}

/** `position` is where the entry stood in the index: PyTorch counts dimensions in its messages that way. */
function selectAt(t: Tensor, dim: number, i: number, position: number): Tensor {
  if (t.dim === 0) {
    indexError(
      "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
    );
  }
  const n = t.shape[dim]!;
  if (i < -n || i >= n) indexError(`index ${i} is out of bounds for dimension ${position} with size ${n}`);
  return select(t, dim, i);
}

/** A bool as an index tensor: position 0, or no position, of a dimension of size 1. */
function boolIndex(v: boolean): Tensor {
  return new Tensor(empty(v ? [1] : [0], int64));
}

interface Resolved {
  readonly viewed: Tensor;
  readonly tensors: (Tensor | null)[] | null;
}

/** Applies an index given as a tuple: first the views, then what index tensors remain. */
function resolve(self: Tensor, entries: readonly PyValue[]): Resolved {
  let wanted = 0;
  for (const v of entries) wanted += consumed(v);
  if (wanted > self.dim) indexError(`too many indices for tensor of dimension ${self.dim}`);
  let t = self;
  let dim = 0;
  // One entry per dimension of `t`; a mask of several dimensions stands at its first, the others are marked.
  const slots: (Tensor | null | "taken")[] = [];
  let hasTensors = false;
  const put = (i: Tensor, width: number): void => {
    while (slots.length < dim) slots.push(null);
    slots[dim] = i;
    for (let k = 1; k < width; k++) slots[dim + k] = "taken";
    dim += width;
    hasTensors = true;
  };
  entries.forEach((v, position) => {
    const i = intOf(v);
    if (i !== undefined) {
      t = selectAt(t, dim, unpackIndex(i), position);
    } else if (v instanceof PySlice) {
      const { start, stop, step } = boundsOf(v);
      // A slice that takes everything leaves no node.
      if (!(start === 0 && stop >= t.shape[dim]! && step === 1)) t = slice(t, dim, start, stop, step);
      dim++;
    } else if (v === Ellipsis) {
      dim += self.dim - wanted;
    } else if (v === null) {
      t = unsqueeze(t, dim++);
    } else if (typeof v === "boolean") {
      t = unsqueeze(t, dim);
      put(boolIndex(v), 1);
    } else if (isTensor(v)) {
      if (v.dim === 0 && (v.dtype.category === "int" || v.dtype === bool)) {
        const value = v.impl.data[v.impl.offset]!;
        if (isByteMask(v)) {
          t = unsqueeze(t, dim);
          put(boolIndex(value !== 0), 1);
        } else t = selectAt(t, dim, value, position);
      } else put(v, isByteMask(v) ? v.dim : 1);
    } else if (isSequence(v)) {
      const tensor = fromSequence(v);
      put(tensor, isByteMask(tensor) ? tensor.dim : 1);
    } else {
      t = selectAt(t, dim, indexLike(v), position);
    }
  });
  return { viewed: t, tensors: hasTensors ? slots.filter((s) => s !== "taken") : null };
}

function indexLike(v: PyValue): number {
  let i: number | bigint;
  try {
    i = toIndex(v);
  } catch {
    return indexError(
      `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeOf(v).name})`,
    );
  }
  return unpackIndex(i);
}

function warnByteIndex(tensors: readonly (Tensor | null)[]): void {
  for (const t of tensors) {
    if (t?.dtype === uint8) {
      warnings.sink(
        "UserWarning",
        "indexing with dtype torch.uint8 is now deprecated, please use a dtype torch.bool instead. (Triggered internally at /__w/pytorch/pytorch/aten/src/ATen/native/IndexingUtils.h:37.)",
      );
    }
  }
}

/** A slice as the whole index: unlike inside a tuple it always makes a node. */
function sliceFirst(self: Tensor, v: PySlice, isOptimised: boolean): Tensor {
  const { start, stop, step } = boundsOf(v);
  if (self.dim === 0) indexError("slice() cannot be applied to a 0-dim tensor.");
  if (isOptimised && start === 0 && stop >= self.shape[0]! && step === 1) return self;
  return slice(self, 0, start, stop, step);
}

export function getItem(self: Tensor, key: PyValue): Tensor {
  if (key === null) return unsqueeze(self, 0);
  if (key === Ellipsis) return alias(self);
  const i = intOf(key);
  if (i !== undefined) return selectAt(self, 0, unpackIndex(i), 0);
  if (key instanceof PySlice) return sliceFirst(self, key, false);
  const { viewed, tensors } = resolve(self, asTuple(key).map(arrayAsTensor));
  if (tensors === null) return viewed === self ? alias(self) : viewed;
  warnByteIndex(tensors);
  return index(viewed, tensors);
}

/** `shape` without its leading ones: what is assigned may have more of them than its place. */
function withoutLeadingOnes(shape: readonly number[]): readonly number[] {
  const first = shape.findIndex((n) => n !== 1);
  return first < 0 ? [] : shape.slice(first);
}

/** Writes `source` into a view, as `copy_`, `fill_`, or after broadcasting. */
function assign(target: Tensor, source: Tensor): void {
  if (sameShape(source.shape, target.shape)) copy.inplace(target, source);
  else if (source.dim === 0) fillTensor.inplace(target, source);
  else {
    const cut = view(source, withoutLeadingOnes(source.shape));
    copy.inplace(target, sameShape(cut.shape, target.shape) ? cut : expand(cut, target.shape));
  }
}

/** A number becomes a tensor of the dtype that it is assigned to. */
function valueTensor(self: Tensor, value: PyValue): Tensor {
  if (isTensor(value)) return value;
  const s = toScalar(value);
  if (s === undefined || sequence(value) !== undefined) {
    return raiseError(exceptionTypes.TypeError, `can't assign a ${typeOf(value).name} to a ${self.dtype.tensorName}`);
  }
  return elementOf(self, s);
}

/** Where an assignment writes when the index is one simple thing; null when it has to be resolved. */
function simpleWindow(self: Tensor, key: PyValue): Tensor | null {
  if (key === Ellipsis) return self;
  if (key === null || key === true) return unsqueeze(self, 0);
  const i = intOf(key);
  if (i !== undefined) return selectAt(self, 0, unpackIndex(i), 0);
  return key instanceof PySlice ? sliceFirst(self, key, true) : null;
}

export function setItem(self: Tensor, key: PyValue, given: PyValue): void {
  const value = valueTensor(self, given);
  // Nothing is written; PyTorch does not look at the shapes either.
  if (key === false) return;
  const window = simpleWindow(self, key);
  if (window !== null) {
    assign(window, value);
    return;
  }
  const { viewed, tensors } = resolve(self, asTuple(key).map(arrayAsTensor));
  if (tensors === null) {
    assign(viewed, value);
    return;
  }
  warnByteIndex(tensors);
  const shape = withoutLeadingOnes(value.shape);
  indexPut.inplace(viewed, tensors, sameShape(shape, value.shape) ? value : view(value, shape), false);
}

/** `x in t`: whether any element equals. */
function contains(self: Tensor, v: PyValue): boolean {
  const other = isTensor(v) ? v : wrapNumber(v);
  if (other === undefined) {
    const { module, qualname } = typeOf(v);
    throw new TorchError(
      "RuntimeError",
      `Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '${module === "builtins" ? "" : `${module}.`}${qualname}'>.`,
    );
  }
  return denseData(comparison.eq(other.impl, self.impl)).some((x) => x !== 0);
}

export function installIndexing(): void {
  special("__getitem__", (self, [key]) => toPython(getItem(self, key!)));
  special("__setitem__", (self, [key, value]) => {
    setItem(self, key!, value!);
    return null;
  });
  special("__delitem__", () => {
    return raiseError(exceptionTypes.TypeError, "Tensor does not support deleting items");
  });
  special("__contains__", (self, [v]) => contains(self, v!));
  special("__iter__", (self) => {
    if (self.dim === 0) return raiseError(exceptionTypes.TypeError, "iteration over a 0-d tensor");
    return new HostBackedIterator(tensorIterator, fromHost(unbind(self, 0).map(toPython)));
  });
}
