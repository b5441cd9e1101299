/** Commands: turning a file on without and with an edit, seeing inside, and restarting the server. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  contains,
  follow,
  gradlens,
  hintAt,
  hintLines,
  idle,
  lenses,
  open,
  openWritten,
  when,
  workspaceFile,
} from "../editor.ts";
import { test } from "../harness.ts";

const unannotated = "import torch\nv = torch.tensor(4.0, requires_grad=True)\nsquare = v * v\n";

async function openUnannotated(name: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(unannotated));
  return open(name);
}

test("a file that imports torch without an annotation gets one offer and no values", async () => {
  const { document } = await openUnannotated("offer.py");
  const titles = (await lenses(document)).map(({ command }) => command?.title);
  assert.deepEqual(titles, ["GradLens: inspect this file", "Annotate"]);
  assert.deepEqual([...(await hintLines(document))], []);
});

test("Inspect evaluates the file for this session without an edit", async () => {
  const { document } = await openUnannotated("inspected.py");
  const offer = (await lenses(document)).find(({ command }) => command?.title.includes("inspect"))?.command;
  assert.ok(offer);
  await follow(offer);
  await idle(document);
  contains(await hintAt(document, "square = v"), "16.");
  assert.equal(document.getText(), unannotated);
});

test("Annotate inserts the directive below what Python wants first", async () => {
  const { document } = await openUnannotated("annotated.py");
  const offer = (await lenses(document)).find(({ command }) => command?.title === "Annotate")?.command;
  assert.ok(offer);
  await follow(offer);
  await idle(document);
  assert.equal(document.getText(), `# gradlens: on\n${unannotated}`);
  contains(await hintAt(document, "square = v"), "16.");
});

test("Show Trace and Show Syntax Tree open what the server sees", async () => {
  const { document } = await openWritten("inside.py", `# gradlens: on\n${unannotated}`);
  for (const [command, suffix] of [
    ["gradlens.showTrace", "trace.txt"],
    ["gradlens.showSyntaxTree", "tree.txt"],
  ] as const) {
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand(command);
    const opened = () => vscode.workspace.textDocuments.find(({ uri }) => uri.path === `/inside.py.${suffix}`);
    await when(vscode.workspace.onDidOpenTextDocument, () => opened() !== undefined);
    contains(opened()?.getText() ?? "", "square");
  }
});

test("the status bar says how long the run took", async () => {
  await openWritten("status.py", `# gradlens: on\n${unannotated}`);
  assert.match((await gradlens()).statusText() ?? "", /GradLens [\d.]+ (ms|s)$/);
});

test("after a restart of the server everything is there again", async () => {
  const { document } = await openWritten("restart.py", `# gradlens: on\n${unannotated}`);
  await vscode.commands.executeCommand("gradlens.restartServer");
  await idle(document);
  contains(await hintAt(document, "square = v"), "16.");
});
