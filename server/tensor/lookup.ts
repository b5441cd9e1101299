/** Look-ups built on gathering: one-hot rows, embedding rows, `take_along_dim`. */
import { int64 } from "./dtype.ts";
import { TorchError } from "./errors.ts";
import { gather, indexSelect } from "./scatter.ts";
import {
  broadcastShapes,
  broadcastStrides,
  contiguousStrides,
  denseData,
  empty,
  fromData,
  type Strided,
  viewOf,
  wrapDim,
} from "./strided.ts";

/** `torch.take_along_dim`: gather with broadcasting outside `dim`; without `dim` over the flattened tensor. */
export function takeAlongDim(t: Strided, index: Strided, dim?: number): Strided {
  if (index.dtype !== int64 && index.dtype.name !== "int32") {
    throw new TorchError(
      "RuntimeError",
      `torch.take_along_dim(): dtype of indices should be Long but got ${index.dtype.scalarName}`,
    );
  }
  if (dim === undefined) {
    const flat = fromData(denseData(t), [t.numel], t.dtype);
    return gather(flat, 0, fromData(denseData(index), [index.numel], index.dtype));
  }
  if (t.shape.length !== index.shape.length) {
    throw new TorchError(
      "RuntimeError",
      `torch.take_along_dim(): input and indices should have the same number of dimensions, but got ${t.shape.length} dimensions for input, and ${index.shape.length} dimensions for indices`,
    );
  }
  const d = wrapDim(dim, t.shape.length);
  const without = (shape: readonly number[]): number[] => shape.map((n, e) => (e === d ? 1 : n));
  const common = broadcastShapes(without(t.shape), without(index.shape));
  const sourceShape = common.map((n, e) => (e === d ? t.shape[d]! : n));
  const indexShape = common.map((n, e) => (e === d ? index.shape[d]! : n));
  return gather(
    viewOf(t, sourceShape, broadcastStrides(t, sourceShape)),
    d,
    viewOf(index, indexShape, broadcastStrides(index, indexShape)),
  );
}

/** `torch.nn.functional.one_hot(labels, classes)`; -1 infers the number of classes. */
export function oneHot(labels: Strided, classes = -1): Strided {
  if (labels.dtype !== int64) {
    throw new TorchError("RuntimeError", "one_hot is only applicable to index tensor of type LongTensor.");
  }
  const values = denseData(labels);
  if (labels.numel === 0 && classes <= 0) {
    throw new TorchError("RuntimeError", "Can not infer total number of classes from empty tensor.");
  }
  let largest = -1;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < 0) throw new TorchError("RuntimeError", "Class values must be non-negative.");
    largest = Math.max(largest, values[i]!);
  }
  if (classes !== -1 && classes < 1) throw new TorchError("RuntimeError", "num_classes should be positive");
  const n = classes === -1 ? largest + 1 : classes;
  if (largest >= n) throw new TorchError("RuntimeError", "Class values must be smaller than num_classes.");
  const out = empty([...labels.shape, n], int64);
  for (let i = 0; i < values.length; i++) out.storage.data[i * n + values[i]!] = 1;
  return out;
}

/** `torch.nn.functional.embedding(indices, weight)`: rows of a matrix. */
export function embedding(weight: Strided, indices: Strided): Strided {
  if (weight.shape.length !== 2) throw new TorchError("RuntimeError", "'weight' must be 2-D");
  if (indices.dtype !== int64 && indices.dtype.name !== "int32") {
    throw new TorchError(
      "RuntimeError",
      `Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got ${indices.dtype.tensorName} instead (while checking arguments for embedding)`,
    );
  }
  const rows = indexSelect(weight, 0, fromData(denseData(indices), [indices.numel], indices.dtype));
  const shape = [...indices.shape, weight.shape[1]!];
  return viewOf(rows, shape, contiguousStrides(shape));
}
