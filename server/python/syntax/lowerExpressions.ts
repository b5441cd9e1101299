/**
 * Concrete expressions → `ast` expressions, with CPython's ranges: parentheses belong to a tuple and to a generator
 * expression, to no other expression, but do count for whatever is built around a parenthesized one.
 */
import type {
  Arg,
  Arguments,
  BinaryOperator,
  BinOp,
  BoolOp,
  CompareOperator,
  Comprehension,
  Expr,
  Keyword,
  Name,
  Ranged,
  Slice,
  UnaryOperator,
} from "./ast.ts";
import type { ConcreteNode } from "./concreteTree.ts";
import { numberValue } from "./literals.ts";
import type { Lowering } from "./lowering.ts";
import { lowerString } from "./lowerStrings.ts";

export function lowerExpression(lowering: Lowering, node: ConcreteNode): Expr {
  const { start, end, children } = node;
  switch (node.type) {
    case "identifier":
      return lowerName(lowering, node);
    case "integer":
    case "float": {
      const value = numberValue(lowering.text(node));
      return value === null ? lowering.hole(node) : { type: "Constant", value, start, end };
    }
    case "string":
    case "concatenated_string":
      return lowerString(lowering, node);
    case "true":
      return { type: "Constant", value: { kind: "bool", value: true }, start, end };
    case "false":
      return { type: "Constant", value: { kind: "bool", value: false }, start, end };
    case "none":
      return { type: "Constant", value: { kind: "None" }, start, end };
    case "ellipsis":
      return { type: "Constant", value: { kind: "Ellipsis" }, start, end };
    case "attribute":
    case "subscript":
    case "call":
      return lowerPrimary(lowering, node);
    case "binary_operator":
      return lowerBinary(lowering, node);
    case "unary_operator": {
      const operand = children[1];
      if (operand === undefined) return lowering.hole(node);
      if (isStar(operand)) lowering.suspect(node);
      return {
        type: "UnaryOp",
        op: children[0]!.type as UnaryOperator,
        operand: lowerExpression(lowering, operand),
        start,
        end,
      };
    }
    case "not_operator":
      if (children[1] === undefined || isStar(children[1])) return lowering.hole(node);
      return { type: "UnaryOp", op: "not", operand: lowerExpression(lowering, children[1]), start, end };
    case "boolean_operator":
      return lowerBoolean(lowering, node);
    case "comparison_operator":
      return lowerComparison(lowering, node);
    case "parenthesized_expression": {
      const inner = children[1];
      if (children.length !== 3 || inner === undefined || isStar(inner)) return lowering.hole(node);
      return lowerExpression(lowering, inner);
    }
    case "tuple":
    case "tuple_pattern":
      return lowerParenthesized(lowering, node);
    case "expression_list":
    case "pattern_list":
      return { type: "Tuple", elts: lowerElements(lowering, children), start, end };
    case "list":
    case "list_pattern":
      return { type: "List", elts: lowerElements(lowering, children.slice(1, -1)), start, end };
    case "set":
      return { type: "Set", elts: lowerElements(lowering, children.slice(1, -1)), start, end };
    case "dictionary":
      return lowerDictionary(lowering, node);
    case "list_comprehension":
      return {
        type: "ListComp",
        elt: lowerElement(lowering, node),
        generators: lowerClauses(lowering, node),
        start,
        end,
      };
    case "set_comprehension":
      return {
        type: "SetComp",
        elt: lowerElement(lowering, node),
        generators: lowerClauses(lowering, node),
        start,
        end,
      };
    case "generator_expression":
      return {
        type: "GeneratorExp",
        elt: lowerElement(lowering, node),
        generators: lowerClauses(lowering, node),
        start,
        end,
      };
    case "dictionary_comprehension": {
      const pair = children[1];
      if (pair?.type !== "pair" || pair.children.length !== 3) return lowering.hole(node);
      return {
        type: "DictComp",
        key: lowerExpression(lowering, pair.children[0]!),
        value: lowerExpression(lowering, pair.children[2]!),
        generators: lowerClauses(lowering, node),
        start,
        end,
      };
    }
    case "conditional_expression": {
      const [body, , test, , orelse] = children;
      if (children.length !== 5 || isStar(body!) || isStar(test!) || isStar(orelse!)) return lowering.hole(node);
      return {
        type: "IfExp",
        test: lowerExpression(lowering, test!),
        body: lowerExpression(lowering, body!),
        orelse: lowerExpression(lowering, orelse!),
        start,
        end,
      };
    }
    case "named_expression": {
      const [target, , value] = children;
      if (
        children.length !== 3 ||
        target!.type !== "identifier" ||
        isStar(value!) ||
        value!.type === "named_expression"
      ) {
        return lowering.hole(node);
      }
      // Python allows the unparenthesized form only in certain places; the exact grammar knows them.
      return {
        type: "NamedExpr",
        target: lowerName(lowering, target!),
        value: lowerExpression(lowering, value!),
        start,
        end,
      };
    }
    case "lambda":
      return lowerLambda(lowering, node);
    case "await":
      return lowerAwait(lowering, node);
    case "yield":
      return lowerYield(lowering, node);
    case "list_splat":
    case "list_splat_pattern": {
      const value = children[1];
      if (value === undefined || isStar(value)) return lowering.hole(node);
      if (LOOSER_THAN_BITWISE_OR.has(value.type)) lowering.suspect(node);
      return { type: "Starred", value: lowerExpression(lowering, value), start, end };
    }
    case "slice":
      return lowerSlice(lowering, node);
    case "type":
      return children.length === 1 ? lowerExpression(lowering, children[0]!) : lowering.hole(node);
    case "generic_type":
      return lowerGenericType(lowering, node);
    case "union_type": {
      const [left, operator, right] = children;
      if (children.length !== 3) return lowering.hole(node);
      return {
        type: "BinOp",
        left: lowerExpression(lowering, left!),
        op: "|",
        opRange: rangeOf(operator!),
        right: lowerExpression(lowering, right!),
        start,
        end,
      };
    }
    case "member_type": {
      const [value, , attribute] = children;
      if (children.length !== 3) return lowering.hole(node);
      return {
        type: "Attribute",
        value: lowerExpression(lowering, value!),
        attr: lowering.name(attribute!),
        attrRange: rangeOf(attribute!),
        start,
        end,
      };
    }
    case "as_pattern_target":
      return children.length === 1 ? lowerExpression(lowering, children[0]!) : lowering.hole(node);
    case "splat_type": {
      // `def f(*args: *Ts)`; with two stars it is no annotation.
      const value = children[1];
      if (children[0]?.type !== "*" || value === undefined) return lowering.hole(node);
      return { type: "Starred", value: lowerExpression(lowering, value), start, end };
    }
    default:
      return lowering.hole(node);
  }
}

/** After `*` in a display or a call only operators down to `|` may stand without parentheses. */
const LOOSER_THAN_BITWISE_OR: ReadonlySet<string> = new Set([
  "boolean_operator",
  "not_operator",
  "comparison_operator",
  "conditional_expression",
  "lambda",
  "named_expression",
]);

export function isStar(node: ConcreteNode): boolean {
  return node.type === "list_splat" || node.type === "list_splat_pattern";
}

export function rangeOf(node: Ranged): Ranged {
  return { start: node.start, end: node.end };
}

/** Python's keywords, plus what tree-sitter reads as identifiers in places where Python does not. */
const NEVER_NAMES: ReadonlySet<string> = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

export function isKeyword(text: string): boolean {
  return NEVER_NAMES.has(text);
}

function lowerName(lowering: Lowering, node: ConcreteNode): Name {
  const text = lowering.text(node);
  if (text.length === 0 || NEVER_NAMES.has(text)) lowering.suspect(node);
  return { type: "Name", id: lowering.name(node), start: node.start, end: node.end };
}

/** An identifier that is not an expression (an attribute, a parameter, an alias). */
export function lowerIdentifier(lowering: Lowering, node: ConcreteNode): string {
  const text = lowering.text(node);
  if (text.length === 0 || NEVER_NAMES.has(text)) lowering.suspect(node);
  return lowering.name(node);
}

/** `a.b[c](d)` chains are left-deep, so they are unwound in a loop. */
function lowerPrimary(lowering: Lowering, node: ConcreteNode): Expr {
  const chain: ConcreteNode[] = [];
  let head: ConcreteNode = node;
  while (head.type === "attribute" || head.type === "subscript" || head.type === "call") {
    chain.push(head);
    const next: ConcreteNode | undefined = head.children[0];
    if (next === undefined) return lowering.hole(node);
    head = next;
  }
  // tree-sitter reads `*a.b` as `(*a).b` in displays: the star goes around the whole chain.
  const star = isStar(head) ? head : null;
  if (star !== null) head = star.children[1] ?? star;
  let value = isStar(head) ? lowering.hole(head) : lowerExpression(lowering, head);
  const start = star === null ? node.start : head.start;
  for (let i = chain.length - 1; i >= 0; i--) {
    const link = chain[i]!;
    const children = link.children;
    if (link.type === "attribute") {
      const attribute = children[2];
      if (attribute === undefined || children.length !== 3) return lowering.hole(node);
      value = {
        type: "Attribute",
        value,
        attr: lowerIdentifier(lowering, attribute),
        attrRange: rangeOf(attribute),
        start,
        end: link.end,
      };
    } else if (link.type === "subscript") {
      value = { type: "Subscript", value, slice: lowerSubscript(lowering, link), start, end: link.end };
    } else {
      const given = children[1];
      if (given === undefined) return lowering.hole(node);
      const { args, keywords } = lowerArguments(lowering, given);
      value = { type: "Call", func: value, args, keywords, start, end: link.end };
    }
  }
  return star === null ? value : { type: "Starred", value, start: star.start, end: node.end };
}

function lowerSubscript(lowering: Lowering, node: ConcreteNode): Expr {
  const inside = node.children.slice(2, -1);
  const elements = inside.filter((child) => child.type !== ",");
  const first = elements[0];
  const last = inside[inside.length - 1];
  if (first === undefined || last === undefined) return lowering.hole(node);
  if (inside.length === 1 && !isStar(first)) {
    const value = lowerExpression(lowering, first);
    if (value.type === "Starred") return { type: "Tuple", elts: [value], start: first.start, end: last.end };
    return value;
  }
  return {
    type: "Tuple",
    elts: elements.map((element) => lowerExpression(lowering, element)),
    start: first.start,
    end: last.end,
  };
}

function lowerSlice(lowering: Lowering, node: ConcreteNode): Slice {
  const parts: [Expr | null, Expr | null, Expr | null] = [null, null, null];
  let part = 0;
  for (const child of node.children) {
    if (child.type === ":") part++;
    else if (part > 2 || isStar(child) || child.type === "named_expression") lowering.suspect(child);
    else parts[part] = lowerExpression(lowering, child);
  }
  return { type: "Slice", lower: parts[0], upper: parts[1], step: parts[2], start: node.start, end: node.end };
}

/** `list[int]` in an annotation, where tree-sitter has a form of its own for it. */
function lowerGenericType(lowering: Lowering, node: ConcreteNode): Expr {
  const [base, parameters] = node.children;
  if (base === undefined || parameters === undefined || base.type !== "identifier") return lowering.hole(node);
  const inside = parameters.children.slice(1, -1);
  const elements = inside.filter((child) => child.type !== ",");
  const first = elements[0];
  const last = inside[inside.length - 1];
  if (first === undefined || last === undefined) return lowering.hole(node);
  let slice: Expr;
  if (inside.length === 1) {
    slice = lowerExpression(lowering, first);
    if (slice.type === "Starred") slice = { type: "Tuple", elts: [slice], start: first.start, end: last.end };
  } else {
    slice = {
      type: "Tuple",
      elts: elements.map((element) => lowerExpression(lowering, element)),
      start: first.start,
      end: last.end,
    };
  }
  return { type: "Subscript", value: lowerName(lowering, base), slice, start: node.start, end: node.end };
}

/** Left-deep chains of operators are unwound in a loop: a sum of two thousand terms is a legal program. */
function lowerBinary(lowering: Lowering, node: ConcreteNode): Expr {
  const spine: ConcreteNode[] = [];
  let head: ConcreteNode = node;
  while (head.type === "binary_operator" && !mixesAndXor(head)) {
    spine.push(head);
    const next: ConcreteNode | undefined = head.children[0];
    if (next === undefined) return lowering.hole(node);
    head = next;
  }
  let left = head.type === "binary_operator" ? lowerAndXor(lowering, head) : lowerExpression(lowering, head);
  // tree-sitter reads `*a + b` in displays as `(*a) + b`: the star goes around the whole chain.
  let starStart = -1;
  if (left.type === "Starred" && (isStar(head) || head.type !== "parenthesized_expression")) {
    starStart = left.start;
    left = left.value;
  }
  // A parenthesized left operand starts at its parenthesis.
  const start = starStart >= 0 ? starredOperandStart(head) : node.start;
  for (let i = spine.length - 1; i >= 0; i--) {
    const link = spine[i]!;
    const [, operator, operand] = link.children;
    if (operator === undefined || operand === undefined || link.children.length !== 3 || isStar(operand)) {
      return lowering.hole(node);
    }
    const right = lowerExpression(lowering, operand);
    if (right.type === "Starred") lowering.suspect(operand);
    const binary: BinOp = {
      type: "BinOp",
      left,
      op: operator.type as BinaryOperator,
      opRange: rangeOf(operator),
      right,
      start,
      end: link.end,
    };
    left = binary;
  }
  return starStart >= 0 ? { type: "Starred", value: left, start: starStart, end: node.end } : left;
}

/** Whether a chain of `&` and `^` holds both: tree-sitter lets `^` bind tighter than `&`, Python the other way round. */
function mixesAndXor(node: ConcreteNode): boolean {
  const operator = node.children[1]?.type;
  if (operator !== "&" && operator !== "^") return false;
  const other = operator === "&" ? "^" : "&";
  const holds = (child: ConcreteNode | undefined): boolean => {
    if (child?.type !== "binary_operator") return false;
    const inner = child.children[1]?.type;
    if (inner === other) return true;
    return inner === operator && (holds(child.children[0]) || holds(child.children[2]));
  };
  return holds(node.children[0]) || holds(node.children[2]);
}

/** Regroups such a chain: `^` between runs of `&`, both from the left. */
function lowerAndXor(lowering: Lowering, node: ConcreteNode): Expr {
  const operands: ConcreteNode[] = [];
  const operators: ConcreteNode[] = [];
  const flatten = (part: ConcreteNode): void => {
    const [left, operator, right] = part.children;
    if (part.type === "binary_operator" && (operator?.type === "&" || operator?.type === "^") && left && right) {
      flatten(left);
      operators.push(operator);
      flatten(right);
    } else operands.push(part);
  };
  flatten(node);
  const lowered = operands.map((operand) => {
    const value = lowerExpression(lowering, operand);
    if (value.type === "Starred") lowering.suspect(operand);
    return value;
  });
  const join = (from: number, left: Expr, at: number, right: Expr, end: number): BinOp => ({
    type: "BinOp",
    left,
    op: operators[at]!.type as BinaryOperator,
    opRange: rangeOf(operators[at]!),
    right,
    start: operands[from]!.start,
    end,
  });
  let result: Expr | null = null;
  let xorAt = -1;
  for (let i = 0; i < operands.length; ) {
    const from = i;
    let run = lowered[i]!;
    while (operators[i]?.type === "&") {
      run = join(from, run, i, lowered[i + 1]!, operands[i + 1]!.end);
      i++;
    }
    result = result === null ? run : join(0, result, xorAt, run, operands[i]!.end);
    xorAt = i;
    i++;
  }
  return result ?? lowering.hole(node);
}

/** Where the operand of the star at the far left of a chain starts, its parentheses included. */
function starredOperandStart(node: ConcreteNode): number {
  let head: ConcreteNode = node;
  while (!isStar(head)) {
    const next: ConcreteNode | undefined = head.children[0];
    if (next === undefined) return head.start;
    head = next;
  }
  return head.children[1]?.start ?? head.start;
}

function lowerBoolean(lowering: Lowering, node: ConcreteNode): Expr {
  const op = node.children[1]?.type;
  if (op !== "and" && op !== "or") return lowering.hole(node);
  const operands: ConcreteNode[] = [];
  let head: ConcreteNode = node;
  while (head.type === "boolean_operator" && head.children[1]?.type === op) {
    const right = head.children[2];
    const next: ConcreteNode | undefined = head.children[0];
    if (right === undefined || next === undefined) return lowering.hole(node);
    operands.push(right);
    head = next;
  }
  operands.push(head);
  const values: Expr[] = [];
  for (let i = operands.length - 1; i >= 0; i--) {
    const operand = operands[i]!;
    if (isStar(operand)) lowering.suspect(operand);
    values.push(lowerExpression(lowering, operand));
  }
  const result: BoolOp = { type: "BoolOp", op, values, start: node.start, end: node.end };
  return result;
}

function lowerComparison(lowering: Lowering, node: ConcreteNode): Expr {
  const { children } = node;
  const first = children[0];
  if (first === undefined || children.length < 3) return lowering.hole(node);
  const ops: CompareOperator[] = [];
  const comparators: Expr[] = [];
  if (isStar(first)) lowering.suspect(first);
  const left = lowerExpression(lowering, first);
  if (left.type === "Starred") lowering.suspect(first);
  for (let i = 1; i + 1 < children.length; i += 2) {
    const operator = children[i]!.type;
    if (operator === "<>") lowering.suspect(children[i]!);
    ops.push(operator as CompareOperator);
    const operand = children[i + 1]!;
    const value = lowerExpression(lowering, operand);
    if (value.type === "Starred") lowering.suspect(operand);
    comparators.push(value);
  }
  return { type: "Compare", left, ops, comparators, start: node.start, end: node.end };
}

/** `(…)` read as a tuple or as an assignment target: without a comma it is only grouping. */
function lowerParenthesized(lowering: Lowering, node: ConcreteNode): Expr {
  const inside = node.children.slice(1, -1);
  const only = inside[0];
  if (inside.length === 1 && only !== undefined && only.type !== ",") {
    if (isStar(only)) return lowering.hole(node);
    return lowerExpression(lowering, only);
  }
  return { type: "Tuple", elts: lowerElements(lowering, inside), start: node.start, end: node.end };
}

export function lowerElements(lowering: Lowering, children: readonly ConcreteNode[]): Expr[] {
  const elements: Expr[] = [];
  for (const child of children) {
    if (child.type === ",") continue;
    // `[yield x]` is not Python without parentheses.
    if (child.type === "yield") lowering.suspect(child);
    elements.push(lowerExpression(lowering, child));
  }
  return elements;
}

function lowerDictionary(lowering: Lowering, node: ConcreteNode): Expr {
  const keys: (Expr | null)[] = [];
  const values: Expr[] = [];
  const { children } = node;
  for (let i = 1; i < children.length - 1; i++) {
    const child = children[i]!;
    if (child.type === "pair" && child.children.length === 3) {
      const [key, , value] = child.children;
      if (isStar(key!) || isStar(value!) || key!.type === "named_expression" || value!.type === "named_expression") {
        lowering.suspect(child);
      }
      keys.push(lowerExpression(lowering, key!));
      values.push(lowerExpression(lowering, value!));
    } else if (child.type === "dictionary_splat" && child.children[1] !== undefined) {
      const value = child.children[1];
      if (LOOSER_THAN_BITWISE_OR.has(value.type)) lowering.suspect(child);
      keys.push(null);
      values.push(lowerExpression(lowering, value));
    } else if (child.type !== ",") lowering.suspect(child);
  }
  // `{,}` parses as a dictionary in tree-sitter.
  if (keys.length === 0 && children.length > 2) lowering.suspect(node);
  return { type: "Dict", keys, values, start: node.start, end: node.end };
}

/** What a comprehension or generator expression yields. */
function lowerElement(lowering: Lowering, node: ConcreteNode): Expr {
  const element = node.children[1];
  if (element === undefined || isStar(element)) return lowering.hole(node);
  const value = lowerExpression(lowering, element);
  if (value.type === "Starred") lowering.suspect(node);
  return value;
}

function lowerClauses(lowering: Lowering, node: ConcreteNode): Comprehension[] {
  const generators: { target: Expr; iter: Expr; ifs: Expr[]; isAsync: boolean }[] = [];
  for (let i = 2; i < node.children.length - 1; i++) {
    const clause = node.children[i]!;
    const parts = clause.children;
    if (clause.type === "for_in_clause") {
      const isAsync = parts[0]?.type === "async";
      const at = isAsync ? 1 : 0;
      const target = parts[at + 1];
      const iter = parts[at + 3];
      if (target === undefined || iter === undefined || parts.length !== at + 4 || isStar(iter)) {
        lowering.suspect(clause);
        continue;
      }
      // The iterable is a disjunction: no bare conditional, lambda or walrus.
      if (iter.type === "conditional_expression" || iter.type === "lambda" || iter.type === "named_expression") {
        lowering.suspect(iter);
      }
      generators.push({
        target: lowerTarget(lowering, target),
        iter: lowerExpression(lowering, iter),
        ifs: [],
        isAsync,
      });
    } else if (clause.type === "if_clause" && parts[1] !== undefined) {
      const test = parts[1];
      if (test.type === "conditional_expression" || test.type === "lambda" || isStar(test)) lowering.suspect(clause);
      generators[generators.length - 1]?.ifs.push(lowerExpression(lowering, test));
    } else lowering.suspect(clause);
  }
  return generators;
}

function lowerAwait(lowering: Lowering, node: ConcreteNode): Expr {
  const operand = node.children[1];
  if (operand === undefined) return lowering.hole(node);
  // `await` binds tighter than `**`, in tree-sitter looser: move it to the base of the power.
  if (operand.type === "binary_operator" && operand.children[1]?.type === "**") {
    const [base, operator, exponent] = operand.children;
    if (base === undefined || operator === undefined || exponent === undefined) return lowering.hole(node);
    return {
      type: "BinOp",
      left: { type: "Await", value: lowerExpression(lowering, base), start: node.start, end: base.end },
      op: "**",
      opRange: rangeOf(operator),
      right: lowerExpression(lowering, exponent),
      start: node.start,
      end: node.end,
    };
  }
  if (operand.type === "unary_operator" || operand.type === "await") lowering.suspect(node);
  return { type: "Await", value: lowerExpression(lowering, operand), start: node.start, end: node.end };
}

function lowerYield(lowering: Lowering, node: ConcreteNode): Expr {
  const { start, end, children } = node;
  if (children[1]?.type === "from") {
    const value = children[2];
    if (value === undefined || isStar(value)) return lowering.hole(node);
    return { type: "YieldFrom", value: lowerExpression(lowering, value), start, end };
  }
  const rest = children.slice(1);
  return { type: "Yield", value: rest.length === 0 ? null : lowerExpressions(lowering, rest, true), start, end };
}

/** `a`, or `a, b` as a tuple: what may stand after `return`, `in`, `=`. A lone starred element is suspect. */
export function lowerExpressions(lowering: Lowering, nodes: readonly ConcreteNode[], starNeedsComma: boolean): Expr {
  const first = nodes[0];
  const last = nodes[nodes.length - 1];
  if (first === undefined || last === undefined) return lowering.hole({ start: 0, end: 0 });
  if (nodes.length === 1) {
    const value = lowerExpression(lowering, first);
    if (starNeedsComma && value.type === "Starred") lowering.doubt(first);
    return value;
  }
  return { type: "Tuple", elts: lowerElements(lowering, nodes), start: first.start, end: last.end };
}

/** A call's or class's parenthesized arguments. */
export function lowerArguments(
  lowering: Lowering,
  node: ConcreteNode,
): { readonly args: readonly Expr[]; readonly keywords: readonly Keyword[] } {
  if (node.type === "generator_expression") return { args: [lowerExpression(lowering, node)], keywords: [] };
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  const names = new Set<string>();
  let unpacked = false;
  const { children } = node;
  let wasComma = true;
  for (let i = 1; i < children.length - 1; i++) {
    const child = children[i]!;
    if (child.type === ",") {
      // `f(,)` and `f(a,,b)` pass tree-sitter's optional arguments.
      if (wasComma) lowering.suspect(child);
      wasComma = true;
      continue;
    }
    wasComma = false;
    if (child.type === "keyword_argument" && child.children.length === 3) {
      const [name, , value] = child.children;
      const arg = lowerIdentifier(lowering, name!);
      if (names.has(arg) || isStar(value!) || value!.type === "named_expression") lowering.doubt(child);
      names.add(arg);
      keywords.push({ arg, value: lowerExpression(lowering, value!), start: child.start, end: child.end });
    } else if (child.type === "dictionary_splat" && child.children[1] !== undefined) {
      const value = child.children[1];
      unpacked = true;
      if (value.type === "named_expression") lowering.suspect(child);
      keywords.push({ arg: null, value: lowerExpression(lowering, value), start: child.start, end: child.end });
    } else if (isStar(child)) {
      // An argument's star takes a whole expression, unlike a display's.
      const value = child.children[1];
      if (unpacked || value === undefined || isStar(value) || value.type === "named_expression")
        lowering.suspect(child);
      if (value === undefined) continue;
      args.push({ type: "Starred", value: lowerExpression(lowering, value), start: child.start, end: child.end });
    } else {
      const value = lowerExpression(lowering, child);
      if (value.type === "Starred" ? unpacked : keywords.length > 0) lowering.suspect(child);
      args.push(value);
    }
  }
  return { args, keywords };
}

function lowerLambda(lowering: Lowering, node: ConcreteNode): Expr {
  const { children } = node;
  const body = children[children.length - 1];
  const parameters = children[1]?.type === "lambda_parameters" ? children[1].children : [];
  if (body === undefined || isStar(body) || body.type === "named_expression") return lowering.hole(node);
  return {
    type: "Lambda",
    args: lowerParameters(lowering, parameters),
    body: lowerExpression(lowering, body),
    start: node.start,
    end: node.end,
  };
}

/** The parameters between a function's parentheses or a lambda's keyword and colon. */
export function lowerParameters(lowering: Lowering, nodes: readonly ConcreteNode[]): Arguments {
  let posonlyargs: Arg[] = [];
  let args: Arg[] = [];
  const kwonlyargs: Arg[] = [];
  const kw_defaults: (Expr | null)[] = [];
  const defaults: Expr[] = [];
  let vararg: Arg | null = null;
  let kwarg: Arg | null = null;
  let afterStar = false;
  let slash = false;
  let bareStar: ConcreteNode | null = null;
  const seen = new Set<string>();

  const named = (identifier: ConcreteNode, annotation: Expr | null, whole: Ranged): Arg => {
    if (identifier.type !== "identifier") lowering.suspect(identifier);
    const arg = lowerIdentifier(lowering, identifier);
    if (seen.has(arg)) lowering.doubt(identifier);
    seen.add(arg);
    return { arg, annotation, start: whole.start, end: whole.end };
  };
  const plain = (arg: Arg, fallback: Expr | null, node: ConcreteNode): void => {
    if (kwarg !== null) lowering.suspect(node);
    if (afterStar) {
      kwonlyargs.push(arg);
      kw_defaults.push(fallback);
      return;
    }
    args.push(arg);
    if (fallback !== null) defaults.push(fallback);
    else if (defaults.length > 0) lowering.suspect(node);
  };
  const splat = (node: ConcreteNode, annotation: Expr | null, end: number): void => {
    const identifier = node.children[1];
    if (identifier === undefined || kwarg !== null) {
      lowering.suspect(node);
      return;
    }
    const arg = named(identifier, annotation, { start: identifier.start, end });
    if (node.type === "dictionary_splat_pattern") kwarg = arg;
    else {
      if (afterStar) lowering.suspect(node);
      vararg = arg;
      afterStar = true;
    }
  };

  for (const node of nodes) {
    const { children } = node;
    switch (node.type) {
      case ",":
      case "(":
      case ")":
        break;
      case "identifier":
        plain(named(node, null, node), null, node);
        break;
      case "typed_parameter": {
        const [target, , type] = children;
        if (target === undefined || type === undefined || children.length !== 3) {
          lowering.suspect(node);
          break;
        }
        const annotation = lowerAnnotation(lowering, type, target.type === "list_splat_pattern");
        if (target.type === "identifier") plain(named(target, annotation, node), null, node);
        else splat(target, annotation, node.end);
        break;
      }
      case "default_parameter": {
        const [target, , value] = children;
        if (target === undefined || value === undefined || isStar(value) || value.type === "named_expression") {
          lowering.suspect(node);
          break;
        }
        plain(named(target, null, target), lowerExpression(lowering, value), node);
        break;
      }
      case "typed_default_parameter": {
        const [target, , type, , value] = children;
        if (
          target === undefined ||
          type === undefined ||
          value === undefined ||
          isStar(value) ||
          value.type === "named_expression"
        ) {
          lowering.suspect(node);
          break;
        }
        const annotation = lowerAnnotation(lowering, type, false);
        plain(
          named(target, annotation, { start: target.start, end: type.end }),
          lowerExpression(lowering, value),
          node,
        );
        break;
      }
      case "list_splat_pattern":
      case "dictionary_splat_pattern":
        splat(node, null, node.end);
        break;
      case "keyword_separator":
        if (afterStar || kwarg !== null) lowering.suspect(node);
        afterStar = true;
        bareStar = node;
        break;
      case "positional_separator":
        if (slash || afterStar || kwarg !== null || args.length === 0) lowering.suspect(node);
        slash = true;
        posonlyargs = args;
        args = [];
        break;
      default:
        lowering.suspect(node);
    }
  }
  if (bareStar !== null && kwonlyargs.length === 0) lowering.suspect(bareStar);
  return { posonlyargs, args, vararg, kwonlyargs, kw_defaults, kwarg, defaults };
}

/** A `type` node: an expression, starred only after `*args:`. */
export function lowerAnnotation(lowering: Lowering, node: ConcreteNode, starAllowed: boolean): Expr {
  const annotation = lowerExpression(lowering, node);
  if (annotation.type === "Starred" && !starAllowed) lowering.suspect(node);
  if (annotation.type === "NamedExpr") lowering.doubt(node);
  return annotation;
}

/** A target of `=`, `for`, `with … as`, or a comprehension. */
export function lowerTarget(lowering: Lowering, node: ConcreteNode): Expr {
  const target = lowerExpression(lowering, node);
  checkTarget(lowering, target);
  if (target.type === "Starred") lowering.doubt(node);
  return target;
}

export function checkTarget(lowering: Lowering, target: Expr): void {
  switch (target.type) {
    case "Name":
    case "Attribute":
    case "Subscript":
      return;
    case "Starred":
      if (target.value.type === "Starred") lowering.suspect(target);
      checkTarget(lowering, target.value);
      return;
    case "Tuple":
    case "List": {
      let stars = 0;
      for (const element of target.elts) {
        if (element.type === "Starred") stars++;
        checkTarget(lowering, element);
      }
      if (stars > 1) lowering.doubt(target);
      return;
    }
    default:
      lowering.suspect(target);
  }
}
