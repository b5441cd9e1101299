/** Entry of the language server in a browser: a web worker, `dist/server.browser.js`; runs are in workers of its own. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createBrowserPort } from "../../inspect/browser/port.ts";
import { InspectWorker } from "../../inspect/client.ts";
import type { ServerHost } from "../inspector.ts";
import { startServer } from "../server.ts";
import { syntaxTreeOf } from "../syntaxTree.ts";

// In a web worker, `self` sends and receives messages as a Worker does on the page's side: all that is used of it here.
const scope = self as unknown as Worker;

/** What the runs' workers are made of: beside this script, unless the start options carry it. */
interface Resources {
  /** Address of `worker.browser.js`. */
  readonly worker: string;
  /** `web-tree-sitter.wasm` and `tree-sitter-python.wasm`: bytes, or addresses. */
  readonly runtime: Uint8Array | string;
  readonly python: Uint8Array | string;
}

function resourcesBeside(folder: URL): Resources {
  const address = (name: string) => new URL(name, folder).href;
  return {
    worker: address("worker.browser.js"),
    runtime: address("web-tree-sitter.wasm"),
    python: address("tree-sitter-python.wasm"),
  };
}

let given: Resources | null = null;

const resources = (): Resources => given ?? resourcesBeside(new URL("./", self.location.href));

const host: ServerHost = {
  configure(options) {
    if (typeof options !== "object" || options === null) return;
    if ("dist" in options && typeof options.dist === "string")
      given = resourcesBeside(new URL(options.dist.endsWith("/") ? options.dist : `${options.dist}/`));
    // The client that started this worker made these for it, in one piece.
    if ("resources" in options) given = options.resources as Resources;
  },
  syntaxTree: (text) => syntaxTreeOf(text, resources()),
  createInspector: () => {
    const { worker, runtime, python } = resources();
    return new InspectWorker({ createPort: () => createBrowserPort(worker), wasm: { runtime, python } });
  },
};

startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), host);
