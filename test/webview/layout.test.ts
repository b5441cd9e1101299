/** The input that Graphviz gets, what its answer becomes, and the layout that stands in for it. */
import { type Format, Graphviz } from "@hpcc-js/wasm-graphviz";
import { describe, expect, test } from "vitest";
import { indexGraph } from "../../webview/fold/graphIndex.ts";
import { fold, NO_CHOICES } from "../../webview/fold.ts";
import type { Direction, Layout, LayoutInput } from "../../webview/layout/drawing.ts";
import { plainLayout } from "../../webview/layout/plainLayout.ts";
import { readLayout } from "../../webview/layout/readLayout.ts";
import { toDot } from "../../webview/layout/toDot.ts";
import { fitted, onStage, revealing, zoomedAt } from "../../webview/view/camera.ts";
import { logistic, recurrence, squarePlusX } from "./fixtures.ts";

function inputOf(graph = squarePlusX(), direction: Direction = "TB"): LayoutInput {
  const { items, edges } = fold(indexGraph(graph), NO_CHOICES);
  return {
    nodes: items.map((item) => ({ key: item.key, width: 120, height: 60 })),
    edges: edges.map(({ key, from, to, isCarried }) => ({ key, from, to, constrains: !isCarried })),
    direction,
  };
}

async function graphvizLayout(input: LayoutInput): Promise<Layout> {
  const request = toDot(input);
  // Graphviz has this format; the package's list of names leaves it out.
  return readLayout((await Graphviz.load()).layout(request.dot, "json0" as Format, "dot"), request);
}

/** What holds of every layout. */
function checkLayout(input: LayoutInput, layout: Layout): void {
  const boxes = input.nodes.map((node) => ({ ...node, ...layout.nodes[node.key]! }));
  for (const box of boxes) {
    expect(box.x - box.width / 2).toBeGreaterThanOrEqual(-0.5);
    expect(box.x + box.width / 2).toBeLessThanOrEqual(layout.width + 0.5);
    expect(box.y - box.height / 2).toBeGreaterThanOrEqual(-0.5);
    expect(box.y + box.height / 2).toBeLessThanOrEqual(layout.height + 0.5);
    for (const other of boxes) {
      if (other === box) continue;
      const apart =
        Math.abs(box.x - other.x) >= (box.width + other.width) / 2 - 0.5 ||
        Math.abs(box.y - other.y) >= (box.height + other.height) / 2 - 0.5;
      expect(apart, "boxes overlap").toBe(true);
    }
  }
}

describe.each<Direction>(["TB", "BT", "LR", "RL"])("direction %s", (direction) => {
  test.each([
    ["Graphviz", graphvizLayout],
    ["the plain layout", (input: LayoutInput) => Promise.resolve(plainLayout(input))],
  ] as const)("%s puts the root first and its arrows' tips at their ends", async (_, layoutOf) => {
    const input = inputOf(logistic(), direction);
    const layout = await layoutOf(input);
    checkLayout(input, layout);
    const root = layout.nodes[input.nodes[0]!.key]!;
    const next = layout.nodes[input.nodes[1]!.key]!;
    const [dx, dy] = [next.x - root.x, next.y - root.y];
    expect(Math.sign(direction === "TB" || direction === "BT" ? dy : dx)).toBe(
      direction === "TB" || direction === "LR" ? 1 : -1,
    );
    for (const edge of input.edges) {
      const points = layout.edges[edge.key]!;
      expect((points.length - 1) % 3).toBe(0);
      const tip = points.at(-1)!;
      const end = layout.nodes[edge.to]!;
      expect(Math.abs(tip.x - end.x)).toBeLessThanOrEqual(61);
      expect(Math.abs(tip.y - end.y)).toBeLessThanOrEqual(31);
    }
  });
});

test("arguments are drawn in their order, duplicates apart", async () => {
  const layout = await graphvizLayout({
    nodes: ["root", "a", "b", "c"].map((key) => ({ key, width: 80, height: 40 })),
    edges: [
      { key: "e0", from: "root", to: "c", constrains: true },
      { key: "e1", from: "root", to: "a", constrains: true },
      { key: "e2", from: "root", to: "b", constrains: true },
      { key: "e3", from: "root", to: "b", constrains: true },
    ],
    direction: "TB",
  });
  expect(layout.nodes["c"]!.x).toBeLessThan(layout.nodes["a"]!.x);
  expect(layout.nodes["a"]!.x).toBeLessThan(layout.nodes["b"]!.x);
  expect(layout.edges["e2"]).not.toEqual(layout.edges["e3"]);
});

test("whatever keys contain, the syntax holds", async () => {
  const key = '"];\n}digraph{a->b[label="';
  const layout = await graphvizLayout({
    nodes: [{ key, width: 50, height: 30 }],
    edges: [{ key: "self", from: key, to: key, constrains: true }],
    direction: "TB",
  });
  expect(Object.keys(layout.nodes)).toEqual([key]);
  expect(layout.edges["self"]!.length).toBeGreaterThan(3);
});

test("what a loop carries does not turn the drawing round", async () => {
  const graph = recurrence({ passes: 50 });
  const input = inputOf(graph);
  const layout = await graphvizLayout(input);
  const y = input.nodes.slice(0, 3).map((node) => layout.nodes[node.key]!.y);
  expect(y).toEqual([...y].sort((a, b) => a - b));
});

describe("the camera", () => {
  const stage = { width: 800, height: 600 };

  test("fits a drawing into the middle, never larger than life", () => {
    expect(fitted({ width: 100, height: 50 }, stage)).toEqual({ scale: 1, x: 350, y: 275 });
    const { scale } = fitted({ width: 8000, height: 100 }, stage);
    expect(8000 * scale).toBeLessThanOrEqual(800);
  });

  test("keeps the point under the pointer when zooming", () => {
    const before = { scale: 1, x: 10, y: 20 };
    const after = zoomedAt(before, 2, { x: 110, y: 220 });
    expect(onStage(after, { x: 100, y: 200 })).toEqual({ x: 110, y: 220 });
  });

  test("reveals with the least move, and none for what is in view", () => {
    const camera = { scale: 1, x: 0, y: 0 };
    const box = { width: 100, height: 40 };
    expect(revealing(camera, { x: 400, y: 300 }, box, stage)).toBe(camera);
    // The right edge at 900 + 50 plus a margin of 12 must come to 800.
    expect(revealing(camera, { x: 900, y: 300 }, box, stage)).toEqual({ scale: 1, x: -162, y: 0 });
  });
});
