/** What an expectation should say now, read from the problem that reports its drift. */
import type { Trace } from "../trace/trace.ts";

/** The new text for the expectation at `offset` of a code, or null when it holds (or nothing is known to replace it). */
export function actualOf(trace: Trace, code: number, offset: number): string | null {
  for (const problem of trace.problems) {
    if (problem.kind !== "expectation" || problem.range.code !== code) continue;
    if (offset < problem.range.start || offset > problem.range.end) continue;
    return problem.actual ?? null;
  }
  return null;
}
