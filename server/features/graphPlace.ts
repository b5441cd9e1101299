/** Where a recorded value stands in the graph that is shown: its node, its rule, and the way from it to the root. */
import type { GraphData, GraphNode } from "../protocol/graph.ts";
import type { Location, Range } from "../protocol/place.ts";
import type { SiteRecord, Visit } from "../trace/trace.ts";
import { type Scene, shownVisit, sitesIn } from "./scene.ts";

/** The node that made (or, for a leaf, accumulates into) the value shown at a site; null when the graph has none. */
export function nodeOf(scene: Scene, site: SiteRecord, visit: Visit): GraphNode | null {
  const { graph } = scene;
  const { value } = visit;
  if (graph === null || value.kind !== "tensor" || value.edge === null) return null;
  // A name shows the value of the expression that made it, which stands elsewhere: look at every place of this edge.
  const places: { location: Location; pass: number }[] = [];
  for (const other of sitesIn(scene.trace)) {
    if (other.isTarget) continue;
    for (const seen of other.visits) {
      if (seen.value.kind !== "tensor" || seen.value.edge !== value.edge) continue;
      const location = scene.places.locate(other.range);
      if (location !== null) places.push({ location, pass: seen.pass });
      break;
    }
  }
  const name = gradFnName(value.gradFn);
  let best: GraphNode | null = null;
  for (const node of graph.nodes) {
    if (value.isLeaf) {
      if (node.kind === "accumulate" && node.variable !== null && node.variable === site.name) return node;
      continue;
    }
    if (name !== null && node.name !== name) continue;
    for (const place of places) {
      if (node.location === null || !sameLocation(node.location, place.location)) continue;
      if (node.pass === place.pass) return node;
      best ??= node;
    }
  }
  return best;
}

/** `MulBackward0` of `<MulBackward0 object at …>`, `<MulBackward0>` or itself. */
export function gradFnName(gradFn: string | null): string | null {
  return gradFn === null ? null : (/([A-Za-z_]\w*)/.exec(gradFn)?.[1] ?? gradFn);
}

/** Nodes that a place of a document made: those of the innermost located expression around it. */
export function nodesAt(graph: GraphData, location: Location): readonly number[] {
  const around: GraphNode[] = [];
  let least = Infinity;
  for (const node of graph.nodes) {
    if (node.location === null || node.location.uri !== location.uri) continue;
    if (!covers(node.location.range, location.range)) continue;
    const size = extent(node.location.range);
    if (size > least) continue;
    if (size < least) around.length = 0;
    least = size;
    around.push(node);
  }
  return around.map((node) => node.id);
}

/** The chain of nodes from the root down to a node, the root first; the shortest one when there are several. */
export function chainTo(graph: GraphData, node: GraphNode): readonly GraphNode[] {
  const from = new Map<number, number>([[0, -1]]);
  const queue = [0];
  for (let at = 0; at < queue.length; at++) {
    const id = queue[at]!;
    if (id === node.id) break;
    for (const edge of graph.nodes[id]?.next ?? []) {
      if (edge.to === null || from.has(edge.to)) continue;
      from.set(edge.to, id);
      queue.push(edge.to);
    }
  }
  if (!from.has(node.id)) return [];
  const chain: GraphNode[] = [];
  for (let id = node.id; id >= 0; id = from.get(id)!) chain.push(graph.nodes[id]!);
  return chain.reverse();
}

/** The expression around a leaf that used it: whose rule says what its gradient is. */
export function usingSite(scene: Scene, site: SiteRecord, edge: string): SiteRecord | null {
  let best: SiteRecord | null = null;
  for (const other of sitesIn(scene.trace)) {
    if (other.visits.length === 0 || other.isTarget || other.range.code !== site.range.code) continue;
    if (other.range.start > site.range.start || other.range.end < site.range.end) continue;
    const { value } = shownVisit(scene, other);
    if (value.kind !== "tensor" || value.edge === null || value.edge === edge) continue;
    if (best === null || other.range.end - other.range.start < best.range.end - best.range.start) best = other;
  }
  return best;
}

function sameLocation(a: Location, b: Location): boolean {
  return a.uri === b.uri && covers(a.range, b.range) && covers(b.range, a.range);
}

export function covers(outer: Range, inner: Range): boolean {
  return before(outer.start, inner.start) && before(inner.end, outer.end);
}

function before(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character);
}

/** Sizes ranges for comparison only: a line counts more than any line is long. */
function extent(range: Range): number {
  return (range.end.line - range.start.line) * 1e6 + range.end.character - range.start.character;
}
