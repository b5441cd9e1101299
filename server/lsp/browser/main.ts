/** Entry of the language server in a browser: a web worker, `dist/server.browser.js`; runs are in workers of its own. */
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { createBrowserPort } from "../../inspect/browser/port.ts";
import { InspectWorker } from "../../inspect/client.ts";
import type { ServerHost } from "../inspector.ts";
import { startServer } from "../server.ts";

// In a web worker, `self` sends and receives messages as a Worker does on the page's side: all that is used of it here.
const scope = self as unknown as Worker;

// A host that loads this script through a blob URL says in the start options where it lies.
let dist = new URL("./", self.location.href.startsWith("blob:") ? self.location.origin : self.location.href);

const host: ServerHost = {
  configure(options) {
    if (typeof options !== "object" || options === null || !("dist" in options)) return;
    if (typeof options.dist === "string")
      dist = new URL(options.dist.endsWith("/") ? options.dist : `${options.dist}/`);
  },
  createInspector: () =>
    new InspectWorker({
      createPort: () => createBrowserPort(new URL("worker.browser.js", dist).href),
      wasm: {
        runtime: new URL("web-tree-sitter.wasm", dist).href,
        python: new URL("tree-sitter-python.wasm", dist).href,
      },
    }),
};

startServer(createConnection(new BrowserMessageReader(scope), new BrowserMessageWriter(scope)), host);
