/** Concrete `case` patterns → `ast` patterns. */
import type { Expr, MatchMapping, Pattern } from "./ast.ts";
import type { ConcreteNode } from "./concreteTree.ts";
import { numberValue } from "./literals.ts";
import { lowerIdentifier, rangeOf } from "./lowerExpressions.ts";
import type { Lowering } from "./lowering.ts";
import { lowerString } from "./lowerStrings.ts";

/** The patterns between `case` and its guard or colon: without a comma one pattern, else an open sequence. */
export function lowerCasePatterns(lowering: Lowering, nodes: readonly ConcreteNode[]): Pattern {
  const first = nodes[0];
  const last = nodes[nodes.length - 1];
  if (first === undefined || last === undefined) return hole(lowering, { start: 0, end: 0 });
  if (nodes.length === 1) {
    const pattern = lowerPattern(lowering, first);
    if (pattern.type === "MatchStar") lowering.suspect(first);
    return pattern;
  }
  return { type: "MatchSequence", patterns: lowerSequence(lowering, nodes), start: first.start, end: last.end };
}

function hole(lowering: Lowering, node: { readonly start: number; readonly end: number }): Pattern {
  lowering.suspect(node);
  return { type: "MatchAs", pattern: null, name: null, start: node.start, end: node.end };
}

function lowerSequence(lowering: Lowering, nodes: readonly ConcreteNode[]): Pattern[] {
  const patterns: Pattern[] = [];
  let stars = 0;
  for (const node of nodes) {
    if (node.type === ",") continue;
    const pattern = lowerPattern(lowering, node);
    if (pattern.type === "MatchStar" && ++stars > 1) lowering.doubt(node);
    patterns.push(pattern);
  }
  return patterns;
}

/** A name bound by a pattern; `_` binds nothing. */
function capture(lowering: Lowering, node: ConcreteNode): string | null {
  const text = lowering.text(node);
  return text === "_" ? null : lowerIdentifier(lowering, node);
}

function lowerPattern(lowering: Lowering, node: ConcreteNode): Pattern {
  const { start, end, children } = node;
  switch (node.type) {
    case "case_pattern":
      if (children.length === 1) return lowerPattern(lowering, children[0]!);
      return lowerNumber(lowering, node);
    case "_":
      return { type: "MatchAs", pattern: null, name: null, start, end };
    case "dotted_name": {
      const text = lowering.text(node);
      if (text.includes(".")) return { type: "MatchValue", value: dottedName(lowering, node), start, end };
      return { type: "MatchAs", pattern: null, name: capture(lowering, node), start, end };
    }
    case "true":
      return { type: "MatchSingleton", value: true, start, end };
    case "false":
      return { type: "MatchSingleton", value: false, start, end };
    case "none":
      return { type: "MatchSingleton", value: null, start, end };
    case "string":
    case "concatenated_string": {
      const value = lowerString(lowering, node);
      if (value.type === "JoinedStr") lowering.doubt(node);
      return { type: "MatchValue", value, start, end };
    }
    case "integer":
    case "float":
    case "complex_pattern":
      return lowerNumber(lowering, node);
    case "as_pattern": {
      const [inner, , name] = children;
      if (inner === undefined || name === undefined || children.length !== 3) return hole(lowering, node);
      const pattern = lowerPattern(lowering, inner);
      const bound = capture(lowering, name);
      if (bound === null || pattern.type === "MatchStar") lowering.suspect(node);
      return { type: "MatchAs", pattern, name: bound, start, end };
    }
    case "union_pattern": {
      const patterns = lowerAlternatives(lowering, node);
      return { type: "MatchOr", patterns, start, end };
    }
    case "list_pattern":
      return { type: "MatchSequence", patterns: lowerSequence(lowering, children.slice(1, -1)), start, end };
    case "tuple_pattern": {
      const inside = children.slice(1, -1);
      if (inside.length === 1 && inside[0]!.type !== ",") {
        const pattern = lowerPattern(lowering, inside[0]!);
        // `(*rest)` is a sequence of one, as the grammar has no parenthesized star.
        if (pattern.type === "MatchStar") return { type: "MatchSequence", patterns: [pattern], start, end };
        return pattern;
      }
      return { type: "MatchSequence", patterns: lowerSequence(lowering, inside), start, end };
    }
    case "splat_pattern": {
      const name = children[1];
      if (children[0]?.type !== "*" || name === undefined) return hole(lowering, node);
      return { type: "MatchStar", name: capture(lowering, name), start, end };
    }
    case "dict_pattern":
      return lowerMapping(lowering, node);
    case "class_pattern":
      return lowerClassPattern(lowering, node);
    default:
      return hole(lowering, node);
  }
}

/** Nested `a | b | c` comes left-deep; an alternative in parentheses stays its own pattern. */
function lowerAlternatives(lowering: Lowering, node: ConcreteNode): Pattern[] {
  const patterns: Pattern[] = [];
  let negative: ConcreteNode | null = null;
  for (const child of node.children) {
    if (child.type === "|") continue;
    if (child.type === "-") {
      negative = child;
      continue;
    }
    if (child.type === "union_pattern") patterns.push(...lowerAlternatives(lowering, child));
    else if (negative !== null) {
      patterns.push(
        lowerNumber(lowering, {
          type: "case_pattern",
          start: negative.start,
          end: child.end,
          children: [negative, child],
        }),
      );
    } else patterns.push(lowerPattern(lowering, child));
    negative = null;
  }
  return patterns;
}

/** `1`, `-1`, `1 + 2j`, `-1.5 - 2j`: the only arithmetic a pattern may hold. */
function lowerNumber(lowering: Lowering, node: ConcreteNode): Pattern {
  const { start, end } = node;
  const parts = node.type === "integer" || node.type === "float" ? [node] : node.children.flatMap(flattenNumber);
  let at = 0;
  const signed = (): Expr | null => {
    const minus = parts[at]?.type === "-" ? parts[at++] : undefined;
    const number = parts[at++];
    if (number === undefined) return null;
    const value = numberValue(lowering.text(number));
    if (value === null) return null;
    const constant: Expr = { type: "Constant", value, start: number.start, end: number.end };
    if (minus === undefined) return constant;
    return { type: "UnaryOp", op: "-", operand: constant, start: minus.start, end: number.end };
  };
  const left = signed();
  if (left === null) return hole(lowering, node);
  if (at === parts.length) return { type: "MatchValue", value: left, start, end };
  const operator = parts[at++];
  const right = signed();
  if (operator === undefined || right === null || at !== parts.length || right.type !== "Constant") {
    return hole(lowering, node);
  }
  const real = left.type === "UnaryOp" ? left.operand : left;
  if (right.value.kind !== "complex" || (real.type === "Constant" && real.value.kind === "complex")) {
    lowering.suspect(node);
  }
  const value: Expr = {
    type: "BinOp",
    left,
    op: operator.type === "+" ? "+" : "-",
    opRange: rangeOf(operator),
    right,
    start: left.start,
    end: right.end,
  };
  return { type: "MatchValue", value, start, end };
}

function flattenNumber(node: ConcreteNode): ConcreteNode[] {
  return node.type === "complex_pattern" ? node.children : [node];
}

/** `a.b.c` as nested attributes. */
function dottedName(lowering: Lowering, node: ConcreteNode): Expr {
  const text = lowering.text(node);
  const names = [...text.matchAll(/[^\s.\\]+/g)];
  const first = names[0];
  if (first === undefined) return lowering.hole(node);
  let value: Expr = {
    type: "Name",
    id: first[0].normalize("NFKC"),
    start: node.start + first.index,
    end: node.start + first.index + first[0].length,
  };
  for (const match of names.slice(1)) {
    const start = node.start + match.index;
    const end = start + match[0].length;
    value = {
      type: "Attribute",
      value,
      attr: match[0].normalize("NFKC"),
      attrRange: { start, end },
      start: node.start,
      end,
    };
  }
  return value;
}

function lowerMapping(lowering: Lowering, node: ConcreteNode): Pattern {
  const keys: Expr[] = [];
  const patterns: Pattern[] = [];
  let rest: string | null = null;
  const inside = node.children.slice(1, -1);
  for (let i = 0; i < inside.length; i++) {
    const child = inside[i]!;
    if (child.type === ",") continue;
    if (child.type === "splat_pattern") {
      const name = child.children[1];
      if (child.children[0]?.type !== "**" || name === undefined || rest !== null) return hole(lowering, node);
      rest = capture(lowering, name);
      if (rest === null) lowering.suspect(child);
      continue;
    }
    if (rest !== null) lowering.suspect(child);
    // The key's tokens run up to the colon, because a sign is a token of its own.
    const keyParts: ConcreteNode[] = [];
    while (i < inside.length && inside[i]!.type !== ":") keyParts.push(inside[i++]!);
    const value = inside[i + 1];
    const firstPart = keyParts[0];
    const lastPart = keyParts[keyParts.length - 1];
    if (firstPart === undefined || lastPart === undefined || value === undefined) return hole(lowering, node);
    const key =
      keyParts.length === 1
        ? lowerPattern(lowering, firstPart)
        : lowerNumber(lowering, {
            type: "case_pattern",
            start: firstPart.start,
            end: lastPart.end,
            children: keyParts,
          });
    if (key.type === "MatchValue") keys.push(key.value);
    else if (key.type === "MatchSingleton") {
      keys.push({
        type: "Constant",
        value: key.value === null ? { kind: "None" } : { kind: "bool", value: key.value },
        start: key.start,
        end: key.end,
      });
    } else return hole(lowering, node);
    // A value may be a signed number too, whose tokens are siblings here.
    const valueParts: ConcreteNode[] = [];
    for (i++; i < inside.length && inside[i]!.type !== ","; i++) valueParts.push(inside[i]!);
    const firstValue = valueParts[0]!;
    patterns.push(
      valueParts.length === 1
        ? lowerPattern(lowering, firstValue)
        : lowerNumber(lowering, {
            type: "case_pattern",
            start: firstValue.start,
            end: valueParts[valueParts.length - 1]!.end,
            children: valueParts,
          }),
    );
  }
  const mapping: MatchMapping = { type: "MatchMapping", keys, patterns, rest, start: node.start, end: node.end };
  return mapping;
}

function lowerClassPattern(lowering: Lowering, node: ConcreteNode): Pattern {
  const name = node.children[0];
  if (name === undefined) return hole(lowering, node);
  const patterns: Pattern[] = [];
  const kwd_attrs: string[] = [];
  const kwd_patterns: Pattern[] = [];
  for (const child of node.children.slice(2, -1)) {
    if (child.type === ",") continue;
    const inner = child.type === "case_pattern" && child.children.length === 1 ? child.children[0]! : child;
    if (inner.type === "keyword_pattern") {
      const [attribute, , ...value] = inner.children;
      const first = value[0];
      if (attribute === undefined || first === undefined) return hole(lowering, node);
      kwd_attrs.push(lowerIdentifier(lowering, attribute));
      kwd_patterns.push(
        value.length === 1
          ? lowerPattern(lowering, first)
          : lowerNumber(lowering, { type: "case_pattern", start: first.start, end: inner.end, children: value }),
      );
    } else {
      if (kwd_attrs.length > 0) lowering.suspect(child);
      const pattern = lowerPattern(lowering, child);
      if (pattern.type === "MatchStar") lowering.suspect(child);
      patterns.push(pattern);
    }
  }
  return {
    type: "MatchClass",
    cls: dottedName(lowering, name),
    patterns,
    kwd_attrs,
    kwd_patterns,
    start: node.start,
    end: node.end,
  };
}
