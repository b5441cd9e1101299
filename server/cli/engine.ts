/**
 * Workers for the command line. Programs run in a thread of their own: it can have the stack that a thousand Python
 * frames take, a heap limit whose breach is an answer, and an end when a program does not come to one.
 */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InspectWorker } from "../inspect/client.ts";
import type { WasmSource } from "../inspect/messages.ts";
import { createNodePort } from "../inspect/node/port.ts";

let wasm: WasmSource | null = null;

/** The WebAssembly of the parser lies beside the bundle. */
function loadWasm(): WasmSource {
  wasm ??= {
    runtime: readFileSync(new URL("./web-tree-sitter.wasm", import.meta.url)),
    python: readFileSync(new URL("./tree-sitter-python.wasm", import.meta.url)),
  };
  return wasm;
}

export function createWorker(grace?: number): InspectWorker {
  const script = new URL("./worker.js", import.meta.url);
  if (!existsSync(fileURLToPath(script)))
    throw new Error(`${fileURLToPath(script)} is missing: build the project first`);
  return new InspectWorker({
    wasm: loadWasm(),
    createPort: () => createNodePort(script),
    ...(grace === undefined ? {} : { grace }),
  });
}
