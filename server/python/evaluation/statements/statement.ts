/** Which family compiles which statement, and blocks of statements. */
import { budget } from "../../budget.ts";
import type { Stmt } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Exec } from "../frame.ts";
import { compileAnnAssign, compileAssign, compileAugAssign, compileDelete } from "./assignments.ts";
import { compileFor, compileIf, compileWhile } from "./control.ts";
import { compileClassDef, compileFunctionDef } from "./definitions.ts";
import { compileAssert, compileRaise, compileTry } from "./exceptions.ts";
import { compileImport, compileImportFrom } from "./imports.ts";
import { compileMatch } from "./match.ts";
import { compileWith } from "./with.ts";

export function compileStatement(c: Compiler, node: Stmt): Exec {
  switch (node.type) {
    case "FunctionDef":
      return compileFunctionDef(c, node);
    case "ClassDef":
      return compileClassDef(c, node);
    case "Return": {
      if (node.value === null) {
        return (f) => {
          f.result = null;
          return 3;
        };
      }
      const value = c.expr(node.value);
      return (f) => {
        f.result = value(f);
        return 3;
      };
    }
    case "Delete":
      return compileDelete(c, node);
    case "Assign":
      return compileAssign(c, node);
    case "AugAssign":
      return compileAugAssign(c, node);
    case "AnnAssign":
      return compileAnnAssign(c, node);
    case "For":
      return compileFor(c, node);
    case "While":
      return compileWhile(c, node);
    case "If":
      return compileIf(c, node);
    case "With":
      return compileWith(c, node);
    case "Match":
      return compileMatch(c, node);
    case "Raise":
      return compileRaise(c, node);
    case "Try":
      return compileTry(c, node);
    case "Assert":
      return compileAssert(c, node);
    case "Import":
      return compileImport(c, node);
    case "ImportFrom":
      return compileImportFrom(c, node);
    case "Global":
    case "Nonlocal":
    case "Pass":
    case "ErrorStmt":
      return () => 0;
    case "ExprStmt": {
      const value = c.expr(node.value);
      return (f) => {
        value(f);
        return 0;
      };
    }
    case "Break":
      return () => 1;
    case "Continue":
      return () => 2;
  }
}

/** Statements in order, each charged to the budget; stops at the first that breaks, continues or returns. */
export function compileBlock(c: Compiler, body: readonly Stmt[]): Exec {
  const statements = body.map((s) => c.stmt(s));
  const [a, b, d] = statements;
  switch (statements.length) {
    case 0:
      return () => 0;
    case 1:
      return (f) => {
        if (--budget.fuel < 0) budget.refill();
        return a!(f);
      };
    case 2:
      return (f) => {
        if (--budget.fuel < 0) budget.refill();
        const completion = a!(f);
        if (completion !== 0) return completion;
        if (--budget.fuel < 0) budget.refill();
        return b!(f);
      };
    case 3:
      return (f) => {
        if (--budget.fuel < 0) budget.refill();
        let completion = a!(f);
        if (completion !== 0) return completion;
        if (--budget.fuel < 0) budget.refill();
        completion = b!(f);
        if (completion !== 0) return completion;
        if (--budget.fuel < 0) budget.refill();
        return d!(f);
      };
    default:
      return (f) => {
        for (let i = 0; i < statements.length; i++) {
          if (--budget.fuel < 0) budget.refill();
          const completion = statements[i]!(f);
          if (completion !== 0) return completion;
        }
        return 0;
      };
  }
}
