/** Code actions: what can be done about the problems of a range, and the backward runs that start in it. */
import type { Range } from "../protocol/place.ts";
import { commands } from "../protocol/requests.ts";
import type { CodeAction, Diagnostic } from "./editorTerms.ts";
import { type AnnotationProblem, diagnosticOf, directiveCode, expectationCode } from "./provideDiagnostics.ts";
import { runBackwardCommands } from "./rootCommands.ts";
import type { Scene } from "./scene.ts";

/** An expectation that drifted: the range of the text behind `# =>`, and what it should say now. */
export interface Drift {
  readonly uri: string;
  readonly range: Range;
  readonly actual: string;
}

export function provideCodeActions(
  uri: string,
  range: Range,
  scene: Scene | null,
  annotations: readonly AnnotationProblem[],
  drifts: readonly Drift[],
): CodeAction[] {
  const actions: CodeAction[] = [];
  for (const problem of annotations) {
    if (problem.uri !== uri || problem.suggestion === null || !touches(problem.range, range)) continue;
    const replacement = problem.suggestion;
    actions.push({
      title: replacement === "" ? "Remove what follows" : `Change to \`${replacement}\``,
      kind: "quickfix",
      isPreferred: true,
      edits: [{ uri, range: problem.range, newText: replacement }],
      command: null,
      answers: {
        uri,
        range: problem.range,
        severity: "warning",
        code: directiveCode,
        message: problem.message,
        related: [],
      },
    });
  }
  // A result from before the last edit must not be written into the text.
  if (scene !== null && !scene.isStale) {
    const here = drifts.filter((drift) => drift.uri === uri);
    for (const drift of here) {
      if (!touchesLines(drift.range, range)) continue;
      actions.push(rewrite("Update the expectation", [drift], expectationAt(scene, drift), true));
    }
    if (here.length > 1 && actions.some((action) => action.title.startsWith("Update"))) {
      actions.push(rewrite(`Update all ${here.length} expectations of this file`, here, null, false));
    }
  }
  if (scene !== null) actions.push(...runOn(scene, range), ...backwardActions(scene, range));
  return actions;
}

function rewrite(
  title: string,
  drifts: readonly Drift[],
  answers: Diagnostic | null,
  isPreferred: boolean,
): CodeAction {
  return {
    title,
    kind: "quickfix",
    isPreferred,
    edits: drifts.map(({ uri, range, actual }) => ({ uri, range, newText: actual })),
    command: null,
    answers,
  };
}

function expectationAt(scene: Scene, drift: Drift): Diagnostic | null {
  for (const problem of scene.trace.problems) {
    if (problem.kind !== "expectation") continue;
    const diagnostic = diagnosticOf(problem, scene.places);
    if (diagnostic?.uri === drift.uri && touchesLines(diagnostic.range, drift.range)) {
      return { ...diagnostic, code: expectationCode };
    }
  }
  return null;
}

/** Where a run ran out of the budget for typing, the long one is offered. */
function runOn(scene: Scene, range: Range): CodeAction[] {
  const stop = scene.trace.problems.find(({ kind }) => kind === "stopped");
  const answers = stop === undefined ? null : diagnosticOf(stop, scene.places);
  if (answers === null || answers.uri !== scene.uri || !touchesLines(answers.range, range)) return [];
  const title = "Run on, with the long time limit";
  const command = { title, command: commands.runOn, arguments: [{ uri: scene.owner }] };
  return [{ title, kind: "quickfix", isPreferred: true, edits: [], command, answers }];
}

function backwardActions(scene: Scene, range: Range): CodeAction[] {
  const actions: CodeAction[] = [];
  const seen = new Set<number>();
  for (const root of [...scene.trace.roots].reverse()) {
    const location = scene.places.locate(root.range);
    if (location === null || location.uri !== scene.uri || !touchesLines(location.range, range)) continue;
    if (seen.has(root.range.start)) continue;
    seen.add(root.range.start);
    for (const command of runBackwardCommands(scene, root, 0)) {
      const what = command.title.replace("▶ ", "").replace(/^\.mean\(\)$/, "Run backward: .mean()");
      actions.push({
        title: `GradLens: ${what}${root.name === null ? "" : ` (${root.name})`}`,
        kind: "source",
        isPreferred: false,
        edits: [],
        command,
        answers: null,
      });
    }
  }
  return actions;
}

function touches(a: Range, b: Range): boolean {
  const before = (x: Range["start"], y: Range["start"]) =>
    x.line < y.line || (x.line === y.line && x.character <= y.character);
  return before(a.start, b.end) && before(b.start, a.end);
}

function touchesLines(a: Range, b: Range): boolean {
  return a.start.line <= b.end.line && b.start.line <= a.end.line;
}
