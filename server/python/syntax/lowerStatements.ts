/**
 * Concrete statements → `ast` statements. A compound statement ends where its last statement ends, as in CPython,
 * not where tree-sitter's block (which may take in comments and blank lines) does.
 */
import type { Alias, BinaryOperator, ExceptHandler, Expr, If, ImportFrom, MatchCase, Stmt, WithItem } from "./ast.ts";
import type { ConcreteNode } from "./concreteTree.ts";
import {
  checkTarget,
  isStar,
  lowerAnnotation,
  lowerArguments,
  lowerElements,
  lowerExpression,
  lowerExpressions,
  lowerIdentifier,
  lowerParameters,
  lowerTarget,
  rangeOf,
} from "./lowerExpressions.ts";
import { type Lowering, normalizedName, withoutCommas } from "./lowering.ts";
import { lowerCasePatterns } from "./lowerPatterns.ts";

export function lowerModule(lowering: Lowering, root: ConcreteNode): Stmt[] {
  return lowerAll(lowering, root.children);
}

function lowerAll(lowering: Lowering, nodes: readonly ConcreteNode[]): Stmt[] {
  const statements: Stmt[] = [];
  for (const node of nodes) {
    if (node.type === ";") continue;
    statements.push(lowerStatement(lowering, node));
  }
  return statements;
}

/** A block's statements; an empty one is suspect. */
function lowerBlock(lowering: Lowering, node: ConcreteNode | undefined, owner: ConcreteNode): Stmt[] {
  if (node === undefined || node.type !== "block") {
    lowering.suspect(owner);
    return [];
  }
  const body = lowerAll(lowering, node.children);
  if (body.length === 0) lowering.suspect(owner);
  return body;
}

/** Where a compound statement with this body ends; a semicolon after the last statement is still part of it. */
function endOf(lowering: Lowering, body: readonly Stmt[], otherwise: ConcreteNode): number {
  const end = body[body.length - 1]?.end ?? otherwise.end;
  let at = end;
  while (lowering.source.charCodeAt(at) === 32) at++;
  return lowering.source.charCodeAt(at) === 59 ? at + 1 : end;
}

function child(node: ConcreteNode, type: string): ConcreteNode | undefined {
  return node.children.find((each) => each.type === type);
}

function broken(lowering: Lowering, node: ConcreteNode): Stmt {
  lowering.suspect(node);
  return { type: "ErrorStmt", start: node.start, end: node.end };
}

function lowerStatement(lowering: Lowering, node: ConcreteNode): Stmt {
  const { start, end, children } = node;
  switch (node.type) {
    case "expression_statement":
      return lowerExpressionStatement(lowering, node);
    case "pass_statement":
      return { type: "Pass", start, end };
    case "break_statement":
      return { type: "Break", start, end };
    case "continue_statement":
      return { type: "Continue", start, end };
    case "return_statement": {
      const rest = children.slice(1);
      return { type: "Return", value: rest.length === 0 ? null : lowerExpressions(lowering, rest, true), start, end };
    }
    case "delete_statement":
      return lowerDelete(lowering, node);
    case "raise_statement": {
      const from = children.findIndex((each) => each.type === "from");
      const exc = from === 1 ? undefined : children[1];
      const cause = from < 0 ? undefined : children[from + 1];
      if (from === 1 || exc?.type === "expression_list" || (exc !== undefined && isStar(exc))) lowering.suspect(node);
      return {
        type: "Raise",
        exc: exc === undefined ? null : lowerExpression(lowering, exc),
        cause: cause === undefined ? null : lowerExpression(lowering, cause),
        start,
        end,
      };
    }
    case "assert_statement": {
      const [, test, , msg] = children;
      if (test === undefined || children.length > 4 || isStar(test)) return broken(lowering, node);
      if (test.type === "named_expression" || msg?.type === "named_expression") lowering.suspect(node);
      return {
        type: "Assert",
        test: lowerExpression(lowering, test),
        msg: msg === undefined ? null : lowerExpression(lowering, msg),
        start,
        end,
      };
    }
    case "import_statement":
      if (children[children.length - 1]?.type === ",") lowering.suspect(node);
      return { type: "Import", names: lowerAliases(lowering, children.slice(1)), start, end };
    case "import_from_statement":
    case "future_import_statement":
      return lowerImportFrom(lowering, node);
    case "global_statement":
    case "nonlocal_statement": {
      const names = withoutCommas(children.slice(1)).map((name) => lowerIdentifier(lowering, name));
      return { type: node.type === "global_statement" ? "Global" : "Nonlocal", names, start, end };
    }
    case "function_definition":
      return lowerFunction(lowering, node, []);
    case "class_definition":
      return lowerClass(lowering, node, []);
    case "decorated_definition": {
      const decorators: Expr[] = [];
      for (const decorator of children.slice(0, -1)) {
        const value = decorator.children[1];
        if (decorator.type !== "decorator" || value === undefined || isStar(value)) return broken(lowering, node);
        decorators.push(lowerExpression(lowering, value));
      }
      const definition = children[children.length - 1];
      if (definition?.type === "function_definition") return lowerFunction(lowering, definition, decorators);
      if (definition?.type === "class_definition") return lowerClass(lowering, definition, decorators);
      return broken(lowering, node);
    }
    case "if_statement":
      return lowerIf(lowering, node);
    case "while_statement": {
      const test = children[1];
      if (test === undefined || isStar(test)) return broken(lowering, node);
      const body = lowerBlock(lowering, child(node, "block"), node);
      const orelse = lowerElse(lowering, child(node, "else_clause"));
      return {
        type: "While",
        test: lowerExpression(lowering, test),
        body,
        orelse,
        start,
        end: endOf(lowering, orelse.length > 0 ? orelse : body, node),
      };
    }
    case "for_statement":
      return lowerFor(lowering, node);
    case "with_statement":
      return lowerWith(lowering, node);
    case "try_statement":
      return lowerTry(lowering, node);
    case "match_statement":
      return lowerMatch(lowering, node);
    default:
      // print and exec statements, type aliases, and what tree-sitter could not read.
      return broken(lowering, node);
  }
}

function lowerExpressionStatement(lowering: Lowering, node: ConcreteNode): Stmt {
  const { start, end, children } = node;
  const only = children[0];
  if (only === undefined) return broken(lowering, node);
  if (children.length === 1) {
    if (only.type === "assignment") return lowerAssignment(lowering, only);
    if (only.type === "augmented_assignment") return lowerAugmented(lowering, only);
    if (only.type === "named_expression" || only.type === "as_pattern") lowering.suspect(only);
  }
  return { type: "ExprStmt", value: lowerExpressions(lowering, children, true), start, end };
}

/** The right side of an assignment: an expression, a bare tuple, or a yield. */
function lowerRight(lowering: Lowering, node: ConcreteNode): Expr {
  if (node.type === "named_expression" || node.type === "as_pattern") lowering.suspect(node);
  return lowerExpressions(lowering, [node], true);
}

function lowerAssignment(lowering: Lowering, node: ConcreteNode): Stmt {
  const targets: Expr[] = [];
  let link = node;
  for (;;) {
    const left = link.children[0];
    if (left === undefined) return broken(lowering, node);
    if (link.children[1]?.type === ":") {
      if (link !== node) return broken(lowering, node);
      return lowerAnnotated(lowering, node);
    }
    const right = link.children[2];
    if (right === undefined || link.children.length !== 3) return broken(lowering, node);
    targets.push(lowerTarget(lowering, left));
    if (right.type === "assignment") {
      link = right;
      continue;
    }
    if (right.type === "augmented_assignment") return broken(lowering, node);
    return { type: "Assign", targets, value: lowerRight(lowering, right), start: node.start, end: node.end };
  }
}

function lowerAnnotated(lowering: Lowering, node: ConcreteNode): Stmt {
  const [left, , type, , right] = node.children;
  if (left === undefined || type === undefined) return broken(lowering, node);
  const target = lowerTarget(lowering, left);
  if (target.type !== "Name" && target.type !== "Attribute" && target.type !== "Subscript") {
    return broken(lowering, node);
  }
  if (right?.type === "assignment" || right?.type === "augmented_assignment") return broken(lowering, node);
  return {
    type: "AnnAssign",
    target,
    annotation: lowerAnnotation(lowering, type, false),
    value: right === undefined ? null : lowerRight(lowering, right),
    simple: left.type === "identifier",
    start: node.start,
    end: node.end,
  };
}

function lowerAugmented(lowering: Lowering, node: ConcreteNode): Stmt {
  const [left, operator, right] = node.children;
  if (left === undefined || operator === undefined || right === undefined) return broken(lowering, node);
  const target = lowerTarget(lowering, left);
  if (target.type !== "Name" && target.type !== "Attribute" && target.type !== "Subscript") {
    return broken(lowering, node);
  }
  if (right.type === "assignment" || right.type === "augmented_assignment") return broken(lowering, node);
  return {
    type: "AugAssign",
    target,
    op: operator.type.slice(0, -1) as BinaryOperator,
    value: lowerRight(lowering, right),
    start: node.start,
    end: node.end,
  };
}

function lowerDelete(lowering: Lowering, node: ConcreteNode): Stmt {
  const rest = node.children.slice(1);
  const only = rest[0];
  if (only === undefined) return broken(lowering, node);
  const targets =
    only.type === "expression_list" ? lowerElements(lowering, only.children) : lowerElements(lowering, rest);
  for (const target of targets) {
    checkTarget(lowering, target);
    if (containsStar(target)) lowering.suspect(node);
  }
  return { type: "Delete", targets, start: node.start, end: node.end };
}

function containsStar(target: Expr): boolean {
  if (target.type === "Starred") return true;
  return (target.type === "Tuple" || target.type === "List") && target.elts.some(containsStar);
}

function lowerAliases(lowering: Lowering, nodes: readonly ConcreteNode[]): Alias[] {
  const names: Alias[] = [];
  for (const node of nodes) {
    if (node.type === "dotted_name") {
      names.push({ name: dotted(lowering, node), asname: null, start: node.start, end: node.end });
    } else if (node.type === "aliased_import" && node.children.length === 3) {
      const [name, , asname] = node.children;
      names.push({
        name: dotted(lowering, name!),
        asname: lowerIdentifier(lowering, asname!),
        start: node.start,
        end: node.end,
      });
    } else if (node.type !== "," && node.type !== "(" && node.type !== ")") lowering.suspect(node);
  }
  return names;
}

function dotted(lowering: Lowering, node: ConcreteNode): string {
  const text = lowering.text(node);
  return normalizedName(/[\s\\]/.test(text) ? text.replace(/[\s\\]/g, "") : text);
}

function lowerImportFrom(lowering: Lowering, node: ConcreteNode): Stmt {
  const { children } = node;
  const at = children.findIndex((each) => each.type === "import");
  const origin = children[1];
  if (at < 2 || origin === undefined) return broken(lowering, node);
  let module: string | null = null;
  let level = 0;
  if (origin.type === "__future__") module = "__future__";
  else if (origin.type === "dotted_name") module = dotted(lowering, origin);
  else if (origin.type === "relative_import") {
    for (const part of origin.children) {
      if (part.type === "import_prefix") level = lowering.text(part).replace(/[^.]/g, "").length;
      else if (part.type === "dotted_name") module = dotted(lowering, part);
    }
  } else return broken(lowering, node);
  const rest = children.slice(at + 1);
  const first = rest[0];
  let names: Alias[];
  if (first?.type === "wildcard_import") {
    names = [{ name: "*", asname: null, start: first.start, end: first.end }];
  } else {
    names = lowerAliases(lowering, rest);
    const last = rest[rest.length - 1];
    if (names.length === 0 || (last?.type === "," && first?.type !== "(")) lowering.suspect(node);
    if (names.some((alias) => alias.name.includes("."))) lowering.suspect(node);
  }
  const result: ImportFrom = { type: "ImportFrom", module, names, level, start: node.start, end: node.end };
  return result;
}

function lowerFunction(lowering: Lowering, node: ConcreteNode, decorator_list: readonly Expr[]): Stmt {
  const { children } = node;
  const name = child(node, "identifier");
  const parameters = child(node, "parameters");
  if (name === undefined || parameters === undefined) return broken(lowering, node);
  if (child(node, "type_parameter") !== undefined) lowering.suspect(node);
  const returns = child(node, "type");
  const body = lowerBlock(lowering, child(node, "block"), node);
  return {
    type: "FunctionDef",
    name: lowerIdentifier(lowering, name),
    nameRange: rangeOf(name),
    args: lowerParameters(lowering, parameters.children),
    body,
    decorator_list,
    returns: returns === undefined ? null : lowerAnnotation(lowering, returns, false),
    isAsync: children[0]?.type === "async",
    start: node.start,
    end: endOf(lowering, body, node),
  };
}

function lowerClass(lowering: Lowering, node: ConcreteNode, decorator_list: readonly Expr[]): Stmt {
  const name = child(node, "identifier");
  if (name === undefined) return broken(lowering, node);
  if (child(node, "type_parameter") !== undefined) lowering.suspect(node);
  const superclasses = child(node, "argument_list");
  const given = superclasses === undefined ? { args: [], keywords: [] } : lowerArguments(lowering, superclasses);
  const body = lowerBlock(lowering, child(node, "block"), node);
  return {
    type: "ClassDef",
    name: lowerIdentifier(lowering, name),
    nameRange: rangeOf(name),
    bases: given.args,
    keywords: given.keywords,
    body,
    decorator_list,
    start: node.start,
    end: endOf(lowering, body, node),
  };
}

function lowerElse(lowering: Lowering, node: ConcreteNode | undefined): Stmt[] {
  return node === undefined ? [] : lowerBlock(lowering, child(node, "block"), node);
}

/** `elif` is an `If` in the `orelse` before it; chains are built from their end, because each reaches to it. */
function lowerIf(lowering: Lowering, node: ConcreteNode): Stmt {
  let orelse: Stmt[] = [];
  let end: number | null = null;
  let result: If | null = null;
  const clauses = [node, ...node.children.filter((each) => each.type === "elif_clause" || each.type === "else_clause")];
  for (let i = clauses.length - 1; i >= 0; i--) {
    const clause = clauses[i]!;
    if (clause.type === "else_clause") {
      if (i !== clauses.length - 1) lowering.suspect(clause);
      orelse = lowerElse(lowering, clause);
      end = endOf(lowering, orelse, clause);
      continue;
    }
    const test = clause.children[1];
    if (test === undefined || isStar(test)) return broken(lowering, node);
    const body = lowerBlock(lowering, child(clause, "block"), clause);
    result = {
      type: "If",
      test: lowerExpression(lowering, test),
      body,
      orelse,
      start: clause.start,
      end: (end ??= endOf(lowering, body, clause)),
    };
    orelse = [result];
  }
  return result ?? broken(lowering, node);
}

function lowerFor(lowering: Lowering, node: ConcreteNode): Stmt {
  const { children } = node;
  const isAsync = children[0]?.type === "async";
  const at = isAsync ? 1 : 0;
  const target = children[at + 1];
  const iter = children[at + 3];
  if (target === undefined || iter === undefined) return broken(lowering, node);
  const body = lowerBlock(lowering, child(node, "block"), node);
  const orelse = lowerElse(lowering, child(node, "else_clause"));
  if (iter.type === "named_expression") lowering.suspect(iter);
  return {
    type: "For",
    target: lowerTarget(lowering, target),
    iter: lowerExpressions(lowering, [iter], true),
    body,
    orelse,
    isAsync,
    start: node.start,
    end: endOf(lowering, orelse.length > 0 ? orelse : body, node),
  };
}

function lowerWith(lowering: Lowering, node: ConcreteNode): Stmt {
  const clause = child(node, "with_clause");
  if (clause === undefined) return broken(lowering, node);
  const items: WithItem[] = [];
  for (const item of clause.children) {
    if (item.type !== "with_item") continue;
    const value = item.children[0];
    if (value === undefined || item.children.length !== 1) return broken(lowering, node);
    lowerWithItem(lowering, value, items);
  }
  const last = clause.children[clause.children.length - 1];
  if (last?.type === ",") lowering.suspect(clause);
  const body = lowerBlock(lowering, child(node, "block"), node);
  return {
    type: "With",
    items,
    body,
    isAsync: node.children[0]?.type === "async",
    start: node.start,
    end: endOf(lowering, body, node),
  };
}

function lowerWithItem(lowering: Lowering, value: ConcreteNode, items: WithItem[]): void {
  if (value.type === "as_pattern" && value.children.length === 3) {
    const [context, , target] = value.children;
    if (isStar(context!) || context!.type === "named_expression") lowering.suspect(value);
    items.push({
      context_expr: lowerExpression(lowering, context!),
      optional_vars: lowerTarget(lowering, target!),
    });
    return;
  }
  // A sole parenthesized list is the items' parentheses, not a tuple: `with (a, b):`, `with (a as b, c):`.
  const grouped = value.type === "tuple" && value.children.length > 2;
  if (grouped || (value.type === "parenthesized_expression" && value.children[1]?.type === "as_pattern")) {
    for (const inner of value.children.slice(1, -1)) {
      if (inner.type === ",") continue;
      if (inner.type === "named_expression" || isStar(inner)) lowering.suspect(value);
      lowerWithItem(lowering, inner, items);
    }
    return;
  }
  if (value.type === "named_expression" || isStar(value)) lowering.suspect(value);
  items.push({ context_expr: lowerExpression(lowering, value), optional_vars: null });
}

function lowerTry(lowering: Lowering, node: ConcreteNode): Stmt {
  const body = lowerBlock(lowering, child(node, "block"), node);
  const handlers: ExceptHandler[] = [];
  let orelse: Stmt[] = [];
  let finalbody: Stmt[] = [];
  let star: boolean | null = null;
  let end = endOf(lowering, body, node);
  for (const clause of node.children) {
    if (clause.type === "except_clause" || clause.type === "except_group_clause") {
      const group = child(clause, "*") !== undefined || clause.type === "except_group_clause";
      if (star !== null && star !== group) lowering.suspect(clause);
      star = group;
      const handler = lowerHandler(lowering, clause);
      if (group && handler.exceptionType === null) lowering.suspect(clause);
      if (handlers.some((earlier) => earlier.exceptionType === null)) lowering.doubt(clause);
      handlers.push(handler);
      end = handler.end;
    } else if (clause.type === "else_clause") {
      orelse = lowerElse(lowering, clause);
      if (handlers.length === 0) lowering.suspect(node);
      end = endOf(lowering, orelse, clause);
    } else if (clause.type === "finally_clause") {
      finalbody = lowerElse(lowering, clause);
      end = endOf(lowering, finalbody, clause);
    }
  }
  if (handlers.length === 0 && finalbody.length === 0) lowering.suspect(node);
  return { type: "Try", body, handlers, orelse, finalbody, star: star === true, start: node.start, end };
}

function lowerHandler(lowering: Lowering, node: ConcreteNode): ExceptHandler {
  const colon = node.children.findIndex((each) => each.type === ":");
  const parts = node.children.slice(1, colon < 0 ? undefined : colon).filter((each) => each.type !== "*");
  let exceptionType: Expr | null = null;
  let name: string | null = null;
  let value = parts[0];
  let alias = parts[1]?.type === "as" ? parts[2] : undefined;
  if (parts.length > 1 && alias === undefined) lowering.suspect(node);
  if (value?.type === "as_pattern" && value.children.length === 3) {
    alias = value.children[2];
    value = value.children[0];
  }
  if (alias?.type === "as_pattern_target") alias = alias.children[0];
  if (value !== undefined) {
    if (isStar(value) || value.type === "named_expression") lowering.suspect(value);
    exceptionType = lowerExpression(lowering, value);
  }
  if (alias !== undefined) {
    if (alias.type !== "identifier") lowering.suspect(alias);
    name = lowerIdentifier(lowering, alias);
  }
  const body = lowerBlock(lowering, child(node, "block"), node);
  return { exceptionType, name, body, start: node.start, end: endOf(lowering, body, node) };
}

function lowerMatch(lowering: Lowering, node: ConcreteNode): Stmt {
  const colon = node.children.findIndex((each) => each.type === ":");
  const block = child(node, "block");
  if (colon < 0 || block === undefined) return broken(lowering, node);
  const cases: MatchCase[] = [];
  for (const clause of block.children) {
    if (clause.type !== "case_clause") {
      lowering.suspect(clause);
      continue;
    }
    const patterns: ConcreteNode[] = [];
    let guard: Expr | null = null;
    for (const part of clause.children.slice(1)) {
      if (part.type === ":") break;
      if (part.type === "if_clause") {
        const test = part.children[1];
        guard = test === undefined || isStar(test) ? lowering.hole(part) : lowerExpression(lowering, test);
      } else patterns.push(part);
    }
    const body = lowerBlock(lowering, child(clause, "block"), clause);
    cases.push({
      pattern: lowerCasePatterns(lowering, patterns),
      guard,
      body,
      start: clause.start,
      end: endOf(lowering, body, clause),
    });
  }
  if (cases.length === 0) lowering.suspect(node);
  return {
    type: "Match",
    subject: lowerExpressions(lowering, node.children.slice(1, colon), false),
    cases,
    start: node.start,
    end: cases[cases.length - 1]?.end ?? node.end,
  };
}
