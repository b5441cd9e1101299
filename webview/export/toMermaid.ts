/**
 * Mermaid of the whole graph, each node with what a reader of autograd asks for: `is_leaf`, `requires_grad`,
 * `retains_grad` and `grad`. Arrows run with the gradient, from the root to the leaves.
 */
import type { GraphData, GraphNode } from "../../server/protocol/graph.ts";
import { isLeaf } from "../fold/graphIndex.ts";
import { shapeText, shortTensor } from "../format.ts";

/** Renderers refuse more than this many arrows unless their site raises `maxEdges`. */
const MOST_EDGES = 500;

export function toMermaid(graph: GraphData): string {
  const edges = graph.nodes.flatMap((node) =>
    node.next.flatMap((edge) => (edge.to === null ? [] : [{ from: node.id, edge, to: edge.to }])),
  );
  const lines = ["flowchart TD"];
  if (edges.length > MOST_EDGES)
    lines.push(`  %% ${edges.length} arrows: the renderer's maxEdges must be at least that`);
  for (const node of graph.nodes) {
    const [open, close] = isLeaf(node) ? ["([", "])"] : ["[", "]"];
    lines.push(`  n${node.id}${open}"${nodeText(node)}"${close}`);
  }
  for (const { from, edge, to } of edges) {
    const label = edge.gradient === null ? "" : `|"${escaped(shortTensor(edge.gradient))}"|`;
    lines.push(`  n${from} -->${label} n${to}`);
  }
  lines.push("  classDef leaf fill:#add8e6,stroke:#35566b,color:#000");
  const leaves = graph.nodes.filter(isLeaf).map((node) => `n${node.id}`);
  if (leaves.length > 0) lines.push(`  class ${leaves.join(",")} leaf`);
  return `${lines.join("\n")}\n`;
}

function nodeText(node: GraphNode): string {
  const about: string[] = [node.name];
  if (node.variable !== null) about.push(node.variable);
  if (node.forward !== null) about.push(`${shapeText(node.forward.shape)} ${shortTensor(node.forward)}`);
  // What has a grad_fn, or an AccumulateGrad, requires grad: the graph holds nothing else.
  about.push(
    `is_leaf: ${python(isLeaf(node))}`,
    "requires_grad: True",
    `retains_grad: ${python(node.retainsGrad && !isLeaf(node))}`,
  );
  about.push(`grad: ${node.gradient === null ? "None" : shortTensor(node.gradient)}`);
  return about.map(escaped).join("<br/>");
}

function python(value: boolean): string {
  return value ? "True" : "False";
}

/** Mermaid reads entities by number, without an ampersand. */
function escaped(text: string): string {
  return text.replace(/[#"<>&;|[\]{}()`]/g, (char) => `#${char.charCodeAt(0)};`);
}
