/**
 * Notebook files as they are stored: nbformat 3 and 4 (https://nbformat.readthedocs.io/en/latest/format_description.html).
 * Only what the command line needs: the cells' sources and their stored outputs.
 */
import { LineIndex } from "./lines.ts";

export type StoredOutput =
  | { readonly kind: "stream"; readonly name: string; readonly text: string }
  /** An execute_result (`isResult`) or display_data; null when it has no text/plain. */
  | { readonly kind: "display"; readonly isResult: boolean; readonly text: string | null }
  | { readonly kind: "error"; readonly name: string; readonly value: string };

export interface StoredCell {
  readonly kind: "code" | "markdown";
  readonly source: string;
  readonly outputs: readonly StoredOutput[];
  readonly executionCount: number | null;
}

export interface StoredNotebook {
  readonly cells: readonly StoredCell[];
  /** The kernel's language; `python` when the file does not say. */
  readonly language: string;
}

/** The file is not a notebook: `message` says what is wrong, with the place where there is one. */
export class NotebookFormatError extends Error {}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** @throws NotebookFormatError */
export function parseIpynb(text: string): StoredNotebook {
  const json = parseJson(text);
  if (!isObject(json)) throw new NotebookFormatError("not a notebook: the JSON is not an object");
  const format = json["nbformat"];
  if (typeof format !== "number") throw new NotebookFormatError("not a notebook: `nbformat` is missing");
  if (format < 3 || format > 4) throw new NotebookFormatError(`nbformat ${format} is not supported (3 and 4 are)`);
  let raw = json["cells"];
  if (format === 3) {
    const sheets = json["worksheets"];
    if (!Array.isArray(sheets)) throw new NotebookFormatError("not a notebook: `worksheets` is missing");
    raw = sheets.flatMap((sheet: Json) => (isObject(sheet) && Array.isArray(sheet["cells"]) ? sheet["cells"] : []));
  }
  if (!Array.isArray(raw)) throw new NotebookFormatError("not a notebook: `cells` is missing");
  const cells = raw.map((cell: Json, index: number) => readCell(cell, index));
  return { cells, language: languageOf(json["metadata"]) };
}

function languageOf(metadata: Json | undefined): string {
  if (!isObject(metadata)) return "python";
  for (const key of ["language_info", "kernelspec"]) {
    const info = metadata[key];
    if (!isObject(info)) continue;
    const language = info[key === "kernelspec" ? "language" : "name"];
    if (typeof language === "string") return language;
  }
  return "python";
}

function readCell(cell: Json, index: number): StoredCell {
  if (!isObject(cell)) throw new NotebookFormatError(`not a notebook: cell ${index} is not an object`);
  const kind = cell["cell_type"];
  if (typeof kind !== "string") throw new NotebookFormatError(`not a notebook: cell ${index} has no \`cell_type\``);
  const source = readText(cell["source"] ?? cell["input"] ?? "");
  if (source === null) throw new NotebookFormatError(`not a notebook: the source of cell ${index} is not text`);
  if (kind !== "code") return { kind: "markdown", source, outputs: [], executionCount: null };
  const outputs = cell["outputs"];
  const count = cell["execution_count"] ?? cell["prompt_number"];
  return {
    kind: "code",
    source,
    outputs: Array.isArray(outputs) ? outputs.flatMap((output: Json) => readOutput(output)) : [],
    executionCount: typeof count === "number" ? count : null,
  };
}

function readOutput(output: Json): StoredOutput[] {
  if (!isObject(output)) return [];
  const text = (value: Json | undefined): string | null => (value === undefined ? null : readText(value));
  switch (output["output_type"]) {
    case "stream":
      // nbformat 3 called the name `stream`.
      return [
        {
          kind: "stream",
          name: text(output["name"] ?? output["stream"]) ?? "stdout",
          text: text(output["text"]) ?? "",
        },
      ];
    case "execute_result":
    case "pyout":
    case "display_data": {
      const data = output["data"];
      const plain = isObject(data) ? text(data["text/plain"]) : text(output["text"]);
      return [{ kind: "display", isResult: output["output_type"] !== "display_data", text: plain }];
    }
    case "error":
    case "pyerr":
      return [{ kind: "error", name: text(output["ename"]) ?? "", value: text(output["evalue"]) ?? "" }];
    default:
      return [];
  }
}

/** Multi-line strings are stored whole or as a list of lines that keep their line ends. */
function readText(value: Json): string | null {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((line) => typeof line === "string")) return value.join("");
  return null;
}

function isObject(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): Json {
  if (text.trim() === "") throw new NotebookFormatError("not a notebook: the file is empty");
  try {
    // A byte order mark is not JSON, but editors write it.
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json;
  } catch (error) {
    throw new NotebookFormatError(`not JSON: ${describe(text, error)}`);
  }
}

function describe(text: string, error: unknown): string {
  const offset = jsonErrorOffset(text);
  // The host's parser refused what the grammar below lets through: say what it says.
  if (offset === null) return error instanceof Error ? error.message : String(error);
  const place = new LineIndex(text).positionAt(offset);
  const where = `line ${place.line + 1}, column ${place.character + 1}`;
  if (offset >= text.trimEnd().length) return `the text ends too early, in ${where}`;
  return `unexpected \`${text[offset]}\` in ${where}`;
}

const jsonToken =
  /[ \t\r\n]*(?:([{}[\],:])|"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)/y;

/** Where a text stops being JSON (RFC 8259); the text's end when it was cut off. Engines word this differently, or not at all. */
function jsonErrorOffset(text: string): number | null {
  jsonToken.lastIndex = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const open: ("{" | "[")[] = [];
  let expected: "value" | "valueOrEnd" | "keyOrEnd" | "key" | "colon" | "commaOrEnd" = "value";
  for (;;) {
    const from = jsonToken.lastIndex;
    const start = from + (/^[ \t\r\n]*/.exec(text.slice(from, from + 4096))?.[0].length ?? 0);
    const done = expected === "commaOrEnd" && open.length === 0;
    if (start >= text.length) return done ? null : text.trimEnd().length;
    if (done) return start;
    const match = jsonToken.exec(text);
    // An unclosed string runs to the end of the text: it was cut off, not misspelt.
    if (match === null)
      return text[start] === '"' && !text.slice(start + 1).includes('"') ? text.trimEnd().length : start;
    const mark = match[1];
    const isString = text[start] === '"';
    if (expected === "colon") {
      if (mark !== ":") return start;
      expected = "value";
    } else if (expected === "commaOrEnd") {
      if (mark === ",") expected = open.at(-1) === "{" ? "key" : "value";
      else if (mark === (open.at(-1) === "{" ? "}" : "]")) open.pop();
      else return start;
    } else if (expected === "key" || expected === "keyOrEnd") {
      if (expected === "keyOrEnd" && mark === "}") {
        open.pop();
        expected = "commaOrEnd";
      } else if (isString) expected = "colon";
      else return start;
    } else if (mark === "{" || mark === "[") {
      open.push(mark);
      expected = mark === "{" ? "keyOrEnd" : "valueOrEnd";
    } else if (mark === "]" && expected === "valueOrEnd") {
      open.pop();
      expected = "commaOrEnd";
    } else if (mark === undefined) expected = "commaOrEnd";
    else return start;
  }
}
