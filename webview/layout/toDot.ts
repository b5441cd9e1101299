/** Writes the input of Graphviz's `dot` for a layout: only sizes and order matter, the looks are drawn elsewhere. */
import type { LayoutInput, LayoutRequest } from "./drawing.ts";

/** Graphviz measures boxes in inches and positions in points, 72 to the inch: one point is one drawing unit. */
const UNITS_PER_INCH = 72;

/** Above this many edges the order of arguments is given up: keeping it costs the layout too much. */
const MOST_ORDERED = 260;

/** Keys become `n0`, `n1`, … and `e0`, …: whatever they contain can't break the syntax. */
export function toDot(input: LayoutInput): Omit<LayoutRequest, "id"> {
  const idOf = new Map(input.nodes.map((node, at) => [node.key, `n${at}`]));
  const isFlat = input.direction === "LR" || input.direction === "RL";
  const lines = [
    "digraph{",
    `graph[rankdir=${input.direction} nodesep=${isFlat ? 0.25 : 0.3} ranksep=${isFlat ? 0.75 : 0.55} splines=true${
      input.edges.length <= MOST_ORDERED ? " ordering=out" : ""
    }${input.edges.length > MOST_ORDERED ? " nslimit=2 nslimit1=2 mclimit=0.5" : ""}]`,
    'node[shape=box fixedsize=true label=""]',
    "edge[arrowsize=0.7]",
  ];
  for (const node of input.nodes) {
    lines.push(`${idOf.get(node.key)}[width=${inches(node.width)} height=${inches(node.height)}]`);
  }
  const edgeKeys: string[] = [];
  for (const edge of input.edges) {
    const from = idOf.get(edge.from);
    const to = idOf.get(edge.to);
    if (from === undefined || to === undefined) continue;
    lines.push(`${from}->${to}[id=e${edgeKeys.length}${edge.constrains ? "" : " constraint=false"}]`);
    edgeKeys.push(edge.key);
  }
  lines.push("}");
  return { dot: lines.join("\n"), nodeKeys: input.nodes.map((node) => node.key), edgeKeys };
}

function inches(units: number): string {
  return (units / UNITS_PER_INCH).toFixed(4);
}
