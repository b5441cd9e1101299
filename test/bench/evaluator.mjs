/** Runs a Python program in the evaluator inside this process, and measures the processor time it takes. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { backwardObserver } from "../../server/autograd/modes.ts";
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

/**
 * Processor time of one run of `source` in a fresh interpreter, parsing left out, and what the program left in its
 * variables `result` and `operations`.
 * @param {string} source
 * @param {boolean} isRecording whether every value and every backward pass is recorded, as an open document's is
 * @returns {Promise<{ time: number, result: unknown, operations: number }>}
 */
export async function measureOurs(source, isRecording) {
  await prepareFor([source]);
  const { module } = parse(source);
  const recorder = isRecording ? new Recorder({ isTarget: () => false, listen: () => null }) : null;
  const interpreter = makeInterpreter({ observer: recorder, stdout: () => {}, stderr: () => {}, limits });
  backwardObserver.current = recorder === null ? null : recorder.backward;
  const code = { name: "bench.py", source, key: 0 };
  try {
    const begin = processorTime();
    interpreter.runCode(code, module.body);
    const time = processorTime() - begin;
    const { globals } = interpreter;
    return { time, result: globals.get("result") ?? null, operations: Number(globals.get("operations") ?? 1) };
  } finally {
    backwardObserver.current = null;
  }
}
