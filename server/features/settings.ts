/** What the user may set about what is shown. The editor's names for these are listed in package.json. */

export interface Settings {
  /** Which files are evaluated: those with an annotation, every file that imports torch, or only on command. */
  readonly evaluate: "annotated" | "torchFiles" | "manual";
  readonly inlayHints: "off" | "gradients" | "values" | "both";
  /** Longest inlay hint, in characters. */
  readonly hintLength: number;
  readonly codeLens: boolean;
  /** Milliseconds without an edit before a run starts. */
  readonly delay: number;
  /** Milliseconds that a run may take while typing, and when it was asked for. */
  readonly typingTime: number;
  readonly longTime: number;
  /** Mebibytes that one value of a run may take. */
  readonly memory: number;
  /** The editor follows `command:` links in Markdown. */
  readonly commandLinks: boolean;
  /** The editor draws the overlay of a chosen backward run, so inlay hints need not repeat its gradients. */
  readonly drawsOverlay: boolean;
}

export const defaultSettings: Settings = {
  evaluate: "annotated",
  inlayHints: "both",
  // What VS Code shows of one line's hints before it cuts them itself.
  hintLength: 43,
  codeLens: true,
  delay: 25,
  typingTime: 2000,
  longTime: 60_000,
  memory: 512,
  commandLinks: false,
  drawsOverlay: false,
};
