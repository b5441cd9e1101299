/**
 * Source text → syntax tree and problems. The one entry of this folder.
 *
 * tree-sitter reads the text, the lowering turns its tree into `ast`'s. Parsing is total: a statement that is not
 * Python 3.11 becomes an ErrorStmt and a problem in CPython's words, the others keep their trees.
 */
import { Language, Parser } from "web-tree-sitter";
import type { Expr, Module, ParseResult, Ranged, Stmt, SyntaxProblem } from "./ast.ts";
import { type ConcreteNode, makeTreeReader, type TreeReader } from "./concreteTree.ts";
import { diagnose } from "./diagnose.ts";
import { Lowering } from "./lowering.ts";
import { lowerModule } from "./lowerStatements.ts";
import { checkScopes } from "./scopeChecks.ts";
import { firstReport } from "./stringChecks.ts";
import { type Tokens, tokenize } from "./tokenize.ts";

export interface LoadOptions {
  /** web-tree-sitter's own `web-tree-sitter.wasm`: its bytes, or where it lies. Default: beside the script. */
  readonly runtimeWasm?: ArrayBuffer | Uint8Array | string;
  /** `tree-sitter-python.wasm`: its bytes, or where it lies. */
  readonly pythonWasm: Uint8Array | string;
}

let parser: Parser | null = null;
let reader: TreeReader | null = null;
let loading: Promise<void> | null = null;

/** Makes `parse` usable. Later calls wait for, and share, the first. */
export function loadParser(options: LoadOptions): Promise<void> {
  loading ??= load(options).catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load({ runtimeWasm, pythonWasm }: LoadOptions): Promise<void> {
  if (typeof runtimeWasm === "string") await Parser.init({ locateFile: () => runtimeWasm });
  else if (runtimeWasm !== undefined) {
    const bytes = runtimeWasm instanceof Uint8Array ? runtimeWasm : new Uint8Array(runtimeWasm);
    await Parser.init({
      wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer,
    });
  } else await Parser.init();
  const language = await Language.load(pythonWasm);
  const made = new Parser();
  made.setLanguage(language);
  parser = made;
  reader = makeTreeReader(language);
}

/** The concrete tree, and whether tree-sitter had to repair the text to read it. */
function readConcrete(source: string): { readonly root: ConcreteNode; readonly hasError: boolean } {
  if (parser === null || reader === null) throw new Error("parse() before loadParser() has finished");
  const tree = parser.parse(source);
  if (tree === null) throw new Error("tree-sitter returned no tree");
  const hasError = tree.rootNode.hasError;
  const root = reader.read(tree);
  tree.delete();
  return { root, hasError };
}

/**
 * Words that tree-sitter reads as statements of other Pythons. It gets to see other names of the same length; the
 * lowering reads names from the real text.
 */
const OTHER_PYTHONS = /\b(?:print|exec|type)\b/g;
const STAND_INS: Readonly<Record<string, string>> = { print: "prinT", exec: "exeC", type: "typE" };

interface Reading {
  readonly body: readonly Stmt[];
  readonly isSuspect: boolean;
  readonly suspect: Ranged | null;
  readonly lowering: Lowering;
}

function read(source: string): Reading {
  const { root, hasError } = readConcrete(source.replace(OTHER_PYTHONS, (word) => STAND_INS[word] ?? word));
  const lowering = new Lowering(source);
  const body = lowerModule(lowering, root);
  const isSuspect = hasError || lowering.suspects.length > 0;
  return { body, isSuspect, suspect: lowering.suspects[0] ?? null, lowering };
}

/** A parse's result for a text of any kind; offsets are into `source` as given. */
export function parse(source: string): ParseResult {
  if (!source.includes("\r")) return parseNormalized(source);
  // A carriage return is a line end to Python and a space to tree-sitter; as a space before the line end it changes
  // no offset. Only a lone one is a line end itself.
  const spaced = source.replace(/\r(?!\n)/g, "\n");
  if (!spaced.includes("\r")) return parseNormalized(spaced);
  return withCarriageReturns(spaced);
}

/** Parses without the carriage returns and moves every offset back to where it is with them. */
function withCarriageReturns(source: string): ParseResult {
  const offsets: number[] = [];
  let text = "";
  let from = 0;
  for (let at = source.indexOf("\r"); at >= 0; at = source.indexOf("\r", at + 1)) {
    offsets.push(at - offsets.length);
    text += source.slice(from, at);
    from = at + 1;
  }
  text += source.slice(from);
  const back = (offset: number): number => {
    // How many carriage returns stand before this offset of the shortened text.
    let low = 0;
    let high = offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (offsets[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset + low;
  };
  return moved(parseNormalized(text), back) as ParseResult;
}

/** A copy of plain data with every `start` and `end` moved. */
function moved(value: unknown, back: (offset: number) => number): unknown {
  if (Array.isArray(value)) return value.map((each) => moved(each, back));
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  const result: Record<string, unknown> = {};
  for (const [key, each] of Object.entries(value)) {
    result[key] = (key === "start" || key === "end") && typeof each === "number" ? back(each) : moved(each, back);
  }
  return result;
}

function parseNormalized(source: string): ParseResult {
  try {
    return parseText(source);
  } catch (error) {
    // Nesting deeper than the stack: CPython gives up on such text too, with an error of another kind.
    if (!(error instanceof RangeError)) throw error;
    const range = { start: 0, end: source.length };
    return {
      module: { type: "Module", body: [{ type: "ErrorStmt", ...range }] },
      problems: [{ kind: "SyntaxError", message: "too many nested parentheses", ...range }],
    };
  }
}

function parseText(source: string): ParseResult {
  const input = tokenize(source);
  let reading: Reading | null = null;
  if (input.error === null && input.unclosed === null && isLaidOut(input)) {
    reading = read(source);
    if (!reading.isSuspect && !reading.lowering.isDoubtful) return finish(reading, reading.body, []);
  }
  const { problems, readable, setAside } = diagnose(source);
  if (problems.length > 0 || reading === null) reading = read(readable);
  const body = setAside.length === 0 ? reading.body : markErrors(reading.body, setAside);
  const found = [...problems];
  if (reading.isSuspect) {
    // The exact grammar accepts what tree-sitter or the lowering does not: our limit, said as such.
    const at = reading.suspect ?? { start: 0, end: source.length };
    found.push({ kind: "SyntaxError", message: "not supported: this form of statement", start: at.start, end: at.end });
  }
  return finish(reading, body, found);
}

/** Blocks are indented, and nothing else is. */
function isLaidOut({ tokens }: Tokens): boolean {
  for (let i = 0; i < tokens.length; i++) {
    const kind = tokens[i]!.kind;
    if (kind === "INDENT") {
      if (tokens[i - 1]?.kind !== "NEWLINE" || tokens[i - 2]?.kind !== ":") return false;
    } else if (kind === "NEWLINE" && tokens[i - 1]?.kind === ":" && tokens[i + 1]?.kind !== "INDENT") return false;
  }
  return true;
}

/** The statements that were set aside, and came back as `pass`, as what they are. */
function markErrors(body: readonly Stmt[], setAside: readonly Ranged[]): readonly Stmt[] {
  const starts = new Map(setAside.map((range) => [range.start, range]));
  const mark = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(mark);
    if (value === null || typeof value !== "object") return value;
    const node = value as { type?: string; start?: number };
    if (node.type === "Pass" && node.start !== undefined) {
      const range = starts.get(node.start);
      return range === undefined ? value : { type: "ErrorStmt", start: range.start, end: range.end };
    }
    // Only what can hold statements is looked into.
    const holders = ["body", "orelse", "finalbody", "handlers", "cases"].filter((key) =>
      Array.isArray(Reflect.get(value, key)),
    );
    if (holders.length === 0) return value;
    const copy: Record<string, unknown> = { ...value };
    for (const key of holders) copy[key] = mark(copy[key]);
    return copy;
  };
  return mark(body) as Stmt[];
}

function finish(reading: Reading, body: readonly Stmt[], parserProblems: readonly SyntaxProblem[]): ParseResult {
  const problems = [...parserProblems];
  for (const { start, end, what } of reading.lowering.unsupported) {
    problems.push({ kind: "SyntaxError", message: `not supported: the character name ${what}`, start, end });
  }
  const module: Module = { type: "Module", body };
  problems.push(...checkScopes(module));
  return { module, problems };
}

export interface ExpressionResult {
  /** Null when the text is not one expression; `problems` then says why. */
  readonly expression: Expr | null;
  readonly problems: readonly SyntaxProblem[];
}

/** Parses one expression, as `eval` reads it: what may stand on a line of its own, possibly a bare tuple. */
export function parseExpression(source: string): ExpressionResult {
  // `eval` skips leading blanks, which would otherwise be an indentation.
  const text = source.replace(/\r\n|\r/g, (end) => " ".repeat(end.length - 1).concat("\n")).replace(/^[ \t]+/, "");
  const shift = source.length - text.length;
  const report = firstReport(text, "eval");
  if (report !== null) {
    const { problem } = report;
    return { expression: null, problems: [{ ...problem, start: problem.start + shift, end: problem.end + shift }] };
  }
  const reading = read(" ".repeat(shift) + text);
  const statement = reading.body[0];
  if (reading.body.length !== 1 || statement?.type !== "ExprStmt" || reading.isSuspect) {
    const range = { start: 0, end: source.length };
    return {
      expression: null,
      problems: [{ kind: "SyntaxError", message: "not supported: this expression", ...range }],
    };
  }
  const { problems } = finish(reading, reading.body, []);
  return { expression: problems.length > 0 ? null : statement.value, problems };
}
