/**
 * The Trace: everything that one run of a snippet leaves behind, as plain, cloneable data. Hover, lens, hint,
 * diagnostic, graph and command line are pure functions of it; nothing in it is live, and nothing is computed twice.
 *
 * Ranges are UTF-16 offsets into the source of a code (see {@link TraceCode}); the snippet floor maps them to documents.
 */
import type { TensorFace } from "../protocol/graph.ts";

export interface TraceRange {
  /** Index into Trace.codes. */
  readonly code: number;
  readonly start: number;
  readonly end: number;
}

/** One source text that was evaluated: the file's snippet part, a cell, a fence. */
export interface TraceCode {
  /** The host's key for it (snippet floor: which document and offset it stands for). */
  readonly key: number;
  readonly name: string;
}

// ---------------------------------------------------------------- values

/** A value as it was at the moment it was recorded. */
export type TraceValue = TensorValue | PlainValue;

export interface TensorValue {
  readonly kind: "tensor";
  /** `Tensor`, `Parameter`, or the name of a subclass. */
  readonly className: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /**
   * The elements in row-major order, when there are at most {@link fullDataLimit}; else null and `text` was made at
   * recording. Complex numbers are pairs; int64 beyond 2**53 makes `data` null.
   */
  readonly data: ArrayLike<number> | null;
  /** PyTorch's repr (with `grad_fn=`, `requires_grad=`), made when the trace was sealed if data is null, else lazily. */
  readonly text: string | null;
  readonly stats: TensorFace | null;
  readonly requiresGrad: boolean;
  readonly isLeaf: boolean;
  readonly gradFn: string | null;
  /** `_version` at that moment. */
  readonly version: number;
  readonly isView: boolean;
  readonly retainsGrad: boolean;
  /** Identity of the tensor object within this run: two records with the same number saw the same tensor. */
  readonly identity: number;
  /** Key of its gradient in {@link BackwardRun.gradients} (its grad_fn output, or its AccumulateGrad); null when untracked. */
  readonly edge: string | null;
  /** The `.grad` at that moment, as text, or null when it was None. */
  readonly grad: string | null;
}

export interface PlainValue {
  readonly kind: "plain";
  /** `int`, `list`, `function`, … */
  readonly className: string;
  /** repr, cut at a bound (`isCut`). */
  readonly text: string;
  readonly isCut: boolean;
  /** For ints and floats: the number, so that a loop's curve can be drawn. */
  readonly number: number | null;
}

export const fullDataLimit = 1000;

/** One kept evaluation of a site. */
export interface Visit {
  /** 0 for the first evaluation of this site in the run. */
  readonly pass: number;
  readonly value: TraceValue;
}

/** What was seen at one place of the text. */
export interface SiteRecord {
  readonly range: TraceRange;
  /**
   * The syntax node's type (`BinOp`, `Name`, `Assign`, …); `Param` for parameters, `Alias` for what an import binds,
   * `Definition` for the name of a `def` or `class`.
   */
  readonly syntax: string;
  /** For names, attributes and simple targets: the dotted text. */
  readonly name: string | null;
  readonly isTarget: boolean;
  /** The function it stands in, as `__qualname__`, or null. */
  readonly scope: string | null;
  /** How often it was evaluated. */
  readonly count: number;
  /** First, last and a thinned series between, by pass. */
  readonly visits: readonly Visit[];
}

// ---------------------------------------------------------------- backward runs

/** A gradient at an edge of the graph. */
export interface GradientRecord {
  readonly value: TensorFace;
  /** Addends in the order they arrived, when more than one path met here. */
  readonly addends: readonly TensorFace[];
  /** For leaves: `.grad` before and after accumulation (`6`, `6 + 6 = 12`); null for intermediates. */
  readonly accumulated: { readonly before: string | null; readonly after: string } | null;
}

/** A call of `.backward()` / `autograd.grad` in the snippet, or one that the user asked for. */
export interface BackwardRun {
  readonly id: number;
  /** `call`: the snippet did it. `request`: a lens did; it changed nothing. */
  readonly kind: "call" | "request";
  readonly range: TraceRange | null;
  /** Name of the root where there is one (`loss`). */
  readonly rootName: string | null;
  readonly rootEdge: string;
  /** Which pass of the calling statement, 0-based. */
  readonly pass: number;
  readonly gradients: ReadonlyMap<string, GradientRecord>;
  /** Gradient norm over the leaves. */
  readonly norm: number;
}

/** A tensor that requires grad and feeds nothing else: what a lens offers to differentiate. */
export interface Root {
  /** Stable over edits elsewhere: made of the statement's text and its ordinal among equals. */
  readonly key: string;
  readonly name: string | null;
  readonly range: TraceRange;
  readonly shape: readonly number[];
  readonly gradFn: string;
  readonly edge: string;
  /** False when it is not a scalar: `.backward()` would need a reduction. */
  readonly isScalar: boolean;
}

// ---------------------------------------------------------------- outputs and problems

export interface Output {
  readonly kind: "stdout" | "stderr" | "result" | "picture";
  readonly text: string;
  /** The statement that printed it. */
  readonly range: TraceRange | null;
}

export interface RelatedRange {
  readonly range: TraceRange;
  readonly message: string;
}

export interface Problem {
  readonly kind: "exception" | "warning" | "syntax" | "unsupported" | "stopped" | "expectation" | "pitfall";
  /** `RuntimeError`, `UserWarning`, `SyntaxError`, or a rule's name. */
  readonly name: string;
  /** The exact text, without the name. */
  readonly message: string;
  readonly range: TraceRange;
  readonly related: readonly RelatedRange[];
  /** A formatted Python traceback, for exceptions. */
  readonly traceback: string | null;
  /** For expectations: what the text behind `# =>` should say now; the range is the comment's or its statement's. */
  readonly actual?: string;
}

export interface Trace {
  /** Version of the document (or notebook) whose text was run. */
  readonly version: number;
  readonly codes: readonly TraceCode[];
  /** Ordered by code, start, then longer first. */
  readonly sites: readonly SiteRecord[];
  readonly backwardRuns: readonly BackwardRun[];
  readonly roots: readonly Root[];
  readonly outputs: readonly Output[];
  readonly problems: readonly Problem[];
  /** Milliseconds. */
  readonly elapsed: number;
  /** Why the run ended before the text did; null when it did not. */
  readonly stopped: string | null;
}
