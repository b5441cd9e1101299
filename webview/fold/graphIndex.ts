/**
 * Lookups over a graph that folding, search and selection share: who points to a node, and a key for each node that
 * survives a new run of an edited text, where ids are only positions.
 */
import type { GraphData, GraphEdge, GraphNode } from "../../server/protocol/graph.ts";

/** One entry of a node's `next`. */
export interface EdgeRef {
  readonly from: number;
  /** Position in `next`: the argument of the forward operation. */
  readonly slot: number;
}

export interface GraphIndex {
  readonly graph: GraphData;
  /** Per node: its key. Unique within the graph. */
  readonly keys: readonly string[];
  readonly idOfKey: ReadonlyMap<string, number>;
  /** Per node: the edges that end in it, in the order of their origins. */
  readonly consumers: readonly (readonly EdgeRef[])[];
}

export function indexGraph(graph: GraphData): GraphIndex {
  const seen = new Map<string, number>();
  const idOfKey = new Map<string, number>();
  const keys = graph.nodes.map((node) => {
    // An invisible separator keeps the parts apart and may stand in XML, where keys end up too.
    // Line numbers are left out on purpose: text inserted above must not lose the reader's place.
    const base = [node.name, node.variable ?? "", node.source ?? "", node.scope.join("."), node.pass].join("\u2063");
    const ordinal = seen.get(base) ?? 0;
    seen.set(base, ordinal + 1);
    const key = `${base}\u2063${ordinal}`;
    idOfKey.set(key, node.id);
    return key;
  });
  const consumers: EdgeRef[][] = graph.nodes.map(() => []);
  for (const node of graph.nodes) {
    node.next.forEach((edge, slot) => {
      if (edge.to !== null) consumers[edge.to]?.push({ from: node.id, slot });
    });
  }
  return { graph, keys, idOfKey, consumers };
}

/** The edge an {@link EdgeRef} names. It must come from the same graph. */
export function edgeAt(graph: GraphData, ref: EdgeRef): GraphEdge {
  return graph.nodes[ref.from]!.next[ref.slot]!;
}

/** Leaves have nothing behind them; they are what hubs are made of. */
export function isLeaf(node: GraphNode): boolean {
  return node.kind === "accumulate";
}
