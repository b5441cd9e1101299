/** The graph panel's host: what it is sent, what following a node does in the editor, and that it never goes blank. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { GraphPanelProbe } from "../../../extension/graphPanel.ts";
import type { GraphData } from "../../../server/protocol/graph.ts";
import { at, edit, follow, gradlens, lensAt, openWritten } from "../editor.ts";
import { test } from "../harness.ts";

const source = `# gradlens: on
import torch
x = torch.tensor(2.0)
w = torch.tensor(3.0, requires_grad=True)
h = w * x
loss = h ** 2
`;

async function openPanel(name: string): Promise<{ editor: vscode.TextEditor; panel: GraphPanelProbe }> {
  const editor = await openWritten(name, source);
  await follow(await lensAt(editor.document, "loss = h", "Graph"));
  const panel = (await gradlens()).graphPanel();
  assert.ok(panel, "the panel is open");
  await panel.whenReady;
  await panel.whenSent((message) => message.kind === "state" && message.state.kind === "data");
  return { editor, panel };
}

function shownGraph(panel: GraphPanelProbe): GraphData {
  const state = panel.sent.findLast((message) => message.kind === "state")?.state;
  assert.ok(state?.kind === "data", `the panel shows ${state?.kind}`);
  return state.graph;
}

test("the Graph lens opens the panel with the nodes of its root", async () => {
  const { editor, panel } = await openPanel("graph.py");
  assert.deepEqual(
    shownGraph(panel).nodes.map(({ name }) => name),
    ["PowBackward0", "MulBackward0", "AccumulateGrad"],
  );
  assert.equal(panel.title, "Graph: graph.py");
  assert.deepEqual(panel.failures, []);
  assert.equal(vscode.window.activeTextEditor, editor, "the editor keeps the focus");
});

test("moving the cursor highlights the node that the line made", async () => {
  const { editor, panel } = await openPanel("cursor.py");
  const position = at(editor.document, "w |* x");
  editor.selection = new vscode.Selection(position, position);
  const multiplication = shownGraph(panel).nodes.findIndex(({ name }) => name === "MulBackward0");
  await panel.whenSent((message) => message.kind === "highlight" && message.nodes.includes(multiplication));
});

test("activating a node reveals its source and leaves the cursor alone", async () => {
  const { editor, panel } = await openPanel("reveal.py");
  await edit(editor, "loss = h ** 2\n", `loss = h ** 2\n${"# filler\n".repeat(200)}`);
  await panel.whenSent(
    (message) =>
      message.kind === "state" &&
      message.state.kind === "data" &&
      message.state.graph.version === editor.document.version,
  );
  const bottom = new vscode.Position(190, 0);
  editor.selection = new vscode.Selection(bottom, bottom);
  editor.revealRange(new vscode.Range(bottom, bottom), vscode.TextEditorRevealType.AtTop);
  await whenVisible(editor, 190, true);
  panel.receive({ kind: "reveal", node: 0, id: 1 });
  await whenVisible(editor, 5, true);
  assert.ok(editor.selection.active.isEqual(bottom));
});

test("an edit marks the shown graph stale until the new one is there, and never blanks it", async () => {
  const { editor, panel } = await openPanel("stale.py");
  const before = panel.sent.length;
  await edit(editor, "h ** 2", "h ** 3");
  await panel.whenSent(
    (message) =>
      message.kind === "state" &&
      message.state.kind === "data" &&
      !message.state.isStale &&
      message.state.graph.version === editor.document.version,
  );
  const states = panel.sent.slice(before).flatMap((message) => (message.kind === "state" ? [message.state] : []));
  assert.ok(states[0]?.kind === "data" && states[0].isStale, "first the old graph, marked");
  assert.ok(states.every(({ kind }) => kind === "data"));
});

async function whenVisible(editor: vscode.TextEditor, line: number, isVisible: boolean): Promise<void> {
  const shows = () => editor.visibleRanges.some((range) => range.start.line <= line && line <= range.end.line);
  if (shows() === isVisible) return;
  await new Promise<void>((resolve) => {
    const subscription = vscode.window.onDidChangeTextEditorVisibleRanges(() => {
      if (shows() !== isVisible) return;
      subscription.dispose();
      resolve();
    });
  });
}
