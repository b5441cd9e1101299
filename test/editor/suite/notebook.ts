/** Notebooks: hovers across cells, and the kernel that needs no Python. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { contains, gradlens, hoverText, when, workspaceFile } from "../editor.ts";
import { test } from "../harness.ts";

async function openNotebook(): Promise<vscode.NotebookEditor> {
  const notebook = await vscode.workspace.openNotebookDocument(workspaceFile("chain.ipynb"));
  return vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.One });
}

async function selectKernel(notebookEditor: vscode.NotebookEditor): Promise<void> {
  await vscode.commands.executeCommand("notebook.selectKernel", {
    notebookEditor,
    id: "gradlens",
    extension: "gradlens.gradlens",
  });
}

/** Runs cells and waits until each has ended. */
async function runCells(notebook: vscode.NotebookDocument, start: number, end: number): Promise<void> {
  const cells = notebook
    .getCells()
    .slice(start, end)
    .filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
  const before = new Map(cells.map((cell) => [cell, cell.executionSummary?.timing?.endTime]));
  const ended = when(vscode.workspace.onDidChangeNotebookDocument, () =>
    cells.every((cell) => {
      const summary = cell.executionSummary;
      return summary?.success !== undefined && summary.timing?.endTime !== before.get(cell);
    }),
  );
  await vscode.commands.executeCommand("notebook.cell.execute", { ranges: [{ start, end }], document: notebook.uri });
  await ended;
}

function outputText(cell: vscode.NotebookCell): string[] {
  return cell.outputs.flatMap(({ items }) =>
    items.map(({ mime, data }) => `${mime}: ${new TextDecoder().decode(data)}`),
  );
}

test("a hover in a later cell sees the values of the cells above", async () => {
  const { notebook } = await openNotebook();
  await (await gradlens()).whenIdle(notebook.uri, notebook.version);
  const cell = notebook.cellAt(2).document;
  contains(await hoverText(cell, "|loss = ("), "tensor(5., grad_fn=<SumBackward0>)", "SumBackward0");
  // The backward run of the next cell gives ∂loss/∂w = 2w.
  contains(await hoverText(cell, "(|w ** 2)"), "tensor([2., 4.])");
});

test("the GradLens kernel runs cells and writes real outputs", async () => {
  const editor = await openNotebook();
  const { notebook } = editor;
  await selectKernel(editor);
  await runCells(notebook, 1, 4);
  assert.deepEqual(outputText(notebook.cellAt(1)), []);
  assert.deepEqual(outputText(notebook.cellAt(2)), [
    "application/vnd.code.notebook.stdout: loss 5.0\n",
    "text/plain: tensor(5., grad_fn=<SumBackward0>)",
  ]);
  assert.deepEqual(outputText(notebook.cellAt(3)), ["text/plain: tensor([2., 4.])"]);
  assert.deepEqual(
    [1, 2, 3].map((index) => notebook.cellAt(index).executionSummary?.executionOrder),
    [1, 2, 3],
  );
});

test("an error in a cell is written with its name, value and traceback", async () => {
  const editor = await openNotebook();
  const { notebook } = editor;
  await selectKernel(editor);
  await runCells(notebook, 4, 5);
  const cell = notebook.cellAt(4);
  assert.equal(cell.executionSummary?.success, false);
  const item = cell.outputs[0]?.items[0];
  assert.equal(item?.mime, "application/vnd.code.notebook.error");
  const error: { name: string; message: string; stack: string } = JSON.parse(new TextDecoder().decode(item?.data));
  assert.equal(error.name, "NameError");
  assert.equal(error.message, "name 'undefined_name' is not defined");
  contains(error.stack, "NameError");
});

test("restarting the kernel forgets the names", async () => {
  const editor = await openNotebook();
  const { notebook } = editor;
  await selectKernel(editor);
  await runCells(notebook, 1, 3);
  await vscode.commands.executeCommand("gradlens.restartKernel");
  await runCells(notebook, 3, 4);
  contains(outputText(notebook.cellAt(3)).join("\n"), "NameError");
});
