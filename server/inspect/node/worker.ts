/** Entry of the worker thread that evaluates, in Node. */
import { parentPort, workerData } from "node:worker_threads";
import type { ToWorker } from "../messages.ts";
import { serveInspect } from "../serve.ts";

/** Bytes of tensors, garbage that is yet to be collected included. */
const tensorBytes = 2 ** 31;

const port = parentPort;
if (port === null) throw new Error("this file is a worker's entry");
// Set by the host that made this worker (port.ts).
const { cancelFlag } = workerData as { readonly cancelFlag: Int32Array };
const serve = serveInspect({
  post: (message) => port.postMessage(message),
  isCancelled: (id) => Atomics.load(cancelFlag, 0) === id,
  isExhausted: () => process.memoryUsage().arrayBuffers > tensorBytes,
});
port.on("message", (message: ToWorker) => serve(message));
