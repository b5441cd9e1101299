/**
 * Programs that CPython 3.11 has run (test/oracle/record_python.py), run here: the same output, the same last line of the
 * traceback, and in the topic `tracebacks` the same traceback.
 */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { loadPython, runProgram } from "./run.ts";

interface Recorded {
  readonly stdout: string;
  readonly error: string | null;
  readonly stderr?: string;
}

const corpus = new URL("./corpus/", import.meta.url);

beforeAll(loadPython);

for (const file of readdirSync(corpus)) {
  if (!file.endsWith(".json")) continue;
  const topic = file.slice(0, -".json".length);
  const programs = JSON.parse(readFileSync(new URL(file, corpus), "utf8")) as Record<string, Recorded>;
  describe(topic, () => {
    for (const [name, recorded] of Object.entries(programs)) {
      test(name, () => {
        const source = readFileSync(new URL(`${topic}/${name}.py`, corpus), "utf8");
        const run = runProgram(source, `${name}.py`);
        expect(run.stdout).toBe(recorded.stdout);
        if (recorded.stderr !== undefined) expect(run.stderr).toBe(recorded.stderr);
        else expect(run.error).toBe(recorded.error);
      });
    }
  });
}
