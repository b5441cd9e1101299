/** `torch.return_types`: tuples whose entries also have names, as `max(dim)` and `sort` return them. */
import type { Tensor } from "../autograd/tensor.ts";
import { PyBuiltin } from "../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../python/objects/exceptions.ts";
import { repr } from "../python/objects/text.ts";
import { PyTuple, tupleType } from "../python/objects/tuple.ts";
import { PyType } from "../python/objects/type.ts";
import { PyInstance, type PyValue } from "../python/objects/value.ts";
import { property } from "./classes.ts";
import { toPython } from "./tensorType.ts";

const made = new Map<string, PyType>();

function items(v: PyValue): readonly PyValue[] | undefined {
  return v instanceof PyInstance && v.payload instanceof PyTuple ? v.payload.items : undefined;
}

/** The class `torch.return_types.<name>` with these fields; made on first use. */
export function returnType(name: string, fields: readonly string[]): PyType {
  let type = made.get(name);
  if (type !== undefined) return type;
  type = new PyType(name, [tupleType], { module: "torch.return_types" });
  made.set(name, type);
  fields.forEach((field, i) => {
    property(
      type!,
      field,
      items,
      (values) => values[i]!,
      () => raiseError(exceptionTypes.AttributeError, "readonly attribute"),
    );
  });
  type.set(
    "__repr__",
    new PyBuiltin(
      "__repr__",
      ([self]) =>
        `torch.return_types.${name}(\n${fields.map((field, i) => `${field}=${repr(items(self!)![i]!)}`).join(",\n")})`,
      `${name}.__repr__`,
    ),
  );
  return type;
}

/** A result with named entries: `named("max", ["values", "indices"], results)`. */
export function named(name: string, fields: readonly string[], values: readonly Tensor[]): PyValue {
  return new PyInstance(returnType(name, fields), new PyTuple(values.map(toPython)));
}
export function valuesAndIndices(name: string, values: readonly Tensor[]): PyValue {
  return named(name, ["values", "indices"], values);
}

/** What `torch.return_types` offers: the classes of the operations supported here. */
export function returnTypes(): [string, PyType][] {
  for (const name of ["max", "min", "median", "nanmedian", "mode", "kthvalue", "sort", "topk", "cummax", "cummin"]) {
    returnType(name, ["values", "indices"]);
  }
  returnType("aminmax", ["min", "max"]);
  returnType("frexp", ["mantissa", "exponent"]);
  return [...made];
}
