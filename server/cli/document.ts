/** A named file as the document that the snippet floor reads. Given by name, all of it is evaluated. */
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import { NotebookFormatError, parseIpynb, type StoredNotebook } from "../snippet/ipynb.ts";
import { makeSnippet } from "../snippet/make.ts";
import type { Snippet, SourceDocument, SourceNotebook } from "../snippet/snippet.ts";
import { readText, UsageError } from "./console.ts";

export interface OpenFile {
  readonly file: string;
  readonly snippet: Snippet;
  /** Null for files that are not notebooks. */
  readonly notebook: StoredNotebook | null;
}

/**
 * @param splitsCells whether a `.py` file with `# %% gradlens` cells is evaluated cell by cell
 * @throws UsageError when the file can't be read, or is not what its name says
 */
export function openFile(file: string, splitsCells = false): OpenFile {
  const uri = pathToFileURL(file).href;
  const extension = extname(file).toLowerCase();
  if (extension === ".ipynb") {
    const notebook = readNotebook(file);
    const cells = notebook.cells.map((cell, i) => ({
      uri: `${uri}#${i}`,
      kind: cell.kind,
      language: notebook.language,
      text: cell.source,
    }));
    const document: SourceNotebook = { uri, version: 0, kind: "notebook", cells };
    return { file, snippet: makeSnippet(document, { mode: "all" }), notebook };
  }
  if (![".py", ".md", ".markdown", ""].includes(extension)) {
    throw new UsageError(`gradlens: ${file}: only .py, .ipynb and .md files can be evaluated`);
  }
  const kind = extension === ".md" || extension === ".markdown" ? "markdown" : "python";
  const text = readText(file).replace(/^\ufeff/, "");
  const document: SourceDocument = { uri, version: 0, kind, text, name: kind === "python" ? file : basename(file) };
  return { file, snippet: makeSnippet(document, { mode: "all", splitsCells }), notebook: null };
}

function readNotebook(file: string): StoredNotebook {
  try {
    return parseIpynb(readText(file));
  } catch (error) {
    if (error instanceof NotebookFormatError) throw new UsageError(`gradlens: ${file}: ${error.message}`);
    throw error;
  }
}
