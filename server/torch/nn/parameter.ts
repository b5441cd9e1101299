/** `nn.Parameter` and `nn.Buffer`: tensors that a Module registers when they are assigned to it. */
import { Tensor } from "../../autograd/tensor.ts";
import { PyBuiltin } from "../../python/objects/callable.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { PyList } from "../../python/objects/list.ts";
import { PyType, typeOf } from "../../python/objects/type.ts";
import type { PyValue } from "../../python/objects/value.ts";
import { guarded } from "../binding/bind.ts";
import { tensorFrom, withRequiresGrad } from "../tensor/construct.ts";
import { reprOf } from "../tensor/repr.ts";
import { isTensor, tensorType, toPython } from "../tensorType.ts";

/** A leaf on the same data. */
export function makeParameter(data: Tensor, requiresGrad = true, cls: PyType = parameterType): Tensor {
  const t = new Tensor(data.impl, data.counter);
  t.cls = cls;
  t.attrs = new Map<string, never>();
  return withRequiresGrad(t, requiresGrad);
}

export const parameterType: PyType = new PyType("Parameter", [tensorType], {
  module: "torch.nn.parameter",
  construct: (cls, args, kwargs) =>
    guarded(() => {
      const data = args[0] ?? kwargs?.get("data") ?? null;
      const requiresGrad = (args[1] ?? kwargs?.get("requires_grad") ?? true) === true;
      if (data === null) return toPython(makeParameter(tensorFrom(new PyList([]), null), requiresGrad, cls));
      if (!isTensor(data)) {
        raiseError(exceptionTypes.TypeError, `tensor() argument 'data' must be a Tensor, not ${typeOf(data).name}`);
      }
      return toPython(makeParameter(data, requiresGrad, cls));
    }),
});
parameterType.set("__init__", new PyBuiltin("__init__", () => null));
for (const name of ["__repr__", "__str__"]) {
  parameterType.set(
    name,
    new PyBuiltin(name, ([self]) => (isTensor(self) ? `Parameter containing:\n${reprOf(self)}` : "")),
  );
}

export function isParameter(v: PyValue | undefined): v is PyValue & Tensor {
  return v !== undefined && isTensor(v) && (v.cls as PyType).isSubtypeOf(parameterType);
}
