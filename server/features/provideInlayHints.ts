/**
 * Inlay hints at the end of a line: what the line left behind and its gradient, short, on one line. The whole value is
 * the hover's business; a hint's job is never to move the text that is being typed.
 */
import type { Range } from "../protocol/place.ts";
import type { InlayHint } from "./editorTerms.ts";
import { block } from "./markdown.ts";
import { derivativeText, type PlacedSite, rootNameOf, type Scene, shownGradient, shownVisit } from "./scene.ts";
import { type StatementValues, statementsOf } from "./statements.ts";
import { capped, fullText, shortFace, shortText } from "./valueText.ts";

/** Hints of the lines in `range`. Empty when they are switched off. */
export function provideInlayHints(scene: Scene, range: Range): InlayHint[] {
  const { inlayHints } = scene.settings;
  if (inlayHints === "off") return [];
  const hints = new Map<number, InlayHint>();
  for (const statement of statementsOf(scene)) {
    if (statement.line < range.start.line || statement.line > range.end.line) continue;
    const hint = hintOf(scene, statement);
    if (hint !== null) hints.set(hint.line, hint);
  }
  if (inlayHints !== "gradients") addPrinted(scene, range, hints);
  return [...hints.values()].sort((a, b) => a.line - b.line);
}

function hintOf(scene: Scene, statement: StatementValues): InlayHint | null {
  const { inlayHints, hintLength } = scene.settings;
  const text = scene.places.line(scene.uri, statement.line);
  const values = inlayHints === "gradients" || /#\s*=>/.test(text) ? [] : named(scene, statement, valueHint);
  const hidesGradients = inlayHints === "values" || (scene.chosen !== null && scene.settings.drawsOverlay);
  const gradients = hidesGradients ? [] : named(scene, statement, gradientHint);
  const value = values.join(", ");
  const gradient = gradients.length === 0 ? "" : `∇ ${gradients.join(", ")}`;
  if (value === "" && gradient === "") return null;
  return {
    line: statement.line,
    character: text.trimEnd().length,
    text: fitted(value, gradient, hintLength),
    tooltip: tooltip(scene, statement),
  };
}

/** Value and gradient share the length; what one does not need, the other may use. */
function fitted(value: string, gradient: string, length: number): string {
  if (value === "" || gradient === "") return capped(value + gradient, length);
  const joint = " · ";
  const free = length - joint.length;
  const half = Math.floor(free / 2);
  const forValue = Math.max(half, free - gradient.length);
  const cutValue = capped(value, Math.max(1, forValue));
  return cutValue + joint + capped(gradient, Math.max(1, free - cutValue.length));
}

type Part = (scene: Scene, placed: PlacedSite) => string | null;

/** One text for each site; names are said only where there are several with different texts. */
function named(scene: Scene, statement: StatementValues, part: Part): string[] {
  const found = statement.sites.flatMap((placed) => {
    const text = part(scene, placed);
    return text === null ? [] : [{ name: placed.site.name, text }];
  });
  if (new Set(found.map(({ text }) => text)).size <= 1) return found.slice(0, 1).map(({ text }) => text);
  return found.map(({ name, text }) => (name === null ? text : `${name} = ${text}`));
}

function valueHint(scene: Scene, { site, range }: PlacedSite): string | null {
  const { value } = shownVisit(scene, site);
  if (value.kind === "plain") {
    if (value.className === "NoneType" || value.text.startsWith("<")) return null;
    if (
      site.isTarget &&
      isLiteral(scene.places.line(scene.uri, range.end.line).slice(range.end.character), value.text)
    ) {
      return null;
    }
  }
  const text = shortText(value);
  if (text === null) return null;
  return site.count > 1 ? `${text} ×${site.count}` : text;
}

/** The line itself already says the value: `lr = 0.1`, `name = "a"`. */
function isLiteral(behindTarget: string, text: string): boolean {
  // Several targets with a number each.
  if (/^[\s\w,.()]*=\s*[-\d.,\s()]+(#.*)?$/.test(behindTarget)) return true;
  const right = /^\s*(?::[^=]*)?=\s*(.*?)\s*(#[^"']*)?$/.exec(behindTarget)?.[1];
  if (right === undefined) return false;
  return (
    right === text ||
    /^[rbuRBU]?(["'])(?:(?!\1|\\).|\\.)*\1$/.test(right) ||
    /^-?[\d_]*\.?[\d_]*(e[+-]?\d+)?$/i.test(right)
  );
}

function gradientHint(scene: Scene, { site }: PlacedSite): string | null {
  const shown = shownGradient(scene, site, shownVisit(scene, site));
  if (shown === null) return null;
  const gradient = shown.run.gradients.get(shown.edge)!;
  return shortFace(gradient.value);
}

function tooltip(scene: Scene, statement: StatementValues): string {
  const parts: string[] = scene.isStale ? ["*from before the last edit*"] : [];
  for (const { site } of statement.sites) {
    const visit = shownVisit(scene, site);
    const name = site.name ?? scene.places.source(site.range);
    const text = fullText(visit.value);
    if (text !== null) parts.push(block(`${name}\n${capped(text, 1500)}`));
    if (site.count > 1) parts.push(`pass ${visit.pass + 1} of ${site.count}`);
    const shown = shownGradient(scene, site, visit);
    if (shown !== null) {
      const gradient = shown.run.gradients.get(shown.edge)!;
      parts.push(block(`${derivativeText(rootNameOf(scene, shown.run), name)}\n${capped(gradient.value.text, 1500)}`));
    }
  }
  return parts.join("\n\n");
}

/** What a line printed, where the line has no value of its own. */
function addPrinted(scene: Scene, range: Range, hints: Map<number, InlayHint>): void {
  const printed = new Map<number, string[]>();
  for (const output of scene.trace.outputs) {
    if (output.kind !== "stdout" || output.range === null || output.text.trim() === "") continue;
    const location = scene.places.locate(output.range);
    if (location === null || location.uri !== scene.uri) continue;
    const { line } = location.range.end;
    if (line < range.start.line || line > range.end.line || hints.has(line)) continue;
    const texts = printed.get(line);
    if (texts === undefined) printed.set(line, [output.text]);
    else texts.push(output.text);
  }
  for (const [line, texts] of printed) {
    const text = scene.places.line(scene.uri, line);
    if (/#\s*=>/.test(text)) continue;
    const whole = texts.join("");
    const lines = whole.trimEnd().split("\n");
    const last = lines[lines.length - 1]!;
    const count = texts.length > 1 && lines.length >= texts.length ? ` ×${texts.length}` : "";
    hints.set(line, {
      line,
      character: text.trimEnd().length,
      text: capped(`› ${last}${count}`, scene.settings.hintLength),
      tooltip: block(capped(whole, 3000), "text"),
    });
  }
}
