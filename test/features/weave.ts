/** Writes what a user would see into the text, as comments, so that an expected view reads like the view itself. */
import type { CodeLens, Diagnostic, InlayHint } from "../../server/features/editorTerms.ts";
import type { OverlayLine } from "../../server/protocol/requests.ts";

export interface Views {
  readonly hints?: readonly InlayHint[];
  readonly lenses?: readonly CodeLens[];
  readonly overlay?: readonly OverlayLine[];
  readonly diagnostics?: readonly Diagnostic[];
}

/**
 * Lenses stand above their line, hints `⟦…⟧` and overlays `⟪…⟫` behind it, diagnostics under it with carets
 * (in the comment's own columns).
 */
export function weave(source: string, { hints = [], lenses = [], overlay = [], diagnostics = [] }: Views): string {
  const out: string[] = [];
  for (const [at, text] of source.split("\n").entries()) {
    const indent = /^\s*/.exec(text)![0];
    const above = lenses.filter(({ range }) => range.start.line === at).map(({ command }) => `⟦${command.title}⟧`);
    if (above.length > 0) out.push(`${indent}# ${above.join(" ")}`);
    const behind = [
      ...hints.filter(({ line }) => line === at).map(({ text: hint }) => `⟦${hint}⟧`),
      ...overlay.filter(({ range }) => range.start.line === at).map(({ text: drawn }) => `⟪${drawn}⟫`),
    ];
    out.push(behind.length === 0 ? text : `${text}  # ${behind.join(" ")}`);
    for (const { range, severity, code, message, related } of diagnostics) {
      if (range.start.line !== at) continue;
      const end = range.end.line === at ? range.end.character : text.length;
      const carets = `${" ".repeat(Math.max(0, range.start.character - 1))}${"^".repeat(Math.max(1, end - range.start.character))}`;
      out.push(`#${carets} ${severity} ${code}: ${message}`);
      for (const { location, message: words } of related) {
        out.push(`#   see ${location.range.start.line + 1}:${location.range.start.character + 1} ${words}`);
      }
    }
  }
  return out.join("\n");
}
