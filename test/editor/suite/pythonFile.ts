/** What a Python file shows while it is edited: hovers, hints, diagnostics with their fixes. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  at,
  contains,
  edit,
  eventually,
  hintAt,
  hintLines,
  hoverText,
  idle,
  openEvaluated,
  openWritten,
  problems,
} from "../editor.ts";
import { test } from "../harness.ts";

test("a hover shows shape, value, gradient and rule", async () => {
  const { document } = await openEvaluated("values.py");
  contains(await hoverText(document, "|loss = y"), "SumBackward0", "tensor(9., grad_fn=<SumBackward0>)");
  // ∂loss/∂w = Σ x = 1 + 2.
  contains(await hoverText(document, "|w * x"), "requires_grad", "tensor(3.)");
  contains(await hoverText(document, "w |* x"), "MulBackward0", "tensor([3., 6.], grad_fn=<MulBackward0>)");
});

test("inlay hints show values and gradients at the end of lines", async () => {
  const { document } = await openEvaluated("values.py");
  contains(await hintAt(document, "y = w * x"), "[3., 6.]", "∇");
  contains(await hintAt(document, "print(w.grad)"), "tensor(3.)");
  assert.equal(await hintAt(document, "import torch"), "");
});

test("an edit updates hints and hovers", async () => {
  const editor = await openWritten("edited.py", "# gradlens: on\nimport torch\na = torch.tensor(2.0)\nb = a * 4\n");
  contains(await hintAt(editor.document, "b = a"), "8.");
  await edit(editor, "2.0", "5.0");
  contains(await hintAt(editor.document, "b = a"), "20.");
  contains(await hoverText(editor.document, "|b = a"), "tensor(20.)");
});

test("an exception stands on the line that raised it, and what came before stays shown", async () => {
  const { document } = await openWritten(
    "raises.py",
    "# gradlens: on\nimport torch\nx = torch.ones(2, requires_grad=True)\ny = x.exp()\ny.backward()\nz = 1\n",
  );
  const found = problems(document);
  assert.deepEqual(
    found.filter((problem) => problem.includes("Error:")),
    ["4 Error: RuntimeError: grad can be implicitly created only for scalar outputs"],
    found.join("\n"),
  );
  contains(await hintAt(document, "y = x.exp()"), "2.7183");
});

test("a drifted expectation is a diagnostic, and its fix rewrites it", async () => {
  const editor = await openWritten(
    "drift.py",
    "# gradlens: on\nimport torch\ntorch.tensor(2.0) * 3  # => tensor(5.)\n",
  );
  const { document } = editor;
  const diagnostic = vscode.languages.getDiagnostics(document.uri)[0];
  assert.ok(diagnostic);
  contains(diagnostic.message, "tensor(5.)", "tensor(6.)");
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
    5,
  );
  const change = actions.find((action) => action.edit)?.edit;
  assert.ok(change, `a quick fix with an edit; there are: ${actions.map(({ title }) => title).join(", ")}`);
  await vscode.workspace.applyEdit(change);
  await idle(document);
  contains(document.getText(), "# => tensor(6.)");
  assert.deepEqual(problems(document), []);
});

test("hints follow the setting", async () => {
  const { document } = await openEvaluated("values.py");
  const settings = vscode.workspace.getConfiguration("gradlens");
  await settings.update("inlayHints", "off", vscode.ConfigurationTarget.Global);
  try {
    await eventually(
      () => hintLines(document),
      (hints) => hints.size === 0,
    );
  } finally {
    await settings.update("inlayHints", undefined, vscode.ConfigurationTarget.Global);
  }
});

test("with activeLineOnly only the line of the cursor has a hint", async () => {
  const editor = await openEvaluated("values.py");
  const { document } = editor;
  const settings = vscode.workspace.getConfiguration("gradlens");
  await settings.update("hints.activeLineOnly", true, vscode.ConfigurationTarget.Global);
  try {
    const position = at(document, "loss = y");
    editor.selection = new vscode.Selection(position, position);
    await eventually(
      () => hintLines(document),
      (hints) => hints.size === 1 && hints.has(position.line),
    );
  } finally {
    await settings.update("hints.activeLineOnly", undefined, vscode.ConfigurationTarget.Global);
  }
});
