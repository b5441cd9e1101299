/** Entry of the web worker that evaluates, in a browser. */
import type { FromWorker, ToWorker } from "../messages.ts";
import { serveInspect } from "../serve.ts";

// The DOM's library calls the global scope a window; in a worker it has these two members.
const scope = globalThis as unknown as {
  postMessage(message: FromWorker): void;
  addEventListener(kind: "message", listener: (event: { readonly data: ToWorker }) => void): void;
};
const serve = serveInspect({
  post: (message) => scope.postMessage(message),
  // A page without cross-origin isolation has no shared memory: its host stops a run by ending the worker.
  isCancelled: () => false,
});
scope.addEventListener("message", (event) => serve(event.data));
