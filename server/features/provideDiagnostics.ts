/** Problems of a run and of the annotations, in an editor's terms. PyTorch's text stays exact; what we add comes after it. */
import type { Range } from "../protocol/place.ts";
import type { Problem, Trace } from "../trace/trace.ts";
import type { Diagnostic } from "./editorTerms.ts";
import { explainProblem } from "./explainProblem.ts";
import type { Places } from "./scene.ts";

/** Something wrong with an annotation, already located. */
export interface AnnotationProblem {
  readonly uri: string;
  readonly range: Range;
  readonly message: string;
  /** Replaces the range. */
  readonly suggestion: string | null;
}

export const directiveCode = "directive";
export const expectationCode = "expectation";
/** The line that an error elsewhere comes from. */
export const causeCode = "cause";

const severities: Readonly<Record<Problem["kind"], Diagnostic["severity"]>> = {
  exception: "error",
  syntax: "error",
  warning: "warning",
  expectation: "warning",
  unsupported: "warning",
  stopped: "information",
  pitfall: "information",
};

/** Every problem whose place still exists. `trace` is null before the first run. */
export function provideDiagnostics(
  trace: Trace | null,
  places: Places | null,
  annotations: readonly AnnotationProblem[],
): Diagnostic[] {
  const found: Diagnostic[] = annotations.map((problem) => ({
    uri: problem.uri,
    range: problem.range,
    severity: "warning",
    code: directiveCode,
    message: problem.message,
    related: [],
  }));
  if (trace === null || places === null) return found;
  const seen = new Set<string>();
  for (const problem of trace.problems) {
    const diagnostic = diagnosticOf(problem, places);
    if (diagnostic === null) continue;
    // A loop warns on every pass, in the same words, at the same place: once is enough.
    const key = JSON.stringify([diagnostic.uri, diagnostic.range, diagnostic.message]);
    if (seen.has(key)) continue;
    seen.add(key);
    const explanations = explainProblem(problem, trace, places).flatMap((explanation) => {
      const location = places.locate(explanation.range);
      return location === null ? [] : [{ ...explanation, location }];
    });
    found.push({
      ...diagnostic,
      related: [
        ...explanations.flatMap(({ location, message, isListed }) =>
          isListed === true ? [] : [{ location, message }],
        ),
        ...diagnostic.related,
      ],
    });
    // The line to change has its own mark: nobody should have to open the error to find it.
    for (const { location, message, isCause } of explanations) {
      if (!isCause) continue;
      const related = [{ location: { uri: diagnostic.uri, range: diagnostic.range }, message: diagnostic.code }];
      found.push({ ...location, severity: "information", code: causeCode, message, related });
    }
  }
  return found;
}

export function diagnosticOf(problem: Problem, places: Places): Diagnostic | null {
  const location = places.locate(problem.range);
  if (location === null) return null;
  return {
    uri: location.uri,
    range: location.range,
    severity: isAnnotation(problem) ? "warning" : severities[problem.kind],
    code: problem.kind === "expectation" ? expectationCode : problem.name,
    message: messageOf(problem),
    related: problem.related.flatMap(({ range, message }) => {
      const place = places.locate(range);
      return place === null ? [] : [{ location: place, message }];
    }),
  };
}

/** An annotation that was understood but does not fit the code it stands at. */
function isAnnotation(problem: Problem): boolean {
  return problem.kind === "syntax" && problem.name === "annotation";
}

function messageOf(problem: Problem): string {
  if (isAnnotation(problem)) return problem.message;
  switch (problem.kind) {
    case "exception":
    case "syntax":
    case "warning":
      return problem.message === "" ? problem.name : `${problem.name}: ${problem.message}`;
    case "unsupported":
      return problem.message.includes("not supported")
        ? problem.message
        : `not supported: ${problem.message || problem.name}`;
    default:
      return problem.message;
  }
}
