/** The language server as a process: messages over stdio or Node's IPC, runs in worker threads. */
import { readFileSync } from "node:fs";
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { InspectWorker } from "../../inspect/client.ts";
import type { WasmSource } from "../../inspect/messages.ts";
import { createNodePort } from "../../inspect/node/port.ts";
import type { ServerHost } from "../inspector.ts";
import { startServer } from "../server.ts";
import { syntaxTreeOf } from "../syntaxTree.ts";

/** @param dist the folder with the bundles and the parser's WebAssembly; a URL that ends with `/` */
export function nodeHost(dist: URL): ServerHost {
  let wasm: WasmSource | null = null;
  const source = (): WasmSource => {
    wasm ??= {
      runtime: readFileSync(new URL("web-tree-sitter.wasm", dist)),
      python: readFileSync(new URL("tree-sitter-python.wasm", dist)),
    };
    return wasm;
  };
  return {
    syntaxTree: (text) => syntaxTreeOf(text, source()),
    createInspector: () =>
      new InspectWorker({ createPort: () => createNodePort(new URL("worker.js", dist)), wasm: source() }),
  };
}

/** Serves until the client ends the connection. Over IPC when the process was started with it, else over stdio. */
export function serveNode(dist: URL): void {
  const overIpc = process.argv.includes("--node-ipc");
  const connection = overIpc
    ? createConnection(ProposedFeatures.all)
    : createConnection(ProposedFeatures.all, process.stdin, process.stdout);
  // Standard output belongs to the protocol: anything else that is printed goes to the client's log.
  if (!overIpc) console.log = (...parts: unknown[]) => connection.console.log(parts.map(String).join(" "));
  startServer(connection, nodeHost(dist));
}
