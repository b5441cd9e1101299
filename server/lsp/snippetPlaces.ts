/** Places of a run in the documents as they are now: through the snippet's segments, and through the edits made since. */
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { CodePlace, Places } from "../features/scene.ts";
import type { Location, Position } from "../protocol/place.ts";
import { type Snippet, toCodeOffset, toDocumentOffset } from "../snippet/snippet.ts";
import type { TraceRange } from "../trace/trace.ts";
import { trailOf } from "./edits.ts";

/** Finds an open document (a file or a cell); undefined once it is closed. */
export type FindDocument = (uri: string) => TextDocument | undefined;

/** `versions`: of each text document of the snippet, when the snippet was made. */
export function placesOf(snippet: Snippet, versions: ReadonlyMap<string, number>, find: FindDocument): Places {
  return {
    locate(range: TraceRange): Location | null {
      const code = snippet.codes[range.code];
      if (code === undefined) return null;
      const document = find(code.uri);
      const version = versions.get(code.uri);
      if (document === undefined || version === undefined) return null;
      const start = toDocumentOffset(code, range.start);
      const end = toDocumentOffset(code, range.end);
      const now = trailOf(document).range(version, start, end);
      if (now === null) return null;
      return {
        uri: code.uri,
        range: { start: document.positionAt(now.start), end: document.positionAt(now.end) },
      };
    },

    find(uri: string, position: Position): CodePlace | null {
      const document = find(uri);
      const version = versions.get(uri);
      if (document === undefined || version === undefined) return null;
      const offset = trailOf(document).original(version, document.offsetAt(position));
      if (offset === null) return null;
      for (const [index, code] of snippet.codes.entries()) {
        if (code.uri !== uri) continue;
        const at = toCodeOffset(code, offset);
        if (at !== null) return { code: index, offset: at };
      }
      return null;
    },

    source: (range) => snippet.codes[range.code]?.source.slice(range.start, range.end) ?? "",

    line(uri: string, line: number): string {
      const document = find(uri);
      if (document === undefined || line < 0 || line >= document.lineCount) return "";
      const text = document.getText({ start: { line, character: 0 }, end: { line: line + 1, character: 0 } });
      return text.replace(/[\r\n]+$/, "");
    },

    lineCount: (uri) => find(uri)?.lineCount ?? 0,
  };
}
