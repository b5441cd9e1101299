/** Nodes of the backward graph: PyTorch's `torch::autograd::Node`. */
import type { DType } from "../tensor/dtype.ts";
import { fail } from "../tensor/errors.ts";
import { anomaly, modes } from "./modes.ts";
import type { Tensor } from "./tensor.ts";

export interface Edge {
  readonly node: Node;
  /** Which output of the forward operation behind `node`. */
  readonly nr: number;
}

/** Shape and dtype of a forward output: what a gradient for it must look like. */
export interface InputMetadata {
  readonly shape: readonly number[];
  readonly dtype: DType;
}

export type Grads = (Tensor | null)[];

/** What a node saved for its backward: tensors wrapped, everything else as it is. Keys are what follows `_saved_`. */
export type SavedFields = Record<string, unknown>;

export const sequence = {
  next: 0,
  /** Leaves run as soon as they are ready: they sort before everything. */
  forLeaf: () => Number.MAX_SAFE_INTEGER,
};

/** Where in the user's program a node was made; filled in by the host that records the run. Opaque here. */
export type Provenance = unknown;

export type NodePreHook = (gradOutputs: Grads) => Grads | null;
export type NodePostHook = (gradInputs: Grads, gradOutputs: Grads) => Grads | null;

/** What a backward walk keeps on a node while it runs (engine.ts). */
export interface WalkState {
  readonly owner: object;
  /** Gradients still to come. */
  pending: number;
  queued: boolean;
  buffer: Grads | null;
  /** Of the walk that this one runs inside of, if that has met the node too. */
  readonly outer: WalkState | null;
}

export abstract class Node {
  abstract readonly name: string;
  readonly sequenceNr: number;
  next: readonly (Edge | null)[] = [];
  /** One per forward output. */
  readonly inputMeta: InputMetadata[] = [];
  /** True once backward ran without retain_graph. The saved values stay for inspection. */
  isReleased = false;
  /** Set by the recorder of a run. */
  provenance: Provenance = null;
  /** `register_prehook`, `register_hook`; tensor hooks of the outputs; retain_grad targets. Created on demand. */
  preHooks: Map<number, NodePreHook> | null = null;
  postHooks: Map<number, NodePostHook> | null = null;
  /** Hooks of the tensors this node made, by output: they run before the node's own. */
  tensorHooks: Map<number, Map<number, (grad: Tensor) => Tensor | null>> | null = null;
  retainTargets: Map<number, Tensor> | null = null;
  walk: WalkState | null = null;
  /** True for nodes whose backward is called even when no gradient arrived (custom Functions). */
  get runsWithoutGradients(): boolean {
    return false;
  }
  /** True for nodes of functions that a program wrote itself. */
  get isCustom(): boolean {
    return false;
  }
  /** Python attributes (`metadata`); created on demand by the torch floor. */
  metadata: unknown = null;

  /** Where the node was made, under anomaly detection. */
  anomalyTrace: unknown = null;

  constructor(sequenceNr: number = sequence.next++) {
    this.sequenceNr = sequenceNr;
    if (modes.anomaly) this.anomalyTrace = anomaly.trace();
  }

  /** Gradients with respect to the forward inputs, one per entry of `next`. */
  abstract apply(gradOutputs: Grads, need: readonly boolean[]): Grads;

  /** Saved values by name, for `_saved_*` and for showing; tensors unpacked. */
  saved(): SavedFields {
    return {};
  }

  /** Called after the node ran when the graph is not retained. */
  release(): void {
    this.isReleased = true;
  }

  addOutput(t: Tensor): void {
    t.setGradFn(this, this.inputMeta.length);
    this.inputMeta.push({ shape: t.impl.shape, dtype: t.impl.dtype });
  }
}

export class AccumulateGrad extends Node {
  readonly name = "AccumulateGrad";
  readonly variable: Tensor;
  constructor(variable: Tensor, sequenceNr: number) {
    super(sequenceNr);
    this.variable = variable;
    this.inputMeta.push({ shape: variable.shape, dtype: variable.dtype });
  }
  /** The engine accumulates itself (engine.ts): it has to know about hooks and capturing. */
  apply(): Grads {
    return [];
  }
  override saved(): SavedFields {
    return { variable: this.variable };
  }
  override release(): void {}
}

/** What a second walk through freed values raises. */
export const secondBackward =
  "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward.";

/** Inspection reads graphs whose buffers the user's backward has freed; nothing a snippet does may set this. */
export const inspection = { ignoresRelease: false };

/** `torch.autograd.graph.saved_tensors_hooks`: innermost last. */
export interface SavedTensorHooks {
  pack(t: Tensor): unknown;
  unpack(packed: unknown): Tensor;
}
export const savedTensorHooks: SavedTensorHooks[] = [];

/** A tensor kept for backward, with the version it must still have. */
export class SavedTensor {
  readonly tensor: Tensor;
  readonly isOutput: boolean;
  readonly expectedVersion: number;
  readonly #hooks: SavedTensorHooks | null;
  readonly #packed: unknown;
  readonly #gradFn: Node | null;
  readonly #outputNr: number;
  constructor(tensor: Tensor, isOutput: boolean) {
    this.tensor = tensor;
    this.isOutput = isOutput;
    this.expectedVersion = tensor.counter.version;
    this.#gradFn = isOutput ? null : tensor.gradFn;
    this.#outputNr = tensor.outputNr;
    this.#hooks = savedTensorHooks.at(-1) ?? null;
    this.#packed = this.#hooks === null ? null : this.#hooks.pack(tensor);
    if (tensor.isInference) {
      fail(
        "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.",
      );
    }
  }

  /** True when the tensor was written in place since it was saved. */
  get isStale(): boolean {
    return this.#hooks === null && this.tensor.counter.version !== this.expectedVersion;
  }

  /** The tensor as it was saved, with its place in the graph; raises as PyTorch does. `owner` is the node that saved it. */
  unpack(owner: Node): Tensor {
    if (owner.isReleased && !inspection.ignoresRelease) fail(secondBackward);
    if (this.#hooks !== null) return this.#hooks.unpack(this.#packed);
    const t = this.tensor;
    const version = t.counter.version;
    if (version !== this.expectedVersion) {
      // PyTorch names what made the tensor as it is now, after the write.
      const maker = this.isOutput ? owner : t.gradFn;
      const nr = this.isOutput ? this.#outputNr : t.outputNr;
      const name =
        maker?.name === "CopySlices" ? "torch::autograd::CopySlices" : maker?.name.replace(/Backward\d*$/, "");
      const of = name === undefined ? "" : `, which is output ${nr} of ${name},`;
      fail(
        `one of the variables needed for gradient computation has been modified by an inplace operation: [${t.dtype.tensorName} [${t.shape.join(", ")}]]${of} is at version ${version}; expected version ${this.expectedVersion} instead. Hint: ${modes.anomaly ? "the backtrace further above shows the operation that failed to compute its gradient. The variable in question was changed in there or anywhere later. Good luck!" : "enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False)."}`,
      );
    }
    const maker = this.isOutput ? owner : this.#gradFn;
    if (t.gradFn === maker) return t;
    // The tensor object has moved on (detach_(), an in-place rewrite in no_grad of a view): give one that has not.
    const shell = t.shell();
    shell.gradFnField = maker;
    shell.outputNr = this.#outputNr;
    return shell;
  }
}
