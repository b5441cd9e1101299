/**
 * The server's own behaviour, with an inspector that does what the test says: what is run when, what is shown meanwhile,
 * what is dropped. That the engine's results come through is checked in stdio.test.ts.
 */
import { afterEach, describe, expect, test } from "vitest";
import {
  type CellStatusItem,
  cellStatusRequest,
  commands,
  graphRequest,
  insideRequest,
  kernelExecuteRequest,
  kernelInterruptRequest,
  kernelRestartRequest,
  nodesAtRequest,
  type OverlayLine,
  overlayRequest,
} from "../../server/protocol/requests.ts";
import { ScriptedHost } from "./scriptedInspector.ts";
import { Session, type SessionOptions } from "./session.ts";

const uri = "file:///work/net.py";
const snippet = "# gradlens: on\nw = 3\nloss = 4\nloss.backward()\n";

let sessions: Session[] = [];

async function start(options: SessionOptions = {}): Promise<{ session: Session; host: ScriptedHost }> {
  const host = new ScriptedHost();
  const session = await Session.inProcess(host, {
    ...options,
    settings: { "gradlens.hints.delay": 0, ...options.settings },
  });
  sessions.push(session);
  return { session, host };
}

afterEach(async () => {
  await Promise.all(sessions.map((session) => session.end()));
  sessions = [];
});

describe("opening", () => {
  test("initialize says what is served", async () => {
    const { session } = await start();
    expect(session.initialized.serverInfo).toEqual({ name: "GradLens" });
    expect(session.initialized.capabilities).toMatchObject({
      positionEncoding: "utf-16",
      hoverProvider: true,
      inlayHintProvider: true,
      executeCommandProvider: { commands: Object.values(commands) },
    });
  });

  test("an annotated file is run, and its views are there", async () => {
    const { session } = await start();
    expect(await session.opened(uri, snippet)).toMatchObject({ uri, version: 1, stopped: null, problems: 0 });
    expect(await session.hints(uri)).toEqual(["2: tensor(3.) · ∇ tensor(1.)", "3: tensor(4.) · ∇ tensor(1.)"]);
    expect(await session.lenses(uri)).toEqual(["3: ▶ Run backward", "3: Graph", "4: ▶ Run backward", "4: Graph"]);
    expect(await session.hover(uri, "$0w = 3")).toContain("`w` · Tensor float32 []");
  });

  test("views asked for at once wait for the first run", async () => {
    const { session } = await start();
    session.open(uri, snippet);
    expect(await session.hints(uri)).toHaveLength(2);
  });

  test("a file without annotation is not run; one that imports torch is invited", async () => {
    const { session, host } = await start();
    session.open(uri, "import torch\nw = 3\n");
    expect(await session.lenses(uri)).toEqual(["1: GradLens: inspect this file", "1: Annotate"]);
    session.open("file:///work/other.py", "w = 3\n");
    expect(await session.lenses("file:///work/other.py")).toEqual([]);
    expect(await session.hover(uri, "$0w = 3")).toBeNull();
    expect(host.inspectors).toEqual([]);
  });

  test("the invitation runs the file for this session", async () => {
    const { session } = await start();
    session.open(uri, "import torch\nw = 3\n");
    await session.follow(uri, "inspect this file");
    expect(await session.hints(uri)).toEqual(["2: tensor(3.)"]);
    expect(await session.lenses(uri)).toEqual([]);
    await session.execute(commands.inspectFile, { uri, on: false });
    expect(await session.hints(uri)).toEqual([]);
  });

  test("the setting evaluate: torchFiles runs every file that imports torch; manual runs none", async () => {
    const torch = await start({ settings: { "gradlens.evaluate": "torchFiles" } });
    await torch.session.opened(uri, "import torch\nw = 3\n");
    expect(await torch.session.hints(uri)).toEqual(["2: tensor(3.)"]);
    const manual = await start({ settings: { "gradlens.evaluate": "manual" } });
    manual.session.open(uri, snippet);
    expect(await manual.session.hints(uri)).toEqual([]);
    await manual.session.execute(commands.inspectFile, { uri, on: true });
    expect(await manual.session.hints(uri)).toHaveLength(2);
  });

  test("untitled documents and Markdown are documents like any other", async () => {
    const { session } = await start();
    await session.opened("untitled:Untitled-1", snippet);
    expect(await session.hints("untitled:Untitled-1")).toHaveLength(2);
    const text = "# Title\n\n```python gradlens\nw = 3\n```\n\nProse\n\n```python gradlens\nloss = 4\n```\n";
    await session.opened("file:///work/doc.md", text, "markdown");
    expect(await session.hints("file:///work/doc.md")).toEqual(["4: tensor(3.)", "10: tensor(4.)"]);
    expect(await session.hover("file:///work/doc.md", "lo$0ss = 4")).toContain("`loss` · Tensor");
    expect(await session.hover("file:///work/doc.md", "Pro$0se")).toBeNull();
  });

  test("a language that has no snippets is left alone", async () => {
    const { session } = await start();
    session.open("file:///work/a.txt", snippet, "plaintext");
    expect(await session.hints("file:///work/a.txt")).toEqual([]);
  });

  test("a closed document loses its problems and its worker", async () => {
    const { session, host } = await start();
    await session.opened(uri, "# gradlens: on\nraise no\n");
    expect(session.diagnostics(uri)).toEqual(["2: error RuntimeError: no"]);
    session.close(uri);
    await session.until(() => session.diagnostics(uri).length === 0);
    expect(host.inspectors.every(({ isDisposed }) => isDisposed)).toBe(true);
  });

  test("a client that can do nothing beyond the basics gets values without links", async () => {
    const { session } = await start({ isPlain: true, initializationOptions: { settings: { inlayHints: "values" } } });
    await session.opened(uri, snippet);
    expect(await session.hints(uri)).toEqual(["2: tensor(3.)", "3: tensor(4.)"]);
    expect(await session.hover(uri, "$0w = 3")).not.toContain("command:");
    expect(session.refreshes).toEqual([]);
  });
});

describe("edits", () => {
  test("each result is of the newest text", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    const version = session.edit(uri, "w = 3", "w = 5");
    expect(await session.hints(uri)).toEqual(["2: tensor(5.) · ∇ tensor(1.)", "3: tensor(4.) · ∇ tensor(1.)"]);
    expect((await session.idle(uri, version)).version).toBe(version);
  });

  test("a late answer is dropped", async () => {
    const { session, host } = await start();
    await session.opened(uri, snippet);
    host.isHeld = true;
    session.edit(uri, "w = 3", "w = 5");
    await waitFor(() => host.runs.length === 2);
    const version = session.edit(uri, "w = 5", "w = 7");
    await waitFor(() => host.runs.length === 3);
    host.release();
    await session.idle(uri, version);
    expect(session.idles.map((idle) => idle.version)).toEqual([1, version]);
    expect(await session.hints(uri)).toContain("2: tensor(7.) · ∇ tensor(1.)");
    expect(host.inspectors[0]!.interrupts).toBeGreaterThan(0);
  });

  test("while a run takes long, the old result moves along with the text and is marked", async () => {
    const { session, host } = await start();
    await session.opened(uri, snippet);
    host.isHeld = true;
    session.edit(uri, "w = 3", "a = 1\nw = 3");
    const hover = await session.hover(uri, "lo$0ss = 4");
    expect(hover).toMatch(/^\*from before the last edit\*/);
    expect(hover).toContain("tensor(4.");
    expect(await session.hints(uri)).toEqual(["3: tensor(3.) · ∇ tensor(1.)", "4: tensor(4.) · ∇ tensor(1.)"]);
    host.release();
    await session.until(() => session.refreshes.includes("inlayHint"));
    expect(await session.hints(uri)).toContain("2: tensor(1.) · ∇ tensor(1.)");
  });

  test("what was typed over is gone until the next result", async () => {
    const { session, host } = await start();
    await session.opened(uri, snippet);
    host.isHeld = true;
    session.edit(uri, "w = 3", "ww = 3");
    session.edit(uri, "ww", "vv");
    expect(await session.hover(uri, "v$0v = 3")).toBeNull();
    host.release();
  });

  test("an edit outside of what is evaluated runs nothing", async () => {
    const { session, host } = await start();
    await session.opened(uri, `${snippet}# gradlens: off\nprose = 1\n`);
    const version = session.edit(uri, "prose = 1", "prose = 2");
    await session.idle(uri, version);
    expect(host.runs).toHaveLength(1);
    expect(await session.hints(uri)).toHaveLength(2);
  });

  test("clients that send whole texts are followed as well", async () => {
    const { session, host } = await start();
    await session.opened(uri, snippet);
    host.isHeld = true;
    session.change(uri, [{ text: `${snippet.replace("w = 3", "a = 1\nw = 3")}` }]);
    expect(await session.hover(uri, "lo$0ss = 4")).toContain("tensor(4.");
    host.release();
  });

  test("several changes in one notification apply one after the other", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    const at = (line: number, character: number) => ({ line, character });
    session.change(uri, [
      { range: { start: at(1, 4), end: at(1, 5) }, text: "11" },
      { range: { start: at(1, 4), end: at(1, 6) }, text: "12" },
    ]);
    expect(await session.hints(uri)).toContain("2: tensor(12.) · ∇ tensor(1.)");
  });

  test("an annotation that is removed ends what was shown", async () => {
    const { session, host } = await start();
    await session.opened(uri, "# gradlens: on\nraise no\n");
    const version = session.edit(uri, "# gradlens: on", "# nothing");
    await session.idle(uri, version);
    expect(session.diagnostics(uri)).toEqual([]);
    expect(host.inspectors[0]!.isDisposed).toBe(true);
    session.edit(uri, "# nothing", "# gradlens: on");
    await session.until(() => session.diagnostics(uri).length > 0);
  });

  test("a burst of edits is one run", async () => {
    const { session, host } = await start({ settings: { "gradlens.hints.delay": 40 } });
    await session.opened(uri, snippet);
    let version = 1;
    for (let i = 0; i < 20; i++) version = session.edit(uri, `w = ${i === 0 ? 3 : 99 + i}`, `w = ${100 + i}`);
    await session.idle(uri, version);
    expect(host.runs.length).toBeLessThanOrEqual(3);
    expect(await session.hints(uri)).toContain("2: tensor(119.) · ∇ tensor(1.)");
  });
});

describe("backward runs", () => {
  test("a lens differentiates; lens, overlay and hints follow; clear takes them back", async () => {
    const { session } = await start();
    await session.opened(uri, "# gradlens: on\nw = 3\nloss = 4\n");
    // ∂loss/∂w = 1: one gradient, norm 1.
    expect(await session.follow(uri, "Run backward")).toEqual({ ok: true, gradients: 1, norm: 1 });
    expect(await session.lenses(uri)).toEqual(["3: ✓ 1 gradient · ‖∇‖ 1 · clear", "3: Graph"]);
    const overlay = await session.request<OverlayLine[]>(overlayRequest, { uri });
    expect(overlay.map(({ text }) => text)).toEqual(["∂loss/∂w = tensor(1.)", "∂loss/∂loss = tensor(1.)"]);
    await session.until(() => session.refreshes.includes("codeLens") && session.graphChanges.length >= 2);
    await session.follow(uri, "clear");
    expect(await session.lenses(uri)).toEqual(["3: ▶ Run backward", "3: Graph"]);
    expect(await session.request(overlayRequest, { uri })).toEqual([]);
  });

  test("it follows its root through edits, until the root is gone", async () => {
    const { session } = await start();
    await session.opened(uri, "# gradlens: on\nw = 3\nloss = 4\n");
    await session.follow(uri, "Run backward");
    session.edit(uri, "w = 3", "a = 1\nw = 3");
    expect(await session.lenses(uri)).toEqual(["4: ✓ 2 gradients · ‖∇‖ 1.414 · clear", "4: Graph"]);
    session.edit(uri, "loss = 4", "b = 4");
    expect(await session.lenses(uri)).toEqual([]);
    expect(await session.request(overlayRequest, { uri })).toEqual([]);
  });

  test("a root without a path says why, and where", async () => {
    const { session } = await start();
    await session.opened(uri, "# gradlens: on\nw = 3\ncut = 4\n");
    expect(await session.follow(uri, "Run backward")).toEqual({
      ok: false,
      reason: "detach() cut the path",
      location: { uri, range: { start: { line: 2, character: 0 }, end: { line: 2, character: 7 } } },
    });
  });

  test("a root that is gone is refused", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    expect(await session.execute(commands.runBackward, { uri, root: "other" })).toMatchObject({ ok: false });
  });

  test("wrong arguments and unknown documents are errors, not crashes", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    await expect(session.execute(commands.runBackward, { uri })).rejects.toThrow("root");
    await expect(session.execute(commands.runBackward, { uri, root: "loss", reduce: "max" })).rejects.toThrow("reduce");
    await expect(session.execute(commands.runBackward)).rejects.toThrow("not open");
    await expect(session.execute(commands.stepPass, { uri, line: -1, pass: 0 })).rejects.toThrow("line");
    await expect(session.execute(commands.clearBackward, { uri: "file:///no.py" })).rejects.toThrow("not open");
    expect(await session.hints(uri)).toHaveLength(2);
  });

  test("run on takes the long budget, with progress", async () => {
    const { session, host } = await start({ settings: { "gradlens.budget.typing": 100, "gradlens.budget.run": 7000 } });
    await session.opened(uri, snippet);
    await session.execute(commands.runOn, { uri });
    expect(host.runs.map(({ options }) => options.budget.time)).toEqual([100, 7000]);
    await waitFor(() => session.progress.includes("end"));
    expect(session.progress).toEqual(["begin", "end"]);
  });
});

describe("graph", () => {
  test("the last root's graph, or the asked one", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    expect(await session.request(graphRequest, { uri })).toMatchObject({ kind: "data", graph: { root: "loss" } });
    expect(await session.request(nodesAtRequest, { uri, line: 1, character: 0 })).toEqual([]);
  });

  test("no graph is a reason, not an error", async () => {
    const { session } = await start();
    session.open(uri, "w = 1\n");
    expect(await session.request(graphRequest, { uri })).toMatchObject({ kind: "empty" });
    expect(await session.request(graphRequest, { uri: "file:///no.py" })).toMatchObject({ kind: "empty" });
  });
});

describe("notebooks", () => {
  const notebook = "file:///work/a.ipynb";

  test("cells share a run; each has its own views and status", async () => {
    const { session } = await start();
    const [first, second] = session.openNotebook(notebook, ["# gradlens: on\nw = 3\n", "loss = 4\n"]) as [
      string,
      string,
    ];
    await session.idle(notebook, 1);
    expect(await session.hints(first)).toEqual(["2: tensor(3.)"]);
    expect(await session.hints(second)).toEqual(["1: tensor(4.)"]);
    expect(await session.hover(second, "lo$0ss")).toContain("`loss` · Tensor");
    const status = await session.request<CellStatusItem[]>(cellStatusRequest, { uri: second });
    expect(status.map(({ text }) => text)).toEqual(["▶ Run backward loss", "Graph"]);
    expect(await session.request(cellStatusRequest, { uri: first })).toEqual([]);
    await session.execute(commands.runBackward, { uri: notebook, root: "loss" });
    const after = await session.request<CellStatusItem[]>(cellStatusRequest, { uri: second });
    expect(after[0]!.text).toBe("✓ 1 gradient · ‖∇‖ 1 · clear");
    const overlay = await session.request<OverlayLine[]>(overlayRequest, { uri: first });
    expect(overlay.map(({ text }) => text)).toEqual(["∂loss/∂w = tensor(1.)"]);
  });

  test("an edit of one cell refreshes the others", async () => {
    const { session } = await start();
    const [first] = session.openNotebook(notebook, ["# gradlens: on\nw = 3\n", "loss = 4\n"]) as [string];
    await session.idle(notebook, 1);
    const before = session.refreshes.length;
    const version = session.editCell(notebook, first, "w = 3", "w = 5");
    expect((await session.idle(notebook, version)).version).toBe(version);
    await session.until(() => session.refreshes.length > before);
    expect(await session.hints(first)).toEqual(["2: tensor(5.)"]);
  });

  test("cells come and go; their problems go with them", async () => {
    const { session } = await start();
    const [, second] = session.openNotebook(notebook, ["# gradlens: on\nw = 3\n", "raise no\n"]) as [string, string];
    await session.idle(notebook, 1);
    expect(session.diagnostics(second)).toEqual(["1: error RuntimeError: no"]);
    await session.idle(notebook, session.insertCell(notebook, 1, `${notebook}#9`, "a = 7\n"));
    expect(await session.hints(`${notebook}#9`)).toEqual(["1: tensor(7.)"]);
    await session.idle(notebook, session.removeCell(notebook, 2, second));
    expect(session.diagnostics(second)).toEqual([]);
  });

  test("a kernel keeps its namespace, runs cells in order, and is forgotten on restart", async () => {
    const { session, host } = await start();
    const execute = (source: string, executionCount: number) =>
      session.request<{ outputs: { text: string }[] }>(kernelExecuteRequest, {
        notebook,
        cell: `${notebook}#0`,
        source,
        executionCount,
      });
    const results = await Promise.all([execute("a", 1), execute("b", 2)]);
    expect(results.map(({ outputs }) => outputs[0]!.text)).toEqual(["a", "a; b"]);
    await session.request(kernelInterruptRequest, { notebook });
    expect(host.inspectors[0]!.interrupts).toBe(1);
    await session.request(kernelRestartRequest, { notebook });
    expect((await execute("c", 1)).outputs[0]!.text).toBe("c");
  });
});

describe("problems", () => {
  test("a drifted expectation is rewritten by its quick fix", async () => {
    const { session } = await start();
    await session.opened(uri, "# gradlens: on\nw = 3  # => tensor(2.)\n");
    expect(session.diagnostics(uri)).toEqual(["2: warning was tensor(2.), now tensor(3.)"]);
    const [fix] = await session.actions(uri, "w = 3", ["quickfix"]);
    expect(fix).toMatchObject({ title: "Update the expectation", isPreferred: true });
    const [edit] = fix!.edit!.changes![uri]!;
    const version = session.change(uri, [{ range: edit!.range, text: edit!.newText }]);
    expect(session.document(uri).getText()).toBe("# gradlens: on\nw = 3  # => tensor(3.)\n");
    await session.idle(uri, version);
    expect(session.diagnostics(uri)).toEqual([]);
  });

  test("a misspelt directive is a problem with a fix, even where nothing is on", async () => {
    const { session } = await start();
    session.open(uri, "# gradlens: onn\nw = 3\n");
    await session.until(() => session.diagnostics(uri).length > 0);
    expect(session.diagnostics(uri)[0]).toContain("did you mean `on`?");
    const [fix] = await session.actions(uri, "# gradlens: on$0n");
    const [edit] = fix!.edit!.changes![uri]!;
    await session.idle(uri, session.change(uri, [{ range: edit!.range, text: edit!.newText }]));
    expect(await session.hints(uri)).toEqual(["2: tensor(3.)"]);
  });

  test("a defect of the engine costs one run, and is logged without the text", async () => {
    const { session, host } = await start();
    host.failure = new TypeError("secret = 3");
    session.open(uri, snippet);
    expect(await session.hints(uri)).toEqual([]);
    await waitFor(() => session.log.length > 0);
    expect((await session.idle(uri, 1)).stopped).toBe("stopped: the engine failed");
    expect(session.log.join("\n")).toContain("run failed: TypeError");
    expect(session.log.join("\n")).not.toContain("secret");
    host.failure = null;
    session.edit(uri, "w = 3", "w = 4");
    expect(await session.hints(uri)).toHaveLength(2);
  });

  test("directives are completed", async () => {
    const { session } = await start();
    session.open(uri, "# gradlens: \n");
    const items = await session.completions(uri, "# gradlens: $0");
    expect(items.map(({ label }) => label)).toEqual(["on", "off", "skip", "watch", "example"]);
    expect(items[3]!.textEdit).toMatchObject({ newText: "watch $0" });
  });
});

describe("settings", () => {
  test("a change of settings is taken over at once", async () => {
    const { session } = await start();
    await session.opened(uri, snippet);
    session.settings["gradlens.inlayHints"] = "gradients";
    await session.notify("workspace/didChangeConfiguration", { settings: null });
    await session.until(() => session.refreshes.includes("inlayHint"));
    expect(await session.hints(uri)).toEqual(["2: ∇ tensor(1.)", "3: ∇ tensor(1.)"]);
  });

  test("nonsense counts as absent", async () => {
    const { session } = await start({
      settings: { "gradlens.inlayHints": 7, "gradlens.hints.maxLength": "long" },
    });
    await session.opened(uri, snippet);
    expect(await session.hints(uri)).toHaveLength(2);
  });
});

test("the trace can be looked into", async () => {
  const { session } = await start();
  await session.opened(uri, snippet);
  const { text } = await session.request<{ text: string }>(insideRequest, { uri, what: "trace" });
  expect(text).toContain("2:1-2:2\tName target w\t×1");
  expect(text).toContain("roots (1)");
});

/** For what the server does without telling the client. */
async function waitFor(holds: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!holds()) {
    if (Date.now() > end) throw new Error("this did not happen within 5 s");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
