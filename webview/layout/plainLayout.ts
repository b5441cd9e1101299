/**
 * A layered layout without any library: what is shown when Graphviz can't be loaded or runs out of time. Layers by
 * longest path, two sweeps of barycentres, straight arrows. Linear in the number of edges, so it always answers.
 */
import type { Layout, LayoutInput, LayoutNode, Point } from "./drawing.ts";

const BETWEEN_LAYERS = 44;
const BETWEEN_NODES = 24;

export function plainLayout(input: LayoutInput): Layout {
  const isFlat = input.direction === "LR" || input.direction === "RL";
  const isReversed = input.direction === "BT" || input.direction === "RL";
  const layers = orderLayers(input, layersOf(input));
  const along = (node: LayoutNode): number => (isFlat ? node.width : node.height);
  const across = (node: LayoutNode): number => (isFlat ? node.height : node.width);

  const breadths = layers.map((layer) =>
    layer.reduce((sum, node) => sum + across(node) + BETWEEN_NODES, -BETWEEN_NODES),
  );
  const breadth = Math.max(0, ...breadths);
  const depths = layers.map((layer) => Math.max(0, ...layer.map(along)));
  const depth = depths.reduce((sum, value) => sum + value + BETWEEN_LAYERS, -BETWEEN_LAYERS);
  const nodes: Record<string, Point> = {};
  let at = 0;
  layers.forEach((layer, number) => {
    const middle = at + depths[number]! / 2;
    at += depths[number]! + BETWEEN_LAYERS;
    let side = (breadth - breadths[number]!) / 2;
    for (const node of layer) {
      const centre = side + across(node) / 2;
      side += across(node) + BETWEEN_NODES;
      const main = isReversed ? depth - middle : middle;
      nodes[node.key] = isFlat ? { x: main, y: centre } : { x: centre, y: main };
    }
  });

  const sizeOf = new Map(input.nodes.map((node) => [node.key, node]));
  const edges: Record<string, readonly Point[]> = {};
  for (const edge of input.edges) {
    const from = nodes[edge.from];
    const to = nodes[edge.to];
    if (from === undefined || to === undefined || edge.from === edge.to) continue;
    const sign = isReversed ? -1 : 1;
    const start = shift(from, isFlat, (sign * along(sizeOf.get(edge.from)!)) / 2);
    const end = shift(to, isFlat, (-sign * along(sizeOf.get(edge.to)!)) / 2);
    const bend = (isFlat ? end.x - start.x : end.y - start.y) / 2;
    edges[edge.key] = [start, shift(start, isFlat, bend), shift(end, isFlat, -bend), end];
  }
  return { nodes, edges, width: isFlat ? depth : breadth, height: isFlat ? breadth : depth };
}

function shift(point: Point, isFlat: boolean, by: number): Point {
  return isFlat ? { x: point.x + by, y: point.y } : { x: point.x, y: point.y + by };
}

/** Longest path from the sources, by Kahn's order; what lies on a cycle is put below what was reached so far. */
function layersOf(input: LayoutInput): LayoutNode[][] {
  const incoming = new Map(input.nodes.map((node) => [node.key, 0]));
  const after = new Map<string, string[]>(input.nodes.map((node) => [node.key, []]));
  for (const edge of input.edges) {
    if (!edge.constrains || edge.from === edge.to || !incoming.has(edge.to)) continue;
    after.get(edge.from)?.push(edge.to);
    incoming.set(edge.to, incoming.get(edge.to)! + 1);
  }
  const layerOf = new Map<string, number>();
  const ready = input.nodes.filter((node) => incoming.get(node.key) === 0).map((node) => node.key);
  for (const key of ready) layerOf.set(key, 0);
  for (let at = 0; at < ready.length; at++) {
    const key = ready[at]!;
    for (const next of after.get(key)!) {
      layerOf.set(next, Math.max(layerOf.get(next) ?? 0, layerOf.get(key)! + 1));
      const left = incoming.get(next)! - 1;
      incoming.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  const layers: LayoutNode[][] = [];
  for (const node of input.nodes) {
    const layer = layerOf.get(node.key) ?? layers.length;
    while (layers.length <= layer) layers.push([]);
    layers[layer]!.push(node);
  }
  return layers.filter((layer) => layer.length > 0);
}

function orderLayers(input: LayoutInput, layers: LayoutNode[][]): LayoutNode[][] {
  const before = new Map<string, string[]>();
  for (const edge of input.edges) {
    const list = before.get(edge.to);
    if (list === undefined) before.set(edge.to, [edge.from]);
    else list.push(edge.from);
  }
  const place = new Map<string, number>();
  for (const layer of layers) {
    const wish = new Map<string, number>();
    layer.forEach((node, at) => {
      const seen = (before.get(node.key) ?? []).map((key) => place.get(key)).filter((value) => value !== undefined);
      wish.set(node.key, seen.length === 0 ? at / layer.length : seen.reduce((a, b) => a + b, 0) / seen.length);
    });
    layer.sort((a, b) => wish.get(a.key)! - wish.get(b.key)!);
    layer.forEach((node, at) => {
      place.set(node.key, (at + 0.5) / layer.length);
    });
  }
  return layers;
}
