/** `.py` text: the lines between `# gradlens: on` and `off`, and `# %% gradlens` cells. */
import { codeDirectives, extractLines, type LineRange, readComments } from "./extract.ts";
import { LineIndex } from "./lines.ts";
import { type Selection, type Snippet, type SnippetCode, type SourceDocument, toDocumentOffset } from "./snippet.ts";

interface Part {
  readonly ranges: LineRange[];
  readonly cell: { readonly title: string } | null;
}

export function pythonSnippet(document: SourceDocument, selection: Selection): Snippet {
  const { text, uri } = document;
  const lines = new LineIndex(text);
  const { directives, problems } = readComments(text);
  const torchImport = findTorchImport(text);
  const isAnnotated = directives.some(
    (d) => d.kind === "on" || (d.kind === "cell" && d.isOn) || d.kind === "example" || d.kind === "watch",
  );

  const parts: Part[] = [];
  if (selection.mode === "all") {
    const splits = selection.splitsCells === true && directives.some((d) => d.kind === "cell" && d.isOn);
    let first = 0;
    let cell: Part["cell"] = null;
    for (const directive of splits ? directives : []) {
      if (directive.kind !== "cell") continue;
      const line = lines.lineAt(directive.comment.start);
      if (line > first) parts.push({ ranges: [{ first, end: line }], cell });
      first = line + 1;
      cell = { title: directive.title };
    }
    parts.push({ ranges: [{ first, end: lines.lineCount }], cell });
  } else if (selection.mode !== "manual" || selection.isInspected === true) {
    const hasOn = directives.some((d) => d.kind === "on" || (d.kind === "cell" && d.isOn));
    const whole =
      !hasOn && (selection.isInspected === true || (selection.mode === "torchFiles" && torchImport !== null));
    let isOn = whole;
    let first = 0;
    let cell: Part["cell"] = null;
    let current: Part | null = null;
    const close = (end: number): void => {
      if (!isOn || end <= first) return;
      if (current === null || current.cell !== cell || cell !== null) {
        if (current !== null && current.cell !== null && current.cell === cell) {
          current.ranges.push({ first, end });
          return;
        }
        current = { ranges: [], cell };
        parts.push(current);
      }
      current.ranges.push({ first, end });
    };
    for (const directive of directives) {
      const line = lines.lineAt(directive.comment.start);
      if (directive.kind === "on" && !isOn) {
        isOn = true;
        first = directive.comment.ownLine ? line + 1 : line;
      } else if (directive.kind === "off" && isOn) {
        close(directive.comment.ownLine ? line : line + 1);
        isOn = false;
      } else if (directive.kind === "cell" && (directive.isOn || cell !== null)) {
        close(line);
        first = line + 1;
        // A plain `# %%` ends a gradlens cell; what stood on before it (a whole file) stays on.
        isOn = directive.isOn || whole;
        cell = directive.isOn ? { title: directive.title } : null;
      }
    }
    close(lines.lineCount);
  }

  const name = document.name ?? baseName(uri);
  const codes: SnippetCode[] = [];
  for (const part of parts) {
    if (part.cell !== null && startsWithSkip(text, lines, part.ranges[0]!)) continue;
    const { source, segments } = extractLines(text, lines, part.ranges);
    const code = {
      key: codes.length,
      name,
      source,
      uri,
      segments,
      namespace: 0,
      isCell: part.cell !== null,
      allowsMagics: false,
      cell: null,
      expectations: [],
      watches: [],
      examples: [],
      skips: [],
    };
    codes.push({ ...code, ...codeDirectives(source, (offset) => toDocumentOffset(code, offset)) });
  }
  return {
    uri,
    version: document.version,
    codes,
    problems: problems.map((p) => ({ uri, ...p })),
    isAnnotated,
    torchImport: torchImport === null ? null : { uri, ...torchImport },
  };
}

/** `# gradlens: skip` as the first line of a cell leaves the whole cell out. */
export function startsWithSkip(text: string, lines: LineIndex, range: LineRange): boolean {
  for (let line = range.first; line < range.end; line++) {
    const content = text.slice(lines.starts[line]!, lines.ends[line]!).trim();
    if (content !== "") return /^#\s*gradlens\s*:\s*skip\b/.test(content);
  }
  return false;
}

/** The first statement at a line's start that imports torch or a part of it. Not inside strings or comments. */
export function findTorchImport(text: string): { readonly start: number; readonly end: number } | null {
  const pattern =
    /^[ \t]*(import[ \t]+(?:[\w.]+(?:[ \t]+as[ \t]+\w+)?[ \t]*,[ \t]*)*torch\b[^\r\n#;]*|from[ \t]+torch(?:\.[\w.]+)?[ \t]+import\b[^\r\n#;]*)/gm;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const start = match.index + match[0].length - match[1]!.length;
    if (isInsideString(text, start)) continue;
    return { start, end: start + match[1]!.trimEnd().length };
  }
  return null;
}

/** True when a triple-quoted string is open at this offset. Only asked for lines that look like an import. */
function isInsideString(text: string, offset: number): boolean {
  let open = "";
  const pattern = /#[^\r\n]*|"""|'''|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|\\./g;
  for (let match = pattern.exec(text); match !== null && match.index < offset; match = pattern.exec(text)) {
    const token = match[0];
    if (open === "") {
      if (token === '"""' || token === "'''") open = token;
    } else {
      if (token === open) open = "";
      else if (token.length > 1 && token !== '"""' && token !== "'''" && !token.startsWith("\\")) {
        // Inside a docstring, quotes and hashes are text: look again right behind the first character.
        pattern.lastIndex = match.index + 1;
      }
    }
  }
  return open !== "";
}

export function baseName(uri: string): string {
  const path = uri.replace(/[?#].*$/, "");
  const last = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(last) || uri;
  } catch {
    return last || uri;
  }
}
