/** Markdown: fenced code whose info string says Python and `gradlens` (CommonMark 0.31, section 4.5). */
import { isNear } from "./directives.ts";
import { codeDirectives, extractLines, readComments } from "./extract.ts";
import { LineIndex } from "./lines.ts";
import { baseName, findTorchImport, startsWithSkip } from "./python.ts";
import {
  type Selection,
  type Snippet,
  type SnippetCode,
  type SnippetProblem,
  type SourceDocument,
  toDocumentOffset,
} from "./snippet.ts";

export interface Fence {
  /** The line of the opening fence. */
  readonly line: number;
  /** Lines of the content. */
  readonly first: number;
  readonly end: number;
  readonly indent: number;
  readonly info: string;
  /** Offset of the info string. */
  readonly infoStart: number;
}

export function findFences(text: string, lines: LineIndex): Fence[] {
  const fences: Fence[] = [];
  for (let line = 0; line < lines.lineCount; line++) {
    const content = text.slice(lines.starts[line]!, lines.ends[line]!);
    // Up to any depth of list indentation; a fence four blanks deep outside a list is rare, and reading it does no harm.
    const open = /^([ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?)(`{3,}|~{3,})[ \t]*(.*)$/.exec(content);
    if (open === null) continue;
    const marker = open[2]!;
    const info = open[3]!.trim();
    if (marker.startsWith("`") && info.includes("`")) continue;
    let end = line + 1;
    const closing = new RegExp(`^[ \\t]*${marker[0] === "`" ? "`" : "~"}{${marker.length},}[ \\t]*$`);
    while (end < lines.lineCount && !closing.test(text.slice(lines.starts[end]!, lines.ends[end]!))) end++;
    fences.push({
      line,
      first: line + 1,
      end: Math.min(end, lines.lineCount),
      indent: open[1]!.length,
      info,
      infoStart: lines.starts[line]! + content.length - open[3]!.length,
    });
    line = end;
  }
  return fences;
}

interface Info {
  readonly isPython: boolean;
  readonly isOn: boolean;
  readonly isFresh: boolean;
  readonly misspelt: string | null;
}

/** `python gradlens`, `py gradlens fresh`, `{python} gradlens`, `{.python .gradlens}`. */
export function readInfo(info: string): Info {
  const words = info
    .split(/[\s{},]+/)
    .map((w) => w.replace(/^\./, ""))
    .filter((w) => w !== "");
  const isPython = /^(python3?|py|py3|Python|ipython)$/.test(words[0] ?? "");
  const rest = words.slice(1);
  const isOn = isPython && rest.includes("gradlens");
  const misspelt = isPython && !isOn ? (rest.find((w) => isNear(w.toLowerCase(), "gradlens", 2)) ?? null) : null;
  return { isPython, isOn, isFresh: isOn && rest.includes("fresh"), misspelt };
}

export function markdownSnippet(document: SourceDocument, selection: Selection): Snippet {
  const { text, uri } = document;
  const lines = new LineIndex(text);
  const codes: SnippetCode[] = [];
  const problems: SnippetProblem[] = [];
  let namespace = 0;
  let isAnnotated = false;
  let torchImport: Snippet["torchImport"] = null;
  const name = document.name ?? baseName(uri);
  const fences = findFences(text, lines).map((fence) => ({ fence, info: readInfo(fence.info) }));
  isAnnotated = fences.some(({ info }) => info.isOn);
  const wanted = selection.mode !== "manual" || selection.isInspected === true;

  for (const { fence, info } of fences) {
    if (!info.isPython) continue;
    if (info.misspelt !== null) {
      const start = fence.infoStart + fence.info.indexOf(info.misspelt);
      problems.push({
        uri,
        start,
        end: start + info.misspelt.length,
        message: `\`${info.misspelt}\` is not \`gradlens\`: this fence is not evaluated`,
        suggestion: "gradlens",
      });
    }
    const range = { first: fence.first, end: fence.end };
    const { source, segments } = extractLines(text, lines, [range], fence.indent);
    const found: ReturnType<typeof findTorchImport> = torchImport === null ? findTorchImport(source) : null;
    const code: SnippetCode = {
      key: codes.length,
      name,
      source,
      uri,
      segments,
      namespace: info.isFresh ? namespace + 1 : namespace,
      isCell: true,
      allowsMagics: false,
      cell: null,
      expectations: [],
      watches: [],
      examples: [],
      skips: [],
    };
    if (found !== null) {
      torchImport = { uri, start: toDocumentOffset(code, found.start), end: toDocumentOffset(code, found.end) };
    }
    const isOn =
      info.isOn ||
      selection.mode === "all" ||
      (!isAnnotated && (selection.isInspected === true || (selection.mode === "torchFiles" && torchImport !== null)));
    if (!isOn || !wanted) continue;
    for (const p of readComments(source).problems) {
      problems.push({ ...p, uri, start: toDocumentOffset(code, p.start), end: toDocumentOffset(code, p.end) });
    }
    if (info.isFresh) namespace++;
    if (startsWithSkip(text, lines, range)) continue;
    codes.push({ ...code, ...codeDirectives(source, (offset) => toDocumentOffset(code, offset)) });
  }
  problems.sort((a, b) => a.start - b.start);
  return { uri, version: document.version, codes, problems, isAnnotated, torchImport };
}
