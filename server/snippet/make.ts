/** From a document to its snippet, whatever kind of document it is. */
import { markdownSnippet } from "./markdown.ts";
import { notebookSnippet } from "./notebook.ts";
import { pythonSnippet } from "./python.ts";
import type { Selection, Snippet, SourceDocument, SourceNotebook } from "./snippet.ts";

/** Total: any text gives a snippet, perhaps without codes. */
export function makeSnippet(document: SourceDocument | SourceNotebook, selection: Selection): Snippet {
  switch (document.kind) {
    case "python":
      return pythonSnippet(document, selection);
    case "markdown":
      return markdownSnippet(document, selection);
    case "notebook":
      return notebookSnippet(document, selection);
  }
}
