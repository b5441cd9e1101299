/** Tensor failures as Python exceptions. */
import { Raise } from "../python/objects/errors.ts";
import { exceptionTypes, newException } from "../python/objects/exceptions.ts";
import { PyType } from "../python/objects/type.ts";
import type { TorchError } from "../tensor/errors.ts";

/** `torch.linalg.LinAlgError`. */
export const linAlgErrorType = new PyType("_LinAlgError", [exceptionTypes.RuntimeError], { module: "torch._C" });

export function raiseTorch(e: TorchError): Raise {
  const type =
    e.type === "LinAlgError"
      ? linAlgErrorType
      : e.type === "UserError"
        ? exceptionTypes.RuntimeError
        : exceptionTypes[e.type];
  return new Raise(newException(type, e.message));
}
