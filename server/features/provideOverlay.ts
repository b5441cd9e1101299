/** The overlay of a chosen backward run: `∂loss/∂w = …` behind every line that contributed to its root. */
import type { OverlayLine } from "../protocol/requests.ts";
import { derivativeText, rootNameOf, type Scene, shownVisit } from "./scene.ts";
import { statementsOf } from "./statements.ts";
import { capped, shortFace } from "./valueText.ts";

/** The overlay is on screen only while a run is chosen, so it may take more room than a hint. */
const overlayLength = 100;

/** Empty when no run was asked for, or it was cleared. */
export function provideOverlay(scene: Scene): OverlayLine[] {
  const { chosen } = scene;
  if (chosen === null) return [];
  const root = rootNameOf(scene, chosen);
  const lines: OverlayLine[] = [];
  for (const { line, sites } of statementsOf(scene)) {
    const parts: string[] = [];
    const seen = new Set<string>();
    for (const { site } of sites) {
      const { value } = shownVisit(scene, site);
      if (value.kind !== "tensor" || value.edge === null || seen.has(value.edge)) continue;
      const gradient = chosen.gradients.get(value.edge);
      if (gradient === undefined) continue;
      seen.add(value.edge);
      const name = site.name ?? capped(scene.places.source(site.range).replace(/\s*\n\s*/g, " "), 24);
      parts.push(`${derivativeText(root, name)} = ${shortFace(gradient.value)}`);
    }
    if (parts.length === 0) continue;
    const length = scene.places.line(scene.uri, line).length;
    lines.push({
      range: { start: { line, character: 0 }, end: { line, character: length } },
      text: capped(parts.join(", "), overlayLength),
    });
  }
  return lines;
}
