/** The see-inside view of a run: everything that was recorded, line by line, as plain text. */
import type { Trace, TraceRange } from "../trace/trace.ts";
import type { Scene } from "./scene.ts";
import { capped, fullText, shapeText } from "./valueText.ts";

/** Every site, backward run, root, output and problem, one per line. */
export function showTrace(scene: Pick<Scene, "trace" | "places">): string {
  const { trace, places } = scene;
  const at = (range: TraceRange | null): string => {
    if (range === null) return "-";
    const location = places.locate(range);
    if (location === null) return "(gone)";
    const { start, end } = location.range;
    return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
  };
  const oneLine = (text: string, length = 100): string => capped(text.replace(/\s*\n\s*/g, " "), length);
  const lines: string[] = [heading(trace)];
  lines.push("", `sites (${trace.sites.length})`);
  for (const site of trace.sites) {
    const what = `${at(site.range)}\t${site.syntax}${site.isTarget ? " target" : ""}${site.name === null ? "" : ` ${site.name}`}`;
    lines.push(`${what}\t×${site.count}${site.scope === null ? "" : ` in ${site.scope}`}`);
    for (const { pass, value } of site.visits) {
      const facts =
        value.kind === "plain"
          ? value.className
          : [
              `${value.className}#${value.identity} ${value.dtype} ${shapeText(value.shape)}`,
              value.gradFn,
              value.isLeaf && value.requiresGrad ? "leaf" : null,
              value.isView ? "view" : null,
              value.version > 0 ? `version ${value.version}` : null,
              value.edge === null ? null : `edge ${value.edge}`,
            ]
              .filter((fact) => fact !== null)
              .join(" ");
      lines.push(`  ${pass}\t${facts}\t${oneLine(fullText(value) ?? "(not kept)")}`);
    }
  }
  lines.push("", `backward runs (${trace.backwardRuns.length})`);
  for (const run of trace.backwardRuns) {
    lines.push(
      `${at(run.range)}\t${run.kind} ${run.rootName ?? ""} edge ${run.rootEdge} pass ${run.pass} norm ${run.norm}`,
    );
    for (const [edge, gradient] of run.gradients) {
      const sum = gradient.addends.length > 1 ? ` (${gradient.addends.length} addends)` : "";
      lines.push(`  ${edge}\t${oneLine(gradient.value.text)}${sum}`);
    }
  }
  lines.push("", `roots (${trace.roots.length})`);
  for (const root of trace.roots) {
    lines.push(
      `${at(root.range)}\t${root.key}\t${root.name ?? "-"} ${shapeText(root.shape)} ${root.gradFn} edge ${root.edge}`,
    );
  }
  lines.push("", `outputs (${trace.outputs.length})`);
  for (const output of trace.outputs) lines.push(`${at(output.range)}\t${output.kind}\t${oneLine(output.text)}`);
  lines.push("", `problems (${trace.problems.length})`);
  for (const problem of trace.problems) {
    lines.push(`${at(problem.range)}\t${problem.kind} ${problem.name}\t${oneLine(problem.message, 200)}`);
    for (const related of problem.related) lines.push(`  ${at(related.range)}\t${oneLine(related.message, 200)}`);
  }
  return `${lines.join("\n")}\n`;
}

function heading(trace: Trace): string {
  const stopped = trace.stopped === null ? "" : `, ${trace.stopped}`;
  return `version ${trace.version}, ${trace.elapsed.toFixed(1)} ms${stopped}`;
}
