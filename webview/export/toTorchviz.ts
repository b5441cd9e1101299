/**
 * DOT of the whole graph in the look torchviz made familiar: blue boxes for leaves, a green one for the root's tensor,
 * arrows from the leaves to the root, no fold.
 */
import type { GraphData, GraphNode } from "../../server/protocol/graph.ts";
import { isLeaf } from "../fold/graphIndex.ts";

export function toTorchviz(graph: GraphData): string {
  const count = graph.nodes.length;
  // The picture grows with the graph, as torchviz lets it: a size of 12 inches up to 80 nodes, 0.15 for each.
  const size = Math.max(12, Math.round(count * 0.15));
  const lines = [
    "digraph {",
    `\tgraph [size="${size},${size}"]`,
    "\tnode [align=left fontname=monospace fontsize=10 height=0.2 ranksep=0.1 shape=box style=filled fillcolor=lightgrey]",
  ];
  for (const node of graph.nodes) {
    lines.push(`\tn${node.id} [label=${quoted([node.name])}]`);
    if (isLeaf(node)) {
      lines.push(
        `\tv${node.id} [label=${quoted(tensorLines(node))} fillcolor=lightblue]`,
        `\tv${node.id} -> n${node.id}`,
      );
    }
  }
  const root = graph.nodes[0];
  if (root !== undefined) {
    lines.push(`\tout [label=${quoted(tensorLines(root))} fillcolor=darkolivegreen1]`, `\tn${root.id} -> out`);
  }
  for (const node of graph.nodes) {
    for (const edge of node.next) if (edge.to !== null) lines.push(`\tn${edge.to} -> n${node.id}`);
  }
  lines.push("}");
  return `${lines.join("\n")}\n`;
}

function tensorLines(node: GraphNode): string[] {
  const shape = node.forward === null ? "" : ` (${node.forward.shape.join(", ")})`;
  return node.variable === null ? [shape.trim()] : [node.variable, shape];
}

function quoted(lines: readonly string[]): string {
  return `"${lines.map((line) => line.replaceAll("\\", "\\\\").replaceAll('"', '\\"')).join("\\n")}"`;
}
