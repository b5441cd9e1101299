/**
 * PyTorch's operator database, replayed: every recorded call of goldens/ops through the Python-level functions. Operators
 * listed in passing.json must pass; the others may fail, and a summary counts them.
 *
 *     npx vitest run test/torch/ops.test.ts
 *     OPS=linalg.,sum    only operators whose names begin so
 *     DIFF=1             the first difference of each that fails
 *     UPDATE_PASSING=1   writes passing.json anew from what passes now
 *
 * A name stands for all recorded samples of the function. `name (method)`, `name (in place)`, `name (alias torch.x)` and
 * `name (errors)` are its other forms, and the exceptions for wrong arguments.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { makeInterpreter, prepareFor } from "../../server/inspect/interpreterHost.ts";
import { loadPython } from "../python/run.ts";
import { type RecordedOperator, Replay, type Sample } from "./replay.ts";

const goldens = new URL("../oracle/goldens/ops/", import.meta.url);
const passingFile = new URL("passing.json", import.meta.url);

/** How many times the usual tolerance, and why. */
const looser: Readonly<Record<string, readonly [factor: number, reason: string]>> = {
  "nn.functional.normalize": [4, "gradients that cancel to a few units in the last place"],
  "linalg.cond": [20, "the quotient of two singular values of a float32 matrix"],
};

const wanted = process.env["OPS"]?.split(",") ?? null;
/** Outcome by form: null when all samples agree, else the first difference. */
const outcomes = new Map<string, string | null>();

function firstDifference(replay: Replay, name: string, samples: readonly Sample[], call: string): string | null {
  const tolerance = looser[name]?.[0] ?? 1;
  for (let i = 0; i < samples.length; i++) {
    const difference = replay.difference(call, samples[i]!, tolerance);
    if (difference !== null) return `sample ${i} of ${samples.length}: ${difference}`;
  }
  return null;
}

beforeAll(async () => {
  await loadPython();
  await prepareFor(["import torch"]);
  const interpreter = makeInterpreter({
    observer: null,
    stdout: () => undefined,
    stderr: () => undefined,
    limits: { steps: 1e9, time: 60_000, memory: 2 ** 30, output: 1e9 },
  });
  const replay = new Replay(interpreter);
  for (const file of readdirSync(goldens).filter((f) => f.endsWith(".json"))) {
    const recorded = JSON.parse(readFileSync(new URL(file, goldens), "utf8")) as Record<string, RecordedOperator>;
    for (const [name, op] of Object.entries(recorded)) {
      if (wanted !== null && !wanted.some((w) => name.startsWith(w))) continue;
      outcomes.set(name, firstDifference(replay, name, op.samples, op.call));
      const few = op.samples.slice(0, 3);
      if (op.method !== undefined) {
        outcomes.set(`${name} (method)`, firstDifference(replay, name, few, `Tensor.${op.method}`));
      }
      if (op.inplace !== undefined) {
        outcomes.set(`${name} (in place)`, firstDifference(replay, name, op.inplace, `Tensor.${name.split(":")[0]}_`));
      }
      for (const alias of op.aliases ?? []) {
        outcomes.set(`${name} (alias ${alias})`, firstDifference(replay, name, few, alias));
      }
      if (op.errors !== undefined) outcomes.set(`${name} (errors)`, firstDifference(replay, name, op.errors, op.call));
    }
  }
}, 300_000);

function readPassing(): string[] {
  return JSON.parse(readFileSync(passingFile, "utf8")) as string[];
}

function count(form: RegExp): string {
  const all = [...outcomes].filter(([name]) => form.test(name));
  return `${all.filter(([, difference]) => difference === null).length} of ${all.length}`;
}

test("what passed still passes", () => {
  const failing = [...outcomes].filter(([, difference]) => difference !== null);
  if (process.env["DIFF"] !== undefined)
    for (const [name, difference] of failing) console.log(`${name}: ${difference}`);
  console.log(
    `${count(/^[^(]+$/)} operators run all their samples; as methods ${count(/\(method\)/)}, in place ${count(/\(in place\)/)}, ` +
      `aliases ${count(/\(alias/)}, exceptions ${count(/\(errors\)/)}`,
  );
  if (process.env["UPDATE_PASSING"] !== undefined) {
    const kept = readPassing().filter((name) => !outcomes.has(name));
    const now = [...outcomes].filter(([, difference]) => difference === null).map(([name]) => name);
    writeFileSync(passingFile, `${JSON.stringify([...new Set([...kept, ...now])].sort(), null, 1)}\n`);
  }
  const broken = readPassing().filter((name) => {
    if (!outcomes.has(name)) return wanted === null;
    return outcomes.get(name) !== null;
  });
  expect(broken.map((name) => `${name}: ${outcomes.get(name) ?? "not recorded"}`)).toEqual([]);
});
