/**
 * The `grad_fn` graph as the panel, the exports and the command line see it: plain data, complete for one root.
 * Names are PyTorch's. Edges go from a node to its `next_functions`: from the root towards the leaves.
 */
import type { Location } from "./place.ts";

/** A tensor in few words: enough for a node's face and its details, never the whole data of a large one. */
export interface TensorFace {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** PyTorch's repr, cut after a few lines when large (`textIsCut`). */
  readonly text: string;
  readonly textIsCut: boolean;
  /** Euclidean norm over the finite elements; null for an empty tensor. */
  readonly norm: number | null;
  /** Over the finite elements of a real tensor; absent or null when there are none or they were not looked at. */
  readonly min?: number | null;
  readonly max?: number | null;
  readonly mean?: number | null;
  readonly nanCount: number;
  readonly infCount: number;
  readonly zeroCount: number;
  readonly numel: number;
  /** Up to 256 elements, evenly thinned, for a small picture. NaN and infinities as they are. */
  readonly sample: readonly number[];
}

export interface GraphEdge {
  /** Index into GraphData.nodes; null where no gradient flows (`None` in next_functions). */
  readonly to: number | null;
  /** Which output of the forward operation behind `to` this edge feeds (`next_functions[i][1]`). */
  readonly inputNr: number;
  /** The gradient that flowed along this edge in the backward run that is shown; null when none did. */
  readonly gradient: TensorFace | null;
}

export interface SavedTensor {
  /** `self`, `result`, `other`: what follows `_saved_`. */
  readonly name: string;
  readonly text: string;
  /** Set when the saved tensor was changed in place since: backward would raise. */
  readonly isStale: boolean;
}

export interface GraphNode {
  /** Its position in GraphData.nodes. */
  readonly id: number;
  /** `MulBackward0`, `AccumulateGrad`, … as `grad_fn.name()` gives it, without qualifiers of Python functions. */
  readonly name: string;
  readonly kind: "function" | "accumulate" | "custom";
  /** The variable or parameter name (`w`, `net.0.weight`) where one is known: leaves, and named intermediates. */
  readonly variable: string | null;
  /** In argument order, duplicates kept. Empty for leaves. */
  readonly next: readonly GraphEdge[];
  /** Where the expression that made it stands; null when a host function made it out of sight. */
  readonly location: Location | null;
  /** The source text of that expression, first line, cut at 80 characters. */
  readonly source: string | null;
  /** How often that expression had been evaluated before (0 for the first pass), and how often in all. */
  readonly pass: number;
  readonly passes: number;
  /** Functions and modules it was made in, outermost first: what folding groups by. */
  readonly scope: readonly string[];
  /** The forward value it produced. For `AccumulateGrad` the leaf itself. */
  readonly forward: TensorFace | null;
  /** Gradient with respect to the forward value, in the shown run: the sum of what came in. */
  readonly gradient: TensorFace | null;
  /** What came in, addend by addend, when there is more than one. */
  readonly incoming: readonly TensorFace[];
  /** Position in the order of execution of the backward pass; null when the pass did not reach it. */
  readonly order: number | null;
  /** The local rule in symbols and with numbers, one per input: `∂(x**2)/∂x = 2·x`, `= 18`. */
  readonly rule: readonly string[];
  readonly saved: readonly SavedTensor[];
  readonly hookCount: number;
  readonly isInPlace: boolean;
  readonly isView: boolean;
  /** True for a leaf or a tensor with retain_grad: what `.grad` would show. */
  readonly retainsGrad: boolean;
}

export interface RootChoice {
  /** Opaque; given back in {@link ShowGraphParams.root}. Stable over edits that do not touch the statement. */
  readonly key: string;
  /** `loss · MeanBackward0 · line 12`. */
  readonly label: string;
  readonly location: Location | null;
}

export interface GraphData {
  /** The document the run belongs to (a notebook's own URI for cells), and its version. */
  readonly uri: string;
  readonly version: number;
  readonly roots: readonly RootChoice[];
  /** Key of the root shown. */
  readonly root: string;
  /** Topological: a node comes before what it points to. nodes[0] is the root. */
  readonly nodes: readonly GraphNode[];
  /** Nodes left out because the graph exceeds the server's bound; 0 normally. */
  readonly omitted: number;
}

/** What there is to show. A panel keeps its last `data` on screen, marked stale, while anything else arrives. */
export type GraphState =
  | { readonly kind: "loading" }
  | { readonly kind: "data"; readonly graph: GraphData; readonly isStale: boolean }
  /** Nothing requires grad, or nothing is evaluated here: `reason` says which, in a sentence. */
  | { readonly kind: "empty"; readonly reason: string }
  | { readonly kind: "error"; readonly message: string; readonly location: Location | null }
  /** The run ran out of a budget; what was built up to there is shown. */
  | { readonly kind: "stopped"; readonly reason: string; readonly graph: GraphData | null };
