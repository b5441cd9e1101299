import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repr } from "../../server/python/objects/text.ts";
import { findTorch, measureTheirs } from "./cpython.mjs";
import { loadPython, measureOurs } from "./evaluator.mjs";

export const title = "Small operations forward and backward, processor time, PyTorch on one thread";

const folder = join(process.cwd(), "test", "bench", "programs");
const usualRuns = 7;
const programs = [
  { file: "torch_scalars.py", what: "chain of scalars, per operation", atLeast: 5 },
  { file: "torch_small_tensors.py", what: "chain of small tensors, per operation", atLeast: 5 },
  { file: "torch_mlp.py", what: "2-16-1 MLP, per step", atLeast: 3 },
];

/** @param {(note: string) => void} note */
export async function run(note, isQuick) {
  const runs = isQuick ? 3 : usualRuns;
  const torch = findTorch();
  note(
    torch === null
      ? "PyTorch: not on this machine (GRADLENS_TORCH_PYTHON may name a Python that has it), nothing to compare with."
      : `PyTorch ${torch.version} under CPython.`,
  );
  await loadPython();
  const temporary = mkdtempSync(join(tmpdir(), "gradlens-bench-"));
  const rows = [];
  try {
    for (const { file, what, atLeast } of programs) {
      const row = await compare(file, what, atLeast, torch, temporary, runs, note);
      if (row !== null) rows.push(row);
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return rows;
}

async function compare(file, what, atLeast, torch, temporary, runs, note) {
  let source = readFileSync(join(folder, file), "utf8");
  let name = what;
  if (source.includes("Adam")) {
    name = `${what}, Adam`;
    try {
      await measureOurs(source, false);
    } catch (error) {
      note(`Adam does not run here yet (${describe(error)}): both sides use SGD.`);
      source = source.replace("Adam", "SGD");
      name = `${what}, SGD`;
    }
  }
  let recording = Number.POSITIVE_INFINITY;
  let plain = Number.POSITIVE_INFINITY;
  let last = null;
  try {
    for (let i = 0; i < runs; i++) {
      plain = Math.min(plain, (await measureOurs(source, false)).time);
      last = await measureOurs(source, true);
      recording = Math.min(recording, last.time);
    }
  } catch (error) {
    note(`${what}: does not run here (${describe(error)}).`);
    return null;
  }
  const perOperation = 1000 / last.operations;
  const values = { GradLens: plain * perOperation, "with recording": recording * perOperation };
  const ratios = { "recording / not": recording / plain };
  if (torch !== null) {
    const path = join(temporary, file);
    writeFileSync(path, source);
    const theirs = measureTheirs(torch.interpreter, path, { times: runs, torch: true });
    if (theirs.result !== repr(last.result)) {
      throw new Error(`${file}: PyTorch says ${theirs.result}, GradLens ${repr(last.result)}`);
    }
    values.PyTorch = theirs.time * perOperation;
    ratios["PyTorch / with recording"] = theirs.time / recording;
  }
  const goals = { "PyTorch / with recording": { atLeast } };
  return { what: name, unit: "µs", values, ratios, goals };
}

function describe(error) {
  const message = error instanceof Error ? error.message : String(error);
  return (message === "" && error?.exc !== undefined ? repr(error.exc) : message).split("\n")[0];
}
