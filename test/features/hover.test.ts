import { describe, expect, test } from "vitest";
import { provideHover } from "../../server/features/provideHover.ts";
import type { GraphData, GraphNode } from "../../server/protocol/graph.ts";
import { commands } from "../../server/protocol/requests.ts";
import { face, gradient, leaf, made, plain, Run, tensor, uri } from "./fixture.ts";
import { asked, quadratic } from "./quadratic.ts";

type More = Parameters<Run["scene"]>[0];

/** The hover's text at the mark, pictures shortened to their description. */
function hoverAt(run: Run, marked: string, more: More = {}): string | null {
  const hover = provideHover(run.scene(more), run.at(marked));
  return hover === null ? null : hover.markdown.replace(/\(data:image\/svg\+xml;base64,[\w+/=]+\)/g, "(svg)");
}

function checkHover(run: Run, marked: string, expected: readonly string[], more: More = {}): void {
  expect(hoverAt(run, marked, more)?.split("\n\n")).toEqual(expected);
}

const python = (text: string) => `\`\`\`python\n${text}\n\`\`\``;

describe("hover", () => {
  test("a leaf: shape first, value, gradient of the run", () => {
    checkHover(quadratic(), "$0w = torch", [
      "`w` · Tensor float32 [2]",
      "leaf · requires_grad",
      python("tensor([1., 2.], requires_grad=True)"),
      "**`∂loss/∂w`**",
      python("tensor([2., 4.])"),
      "`.grad` was None before",
    ]);
  });

  test("an intermediate without a name has its gradient, too; an operator is its expression", () => {
    const expected = [
      "`w ** 2` · Tensor float32 [2] · PowBackward0",
      python("tensor([1., 4.], grad_fn=<PowBackward0>)"),
      "**`∂loss/∂(w ** 2)`**",
      python("tensor([1., 1.])"),
    ];
    checkHover(quadratic(), "w *$0* 2", expected);
    checkHover(quadratic(), "w ** $02", expected);
  });

  test("on the function of a call, the call is meant", () => {
    expect(hoverAt(quadratic(), "torch.ten$0sor([1")).toMatch(
      /^`torch\.tensor\(\[1\., 2\.\], requires_grad=True\)` · Tensor/,
    );
  });

  test("a caret behind a name means the name", () => {
    expect(hoverAt(quadratic(), "(w$0 **")).toMatch(/^`w` · Tensor/);
  });

  test("on .backward() the run is told, with its leaves", () => {
    // ‖[2, 4]‖ = √20 = 4.472
    checkHover(quadratic(), "loss.back$0ward()", [
      "backward from `loss` · 1 gradient · ‖∇‖ 4.472",
      "- `w` `tensor([2., 4.])`",
    ]);
    expect(hoverAt(quadratic(), "lo$0ss.backward()")).toMatch(/^`loss` · Tensor/);
  });

  test("nothing where nothing was recorded", () => {
    expect(hoverAt(quadratic(), "imp$0ort torch")).toBeNull();
  });

  test("a stale value is marked", () => {
    expect(hoverAt(quadratic(), "$0w = torch", { isStale: true })).toMatch(/^\*from before the last edit\*\n/);
  });

  test("accumulation shows its sum", () => {
    const six = {
      value: face("tensor(6.)", [6]),
      addends: [],
      accumulated: { before: "tensor(6.)", after: "tensor(12.)" },
    };
    const run = new Run("x = f()\n")
      .bound("x", leaf("tensor(3., requires_grad=True)", [3], "x"))
      .backward(null, "y", "y", { x: six });
    expect(hoverAt(run, "$0x")).toContain("accumulated in `.grad`: `6 + 6 = 12`");
  });

  test("paths that meet show their addends", () => {
    // y = x·x: both edges bring x = 3, together 2·x = 6.
    const run = new Run("x = f()\n")
      .bound("x", leaf("tensor(3., requires_grad=True)", [3], "x"))
      .backward(null, "y", "y", {
        x: gradient(face("tensor(6.)", [6]), { addends: [face("tensor(3.)", [3]), face("tensor(3.)", [3])] }),
      });
    expect(hoverAt(run, "$0x")).toContain("2 paths met: `3 + 3 = 6`");
  });

  test("a leaf used by two runs shows, in an expression, the run that the expression is part of", () => {
    // a = x·2, b = x·5: the gradients of x are 2 and 5.
    const x = leaf("tensor(1., requires_grad=True)", [1], "x");
    const run = new Run(`
      x = f()
      a = x * 2
      a.backward()
      b = x * 5
      b.backward()
    `)
      .bound("x", x)
      .seen("x * 2", made("tensor(2., grad_fn=<MulBackward0>)", [2], "a", "MulBackward0"))
      .seen("x ", x, { nth: 1, name: "x" })
      .seen("x * 5", made("tensor(5., grad_fn=<MulBackward0>)", [5], "b", "MulBackward0"))
      .seen("x ", x, { nth: 2, name: "x" })
      .backward("a.backward()", "a", "a", {
        x: gradient(face("tensor(2.)", [2])),
        a: gradient(face("tensor(1.)", [1])),
      })
      .backward("b.backward()", "b", "b", {
        x: gradient(face("tensor(5.)", [5])),
        b: gradient(face("tensor(1.)", [1])),
      });
    expect(hoverAt(run, "$0x * 2")).toContain(`**\`∂a/∂x\`**\n\n${python("tensor(2.)")}`);
    expect(hoverAt(run, "$0x * 5")).toContain(`**\`∂b/∂x\`**\n\n${python("tensor(5.)")}`);
    expect(hoverAt(run, "$0x = f")).toContain(`**\`∂b/∂x\`**\n\n${python("tensor(5.)")}`);
  });

  test("a chosen run comes before the snippet's own", () => {
    const hover = hoverAt(quadratic(), "w *$0* 2", { chosen: asked, chosenRoot: "root:loss" });
    expect(hover).toContain("**`∂loss/∂(w ** 2)`**");
  });

  test("larger tensors have statistics and a picture; a matrix is a heat map", () => {
    // 1 … 6: mean 3.5, norm √91 = 9.539
    const run = new Run("m = f()\n").bound(
      "m",
      tensor("tensor([[1., 2., 3.],\n        [4., 5., 6.]])", [1, 2, 3, 4, 5, 6], { shape: [2, 3] }),
    );
    checkHover(run, "$0m", [
      "`m` · Tensor float32 [2, 3]",
      "not tracked",
      python("tensor([[1., 2., 3.],\n        [4., 5., 6.]])"),
      "min 1 · max 6 · mean 3.5 · norm 9.539",
      "![elements](svg)",
    ]);
  });

  test("NaN and infinities are counted even in small tensors", () => {
    const run = new Run("m = f()\n").bound("m", tensor("tensor([nan, inf, 0.])", [Number.NaN, Infinity, 0]));
    expect(hoverAt(run, "$0m")).toContain("**1 NaN** · **1 Inf** · 1 of 3 zero");
  });

  test("a value that was not kept says so", () => {
    const run = new Run("m = f()\n").bound("m", tensor("", [], { data: null, text: null, shape: [4000, 4000] }));
    expect(hoverAt(run, "$0m")).toContain("was not kept");
  });

  test("a long value is cut, visibly", () => {
    const text = `[${Array.from({ length: 2000 }, (_, i) => i).join(", ")}]`;
    const run = new Run("m = f()\n").bound("m", plain("list", text));
    expect(hoverAt(run, "$0m")).toContain(`\n… (${text.length} characters)`);
  });

  describe("in a loop", () => {
    const loop = () =>
      new Run(`
        for i in range(3):
            y = x * i
      `).bound("y", [tensor("tensor(0.)", [0]), tensor("tensor(2.)", [2]), tensor("tensor(4.)", [4])]);

    test("the last pass is shown, and the curve over all", () => {
      const parts = hoverAt(loop(), "$0y = x")!.split("\n\n");
      expect(parts).toContain(python("tensor(4.)"));
      expect(parts).toContain("pass 3 of 3");
      expect(parts).toContain("![over the passes](svg)");
    });

    test("links step through the passes", () => {
      const hover = hoverAt(loop(), "$0y = x", {
        passes: [{ uri, line: 1, pass: 1 }],
        settings: { commandLinks: true },
      })!;
      expect(hover).toContain(python("tensor(2.)"));
      const passes = [...hover.matchAll(/command:gradlens\.server\.stepPass\?([^ )]+)/g)].map(
        (match) => JSON.parse(decodeURIComponent(match[1]!))[0].pass,
      );
      expect(passes).toEqual([0, 0, 2, 2]);
    });
  });

  describe("links", () => {
    test("editors that can't follow them get none", () => {
      expect(hoverAt(quadratic(), "$0w = torch")).not.toContain("command:");
    });

    test("run backward, graph and copy, with arguments that survive Markdown", () => {
      const hover = hoverAt(quadratic(), "$0w = torch", { settings: { commandLinks: true } })!;
      const links = [...hover.matchAll(/\[([^\]]*)\]\(command:([\w.]+)\?([^ )]+)/g)].map(
        ([, title, command, query]) => ({
          title,
          command,
          arguments: JSON.parse(decodeURIComponent(query!)),
        }),
      );
      expect(links).toEqual([
        { title: "▶ Run backward", command: commands.runBackward, arguments: [{ uri, root: "root:loss" }] },
        { title: "Show in graph", command: "gradlens.showGraph", arguments: [uri, "root:loss"] },
        { title: "Copy", command: "gradlens.copyValue", arguments: ["tensor([1., 2.], requires_grad=True)"] },
      ]);
    });

    test("a root that is not a scalar offers sum, mean and its elements", () => {
      const run = new Run("y = x * 2\n")
        .bound("y", made("tensor([2., 4.], grad_fn=<MulBackward0>)", [2, 4], "y", "MulBackward0"))
        .root("y = x * 2", "y", "y", "MulBackward0", [2]);
      const hover = hoverAt(run, "$0y", { settings: { commandLinks: true } })!;
      const reductions = [...hover.matchAll(/command:gradlens\.server\.runBackward\?([^ )]+)/g)].map(
        (match) => JSON.parse(decodeURIComponent(match[1]!))[0].reduce,
      );
      expect(reductions).toEqual(["sum", "mean", { element: [0] }, { element: [1] }]);
    });
  });

  test("the graph gives the rule with numbers and the chain to the root", () => {
    const run = quadratic();
    const node = (id: number, name: string, text: string | null, more: Partial<GraphNode>): GraphNode => ({
      id,
      name,
      kind: text === null ? "accumulate" : "function",
      variable: null,
      next: [],
      location: text === null ? null : run.scene().places.locate(run.range(text)),
      source: text,
      pass: 0,
      passes: 1,
      scope: [],
      forward: null,
      gradient: null,
      incoming: [],
      order: id,
      rule: [],
      saved: [],
      hookCount: 0,
      isInPlace: false,
      isView: false,
      retainsGrad: false,
      ...more,
    });
    const edge = (to: number) => ({ to, inputNr: 0, gradient: null });
    const graph: GraphData = {
      uri,
      version: 1,
      roots: [],
      root: "root:loss",
      omitted: 0,
      nodes: [
        node(0, "SumBackward0", "(w ** 2).sum()", { next: [edge(1)] }),
        node(1, "PowBackward0", "w ** 2", { next: [edge(2)], rule: ["∂(w**2)/∂w = 2·w = [2., 4.]"] }),
        node(2, "AccumulateGrad", null, { variable: "w" }),
      ],
    };
    const onPower = hoverAt(run, "w *$0* 2", { graph })!;
    expect(onPower).toContain("`∂(w**2)/∂w = 2·w = [2., 4.]`");
    expect(onPower).toContain("chain: `SumBackward0 → PowBackward0`");
    const bare = { ...graph, nodes: graph.nodes.map((n) => (n.id === 1 ? { ...n, rule: ["2·w"] } : n)) };
    expect(hoverAt(run, "w *$0* 2", { graph: bare })).toContain("`∂(w ** 2)/∂w = 2·w`");
    const onLeaf = hoverAt(run, "($0w ** 2", { graph })!;
    expect(onLeaf).toContain("`∂(w**2)/∂w = 2·w = [2., 4.]`");
    expect(onLeaf).toContain("chain: `SumBackward0 → PowBackward0 → AccumulateGrad w`");
  });
});
