/**
 * What a feature looks at: one run of a document's snippet, where its text stands in the editor today, and what the user
 * chose to see of it. Features are pure functions of a {@link Scene} and a place.
 */
import type { GraphData } from "../protocol/graph.ts";
import type { Location, Position, Range } from "../protocol/place.ts";
import type { BackwardRun, SiteRecord, Trace, TraceRange, Visit } from "../trace/trace.ts";
import type { Settings } from "./settings.ts";
import { capped } from "./valueText.ts";

/** A position inside the source of one code of the run. */
export interface CodePlace {
  readonly code: number;
  readonly offset: number;
}

/**
 * Offsets of a run ↔ positions in documents as they are now. When the text has changed since the run, an
 * implementation moves what stands beside the change and answers null for what was replaced by it.
 */
export interface Places {
  locate(range: TraceRange): Location | null;
  /** Null outside evaluated text. */
  find(uri: string, position: Position): CodePlace | null;
  /** The text of a range as it was when it ran. */
  source(range: TraceRange): string;
  /** A line of a document as it is now, without its line end; empty beyond the last. */
  line(uri: string, line: number): string;
  lineCount(uri: string): number;
}

/** Which pass of the loop around a line the user stepped to. */
export interface PassChoice {
  readonly uri: string;
  readonly line: number;
  readonly pass: number;
}

export interface Scene {
  /** The text document looked at: a cell's URI in a notebook. */
  readonly uri: string;
  /** The file's URI, or the notebook's for a cell: what commands name. */
  readonly owner: string;
  readonly trace: Trace;
  readonly places: Places;
  /** The backward run that a lens asked for, until it is cleared. */
  readonly chosen: BackwardRun | null;
  /** Key of the root that `chosen` differentiated. */
  readonly chosenRoot: string | null;
  readonly passes: readonly PassChoice[];
  /** The text has changed since this run. */
  readonly isStale: boolean;
  readonly settings: Settings;
  /** The graph of the root that is shown, when it has been made: rules and the chain to the root come from it. */
  readonly graph: GraphData | null;
}

/** A place where a value was seen, located in the document. */
export interface PlacedSite {
  readonly site: SiteRecord;
  readonly range: Range;
}

const readSites = new WeakMap<Trace, readonly SiteRecord[]>();

/**
 * The sites of a run as they are shown. `x[0] = 5` records `x` before and after each change; what its line left behind
 * is the changed `x`, so only that is kept, and counted once for each pass.
 */
export function sitesIn(trace: Trace): readonly SiteRecord[] {
  let sites = readSites.get(trace);
  if (sites === undefined) {
    const changed = new Map<SiteRecord, SiteRecord>();
    for (const [at, target] of trace.sites.entries()) {
      if (!target.isTarget || target.syntax !== "Subscript") continue;
      const base = changedBase(trace.sites, at);
      if (base !== null) changed.set(base, withoutBefore(base, target.count));
    }
    sites = changed.size === 0 ? trace.sites : trace.sites.map((site) => changed.get(site) ?? site);
    readSites.set(trace, sites);
  }
  return sites;
}

/** The object that an item assignment changes: the widest expression that begins where the target begins. */
function changedBase(sites: readonly SiteRecord[], at: number): SiteRecord | null {
  const target = sites[at]!;
  for (let i = at + 1; i < sites.length; i++) {
    const site = sites[i]!;
    if (site.range.code !== target.range.code || site.range.start !== target.range.start) return null;
    if (site.range.end < target.range.end && !site.isTarget) return site.count === 2 * target.count ? site : null;
  }
  return null;
}

function withoutBefore(base: SiteRecord, count: number): SiteRecord {
  const visits = base.visits.filter(({ pass }) => pass % 2 === 1);
  return { ...base, count, visits: visits.map(({ pass, value }) => ({ pass: (pass - 1) / 2, value })) };
}

/** What an item assignment left behind: the object it changed; null for every other target. */
export function changedBy(scene: Scene, target: SiteRecord): SiteRecord | null {
  if (!target.isTarget || target.syntax !== "Subscript") return null;
  const sites = sitesIn(scene.trace);
  const at = sites.indexOf(target);
  for (let i = at + 1; i < sites.length; i++) {
    const site = sites[i]!;
    if (site.range.code !== target.range.code || site.range.start !== target.range.start) return null;
    if (site.range.end < target.range.end && !site.isTarget && site.visits.length > 0) return site;
  }
  return null;
}

const placedSites = new WeakMap<Scene, readonly PlacedSite[]>();

/** The sites of the run that stand in the scene's document and have a value, in the order of the Trace. */
export function sitesOf(scene: Scene): readonly PlacedSite[] {
  let sites = placedSites.get(scene);
  if (sites === undefined) {
    const found: PlacedSite[] = [];
    for (const site of sitesIn(scene.trace)) {
      if (site.visits.length === 0) continue;
      const location = scene.places.locate(site.range);
      if (location !== null && location.uri === scene.uri) found.push({ site, range: location.range });
    }
    sites = found;
    placedSites.set(scene, sites);
  }
  return sites;
}

export function contains(outer: TraceRange, inner: TraceRange): boolean {
  return outer.code === inner.code && outer.start <= inner.start && inner.end <= outer.end;
}

export function sameRange(a: TraceRange, b: TraceRange): boolean {
  return a.code === b.code && a.start === b.start && a.end === b.end;
}

/**
 * Sites around a place, innermost first. The end of a range counts as inside, since a caret behind a name means that
 * name, but a site that really covers the character wins over one that ends there.
 */
export function sitesAround(scene: Scene, place: CodePlace): SiteRecord[] {
  const around = sitesIn(scene.trace).filter(
    ({ range, visits }) =>
      visits.length > 0 && range.code === place.code && range.start <= place.offset && place.offset <= range.end,
  );
  const endsHere = (site: SiteRecord) => (site.range.end === place.offset ? 1 : 0);
  const length = (site: SiteRecord) => site.range.end - site.range.start;
  const names = (site: SiteRecord) => (site.name === null ? 1 : 0);
  return around
    .map((site, index) => ({ site, index }))
    .sort(
      (a, b) =>
        // A name that ends at the caret is still meant before the operator or bracket that follows it.
        Math.min(endsHere(a.site), names(a.site)) - Math.min(endsHere(b.site), names(b.site)) ||
        length(a.site) - length(b.site) ||
        b.index - a.index,
    )
    .map(({ site }) => site);
}

// ---------------------------------------------------------------- loops

/** First and last line of the innermost `for` or `while` around a line, by indentation; null outside loops. */
export function loopAround(places: Places, uri: string, line: number): { start: number; end: number } | null {
  const indentation = (text: string) => text.length - text.trimStart().length;
  const isBlank = (text: string) => /^\s*(#.*)?$/.test(text);
  let bound = indentation(places.line(uri, line));
  let start = /^\s*(async\s+)?(for|while)\b/.test(places.line(uri, line)) ? line : -1;
  for (let at = line - 1; at >= 0 && start < 0 && bound > 0; at--) {
    const text = places.line(uri, at);
    if (isBlank(text) || indentation(text) >= bound) continue;
    bound = indentation(text);
    if (/^\s*(async\s+)?(for|while)\b/.test(text)) start = at;
    else if (/^\s*(async\s+)?(def|class)\b/.test(text)) return null;
  }
  if (start < 0) return null;
  const head = indentation(places.line(uri, start));
  let end = start;
  for (let at = start + 1; at < places.lineCount(uri); at++) {
    const text = places.line(uri, at);
    if (isBlank(text)) continue;
    if (indentation(text) <= head) break;
    end = at;
  }
  return { start, end };
}

/** The pass that the user stepped to at this site, or null for the last one. */
function chosenPass(scene: Scene, site: SiteRecord): number | null {
  if (scene.passes.length === 0 || site.count < 2) return null;
  const location = scene.places.locate(site.range);
  if (location === null) return null;
  for (const choice of scene.passes) {
    if (choice.uri !== location.uri) continue;
    const loop = loopAround(scene.places, choice.uri, choice.line) ?? { start: choice.line, end: choice.line };
    const line = location.range.start.line;
    if (line >= loop.start && line <= loop.end) return choice.pass;
  }
  return null;
}

/** The visit that is shown of a site: the pass stepped to (or the kept one nearest before it), else the last. */
export function shownVisit(scene: Scene, site: SiteRecord): Visit {
  const pass = chosenPass(scene, site);
  const last = site.visits[site.visits.length - 1]!;
  if (pass === null) return last;
  let shown = site.visits[0]!;
  for (const visit of site.visits) if (visit.pass <= pass) shown = visit;
  return shown;
}

// ---------------------------------------------------------------- gradients

export interface ShownGradient {
  readonly run: BackwardRun;
  readonly edge: string;
}

/**
 * The backward run that a place took part in, and the edge under which it keeps the place's gradient. The run that the
 * user asked for comes first; among the snippet's own, one that also went through the expressions around this place (a
 * leaf is in every run that uses it, the expression it stands in is not); among those the run of the shown pass, else
 * the last.
 */
export function shownGradient(scene: Scene, site: SiteRecord, visit: Visit): ShownGradient | null {
  if (visit.value.kind !== "tensor" || visit.value.edge === null) return null;
  const edge = visit.value.edge;
  if (scene.chosen?.gradients.has(edge)) return { run: scene.chosen, edge };
  let candidates = scene.trace.backwardRuns.filter((run) => run.gradients.has(edge));
  if (candidates.length > 1) {
    const outer = edgesAround(scene, site, edge);
    const through = candidates.filter((run) => outer.some((e) => run.gradients.has(e)));
    if (through.length > 0) candidates = through;
  }
  if (candidates.length > 1 && site.count > 1) {
    const ofPass = candidates.filter((run) => run.pass === visit.pass);
    if (ofPass.length > 0) candidates = ofPass;
  }
  const run = candidates[candidates.length - 1];
  return run === undefined ? null : { run, edge };
}

/** Edges of the expressions around a site, and of the value of the statement it stands in. */
function edgesAround(scene: Scene, site: SiteRecord, edge: string): string[] {
  const edges: string[] = [];
  for (const other of sitesIn(scene.trace)) {
    if (other === site || other.visits.length === 0 || !contains(other.range, site.range)) continue;
    const { value } = shownVisit(scene, other);
    if (value.kind === "tensor" && value.edge !== null && value.edge !== edge) edges.push(value.edge);
  }
  return edges;
}

/** What a run differentiated, in words: `loss`, or the root's own expression in parentheses, else `root`. */
export function rootNameOf(scene: Scene, run: BackwardRun): string {
  if (run.rootName !== null) return run.rootName;
  const root = scene.trace.roots.find((candidate) => candidate.edge === run.rootEdge);
  if (root === undefined) return "root";
  if (root.name !== null) return root.name;
  const source = scene.places.source(root.range).replace(/\s*\n\s*/g, " ");
  return source === "" ? "root" : capped(source, 24);
}

/** `∂loss/∂w`, `∂loss/∂(w * x)`: expressions stand in parentheses. */
export function derivativeText(of: string, by: string): string {
  const term = (text: string) => (/^[\p{L}_][\p{L}\p{N}_.]*$/u.test(text) ? text : `(${text})`);
  return `∂${term(of)}/∂${term(by)}`;
}

/** Keys of leaves' gradients say so: a module's parameters are leaves that the text may never name. */
export function isLeafEdge(edge: string): boolean {
  return edge.startsWith("leaf");
}
