/** Evaluates text the way the worker does, in this process. */
import { readFileSync } from "node:fs";
import { Engine } from "../../server/inspect/engine.ts";
import { commandBudget, type RunOptions } from "../../server/inspect/messages.ts";
import { loadParser } from "../../server/python/syntax/parse.ts";
import { makeSnippet } from "../../server/snippet/make.ts";
import type { Selection } from "../../server/snippet/snippet.ts";
import type { SiteRecord, TensorValue, Trace, TraceRange } from "../../server/trace/trace.ts";

export interface Inspected {
  readonly engine: Engine;
  readonly trace: Trace;
  readonly sources: readonly string[];
}

let ready: Promise<void> | null = null;
export function loadTestParser(): Promise<void> {
  ready ??= loadParser({
    runtimeWasm: readFileSync("node_modules/web-tree-sitter/web-tree-sitter.wasm"),
    pythonWasm: readFileSync("node_modules/tree-sitter-python/tree-sitter-python.wasm"),
  });
  return ready;
}

const tolerant: RunOptions = { budget: commandBudget, isTolerant: true, examples: {} };

/** A whole `.py` text (or the cells of a notebook), as an editor would run it. */
export async function inspect(text: string | readonly string[], options: Partial<RunOptions> = {}): Promise<Inspected> {
  await loadTestParser();
  const selection: Selection = { mode: "annotated", isInspected: true };
  const snippet =
    typeof text === "string"
      ? makeSnippet({ uri: "file:///t.py", version: 1, kind: "python", text }, selection)
      : makeSnippet(
          {
            uri: "file:///t.ipynb",
            version: 1,
            kind: "notebook",
            cells: text.map((t, i) => ({ uri: `cell:${i}`, kind: "code", language: "python", text: t })),
          },
          selection,
        );
  const engine = new Engine();
  const trace = await engine.run(snippet, { ...tolerant, ...options });
  return { engine, trace, sources: snippet.codes.map((c) => c.source) };
}

export function textOf({ sources }: Inspected, range: TraceRange | null): string | null {
  return range === null ? null : sources[range.code]!.slice(range.start, range.end);
}

/** The record of the `nth` place with this text. */
export function site(run: Inspected, text: string, nth = 0): SiteRecord {
  const found = run.trace.sites.filter((s) => textOf(run, s.range) === text)[nth];
  if (found === undefined) throw new Error(`nothing was recorded for \`${text}\``);
  return found;
}

/** The last value of a place, which must be a tensor. */
export function tensorAt(run: Inspected, text: string, nth = 0): TensorValue {
  const value = site(run, text, nth).visits.at(-1)!.value;
  if (value.kind !== "tensor") throw new Error(`\`${text}\` was no tensor but ${value.className}`);
  return value;
}

/** `kind name: message @ text`, one per problem. */
export function problemsOf(run: Inspected): string[] {
  return run.trace.problems.map((p) => `${p.kind} ${p.name}: ${p.message} @ ${textOf(run, p.range)}`);
}
