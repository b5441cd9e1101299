/** The see-inside view of a source's syntax, in the words of `ast.dump`. The parser is loaded when it is first asked for. */
import type { WasmSource } from "../inspect/messages.ts";
import { dumpAst } from "../python/syntax/dumpAst.ts";
import { loadParser, parse } from "../python/syntax/parse.ts";

export async function syntaxTreeOf(source: string, wasm: WasmSource): Promise<string> {
  await loadParser({ runtimeWasm: wasm.runtime, pythonWasm: wasm.python });
  const { module, problems } = parse(source);
  const errors = problems.map(({ start, end, message }) => `${start}-${end}: ${message}`);
  return [dumpAst(module), ...errors].join("\n");
}
