/** The details of what is selected: a node's rule with numbers, gradients in and out, saved tensors, place. */
import type { GraphData, GraphNode, TensorFace } from "../../server/protocol/graph.ts";
import { button, html } from "../dom.ts";
import { badgesOf } from "../faces.ts";
import { edgeAt, type GraphIndex, isLeaf } from "../fold/graphIndex.ts";
import type { Folded, GroupItem } from "../fold.ts";
import { counted, lineText, oddities, shapeText, shortNumber, shortTensor } from "../format.ts";
import { magnitudeOf } from "../magnitude.ts";
import { sparkline } from "./sparkline.ts";

export interface DetailsEvents {
  /** Select this node, opening what it is folded in. */
  go(node: number): void;
  reveal(node: number): void;
  copy(text: string): void;
  setOpen(group: string, open: boolean): void;
  openPass(loop: string, pass: number): void;
}

/** The same node in the pinned run: undefined when no run is pinned, null when that run has no such node. */
export type Pinned = GraphNode | null | undefined;

export function nodeDetails(
  index: GraphIndex,
  folded: Folded,
  id: number,
  pinned: Pinned,
  events: DetailsEvents,
): HTMLElement {
  const { graph } = index;
  const node = graph.nodes[id]!;
  const sections: (HTMLElement | null)[] = [
    html("h2", {}, node.name),
    subtitle(node),
    place(node, events),
    rules(node),
    tensorSection("Forward value", node.forward, events),
    gradientSection(index, node, pinned, events),
    outgoing(graph, node, events),
    saved(node),
    facts(node),
    groupsAround(folded, id, events),
  ];
  return html("div", { class: "details-body" }, ...sections);
}

export function groupDetails(graph: GraphData, folded: Folded, item: GroupItem, events: DetailsEvents): HTMLElement {
  const members = item.nodes.map((id) => graph.nodes[id]!);
  const names = new Map<string, number>();
  for (const node of members) names.set(node.name, (names.get(node.name) ?? 0) + 1);
  const common = [...names].sort((a, b) => b[1] - a[1]);
  const first = members[0]!;
  const norms = members.map((node) => {
    const { kind, norm } = magnitudeOf(node.gradient);
    return kind === "none" || kind === "nan" ? Number.NaN : kind === "inf" ? Number.POSITIVE_INFINITY : norm;
  });
  return html(
    "div",
    { class: "details-body" },
    html("h2", {}, item.label, html("span", { class: "times" }, ` ×${members.length.toLocaleString("en-US")}`)),
    html("p", { class: "muted" }, describeGroup(item)),
    first.source !== null && item.group === "passes" ? html("pre", { class: "source" }, first.source) : null,
    html(
      "div",
      { class: "row" },
      button(item.group === "passes" ? "Unfold all passes" : "Unfold", "Draw each node of this group", () =>
        events.setOpen(item.groupKey, true),
      ),
      first.location === null
        ? null
        : button("Show source", "Reveal the source of the first node", () => events.reveal(first.id)),
    ),
    members.length > 2
      ? section(
          item.group === "passes" ? "‖gradient‖ over the passes" : "‖gradient‖ over the nodes",
          sparkline(norms, item.group === "passes" ? "pass" : "node", true),
        )
      : null,
    item.group === "passes" ? notablePasses(graph, folded, item, events) : null,
    common.length > 1 || item.group !== "passes"
      ? section(
          "Operations",
          html(
            "ul",
            { class: "plain" },
            ...common.slice(0, 12).map(([name, count]) => html("li", {}, `${name} ×${count.toLocaleString("en-US")}`)),
            common.length > 12 ? html("li", { class: "muted" }, `and ${common.length - 12} more`) : null,
          ),
        )
      : null,
    notableNodes(item, members, events),
  );
}

function describeGroup(item: GroupItem): string {
  switch (item.group) {
    case "passes": {
      const { passes } = item;
      if (passes === null) return "";
      return `passes ${passes.first + 1} to ${passes.last + 1} of ${passes.of} of one expression`;
    }
    case "scope":
      return `everything made in ${item.label}`;
    case "chain":
      return "a chain of operations without branches";
    case "leaves":
      return "leaves that only this loop uses";
    case "block":
      return "operations next to each other in the graph, folded to keep the drawing readable";
  }
}

/** Passes worth a look on their own: ends, extremes, the first one that is no number, those made of other nodes. */
function notablePasses(graph: GraphData, folded: Folded, item: GroupItem, events: DetailsEvents): HTMLElement | null {
  const { passes } = item;
  const loop = folded.loops.all.find((candidate) => candidate.key === item.groupKey);
  if (passes === null || loop === undefined) return null;
  const reasons = new Map<number, string[]>();
  const say = (at: number, why: string): void => {
    const known = reasons.get(at);
    if (known === undefined) reasons.set(at, [why]);
    else known.push(why);
  };
  say(passes.first, "first");
  say(passes.last, "last");
  let most = -1;
  let mostAt = -1;
  let least = Number.POSITIVE_INFINITY;
  let leastAt = -1;
  const odd = { nan: -1, inf: -1, zero: -1, none: -1 };
  item.nodes.forEach((id, offset) => {
    const { kind, norm } = magnitudeOf(graph.nodes[id]!.gradient);
    const at = passes.first + offset;
    // The backward pass meets the last pass first: where trouble starts is its last place in the order of passes.
    if (kind !== "finite") odd[kind] = at;
    else {
      if (norm > most) [most, mostAt] = [norm, at];
      if (norm < least) [least, leastAt] = [norm, at];
    }
  });
  if (mostAt >= 0) say(mostAt, "largest gradient");
  if (leastAt >= 0 && leastAt !== mostAt) say(leastAt, "smallest gradient");
  if (odd.nan >= 0) say(odd.nan, "NaN arises here");
  if (odd.inf >= 0) say(odd.inf, "Inf arises here");
  if (odd.zero >= 0) say(odd.zero, "gradient vanishes here");
  if (odd.none >= 0) say(odd.none, "no gradient");
  const entries = [...reasons].sort((a, b) => a[0] - b[0]);
  const input = html("input", {
    type: "number",
    min: passes.first + 1,
    max: passes.last + 1,
    value: passes.first + 1,
    "aria-label": "Pass to take out",
  });
  const open = (): void => {
    const wanted = Math.round(Number(input.value)) - 1;
    if (wanted >= passes.first && wanted <= passes.last) events.openPass(item.groupKey, wanted);
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") open();
  });
  return section(
    "Take a pass out",
    html(
      "ul",
      { class: "plain" },
      ...entries.map(([at, why]) =>
        html(
          "li",
          {},
          button(`Pass ${at + 1}`, `Draw pass ${at + 1} on its own`, () => events.openPass(item.groupKey, at), {
            class: "link",
          }),
          html("span", { class: "muted" }, ` ${why.join(", ")}`),
        ),
      ),
    ),
    html("div", { class: "row" }, input, button("Take out", "Draw this pass on its own", open)),
  );
}

function notableNodes(item: GroupItem, members: readonly GraphNode[], events: DetailsEvents): HTMLElement | null {
  if (item.group === "passes") return null;
  const largest = [...members]
    .filter((node) => node.gradient !== null)
    .sort((a, b) => severity(b) - severity(a))
    .slice(0, 5);
  if (largest.length === 0) return null;
  return section(
    "Largest gradients",
    html(
      "ul",
      { class: "plain" },
      ...largest.map((node) =>
        html("li", {}, nodeLink(node, events), html("span", { class: "code" }, ` ${shortTensor(node.gradient!)}`)),
      ),
    ),
  );
}

function severity(node: GraphNode): number {
  const { kind, norm } = magnitudeOf(node.gradient);
  return kind === "nan" ? Number.POSITIVE_INFINITY : kind === "inf" ? Number.MAX_VALUE : norm;
}

function subtitle(node: GraphNode): HTMLElement {
  const parts: string[] = [];
  if (isLeaf(node)) parts.push(node.variable === null ? "leaf without a name" : `leaf ${node.variable}`);
  else if (node.variable !== null) parts.push(`makes ${node.variable}`);
  if (node.kind === "custom") parts.push("custom autograd.Function");
  if (node.passes > 1) parts.push(`pass ${node.pass + 1} of ${node.passes}`);
  if (node.order !== null) parts.push(`step ${node.order + 1} of the backward pass`);
  else parts.push("not reached by the backward pass");
  const marks = badgesOf(node).map((badge) => html("span", { class: "pill", title: badge.meaning }, badge.text));
  return html("p", { class: "muted" }, parts.join(" · "), ...marks);
}

function place(node: GraphNode, events: DetailsEvents): HTMLElement | null {
  if (node.source === null && node.location === null) {
    return html("p", { class: "muted" }, "Made out of sight of the program's text.");
  }
  return html(
    "div",
    { class: "source-block" },
    node.source === null ? null : html("pre", { class: "source", tabindex: 0, "aria-label": "Source" }, node.source),
    html(
      "div",
      { class: "row" },
      node.location === null
        ? null
        : button(lineText(node.location.range.start.line), "Reveal in the editor", () => events.reveal(node.id), {
            class: "link",
          }),
      node.scope.length === 0 ? null : html("span", { class: "muted" }, `in ${node.scope.join(" › ")}`),
    ),
  );
}

function rules(node: GraphNode): HTMLElement | null {
  if (node.rule.length === 0) return null;
  return section("Local rule", ...node.rule.map((rule) => html("pre", { class: "rule" }, rule)));
}

function tensorSection(title: string, face: TensorFace | null, events: DetailsEvents): HTMLElement | null {
  return face === null ? null : section(title, tensor(face, events));
}

function tensor(face: TensorFace, events: DetailsEvents): HTMLElement {
  const stats = [`${face.dtype} ${shapeText(face.shape)}`];
  if (face.norm !== null && face.numel > 1) stats.push(`‖·‖ ${shortNumber(face.norm)}`);
  const odd = oddities(face);
  if (odd !== "" && face.numel > 1) stats.push(odd);
  if (face.zeroCount > 0 && face.numel > 1)
    stats.push(`${counted(face.zeroCount, "zero")} of ${face.numel.toLocaleString("en-US")}`);
  return html(
    "div",
    { class: "tensor" },
    html("pre", { tabindex: 0, "aria-label": "Tensor" }, face.text + (face.textIsCut ? "\n…" : "")),
    face.sample.length > 3 ? sparkline(face.sample, "element", false) : null,
    html(
      "div",
      { class: "row" },
      html("span", { class: "muted" }, stats.join(" · ")),
      button("Copy", "Copy this tensor's text", () => events.copy(face.text), { class: "link" }),
    ),
  );
}

/** Addends and their sum: accumulation is where the chain rule's paths meet. */
function gradientSection(index: GraphIndex, node: GraphNode, pinned: Pinned, events: DetailsEvents): HTMLElement {
  const { graph, consumers } = index;
  const parts: HTMLElement[] = [];
  if (node.gradient === null) {
    parts.push(
      html(
        "p",
        {},
        node.order === null ? "No gradient: the backward pass did not come here." : "No gradient flowed here.",
      ),
    );
  } else {
    if (node.incoming.length > 1) parts.push(sum(node));
    parts.push(tensor(node.gradient, events));
  }
  const origins = (consumers[node.id] ?? []).filter((ref) => edgeAt(graph, ref).gradient !== null);
  if (origins.length > 0) {
    const shown = origins.slice(0, 8);
    parts.push(
      html(
        "ul",
        { class: "plain" },
        ...shown.map((ref) =>
          html(
            "li",
            {},
            "from ",
            nodeLink(graph.nodes[ref.from]!, events),
            html("span", { class: "code" }, ` ${shortTensor(edgeAt(graph, ref).gradient!)}`),
          ),
        ),
        origins.length > shown.length
          ? html("li", { class: "muted" }, `and ${origins.length - shown.length} more`)
          : null,
      ),
    );
  }
  if (pinned !== undefined) parts.push(comparison(node, pinned));
  return section(isLeaf(node) ? "Gradient (goes to .grad)" : "Gradient", ...parts);
}

function sum(node: GraphNode): HTMLElement {
  const addends = node.incoming.map((face) => shortTensor(face, 12));
  const shown =
    addends.length > 6 ? [...addends.slice(0, 3), `… ${addends.length - 4} more …`, addends.at(-1)!] : addends;
  return html("p", { class: "sum code" }, `${shown.join(" + ")} = ${shortTensor(node.gradient!, 24)}`);
}

function comparison(node: GraphNode, pinned: GraphNode | null): HTMLElement {
  if (pinned === null) return html("p", { class: "pinned" }, "Not in the pinned run.");
  const was = pinned.gradient === null ? "none" : shortTensor(pinned.gradient, 28);
  const isSame = (pinned.gradient?.text ?? null) === (node.gradient?.text ?? null);
  return html("p", { class: "pinned" }, isSame ? "Same as in the pinned run." : `Pinned run: ${was}`);
}

function outgoing(graph: GraphData, node: GraphNode, events: DetailsEvents): HTMLElement | null {
  if (node.next.length === 0) return null;
  return section(
    "next_functions",
    html(
      "ol",
      { class: "edges-out", start: 0 },
      ...node.next.map((edge) => {
        if (edge.to === null)
          return html("li", {}, html("span", { class: "muted" }, "None: no gradient is needed here"));
        const gradient = edge.gradient === null ? "no gradient" : shortTensor(edge.gradient, 24);
        const nr = edge.inputNr === 0 ? "" : ` (output ${edge.inputNr})`;
        return html(
          "li",
          {},
          nodeLink(graph.nodes[edge.to]!, events),
          nr,
          html("span", { class: "code" }, ` ${gradient}`),
        );
      }),
    ),
  );
}

function nodeLink(node: GraphNode, events: DetailsEvents): HTMLElement {
  const name = isLeaf(node) && node.variable !== null ? `${node.name} ${node.variable}` : node.name;
  const pass = node.passes > 1 ? `, pass ${node.pass + 1}` : "";
  return button(name + pass, `Go to ${name}${pass}`, () => events.go(node.id), { class: "link" });
}

function saved(node: GraphNode): HTMLElement | null {
  if (node.saved.length === 0) return null;
  const list = html("dl", { class: "saved" });
  for (const { name, text, isStale } of node.saved) {
    list.append(
      html("dt", {}, `_saved_${name}`),
      html(
        "dd",
        {},
        html("pre", { tabindex: 0, "aria-label": `Saved ${name}` }, text),
        isStale ? html("p", { class: "warning" }, "Changed in place since it was saved: backward would raise.") : "",
      ),
    );
  }
  return section("Saved tensors", list);
}

function facts(node: GraphNode): HTMLElement | null {
  const rows: string[] = [];
  if (isLeaf(node)) rows.push("is_leaf");
  if (node.retainsGrad) rows.push(isLeaf(node) ? ".grad is kept" : "retains_grad");
  if (node.isView) rows.push("a view of its base");
  if (node.isInPlace) rows.push("rewritten in place");
  if (node.hookCount > 0) rows.push(counted(node.hookCount, "hook"));
  return rows.length === 0 ? null : html("p", { class: "muted" }, rows.join(" · "));
}

function groupsAround(folded: Folded, id: number, events: DetailsEvents): HTMLElement | null {
  const groups = folded.groupsOfNode(id).filter((group) => group.size > 1);
  if (groups.length === 0) return null;
  return section(
    "Folding",
    html(
      "ul",
      { class: "plain" },
      ...groups.map((group) =>
        html(
          "li",
          {},
          button(
            group.isOpen ? "Fold" : "Unfold",
            `${group.isOpen ? "Fold" : "Unfold"} ${group.label}`,
            () => events.setOpen(group.key, !group.isOpen),
            { class: "link" },
          ),
          ` ${group.label} (${counted(group.size, "node")})`,
        ),
      ),
    ),
  );
}

function section(title: string, ...children: readonly (HTMLElement | SVGElement | null)[]): HTMLElement {
  return html("section", {}, html("h3", {}, title), ...children);
}
