/** Runs a Python program in the evaluator inside this process, and measures the processor time it takes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { makeInterpreter, prepareFor } from "../../server/inspect/interpreterHost.ts";
import { loadParser, parse } from "../../server/python/syntax/parse.ts";
import { Recorder } from "../../server/trace/recorder.ts";

const require = createRequire(import.meta.url);
const limits = { steps: Number.POSITIVE_INFINITY, time: 120_000, memory: 2 ** 30, output: 1e7 };

export async function loadPython() {
  await loadParser({
    runtimeWasm: readFileSync(require.resolve("web-tree-sitter/web-tree-sitter.wasm")),
    pythonWasm: readFileSync(require.resolve("tree-sitter-python/tree-sitter-python.wasm")),
  });
}

/** Milliseconds of processor time that this process has used, over all its threads. */
export function processorTime() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A recorder that watches everything, as a document's does. */
export function newRecorder() {
  return new Recorder({ isTarget: () => false, listen: () => null });
}

/**
 * Processor time of one run of `source` in a fresh interpreter, parsing left out, and the text of its variable `result`.
 * @param {string} source
 * @param {boolean} isRecording whether every value is recorded
 * @returns {Promise<{ time: number, result: import("../../server/python/objects/value.ts").PyValue }>}
 */
export async function measureOurs(source, isRecording) {
  await prepareFor([source]);
  const { module } = parse(source);
  const interpreter = makeInterpreter({
    observer: isRecording ? newRecorder() : null,
    stdout: () => {},
    stderr: () => {},
    limits,
  });
  const code = { name: "bench.py", source, key: 0 };
  const begin = processorTime();
  interpreter.runCode(code, module.body);
  return { time: processorTime() - begin, result: interpreter.globals.get("result") ?? null };
}
