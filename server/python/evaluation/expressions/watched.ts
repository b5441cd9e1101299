/**
 * Watched forms of the commonest expressions: reading a variable, a constant, arithmetic on small numbers. They do what
 * the ordinary closure and {@link Compiler.observed} around it would do, in one closure instead of two: in a run that is
 * recorded, most of the time goes into the calls between closures.
 */
import { binary, compare } from "../../objects/operators.ts";
import { PyFloat } from "../../objects/value.ts";
import type { BinOp, Compare, Expr, Name } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval } from "../frame.ts";
import type { Observer } from "../observer.ts";
import { compileConstant } from "./displays.ts";
import { compileLoad } from "./names.ts";
import { add, multiply, remainder, subtract } from "./operators.ts";

/** The closure for `node` that also tells the observer its value; null when there is no such form of it. */
export function compileWatched(c: Compiler, node: Expr, observer: Observer): Eval | null {
  switch (node.type) {
    case "Name":
      return watchedName(c, node, observer);
    case "Constant": {
      const site = c.site(node);
      const value = compileConstant(node);
      return (f) => {
        const v = value(f);
        observer.value(site, v);
        return v;
      };
    }
    case "BinOp":
      return watchedBinOp(c, node, observer);
    case "Compare":
      return node.ops.length === 1 ? watchedCompare(c, node, observer) : null;
    default:
      return null;
  }
}

function watchedName(c: Compiler, node: Name, observer: Observer): Eval | null {
  const name = c.scope.mangle(node.id);
  const variable = c.scope.variable(name);
  const site = c.site(node);
  // Raises what is wrong with a name that has no value.
  const slow = compileLoad(c, node);
  switch (variable.kind) {
    case "fast": {
      const i = variable.index;
      return (f) => {
        let v = f.locals[i];
        if (v === undefined) v = slow(f);
        observer.value(site, v);
        return v;
      };
    }
    case "global": {
      const { globals } = c.unit;
      return (f) => {
        let v = globals.get(name);
        if (v === undefined) v = slow(f);
        observer.value(site, v);
        return v;
      };
    }
    default:
      return null;
  }
}

function watchedBinOp(c: Compiler, node: BinOp, observer: Observer): Eval | null {
  const { op } = node;
  const site = c.site(node);
  switch (op) {
    case "+": {
      const left = c.expr(node.left);
      const right = c.expr(node.right);
      return (f) => {
        const a = left(f);
        const b = right(f);
        let v = add(a, b);
        if (v === undefined) {
          f.at = site;
          v = binary("+", a, b);
        }
        observer.value(site, v);
        return v;
      };
    }
    case "-": {
      const left = c.expr(node.left);
      const right = c.expr(node.right);
      return (f) => {
        const a = left(f);
        const b = right(f);
        let v = subtract(a, b);
        if (v === undefined) {
          f.at = site;
          v = binary("-", a, b);
        }
        observer.value(site, v);
        return v;
      };
    }
    case "*": {
      const left = c.expr(node.left);
      const right = c.expr(node.right);
      return (f) => {
        const a = left(f);
        const b = right(f);
        let v = multiply(a, b);
        if (v === undefined) {
          f.at = site;
          v = binary("*", a, b);
        }
        observer.value(site, v);
        return v;
      };
    }
    case "%": {
      const left = c.expr(node.left);
      const right = c.expr(node.right);
      return (f) => {
        const a = left(f);
        const b = right(f);
        let v = remainder(a, b);
        if (v === undefined) {
          f.at = site;
          v = binary("%", a, b);
        }
        observer.value(site, v);
        return v;
      };
    }
    default:
      return null;
  }
}

function watchedCompare(c: Compiler, node: Compare, observer: Observer): Eval | null {
  const op = node.ops[0]!;
  if (op !== "<" && op !== ">" && op !== "==" && op !== "!=") return null;
  const left = c.expr(node.left);
  const right = c.expr(node.comparators[0]!);
  const site = c.site(node);
  const isEquality = op === "==" || op === "!=";
  const isSwapped = op === ">";
  const isNegated = op === "!=";
  return (f) => {
    const a = left(f);
    const b = right(f);
    let v: ReturnType<typeof compare>;
    if (typeof a === "number" && typeof b === "number") {
      v = isEquality ? (a === b) !== isNegated : isSwapped ? a > b : a < b;
    } else if (!isEquality && a instanceof PyFloat && b instanceof PyFloat) {
      v = isSwapped ? a.value > b.value : a.value < b.value;
    } else {
      f.at = site;
      v = compare(op, a, b);
    }
    observer.value(site, v);
    return v;
  };
}
