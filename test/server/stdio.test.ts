/**
 * The built server as any editor starts it: a process, spoken to over stdio, evaluating in worker threads. Expected
 * numbers are PyTorch 2.13's own, or the arithmetic stands beside them.
 */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type CellStatusItem,
  cellStatusRequest,
  commands,
  type GraphResult,
  graphRequest,
  insideRequest,
  type KernelExecuteResult,
  kernelExecuteRequest,
  kernelInterruptRequest,
  kernelRestartRequest,
  nodesAtRequest,
  type OverlayLine,
  overlayRequest,
} from "../../server/protocol/requests.ts";
import { type BuiltServer, buildServer } from "./built.ts";
import { Session, type SessionOptions } from "./session.ts";

let built: BuiltServer;
let sessions: Session[] = [];
const uri = "file:///work/net.py";

beforeAll(async () => {
  built = await buildServer();
});
afterAll(() => built?.remove());
afterEach(async () => {
  await Promise.all(sessions.map((session) => session.end()));
  sessions = [];
});

async function start(options: SessionOptions = {}): Promise<Session> {
  const session = await Session.overStdio(built.script, {
    ...options,
    settings: { "gradlens.hints.delay": 0, ...options.settings },
  });
  sessions.push(session);
  return session;
}

// loss = (1·3)² + (2·4)² = 73; ∂loss/∂w = 2·w·x² = [18, 64]
const program = `# gradlens: on
import torch
w = torch.tensor([1., 2.], requires_grad=True)
x = torch.tensor([3., 4.])
loss = ((w * x) ** 2).sum()
`;

describe("the process", () => {
  test("ends with the connection, with code 0 after shutdown", async () => {
    const session = await start();
    sessions = [];
    await session.end();
    expect(session.exitCode).toBe(0);
  });
});

describe("values and gradients", () => {
  test("hints and hovers of a first program", async () => {
    const session = await start();
    expect(await session.opened(uri, `${program}loss.backward()\nprint(w.grad)\n`)).toMatchObject({
      stopped: null,
      problems: 0,
    });
    expect(await session.hints(uri)).toEqual([
      "3: [2] tensor([1., 2.]) · ∇ tensor([18., 64.])",
      "4: [2] tensor([3., 4.])",
      "5: tensor(73.) · ∇ tensor(1.)",
      "7: › tensor([18., 64.])",
    ]);
    const hover = await session.hover(uri, "w *$0 x");
    expect(hover).toContain("`w * x` · Tensor float32 [2] · MulBackward0");
    expect(hover).toContain("tensor([3., 8.], grad_fn=<MulBackward0>)");
    // ∂loss/∂(w·x) = 2·w·x = [6, 16]
    expect(hover).toContain("tensor([ 6., 16.])");
    expect(hover).toContain("chain: `SumBackward0 loss → PowBackward0 → MulBackward0`");
  });

  test("a lens runs backward without an edit, and without touching .grad", async () => {
    const session = await start();
    await session.opened(uri, program);
    expect(await session.lenses(uri)).toEqual(["5: ▶ Run backward", "5: Graph"]);
    // √(18² + 64²) = √4420 = 66.483…
    expect(await session.follow(uri, "Run backward")).toMatchObject({
      ok: true,
      gradients: 1,
      norm: expect.closeTo(66.483, 2),
    });
    expect(await session.lenses(uri)).toEqual(["5: ✓ 1 gradient · ‖∇‖ 66.48 · clear", "5: Graph"]);
    const overlay = await session.request<OverlayLine[]>(overlayRequest, { uri });
    expect(overlay.map(({ text }) => text)).toEqual(["∂loss/∂w = tensor([18., 64.])", "∂loss/∂loss = tensor(1.)"]);
    await session.idle(uri, session.edit(uri, ".sum()\n", ".sum()\nprint(w.grad)\n"));
    expect(await session.hints(uri)).toContain("6: › None");
    expect(await session.lenses(uri)).toContain("5: ✓ 1 gradient · ‖∇‖ 66.48 · clear");
    await session.follow(uri, "clear");
    expect(await session.request(overlayRequest, { uri })).toEqual([]);
  });

  test("a root that is not a scalar is reduced as chosen", async () => {
    const session = await start();
    await session.opened(
      uri,
      "# gradlens: on\nimport torch\nx = torch.tensor([1., 2.], requires_grad=True)\ny = x * 3\n",
    );
    expect(await session.lenses(uri)).toEqual(["4: ▶ Run backward: .sum()", "4: .mean()", "4: Graph"]);
    await session.follow(uri, ".mean()");
    const overlay = await session.request<OverlayLine[]>(overlayRequest, { uri });
    // mean: 3 / 2 for each element
    expect(overlay[0]!.text).toContain("/∂x = tensor([1.5000, 1.5000])");
  });

  test("in a loop every pass can be stepped to", async () => {
    const session = await start();
    const loop = `# gradlens: on
import torch
w = torch.tensor(3., requires_grad=True)
for i in range(5):
    y = w ** 2
    y.backward()
    with torch.no_grad():
        w -= 0.1 * w.grad
        w.grad = None
`;
    await session.opened(uri, loop);
    // w = 3·0.8ⁱ: y = 9, 5.76, …, 1.50994944 on the fifth pass
    expect(await session.hints(uri)).toContain("5: tensor(1.5099) ×5 · ∇ tensor(1.)");
    const hover = await session.hover(uri, "y = w *$0* 2");
    expect(hover).toContain("pass 5 of 5");
    await session.execute(commands.stepPass, { uri, line: 4, pass: 0 });
    expect(await session.hints(uri)).toContain("5: tensor(9.) ×5 · ∇ tensor(1.)");
    expect(await session.hover(uri, "y = w *$0* 2")).toContain("pass 1 of 5");
  });

  test("the graph has PyTorch's nodes, and a place leads to its nodes", async () => {
    const session = await start();
    await session.opened(uri, program);
    const state = await session.request<GraphResult>(graphRequest, { uri });
    if (state.kind !== "data") throw new Error(state.kind);
    expect(state.graph.nodes.map(({ name }) => name)).toEqual([
      "SumBackward0",
      "PowBackward0",
      "MulBackward0",
      "AccumulateGrad",
    ]);
    const { line, character } = session.position(uri, "w *$0 x");
    const [node] = await session.request<number[]>(nodesAtRequest, { uri, line, character });
    expect(state.graph.nodes[node!]!.name).toBe("MulBackward0");
  });
});

test("the syntax tree can be looked into", async () => {
  const session = await start();
  await session.opened(uri, "# gradlens: on\na = 1\n");
  const { text } = await session.request<{ text: string }>(insideRequest, { uri, what: "syntaxTree" });
  // python3 -c "import ast; print(ast.dump(ast.parse('a = 1')))", without the fields that are empty
  expect(text.replace(/\n\s*/g, "")).toContain("Assign(targets=[Name(id='a')],value=Constant(value=1))");
});

describe("edits", () => {
  test("every version's idle is in order, and the last result is the last text's", async () => {
    const session = await start();
    await session.opened(uri, program);
    let version = 1;
    let value = "[3., 4.]";
    for (let i = 0; i < 10; i++) {
      const next = `[${i}., 1.]`;
      version = session.edit(uri, value, next);
      value = next;
    }
    await session.idle(uri, version);
    // w·x = [9, 2]: 81 + 4 = 85
    expect(await session.hints(uri)).toContain("5: tensor(85.)");
    const versions = session.idles.map((idle) => idle.version);
    expect([...versions].sort((a, b) => a - b)).toEqual(versions);
  });

  test("typing through broken states keeps the rest", async () => {
    const session = await start();
    await session.opened(uri, program);
    await session.idle(uri, session.edit(uri, "x = torch.tensor([3., 4.])", "x = torch.tensor([3., 4."));
    await session.idle(uri, session.edit(uri, "[3., 4.", "[3., 4.])"));
    expect(await session.hints(uri)).toContain("5: tensor(73.)");
    expect(session.diagnostics(uri)).toEqual([]);
  });

  test("a run that takes long is stopped by the next edit", async () => {
    const session = await start({ settings: { "gradlens.budget.typing": 60_000 } });
    session.open(uri, "# gradlens: on\nwhile True: pass\n");
    await new Promise((resolve) => setTimeout(resolve, 300));
    const began = Date.now();
    const version = session.edit(uri, "while True: pass", "a = 1 + 1");
    expect(await session.idle(uri, version)).toMatchObject({ stopped: null });
    expect(Date.now() - began).toBeLessThan(5000);
    expect(await session.hints(uri)).toEqual(["2: 2"]);
  });
});

describe("problems", () => {
  const diagnostics = async (text: string, options: SessionOptions = {}) => {
    const session = await start(options);
    await session.opened(uri, text);
    return { session, found: session.diagnostics(uri) };
  };

  test("an exception has PyTorch's text, on its line", async () => {
    const { found } = await diagnostics("# gradlens: on\nimport torch\na = torch.ones(2)\nb = a + torch.ones(3)\n");
    expect(found).toEqual([
      "4: error RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0",
    ]);
  });

  test("a syntax error is on its statement, and the others run", async () => {
    const { session, found } = await diagnostics("# gradlens: on\na = 1 + 1\nb = = 2\nc = a + 1\n");
    expect(found).toEqual([expect.stringMatching(/^3: error SyntaxError: invalid syntax/)]);
    expect(await session.hints(uri)).toEqual(expect.arrayContaining(["2: 2", "4: 3"]));
  });

  test("an endless loop stops at its budget, and says where", async () => {
    const session = await start({ settings: { "gradlens.budget.typing": 200 } });
    const idle = await session.opened(uri, "# gradlens: on\na = 1 + 1\nwhile True:\n    a += 1\n");
    expect(idle.stopped).toContain("stopped after 200 ms");
    expect(session.diagnostics(uri).join()).toContain("information stopped after 200 ms");
    expect((await session.hints(uri))[0]).toBe("2: 2");
  });

  test("an expectation that drifted is rewritten", async () => {
    const { session, found } = await diagnostics(
      "# gradlens: on\nimport torch\ntorch.ones(2).sum()  # => tensor(3.)\n",
    );
    expect(found).toEqual([expect.stringContaining("3: warning was")]);
    const [fix] = await session.actions(uri, "torch.ones(2).sum", ["quickfix"]);
    const [edit] = fix!.edit!.changes![uri]!;
    await session.idle(uri, session.change(uri, [{ range: edit!.range, text: edit!.newText }]));
    expect(session.document(uri).getText()).toContain("# => tensor(2.)\n");
    expect(session.diagnostics(uri)).toEqual([]);
  });

  test("what is not supported is said at its place", async () => {
    const { found } = await diagnostics("# gradlens: on\nimport torch\ntorch.no_such_function_at_all(1)\n");
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(/^3: /);
  });
});

describe("documents of every kind", () => {
  test("an empty file, one of white space, one of only an annotation", async () => {
    const session = await start();
    for (const [i, text] of ["", "   \n\n", "# gradlens: on", "# gradlens: on\n\n\n"].entries()) {
      session.open(`file:///work/empty${i}.py`, text);
      expect(await session.hints(`file:///work/empty${i}.py`)).toEqual([]);
      expect(await session.lenses(`file:///work/empty${i}.py`)).toEqual([]);
    }
    await session.opened(uri, program);
    expect(await session.hints(uri)).toHaveLength(3);
  });

  test("a file of five megabytes does not block another", async () => {
    const session = await start();
    const large = `# gradlens: on\na = 1 + 1\n# gradlens: off\n${"# a line of some prose about nothing at all, forty times\n".repeat(95_000)}`;
    expect(large.length).toBeGreaterThan(5e6);
    session.open("file:///work/large.py", large);
    await session.opened(uri, program);
    expect(await session.hints(uri)).toHaveLength(3);
    expect(await session.hints("file:///work/large.py")).toEqual(["2: 2"]);
  });

  test("Windows line ends, tabs and characters beyond the basic plane keep their columns", async () => {
    const session = await start();
    await session.opened(uri, "# gradlens: on\r\ns = '😀'; a = 2 * 3\r\nif a:\r\n\tb = a + 1\r\n");
    expect(await session.hints(uri)).toEqual(["2: s = '😀', a = 6", "4: 7"]);
    expect(await session.hover(uri, "a$0 = 2 * 3")).toContain("`a`");
  });

  test("untitled documents and Markdown", async () => {
    const session = await start();
    await session.opened("untitled:Untitled-1", program);
    expect(await session.hints("untitled:Untitled-1")).toContain("5: tensor(73.)");
    const text =
      "# Notes\n\n```python gradlens\na = 2 * 3\n```\n\n- in a list\n\n  ```python gradlens\n  b = a + 1\n  ```\n";
    await session.opened("file:///work/notes.md", text, "markdown");
    expect(await session.hints("file:///work/notes.md")).toEqual(["4: 6", "10: 7"]);
    expect(await session.hover("file:///work/notes.md", "b$0 = a")).toContain("`b` · `int`");
  });

  test("a notebook's cells share a namespace; an error ends its cell only", async () => {
    const session = await start();
    const notebook = "file:///work/a.ipynb";
    const [first, second, third] = session.openNotebook(notebook, [
      "# gradlens: on\nimport torch\nw = torch.tensor(3., requires_grad=True)\n",
      "raise ValueError('no')\n",
      "loss = w ** 2\n",
    ]) as [string, string, string];
    await session.idle(notebook, 1);
    expect(await session.hints(third)).toEqual(["1: tensor(9.)"]);
    expect(session.diagnostics(second)).toEqual(["1: error ValueError: no"]);
    await session.execute(commands.runBackward, {
      uri: notebook,
      root: (await session.lensItems(third))[0]!.command!.arguments![0].root,
    });
    const overlay = await session.request<OverlayLine[]>(overlayRequest, { uri: first });
    // 2·w = 6
    expect(overlay.map(({ text }) => text)).toEqual(["∂loss/∂w = tensor(6.)"]);
    const status = await session.request<CellStatusItem[]>(cellStatusRequest, { uri: third });
    expect(status[0]!.text).toBe("✓ 1 gradient · ‖∇‖ 6 · clear");
    await session.idle(notebook, session.editCell(notebook, first, "3.", "4."));
    expect(await session.hints(third)).toEqual(["1: tensor(16.)"]);
  });
});

describe("the kernel", () => {
  const notebook = "file:///work/k.ipynb";
  let count = 0;
  const execute = (session: Session, source: string) =>
    session.request<KernelExecuteResult>(kernelExecuteRequest, {
      notebook,
      cell: `${notebook}#0`,
      source,
      executionCount: ++count,
    });

  test("streams, results and errors, in one namespace", async () => {
    const session = await start();
    expect(await execute(session, "a = 2\nprint('hello')\na + 1")).toEqual({
      ok: true,
      outputs: [
        { kind: "stream", name: "stdout", text: "hello\n" },
        { kind: "result", text: "3" },
      ],
    });
    const failed = await execute(session, "a / 0");
    expect(failed.ok).toBe(false);
    expect(failed.outputs.at(-1)).toMatchObject({
      kind: "error",
      name: "ZeroDivisionError",
      value: "division by zero",
    });
    expect((await execute(session, "a")).outputs).toMatchObject([{ kind: "result", text: "2" }]);
    await session.request(kernelRestartRequest, { notebook });
    expect((await execute(session, "a")).outputs).toMatchObject([{ kind: "error", name: "NameError" }]);
  });

  test("an interrupt ends an endless cell", async () => {
    const session = await start();
    const running = execute(session, "while True: pass");
    await new Promise((resolve) => setTimeout(resolve, 300));
    await session.request(kernelInterruptRequest, { notebook });
    expect(await running).toMatchObject({ ok: false });
  });
});
