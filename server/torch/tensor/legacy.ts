/** `torch.Tensor(…)` and `torch.FloatTensor(…)`: the constructors from before `torch.tensor`. */

import { alias } from "../../autograd/rules/base.ts";
import type { Tensor } from "../../autograd/tensor.ts";
import { Tensor as HostTensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { objectType, PyType, typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { type DType, dtypes, getDefaultDType } from "../../tensor/dtype.ts";
import { Unsupported } from "../../tensor/errors.ts";
import { empty } from "../../tensor/strided.ts";
import { guarded, sequence, toInt } from "../binding/bind.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";
import { tensorFrom } from "./construct.ts";

const legacy = new Map<PyType, DType>();

/** The dtype of `torch.FloatTensor` and its kin. */
export function legacyDType(type: PyType): DType | undefined {
  return type === tensorType ? getDefaultDType() : legacy.get(type);
}

function build(dtype: DType, args: readonly PyValue[]): Tensor {
  const [first] = args;
  if (first === undefined) return new HostTensor(empty([0], dtype));
  if (args.length === 1 && isTensor(first)) {
    if (first.dtype !== dtype) {
      return raiseError(
        exceptionTypes.TypeError,
        `expected ${dtype.text.replace("torch.", "")} (got ${first.dtype.text.replace("torch.", "")})`,
      );
    }
    return alias(first);
  }
  const isSize = first !== null && typeof first === "object" && "cls" in first && typeOf(first).name === "Size";
  if (args.length === 1 && sequence(first) !== undefined && !isSize) return tensorFrom(first, dtype);
  const sizes = isSize ? (sequence(first) ?? []) : args;
  const shape = sizes.map((n) => toInt(n));
  if (shape.some((n) => n === undefined)) {
    return raiseError(
      exceptionTypes.TypeError,
      `new(): data must be a sequence (got ${typeOf(args.find((n) => toInt(n) === undefined)!).name})`,
    );
  }
  // PyTorch leaves the elements as they were in memory; here they are zeros.
  return new HostTensor(empty(shape as number[], dtype));
}

/** The types that `torch` has beside `Tensor`, by attribute name; also gives `torch.Tensor` its constructor. */
export function installLegacy(): ReadonlyMap<string, PyType> {
  const out = new Map<string, PyType>();
  tensorType.construct ??= (cls, args, kwargs) =>
    guarded(() => {
      if (kwargs !== null && kwargs.size > 0) throw new Unsupported("torch.Tensor with keyword arguments");
      const t = build(getDefaultDType(), args);
      t.cls = cls;
      return toPython(t);
    });
  for (const dtype of dtypes) {
    if (dtype.category === "complex") continue;
    const name = `${dtype.scalarName}Tensor`;
    const type =
      [...legacy.keys()].find((k) => k.name === name) ??
      new PyType(name, [objectType], {
        module: "torch",
        subclassable: false,
        construct: (_cls, args) => guarded(() => toPython(build(dtype, args))),
      });
    legacy.set(type, dtype);
    out.set(name, type);
  }
  return out;
}
