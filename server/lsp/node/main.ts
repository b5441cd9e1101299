/** Entry of the language server in Node: `dist/server.js`. */
import { serveNode } from "./serve.ts";

serveNode(new URL("./", import.meta.url));
