/**
 * The hover of a recorded expression: what it was at that line (shape first), its gradient in the backward run that the
 * line took part in, the local rule, the pass of the loop, and what can be done from here.
 */

import type { GraphData, GraphNode } from "../protocol/graph.ts";
import type { Position } from "../protocol/place.ts";
import { clientCommands, commands, type StepPassArgs } from "../protocol/requests.ts";
import type { BackwardRun, GradientRecord, Root, SiteRecord, TensorValue, Visit } from "../trace/trace.ts";
import type { Command, Hover } from "./editorTerms.ts";
import { chainTo, gradFnName, nodeOf, usingSite } from "./graphPlace.ts";
import { block, code, commandLink, picture } from "./markdown.ts";
import { seriesPicture, tensorPicture } from "./picture.ts";
import { runBackwardCommands } from "./rootCommands.ts";
import {
  derivativeText,
  rootNameOf,
  type Scene,
  sameRange,
  shownGradient,
  shownVisit,
  sitesAround,
  sitesIn,
} from "./scene.ts";
import {
  capped,
  fullText,
  plainTensorText,
  shapeText,
  shortFace,
  statistic,
  statisticsOf,
  statisticsText,
} from "./valueText.ts";

/** Larger texts are cut in the hover and offered whole through a link. */
const linesShown = 24;
const charactersShown = 2400;

/** Null where nothing was recorded: a place that is not evaluated, a keyword, a comment. */
export function provideHover(scene: Scene, position: Position): Hover | null {
  const place = scene.places.find(scene.uri, position);
  if (place === null) return null;
  const call = scene.trace.backwardRuns.find(
    (run) =>
      run.kind === "call" &&
      run.range !== null &&
      run.range.code === place.code &&
      endsAround(scene, run, place.offset),
  );
  const site = call === undefined ? meantSite(scene, sitesAround(scene, place)) : null;
  if (call?.range != null) {
    const location = scene.places.locate(call.range);
    if (location === null) return null;
    return { markdown: joined([staleNote(scene), backwardSummary(scene, call)]), range: location.range };
  }
  if (site === null) return null;
  const location = scene.places.locate(site.range);
  if (location === null) return null;
  const visit = shownVisit(scene, site);
  const parts =
    visit.value.kind === "tensor"
      ? tensorParts(scene, site, visit, visit.value)
      : [
          `${title(scene, site)} · ${code(visit.value.className)}`,
          block(shortened(visit.value.text)),
          passes(scene, site, visit, location.range.start.line),
          links(scene, valueLinks(visit.value.text, title(scene, site))),
        ];
  return { markdown: joined([staleNote(scene), ...parts]), range: location.range };
}

/** On `backward` or the parentheses of `loss.backward()`, the run is meant and not its value, which is None. */
function endsAround(scene: Scene, run: BackwardRun, offset: number): boolean {
  const range = run.range!;
  if (offset < range.start || offset > range.end) return false;
  const text = scene.places.source(range);
  const at = Math.max(text.lastIndexOf(".backward"), text.lastIndexOf(".grad("));
  return at >= 0 && offset > range.start + at;
}

const callables = new Set([
  "module",
  "function",
  "method",
  "type",
  "builtin_function_or_method",
  "method_descriptor",
  "method-wrapper",
]);

/** On the function of a call its result is meant; a module or function by itself is not worth a hover. */
function meantSite(scene: Scene, around: readonly SiteRecord[]): SiteRecord | null {
  for (const site of around) {
    const { value } = shownVisit(scene, site);
    if (value.kind === "tensor") return site;
    if (callables.has(value.className)) continue;
    if (value.className === "NoneType" && site.syntax !== "Name" && site.syntax !== "Attribute") continue;
    return site;
  }
  return null;
}

// ---------------------------------------------------------------- tensors

function tensorParts(scene: Scene, site: SiteRecord, visit: Visit, value: TensorValue): (string | null)[] {
  const text = fullText(value);
  const statistics = (value.data === null || value.data.length > 4 ? statisticsOf(value) : null) ?? nonFinite(value);
  const drawing = tensorPicture(value);
  const line = scene.places.locate(site.range)?.range.start.line ?? 0;
  return [
    `${title(scene, site)} · ${value.className} ${value.dtype} ${shapeText(value.shape)}${gradFnPart(value)}`,
    traits(value),
    text === null ? "*the value was not kept: the run's memory budget was spent*" : block(shortened(text)),
    statistics === null ? null : statisticsText(statistics),
    drawing === null ? null : picture(drawing, "elements"),
    ...gradientParts(scene, site, visit, value),
    passes(scene, site, visit, line),
    links(scene, [...actionLinks(scene, site, visit, value), ...valueLinks(text, title(scene, site))]),
  ];
}

function gradFnPart(value: TensorValue): string {
  const name = gradFnName(value.gradFn);
  return name === null ? "" : ` · ${name}`;
}

function traits(value: TensorValue): string | null {
  const found: string[] = [];
  if (value.isLeaf && value.requiresGrad) found.push("leaf", "requires_grad");
  else if (!value.requiresGrad) found.push("not tracked");
  if (value.isView) found.push("view");
  if (value.version > 0) found.push(`version ${value.version}`);
  if (value.retainsGrad && !value.isLeaf) found.push("retains_grad");
  return found.length === 0 ? null : found.join(" · ");
}

function nonFinite(value: TensorValue): ReturnType<typeof statisticsOf> {
  const statistics = statisticsOf(value);
  return statistics !== null && statistics.nans + statistics.infs > 0 ? statistics : null;
}

function gradientParts(scene: Scene, site: SiteRecord, visit: Visit, value: TensorValue): (string | null)[] {
  const shown = shownGradient(scene, site, visit);
  if (shown === null) {
    if (value.edge === null || scene.trace.backwardRuns.length === 0) return [];
    return ["no gradient: no backward run went through here"];
  }
  const gradient = shown.run.gradients.get(shown.edge)!;
  const name = site.name ?? capped(firstLine(scene.places.source(site.range)), 40);
  return [
    `**${code(derivativeText(rootNameOf(scene, shown.run), name))}**${passOf(scene, shown.run)}`,
    block(shortened(gradient.value.text)),
    sums(gradient),
    ...ruleParts(scene, site, visit, value),
  ];
}

function passOf(scene: Scene, run: BackwardRun): string {
  if (run.kind === "request") return "";
  const total = scene.trace.backwardRuns.filter(
    (other) => other.range !== null && run.range !== null && sameRange(other.range, run.range),
  ).length;
  return total > 1 ? ` in backward run ${run.pass + 1}` : "";
}

/** `6 + 6 = 12`: where paths met, and where the new gradient was added to what `.grad` held. */
function sums(gradient: GradientRecord): string | null {
  const lines: string[] = [];
  if (gradient.addends.length > 1) {
    const addends = gradient.addends.map((face) => inner(shortFace(face)));
    const total = inner(shortFace(gradient.value));
    lines.push(
      addends.join("").length + total.length <= 120
        ? `${gradient.addends.length} paths met: ${code(`${addends.join(" + ")} = ${total}`)}`
        : `${gradient.addends.length} paths met, of norm ${gradient.addends.map((face) => (face.norm === null ? "0" : statistic(face.norm))).join(", ")}`,
    );
  }
  if (gradient.accumulated !== null) {
    const { before, after } = gradient.accumulated;
    if (before === null) lines.push("`.grad` was None before");
    else {
      const sum = `${inner(before)} + ${inner(shortFace(gradient.value))} = ${inner(after)}`;
      lines.push(
        sum.length <= 120
          ? `accumulated in \`.grad\`: ${code(sum)}`
          : "accumulated in `.grad`, which was not None before",
      );
    }
  }
  return lines.length === 0 ? null : lines.join("  \n");
}

/** `tensor(6.)` → `6`, `tensor([1., 2.])` → `[1., 2.]`; whole numbers lose the point that only a tensor prints. */
function inner(text: string): string {
  const plain = plainTensorText(text);
  const content = /^tensor\((.*?)(, dtype=[\w.]+)?\)$/.exec(plain)?.[1] ?? plain;
  return /^-?\d+\.$/.test(content) ? content.slice(0, -1) : content;
}

function ruleParts(scene: Scene, site: SiteRecord, visit: Visit, value: TensorValue): (string | null)[] {
  const { graph } = scene;
  if (graph === null) return [];
  const at = nodeOf(scene, site, visit);
  let rules: string[] = [];
  if (value.isLeaf && value.edge !== null) {
    // A leaf has no rule of its own: what is told is how the expression around it depends on it.
    const user = usingSite(scene, site, value.edge);
    const node = user === null ? null : nodeOf(scene, user, shownVisit(scene, user));
    if (node !== null) rules = rulesOf(graph, node, at);
  } else if (at !== null) rules = rulesOf(graph, at, null);
  const chain = at === null ? [] : chainTo(graph, at);
  const words = chain.map((step) => (step.variable === null ? step.name : `${step.name} ${step.variable}`));
  const shown = words.length > 6 ? [...words.slice(0, 3), `… ${words.length - 5} more …`, ...words.slice(-2)] : words;
  return [
    rules.length === 0 ? null : rules.slice(0, 6).map(code).join("  \n"),
    chain.length > 1 ? `chain: ${code(shown.join(" → "))}` : null,
  ];
}

/** The rules of a node, one for each input that a gradient flows to; only that of `input` where one is given. */
function rulesOf(graph: GraphData, node: GraphNode, input: GraphNode | null): string[] {
  return node.rule.flatMap((rule, i) => {
    const edge = node.next[i];
    if (rule === "" || edge === undefined || edge.to === null) return [];
    if (input !== null && edge.to !== input.id) return [];
    if (rule.startsWith("∂")) return [rule];
    const to = graph.nodes[edge.to];
    const name = to?.variable ?? to?.source ?? `input ${i + 1}`;
    return [`${derivativeText(capped(node.source ?? node.name, 40), capped(name, 30))} = ${rule}`];
  });
}

// ---------------------------------------------------------------- loops

function passes(scene: Scene, site: SiteRecord, visit: Visit, line: number): string | null {
  if (site.count < 2) return null;
  const points = site.visits.flatMap(({ pass, value }) => {
    if (value.kind === "plain") return value.number === null ? [] : [{ x: pass, y: value.number }];
    return value.data?.length === 1 ? [{ x: pass, y: Number(value.data[0]) }] : [];
  });
  const curve = points.length === site.visits.length ? seriesPicture(points, visit.pass) : null;
  const kept = site.visits.length < site.count ? ` (${site.visits.length} kept)` : "";
  const at = site.visits.indexOf(visit);
  const step = (name: string, tooltip: string, index: number): string[] => {
    const target = site.visits[index];
    if (!scene.settings.commandLinks || target === undefined || index === at) return [];
    const args: StepPassArgs = { uri: scene.uri, line, pass: target.pass };
    return [commandLink({ title: name, command: commands.stepPass, arguments: [args], tooltip })];
  };
  const stepping = [
    ...step("⏮", "First pass", 0),
    ...step("◀", "Pass before", at - 1),
    ...step("▶", "Next pass", at + 1),
    ...step("⏭", "Last pass", site.visits.length - 1),
  ];
  const words = `pass ${visit.pass + 1} of ${site.count}${kept}`;
  return joined([
    stepping.length > 0 ? `${words} · ${stepping.join(" ")}` : words,
    curve === null ? null : picture(curve, "over the passes"),
  ]);
}

// ---------------------------------------------------------------- backward calls

/** What a `.backward()` did: the leaves it reached, largest gradient first. */
function backwardSummary(scene: Scene, run: BackwardRun): string {
  const ofCall = scene.trace.backwardRuns.filter((other) => other.range !== null && sameRange(other.range, run.range!));
  const last = ofCall[ofCall.length - 1]!;
  const leaves = [...last.gradients].filter(([, gradient]) => gradient.accumulated !== null);
  const names = leafNames(scene);
  const rows = leaves
    .map(([edge, gradient]) => ({ name: names.get(edge) ?? "a leaf", gradient }))
    .sort((a, b) => (b.gradient.value.norm ?? 0) - (a.gradient.value.norm ?? 0))
    .slice(0, 12)
    .map(({ name, gradient }) => `- ${code(name)} ${code(capped(shortFace(gradient.value), 60))}`);
  const count = last.pass > 0 ? ` · run ${last.pass + 1} of ${last.pass + 1}` : "";
  const more = leaves.length > 12 ? `\n- … ${leaves.length - 12} more` : "";
  return joined([
    `backward from ${code(rootNameOf(scene, last))}${count} · ${leaves.length} gradient${leaves.length === 1 ? "" : "s"} · ‖∇‖ ${statistic(last.norm)}`,
    rows.length === 0 ? null : rows.join("\n") + more,
  ]);
}

/** Leaf gradients by the name under which the text first bound the leaf. */
function leafNames(scene: Scene): Map<string, string> {
  const names = new Map<string, string>();
  for (const site of sitesIn(scene.trace)) {
    if (site.name === null) continue;
    for (const { value } of site.visits) {
      if (value.kind === "tensor" && value.isLeaf && value.edge !== null && (!names.has(value.edge) || site.isTarget)) {
        names.set(value.edge, site.name);
      }
    }
  }
  return names;
}

// ---------------------------------------------------------------- links and words

function actionLinks(scene: Scene, site: SiteRecord, visit: Visit, value: TensorValue): Command[] {
  if (value.edge === null) return [];
  const root = rootFor(scene, site, value);
  if (root === undefined) return [];
  const found: Command[] = runBackwardCommands(scene, root, root.edge === value.edge ? 16 : 0);
  const node = nodeOf(scene, site, visit);
  found.push({
    title: "Show in graph",
    command: clientCommands.showGraph,
    arguments: node === null ? [scene.owner, root.key] : [scene.owner, root.key, node.id],
  });
  return found;
}

/** The root that a value is, or that the user chose, or else the next one that is made after its place. */
function rootFor(scene: Scene, site: SiteRecord, value: TensorValue): Root | undefined {
  const { roots } = scene.trace;
  return (
    roots.find((candidate) => candidate.edge === value.edge) ??
    roots.find((candidate) => candidate.key === scene.chosenRoot) ??
    roots.find(
      ({ range }) => range.code > site.range.code || (range.code === site.range.code && range.end >= site.range.start),
    ) ??
    roots[roots.length - 1]
  );
}

/** A link's text is part of the hover: only what is short enough is carried in one, and only whole. */
function valueLinks(text: string | null, name: string): Command[] {
  if (text === null) return [];
  const found: Command[] = [];
  if (shortened(text) !== text && text.length < 20_000) {
    found.push({ title: "Whole value", command: clientCommands.showValue, arguments: [name.replace(/`/g, ""), text] });
  }
  if (text.length < 4000) found.push({ title: "Copy", command: clientCommands.copyValue, arguments: [text] });
  return found;
}

/** Nothing for editors that would show a link without being able to follow it. */
function links(scene: Scene, found: readonly Command[]): string | null {
  if (!scene.settings.commandLinks || found.length === 0) return null;
  return found.map(commandLink).join(" · ");
}

function title(scene: Scene, site: SiteRecord): string {
  return code(site.name ?? capped(firstLine(scene.places.source(site.range)), 48));
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : `${text.slice(0, end).trimEnd()}…`;
}

/** The first lines of a long text; the cut is said, never silent. */
function shortened(text: string): string {
  const lines = text.split("\n");
  const few = lines.slice(0, linesShown).join("\n");
  const cut = capped(few, charactersShown);
  if (cut === text) return text;
  return `${cut.replace(/…$/, "")}\n… (${text.length} characters)`;
}

function staleNote(scene: Scene): string | null {
  return scene.isStale ? "*from before the last edit*" : null;
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join("\n\n");
}

/** Key of the root whose graph explains the value at a position: its rule, its chain. Null where none does. */
export function graphRootFor(scene: Scene, position: Position): string | null {
  const place = scene.places.find(scene.uri, position);
  if (place === null || scene.trace.roots.length === 0) return null;
  const site = meantSite(scene, sitesAround(scene, place));
  if (site === null) return null;
  const visit = shownVisit(scene, site);
  if (visit.value.kind !== "tensor" || visit.value.edge === null) return null;
  const shown = shownGradient(scene, site, visit);
  if (shown !== null) {
    if (shown.run === scene.chosen) return scene.chosenRoot;
    const root = scene.trace.roots.find((candidate) => candidate.edge === shown.run.rootEdge);
    if (root !== undefined) return root.key;
  }
  return rootFor(scene, site, visit.value)?.key ?? null;
}
