/** Which family compiles which expression. */
import { NotSupported } from "../../objects/errors.ts";
import type { Expr } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import { compileComprehension } from "../comprehensions.ts";
import type { Eval } from "../frame.ts";
import { compileLambda } from "../functions.ts";
import { compileAttribute, compileSlice, compileSubscript } from "./access.ts";
import { compileCall } from "./calls.ts";
import { compileBoolOp, compileIfExp } from "./conditions.ts";
import { compileConstant, compileDict, compileList, compileSet, compileTuple } from "./displays.ts";
import { compileLoad, compileNamedExpr } from "./names.ts";
import { compileBinOp, compileCompare, compileUnaryOp } from "./operators.ts";
import { compileJoinedStr } from "./strings.ts";

export function compileExpression(c: Compiler, node: Expr): Eval {
  switch (node.type) {
    case "BoolOp":
      return compileBoolOp(c, node);
    case "NamedExpr":
      return compileNamedExpr(c, node);
    case "BinOp":
      return compileBinOp(c, node);
    case "UnaryOp":
      return compileUnaryOp(c, node);
    case "Lambda":
      return compileLambda(c, node);
    case "IfExp":
      return compileIfExp(c, node);
    case "Dict":
      return compileDict(c, node);
    case "Set":
      return compileSet(c, node);
    case "ListComp":
    case "SetComp":
    case "DictComp":
    case "GeneratorExp":
      return compileComprehension(c, node);
    case "Await":
      throw new NotSupported("await");
    case "Yield":
    case "YieldFrom":
      // Expressions around a yield are compiled by generators.ts, which replaces it by its value.
      throw new NotSupported("yield here");
    case "Compare":
      return compileCompare(c, node);
    case "Call":
      return compileCall(c, node);
    case "JoinedStr":
      return compileJoinedStr(c, node);
    case "Constant":
      return compileConstant(node);
    case "Attribute":
      return compileAttribute(c, node);
    case "Subscript":
      return compileSubscript(c, node);
    case "Starred":
      throw new NotSupported("starred expression here");
    case "Name":
      return compileLoad(c, node);
    case "List":
      return compileList(c, node);
    case "Tuple":
      return compileTuple(c, node);
    case "Slice":
      return compileSlice(c, node);
  }
}
