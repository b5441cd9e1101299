import { describe, expect, test } from "vitest";
import { inspect, problemsOf, site, tensorAt, textOf } from "./engine.ts";

describe("values", () => {
  test("a name shows the value it had at that line", async () => {
    const run = await inspect("x = 1\nx\nx = 'two'\nx\n");
    expect([0, 1, 2, 3].map((n) => site(run, "x", n).visits[0]!.value)).toMatchObject([
      { className: "int", text: "1", number: 1 },
      { className: "int", text: "1" },
      { className: "str", text: "'two'" },
      { className: "str", text: "'two'" },
    ]);
    expect([0, 1].map((n) => site(run, "x", n).isTarget)).toEqual([true, false]);
  });
  test("a tensor is a snapshot: a later in-place write does not change it", async () => {
    const run = await inspect("import torch\na = torch.tensor([1.0, 2.0])\nb = a\na.add_(10)\na\n");
    expect(Array.from(tensorAt(run, "a", 0).data!)).toEqual([1, 2]);
    expect(Array.from(tensorAt(run, "b").data!)).toEqual([1, 2]);
    expect(Array.from(tensorAt(run, "a", 3).data!)).toEqual([11, 12]);
    expect([0, 3].map((n) => tensorAt(run, "a", n).version)).toEqual([0, 1]);
    expect(tensorAt(run, "b").identity).toBe(tensorAt(run, "a", 3).identity);
  });
  test("a list is text at once: it may be changed later", async () => {
    const run = await inspect("a = [1]\nb = a\na.append(2)\na\n");
    expect(site(run, "b").visits[0]!.value).toMatchObject({ className: "list", text: "[1]" });
    expect(site(run, "a", 3).visits[0]!.value).toMatchObject({ text: "[1, 2]" });
  });
  test("the program's own __repr__ is never called", async () => {
    const run = await inspect(
      "class A:\n    def __repr__(self):\n        print('called')\n        return 'A'\na = A()\n",
    );
    expect(run.trace.outputs).toEqual([]);
    expect(site(run, "A()").visits[0]!.value).toMatchObject({ className: "A", text: "<A object>" });
  });
  test("a loop keeps the first, the last and a thinned series", async () => {
    const run = await inspect("t = 0\nfor i in range(1000):\n    t = t + i\n");
    const record = site(run, "t + i");
    expect(record.count).toBe(1000);
    expect(record.visits.length).toBeLessThanOrEqual(65);
    expect(record.visits[0]).toMatchObject({ pass: 0, value: { number: 0 } });
    expect(record.visits.at(-1)).toMatchObject({ pass: 999, value: { number: 499500 } });
    const steps = record.visits.slice(1, -1).map((v, i) => v.pass - record.visits[i]!.pass);
    expect(new Set(steps)).toEqual(new Set([16]));
  });
  test("large tensors keep their text and statistics instead of all elements", async () => {
    const run = await inspect("import torch\nx = torch.arange(2000.0)\n");
    const x = tensorAt(run, "x");
    expect(x.data).toBeNull();
    expect(x.text).toBe(
      "tensor([0.0000e+00, 1.0000e+00, 2.0000e+00,  ..., 1.9970e+03, 1.9980e+03,\n        1.9990e+03])",
    );
    expect(x.stats).toMatchObject({ min: 0, max: 1999, mean: 999.5, numel: 2000, zeroCount: 1 });
    expect(x.stats!.sample).toHaveLength(256);
  });
  test("parameters and scopes", async () => {
    const run = await inspect("def f(a, *b):\n    return a\nf(1, 2)\n");
    expect(site(run, "a", 0)).toMatchObject({ syntax: "Param", name: "a", scope: "f", isTarget: true });
  });
});

describe("backward passes of the program", () => {
  test("gradients of leaves and intermediates, and the sum being made", async () => {
    const run = await inspect(
      "import torch\nx = torch.tensor(3.0, requires_grad=True)\ny = x ** 2\ny.backward(retain_graph=True)\ny.backward()\n",
    );
    expect(run.trace.backwardRuns.map((b) => [textOf(run, b.range), b.rootName, b.kind])).toEqual([
      ["y.backward(retain_graph=True)", "y", "call"],
      ["y.backward()", "y", "call"],
    ]);
    const leaf = tensorAt(run, "x").edge!;
    const intermediate = tensorAt(run, "y").edge!;
    const [first, second] = run.trace.backwardRuns;
    expect(first!.gradients.get(leaf)!.accumulated).toEqual({ before: null, after: "tensor(6.)" });
    expect(second!.gradients.get(leaf)!.accumulated).toEqual({ before: "tensor(6.)", after: "tensor(12.)" });
    expect(second!.gradients.get(leaf)!.value.text).toBe("tensor(6.)");
    expect(first!.gradients.get(intermediate)!.value.text).toBe("tensor(1.)");
    expect(second!.norm).toBe(6);
  });
  test("where two paths meet, the addends are kept in order", async () => {
    const run = await inspect("import torch\na = torch.tensor(2.0, requires_grad=True)\n(a * a + 3 * a).backward()\n");
    const gradient = run.trace.backwardRuns[0]!.gradients.get(tensorAt(run, "a").edge!)!;
    // 3 from 3·a, which was made later and so ran first, then 2 and 2 from a·a.
    expect(gradient.addends.map((a) => a.text)).toEqual(["tensor(3.)", "tensor(2.)", "tensor(2.)"]);
    expect(gradient.value.text).toBe("tensor(7.)");
  });
});

describe("backward on request", () => {
  const source = "import torch\nx = torch.tensor(3.0, requires_grad=True)\nh = x * 2\nloss = h ** 2\nloss.backward()\n";
  test("works on a graph that the program has freed, and touches no .grad", async () => {
    const run = await inspect(source);
    const root = run.trace.roots.find((r) => r.name === "loss")!;
    expect(root).toMatchObject({ isScalar: true, gradFn: "PowBackward0", shape: [] });
    for (let again = 0; again < 2; again++) {
      const answer = run.engine.backward(root.key, undefined);
      if (!answer.ok) throw new Error(answer.reason);
      // d(2x)²/dx = 8x = 24; d(h²)/dh = 2h = 12.
      expect(answer.run.gradients.get(tensorAt(run, "x").edge!)!.value.text).toBe("tensor(24.)");
      expect(answer.run.gradients.get(tensorAt(run, "h").edge!)!.value.text).toBe("tensor(12.)");
      expect(answer.run.gradients.get(tensorAt(run, "x").edge!)!.accumulated).toBeNull();
      expect(answer.run).toMatchObject({ kind: "request", rootName: "loss", norm: 24 });
    }
  });
  test("a root that is no scalar needs a reduction", async () => {
    const run = await inspect("import torch\nw = torch.tensor([1.0, 2.0], requires_grad=True)\ny = w * w\n");
    const [root] = run.trace.roots;
    expect(run.engine.backward(root!.key, undefined)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("not a scalar"),
    });
    const gradient = (reduce: Parameters<typeof run.engine.backward>[1]): string => {
      const answer = run.engine.backward(root!.key, reduce);
      return answer.ok ? answer.run.gradients.get(tensorAt(run, "w").edge!)!.value.text : answer.reason;
    };
    expect(gradient("sum")).toBe("tensor([2., 4.])");
    expect(gradient("mean")).toBe("tensor([1., 2.])");
    expect(gradient({ element: [1] })).toBe("tensor([0., 4.])");
  });
  test("a saved value that was changed in place is the reason", async () => {
    const run = await inspect(
      "import torch\nx = torch.tensor([1.0], requires_grad=True)\ny = x.exp()\nz = y.sum()\nwith torch.no_grad():\n    y.add_(1)\n",
    );
    const answer = run.engine.backward(run.trace.roots.find((r) => r.name === "z")!.key, undefined);
    expect(answer).toMatchObject({ ok: false, reason: expect.stringContaining("modified by an inplace operation") });
  });
  test("the key of a root survives edits elsewhere", async () => {
    const before = await inspect(source);
    const after = await inspect(`# a new line\n${source}`);
    const key = (run: typeof before): string => run.trace.roots.find((r) => r.name === "loss")!.key;
    expect(key(after)).toBe(key(before));
  });
});

describe("graphs", () => {
  test("nodes in topological order, edges in argument order with duplicates kept", async () => {
    const run = await inspect(
      "import torch\nx = torch.tensor(3.0, requires_grad=True)\ny = x * x\ndef f(a):\n    return a + x\nout = f(y)\n",
    );
    const state = run.engine.graph({});
    if (state.kind !== "data") throw new Error(state.kind);
    const { nodes } = state.graph;
    expect(nodes.map((n) => [n.name, n.variable, n.next.map((e) => e.to), n.scope])).toEqual([
      ["AddBackward0", "out", [1, 2], ["f"]],
      ["MulBackward0", "y", [2, 2], []],
      ["AccumulateGrad", "x", [], []],
    ]);
    expect(nodes.map((n) => n.source)).toEqual(["a + x", "x * x", "torch.tensor(3.0, requires_grad=True)"]);
    expect(nodes.map((n) => n.gradient?.text)).toEqual(["tensor(1.)", "tensor(1.)", "tensor(7.)"]);
    expect(nodes[2]!.incoming.map((f) => f.text)).toEqual(["tensor(1.)", "tensor(3.)", "tensor(3.)"]);
    expect(nodes[1]!.next.map((e) => e.gradient?.text)).toEqual(["tensor(3.)", "tensor(3.)"]);
    expect(nodes[1]!.rule).toEqual(["other = 3", "self = 3"]);
    expect(nodes[1]!.location!.range.start).toEqual({ line: 2, character: 4 });
    expect(nodes.map((n) => n.order)).toEqual([0, 1, 2]);
    expect(state.graph.roots.map((r) => r.label)).toEqual(["out · AddBackward0 · line 6"]);
  });
  test("nothing that requires grad is a sentence, not an empty picture", async () => {
    const run = await inspect("import torch\nx = torch.ones(2)\n");
    expect(run.engine.graph({})).toMatchObject({ kind: "empty", reason: expect.stringContaining("requires grad") });
  });
  test("a chain of thousands of nodes is answered within the bound", async () => {
    const run = await inspect(
      "import torch\nx = torch.tensor(1.0, requires_grad=True)\ny = x\nfor i in range(5000):\n    y = y * 1.0\ny.backward()\n",
    );
    const state = run.engine.graph({});
    if (state.kind !== "data") throw new Error(state.kind);
    expect(state.graph.nodes).toHaveLength(4000);
    expect(state.graph.omitted).toBe(1001);
  });
});

describe("problems", () => {
  test("an exception stands on the line that raised it, with the calls that led there", async () => {
    const run = await inspect("def f():\n    return 1 / 0\nx = 1\nf()\nx\n");
    expect(problemsOf(run)).toEqual(["exception ZeroDivisionError: division by zero @ 1 / 0"]);
    const [problem] = run.trace.problems;
    expect(problem!.related.map((r) => [textOf(run, r.range), r.message])).toEqual([
      ["f()", "called from here, in <module>"],
    ]);
    expect(problem!.traceback).toMatch(/^Traceback [\s\S]*ZeroDivisionError: division by zero\n$/);
    // The program ends where Python would end it.
    expect(run.trace.sites.filter((s) => textOf(run, s.range) === "x")).toHaveLength(1);
  });
  test("both lines of an in-place conflict are named", async () => {
    const run = await inspect(
      "import torch\nx = torch.tensor([1.0, 2.0], requires_grad=True)\ny = x.exp()\nloss = y.sum()\ny += 1\nloss.backward()\n",
    );
    const [problem] = run.trace.problems;
    expect(problem!.message).toMatch(/modified by an inplace operation/);
    expect(problem!.related.map((r) => [r.message, textOf(run, r.range)])).toEqual([
      ["saved here by ExpBackward0", "x.exp()"],
      ["changed in place here", "y"],
    ]);
    expect(problem!.related[1]!.range.start).toBe(run.sources[0]!.indexOf("y += 1"));
  });
  test("a warning stands on its line", async () => {
    const run = await inspect("import torch\nx = torch.tensor(1.0, requires_grad=True)\ny = x * 2\ny.grad\n");
    expect(run.trace.problems).toHaveLength(1);
    expect(run.trace.problems[0]).toMatchObject({ kind: "warning", name: "UserWarning" });
    expect(run.trace.problems[0]!.message).toMatch(
      /^The \.grad attribute of a Tensor that is not a leaf Tensor is being accessed/,
    );
    expect(textOf(run, run.trace.problems[0]!.range)).toBe("y.grad");
  });
  test("what does not depend on a missing module is still evaluated", async () => {
    const run = await inspect("import pandas as pd\na = 1\nd = pd.read()\ne = d + 1\nb = a + 1\n");
    expect(problemsOf(run)).toEqual(["exception ModuleNotFoundError: No module named 'pandas' @ import pandas as pd"]);
    expect(site(run, "a + 1").visits[0]!.value).toMatchObject({ text: "2" });
    expect(run.trace.sites.some((s) => textOf(run, s.range) === "d + 1")).toBe(false);
  });
  test("what does not depend on something unsupported is still evaluated; a name is known again when it is bound again", async () => {
    const run = await inspect("import torch\na = torch.stft(torch.ones(2), 2)\nb = a + 1\nc = 5\na = 2\nd = a + c\n");
    expect(run.trace.problems.map((p) => p.kind)).toEqual(["unsupported"]);
    expect(site(run, "a + c").visits[0]!.value).toMatchObject({ text: "7" });
    expect(run.trace.sites.some((s) => textOf(run, s.range) === "a + 1")).toBe(false);
  });
  test("a statement that does not parse is skipped in an editor, and what it would have bound is unknown", async () => {
    const run = await inspect("y = 1\ny = (2 +\nz = 3\n");
    expect(run.trace.problems.map((p) => p.kind)).toContain("syntax");
    const strict = await inspect("z = 3\ny = = 1\n", { isTolerant: false });
    expect(strict.trace.sites).toEqual([]);
    expect(strict.trace.problems.map((p) => p.name)).toEqual(["SyntaxError"]);
  });
  test("a notebook's cell ends with its exception, the next one runs", async () => {
    const run = await inspect(["# gradlens: on\nx = 1\n1 / 0\nx = 2", "x"]);
    expect(problemsOf(run)).toEqual(["exception ZeroDivisionError: division by zero @ 1 / 0"]);
    expect(run.trace.outputs).toMatchObject([{ kind: "result", text: "1", range: { code: 1 } }]);
  });
  test("a run out of budget says where it stood and shows everything up to there", async () => {
    const run = await inspect("n = 0\nwhile True:\n    n = n + 1\n", {
      budget: { steps: 30_000, time: 5000, memory: 2 ** 28, output: 1000 },
    });
    expect(run.trace.stopped).toMatch(/^stopped after 30000 steps at pass \d+ of the loop in line 2$/);
    expect(run.trace.problems.map((p) => p.kind)).toEqual(["stopped"]);
    expect(site(run, "n + 1").count).toBeGreaterThan(1000);
  });
  test("a cancelled run stops", async () => {
    const { Engine } = await import("../../server/inspect/engine.ts");
    const { makeSnippet } = await import("../../server/snippet/make.ts");
    const { commandBudget } = await import("../../server/inspect/messages.ts");
    const snippet = makeSnippet(
      { uri: "u", version: 1, kind: "python", text: "while True:\n    pass\n" },
      { mode: "all" },
    );
    let asked = 0;
    const options = { budget: commandBudget, isTolerant: true, examples: {} };
    const trace = await new Engine().run(snippet, options, () => ++asked > 3);
    expect(trace.stopped).toMatch(/^stopped on request/);
  });
});

describe("directives", () => {
  test("watch shows its expression each time the line is passed, and cannot fail", async () => {
    const run = await inspect(
      "# gradlens: watch later\nfor i in range(3):\n    j = i * 2  # gradlens: watch j + 1\nlater = 1\n",
    );
    expect(site(run, "j + 1").visits.map((v) => v.value)).toMatchObject([{ text: "1" }, { text: "3" }, { text: "5" }]);
    expect(run.trace.problems).toEqual([]);
  });
  test("skip leaves a statement out", async () => {
    const run = await inspect("x = 1\nx = 2  # gradlens: skip\n# gradlens: skip\nif x:\n    x = 3\nx\n");
    expect(site(run, "x", 1).visits[0]!.value).toMatchObject({ text: "1" });
  });
  test("examples run a function's body after the module", async () => {
    const source =
      "import torch\n# gradlens: example w=torch.tensor(2.0, requires_grad=True)\n# gradlens: example w=torch.tensor(5.0)\ndef f(w):\n    return w * late\nlate = 3\nclass A:\n    # gradlens: example self=A(), n=4\n    def g(self, n):\n        return n + 1\n";
    const first = await inspect(source);
    expect(problemsOf(first)).toEqual([]);
    expect(Array.from(tensorAt(first, "w * late").data!)).toEqual([6]);
    expect(site(first, "n + 1").visits[0]!.value).toMatchObject({ text: "5" });
    const second = await inspect(source, { examples: { f: 1 } });
    expect(Array.from(tensorAt(second, "w * late").data!)).toEqual([15]);
  });
  test("expectations: was and now", async () => {
    const run = await inspect(
      "x = 2\nx * 3  # => 7\nx  # => 2\nprint('a')  # => a\ny = x + 1  # => 4\nif x:  # => 1\n    pass\n",
    );
    expect(run.trace.problems.map((p) => [p.kind, p.message, p.actual, textOf(run, p.range)])).toEqual([
      ["expectation", "was `7`, now `6`", "6", "# => 7"],
      ["expectation", "was `4`, now `3`", "3", "# => 4"],
      ["expectation", "there is no expression on this line to compare with", undefined, "# => 1"],
    ]);
  });
});

describe("notebook results", () => {
  const result = async (source: string): Promise<string | undefined> =>
    (await inspect([`# gradlens: on\n${source}`])).trace.outputs.find((o) => o.kind === "result")?.text;
  test("None and a trailing semicolon show nothing", async () => {
    expect(await result("None")).toBeUndefined();
    expect(await result("1;")).toBeUndefined();
  });
  test("wide containers go one item per line, as IPython prints them", async () => {
    // 30 items of "123456, " are wider than 79 columns.
    expect(await result("[123456] * 30")).toBe(`[${Array.from({ length: 30 }, () => "123456").join(",\n ")}]`);
    expect(await result("[1, 2]")).toBe("[1, 2]");
    expect(await result("{'a': ['x' * 40, 'y' * 40]}")).toBe(`{'a': ['${"x".repeat(40)}',\n  '${"y".repeat(40)}']}`);
  });
});
