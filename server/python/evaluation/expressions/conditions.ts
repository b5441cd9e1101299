/** `and`, `or`, `not`, `a if b else c`, and the truth tests of `if` and `while`. */
import { truth } from "../../objects/operators.ts";
import type { PyValue } from "../../objects/value.ts";
import type { BoolOp, Expr, IfExp } from "../../syntax/ast.ts";
import type { Compiler } from "../compiler.ts";
import type { Eval, Frame } from "../frame.ts";

/** A compiled condition. */
export type Test = (f: Frame) => boolean;

export function compileTest(c: Compiler, node: Expr): Test {
  const value = c.expr(node);
  const site = c.site(node);
  return (f) => {
    const v: PyValue = value(f);
    if (v === true) return true;
    if (v === false || v === null) return false;
    f.at = site;
    return truth(v);
  };
}

export function compileBoolOp(c: Compiler, node: BoolOp): Eval {
  const values = node.values.map((v) => c.expr(v));
  const sites = node.values.map((v) => c.site(v));
  const last = values.length - 1;
  const stopsOn = node.op === "or";
  if (last === 1) {
    const left = values[0]!;
    const right = values[1]!;
    const site = sites[0]!;
    return (f) => {
      const v = left(f);
      if (v === true) return stopsOn ? v : right(f);
      if (v === false || v === null) return stopsOn ? right(f) : v;
      f.at = site;
      return truth(v) === stopsOn ? v : right(f);
    };
  }
  return (f) => {
    for (let i = 0; i < last; i++) {
      const v = values[i]!(f);
      f.at = sites[i]!;
      if (truth(v) === stopsOn) return v;
    }
    return values[last]!(f);
  };
}

export function compileIfExp(c: Compiler, node: IfExp): Eval {
  const test = compileTest(c, node.test);
  const body = c.expr(node.body);
  const orelse = c.expr(node.orelse);
  return (f) => (test(f) ? body(f) : orelse(f));
}
