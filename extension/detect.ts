/**
 * Which documents are GradLens's business, decided from the text alone: cheap enough for every file that is opened,
 * so that the language server is started only where it has something to do.
 */

/** URI schemes of documents that people edit; old revisions in diff views and output channels are left alone. */
export const editedSchemes = [
  "file",
  "untitled",
  "vscode-notebook-cell",
  "vscode-vfs",
  "vscode-test-web",
  "memfs",
] as const;

/** The word that every annotation contains, in a comment of Python or in the line that opens a fence of Markdown. */
const directive = /#.*\bgradlens\b/i;
const fence = /^[ \t>]*(?:`{3,}|~{3,}).*\bgradlens\b/m;
const torchImport = /^\s*(?:import|from)\s+torch\b/m;

/**
 * Whether the text has an annotation, or could be annotated: a Python file that imports torch gets a lens which offers
 * that. A misspelt directive counts, since it deserves its diagnostic.
 */
export function concernsGradLens(languageId: string, text: string): boolean {
  if (languageId === "markdown") return fence.test(text);
  return languageId === "python" && (directive.test(text) || torchImport.test(text));
}

/** Whether an edit on this line could have made {@link concernsGradLens} true: a test per keystroke, of one line. */
export function couldConcernGradLens(line: string): boolean {
  return line.includes("gradlens") || line.includes("torch");
}
