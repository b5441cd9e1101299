/** `torch.Size`: a tuple of ints that prints its name. */
import { PyBuiltin } from "../python/objects/callable.ts";
import { PyTuple, tupleType } from "../python/objects/tuple.ts";
import { PyType } from "../python/objects/type.ts";
import { PyInstance, type PyValue } from "../python/objects/value.ts";

export const sizeType = new PyType("Size", [tupleType], { module: "torch" });

export function size(shape: readonly number[]): PyValue {
  return new PyInstance(sizeType, new PyTuple(shape));
}

function dims(v: PyValue): readonly PyValue[] {
  return v instanceof PyInstance && v.payload instanceof PyTuple ? v.payload.items : [];
}

sizeType.set(
  "__repr__",
  new PyBuiltin("__repr__", ([self]) => `torch.Size([${dims(self!).join(", ")}])`, "Size.__repr__"),
);
sizeType.set(
  "numel",
  new PyBuiltin("numel", ([self]) => dims(self!).reduce<number>((n, d) => n * Number(d), 1), "Size.numel"),
);
