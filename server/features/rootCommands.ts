/** What can be asked of a root: run backward from it, reduce it first, show its graph. */
import { clientCommands, commands, type RunBackwardArgs } from "../protocol/requests.ts";
import type { Root } from "../trace/trace.ts";
import type { Command } from "./editorTerms.ts";
import type { Scene } from "./scene.ts";

/**
 * One command for a scalar; `.sum()`, `.mean()` and, up to `elementLimit` of them, single elements for other shapes:
 * backward needs a scalar, and which one is the user's choice.
 */
export function runBackwardCommands(scene: Scene, root: Root, elementLimit: number): Command[] {
  const run = (title: string, reduce?: RunBackwardArgs["reduce"]): Command => {
    const args: RunBackwardArgs = {
      uri: scene.owner,
      root: root.key,
      ...(reduce === undefined ? {} : { reduce }),
    };
    return { title, command: commands.runBackward, arguments: [args] };
  };
  if (root.isScalar) return [run("▶ Run backward")];
  const found = [run("▶ Run backward: .sum()", "sum"), run(".mean()", "mean")];
  const count = root.shape.reduce((a, b) => a * b, 1);
  if (count > 0 && count <= elementLimit) {
    for (let flat = 0; flat < count; flat++) {
      const element = unravelled(flat, root.shape);
      found.push(run(`[${element.join(", ")}]`, { element }));
    }
  }
  return found;
}

export function showGraphCommand(scene: Scene, root: Root): Command {
  return { title: "Graph", command: clientCommands.showGraph, arguments: [scene.owner, root.key] };
}

function unravelled(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  let rest = flat;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(rest % shape[axis]!);
    rest = Math.floor(rest / shape[axis]!);
  }
  return index;
}
