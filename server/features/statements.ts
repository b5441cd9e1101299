/** What stands at the end of which line: the values that a statement leaves behind, grouped by its last line. */
import type { PlacedSite, Places, Scene } from "./scene.ts";
import { changedBy, sitesOf } from "./scene.ts";

export interface StatementValues {
  /** The line on which the statement ends, in the document as it is now. */
  readonly line: number;
  /** Targets in the order of the text; for an expression statement, the expression. */
  readonly sites: readonly PlacedSite[];
  readonly isAssignment: boolean;
}

const shown = new WeakMap<Scene, readonly StatementValues[]>();

/** The scene's statements that bind something or are an expression, top to bottom. */
export function statementsOf(scene: Scene): readonly StatementValues[] {
  const known = shown.get(scene);
  if (known !== undefined) return known;
  const byLine = new Map<number, { line: number; sites: PlacedSite[]; isAssignment: boolean }>();
  const ends = new Map<number, number>();
  const comprehensions = sitesOf(scene).filter(({ site }) => /Comp$|^GeneratorExp$/.test(site.syntax));
  for (const found of sitesOf(scene)) {
    const { range } = found;
    // The value of `x[0] = 5` is 5; what is worth telling is what became of x.
    const site = changedBy(scene, found.site) ?? found.site;
    const placed: PlacedSite = site === found.site ? found : { site: { ...site, isTarget: true }, range };
    const first = range.start.line;
    const isTarget = found.site.isTarget;
    const isWatched = /#\s*gradlens\s*:\s*watch\s+$/i.test(
      scene.places.line(scene.uri, first).slice(0, range.start.character),
    );
    if (!isTarget && !isWatched && !isWholeStatement(scene.places, scene.uri, placed)) continue;
    if (site.syntax === "Param" || site.syntax === "arg" || site.syntax === "Arg") continue;
    // What a comprehension binds is its own affair: its line ends with what it built.
    if (isTarget && comprehensions.some((outer) => covers(outer, found))) continue;
    let line = isTarget ? ends.get(first) : range.end.line;
    if (line === undefined) {
      line = statementEnd(scene.places, scene.uri, first);
      ends.set(first, line);
    }
    const entry = byLine.get(line);
    if (entry === undefined) byLine.set(line, { line, sites: [placed], isAssignment: isTarget });
    else if (isWatched || isTarget === entry.isAssignment) {
      // A tuple of targets and the targets in it are both recorded: the innermost are what was bound.
      entry.sites = entry.sites.filter((other) => !(covers(other, placed) && other !== placed));
      if (!entry.sites.some((other) => covers(placed, other))) entry.sites.push(placed);
    }
  }
  const found = [...byLine.values()].sort((a, b) => a.line - b.line);
  shown.set(scene, found);
  return found;
}

function covers(outer: PlacedSite, inner: PlacedSite): boolean {
  const [a, b] = [outer.site.range, inner.site.range];
  return a.code === b.code && a.start <= b.start && b.end <= a.end;
}

/** An expression with nothing beside it on its lines but `return`, a comment or a semicolon. */
function isWholeStatement(places: Places, uri: string, { site, range }: PlacedSite): boolean {
  if (site.syntax.endsWith("Stmt") || site.syntax === "Assign" || site.syntax === "AugAssign") return false;
  const before = places.line(uri, range.start.line).slice(0, range.start.character);
  if (!/^\s*(return\s+)?$/.test(before)) return false;
  const after = places.line(uri, range.end.line).slice(range.end.character);
  return /^\s*;?\s*(#.*)?$/.test(after);
}

/** The last line of the statement that begins on `line`: where its brackets and triple-quoted strings are closed. */
export function statementEnd(places: Places, uri: string, line: number): number {
  let depth = 0;
  let quote: string | null = null;
  const last = Math.min(places.lineCount(uri) - 1, line + 200);
  for (let at = line; at <= last; at++) {
    const text = places.line(uri, at);
    let continues = false;
    for (let i = 0; i < text.length; i++) {
      const c = text[i]!;
      if (quote !== null) {
        if (c === "\\") i++;
        else if (text.startsWith(quote, i)) {
          i += quote.length - 1;
          quote = null;
        }
      } else if (c === "#") break;
      else if (c === '"' || c === "'") {
        quote = text.startsWith(c.repeat(3), i) ? c.repeat(3) : c;
        i += quote.length - 1;
      } else if (c === "(" || c === "[" || c === "{") depth++;
      else if (c === ")" || c === "]" || c === "}") depth--;
      else if (c === "\\" && i === text.length - 1) continues = true;
    }
    if (quote !== null && quote.length === 1) quote = null;
    if (depth <= 0 && quote === null && !continues) return at;
  }
  return line;
}
