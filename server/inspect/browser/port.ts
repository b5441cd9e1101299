/** A web worker as a {@link WorkerPort}. */
import type { WorkerPort } from "../client.ts";
import type { FromWorker } from "../messages.ts";

/** @param url the bundled worker (`dist/worker.browser.js`) */
export function createBrowserPort(url: string): WorkerPort {
  const worker = new Worker(url);
  return {
    cancelFlag: null,
    post: (message) => worker.postMessage(message),
    onMessage: (listener) => {
      worker.addEventListener("message", (event: MessageEvent<FromWorker>) => listener(event.data));
    },
    onEnd: (listener) => {
      worker.addEventListener("error", (event) => {
        const isMemory = /memory|allocation/i.test(event.message);
        listener({
          kind: isMemory ? "memory" : "crash",
          message: isMemory ? "stopped: out of memory" : "stopped: the engine failed",
        });
      });
    },
    terminate: () => worker.terminate(),
  };
}
