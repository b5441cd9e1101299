/** The live graph behind a root, as the plain {@link GraphData} that panels and exports draw. Bounded in size. */
import { withGrad } from "../autograd/modes.ts";
import { AccumulateGrad, inspection, type Node, SavedTensor } from "../autograd/node.ts";
import { RuleNode } from "../autograd/op.ts";
import type { ScalarValue } from "../autograd/rules/scalar.ts";
import { Tensor } from "../autograd/tensor.ts";
import type { GraphData, GraphEdge, GraphNode, RootChoice, SavedTensor as SavedFace } from "../protocol/graph.ts";
import type { Location } from "../protocol/place.ts";
import type { Site } from "../python/evaluation/observer.ts";
import { reprComplex, reprFloat } from "../tensor/numberFormat.ts";
import { tensorRepr } from "../tensor/print.ts";
import { fromData } from "../tensor/strided.ts";
import type { KeptBackward } from "../trace/backwardRecorder.ts";
import { cutText, tensorFace } from "../trace/face.ts";
import { Provenance, type Recorder } from "../trace/recorder.ts";
import { faceOf, type LiveRoot } from "../trace/seal.ts";
import { edgeKey } from "../trace/snapshot.ts";
import type { TraceRange } from "../trace/trace.ts";

/** Nodes in one answer; those farthest from the root are left out. */
const maxNodes = 4000;

export interface GraphSource {
  readonly uri: string;
  readonly version: number;
  readonly roots: readonly LiveRoot[];
  readonly recorder: Recorder;
  /** Where a site stands in its document; null when it has no place there. */
  readonly locate: (site: Site) => Location | null;
  readonly locateRange: (range: TraceRange) => Location | null;
}

export function rootChoices(source: GraphSource): RootChoice[] {
  return source.roots.map((root) => {
    const location = source.locateRange(root.range);
    const parts = [root.name ?? root.key.replace(/#\d+$/, ""), root.gradFn];
    if (location !== null) parts.push(`line ${location.range.start.line + 1}`);
    return { key: root.key, label: parts.join(" · "), location };
  });
}

/** @param run the backward pass whose gradients are shown; null shows none. */
export function makeGraph(source: GraphSource, root: LiveRoot, run: KeptBackward | null): GraphData {
  const top = root.tensor.gradFn;
  const { order, omitted } = top === null ? { order: [], omitted: 0 } : topological(top);
  const ids = new Map<Node, number>(order.map((node, id) => [node, id]));
  const context: Context = { source, run, ids, identify: (t) => source.recorder.identify(t) };
  return {
    uri: source.uri,
    version: source.version,
    roots: rootChoices(source),
    root: root.key,
    nodes: order.map((node, id) => makeNode(node, id, context, root)),
    omitted,
  };
}

/** Breadth-first as far as the bound goes, then sorted so that a node stands before what it points to. */
function topological(top: Node): { readonly order: Node[]; readonly omitted: number } {
  const kept = new Set<Node>([top]);
  const queue = [top];
  let omitted = 0;
  const left = new Set<Node>();
  for (let i = 0; i < queue.length; i++) {
    for (const edge of queue[i]!.next) {
      if (edge === null || kept.has(edge.node) || left.has(edge.node)) continue;
      if (kept.size >= maxNodes) {
        left.add(edge.node);
        omitted++;
        continue;
      }
      kept.add(edge.node);
      queue.push(edge.node);
    }
  }
  if (left.size > 0) omitted += countBeyond(left, kept);
  const indegree = new Map<Node, number>();
  for (const node of kept) {
    for (const edge of node.next) {
      if (edge !== null && kept.has(edge.node)) indegree.set(edge.node, (indegree.get(edge.node) ?? 0) + 1);
    }
  }
  const order: Node[] = [];
  const ready = [top];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node);
    // The first argument's branch comes first.
    for (let i = node.next.length - 1; i >= 0; i--) {
      const edge = node.next[i];
      if (edge === null || edge === undefined || !kept.has(edge.node)) continue;
      const n = indegree.get(edge.node)! - 1;
      indegree.set(edge.node, n);
      if (n === 0) ready.push(edge.node);
    }
  }
  return { order, omitted };
}

function countBeyond(left: Set<Node>, kept: ReadonlySet<Node>): number {
  const stack = [...left];
  let count = 0;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    for (const edge of node.next) {
      if (edge === null || kept.has(edge.node) || left.has(edge.node)) continue;
      left.add(edge.node);
      count++;
      stack.push(edge.node);
    }
  }
  return count;
}

interface Context {
  readonly source: GraphSource;
  readonly run: KeptBackward | null;
  readonly ids: ReadonlyMap<Node, number>;
  readonly identify: (t: Tensor) => number;
}

function makeNode(node: Node, id: number, context: Context, root: LiveRoot): GraphNode {
  const { source, run } = context;
  const provenance = node.provenance instanceof Provenance ? node.provenance : null;
  const leaf = node instanceof AccumulateGrad ? node.variable : null;
  const forward = provenance?.forward ?? null;
  const site = provenance?.record.site ?? (leaf === null ? null : leafSite(leaf, source));
  const received = run?.gradients.get(edgeKey(node, 0, context.identify)) ?? null;
  const variable = leaf === null ? nameOfForward(node, context, root) : (source.recorder.names.get(leaf) ?? null);
  return {
    id,
    name: node.name,
    kind: leaf !== null ? "accumulate" : node instanceof RuleNode || isOwn(node) ? "function" : "custom",
    variable,
    next: node.next.map((edge, i) => makeEdge(node, edge, i, context)),
    location: site === null ? null : source.locate(site),
    source: site === null ? null : sourceLine(site),
    pass: provenance?.pass ?? 0,
    passes: provenance?.record.count ?? 1,
    scope: provenance?.scope ?? [],
    forward: leaf !== null ? tensorFace(leaf.impl, { requiresGrad: true }) : faceOf(forward),
    gradient: faceOf(received?.sum ?? (received?.addends.length === 1 ? received.addends[0] : null)),
    incoming:
      received !== null && received.addends.length > 1 ? received.addends.map((a) => tensorFace(a.strided())) : [],
    order: run?.orderOf(node) ?? null,
    rule: rulesOf(node),
    saved: savedOf(node),
    hookCount: hookCount(node, leaf),
    isInPlace: node.name === "CopySlices" || (leaf === null && site !== null && isInPlace(site)),
    isView: forward?.isView ?? false,
    retainsGrad: leaf !== null || (node.retainTargets?.size ?? 0) > 0,
  };
}

/** Nodes that the engine itself makes without a rule. */
function isOwn(node: Node): boolean {
  return node.name === "CopySlices" || /Backward\d+$/.test(node.name);
}

function isInPlace(site: Site): boolean {
  const node = site.node;
  if (!("type" in node)) return false;
  if (node.type === "AugAssign") return true;
  return (
    node.type === "Call" &&
    node.func.type === "Attribute" &&
    node.func.attr.endsWith("_") &&
    !node.func.attr.endsWith("__")
  );
}

function nameOfForward(node: Node, context: Context, root: LiveRoot): string | null {
  if (root.tensor.gradFnField === node) return root.name;
  const forward = node.provenance instanceof Provenance ? node.provenance.forward : null;
  return forward === null ? null : context.source.recorder.nameOf(forward.identity);
}

function leafSite(leaf: Tensor, source: GraphSource): Site | null {
  return source.recorder.origins.get(leaf) ?? null;
}

function sourceLine(site: Site): string {
  const line = site.code.source.slice(site.start, site.end).split("\n", 1)[0]!;
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

function makeEdge(
  from: Node,
  edge: { readonly node: Node; readonly nr: number } | null,
  index: number,
  context: Context,
): GraphEdge {
  if (edge === null) return { to: null, inputNr: 0, gradient: null };
  const flowed = context.run?.flowed(from)?.[index];
  return { to: context.ids.get(edge.node) ?? null, inputNr: edge.nr, gradient: faceOf(flowed) };
}

function hookCount(node: Node, leaf: Tensor | null): number {
  let count = (node.preHooks?.size ?? 0) + (node.postHooks?.size ?? 0) + (leaf?.hooks?.size ?? 0);
  for (const hooks of node.tensorHooks?.values() ?? []) count += hooks.size;
  return count + (leaf?.postAccumulateHooks?.size ?? 0);
}

// ---------------------------------------------------------------- saved values and rules

function savedOf(node: Node): SavedFace[] {
  if (!(node instanceof RuleNode)) return [];
  const out: SavedFace[] = [];
  for (const [name, value] of Object.entries(node.fields)) {
    if (value instanceof SavedTensor) {
      out.push({ name, text: cutText(tensorRepr(value.tensor.impl)).text, isStale: value.isStale });
    } else if (Array.isArray(value)) {
      out.push({
        name,
        text: `(${value.map(savedText).join(", ")})`,
        isStale: value.some((v) => v instanceof SavedTensor && v.isStale),
      });
    } else out.push({ name, text: savedText(value), isStale: false });
  }
  return out;
}

function savedText(value: unknown): string {
  if (value instanceof SavedTensor) return cutText(tensorRepr(value.tensor.impl)).text;
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "number") return String(value);
  if (isScalar(value)) return scalarNumber(value);
  if (Array.isArray(value)) return `(${value.map(savedText).join(", ")})`;
  return typeof value === "string" ? value : "…";
}

/** A Python number as the derivative table keeps it (autograd/rules/scalar.ts). */
function isScalar(value: unknown): value is ScalarValue {
  return typeof value === "object" && value !== null && "kind" in value && "imag" in value;
}

function scalarNumber({ kind, value, imag }: ScalarValue): string {
  if (kind === "bool") return value !== 0 ? "True" : "False";
  if (kind === "complex") return reprComplex(value, imag);
  return kind === "int" ? String(value) : reprFloat(value);
}

/** The local derivative per input: in symbols, with the saved numbers put in, and its value where everything is scalar. */
export function rulesOf(node: Node): string[] {
  if (!(node instanceof RuleNode) || node.rule.text === undefined) return [];
  const fields = node.fields;
  const values = localDerivatives(node);
  return node.rule.text.slice(0, Math.max(node.next.length, 1)).map((text, i) => {
    if (node.next[i] === null) return "";
    const symbols = text.replace(/\{(\w+)\}/g, "$1");
    let known = true;
    const numbers = text.replace(/\{(\w+)\}/g, (_, name: string) => {
      const number = scalarText(fields[name]);
      if (number === null) known = false;
      return number === null ? name : number.startsWith("-") ? `(${number})` : number;
    });
    const parts = [symbols];
    if (known && numbers !== symbols) parts.push(numbers);
    const value = values?.[i] ?? null;
    if (value !== null && value !== parts.at(-1)) parts.push(value);
    return parts.join(" = ");
  });
}

function scalarText(value: unknown): string | null {
  if (typeof value === "number") return String(value);
  if (isScalar(value)) return scalarNumber(value);
  return value instanceof SavedTensor && value.tensor.numel === 1 && !value.isStale ? printed(value.tensor) : null;
}

/** A one-element tensor's number with the digits that `print` shows: `0.7616`, not `0.7615941762924194`. */
function printed(t: Tensor): string {
  return tensorRepr(t.impl)
    .replace(/^tensor\(\[*(.*?)\]*(?:, dtype=.*)?\)$/, "$1")
    .replace(/\.$/, "");
}

/** For a node between scalars: its derivatives, by running it once with the gradient 1. */
function localDerivatives(node: RuleNode): (string | null)[] | null {
  const meta = node.inputMeta;
  if (meta.length !== 1 || meta[0]!.shape.length !== 0 || meta[0]!.dtype.category !== "float") return null;
  if (!node.next.every((edge) => edge === null || edge.node.inputMeta[edge.nr]?.shape.length === 0)) return null;
  const { dtype } = meta[0]!;
  const one = dtype.allocate(1);
  one[0] = 1;
  const before = inspection.ignoresRelease;
  try {
    inspection.ignoresRelease = true;
    const out = withGrad(false, () =>
      node.apply(
        [new Tensor(fromData(one, [], dtype))],
        node.next.map((e) => e !== null),
      ),
    );
    return out.map((g) => (g === null || g.numel !== 1 ? null : printed(g)));
  } catch {
    // A stale saved value, or a rule that needs more than a gradient: the symbols are enough.
    return null;
  } finally {
    inspection.ignoresRelease = before;
  }
}
