/** Code lenses: run backward and show the graph where a differentiable root is made, and what the last run asked for gave. */
import type { Range } from "../protocol/place.ts";
import { clientCommands, commands } from "../protocol/requests.ts";
import type { Root, TraceRange } from "../trace/trace.ts";
import type { CodeLens, Command } from "./editorTerms.ts";
import { runBackwardCommands, showGraphCommand } from "./rootCommands.ts";
import { isLeafEdge, type Scene, sameRange, sitesIn } from "./scene.ts";
import { statistic } from "./valueText.ts";

/** Lenses of the scene's document, top to bottom. */
export function provideCodeLenses(scene: Scene): CodeLens[] {
  if (!scene.settings.codeLens) return [];
  const lenses: CodeLens[] = [];
  const taken = new Set<number>();
  for (const { root, range } of placedRoots(scene)) {
    const location = scene.places.locate(range);
    if (location === null || location.uri !== scene.uri) continue;
    const { line } = location.range.start;
    if (taken.has(line)) continue;
    taken.add(line);
    const place: Range = { start: { line, character: 0 }, end: { line, character: 0 } };
    for (const command of rootActions(scene, root)) lenses.push({ range: place, command });
  }
  return lenses.sort((a, b) => a.range.start.line - b.range.start.line);
}

/** What a root offers now: to run, or, once it was run, what that gave and how to clear it. */
export function rootActions(scene: Scene, root: Root): Command[] {
  const { chosen, chosenRoot } = scene;
  if (chosen === null || chosenRoot !== root.key) {
    return [...runBackwardCommands(scene, root, 0), showGraphCommand(scene, root)];
  }
  const count = gradientCount(scene);
  return [
    {
      title: `✓ ${count} gradient${count === 1 ? "" : "s"} · ‖∇‖ ${statistic(chosen.norm)} · clear`,
      command: commands.clearBackward,
      arguments: [{ uri: scene.owner }],
      tooltip: "Forget this backward run",
    },
    showGraphCommand(scene, root),
  ];
}

/** Leaves that the chosen run reached: what `.grad` would hold. */
export function gradientCount(scene: Scene): number {
  if (scene.chosen === null) return 0;
  const leaves = new Set<string>();
  for (const site of sitesIn(scene.trace)) {
    for (const { value } of site.visits) {
      if (value.kind === "tensor" && value.isLeaf && value.edge !== null) leaves.add(value.edge);
    }
  }
  let count = 0;
  for (const [edge, gradient] of scene.chosen.gradients) {
    if (isLeafEdge(edge) || leaves.has(edge) || gradient.accumulated !== null) count++;
  }
  return count;
}

/** Every root at its statement, and again at the `.backward()` calls that differentiated it. */
function placedRoots(scene: Scene): { root: Root; range: TraceRange }[] {
  const { roots, backwardRuns } = scene.trace;
  const placed: { root: Root; range: TraceRange }[] = [];
  const add = (root: Root, range: TraceRange) => {
    // In a loop, the last pass stands for the statement.
    const at = placed.findIndex((other) => sameRange(other.range, range));
    if (at < 0) placed.push({ root, range });
    else placed[at] = { root, range };
  };
  for (const root of roots) add(root, root.range);
  for (const run of backwardRuns) {
    if (run.kind !== "call" || run.range === null) continue;
    const root =
      roots.find((candidate) => candidate.edge === run.rootEdge) ??
      roots.find((candidate) => candidate.name !== null && candidate.name === run.rootName);
    if (root !== undefined) add(root, run.range);
  }
  return placed;
}

/** The one offer on a file that imports torch and has no annotation. */
export function provideInvitation(uri: string, torchImport: Range): CodeLens[] {
  const { line } = torchImport.start;
  const range: Range = { start: { line, character: 0 }, end: { line, character: 0 } };
  return [
    {
      range,
      command: {
        title: "GradLens: inspect this file",
        command: commands.inspectFile,
        arguments: [{ uri, on: true }],
        tooltip: "Show values and gradients for this session, without an edit",
      },
    },
    {
      range,
      command: {
        title: "Annotate",
        command: clientCommands.annotateFile,
        arguments: [uri],
        tooltip: "Insert # gradlens: on",
      },
    },
  ];
}
