/** What is common to all ways of running: where output comes from, and how a run that was cut short is described. */
import { vm } from "../python/evaluation/frame.ts";
import type { Site } from "../python/evaluation/observer.ts";
import { BudgetExceeded, NotSupported } from "../python/objects/errors.ts";
import type { Recorder } from "../trace/recorder.ts";

/** The places under way, innermost first. */
export function outputPlaces(): Site[] {
  const places: Site[] = [];
  for (let frame = vm.frame; frame !== null && places.length < 64; frame = frame.back) {
    if (frame.at !== null) places.push(frame.at);
  }
  return places;
}

export interface RunEnd {
  /** `Stopped`, `MemoryError`, `InternalError`. */
  readonly name: string;
  /** A sentence for people. */
  readonly reason: string;
}

/** Describes an end that is no Python exception. `lineOf` gives a place's line, from 1. */
export function endedRun(error: unknown, recorder: Recorder | null, lineOf: (site: Site) => number): RunEnd {
  if (error instanceof BudgetExceeded) {
    const loop = recorder?.stoppedLoop ?? null;
    const where = loop === null ? "" : ` at pass ${loop.index + 1} of the loop in line ${lineOf(loop.site)}`;
    return { name: "Stopped", reason: `${error.message}${where}` };
  }
  if (error instanceof NotSupported) return { name: "NotSupported", reason: error.feature };
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return { name: "Stopped", reason: "stopped: nested too deeply" };
  }
  // "Array buffer allocation failed", "Invalid array length", "Invalid typed array length".
  if (error instanceof RangeError) return { name: "Stopped", reason: "stopped: out of memory" };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { name: "InternalError", reason: `GradLens failed here (${text.split("\n", 1)[0]})` };
}

/** What `warnings` printed: `file:line: UserWarning: text`, and the source line below; null for any other text. */
export function readWarning(printed: string): { readonly name: string; readonly message: string } | null {
  const match = /^[^\n]*?:\d+: (\w*Warning): ([\s\S]*?)\n(?: {2}\S.*\n)?$/.exec(printed);
  return match === null ? null : { name: match[1]!, message: match[2]! };
}
