/** The worker as the language server and the command line use it: a real thread, built as it is shipped. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { InspectWorker } from "../../server/inspect/client.ts";
import { commandBudget, type RunOptions } from "../../server/inspect/messages.ts";
import { createNodePort } from "../../server/inspect/node/port.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import type { Snippet } from "../../server/snippet/snippet.ts";
import { buildCli } from "../cli/gradlens.ts";

const workers: InspectWorker[] = [];
afterEach(() => {
  for (const worker of workers.splice(0)) worker.dispose();
});

async function start(): Promise<InspectWorker> {
  const out = await buildCli();
  const worker = new InspectWorker({
    createPort: () => createNodePort(join(out, "worker.js")),
    wasm: {
      runtime: readFileSync(join(out, "web-tree-sitter.wasm")),
      python: readFileSync(join(out, "tree-sitter-python.wasm")),
    },
  });
  workers.push(worker);
  return worker;
}

const python = (text: string): Snippet =>
  makeSnippet({ uri: "file:///a.py", version: 3, kind: "python", text }, { mode: "all" });
const options: RunOptions = { budget: commandBudget, isTolerant: true, examples: {} };
const source = "import torch\nx = torch.tensor(3.0, requires_grad=True)\ny = x ** 2\n";

test("a run, its graph and a backward pass cross the thread", async () => {
  const worker = await start();
  const trace = await worker.run(python(source), options);
  expect(trace).toMatchObject({ version: 3, problems: [], stopped: null });
  const graph = await worker.graph({});
  expect(graph.kind === "data" ? graph.graph.nodes.map((n) => n.name) : graph).toEqual([
    "PowBackward0",
    "AccumulateGrad",
  ]);
  const answer = await worker.backward(trace!.roots[0]!.key, undefined);
  expect(answer.ok && [...answer.run.gradients.values()].map((g) => g.value.text)).toEqual([
    "tensor(1.)",
    "tensor(6.)",
  ]);
});

test("a newer run stops the one under way, which answers null", async () => {
  const worker = await start();
  const first = worker.run(python("while True:\n    pass\n"), options);
  const second = worker.run(python("x = 1\n"), options);
  expect(await first).toBeNull();
  expect((await second)!.sites.length).toBeGreaterThan(0);
});

test("an interrupted run answers with what there was", async () => {
  const worker = await start();
  const run = worker.run(python("x = 5\nwhile True:\n    pass\n"), options);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  worker.interrupt();
  const trace = await run;
  expect(trace!.stopped).toMatch(/^stopped on request/);
  expect(trace!.sites.length).toBeGreaterThan(0);
});

test("a kernel keeps its variables, answers errors, and can be interrupted", async () => {
  const worker = await start();
  const execute = (cell: string, text: string) => worker.execute(cell, `<cell ${cell}>`, text, commandBudget);
  expect(await execute("1", "x = 2\nprint('a')\nx")).toEqual({
    ok: true,
    outputs: [
      { kind: "stream", name: "stdout", text: "a\n" },
      { kind: "result", text: "2" },
    ],
  });
  expect(await execute("2", "def f():\n    return x / 0\nx")).toMatchObject({ ok: true });
  expect(await execute("3", "f()")).toMatchObject({
    ok: false,
    outputs: [
      {
        kind: "error",
        name: "ZeroDivisionError",
        value: "division by zero",
        location: { uri: "2", range: { start: { line: 1, character: 11 } } },
      },
    ],
  });
  expect(await execute("4", "x = = 1")).toMatchObject({ ok: false, outputs: [{ name: "SyntaxError" }] });
  expect(await execute("4b", "import torch\ntorch.ones(2)")).toMatchObject({
    outputs: [{ kind: "result", text: "tensor([1., 1.])" }],
  });
  const endless = execute("5", "x = 7\nwhile True:\n    pass");
  await new Promise((resolve) => setTimeout(resolve, 500));
  worker.interrupt();
  expect(await endless).toMatchObject({ ok: false, outputs: [{ name: "KeyboardInterrupt" }] });
  expect(await execute("6", "x")).toMatchObject({ outputs: [{ kind: "result", text: "7" }] });
});

test("a worker that is lost is replaced", async () => {
  const worker = await start();
  const lost = worker.run(python("a = 1\n"), options);
  worker.dispose();
  expect(await lost).toBeNull();
  const out = await buildCli();
  const small = new InspectWorker({
    createPort: () => createNodePort(join(out, "worker.js"), { maxOldGenerationSizeMb: 48 }),
    wasm: {
      runtime: readFileSync(join(out, "web-tree-sitter.wasm")),
      python: readFileSync(join(out, "tree-sitter-python.wasm")),
    },
  });
  workers.push(small);
  const trace = await small.run(python("a = []\nwhile True:\n    a.append([1.5, 2.5, 3.5])\n"), options);
  expect(trace!.stopped).toBe("stopped: out of memory");
  expect((await small.run(python("x = 1\n"), options))!.problems).toEqual([]);
}, 60_000);
