/** What the suites do in the editor: open files of the workspace, wait for runs, read hovers, hints and lenses as text. */
import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import type { TestSurface } from "../../extension/extension.ts";

let surface: TestSurface | undefined;

/** The extension's own view of itself. Activates it when it is not active yet. */
export async function gradlens(): Promise<TestSurface> {
  if (!surface) {
    const extension = vscode.extensions.getExtension<TestSurface>("gradlens.gradlens");
    assert.ok(extension, "the packaged extension is installed");
    surface = await extension.activate();
  }
  return surface;
}

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, "a workspace is open");
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace and waits for the run of its text. */
export async function openEvaluated(name: string): Promise<vscode.TextEditor> {
  const editor = await open(name);
  await idle(editor.document);
  return editor;
}

export async function open(name: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceFile(name));
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** A file that a test writes for itself, so that no test depends on what another did to a shared one. */
export async function openWritten(name: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
  return openEvaluated(name);
}

/** Waits for the run that saw the document's present text. */
export async function idle(document: vscode.TextDocument) {
  return (await gradlens()).whenIdle(document.uri, document.version);
}

/** Replaces the first occurrence of a text and waits for the run of the new text. */
export async function edit(editor: vscode.TextEditor, from: string, to: string): Promise<void> {
  const { document } = editor;
  const offset = document.getText().indexOf(from);
  assert.ok(offset >= 0, `the document contains ${from}`);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + from.length));
  assert.ok(await editor.edit((builder) => builder.replace(range, to)));
  await idle(document);
}

/** The position inside the first occurrence of a text: `at(document, "w * |x")` is on the `x`. */
export function at(document: vscode.TextDocument, marked: string): vscode.Position {
  const mark = marked.indexOf("|");
  const text = marked.replace("|", "");
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `the document contains ${text}`);
  return document.positionAt(offset + Math.max(0, mark));
}

export async function hoverText(document: vscode.TextDocument, marked: string): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    at(document, marked),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === "string" ? content : content.value))
    .join("\n");
}

/** The inlay hints of a document by line: `12: ∇ tensor(6.)`. */
export async function hintLines(document: vscode.TextDocument): Promise<Map<number, string>> {
  const end = document.lineAt(document.lineCount - 1).range.end;
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    "vscode.executeInlayHintProvider",
    document.uri,
    new vscode.Range(new vscode.Position(0, 0), end),
  );
  const label = ({ label }: vscode.InlayHint) =>
    typeof label === "string" ? label : label.map(({ value }) => value).join("");
  return new Map(hints.map((hint) => [hint.position.line, label(hint)]));
}

export async function hintAt(document: vscode.TextDocument, marked: string): Promise<string> {
  return (await hintLines(document)).get(at(document, marked).line) ?? "";
}

export async function lenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
  return vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", document.uri, 100);
}

/** The lens above the line of a text whose title contains `title`. */
export async function lensAt(document: vscode.TextDocument, marked: string, title: string): Promise<vscode.Command> {
  const { line } = at(document, marked);
  const found = (await lenses(document)).filter(({ range }) => range.start.line === line);
  const titles = found.map(({ command }) => command?.title);
  const command = found.find((lens) => lens.command?.title.includes(title))?.command;
  assert.ok(command, `a lens "${title}" on line ${line + 1}; there are: ${titles.join(", ")}`);
  return command;
}

export async function follow(command: vscode.Command): Promise<unknown> {
  return vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
}

/** GradLens's own diagnostics as text, one per line: `3 Error: RuntimeError: …`. */
export function problems(document: vscode.TextDocument): string[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .map(({ range, severity, message }) => `${range.start.line} ${vscode.DiagnosticSeverity[severity]}: ${message}`);
}

/** Resolves once the condition holds, asked again whenever the event fires. */
export function when<T>(event: vscode.Event<T>, condition: () => boolean): Promise<void> {
  if (condition()) return Promise.resolve();
  return new Promise((resolve) => {
    const subscription = event(() => {
      if (!condition()) return;
      subscription.dispose();
      resolve();
    });
  });
}

/**
 * Asks again until the answer satisfies the condition; the limit of the test ends it otherwise. For changes that no event
 * announces, such as the server's reading of a setting: each question is a round trip that lets the server go on.
 */
export async function eventually<T>(ask: () => Promise<T>, condition: (answer: T) => boolean): Promise<void> {
  while (!condition(await ask()));
}

export function contains(text: string, ...parts: string[]): void {
  for (const part of parts) assert.ok(text.includes(part), `expected ${JSON.stringify(part)} in:\n${text}`);
}
