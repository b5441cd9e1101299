/** Notebooks: `# gradlens: on` in a cell turns on that cell and those below. Every cell is a document of its own. */
import { codeDirectives, readComments } from "./extract.ts";
import { LineIndex } from "./lines.ts";
import { findTorchImport, startsWithSkip } from "./python.ts";
import type { Selection, Snippet, SnippetCode, SnippetProblem, SourceNotebook } from "./snippet.ts";

export function notebookSnippet(notebook: SourceNotebook, selection: Selection): Snippet {
  const codes: SnippetCode[] = [];
  const problems: SnippetProblem[] = [];
  const cells = notebook.cells
    .filter((cell) => cell.kind === "code")
    .map((cell) => ({ cell, isPython: /^i?python3?$/i.test(cell.language), read: readComments(cell.text) }));

  let torchImport: Snippet["torchImport"] = null;
  for (const { cell, isPython } of cells) {
    const found = isPython ? findTorchImport(cell.text) : null;
    if (found !== null) {
      torchImport = { uri: cell.uri, ...found };
      break;
    }
  }
  const isAnnotated = cells.some(({ isPython, read }) => isPython && read.directives.some((d) => d.kind === "on"));
  const wanted = selection.mode !== "manual" || selection.isInspected === true;
  let isOn =
    selection.mode === "all" ||
    (!isAnnotated && (selection.isInspected === true || (selection.mode === "torchFiles" && torchImport !== null)));

  for (const [index, { cell, isPython, read }] of cells.entries()) {
    if (!isPython) continue;
    for (const p of read.problems) problems.push({ uri: cell.uri, ...p });
    // The last word of a cell counts for the cells below; `on` anywhere in it counts for the cell itself.
    const switches = read.directives.filter((d) => d.kind === "on" || d.kind === "off").map((d) => d.kind);
    if (selection.mode !== "all") {
      if (switches.includes("on")) isOn = true;
      else if (switches.includes("off")) isOn = false;
    }
    const cellIsOn = isOn;
    if (selection.mode !== "all" && switches.at(-1) === "off") isOn = false;
    if (!cellIsOn || !wanted) continue;
    const lines = new LineIndex(cell.text);
    if (startsWithSkip(cell.text, lines, { first: 0, end: lines.lineCount })) continue;
    codes.push({
      key: codes.length,
      name: `<cell ${index + 1}>`,
      source: cell.text,
      uri: cell.uri,
      segments: [{ code: 0, document: 0, length: cell.text.length, cut: 0 }],
      namespace: 0,
      isCell: true,
      allowsMagics: true,
      cell: index,
      ...codeDirectives(cell.text, (offset) => offset),
    });
  }
  return { uri: notebook.uri, version: notebook.version, codes, problems, isAnnotated, torchImport };
}
