/** Folding keeps every node somewhere, every edge between the right items, and the number of items within bounds. */
import { describe, expect, test } from "vitest";
import type { GraphData } from "../../server/protocol/graph.ts";
import { indexGraph } from "../../webview/fold/graphIndex.ts";
import {
  type FoldChoices,
  type Folded,
  fold,
  type GroupItem,
  LIMIT,
  NO_CHOICES,
  openPass,
  openTowards,
  setOpen,
} from "../../webview/fold.ts";
import { deepNetwork, formless, logistic, recurrence, squarePlusX } from "./fixtures.ts";

function folded(graph: GraphData, choices: FoldChoices = NO_CHOICES): Folded {
  const result = fold(indexGraph(graph), choices);
  checkWhole(graph, result);
  return result;
}

/** What holds of every folding: nothing is lost, nothing is drawn twice but uses, nothing points nowhere. */
function checkWhole(graph: GraphData, result: Folded): void {
  expect(result.items.length).toBeLessThanOrEqual(LIMIT);
  const keys = new Set(result.items.map((item) => item.key));
  expect(keys.size).toBe(result.items.length);
  for (const node of graph.nodes) expect(result.itemsOfNode.get(node.id)?.length ?? 0, node.name).toBeGreaterThan(0);
  for (const edge of result.edges) {
    expect(keys.has(edge.from)).toBe(true);
    expect(keys.has(edge.to)).toBe(true);
    for (const ref of edge.members) {
      expect(result.itemsOfNode.get(ref.from)).toContain(edge.from);
      expect(result.itemsOfNode.get(graph.nodes[ref.from]!.next[ref.slot]!.to!)).toContain(edge.to);
    }
  }
  // Every edge is drawn, or hidden inside one item.
  const drawn = new Set(result.edges.flatMap((edge) => edge.members.map((ref) => `${ref.from}/${ref.slot}`)));
  for (const node of graph.nodes) {
    node.next.forEach((edge, slot) => {
      if (edge.to === null || drawn.has(`${node.id}/${slot}`)) return;
      expect(result.itemsOfNode.get(edge.to)).toContain(result.itemsOfNode.get(node.id)![0]);
    });
  }
  // What is not carried from pass to pass has no cycle.
  const order = new Map(result.items.map((item, at) => [item.key, at]));
  const outgoing = new Map<string, string[]>();
  for (const edge of result.edges)
    if (!edge.isCarried) outgoing.set(edge.from, [...(outgoing.get(edge.from) ?? []), edge.to]);
  const state = new Map<string, "open" | "done">();
  const visit = (start: string): void => {
    const stack = [start];
    while (stack.length > 0) {
      const key = stack.at(-1)!;
      if (state.get(key) === undefined) {
        state.set(key, "open");
        for (const next of outgoing.get(key) ?? []) {
          expect(state.get(next), "cycle").not.toBe("open");
          if (state.get(next) === undefined) stack.push(next);
        }
      } else {
        state.set(key, "done");
        stack.pop();
      }
    }
  };
  for (const key of order.keys()) if (state.get(key) === undefined) visit(key);
}

const groups = (result: Folded): GroupItem[] => result.items.filter((item): item is GroupItem => item.kind === "group");

describe("small graphs", () => {
  test("are drawn whole, with edges in argument order", () => {
    const result = folded(squarePlusX());
    expect(result.items.map((item) => (item.kind === "node" ? item.node : -1))).toEqual([0, 1, 2]);
    expect(result.edges.map((edge) => edge.members)).toEqual([
      [{ from: 0, slot: 0 }],
      [{ from: 0, slot: 1 }],
      [{ from: 1, slot: 0 }],
    ]);
  });

  test("keep duplicate edges apart", () => {
    const graph = squarePlusX();
    const twice: GraphData = {
      ...graph,
      nodes: graph.nodes.map((node) =>
        node.id === 0 ? { ...node, next: [node.next[1]!, node.next[1]!, node.next[0]!] } : node,
      ),
    };
    const toX = folded(twice).edges.filter((edge) => edge.members[0]!.from === 0);
    expect(toX.map((edge) => edge.members)).toEqual([
      [{ from: 0, slot: 0 }],
      [{ from: 0, slot: 1 }],
      [{ from: 0, slot: 2 }],
    ]);
  });

  test("leave arguments without a gradient undrawn", () => {
    expect(folded(logistic()).edges).toHaveLength(6 - 1);
  });
});

describe("loops", () => {
  test("fold to one item per expression, times the passes", () => {
    const result = folded(recurrence({ passes: 100 }));
    expect(groups(result).map((item) => [item.label, item.nodes.length])).toEqual([
      ["TanhBackward0", 100],
      ["AddBackward0", 100],
      ["MulBackward0", 100],
    ]);
    // Three expressions, and the leaves w, b and h0.
    expect(result.items).toHaveLength(6);
    const carried = result.edges.filter((edge) => edge.isCarried);
    expect(carried).toHaveLength(1);
    expect(carried[0]!.members).toHaveLength(99);
  });

  test("of few passes stay unrolled", () => {
    expect(groups(folded(recurrence({ passes: 3 })))).toEqual([]);
  });

  test("give single passes out, the others staying folded on both sides", () => {
    const graph = recurrence({ passes: 100 });
    const loop = folded(graph).loops.all[0]!;
    const result = folded(graph, openPass(NO_CHOICES, loop.key, 40));
    const ranges = groups(result)
      .filter((item) => item.label === "TanhBackward0")
      .map((item) => [item.passes!.first, item.passes!.last, item.nodes.length]);
    expect(ranges).toEqual([
      [41, 99, 59],
      [0, 39, 40],
    ]);
    const single = result.items
      .flatMap((item) => (item.kind === "node" ? [graph.nodes[item.node]!] : []))
      .filter((node) => node.passes > 1);
    expect(single.map((node) => [node.name, node.pass])).toEqual([
      ["TanhBackward0", 40],
      ["AddBackward0", 40],
      ["MulBackward0", 40],
    ]);
  });

  test("draw a shared leaf once per use when they are unrolled", () => {
    const graph = recurrence({ passes: 100 });
    const loop = folded(graph).loops.all[0]!;
    const result = folded(graph, setOpen(NO_CHOICES, loop.key, true));
    const w = graph.nodes.find((node) => node.variable === "w")!;
    const uses = result.items.filter((item) => item.kind === "node" && item.node === w.id);
    expect(uses).toHaveLength(100);
    expect(uses.map((item) => (item.kind === "node" ? item.use : null))).toEqual(
      Array.from({ length: 100 }, (_, index) => ({ index, count: 100 })),
    );
    expect(result.itemsOfNode.get(w.id)).toHaveLength(100);
  });

  test("in 10,000 nodes fold by default and open only as far as a drawing can hold", () => {
    const graph = recurrence({ passes: 3333 });
    expect(graph.nodes).toHaveLength(10_002);
    expect(folded(graph).items).toHaveLength(6);
    const loop = folded(graph).loops.all[0]!;
    const opened = folded(graph, setOpen(NO_CHOICES, loop.key, true));
    expect(opened.items.length).toBeGreaterThan(6);
  });

  test("two one after the other are two, even with as many passes", () => {
    const first = recurrence({ passes: 20 });
    const offset = first.nodes.length;
    // The second loop feeds on the first one's result: its nodes come before, all of them.
    const second = recurrence({ passes: 20 });
    const nodes = [
      ...second.nodes.map((node) => ({
        ...node,
        location: {
          uri: "file:///fixture.py",
          range: { start: { line: 50, character: node.name.length }, end: { line: 50, character: 60 } },
        },
        next: node.next.map((edge) =>
          edge.to !== null && second.nodes[edge.to]!.variable === "h0" ? { ...edge, to: offset } : edge,
        ),
      })),
      ...first.nodes.map((node) => ({
        ...node,
        id: node.id + offset,
        next: node.next.map((edge) => ({ ...edge, to: edge.to === null ? null : edge.to + offset })),
      })),
    ];
    expect(folded({ ...first, nodes }).loops.all.map((loop) => loop.passes)).toEqual([20, 20]);
  });
});

describe("scopes", () => {
  test("fold innermost first, with the parameters only they use", () => {
    const graph = deepNetwork(60);
    const result = folded(graph);
    const scopes = groups(result).filter((item) => item.group === "scope");
    expect(scopes.length).toBe(60);
    expect(scopes[0]!.nodes.map((id) => graph.nodes[id]!.name).sort()).toEqual([
      "AccumulateGrad",
      "AccumulateGrad",
      "AddBackward0",
      "AddmmBackward0",
      "ReluBackward0",
    ]);
  });

  test("open towards a node that they hide", () => {
    const graph = deepNetwork(60);
    const result = folded(graph);
    const weight = graph.nodes.find((node) => node.variable === "layers.7.weight")!;
    const opened = folded(graph, openTowards(result, NO_CHOICES, weight.id));
    const shown = opened.items.find((item) => item.key === opened.itemsOfNode.get(weight.id)![0]);
    expect(shown?.kind).toBe("node");
    expect(groups(opened).length).toBeGreaterThan(50);
  });
});

describe("graphs without structure", () => {
  test("fold into blocks of neighbours, which open level by level", () => {
    const graph = formless(10_000);
    const first = folded(graph);
    expect(first.items.length).toBeLessThanOrEqual(LIMIT);
    let result = first;
    let choices = NO_CHOICES;
    const wanted = 5123;
    for (let level = 0; level < 6; level++) {
      const item = result.items.find((candidate) => candidate.key === result.itemsOfNode.get(wanted)![0])!;
      if (item.kind === "node") break;
      choices = setOpen(choices, item.groupKey, true);
      result = folded(graph, choices);
    }
    const item = result.items.find((candidate) => candidate.key === result.itemsOfNode.get(wanted)![0])!;
    expect(item.kind).toBe("node");
  });

  test("fold long chains when the drawing would be crowded", () => {
    const graph = formless(300);
    const straight: GraphData = {
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, next: node.next.slice(0, 1) })),
    };
    const result = folded(straight);
    expect(groups(result).map((item) => item.group)).toEqual(["chain"]);
    const opened = folded(straight, setOpen(NO_CHOICES, groups(result)[0]!.groupKey, true));
    expect(groups(opened)).toEqual([]);
  });
});

describe("keys", () => {
  test("survive lines inserted above and tell passes apart", () => {
    const before = indexGraph(recurrence({ passes: 5 }));
    const graph = recurrence({ passes: 5 });
    const moved = indexGraph({
      ...graph,
      nodes: graph.nodes.map((node) => ({
        ...node,
        location:
          node.location === null
            ? null
            : { ...node.location, range: { start: { line: 77, character: 0 }, end: { line: 77, character: 9 } } },
      })),
    });
    expect(moved.keys).toEqual(before.keys);
    expect(new Set(before.keys).size).toBe(before.keys.length);
  });
});
