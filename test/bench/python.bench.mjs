import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repr } from "../../server/python/objects/text.ts";
import { measureTheirs, pythonVersion } from "./cpython.mjs";
import { loadPython, measureOurs } from "./evaluator.mjs";

export const title = "Python programs, processor time";

const folder = join(process.cwd(), "test", "bench", "programs");
/** Runs of each program in each column; the least time counts, since other work on the machine only ever adds. */
const usualRuns = 5;

/** @param {(note: string) => void} note */
export async function run(note, isQuick) {
  const runs = isQuick ? 2 : usualRuns;
  const version = pythonVersion("python3");
  note(version === null ? "CPython: not on this machine, nothing to compare with." : `CPython ${version} (python3).`);
  await loadPython();
  const rows = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".py") || file.startsWith("torch_")) continue;
    const path = join(folder, file);
    const source = readFileSync(path, "utf8");
    let ours = Number.POSITIVE_INFINITY;
    let recording = Number.POSITIVE_INFINITY;
    let result = null;
    for (let i = 0; i < runs; i++) {
      ours = Math.min(ours, (await measureOurs(source, false)).time);
      const watched = await measureOurs(source, true);
      recording = Math.min(recording, watched.time);
      result = repr(watched.result);
    }
    const values = { GradLens: ours, "with recording": recording };
    const ratios = { "recording / not": recording / ours };
    if (version !== null) {
      const theirs = measureTheirs("python3", path, { times: runs });
      if (theirs.result !== result) throw new Error(`${file}: CPython says ${theirs.result}, GradLens ${result}`);
      values.CPython = theirs.time;
      ratios["with recording / CPython"] = recording / theirs.time;
    }
    rows.push({ what: file.replace(/\.py$/, "").replaceAll("_", " "), unit: "ms", values, ratios });
  }
  const mean = {};
  for (const key of Object.keys(rows[0].ratios)) mean[key] = geometricMean(rows.map(({ ratios }) => ratios[key]));
  const goals = { "recording / not": { atMost: 1.5 }, "with recording / CPython": { atMost: 2 } };
  rows.push({ what: "geometric mean", unit: "", values: {}, ratios: mean, goals });
  return rows;
}

function geometricMean(numbers) {
  return Math.exp(numbers.reduce((sum, x) => sum + Math.log(x), 0) / numbers.length);
}
