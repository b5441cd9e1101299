/** `match`. */
import type { Match } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileTest } from "../expressions/conditions.ts";
import { type Exec, NORMAL } from "../frame.ts";
import { compileCase } from "../patterns.ts";

export function compileMatch(c: Compiler, node: Match): Exec {
  const subject = c.expr(node.subject);
  const cases = node.cases.map((k) => ({
    matches: compileCase(c, k.pattern),
    guard: k.guard === null ? null : compileTest(c, k.guard),
    body: c.block(k.body),
  }));
  return (f) => {
    const value = subject(f);
    for (let i = 0; i < cases.length; i++) {
      const k = cases[i]!;
      if (k.matches(f, value) && (k.guard === null || k.guard(f))) return k.body(f);
    }
    return NORMAL;
  };
}
