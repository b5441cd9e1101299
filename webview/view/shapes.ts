/**
 * The pictures of items and arrows: elements are made once per drawing and painted again whenever gradients, marks or
 * the theme change.
 */
import { setAttributes, svg } from "../dom.ts";
import type { Face } from "../faces.ts";
import type { Item, VisibleEdge } from "../fold.ts";
import type { Point, Size } from "../layout/drawing.ts";
import { edgeWidth, type Magnitude, position, type RampName, rampColour, type Scale } from "../magnitude.ts";
import { badgesText, gradientText, LINE, PADDING, STRIPE } from "./measure.ts";

export interface DrawnItem {
  readonly item: Item;
  readonly at: Point;
  readonly size: Size;
  readonly element: SVGGElement;
  /** What has the focus and the label. The text is beside it: a button's text would have to be its name. */
  readonly control: SVGGElement;
  readonly body: SVGElement;
  readonly stripe: SVGElement;
  readonly texts: Record<"title" | "tag" | "place" | "forward" | "gradient" | "badges", SVGTextElement>;
  readonly tooltip: SVGTitleElement;
}

export interface DrawnEdge {
  readonly edge: VisibleEdge;
  readonly element: SVGGElement;
  readonly line: SVGPathElement;
  readonly head: SVGPathElement;
  readonly label: SVGGElement;
  readonly points: readonly Point[];
  readonly tooltip: SVGTitleElement;
}

export interface ItemMarks {
  readonly selected: boolean;
  readonly linked: boolean;
  readonly cursor: boolean;
  readonly hit: boolean;
  readonly current: boolean;
  readonly waiting: boolean;
  readonly changed: boolean;
}

/** Hatching for what is no number: told apart without colour, NaN by diagonals, infinities by a lattice. */
export function patterns(): SVGDefsElement {
  const nan = svg(
    "pattern",
    { id: "gl-nan", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "odd-ground", width: 6, height: 6 }),
    svg("rect", { class: "odd-ink", width: 3, height: 6 }),
  );
  const inf = svg(
    "pattern",
    { id: "gl-inf", width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("rect", { class: "odd-ground", width: 6, height: 6 }),
    svg("path", { class: "odd-lines", d: "M0 1H6M1 0V6" }),
  );
  return svg("defs", {}, nan, inf);
}

export function drawItem(item: Item, at: Point, size: Size, isLeaf: boolean): DrawnItem {
  const { width, height } = size;
  const left = -width / 2;
  const top = -height / 2;
  const element = svg("g", {
    class: `item ${item.kind}`,
    transform: `translate(${at.x} ${at.y})`,
  });
  element.dataset["key"] = item.key;
  const control = svg("g", { class: "control", role: "button", tabindex: "-1" });
  const radius = isLeaf ? 13 : item.kind === "group" ? 3 : 5;
  if (item.kind === "group") {
    // A second sheet behind the first says that this is a stack.
    control.append(svg("rect", { class: "sheet", x: left + 4, y: top + 4, width, height, rx: radius }));
  }
  const body = svg("rect", { class: "body", x: left, y: top, width, height, rx: radius });
  const stripe = svg("path", { class: "stripe", d: stripePath(left, top, height, radius) });
  const tooltip = svg("title");
  const cover = svg("rect", { class: "cover", x: left, y: top, width, height }, tooltip);
  control.append(body, stripe);
  // The control's label says in words all that is written on it.
  const written = svg("g", { class: "written", "aria-hidden": "true" }, cover);
  element.append(control, written);
  const text = (name: string, attributes: Record<string, string | number>): SVGTextElement => {
    const made = svg("text", { class: name, ...attributes });
    written.append(made);
    return made;
  };
  const inner = left + STRIPE + PADDING;
  const right = width / 2 - PADDING;
  const isToggle = item.kind === "group";
  const texts = {
    title: text("title", { x: inner }),
    tag: text(isToggle ? "tag fold-toggle" : "tag", { x: right, "text-anchor": "end" }),
    place: text("place", { x: inner }),
    forward: text("forward", { x: inner }),
    gradient: text("gradient", { x: right, "text-anchor": "end" }),
    badges: text("badges", { x: inner }),
  };
  return { item, at, size, element, control, body, stripe, texts, tooltip };
}

function stripePath(left: number, top: number, height: number, radius: number): string {
  const bottom = top + height;
  const edge = left + Math.max(STRIPE, radius);
  return radius > STRIPE
    ? `M${edge} ${top}A${radius} ${radius} 0 0 0 ${left} ${top + radius}V${bottom - radius}A${radius} ${radius} 0 0 0 ${edge} ${bottom}Z`
    : `M${left + STRIPE} ${top}H${left + radius}A${radius} ${radius} 0 0 0 ${left} ${top + radius}V${bottom - radius}A${radius} ${radius} 0 0 0 ${left + radius} ${bottom}H${left + STRIPE}Z`;
}

/** The paint of a magnitude: a colour of the ramp, or the pattern of its class. */
export function paintOf(magnitude: Magnitude, scale: Scale, ramp: RampName): string {
  switch (magnitude.kind) {
    case "finite":
      return rampColour(ramp, position(scale, magnitude.norm));
    case "nan":
      return "url(#gl-nan)";
    case "inf":
      return "url(#gl-inf)";
    case "zero":
    case "none":
      return "none";
  }
}

export function paintItem(
  drawn: DrawnItem,
  face: Face,
  scale: Scale,
  ramp: RampName,
  label: string,
  marks: ItemMarks,
): void {
  const { element, control, body, stripe, texts, size, tooltip } = drawn;
  const classes = ["item", drawn.item.kind, face.shape, `m-${face.magnitude.kind}`];
  if (drawn.item.kind === "node" && drawn.item.use !== null) classes.push("use");
  for (const [name, isOn] of Object.entries(marks)) if (isOn === true) classes.push(name);
  element.setAttribute("class", classes.join(" "));
  setAttributes(control, {
    "aria-label": label + (marks.changed ? ", gradient differs from the pinned run" : ""),
    "aria-pressed": marks.selected ? "true" : "false",
    "aria-current": marks.current ? "step" : null,
  });
  element.dataset["label"] = label;
  tooltip.textContent = label;
  const paint = paintOf(face.magnitude, scale, ramp);
  setStyle(stripe, "fill", paint);
  setStyle(body, "--gl-paint", face.magnitude.kind === "finite" ? paint : "");
  let y = -size.height / 2 + 8 + LINE - 4;
  const write = (element: SVGTextElement, content: string, lineEnds: boolean): void => {
    if (element.textContent !== content) element.textContent = content;
    element.setAttribute("y", String(y));
    if (lineEnds) y += LINE;
  };
  write(texts.title, face.title, false);
  write(texts.tag, marks.changed ? `Δ ${face.tag}` : face.tag, true);
  write(texts.place, face.place, face.place !== "");
  write(texts.forward, face.forward, false);
  write(texts.gradient, gradientText(face), true);
  write(texts.badges, badgesText(face), true);
}

/** An empty value leaves it to the style sheet. */
function setStyle(element: SVGElement, property: string, value: string): void {
  if (value === "") element.style.removeProperty(property);
  else element.style.setProperty(property, value);
}

export function drawEdge(edge: VisibleEdge, points: readonly Point[]): DrawnEdge {
  const tooltip = svg("title");
  const line = svg("path", { class: "line", d: curve(points) });
  const head = svg("path", { class: "head" });
  const label = svg("g", { class: "edge-label" });
  const element = svg("g", { class: `edge${edge.isCarried ? " carried" : ""}` }, tooltip, line, head, label);
  element.dataset["key"] = edge.key;
  return { edge, element, line, head, label, points, tooltip };
}

export function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let path = `M${round(first.x)} ${round(first.y)}`;
  for (let at = 0; at + 2 < rest.length; at += 3) {
    const part = rest.slice(at, at + 3).map((point) => `${round(point.x)} ${round(point.y)}`);
    path += `C${part.join(" ")}`;
  }
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

export function paintEdge(
  drawn: DrawnEdge,
  magnitude: Magnitude,
  scale: Scale,
  ramp: RampName,
  text: string,
  marks: { readonly touches: boolean; readonly isFilm: boolean },
): void {
  const { element, line, head, label, edge, points } = drawn;
  const classes = ["edge", `m-${magnitude.kind}`];
  if (edge.isCarried) classes.push("carried");
  if (edge.members.length === 0) classes.push("same");
  if (marks.touches) classes.push("touches");
  if (marks.isFilm && magnitude.kind === "none") classes.push("waiting");
  element.setAttribute("class", classes.join(" "));
  const width = edge.isCarried ? Math.min(3, edgeWidth(scale, magnitude)) : edgeWidth(scale, magnitude);
  const colour = magnitude.kind === "finite" ? rampColour(ramp, position(scale, magnitude.norm)) : "";
  setStyle(line, "stroke-width", width.toFixed(2));
  setStyle(element, "--gl-paint", colour);
  setAttributes(head, { d: edge.members.length === 0 ? "" : arrowHead(points, 5 + width * 1.4) });
  drawn.tooltip.textContent =
    edge.members.length === 0
      ? "the same node"
      : `${edge.isCarried ? "from the previous pass; " : ""}${text === "" ? "no gradient" : `gradient ${text}`}`;
  label.replaceChildren();
  if (text === "") return;
  const at = middle(points);
  const half = text.length * 3.5 + 5;
  label.append(
    svg("rect", { x: at.x - half, y: at.y - 8, width: 2 * half, height: 16, rx: 3 }),
    svg("text", { x: at.x, y: at.y + 4, "text-anchor": "middle" }, text),
  );
}

/** The point half way along the curve, by its middle segment. */
export function middle(points: readonly Point[]): Point {
  const segments = Math.floor((points.length - 1) / 3);
  const at = Math.floor((segments - 1) / 2) * 3;
  const [a, b, c, d] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
  return { x: (a.x + 3 * b.x + 3 * c.x + d.x) / 8, y: (a.y + 3 * b.y + 3 * c.y + d.y) / 8 };
}

function arrowHead(points: readonly Point[], length: number): string {
  const tip = points.at(-1)!;
  const from = [...points].reverse().find((point) => Math.hypot(point.x - tip.x, point.y - tip.y) > 1) ?? points[0]!;
  const angle = Math.atan2(tip.y - from.y, tip.x - from.x);
  const wing = (side: number): string => {
    const turned = angle + Math.PI + side * 0.42;
    return `${round(tip.x + length * Math.cos(turned))} ${round(tip.y + length * Math.sin(turned))}`;
  };
  return `M${round(tip.x)} ${round(tip.y)}L${wing(1)}L${wing(-1)}Z`;
}
