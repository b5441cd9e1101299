/** The layout worker: Graphviz compiled to WebAssembly, off the panel's thread, so that it can be stopped. */
import { type Format, Graphviz } from "@hpcc-js/wasm-graphviz";
import type { LayoutAnswer, LayoutRequest } from "./drawing.ts";
import { readLayout } from "./readLayout.ts";

/** Positions without drawing instructions. Graphviz has this format; the package's list of names leaves it out. */
const POSITIONS = "json0" as Format;

const loading = Graphviz.load();
const answer = (message: LayoutAnswer): void => postMessage(message);

loading.then(
  () => answer({ id: 0, layout: { nodes: {}, edges: {}, width: 0, height: 0 } }),
  (error: unknown) => answer({ id: 0, error: text(error) }),
);

self.addEventListener("message", (event: MessageEvent<LayoutRequest>) => {
  const request = event.data;
  loading.then(
    (graphviz) => {
      try {
        answer({ id: request.id, layout: readLayout(graphviz.layout(request.dot, POSITIONS, "dot"), request) });
      } catch (error) {
        answer({ id: request.id, error: text(error) });
      }
    },
    (error: unknown) => answer({ id: request.id, error: text(error) }),
  );
});

function text(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
