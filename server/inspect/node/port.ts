/** A worker of Node's as a {@link WorkerPort}. */
import { type ResourceLimits, Worker } from "node:worker_threads";
import type { WorkerPort } from "../client.ts";
import type { FromWorker } from "../messages.ts";

/** Stack for about a thousand Python frames of any shape, and a heap after which a run counts as out of memory. */
const usualLimits: ResourceLimits = { stackSizeMb: 64, maxOldGenerationSizeMb: 2048 };

/**
 * @param script the bundled worker (`dist/worker.js`)
 * @param limits bounds other than the usual ones
 */
export function createNodePort(script: URL | string, limits: ResourceLimits = {}): WorkerPort {
  const cancelFlag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(script, {
    resourceLimits: { ...usualLimits, ...limits },
    workerData: { cancelFlag },
    stdout: false,
    stderr: false,
  });
  // A worker that waits for work must not keep the process alive.
  worker.unref();
  return {
    cancelFlag,
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => {
      worker.on("message", (message: FromWorker) => listener(message));
    },
    onEnd: (listener) => {
      worker.on("error", (error: Error & { code?: string }) => {
        const isMemory = error.code === "ERR_WORKER_OUT_OF_MEMORY";
        listener({
          kind: isMemory ? "memory" : "crash",
          message: isMemory ? "stopped: out of memory" : `stopped: the engine failed (${error.name})`,
        });
      });
      worker.on("exit", () => listener({ kind: "crash", message: "stopped: the engine ended" }));
    },
    terminate: () => void worker.terminate(),
  };
}
