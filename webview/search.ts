/**
 * Search in a graph. Words match names, variables, source, scope and shape, one or
 * two letters only whole identifiers; `line:12` or `:12` a source line; `nan`,
 * `inf`, `zero`, `none` a class of gradient; `>1e3`, `<=1e-8` its norm; `hook`, `view`, `in-place` a mark. Several
 * terms must all match.
 */
import type { GraphData, GraphNode } from "../server/protocol/graph.ts";
import { shapeText } from "./format.ts";
import { magnitudeOf } from "./magnitude.ts";

type Term = (node: GraphNode) => boolean;

/** Ids of the nodes that match, in the graph's order; null for an empty query, which asks nothing. */
export function search(graph: GraphData, query: string): readonly number[] | null {
  const terms = query.trim().match(/"[^"]*"|\S+/g);
  if (terms === null) return null;
  const tests = terms.map(termOf);
  return graph.nodes.filter((node) => tests.every((test) => test(node))).map((node) => node.id);
}

const COMPARISON = /^(>=|<=|>|<|=)(-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)$/i;
const LINE = /^(?:line:?|:)(\d+)$/i;

function termOf(term: string): Term {
  const comparison = COMPARISON.exec(term);
  if (comparison !== null) return compare(comparison[1] ?? "", Number(comparison[2]));
  const line = LINE.exec(term);
  if (line !== null) {
    const wanted = Number(line[1]) - 1;
    return ({ location }) =>
      location !== null && location.range.start.line <= wanted && wanted <= location.range.end.line;
  }
  const word = term.replaceAll('"', "").toLowerCase();
  const special = SPECIAL[word];
  return special === undefined ? (node) => contains(node, word) : (node) => special(node) || contains(node, word);
}

const SPECIAL: { readonly [word: string]: Term } = {
  nan: (node) => magnitudeOf(node.gradient).kind === "nan",
  inf: (node) => (node.gradient?.infCount ?? 0) > 0,
  zero: (node) => magnitudeOf(node.gradient).kind === "zero",
  none: (node) => node.gradient === null,
  hook: (node) => node.hookCount > 0,
  view: (node) => node.isView,
  "in-place": (node) => node.isInPlace,
  leaf: (node) => node.kind === "accumulate",
};

function compare(operator: string, bound: number): Term {
  return (node) => {
    const { kind, norm } = magnitudeOf(node.gradient);
    if (kind === "none" || kind === "nan") return false;
    const value = kind === "inf" ? Number.POSITIVE_INFINITY : norm;
    switch (operator) {
      case ">":
        return value > bound;
      case ">=":
        return value >= bound;
      case "<":
        return value < bound;
      case "<=":
        return value <= bound;
      default:
        return value === bound;
    }
  };
}

function contains(node: GraphNode, word: string): boolean {
  const texts = [node.name, node.variable ?? "", node.source ?? "", node.scope.join(".")];
  // One or two letters are a variable's name: as a part of words they would match nearly everything (`Backward0`).
  if (word.length < 3 && /^[a-z_]\w*$/.test(word)) {
    return texts.some((text) => text.toLowerCase().split(/\W+/).includes(word));
  }
  if (node.forward !== null) {
    const shape = shapeText(node.forward.shape);
    texts.push(shape, shape.replaceAll(" ", ""));
  }
  return texts.some((text) => text.toLowerCase().includes(word));
}
