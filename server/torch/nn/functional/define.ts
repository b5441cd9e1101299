/** How `torch.nn.functional` is filled: functions that are Python code in PyTorch. Builtins are in binding tables. */
import { toCopy } from "../../../autograd/rules/base.ts";
import type { Tensor } from "../../../autograd/tensor.ts";
import type { PyBuiltin } from "../../../python/objects/callable.ts";
import type { PyValue } from "../../../python/objects/value.ts";
import type { DType } from "../../../tensor/dtype.ts";
import { TorchError, Unsupported } from "../../../tensor/errors.ts";
import type { Result } from "../../binding/bind.ts";
import { pythonFunction } from "../../binding/pythonFunction.ts";
import type { ParametersOf } from "../../binding/signature.ts";

export const pythonFunctions = new Map<string, PyBuiltin>();

export function define<S extends string>(name: string, signature: S, body: (...args: ParametersOf<S>) => Result): void {
  pythonFunctions.set(name, pythonFunction(name, signature, body));
}

export function valueError(text: string): never {
  throw new TorchError("ValueError", text);
}
export function runtimeError(text: string): never {
  throw new TorchError("RuntimeError", text);
}
/** Refuses an argument that this engine does not handle, unless it has its neutral value. */
export function refuse(isNeutral: boolean, what: string): void {
  if (!isNeutral) throw new Unsupported(what);
}
/** `x.to(dtype)` where a dtype was asked for. */
export function cast(x: Tensor, dtype: DType | null): Tensor {
  return dtype === null || dtype === x.dtype ? x : toCopy(x, dtype);
}
/** `size_average` and `reduce`, long deprecated: only absent. */
export function refuseLegacy(name: string, sizeAverage: PyValue, reduce: PyValue): void {
  refuse(sizeAverage === null && reduce === null, `torch.nn.functional.${name}(size_average=…, reduce=…)`);
}
export function sizeText(shape: readonly number[]): string {
  return `torch.Size([${shape.join(", ")}])`;
}
export function product(xs: readonly number[]): number {
  return xs.reduce((a, b) => a * b, 1);
}
