/**
 * Entry of the graph panel's page. The page (`page.ts`) names the layout worker's address in a data attribute of the
 * script element. A defect anywhere in the page is reported to the host, never swallowed.
 */
import { connectHost } from "./host.ts";
import { LayoutClient } from "./layout/layoutClient.ts";
import { Panel } from "./panel.ts";
import "./style/theme.css";
import "./style/controls.css";
import "./style/drawing.css";
import "./style/details.css";

/** A layout that has not come after this long is stopped, in milliseconds. */
const LAYOUT_LIMIT = 8000;

// `currentScript` is only set while the script's own top level runs.
const worker = document.currentScript?.getAttribute("data-layout-worker") ?? null;
const host = connectHost();
window.addEventListener("error", (event) => {
  const where = event.error instanceof Error ? (event.error.stack ?? event.message) : event.message;
  host.post({ kind: "failure", message: where });
});
window.addEventListener("unhandledrejection", (event) => {
  const reason: unknown = event.reason;
  host.post({ kind: "failure", message: reason instanceof Error ? (reason.stack ?? reason.message) : String(reason) });
});

const root = document.getElementById("gradlens");
if (root !== null) new Panel(root, host, new LayoutClient(worker, LAYOUT_LIMIT));
