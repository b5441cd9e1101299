/** Backward on request: lenses, the overlay they bring, and clearing it. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { contains, follow, gradlens, hoverText, lensAt, openWritten } from "../editor.ts";
import { test } from "../harness.ts";

const source = `# gradlens: on
import torch
x = torch.tensor(2.0)
w = torch.tensor(3.0, requires_grad=True)
h = w * x
loss = h ** 2
`;

test("Run backward shows every contributing gradient without touching .grad, and can be cleared", async () => {
  const surface = await gradlens();
  const { document } = await openWritten("backward.py", `${source}print(w.grad)\n`);
  await follow(await lensAt(document, "loss = h", "Run backward"));
  await surface.whenOverlay(document.uri, (lines) => lines.length > 0);
  // h = 6, so ∂loss/∂h = 2·6 = 12 and ∂loss/∂w = 12·2 = 24.
  const overlay = new Map(surface.overlay(document.uri).map(({ range, text }) => [range.end.line, text]));
  contains(overlay.get(3) ?? "", "∂loss/∂w", "24.");
  contains(overlay.get(4) ?? "", "∂loss/∂h", "12.");
  const shown = await lensAt(document, "loss = h", "✓");
  contains(shown.title, "✓ 1 gradient", "‖∇‖ 24", "clear");
  contains(await hoverText(document, "|h = w"), "12.");
  contains(await hoverText(document, "print(w.|grad)"), "None");
  await follow(shown);
  await surface.whenOverlay(document.uri, (lines) => lines.length === 0);
  await lensAt(document, "loss = h", "Run backward");
});

test("the keyboard command runs the root at the cursor", async () => {
  const surface = await gradlens();
  const editor = await openWritten("keyboard.py", source);
  const position = new vscode.Position(5, 2);
  editor.selection = new vscode.Selection(position, position);
  await vscode.commands.executeCommand("gradlens.runBackward");
  await surface.whenOverlay(editor.document.uri, (lines) => lines.length > 0);
  await vscode.commands.executeCommand("gradlens.clearBackward");
  await surface.whenOverlay(editor.document.uri, (lines) => lines.length === 0);
});

test("a root that is not a scalar offers to be made one", async () => {
  const surface = await gradlens();
  const { document } = await openWritten(
    "vector.py",
    "# gradlens: on\nimport torch\nw = torch.tensor([1.0, 2.0], requires_grad=True)\ny = w * w\n",
  );
  await follow(await lensAt(document, "y = w", ".sum()"));
  await surface.whenOverlay(document.uri, (lines) => lines.length > 0);
  assert.ok(surface.overlay(document.uri).some(({ text }) => text.includes("[2., 4.]")));
});
