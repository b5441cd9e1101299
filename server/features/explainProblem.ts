/**
 * What PyTorch's message can't say: which line is the cause. Found in the Trace alone: values know their identity, their
 * version and whether they require grad.
 */
import type { Problem, SiteRecord, TensorValue, Trace, TraceRange } from "../trace/trace.ts";
import { contains, type Places, sitesIn } from "./scene.ts";
import { capped } from "./valueText.ts";

export interface Explanation {
  readonly range: TraceRange;
  readonly message: string;
  /** True for the place that has to change; the others lead to it. */
  readonly isCause: boolean;
  /** True when the problem itself lists this place already: the run saw it happen. */
  readonly isListed?: boolean;
}

/** Empty where there is nothing to add, or nothing certain. */
export function explainProblem(problem: Problem, trace: Trace, places: Places): Explanation[] {
  if (problem.kind !== "exception") return [];
  const { message } = problem;
  if (message.startsWith("element 0 of tensors does not require grad")) return explainCut(problem, trace, places);
  if (message.includes("has been modified by an inplace operation")) return explainConflict(problem, trace);
  return [];
}

// ---------------------------------------------------------------- in-place conflicts

/** What the run says of the line that wrote over a saved tensor. */
const changedHere = "changed in place here";

function explainConflict(problem: Problem, trace: Trace): Explanation[] {
  const seen = problem.related.find(({ message }) => message === changedHere);
  if (seen !== undefined) {
    return [
      { range: seen.range, message: `${changedHere}: backward needs the old value`, isCause: true, isListed: true },
    ];
  }
  const versions = /is at version (\d+); expected version (\d+) instead/.exec(problem.message);
  const shape = /\[torch\.[\w.]+ \[([\d, ]*)\]\]/.exec(problem.message)?.[1];
  if (versions === null || shape === undefined) return [];
  const expected = Number(versions[2]);
  const maker = /which is output \d+ of (\w+)/.exec(problem.message)?.[1]?.replace(/Backward\d*$/, "") ?? null;
  const isMeant = (value: TensorValue): boolean =>
    value.shape.join(", ") === shape &&
    (maker === null ? value.isLeaf : value.gradFn !== null && value.gradFn.replace(/Backward\d*$/, "") === maker);
  const saved = tensorsOf(trace).filter(
    ({ site, value }) => !site.isTarget && value.version === expected && isMeant(value),
  );
  // Without exactly one candidate, pointing at one would be a guess.
  const identities = new Set(saved.map(({ value }) => value.identity));
  if (identities.size !== 1) return [];
  const [identity] = identities;
  const first = saved.reduce((a, b) => (b.site.range.start < a.site.range.start ? b : a));
  const changed = tensorsOf(trace)
    .filter(({ value }) => value.identity === identity && value.version > expected)
    .sort((a, b) => a.value.version - b.value.version || a.site.range.start - b.site.range.start);
  const change = changed.find(({ site }) => site.isTarget || site.syntax === "Call") ?? changed[0];
  const found: Explanation[] = [
    { range: first.site.range, message: `backward needs this as it was here, at version ${expected}`, isCause: false },
  ];
  if (change !== undefined) {
    const message = `changed in place here, to version ${change.value.version}: backward needs version ${expected}`;
    found.push({ range: change.site.range, message, isCause: true });
  }
  return found;
}

interface SeenTensor {
  readonly site: SiteRecord;
  readonly value: TensorValue;
}

function tensorsOf(trace: Trace): SeenTensor[] {
  return sitesIn(trace).flatMap((site) =>
    site.visits.flatMap(({ value }) => (value.kind === "tensor" ? [{ site, value }] : [])),
  );
}

// ---------------------------------------------------------------- cut paths

/** Statements looked at on the way from the root back to where its path was cut. */
const searchLimit = 500;

/**
 * Follows the root's value backwards through the names it was made of, to the first expression that does not require
 * grad although something inside it does; without one, to the values that were made without `requires_grad=True`.
 */
function explainCut(problem: Problem, trace: Trace, places: Places): Explanation[] {
  const { code } = problem.range;
  const sites = sitesIn(trace).filter((site) => site.range.code === code && site.visits.length > 0);
  const source = places.source({ code, start: 0, end: Number.MAX_SAFE_INTEGER });
  const origins: Explanation[] = [];
  const seen = new Set<string>();
  const queue: TraceRange[] = [problem.range];
  for (let step = 0; step < searchLimit && step < queue.length; step++) {
    const range = queue[step]!;
    const inside = sites.filter((site) => !site.isTarget && contains(range, site.range));
    const cut = innermostCut(inside);
    if (cut !== null) {
      const [outer, inner] = [cut.outer, cut.inner].map(({ range: r }) =>
        capped(source.slice(r.start, r.end).replace(/\s*\n\s*/g, " "), 40),
      );
      const message = `the path for gradients ends here: \`${inner}\` requires grad, \`${outer}\` does not`;
      return [{ range: cut.outer.range, message, isCause: true }];
    }
    const before = queue.length;
    for (const site of inside) {
      if (site.syntax !== "Name" || site.name === null || lastTensor(site) === null) continue;
      const target = bindingBefore(sites, site);
      if (target === null || seen.has(`${target.range.start}`)) continue;
      seen.add(`${target.range.start}`);
      queue.push({ code, start: target.range.end, end: statementEndOffset(source, target.range.start) });
    }
    if (step > 0 && queue.length === before) {
      const made = inside.find((site) => isFloat(lastTensor(site)));
      if (made !== undefined && origins.length < 3) {
        origins.push({ range: made.range, message: "made here without `requires_grad=True`", isCause: true });
      }
    }
  }
  return origins;
}

function innermostCut(sites: readonly SiteRecord[]): { outer: SiteRecord; inner: SiteRecord } | null {
  let best: { outer: SiteRecord; inner: SiteRecord } | null = null;
  for (const outer of sites) {
    const value = outer.visits[outer.visits.length - 1]!.value;
    const isCut = value.kind === "tensor" ? !value.requiresGrad : value.number !== null;
    if (
      !isCut ||
      (outer.syntax !== "Call" &&
        outer.syntax !== "BinOp" &&
        outer.syntax !== "Attribute" &&
        outer.syntax !== "Compare" &&
        outer.syntax !== "UnaryOp" &&
        outer.syntax !== "Subscript")
    )
      continue;
    // `x.shape[0]`, `x.grad`: these never were on a path.
    if (/\.(shape|grad|dtype|ndim|size\(.*\)|numel\(\))$/.test(outer.name ?? "")) continue;
    const inner = sites.find(
      (site) => site !== outer && contains(outer.range, site.range) && lastTensor(site)?.requiresGrad === true,
    );
    if (inner === undefined) continue;
    if (best === null || contains(best.outer.range, outer.range)) best = { outer, inner };
  }
  return best;
}

function lastTensor(site: SiteRecord): TensorValue | null {
  const value = site.visits[site.visits.length - 1]?.value;
  return value?.kind === "tensor" ? value : null;
}

function isFloat(value: TensorValue | null): boolean {
  return value !== null && /float|complex/.test(value.dtype);
}

/** The last binding of a name above a place, in the same function. */
function bindingBefore(sites: readonly SiteRecord[], use: SiteRecord): SiteRecord | null {
  let found: SiteRecord | null = null;
  for (const site of sites) {
    if (!site.isTarget || site.name !== use.name || site.scope !== use.scope) continue;
    if (site.range.start < use.range.start && (found === null || site.range.start > found.range.start)) found = site;
  }
  return found;
}

/** The end of the logical line that begins at `start`: brackets continue it. Strings are not looked into. */
function statementEndOffset(source: string, start: number): number {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    const c = source[i]!;
    if ("([{".includes(c)) depth++;
    else if (")]}".includes(c)) depth--;
    else if (c === "\n" && depth <= 0) return i;
  }
  return source.length;
}
