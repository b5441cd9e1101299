/** Annotations: evaluated where they stand, or kept as text after `from __future__ import annotations`. */
import type { Expr } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import type { Eval } from "./frame.ts";

export function annotationValue(c: Compiler, node: Expr): Eval {
  if (c.unit.annotationsAsText) {
    const text = c.unit.code.source.slice(node.start, node.end);
    return () => text;
  }
  return c.expr(node);
}
