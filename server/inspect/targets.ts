/** Which syntax nodes bind a name: targets of assignments, loops, `with`, comprehensions, and parameters. */
import type { Arguments, Expr, Stmt } from "../python/syntax/ast.ts";
import { walk } from "./names.ts";

/** Adds the nodes whose sites are {@link SiteRecord.isTarget}. */
export function targetNodes(body: readonly Stmt[], out: Set<object>): void {
  for (const stmt of body) {
    walk(stmt, (node) => {
      switch (node["type"]) {
        case "Assign":
          for (const target of node["targets"] as Expr[]) addTarget(target, out);
          break;
        case "AugAssign":
        case "AnnAssign":
        case "For":
        case "NamedExpr":
          addTarget(node["target"] as Expr, out);
          break;
        case "With":
          for (const item of node["items"] as { optional_vars: Expr | null }[]) {
            if (item.optional_vars !== null) addTarget(item.optional_vars, out);
          }
          break;
        case "ListComp":
        case "SetComp":
        case "DictComp":
        case "GeneratorExp":
          for (const generator of node["generators"] as { target: Expr }[]) addTarget(generator.target, out);
          break;
        case "Import":
        case "ImportFrom":
          for (const alias of node["names"] as object[]) out.add(alias);
          break;
        case "ClassDef":
          out.add(node["nameRange"] as object);
          break;
        case "FunctionDef":
        case "Lambda": {
          if (node["type"] === "FunctionDef") out.add(node["nameRange"] as object);
          const args = node["args"] as Arguments;
          for (const arg of [...args.posonlyargs, ...args.args, ...args.kwonlyargs]) out.add(arg);
          if (args.vararg !== null) out.add(args.vararg);
          if (args.kwarg !== null) out.add(args.kwarg);
          break;
        }
        default:
      }
      return true;
    });
  }
}

function addTarget(target: Expr, out: Set<object>): void {
  out.add(target);
  if (target.type === "Tuple" || target.type === "List") for (const e of target.elts) addTarget(e, out);
  else if (target.type === "Starred") addTarget(target.value, out);
}
