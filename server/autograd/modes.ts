/** Thread-local switches of autograd: grad mode, inference mode, anomaly detection; and what the run listens to. */
import type { Strided } from "../tensor/strided.ts";
import type { Node } from "./node.ts";
import type { Tensor } from "./tensor.ts";

export const modes = {
  /** `torch.is_grad_enabled()`. */
  grad: true,
  /** `torch.is_inference_mode_enabled()`. */
  inference: false,
  /** `torch.autograd.set_detect_anomaly`. */
  anomaly: false,
  anomalyCheckNan: true,
};

/**
 * Anomaly detection: `trace` describes where the program is when a node is made, `report` tells of a node that failed.
 * The torch floor sets both; the first is asked only while the mode is on.
 */
export const anomaly: { trace: () => unknown; report: (node: Node) => void } = {
  trace: () => null,
  report: () => undefined,
};

export function withGrad<T>(enabled: boolean, body: () => T): T {
  const before = modes.grad;
  modes.grad = enabled;
  try {
    return body();
  } finally {
    modes.grad = before;
  }
}

/** Receives what PyTorch would print with `warnings.warn`. The torch floor connects it to Python's `warnings`. */
export const warnings: {
  sink: (category: "UserWarning" | "FutureWarning" | "DeprecationWarning", text: string) => void;
} = {
  sink: () => undefined,
};

/** What a host may want to know of backward passes. Everything here is already computed: observers must only look. */
export interface BackwardObserver {
  /** A pass begins. `roots` are what `.backward()` was called on. */
  begin(roots: readonly Tensor[]): void;
  /** `node` ran as number `order`: gradients with respect to its forward outputs came in, those to its inputs went out. */
  ran(node: Node, order: number, gradOutputs: readonly (Tensor | null)[], gradInputs: readonly (Tensor | null)[]): void;
  /** `incoming` arrived at output `nr` of `node` (an addend, before summation). */
  arrived(node: Node, nr: number, incoming: Tensor): void;
  /** A leaf's `.grad` went from `before` (a snapshot) to `after`. */
  accumulated(leaf: Tensor, before: Strided | null, incoming: Tensor, after: Tensor): void;
  end(): void;
}
export const backwardObserver: { current: BackwardObserver | null } = { current: null };

/** Back to the state of a fresh process. Called before each run. */
export function resetModes(): void {
  modes.grad = true;
  modes.inference = false;
  modes.anomaly = false;
  modes.anomalyCheckNan = true;
  backwardObserver.current = null;
}

/**
 * Set by the complex family: the real part as a differentiable operation. It stands here, below everything, because the
 * walk needs it and the family's rules need the walk's neighbours: whichever module is loaded first, this one is there.
 */
export const complexHooks: { real: ((t: Tensor) => Tensor) | null } = { real: null };
