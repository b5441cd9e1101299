/** `out=`: writes results into tensors that the caller gives, resizing them where PyTorch does. */
import { modes, warnings } from "../../autograd/modes.ts";
import { overwrite } from "../../autograd/op.ts";
import { Tensor } from "../../autograd/tensor.ts";
import { exceptionTypes, raiseError } from "../../python/objects/exceptions.ts";
import { typeOf } from "../../python/objects/type.ts";
import type { Kwargs, PyValue } from "../../python/objects/value.ts";
import { TorchError } from "../../tensor/errors.ts";
import { empty, sameShape } from "../../tensor/strided.ts";
import { isTensor, toPython } from "../tensorType.ts";

/** The keyword arguments without `out`, and what was given for it. */
export function takeOut(kwargs: Kwargs): { rest: Kwargs; out: PyValue } | null {
  const out = kwargs?.get("out") ?? null;
  if (kwargs === null || out === null) return null;
  const rest = new Map(kwargs);
  rest.delete("out");
  return { rest: rest.size === 0 ? null : rest, out };
}

/** Raises for an `out` that is no tensor, and for arguments that require grad. */
export function checkOut(name: string, out: PyValue, values: readonly unknown[]): Tensor {
  if (!isTensor(out)) {
    return raiseError(exceptionTypes.TypeError, `${name}(): argument 'out' must be Tensor, not ${typeOf(out).name}`);
  }
  const isTracked = modes.grad && [out, ...values].some((v) => v instanceof Tensor && v.requiresGrad);
  if (isTracked) {
    throw new TorchError(
      "RuntimeError",
      `${name}(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad.`,
    );
  }
  return out;
}

/** Writes `result` into `out`, which is returned. */
export function writeOut(out: Tensor, result: Tensor): PyValue {
  if (!sameShape(out.shape, result.shape)) {
    if (out.numel > 0) {
      warnings.sink(
        "UserWarning",
        `An output with one or more elements was resized since it had shape [${out.shape.join(", ")}], which does not match the required output shape [${result.shape.join(", ")}]. This behavior is deprecated, and in a future PyTorch release outputs will not be resized unless they have zero elements. You can explicitly reuse an out tensor t by resizing it, inplace, to zero elements with t.resize_(0).`,
      );
    }
    out.impl = empty(result.shape, out.dtype);
  }
  if (out.shape.some((n, d) => n > 1 && out.impl.strides[d] === 0)) {
    throw new TorchError(
      "RuntimeError",
      "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.",
    );
  }
  overwrite(out, result.impl);
  return toPython(out);
}
