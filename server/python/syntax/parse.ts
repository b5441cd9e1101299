/**
 * Source text → syntax tree and problems. The one entry of this folder.
 *
 * tree-sitter reads the text, the lowering turns its tree into `ast`'s. Parsing is total: a statement that is not
 * Python 3.11 becomes an ErrorStmt and a problem in CPython's words, the others keep their trees.
 */
import { Language, Parser } from "web-tree-sitter";
import type { Expr, ParseResult, Ranged, SyntaxProblem } from "./ast.ts";
import { type ConcreteNode, makeTreeReader, type TreeReader } from "./concreteTree.ts";
import { Lowering } from "./lowering.ts";
import { lowerModule } from "./lowerStatements.ts";

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

export function parse(source: string): ParseResult {
  const { root, hasError } = readConcrete(source);
  const lowering = new Lowering(source);
  const body = lowerModule(lowering, root);
  const problems: SyntaxProblem[] = [];
  if (hasError || lowering.suspects.length > 0) {
    const at: Ranged = lowering.suspects[0] ?? { start: 0, end: source.length };
    problems.push({ kind: "SyntaxError", message: "invalid syntax", start: at.start, end: at.end });
  }
  return { module: { type: "Module", body }, problems };
}

export interface ExpressionResult {
  readonly expression: Expr | null;
  readonly problems: readonly SyntaxProblem[];
}
