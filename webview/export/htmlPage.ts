/**
 * One self-contained HTML page: the drawing, the code lines that made it, and the details of each node on hover, focus
 * or press. Nothing is loaded from anywhere, so it can be published as it is.
 */
import type { GraphData, GraphNode } from "../../server/protocol/graph.ts";
import { isLeaf } from "../fold/graphIndex.ts";
import { shapeText, shortTensor } from "../format.ts";
import type { Scene } from "../view/stage.ts";

export interface PageColours {
  readonly ground: string;
  readonly ink: string;
  readonly muted: string;
  readonly line: string;
}

/** What the page's script knows of an item: heading, and lines of text that may have several rows. */
interface Card {
  readonly title: string;
  readonly lines: readonly (readonly [string, string])[];
  /** Source lines, from 1. */
  readonly at: readonly number[];
}

export function htmlPage(scene: Scene, picture: SVGSVGElement, title: string, colours: PageColours): string {
  const { graph } = scene.index;
  const cards: Record<string, Card> = {};
  for (const item of scene.folded.items) {
    cards[item.key] =
      item.kind === "node"
        ? nodeCard(graph, graph.nodes[item.node]!)
        : groupCard(
            `${item.label} ×${item.nodes.length}`,
            item.nodes.map((id) => graph.nodes[id]!),
          );
  }
  picture.querySelectorAll<SVGGElement>("g.item").forEach((element) => {
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", element.getAttribute("data-label") ?? "");
    // The card says it better than the browser's own tooltip would.
    element.querySelector("title")?.remove();
  });
  picture.setAttribute("role", "group");
  const code = codeLines(graph)
    .map(
      ([line, text]) =>
        `<li data-line="${line}" tabindex="0"><span class="number">${line}</span><code>${escaped(text)}</code></li>`,
    )
    .join("\n");
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { margin: 0; background: ${colours.ground}; color: ${colours.ink}; font: 14px/1.45 system-ui, sans-serif; }
main { display: flex; flex-wrap: wrap; gap: 24px; padding: 16px; align-items: flex-start; }
h1 { font-size: 18px; margin: 16px 16px 0; }
.code { list-style: none; margin: 0; padding: 0; flex: 0 1 420px; font: 13px/1.6 ui-monospace, Menlo, Consolas, monospace; overflow-x: auto; }
.code li { white-space: pre; padding: 0 8px; border-left: 3px solid transparent; cursor: default; }
.code li.lit { border-left-color: #c07000; background: color-mix(in srgb, #c07000 16%, transparent); }
.number { display: inline-block; width: 3em; color: ${colours.muted}; }
.drawing { flex: 1 1 480px; overflow: auto; max-height: 90vh; border: 1px solid ${colours.line}; }
.drawing svg { display: block; max-width: none; }
g.item { cursor: pointer; }
g.item:focus { outline: none; }
g.item.lit .body, g.item:focus .body, g.item:hover .body { stroke: #c07000; stroke-width: 3; }
#card { position: fixed; max-width: min(460px, 90vw); max-height: 70vh; overflow: auto; padding: 10px 12px; background: ${colours.ground}; color: ${colours.ink}; border: 1px solid ${colours.line}; border-radius: 4px; box-shadow: 0 4px 16px rgb(0 0 0 / 35%); }
#card h2 { font-size: 14px; margin: 0 0 6px; }
#card dt { color: ${colours.muted}; font-size: 12px; margin-top: 6px; }
#card dd { margin: 0; }
#card pre { margin: 0; white-space: pre-wrap; font: 12px/1.5 ui-monospace, Menlo, Consolas, monospace; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<main>
<ol class="code" aria-label="Code">
${code}
</ol>
<div class="drawing" aria-label="Gradient graph">${new XMLSerializer().serializeToString(picture)}</div>
</main>
<div id="card" role="tooltip" hidden></div>
<script type="application/json" id="cards">${JSON.stringify(cards).replaceAll("<", "\\u003c")}</script>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

/** Runs in the exported page. It only ever writes text nodes. */
const SCRIPT = `
const cards = JSON.parse(document.getElementById("cards").textContent);
const card = document.getElementById("card");
const items = [...document.querySelectorAll("g.item")];
const lines = [...document.querySelectorAll(".code li")];
const add = (parent, tag, text) => {
  const made = document.createElement(tag);
  made.textContent = text;
  parent.append(made);
  return made;
};
function show(item) {
  const about = cards[item.dataset.key];
  if (!about) return;
  card.replaceChildren();
  add(card, "h2", about.title);
  const list = add(card, "dl", "");
  for (const [name, text] of about.lines) {
    add(list, "dt", name);
    add(add(list, "dd", ""), "pre", text);
  }
  card.hidden = false;
  const box = item.getBoundingClientRect();
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  card.style.left = Math.max(8, Math.min(innerWidth - width - 8, box.right + 12 + width < innerWidth ? box.right + 12 : box.left - width - 12)) + "px";
  card.style.top = Math.max(8, Math.min(innerHeight - height - 8, box.top)) + "px";
  for (const line of lines) line.classList.toggle("lit", about.at.includes(Number(line.dataset.line)));
}
function hide() {
  card.hidden = true;
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
}
for (const item of items) {
  item.addEventListener("pointerenter", () => show(item));
  item.addEventListener("focus", () => show(item));
  item.addEventListener("pointerleave", hide);
  item.addEventListener("blur", hide);
}
for (const line of lines) {
  const light = () => {
    hide();
    line.classList.add("lit");
    const number = Number(line.dataset.line);
    for (const item of items) item.classList.toggle("lit", cards[item.dataset.key]?.at.includes(number) ?? false);
  };
  line.addEventListener("pointerenter", light);
  line.addEventListener("focus", light);
  line.addEventListener("pointerleave", hide);
  line.addEventListener("blur", hide);
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
});
`;

function nodeCard(graph: GraphData, node: GraphNode): Card {
  const lines: [string, string][] = [];
  const { location } = node;
  if (node.source !== null)
    lines.push([location === null ? "source" : `line ${location.range.start.line + 1}`, node.source]);
  if (node.passes > 1) lines.push(["pass", `${node.pass + 1} of ${node.passes}`]);
  if (node.scope.length > 0) lines.push(["in", node.scope.join(" › ")]);
  if (node.rule.length > 0) lines.push(["local rule", node.rule.join("\n")]);
  if (node.forward !== null)
    lines.push([`value ${node.forward.dtype} ${shapeText(node.forward.shape)}`, node.forward.text]);
  if (node.gradient !== null) lines.push(["gradient", node.gradient.text]);
  if (node.incoming.length > 1 && node.gradient !== null) {
    const addends = node.incoming.slice(0, 6).map((face) => shortTensor(face));
    if (node.incoming.length > 6) addends.push(`… ${node.incoming.length - 6} more`);
    lines.push(["accumulated", `${addends.join(" + ")} = ${shortTensor(node.gradient)}`]);
  }
  const outgoing = node.next.map((edge) => {
    if (edge.to === null) return "None";
    const to = graph.nodes[edge.to]!;
    const name = isLeaf(to) && to.variable !== null ? `${to.name} ${to.variable}` : to.name;
    return `${name}${edge.gradient === null ? "" : `  ${shortTensor(edge.gradient)}`}`;
  });
  if (outgoing.length > 0) lines.push(["next_functions", outgoing.join("\n")]);
  const title = isLeaf(node) && node.variable !== null ? `${node.name} ${node.variable}` : node.name;
  return { title, lines, at: lineNumbers([node]) };
}

function groupCard(title: string, nodes: readonly GraphNode[]): Card {
  const sources = [...new Set(nodes.map((node) => node.source).filter((source) => source !== null))];
  const lines: [string, string][] = [];
  if (sources.length > 0)
    lines.push(["source", [...sources.slice(0, 8), ...(sources.length > 8 ? ["…"] : [])].join("\n")]);
  const names = [...new Set(nodes.map((node) => node.name))];
  lines.push(["operations", names.slice(0, 12).join(", ") + (names.length > 12 ? ", …" : "")]);
  return { title, lines, at: lineNumbers(nodes) };
}

function lineNumbers(nodes: readonly GraphNode[]): number[] {
  const lines = nodes.flatMap(({ location }) => (location === null ? [] : [location.range.start.line + 1]));
  return [...new Set(lines)];
}

/** For each line that made a node the longest excerpt known of it, in the order of the text. */
function codeLines(graph: GraphData): [number, string][] {
  const longest = new Map<number, string>();
  for (const { location, source } of graph.nodes) {
    if (location === null || source === null) continue;
    const line = location.range.start.line + 1;
    if ((longest.get(line)?.length ?? -1) < source.length) longest.set(line, source);
  }
  return [...longest].sort((a, b) => a[0] - b[0]);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
