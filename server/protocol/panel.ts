/**
 * Messages between the editor extension and the graph panel (a webview, or an ordinary page with a fake host).
 * Every message is one of these unions. Both sides ignore kinds they do not know.
 */
import type { GraphState } from "./graph.ts";

/** Extension → panel. */
export type HostToPanel =
  /** Sent once after {@link PanelToHost} `ready`, and again whenever the state changes. Always a full snapshot. */
  | { readonly kind: "state"; readonly state: GraphState; readonly title: string }
  /**
   * Sent when the cursor moves onto source that made nodes. `origin` is the id of the panel message that caused the
   * move, or null for the user's own: a panel must not scroll for its own echo.
   */
  | { readonly kind: "highlight"; readonly nodes: readonly number[]; readonly origin: number | null }
  /** Sent when a hover's "Show in graph" was followed: select this node and bring it into view. */
  | { readonly kind: "select"; readonly node: number }
  /** Answer to `export`: the file was written or the user cancelled. */
  | { readonly kind: "exported"; readonly ok: boolean };

/** Panel → extension. */
export type PanelToHost =
  /** Sent exactly once, when the page can take messages. */
  | { readonly kind: "ready" }
  /** The user activated a node: reveal its source without taking the focus. `id` names this move for echoes. */
  | { readonly kind: "reveal"; readonly node: number; readonly id: number }
  | { readonly kind: "chooseRoot"; readonly root: string }
  /** The user toggled cursor following. */
  | { readonly kind: "sync"; readonly on: boolean }
  /** Save this content; the extension asks where. PNG content is base64. */
  | {
      readonly kind: "export";
      readonly format: "svg" | "png" | "dot" | "mermaid" | "json" | "html";
      readonly content: string;
    }
  | { readonly kind: "copy"; readonly text: string }
  /** A defect inside the panel: logged by the extension, never shown as a notification. */
  | { readonly kind: "failure"; readonly message: string };
