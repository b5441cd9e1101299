/**
 * How a Python exception travels through the host, and the stops that are not Python exceptions.
 *
 * `Raise` is what host code throws to raise; the evaluator's `try` catches it. `HostStop`s are not catchable by a
 * snippet: a budget that ran out, or a feature that is not there, ends the statement whatever `except` stands around it,
 * because carrying on would show numbers that CPython or PyTorch would not.
 */
import type { Site } from "../evaluation/observer.ts";
import type { PyValue } from "./value.ts";

/** A Python exception in flight. Not an Error: it needs no host stack, and creating one must be cheap. */
export class Raise {
  /** An instance of BaseException (exceptions.ts: PyException). */
  readonly exc: PyValue;
  /**
   * The evaluator's frame that has last added itself to the traceback; null while no frame has seen this throw. A frame
   * that passes the throw on after handling it (`finally`, a handler that does not match) must not add itself twice.
   */
  frame: object | null = null;
  constructor(exc: PyValue) {
    this.exc = exc;
  }
}

export abstract class HostStop extends Error {
  /** Where the snippet was when it stopped: set by the evaluator as the innermost frame is left. */
  site: Site | null = null;
}

/** "GradLens does not have this": names the feature as the user would (`torch.fft.fftn`, `async def`). */
export class NotSupported extends HostStop {
  readonly feature: string;
  constructor(feature: string) {
    super(`not supported by GradLens: ${feature}`);
    this.feature = feature;
  }
}

/** Which allowance ran out. */
export type BudgetKind = "steps" | "time" | "memory" | "depth" | "output" | "cancelled";

export class BudgetExceeded extends HostStop {
  readonly kind: BudgetKind;
  constructor(kind: BudgetKind, message: string) {
    super(message);
    this.kind = kind;
  }
}
