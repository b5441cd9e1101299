/**
 * Which names a module-level statement binds and reads: what decides whether a statement can still be evaluated after
 * an earlier one could not be.
 */
import type { Expr, Stmt } from "../python/syntax/ast.ts";
import { bodiesOf } from "../snippet/weave.ts";

/** Names that the statement binds in its own scope (bodies of loops and `if`s included, of functions not). */
export function boundNames(stmt: Stmt, out: Set<string> = new Set()): Set<string> {
  switch (stmt.type) {
    case "FunctionDef":
    case "ClassDef":
      out.add(stmt.name);
      return out;
    case "Assign":
      for (const target of stmt.targets) targetNames(target, out);
      break;
    case "AugAssign":
    case "AnnAssign":
      targetNames(stmt.target, out);
      break;
    case "For":
      targetNames(stmt.target, out);
      break;
    case "With":
      for (const item of stmt.items) if (item.optional_vars !== null) targetNames(item.optional_vars, out);
      break;
    case "Import":
      for (const alias of stmt.names) out.add(alias.asname ?? alias.name.split(".")[0]!);
      break;
    case "ImportFrom":
      for (const alias of stmt.names) out.add(alias.asname ?? alias.name);
      break;
    default:
  }
  walk(stmt, (node) => {
    if (node["type"] === "NamedExpr") targetNames(node["target"] as Expr, out);
    return node["type"] !== "Lambda" && node["type"] !== "FunctionDef";
  });
  for (const body of bodiesOf(stmt)) for (const inner of body) boundNames(inner, out);
  return out;
}

/** The names a target binds or changes: `a, (b, *c)`, and the base of `x[0]` and `x.y`. */
export function targetNames(target: Expr, out: Set<string>): void {
  switch (target.type) {
    case "Name":
      out.add(target.id);
      break;
    case "Tuple":
    case "List":
      for (const e of target.elts) targetNames(e, out);
      break;
    case "Starred":
    case "Attribute":
    case "Subscript":
      targetNames(target.value, out);
      break;
    default:
  }
}

/** Every name that stands in the statement for reading, those inside functions included (parameters are not). */
export function readNames(stmt: Stmt): Set<string> {
  const out = new Set<string>();
  walk(stmt, (node) => {
    if (node["type"] === "Name") out.add(node["id"] as string);
    return true;
  });
  if (stmt.type === "Assign") {
    // A plain target is not a reading, unless the value reads it too.
    const read = new Set<string>();
    const visit = (expr: Expr): void =>
      walk(expr, (node) => {
        if (node["type"] === "Name") read.add(node["id"] as string);
        return true;
      });
    visit(stmt.value);
    for (const target of stmt.targets) if (target.type !== "Name") visit(target);
    return read;
  }
  return out;
}

/**
 * True when nothing but the names it binds depends on whether this statement ran: assignments, definitions, imports and
 * prints whose calls are not known to change their operands. Anything else may have been meant to change objects.
 */
export function isContained(stmt: Stmt): boolean {
  switch (stmt.type) {
    case "Import":
    case "ImportFrom":
    case "FunctionDef":
    case "ClassDef":
      return true;
    case "Assign":
    case "AnnAssign":
    case "ExprStmt":
    case "Assert":
      return !callsForEffect(stmt);
    default:
      return false;
  }
}

const effects = new Set([
  "backward",
  "step",
  "zero_grad",
  "append",
  "extend",
  "insert",
  "pop",
  "remove",
  "update",
  "add",
  "clear",
  "register_hook",
  "load_state_dict",
  "train",
  "eval",
  "sort",
  "reverse",
  "setdefault",
  "manual_seed",
  "seed",
  "apply",
  "to",
]);

function callsForEffect(stmt: Stmt): boolean {
  let found = false;
  walk(stmt, (node) => {
    if (node["type"] !== "Call") return true;
    const func = node["func"] as Expr;
    const name = func.type === "Attribute" ? func.attr : func.type === "Name" ? func.id : "";
    if (effects.has(name) || (name.endsWith("_") && !name.endsWith("__"))) found = true;
    // A call of the program's own function as a statement is made for what it does; printing is not.
    if (stmt.type === "ExprStmt" && stmt.value === (node as unknown) && func.type === "Name" && name !== "print")
      found = true;
    return true;
  });
  return found;
}

type Plain = Record<string, unknown>;

/** Visits every syntax node below (and including) `root`; `visit` says whether to go on inside. */
export function walk(root: object, visit: (node: Plain) => boolean): void {
  const stack: unknown[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (Array.isArray(node)) {
      for (let i = node.length - 1; i >= 0; i--) stack.push(node[i]);
      continue;
    }
    if (typeof node !== "object" || node === null || node instanceof Uint8Array) continue;
    const plain = node as Plain;
    if (typeof plain["type"] === "string" && !visit(plain)) continue;
    for (const key in plain) {
      const child = plain[key];
      if (typeof child === "object" && child !== null) stack.push(child);
    }
  }
}
