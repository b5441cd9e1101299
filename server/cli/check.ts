/** `gradlens check FILE…`: what the documents say against what the engine computes. */

import { commandBudget } from "../inspect/messages.ts";
import type { StoredOutput } from "../snippet/ipynb.ts";
import { LineIndex } from "../snippet/lines.ts";
import type { SnippetCode } from "../snippet/snippet.ts";
import { toPosition } from "../snippet/snippet.ts";
import type { Trace } from "../trace/trace.ts";
import { print, printError, UsageError } from "./console.ts";
import { type OpenFile, openFile } from "./document.ts";
import { createWorker } from "./engine.ts";

/** One thing that was compared: what `--json` prints. */
export interface Comparison {
  readonly file: string;
  /** Counts code cells from 0; null outside notebooks. */
  readonly cell: number | null;
  /** From 1, in the file or the cell. */
  readonly line: number;
  readonly kind: "output" | "expectation";
  readonly ok: boolean;
  readonly expected: string;
  readonly actual: string;
}

export async function check(args: readonly string[]): Promise<number> {
  const isJson = args.includes("--json");
  const files = args.filter((a) => a !== "--json");
  const unknown = files.find((a) => a.startsWith("-"));
  if (unknown !== undefined) throw new UsageError(`gradlens check: unknown option \`${unknown}\``);
  if (files.length === 0) throw new UsageError("gradlens check: which files?");
  const comparisons: Comparison[] = [];
  let unusable = false;
  const worker = createWorker();
  try {
    for (const file of files) {
      let opened: OpenFile;
      try {
        opened = openFile(file, true);
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        printError(`${error.message}\n`);
        unusable = true;
        continue;
      }
      const trace = await worker.run(opened.snippet, { budget: commandBudget, isTolerant: false, examples: {} });
      if (trace === null) throw new Error("a run that nobody stopped has no result");
      const found = compare(opened, trace);
      comparisons.push(...found);
      if (!isJson) {
        const counts = executionCounts(opened);
        for (const c of found) if (!c.ok) print(describe(c, c.cell === null ? null : (counts[c.cell] ?? null)));
      }
      reportEnd(opened, trace);
    }
  } finally {
    worker.dispose();
  }
  const matching = comparisons.filter((c) => c.ok).length;
  if (isJson) print(`${JSON.stringify(comparisons, null, 1)}\n`);
  else print(`${matching} of ${comparisons.length} match\n`);
  if (unusable) return 2;
  return matching === comparisons.length ? 0 : 1;
}

/** What ended a run early makes drifts further down: say what it was, so that nobody looks for it there. */
function reportEnd({ file, notebook, snippet }: OpenFile, trace: Trace): void {
  for (const problem of trace.problems) {
    const isEnd = problem.kind === "stopped" || problem.kind === "unsupported" || problem.kind === "syntax";
    // An exception in a notebook's cell is compared; in a file it is the end.
    if (!isEnd && !(problem.kind === "exception" && notebook === null)) continue;
    const code = snippet.codes[problem.range.code];
    const line = code === undefined ? 1 : toPosition(code, new LineIndex(code.source), problem.range.start).line + 1;
    const cell = code === undefined || code.cell === null ? "" : `cell ${code.cell}, `;
    printError(`gradlens: ${file}, ${cell}line ${line}: ${problem.name}: ${problem.message}\n`);
  }
}

function executionCounts(opened: OpenFile): (number | null)[] {
  return (opened.notebook?.cells ?? []).filter((c) => c.kind === "code").map((c) => c.executionCount);
}

export function compare(opened: OpenFile, trace: Trace): Comparison[] {
  const { snippet, notebook, file } = opened;
  const stored = notebook?.cells.filter((c) => c.kind === "code") ?? [];
  const out: Comparison[] = [];
  for (const code of snippet.codes) {
    const cell = code.cell === null ? undefined : stored[code.cell];
    if (cell !== undefined && cell.outputs.length > 0) out.push(compareOutputs(file, code, cell.outputs, trace));
    out.push(...compareExpectations(file, code, trace));
  }
  return out;
}

interface CellResult {
  readonly stdout: string;
  readonly result: string | null;
  readonly error: { readonly name: string; readonly value: string } | null;
}

function compareOutputs(file: string, code: SnippetCode, stored: readonly StoredOutput[], trace: Trace): Comparison {
  const expected = storedResult(stored);
  const actual = computedResult(code.key, trace);
  const line = code.source.slice(0, Math.max(0, code.source.search(/\S/))).split("\n").length;
  return {
    file,
    cell: code.cell,
    line,
    kind: "output",
    ok: normal(asText(expected)) === normal(asText(actual)),
    expected: asText(expected),
    actual: asText(actual),
  };
}

function storedResult(outputs: readonly StoredOutput[]): CellResult {
  let stdout = "";
  let result: string | null = null;
  let error: CellResult["error"] = null;
  for (const output of outputs) {
    if (output.kind === "stream") {
      if (output.name === "stdout") stdout += output.text;
    } else if (output.kind === "display") {
      if (output.isResult) result = output.text;
    } else error = { name: output.name, value: output.value };
  }
  return { stdout, result, error };
}

function computedResult(code: number, trace: Trace): CellResult {
  let stdout = "";
  let result: string | null = null;
  for (const output of trace.outputs) {
    if (output.range?.code !== code) continue;
    if (output.kind === "stdout") stdout += output.text;
    else if (output.kind === "result") result = output.text;
  }
  const problem = trace.problems.find(
    (p) => p.range.code === code && ["exception", "syntax", "unsupported", "stopped"].includes(p.kind),
  );
  return { stdout, result, error: problem === undefined ? null : { name: problem.name, value: problem.message } };
}

/** Stream, result and error, one below the other. */
function asText({ stdout, result, error }: CellResult): string {
  let text = stdout;
  const below = (part: string): void => {
    text += text === "" || text.endsWith("\n") ? part : `\n${part}`;
  };
  if (result !== null) below(result);
  if (error !== null) below(error.value === "" ? error.name : `${error.name}: ${error.value}`);
  return text;
}

/** Addresses differ between runs of Python too; a cell's file name in a SyntaxError is IPython's own. */
function normal(text: string): string {
  return text.replace(/\b0x[0-9a-f]{6,16}\b/g, "0x…").replace(/\([^()\n]*, line (\d+)\)$/, "(line $1)");
}

function compareExpectations(file: string, code: SnippetCode, trace: Trace): Comparison[] {
  const lines = new LineIndex(code.source);
  return code.expectations.map((expectation) => {
    const problem = trace.problems.find(
      (p) => p.kind === "expectation" && p.range.code === code.key && p.range.start === expectation.offset,
    );
    const isLost = problem === undefined && trace.stopped !== null && trace.sites.length === 0;
    return {
      file,
      cell: code.cell,
      line: toPosition(code, lines, expectation.offset).line + 1,
      kind: "expectation" as const,
      ok: problem === undefined && !isLost,
      expected: expectation.expected,
      actual: isLost ? "not evaluated" : (problem?.actual ?? problem?.message ?? expectation.expected),
    };
  });
}

function describe(c: Comparison, count: number | null): string {
  const cell = c.cell === null ? "" : `, cell ${c.cell}${count === null ? "" : ` [${count}]`}`;
  const indent = (text: string): string =>
    text === "" ? "(nothing)" : text.replace(/\n$/, "").replace(/\n/g, "\n            ");
  const what = c.kind === "output" ? "stored output" : "expectation";
  return `${c.file}${cell}, line ${c.line}: the ${what} does not match\n  expected: ${indent(c.expected)}\n  actual:   ${indent(c.actual)}\n`;
}
