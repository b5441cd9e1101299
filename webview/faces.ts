/**
 * What an item of the drawing says about itself: title, lines of text, badges, magnitude and the sentence that a
 * screen reader speaks. Pure; the drawing and the exports turn it into pictures.
 */
import type { GraphData, GraphNode } from "../server/protocol/graph.ts";
import type { EdgeRef } from "./fold/graphIndex.ts";
import { edgeAt, isLeaf } from "./fold/graphIndex.ts";
import type { GroupItem, Item, NodeItem, VisibleEdge } from "./fold.ts";
import { clip, counted, lineText, oddities, shapeText, shortNumber, shortTensor } from "./format.ts";
import { classSymbol, type Magnitude, magnitudeOf, NO_GRADIENT, worse } from "./magnitude.ts";

export interface Face {
  readonly title: string;
  /** Right of the title: `×100`, `use 2 of 5`. */
  readonly tag: string;
  /** Second line: what it is in the program. */
  readonly place: string;
  /** Third line, left and right: forward value and gradient. Empty where there is none. */
  readonly forward: string;
  readonly gradient: string;
  readonly badges: readonly Badge[];
  readonly magnitude: Magnitude;
  readonly shape: "operation" | "leaf" | "custom" | "group";
}

export interface Badge {
  readonly text: string;
  /** The whole word, for the legend, tooltips and screen readers. */
  readonly meaning: string;
}

/** How much of the backward pass has run: nodes whose order is below `done` have, `done` itself is at work. */
export interface FilmPosition {
  /** null: the film is off and everything is shown. */
  readonly step: number | null;
}

export const WHOLE: FilmPosition = { step: null };

const PLACE_ROOM = 28;

export function faceOf(graph: GraphData, item: Item, film: FilmPosition): Face {
  return item.kind === "node" ? nodeFace(graph, item, film) : groupFace(graph, item, film);
}

/** Whether the gradient of a node is complete at this point of the film: it is when the node's turn comes. */
export function isComputed(node: GraphNode, film: FilmPosition): boolean {
  return film.step === null || (node.order !== null && node.order < film.step);
}

/** Whether the gradient of an edge has flowed: it has once its origin has run. */
export function hasFlowed(graph: GraphData, ref: EdgeRef, film: FilmPosition): boolean {
  return isComputed(graph.nodes[ref.from]!, film);
}

function nodeFace(graph: GraphData, item: NodeItem, film: FilmPosition): Face {
  const node = graph.nodes[item.node]!;
  const shown = isComputed(node, film) ? node.gradient : null;
  const tag = item.use !== null ? `use ${item.use.index + 1} of ${item.use.count}` : passTag(node);
  return {
    title: node.name,
    tag,
    place: placeText(node),
    forward: node.forward === null ? "" : shortTensor(node.forward),
    gradient: shown === null ? "" : shortTensor(shown),
    badges: badgesOf(node),
    magnitude: magnitudeOf(shown),
    shape: node.kind === "accumulate" ? "leaf" : node.kind === "custom" ? "custom" : "operation",
  };
}

function passTag(node: GraphNode): string {
  return node.passes > 1 ? `pass ${node.pass + 1}` : "";
}

function placeText(node: GraphNode): string {
  const shape = node.forward === null ? "" : ` ${shapeText(node.forward.shape)}`;
  if (isLeaf(node)) return clip(`${node.variable ?? "unnamed leaf"}${shape}`, PLACE_ROOM);
  const isScalar = node.forward !== null && node.forward.shape.length === 0;
  const said = node.variable !== null && node.source !== null && !node.source.startsWith(`${node.variable} =`);
  const text = said ? `${node.variable} = ${node.source}` : (node.source ?? node.variable ?? "");
  return clip(`${clip(text, isScalar ? PLACE_ROOM : PLACE_ROOM - shape.length)}${isScalar ? "" : shape}`, PLACE_ROOM);
}

export function badgesOf(node: GraphNode): readonly Badge[] {
  const badges: Badge[] = [];
  if (node.isView) badges.push({ text: "view", meaning: "shares storage with its base" });
  if (node.isInPlace) badges.push({ text: "in-place", meaning: "rewritten in place" });
  if (node.hookCount > 0) {
    badges.push({
      text: node.hookCount === 1 ? "hook" : `${node.hookCount} hooks`,
      meaning: counted(node.hookCount, "hook"),
    });
  }
  if (node.saved.some((saved) => saved.isStale)) {
    badges.push({ text: "changed!", meaning: "a saved tensor was changed in place: backward would raise" });
  }
  return badges;
}

function groupFace(graph: GraphData, item: GroupItem, film: FilmPosition): Face {
  const members = item.nodes.map((id) => graph.nodes[id]!);
  let magnitude = NO_GRADIENT;
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  let known = 0;
  for (const node of members) {
    if (!isComputed(node, film)) continue;
    const own = magnitudeOf(node.gradient);
    magnitude = worse(magnitude, own);
    if (own.kind === "none") continue;
    known++;
    least = Math.min(least, own.norm);
    most = Math.max(most, own.norm);
  }
  const symbol = magnitude.kind === "nan" || magnitude.kind === "inf" ? `${classSymbol(magnitude.kind)} ` : "";
  const range = least === most ? `‖${shortNumber(most)}‖` : `‖${shortNumber(least)}…${shortNumber(most)}‖`;
  const first = members[0]!;
  return {
    title: groupTitle(item),
    tag: `×${item.nodes.length.toLocaleString("en-US")}`,
    place: groupPlace(item, first),
    forward: film.step !== null && known > 0 && known < members.length ? `${known} done` : "",
    gradient: known === 0 ? "" : clip(symbol + range, 22),
    badges: groupBadges(members),
    magnitude,
    shape: "group",
  };
}

function groupTitle(item: GroupItem): string {
  if (item.group === "scope") return clip(item.label.split(" › ").at(-1) ?? item.label, 26);
  return clip(item.label, 34);
}

function groupPlace(item: GroupItem, first: GraphNode): string {
  switch (item.group) {
    case "passes": {
      const { passes } = item;
      const whole = passes === null || (passes.first === 0 && passes.last === passes.of - 1);
      if (whole) return clip(isLeaf(first) ? (first.variable ?? first.source ?? "") : (first.source ?? ""), PLACE_ROOM);
      const range =
        passes.first === passes.last ? `pass ${passes.first + 1}` : `passes ${passes.first + 1}–${passes.last + 1}`;
      return clip(`${range}: ${first.source ?? ""}`, PLACE_ROOM);
    }
    case "scope":
      return clip(
        item.label.includes(" › ") ? `in ${item.label.split(" › ").slice(0, -1).join(" › ")}` : "function or module",
        PLACE_ROOM,
      );
    case "chain":
      return "chain of operations";
    case "leaves":
      return "leaves used in the loop";
    case "block":
      return "neighbouring operations";
  }
}

function groupBadges(members: readonly GraphNode[]): readonly Badge[] {
  const byText = new Map<string, Badge>();
  for (const node of members) {
    for (const badge of badgesOf(node)) {
      const key = badge.text.replace(/^\d+ /, "").replace(/s$/, "");
      byText.set(key, { text: key, meaning: `${badge.meaning}, at least once in this group` });
    }
  }
  return [...byText.values()];
}

/** The gradient along an arrow at this point of the film; for merged arrows the most conspicuous one. */
export function edgeMagnitude(graph: GraphData, edge: VisibleEdge, film: FilmPosition): Magnitude {
  let magnitude = NO_GRADIENT;
  for (const ref of edge.members) {
    if (hasFlowed(graph, ref, film)) magnitude = worse(magnitude, magnitudeOf(edgeAt(graph, ref).gradient));
  }
  return magnitude;
}

/** What stands beside an arrow when there is a reason to say it: the gradient that flowed. */
export function edgeText(graph: GraphData, edge: VisibleEdge, film: FilmPosition): string {
  const [only] = edge.members;
  if (only === undefined) return "";
  if (edge.members.length > 1) return `×${edge.members.length.toLocaleString("en-US")}`;
  if (!hasFlowed(graph, only, film)) return "";
  const { gradient } = edgeAt(graph, only);
  return gradient === null ? "" : shortTensor(gradient, 14);
}

/** The sums that have formed at a node so far: the addends that have arrived, and how many there will be. */
export function arrivals(
  graph: GraphData,
  consumers: readonly EdgeRef[],
  film: FilmPosition,
): { readonly arrived: readonly EdgeRef[]; readonly of: number } {
  const carrying = consumers.filter((ref) => edgeAt(graph, ref).gradient !== null);
  return { arrived: carrying.filter((ref) => hasFlowed(graph, ref, film)), of: carrying.length };
}

/** One sentence for screen readers: name, place, value, gradient, marks, and where one can go. */
export function spokenText(graph: GraphData, item: Item, film: FilmPosition, before: number, after: number): string {
  const face = faceOf(graph, item, film);
  const parts: string[] = [face.title];
  if (item.kind === "group") {
    parts.push(`group of ${counted(item.nodes.length, "node")}`, face.place);
  } else {
    const node = graph.nodes[item.node]!;
    if (node.passes > 1) parts.push(`pass ${node.pass + 1} of ${node.passes}`);
    if (item.use !== null) parts.push(face.tag);
    if (node.variable !== null) parts.push(isLeaf(node) ? `leaf ${node.variable}` : node.variable);
    if (node.source !== null) parts.push(`from ${node.source}`);
    if (node.location !== null) parts.push(lineText(node.location.range.start.line));
    if (node.forward !== null)
      parts.push(`shape ${shapeText(node.forward.shape)}`, `value ${shortTensor(node.forward)}`);
  }
  parts.push(face.gradient === "" ? "no gradient yet" : `gradient ${spokenGradient(face, item, graph)}`);
  for (const badge of face.badges) parts.push(badge.meaning);
  parts.push(`${before} towards the root, ${after} towards the leaves`);
  return parts.filter((part) => part !== "").join(", ");
}

function spokenGradient(face: Face, item: Item, graph: GraphData): string {
  if (item.kind === "group") return face.gradient.replace(/‖/g, "").replace("…", " to ");
  const { gradient } = graph.nodes[item.node]!;
  if (gradient === null) return face.gradient;
  const odd = oddities(gradient);
  return odd !== "" ? odd : face.gradient.startsWith("‖") ? `norm ${face.gradient.replace(/‖/g, "")}` : face.gradient;
}
