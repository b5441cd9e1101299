/** What a notebook cell's status bar offers: the lenses of its roots, each named, since they stand away from the line. */
import type { CellStatusItem } from "../protocol/requests.ts";
import { rootActions } from "./provideCodeLenses.ts";
import type { Scene } from "./scene.ts";

/** At most the last three roots of the cell: a status bar is short. */
export function provideCellStatus(scene: Scene): CellStatusItem[] {
  const here = scene.trace.roots.filter((root) => scene.places.locate(root.range)?.uri === scene.uri);
  const byPlace = new Map(here.map((root) => [`${root.range.start}:${root.range.end}`, root]));
  const roots = [...byPlace.values()].slice(-3);
  return roots.flatMap((root) => {
    const name = root.name ?? root.gradFn;
    return rootActions(scene, root).map((command) => ({
      text:
        command.title.startsWith("▶") || command.title === "Graph"
          ? `${command.title} ${roots.length > 1 || command.title !== "Graph" ? name : ""}`.trim()
          : command.title,
      tooltip: command.tooltip ?? `GradLens: ${command.title} (${name})`,
      command: { command: command.command, arguments: command.arguments },
    }));
  });
}
