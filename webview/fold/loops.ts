/**
 * Finds the loops of a graph: expressions that were evaluated equally often and whose nodes lie among each other form
 * one body, passed that many times.
 */
import type { GraphNode } from "../../server/protocol/graph.ts";
import type { GraphIndex } from "./graphIndex.ts";

/** One kind of node of a loop body: the same operation of the same expression, over the passes. */
export interface BodyNode {
  readonly key: string;
  /** Ids ordered by pass. */
  readonly nodes: readonly number[];
}

export interface Loop {
  readonly key: string;
  /** How often its expressions were evaluated. */
  readonly passes: number;
  readonly body: readonly BodyNode[];
  /** Source lines of the body, from 0: first and last. */
  readonly lines: readonly [number, number];
}

export interface InLoop {
  readonly loop: Loop;
  readonly body: BodyNode;
  /** Position in `body.nodes`. */
  readonly at: number;
}

/** Per node the body node it belongs to, where it belongs to a loop. */
export interface Loops {
  readonly all: readonly Loop[];
  readonly ofNode: ReadonlyMap<number, InLoop>;
}

export function findLoops(index: GraphIndex): Loops {
  const bodies = bodyNodes(index);
  bodies.sort((a, b) => a.first - b.first);
  const open = new Map<number, { bodies: typeof bodies; last: number }[]>();
  for (const body of bodies) {
    const candidates = open.get(body.passes) ?? [];
    // Two loops with as many passes each are two loops when one ends, in the graph's order, before the other begins.
    const home = candidates.find((candidate) => candidate.last >= body.first);
    if (home === undefined) candidates.push({ bodies: [body], last: body.last });
    else {
      home.bodies.push(body);
      home.last = Math.max(home.last, body.last);
    }
    open.set(body.passes, candidates);
  }
  const all: Loop[] = [];
  const ofNode = new Map<number, InLoop>();
  const used = new Set<string>();
  for (const [passes, groups] of open) {
    for (const group of groups) {
      const lines = group.bodies.map((body) => body.line);
      let key = `loop:${group.bodies[0]!.key}`;
      while (used.has(key)) key += "'";
      used.add(key);
      const loop: Loop = {
        key,
        passes,
        body: group.bodies.map(({ key: bodyKey, nodes }) => ({ key: bodyKey, nodes })),
        lines: [Math.min(...lines), Math.max(...lines)],
      };
      all.push(loop);
      for (const body of loop.body) body.nodes.forEach((id, at) => void ofNode.set(id, { loop, body, at }));
    }
  }
  return { all, ofNode };
}

interface Found extends BodyNode {
  readonly passes: number;
  readonly first: number;
  readonly last: number;
  readonly line: number;
}

function bodyNodes(index: GraphIndex): Found[] {
  // One expression may make several nodes in each pass (`mean` of a product): they are told apart by their ordinal.
  const ordinals = new Map<string, number>();
  const groups = new Map<string, GraphNode[]>();
  for (const node of index.graph.nodes) {
    if (node.passes < 2 || node.location === null) continue;
    const { uri, range } = node.location;
    const place = `${uri}:${range.start.line}:${range.start.character}:${range.end.line}:${range.end.character}`;
    const expression = `${node.name}\u2063${node.source ?? ""}\u2063${place}`;
    const inPass = `${expression}\u2063${node.pass}`;
    const ordinal = ordinals.get(inPass) ?? 0;
    ordinals.set(inPass, ordinal + 1);
    const key = `${expression}\u2063${ordinal}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  }
  const found: Found[] = [];
  const seen = new Map<string, number>();
  for (const nodes of groups.values()) {
    if (nodes.length < 2) continue;
    const byPass = [...nodes].sort((a, b) => a.pass - b.pass);
    const sample = byPass[0]!;
    const base = `${sample.name}\u2063${sample.variable ?? ""}\u2063${sample.source ?? ""}`;
    const ordinal = seen.get(base) ?? 0;
    seen.set(base, ordinal + 1);
    let first = Number.POSITIVE_INFINITY;
    let last = 0;
    for (const node of nodes) {
      first = Math.min(first, node.id);
      last = Math.max(last, node.id);
    }
    found.push({
      key: `${base}\u2063${ordinal}`,
      nodes: byPass.map((node) => node.id),
      passes: sample.passes,
      first,
      last,
      line: sample.location?.range.start.line ?? 0,
    });
  }
  return found;
}
