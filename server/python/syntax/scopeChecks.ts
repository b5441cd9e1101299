import type { Module, SyntaxProblem } from "./ast.ts";
export function checkScopes(_module: Module): SyntaxProblem[] {
  return [];
}
