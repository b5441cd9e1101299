/** Failures of tensor operations, with the type and text that PyTorch raises in Python. The torch floor converts them. */

export type TorchErrorType =
  | "RuntimeError"
  | "IndexError"
  | "TypeError"
  | "ValueError"
  | "NotImplementedError"
  | "AttributeError"
  | "AssertionError"
  | "OverflowError"
  | "LinAlgError"
  | "UserError";

export class TorchError extends Error {
  readonly type: TorchErrorType;
  constructor(type: TorchErrorType, message: string) {
    super(message);
    this.type = type;
  }
}

export function fail(message: string): never {
  throw new TorchError("RuntimeError", message);
}

/**
 * Something PyTorch has and this engine does not. Not a Python exception: a snippet cannot catch it, because carrying
 * on would show numbers that PyTorch would not.
 */
export class Unsupported extends Error {
  readonly feature: string;
  constructor(feature: string) {
    super(`not supported by GradLens: ${feature}`);
    this.feature = feature;
  }
}
