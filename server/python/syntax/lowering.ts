/**
 * What the lowering of statements, expressions and patterns share: the source, and two lists for what does not lower.
 *
 * tree-sitter's grammar accepts more than Python 3.11's. The lowering does not decide what is wrong with such text, it
 * only marks it as suspect; the exact grammar (diagnose.ts) then says what CPython says, or that all is well. So a
 * check in the lowering may be coarse, but must not miss anything.
 */
import type { Expr, Ranged } from "./ast.ts";
import type { ConcreteNode } from "./concreteTree.ts";

export class Lowering {
  readonly source: string;
  /** Places where the concrete tree is not, or may not be, Python 3.11. */
  readonly suspects: Ranged[] = [];
  /** Python that this lowering has no meaning for (a character name it does not know). */
  readonly unsupported: { start: number; end: number; what: string }[] = [];

  isDoubtful = false;

  constructor(source: string) {
    this.source = source;
  }

  text(node: Ranged): string {
    return this.source.slice(node.start, node.end);
  }

  /** Text that may be Python but needs the exact grammar's word for it; the tree made of it is right if so. */
  doubt(_node: Ranged): void {
    this.isDoubtful = true;
  }

  /** Text that has no tree: if it were Python 3.11 after all, the lowering could not say what it means. */
  suspect(node: Ranged): void {
    this.suspects.push({ start: node.start, end: node.end });
  }

  /** The name an identifier stands for: Python compares identifiers after NFKC normalization. */
  name(node: Ranged): string {
    return normalizedName(this.text(node));
  }

  /** Stands for an expression that did not lower; its place is suspect, so the tree it is in is not used. */
  hole(node: Ranged): Expr {
    this.suspect(node);
    return { type: "Constant", value: { kind: "None" }, start: node.start, end: node.end };
  }
}

export function normalizedName(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 127) return text.normalize("NFKC");
  }
  return text;
}

/** The children that are not punctuation, for lists whose separators carry nothing. */
export function withoutCommas(children: readonly ConcreteNode[]): ConcreteNode[] {
  return children.filter((child) => child.type !== ",");
}
