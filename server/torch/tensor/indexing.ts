/** `t[...]` and `t[...] = v`: reads Python's index into views and index tensors (torch/csrc/autograd/python_variable_indexing). */
import { copy } from "../../autograd/rules/base.ts";
import { index, indexPut } from "../../autograd/rules/indexing.ts";
import { select, slice, unbind, unsqueeze, view } from "../../autograd/rules/shape.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { fromHost, HostBackedIterator, iteratorType } from "../../python/objects/iteration.ts";
import { PyList } from "../../python/objects/list.ts";
import { toIndex } from "../../python/objects/operators.ts";
import { Ellipsis } from "../../python/objects/singletons.ts";
import { PySlice } from "../../python/objects/slice.ts";
import { PyTuple } from "../../python/objects/tuple.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { bool } from "../../tensor/dtype.ts";
import { TorchError } from "../../tensor/errors.ts";
import { sequence } from "../binding/bind.ts";
import { wrapNumber } from "../scalars.ts";
import { isTensor, toPython } from "../tensorType.ts";
import { tensorFrom } from "./construct.ts";
import { special } from "./protocol.ts";

const tensorIterator = iteratorType("tuple_iterator");
const limit = Number.MAX_SAFE_INTEGER;

function bound(v: PyValue, fallback: number): number {
  if (v === null) return fallback;
  const n = Number(isTensor(v) ? v.impl.data[v.impl.offset]! : toIndex(v));
  return n;
}

/** How many dimensions an index entry uses up. */
function consumed(v: PyValue): number {
  if (v === null || v === Ellipsis || typeof v === "boolean") return 0;
  if (isTensor(v) && (v.dtype === bool || v.dtype.name === "uint8")) return v.dim;
  return 1;
}

/** Applies an index: first the views, then what index tensors remain. */
function resolve(self: Tensor, key: PyValue): { viewed: Tensor; tensors: (Tensor | null)[] | null } {
  const raw = key instanceof PyTuple ? key.items : [key];
  const entries = raw.map((v) => (v instanceof PyList || v instanceof PyTuple ? fromSequence(v) : v));
  const wanted = entries.reduce<number>((n, v) => n + consumed(v), 0);
  if (wanted > self.dim) {
    throw new TorchError("IndexError", `too many indices for tensor of dimension ${self.dim}`);
  }
  let t = self;
  let dim = 0;
  const tensors: (Tensor | null)[] = [];
  let hasTensors = false;
  const put = (d: number, i: Tensor): void => {
    while (tensors.length < d) tensors.push(null);
    tensors[d] = i;
    hasTensors = true;
  };
  for (const v of entries) {
    if (typeof v === "number" || typeof v === "bigint") {
      const i = Number(v);
      const size = t.shape[dim]!;
      if (i < -size || i >= size) {
        throw new TorchError("IndexError", `index ${i} is out of bounds for dimension ${dim} with size ${size}`);
      }
      t = select(t, dim, i);
    } else if (v instanceof PySlice) {
      const step = bound(v.step, 1);
      if (step === 0) raiseError(exceptionTypes.ValueError, "slice step cannot be zero");
      if (step < 0) raiseError(exceptionTypes.ValueError, "step must be greater than zero");
      const start = bound(v.start, 0);
      const end = bound(v.stop, limit);
      // PyTorch leaves out the node of a slice that takes everything.
      const isWhole = v.start === null && v.stop === null && step === 1;
      if (!isWhole) t = slice(t, dim, start, end, step);
      dim++;
    } else if (v === Ellipsis) {
      dim += self.dim - wanted;
    } else if (v === null) {
      t = unsqueeze(t, dim++);
    } else if (typeof v === "boolean") {
      t = unsqueeze(t, dim);
      put(dim++, tensorFrom(new PyList([v]), bool));
    } else if (isTensor(v)) {
      if (v.dim === 0 && v.dtype.category === "int" && v.dtype.name !== "uint8") {
        const i = v.impl.data[v.impl.offset]!;
        const size = t.shape[dim]!;
        if (i < -size || i >= size) {
          throw new TorchError("IndexError", `index ${i} is out of bounds for dimension ${dim} with size ${size}`);
        }
        t = select(t, dim, i);
      } else if (v.dim === 0 && v.dtype === bool) {
        t = unsqueeze(t, dim);
        put(dim++, view(v, [1]));
      } else {
        put(dim, v);
        dim += Math.max(consumed(v), 1);
        if (v.dtype === bool) for (let k = 1; k < v.dim; k++) tensors.push(null);
      }
    } else {
      const asIndex = indexLike(v);
      t = select(t, dim, asIndex);
    }
  }
  return { viewed: t, tensors: hasTensors ? compact(tensors) : null };
}

/** A mask takes several dimensions but is one entry of the list. */
function compact(tensors: readonly (Tensor | null)[]): (Tensor | null)[] {
  const out: (Tensor | null)[] = [];
  for (let i = 0; i < tensors.length; i++) {
    const t = tensors[i]!;
    out.push(t);
    if (t !== null && t.dtype === bool) i += t.dim - 1;
  }
  return out;
}

function indexLike(v: PyValue): number {
  try {
    return Number(toIndex(v));
  } catch {
    throw new TorchError(
      "IndexError",
      `only integers, slices (\`:\`), ellipsis (\`...\`), None and long or byte Variables are valid indices (got ${typeOf(v).name})`,
    );
  }
}

/** A list of numbers is an index tensor. */
function fromSequence(v: PyValue): PyValue {
  const items = sequence(v) ?? [];
  const t = tensorFrom(v, items.length === 0 ? null : null);
  if (t.numel === 0) return toPython(tensorFrom(v, (wrapNumber(0) as Tensor).dtype));
  return toPython(t);
}

export function getItem(self: Tensor, key: PyValue): Tensor {
  const { viewed, tensors } = resolve(self, key);
  if (tensors !== null) return index(viewed, tensors);
  // `t[...]` and `t[:]` give a fresh alias.
  return viewed === self ? slice(self, 0, 0, limit, 1) : viewed;
}

export function setItem(self: Tensor, key: PyValue, value: PyValue): void {
  const source = isTensor(value) ? value : wrapNumber(value);
  if (source === undefined) {
    raiseError(exceptionTypes.TypeError, `can't assign a ${typeOf(value).name} to a ${self.dtype.tensorName}`);
  }
  const { viewed, tensors } = resolve(self, key);
  if (tensors === null) copy.inplace(viewed, source);
  else indexPut.inplace(viewed, tensors, source, false);
}

export function installIndexing(): void {
  special("__getitem__", (self, [key]) => {
    if (
      self.dim === 0 &&
      key !== Ellipsis &&
      key !== null &&
      typeof key !== "boolean" &&
      consumed(key!) > 0 &&
      !(key instanceof PyTuple && key.items.length === 0)
    ) {
      if (typeof key === "number" || key instanceof PySlice) {
        throw new TorchError(
          "IndexError",
          key instanceof PySlice
            ? "slice() cannot be applied to a 0-dim tensor."
            : "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number",
        );
      }
    }
    return toPython(getItem(self, key!));
  });
  special("__setitem__", (self, [key, value]) => {
    setItem(self, key!, value!);
    return null;
  });
  special("__iter__", (self) => {
    if (self.dim === 0) return raiseError(exceptionTypes.TypeError, "iteration over a 0-d tensor");
    return new HostBackedIterator(tensorIterator, fromHost(unbind(self, 0).map(toPython)));
  });
}
