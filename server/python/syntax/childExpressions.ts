/** The expressions directly inside an expression, in the order they are evaluated. Scopes are the caller's matter. */
import type { Arguments, Comprehension, Expr, Pattern } from "./ast.ts";

export function childExpressions(expr: Expr): readonly (Expr | null)[] {
  switch (expr.type) {
    case "BoolOp":
      return expr.values;
    case "NamedExpr":
      return [expr.value, expr.target];
    case "BinOp":
      return [expr.left, expr.right];
    case "UnaryOp":
      return [expr.operand];
    case "Lambda":
      return [...parameterDefaults(expr.args), expr.body];
    case "IfExp":
      return [expr.test, expr.body, expr.orelse];
    case "Dict":
      return expr.values.flatMap((value, i) => [expr.keys[i] ?? null, value]);
    case "Set":
    case "List":
    case "Tuple":
      return expr.elts;
    case "ListComp":
    case "SetComp":
    case "GeneratorExp":
      return [...expr.generators.flatMap(clauseExpressions), expr.elt];
    case "DictComp":
      return [...expr.generators.flatMap(clauseExpressions), expr.key, expr.value];
    case "Await":
    case "Yield":
    case "YieldFrom":
    case "Attribute":
    case "Starred":
      return [expr.value];
    case "Compare":
      return [expr.left, ...expr.comparators];
    case "Call":
      return [expr.func, ...expr.args, ...expr.keywords.map((keyword) => keyword.value)];
    case "JoinedStr":
      return expr.values.flatMap((value) => (value.type === "Constant" ? [] : [value.value, value.format_spec]));
    case "Subscript":
      return [expr.value, expr.slice];
    case "Slice":
      return [expr.lower, expr.upper, expr.step];
    case "Constant":
    case "Name":
      return [];
  }
}

function clauseExpressions(clause: Comprehension): Expr[] {
  return [clause.iter, clause.target, ...clause.ifs];
}

export function parameterDefaults(args: Arguments): (Expr | null)[] {
  return [...args.defaults, ...args.kw_defaults];
}

/** The expressions directly inside a pattern: values, keys, classes. */
export function patternExpressions(pattern: Pattern): readonly Expr[] {
  switch (pattern.type) {
    case "MatchValue":
      return [pattern.value];
    case "MatchMapping":
      return pattern.keys;
    case "MatchClass":
      return [pattern.cls];
    default:
      return [];
  }
}

export function childPatterns(pattern: Pattern): readonly Pattern[] {
  switch (pattern.type) {
    case "MatchSequence":
    case "MatchOr":
    case "MatchMapping":
      return pattern.patterns;
    case "MatchClass":
      return [...pattern.patterns, ...pattern.kwd_patterns];
    case "MatchAs":
      return pattern.pattern === null ? [] : [pattern.pattern];
    default:
      return [];
  }
}
